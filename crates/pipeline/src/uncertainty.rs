//! How sure scores are: the declared alternatives run over the axes, and the levels that follow.

use nanduti_diagnostic::Diagnosed;
pub use nanduti_diagnostic::robustness::FactorSensitivity;
use nanduti_diagnostic::robustness::{Robustness, RobustnessInput, robustness};
use nanduti_model::{Diagnosis, Instrument, NodeContent};

/// Largest number of units for which alternatives are run: with 500 runs it takes
/// under 2 GB. Beyond it levels follow from the intervals alone.
pub const MOST_UNITS: usize = 20_000;

/// Share of the runs from which a level is stated.
pub const LEVEL_PROBABILITY: f64 = 0.8;

/// The alternatives run over the axes. `None` where the instrument declares none, or there are
/// more than [`MOST_UNITS`] units.
pub fn of_axes(done: &Diagnosed, seed: u64) -> Option<Robustness> {
    let instrument = done.scoring.instrument;
    let alternatives = instrument.alternatives.as_ref()?;
    if done.diagnosis.workshops.len() > MOST_UNITS {
        return None;
    }
    robustness(&RobustnessInput {
        scoring: &done.scoring,
        stages: &done.stages,
        nodes: &instrument.axes(),
        level_cuts: &instrument.level_cuts,
        alternatives,
        donors: instrument.roles.cluster.as_ref().map(nanduti_model::QuestionId::as_str),
        seed,
    })
}

/// How much of the movement of a unit's own score a factor brings, alone and with the others: the
/// mean total index over the units whose score moves at all; `None` where none does.
pub fn own_score_total(factor: &FactorSensitivity) -> Option<f64> {
    let known: Vec<f64> = factor.by_unit.iter().flatten().copied().collect();
    nanduti_stats::mean(&known)
}

/// Cuts of a node's levels; empty where it has none.
pub(crate) fn cuts_of(instrument: &Instrument, node: usize) -> &[f64] {
    match &instrument.nodes[node].content {
        NodeContent::Aggregate(aggregate) => {
            aggregate.level_cuts.as_deref().unwrap_or(&instrument.level_cuts)
        }
        NodeContent::Indicator(_) => &[],
    }
}

/// States the level of an axis where one level holds at least [`LEVEL_PROBABILITY`] of the runs,
/// and none elsewhere. An axis whose level floors may cap keeps the rule of its interval, which
/// knows of them.
pub fn state_levels(instrument: &Instrument, found: &Robustness, diagnosis: &mut Diagnosis) {
    for node in &found.nodes {
        let floored = match &instrument.nodes[node.node].content {
            NodeContent::Aggregate(aggregate) => !aggregate.floors.is_empty(),
            NodeContent::Indicator(_) => true,
        };
        if floored || cuts_of(instrument, node.node).is_empty() {
            continue;
        }
        let column = &mut diagnosis.columns[node.node];
        for (row, shares) in node.level.iter().enumerate() {
            column.level[row] =
                shares.as_deref().filter(|_| column.score[row].is_some()).and_then(likely);
        }
    }
}

/// The level that is likely enough, 0 the lowest.
fn likely(shares: &[f64]) -> Option<u8> {
    let at = shares.iter().position(|share| *share >= LEVEL_PROBABILITY)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_needs_four_runs_of_five() {
        assert_eq!(likely(&[0.1, 0.8, 0.1]), Some(1));
        assert_eq!(likely(&[400.0 / 500.0, 0.2]), Some(0));
        assert_eq!(likely(&[0.21, 0.79]), None);
    }
}
