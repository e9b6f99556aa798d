//! Primal network simplex with a strongly feasible tree.
//!
//! After Cunningham 1976 ("A network simplex method", Mathematical Programming 11) for the
//! leaving rule, which rules out cycling; Ahuja, Magnanti and Orlin 1993, chapter 11, for
//! the method; Kovács 2015 ("Minimum-cost flow algorithms: an experimental evaluation") for
//! block search. Flows are shifted so that every lower bound is 0.
//!
//! The tree hangs from a hub, the node with most arcs. A node starts on a real arc to the
//! hub when that arc can carry its supply alone, else on an artificial arc whose cost
//! exceeds that of any path, so an optimum uses it only when there is no valid flow. Graphs
//! with a common slack node therefore start without artificial arcs.

use super::{MAX_TOTAL, Network};

/// No node, or no arc.
const NONE: u32 = u32::MAX;
/// Least number of arcs looked at before a pivot.
const LEAST_BLOCK: usize = 32;
/// Capacity of an artificial arc: more than all supply there can be.
const ARTIFICIAL_CAPACITY: i64 = i64::MAX / 4;

/// Where an arc outside the tree stands; multiplied with the reduced cost, negative improves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i8)]
enum State {
    /// Flow 0, may rise.
    AtLower = 1,
    /// In the tree.
    InTree = 0,
    /// Flow at capacity, may fall.
    AtUpper = -1,
}

/// The tree and all numbers of the solve.
#[derive(Debug)]
pub(super) struct Simplex<'a> {
    network: &'a Network,
    /// Real arcs; then one artificial arc per node.
    n_arcs: usize,
    tail: Vec<u32>,
    head: Vec<u32>,
    cost: Vec<i64>,
    capacity: Vec<i64>,
    flow: Vec<i64>,
    state: Vec<State>,
    potential: Vec<i64>,
    parent: Vec<u32>,
    /// Arc to the parent.
    link: Vec<u32>,
    depth: Vec<u32>,
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    previous_sibling: Vec<u32>,
    /// Where the block search goes on.
    scan: usize,
    pivots: u64,
    /// Nodes still to be repriced, kept to save allocations.
    stack: Vec<u32>,
}

/// The cycle an entering arc closes.
struct Cycle {
    /// End of the entering arc the flow leaves from.
    first: u32,
    /// End the flow arrives at.
    second: u32,
    /// Lowest common ancestor.
    apex: u32,
    /// How much flow can turn.
    amount: i64,
    /// Node under the leaving arc and whether it lies on the first side; `None` when the
    /// entering arc itself is exhausted.
    leaving: Option<(u32, bool)>,
}

impl<'a> Simplex<'a> {
    /// The starting tree. With `shortage_only` real arcs cost nothing and artificial arcs 1.
    pub(super) fn new(network: &'a Network, shortage_only: bool) -> Self {
        let (n_nodes, n_arcs) = (network.n_nodes(), network.n_arcs());
        let penalty = if shortage_only {
            1
        } else {
            (n_nodes as i64).saturating_mul(network.largest_cost).saturating_add(1)
        };
        let mut cost = if shortage_only { vec![0; n_arcs] } else { network.cost.clone() };
        cost.resize(n_arcs + n_nodes, penalty);
        let mut capacity: Vec<i64> =
            network.lower.iter().zip(&network.upper).map(|(lower, upper)| upper - lower).collect();
        capacity.resize(n_arcs + n_nodes, ARTIFICIAL_CAPACITY);
        let mut tail = network.tail.clone();
        tail.resize(n_arcs + n_nodes, 0);
        let mut head = network.head.clone();
        head.resize(n_arcs + n_nodes, 0);
        let mut simplex = Self {
            network,
            n_arcs,
            tail,
            head,
            cost,
            capacity,
            flow: vec![0; n_arcs + n_nodes],
            state: vec![State::AtLower; n_arcs + n_nodes],
            potential: vec![0; n_nodes],
            parent: vec![NONE; n_nodes],
            link: vec![NONE; n_nodes],
            depth: vec![0; n_nodes],
            first_child: vec![NONE; n_nodes],
            next_sibling: vec![NONE; n_nodes],
            previous_sibling: vec![NONE; n_nodes],
            scan: 0,
            pivots: 0,
            stack: Vec::new(),
        };
        if n_nodes > 0 {
            simplex.hang_all();
        }
        simplex
    }

    /// Hangs every node from the hub.
    fn hang_all(&mut self) {
        let supply = self.shifted_supply();
        let hub = self.hub();
        let link = self.direct_links(hub, &supply);
        for node in 0..supply.len() as u32 {
            let place = node as usize;
            if node == hub {
                continue;
            }
            let arc = if link[place] == NONE {
                let arc = self.n_arcs + place;
                let up = supply[place] >= 0;
                (self.tail[arc], self.head[arc]) = if up { (node, hub) } else { (hub, node) };
                arc
            } else {
                link[place] as usize
            };
            self.flow[arc] = supply[place].abs();
            self.state[arc] = State::InTree;
            self.link[place] = arc as u32;
            self.attach(node, hub);
            self.depth[place] = 1;
            // Reduced cost 0: potential of the head = potential of the tail + cost.
            let upward = self.tail[arc] == node;
            self.potential[place] = if upward { -self.cost[arc] } else { self.cost[arc] };
        }
    }

