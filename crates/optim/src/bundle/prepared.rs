//! The problem as flat arrays: taking nothing is an ordinary column, dominated columns are
//! gone.

use rayon::prelude::*;

use super::{BundleColumn, BundleError, BundleProblem, row_room};

/// Marks the column of taking nothing.
const EMPTY: u32 = u32::MAX;
/// Most kept columns a new one of the same agent is compared with: dominance is a
/// convenience, so its work is bounded.
const MOST_COMPARISONS: usize = 200;

/// Relative rounding of a sum of uses, so that equal uses never count as more.
const TOTAL_ROOM: f64 = 1e-12;

/// Columns of all agents in one numbering, grouped by agent.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Capacity of each row.
    pub(super) capacity: Vec<f64>,
    /// Capacity with room for rounding, against which use is compared.
    pub(super) limit: Vec<f64>,
    /// First column of each agent; the last entry is the number of columns.
    pub(super) start: Vec<u32>,
    /// Value of each column.
    pub(super) value: Vec<f64>,
    /// A typical price of each row: mean positive value over mean use.
    pub(super) price_scale: Vec<f64>,
    /// Mean over agents of the greatest value.
    pub(super) value_scale: f64,
    /// (agent, column, the other) of the original numbering.
    pub(super) dominated: Vec<(u32, u32, Option<u32>)>,
    origin: Vec<u32>,
    use_start: Vec<u32>,
    uses: Vec<(u32, f64)>,
}

/// One column on its way into the arrays.
struct Candidate {
    origin: u32,
    value: f64,
    uses: Vec<(u32, f64)>,
    /// Bit r mod 64 is set when the column uses some such row: a quick test of dominance.
    signature: u64,
    /// Σ of all uses: a dominator's is no greater.
    total: f64,
    /// True when some amount is negative.
    relieves: bool,
}

/// The columns of one agent.
struct Kept {
    columns: Vec<Candidate>,
    /// (column, what dominates it).
    dominated: Vec<(u32, Option<u32>)>,
}

impl Prepared {
    /// Checks the problem and lays it out.
    pub(super) fn new(problem: &BundleProblem) -> Result<Self, BundleError> {
        check(problem)?;
        let capacity = problem.capacities.clone();
        let mut prepared = Self {
            limit: capacity.iter().map(|&capacity| capacity + row_room(capacity)).collect(),
            capacity,
            start: vec![0],
            value: Vec::new(),
            price_scale: Vec::new(),
            value_scale: 1.0,
            dominated: Vec::new(),
            origin: Vec::new(),
            use_start: vec![0],
            uses: Vec::new(),
        };
        let kept: Vec<Kept> =
            problem.agents.par_iter().map(|columns| undominated(columns)).collect();
        for (agent, kept) in kept.into_iter().enumerate() {
            prepared.add_agent(agent as u32, kept);
        }
        prepared.set_scales();
        Ok(prepared)
    }

    /// Adds the undominated columns of one agent.
    fn add_agent(&mut self, agent: u32, kept: Kept) {
        for (column, other) in kept.dominated {
            self.dominated.push((agent, column, other));
        }
        for candidate in kept.columns {
            self.value.push(candidate.value);
            self.origin.push(candidate.origin);
            self.uses.extend(candidate.uses);
            self.use_start.push(self.uses.len() as u32);
        }
        self.start.push(self.value.len() as u32);
    }

    /// Typical sizes, for the first temperature and the longest step of the multipliers.
    fn set_scales(&mut self) {
        let most = |agent: usize| {
            self.columns(agent).map(|column| self.value[column as usize]).fold(0.0, f64::max)
        };
        let total: f64 = (0..self.n_agents()).map(most).sum();
        if total > 0.0 {
            self.value_scale = total / self.n_agents() as f64;
        }
        let mut sums = vec![(0.0, 0_u32); self.n_rows()];
        for &(row, amount) in &self.uses {
            let sum = &mut sums[row as usize];
            *sum = (sum.0 + amount.abs(), sum.1 + 1);
        }
        self.price_scale = sums
            .iter()
            .map(
                |&(sum, count)| {
                    if sum > 0.0 { self.value_scale * f64::from(count) / sum } else { 0.0 }
                },
            )
            .collect();
    }

    /// Number of rows.
    pub(super) fn n_rows(&self) -> usize {
        self.capacity.len()
    }

    /// Number of agents.
    pub(super) fn n_agents(&self) -> usize {
        self.start.len() - 1
    }

    /// Columns of an agent; the first takes nothing.
    pub(super) fn columns(&self, agent: usize) -> std::ops::Range<u32> {
        self.start[agent]..self.start[agent + 1]
    }

    /// What a column uses: (row, amount) by ascending row.
    pub(super) fn uses(&self, column: u32) -> &[(u32, f64)] {
        let place = column as usize;
        &self.uses[self.use_start[place] as usize..self.use_start[place + 1] as usize]
    }

