//! One plan against the rules: what it may hold, when, for whose hours, and what it changes.

use super::legal::Legal;
use super::worth::{Sizes, Worth};
use super::{all_close, close};
use crate::{PlanInput, Violation};
use nanduti_model::{Guaranies, PlanLine, Quarter, ResourceKind, WorkshopPlan};
use nanduti_rules::ActiveLine;

/// Checks one plan.
pub(super) fn check(
    input: &PlanInput,
    worth: &Worth,
    legal: &Legal,
    plan: &WorkshopPlan,
    violations: &mut Vec<Violation>,
) {
    let mut broken = |rule: &'static str, what: &dyn std::fmt::Display| {
        violations.push(Violation::new(rule, format!("{} {what}", plan.workshop_id)));
    };
    if plan.workshop_id != input.population.workshops[plan.workshop].id {
        broken("workshop", &"another code");
    }
    if plan.lines.len() > input.policy.max_actions as usize {
        broken("max_actions", &plan.lines.len());
    }
    if plan.lines.iter().any(|l| l.intervention >= input.catalogue.interventions.len()) {
        broken("intervention", &"not in the catalogue");
        return;
    }
    for line in &plan.lines {
        for rule in line_rules(input, legal, plan, line) {
            broken(rule, &line.intervention_id);
        }
    }
    let lines = active(plan);
    if !lines.is_sorted() {
        broken("order", &"lines are not in time order");
    }
    if !lines.is_empty() && legal.safety_first && !legal.begins_safely(&lines) {
        broken("hazards_first", &"does not begin with a safety action");
    }
    if !lines.is_empty() && !legal.pinned.iter().all(|i| lines.iter().any(|l| l.intervention == *i))
    {
        broken("pin", &"a pinned line is missing");
    }
    if plan.lines.is_empty() != plan.nothing.is_some() {
        broken("nothing", &"a reason stands where there are lines, or none where there are none");
    }
    hours(input, plan, &mut broken);
    gains(worth, legal, plan, &lines, &mut broken);
    targets(input, worth, legal, plan, &lines, &mut broken);
}

fn active(plan: &WorkshopPlan) -> Vec<ActiveLine> {
    plan.lines
        .iter()
        .map(|l| ActiveLine { start: l.start, end: l.end, intervention: l.intervention })
        .collect()
}

/// The rules that a single line breaks.
fn line_rules(
    input: &PlanInput,
    legal: &Legal,
    plan: &WorkshopPlan,
    line: &PlanLine,
) -> Vec<&'static str> {
    let what = &input.catalogue.interventions[line.intervention];
    let others = || plan.lines.iter().filter(|l| !std::ptr::eq(*l, line));
    let parents_end = |p: &usize| others().any(|l| l.intervention == *p && l.end.0 < line.start.0);
    let same_group = |l: &PlanLine| {
        what.exclusive_group.is_some()
            && input.catalogue.interventions[l.intervention].exclusive_group == what.exclusive_group
    };
    let money: f64 = what
        .uses
        .iter()
        .filter(|one| input.resources[one.resource].kind == ResourceKind::Money)
        .map(|one| one.amount)
        .sum();
    let uses_match = line.uses.len() == what.uses.len()
        && line
            .uses
            .iter()
            .zip(&what.uses)
            .all(|(a, b)| a.resource == b.resource && close(a.amount, b.amount));
    let quarters = what.quarters.max(1);
    [
        ("id", line.intervention_id == what.id),
        ("condition", legal.may[line.intervention]),
        ("twice", others().all(|l| l.intervention != line.intervention)),
        ("exclusive_group", !others().any(same_group)),
        ("prerequisite", what.prerequisites.iter().all(parents_end)),
        ("duration", line.start.0.checked_add(quarters - 1) == Some(line.end.0)),
        ("cohort_end", line.end.0 < Quarter::PER_COHORT),
        ("line_hours", close(line.owner_hours, what.owner_hours)),
        ("line_uses", uses_match),
        ("line_cost", Guaranies::rounded(money) == Some(line.cost)),
    ]
    .into_iter()
    .filter(|(_, holds)| !holds)
    .map(|(rule, _)| rule)
    .collect()
}

/// Hours of the owner by quarter are those of the lines, and within the limit.
fn hours(
    input: &PlanInput,
    plan: &WorkshopPlan,
    broken: &mut dyn FnMut(&'static str, &dyn std::fmt::Display),
) {
    let limit = input.owner_limit(plan.workshop);
    if !close(limit, plan.owner_limit_week) {
        broken("owner_limit", &plan.owner_limit_week);
    }
    for (q, stated) in plan.owner_hours_week.iter().enumerate() {
        let found: f64 = plan
            .lines
            .iter()
            .filter(|l| usize::from(l.start.0) <= q && q <= usize::from(l.end.0))
            .map(|l| {
                let what = &input.catalogue.interventions[l.intervention];
                what.owner_hours / f64::from(what.quarters.max(1)) / Quarter::WEEKS
            })
            .sum();
        if !close(found, *stated) {
            broken("hours_stated", &format!("quarter {}: {stated}, found {found}", q + 1));
        }
        if found > limit + 1e-9 {
            broken("owner_hours", &format!("quarter {}: {found} of {limit}", q + 1));
        }
    }
}

fn gains(
    worth: &Worth,
    legal: &Legal,
    plan: &WorkshopPlan,
    lines: &[ActiveLine],
    broken: &mut dyn FnMut(&'static str, &dyn std::fmt::Display),
) {
    let of = |lines: &[ActiveLine], sizes| worth.gain(plan.workshop, &legal.scales, lines, sizes);
    let gain = of(lines, Sizes::Expected);
    if !all_close(&gain, &plan.gain) {
        broken("gain", &format!("stated {:?}, found {gain:?}", plan.gain));
    }
    if !all_close(&of(lines, Sizes::Least), &plan.gain_low) {
        broken("gain_low", &"differs");
    }
    if !all_close(&of(lines, Sizes::Most), &plan.gain_high) {
        broken("gain_high", &"differs");
    }
    for (at, line) in plan.lines.iter().enumerate() {
        let mut others = lines.to_vec();
        others.remove(at);
        let without = of(&others, Sizes::Expected);
        let adds: Vec<f64> = gain.iter().zip(&without).map(|(a, b)| a - b).collect();
        if !all_close(&adds, &line.adds) {
            broken("adds", &line.intervention_id);
        }
    }
}

fn targets(
    input: &PlanInput,
    worth: &Worth,
    legal: &Legal,
    plan: &WorkshopPlan,
    lines: &[ActiveLine],
    broken: &mut dyn FnMut(&'static str, &dyn std::fmt::Display),
) {
    let values = |sizes| worth.values(plan.workshop, &legal.scales, lines, sizes);
    let (to, low, high) = (values(Sizes::Expected), values(Sizes::Least), values(Sizes::Most));
    let from = input.frame.values(plan.workshop);
    for target in plan.lines.iter().flat_map(|line| &line.targets) {
        let at = input.frame.indicators().iter().position(|id| *id == target.indicator);
        let stands = at.is_some_and(|at| {
            let same = |value: Option<f64>, stated: f64| value.is_some_and(|v| close(v, stated));
            same(from[at], target.from)
                && same(to[at], target.to)
                && same(low[at], target.low)
                && same(high[at], target.high)
                && input.frame.observed(plan.workshop, at) == target.observed
        });
        if !stands {
            broken("target", &target.indicator);
        }
    }
}
