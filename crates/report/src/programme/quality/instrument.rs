//! What the answers say of the instrument: how far its items hang together, what its weights do,
//! and how its axes move together. What cannot be said is said to be so.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::words::text::instrument as text;
use crate::words::{Language, decimal, lower_first, weights};
use maud::{Markup, html};
use nanduti_model::NodeKind;
use nanduti_pipeline::instrument_quality::read::{Caution, Refusal, Reliability, ReverseKey};
use nanduti_stats::{Correlation, CorrelationRefusal};

/// Difference of given and effective weight from which it is told, as a share.
const TOLD: f64 = 0.10;
/// Alpha that is usually asked of a scale in use for research (Nunnally, Bernstein 1994, ch. 7).
const USUAL_ALPHA: f64 = 0.70;
/// Weights told at most.
const MOST_TOLD: usize = 4;

pub(super) fn reliability(page: &Page<'_>) -> Markup {
    let language = page.language;
    let quality = page.results.instrument_quality();
    let nodes = &page.results.diagnosis.nodes;
    if quality.reliability.is_empty() {
        return html! {};
    }
    let mut grid = Grid::new(vec![
        heading(text::axis(language), Kind::Head),
        heading(text::items(language), Kind::Number),
        heading(text::complete_rows(language), Kind::Number),
        heading(text::alpha(language), Kind::Number),
        heading(text::omega(language), Kind::Number),
        heading(text::care(language), Kind::Long),
    ]);
    for scale in quality.reliability.iter().filter(|s| nodes[s.node].kind == NodeKind::Axis) {
        let name = page.node_name(scale.node);
        match &scale.reliability {
            Ok(found) => grid.row(scale_row(page, name, found)),
            Err(refusal) => grid.row(vec![
                said(name),
                said(page.count(scale.children.len())),
                said("—"),
                said("—"),
                said("—"),
                said(refusal_name(language, refusal)),
            ]),
        }
    }
    let refused = quality
        .reliability
        .iter()
        .filter(|s| s.reliability.as_ref().map_or(true, |found| found.alpha.is_err()))
        .count();
    let title = text::reliability_title(language);
    let axes = quality.reliability.iter().filter(|s| nodes[s.node].kind == NodeKind::Axis);
    let alphas: Vec<Option<f64>> = axes
        .map(|scale| Some(scale.reliability.as_ref().ok()?.alpha.as_ref().ok()?.value))
        .collect();
    let usual = alphas.iter().flatten().filter(|alpha| **alpha >= USUAL_ALPHA).count();
    let least = decimal(language, USUAL_ALPHA, 2);
    page::figure(
        page,
        &plain(text::reliability_found(
            language,
            page.count(usual),
            page.count(alphas.len()),
            least,
        )),
        &plain(text::reliability_measure(language)),
        &html! {
            (grid.framed(page, title))
            p.nota {
                @if refused == 0 { (text::all_given(language)) } @else {
                    (text::refused_in(language, page.count(refused), page.count(quality.reliability.len())))
                }
                @if let Some(line) = reverse_line(page) { " " (line) }
                @if let Some(line) = methods_line(page) { " " (line) }
                @if let Some(line) = weights_line(page) { " " (line) }
                @if no_stable_types(page) { " " (text::no_types(language)) }
            }
            (page.read(text::reliability_read(language)))
            (page.foot(""))
        },
    )
}

fn scale_row(page: &Page<'_>, name: &str, found: &Reliability) -> Vec<super::super::grid::Entry> {
    let language = page.language;
    let two = |value: f64| decimal(language, value, 2);
    let alpha = match &found.alpha {
        Ok(alpha) => match alpha.interval {
            Some((low, high)) => format!("{} ({}–{})", two(alpha.value), two(low), two(high)),
            None => two(alpha.value),
        },
        Err(_) => "—".to_owned(),
    };
    let mut care: Vec<&str> = Vec::new();
    for refusal in [found.alpha.as_ref().err(), found.omega.as_ref().err()].into_iter().flatten() {
        care.push(refusal_name(language, refusal));
    }
    care.extend(found.cautions.iter().map(|caution| caution_name(language, caution)));
    care.dedup();
    vec![
        said(name),
        said(page.count(found.kept.len())),
        said(page.count(found.complete_rows)),
        said(alpha),
        said(found.omega.as_ref().map_or_else(|_| "—".to_owned(), |o| two(o.value))),
        said(care.join("; ")),
    ]
}

