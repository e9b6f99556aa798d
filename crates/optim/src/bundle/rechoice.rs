//! Exact re-choice of a few agents, all others held: a depth-first search bounded by prices.

use nanduti_stats::Key;

use super::prepared::Prepared;
use super::primal::Plan;
use super::proof_room;

/// What a re-choice came to.
#[derive(Debug)]
pub(super) enum Rechoice {
    /// A valid plan of a better score.
    Better(Plan),
    /// There is none.
    Exhausted,
    /// The node limit came first.
    Stopped,
}

/// How a re-choice is to be made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Most columns tried.
    pub(super) node_limit: usize,
    /// Each column's score is its value plus up to this much either way, by its key.
    pub(super) jitter: f64,
    /// Key of the jitter.
    pub(super) key: Key,
}

/// A column that may be taken.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Score − μ·u.
    priced: f64,
    score: f64,
    column: u32,
}

/// A depth-first search over the columns of a few agents.
struct Rechooser<'a> {
    prepared: &'a Prepared,
    /// Per agent, best priced first.
    candidates: Vec<Vec<Candidate>>,
    /// Per agent from here on: the sum of best priced scores.
    best_after: Vec<f64>,
    /// Per agent from here on: the least use of every row.
    least_after: Vec<Vec<f64>>,
    /// Rows an agent can relieve, which must be looked at whatever it takes.
    relieved: Vec<Vec<usize>>,
    /// Room left in every row.
    room: Vec<f64>,
    /// μ · room at the start: turns priced scores into a bound.
    base: f64,
    /// Score to beat.
    target: f64,
    chosen: Vec<u32>,
    found: Option<Vec<u32>>,
    nodes_left: usize,
}

/// Chooses anew, exactly within the node limit, for `agents`, to raise the sum of scores.
pub(super) fn rechoose(
    prepared: &Prepared,
    active: &[Vec<u32>],
    prices: &[f64],
    plan: &Plan,
    agents: &[usize],
    rules: &Rules,
) -> Rechoice {
    let mut room: Vec<f64> =
        prepared.limit.iter().zip(&plan.used).map(|(limit, used)| limit - used).collect();
    let mut now = 0.0;
    for &agent in agents {
        now += rules.score(prepared, plan.choice[agent]);
        for &(row, amount) in prepared.uses(plan.choice[agent]) {
            room[row as usize] += amount;
        }
    }
    let base: f64 = room.iter().zip(prices).map(|(room, price)| room * price).sum();
    let mut candidates: Vec<Vec<Candidate>> = agents
        .iter()
        .map(|&agent| {
            let extra = [prepared.start[agent], plan.choice[agent]];
            candidates(prepared, active[agent].iter().copied().chain(extra), prices, rules)
        })
        .collect();
    let target = now + proof_room(plan.value);
    let slack = base + candidates.iter().map(|list| list[0].priced).sum::<f64>() - target;
    if slack <= 0.0 {
        return Rechoice::Exhausted;
    }
    for list in &mut candidates {
        let least = list[0].priced - slack;
        list.retain(|candidate| candidate.priced > least);
    }
    let mut search = Rechooser::new(prepared, candidates, room, base, target, rules.node_limit);
    search.descend(0, 0.0, 0.0);
    if let Some(found) = search.found {
        let mut choice = plan.choice.clone();
        for (&agent, column) in agents.iter().zip(found) {
            choice[agent] = column;
        }
        // Summed afresh: rounding on the way must not let an overused row through.
        let fresh = Plan::new(prepared, choice);
        if fresh.is_valid(prepared) {
            return Rechoice::Better(fresh);
        }
    }
    if search.nodes_left == 0 { Rechoice::Stopped } else { Rechoice::Exhausted }
}

