//! The basis of the transportation simplex, a rooted tree over sinks, and its pivots.
//!
//! The root (number L) is where idle capacity goes: price 0, value 0 for everybody. Every source
//! has a *home*: the sink, or the root, towards which its own arc leads. Every sink hangs below
//! another one *via* a source, whose home that one is, or by its unfilled demand (its slack)
//! below the root. Flows outside the tree are 0, so the tree is the whole solution. An arc needs
//! no upper bound: capacity and demand imply it.
//!
//! Flows down (source → sink that hangs by it) are > 0, flows up (source → its home) may be 0:
//! the tree is strongly feasible, and the choice of the leaving arc keeps it so. So every pivot
//! raises the value, or keeps it and lowers Σ sink prices − Σ source prices: no tree comes again
//! (Cunningham 1976).

mod pivot;

use super::Transport;
use super::crash::crash;
use pivot::Entering;

/// No sink, source or pair.
pub(super) const NONE: u32 = u32::MAX;

/// Price that keeps sinks without demand out of every choice: above any value and price.
const CLOSED: i64 = 1 << 60;

/// Why improvement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// No pair and no slack would gain.
    Optimal,
    /// So many pivots were made.
    Limit,
}

/// A sink in the tree.
#[derive(Debug, Clone, Copy)]
struct Sink {
    /// Sink above it, or the root.
    parent: u32,
    /// Source by which it hangs there; `NONE` by its slack.
    via: u32,
    /// First sink below it; those that hang by one source stand together.
    first: u32,
    next: u32,
    previous: u32,
    /// Steps to the root.
    depth: u32,
    /// Pair of (via, this).
    pair: u32,
    /// Flow via → this, or what is unfilled.
    flow: i64,
    /// Value of that pair; 0 by its slack.
    value: i64,
}

/// A source in the tree.
#[derive(Debug, Clone, Copy)]
struct Source {
    /// Sink towards the root, or the root.
    home: u32,
    /// Pair of (this, home); `NONE` at the root.
    pair: u32,
    /// First sink that hangs by it, the first of them below its home.
    kids: u32,
    n_kids: u32,
    /// Flow to its home.
    flow: i64,
    /// Value there; 0 at the root.
    value: i64,
}

/// The basis and its prices.
pub(super) struct Tree<'a> {
    problem: &'a Transport,
    /// By sink, and the root at the end.
    sinks: Vec<Sink>,
    sources: Vec<Source>,
    /// Price of each sink, and 0 at the end for the root.
    prices: Vec<i64>,
    pivots: u64,
}

impl<'a> Tree<'a> {
    /// The assignment built at the given prices.
    pub(super) fn new(problem: &'a Transport, guess: &[i64]) -> Self {
        let n_sinks = problem.demand.len();
        let sink = Sink {
            parent: NONE,
            via: NONE,
            first: NONE,
            next: NONE,
            previous: NONE,
            depth: 0,
            pair: NONE,
            flow: 0,
            value: 0,
        };
        let source =
            Source { home: n_sinks as u32, pair: NONE, kids: NONE, n_kids: 0, flow: 0, value: 0 };
        let mut tree = Self {
            problem,
            sinks: vec![sink; n_sinks + 1],
            sources: vec![source; problem.capacity.len()],
            prices: vec![0; n_sinks + 1],
            pivots: 0,
        };
        crash(&mut tree, problem, guess);
        for sink in 0..n_sinks as u32 {
            let via = tree.sinks[sink as usize].via;
            let parent = if via == NONE { tree.root() } else { tree.sources[via as usize].home };
            tree.hang(sink, parent);
        }
        let root = tree.root();
        tree.for_each_below(root, Self::price_from_above);
        for (price, &demand) in tree.prices.iter_mut().zip(&problem.demand) {
            if demand == 0 {
                *price = CLOSED;
            }
        }
        tree
    }

    /// Gives a source its home and what flows there.
    pub(super) fn settle(&mut self, source: u32, home: u32, pair: u32, value: i64, flow: i64) {
        let own = &mut self.sources[source as usize];
        (own.home, own.pair, own.value, own.flow) = (home, pair, value, flow);
    }

    /// Lets a sink hang by a source, wherever its home will be.
    pub(super) fn join(&mut self, sink: u32, via: u32, pair: u32, value: i64, flow: i64) {
        let own = &mut self.sinks[sink as usize];
        (own.via, own.pair, own.value, own.flow) = (via, pair, value, flow);
    }

    /// Whether a sink hangs by a source.
    pub(super) fn is_joined(&self, sink: u32) -> bool {
        self.sinks[sink as usize].via != NONE
    }

    /// Lets a sink hang by what is unfilled of it.
    pub(super) fn leave_open(&mut self, sink: u32, unfilled: i64) {
        self.join(sink, NONE, NONE, 0, unfilled);
    }

    /// Pivots so far.
    pub(super) fn pivots(&self) -> u64 {
        self.pivots
    }

    fn root(&self) -> u32 {
        self.problem.demand.len() as u32
    }

    /// Flow of every pair.
    pub(super) fn flow(&self) -> Vec<i64> {
        let mut flow = vec![0; self.problem.n_pairs()];
        let up = self.sources.iter().map(|source| (source.pair, source.flow));
        let down = self.sinks.iter().map(|sink| (sink.pair, sink.flow));
        for (pair, amount) in up.chain(down) {
            if pair != NONE {
                flow[pair as usize] += amount;
            }
        }
        flow
    }

    /// Price of every sink, ≥ 0; 0 without demand.
    pub(super) fn open_prices(&self) -> Vec<i64> {
        let known = self.prices.iter().zip(&self.problem.demand);
        known.map(|(&price, &demand)| if demand > 0 { price.max(0) } else { 0 }).collect()
    }

