//! Checks that share no code with the solver: is a choice valid, and what does a proof prove?

use super::{BundleCertificate, BundleColumn, BundleProblem, ProofSplit, SearchProof, row_room};

/// Taking nothing, among the column numbers of an agent.
const EMPTY: u32 = u32::MAX;

/// What is wrong with a choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BundleViolation {
    /// The list does not hold one entry per agent.
    WrongLength,
    /// An agent takes a column it does not have.
    NoSuchColumn {
        /// The agent.
        agent: usize,
    },
    /// A column uses a row that does not exist.
    NoSuchRow {
        /// The row.
        row: u32,
    },
    /// A row is used beyond its capacity.
    OverCapacity {
        /// The row.
        row: usize,
        /// Use − capacity.
        excess: f64,
    },
}

/// Why a proof is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateFault {
    /// A column of the problem uses a row that does not exist.
    BadProblem,
    /// Not one multiplier per row, or one that is negative or not finite.
    BadMultipliers,
    /// A pair of columns where the second is not at least as good as the first, or is itself
    /// left out.
    BadDominance,
    /// A split names an agent, row or node that does not exist, or nodes do not form a tree.
    BadTree,
}

/// The value of `choice`, or its first violation.
pub fn check_bundle_choice(
    problem: &BundleProblem,
    choice: &[Option<u32>],
) -> Result<f64, BundleViolation> {
    if choice.len() != problem.agents.len() {
        return Err(BundleViolation::WrongLength);
    }
    let (mut value, mut used) = (0.0, vec![0.0; problem.capacities.len()]);
    for (agent, (columns, taken)) in problem.agents.iter().zip(choice).enumerate() {
        let Some(taken) = taken else { continue };
        let column = columns.get(*taken as usize).ok_or(BundleViolation::NoSuchColumn { agent })?;
        value += column.value;
        for &(row, amount) in &column.uses {
            *used.get_mut(row as usize).ok_or(BundleViolation::NoSuchRow { row })? += amount;
        }
    }
    for (row, (&capacity, &used)) in problem.capacities.iter().zip(&used).enumerate() {
        if used > capacity + row_room(capacity) {
            return Err(BundleViolation::OverCapacity { row, excess: used - capacity });
        }
    }
    Ok(value)
}

/// The bound that `certificate` proves: no valid choice is worth more.
///
/// Of a tree: at each node, first with its parent's prices and then with its own, L(μ) over
/// the columns still allowed bounds everything under it, and a column whose loss against its
/// agent's best exceeds L(μ) − threshold may go. The bound is the greatest over the tree's
/// ends, and at least the threshold.
pub fn check_bundle_certificate(
    problem: &BundleProblem,
    certificate: &BundleCertificate,
) -> Result<f64, CertificateFault> {
    let mut uses = problem.agents.iter().flatten().flat_map(|column| &column.uses);
    if uses.any(|used| used.0 as usize >= problem.capacities.len()) {
        return Err(CertificateFault::BadProblem);
    }
    match certificate {
        BundleCertificate::Multipliers(multipliers) => {
            check_multipliers(problem, multipliers)?;
            Ok(relaxed(problem, &allowed_columns(problem), multipliers).0)
        }
        BundleCertificate::Search(proof) => check_search(problem, proof),
    }
}

/// One finite price ≥ 0 per row.
fn check_multipliers(problem: &BundleProblem, multipliers: &[f64]) -> Result<(), CertificateFault> {
    let valid = multipliers.len() == problem.capacities.len()
        && multipliers.iter().all(|price| price.is_finite() && *price >= 0.0);
    if valid { Ok(()) } else { Err(CertificateFault::BadMultipliers) }
}

/// Every column of every agent, and taking nothing.
fn allowed_columns(problem: &BundleProblem) -> Vec<Vec<u32>> {
    let with_empty = |columns: &Vec<BundleColumn>| {
        std::iter::once(EMPTY).chain(0..columns.len() as u32).collect()
    };
    problem.agents.iter().map(with_empty).collect()
}

/// L(μ) over the allowed columns, and each agent's best priced value. An agent without a
/// column makes it minus infinity: nothing is left.
fn relaxed(problem: &BundleProblem, allowed: &[Vec<u32>], prices: &[f64]) -> (f64, Vec<f64>) {
    let mut bound: f64 = problem.capacities.iter().zip(prices).map(|(b, price)| b * price).sum();
    let mut best = Vec::with_capacity(allowed.len());
    for (columns, allowed) in problem.agents.iter().zip(allowed) {
        let most = allowed
            .iter()
            .map(|&column| priced(columns, column, prices))
            .fold(f64::NEG_INFINITY, f64::max);
        bound += most;
        best.push(most);
    }
    (bound, best)
}

/// v − μ·u of a column.
fn priced(columns: &[BundleColumn], column: u32, prices: &[f64]) -> f64 {
    if column == EMPTY {
        return 0.0;
    }
    let column = &columns[column as usize];
    column.value - column.uses.iter().map(|&(row, u)| prices[row as usize] * u).sum::<f64>()
}