/// Columns with their priced scores, best first, the lower number of equals.
fn candidates(
    prepared: &Prepared,
    columns: impl Iterator<Item = u32>,
    prices: &[f64],
    rules: &Rules,
) -> Vec<Candidate> {
    let mut columns: Vec<u32> = columns.collect();
    columns.sort_unstable();
    columns.dedup();
    let candidate = |&column: &u32| {
        let score = rules.score(prepared, column);
        let cost = prepared.value[column as usize] - prepared.priced(column, prices);
        Candidate { priced: score - cost, score, column }
    };
    let mut list: Vec<Candidate> = columns.iter().map(candidate).collect();
    list.sort_by(|a, b| b.priced.total_cmp(&a.priced).then(a.column.cmp(&b.column)));
    list
}

impl Rules {
    /// A column's value with its jitter.
    fn score(&self, prepared: &Prepared, column: u32) -> f64 {
        let value = prepared.value[column as usize];
        if self.jitter <= 0.0 {
            return value;
        }
        value + self.jitter * (2.0 * self.key.at(u64::from(column)).uniform() - 1.0)
    }
}

impl<'a> Rechooser<'a> {
    /// Sums from the last agent to the first.
    fn new(
        prepared: &'a Prepared,
        candidates: Vec<Vec<Candidate>>,
        room: Vec<f64>,
        base: f64,
        target: f64,
        node_limit: usize,
    ) -> Self {
        let n = candidates.len();
        let mut best_after = vec![0.0; n + 1];
        let mut least_after = vec![vec![0.0; room.len()]; n + 1];
        let mut relieved = vec![Vec::new(); n];
        for place in (0..n).rev() {
            best_after[place] = best_after[place + 1] + candidates[place][0].priced;
            let least = least_use(prepared, &candidates[place]);
            relieved[place] = (0..room.len()).filter(|&row| least[row] < 0.0).collect();
            for row in 0..room.len() {
                least_after[place][row] = least_after[place + 1][row] + least[row];
            }
        }
        Self {
            prepared,
            candidates,
            best_after,
            least_after,
            relieved,
            room,
            base,
            target,
            chosen: Vec::with_capacity(n),
            found: None,
            nodes_left: node_limit,
        }
    }

    /// Tries every column of the agent at `place` that can still beat the target.
    fn descend(&mut self, place: usize, priced: f64, score: f64) {
        if place == self.candidates.len() {
            if score > self.target {
                self.target = score;
                self.found = Some(self.chosen.clone());
            }
            return;
        }
        for index in 0..self.candidates[place].len() {
            let Candidate { priced: own, score: own_score, column } = self.candidates[place][index];
            let bound = self.base + priced + own + self.best_after[place + 1];
            if bound <= self.target || self.nodes_left == 0 {
                return;
            }
            self.nodes_left -= 1;
            let prepared = self.prepared;
            for &(row, amount) in prepared.uses(column) {
                self.room[row as usize] -= amount;
            }
            if self.can_go_on(place, column) {
                self.chosen.push(column);
                self.descend(place + 1, priced + own, score + own_score);
                self.chosen.pop();
            }
            for &(row, amount) in prepared.uses(column) {
                self.room[row as usize] += amount;
            }
        }
    }

    /// True when later agents can stay within the room that is left.
    fn can_go_on(&self, place: usize, column: u32) -> bool {
        let after = &self.least_after[place + 1];
        let enough = |row: usize| self.room[row] >= after[row];
        self.prepared.uses(column).iter().all(|used| enough(used.0 as usize))
            && self.relieved[place].iter().all(|&row| enough(row))
    }
}

/// The least use of every row among candidates.
fn least_use(prepared: &Prepared, candidates: &[Candidate]) -> Vec<f64> {
    let mut least = vec![f64::INFINITY; prepared.n_rows()];
    let mut count = vec![0; prepared.n_rows()];
    for candidate in candidates {
        for &(row, amount) in prepared.uses(candidate.column) {
            let row = row as usize;
            least[row] = least[row].min(amount);
            count[row] += 1;
        }
    }
    for (row, least) in least.iter_mut().enumerate() {
        // A row some candidate leaves alone is used by 0 there.
        if count[row] < candidates.len() {
            *least = least.min(0.0);
        }
    }
    least
}
