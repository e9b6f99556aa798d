//! Which bundle each workshop of the cohort gets: bundles under shared capacities.

use crate::bundles::{Bundle, BundleSearch, LEAST_GAIN, Met, Targets};
use crate::plan_input::PlanInput;
use nanduti_model::ResourceScope;
use nanduti_optim::{BundleColumn, BundleOptions, BundleProblem, solve_bundles};
use rayon::prelude::*;

/// Most schedules looked at for one workshop of a cohort. Twenty interventions in plans of at
/// most six have fewer than 61,000 sets, so that only a far larger catalogue meets this limit.
const MOST_SCHEDULES: usize = 200_000;

/// Interventions that a cluster may not have because too few workshops would take them.
pub(crate) type Bans = Vec<Vec<usize>>;

/// Legal bundles with a gain of each workshop of a cohort.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Columns {
    /// Bundles by cohort position, in the order they were met.
    pub(crate) bundles: Vec<Vec<Bundle>>,
    /// Whether every legal bundle was looked at.
    pub(crate) complete: bool,
}

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
    pub(crate) bans: Bans,
    /// All bundles with a gain.
    pub(crate) columns: Columns,
    /// No answer is worth more: the bound of the prices.
    pub(crate) bound: f64,
}

/// All legal bundles with a gain. Pins leave out the bundles without them; where no bundle has
/// them, the workshop has none.
pub(crate) fn columns(input: &PlanInput, targets: &Targets, cohort: &[usize]) -> Columns {
    let unlimited = vec![f64::INFINITY; input.resources.len()];
    let of_each: Vec<(Vec<Bundle>, bool)> = cohort
        .par_iter()
        .map(|&workshop| {
            let mut search = BundleSearch::new(input, targets, workshop);
            let mut bundles = Vec::new();
            let complete = search.visit(&unlimited, MOST_SCHEDULES, &mut |met: &Met| {
                if met.value > LEAST_GAIN {
                    bundles.push(Bundle::from_met(met));
                }
            });
            (bundles, complete)
        })
        .collect();
    let complete = of_each.iter().all(|(_, complete)| *complete);
    Columns { bundles: of_each.into_iter().map(|(bundles, _)| bundles).collect(), complete }
}

/// Group actions for which a cluster has fewer workshops that may take them than they need.
pub(crate) fn hopeless_groups(input: &PlanInput, cohort: &[usize], columns: &Columns) -> Bans {
    let mut bans = vec![Vec::new(); input.population.clusters.len()];
    for (cluster, bans) in bans.iter_mut().enumerate() {
        for (i, what) in input.catalogue.interventions.iter().enumerate() {
            let able = cohort
                .iter()
                .zip(&columns.bundles)
                .filter(|(w, bundles)| {
                    input.population.workshops[**w].cluster == cluster
                        && bundles.iter().any(|b| b.lines.iter().any(|l| l.intervention == i))
                })
                .count();
            if what.min_participants > 1 && able < what.min_participants as usize {
                bans.push(i);
            }
        }
    }
    bans
}

/// Assigns bundles. A group action that fewer workshops of a cluster take than it needs is
/// banned there and the rest solved anew, the one that lacks most first; prices stay those of
/// the first solve, whose bound holds for every answer.
pub(crate) fn assign(
    input: &PlanInput,
    targets: &Targets,
    rows: &Rows,
    cohort: &[usize],
) -> Assignment {
    let columns = columns(input, targets, cohort);
    let mut bans = hopeless_groups(input, cohort, &columns);
    let mut first: Option<(Vec<f64>, f64)> = None;
    loop {
        let allowed = columns_without(input, cohort, &columns, &bans);
        let problem = problem(input, rows, cohort, &allowed);
        let answer = solve_bundles(&problem, &BundleOptions::default());
        let (choice, multipliers) = match answer {
            Ok(answer) => (answer.choice, answer.multipliers),
            // Only numbers that are not finite are refused, and the readers let none through.
            Err(_) => (vec![None; cohort.len()], vec![0.0; rows.capacities.len()]),
        };
        let chosen: Vec<Option<Bundle>> = choice
            .iter()
            .zip(&allowed)
            .map(|(taken, bundles)| taken.map(|at| bundles[at as usize].clone()))
            .collect();
        first.get_or_insert_with(|| {
            let bound = bound_at(&problem, &multipliers);
            (multipliers, bound)
        });
        if let Some((cluster, intervention)) = shortest_group(input, cohort, &chosen) {
            bans[cluster].push(intervention);
        } else {
            let (prices, bound) = first.unwrap_or_default();
            return Assignment { chosen, prices, bans, columns, bound };
        }
    }
}

