//! Which bundle each workshop of the cohort gets: bundles under shared capacities.

use super::columns::{Columns, columns};
use super::groups::{self, GroupRules};
use crate::bundles::{Bundle, LEAST_GAIN, Targets};
use crate::plan_input::PlanInput;
use nanduti_model::ResourceScope;
use nanduti_optim::{BundleColumn, BundleOptions, BundleProblem, solve_bundles};

/// Amounts that differ by less are the same: sums of uses are rounded.
const ROUNDING: f64 = 1e-9;

/// Rows of the problem: one per resource, or per resource and cluster.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Rows {
    /// First row of each resource.
    first: Vec<usize>,
    /// Whether the resource has a row per cluster.
    per_cluster: Vec<bool>,
    /// Capacity of each row.
    pub(crate) capacities: Vec<f64>,
}

impl Rows {
    /// The rows of a case.
    pub(crate) fn of(input: &PlanInput) -> Self {
        let clusters = input.population.clusters.len();
        let mut rows = Self { first: Vec::new(), per_cluster: Vec::new(), capacities: Vec::new() };
        for (r, resource) in input.resources.iter().enumerate() {
            let per_cluster = resource.scope == ResourceScope::PerCluster;
            rows.first.push(rows.capacities.len());
            rows.per_cluster.push(per_cluster);
            let n = if per_cluster { clusters } else { 1 };
            rows.capacities.extend((0..n).map(|c| input.amount(r, c).max(0.0)));
        }
        rows
    }

    /// Row of a resource for a workshop of a cluster.
    pub(crate) fn row(&self, resource: usize, cluster: usize) -> usize {
        self.first[resource] + if self.per_cluster[resource] { cluster } else { 0 }
    }

    /// One number per row as one list per resource.
    pub(crate) fn by_resource(&self, values: &[f64]) -> Vec<Vec<f64>> {
        (0..self.first.len())
            .map(|r| {
                let end = self.first.get(r + 1).copied().unwrap_or(values.len());
                values[self.first[r]..end].to_vec()
            })
            .collect()
    }
}

/// What the solver gave.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Assignment {
    /// Bundle of each workshop of the cohort; `None` is nothing yet.
    pub(crate) chosen: Vec<Option<Bundle>>,
    /// Price of each row, of the problem without bans.
    pub(crate) prices: Vec<f64>,
    /// Group actions that did not find their group, by cluster.
    pub(crate) bans: Vec<Vec<usize>>,
    /// All bundles with a gain.
    pub(crate) columns: Columns,
    /// No answer is worth more: the bound of the prices.
    pub(crate) bound: f64,
}

/// Assigns bundles. Prices and bound are those of the first solve, in which a group action only
/// lacks the clusters that could never fill it; they hold for every answer. Where fewer workshops
/// take a group action than it needs, [`groups::complete`] lets it go or brings them together.
pub(crate) fn assign(
    input: &PlanInput,
    targets: &Targets,
    rows: &Rows,
    cohort: &[usize],
) -> Assignment {
    let columns = columns(input, targets, cohort);
    let rules = GroupRules::hopeless(input, cohort, &columns);
    let problem = Problem { input, rows, cohort, columns: &columns };
    let first = problem.solve(&rules);
    let prices = problem.without_noise(&first.prices);
    let bound = problem.bound_at(&rules, &prices);
    let (chosen, rules) = groups::complete(&problem, rules, first.chosen, &prices);
    Assignment { chosen, prices, bans: rules.bans, columns, bound }
}

/// The problem of one cohort, to be solved under different rules about groups.
pub(crate) struct Problem<'a> {
    pub(crate) input: &'a PlanInput<'a>,
    pub(crate) rows: &'a Rows,
    pub(crate) cohort: &'a [usize],
    pub(crate) columns: &'a Columns,
}

/// One answer.
pub(crate) struct Solved<'a> {
    /// Bundle of each workshop of the cohort.
    pub(crate) chosen: Vec<Option<&'a Bundle>>,
    /// One price per row.
    pub(crate) prices: Vec<f64>,
}

