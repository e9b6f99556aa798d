//! Aggregation rules on plain numbers, and exact contributions of their parts.
//!
//! Everything here works on slices of weights and values: it knows no tree, no answers and no
//! scale. [`aggregate`] is the one place where a row-wise rule is computed; [`bounds()`] carries
//! open answers through it, [`marginal_shares`] explains it. The two rules that compare
//! workshops, [`copeland()`] and [`benefit_of_the_doubt`], take whole columns.

mod benefit;
mod bounds;
mod copeland;
mod means;
mod ordered;
mod shares;
mod smooth;

pub use benefit::{BodOutcome, BodScore, NotScored, benefit_of_the_doubt};
pub use bounds::bounds;
pub use copeland::{Copeland, copeland, copeland_row};
pub use shares::{MOST_ENUMERATED, MarginalShares, ShareMethod, marginal_shares};

use nanduti_model::Aggregation;

#[cfg(test)]
mod tests;

/// The aggregate of (weight, value) parts under a row-wise rule.
///
/// Weights are relative (their scale changes nothing) and not negative; a part of weight 0
/// counts as absent. Values may lie on any range; those of power means other than the
/// arithmetic must not be negative where the exponent is above 0, and what they do at 0 or
/// less elsewhere is the rule's [`nanduti_model::ZeroRule`].
///
/// - Power means (Hardy, Littlewood and Pólya, 1934): `(Σ w·xᵖ / Σ w)^(1/p)`, geometric at 0.
/// - Mazziotta and Pareto (2013): `M ∓ V/M`, with weighted mean `M` and population variance
///   `V`; not stated where `M ≤ 0` and the values differ. It may leave the range of the values.
/// - Ordered weighted average (Yager, 1988): the weights belong to places, best first, so the
///   parts' own weights only say which parts are there. With another number of parts than
///   weights, places take their stretch of the cumulated weights, read linearly (Yager, 1996).
/// - Minimum and maximum: of the parts that weigh anything.
///
/// `None` without a part, with weights that are negative or sum to 0, with a number that is
/// not finite, where the rule states nothing, and for rules that depend on the sample. One
/// part is its own aggregate (lifted first where the rule has a floor).
pub fn aggregate(rule: &Aggregation, parts: &[(f64, f64)]) -> Option<f64> {
    match rule {
        Aggregation::Arithmetic => means::arithmetic(parts),
        Aggregation::Geometric(zero) => means::power(parts, 0.0, *zero),
        Aggregation::Harmonic(zero) => means::power(parts, -1.0, *zero),
        Aggregation::Power { exponent, zero } => means::power(parts, *exponent, *zero),
        Aggregation::MazziottaPareto(penalty) => means::mazziotta_pareto(parts, *penalty),
        Aggregation::OrderedWeighted(weights) => ordered::ordered(parts, weights),
        Aggregation::Minimum => means::range(parts).map(|(least, _)| least),
        Aggregation::Maximum => means::range(parts).map(|(_, most)| most),
        Aggregation::Copeland | Aggregation::BenefitOfTheDoubt { .. } => None,
    }
}

/// The rule with its gaps filled by the limit of values falling to 0: what is not stated at 0
/// tends to 0 there.
fn continued(rule: &Aggregation) -> Aggregation {
    use nanduti_model::ZeroRule::{NotStated, Zero};
    match rule {
        Aggregation::Geometric(NotStated) => Aggregation::Geometric(Zero),
        Aggregation::Harmonic(NotStated) => Aggregation::Harmonic(Zero),
        Aggregation::Power { exponent, zero: NotStated } => {
            Aggregation::Power { exponent: *exponent, zero: Zero }
        }
        other => other.clone(),
    }
}