    /// Price of every sink, ≥ 0; without demand, what a first unit would be worth.
    pub(super) fn sink_prices(&self) -> Vec<i64> {
        let mut prices = self.open_prices();
        let closed = |sink: usize| self.problem.demand[sink] == 0;
        for source in 0..self.sources.len() {
            let own = self.source_price(source).max(0);
            for pair in self.problem.row(source) {
                let sink = self.problem.sinks[pair] as usize;
                if closed(sink) {
                    prices[sink] = prices[sink].max(self.problem.values[pair] - own);
                }
            }
        }
        prices
    }

    /// What a unit of a source is worth at home.
    fn source_price(&self, source: usize) -> i64 {
        let own = &self.sources[source];
        own.value - self.prices[own.home as usize]
    }

    /// Pivots until nothing gains; `scale` is a typical difference of values. Sources are looked
    /// at in turn, each once a pass, and only gains of at least a threshold are taken, which
    /// falls when a pass finds few.
    pub(super) fn improve(&mut self, scale: i64, max_pivots: u64) -> Ended {
        let mut threshold = (scale / 2).max(1);
        loop {
            let before = self.pivots;
            for source in 0..self.sources.len() {
                if let Some(entering) = self.best_entering(source, threshold) {
                    if self.pivots >= max_pivots {
                        return Ended::Limit;
                    }
                    self.enter(entering);
                }
            }
            for sink in 0..self.root() {
                if -self.prices[sink as usize] >= threshold {
                    if self.pivots >= max_pivots {
                        return Ended::Limit;
                    }
                    self.enter_slack(sink);
                }
            }
            let made = self.pivots - before;
            if made <= (self.sources.len() / 8) as u64 {
                if threshold > 1 {
                    threshold = (threshold / 3).max(1);
                } else if made == 0 {
                    return Ended::Optimal;
                }
            }
        }
    }

    /// Of a source's pairs and the root, the one that gains most per unit, if at least the
    /// threshold.
    fn best_entering(&self, source: usize, threshold: i64) -> Option<Entering> {
        let row = self.problem.row(source);
        let (mut best, mut at) = (0, None);
        let pairs = self.problem.sinks[row.clone()].iter().zip(&self.problem.values[row.clone()]);
        for (place, (&sink, &value)) in pairs.enumerate() {
            let worth = value - self.prices[sink as usize];
            if worth > best {
                (best, at) = (worth, Some(row.start + place));
            }
        }
        let gain = best - self.source_price(source);
        if gain < threshold {
            return None;
        }
        let source = source as u32;
        Some(match at {
            None => Entering { source, sink: self.root(), pair: NONE, value: 0, gain },
            Some(pair) => {
                let (sink, value) = (self.problem.sinks[pair], self.problem.values[pair]);
                Entering { source, sink, pair: pair as u32, value, gain }
            }
        })
    }

    /// Puts a sink into the list below `parent`, beside those of the same source.
    fn hang(&mut self, sink: u32, parent: u32) {
        let via = self.sinks[sink as usize].via;
        let mut before = NONE;
        if via != NONE {
            let own = &mut self.sources[via as usize];
            if own.n_kids > 0 {
                before = own.kids;
            } else {
                own.kids = sink;
            }
            own.n_kids += 1;
        }
        let after = if before == NONE {
            std::mem::replace(&mut self.sinks[parent as usize].first, sink)
        } else {
            std::mem::replace(&mut self.sinks[before as usize].next, sink)
        };
        let own = &mut self.sinks[sink as usize];
        (own.parent, own.previous, own.next) = (parent, before, after);
        if after != NONE {
            self.sinks[after as usize].previous = sink;
        }
    }

    /// Takes a sink out of the list it is in; what hangs below it stays below it.
    fn unhang(&mut self, sink: u32) {
        let Sink { parent, via, next, previous, .. } = self.sinks[sink as usize];
        if previous == NONE {
            self.sinks[parent as usize].first = next;
        } else {
            self.sinks[previous as usize].next = next;
        }
        if next != NONE {
            self.sinks[next as usize].previous = previous;
        }
        if via != NONE {
            let own = &mut self.sources[via as usize];
            own.n_kids -= 1;
            if own.kids == sink {
                own.kids = if own.n_kids > 0 { next } else { NONE };
            }
        }
    }

    /// Visits what lies below a sink, parents before their children.
    fn for_each_below(&mut self, top: u32, visit: impl Fn(&mut Self, u32)) {
        let mut at = self.sinks[top as usize].first;
        while at != NONE {
            visit(self, at);
            let down = self.sinks[at as usize].first;
            if down != NONE {
                at = down;
                continue;
            }
            while at != top && self.sinks[at as usize].next == NONE {
                at = self.sinks[at as usize].parent;
            }
            at = if at == top { NONE } else { self.sinks[at as usize].next };
        }
    }

    /// Price and depth of a sink from those of the one above it.
    fn price_from_above(&mut self, sink: u32) {
        let Sink { parent, via, value, .. } = self.sinks[sink as usize];
        self.sinks[sink as usize].depth = self.sinks[parent as usize].depth + 1;
        self.prices[sink as usize] =
            if via == NONE { 0 } else { value - self.source_price(via as usize) };
    }

    /// Moves the prices of a sink and all below it, and renews their depths after the sink was
    /// hung anew.
    fn shift(&mut self, top: u32, by: i64) {
        let renew = |tree: &mut Self, sink: u32| {
            let parent = tree.sinks[sink as usize].parent;
            tree.sinks[sink as usize].depth = tree.sinks[parent as usize].depth + 1;
            tree.prices[sink as usize] += by;
        };
        renew(self, top);
        self.for_each_below(top, renew);
    }
}
