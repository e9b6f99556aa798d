//! Weights under which all children are equally correlated with their parent, or as nearly as
//! the bounds allow.

use super::WeightingError;
use super::sample::{complete, correlations, spreads};
use nanduti_optim::{MilpError, MilpModel, MilpRow, MilpVariable, Sense, solve_milp};

/// Fewest complete units; there must also be more units than columns.
const LEAST: usize = 10;
/// Gap of squared correlations up to which they count as equal.
const EQUAL: f64 = 1e-6;
/// Slack of a solver's answer.
const SLACK: f64 = 1e-6;

/// Weights with the influence they give each child.
#[derive(Clone, PartialEq, Debug)]
pub struct Balanced {
    /// Proportions by column, within their bounds.
    pub weights: Vec<f64>,
    /// Correlation of each column with the weighted sum, −1 to 1.
    pub correlations: Vec<f64>,
    /// Greatest less least squared correlation, 0–1.
    pub gap: f64,
    /// Units with a value in every column.
    pub n_units: usize,
    /// The solver that claims no better weights exist.
    pub claimed_by: &'static str,
}

/// Whether equal influence is within reach.
#[derive(Clone, PartialEq, Debug)]
pub enum EqualInfluence {
    /// All columns have one correlation with the weighted sum.
    Reached(Balanced),
    /// No weights within the bounds do that. These come nearest: their greatest correlation
    /// over their least is least, or, where no weights make all correlations positive, the
    /// difference between greatest and least covariance with standardised columns is.
    Unreachable(Balanced),
}

/// Weights within `bounds` (least and greatest proportion by column) that make the squared
/// correlations of all columns with their weighted mean as equal as can be (the aim of Paruolo,
/// Saisana and Saltelli, 2013, and Becker et al., 2017).
///
/// With correlations `R` and weights times spreads `v`, the column correlations are `R·v` over
/// one common number, so that the least ratio of greatest to least is a linear programme: its
/// optimum is global and the same on every run. Equal influence without bounds is `R⁻¹·1`,
/// which often has negative weights: then it is unreachable, and said to be. For parents that
/// are not weighted means the answer is an approximation; [`super::influence()`] tells.
///
/// At least 10 complete units, and more units than columns.
pub fn equal_influence(
    columns: &[&[Option<f64>]],
    bounds: &[(f64, f64)],
) -> Result<EqualInfluence, WeightingError> {
    if columns.len() != bounds.len() {
        return Err(WeightingError::LengthsDiffer);
    }
    check(bounds)?;
    let columns = complete(columns, LEAST.max(columns.len() + 1))?;
    let spreads = spreads(&columns)?;
    let mean_spread = spreads.iter().sum::<f64>() / spreads.len() as f64;
    let correlations = correlations(&columns)?;
    // Covariance of each standardised column with the weighted sum, by weight.
    let joint_row = |row: usize| {
        let entries = correlations.row(row).iter().zip(&spreads);
        entries.map(|(r, spread)| r * spread / mean_spread).collect()
    };
    let joint: Vec<Vec<f64>> = (0..columns.len()).map(joint_row).collect();
    let model = Model { joint: &joint, bounds };
    let solved = match solve_milp(&model.ratio()) {
        Err(MilpError::Infeasible) => solve_milp(&model.difference()),
        other => other,
    };
    let solved = solved.map_err(|_| WeightingError::SolverFailed)?;
    let total: f64 = solved.values[..bounds.len()].iter().sum();
    let weights: Vec<f64> =
        solved.values[..bounds.len()].iter().map(|w| (w / total).max(0.0)).collect();
    let kept = weights
        .iter()
        .zip(bounds)
        .all(|(weight, (least, most))| (least - SLACK..=most + SLACK).contains(weight));
    if !kept {
        return Err(WeightingError::SolverFailed);
    }
    let correlations = model.correlations(&weights, &spreads, mean_spread);
    let squares = correlations.iter().map(|r| r * r);
    let gap = squares.clone().fold(0.0, f64::max) - squares.fold(1.0, f64::min);
    let alike = correlations.iter().all(|r| *r > 0.0) && gap <= EQUAL;
    let n_units = columns[0].len();
    let balanced = Balanced { weights, correlations, gap, n_units, claimed_by: solved.claimed_by };
    Ok(if alike {
        EqualInfluence::Reached(balanced)
    } else {
        EqualInfluence::Unreachable(balanced)
    })
}

