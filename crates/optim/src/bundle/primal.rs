//! Valid answers: repair of a priced choice, filling, and exact re-choice of a few agents.

use super::prepared::Prepared;
use super::proof_room;

/// Most columns of an agent that a repair looks at, besides taking nothing.
const SHORTLIST: usize = 40;
/// Relative violation below which a change counts as removing none.
const LEAST_REMOVED: f64 = 1e-12;

/// A choice with what it uses and is worth.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Column of each agent.
    pub(super) choice: Vec<u32>,
    /// Use of each row.
    pub(super) used: Vec<f64>,
    /// Σ value.
    pub(super) value: f64,
}

impl Plan {
    /// The plan of a choice; it may break capacities.
    pub(super) fn new(prepared: &Prepared, choice: Vec<u32>) -> Self {
        let (mut value, mut used) = (0.0, vec![0.0; prepared.n_rows()]);
        for &column in &choice {
            value += prepared.value[column as usize];
            for &(row, amount) in prepared.uses(column) {
                used[row as usize] += amount;
            }
        }
        Self { choice, used, value }
    }

    /// Every agent takes nothing: valid, since capacities are not negative.
    pub(super) fn nothing(prepared: &Prepared) -> Self {
        let choice = (0..prepared.n_agents()).map(|agent| prepared.start[agent]).collect();
        Self::new(prepared, choice)
    }

    /// True when no row is used beyond its limit.
    pub(super) fn is_valid(&self, prepared: &Prepared) -> bool {
        self.used.iter().zip(&prepared.limit).all(|(used, limit)| used <= limit)
    }

    /// Gives `agent` another column.
    fn change(&mut self, prepared: &Prepared, agent: usize, column: u32) {
        let old = self.choice[agent];
        self.value += prepared.value[column as usize] - prepared.value[old as usize];
        for &(row, amount) in prepared.uses(old) {
            self.used[row as usize] -= amount;
        }
        for &(row, amount) in prepared.uses(column) {
            self.used[row as usize] += amount;
        }
        self.choice[agent] = column;
    }

    /// True when giving `agent` another column breaks no limit that holds now.
    fn fits(&self, prepared: &Prepared, agent: usize, column: u32) -> bool {
        let mut fits = true;
        changes(prepared, self.choice[agent], column, |row, change| {
            fits &= change <= 0.0 || self.used[row] + change <= prepared.limit[row];
        });
        fits
    }
}

/// Calls `each` with the change of use of every row that either column uses.
fn changes(prepared: &Prepared, from: u32, to: u32, mut each: impl FnMut(usize, f64)) {
    let (old, new) = (prepared.uses(from), prepared.uses(to));
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let old_row = old.get(i).map_or(u32::MAX, |used| used.0);
        let new_row = new.get(j).map_or(u32::MAX, |used| used.0);
        let row = old_row.min(new_row);
        let mut change = 0.0;
        if old_row == row {
            change -= old[i].1;
            i += 1;
        }
        if new_row == row {
            change += new[j].1;
            j += 1;
        }
        each(row as usize, change);
    }
}

/// The column of greatest priced value of each agent, the first of equals.
pub(super) fn priced_choice(prepared: &Prepared, active: &[Vec<u32>], prices: &[f64]) -> Vec<u32> {
    let best = |columns: &Vec<u32>| {
        let mut best = (f64::NEG_INFINITY, columns[0]);
        for &column in columns {
            let priced = prepared.priced(column, prices);
            if priced > best.0 {
                best = (priced, column);
            }
        }
        best.1
    };
    active.iter().map(best).collect()
}

/// The columns of each agent that lose least priced value, with that value, best first; and
/// taking nothing.
type Shortlists = Vec<Vec<(f64, u32)>>;

/// Shortlists of at most `SHORTLIST` columns.
fn shortlists(prepared: &Prepared, active: &[Vec<u32>], prices: &[f64]) -> Shortlists {
    let list = |(agent, columns): (usize, &Vec<u32>)| {
        let mut list: Vec<(f64, u32)> =
            columns.iter().map(|&column| (prepared.priced(column, prices), column)).collect();
        let order = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if list.len() > SHORTLIST {
            list.select_nth_unstable_by(SHORTLIST, order);
            list.truncate(SHORTLIST);
        }
        list.sort_by(order);
        let nothing = prepared.start[agent];
        if list.iter().all(|entry| entry.1 != nothing) {
            list.push((0.0, nothing));
        }
        list
    };
    active.iter().enumerate().map(list).collect()
}

