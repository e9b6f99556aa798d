//! The one effect rule: what an intervention does to a workshop and when.
//!
//! The planner calls it with expected values, the simulator with draws, the report to explain.

use nanduti_model::{
    Catalogue, Effect, EffectKind, Expression, Intervention, Label, NodeId, Quarter, Rescore,
    TieStrength,
};

/// Order regularity, 0.3–1.0, that scales the productivity effects of I01–I06 (domain notes,
/// section 4, interaction rule 1; the steps between are an assumption): 0.3 without a regular
/// buyer, 0.65 with orders at times, 1.0 with a stable tie; a matched lead firm counts at least
/// as orders at times. An unknown tie takes 0.3.
pub fn order_regularity(tie: Option<TieStrength>, matched: bool) -> f64 {
    let own: f64 = match tie {
        Some(TieStrength::Stable) => 1.0,
        Some(TieStrength::Occasional) => 0.65,
        Some(TieStrength::None) | None => 0.3,
    };
    if matched { own.max(0.65) } else { own }
}

/// The indicator value after an effect of size `k`, in the indicator's unit.
///
/// `scale` in 0–1 shrinks the change (0: no change). A change towards `best` stops there: the
/// effect is limited by the remaining shortfall. Past the best goalpost a value may move on, and
/// the cap of the goalposts makes that worth nothing.
/// `spread` is the baseline standard deviation, for effects stated in it.
pub fn apply_effect(
    kind: EffectKind,
    k: f64,
    value: f64,
    best: f64,
    spread: f64,
    scale: f64,
) -> f64 {
    let change = match kind {
        EffectKind::Add => k,
        EffectKind::Times => value * (k - 1.0),
        EffectKind::StandardDeviations => k * spread,
        EffectKind::Set => {
            let better = (best - value) * (k - value) > 0.0;
            if better { k - value } else { 0.0 }
        }
    } * scale;
    let room = best - value;
    if change * room > 0.0 {
        // Towards the best: no farther than it.
        if change.abs() >= room.abs() { best } else { value + change }
    } else {
        value + change
    }
}

/// Size and strength of effects in one future.
pub trait Draws {
    /// Size of an effect in its own unit.
    fn size(&self, intervention: usize, effect: usize) -> f64;

    /// Share of the effect left after so many quarters, 0–1; 1 without decay.
    fn strength(&self, intervention: usize, effect: usize, quarters_since: u8) -> f64;
}

/// Expected effects that do not fade: what the planner uses.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedDraws<'a>(pub &'a Catalogue);

impl Draws for ExpectedDraws<'_> {
    fn size(&self, intervention: usize, effect: usize) -> f64 {
        self.0.interventions[intervention].effects[effect].expected
    }

    fn strength(&self, _: usize, _: usize, _: u8) -> f64 {
        1.0
    }
}

/// An intervention of a plan in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ActiveLine {
    /// First quarter.
    pub start: Quarter,
    /// Last quarter.
    pub end: Quarter,
    /// Position in the catalogue.
    pub intervention: usize,
}

/// Whether an effect is there at the end of `quarter`, and for how many quarters it has been.
pub fn is_active(effect: &Effect, line: ActiveLine, quarter: Quarter) -> Option<u8> {
    match effect.lasts_quarters {
        Some(lasts) => {
            let since = quarter.0.checked_sub(line.start.0)?;
            (since < lasts).then_some(since)
        }
        None => quarter.0.checked_sub(line.end.0.saturating_add(effect.lag_quarters)),
    }
}

/// Scale of every effect of the catalogue for one workshop: 0 where its `when` does not hold or
/// is not known, order regularity where it needs orders, else 1.
pub fn effect_scales(
    catalogue: &Catalogue,
    regularity: f64,
    holds: impl Fn(&Expression) -> Option<bool>,
) -> Vec<Vec<f64>> {
    let scale = |effect: &Effect| {
        if effect.when.as_ref().is_some_and(|when| holds(when) != Some(true)) {
            0.0
        } else if effect.needs_orders {
            regularity
        } else {
            1.0
        }
    };
    catalogue.interventions.iter().map(|i| i.effects.iter().map(scale).collect()).collect()
}

/// Indicator values of a workshop at the end of `quarter` under a plan.
///
/// Effects act one after the other in line order (start, end, catalogue position), each limited
/// by the shortfall the earlier ones left. `targets[i][e]` is the position of the indicator that
/// effect `e` of intervention `i` moves, or `None` when the instrument lacks it. Indicators that
/// do not apply are left alone.
#[expect(clippy::too_many_arguments, reason = "the one effect rule names everything it rests on")]
pub fn values_after(
    frame: &dyn Rescore,
    workshop: usize,
    catalogue: &Catalogue,
    targets: &[Vec<Option<usize>>],
    scales: &[Vec<f64>],
    lines: &[ActiveLine],
    quarter: Quarter,
    draws: &dyn Draws,
    values: &mut Vec<Option<f64>>,
) {
    values.clear();
    values.extend_from_slice(frame.values(workshop));
    for &line in lines {
        let i = line.intervention;
        for (e, effect) in catalogue.interventions[i].effects.iter().enumerate() {
            let Some(at) = targets[i][e] else { continue };
            let Some(since) = is_active(effect, line, quarter) else { continue };
            let Some(value) = values[at] else { continue };
            let scale = scales[i][e] * draws.strength(i, e, since);
            if scale == 0.0 {
                continue;
            }
            let best = frame.best(at, value);
            let after =
                apply_effect(effect.kind, draws.size(i, e), value, best, frame.spread(at), scale);
            values[at] = Some(after);
        }
    }
}

/// Which requirements of an intervention fail and which nobody knows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RequirementCheck {
    /// Conditions that do not hold.
    pub failed: Vec<Label>,
    /// Conditions that are not known and may not be assumed.
    pub unknown: Vec<Label>,
}

impl RequirementCheck {
    /// Whether the intervention may be planned.
    pub fn passes(&self) -> bool {
        self.failed.is_empty() && self.unknown.is_empty()
    }
}

/// Checks the conditions of an intervention for one workshop.
pub fn check_requirements(
    intervention: &Intervention,
    holds: impl Fn(&Expression) -> Option<bool>,
) -> RequirementCheck {
    let mut check = RequirementCheck::default();
    for requirement in &intervention.requires {
        match holds(&requirement.expression) {
            Some(true) => {}
            Some(false) => check.failed.push(requirement.because.clone()),
            None if requirement.allow_unknown => {}
            None => check.unknown.push(requirement.because.clone()),
        }
    }
    check
}

/// Positions of the indicators that each effect moves.
pub fn effect_targets(catalogue: &Catalogue, indicators: &[NodeId]) -> Vec<Vec<Option<usize>>> {
    let position = |id: &NodeId| indicators.iter().position(|i| i == id);
    catalogue
        .interventions
        .iter()
        .map(|i| i.effects.iter().map(|e| position(&e.indicator)).collect())
        .collect()
}

#[cfg(test)]
mod tests;
