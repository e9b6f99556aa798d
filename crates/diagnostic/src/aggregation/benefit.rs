//! Benefit of the doubt: every unit is scored with the weights that suit it best.

use nanduti_optim::{MilpError, MilpModel, MilpRow, MilpSolution, MilpVariable, Sense, solve_milp};
use rayon::prelude::*;

/// Slack within which an answer must keep its rows.
const SLACK: f64 = 1e-6;

/// What one unit's own best weights give.
#[derive(Clone, PartialEq, Debug)]
pub enum BodOutcome {
    /// A score.
    Scored(BodScore),
    /// No score, and why.
    NotScored(NotScored),
}

/// A score with the weights behind it.
#[derive(Clone, PartialEq, Debug)]
pub struct BodScore {
    /// Above 0, up to 100: 100 for a unit no other outdoes under its own best weights.
    pub score: f64,
    /// Weight of each column, per unit of its values: Σ weight × value is score / 100, and no
    /// scored unit exceeds 1 under them. They hold for this unit only.
    pub weights: Vec<f64>,
    /// Share of the score from each column, 0–1; they add up to 1.
    pub shares: Vec<f64>,
    /// The solver that claims there are no better weights; the rows themselves were checked.
    pub claimed_by: &'static str,
}

/// Why a unit has no benefit-of-the-doubt score.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotScored {
    /// It lacks a value in one of the columns. It is no other unit's peer either.
    Gap,
    /// One of its values is below 0 or not finite.
    Negative,
    /// All its values are 0, so no weights give it anything.
    AllZero,
    /// The bounds leave no split of the score for anybody: least × columns > 1, or
    /// most × columns < 1, or they are no shares.
    BoundsCross,
    /// With its zeros this unit cannot give every column a share within the bounds.
    BoundsUnreachable,
    /// The model is too large for the solver.
    TooLarge,
    /// The solver failed, or its answer did not hold.
    SolverFailed,
}

/// Benefit-of-the-doubt scores (Melyn and Moesen, 1991; Cherchye et al., 2007) from columns of
/// values by unit, all of at least 0 and more being better.
///
/// For each unit the weights are those that maximise its Σ weight × value while no unit gets
/// more than 1 under them, and while each column gives between `least_share` and `most_share`
/// of this unit's own score (proportional bounds of Wong and Beasley, 1990). Columns shorter
/// than the first leave gaps. Scores of units are not made with the same weights: they are not
/// a ranking under common values.
pub fn benefit_of_the_doubt(
    columns: &[&[Option<f64>]],
    least_share: f64,
    most_share: f64,
) -> Vec<BodOutcome> {
    let n = columns.first().map_or(0, |column| column.len());
    let rows: Vec<Result<Vec<f64>, NotScored>> = (0..n).map(|unit| row(columns, unit)).collect();
    let size = columns.len() as f64;
    let crossed = !(0.0..=1.0).contains(&least_share)
        || !(least_share..=1.0).contains(&most_share)
        || least_share * size > 1.0 + SLACK
        || most_share * size < 1.0 - SLACK;
    let complete: Vec<&Vec<f64>> = rows.iter().filter_map(|row| row.as_ref().ok()).collect();
    let most: Vec<f64> = (0..columns.len())
        .map(|column| complete.iter().map(|row| row[column]).fold(0.0, f64::max))
        .collect();
    let peers = undominated(&complete);
    rows.par_iter()
        .map(|row| {
            let scored = match row {
                Err(why) => Err(*why),
                Ok(_) if crossed => Err(NotScored::BoundsCross),
                Ok(row) => {
                    Model { row, peers: &peers, most: &most, least_share, most_share }.solve()
                }
            };
            scored.map_or_else(BodOutcome::NotScored, BodOutcome::Scored)
        })
        .collect()
}

/// The values of one unit.
fn row(columns: &[&[Option<f64>]], unit: usize) -> Result<Vec<f64>, NotScored> {
    let row = columns.iter().map(|column| column.get(unit).copied().flatten());
    let row: Vec<f64> = row.collect::<Option<_>>().ok_or(NotScored::Gap)?;
    if row.iter().any(|x| !x.is_finite() || *x < 0.0) {
        return Err(NotScored::Negative);
    }
    if row.iter().all(|x| *x == 0.0) { Err(NotScored::AllZero) } else { Ok(row) }
}

