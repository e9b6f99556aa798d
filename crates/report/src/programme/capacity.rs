//! Does it fit, and whose money is it: each resource inside its outline, each budget line with
//! its institution.

use super::frame::Sheet;
use super::grid::{Grid, Kind, heading, said};
use super::page::{self, Page, empty_state, mark, plain};
use crate::svg::Chart;
use crate::words::{
    decimal, guaranies, lower_first, millions, resource_kind, resource_unit,
    text::capacity as text, text::decide, text::frame, upper_first, whole,
};
use maud::{Markup, html};
use nanduti_model::{Guaranies, Resource, ResourceKind, ResourceScope};

/// Share of use from which a resource has no margin.
const NO_MARGIN: f64 = 0.97;

/// Use of a resource by one cluster, or by all of them together.
#[derive(Clone, Copy)]
pub(super) struct Load {
    used: f64,
    available: f64,
}

impl Load {
    /// Used share, 0–1; all of it where there is nothing.
    pub(super) fn share(self) -> f64 {
        if self.available > 0.0 { self.used / self.available } else { 1.0 }
    }

    pub(super) fn has_no_margin(self) -> bool {
        self.available > 0.0 && self.share() >= NO_MARGIN
    }

    /// «352 de 370 h», «148,2 de 165,0».
    pub(super) fn words(self, page: &Page<'_>, kind: ResourceKind) -> String {
        let language = page.language;
        let number = |x: f64| match kind {
            ResourceKind::Money => millions(language, x),
            _ => decimal(language, x, 0),
        };
        let unit = match kind {
            ResourceKind::Money => "",
            _ => resource_unit(language, kind),
        };
        let words = decide::used_of(language, number(self.used), number(self.available));
        if unit.is_empty() { words } else { format!("{words}\u{a0}{unit}") }
    }

    /// A thin bar inside its outline.
    pub(super) fn small_bar(self, page: &Page<'_>, name: &str) -> Markup {
        let mut chart = Chart::new(9.0);
        chart.full_bar("tope", 0.7, 7.4);
        if self.available > 0.0 {
            chart.bar("ink", 0.0, 0.7, self.share() * 100.0, 7.4);
        }
        let number = |x: f64| decimal(page.language, x, 0);
        let words = decide::used_of(page.language, number(self.used), number(self.available));
        chart.image(page.id(), &decide::use_title(page.language, name), &words)
    }
}

/// Use of a resource by a cluster; a shared one has the single entry 0.
pub(super) fn load(page: &Page<'_>, resource: usize, cluster: usize) -> Option<Load> {
    let available = *page.results.resources.get(resource)?.amounts.get(cluster)?;
    let used = *page.results.plans.as_ref()?.used.get(resource)?.get(cluster)?;
    Some(Load { used, available })
}

/// Loads of a resource with the names of whom they serve.
fn loads(page: &Page<'_>, resource: usize) -> Vec<(String, Load)> {
    let spec = &page.results.resources[resource];
    (0..spec.amounts.len())
        .filter_map(|c| {
            let name = match spec.scope {
                ResourceScope::All => text::shared(page.language).to_owned(),
                ResourceScope::PerCluster => page.cluster(c).to_owned(),
            };
            Some((name, load(page, resource, c)?))
        })
        .collect()
}

/// Every capacity without margin: resource and whom it serves.
pub(super) fn without_margin(page: &Page<'_>) -> Vec<String> {
    let language = page.language;
    let mut names = Vec::new();
    for (r, resource) in page.results.resources.iter().enumerate() {
        for (whom, load) in loads(page, r) {
            if load.has_no_margin() {
                let name = lower_first(language.of(&resource.label));
                names.push(match resource.scope {
                    ResourceScope::All => name,
                    ResourceScope::PerCluster => format!("{name} ({whom})"),
                });
            }
        }
    }
    names
}

