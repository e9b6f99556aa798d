//! The course of a solve: prices, plan, reduced-cost fixing, branch and bound.
//!
//! The branch and bound opens the node of greatest bound first, so that any stop leaves the
//! best proof for the work done. A node splits one agent's columns by their use of one row,
//! where priced weights disagree most; this moves the bound on both sides, which taking or
//! leaving one column among hundreds of near-equals does not.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use nanduti_stats::Key;

use super::multipliers::{Priced, Schedule, exact, minimise};
use super::prepared::Prepared;
use super::primal::{Plan, fill, priced_choice, repair};
use super::rechoice::{Rechoice, Rules, rechoose};
use super::split::{RowStats, choose_split, row_stats};
use super::{BundleOptions, ProofNode, ProofSplit, SearchProof, proof_room};

/// Temperatures of the root over all columns, in mean agent values.
const COARSE: Schedule = Schedule { start: 0.2, end: 2e-3, factor: 0.4, steps: 8 };
/// Temperatures of the root over the columns the first plan leaves open.
const FINE: Schedule = Schedule { start: 1e-3, end: 1e-5, factor: 0.4, steps: 8 };
/// Temperatures of a node, which starts from its parent's prices.
const NODE: Schedule = Schedule { start: 1e-3, end: 2e-4, factor: 0.3, steps: 3 };
/// Factors on the prices under which the root repairs, for several first plans.
const REPAIR_FACTORS: [f64; 4] = [1.0, 1.1, 1.3, 0.8];
/// Nodes of one re-choice.
const RECHOICE_NODES: usize = 4_000;
/// Most agents in one re-choice.
const MOST_RECHOSEN: f64 = 7.0;
/// First threshold of acceptance and jitter, in mean agent values.
const THRESHOLD: f64 = 0.02;
/// Share of the rounds after which the threshold is zero.
const QUIET: f64 = 0.8;
/// Rounds of re-choice after a node found a better plan.
const NODE_ROUNDS: usize = 20;
/// Most columns held by open nodes together: about 400 MB.
const MOST_HELD: usize = 100_000_000;

/// A solve under way.
pub(super) struct Search<'a> {
    prepared: &'a Prepared,
    options: &'a BundleOptions,
    plan: Plan,
    root: Priced,
    proof: Vec<ProofNode>,
    open: BinaryHeap<Open>,
    /// Columns held by open nodes.
    held: usize,
    nodes: usize,
    rounds: u64,
}

/// A node to be split.
struct Open {
    bound: f64,
    place: u32,
    prices: Vec<f64>,
    active: Vec<Vec<u32>>,
}

impl<'a> Search<'a> {
    /// Starts from taking nothing.
    pub(super) fn new(prepared: &'a Prepared, options: &'a BundleOptions) -> Self {
        let root = Priced { prices: vec![0.0; prepared.n_rows()], bound: f64::INFINITY };
        Self {
            prepared,
            options,
            plan: Plan::nothing(prepared),
            root,
            proof: Vec::new(),
            open: BinaryHeap::new(),
            held: 0,
            nodes: 0,
            rounds: 0,
        }
    }

    /// Prices and first plans; opens the root node unless the plan is already proved best.
    ///
    /// Coarse prices and a first plan come from all columns, fine prices from those the plan
    /// leaves open; they count with the bound they prove over all columns.
    pub(super) fn solve_root(&mut self) {
        let prepared = self.prepared;
        let all = prepared.all_columns();
        let start = vec![0.0; prepared.n_rows()];
        self.root = minimise(prepared, &all, &start, &self.scaled(COARSE), f64::NEG_INFINITY);
        self.try_plan(&all, &self.root.prices.clone());
        let mut active = all.clone();
        self.fix(&mut active, &self.root);
        let start = self.root.prices.clone();
        let fine = minimise(prepared, &active, &start, &self.scaled(FINE), f64::NEG_INFINITY);
        let bound = exact(prepared, &all, &fine.prices);
        if bound < self.root.bound {
            self.root = Priced { bound, ..fine };
        }
        active = all;
        self.fix(&mut active, &self.root);
        for factor in REPAIR_FACTORS {
            let prices: Vec<f64> = self.root.prices.iter().map(|price| price * factor).collect();
            self.try_plan(&active, &prices);
        }
        let root = self.root.clone();
        self.improve(&active, &root.prices, self.options.improvement_rounds);
        self.fix(&mut active, &root);
        self.proof.push(ProofNode { multipliers: root.prices.clone(), split: None });
        if root.bound > self.closed_at() {
            self.push(Open { bound: root.bound, place: 0, prices: root.prices, active });
        }
    }

