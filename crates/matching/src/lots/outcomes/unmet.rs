//! What became of each lot, and what binds where pieces stay unmet.

use crate::gates::reference_price;
use crate::lots::judge::Case;
use crate::lots::problem::Problem;
use crate::lots::screening::{Counts, Quantity};
use nanduti_model::{Gate, Guaranies, LotOutcome, UnmetCause, UnmetReason};
use std::cmp::Reverse;

/// One outcome per lot.
pub(super) fn lot_outcomes(
    case: &Case,
    problem: &Problem,
    counts: &[Counts],
    quantities: &[Quantity],
) -> Vec<LotOutcome> {
    let usage = Usage::new(problem, quantities);
    let outcome = |lot: usize| {
        let pieces = problem.lots[lot].pieces;
        let served = usage.served[lot];
        let unmet = pieces - served;
        let price = case
            .input
            .products
            .get(case.input.lots[lot].product)
            .and_then(|product| reference_price(product, case.input.policy));
        LotOutcome {
            lot,
            served: served as u32,
            unmet: unmet as u32,
            n_feasible: counts[lot].feasible,
            n_verify: counts[lot].verify,
            n_blocked: counts[lot].blocked,
            reasons: if unmet > 0 {
                reasons(case, problem, counts[lot], &usage, lot)
            } else {
                Vec::new()
            },
            fair_price: price.and_then(Guaranies::rounded).unwrap_or_default(),
        }
    };
    (0..problem.lots.len()).map(outcome).collect()
}

/// Minutes and pieces in use.
struct Usage {
    /// Pieces served of each lot.
    served: Vec<i64>,
    /// Hundredths used by workshop and month.
    used: Vec<Vec<i64>>,
    /// Pieces of each pair.
    pieces: Vec<i64>,
    /// Hundredths of each pair by place of its window.
    minutes: Vec<Vec<i64>>,
}

impl Usage {
    fn new(problem: &Problem, quantities: &[Quantity]) -> Self {
        let mut usage = Self {
            served: vec![0; problem.lots.len()],
            used: vec![vec![0; problem.n_months]; problem.monthly.len()],
            pieces: vec![0; problem.pairs.len()],
            minutes: vec![Vec::new(); problem.pairs.len()],
        };
        for quantity in quantities {
            let pair = &problem.pairs[quantity.pair];
            let lot = pair.lot as usize;
            usage.served[lot] += quantity.pieces;
            usage.pieces[quantity.pair] = quantity.pieces;
            usage.minutes[quantity.pair].clone_from(&quantity.minutes);
            for (month, minutes) in problem.lots[lot].months.iter().zip(&quantity.minutes) {
                usage.used[pair.workshop as usize][usize::from(month.month)] += minutes;
            }
        }
        usage
    }

    /// Pieces a pair could still add.
    fn open(&self, problem: &Problem, pair: usize) -> i64 {
        let workshop = problem.pairs[pair].workshop as usize;
        let monthly = problem.monthly[workshop];
        let lot = problem.lot_of(pair);
        let open = lot.months.iter().enumerate().map(|(place, month)| {
            let own = self.minutes[pair].get(place).copied().unwrap_or(0);
            let left = monthly - self.used[workshop][usize::from(month.month)];
            left.min(month.share(monthly) - own).max(0)
        });
        open.sum::<i64>() / lot.unit.max(1)
    }
}

/// Causes that concern the feasible pairs by the pieces they hold back, then what waits for
/// verification, then gates by the workshops they exclude. Gates other than the product's are
/// counted among workshops that make the product, or may.
fn reasons(
    case: &Case,
    problem: &Problem,
    counts: Counts,
    usage: &Usage,
    lot: usize,
) -> Vec<UnmetReason> {
    let mut reasons = held_back(problem, usage, lot);
    if counts.verify > 0 {
        reasons.push(UnmetReason { cause: UnmetCause::Verify, n_workshops: counts.verify });
    }
    let mut gates: Vec<(Gate, u32)> = gate_counts(case, lot);
    let nobody_makes_it = gates.iter().all(|(gate, n)| *gate == Gate::Product || *n == 0);
    gates.sort_by_key(|&(gate, n)| (gate == Gate::Product && !nobody_makes_it, Reverse(n)));
    reasons.extend(
        gates
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(gate, n_workshops)| UnmetReason { cause: UnmetCause::Gate(gate), n_workshops }),
    );
    reasons
}

/// Rules, other lots and the workshops' own limits: each with the workshops it concerns, the
/// one that holds back most pieces first.
fn held_back(problem: &Problem, usage: &Usage, lot: usize) -> Vec<UnmetReason> {
    let mut causes = [
        (UnmetCause::BatchRules, 0i64, 0u32),
        (UnmetCause::Outcompeted, 0, 0),
        (UnmetCause::Capacity, 0, 0),
    ];
    let mut missing = problem.lots[lot].pieces - usage.served[lot];
    for &pair in &problem.by_lot[lot] {
        let (own, open) = (usage.pieces[pair], usage.open(problem, pair));
        let elsewhere = (problem.pairs[pair].most - own - open).max(0);
        for (cause, pieces) in causes.iter_mut().zip([open, elsewhere]) {
            cause.1 += pieces;
            cause.2 += u32::from(pieces > 0);
        }
        causes[2].2 += u32::from(open == 0 && elsewhere == 0);
    }
    let [rules, others, own] = &mut causes;
    for cause in [rules, others] {
        cause.1 = cause.1.min(missing);
        missing -= cause.1;
    }
    own.1 = missing;
    let mut list: Vec<_> = causes.into_iter().filter(|cause| cause.2 > 0).collect();
    list.sort_by_key(|cause| Reverse(cause.1));
    list.into_iter().map(|(cause, _, n_workshops)| UnmetReason { cause, n_workshops }).collect()
}

/// Workshops that fail each gate.
fn gate_counts(case: &Case, lot: usize) -> Vec<(Gate, u32)> {
    let mut counts: Vec<(Gate, u32)> = Gate::ALL.iter().map(|(gate, _)| (*gate, 0)).collect();
    let mut add = |gate: Gate| {
        if let Some(count) = counts.iter_mut().find(|count| count.0 == gate) {
            count.1 += 1;
        }
    };
    for workshop in 0..case.n_workshops() {
        if case.makes(workshop, lot) == Some(false) {
            add(Gate::Product);
            continue;
        }
        for failure in case.examine(workshop, lot).failed {
            add(failure.gate);
        }
    }
    counts
}
