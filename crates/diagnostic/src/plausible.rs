//! What the true score of a unit may be: plausible scores under the instrument's own recipe.
//!
//! An answer is not the truth. Some are missing, some contradict others and were set aside, and
//! all are heard with an error. Every draw puts a plausible truth in the place of every answer
//! and scores it by the same weights, rules and floors; the draws of a unit are what its true
//! score may be. What could have been scored otherwise — other weights, another rule — is another
//! matter and stands in [`crate::robustness`].
//!
//! **The model** (multiple overimputation: Blackwell, Honaker, King 2017, *Sociological Methods &
//! Research* 46, which takes a missing answer as the extreme of one heard with error). With `r`
//! the declared reliability, an answer is the truth with probability `√r`; else, and always where
//! it is open, the truth is as that of a donor. So truth and answer have one distribution and
//! correlate at `√r`. Values stay on
//! the codes and in the range of their indicator.
//!
//! **Donors** of an indicator are the [`DONORS`] units of the same group (of all, where fewer
//! than [`FEWEST`] of it answered) who answered it and whose score on the rest of the axis is
//! nearest (predictive mean matching: Little 1988, after Morris, White, Royston 2014; the item
//! itself is left out, since it would draw its own donors towards it). Every answer of a draw has
//! its own donor: errors of hearing are taken to be independent.

use crate::Diagnosed;
use crate::score::{FloorState, capped, floors_of, level};
use crate::tree::PointColumn;
use donors::Decks;
use nanduti_model::{Floor, Measurement, NodeContent};
use nanduti_stats::{Key, quantile_sorted};
use rayon::prelude::*;

mod donors;
#[cfg(test)]
mod tests;

/// Nearest units an unknown truth is drawn from.
pub const DONORS: usize = 20;

/// Fewest answers of a group from which its own units are the donors.
pub const FEWEST: usize = 5;

/// The ends of the interval: 5 % and 95 % of the draws, a 90 % interval.
pub const ENDS: (f64, f64) = (0.05, 0.95);

/// What the true scores of one node may be.
#[derive(Clone, PartialEq, Debug)]
pub struct PlausibleNode {
    /// The node.
    pub node: usize,
    /// 5 %, 50 % and 95 % quantile of the draws, row by row; `None` where no score is stated.
    pub score: Vec<Option<[f64; 3]>>,
    /// Share of the draws in each level, the lowest first, floors applied in each draw. `None`
    /// where no score is stated, where the node has no cuts, and where what a floor watches could
    /// not be drawn.
    pub level: Vec<Option<Vec<f64>>>,
}

/// Plausible scores of the followed nodes.
#[derive(Clone, PartialEq, Debug)]
pub struct Plausible {
    /// Draws the figures rest on.
    pub draws: usize,
    /// One entry a followed node, in their order.
    pub nodes: Vec<PlausibleNode>,
}

/// Draws plausible scores of some nodes. `groups` names the grouping of donors (see
/// [`crate::Scoring::groups`]); without it, or where a row's group is not known, all rows are one.
/// `None` without nodes, rows or at least two draws.
pub fn plausible(
    done: &Diagnosed,
    nodes: &[usize],
    measurement: &Measurement,
    groups: Option<&str>,
    seed: u64,
) -> Option<Plausible> {
    let n_rows = done.diagnosis.workshops.len();
    if nodes.is_empty() || n_rows == 0 || measurement.draws < 2 {
        return None;
    }
    let drawer = Drawer::new(done, nodes, measurement, groups, seed);
    let draws: Vec<Vec<Drawn>> =
        (0..measurement.draws as u64).into_par_iter().map(|draw| drawer.draw(draw)).collect();
    let nodes = (0..nodes.len()).map(|at| drawer.summary(at, &draws)).collect();
    Some(Plausible { draws: measurement.draws, nodes })
}

/// One draw of one followed node: points and level, row by row. A level of [`UNKNOWN`] could not
/// be told.
#[derive(Debug)]
struct Drawn {
    points: Vec<f64>,
    level: Vec<u8>,
}

/// No level: no cuts, or what a floor watches could not be drawn.
const UNKNOWN: u8 = u8::MAX;

/// A followed node with what its level needs.
#[derive(Debug)]
struct Followed<'a> {
    node: usize,
    cuts: &'a [f64],
    floors: Vec<(&'a Floor, usize)>,
}

/// Makes draws.
#[derive(Debug)]
struct Drawer<'a> {
    done: &'a Diagnosed<'a>,
    followed: Vec<Followed<'a>>,
    /// Points of the indicators as stated.
    points: Vec<PointColumn>,
    decks: Decks,
    /// Chance that an answer is not the truth, by indicator.
    error: Vec<f64>,
    key: Key,
}