    /// Splits open nodes, greatest bound first, until a limit, the gap, or the proof.
    pub(super) fn branch(&mut self) {
        while let Some(node) = self.open.pop() {
            self.held -= node.size();
            if node.bound <= self.closed_at() {
                self.open.clear();
                return;
            }
            let near = node.bound - self.plan.value <= self.options.gap * node.bound.abs();
            if near || self.nodes >= self.options.node_limit || self.held > MOST_HELD {
                self.push(node);
                return;
            }
            self.split(node);
        }
    }

    /// Value at or below which a node is closed.
    fn closed_at(&self) -> f64 {
        self.plan.value + 0.5 * proof_room(self.plan.value)
    }

    /// A schedule in the problem's own unit of value.
    fn scaled(&self, schedule: Schedule) -> Schedule {
        let scale = self.prepared.value_scale;
        Schedule { start: schedule.start * scale, end: schedule.end * scale, ..schedule }
    }

    /// Repairs and fills the priced choice; keeps the plan when it is better.
    fn try_plan(&mut self, active: &[Vec<u32>], prices: &[f64]) -> bool {
        let Some(mut plan) = repair(self.prepared, active, prices) else {
            return false;
        };
        fill(self.prepared, active, &mut plan);
        self.keep(plan)
    }

    /// Keeps a plan that is valid and better, both judged afresh.
    fn keep(&mut self, plan: Plan) -> bool {
        let plan = Plan::new(self.prepared, plan.choice);
        let better = plan.is_valid(self.prepared) && plan.value > self.plan.value;
        if better {
            self.plan = plan;
        }
        better
    }

    /// Rounds of exact re-choice of random agents among those not yet fixed. Their number
    /// follows what a re-choice can exhaust. Scores are jittered and a plan may lose up to a
    /// threshold that falls to zero (threshold accepting, Dueck and Scheuer 1990), or single
    /// exchanges would end at the first plan they cannot improve.
    fn improve(&mut self, active: &[Vec<u32>], prices: &[f64], rounds: usize) {
        let mut agents: Vec<usize> =
            (0..active.len()).filter(|&agent| active[agent].len() > 1).collect();
        if agents.is_empty() {
            return;
        }
        let mut size: f64 = 2.0;
        let mut current = self.plan.clone();
        for round in 0..rounds {
            self.rounds += 1;
            let key = Key::new(self.options.seed, "bundle").at(self.rounds);
            let mut stream = key.stream();
            let count = (size as usize).min(agents.len());
            for place in 0..count {
                let other = place + stream.index(agents.len() - place);
                agents.swap(place, other);
            }
            let left = 1.0 - (round as f64 + 1.0) / (QUIET * rounds as f64);
            let threshold = THRESHOLD * self.prepared.value_scale * left.max(0.0);
            let rules = Rules { node_limit: RECHOICE_NODES, jitter: threshold, key };
            let chosen = &agents[..count];
            match rechoose(self.prepared, active, prices, &current, chosen, &rules) {
                Rechoice::Stopped => size -= 0.2,
                Rechoice::Exhausted => size += 0.1,
                Rechoice::Better(plan) => {
                    if plan.value > current.value - threshold {
                        current = plan;
                    }
                    if current.value > self.plan.value {
                        self.plan = current.clone();
                    }
                }
            }
            size = size.clamp(2.0, MOST_RECHOSEN);
        }
    }

    /// Drops columns that cannot lift an answer above the plan.
    fn fix(&self, active: &mut [Vec<u32>], priced: &Priced) {
        let spare = priced.bound - self.closed_at();
        if spare <= 0.0 {
            return;
        }
        for columns in active {
            let value = |&column: &u32| self.prepared.priced(column, &priced.prices);
            let best = columns.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
            columns.retain(|column| value(column) > best - spare);
        }
    }

    /// [`Search::fix`] with the bound that prices give over the active columns themselves.
    fn fix_at(&self, active: &mut [Vec<u32>], prices: &[f64]) -> f64 {
        let bound = exact(self.prepared, active, prices);
        self.fix(active, &Priced { prices: prices.to_vec(), bound });
        bound
    }

