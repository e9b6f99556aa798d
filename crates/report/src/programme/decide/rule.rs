//! The equity rule, clause by clause, with what it costs.

use super::super::grid::{Grid, Kind, entry, heading, said};
use super::super::page::Page;
use crate::words::{
    clause_name, decimal,
    text::{decide as text, frame},
};
use maud::{Markup, html};
use nanduti_model::{ClauseCost, EquityClause, PilotRole, PilotSelection, WorkshopId};

/// Codes named on each side of a clause; the tables of the results hold all.
const CODES_NAMED: usize = 2;

pub(super) fn table(page: &Page<'_>) -> Markup {
    let Some(pilots) = &page.results.pilots else { return html! {} };
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::clause(language), Kind::Head),
        heading(text::how_it_stands(language), Kind::Text),
        heading(text::cost(language), Kind::Number),
        heading(text::who_enters(language), Kind::Long),
    ]);
    let names: Vec<&str> = (0..page.results.clusters().len()).map(|c| page.cluster(c)).collect();
    grid.caption(html! {
        b style="color:var(--tinta)" { (text::rule_title(language)) } " "
        (text::rule_caption(language, names.join(" · ")))
    });
    for clause in &pilots.clauses {
        let Some(kind) = clause.clause else {
            grid.totals(vec![
                said(text::whole_rule(language)),
                said(""),
                said(decimal(language, clause.cost, 1)),
                entry(who(page, clause)),
            ]);
            continue;
        };
        grid.row(vec![
            said(name(page, pilots, kind)),
            entry(html! { span.nb { (stands(page, clause, kind)) } }),
            said(cost(page, clause)),
            entry(who(page, clause)),
        ]);
    }
    grid.row(vec![
        said(text::both_apart(language)),
        entry(html! { span.nb { (both(page)) } }),
        said("—"),
        said(text::only_counted(language)),
    ]);
    html! {
        section.regla aria-label=(text::rule_title(language)) {
            (grid.framed(page, text::rule_title(language)))
            p.pie { (super::proofs(page)) }
        }
    }
}

/// A clause, with each cluster's share among the willing where it names «its share».
fn name(page: &Page<'_>, pilots: &PilotSelection, clause: EquityClause) -> String {
    let language = page.language;
    let name = clause_name(language, clause, &pilots.rule);
    let shares: Vec<String> = (0..page.results.clusters().len())
        .filter_map(|cluster| {
            let stage = pilots
                .funnel
                .iter()
                .find(|s| s.stage == "willing" && s.cluster == Some(cluster))?;
            let part = match clause {
                EquityClause::WomenLed => stage.n_women_led,
                EquityClause::Micro => stage.n_micro,
                _ => return None,
            };
            Some(if stage.n == 0 {
                "—".to_owned()
            } else {
                page.round(f64::from(part) / f64::from(stage.n) * 100.0)
            })
        })
        .collect();
    if shares.iter().all(|share| share == "—") {
        return name;
    }
    let list = format!("{}\u{a0}%", shares.join(" · "));
    text::clause_with_share(language, name, list)
}

fn stands(page: &Page<'_>, clause: &ClauseCost, kind: EquityClause) -> String {
    let decimals = u8::from(kind == EquityClause::GainFloor);
    let parts: Vec<String> =
        clause.stands.iter().map(|&x| decimal(page.language, x, decimals)).collect();
    let unit = match kind {
        EquityClause::WomenLed | EquityClause::Micro if !parts.is_empty() => "\u{a0}%",
        _ => "",
    };
    format!("{}{unit}", parts.join(" · "))
}

fn cost(page: &Page<'_>, clause: &ClauseCost) -> String {
    let missing: u32 = clause.missing.iter().sum();
    if missing > 0 {
        return text::not_kept(page.language, page.count(missing as usize));
    }
    // Below half a tenth of a point nothing is given up that could be printed.
    if clause.cost.abs() < 0.05 && clause.enters.is_empty() && clause.leaves.is_empty() {
        text::no_cost(page.language).to_owned()
    } else {
        decimal(page.language, clause.cost, 1)
    }
}

fn who(page: &Page<'_>, clause: &ClauseCost) -> Markup {
    let language = page.language;
    if clause.missing.iter().any(|n| *n > 0) {
        let short: Vec<&str> = (0..clause.missing.len())
            .filter(|c| clause.missing[*c] > 0)
            .map(|c| page.cluster(c))
            .collect();
        return html! { (text::too_few_willing(language, short.join(", "))) };
    }
    if clause.enters.is_empty() && clause.leaves.is_empty() {
        return if clause.clause == Some(EquityClause::HazardsFirst) && clause.cost > 0.0 {
            html! { (text::changes_order(language)) }
        } else {
            html! { (frame::nobody(language)) }
        };
    }
    // The clauses name the codes; the whole rule only counts them.
    let counts_only = clause.clause.is_none() && clause.enters.len() + clause.leaves.len() > 2;
    let side = |ids: &[WorkshopId], one: &'static str, many: &'static str| {
        html! {
            @if !ids.is_empty() {
                (if ids.len() == 1 { one } else { many })
                @if counts_only {
                    " " (page.count(ids.len()))
                } @else {
                    @for (i, id) in ids.iter().take(CODES_NAMED).enumerate() {
                        @if i > 0 { "," }
                        " " span.nb { (id) }
                    }
                    @if ids.len() > CODES_NAMED { " +" (ids.len() - CODES_NAMED) }
                }
            }
        }
    };
    html! {
        (side(&clause.enters, text::enters_one(language), text::enters_many(language)))
        @if !clause.enters.is_empty() && !clause.leaves.is_empty() { "; " }
        (side(&clause.leaves, text::leaves_one(language), text::leaves_many(language)))
    }
}

/// Pilots where both decide, by cluster.
fn both(page: &Page<'_>) -> String {
    let counts: Vec<String> = (0..page.results.clusters().len())
        .map(|cluster| {
            let n = page
                .choices(cluster, PilotRole::Pilot)
                .iter()
                .filter(|c| page.workshop(c.workshop).led_by == Some(nanduti_model::LedBy::Both))
                .count();
            page.count(n)
        })
        .collect();
    counts.join(" · ")
}
