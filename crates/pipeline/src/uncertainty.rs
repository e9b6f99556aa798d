//! How sure scores are, in two ways that are never mixed: what the true score may be under the
//! instrument's own recipe, and what other choices of the recipe would have given; and the levels
//! that follow.

use nanduti_diagnostic::plausible::{ENDS, Plausible, plausible};
pub use nanduti_diagnostic::robustness::FactorSensitivity;
use nanduti_diagnostic::robustness::{Robustness, RobustnessInput, robustness};
use nanduti_diagnostic::{Diagnosed, level_caps};
use nanduti_model::{Diagnosis, Instrument, NodeContent, QuestionId};

/// Largest number of units for which draws and alternatives are run: with 500 runs it takes
/// under 2 GB. Beyond it levels follow from the intervals of open answers alone.
pub const MOST_UNITS: usize = 20_000;

/// Probability from which a level is stated.
pub const LEVEL_PROBABILITY: f64 = 0.8;

/// How sure the scores of the axes are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Certainty {
    /// What the true scores may be; `None` where the instrument declares no reliability of its
    /// answers, or there are more than [`MOST_UNITS`] units.
    pub truth: Option<Plausible>,
    /// What other choices would have given; `None` where none are declared, or as above.
    pub choices: Option<Robustness>,
}

impl Certainty {
    /// Of the axes and of every node with cuts of its own.
    pub fn of_axes(done: &Diagnosed, seed: u64) -> Self {
        if done.diagnosis.workshops.len() > MOST_UNITS {
            return Self::default();
        }
        let instrument = done.scoring.instrument;
        let donors = instrument.roles.cluster.as_ref().map(QuestionId::as_str);
        let truth = instrument.measurement.as_ref().and_then(|measurement| {
            plausible(done, &with_levels(instrument), measurement, donors, seed)
        });
        let choices = instrument.alternatives.as_ref().and_then(|alternatives| {
            robustness(&RobustnessInput {
                scoring: &done.scoring,
                stages: &done.stages,
                nodes: &instrument.axes(),
                level_cuts: &instrument.level_cuts,
                alternatives,
                donors,
                seed,
            })
        });
        Self { truth, choices }
    }

    /// Whether nothing was run.
    pub fn is_empty(&self) -> bool {
        self.truth.is_none() && self.choices.is_none()
    }

    /// The 90 % interval of the true score of a node in a row, as low and high.
    pub fn interval(&self, node: usize, row: usize) -> Option<(f64, f64)> {
        let found = self.truth.as_ref()?.nodes.iter().find(|found| found.node == node)?;
        found.score.get(row).copied().flatten().map(|[low, _, high]| (low, high))
    }

    /// The highest probability of a level of a node in a row.
    #[cfg(test)]
    pub(crate) fn highest_share(&self, node: usize, row: usize) -> Option<f64> {
        let (_, rows) = self.levels().into_iter().find(|(of, _)| *of == node)?;
        rows[row].as_deref()?.iter().copied().max_by(f64::total_cmp)
    }

    /// Median width of the 90 % intervals of a node, in points.
    pub fn median_width(&self, node: usize) -> Option<f64> {
        let found = self.truth.as_ref()?.nodes.iter().find(|found| found.node == node)?;
        let widths: Vec<f64> =
            found.score.iter().flatten().map(|[low, _, high]| high - low).collect();
        nanduti_stats::median(&widths)
    }

    /// Between which levels a unit lies, 0 the lowest: those of the 5 % and 95 % quantile of what
    /// its level may be, or, without shares, of its interval under floors. `None` where both are
    /// one, or not known.
    pub fn between_levels(
        &self,
        instrument: &Instrument,
        diagnosis: &Diagnosis,
        node: usize,
        row: usize,
    ) -> Option<(u8, u8)> {
        let shares = self.levels().into_iter().find(|(of, _)| *of == node);
        let shares = shares.and_then(|(_, rows)| rows.get(row)?.as_deref());
        let (low, high) = if let Some(shares) = shares {
            (place(shares, ENDS.0)?, place(shares, ENDS.1)?)
        } else {
            let caps = level_caps(instrument, &diagnosis.columns, node, row);
            let (low, high) = ends_of(diagnosis, node, row)?;
            let at = |score: f64, cap: Option<u8>| {
                let cuts = cuts_of(instrument, node);
                let level = cuts.iter().filter(|cut| score + 1e-9 >= **cut).count() as u8;
                level.min(cap.unwrap_or(u8::MAX))
            };
            (at(low, caps.perhaps), at(high, caps.surely))
        };
        (low < high).then_some((low, high))
    }

