//! One exchange of arcs: flow around the cycle that the entering arc closes, the arc that leaves,
//! and the tree hung anew.
//!
//! The cycle runs from the entering sink up to where it meets the way up from the source's home:
//! on the sink's side what comes down falls and what goes up grows, on the home's side the
//! other way round.

use super::{NONE, Sink, Tree};

/// A pair outside the tree that gains, or a source's way to stay idle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entering {
    pub source: u32,
    /// The sink, or the root.
    pub sink: u32,
    /// `NONE` at the root.
    pub pair: u32,
    pub value: i64,
    /// Value per unit moved to it, > 0.
    pub gain: i64,
}

/// The arc that leaves.
#[derive(Debug, Clone, Copy)]
enum Leaving {
    /// The entering source's own way home.
    Home,
    /// The way home of the source by which this sink hangs, on the home's side.
    Up(u32),
    /// The arc by which this sink hangs, on the entering sink's side.
    Down(u32),
}

/// The ways up from an entering pair's sink and home.
#[derive(Debug, Clone, Copy)]
struct Cycle {
    /// Sink above both.
    meeting: u32,
    /// The source whose own way home is not on the cycle, as both sides hang by it or one hangs
    /// by the entering one; `NONE` otherwise.
    apex: u32,
}

impl Tree<'_> {
    /// Lets a source serve another sink.
    pub(super) fn enter(&mut self, entering: Entering) {
        self.pivots += 1;
        let Entering { source, sink, pair, value, gain } = entering;
        let home = self.sources[source as usize].home;
        let cycle = self.cycle(source, sink, home);
        let (leaving, amount) = self.leaving(source, sink, home, cycle);
        self.push_flow(source, sink, home, cycle, amount);
        match leaving {
            Leaving::Home => {
                self.move_home(source, sink, pair, value, amount);
                self.shift_kids(source, -gain);
            }
            Leaving::Up(top) => {
                // What hung by `top` from above now hangs by `source` from the new sink.
                let (old, last) = (self.sources[source as usize], self.sinks[top as usize]);
                self.unhang(top);
                self.reverse(home, top);
                self.move_home(last.via, top, last.pair, last.value, last.flow);
                self.move_home(source, sink, pair, value, amount);
                self.hang_by(home, source, old.pair, old.value, old.flow);
                self.shift_kids(source, -gain);
            }
            Leaving::Down(top) => {
                self.unhang(top);
                self.reverse(sink, top);
                self.hang_by(sink, source, pair, value, amount);
                self.shift(sink, gain);
            }
        }
    }

    /// Leaves a sink of negative price unfilled as far as that gains.
    pub(super) fn enter_slack(&mut self, sink: u32) {
        self.pivots += 1;
        let root = self.root();
        let cycle = Cycle { meeting: root, apex: NONE };
        let (top, amount) = self.tightest_down(sink, cycle, i64::MAX);
        self.push_down(sink, cycle, amount);
        self.unhang(top);
        self.reverse(sink, top);
        self.leave_open(sink, amount);
        self.hang(sink, root);
        self.shift(sink, -self.prices[sink as usize]);
    }

    fn cycle(&self, source: u32, sink: u32, home: u32) -> Cycle {
        let depth = |sink: u32| self.sinks[sink as usize].depth;
        let via = |sink: u32| if sink == NONE { NONE } else { self.sinks[sink as usize].via };
        let (mut a, mut b) = (sink, home);
        let (mut below_a, mut below_b) = (NONE, NONE);
        while a != b {
            if depth(a) >= depth(b) {
                below_a = a;
                a = self.sinks[a as usize].parent;
            } else {
                below_b = b;
                b = self.sinks[b as usize].parent;
            }
        }
        // The last source of the home's side is the entering one itself where that side is empty.
        let last = if below_b == NONE { source } else { via(below_b) };
        let apex = if via(below_a) == last { last } else { NONE };
        Cycle { meeting: a, apex }
    }

    /// The arc whose flow falls to 0 first, and by how much flow may change: from the source up
    /// on the home's side the first of the least, then from the sink up on its side the last.
    fn leaving(&self, source: u32, sink: u32, home: u32, cycle: Cycle) -> (Leaving, i64) {
        let (mut leaving, mut least) = (Leaving::Home, i64::MAX);
        if source != cycle.apex {
            least = self.sources[source as usize].flow;
        }
        let mut at = home;
        while at != cycle.meeting {
            let Sink { parent, via, .. } = self.sinks[at as usize];
            if via != NONE && via != cycle.apex {
                let flow = self.sources[via as usize].flow;
                if flow < least {
                    (leaving, least) = (Leaving::Up(at), flow);
                }
            }
            at = parent;
        }
        let (top, amount) = self.tightest_down(sink, cycle, least);
        if top == NONE { (leaving, least) } else { (Leaving::Down(top), amount) }
    }

    /// On the way up from a sink, the last of those whose flow from above is least and at most
    /// `limit`, and that flow; `NONE` and the limit where all of it is above.
    fn tightest_down(&self, sink: u32, cycle: Cycle, limit: i64) -> (u32, i64) {
        let (mut top, mut least) = (NONE, limit);
        let mut at = sink;
        while at != cycle.meeting {
            let Sink { parent, flow, .. } = self.sinks[at as usize];
            if flow <= least {
                (top, least) = (at, flow);
            }
            at = parent;
        }
        (top, least)
    }

    fn push_flow(&mut self, source: u32, sink: u32, home: u32, cycle: Cycle, amount: i64) {
        if source != cycle.apex {
            self.sources[source as usize].flow -= amount;
        }
        let mut at = home;
        while at != cycle.meeting {
            let own = &mut self.sinks[at as usize];
            own.flow += amount;
            let (parent, via) = (own.parent, own.via);
            if via != NONE && via != cycle.apex {
                self.sources[via as usize].flow -= amount;
            }
            at = parent;
        }
        self.push_down(sink, cycle, amount);
    }

    fn push_down(&mut self, sink: u32, cycle: Cycle, amount: i64) {
        let mut at = sink;
        while at != cycle.meeting {
            let own = &mut self.sinks[at as usize];
            own.flow -= amount;
            let (parent, via) = (own.parent, own.via);
            if via != NONE && via != cycle.apex {
                self.sources[via as usize].flow += amount;
            }
            at = parent;
        }
    }

    /// Gives a source a new home; the sinks that hang by it come along.
    fn move_home(&mut self, source: u32, home: u32, pair: u32, value: i64, flow: i64) {
        let own = self.sources[source as usize];
        if own.home != home && own.n_kids > 0 {
            self.move_kids(own.kids, own.n_kids, home);
        }
        self.settle(source, home, pair, value, flow);
    }

    /// Moves the sinks that hang by one source, which stand together, below another sink.
    fn move_kids(&mut self, head: u32, n_kids: u32, home: u32) {
        let old = self.sinks[head as usize].parent;
        let mut tail = head;
        self.sinks[head as usize].parent = home;
        for _ in 1..n_kids {
            tail = self.sinks[tail as usize].next;
            self.sinks[tail as usize].parent = home;
        }
        let (before, after) = (self.sinks[head as usize].previous, self.sinks[tail as usize].next);
        if after != NONE {
            self.sinks[after as usize].previous = before;
        }
        if before == NONE {
            self.sinks[old as usize].first = after;
        } else {
            self.sinks[before as usize].next = after;
        }
        let first = std::mem::replace(&mut self.sinks[home as usize].first, head);
        if first != NONE {
            self.sinks[first as usize].previous = tail;
        }
        self.sinks[head as usize].previous = NONE;
        self.sinks[tail as usize].next = first;
    }

    /// Hangs a sink that hangs nowhere by a source, below its home.
    fn hang_by(&mut self, sink: u32, via: u32, pair: u32, value: i64, flow: i64) {
        self.join(sink, via, pair, value, flow);
        self.hang(sink, self.sources[via as usize].home);
    }

    fn shift_kids(&mut self, source: u32, by: i64) {
        let mut kid = self.sources[source as usize].kids;
        for _ in 0..self.sources[source as usize].n_kids {
            self.shift(kid, by);
            kid = self.sinks[kid as usize].next;
        }
    }

    /// Turns the way from `bottom` up to `top`, which hangs nowhere, around: then `bottom` hangs
    /// nowhere and `top` at the end below it. Each source on the way gets the lower sink as its
    /// home, and the upper one hangs by it.
    fn reverse(&mut self, bottom: u32, top: u32) {
        let mut below = bottom;
        let mut link = self.sinks[bottom as usize];
        if bottom != top {
            self.unhang(bottom);
        }
        while below != top {
            let (at, via) = (link.parent, link.via);
            let next = self.sinks[at as usize];
            if at != top {
                self.unhang(at);
            }
            let old = self.sources[via as usize];
            self.move_home(via, below, link.pair, link.value, link.flow);
            self.hang_by(at, via, old.pair, old.value, old.flow);
            (link, below) = (next, at);
        }
    }
}
