//! Quantities that people wrote down: the rules without months. Whether a workshop's lots fit its
//! months together is a question of maximum flow from lots to months.

use super::facts::Facts;
use crate::{MatchInput, Violation};
use petgraph::algo::ford_fulkerson;
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet};

/// Pieces of a lot given to a workshop by hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Quantity {
    /// Position of the workshop.
    pub workshop: usize,
    /// Position of the lot.
    pub lot: usize,
    /// Pieces; 0 assigns nothing.
    pub pieces: u32,
}

/// Every rule of the case that quantities made by hand break; empty when they keep all of them.
///
/// Rules: gates, minimum batch, lot quantity, supplier limit, and capacity in some distribution
/// over the months of each window. A pair with an unknown gate breaks it: a quantity needs it
/// verified.
pub fn check_quantities(input: &MatchInput, quantities: &[Quantity]) -> Vec<Violation> {
    let facts = Facts::new(input);
    let mut violations = Vec::new();
    let mut pieces_of: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for quantity in quantities.iter().filter(|q| q.pieces > 0) {
        if quantity.workshop >= facts.n_workshops() || quantity.lot >= input.lots.len() {
            violations.push(Violation::new("position", format!("{quantity:?}")));
            continue;
        }
        *pieces_of.entry((quantity.workshop, quantity.lot)).or_insert(0) +=
            i64::from(quantity.pieces);
    }
    let name = |workshop: usize, lot: usize| {
        format!("{} – {}", input.population.workshops[workshop].id, input.lots[lot].id)
    };
    let mut lots: BTreeMap<usize, (i64, usize)> = BTreeMap::new();
    for (&(workshop, lot), &pieces) in &pieces_of {
        let examination = facts.examine(workshop, lot);
        let failed = examination.failed.iter().map(|failure| failure.gate);
        for gate in failed.chain(examination.unknown.iter().copied()) {
            let at = format!("{}: {}", name(workshop, lot), gate.word());
            violations.push(Violation::new("gate", at));
        }
        let (least, _) = facts.limits(lot);
        if pieces < least {
            let at = format!("{}: {pieces} of {least}", name(workshop, lot));
            violations.push(Violation::new("minimum_batch", at));
        }
        let share = lots.entry(lot).or_insert((0, 0));
        *share = (share.0 + pieces, share.1 + 1);
    }
    for (lot, (pieces, suppliers)) in lots {
        let the_lot = &input.lots[lot];
        if pieces > i64::from(the_lot.pieces) {
            let at = format!("{}: {pieces} of {}", the_lot.id, the_lot.pieces);
            violations.push(Violation::new("quantity", at));
        }
        if the_lot.max_suppliers.is_some_and(|most| suppliers > most as usize) {
            violations.push(Violation::new("suppliers", format!("{}: {suppliers}", the_lot.id)));
        }
    }
    let workshops: BTreeSet<usize> = pieces_of.keys().map(|(workshop, _)| *workshop).collect();
    for workshop in workshops {
        let own: Vec<(usize, i64)> = pieces_of
            .range((workshop, 0)..=(workshop, usize::MAX))
            .map(|(&(_, lot), &pieces)| (lot, pieces * facts.unit(lot)))
            .collect();
        let wanted: i64 = own.iter().map(|(_, minutes)| minutes).sum();
        let possible = most_minutes(&facts, workshop, &own);
        if possible < wanted {
            let id = &input.population.workshops[workshop].id;
            let at = format!("{id}: {wanted} of {possible} hundredths of minutes");
            violations.push(Violation::new("capacity", at));
        }
    }
    violations
}

/// Most hundredths of minutes of these lots that a workshop can place in its months.
fn most_minutes(facts: &Facts, workshop: usize, lots: &[(usize, i64)]) -> i64 {
    let size = |minutes: i64| u64::try_from(minutes).unwrap_or(0);
    let monthly = facts.monthly[workshop].unwrap_or(0);
    let months: BTreeSet<usize> =
        lots.iter().flat_map(|(lot, _)| facts.windows[*lot].keys().copied()).collect();
    let mut graph: DiGraph<(), u64> = DiGraph::new();
    let (source, sink) = (graph.add_node(()), graph.add_node(()));
    let month_nodes: BTreeMap<usize, _> = months
        .into_iter()
        .map(|month| {
            let node = graph.add_node(());
            graph.add_edge(node, sink, size(monthly));
            (month, node)
        })
        .collect();
    for &(lot, minutes) in lots {
        let node = graph.add_node(());
        graph.add_edge(source, node, size(minutes));
        for &month in facts.windows[lot].keys() {
            let most = facts.window_minutes(workshop, lot, month);
            graph.add_edge(node, month_nodes[&month], size(most));
        }
    }
    i64::try_from(ford_fulkerson(&graph, source, sink).0).unwrap_or(i64::MAX)
}
