//! Gives interventions one by one, within every limit a plan has.

use super::Ledger;
use crate::world::World;
use nanduti_model::{Diagnosis, NodeKind, Policy, Quarter, TieStrength, Workshop};
use nanduti_rules::{
    ActiveLine, apply_effect, check_requirements, effect_scales, order_regularity,
};
use std::collections::{BTreeMap, BTreeSet};

/// Quarters of a cohort.
const QUARTERS: usize = Quarter::PER_COHORT as usize;

/// Slack against rounding when hours are compared.
const SLACK: f64 = 1e-9;

/// A workshop that is being served.
pub(super) struct Place {
    pub(super) workshop: usize,
    pub(super) cluster: usize,
    /// What it has been given.
    pub(super) lines: Vec<ActiveLine>,
    /// Where its rule goes on.
    pub(super) next: usize,
    /// Owner's hours a week by quarter, and their limit.
    hours: [f64; QUARTERS],
    limit: f64,
}

impl Place {
    /// A workshop that has nothing yet.
    pub(super) fn new(world: &World, workshop: usize) -> Self {
        let who = &world.input.population.workshops[workshop];
        Self {
            workshop,
            cluster: who.cluster,
            lines: Vec::new(),
            next: 0,
            hours: [0.0; QUARTERS],
            limit: owner_limit(who, world.input.policy),
        }
    }

    /// Earliest quarter in which an intervention may start after its prerequisites and within
    /// the owner's hours; `None` when the year is too short.
    fn start(&self, world: &World, intervention: usize) -> Option<usize> {
        let help = &world.input.catalogue.interventions[intervention];
        let end_of = |p: &usize| self.lines.iter().find(|l| l.intervention == *p).map(|l| l.end.0);
        let mut earliest = 0;
        for prerequisite in &help.prerequisites {
            earliest = earliest.max(usize::from(end_of(prerequisite)?) + 1);
        }
        let quarters = usize::from(help.quarters.max(1));
        let weekly = weekly_hours(help.owner_hours, quarters);
        (earliest..=QUARTERS.checked_sub(quarters)?).find(|&start| {
            self.hours[start..start + quarters].iter().all(|h| h + weekly <= self.limit + SLACK)
        })
    }
}

/// Owner's hours a week of an intervention.
fn weekly_hours(owner_hours: f64, quarters: usize) -> f64 {
    owner_hours / (quarters as f64 * Quarter::WEEKS)
}

/// Hours a week an owner can give, by the rule of the proposed plans: what is offered, raised to
/// what support makes possible, capped; where it is not known, what the policy assumes, capped.
fn owner_limit(workshop: &Workshop, policy: &Policy) -> f64 {
    workshop
        .owner_hours
        .map_or(policy.unknown_owner_hours_week, |h| h.max(policy.supported_owner_hours_week))
        .min(policy.max_owner_hours_week)
}

/// Gives interventions and keeps the accounts.
pub(super) struct Allocator<'w, 'a> {
    world: &'w World<'a>,
    ledger: Ledger<'a>,
    /// Group actions (intervention, cluster) that too few took.
    closed: BTreeSet<(usize, usize)>,
    /// Indicators that an intervention improves, by workshop and intervention; empty where it
    /// may not be planned.
    improves: BTreeMap<usize, Vec<Vec<usize>>>,
    /// Node above each indicator of the frame.
    above: Vec<Option<usize>>,
}

impl<'w, 'a> Allocator<'w, 'a> {
    /// With everything the case has.
    pub(super) fn new(world: &'w World<'a>) -> Self {
        let nodes = &world.input.diagnosis.nodes;
        let above =
            world.input.frame.indicators().iter().map(|id| {
                nodes.iter().find(|n| n.kind == NodeKind::Indicator && n.id == *id)?.parent
            });
        Self {
            world,
            ledger: Ledger::new(world),
            closed: BTreeSet::new(),
            improves: BTreeMap::new(),
            above: above.collect(),
        }
    }

    /// Gives an intervention if it may be planned, improves something and fits.
    pub(super) fn add(&mut self, place: &mut Place, intervention: usize) -> bool {
        if !self.may_add(place, intervention)
            || self.improved(place.workshop)[intervention].is_empty()
        {
            return false;
        }
        self.give(place, intervention)
    }

    /// Gives the first intervention of the catalogue that improves something under a node.
    pub(super) fn add_for(&mut self, place: &mut Place, dimension: usize) -> bool {
        let n = self.world.input.catalogue.interventions.len();
        (0..n).any(|intervention| {
            let above = &self.above;
            self.may_add(place, intervention)
                && improved(&mut self.improves, self.world, place.workshop)[intervention]
                    .iter()
                    .any(|&indicator| above[indicator] == Some(dimension))
                && self.give(place, intervention)
        })
    }

