//! What a workshop may take, and every set of it, enumerated anew: by catalogue position, each
//! set scheduled as a whole.

use super::worth::{Sizes, Worth};
use crate::{PlanInput, WishKind};
use nanduti_model::Quarter;
use nanduti_rules::{ActiveLine, DiagnosisScope, check_requirements, holds};
use std::cmp::Reverse;

/// Most sets looked at for one workshop; beyond, no bound is proved.
const MOST_SETS: usize = 500_000;

/// Least gain, points, that makes a set worth having.
const LEAST_GAIN: f64 = 1e-9;

/// What one workshop may take.
pub(super) struct Legal {
    pub(super) may: Vec<bool>,
    pub(super) pinned: Vec<usize>,
    pub(super) scales: Vec<Vec<f64>>,
    /// Makes the place safer.
    pub(super) safer: Vec<bool>,
    /// Every set must begin with a safety action.
    pub(super) safety_first: bool,
    choosable: Vec<usize>,
    /// Quarters of the longest chain that begins with each intervention.
    chain: Vec<u32>,
    hazardous: bool,
    limit: f64,
}

/// A legal set that gains something.
pub(super) struct Worthy {
    pub(super) interventions: Vec<usize>,
    pub(super) value: f64,
}

impl Legal {
    pub(super) fn of(input: &PlanInput, worth: &Worth, workshop: usize) -> Self {
        let n = input.catalogue.interventions.len();
        let mut known: Vec<Option<bool>> = vec![None; n];
        for i in 0..n {
            may(input, workshop, i, &mut known, n);
        }
        let may: Vec<bool> = known.into_iter().map(|m| m == Some(true)).collect();
        let wished = |i: usize, kind: WishKind| {
            input.wishes.iter().any(|w| (w.workshop, w.intervention, w.kind) == (workshop, i, kind))
        };
        let pinned = (0..n).filter(|&i| may[i] && wished(i, WishKind::Pin)).collect();
        let scales = worth.scales(workshop);
        let safer = (0..n).map(|i| may[i] && safer(input, worth, workshop, &scales, i)).collect();
        let mut legal = Self {
            may,
            pinned,
            scales,
            safer,
            safety_first: false,
            choosable: Vec::new(),
            chain: (0..n).map(|i| chain(input, i, n)).collect(),
            hazardous: hazardous(input, workshop),
            limit: input.owner_limit(workshop),
        };
        legal.choosable = legal.choosable(input, worth, workshop);
        legal.safety_first = legal.hazardous
            && (0..n).any(|root| {
                let set = closure(input, root, n);
                legal.safer[root]
                    && legal.schedule(input, &set).is_some_and(|l| legal.begins_safely(&l))
            });
        legal
    }

    /// Those that may be planned and change something in time, are pinned, or are needed.
    fn choosable(&self, input: &PlanInput, worth: &Worth, workshop: usize) -> Vec<usize> {
        let n = self.may.len();
        let counts = |i: usize| {
            let what = &input.catalogue.interventions[i];
            let end = u32::from(what.quarters.max(1)) - 1;
            what.effects.iter().enumerate().any(|(e, effect)| {
                (effect.lasts_quarters.is_some()
                    || end + u32::from(effect.lag_quarters) < u32::from(Quarter::PER_COHORT))
                    && self.scales[i][e] > 0.0
                    && worth.target(workshop, i, e).is_some()
            })
        };
        let own = |i: usize| self.may[i] && (counts(i) || self.pinned.contains(&i));
        (0..n)
            .filter(|&i| self.may[i])
            .filter(|&i| (0..n).any(|j| own(j) && closure(input, j, n).contains(&i)))
            .collect()
    }

    /// Whether there are more sets than the checker looks at.
    pub(super) fn is_too_large(&self) -> bool {
        self.choosable.len() > 40 || 2_usize.pow(self.choosable.len() as u32) > 1 << 24
    }

    /// Every legal set with a gain.
    pub(super) fn worthy_sets(
        &self,
        input: &PlanInput,
        worth: &Worth,
        workshop: usize,
    ) -> Vec<Worthy> {
        let mut found = Vec::new();
        let mut set = Vec::new();
        let mut left = MOST_SETS;
        self.extend(input, worth, workshop, 0, &mut set, &mut left, &mut found);
        found
    }

    #[expect(clippy::too_many_arguments, reason = "one recursion over all it needs to know")]
    fn extend(
        &self,
        input: &PlanInput,
        worth: &Worth,
        workshop: usize,
        from: usize,
        set: &mut Vec<usize>,
        left: &mut usize,
        found: &mut Vec<Worthy>,
    ) {
        if set.len() == input.policy.max_actions as usize || *left == 0 {
            return;
        }
        for at in from..self.choosable.len() {
            set.push(self.choosable[at]);
            *left = left.saturating_sub(1);
            if let Some(lines) = self.legal_schedule(input, set) {
                let gain = worth.gain(workshop, &self.scales, &lines, Sizes::Expected);
                let value = input.weighted(&gain);
                if value > LEAST_GAIN {
                    found.push(Worthy { interventions: set.clone(), value });
                }
            }
            self.extend(input, worth, workshop, at + 1, set, left, found);
            set.pop();
        }
    }

    fn legal_schedule(&self, input: &PlanInput, set: &[usize]) -> Option<Vec<ActiveLine>> {
        if !self.pinned.iter().all(|i| set.contains(i)) {
            return None;
        }
        let groups: Vec<&String> = set
            .iter()
            .filter_map(|&i| input.catalogue.interventions[i].exclusive_group.as_ref())
            .collect();
        let twice = groups.iter().enumerate().any(|(at, g)| groups[..at].contains(g));
        let lines = self.schedule(input, set).filter(|_| !twice)?;
        (!self.safety_first || self.begins_safely(&lines)).then_some(lines)
    }

