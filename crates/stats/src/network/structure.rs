//! How recorded ties hold together: components, bridges, articulation points and cores, all
//! without direction.

use super::Network;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

/// The parts that recorded ties hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// Component of each node, numbered by their smallest node; `None` for a node that was not
    /// asked and that nobody names.
    pub component: Vec<Option<usize>>,
    /// Number of nodes of each component, at least 1.
    pub sizes: Vec<usize>,
}

impl Network {
    /// Connected components (weak ones, when directed). An asked node without ties is a
    /// component of its own.
    #[must_use]
    pub fn components(&self) -> Components {
        let mut sets = UnionFind::<usize>::new(self.n_nodes());
        for &(from, to) in &self.ties {
            sets.union(from, to);
        }
        let roots = sets.into_labeling();
        let mut number_of_root = vec![None; self.n_nodes()];
        let mut sizes: Vec<usize> = Vec::new();
        let component = roots
            .iter()
            .zip(self.known())
            .map(|(&root, known)| {
                known.then(|| {
                    let number = *number_of_root[root].get_or_insert_with(|| {
                        sizes.push(0);
                        sizes.len() - 1
                    });
                    sizes[number] += 1;
                    number
                })
            })
            .collect();
        Components { component, sizes }
    }

    /// Ties whose loss would split their component, as (smaller, larger) node, ascending.
    #[must_use]
    pub fn bridges(&self) -> Vec<(usize, usize)> {
        let graph = self.undirected();
        let mut bridges: Vec<(usize, usize)> = petgraph::algo::bridges(&graph)
            .map(|tie| (tie.source().index(), tie.target().index()))
            .collect();
        bridges.sort_unstable();
        bridges
    }

    /// Nodes whose leaving would split their component, ascending (Tarjan 1972).
    #[must_use]
    pub fn articulation_points(&self) -> Vec<usize> {
        let graph = self.undirected();
        let points = petgraph::algo::articulation_points::articulation_points(&graph);
        let mut points: Vec<usize> = points.into_iter().map(NodeIndex::index).collect();
        points.sort_unstable();
        points
    }

    /// Core number of each node: the greatest k such that the node belongs to a set in which
    /// everybody has at least k ties within the set (Seidman 1983; algorithm of Batagelj and
    /// Zaversnik 2003). 0 for an asked node without ties; `None` for a node that was not asked
    /// and that nobody names.
    #[must_use]
    pub fn core_numbers(&self) -> Vec<Option<usize>> {
        let neighbours = self.neighbours();
        let cores = core_numbers(&neighbours);
        cores.into_iter().zip(self.known()).map(|(core, known)| known.then_some(core)).collect()
    }

    fn undirected(&self) -> UnGraph<(), ()> {
        let pairs = self.pairs();
        let mut graph = UnGraph::with_capacity(self.n_nodes(), pairs.len());
        for _ in 0..self.n_nodes() {
            graph.add_node(());
        }
        for (a, b) in pairs {
            graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), ());
        }
        graph
    }

    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.n_nodes()];
        for (a, b) in self.pairs() {
            neighbours[a].push(b);
            neighbours[b].push(a);
        }
        neighbours
    }
}

/// Takes nodes away from the fewest remaining ties upwards; what a node has left then is its
/// core number. Nodes stand in `order` by remaining ties and `start[d]` is where those with at
/// least `d` begin, so that losing one tie is a swap.
fn core_numbers(neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut left: Vec<usize> = neighbours.iter().map(Vec::len).collect();
    let (mut order, mut place, mut start) = by_degree(&left);
    for at in 0..order.len() {
        let node = order[at];
        for &other in &neighbours[node] {
            if left[other] <= left[node] {
                continue;
            }
            let first = start[left[other]];
            let moved = order[first];
            order.swap(first, place[other]);
            place.swap(moved, other);
            start[left[other]] += 1;
            left[other] -= 1;
        }
    }
    left
}

/// Nodes in ascending order of degree, the place of each in it, and where each degree starts.
fn by_degree(degree: &[usize]) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
    let most = degree.iter().max().copied().unwrap_or(0);
    let mut start = vec![0; most + 2];
    for &d in degree {
        start[d + 1] += 1;
    }
    for d in 1..start.len() {
        start[d] += start[d - 1];
    }
    let mut next = start.clone();
    let (mut order, mut place) = (vec![0; degree.len()], vec![0; degree.len()]);
    for (node, &d) in degree.iter().enumerate() {
        order[next[d]] = node;
        place[node] = next[d];
        next[d] += 1;
    }
    (order, place, start)
}
