//! Every assigned piece followed: gates, windows, minutes, batches, suppliers, ties, value.

use super::facts::{Facts, Makers};
use crate::Violation;
use crate::keeping::LotRoom;
use crate::value::{pair_value, value_parts};
use nanduti_model::{Assigned, Matching, Minutes, TieStrength};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Checks what was assigned and returns its value.
pub(super) fn check(facts: &Facts, matching: &Matching, violations: &mut Vec<Violation>) -> f64 {
    let mut value = 0.0;
    let mut used: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut shares: BTreeMap<usize, (i64, usize)> = BTreeMap::new();
    let mut last = None;
    for assigned in &matching.assigned {
        let (workshop, lot) = (assigned.workshop, assigned.lot);
        let place = format!("{} – {}", assigned.workshop_id, assigned.lot_id);
        if workshop >= facts.n_workshops() || lot >= facts.input.lots.len() {
            violations.push(Violation::new("position", place));
            continue;
        }
        if last.is_some_and(|last| last >= (workshop, lot)) {
            violations.push(Violation::new("order", place.clone()));
        }
        last = Some((workshop, lot));
        let mut broken = |rule: &'static str, text: String| {
            violations.push(Violation::new(rule, format!("{place}: {text}")));
        };
        check_names(facts, assigned, &mut broken);
        check_pair(facts, assigned, &mut broken);
        check_months(facts, assigned, &mut broken);
        for (month, minutes) in &assigned.months {
            *used.entry((workshop, usize::from(month.0))).or_insert(0) += minutes.0;
        }
        let share = shares.entry(lot).or_insert((0, 0));
        *share = (share.0 + i64::from(assigned.pieces), share.1 + 1);
        let minutes = Minutes(i64::from(assigned.pieces) * facts.unit(lot)).as_f64();
        value += pair_value(&facts.pair(workshop, lot), facts.input.policy) * minutes;
    }
    check_sums(facts, &used, &shares, violations);
    value
}