    /// Supplies once every arc carries its lower bound.
    fn shifted_supply(&self) -> Vec<i64> {
        let mut supply = self.network.supply.clone();
        for (arc, &lower) in self.network.lower.iter().enumerate() {
            if lower != 0 {
                let (tail, head) = (self.tail[arc] as usize, self.head[arc] as usize);
                supply[tail] -= lower;
                supply[head] += lower;
            }
        }
        supply
    }

    /// The node with most arcs, the first of equals.
    fn hub(&self) -> u32 {
        let mut degree = vec![0_u32; self.potential.len()];
        for &node in self.tail[..self.n_arcs].iter().chain(&self.head[..self.n_arcs]) {
            degree[node as usize] += 1;
        }
        let most = degree.iter().copied().max().unwrap_or(0);
        degree.iter().position(|&count| count == most).unwrap_or(0) as u32
    }

    /// For each node the first real arc to or from the hub that carries its supply and keeps
    /// room towards the hub, as a strongly feasible tree needs.
    fn direct_links(&self, hub: u32, supply: &[i64]) -> Vec<u32> {
        let mut link = vec![NONE; supply.len()];
        for arc in 0..self.n_arcs {
            let (tail, head) = (self.tail[arc], self.head[arc]);
            let node = if head == hub { tail } else { head };
            let place = node as usize;
            if (tail != hub && head != hub) || node == hub || link[place] != NONE {
                continue;
            }
            let upward = head == hub;
            let amount = supply[place];
            let fits = if upward {
                amount >= 0 && self.capacity[arc] > amount
            } else {
                amount < 0 && self.capacity[arc] >= -amount
            };
            if fits {
                link[place] = arc as u32;
            }
        }
        link
    }

    /// Pivots until no arc improves (`true`) or the limit is reached (`false`).
    pub(super) fn run(&mut self, pivot_limit: u64) -> bool {
        while let Some(arc) = self.entering_arc() {
            if self.pivots >= pivot_limit {
                return false;
            }
            self.pivots += 1;
            self.pivot(arc);
        }
        true
    }

    /// The most negative reduced cost of the next block that holds one. The first of equals.
    fn entering_arc(&mut self) -> Option<usize> {
        let n_arcs = self.n_arcs;
        let block = ((n_arcs as f64).sqrt() as usize).max(LEAST_BLOCK);
        let (mut best, mut best_cost) = (None, 0);
        let (mut left_in_block, mut left) = (block, n_arcs);
        while left > 0 {
            // One run of consecutive arcs: to the end of the block or of the list.
            let end = (self.scan + left_in_block.min(left)).min(n_arcs);
            for arc in self.scan..end {
                let (tail, head) = (self.tail[arc] as usize, self.head[arc] as usize);
                let reduced = self.cost[arc] + self.potential[tail] - self.potential[head];
                let signed = i64::from(self.state[arc] as i8) * reduced;
                if signed < best_cost {
                    best_cost = signed;
                    best = Some(arc);
                }
            }
            let looked_at = end - self.scan;
            left -= looked_at;
            left_in_block -= looked_at;
            self.scan = if end == n_arcs { 0 } else { end };
            if left_in_block == 0 {
                if best.is_some() {
                    break;
                }
                left_in_block = block;
            }
        }
        best
    }

    /// Turns flow on the cycle of `arc` and exchanges it for the leaving arc.
    fn pivot(&mut self, arc: usize) {
        let cycle = self.cycle(arc);
        self.turn(arc, &cycle);
        let Some((under, first_side)) = cycle.leaving else {
            self.state[arc] =
                if self.state[arc] == State::AtLower { State::AtUpper } else { State::AtLower };
            return;
        };
        let leaving = self.link[under as usize] as usize;
        self.state[leaving] = if self.flow[leaving] == 0 { State::AtLower } else { State::AtUpper };
        self.state[arc] = State::InTree;
        let (root, above) =
            if first_side { (cycle.first, cycle.second) } else { (cycle.second, cycle.first) };
        self.rehang(root, above, arc as u32, under);
        self.reprice(root, arc);
    }

    /// The cycle of `arc`: the leaving arc is the last blocking one met when walking along
    /// the flow from the apex (Cunningham's rule).
    fn cycle(&self, arc: usize) -> Cycle {
        let (tail, head) = (self.tail[arc], self.head[arc]);
        let forward = self.state[arc] == State::AtLower;
        let (first, second) = if forward { (tail, head) } else { (head, tail) };
        let apex = self.apex(first, second);
        let mut amount = self.capacity[arc];
        let mut leaving = None;
        let mut node = first;
        while node != apex {
            // Flow comes down here, so an arc towards the parent loses flow.
            let room = self.room(node, false);
            if room < amount {
                amount = room;
                leaving = Some((node, true));
            }
            node = self.parent[node as usize];
        }
        node = second;
        while node != apex {
            let room = self.room(node, true);
            if room <= amount {
                amount = room;
                leaving = Some((node, false));
            }
            node = self.parent[node as usize];
        }
        Cycle { first, second, apex, amount, leaving }
    }

