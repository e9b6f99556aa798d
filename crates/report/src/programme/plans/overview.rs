//! What is done and in how many workshops, by cluster: counts only.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use super::lines::intervention_name;
use crate::words::{modality, text::frame, text::plans as text};
use maud::{Markup, html};
use nanduti_model::WorkshopPlan;
use std::collections::BTreeMap;

/// Counts below this are protected where they speak of what is private.
const PROTECTED_BELOW: usize = 5;

pub(super) fn figure(page: &Page<'_>, plans: &[&WorkshopPlan]) -> Markup {
    let language = page.language;
    let n_clusters = page.members.len();
    let mut counts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for plan in plans {
        let cluster = page.workshop(plan.workshop).cluster;
        for line in &plan.lines {
            let by_cluster = counts.entry(line.intervention).or_insert_with(|| vec![0; n_clusters]);
            if let Some(n) = by_cluster.get_mut(cluster) {
                *n += 1;
            }
        }
    }
    let mut headings = vec![
        heading(text::intervention(language), Kind::Head),
        heading(text::kind(language), Kind::Text),
    ];
    headings.extend((0..n_clusters).map(|c| heading(page.cluster(c), Kind::Number)));
    headings.push(heading(frame::total(language), Kind::Number));
    let mut grid = Grid::new(headings);
    let mut protected = false;
    for (position, by_cluster) in &counts {
        let Some(intervention) = page.results.catalogue.interventions.get(*position) else {
            continue;
        };
        let mut row = vec![
            said(intervention_name(page, *position).unwrap_or_default()),
            said(modality(language, intervention.modality)),
        ];
        let hidden = page.privacy.hides_intervention(*position);
        let total = by_cluster.iter().sum();
        protected |=
            hidden && by_cluster.iter().chain([&total]).any(|n| (1..PROTECTED_BELOW).contains(n));
        row.extend(by_cluster.iter().chain([&total]).map(|&n| said(count(page, n, hidden))));
        grid.row(row);
    }
    let title = text::interventions_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::interventions_measure(language, page.count(plans.len()))),
        &html! {
            (grid.framed(page, title))
            @if protected { p.leer { (text::why_fewer_than_five(language)) } }
            (page.foot(""))
        },
    )
}

/// A count; a small one of what is private to a workshop is not given.
fn count(page: &Page<'_>, n: usize, hidden: bool) -> String {
    if hidden && (1..PROTECTED_BELOW).contains(&n) {
        text::fewer_than_five(page.language).to_owned()
    } else {
        page.count(n)
    }
}
