//! Unmet pieces by what is lacking first.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::svg::Chart;
use crate::words::{text::lots as text, unmet_cause, upper_first};
use maud::{Markup, html};
use nanduti_model::{Matching, UnmetCause};
use std::collections::BTreeMap;

const STEP: f64 = 42.0;

/// First cause, unmet pieces and lots, most pieces first.
pub(super) fn by_first_cause(matching: &Matching) -> Vec<(Option<UnmetCause>, u64, usize)> {
    let mut sums: BTreeMap<Option<UnmetCause>, (u64, usize)> = BTreeMap::new();
    for lot in matching.lots.iter().filter(|l| l.unmet > 0) {
        let entry = sums.entry(lot.reasons.first().map(|r| r.cause)).or_default();
        entry.0 += u64::from(lot.unmet);
        entry.1 += 1;
    }
    let mut list: Vec<_> = sums.into_iter().map(|(cause, (p, n))| (cause, p, n)).collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list
}

fn name(page: &Page<'_>, cause: Option<UnmetCause>) -> &'static str {
    cause.map_or_else(|| text::unknown_cause(page.language), |c| unmet_cause(page.language, c))
}

pub(super) fn figure(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    let causes = by_first_cause(matching);
    let Some((first, pieces, _)) = causes.first().copied() else { return html! {} };
    let total: u64 = causes.iter().map(|c| c.1).sum();
    let title =
        text::causes_title(language, upper_first(name(page, first)), page.n(pieces), page.n(total));
    let mut chart = Chart::new(STEP * causes.len() as f64 - 6.0);
    let mut description = Vec::new();
    let mut grid = Grid::new(vec![
        heading(text::what_lacks(language), Kind::Head),
        heading(text::pieces(language), Kind::Number),
        heading(text::sheet_name(language), Kind::Number),
    ]);
    for (i, (cause, pieces, n_lots)) in causes.iter().enumerate() {
        let top = STEP * i as f64;
        let width = *pieces as f64 / total.max(1) as f64 * 80.0;
        let words = upper_first(name(page, *cause));
        chart.text("", 0.0, top + 12.0, &words);
        chart.bar("tope", 0.0, top + 18.0, width, 12.0);
        chart.text("b", width + 2.0, top + 29.0, &page.n(*pieces));
        description.push(format!("{words}: {}.", page.n(*pieces)));
        grid.row(vec![said(&words), said(page.n(*pieces)), said(page.count(*n_lots))]);
    }
    let image = chart.image(page.id(), text::causes_measure(language), &description.join(" "));
    page::figure(
        page,
        &plain(title),
        &plain(text::causes_measure(language)),
        &html! {
            (image)
            (page.foot(""))
            (page.data(&grid.render(page)))
        },
    )
}
