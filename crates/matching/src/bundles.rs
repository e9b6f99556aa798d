//! Bundles: the sets of interventions a workshop may take, in time, and what each is worth.
//!
//! Gain means axis points at the end of quarter 4, after lags, without decay, with expected
//! effects, in the frozen frame; the value of a bundle is the policy-weighted sum over the axes.

mod allowed;
mod appraisal;
mod order;
mod schedule;
mod search;

pub use order::prerequisite_cycle;

pub(crate) use appraisal::{Appraisal, FixedDraws, GAIN_QUARTER, Targets, targets};
pub(crate) use schedule::{QUARTERS, TOLERANCE};
pub(crate) use search::{BundleSearch, Met};

use crate::plan_input::PlanInput;
use nanduti_model::ResourceScope;
use nanduti_rules::ActiveLine;
use rayon::prelude::*;

/// A legal bundle of one workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct Bundle {
    /// Its lines, in line order (start, end, catalogue position).
    pub lines: Vec<ActiveLine>,
    /// Gain by axis, points.
    pub gain: Vec<f64>,
    /// Policy-weighted gain, points.
    pub value: f64,
    /// Amount used of each resource.
    pub uses: Vec<f64>,
    /// Owner's hours a week by quarter.
    pub hours_week: [f64; QUARTERS],
}

impl Bundle {
    pub(crate) fn from_met(met: &Met) -> Self {
        let mut lines = met.schedule.lines.clone();
        lines.sort_unstable();
        Self {
            lines,
            gain: met.gain.to_vec(),
            value: met.value,
            uses: met.schedule.uses.clone(),
            hours_week: met.schedule.hours_week,
        }
    }
}

/// Most schedules looked at for the best bundle of one workshop. With the catalogue of the field
/// notes, at most six actions and a fair share of the envelope a workshop has some thousands.
const MOST_SCHEDULES: usize = 50_000;

/// Least difference of value, points, that counts as more.
pub(crate) const LEAST_GAIN: f64 = 1e-9;

/// A fair share of the envelope for one place: the amount of each resource over the places
/// (pilots and reserves), by cluster. A resource of each cluster is shared by the places of that
/// cluster, an equal part of all places.
pub fn fair_share(input: &PlanInput) -> Vec<Vec<f64>> {
    let clusters = input.population.clusters.len();
    let rule = &input.policy.equity;
    let places = f64::from((rule.n_pilots + rule.n_reserves).max(1));
    let share = |r: usize, cluster: usize| {
        let own = match input.resources[r].scope {
            ResourceScope::All => places,
            ResourceScope::PerCluster => (places / clusters.max(1) as f64).max(1.0),
        };
        input.amount(r, cluster) / own
    };
    (0..clusters).map(|c| (0..input.resources.len()).map(|r| share(r, c)).collect()).collect()
}

/// The best bundle of every workshop whose uses stay within its cluster's `caps`: greatest
/// value, then first met (fewer actions, catalogue order). `None` where no bundle gains anything.
pub fn best_bundles(input: &PlanInput, caps: &[Vec<f64>]) -> Vec<Option<Bundle>> {
    let targets = targets(input);
    (0..input.population.workshops.len())
        .into_par_iter()
        .map(|workshop| {
            let cluster = input.population.workshops[workshop].cluster;
            best_bundle(input, &targets, workshop, &caps[cluster])
        })
        .collect()
}

fn best_bundle(
    input: &PlanInput,
    targets: &Targets,
    workshop: usize,
    caps: &[f64],
) -> Option<Bundle> {
    let mut search = BundleSearch::new(input, targets, workshop);
    let mut best: Option<Bundle> = None;
    search.visit(caps, MOST_SCHEDULES, &mut |met| {
        let least = best.as_ref().map_or(0.0, |b| b.value);
        if met.value > least + LEAST_GAIN {
            best = Some(Bundle::from_met(met));
        }
    });
    best
}

/// Value of the best bundle of one workshop within `caps`; 0 where none gains anything.
pub(crate) fn best_bundle_value(
    input: &PlanInput,
    targets: &Targets,
    workshop: usize,
    caps: &[f64],
) -> f64 {
    best_bundle(input, targets, workshop, caps).map_or(0.0, |bundle| bundle.value)
}

/// Policy-weighted gain of the best bundle of every workshop inside a fair share of the envelope,
/// points; 0 where nothing gains. This is what pilots are compared by.
pub fn best_gains(input: &PlanInput) -> Vec<f64> {
    let caps = fair_share(input);
    best_bundles(input, &caps).iter().map(|b| b.as_ref().map_or(0.0, |b| b.value)).collect()
}

#[cfg(test)]
mod tests;