/// Items that look keyed the other way, by name.
fn reverse_line(page: &Page<'_>) -> Option<String> {
    let diagnosis = &page.results.diagnosis;
    let scales = page.results.instrument_quality().reliability.iter();
    let names: Vec<String> = scales
        .filter_map(|scale| scale.reliability.as_ref().ok())
        .flat_map(|found| &found.items)
        .filter(|item| item.reverse_key == ReverseKey::Likely)
        .filter_map(|item| diagnosis.node(&item.name))
        .map(|node| lower_first(page.node_name(node)))
        .collect();
    (!names.is_empty()).then(|| text::reverse_items(page.language, names.join(", ")))
}

/// How weights came about, where they were not simply stated.
fn methods_line(page: &Page<'_>) -> Option<String> {
    let (language, instrument) = (page.language, &page.results.instrument);
    let told: Vec<String> = (0..instrument.nodes.len())
        .filter_map(|node| {
            let weighting = instrument.weighting_of(node)?;
            let name = lower_first(page.node_name(node));
            let method = weights::method(language, weighting.method.word())?;
            let ratio = weighting.consistency_ratio.map(|ratio| decimal(language, ratio, 2));
            Some(weights::of_node(language, &name, method, weighting.experts.len(), ratio))
        })
        .collect();
    (!told.is_empty()).then(|| weights::by_method(language, &told.join("; ")))
}

