//! Every lot, in code order: what has a maker, what it pays beside the reference, what lacks.

use super::super::grid::{Entry, Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, mark, plain};
use super::asked;
use crate::svg::Chart;
use crate::words::{date_short, lower_first, text::frame, text::lots as text, unmet_cause, whole};
use maud::{Markup, html};
use nanduti_model::{LotOutcome, Matching};

/// Lots printed one by one; the rest is summed with its count.
const LOTS_PRINTED: usize = 60;
/// Causes named for one lot, the binding one first.
const CAUSES_NAMED: usize = 2;

pub(super) fn figure(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    let mut lots: Vec<&LotOutcome> =
        matching.lots.iter().filter(|l| page.results.lots.get(l.lot).is_some()).collect();
    lots.sort_by(|a, b| page.results.lots[a.lot].id.cmp(&page.results.lots[b.lot].id));
    let open = lots.iter().filter(|l| l.unmet > 0).count();
    let title = text::lots_title(language, page.count(lots.len()), page.count(open));
    let greatest = lots.iter().map(|l| asked(l)).max().unwrap_or(1).max(1);
    let mut grid = Grid::new(vec![
        heading(text::lot(language), Kind::Code),
        heading(text::product(language), Kind::Text),
        heading(text::pieces(language), Kind::Number),
        heading(text::due(language), Kind::Number),
        heading(text::price(language), Kind::Number),
        heading(text::fair(language), Kind::Number),
        heading(frame::bar(language), Kind::Chart),
        heading(text::served(language), Kind::Number),
        heading(text::unmet(language), Kind::Number),
        heading(text::makers(language), Kind::Text),
        heading(text::what_lacks(language), Kind::Long),
    ]);
    for lot in lots.iter().take(LOTS_PRINTED) {
        grid.row(row(page, lot, greatest));
    }
    grid.totals(totals(page, &lots));
    let n_more = lots.len().saturating_sub(LOTS_PRINTED);
    page::figure(
        page,
        &plain(&title),
        &html! {
            (text::lots_measure(language, page.count(lots.len()))) " · "
            span.nb { (mark("solo")) (text::assigned_key(language)) } " "
            span.nb { (mark("vacio")) (text::unmet_key(language)) }
        },
        &html! {
            (grid.framed(page, &title))
            @if n_more > 0 { p.nota { (frame::more_rows(language, page.count(n_more), "lots")) } }
            (page.foot(""))
        },
    )
}

fn row(page: &Page<'_>, outcome: &LotOutcome, greatest: u64) -> Vec<Entry> {
    let language = page.language;
    let lot = &page.results.lots[outcome.lot];
    let product = page
        .results
        .products
        .get(lot.product)
        .map_or_else(String::new, |p| lower_first(language.of(&p.name)));
    vec![
        said(lot.id.as_str()),
        said(product),
        entry(html! { b { (page.n(asked(outcome))) } }),
        said(date_short(language, lot.due)),
        said(whole(language, lot.price.0)),
        said(whole(language, outcome.fair_price.0)),
        entry(bar(page, outcome, greatest)),
        said(page.n(outcome.served)),
        entry(html! {
            @if outcome.unmet > 0 { b { (page.n(outcome.unmet)) } } @else { "0" }
        }),
        entry(html! {
            span.nb {
                (page.n(outcome.n_feasible)) " · " (page.n(outcome.n_verify)) " · "
                (page.n(outcome.n_blocked))
            }
        }),
        said(lacks(page, outcome)),
    ]
}

/// Causes, the first being the one that binds, with the workshops each concerns.
fn lacks(page: &Page<'_>, outcome: &LotOutcome) -> String {
    if outcome.unmet == 0 {
        return String::new();
    }
    let words: Vec<String> = outcome
        .reasons
        .iter()
        .take(CAUSES_NAMED)
        .map(|r| {
            let n = super::super::counted::workshops(page, r.n_workshops as usize);
            format!("{} ({n})", unmet_cause(page.language, r.cause))
        })
        .collect();
    if words.is_empty() { text::unknown_cause(page.language).to_owned() } else { words.join("; ") }
}

fn bar(page: &Page<'_>, outcome: &LotOutcome, greatest: u64) -> Markup {
    let language = page.language;
    let width = |pieces: u64| pieces as f64 / greatest as f64 * 99.0;
    let mut chart = Chart::new(15.0);
    chart.bar("tope", 0.3, 2.0, width(asked(outcome)), 11.0);
    chart.bar("ink", 0.3, 2.0, width(u64::from(outcome.served)), 11.0);
    let lot = &page.results.lots[outcome.lot];
    chart.image(
        page.id(),
        &text::lot_bar(language, &lot.id),
        &text::lot_text(
            language,
            page.n(outcome.served),
            page.n(outcome.unmet),
            page.n(asked(outcome)),
        ),
    )
}

/// Sums over all lots, printed or not.
fn totals(page: &Page<'_>, lots: &[&LotOutcome]) -> Vec<Entry> {
    let sum = |of: &dyn Fn(&LotOutcome) -> u64| page.n(lots.iter().map(|l| of(l)).sum::<u64>());
    let mut cells: Vec<Entry> = (0..11).map(|_| said("")).collect();
    cells[0] = said(text::lots_foot(page.language, page.count(lots.len())));
    cells[2] = said(sum(&asked));
    cells[7] = said(sum(&|l| u64::from(l.served)));
    cells[8] = said(sum(&|l| u64::from(l.unmet)));
    cells
}