    /// Whether the plan itself leaves room for an intervention.
    fn may_add(&self, place: &Place, intervention: usize) -> bool {
        let interventions = &self.world.input.catalogue.interventions;
        let group = &interventions[intervention].exclusive_group;
        let clashes = |line: &ActiveLine| {
            line.intervention == intervention
                || (group.is_some() && interventions[line.intervention].exclusive_group == *group)
        };
        place.lines.len() < self.world.input.policy.max_actions as usize
            && !self.closed.contains(&(intervention, place.cluster))
            && !place.lines.iter().any(clashes)
    }

    /// Finds the time and takes the resources.
    fn give(&mut self, place: &mut Place, intervention: usize) -> bool {
        let Some(start) = place.start(self.world, intervention) else { return false };
        let help = &self.world.input.catalogue.interventions[intervention];
        if !self.ledger.take(&help.uses, place.cluster) {
            return false;
        }
        let quarters = usize::from(help.quarters.max(1));
        let end = start + quarters - 1;
        for hours in &mut place.hours[start..=end] {
            *hours += weekly_hours(help.owner_hours, quarters);
        }
        place.lines.push(ActiveLine {
            start: Quarter(start as u8),
            end: Quarter(end as u8),
            intervention,
        });
        true
    }

    fn improved(&mut self, workshop: usize) -> &[Vec<usize>] {
        improved(&mut self.improves, self.world, workshop)
    }

    /// Closes the group actions that fewer workshops of a cluster took than they need, and
    /// returns everything for a new beginning; `false` when there is none.
    pub(super) fn close_small_groups(&mut self, places: &[Place]) -> bool {
        let mut takers: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for place in places {
            for line in &place.lines {
                *takers.entry((line.intervention, place.cluster)).or_default() += 1;
            }
        }
        let interventions = &self.world.input.catalogue.interventions;
        let too_few =
            |((i, _), n): &(&(usize, usize), &u32)| **n < interventions[*i].min_participants;
        let small: Vec<_> = takers.iter().filter(too_few).map(|(key, _)| *key).collect();
        self.ledger = Ledger::new(self.world);
        self.closed.extend(&small);
        !small.is_empty()
    }
}

/// Indicators that each intervention improves for a workshop, computed when first asked.
fn improved<'m>(
    known: &'m mut BTreeMap<usize, Vec<Vec<usize>>>,
    world: &World,
    workshop: usize,
) -> &'m [Vec<usize>] {
    known.entry(workshop).or_insert_with(|| {
        let input = world.input;
        let who = &input.population.workshops[workshop];
        let matched = world.matched(workshop);
        let holds = |e: &nanduti_model::Expression| world.holds(e, workshop);
        let regularity = order_regularity(who.lead_tie, matched);
        let scales = effect_scales(input.catalogue, regularity, holds);
        let linked = matched || who.lead_tie == Some(TieStrength::Stable);
        input
            .catalogue
            .interventions
            .iter()
            .enumerate()
            .map(|(i, help)| {
                let allowed = (linked || !help.needs_lead_firm)
                    && (help.min_participants <= 1 || input.policy.group_actions)
                    && check_requirements(help, holds).passes();
                if allowed { improved_by(world, workshop, i, &scales[i]) } else { Vec::new() }
            })
            .collect()
    })
}

/// Indicators that the expected effects of an intervention move towards their best for good.
fn improved_by(world: &World, workshop: usize, intervention: usize, scales: &[f64]) -> Vec<usize> {
    let frame = world.input.frame;
    let values = frame.values(workshop);
    let effects = &world.input.catalogue.interventions[intervention].effects;
    let improves = |e: usize| {
        let effect = &effects[e];
        let at = world.targets[intervention][e]?;
        let value = values[at]?;
        let best = frame.best(at, value);
        let after =
            apply_effect(effect.kind, effect.expected, value, best, frame.spread(at), scales[e]);
        let better = (after - value) * (best - value) > 0.0;
        (better && effect.lasts_quarters.is_none()).then_some(at)
    };
    (0..effects.len()).filter_map(improves).collect()
}

/// Nodes right above indicators, in instrument order.
pub(super) fn dimensions(diagnosis: &Diagnosis) -> BTreeSet<usize> {
    let leaves = diagnosis.nodes.iter().filter(|node| node.kind == NodeKind::Indicator);
    leaves.filter_map(|node| node.parent).collect()
}