    /// What a column uses of one row.
    pub(super) fn use_of(&self, column: u32, row: u32) -> f64 {
        let uses = self.uses(column);
        uses.binary_search_by_key(&row, |used| used.0).map_or(0.0, |place| uses[place].1)
    }

    /// v − μ·u of a column.
    pub(super) fn priced(&self, column: u32, prices: &[f64]) -> f64 {
        let cost: f64 = self.uses(column).iter().map(|&(row, u)| prices[row as usize] * u).sum();
        self.value[column as usize] - cost
    }

    /// All columns of all agents.
    pub(super) fn all_columns(&self) -> Vec<Vec<u32>> {
        (0..self.n_agents()).map(|agent| self.columns(agent).collect()).collect()
    }

    /// A choice in the original numbering.
    pub(super) fn original_choice(&self, choice: &[u32]) -> Vec<Option<u32>> {
        let original = |&column: &u32| {
            let origin = self.origin[column as usize];
            (origin != EMPTY).then_some(origin)
        };
        choice.iter().map(original).collect()
    }
}

/// Splits an agent's columns into those that stay, in their original order after taking
/// nothing, and those that another one dominates.
fn undominated(columns: &[BundleColumn]) -> Kept {
    let mut candidates: Vec<Candidate> = columns
        .iter()
        .enumerate()
        .map(|(origin, column)| Candidate::new(origin as u32, column.value, &column.uses))
        .collect();
    candidates.push(Candidate::new(EMPTY, 0.0, &[]));
    // A column can only be dominated by one that is worth as much and uses no more in all.
    // Taking nothing comes before its equals: it is never dropped.
    candidates.sort_by(|a, b| {
        b.value
            .total_cmp(&a.value)
            .then(a.total.total_cmp(&b.total))
            .then((a.origin != EMPTY, a.origin).cmp(&(b.origin != EMPTY, b.origin)))
    });
    let (mut kept, mut dominated) = (Vec::<Candidate>::with_capacity(candidates.len()), Vec::new());
    for candidate in candidates {
        let dominator = (candidate.origin != EMPTY)
            .then(|| kept.iter().take(MOST_COMPARISONS).find(|other| other.dominates(&candidate)))
            .flatten();
        if let Some(other) = dominator {
            let other = (other.origin != EMPTY).then_some(other.origin);
            dominated.push((candidate.origin, other));
        } else {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| (candidate.origin != EMPTY, candidate.origin));
    Kept { columns: kept, dominated }
}

impl Candidate {
    /// Sorts uses by row, adds up doubles, drops zeros.
    fn new(origin: u32, value: f64, uses: &[(u32, f64)]) -> Self {
        let mut sorted = uses.to_vec();
        sorted.sort_by_key(|used| used.0);
        let mut uses: Vec<(u32, f64)> = Vec::with_capacity(sorted.len());
        for (row, amount) in sorted {
            match uses.last_mut() {
                Some(last) if last.0 == row => last.1 += amount,
                _ => uses.push((row, amount)),
            }
        }
        uses.retain(|used| used.1 != 0.0);
        let signature = uses.iter().fold(0, |bits, used| bits | 1 << (used.0 % 64));
        let total = uses.iter().map(|used| used.1).sum();
        let relieves = uses.iter().any(|used| used.1 < 0.0);
        Self { origin, value, uses, signature, total, relieves }
    }

    /// True when `other`, worth no more, uses at least as much of every row.
    fn dominates(&self, other: &Self) -> bool {
        if self.signature & !other.signature != 0 && !self.relieves {
            return false;
        }
        if self.total > other.total + TOTAL_ROOM * (self.total.abs() + other.total.abs()) {
            return false;
        }
        let amount = |candidate: &Self, row: u32| {
            let place = candidate.uses.binary_search_by_key(&row, |used| used.0);
            place.map_or(0.0, |place| candidate.uses[place].1)
        };
        self.value >= other.value
            && self.uses.iter().all(|&(row, u)| u <= amount(other, row))
            && other.uses.iter().all(|&(row, u)| amount(self, row) <= u)
    }
}

/// Faults what is not a problem.
fn check(problem: &BundleProblem) -> Result<(), BundleError> {
    for (row, capacity) in problem.capacities.iter().enumerate() {
        if !capacity.is_finite() {
            return Err(BundleError::NotFinite);
        }
        if *capacity < 0.0 {
            return Err(BundleError::NegativeCapacity { row });
        }
    }
    let (mut n_columns, mut n_uses) = (problem.agents.len(), 0_usize);
    for column in problem.agents.iter().flatten() {
        n_columns += 1;
        n_uses += column.uses.len();
        if !column.value.is_finite() || column.uses.iter().any(|used| !used.1.is_finite()) {
            return Err(BundleError::NotFinite);
        }
        let foreign = column.uses.iter().find(|used| used.0 as usize >= problem.capacities.len());
        if let Some(&(row, _)) = foreign {
            return Err(BundleError::NoSuchRow { row });
        }
    }
    let most = u32::MAX as usize - 1;
    if n_columns > most || n_uses > most { Err(BundleError::TooLarge) } else { Ok(()) }
}