    /// How much more can flow over the link of `node`, towards its parent or from it.
    fn room(&self, node: u32, towards_parent: bool) -> i64 {
        let arc = self.link[node as usize] as usize;
        if (self.tail[arc] == node) == towards_parent {
            self.capacity[arc] - self.flow[arc]
        } else {
            self.flow[arc]
        }
    }

    /// Lowest common ancestor.
    fn apex(&self, mut one: u32, mut other: u32) -> u32 {
        while one != other {
            if self.depth[one as usize] >= self.depth[other as usize] {
                one = self.parent[one as usize];
            } else {
                other = self.parent[other as usize];
            }
        }
        one
    }

    /// Sends the cycle's amount around it.
    fn turn(&mut self, arc: usize, cycle: &Cycle) {
        if cycle.amount == 0 {
            return;
        }
        let forward = self.state[arc] == State::AtLower;
        self.flow[arc] += if forward { cycle.amount } else { -cycle.amount };
        for (start, towards_parent) in [(cycle.first, false), (cycle.second, true)] {
            let mut node = start;
            while node != cycle.apex {
                let link = self.link[node as usize] as usize;
                let gains = (self.tail[link] == node) == towards_parent;
                self.flow[link] += if gains { cycle.amount } else { -cycle.amount };
                node = self.parent[node as usize];
            }
        }
    }

    /// Turns the path from `root` up to `under` over and hangs `root` under `above` by `arc`.
    fn rehang(&mut self, root: u32, above: u32, arc: u32, under: u32) {
        let (mut node, mut new_parent, mut new_link) = (root, above, arc);
        loop {
            let place = node as usize;
            let (old_parent, old_link) = (self.parent[place], self.link[place]);
            self.detach(node);
            self.attach(node, new_parent);
            self.link[place] = new_link;
            if node == under {
                break;
            }
            (node, new_parent, new_link) = (old_parent, node, old_link);
        }
    }

    /// Shifts the potentials of the subtree of `root`, now linked by `arc`, and its depths.
    fn reprice(&mut self, root: u32, arc: usize) {
        let reduced = self.cost[arc] + self.potential[self.tail[arc] as usize]
            - self.potential[self.head[arc] as usize];
        let shift = if self.tail[arc] == root { -reduced } else { reduced };
        let mut stack = std::mem::take(&mut self.stack);
        stack.push(root);
        while let Some(node) = stack.pop() {
            let place = node as usize;
            self.potential[place] += shift;
            self.depth[place] = self.depth[self.parent[place] as usize] + 1;
            let mut child = self.first_child[place];
            while child != NONE {
                stack.push(child);
                child = self.next_sibling[child as usize];
            }
        }
        self.stack = stack;
    }

    /// Makes `node` the first child of `parent`.
    fn attach(&mut self, node: u32, parent: u32) {
        let place = node as usize;
        let next = self.first_child[parent as usize];
        self.parent[place] = parent;
        self.next_sibling[place] = next;
        self.previous_sibling[place] = NONE;
        if next != NONE {
            self.previous_sibling[next as usize] = node;
        }
        self.first_child[parent as usize] = node;
    }

    /// Takes `node` out of its parent's list.
    fn detach(&mut self, node: u32) {
        let place = node as usize;
        let (previous, next) = (self.previous_sibling[place], self.next_sibling[place]);
        if previous == NONE {
            self.first_child[self.parent[place] as usize] = next;
        } else {
            self.next_sibling[previous as usize] = next;
        }
        if next != NONE {
            self.previous_sibling[next as usize] = previous;
        }
    }

    /// Units of supply that travel over artificial arcs. Such a unit climbs one to the hub,
    /// descends one from it, or both, so the greater of the two sums counts it once.
    pub(super) fn shortfall(&self) -> i64 {
        let (mut up, mut down) = (0, 0);
        for node in 0..self.potential.len() {
            let arc = self.n_arcs + node;
            if self.tail[arc] as usize == node {
                up += self.flow[arc];
            } else {
                down += self.flow[arc];
            }
        }
        up.max(down)
    }

    /// Pivots made so far.
    pub(super) fn pivots(&self) -> u64 {
        self.pivots
    }

    /// Flows of the real arcs, lower bounds added back.
    pub(super) fn flow(&self) -> Vec<i64> {
        self.network.lower.iter().zip(&self.flow).map(|(lower, flow)| lower + flow).collect()
    }

    /// Potentials of the nodes.
    pub(super) fn potentials(&self) -> Vec<i64> {
        self.potential.clone()
    }
}

/// An artificial arc can carry every supply together.
const _: () = assert!(ARTIFICIAL_CAPACITY > MAX_TOTAL);
