//! What became of each lot, and what binds where pieces stay unmet.
//!
//! Reasons are looked for only where pieces are unmet, among the workshops that make the
//! product, or may; nothing of this is kept for the other pairs.

use crate::gates::{classes, reference_price};
use crate::lots::judge::{Case, Maker};
use crate::lots::problem::Problem;
use crate::lots::screening::{Counts, Quantity};
use nanduti_model::{Gate, Guaranies, LotOutcome, UnmetCause, UnmetReason};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One outcome per lot.
pub(super) fn lot_outcomes(
    case: &Case,
    problem: &Problem,
    counts: &[Counts],
    quantities: &[Quantity],
) -> Vec<LotOutcome> {
    let usage = Usage::new(problem, quantities);
    let mut reasons = reasons_by_lot(case, counts, &usage);
    let outcome = |(lot, reasons): (usize, &mut Vec<UnmetReason>)| {
        let served = usage.served[lot];
        let product = case.input.products.get(case.input.lots[lot].product);
        let price = product.and_then(|product| reference_price(product, case.input.policy));
        LotOutcome {
            lot,
            served: served as u32,
            unmet: (problem.lots[lot].pieces - served) as u32,
            n_feasible: counts[lot].feasible,
            n_verify: counts[lot].verify,
            n_blocked: counts[lot].blocked,
            reasons: std::mem::take(reasons),
            fair_price: price.and_then(Guaranies::rounded).unwrap_or_default(),
        }
    };
    reasons.iter_mut().enumerate().map(outcome).collect()
}

/// Reasons of every lot, none where nothing is unmet. Makers are looked up once for a product,
/// their answers to the gates of a class once for the class.
fn reasons_by_lot(case: &Case, counts: &[Counts], usage: &Usage) -> Vec<Vec<UnmetReason>> {
    let lots = &usage.problem.lots;
    let mut reasons_of = vec![Vec::new(); lots.len()];
    let mut makers: BTreeMap<usize, Vec<Maker>> = BTreeMap::new();
    for mut class in classes(case.input) {
        class.retain(|&lot| usage.served[lot] < lots[lot].pieces);
        let Some(&first) = class.first() else { continue };
        let of_product = makers.entry(case.input.lots[first].product).or_insert_with(|| {
            let all = (0..case.n_workshops()).into_par_iter();
            all.filter_map(|workshop| case.maker(workshop, first)).collect()
        });
        let of_class: Vec<Maker> =
            of_product.par_iter().map(|maker| case.maker_of_class(maker, first)).collect();
        let mut failed = FailedBy::default();
        of_class.iter().flat_map(|maker| &maker.failed).for_each(|&gate| failed.add(gate));
        failed.0[Gate::Product as usize] += (case.n_workshops() - of_class.len()) as u32;
        let found: Vec<Vec<UnmetReason>> = class
            .par_iter()
            .map(|&lot| reasons(case, counts[lot], usage, (lot, &of_class), failed))
            .collect();
        for (lot, found) in class.into_iter().zip(found) {
            reasons_of[lot] = found;
        }
    }
    reasons_of
}

/// Workshops that fail each gate.
#[derive(Clone, Copy, Default)]
struct FailedBy([u32; Gate::ALL.len()]);

impl FailedBy {
    fn add(&mut self, gate: Gate) {
        self.0[gate as usize] += 1;
    }
}

/// Minutes and pieces in use.
struct Usage<'a> {
    problem: &'a Problem,
    quantities: &'a [Quantity],
    /// Pieces served of each lot.
    served: Vec<i64>,
    /// Hundredths used by workshop and month.
    used: Vec<Vec<i64>>,
    /// By lot: its workshops, ascending, with the position of the quantity.
    held: Vec<Vec<(usize, usize)>>,
}

impl<'a> Usage<'a> {
    fn new(problem: &'a Problem, quantities: &'a [Quantity]) -> Self {
        let n_lots = problem.lots.len();
        let used = vec![vec![0; problem.n_months]; problem.monthly.len()];
        let (served, held) = (vec![0; n_lots], vec![Vec::new(); n_lots]);
        let mut usage = Self { problem, quantities, served, used, held };
        for (position, quantity) in quantities.iter().enumerate() {
            let pair = &problem.pairs[quantity.pair];
            let (workshop, lot) = (pair.workshop as usize, pair.lot as usize);
            usage.served[lot] += quantity.pieces;
            usage.held[lot].push((workshop, position));
            for (month, minutes) in problem.lots[lot].months.iter().zip(&quantity.minutes) {
                usage.used[workshop][usize::from(month.month)] += minutes;
            }
        }
        usage
    }

