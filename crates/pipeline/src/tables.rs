//! The result tables of `out/`: a versioned, add-only contract of names and columns.

mod all_weights;
mod associativity;
mod change;
mod counting;
mod counting_change;
mod diagnosis;
mod instrument;
mod matching;
mod plans;
mod quality;
mod simulation;
mod stages;
mod survey_design;
mod trace;
mod uncertainty;

use crate::load::csv_reader::Headings;
use crate::results::Results;
use crate::table::Table;

pub use change::{change_of_axes, change_table};
pub use counting::{CONFIDENCE, ends};
pub use counting_change::counting_change_tables;
pub use instrument::{file_tables, findings};
pub use matching::ASSIGNMENTS;
pub use plans::PLANS;
pub use stages::stage_tables;
pub use trace::{case_trace, trace_table};

/// Version of the contract: raised when a column's meaning changes, not when one is added.
pub const CONTRACT_VERSION: u32 = 1;

/// Largest number of workshops for which contributions of every indicator are written; beyond
/// it `nanduti explain` gives them one workshop at a time.
pub const MOST_CONTRIBUTIONS: usize = 5_000;

/// Name and headings of the columns of a table that people hand back, by its file name; empty for
/// others. `scores` has its axes beside them, which the instrument names.
pub fn headings(table: &str) -> Headings<'static> {
    match table {
        "assignments" => &ASSIGNMENTS,
        "lots" => &matching::LOTS,
        "pilots" => &plans::PILOTS,
        "plans" => &PLANS,
        _ => &[],
    }
}

/// Names of the columns of `scores.csv`, in order.
pub fn score_columns(results: &Results) -> Vec<String> {
    diagnosis::scores(results).columns.into_iter().map(|c| c.name).collect()
}

/// Every table the results can fill, in the order of the flow.
pub fn all(results: &Results) -> Vec<Table> {
    let mut tables = vec![
        diagnosis::scores(results),
        diagnosis::dimensions(results),
        diagnosis::conditions(results),
    ];
    if results.population.workshops.len() <= MOST_CONTRIBUTIONS {
        tables.push(diagnosis::contributions(results));
    }
    tables.extend(uncertainty::of_case(results));
    // No rank leaves a case.
    tables.extend(all_weights::tables(&results.instrument, &results.diagnosis, false));
    tables.extend(results.survey.as_ref().map(survey_design::table));
    if let Some(view) = &results.counting {
        tables.extend(counting::all(view));
    }
    if let Some(matching) = &results.matching {
        tables.push(matching::assignments(results, matching));
        tables.push(matching::lots(results, matching));
        tables.push(matching::pairs(results, matching));
    }
    if let Some(pilots) = &results.pilots {
        tables.push(plans::pilots(results, pilots));
        tables.push(plans::funnel(results, pilots));
        tables.push(plans::equity(results, pilots));
    }
    if let Some(set) = &results.plans {
        tables.push(plans::plans(results, set));
        tables.push(plans::targets(results, set));
        tables.push(plans::not_yet(results, set));
        tables.push(plans::capacity(results, set));
    }
    if let Some(simulation) = &results.simulation {
        tables.push(simulation::bands(results, simulation));
        tables.push(simulation::comparisons(results, simulation));
        tables.push(simulation::evidence(simulation));
    }
    tables.extend(associativity::tables(results));
    tables.extend(instrument::case_tables(results));
    tables.push(quality::questions(results));
    tables.push(quality::would_be_lost(results));
    tables.push(quality::assumptions(results));
    tables.push(quality::outcomes(results));
    tables
}

/// The table a command prints first.
pub fn main_table(results: &Results, command: &str) -> Option<Table> {
    Some(match command {
        "diagnose" => diagnosis::scores(results),
        "match" => matching::lots(results, results.matching.as_ref()?),
        "pilots" => plans::pilots(results, results.pilots.as_ref()?),
        "plan" => plans::plans(results, results.plans.as_ref()?),
        "simulate" => simulation::comparisons(results, results.simulation.as_ref()?),
        _ => quality::outcomes(results),
    })
}

/// Id of a workshop's cluster.
fn cluster_of(results: &Results, workshop: usize) -> &str {
    let cluster = results.population.workshops[workshop].cluster;
    results.population.clusters[cluster].id.as_str()
}

/// Id of a cluster, or `all`.
fn cluster_word(results: &Results, cluster: Option<usize>) -> &str {
    cluster.map_or("all", |c| results.population.clusters[c].id.as_str())
}
