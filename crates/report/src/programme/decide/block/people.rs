//! Who is proposed, who is just outside, and whom the proposal reaches.

use super::super::super::page::{Page, code, mark};
use crate::words::{
    Language, clause_short, decimal, join_and, pilot_reason, pilot_role, share_of_hundred,
    text::decide as text, upper_first,
};
use maud::{Markup, html};
use nanduti_model::{
    EquityClause, LedBy, Path, PilotChoice, PilotReason, PilotRole, SizeClass, SupportId,
};
use std::collections::BTreeSet;

/// Just-outside workshops named before «y n más».
const OUTSIDE_NAMED: usize = 5;
/// Supports named for one workshop.
const SUPPORTS_NAMED: usize = 2;
/// Proposed workshops named before «y n más»; a cluster has some five.
const PROPOSED_NAMED: usize = 30;

pub(super) fn proposed(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let pilots = page.choices(cluster, PilotRole::Pilot);
    let reserves = page.choices(cluster, PilotRole::Reserve);
    let to_visit = page.choices(cluster, PilotRole::Preselected).len();
    let named: Vec<&PilotChoice> =
        pilots.iter().chain(&reserves).take(PROPOSED_NAMED).copied().collect();
    let n_more = pilots.len() + reserves.len() - named.len();
    let head = text::proposed_count(language, page.count(pilots.len()), page.count(reserves.len()));
    html! {
        div.bloque {
            div.rotulo.par {
                h4 { (head) }
                @if to_visit > 0 { " " span { (text::to_visit(language, page.count(to_visit))) } }
            }
            @if named.is_empty() {
                p { (text::nobody_proposed(language)) }
            } @else {
                ul.lista { @for choice in named { (item(page, choice)) } }
                @if n_more > 0 {
                    p.corto { (text::more_like_these(language, page.count(n_more))) }
                }
            }
        }
    }
}

fn item(page: &Page<'_>, choice: &PilotChoice) -> Markup {
    let language = page.language;
    let symbol = if choice.role == PilotRole::Reserve { "suplente" } else { "propuesto" };
    html! {
        li {
            (mark(symbol))
            p {
                (code(choice.workshop_id.as_str())) " "
                span.sr { "(" (pilot_role(language, choice.role)) "): " }
                (reason_line(page, choice)) "."
                @if !choice.supports.is_empty() {
                    " " span.ap { (text::support(language)) " " (supports(page, choice)) "." }
                }
            }
        }
    }
}

/// Supports in words on screen; on paper, where a page is narrow, by the letters of the key.
fn supports(page: &Page<'_>, choice: &PilotChoice) -> Markup {
    let mut names: Vec<String> =
        choice.supports.iter().take(SUPPORTS_NAMED).map(|s| page.support_name(s)).collect();
    if choice.supports.len() > SUPPORTS_NAMED {
        names.push(format!("+{}", choice.supports.len() - SUPPORTS_NAMED));
    }
    let letters: Vec<String> =
        choice.supports.iter().filter_map(|s| support_letter(page, s)).collect();
    html! {
        span.solo-pantalla { (names.join(", ")) }
        span.solo-papel aria-hidden="true" { (letters.join(", ")) }
    }
}

/// Supports of the case, in the order of the instrument: their letters are a, b, c, …
fn support_letter(page: &Page<'_>, support: &SupportId) -> Option<String> {
    let position = page.results.diagnosis.supports.iter().position(|s| s.id == *support)?;
    Some(char::from_u32(u32::from(b'a') + position as u32)?.to_string())
}

/// «a reemplazo en la máquina · b materiales de arranque», for paper: those that occur.
pub(in super::super) fn support_key(page: &Page<'_>) -> Markup {
    let Some(pilots) = &page.results.pilots else { return html! {} };
    let named: BTreeSet<&SupportId> = pilots
        .choices
        .iter()
        .filter(|c| matches!(c.role, PilotRole::Pilot | PilotRole::Reserve))
        .flat_map(|c| &c.supports)
        .collect();
    let parts: Vec<String> = page
        .results
        .diagnosis
        .supports
        .iter()
        .filter(|s| named.contains(&s.id))
        .filter_map(|s| {
            Some(format!("{}: {}", support_letter(page, &s.id)?, page.support_name(&s.id)))
        })
        .collect();
    html! {
        @if !parts.is_empty() {
            p.leer.solo-papel aria-hidden="true" {
                (text::supports_key(page.language)) " " (parts.join(" · ")) "."
            }
        }
    }
}