/// Capacities of nothing.
pub(super) fn n_at_zero(page: &Page<'_>) -> usize {
    let all = (0..page.results.resources.len()).flat_map(|r| loads(page, r));
    all.filter(|(_, load)| load.available <= 0.0).count()
}

pub(super) fn sheet(page: &Page<'_>) -> Option<Sheet> {
    let plans = page.results.plans.as_ref()?;
    let language = page.language;
    let resources = &page.results.resources;
    let n_all: usize = (0..resources.len()).map(|r| loads(page, r).len()).sum();
    let tight = without_margin(page).len();
    let none = n_at_zero(page);
    let title = if none > 0 && none == n_all {
        text::title_none(language, page.count(n_all))
    } else if none > 0 {
        text::title_some_none(language, page.count(none), page.count(n_all), page.count(tight))
    } else if tight > 0 {
        text::title_tight(language, page.count(tight), page.count(n_all))
    } else {
        text::title_loose(language, page.count(n_all))
    };
    let n_plans = plans.plans.iter().filter(|p| !p.lines.is_empty()).count();
    let body = if resources.is_empty() {
        empty_state(page, text::sheet_name(language), text::empty(language))
    } else {
        html! {
            (bars(page, n_plans))
            (money(page))
        }
    };
    Some(Sheet {
        name: text::sheet_name(language).to_owned(),
        line: text::sheet_line(language, page.count(resources.len())),
        title: plain(title),
        lead: String::new(),
        body,
    })
}

fn bars(page: &Page<'_>, n_plans: usize) -> Markup {
    let language = page.language;
    let id = page.id();
    html! {
        section.fig aria-labelledby=(format!("f{id}")) {
            h3.hallazgo id=(format!("f{id}")) { (bars_title(page)) }
            p.medida {
                (text::bars_measure(language, page.count(n_plans))) " · "
                span.nb { (mark("solo")) (lower_first(text::used(language))) }
            }
            div.cuatro.tercios {
                @for (r, resource) in page.results.resources.iter().enumerate() {
                    (panel(page, r, resource))
                }
            }
            (page.read(text::bars_read(language)))
            (page.foot(""))
        }
    }
}

fn bars_title(page: &Page<'_>) -> String {
    let names = without_margin(page);
    let n_all: usize = (0..page.results.resources.len()).map(|r| loads(page, r).len()).sum();
    if n_at_zero(page) == n_all {
        upper_first(text::not_available(page.language))
    } else if names.is_empty() {
        upper_first(text::with_margin(page.language))
    } else {
        let named: Vec<String> = names.iter().take(4).cloned().collect();
        let more = if names.len() > 4 { ", …" } else { "" };
        format!("{}: {}{more}", upper_first(text::no_margin(page.language)), named.join(", "))
    }
}

fn panel(page: &Page<'_>, position: usize, resource: &Resource) -> Markup {
    const STEP: f64 = 34.0;
    let language = page.language;
    let name = language.of(&resource.label);
    let loads = loads(page, position);
    let tight = loads.iter().any(|(_, load)| load.has_no_margin());
    let state = if loads.iter().all(|(_, load)| load.available <= 0.0) {
        text::not_available(language)
    } else if tight {
        text::no_margin(language)
    } else {
        text::with_margin(language)
    };
    let kind = match resource.kind {
        ResourceKind::Money => resource_unit(language, resource.kind),
        other => resource_kind(language, other),
    };
    let mut chart = Chart::new(STEP * loads.len().max(1) as f64);
    let mut description = Vec::new();
    for (i, (whom, load)) in loads.iter().enumerate() {
        let top = STEP * i as f64;
        let figures = load.words(page, resource.kind);
        chart.label(0.0, top + 12.0, whom, &format!(" · {figures}"));
        chart.full_bar("tope", top + 18.0, 9.0);
        if load.available > 0.0 {
            chart.bar("ink", 0.0, top + 18.0, load.share() * 100.0, 9.0);
        }
        description.push(format!("{whom}: {figures}."));
    }
    html! {
        div.panel {
            h4 { (name) }
            p.sub {
                (text::panel_sub(language, kind, state))
                @let institution = language.of(&resource.institution);
                @if !institution.is_empty() { " · " (institution) }
            }
            @if loads.is_empty() {
                p.corto { (text::not_available(language)) }
            } @else {
                (chart.image(
                    page.id(),
                    &text::chart_title(language, name),
                    &description.join(" "),
                ))
            }
            (prices(page, position, &loads))
        }
    }
}

