//! A portfolio made ready to be run many times: its plans in order, their keys and scales, and
//! whom they reach.

use crate::future::{WorkshopKeys, take_up_key};
use crate::world::World;
use nanduti_model::{PortfolioId, PortfolioKind};
use nanduti_rules::{ActiveLine, effect_scales, order_regularity};
use nanduti_stats::Key;
use std::collections::BTreeMap;

/// The plan of one workshop, ready to run.
pub(crate) struct PreparedPlan {
    /// Position of the workshop.
    pub(crate) workshop: usize,
    /// Lines in the order effects act.
    pub(crate) lines: Vec<ActiveLine>,
    /// For each line, earlier lines that must have happened.
    pub(crate) needs: Vec<Vec<usize>>,
    /// For each line, the key of its take-up.
    pub(crate) take_up: Vec<Key>,
    /// Keys of the workshop.
    pub(crate) keys: WorkshopKeys,
    /// Scale of every effect of the catalogue.
    pub(crate) scales: Vec<Vec<f64>>,
    /// Position in [`Prepared::affected`].
    pub(crate) slot: usize,
    /// Positions of its tied workshops in [`Prepared::affected`].
    pub(crate) tied_slots: Vec<usize>,
    /// Whether every quarter is needed (else only the last): it or a tied workshop is followed.
    pub(crate) every_quarter: bool,
}

/// A portfolio ready to run.
pub(crate) struct Prepared {
    /// Id.
    pub(crate) id: PortfolioId,
    /// What it is.
    pub(crate) kind: PortfolioKind,
    /// Whether the practice is recorded; else nothing below holds anything.
    pub(crate) recorded: bool,
    /// Plans with lines, by workshop.
    pub(crate) plans: Vec<PreparedPlan>,
    /// Workshops whose scores may differ from doing nothing: planned or tied, ascending.
    pub(crate) affected: Vec<usize>,
    /// For each followed workshop, its position in `affected`.
    pub(crate) panel_slots: Vec<Option<usize>>,
    /// Whether gains and tracked indicators at the end of the year are kept.
    pub(crate) watched: bool,
    /// Indicators whose values at the end of the year are kept.
    pub(crate) tracked: Vec<usize>,
}

impl Prepared {
    /// A portfolio of `plans`; lines and workshops outside the case are left out (see
    /// [`outside_case`]).
    pub(crate) fn new(
        world: &World,
        id: PortfolioId,
        kind: PortfolioKind,
        plans: &[(usize, Vec<ActiveLine>)],
    ) -> Self {
        let plans = in_order(world, plans);
        let mut affected: Vec<usize> = plans.iter().map(|(w, _)| *w).collect();
        affected.extend(plans.iter().flat_map(|(w, _)| &world.neighbours[*w]));
        affected.sort_unstable();
        affected.dedup();
        let plans = plans.into_iter().map(|(w, lines)| plan(world, w, lines, &affected)).collect();
        let slot = |w: &usize| affected.binary_search(w).ok();
        let panel_slots = world.panel.workshops.iter().map(slot).collect();
        Self {
            id,
            kind,
            recorded: true,
            plans,
            affected,
            panel_slots,
            watched: false,
            tracked: Vec::new(),
        }
    }

    /// A practice that nobody wrote down.
    pub(crate) fn unrecorded(id: PortfolioId, kind: PortfolioKind) -> Self {
        Self {
            id,
            kind,
            recorded: false,
            plans: Vec::new(),
            affected: Vec::new(),
            panel_slots: Vec::new(),
            watched: false,
            tracked: Vec::new(),
        }
    }

    /// Amount of each resource that the whole portfolio uses, resource by cluster.
    pub(crate) fn used(&self, world: &World) -> Vec<Vec<f64>> {
        let n_clusters = world.input.population.clusters.len();
        let mut used = vec![vec![0.0; n_clusters]; world.input.resources.len()];
        for plan in &self.plans {
            let cluster = world.cluster(plan.workshop);
            for line in &plan.lines {
                for each in &world.input.catalogue.interventions[line.intervention].uses {
                    if let Some(amounts) = used.get_mut(each.resource) {
                        amounts[cluster] += each.amount;
                    }
                }
            }
        }
        used
    }
}

/// Number of lines that name a workshop or an intervention outside the case.
pub(crate) fn outside_case(world: &World, plans: &[(usize, Vec<ActiveLine>)]) -> usize {
    let lines = plans.iter().flat_map(|(w, lines)| lines.iter().map(move |line| (*w, line)));
    lines.filter(|(w, line)| !in_case(world, *w, line)).count()
}

fn in_case(world: &World, workshop: usize, line: &ActiveLine) -> bool {
    workshop < world.neighbours.len()
        && line.intervention < world.input.catalogue.interventions.len()
}

/// Plans by workshop, each once, lines in the order effects act, empty plans left out.
fn in_order(world: &World, plans: &[(usize, Vec<ActiveLine>)]) -> Vec<(usize, Vec<ActiveLine>)> {
    let mut ordered: BTreeMap<usize, Vec<ActiveLine>> = BTreeMap::new();
    for (workshop, lines) in plans {
        let known = lines.iter().filter(|line| in_case(world, *workshop, line)).copied();
        ordered.entry(*workshop).or_default().extend(known);
    }
    for lines in ordered.values_mut() {
        lines.sort_unstable();
        lines.dedup();
    }
    ordered.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

fn plan(
    world: &World,
    workshop: usize,
    lines: Vec<ActiveLine>,
    affected: &[usize],
) -> PreparedPlan {
    let input = world.input;
    let who = &input.population.workshops[workshop];
    let seed = input.settings.seed;
    let slot_of = |w: &usize| affected.binary_search(w).ok();
    let followed = |w: &usize| world.panel.workshops.binary_search(w).is_ok();
    let neighbours = &world.neighbours[workshop];
    let interventions = &input.catalogue.interventions;
    let take_up = lines.iter().map(|line| {
        take_up_key(seed, who.id.as_str(), interventions[line.intervention].id.as_str())
    });
    let regularity = order_regularity(who.lead_tie, world.matched(workshop));
    PreparedPlan {
        workshop,
        needs: needs(world, &lines),
        take_up: take_up.collect(),
        keys: WorkshopKeys::new(seed, who.id.as_str()),
        scales: effect_scales(input.catalogue, regularity, |e| world.holds(e, workshop)),
        slot: slot_of(&workshop).unwrap_or(0),
        tied_slots: neighbours.iter().filter_map(slot_of).collect(),
        every_quarter: followed(&workshop) || neighbours.iter().any(followed),
        lines,
    }
}

/// For each line, the lines before it that are its prerequisites. One that is not in the plan
/// was done earlier or is the business of the plan's checker.
fn needs(world: &World, lines: &[ActiveLine]) -> Vec<Vec<usize>> {
    let interventions = &world.input.catalogue.interventions;
    let needed = |at: usize| {
        let prerequisites = &interventions[lines[at].intervention].prerequisites;
        (0..at).filter(|&before| prerequisites.contains(&lines[before].intervention)).collect()
    };
    (0..lines.len()).map(needed).collect()
}
