//! Better than what: the proposed set against every alternative, with its interval and zero.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use super::{Reading, of_twenty, portfolio, reading};
use crate::svg::Chart;
use crate::words::{
    join_and, lower_first, portfolio_kind, portfolio_name, signed, signed_interval, text::frame,
    text::simulation as text,
};
use maud::{Markup, html};
use nanduti_model::{Difference, PortfolioKind, SimulationResult};

/// Always these, in this order, never sorted by size.
const ALTERNATIVES: [PortfolioKind; 4] = [
    PortfolioKind::Nothing,
    PortfolioKind::EqualSplit,
    PortfolioKind::LastCohort,
    PortfolioKind::SimpleRule,
];
const STEP: f64 = 58.0;

pub(super) fn figure(page: &Page<'_>, simulation: &SimulationResult) -> Markup {
    let language = page.language;
    let mut rows: Vec<(String, Option<&Difference>)> = ALTERNATIVES
        .iter()
        .map(|&kind| {
            let found = portfolio(simulation, kind).filter(|p| p.recorded);
            let name = portfolio_kind(language, kind).to_owned();
            (name, found.and_then(|p| p.chosen_minus_this.as_ref()))
        })
        .collect();
    for given in simulation.portfolios.iter().filter(|p| p.kind == PortfolioKind::Given) {
        let name = portfolio_name(language, given.kind, &given.id);
        rows.push((name, given.chosen_minus_this.as_ref()));
    }
    let alike: Vec<String> = rows
        .iter()
        .filter(|(_, d)| d.is_some_and(|d| reading(d.band) == Reading::CannotTell))
        .map(|(name, _)| lower_first(name))
        .collect();
    let title = if alike.is_empty() {
        text::compare_title_all(language).to_owned()
    } else {
        text::compare_title(language, join_and(language, &alike))
    };
    page::figure(
        page,
        &plain(title),
        &plain(text::compare_measure(language, page.n(simulation.settings.n_draws))),
        &html! {
            (chart(page, &rows))
            (page.read(text::compare_read(language)))
            (page.foot(""))
            (page.data(&table(page, &rows)))
        },
    )
}

fn times(page: &Page<'_>, difference: &Difference) -> String {
    let language = page.language;
    let n = of_twenty(difference);
    match reading(difference.band) {
        Reading::Better => text::better_in_twenty(language, n),
        Reading::Worse => text::worse_in_twenty(language, n),
        Reading::CannotTell => text::cannot_in_twenty(language, n),
    }
}

fn chart(page: &Page<'_>, rows: &[(String, Option<&Difference>)]) -> Markup {
    let language = page.language;
    let bands = rows.iter().filter_map(|(_, d)| d.map(|d| d.band));
    let low = bands.clone().map(|b| b.p05).fold(0.0, f64::min);
    let high = bands.map(|b| b.p95).fold(0.0, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| 6.0 + (value - low) / span * 88.0;
    let mut chart = Chart::new(STEP * rows.len() as f64 + 10.0);
    let mut description = Vec::new();
    for (i, (name, difference)) in rows.iter().enumerate() {
        let top = STEP * i as f64;
        chart.text("b", 0.0, top + 13.0, name);
        let Some(difference) = difference else {
            chart.text("", 0.0, top + 29.0, frame::no_record(language));
            description.push(format!("{name}: {}.", frame::no_record(language)));
            continue;
        };
        let band = difference.band;
        let figures = format!(
            " ({}) · {}",
            signed_interval(language, band.p05, band.p95, 1),
            times(page, difference)
        );
        let median = signed(language, band.median, 1);
        chart.label(0.0, top + 29.0, &median, &figures);
        let y = top + 42.0;
        chart.line("reja", (0.0, 100.0), (y, y));
        chart.line_of_width("lin", (x(0.0), x(0.0)), (y - 7.0, y + 7.0), Some(1.0));
        chart.line_of_width("lin", (x(band.p05), x(band.p95)), (y, y), Some(3.0));
        chart.dot("ink", x(band.median), y, 5.0);
        description.push(format!("{name}: {median}{figures}."));
    }
    let floor = STEP * rows.len() as f64 + 4.0;
    chart.text("medio", x(0.0), floor, "0");
    chart.image(page.id(), text::advantage(language), &description.join(" "))
}

fn table(page: &Page<'_>, rows: &[(String, Option<&Difference>)]) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::versus(language), Kind::Head),
        heading(text::advantage(language), Kind::Number),
        heading(text::band(language), Kind::Number),
        heading(text::how_often(language), Kind::Text),
    ]);
    for (name, difference) in rows {
        let cells = difference.map_or_else(
            || ["—".to_owned(), "—".to_owned(), frame::no_record(language).to_owned()],
            |d| {
                [
                    signed(language, d.band.median, 1),
                    signed_interval(language, d.band.p05, d.band.p95, 1),
                    times(page, d),
                ]
            },
        );
        let mut row = vec![said(name)];
        row.extend(cells.iter().map(said));
        grid.row(row);
    }
    grid.render(page)
}
