//! Each match with its reasons: the named parts of its value.

use super::super::grid::{Entry, Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, code, plain};
use crate::words::{decimal, month_of, text::frame, text::lots as text, value_part};
use maud::{Markup, html};
use nanduti_model::{Assigned, Matching, MonthIndex, ValuePart, ValuePartKind};
use std::collections::BTreeSet;

/// Matches always in sight; the next ones are folded; the rest is counted.
const IN_SIGHT: usize = 40;
const FOLDED: usize = 400;

pub(super) fn figure(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    let mut matches: Vec<&Assigned> = matching.assigned.iter().collect();
    matches.sort_by_key(|a| (page.workshop(a.workshop).cluster, a.workshop, a.lot));
    let workshops: BTreeSet<usize> = matches.iter().map(|a| a.workshop).collect();
    let title =
        text::matches_title(language, page.count(matches.len()), page.count(workshops.len()));
    let kinds = kinds(&matches);
    let scale = scale(page);
    let weights: Vec<String> = kinds
        .iter()
        .map(|&(kind, _)| {
            let position = ValuePartKind::ALL.iter().position(|(k, _)| *k == kind);
            let weight = position.map_or(0.0, |p| page.results.policy.match_weights[p] * scale);
            text::part_weight(language, value_part(language, kind), page.round(weight))
        })
        .collect();
    let (first, rest) = matches.split_at(matches.len().min(IN_SIGHT));
    let folded = &rest[..rest.len().min(FOLDED)];
    let n_more = rest.len() - folded.len();
    page::figure(
        page,
        &plain(&title),
        &plain(text::matches_measure(language, weights.join(", "))),
        &html! {
            (grid(page, first, &kinds, scale).framed(page, &title))
            @if !folded.is_empty() {
                (page.data(&grid(page, folded, &kinds, scale).render(page)))
            }
            @if n_more > 0 {
                p.nota { (frame::more_rows(language, page.count(n_more), "assignments")) }
            }
            (page.read(text::parts_read(language)))
            (page.foot(""))
        },
    )
}

/// Parts that occur, in their fixed order.
fn kinds(matches: &[&Assigned]) -> Vec<(ValuePartKind, &'static str)> {
    ValuePartKind::ALL
        .into_iter()
        .filter(|(kind, _)| matches.iter().any(|a| a.parts.iter().any(|p| p.kind == *kind)))
        .collect()
}

/// From points to «of every 100»: the weights of the policy sum to 100.
fn scale(page: &Page<'_>) -> f64 {
    let total: f64 = page.results.policy.match_weights.iter().sum();
    if total > 0.0 { 100.0 / total } else { 1.0 }
}

fn grid(
    page: &Page<'_>,
    matches: &[&Assigned],
    kinds: &[(ValuePartKind, &'static str)],
    scale: f64,
) -> Grid {
    let language = page.language;
    let mut headings = vec![
        heading(text::workshop(language), Kind::Code),
        heading(text::lot(language), Kind::Text),
        heading(text::pieces(language), Kind::Number),
        heading(text::when(language), Kind::Text),
        heading(text::value(language), Kind::Number),
    ];
    let names = kinds.iter().map(|(kind, _)| {
        heading(crate::words::upper_first(value_part(language, *kind)), Kind::Number)
    });
    headings.extend(names);
    headings.push(heading(text::note(language), Kind::Long));
    let mut grid = Grid::new(headings);
    for assigned in matches {
        grid.row(row(page, assigned, kinds, scale));
    }
    grid
}

fn row(
    page: &Page<'_>,
    assigned: &Assigned,
    kinds: &[(ValuePartKind, &'static str)],
    scale: f64,
) -> Vec<Entry> {
    let language = page.language;
    let points = |part: &ValuePart| part.points() * scale;
    let total: f64 = assigned.parts.iter().map(points).sum();
    let mut cells = vec![
        said(assigned.workshop_id.as_str()),
        entry(html! { span.nb { (assigned.lot_id) } }),
        entry(html! { b { (page.n(assigned.pieces)) } }),
        entry(html! { span.nb { (months(page, assigned)) } }),
        entry(code(page.round(total))),
    ];
    cells.extend(kinds.iter().map(|(kind, _)| {
        let part = assigned.parts.iter().find(|p| p.kind == *kind);
        said(part.map_or_else(|| "—".to_owned(), |p| decimal(language, points(p), 0)))
    }));
    let mut notes = Vec::new();
    if !assigned.negotiate.is_empty() {
        notes.push(text::negotiate(language));
    }
    if assigned.assumed {
        notes.push(text::assumed(language));
    }
    cells.push(said(notes.join("; ")));
    cells
}

fn months(page: &Page<'_>, assigned: &Assigned) -> String {
    span_of_months(page, assigned.months.iter().map(|m| m.0))
}

/// «mar 2027» or «feb 2027 a abr 2027».
fn span_of_months(page: &Page<'_>, months: impl Iterator<Item = MonthIndex> + Clone) -> String {
    let name = |m| month_of(page.language, page.results.meta.start, m);
    match (months.clone().min(), months.max()) {
        (Some(first), Some(last)) if first != last => {
            text::months(page.language, name(first), name(last))
        }
        (Some(only), _) => name(only),
        _ => "—".to_owned(),
    }
}