/// Faults bounds that leave no weights.
fn check(bounds: &[(f64, f64)]) -> Result<(), WeightingError> {
    let valid = |&(least, most): &(f64, f64)| least >= 0.0 && least <= most && most.is_finite();
    let (least, most) =
        bounds.iter().fold((0.0, 0.0), |sums, bound| (sums.0 + bound.0, sums.1 + bound.1));
    let crossed = !bounds.iter().all(valid) || least > 1.0 + SLACK || most < 1.0 - SLACK;
    if crossed { Err(WeightingError::BoundsCross) } else { Ok(()) }
}

/// The two linear programmes. Their first variables are the weights, at any scale.
struct Model<'a> {
    joint: &'a [Vec<f64>],
    bounds: &'a [(f64, f64)],
}

impl Model<'_> {
    /// Least T with every covariance between 1 and T.
    fn ratio(&self) -> MilpModel {
        let n = self.bounds.len();
        let mut rows = self.bound_rows();
        for joint in self.joint {
            let terms: Vec<(usize, f64)> = joint.iter().copied().enumerate().collect();
            let mut below = terms.clone();
            below.push((n, -1.0));
            rows.push(MilpRow { terms, sense: Sense::AtLeast, right: 1.0 });
            rows.push(MilpRow { terms: below, sense: Sense::AtMost, right: 0.0 });
        }
        MilpModel { variables: self.variables(&[(-1.0, 1.0)]), rows }
    }

    /// Least difference of two numbers that hold every covariance between them; weights sum to 1.
    fn difference(&self) -> MilpModel {
        let n = self.bounds.len();
        let mut rows = self.bound_rows();
        let whole = (0..n).map(|at| (at, 1.0)).collect();
        rows.push(MilpRow { terms: whole, sense: Sense::Equal, right: 1.0 });
        for joint in self.joint {
            for (limit, sense) in [(n, Sense::AtMost), (n + 1, Sense::AtLeast)] {
                let mut terms: Vec<(usize, f64)> = joint.iter().copied().enumerate().collect();
                terms.push((limit, -1.0));
                rows.push(MilpRow { terms, sense, right: 0.0 });
            }
        }
        let free = f64::NEG_INFINITY;
        MilpModel { variables: self.variables(&[(-1.0, free), (1.0, free)]), rows }
    }

    /// The weights, then limits with (objective, least value).
    fn variables(&self, limits: &[(f64, f64)]) -> Vec<MilpVariable> {
        let weights = self.bounds.iter().map(|_| (0.0, 0.0));
        weights
            .chain(limits.iter().copied())
            .map(|(objective, lower)| MilpVariable {
                lower,
                upper: f64::INFINITY,
                objective,
                integer: false,
            })
            .collect()
    }

    /// Every weight between its bounds' shares of all weights.
    fn bound_rows(&self) -> Vec<MilpRow> {
        let n = self.bounds.len();
        let row = |at: usize, share: f64, sense: Sense| MilpRow {
            terms: (0..n).map(|k| (k, f64::from(u8::from(k == at)) - share)).collect(),
            sense,
            right: 0.0,
        };
        let mut rows = Vec::new();
        for (at, &(least, most)) in self.bounds.iter().enumerate() {
            if least > 0.0 {
                rows.push(row(at, least, Sense::AtLeast));
            }
            if most < 1.0 {
                rows.push(row(at, most, Sense::AtMost));
            }
        }
        rows
    }

    /// Correlation of each column with the weighted sum.
    fn correlations(&self, weights: &[f64], spreads: &[f64], unit: f64) -> Vec<f64> {
        let sums: Vec<f64> = self
            .joint
            .iter()
            .map(|row| row.iter().zip(weights).map(|(entry, weight)| entry * weight).sum())
            .collect();
        let variance: f64 = sums
            .iter()
            .zip(weights)
            .zip(spreads)
            .map(|((sum, weight), spread)| sum * weight * spread / unit)
            .sum();
        let spread = variance.max(f64::MIN_POSITIVE).sqrt();
        sums.iter().map(|sum| (sum / spread).clamp(-1.0, 1.0)).collect()
    }
}