    pub(super) fn begins_safely(&self, lines: &[ActiveLine]) -> bool {
        lines
            .iter()
            .min_by_key(|l| (l.start, !self.safer[l.intervention]))
            .is_some_and(|first| self.safer[first.intervention])
    }

    /// The rule: of those whose prerequisites stand, safety actions first where the place is
    /// hazardous, then the longest chain ahead, then by position; each at the earliest quarter
    /// after its prerequisites with hours left in every quarter it runs.
    pub(super) fn schedule(&self, input: &PlanInput, set: &[usize]) -> Option<Vec<ActiveLine>> {
        let mut hours = [0.0; Quarter::PER_COHORT as usize];
        let mut lines: Vec<ActiveLine> = Vec::new();
        while lines.len() < set.len() {
            let end_of = |i: usize| lines.iter().find(|l| l.intervention == i).map(|l| l.end.0 + 1);
            let ready = |i: usize| {
                let parents = &input.catalogue.interventions[i].prerequisites;
                parents.iter().try_fold(0, |at, &p| end_of(p).map(|end| end.max(at)))
            };
            let (next, after) = set
                .iter()
                .filter(|&&i| end_of(i).is_none())
                .filter_map(|&i| ready(i).map(|after| (i, after)))
                .min_by_key(|&(i, _)| {
                    (!(self.hazardous && self.safer[i]), Reverse(self.chain[i]), i)
                })?;
            let what = &input.catalogue.interventions[next];
            let quarters = what.quarters.max(1);
            let weekly = what.owner_hours / f64::from(quarters) / Quarter::WEEKS;
            let start = (after..Quarter::PER_COHORT).find(|&start| {
                start + quarters <= Quarter::PER_COHORT
                    && (start..start + quarters)
                        .all(|q| hours[usize::from(q)] + weekly <= self.limit + 1e-9)
            })?;
            for q in start..start + quarters {
                hours[usize::from(q)] += weekly;
            }
            let end = Quarter(start + quarters - 1);
            lines.push(ActiveLine { start: Quarter(start), end, intervention: next });
        }
        Some(lines)
    }
}

/// Whether an intervention may be planned; `depth` bounds the walk over prerequisites, so that a
/// cycle ends as "no".
fn may(
    input: &PlanInput,
    workshop: usize,
    i: usize,
    known: &mut [Option<bool>],
    depth: usize,
) -> bool {
    if let Some(answer) = known.get(i).copied().flatten() {
        return answer;
    }
    let Some(what) = input.catalogue.interventions.get(i) else { return false };
    let matched = input.is_matched(workshop);
    let scope = DiagnosisScope { diagnosis: input.diagnosis, workshop, matched };
    let forbidden = input
        .wishes
        .iter()
        .any(|w| (w.workshop, w.intervention, w.kind) == (workshop, i, WishKind::Forbid));
    let answer = depth > 0
        && !forbidden
        && check_requirements(what, |e| holds(e, &scope)).passes()
        && (input.has_lead_firm(workshop) || !what.needs_lead_firm)
        && (input.policy.group_actions || what.min_participants < 2)
        && what.prerequisites.iter().all(|&p| may(input, workshop, p, known, depth - 1));
    known[i] = Some(answer);
    answer
}

/// An intervention and all it needs, by position; `depth` bounds the walk.
fn closure(input: &PlanInput, root: usize, depth: usize) -> Vec<usize> {
    let mut set = vec![root];
    for _ in 0..depth {
        let more: Vec<usize> = set
            .iter()
            .flat_map(|&i| input.catalogue.interventions[i].prerequisites.iter().copied())
            .filter(|p| !set.contains(p))
            .collect();
        if more.is_empty() {
            break;
        }
        set.extend(more);
        set.sort_unstable();
        set.dedup();
    }
    set
}

fn chain(input: &PlanInput, i: usize, depth: usize) -> u32 {
    let own = u32::from(input.catalogue.interventions[i].quarters);
    if depth == 0 {
        return own;
    }
    let children = input
        .catalogue
        .interventions
        .iter()
        .enumerate()
        .filter(|(_, child)| child.prerequisites.contains(&i))
        .map(|(child, _)| chain(input, child, depth - 1));
    own + children.max().unwrap_or(0)
}

fn hazardous(input: &PlanInput, workshop: usize) -> bool {
    let rule = &input.policy.equity;
    let items = input
        .safety_indicator
        .as_ref()
        .and_then(|id| input.frame.indicators().iter().position(|i| i == id))
        .and_then(|at| input.frame.values(workshop)[at]);
    rule.hazards_first && items.is_some_and(|items| items < rule.hazard_below)
}

/// Whether an intervention brings the safety indicator nearer to its best.
fn safer(input: &PlanInput, worth: &Worth, workshop: usize, scales: &[Vec<f64>], i: usize) -> bool {
    let Some(id) = &input.safety_indicator else { return false };
    input.catalogue.interventions[i].effects.iter().enumerate().any(|(e, effect)| {
        let Some(at) = worth.target(workshop, i, e).filter(|_| effect.indicator == *id) else {
            return false;
        };
        let Some(now) = input.frame.values(workshop)[at] else { return false };
        let best = input.frame.best(at, now);
        let after = nanduti_rules::apply_effect(
            effect.kind,
            effect.expected,
            now,
            best,
            input.frame.spread(at),
            scales[i][e],
        );
        (best - after).abs() < (best - now).abs()
    })
}