    /// Shares by level, row by row, of every node whose level they state: of the draws of what is
    /// true, or, where no reliability is declared, of the alternatives.
    fn levels(&self) -> Vec<(usize, &[Option<Vec<f64>>])> {
        match (&self.truth, &self.choices) {
            (Some(truth), _) => {
                truth.nodes.iter().map(|node| (node.node, node.level.as_slice())).collect()
            }
            (None, Some(choices)) => {
                choices.nodes.iter().map(|node| (node.node, node.level.as_slice())).collect()
            }
            (None, None) => Vec::new(),
        }
    }

    /// States a level where it holds at least [`LEVEL_PROBABILITY`], and none elsewhere. Floors
    /// are applied in every draw; besides, no level is stated above a floor that the answers as
    /// given breach, however doubtful they are, nor, under alternatives alone, above one that open
    /// answers may breach.
    pub fn state_levels(&self, instrument: &Instrument, diagnosis: &mut Diagnosis) {
        for (node, levels) in self.levels() {
            if cuts_of(instrument, node).is_empty() {
                continue;
            }
            let stated: Vec<Option<u8>> = levels
                .iter()
                .enumerate()
                .map(|(row, shares)| {
                    diagnosis.columns[node].score[row]?;
                    let caps = level_caps(instrument, &diagnosis.columns, node, row);
                    let cap = if self.truth.is_some() { caps.surely } else { caps.perhaps };
                    likely(shares.as_deref()?).filter(|level| cap.is_none_or(|cap| *level <= cap))
                })
                .collect();
            diagnosis.columns[node].level = stated;
        }
    }
}

/// The axes, and every other node with cuts of its own.
fn with_levels(instrument: &Instrument) -> Vec<usize> {
    let own = |node: &usize| {
        instrument.nodes[*node].parent.is_none()
            || matches!(&instrument.nodes[*node].content,
                NodeContent::Aggregate(inner) if inner.level_cuts.is_some())
    };
    (0..instrument.nodes.len()).filter(own).collect()
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

/// Low and high that open answers leave.
fn ends_of(diagnosis: &Diagnosis, node: usize, row: usize) -> Option<(f64, f64)> {
    let column = diagnosis.columns.get(node)?;
    column.low.get(row).copied().flatten().zip(column.high.get(row).copied().flatten())
}

/// The lowest level at which the shares from below reach a probability.
fn place(shares: &[f64], probability: f64) -> Option<u8> {
    let mut sum = 0.0;
    let reached = shares.iter().position(|share| {
        sum += share;
        sum + 1e-9 >= probability
    })?;
    u8::try_from(reached).ok()
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
    fn a_level_needs_four_draws_of_five() {
        assert_eq!(likely(&[0.1, 0.8, 0.1]), Some(1));
        assert_eq!(likely(&[400.0 / 500.0, 0.2]), Some(0));
        assert_eq!(likely(&[0.21, 0.79]), None);
    }

    #[test]
    fn a_unit_lies_between_the_levels_that_are_not_rare() {
        let ends = |shares: &[f64]| (place(shares, ENDS.0), place(shares, ENDS.1));
        assert_eq!(ends(&[0.03, 0.5, 0.45, 0.02]), (Some(1), Some(2)));
        assert_eq!(ends(&[0.05, 0.5, 0.45]), (Some(0), Some(2)));
        assert_eq!(ends(&[1.0, 0.0]), (Some(0), Some(0)));
    }
}
