//! What is there of each resource and what is left of it.

use crate::world::World;
use nanduti_model::{Resource, ResourceScope, Use};

/// Slack against rounding when amounts are compared, relative to the amount.
const SLACK: f64 = 1e-9;

/// Amounts of resources by cluster, or one for all.
#[derive(Clone, Debug)]
pub(crate) struct Ledger<'a> {
    resources: &'a [Resource],
    left: Vec<Vec<f64>>,
}

impl<'a> Ledger<'a> {
    /// Everything the case has.
    pub(crate) fn new(world: &World<'a>) -> Self {
        let resources = world.input.resources;
        let left = resources.iter().map(|resource| resource.amounts.clone()).collect();
        Self { resources, left }
    }

    /// Position of a cluster's amount.
    fn account(&self, resource: usize, cluster: usize) -> usize {
        match self.resources.get(resource).map(|r| r.scope) {
            Some(ResourceScope::All) | None => 0,
            Some(ResourceScope::PerCluster) => cluster,
        }
    }

    /// What is left for a cluster; 0 where the case states no amount.
    fn left(&self, resource: usize, cluster: usize) -> f64 {
        let Some(accounts) = self.left.get(resource) else { return 0.0 };
        accounts.get(self.account(resource, cluster)).copied().unwrap_or(0.0)
    }

    /// Takes uses for a workshop of a cluster; takes nothing and says no where they do not fit.
    pub(crate) fn take(&mut self, uses: &[Use], cluster: usize) -> bool {
        let fits = uses.iter().all(|each| {
            let left = self.left(each.resource, cluster);
            let same = uses.iter().filter(|other| other.resource == each.resource);
            let amount: f64 = same.map(|other| other.amount).sum();
            amount <= left + SLACK * left.abs().max(1.0)
        });
        if fits {
            for each in uses {
                let account = self.account(each.resource, cluster);
                let accounts = self.left.get_mut(each.resource);
                if let Some(left) = accounts.and_then(|accounts| accounts.get_mut(account)) {
                    *left -= each.amount;
                }
            }
        }
        fits
    }

    /// Largest part that uses take of what is left of any resource, 0 for no use, infinite where
    /// there is none.
    pub(crate) fn largest_part(&self, uses: &[Use], cluster: usize) -> f64 {
        let used = uses.iter().filter(|each| each.amount > 0.0);
        used.map(|each| each.amount / self.left(each.resource, cluster).max(0.0))
            .fold(0.0, f64::max)
    }

    /// Resources of which more is used (resource by cluster) than there is: position, used, there.
    pub(crate) fn over(&self, used: &[Vec<f64>]) -> Vec<(usize, f64, f64)> {
        let mut over = Vec::new();
        for (resource, amounts) in used.iter().enumerate() {
            let accounts = match self.resources[resource].scope {
                ResourceScope::All => vec![amounts.iter().sum()],
                ResourceScope::PerCluster => amounts.clone(),
            };
            for (cluster, amount) in accounts.into_iter().enumerate() {
                let there = self.left(resource, cluster);
                if amount > there + SLACK * there.abs().max(1.0) {
                    over.push((resource, amount, there));
                }
            }
        }
        over
    }
}
