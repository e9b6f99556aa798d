//! With or without a lead firm, what the cluster sews, and what stays unmet.

use super::super::super::page::Page;
use super::super::pieces;
use crate::words::{gate_name, text::decide as text};
use maud::{Markup, html};
use nanduti_model::{Gate, PairVerdict, PilotRole};
use std::collections::BTreeMap;

pub(super) fn line(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let Some(matching) = &page.results.matching else { return html! {} };
    let here = |w: usize| page.workshop(w).cluster == cluster;
    let sewn: u64 =
        matching.assigned.iter().filter(|a| here(a.workshop)).map(|a| u64::from(a.pieces)).sum();
    let unmet = pieces(page).map_or(0, |(served, asked)| asked - served);
    html! {
        p {
            (firms(page, cluster))
            @if sewn > 0 { " " (text::pieces_here(language, page.n(sewn))) }
            @if unmet > 0 {
                @if let Some(gate) = main_gate(page, cluster) {
                    " " (text::holds(language, gate_name(language, gate))) "."
                }
            }
        }
    }
}

fn firms(page: &Page<'_>, cluster: usize) -> String {
    let language = page.language;
    let Some(matching) = &page.results.matching else { return String::new() };
    let has_firm = |w: usize| matching.matched.get(w).copied().unwrap_or(false);
    let pilots = page.choices(cluster, PilotRole::Pilot);
    // Without pilots the line speaks of all workshops of the cluster.
    let who: Vec<usize> = if pilots.is_empty() {
        page.members[cluster].clone()
    } else {
        pilots.iter().map(|c| c.workshop).collect()
    };
    let with = who.iter().filter(|&&w| has_firm(w)).count();
    if with == 0 {
        text::none_with_firm(language, page.count(who.len()))
    } else if !pilots.is_empty() {
        text::proposed_with_firm(language, page.count(with), page.count(who.len() - with))
    } else {
        text::with_firm(language, page.count(with), page.count(who.len() - with))
    }
}

/// The gate that most often stops this cluster's workshops in lots with something unmet, among
/// pairs that the product and the wish do not stop already; only where all pairs were kept.
/// What is private to a workshop is counted here, never attached to one.
pub(in super::super::super) fn main_gate(page: &Page<'_>, cluster: usize) -> Option<Gate> {
    let matching = page.results.matching.as_ref()?;
    if !matching.pairs_complete {
        return None;
    }
    let mut open = vec![false; page.results.lots.len()];
    for lot in matching.lots.iter().filter(|l| l.unmet > 0) {
        if let Some(flag) = open.get_mut(lot.lot) {
            *flag = true;
        }
    }
    let beside_the_point =
        |gate: Gate| matches!(gate, Gate::Product | Gate::Path | Gate::Consent | Gate::Forbidden);
    let mut counts: BTreeMap<Gate, usize> = BTreeMap::new();
    for pair in &matching.pairs {
        if page.workshop(pair.workshop).cluster != cluster
            || !open.get(pair.lot).is_some_and(|&o| o)
        {
            continue;
        }
        let PairVerdict::Blocked(failures) = &pair.verdict else { continue };
        if failures.iter().any(|f| beside_the_point(f.gate)) {
            continue;
        }
        for failure in failures {
            *counts.entry(failure.gate).or_default() += 1;
        }
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(gate, _)| gate)
}
