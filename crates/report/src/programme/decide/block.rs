//! One cluster on sheet 1: shortfalls, proposed workshops, reach, demand, capacity, first days,
//! what visits must verify. Every cluster has the same blocks, so that they stand side by side.

pub(super) mod demand;
pub(super) mod people;
mod shortfalls;

use super::super::page::Page;
use crate::words::{
    lower_first, per_cent, resource_unit, text::decide as text, upper_first, verify_word,
};
use maud::{Markup, html};
use nanduti_model::{PilotRole, Quarter, ResourceKind, ResourceScope};
use std::collections::BTreeMap;

/// Interventions named among those that start first.
const STARTS_NAMED: usize = 2;
/// Things to verify that are named.
const VERIFY_NAMED: usize = 3;

/// Blocks under a cluster's name: as many as engines have run for.
pub(super) fn n_blocks(page: &Page<'_>) -> usize {
    let results = page.results;
    1 + if results.pilots.is_some() { 4 } else { 0 }
        + usize::from(results.matching.is_some())
        + if results.plans.is_some() { 1 + usize::from(results.pilots.is_some()) } else { 0 }
}

pub(super) fn cluster(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let results = page.results;
    let id = format!("c-{cluster}");
    html! {
        section aria-labelledby=(id) {
            div {
                h3 id=(id) { (page.cluster(cluster)) }
                p.n { (size_line(page, cluster)) }
            }
            (block(text::widest(language), &shortfalls::list(page, cluster)))
            @if results.pilots.is_some() {
                (people::proposed(page, cluster))
                (people::outside(page, cluster))
                (block(text::whom_it_reaches(language), &people::reached(page, cluster)))
            }
            @if results.matching.is_some() {
                (block(text::lead_firm(language), &demand::line(page, cluster)))
            }
            @if results.plans.is_some() {
                (capacity(page, cluster))
                @if results.pilots.is_some() {
                    (block(text::first_days(language), &first_days(page, cluster)))
                }
            }
            @if results.pilots.is_some() {
                (block(text::visits_verify(language), &verify(page, cluster)))
            }
        }
    }
}

fn block(title: &str, body: &Markup) -> Markup {
    html! { div.bloque { h4.rotulo { (title) } (body) } }
}

fn size_line(page: &Page<'_>, cluster: usize) -> String {
    let language = page.language;
    let n = page.count(page.members[cluster].len());
    match crate::answered::present(page.results, Some(cluster)) {
        Some(share) => text::cluster_n(language, n, per_cent(language, share)),
        None => text::cluster_n_only(language, n),
    }
}

/// The tightest resource of each kind that this cluster has for itself.
fn capacity(page: &Page<'_>, cluster: usize) -> Markup {
    use super::super::capacity::{Load, load};
    let language = page.language;
    let resources = &page.results.resources;
    let kinds =
        [ResourceKind::Hours, ResourceKind::Seats, ResourceKind::Money, ResourceKind::Cases];
    let tightest: Vec<(usize, Load)> = kinds
        .into_iter()
        .filter_map(|kind| {
            (0..resources.len())
                .filter(|&r| {
                    resources[r].kind == kind && resources[r].scope == ResourceScope::PerCluster
                })
                .filter_map(|r| Some((r, load(page, r, cluster)?)))
                .max_by(|a, b| a.1.share().total_cmp(&b.1.share()).then(b.0.cmp(&a.0)))
        })
        .take(3)
        .collect();
    let body = html! {
        @if tightest.is_empty() {
            p { (crate::words::text::capacity::empty(language)) }
        } @else {
            ul.caps {
                @for (r, load) in &tightest {
                    @let resource = &resources[*r];
                    li.cap {
                        p {
                            (language.of(&resource.label))
                            @if resource.kind == ResourceKind::Money {
                                ", " (resource_unit(language, ResourceKind::Money))
                            }
                            " " b.nb { (load.words(page, resource.kind)) }
                            @if load.has_no_margin() { ", " (text::no_margin(language)) }
                        }
                        (load.small_bar(page, language.of(&resource.label)))
                    }
                }
            }
        }
    };
    block(text::capacity_used(language), &body)
}

/// What starts in the first quarter, most frequent first: interventions, not workshops.
fn first_days(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for plan in page.results.plans.iter().flat_map(|p| &p.plans) {
        if page.workshop(plan.workshop).cluster != cluster {
            continue;
        }
        for line in plan.lines.iter().filter(|l| l.start == Quarter(0)) {
            *starts.entry(line.intervention).or_default() += 1;
        }
    }
    let mut list: Vec<(usize, usize)> = starts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let names: Vec<String> = list
        .iter()
        .take(STARTS_NAMED)
        .filter_map(|&(i, _)| {
            let intervention = page.results.catalogue.interventions.get(i)?;
            Some(if page.privacy.hides_intervention(i) {
                lower_first(&page.support_name_of(i))
            } else {
                lower_first(language.of(&intervention.label))
            })
        })
        .collect();
    let to_visit = [PilotRole::Pilot, PilotRole::Reserve, PilotRole::Preselected]
        .into_iter()
        .flat_map(|role| page.choices(cluster, role))
        .filter(|c| !c.visited)
        .count();
    html! {
        p {
            (text::visits(language, page.count(to_visit)))
            @if !names.is_empty() { " " (text::starts(language, names.join(", "))) }
        }
    }
}

fn verify(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n = 0;
    for role in [PilotRole::Pilot, PilotRole::Reserve, PilotRole::Preselected] {
        for choice in page.choices(cluster, role) {
            n += 1;
            for word in &choice.verify {
                *words.entry(word).or_default() += 1;
            }
        }
    }
    let mut list: Vec<(&str, usize)> = words.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let items: Vec<String> = list
        .iter()
        .take(VERIFY_NAMED)
        .map(|(word, n)| text::verify_item(language, verify_word(language, word), page.count(*n)))
        .collect();
    html! {
        p {
            @if items.is_empty() {
                (text::nothing_to_verify(language))
            } @else {
                (upper_first(&text::verify_of(language, items.join(", "), page.count(n))))
            }
        }
    }
}