/// Product, wish or lot, reason: nothing about formality, hours, pay, minors or accidents.
fn reason_line(page: &Page<'_>, choice: &PilotChoice) -> Markup {
    let language = page.language;
    let workshop = page.workshop(choice.workshop);
    let mut parts: Vec<Markup> = Vec::new();
    if let Some(product) = &workshop.main_product {
        parts.push(html! { (page.product_name(product)) });
    }
    if let Some(lot) = first_lot(page, choice.workshop) {
        parts.push(html! { (text::may_take(language)) " " span.nb { (lot) } });
    } else if let Some(path) = workshop.path {
        parts.push(html! { (wish(page, path)) });
    }
    let reason = match (&choice.reason, choice.role) {
        // How far a reserve is from the last one inside stands on no list of people.
        (PilotReason::LessGain(_) | PilotReason::OutByRule, PilotRole::Reserve) => String::new(),
        (PilotReason::OutByClause(clause), PilotRole::Reserve) => {
            let limit = page.results.policy.equity.micro_limit;
            text::reserve_by(page.language, clause_short(page.language, *clause, Some(limit)))
        }
        (reason, _) => short_reason(page, reason),
    };
    if !reason.is_empty() {
        parts.push(html! { (reason) });
    }
    if choice.visited {
        parts.push(html! { (text::visited(language)) });
    }
    html! {
        @for (i, part) in parts.iter().enumerate() {
            @if i > 0 { "; " }
            (part)
        }
    }
}