impl<'a> Problem<'a> {
    /// Cluster of a cohort position.
    pub(crate) fn cluster(&self, at: usize) -> usize {
        self.input.population.workshops[self.cohort[at]].cluster
    }

    /// The best answer the solver finds under the rules.
    pub(crate) fn solve(&self, rules: &GroupRules) -> Solved<'a> {
        let allowed: Vec<Vec<&'a Bundle>> = (0..self.cohort.len())
            .map(|at| {
                let cluster = self.cluster(at);
                let bundles = &self.columns.bundles[at];
                let allowed = bundles.iter().filter(|bundle| rules.allow(at, cluster, bundle));
                allowed.filter(|bundle| self.fits(at, bundle)).collect()
            })
            .collect();
        let agents = (0..allowed.len())
            .map(|at| {
                let column = |bundle: &&Bundle| BundleColumn {
                    value: bundle.value,
                    uses: self.uses(at, bundle).map(|(row, u)| (row as u32, u)).collect(),
                };
                allowed[at].iter().map(column).collect()
            })
            .collect();
        let problem = BundleProblem { capacities: self.rows.capacities.clone(), agents };
        match solve_bundles(&problem, &BundleOptions::default()) {
            Ok(answer) => Solved {
                chosen: answer
                    .choice
                    .iter()
                    .zip(&allowed)
                    .map(|(taken, bundles)| taken.map(|at| bundles[at as usize]))
                    .collect(),
                prices: answer.multipliers,
            },
            // Only numbers that are not finite are refused, and the readers let none through.
            Err(_) => Solved {
                chosen: vec![None; self.cohort.len()],
                prices: vec![0.0; self.rows.capacities.len()],
            },
        }
    }

    /// What a bundle uses of each row it uses.
    fn uses<'b>(&self, at: usize, bundle: &'b Bundle) -> impl Iterator<Item = (usize, f64)> + 'b
    where
        'a: 'b,
    {
        let (rows, cluster) = (self.rows, self.cluster(at));
        let used = bundle.uses.iter().enumerate().filter(|(_, amount)| **amount != 0.0);
        used.map(move |(resource, amount)| (rows.row(resource, cluster), *amount))
    }

    /// Whether all there is would hold a bundle alone: one that it does not is in no answer, and
    /// may not raise the bound.
    fn fits(&self, at: usize, bundle: &Bundle) -> bool {
        self.uses(at, bundle).all(|(row, amount)| amount <= self.rows.capacities[row] + ROUNDING)
    }

    /// `value − price × use` of a bundle.
    pub(crate) fn priced(&self, at: usize, bundle: &Bundle, prices: &[f64]) -> f64 {
        let cost: f64 = self.uses(at, bundle).map(|(row, amount)| prices[row] * amount).sum();
        bundle.value - cost
    }

    /// `Σ price × capacity + Σ workshops max(0, max over bundles of value − price × use)`.
    fn bound_at(&self, rules: &GroupRules, prices: &[f64]) -> f64 {
        let capacities = self.rows.capacities.iter().zip(prices).map(|(b, price)| b * price);
        let workshops = (0..self.cohort.len()).map(|at| {
            let cluster = self.cluster(at);
            let bundles = self.columns.bundles[at].iter();
            let allowed = bundles.filter(|bundle| rules.allow(at, cluster, bundle));
            let allowed = allowed.filter(|bundle| self.fits(at, bundle));
            allowed.map(|bundle| self.priced(at, bundle, prices)).fold(0.0, f64::max)
        });
        capacities.sum::<f64>() + workshops.sum::<f64>()
    }

    /// Prices without those so small that no bundle would feel them: rounding of the solver.
    fn without_noise(&self, prices: &[f64]) -> Vec<f64> {
        let mut most = vec![0.0_f64; prices.len()];
        for at in 0..self.cohort.len() {
            for bundle in &self.columns.bundles[at] {
                self.uses(at, bundle).for_each(|(row, u)| most[row] = most[row].max(u));
            }
        }
        prices
            .iter()
            .zip(most)
            .map(|(price, most)| if price * most < LEAST_GAIN { 0.0 } else { *price })
            .collect()
    }
}