/// Units that no other reaches in every column: the rest cannot bind, as weights are not
/// negative. Of equal units the first stands for all.
fn undominated<'a>(rows: &[&'a Vec<f64>]) -> Vec<&'a [f64]> {
    let beats = |other: usize, own: usize| {
        let reaches = rows[other].iter().zip(rows[own]).all(|(a, b)| a >= b);
        reaches && (other < own || rows[other] != rows[own])
    };
    (0..rows.len())
        .filter(|&own| (0..rows.len()).all(|other| other == own || !beats(other, own)))
        .map(|own| rows[own].as_slice())
        .collect()
}

/// The linear programme of one unit. Its variables are weights × the column's greatest value,
/// so that coefficients lie in 0–1 whatever the units.
struct Model<'a> {
    row: &'a [f64],
    peers: &'a [&'a [f64]],
    most: &'a [f64],
    least_share: f64,
    most_share: f64,
}

impl Model<'_> {
    fn solve(&self) -> Result<BodScore, NotScored> {
        let own = self.scaled(self.row);
        let able = own.iter().filter(|x| **x > 0.0).count();
        if (self.least_share > 0.0 && able < own.len())
            || self.most_share * (able as f64) < 1.0 - SLACK
        {
            return Err(NotScored::BoundsUnreachable);
        }
        let solution = solve_milp(&self.model(&own)).map_err(|error| match error {
            MilpError::TooLarge => NotScored::TooLarge,
            MilpError::Infeasible => NotScored::BoundsUnreachable,
            MilpError::BadModel | MilpError::Unbounded | MilpError::SolverFailed => {
                NotScored::SolverFailed
            }
        })?;
        self.checked(&own, &solution).ok_or(NotScored::SolverFailed)
    }

    /// Values over each column's greatest; 0 in a column that is 0 for everybody.
    fn scaled(&self, row: &[f64]) -> Vec<f64> {
        row.iter()
            .zip(self.most)
            .map(|(x, most)| if *most > 0.0 { x / most } else { 0.0 })
            .collect()
    }

    fn model(&self, own: &[f64]) -> MilpModel {
        let variables = own
            .iter()
            .zip(self.most)
            .map(|(&objective, most)| MilpVariable {
                lower: 0.0,
                upper: if *most > 0.0 { 1.0 } else { 0.0 },
                objective,
                integer: false,
            })
            .collect();
        let peers = self.peers.iter().map(|peer| MilpRow {
            terms: self.scaled(peer).into_iter().enumerate().collect(),
            sense: Sense::AtMost,
            right: 1.0,
        });
        let share = |column: usize, bound: f64, sense: Sense| MilpRow {
            terms: own
                .iter()
                .enumerate()
                .map(|(at, x)| (at, x * (f64::from(u8::from(at == column)) - bound)))
                .collect(),
            sense,
            right: 0.0,
        };
        let mut rows: Vec<MilpRow> = peers.collect();
        for column in 0..own.len() {
            if self.least_share > 0.0 {
                rows.push(share(column, self.least_share, Sense::AtLeast));
            }
            if self.most_share < 1.0 {
                rows.push(share(column, self.most_share, Sense::AtMost));
            }
        }
        MilpModel { variables, rows }
    }

    /// The score, if the weights keep every bound on the numbers as they were given.
    fn checked(&self, own: &[f64], solution: &MilpSolution) -> Option<BodScore> {
        let sum = |row: &[f64]| row.iter().zip(&solution.values).map(|(x, w)| x * w).sum::<f64>();
        let score = sum(own);
        let shares: Vec<f64> =
            own.iter().zip(&solution.values).map(|(x, weight)| x * weight / score).collect();
        let within =
            |share: &f64| (self.least_share - SLACK..=self.most_share + SLACK).contains(share);
        let holds = score > 0.0
            && score <= 1.0 + SLACK
            && solution.values.iter().all(|weight| *weight >= -SLACK)
            && self.peers.iter().all(|peer| sum(&self.scaled(peer)) <= 1.0 + SLACK)
            && shares.iter().all(within);
        let weights = solution.values.iter().zip(self.most);
        let weights =
            weights.map(|(w, most)| if *most > 0.0 { w.max(0.0) / most } else { 0.0 }).collect();
        holds.then(|| BodScore {
            score: 100.0 * score.min(1.0),
            weights,
            shares,
            claimed_by: solution.claimed_by,
        })
    }
}