/// What a column uses of one row.
fn use_of(columns: &[BundleColumn], column: u32, row: u32) -> f64 {
    if column == EMPTY {
        return 0.0;
    }
    columns[column as usize].uses.iter().filter(|used| used.0 == row).map(|used| used.1).sum()
}

/// Re-evaluates a tree from its root.
fn check_search(problem: &BundleProblem, proof: &SearchProof) -> Result<f64, CertificateFault> {
    let mut allowed = allowed_columns(problem);
    drop_dominated(problem, proof, &mut allowed)?;
    if proof.nodes.is_empty() || proof.threshold.is_nan() {
        return Err(CertificateFault::BadTree);
    }
    let mut seen = vec![false; proof.nodes.len()];
    let mut bound = proof.threshold;
    let mut open = vec![(0_u32, allowed, f64::INFINITY, None)];
    while let Some((place, mut allowed, above, parent)) = open.pop() {
        let node = proof.nodes.get(place as usize).ok_or(CertificateFault::BadTree)?;
        if std::mem::replace(&mut seen[place as usize], true) {
            return Err(CertificateFault::BadTree);
        }
        check_multipliers(problem, &node.multipliers)?;
        let mut here = above;
        for prices in [parent, Some(&node.multipliers)].into_iter().flatten() {
            here = here.min(drop_hopeless(problem, &mut allowed, prices, proof.threshold));
        }
        let Some(split) = node.split else {
            bound = bound.max(here);
            continue;
        };
        let beyond = split_allowed(problem, &mut allowed, split)?;
        open.push((split.within, allowed, here, Some(&node.multipliers)));
        open.push((split.beyond, beyond, here, Some(&node.multipliers)));
    }
    Ok(bound)
}

/// L(μ) over the allowed columns; removes those that cannot lift an answer above the
/// threshold.
fn drop_hopeless(
    problem: &BundleProblem,
    allowed: &mut [Vec<u32>],
    prices: &[f64],
    threshold: f64,
) -> f64 {
    let (bound, best) = relaxed(problem, allowed, prices);
    for ((columns, allowed), best) in problem.agents.iter().zip(allowed).zip(best) {
        let floor = best - (bound - threshold);
        allowed.retain(|&column| priced(columns, column, prices) > floor);
    }
    bound
}

/// Keeps in `allowed` what lies within the split and gives what lies beyond.
fn split_allowed(
    problem: &BundleProblem,
    allowed: &mut [Vec<u32>],
    split: ProofSplit,
) -> Result<Vec<Vec<u32>>, CertificateFault> {
    let agent = split.agent as usize;
    if agent >= allowed.len() || split.row as usize >= problem.capacities.len() {
        return Err(CertificateFault::BadTree);
    }
    let columns = &problem.agents[agent];
    let within = |column: &u32| use_of(columns, *column, split.row) <= split.limit;
    let mut beyond = allowed.to_vec();
    allowed[agent].retain(|column| within(column));
    beyond[agent].retain(|column| !within(column));
    Ok(beyond)
}

/// Removes the dominated columns after checking each pair.
fn drop_dominated(
    problem: &BundleProblem,
    proof: &SearchProof,
    allowed: &mut [Vec<u32>],
) -> Result<(), CertificateFault> {
    let mut dropped: Vec<Vec<bool>> =
        problem.agents.iter().map(|columns| vec![false; columns.len()]).collect();
    for &(agent, column, _) in &proof.dominated {
        let flags = dropped.get_mut(agent as usize).ok_or(CertificateFault::BadDominance)?;
        *flags.get_mut(column as usize).ok_or(CertificateFault::BadDominance)? = true;
    }
    for &(agent, column, other) in &proof.dominated {
        let columns = &problem.agents[agent as usize];
        let other = other.unwrap_or(EMPTY);
        let kept = other == EMPTY || dropped[agent as usize].get(other as usize) == Some(&false);
        if !kept || !dominates(columns, other, column) {
            return Err(CertificateFault::BadDominance);
        }
    }
    for (allowed, dropped) in allowed.iter_mut().zip(&dropped) {
        allowed.retain(|&column| column == EMPTY || !dropped[column as usize]);
    }
    Ok(())
}

/// True when `better` is worth at least as much as `worse` and uses no more of any row.
fn dominates(columns: &[BundleColumn], better: u32, worse: u32) -> bool {
    let value = |column: u32| if column == EMPTY { 0.0 } else { columns[column as usize].value };
    let rows = [better, worse]
        .into_iter()
        .filter(|&column| column != EMPTY)
        .flat_map(|column| columns[column as usize].uses.iter().map(|used| used.0));
    value(better) >= value(worse)
        && rows.into_iter().all(|row| use_of(columns, better, row) <= use_of(columns, worse, row))
}