/// Where given and effective weights differ most.
fn weights_line(page: &Page<'_>) -> Option<String> {
    let mut found: Vec<(f64, usize, f64, f64)> = Vec::new();
    for parent in &page.results.instrument_quality().weights {
        let Ok(all) = &parent.influence else { continue };
        for (child, one) in parent.children.iter().zip(all) {
            let Some(effective) = one.effective_weight else { continue };
            let apart = (effective - one.weight).abs();
            if apart >= TOLD && page.results.diagnosis.nodes[*child].kind == NodeKind::Dimension {
                found.push((apart, *child, one.weight, effective));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let told: Vec<String> = found
        .iter()
        .take(MOST_TOLD)
        .map(|(_, node, given, effective)| {
            text::weight(
                page.language,
                lower_first(page.node_name(*node)),
                page.round(given * 100.0),
                page.round(effective * 100.0),
            )
        })
        .collect();
    (!told.is_empty()).then(|| text::weights_differ(page.language, told.join("; ")))
}

fn no_stable_types(page: &Page<'_>) -> bool {
    use nanduti_pipeline::instrument_quality::read::StabilityVerdict::Stable;
    let types = &page.results.instrument_quality().typology;
    types.as_ref().map_or(true, |found| found.stability.verdict != Stable)
}

pub(super) fn association(page: &Page<'_>) -> Markup {
    let language = page.language;
    let Some(found) = &page.results.instrument_quality().association else { return html! {} };
    let by_cluster = found.grouped.iter().find(|grouping| grouping.name == "cluster");
    let clusters = page.results.clusters();
    let mut headings = vec![
        heading(text::pair(language), Kind::Head),
        heading(text::all(language), Kind::Number),
        heading(text::given_others(language), Kind::Number),
    ];
    let within = by_cluster.map_or(&[][..], |grouping| &grouping.within);
    if !within.is_empty() {
        headings.push(heading(text::within_clusters(language), Kind::Number));
    }
    let mut cells: Vec<_> = by_cluster.map_or(&[][..], |grouping| &grouping.cells).iter().collect();
    // In the order of the case, as everywhere.
    let place = |label: Option<&str>| clusters.iter().position(|c| Some(c.id.as_str()) == label);
    cells.sort_by_key(|cell| place(cell.label.as_deref()).unwrap_or(clusters.len()));
    headings.extend(cells.iter().map(|cell| {
        let id = cell.label.as_deref().unwrap_or_default();
        let known = clusters.iter().find(|c| c.id.as_str() == id);
        heading(known.map_or(id, |c| language.of(&c.name)), Kind::Number)
    }));
    let mut grid = Grid::new(headings);
    for (at, pair) in found.pooled.pairs.iter().enumerate() {
        let name = format!("{} · {}", page.axis_name(pair.left), page.axis_name(pair.right));
        let mut row = vec![
            said(name),
            said(figure(language, &pair.pearson)),
            said(figure(language, &pair.pearson_given_others)),
        ];
        row.extend(within.get(at).map(|found| said(figure(language, found))));
        row.extend(cells.iter().map(|cell| {
            said(cell.pairs.get(at).map_or_else(String::new, |p| figure(language, &p.pearson)))
        }));
        grid.row(row);
    }
    let title = text::association_title(language);
    let apart = |found: &Result<Correlation, CorrelationRefusal>| {
        let interval = found.as_ref().ok().and_then(|found| found.interval);
        interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    };
    let pairs = &found.pooled.pairs;
    let together = pairs.iter().filter(|pair| apart(&pair.pearson)).count();
    let alike = |at: usize| within.get(at).is_none_or(apart) && apart(&pairs[at].pearson);
    // What differs between clusters may bind two axes that no cluster sees together.
    let inside = (0..pairs.len()).filter(|&at| alike(at)).count();
    let said_title = if inside < together {
        text::association_inside(
            language,
            page.count(together),
            page.count(inside),
            page.count(pairs.len()),
        )
    } else {
        text::association_found(language, page.count(together), page.count(pairs.len()))
    };
    page::figure(
        page,
        &plain(said_title),
        &plain(text::association_measure(language)),
        &html! {
            (grid.framed(page, title))
            (page.read(text::association_read(language)))
            (page.foot(""))
        },
    )
}

/// «0,42 (0,31–0,52)», or why there is none.
fn figure(language: Language, found: &Result<Correlation, CorrelationRefusal>) -> String {
    let two = |value: f64| decimal(language, value, 2);
    match found {
        Ok(found) => match found.interval {
            Some((low, high)) => {
                format!(
                    "{} ({} {} {})",
                    two(found.value),
                    two(low),
                    language.pick("a", "to"),
                    two(high)
                )
            }
            None => two(found.value),
        },
        Err(CorrelationRefusal::TooFewPairs { .. }) => text::refused_too_few(language).to_owned(),
        Err(CorrelationRefusal::Constant { .. }) => text::refused_constant(language).to_owned(),
        Err(CorrelationRefusal::Singular { .. }) => text::refused_singular(language).to_owned(),
        Err(_) => "—".to_owned(),
    }
}

fn refusal_name(language: Language, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::TooFewRows { .. } => text::refused_too_few(language),
        Refusal::TooFewItems { .. } => text::refused_items(language),
        Refusal::TotalDoesNotVary => text::refused_constant(language),
        Refusal::Singular { .. } => text::refused_singular(language),
        Refusal::NothingInCommon => text::refused_nothing(language),
        Refusal::ImproperSolution { .. } | Refusal::NotConverged => text::refused_model(language),
        Refusal::NamesDoNotMatch { .. }
        | Refusal::UnequalLengths { .. }
        | Refusal::NotFinite { .. } => text::refused_input(language),
    }
}

fn caution_name(language: Language, caution: &Caution) -> &'static str {
    match caution {
        Caution::FewRows { .. } | Caution::FewRowsPerItem { .. } => text::caution_few(language),
        Caution::MostRowsIncomplete { .. } => text::caution_incomplete(language),
        Caution::ItemsLeftOut { .. } => text::caution_left_out(language),
        Caution::TwoItems => text::caution_two(language),
        Caution::NegativeAlpha => text::caution_negative(language),
        Caution::ReverseKeySuspected { .. } => text::caution_reverse(language),
        Caution::OneFactorFitsPoorly { .. } => text::caution_fit(language),
    }
}
