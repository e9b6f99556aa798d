//! What a feasible pair is worth: five named parts, each scored 0–1, weighted by the policy.
//!
//! | part | score |
//! |---|---|
//! | fit | 1 for the main product, 0.5 for another it can make |
//! | continuity | 1 for a stable tie with the firm, 0.5 for an occasional one, else 0 |
//! | nearness | 1 / ⅔ / ⅓ / 0 for up to 5, 20, 50 km and beyond; 0 where a place is unknown |
//! | price | price ÷ public reference price − ½, within 0–1: 0.5 is a fair price |
//! | quality | mean of the room left under the rework limit and over the on-time limit |
//!
//! The scales are assumptions of ours; the policy's weights say what each part counts. The
//! value of an assignment is the sum of weighted scores (points) × standard minutes.

#[cfg(test)]
mod tests;

use crate::gates::{PairFacts, reference_price};
use nanduti_model::{DistanceBand, Policy, TieStrength, ValuePart, ValuePartKind};

/// Rework against which quality is scored where the lot sets no limit: the upper end of the
/// range of the indicator catalogue, pieces of 100.
const REWORK_SCALE: f64 = 25.0;

/// Orders of 10 on time from which quality is scored where the lot sets no limit: the lower
/// end of the catalogue's range.
const ON_TIME_FLOOR: f64 = 4.0;

/// Score where nothing about quality is known or applies: neither reward nor punishment.
const NEUTRAL: f64 = 0.5;

/// The five parts of a pair's value, in [`ValuePartKind::ALL`] order.
pub(crate) fn value_parts(facts: &PairFacts, policy: &Policy) -> Vec<ValuePart> {
    let weights = ValuePartKind::ALL.iter().zip(policy.match_weights);
    weights
        .map(|(&(kind, _), weight)| ValuePart { kind, weight, score: score(kind, facts, policy) })
        .collect()
}

/// Value of a pair in points per standard minute: the sum of [`value_parts`].
pub(crate) fn pair_value(facts: &PairFacts, policy: &Policy) -> f64 {
    let weights = ValuePartKind::ALL.iter().zip(policy.match_weights);
    weights.map(|(&(kind, _), weight)| weight * score(kind, facts, policy)).sum()
}

fn score(kind: ValuePartKind, facts: &PairFacts, policy: &Policy) -> f64 {
    match kind {
        ValuePartKind::Fit => fit(facts),
        ValuePartKind::Continuity => match facts.tie {
            TieStrength::Stable => 1.0,
            TieStrength::Occasional => 0.5,
            TieStrength::None => 0.0,
        },
        ValuePartKind::Nearness => match facts.band {
            Some(DistanceBand::To5) => 1.0,
            Some(DistanceBand::To20) => 2.0 / 3.0,
            Some(DistanceBand::To50) => 1.0 / 3.0,
            Some(DistanceBand::Beyond) | None => 0.0,
        },
        ValuePartKind::Price => price(facts, policy),
        ValuePartKind::Quality => quality(facts),
    }
}

fn fit(facts: &PairFacts) -> f64 {
    let main = facts.workshop.main_product.as_ref();
    if main.is_some() && main == facts.product.map(|product| &product.id) { 1.0 } else { 0.5 }
}

fn price(facts: &PairFacts, policy: &Policy) -> f64 {
    let reference = facts.product.and_then(|product| reference_price(product, policy));
    let ratio = reference.filter(|r| *r > 0.0).map(|r| facts.lot.price.as_f64() / r);
    ratio.map_or(NEUTRAL, |ratio| (ratio - 0.5).clamp(0.0, 1.0))
}

/// Room under the rework limit as a share of it, and over the on-time limit as a share of
/// what is left to 10; the mean of those that are known and apply.
fn quality(facts: &PairFacts) -> f64 {
    let gates = &facts.lot.gates;
    let rework = facts.workshop.rework.flatten().map(|rework| {
        let limit = gates.max_rework.unwrap_or(REWORK_SCALE);
        if limit > 0.0 { (limit - rework) / limit } else { 1.0 }
    });
    let on_time = facts.workshop.on_time.flatten().map(|on_time| {
        let floor = gates.min_on_time.unwrap_or(ON_TIME_FLOOR);
        if floor < 10.0 { (on_time - floor) / (10.0 - floor) } else { 1.0 }
    });
    let clamped = |score: f64| score.clamp(0.0, 1.0);
    let mean = match (rework.map(clamped), on_time.map(clamped)) {
        (Some(rework), Some(on_time)) => f64::midpoint(rework, on_time),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => NEUTRAL,
    };
    if mean.is_finite() { mean } else { NEUTRAL }
}
