//! What may come of the plans: bands, countable dots, comparisons, and on what it all rests.

mod bands;
mod compare;
mod evidence;

use super::frame::Sheet;
use super::grid::{Grid, Kind, entry, heading, said};
use super::page::{self, Page, empty_state, plain};
use crate::words::{
    decimal, join_and, lower_first, millions, portfolio_kind, signed_interval, simulation_warning,
    text::simulation as text,
};
use maud::{Markup, html};
use nanduti_model::{
    Band, Difference, PortfolioKind, PortfolioResult, SimulationResult, SimulationWarning,
};

pub(super) fn sheet(page: &Page<'_>) -> Option<Sheet> {
    let simulation = page.results.simulation.as_ref()?;
    let language = page.language;
    let settings = &simulation.settings;
    let line = text::sheet_line(
        language,
        page.n(settings.n_draws),
        page.n(u32::from(settings.n_quarters)),
    );
    let chosen = portfolio(simulation, PortfolioKind::Chosen).filter(|c| !c.bands.is_empty());
    let (title, body) = match chosen {
        None => (
            text::title_plain(language).to_owned(),
            empty_state(page, text::sheet_name(language), text::empty(language)),
        ),
        Some(chosen) => (title(page, simulation, chosen), body(page, simulation, chosen)),
    };
    let noise = if settings.noise_off { text::noise_off(language) } else { "" };
    Some(Sheet {
        name: text::sheet_name(language).to_owned(),
        line,
        title: plain(title),
        lead: format!("{} {noise}", text::lead(language)).trim_end().to_owned(),
        body,
    })
}

fn portfolio(simulation: &SimulationResult, kind: PortfolioKind) -> Option<&PortfolioResult> {
    simulation.portfolios.iter().find(|p| p.kind == kind)
}

/// How a difference reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Better,
    Worse,
    CannotTell,
}

fn reading(band: Band) -> Reading {
    if band.p05 > 0.0 {
        Reading::Better
    } else if band.p95 < 0.0 {
        Reading::Worse
    } else {
        Reading::CannotTell
    }
}

/// In how many of twenty futures a difference is above zero: of its dots, else of its share.
fn of_twenty(difference: &Difference) -> u32 {
    if difference.dots.is_empty() {
        (difference.share_positive * 20.0).round().clamp(0.0, 20.0) as u32
    } else {
        let above = difference.dots.iter().filter(|d| **d > 0.0).count();
        (above * 20 / difference.dots.len()) as u32
    }
}

/// «+6 (0 a +12)».
fn band_words(page: &Page<'_>, band: Band, decimals: u8) -> String {
    let median = crate::words::signed(page.language, band.median, decimals);
    let range = signed_interval(page.language, band.p05, band.p95, decimals);
    // A band that is zero throughout says so once.
    let has_digit = |text: &str| text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if has_digit(&median) || has_digit(&range) { format!("{median} ({range})") } else { median }
}

/// The chosen portfolio against doing nothing, over all axes and clusters.
fn overall(chosen: &PortfolioResult) -> Option<&Difference> {
    chosen.versus_nothing.iter().find(|d| d.cluster.is_none() && d.axis.is_none())
}

/// Recorded alternatives, other than doing nothing, that the chosen one cannot be told from.
fn alike(page: &Page<'_>, simulation: &SimulationResult) -> Vec<String> {
    simulation
        .portfolios
        .iter()
        .filter(|p| !matches!(p.kind, PortfolioKind::Chosen | PortfolioKind::Nothing))
        .filter(|p| p.recorded)
        .filter(|p| {
            p.chosen_minus_this.as_ref().is_some_and(|d| reading(d.band) == Reading::CannotTell)
        })
        .map(|p| lower_first(portfolio_kind(page.language, p.kind)))
        .collect()
}

fn title(page: &Page<'_>, simulation: &SimulationResult, chosen: &PortfolioResult) -> String {
    let language = page.language;
    let first = match overall(chosen).map(|d| reading(d.band)) {
        Some(Reading::Better) => text::title_better_all(language),
        Some(Reading::CannotTell) => text::title_cannot(language),
        Some(Reading::Worse) => text::title_worse(language),
        None => text::title_plain(language),
    };
    let names = alike(page, simulation);
    if names.is_empty() {
        first.to_owned()
    } else {
        text::title_and_cannot(language, first, join_and(language, &names))
    }
}

fn body(page: &Page<'_>, simulation: &SimulationResult, chosen: &PortfolioResult) -> Markup {
    html! {
        (bands::figure(page, simulation, chosen))
        (aloud(page, simulation, chosen))
        (by_cluster(page, chosen))
        div.dos {
            (compare::figure(page, simulation))
            div {
                (evidence::figure(page, chosen))
                (reach(page, simulation))
            }
        }
        (warnings(page, simulation))
    }
}