/// `Σ price × capacity + Σ agents max(0, max over columns of value − price × use)`.
fn bound_at(problem: &BundleProblem, prices: &[f64]) -> f64 {
    let priced = |column: &BundleColumn| {
        let cost: f64 = column.uses.iter().map(|&(row, u)| prices[row as usize] * u).sum();
        column.value - cost
    };
    let capacities = problem.capacities.iter().zip(prices).map(|(b, price)| b * price);
    let agents = problem.agents.iter().map(|a| a.iter().map(priced).fold(0.0, f64::max));
    capacities.sum::<f64>() + agents.sum::<f64>()
}

/// The bundles without the interventions that their cluster may not have.
fn columns_without<'c>(
    input: &PlanInput,
    cohort: &[usize],
    columns: &'c Columns,
    bans: &Bans,
) -> Vec<Vec<&'c Bundle>> {
    cohort
        .iter()
        .zip(&columns.bundles)
        .map(|(&workshop, bundles)| {
            let banned = &bans[input.population.workshops[workshop].cluster];
            let keeps = |b: &&Bundle| b.lines.iter().all(|l| !banned.contains(&l.intervention));
            bundles.iter().filter(keeps).collect()
        })
        .collect()
}

fn problem(
    input: &PlanInput,
    rows: &Rows,
    cohort: &[usize],
    allowed: &[Vec<&Bundle>],
) -> BundleProblem {
    let column = |cluster: usize, bundle: &Bundle| BundleColumn {
        value: bundle.value,
        uses: bundle
            .uses
            .iter()
            .enumerate()
            .filter(|(_, amount)| **amount != 0.0)
            .map(|(resource, amount)| (rows.row(resource, cluster) as u32, *amount))
            .collect(),
    };
    BundleProblem {
        capacities: rows.capacities.clone(),
        agents: cohort
            .iter()
            .zip(allowed)
            .map(|(&workshop, bundles)| {
                let cluster = input.population.workshops[workshop].cluster;
                bundles.iter().map(|bundle| column(cluster, bundle)).collect()
            })
            .collect(),
    }
}

/// The group action that lacks most participants, if any lacks some: cluster and intervention.
fn shortest_group(
    input: &PlanInput,
    cohort: &[usize],
    chosen: &[Option<Bundle>],
) -> Option<(usize, usize)> {
    let mut worst: Option<(u32, usize, usize)> = None;
    for cluster in 0..input.population.clusters.len() {
        for (i, what) in input.catalogue.interventions.iter().enumerate() {
            let takes = cohort
                .iter()
                .zip(chosen)
                .filter(|(w, _)| input.population.workshops[**w].cluster == cluster)
                .filter_map(|(_, bundle)| bundle.as_ref())
                .filter(|bundle| bundle.lines.iter().any(|line| line.intervention == i))
                .count() as u32;
            let lacks = what.min_participants.saturating_sub(takes);
            if takes > 0 && lacks > 0 && worst.is_none_or(|(most, ..)| lacks > most) {
                worst = Some((lacks, cluster, i));
            }
        }
    }
    worst.map(|(_, cluster, intervention)| (cluster, intervention))
}
