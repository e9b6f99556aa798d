//! What else could be done with the same resources: an equal split and a simple rule.
//!
//! Both get the whole capacity of the case and obey everything a proposed plan obeys: conditions,
//! lead-firm links, prerequisites in time, exclusive groups, the fewest workshops of a group
//! action, most actions, the owner's weekly hours, resources by cluster. Neither looks at gains;
//! an intervention is given only where it can improve something of the workshop.

mod allocator;
mod ledger;

use allocator::{Allocator, Place};
pub(crate) use ledger::Ledger;

use crate::world::World;
use nanduti_rules::ActiveLine;
use std::collections::BTreeMap;

/// Plans by workshop.
type Plans = Vec<(usize, Vec<ActiveLine>)>;

/// The same resources split equally over all willing workshops, as far as interventions can be
/// split: in rounds, the workshops of the clusters by turns and in code order, each receives the
/// intervention that takes the smallest part of what its cluster has (the largest part over the
/// resources it uses; ties in catalogue order). Nobody gets a second before everybody who can had a
/// first. It ends when nothing more fits.
pub(crate) fn equal_split(world: &World) -> Plans {
    let candidates = by_turns(world, candidates(world));
    let smallest_first = smallest_first(world);
    until_groups_are_full(world, &candidates, |allocator, place| {
        let order = &smallest_first[place.cluster];
        order.iter().any(|&intervention| allocator.add(place, intervention))
    })
}

/// A rule anybody can apply: as many places as the cohort has in each cluster, given to the first
/// willing workshops in code order; in rounds, each receives the first intervention of the catalogue
/// that helps where it is weakest (its lowest dimension score; then the next lowest, each once).
/// Dimensions without a score are passed over.
pub(crate) fn simple_rule(world: &World) -> Plans {
    let mut places = vec![0_usize; world.input.population.clusters.len()];
    for &workshop in world.input.cohort.iter().filter(|&&w| w < world.neighbours.len()) {
        places[world.cluster(workshop)] += 1;
    }
    let mut first = candidates(world);
    first.retain(|&workshop| {
        let left = &mut places[world.cluster(workshop)];
        let served = *left > 0;
        *left = left.saturating_sub(1);
        served
    });
    let weakest: BTreeMap<usize, Vec<usize>> =
        first.iter().map(|&w| (w, weakest_first(world, w))).collect();
    until_groups_are_full(world, &by_turns(world, first), |allocator, place| {
        let order = &weakest[&place.workshop];
        while let Some(&dimension) = order.get(place.next) {
            place.next += 1;
            if allocator.add_for(place, dimension) {
                return true;
            }
        }
        false
    })
}

/// Willing workshops in code order, each once.
fn candidates(world: &World) -> Vec<usize> {
    let known = world.input.candidates.iter().filter(|&&w| w < world.neighbours.len());
    let mut candidates: Vec<usize> = known.copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// One workshop of each cluster in turn, so that no cluster takes what all share.
fn by_turns(world: &World, mut workshops: Vec<usize>) -> Vec<usize> {
    let mut seen = vec![0_usize; world.input.population.clusters.len()];
    workshops.sort_by_cached_key(|&workshop| {
        let cluster = world.cluster(workshop);
        seen[cluster] += 1;
        (seen[cluster], cluster)
    });
    workshops
}

/// For each cluster, interventions by the largest part they take of any resource.
fn smallest_first(world: &World) -> Vec<Vec<usize>> {
    let ledger = Ledger::new(world);
    let interventions = &world.input.catalogue.interventions;
    let order = |cluster: usize| {
        let part = |i: usize| ledger.largest_part(&interventions[i].uses, cluster);
        let mut order: Vec<usize> = (0..interventions.len()).collect();
        order.sort_by(|&a, &b| part(a).total_cmp(&part(b)).then(a.cmp(&b)));
        order
    };
    (0..world.input.population.clusters.len()).map(order).collect()
}

/// Nodes right above indicators, those with the lowest score first; without a score left out.
fn weakest_first(world: &World, workshop: usize) -> Vec<usize> {
    let diagnosis = world.input.diagnosis;
    let score = |node: usize| diagnosis.columns[node].score.get(workshop).copied().flatten();
    let mut scored: Vec<(f64, usize)> = allocator::dimensions(diagnosis)
        .into_iter()
        .filter_map(|node| score(node).map(|score| (score, node)))
        .collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    scored.into_iter().map(|(_, node)| node).collect()
}

/// Gives in rounds until nothing fits, and again without the group actions that too few workshops
/// of a cluster took, until every group is large enough.
fn until_groups_are_full(
    world: &World,
    workshops: &[usize],
    mut next: impl FnMut(&mut Allocator, &mut Place) -> bool,
) -> Plans {
    let mut allocator = Allocator::new(world);
    loop {
        let mut places: Vec<Place> = workshops.iter().map(|&w| Place::new(world, w)).collect();
        in_rounds(&mut allocator, &mut places, &mut next);
        if !allocator.close_small_groups(&places) {
            let plans = places.into_iter().filter(|place| !place.lines.is_empty());
            let mut plans: Plans = plans.map(|place| (place.workshop, place.lines)).collect();
            plans.sort_unstable();
            return plans;
        }
    }
}

/// Rounds of one intervention each; who gets nothing in a round is done, since what is left only
/// shrinks.
fn in_rounds(
    allocator: &mut Allocator,
    places: &mut [Place],
    next: &mut impl FnMut(&mut Allocator, &mut Place) -> bool,
) {
    let mut open: Vec<usize> = (0..places.len()).collect();
    while !open.is_empty() {
        open.retain(|&place| next(allocator, &mut places[place]));
    }
}