/// The sentences to say at the table.
fn aloud(page: &Page<'_>, simulation: &SimulationResult, chosen: &PortfolioResult) -> Markup {
    let language = page.language;
    let mut sentences = Vec::new();
    if let Some(difference) = overall(chosen) {
        sentences.push(text::loud_nothing(language, of_twenty(difference)));
    }
    let names = alike(page, simulation);
    if !names.is_empty() {
        sentences.push(text::loud_cannot(language, join_and(language, &names)));
    }
    if let Some(share) = evidence::assumed(chosen) {
        let words = format!("{} {}", page.round(share * 100.0), text::of_hundred(language));
        sentences.push(text::loud_evidence(language, words));
    }
    sentences.push(text::loud_profit(language).to_owned());
    let id = page.id();
    html! {
        section.aviso aria-labelledby=(format!("f{id}")) {
            h3.rotulo id=(format!("f{id}")) { (text::loud(language)) }
            ul.frases { @for sentence in &sentences { li { (sentence) } } }
        }
    }
}

/// A row for each cluster, a column for each axis and for their weighted sum.
fn by_cluster(page: &Page<'_>, chosen: &PortfolioResult) -> Markup {
    let language = page.language;
    let mut headings = vec![heading(crate::words::text::frame::cluster(language), Kind::Head)];
    headings.extend((0..page.axes.len()).map(|a| heading(page.axis_name(a), Kind::Number)));
    headings.push(heading(text::all_axes(language), Kind::Number));
    let mut grid = Grid::new(headings);
    for cluster in 0..page.members.len() {
        let find = |axis: Option<usize>| {
            chosen.versus_nothing.iter().find(|d| d.cluster == Some(cluster) && d.axis == axis)
        };
        let columns = (0..page.axes.len()).map(Some).chain([None]);
        let cells: Vec<Option<&Difference>> = columns.map(find).collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        let mut row = vec![said(page.cluster(cluster))];
        row.extend(cells.into_iter().map(|cell| entry(difference_cell(page, cell))));
        grid.row(row);
    }
    if grid.is_empty() {
        return html! {};
    }
    let title = text::by_cluster_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::by_cluster_measure(language)),
        &html! { (grid.framed(page, title)) (page.foot("")) },
    )
}

fn difference_cell(page: &Page<'_>, difference: Option<&Difference>) -> Markup {
    let Some(difference) = difference else { return html! { "—" } };
    let n = of_twenty(difference);
    let times = if reading(difference.band) == Reading::CannotTell {
        text::cannot_in_twenty(page.language, n)
    } else {
        text::in_twenty(page.language, n)
    };
    html! { b { (band_words(page, difference.band, 0)) } br; span.corto { (times) } }
}

fn reach(page: &Page<'_>, simulation: &SimulationResult) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::set_of_plans(language), Kind::Head),
        heading(text::n_plans(language), Kind::Number),
        heading(text::cost(language), Kind::Number),
        heading(text::drop_out(language), Kind::Number),
    ]);
    for portfolio in &simulation.portfolios {
        let name = portfolio_kind(language, portfolio.kind);
        let cells = if portfolio.recorded {
            [
                page.n(portfolio.n_plans),
                millions(language, portfolio.cost),
                portfolio.drop_out.map_or_else(
                    || "—".to_owned(),
                    |band| {
                        format!(
                            "{} ({}–{})",
                            decimal(language, band.median * 100.0, 0),
                            decimal(language, band.p05 * 100.0, 0),
                            decimal(language, band.p95 * 100.0, 0)
                        )
                    },
                ),
            ]
        } else {
            let none = crate::words::text::frame::no_record(language);
            [none.to_owned(), "—".to_owned(), "—".to_owned()]
        };
        let mut row = vec![said(name)];
        row.extend(cells.iter().map(said));
        grid.row(row);
    }
    let title = text::reach_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::reach_measure(language)),
        &html! { (grid.framed(page, title)) (page.foot("")) },
    )
}

/// Name of the indicator, axis or resource a warning is about; its id where nothing has a name.
fn warned_of(page: &Page<'_>, warning: &SimulationWarning) -> String {
    let (id, label) = match warning {
        SimulationWarning::Figure { node, .. } => {
            let known = page.results.diagnosis.nodes.iter().find(|n| n.id == *node);
            (node.as_str(), known.map(|n| &n.label))
        }
        SimulationWarning::OverCapacity { resource, .. } => {
            let known = page.results.resources.iter().find(|r| r.id == *resource);
            (resource.as_str(), known.map(|r| &r.label))
        }
        SimulationWarning::DropOut { .. } | SimulationWarning::OutsideCase { .. } => ("", None),
    };
    label.map_or(id, |l| page.language.of(l)).to_owned()
}

fn warnings(page: &Page<'_>, simulation: &SimulationResult) -> Markup {
    let said: Vec<String> = simulation
        .warnings
        .iter()
        .map(|warning| simulation_warning(page.language, warning, &warned_of(page, warning)))
        .collect();
    html! {
        @if !simulation.warnings.is_empty() {
            p.nota {
                b { (text::warnings(page.language)) } " " (said.join("; ")) "."
            }
        }
    }
}
