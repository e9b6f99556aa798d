//! What the expected gain of a portfolio rests on.

use crate::prepare::{Prepared, PreparedPlan};
use crate::run::change_by;
use crate::world::World;
use nanduti_model::{Catalogue, EvidenceKind, EvidenceShare, Quarter};
use nanduti_rules::Draws;

/// All kinds, best first.
const KINDS: [EvidenceKind; 4] = [
    EvidenceKind::Trial,
    EvidenceKind::BeforeAfter,
    EvidenceKind::Programme,
    EvidenceKind::Assumption,
];

/// Expected effects of some kinds of evidence only: bit `k` of `kinds` is `KINDS[k]`.
struct SomeKinds<'a> {
    catalogue: &'a Catalogue,
    kinds: usize,
}

impl Draws for SomeKinds<'_> {
    fn size(&self, intervention: usize, effect: usize) -> f64 {
        self.catalogue.interventions[intervention].effects[effect].expected
    }

    fn strength(&self, intervention: usize, effect: usize, _: u8) -> f64 {
        let kind = self.catalogue.interventions[intervention].effects[effect].evidence;
        let counts =
            KINDS.iter().position(|k| *k == kind).is_some_and(|k| self.kinds >> k & 1 == 1);
        if counts { 1.0 } else { 0.0 }
    }
}

/// Shares of the policy-weighted expected gain at the last quarter by kind of evidence.
///
/// Expected effects, certain take-up, no decay and no spillover. Effects share a shortfall, so a
/// kind's part is its mean marginal gain over all orders of the kinds (Shapley 1953); parts add
/// up to the gain. Kinds that lose points count as none. Empty where there is no gain.
pub(crate) fn evidence_shares(world: &World, portfolio: &Prepared) -> Vec<EvidenceShare> {
    let mut parts = [0.0; KINDS.len()];
    for plan in &portfolio.plans {
        let gains = gains_by_subset(world, plan);
        for (kind, part) in parts.iter_mut().enumerate() {
            *part += shapley(&gains, kind);
        }
    }
    let total: f64 = parts.iter().map(|part| part.max(0.0)).sum();
    if total <= 0.0 {
        return Vec::new();
    }
    let shares = KINDS.iter().zip(parts).filter(|(_, part)| *part > 0.0);
    shares.map(|(&kind, part)| EvidenceShare { kind, share: part / total }).collect()
}

/// Policy-weighted gain of a plan with the effects of each subset of kinds.
fn gains_by_subset(world: &World, plan: &PreparedPlan) -> [f64; 1 << KINDS.len()] {
    let last = Quarter((world.n_quarters - 1) as u8);
    let present = kinds_present(world, plan);
    let mut values = Vec::new();
    let mut axes = vec![0.0; world.n_axes];
    let mut change = vec![0.0; world.n_axes];
    let mut gains = [0.0; 1 << KINDS.len()];
    for kinds in 1..gains.len() {
        // A subset gains what its kinds that are present gain; that subset came before it.
        if kinds & present != kinds {
            gains[kinds] = gains[kinds & present];
            continue;
        }
        let draws = SomeKinds { catalogue: world.input.catalogue, kinds };
        change_by(world, plan, &plan.lines, last, &draws, &mut values, &mut axes, &mut change);
        let weights = &world.input.policy.axis_weights;
        gains[kinds] = change.iter().zip(weights).map(|(points, weight)| points * weight).sum();
    }
    gains
}

fn kinds_present(world: &World, plan: &PreparedPlan) -> usize {
    let interventions = &world.input.catalogue.interventions;
    let effects = plan.lines.iter().flat_map(|line| &interventions[line.intervention].effects);
    let bit = |kind: EvidenceKind| KINDS.iter().position(|k| *k == kind).map_or(0, |k| 1 << k);
    effects.fold(0, |present, effect| present | bit(effect.evidence))
}

/// Mean marginal gain of a kind over all orders of the four kinds.
fn shapley(gains: &[f64; 1 << KINDS.len()], kind: usize) -> f64 {
    // |S|! (3 − |S|)! / 4! for the size of the subset S that comes before.
    const WEIGHTS: [f64; KINDS.len()] = [6.0 / 24.0, 2.0 / 24.0, 2.0 / 24.0, 6.0 / 24.0];
    let without = (0..gains.len()).filter(|subset| subset >> kind & 1 == 0);
    without
        .map(|subset| {
            let weight = WEIGHTS[subset.count_ones() as usize];
            weight * (gains[subset | 1 << kind] - gains[subset])
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_gain() {
        // Gains of subsets by hand: A alone 3, B alone 2, both 4 (they share a shortfall).
        let mut gains = [0.0; 16];
        for (subset, gain) in gains.iter_mut().enumerate() {
            *gain = [0.0, 3.0, 2.0, 4.0][subset & 3];
        }
        // Shapley: A = (3 + (4 − 2)) / 2 = 2.5, B = (2 + (4 − 3)) / 2 = 1.5.
        assert!((shapley(&gains, 0) - 2.5).abs() < 1e-12);
        assert!((shapley(&gains, 1) - 1.5).abs() < 1e-12);
        assert!(shapley(&gains, 2).abs() < 1e-12);
    }
}