/// What one more unit would be worth, where the solve's certificate says so.
fn prices(page: &Page<'_>, resource: usize, loads: &[(String, Load)]) -> Markup {
    let language = page.language;
    let prices = page.results.plans.as_ref().and_then(|p| p.prices.get(resource));
    // One more guaraní is worth nothing that can be printed: money is priced by the million.
    let (scale, unit) = match page.results.resources[resource].kind {
        ResourceKind::Money => (1e6, text::per_million(language)),
        _ => (1.0, ""),
    };
    let scarce: Vec<String> = loads
        .iter()
        .zip(prices.into_iter().flatten())
        .map(|((whom, _), price)| (whom, price * scale))
        .filter(|(_, price)| *price >= 0.005)
        .map(|(whom, price)| format!("{whom} {}{unit}", decimal(language, price, 2)))
        .collect();
    html! {
        @if !scarce.is_empty() {
            p.corto { (text::price_line(language, scarce.join(", "))) }
        }
    }
}

fn money(page: &Page<'_>) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::institution(language), Kind::Head),
        heading(text::line(language), Kind::Long),
        heading(frame::cluster(language), Kind::Text),
        heading(text::available_gs(language), Kind::Number),
        heading(text::proposed_gs(language), Kind::Number),
        heading(text::left_gs(language), Kind::Number),
    ]);
    let mut total = Load { used: 0.0, available: 0.0 };
    let mut n_lines = 0;
    let number = |x: f64| whole(language, x.round() as i64);
    for (r, resource) in page.results.resources.iter().enumerate() {
        if resource.kind != ResourceKind::Money {
            continue;
        }
        for (whom, load) in loads(page, r) {
            n_lines += 1;
            total.used += load.used;
            total.available += load.available;
            let line = match language.of(&resource.line) {
                "" => language.of(&resource.label),
                line => line,
            };
            grid.row(vec![
                said(language.of(&resource.institution)),
                said(line),
                said(whom),
                said(number(load.available)),
                said(number(load.used)),
                said(number(load.available - load.used)),
            ]);
        }
    }
    if grid.is_empty() {
        return html! {};
    }
    grid.totals(vec![
        said(frame::total(language)),
        said(""),
        said(""),
        said(number(total.available)),
        said(number(total.used)),
        said(number(total.available - total.used)),
    ]);
    page::figure(
        page,
        &plain(text::money_title(language)),
        &plain(text::money_measure(language, page.count(n_lines))),
        &html! {
            (grid.framed(page, text::money_title(language)))
            p.nota { (reconciled(page)) }
            (page.foot(""))
        },
    )
}

/// How the money of this sheet, of the plans' sheet and of the futures add up.
fn reconciled(page: &Page<'_>) -> String {
    let language = page.language;
    let (lines, supports) = plan_money(page);
    if supports.0 == 0 {
        return text::money_alike(language, guaranies(language, lines));
    }
    text::money_adds(
        language,
        guaranies(language, lines),
        guaranies(language, supports),
        guaranies(language, lines + supports),
    )
}

/// Cost of the actions of plans, which the budget lines pay, and of the supports needed, which
/// have no line.
pub(super) fn plan_money(page: &Page<'_>) -> (Guaranies, Guaranies) {
    let plans =
        || page.results.plans.iter().flat_map(|p| &p.plans).filter(|plan| !plan.lines.is_empty());
    let lines = plans().flat_map(|p| &p.lines).map(|l| l.cost).sum();
    (lines, plans().map(|p| p.support_cost).sum())
}
