//! The order of interventions that prerequisites allow.

use nanduti_model::Catalogue;
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeSet;

/// Positions of interventions that need each other, in the order in which each needs the next;
/// `None` when prerequisites form no cycle. Prerequisites that point nowhere are ignored.
///
/// Cycles are the strongly connected components of the prerequisite graph (Tarjan 1972).
pub fn prerequisite_cycle(catalogue: &Catalogue) -> Option<Vec<usize>> {
    let graph = graph(catalogue);
    let mut knots: Vec<Vec<usize>> = tarjan_scc(&graph)
        .into_iter()
        .map(|knot| knot.into_iter().map(NodeIndex::index).collect::<Vec<_>>())
        .filter(|knot| {
            knot.len() > 1 || catalogue.interventions[knot[0]].prerequisites.contains(&knot[0])
        })
        .collect();
    for knot in &mut knots {
        knot.sort_unstable();
    }
    knots.sort();
    knots.first().map(|knot| walk(catalogue, knot))
}

/// Follows prerequisites inside a knot from its first member until one comes back.
fn walk(catalogue: &Catalogue, knot: &[usize]) -> Vec<usize> {
    let mut path = vec![knot[0]];
    loop {
        let last = path[path.len() - 1];
        let next = catalogue.interventions[last]
            .prerequisites
            .iter()
            .copied()
            .filter(|p| knot.contains(p))
            .min()
            .expect("every member of a knot needs another member");
        if let Some(at) = path.iter().position(|&p| p == next) {
            return path.split_off(at);
        }
        path.push(next);
    }
}

fn graph(catalogue: &Catalogue) -> DiGraph<(), ()> {
    let n = catalogue.interventions.len();
    let mut graph = DiGraph::with_capacity(n, n);
    for _ in 0..n {
        graph.add_node(());
    }
    for (child, intervention) in catalogue.interventions.iter().enumerate() {
        for &parent in intervention.prerequisites.iter().filter(|&&p| p < n) {
            graph.add_edge(NodeIndex::new(parent), NodeIndex::new(child), ());
        }
    }
    graph
}

/// All interventions so that prerequisites come first; among those that may come next, `first`
/// ones, then those with the longest chain of quarters ahead of them, then by position.
/// Interventions on a cycle are left out: they can never start.
pub(crate) fn start_order(catalogue: &Catalogue, first: &[bool]) -> Vec<usize> {
    let graph = graph(catalogue);
    let n = graph.node_count();
    let tails = chains(catalogue, &graph);
    let mut open: Vec<usize> = (0..n)
        .map(|i| graph.edges_directed(NodeIndex::new(i), petgraph::Incoming).count())
        .collect();
    let key = |i: usize| (!first.get(i).copied().unwrap_or(false), std::cmp::Reverse(tails[i]), i);
    let mut ready: BTreeSet<_> = (0..n).filter(|&i| open[i] == 0).map(key).collect();
    let mut order = Vec::with_capacity(n);
    while let Some((_, _, next)) = ready.pop_first() {
        order.push(next);
        for child in graph.neighbors(NodeIndex::new(next)) {
            open[child.index()] -= 1;
            if open[child.index()] == 0 {
                ready.insert(key(child.index()));
            }
        }
    }
    order
}

/// Quarters of the longest chain that begins with each intervention; its own where there is a
/// cycle ahead.
fn chains(catalogue: &Catalogue, graph: &DiGraph<(), ()>) -> Vec<u32> {
    let own = |i: usize| u32::from(catalogue.interventions[i].quarters);
    let mut chains: Vec<u32> = (0..graph.node_count()).map(own).collect();
    let Ok(order) = petgraph::algo::toposort(graph, None) else { return chains };
    for node in order.into_iter().rev() {
        let ahead = graph.neighbors(node).map(|c| chains[c.index()]).max().unwrap_or(0);
        chains[node.index()] = own(node.index()) + ahead;
    }
    chains
}
