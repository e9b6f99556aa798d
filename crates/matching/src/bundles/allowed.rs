//! Which interventions a workshop may take, and why not the others.

use crate::plan_input::{LineWish, PlanInput, WishKind};
use nanduti_model::{Expression, Label};
use nanduti_rules::{DiagnosisScope, RequirementCheck, check_requirements, holds};

/// What the rules say about each intervention for one workshop.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Allowed {
    /// Whether it may be planned, its prerequisites included.
    pub(crate) may: Vec<bool>,
    /// Conditions that fail or are unknown, those of its prerequisites included.
    pub(crate) checks: Vec<RequirementCheck>,
    /// Interventions the plan must hold, among those that may be planned.
    pub(crate) pinned: Vec<usize>,
}

/// Whether a condition holds for a workshop; `None` when that is not known.
pub(crate) fn condition(
    input: &PlanInput,
    workshop: usize,
) -> impl Fn(&Expression) -> Option<bool> {
    let scope = DiagnosisScope {
        diagnosis: input.diagnosis,
        workshop,
        matched: input.is_matched(workshop),
    };
    move |expression| holds(expression, &scope)
}

impl Allowed {
    /// Applies conditions, lead firm, group policy and wishes. `order` lists interventions with
    /// prerequisites first; those it lacks can never start.
    pub(crate) fn of(input: &PlanInput, workshop: usize, order: &[usize]) -> Self {
        let n = input.catalogue.interventions.len();
        let mut may = vec![false; n];
        let mut checks = vec![RequirementCheck::default(); n];
        let holds = condition(input, workshop);
        let wishes: Vec<&LineWish> =
            input.wishes.iter().filter(|wish| wish.workshop == workshop).collect();
        let wished = |i: usize, kind| wishes.iter().any(|w| w.intervention == i && w.kind == kind);
        for &i in order {
            let intervention = &input.catalogue.interventions[i];
            let mut check = check_requirements(intervention, &holds);
            let mut allowed = check.passes()
                && (!intervention.needs_lead_firm || input.has_lead_firm(workshop))
                && (intervention.min_participants <= 1 || input.policy.group_actions)
                && !wished(i, WishKind::Forbid);
            for &parent in &intervention.prerequisites {
                allowed &= may.get(parent).copied().unwrap_or(false);
                if let Some(parent) = checks.get(parent) {
                    add_missing(&mut check.failed, &parent.failed);
                    add_missing(&mut check.unknown, &parent.unknown);
                }
            }
            may[i] = allowed;
            checks[i] = check;
        }
        let pinned = (0..n).filter(|&i| may[i] && wished(i, WishKind::Pin)).collect();
        Self { may, checks, pinned }
    }
}

fn add_missing(into: &mut Vec<Label>, from: &[Label]) {
    for label in from {
        if !into.contains(label) {
            into.push(label.clone());
        }
    }
}