    /// Pieces a workshop has of a lot, could still add, and could make if it took nothing else.
    fn pieces(&self, workshop: usize, lot: usize) -> (i64, i64, i64) {
        let (monthly, size) = (self.problem.monthly[workshop], &self.problem.lots[lot]);
        let at = self.held[lot].binary_search_by_key(&workshop, |held| held.0).ok();
        let own = at.map(|at| &self.quantities[self.held[lot][at].1]);
        let (mut open, mut most) = (0, 0);
        for (place, month) in size.months.iter().enumerate() {
            let taken = own.and_then(|own| own.minutes.get(place)).copied().unwrap_or(0);
            let left = monthly - self.used[workshop][usize::from(month.month)];
            open += left.min(month.share(monthly) - taken).max(0);
            most += month.share(monthly);
        }
        let unit = size.unit.max(1);
        (own.map_or(0, |own| own.pieces), open / unit, most / unit)
    }
}

/// Causes that concern the feasible pairs by the pieces they hold back, then what waits for
/// verification, then gates by the workshops they exclude. Gates other than the product's are
/// counted among workshops that make the product, or may.
fn reasons(
    case: &Case,
    counts: Counts,
    usage: &Usage,
    (lot, makers): (usize, &[Maker]),
    mut failed: FailedBy,
) -> Vec<UnmetReason> {
    let mut held_back = HeldBack::default();
    for maker in makers {
        if case.gates_of(maker, lot, |gate| failed.add(gate)) {
            held_back.add(usage.pieces(maker.workshop, lot));
        }
    }
    let mut reasons = held_back.reasons(usage.problem.lots[lot].pieces - usage.served[lot]);
    if counts.verify > 0 {
        reasons.push(UnmetReason { cause: UnmetCause::Verify, n_workshops: counts.verify });
    }
    let mut gates: Vec<(Gate, u32)> =
        Gate::ALL.iter().map(|&(gate, _)| (gate, failed.0[gate as usize])).collect();
    let nobody_makes_it = gates.iter().all(|(gate, n)| *gate == Gate::Product || *n == 0);
    gates.sort_by_key(|&(gate, n)| (gate == Gate::Product && !nobody_makes_it, Reverse(n)));
    let gates = gates.into_iter().filter(|(_, n)| *n > 0);
    reasons.extend(
        gates.map(|(gate, n_workshops)| UnmetReason { cause: UnmetCause::Gate(gate), n_workshops }),
    );
    reasons
}

/// What keeps feasible workshops from more: the pieces it concerns and the workshops.
#[derive(Default)]
struct HeldBack {
    /// Minutes are open, and the lot's rules leave them so.
    rules: (i64, u32),
    /// Minutes are with other lots.
    others: (i64, u32),
    /// Workshops without a minute left beyond what they do for the lot.
    busy: u32,
}

impl HeldBack {
    fn add(&mut self, (own, open, most): (i64, i64, i64)) {
        let elsewhere = (most - own - open).max(0);
        for (cause, pieces) in [(&mut self.rules, open), (&mut self.others, elsewhere)] {
            cause.0 += pieces;
            cause.1 += u32::from(pieces > 0);
        }
        self.busy += u32::from(open == 0 && elsewhere == 0);
    }

    /// Rules, other lots and the workshops' own limits, the one that holds back most of the
    /// missing pieces first.
    fn reasons(&self, missing: i64) -> Vec<UnmetReason> {
        let rules = self.rules.0.min(missing);
        let others = self.others.0.min(missing - rules);
        let mut list = [
            (UnmetCause::BatchRules, rules, self.rules.1),
            (UnmetCause::Outcompeted, others, self.others.1),
            (UnmetCause::Capacity, missing - rules - others, self.busy),
        ];
        list.sort_by_key(|cause| Reverse(cause.1));
        let named = list.into_iter().filter(|cause| cause.2 > 0);
        named.map(|(cause, _, n_workshops)| UnmetReason { cause, n_workshops }).collect()
    }
}