fn wish(page: &Page<'_>, path: Path) -> &'static str {
    match path {
        Path::Supply => text::path_supply(page.language),
        Path::OwnBrand => text::path_own_brand(page.language),
        Path::Both => text::path_both(page.language),
    }
}

/// The reason in few words; none for the common one, which the key of the page states once.
fn short_reason(page: &Page<'_>, reason: &PilotReason) -> String {
    let language = page.language;
    let clause = |verb: &str, clause: EquityClause| {
        let limit = page.results.policy.equity.micro_limit;
        format!("{verb} «{}»", clause_short(language, clause, Some(limit)))
    };
    match (&page.results.pilots, reason) {
        (_, PilotReason::Gain) | (None, _) => String::new(),
        (_, PilotReason::LessGain(points)) => less_gain(language, *points),
        (_, PilotReason::Clause(c)) => clause(text::enters_by(language), *c),
        (_, PilotReason::OutByClause(c)) => clause(text::outside_by(language), *c),
        (Some(pilots), other) => pilot_reason(language, other, &pilots.rule),
    }
}

/// How many points less; small differences keep two decimals, and none is said so.
fn less_gain(language: Language, points: f64) -> String {
    if points < 0.005 {
        return text::same_gain(language).to_owned();
    }
    let decimals = if points < 0.1 { 2 } else { 1 };
    text::less_gain(language, decimal(language, points, decimals))
}

/// The first lot a workshop is proposed for.
fn first_lot(page: &Page<'_>, workshop: usize) -> Option<String> {
    page.results
        .matching
        .as_ref()?
        .assigned
        .iter()
        .find(|a| a.workshop == workshop)
        .map(|a| a.lot_id.to_string())
}

/// Workshops just outside, gathered by reason; codes ascend within a reason.
pub(super) fn outside(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let list = page.choices(cluster, PilotRole::JustOutside);
    let n_more = list.len().saturating_sub(OUTSIDE_NAMED);
    let mut groups: Vec<(String, Vec<Markup>)> = Vec::new();
    for choice in list.iter().take(OUTSIDE_NAMED) {
        let (reason, note) = match &choice.reason {
            PilotReason::LessGain(points) => {
                let decimals = if *points < 0.1 { 2 } else { 1 };
                let points = decimal(language, *points, decimals);
                (text::points_below(language).to_owned(), format!(" ({points})"))
            }
            other => (short_reason(page, other), String::new()),
        };
        let entry = html! { (code(choice.workshop_id.as_str())) (note) };
        match groups.iter_mut().find(|(name, _)| *name == reason) {
            Some((_, codes)) => codes.push(entry),
            None => groups.push((reason, vec![entry])),
        }
    }
    html! {
        div.bloque {
            h4.rotulo { (text::just_outside(language)) }
            @if list.is_empty() {
                p { (text::nobody_outside(language)) }
            } @else {
                ul.lista {
                    @for (reason, codes) in &groups {
                        li {
                            (mark("afuera"))
                            p {
                                @for (i, code) in codes.iter().enumerate() {
                                    @if i > 0 { ", " }
                                    (code)
                                }
                                @if !reason.is_empty() { ": " (reason) }
                                "."
                            }
                        }
                    }
                }
                @if n_more > 0 {
                    p.corto { (upper_first(&text::more_like_these(language, page.count(n_more)))) }
                }
            }
        }
    }
}

pub(super) fn reached(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let pilots = page.choices(cluster, PilotRole::Pilot);
    if pilots.is_empty() {
        return html! { p { "—" } };
    }
    let workshops: Vec<_> = pilots.iter().map(|c| page.workshop(c.workshop)).collect();
    let led = |by: Option<LedBy>| workshops.iter().filter(|w| w.led_by == by).count();
    let mut leaders = Vec::new();
    let mut name = |n: usize, one: &dyn Fn(String) -> String, many: &dyn Fn(String) -> String| {
        if n > 0 {
            let words = if n == 1 { one(page.count(n)) } else { many(page.count(n)) };
            leaders.push(words);
        }
    };
    name(led(Some(LedBy::Woman)), &|n| text::led_woman(language, n), &|n| {
        text::led_women(language, n)
    });
    name(led(Some(LedBy::Man)), &|n| text::led_man(language, n), &|n| text::led_men(language, n));
    name(led(Some(LedBy::Both)), &|n| text::led_both(language, n), &|n| {
        text::led_both(language, n)
    });
    name(led(None), &|n| text::led_unknown(language, n), &|n| text::led_unknown(language, n));
    let sizes: Vec<u32> = workshops.iter().filter_map(|w| w.people).collect();
    let n_unknown = workshops.len() - sizes.len();
    // Women are told of the people of those workshops that answered both.
    let both = || workshops.iter().filter_map(|w| Some((w.people?, w.women?)));
    let (people, among): (u32, u32) = (sizes.iter().sum(), both().map(|k| k.0).sum());
    let women: u32 = both().map(|k| k.1).sum();
    html! {
        p {
            (text::led_by(language, join_and(language, &leaders)))
            @if !sizes.is_empty() && among == people {
                " " (text::women_of_all(language, page.n(people), page.n(women)))
            } @else if !sizes.is_empty() {
                " " (text::people_reached(language, page.n(people)))
                @if among > 0 { " " (text::women_reached(language, page.n(women), page.n(among))) }
            }
            @if n_unknown > 0 { " " (text::people_unknown(language, page.count(n_unknown))) }
            " " (micro_line(page, cluster, &pilots))
        }
    }
}

fn micro_line(page: &Page<'_>, cluster: usize, pilots: &[&PilotChoice]) -> String {
    let language = page.language;
    let limit = page.results.policy.equity.micro_limit;
    let is_micro = |w: usize| page.workshop(w).size(limit) == SizeClass::Micro;
    let chosen = pilots.iter().filter(|c| is_micro(c.workshop)).count() as u32;
    let all = page.members[cluster].iter().filter(|&&w| is_micro(w)).count() as u32;
    text::micro_reached(
        language,
        limit,
        share_of_hundred(language, chosen, pilots.len() as u32),
        share_of_hundred(language, all, page.members[cluster].len() as u32),
    )
}