impl<'a> Drawer<'a> {
    fn new(
        done: &'a Diagnosed<'a>,
        nodes: &[usize],
        measurement: &Measurement,
        groups: Option<&str>,
        seed: u64,
    ) -> Self {
        let (instrument, indicators) = (done.scoring.instrument, done.scoring.indicators());
        let points: Vec<PointColumn> = indicators
            .iter()
            .enumerate()
            .map(|(at, indicator)| done.stages.points(at, indicator))
            .collect();
        let error = done
            .stages
            .nodes
            .iter()
            .map(|&node| {
                1.0 - measurement.reliability_of(&instrument.nodes[node].id).clamp(0.0, 1.0).sqrt()
            })
            .collect();
        let follow = |&node: &usize| Followed {
            node,
            cuts: match &instrument.nodes[node].content {
                NodeContent::Aggregate(inner) => {
                    inner.level_cuts.as_deref().unwrap_or(&instrument.level_cuts)
                }
                NodeContent::Indicator(_) => &[],
            },
            floors: floors_of(instrument, node),
        };
        Self {
            followed: nodes.iter().map(follow).collect(),
            decks: Decks::new(done, &points, groups),
            done,
            points,
            error,
            key: Key::new(seed, "plausible truths"),
        }
    }

    /// One draw of everything.
    fn draw(&self, draw: u64) -> Vec<Drawn> {
        let key = self.key.at(draw);
        let columns: Vec<PointColumn> =
            (0..self.points.len()).map(|at| self.truths(at, key)).collect();
        let scored = self.done.scoring.tree.score(&columns, &self.done.scoring.rules);
        self.followed
            .iter()
            .map(|followed| {
                let column = &scored[followed.node];
                let n_rows = column.points.len();
                let points: Vec<f64> =
                    (0..n_rows).map(|row| column.get(row).unwrap_or(f64::NAN)).collect();
                let level = (0..n_rows)
                    .map(|row| {
                        let state = |watched: usize| FloorState::of(&scored[watched], row);
                        level_of(followed, points[row], state).unwrap_or(UNKNOWN)
                    })
                    .collect();
                Drawn { points, level }
            })
            .collect()
    }

    /// Plausible truths of one indicator.
    fn truths(&self, at: usize, key: Key) -> PointColumn {
        let mut column = self.points[at].clone();
        let cleaned = &self.done.stages.cleaned[at];
        let key = key.at(at as u64);
        for (row, answer) in cleaned.iter().enumerate() {
            if column.share[row].is_nan() {
                continue;
            }
            let mut place = key.at(row as u64).uniform();
            if answer.is_ok() && column.share[row] > 0.0 {
                // One number says whether the answer is the truth and, if not, whose is.
                if place >= self.error[at] {
                    continue;
                }
                place /= self.error[at];
            }
            if let Some(points) = self.decks.donor(at, row, place) {
                column.points[row] = points;
                column.share[row] = 1.0;
            }
        }
        column
    }

    fn summary(&self, at: usize, draws: &[Vec<Drawn>]) -> PlausibleNode {
        let followed = &self.followed[at];
        let stated = &self.done.diagnosis.columns[followed.node].score;
        let (score, level) = (0..stated.len())
            .into_par_iter()
            .map(|row| {
                stated[row]?;
                let mut points: Vec<f64> = draws
                    .iter()
                    .map(|draw| draw[at].points[row])
                    .filter(|points| !points.is_nan())
                    .collect();
                points.sort_by(f64::total_cmp);
                let ends = |p| quantile_sorted(&points, p);
                let score = [ends(ENDS.0)?, ends(0.5)?, ends(ENDS.1)?];
                let levels: Vec<u8> = draws.iter().map(|draw| draw[at].level[row]).collect();
                Some((score, shares(followed.cuts.len() + 1, &levels)))
            })
            .map(|both| (both.as_ref().map(|both| both.0), both.and_then(|both| both.1)))
            .unzip();
        PlausibleNode { node: followed.node, score, level }
    }
}

/// The level of a drawn score, floors applied; `None` where it cannot be told.
fn level_of(followed: &Followed, points: f64, state: impl Fn(usize) -> FloorState) -> Option<u8> {
    if followed.cuts.is_empty() || points.is_nan() {
        return None;
    }
    capped(level(followed.cuts, points), &followed.floors, state)
}

/// Share of the draws in each level; `None` where one of them has none.
fn shares(n_levels: usize, levels: &[u8]) -> Option<Vec<f64>> {
    let mut counts = vec![0_usize; n_levels];
    for level in levels {
        *counts.get_mut(usize::from(*level))? += 1;
    }
    Some(counts.into_iter().map(|count| count as f64 / levels.len() as f64).collect())
}