/// Makes the priced choice valid: again and again the changes that lose least priced value
/// per unit of relative violation removed, the first of equals. `None` when no change removes
/// any.
pub(super) fn repair(prepared: &Prepared, active: &[Vec<u32>], prices: &[f64]) -> Option<Plan> {
    let lists = shortlists(prepared, active, prices);
    let mut plan = Plan::new(prepared, lists.iter().map(|list| list[0].1).collect());
    let mut priced: Vec<f64> = lists.iter().map(|list| list[0].0).collect();
    while !plan.is_valid(prepared) {
        let mut moves: Vec<Relief> = (0..lists.len())
            .filter_map(|agent| best_relief(prepared, &plan, agent, priced[agent], &lists[agent]))
            .collect();
        moves.sort_by(|a, b| a.ratio.total_cmp(&b.ratio).then(a.agent.cmp(&b.agent)));
        let mut moved = false;
        for relief in moves {
            // Earlier moves of this round may have removed what this one was for.
            let removed = violation_removed(prepared, &plan, relief.agent, relief.column);
            if removed > LEAST_REMOVED && removed >= 0.7 * relief.removed {
                plan.change(prepared, relief.agent, relief.column);
                priced[relief.agent] = relief.priced;
                moved = true;
            }
        }
        if !moved {
            return None;
        }
    }
    Some(plan)
}

/// A change that removes violation.
struct Relief {
    agent: usize,
    column: u32,
    priced: f64,
    removed: f64,
    /// Priced loss per unit removed.
    ratio: f64,
}

/// The best relief an agent can give.
fn best_relief(
    prepared: &Prepared,
    plan: &Plan,
    agent: usize,
    priced: f64,
    list: &[(f64, u32)],
) -> Option<Relief> {
    let overused = |&(row, amount): &(u32, f64)| {
        amount > 0.0 && plan.used[row as usize] > prepared.limit[row as usize]
    };
    if !prepared.uses(plan.choice[agent]).iter().any(overused) {
        return None;
    }
    let least_loss = 1e-9 * prepared.value_scale;
    let mut best: Option<Relief> = None;
    for &(own, column) in list {
        let removed = violation_removed(prepared, plan, agent, column);
        if removed > LEAST_REMOVED {
            let ratio = ((priced - own).max(0.0) + least_loss) / removed;
            if best.as_ref().is_none_or(|best| ratio < best.ratio) {
                best = Some(Relief { agent, column, priced: own, removed, ratio });
            }
        }
    }
    best
}

/// How much less the rows are overused, relative to their limits, once `agent` changes.
fn violation_removed(prepared: &Prepared, plan: &Plan, agent: usize, column: u32) -> f64 {
    let mut removed = 0.0;
    changes(prepared, plan.choice[agent], column, |row, change| {
        let limit = prepared.limit[row];
        let over = |used: f64| (used - limit).max(0.0) / limit;
        removed += over(plan.used[row]) - over(plan.used[row] + change);
    });
    removed
}

/// Raises the value by single changes that fit, greatest gain first, until none does.
pub(super) fn fill(prepared: &Prepared, active: &[Vec<u32>], plan: &mut Plan) {
    loop {
        let mut gains: Vec<(f64, usize)> = (0..active.len())
            .filter_map(|agent| {
                best_gain(prepared, &active[agent], plan, agent).map(|(gain, _)| (gain, agent))
            })
            .collect();
        if gains.is_empty() {
            return;
        }
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, agent) in gains {
            if let Some((_, column)) = best_gain(prepared, &active[agent], plan, agent) {
                plan.change(prepared, agent, column);
            }
        }
    }
}

/// The column of an agent that fits and gains most, the first of equals.
fn best_gain(
    prepared: &Prepared,
    columns: &[u32],
    plan: &Plan,
    agent: usize,
) -> Option<(f64, u32)> {
    let now = prepared.value[plan.choice[agent] as usize];
    let least = proof_room(now);
    let mut best: Option<(f64, u32)> = None;
    for &column in columns {
        let gain = prepared.value[column as usize] - now;
        if gain > best.map_or(least, |best| best.0) && plan.fits(prepared, agent, column) {
            best = Some((gain, column));
        }
    }
    best
}
