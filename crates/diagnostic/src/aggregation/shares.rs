//! What each part adds to an aggregate: shares that sum to it, for every row-wise rule.

use super::smooth::along_the_line;
use super::{aggregate, continued};
use nanduti_model::Aggregation;

/// Most parts whose Shapley value is enumerated (2ⁿ aggregates).
pub const MOST_ENUMERATED: usize = 10;

/// How shares were found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ShareMethod {
    /// Weight times distance from the reference: the rule is additive.
    Additive,
    /// The exact Shapley value (Shapley, 1953): what a part adds to the aggregate when it leaves
    /// the reference value, averaged over all orders in which the parts do.
    Shapley,
    /// Aumann and Shapley (1974): the slope of each part, averaged along the straight line from
    /// the reference to the values.
    AumannShapley {
        /// What the numerical average missed of the total, points; it was spread over the parts
        /// in proportion to the size of their shares, so that they still add up.
        residual: f64,
    },
}

/// Shares of the parts of one aggregate.
#[derive(Clone, PartialEq, Debug)]
pub struct MarginalShares {
    /// How they were found.
    pub method: ShareMethod,
    /// The aggregate of all parts at the reference; the aggregate is this plus the shares.
    pub baseline: f64,
    /// Share of each part, in order, in points of the aggregate; may be negative.
    pub shares: Vec<f64>,
}

/// Shares of (weight, value) parts in their aggregate, measured from all parts at `reference`.
///
/// The reference is a value on the parts' own scale. With 0 an arithmetic mean splits into
/// weight × value; for products and reciprocals 0 says little (with one part at 0 the whole is
/// 0, so every part is needed and all get the same), and a typical value, say the cluster's
/// mean or the middle of the scale, explains better. A rule that states nothing at 0 is
/// continued by its limit there. Up to [`MOST_ENUMERATED`] parts the shares are Shapley's,
/// beyond that Aumann and Shapley's; minimum, maximum and ordered weights have an exact answer
/// there, parts of one value sharing alike.
///
/// The shares add up to aggregate − baseline within 1e-9 of its size. `None` where
/// [`aggregate`] is, at the values, the reference or a mixture of both; so also for rules that
/// depend on the sample.
pub fn marginal_shares(
    rule: &Aggregation,
    parts: &[(f64, f64)],
    reference: f64,
) -> Option<MarginalShares> {
    let score = aggregate(rule, parts)?;
    let rule = &continued(rule);
    let start: Vec<(f64, f64)> = parts.iter().map(|part| (part.0, reference)).collect();
    let baseline = aggregate(rule, &start)?;
    let total: f64 = parts.iter().map(|part| part.0).sum();
    let (method, mut shares) = if additive(rule) {
        let shares = parts.iter().map(|(weight, x)| weight / total * (x - reference)).collect();
        (ShareMethod::Additive, shares)
    } else if parts.len() <= MOST_ENUMERATED {
        (ShareMethod::Shapley, shapley(rule, parts, reference)?)
    } else {
        let shares = along_the_line(rule, parts, reference)?;
        let residual = score - baseline - shares.iter().sum::<f64>();
        (ShareMethod::AumannShapley { residual }, shares)
    };
    spread(&mut shares, score - baseline);
    Some(MarginalShares { method, baseline, shares })
}

/// Whether the rule adds its parts up.
fn additive(rule: &Aggregation) -> bool {
    match rule {
        Aggregation::Arithmetic => true,
        Aggregation::Power { exponent, .. } => *exponent == 1.0,
        _ => false,
    }
}

/// Makes the shares add up to `total`, the difference going to each by its size.
fn spread(shares: &mut [f64], total: f64) {
    let rest = total - shares.iter().sum::<f64>();
    let size: f64 = shares.iter().map(|share| share.abs()).sum();
    let n_shares = shares.len() as f64;
    for share in shares {
        *share += if size > 0.0 { rest * share.abs() / size } else { rest / n_shares };
    }
}

/// The Shapley value, by all subsets of the parts.
fn shapley(rule: &Aggregation, parts: &[(f64, f64)], reference: f64) -> Option<Vec<f64>> {
    let n = parts.len();
    let mut mixed = parts.to_vec();
    let mut worth = Vec::with_capacity(1 << n);
    for mask in 0..1_usize << n {
        for (at, part) in mixed.iter_mut().enumerate() {
            part.1 = if mask >> at & 1 == 1 { parts[at].1 } else { reference };
        }
        worth.push(aggregate(rule, &mixed)?);
    }
    // Share of the orders in which exactly a given set of s others comes before a part:
    // s!·(n − 1 − s)!/n! = 1/(n·C(n − 1, s)).
    let mut orders = Vec::with_capacity(n);
    let mut choices = 1.0;
    for size in 0..n {
        orders.push(1.0 / (n as f64 * choices));
        choices *= (n - 1 - size) as f64 / (size + 1) as f64;
    }
    let share = |at: usize| {
        let without = (0..1_usize << n).filter(|mask| mask >> at & 1 == 0);
        without
            .map(|mask| orders[mask.count_ones() as usize] * (worth[mask | 1 << at] - worth[mask]))
            .sum()
    };
    Some((0..n).map(share).collect())
}