    /// Opens the two children of a node.
    fn split(&mut self, mut node: Open) {
        let priced = Priced { prices: node.prices.clone(), bound: node.bound };
        // The plan may have become better since the node was opened.
        self.fix_at(&mut node.active, &priced.prices);
        let (agent, row, limit) = choose_split(self.prepared, &node.active, &node.prices);
        let mut within = node.active.clone();
        let mut beyond = node.active;
        let fits = |column: &u32| self.prepared.use_of(*column, row) <= limit;
        within[agent].retain(|column| fits(column));
        beyond[agent].retain(|column| !fits(column));
        let within = self.open_child(within, &priced);
        let beyond = self.open_child(beyond, &priced);
        self.proof[node.place as usize].split =
            Some(ProofSplit { agent: agent as u32, row, limit, within, beyond });
    }

    /// Prices a child, tries a plan in it and keeps it open unless it is closed. Gives its
    /// place in the proof.
    fn open_child(&mut self, mut active: Vec<Vec<u32>>, parent: &Priced) -> u32 {
        self.nodes += 1;
        let place = self.proof.len() as u32;
        self.proof.push(ProofNode { multipliers: parent.prices.clone(), split: None });
        if active.iter().any(Vec::is_empty) {
            return place;
        }
        if let Some(prices) = self.settled(&active) {
            self.proof[place as usize].multipliers = prices;
            return place;
        }
        let inherited = self.fix_at(&mut active, &parent.prices).min(parent.bound);
        if inherited <= self.closed_at() {
            return place;
        }
        let schedule = self.scaled(NODE);
        let stop = self.closed_at();
        let priced = minimise(self.prepared, &active, &parent.prices, &schedule, stop);
        self.proof[place as usize].multipliers.clone_from(&priced.prices);
        if priced.bound > self.closed_at() && self.try_plan(&active, &priced.prices) {
            self.improve(&active, &priced.prices, NODE_ROUNDS);
        }
        let bound = priced.bound.min(inherited);
        if bound > self.closed_at() {
            self.fix_at(&mut active, &priced.prices);
            self.push(Open { bound, place, prices: priced.prices, active });
        }
        place
    }

    /// Prices that settle a node at once: some row is overused whatever is taken, or every
    /// agent's columns use the same, so that the best values are either valid or not.
    fn settled(&mut self, active: &[Vec<u32>]) -> Option<Vec<f64>> {
        let prepared = self.prepared;
        let n_rows = prepared.n_rows();
        let (mut least, mut most_value, mut alike) = (vec![0.0; n_rows], 0.0, true);
        let mut stats = vec![RowStats::default(); n_rows];
        for columns in active {
            let weights = vec![1.0; columns.len()];
            row_stats(prepared, columns, &weights, columns.len() as f64, &mut stats);
            for (least, stats) in least.iter_mut().zip(&stats) {
                *least += stats.least;
                alike &= stats.most <= stats.least;
            }
            most_value += columns
                .iter()
                .map(|&column| prepared.value[column as usize])
                .fold(f64::NEG_INFINITY, f64::max);
        }
        let mut prices = vec![0.0; n_rows];
        let overused = (0..n_rows)
            .map(|row| (least[row] - prepared.limit[row], row))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((excess, row)) = overused.filter(|over| over.0 > 0.0) {
            let gap = (most_value - self.plan.value).max(0.0) + prepared.value_scale;
            prices[row] = 1.01 * gap / excess;
            return Some(prices);
        }
        if alike {
            let choice = priced_choice(prepared, active, &prices);
            self.keep(Plan::new(prepared, choice));
            return Some(prices);
        }
        None
    }

    /// Adds an open node.
    fn push(&mut self, node: Open) {
        self.held += node.size();
        self.open.push(node);
    }

    /// The best choice so far.
    pub(super) fn best_choice(&self) -> &[u32] {
        &self.plan.choice
    }

    /// The prices of the root.
    pub(super) fn root_multipliers(&self) -> &[f64] {
        &self.root.prices
    }

    /// Children opened.
    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    /// The proof as far as the search went.
    pub(super) fn proof(&self) -> SearchProof {
        SearchProof {
            dominated: self.prepared.dominated.clone(),
            threshold: self.plan.value + proof_room(self.plan.value),
            nodes: self.proof.clone(),
        }
    }
}

impl Open {
    /// Columns it holds.
    fn size(&self) -> usize {
        self.active.iter().map(Vec::len).sum()
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Open {
    /// Greatest bound first, the older of equals.
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound).then(other.place.cmp(&self.place))
    }
}
