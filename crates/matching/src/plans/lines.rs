//! A bundle told as plan lines: what each uses, changes and adds.

use crate::bundles::{Appraisal, Bundle, FixedDraws, GAIN_QUARTER, Targets};
use crate::plan_input::PlanInput;
use nanduti_model::{Guaranies, PlanLine, ResourceKind, ResourceUse, Target};
use nanduti_rules::{ActiveLine, ExpectedDraws, is_active};

/// The plan of one workshop in numbers.
pub(crate) struct Told {
    /// Its lines.
    pub(crate) lines: Vec<PlanLine>,
    /// Gain by axis with every effect at the end that helps least.
    pub(crate) gain_low: Vec<f64>,
    /// Gain by axis with every effect at the end that helps most.
    pub(crate) gain_high: Vec<f64>,
}

/// Indicator values at the end of quarter 4: expected, and with effects at either end.
struct Futures {
    expected: Vec<Option<f64>>,
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
}

/// Tells a bundle.
pub(crate) fn tell(input: &PlanInput, targets: &Targets, workshop: usize, bundle: &Bundle) -> Told {
    let mut appraisal = Appraisal::new(input, targets, workshop);
    let (low, high) = (appraisal.end_draws(false), appraisal.end_draws(true));
    let mut values = |draws: &FixedDraws| appraisal.values_with(&bundle.lines, draws).to_vec();
    let (low_values, high_values) = (values(&low), values(&high));
    let futures = Futures {
        expected: appraisal.values_with(&bundle.lines, &ExpectedDraws(input.catalogue)).to_vec(),
        low: low_values,
        high: high_values,
    };
    let lines = bundle
        .lines
        .iter()
        .map(|&line| {
            let what = &input.catalogue.interventions[line.intervention];
            PlanLine {
                intervention: line.intervention,
                intervention_id: what.id.clone(),
                start: line.start,
                end: line.end,
                owner_hours: what.owner_hours,
                uses: what
                    .uses
                    .iter()
                    .map(|used| ResourceUse { resource: used.resource, amount: used.amount })
                    .collect(),
                cost: line_cost(input, line.intervention),
                targets: line_targets(input, targets, &appraisal, workshop, line, &futures),
                adds: line_adds(&mut appraisal, bundle, line),
            }
        })
        .collect();
    Told {
        lines,
        gain_low: appraisal.gain_with(&bundle.lines, &low).to_vec(),
        gain_high: appraisal.gain_with(&bundle.lines, &high).to_vec(),
    }
}

/// Money an intervention uses, over all its budget lines.
fn line_cost(input: &PlanInput, intervention: usize) -> Guaranies {
    let money: f64 = input.catalogue.interventions[intervention]
        .uses
        .iter()
        .filter(|used| {
            input.resources.get(used.resource).is_some_and(|r| r.kind == ResourceKind::Money)
        })
        .map(|used| used.amount)
        .sum();
    Guaranies::rounded(money).unwrap_or_default()
}

/// Axis points that go when the line goes: the gain of all lines less that of the others.
fn line_adds(appraisal: &mut Appraisal, bundle: &Bundle, line: ActiveLine) -> Vec<f64> {
    let others: Vec<ActiveLine> = bundle.lines.iter().copied().filter(|l| *l != line).collect();
    let without = appraisal.gain(&others).to_vec();
    bundle.gain.iter().zip(&without).map(|(with, without)| with - without).collect()
}

/// One target per indicator that the line moves by the end of quarter 4.
fn line_targets(
    input: &PlanInput,
    targets: &Targets,
    appraisal: &Appraisal,
    workshop: usize,
    line: ActiveLine,
    futures: &Futures,
) -> Vec<Target> {
    let mut listed: Vec<Target> = Vec::new();
    let frame = input.frame;
    let i = line.intervention;
    for (e, effect) in input.catalogue.interventions[i].effects.iter().enumerate() {
        let acts = appraisal.scales[i][e] > 0.0
            && is_active(effect, line, GAIN_QUARTER).is_some()
            && listed.iter().all(|t| t.indicator != effect.indicator);
        let Some(at) = targets[i][e].filter(|_| acts) else { continue };
        let value = |values: &[Option<f64>]| values.get(at).copied().flatten();
        let (Some(from), Some(to), Some(low), Some(high)) = (
            value(frame.values(workshop)),
            value(&futures.expected),
            value(&futures.low),
            value(&futures.high),
        ) else {
            continue;
        };
        listed.push(Target {
            indicator: effect.indicator.clone(),
            from,
            to,
            low,
            high,
            observed: frame.observed(workshop, at),
        });
    }
    listed
}