fn check_names(facts: &Facts, assigned: &Assigned, broken: &mut impl FnMut(&'static str, String)) {
    let lot = &facts.input.lots[assigned.lot];
    let firm = facts.input.firms.get(lot.firm).map(|firm| &firm.id);
    let workshop = &facts.input.population.workshops[assigned.workshop];
    if assigned.workshop_id != workshop.id
        || assigned.lot_id != lot.id
        || firm != Some(&assigned.firm)
    {
        broken("names", format!("{} of {}", assigned.lot_id, assigned.firm));
    }
}

fn check_pair(facts: &Facts, assigned: &Assigned, broken: &mut impl FnMut(&'static str, String)) {
    let pair = facts.pair(assigned.workshop, assigned.lot);
    let examination = facts.examine(assigned.workshop, assigned.lot);
    let gates = examination.failed.iter().map(|failure| failure.gate);
    for gate in gates.chain(examination.unknown.iter().copied()) {
        broken("gate", gate.word().to_owned());
    }
    if assigned.negotiate != examination.negotiate {
        broken("negotiate", format!("{} prices", examination.negotiate.len()));
    }
    if assigned.parts != value_parts(&pair, facts.input.policy) {
        broken("parts", "other value".to_owned());
    }
}

fn check_months(facts: &Facts, assigned: &Assigned, broken: &mut impl FnMut(&'static str, String)) {
    let (workshop, lot) = (assigned.workshop, assigned.lot);
    let (least, _) = facts.limits(lot);
    if i64::from(assigned.pieces) < least {
        broken("minimum_batch", format!("{} of {least} pieces", assigned.pieces));
    }
    let total: i64 = assigned.months.iter().map(|(_, minutes)| minutes.0).sum();
    let wanted = i64::from(assigned.pieces) * facts.unit(lot);
    if total != wanted {
        broken("whole_pieces", format!("{total} hundredths for {wanted}"));
    }
    if !assigned.months.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        broken("months", "not in order".to_owned());
    }
    for (month, minutes) in &assigned.months {
        let most = facts.window_minutes(workshop, lot, usize::from(month.0));
        if minutes.0 <= 0 || minutes.0 > most {
            broken("window", format!("month {}: {} of {most}", month.0, minutes.0));
        }
    }
}

fn check_sums(
    facts: &Facts,
    used: &BTreeMap<(usize, usize), i64>,
    shares: &BTreeMap<usize, (i64, usize)>,
    violations: &mut Vec<Violation>,
) {
    for (&(workshop, month), &minutes) in used {
        let offered = facts.monthly[workshop].unwrap_or(0);
        if minutes > offered {
            let id = &facts.input.population.workshops[workshop].id;
            let at = format!("{id}, month {month}: {minutes} of {offered} hundredths");
            violations.push(Violation::new("capacity", at));
        }
    }
    for (&lot, &(pieces, suppliers)) in shares {
        let the_lot = &facts.input.lots[lot];
        if pieces > i64::from(the_lot.pieces) {
            let at = format!("{}: {pieces} of {}", the_lot.id, the_lot.pieces);
            violations.push(Violation::new("quantity", at));
        }
        if the_lot.max_suppliers.is_some_and(|most| suppliers > most as usize) {
            violations.push(Violation::new("suppliers", format!("{}: {suppliers}", the_lot.id)));
        }
    }
}

/// A stable tie that went without although one of its firm's lots had room for it.
pub(super) fn check_ties(
    facts: &Facts,
    makers: &Makers,
    matching: &Matching,
    violations: &mut Vec<Violation>,
) {
    let firm_of = |lot: usize| facts.input.lots[lot].firm;
    let mut served: BTreeSet<usize> = BTreeSet::new();
    let mut tied: Vec<Vec<i64>> = vec![Vec::new(); facts.input.lots.len()];
    for a in &matching.assigned {
        if facts.tie(a.workshop, firm_of(a.lot)) == TieStrength::Stable {
            served.insert(a.workshop);
            tied[a.lot].push(facts.most(a.workshop, a.lot));
        }
    }
    // Work for this firm, or minutes taken by another firm it is tied to as firmly, is enough.
    let without = |lot: usize| -> Vec<usize> {
        facts.stably_tied(firm_of(lot)).filter(|workshop| !served.contains(workshop)).collect()
    };
    let found: Vec<Vec<Violation>> = (0..tied.len())
        .into_par_iter()
        .map(|lot| ties_with_room(facts, makers, lot, &without(lot), &tied[lot]))
        .collect();
    violations.extend(found.into_iter().flatten());
}

/// Those of some workshops that a lot has room for, beside the tied ones it holds.
fn ties_with_room(
    facts: &Facts,
    makers: &Makers,
    lot: usize,
    without: &[usize],
    tied: &[i64],
) -> Vec<Violation> {
    if without.is_empty() {
        return Vec::new();
    }
    let feasible = facts.sort_lot(makers, lot).feasible;
    let mut most: Vec<i64> = feasible.iter().map(|f| facts.most(f.0, lot)).collect();
    most.sort_unstable_by_key(|&most| std::cmp::Reverse(most));
    let (least, suppliers) = facts.limits(lot);
    let pieces = i64::from(facts.input.lots[lot].pieces);
    let room = LotRoom { pieces, least, suppliers, most: &most };
    let has_room = |workshop: usize| {
        feasible.binary_search_by_key(&workshop, |f| f.0).is_ok()
            && room.has_room(tied, facts.most(workshop, lot))
    };
    let broken = |workshop: usize| {
        let id = &facts.input.population.workshops[workshop].id;
        Violation::new("stable_tie", format!("{id} has room in {}", facts.input.lots[lot].id))
    };
    without.iter().copied().filter(|&w| has_room(w)).map(broken).collect()
}
