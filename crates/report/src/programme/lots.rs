//! Lots and lead firms: what has a maker, what stays unmet and why. For the programme only.

mod causes;
mod firms;
mod matches;
mod table;

use super::decide::main_gate;
use super::frame::Sheet;
use super::page::{Page, empty_state, plain};
use crate::words::{gate_name, text::decide, text::lots as text, unmet_cause};
use maud::{Markup, html};
use nanduti_model::{LotOutcome, Matching};

pub(super) fn sheet(page: &Page<'_>) -> Option<Sheet> {
    let matching = page.results.matching.as_ref()?;
    let language = page.language;
    let n_firms = page.results.firms.len();
    let line = format!(
        "{} · {}",
        text::sheet_line(language, page.count(matching.lots.len()), page.count(n_firms)),
        text::only_programme(language)
    );
    let (title, body) = if matching.lots.is_empty() {
        let body = empty_state(page, text::title_empty(language), text::empty(language));
        (text::title_empty(language).to_owned(), body)
    } else {
        (title(page, matching), body(page, matching))
    };
    let without = matching.matched.iter().filter(|m| !**m).count();
    let lead = format!(
        "{} {}",
        text::without_firm(language, page.count(without), page.count(matching.matched.len())),
        text::lead(language)
    );
    Some(Sheet {
        name: text::sheet_name(language).to_owned(),
        line,
        title: plain(title),
        lead,
        body,
    })
}

/// Pieces asked for in a lot.
fn asked(lot: &LotOutcome) -> u64 {
    u64::from(lot.served) + u64::from(lot.unmet)
}

fn title(page: &Page<'_>, matching: &Matching) -> String {
    let language = page.language;
    let served: u64 = matching.lots.iter().map(|l| u64::from(l.served)).sum();
    let all: u64 = matching.lots.iter().map(asked).sum();
    let title = text::title(language, page.n(served), page.n(all));
    match causes::by_first_cause(matching).first() {
        Some((Some(cause), _, _)) if served < all => {
            let rest = page.n(all - served);
            text::title_lacks(language, title, rest, unmet_cause(language, *cause))
        }
        _ => title,
    }
}

fn body(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    html! {
        div.dos {
            (firms::figure(page, matching))
            (causes::figure(page, matching))
        }
        (clusters_without(page, matching))
        (table::figure(page, matching))
        @if matching.assigned.is_empty() {
            (empty_state(page, text::no_match_title(language), text::no_match(language)))
        } @else {
            (matches::figure(page, matching))
        }
        p.nota { (text::fair_price_note(language)) }
        (page.proof(&[(decide::lots_word(language), &matching.outcome)]))
    }
}

/// A box for each cluster that sews nothing: a valid result, and what would change it.
fn clusters_without(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    let empty: Vec<usize> = (0..page.members.len())
        .filter(|&c| !page.members[c].is_empty())
        .filter(|&c| !matching.assigned.iter().any(|a| page.workshop(a.workshop).cluster == c))
        .collect();
    html! {
        @if !empty.is_empty() && !matching.assigned.is_empty() {
            div.dos.cajas {
                @for cluster in empty {
                    @let words = main_gate(page, cluster).map_or_else(|| text::cluster_any(language).to_owned(), |gate| {
                        text::cluster_unmet(language, gate_name(language, gate))
                    });
                    (empty_state(
                        page,
                        &text::cluster_without(language, page.cluster(cluster)),
                        format!("{} {words}", text::no_cluster_lots(language)).trim_end(),
                    ))
                }
            }
        }
    }
}
