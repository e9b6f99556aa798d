//! One sheet for each cluster: clusters differ, and a pooled mean would hide it.

mod axes;
mod conditions;
mod funnel;
mod heat;
mod lost;
pub(super) mod trust;
mod types;

use super::frame::Sheet;
use super::page::{Page, empty_state, plain};
use crate::summary::{Ranged, Shortfall, median_ranged, shortfall, sorted};
use crate::words::{lower_first, text::cluster as text};
use maud::html;
use nanduti_model::{NodeContent, NodeKind};

/// Least share of scores for a figure where the instrument does not say.
const LEAST_SHARE: f64 = 0.5;

/// Fewest workshops of which a cluster's figure is told: of fewer it would be somebody's own.
const FEWEST: usize = 5;

/// Most clusters whose heat table fits half a page.
const HEAT_BESIDE: usize = 4;

pub(super) fn sheet(page: &Page<'_>, cluster: usize) -> Sheet {
    let language = page.language;
    let name = page.cluster(cluster).to_owned();
    let n = page.members[cluster].len();
    let body = if n == 0 {
        empty_state(page, &name, text::no_workshops(language))
    } else {
        html! {
            (axes::figure(page, cluster))
            (funnel::figure(page, cluster))
            @if page.members.len() > HEAT_BESIDE {
                (heat::figure(page, cluster))
                div.dos {
                    (trust::figure(page, cluster))
                    (lost::figure(page, cluster))
                }
            } @else {
                div.dos {
                    (heat::figure(page, cluster))
                    div {
                        (trust::figure(page, cluster))
                        (lost::figure(page, cluster))
                    }
                }
            }
            (conditions::figure(page, cluster))
            (types::line(page, cluster))
        }
    };
    Sheet {
        line: text::sheet_line(language, &name, page.count(n)),
        title: plain(title(page, cluster)),
        lead: lead(page, cluster),
        body,
        name,
    }
}

/// Node positions of the dimensions of an axis; the axis itself where it has none.
pub(super) fn dimensions(page: &Page<'_>, axis: usize) -> Vec<usize> {
    let nodes = &page.results.diagnosis.nodes;
    let root = page.axes[axis];
    let found: Vec<usize> = (0..nodes.len())
        .filter(|&n| nodes[n].kind == NodeKind::Dimension && nodes[n].parent == Some(root))
        .collect();
    if found.is_empty() { vec![root] } else { found }
}

/// Shortfall of a node in a cluster, under the instrument's own threshold.
pub(super) fn cluster_shortfall(page: &Page<'_>, node: usize, cluster: usize) -> Shortfall {
    let diagnosis = &page.results.diagnosis;
    let instrument = &page.results.instrument;
    let least = instrument
        .node(&diagnosis.nodes[node].id)
        .and_then(|n| match &instrument.nodes[n].content {
            NodeContent::Aggregate(aggregate) => Some(aggregate.min_availability),
            NodeContent::Indicator(_) => None,
        })
        .unwrap_or(LEAST_SHARE);
    let (column, members) = (&diagnosis.columns[node], &page.members[cluster]);
    let n_scored = members.iter().filter(|&&row| column.score[row].is_some()).count();
    match shortfall(column, members, least) {
        Shortfall::Known(_) if n_scored < FEWEST => {
            Shortfall::TooFew(n_scored as u32, members.len() as u32)
        }
        other => other,
    }
}

/// Dimensions of a cluster with a known shortfall, widest first.
fn widest(page: &Page<'_>, cluster: usize) -> Vec<(usize, Ranged)> {
    let mut found: Vec<(usize, Ranged)> = (0..page.axes.len())
        .flat_map(|axis| dimensions(page, axis))
        .filter_map(|node| match cluster_shortfall(page, node, cluster) {
            Shortfall::Known(ranged) => Some((node, ranged)),
            Shortfall::TooFew(..) | Shortfall::NotApplicable => None,
        })
        .collect();
    found.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then(a.0.cmp(&b.0)));
    found
}

fn title(page: &Page<'_>, cluster: usize) -> String {
    let language = page.language;
    let name = page.cluster(cluster);
    let words = |node: usize| lower_first(page.node_name(node));
    match widest(page, cluster).as_slice() {
        [first, second, ..] => text::title_widest(language, name, words(first.0), words(second.0)),
        [first] => text::title_one(language, name, words(first.0)),
        [] => text::title_plain(language, name),
    }
}

/// On which axes the cluster's median differs from another's beyond both intervals; nothing is
/// said of a few workshops, whose median has no interval.
fn lead(page: &Page<'_>, cluster: usize) -> String {
    let language = page.language;
    let median = |axis: usize, c: usize| {
        let column = &page.results.diagnosis.columns[page.axes[axis]];
        let scores = sorted(&column.score, &page.members[c]);
        median_ranged(&scores).filter(|_| scores.len() >= FEWEST)
    };
    let mut parts = Vec::new();
    for axis in 0..page.axes.len() {
        let Some(here) = median(axis, cluster) else { continue };
        let others: Vec<&str> = (0..page.members.len())
            .filter(|&c| c != cluster)
            .filter(|&c| median(axis, c).is_some_and(|m| m.high < here.low || m.low > here.high))
            .map(|c| page.cluster(c))
            .collect();
        if !others.is_empty() {
            let axis = lower_first(page.axis_name(axis));
            parts.push(text::differs_from(language, axis, others.join(", ")));
        }
    }
    match (page.members.len(), parts.is_empty()) {
        (0 | 1, _) => String::new(),
        (_, true) => text::lead_alike(language).to_owned(),
        (_, false) => text::lead_differs(language, parts.join("; ")),
    }
}
