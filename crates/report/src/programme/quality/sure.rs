//! How sure the scores are: levels that are stated and what moves the scores.

use super::super::grid::{Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, mark, plain};
use crate::words::codes::factor_name;
use crate::words::per_cent;
use crate::words::text::sure as text;
use maud::{Markup, html};
use nanduti_pipeline::uncertainty::{FactorSensitivity, LEVEL_PROBABILITY, own_score_total};

/// Mean total index from which a factor is said to move the scores; below it none stands out.
const STANDS_OUT: f64 = 0.1;

/// Levels that are stated and what moves the scores most, by axis.
pub(super) fn levels(page: &Page<'_>) -> Markup {
    let language = page.language;
    let certainty = &page.results.certainty;
    if certainty.is_empty() {
        return html! {};
    }
    let mut grid = Grid::new(vec![
        heading(text::axis(language), Kind::Head),
        heading(text::scored(language), Kind::Number),
        heading(text::stated(language), Kind::Number),
        heading(text::between(language), Kind::Number),
        heading(text::width(language), Kind::Number),
        heading(text::moves_most(language), Kind::Text),
    ]);
    let (mut all_stated, mut all_scored) = (0, 0);
    let choices = certainty.choices.as_ref();
    for &axis in &page.axes {
        let column = &page.results.diagnosis.columns[axis];
        let scored = column.score.iter().flatten().count();
        let stated = column.level.iter().flatten().count();
        all_scored += scored;
        all_stated += stated;
        let symbol = Page::axis_style(page.axis_of(axis)).symbol;
        let moved = choices.and_then(|found| found.nodes.iter().find(|node| node.node == axis));
        grid.row(vec![
            entry(html! { (mark(symbol)) " " (page.node_name(axis)) }),
            said(page.count(scored)),
            said(page.count(stated)),
            said(page.count(scored - stated)),
            said(width(page, axis)),
            said(moved.map_or_else(|| "—".to_owned(), |node| mover(page, &node.sensitivity))),
        ]);
    }
    if all_scored == 0 {
        return html! {};
    }
    let share = per_cent(language, all_stated as f64 / all_scored as f64);
    let measure = measure(page);
    page::figure(
        page,
        &plain(text::levels_title(language, share)),
        &plain(measure),
        &html! { (grid.framed(page, text::levels_name(language))) (page.foot("")) },
    )
}

/// What the levels rest on, in words.
fn measure(page: &Page<'_>) -> String {
    let language = page.language;
    let least = per_cent(language, LEVEL_PROBABILITY);
    let certainty = &page.results.certainty;
    let choices = certainty.choices.as_ref().map(|found| page.count(found.runs));
    match (&certainty.truth, choices) {
        (Some(truth), Some(runs)) => format!(
            "{} {}",
            text::truth_measure(language, page.count(truth.draws), least),
            text::choices_measure(language, runs, varied(page)),
        ),
        (Some(truth), None) => text::truth_measure(language, page.count(truth.draws), least),
        (None, runs) => {
            text::levels_measure(language, least, runs.unwrap_or_default(), varied(page))
        }
    }
}

/// Median width of the intervals of an axis, in points; a dash where there are none.
fn width(page: &Page<'_>, axis: usize) -> String {
    page.results
        .certainty
        .median_width(axis)
        .map_or_else(|| "—".to_owned(), |median| page.round(median))
}

/// What the alternatives change, in words, each kind once.
fn varied(page: &Page<'_>) -> String {
    let alternatives = page.results.instrument.alternatives.as_ref();
    let factors = alternatives.map_or(&[][..], |alternatives| &alternatives.factors);
    let mut words: Vec<&str> = Vec::new();
    for factor in factors {
        let word = factor_name(page.language, &factor.kind);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// The factor that brings most of the movement, in words.
fn mover(page: &Page<'_>, sensitivity: &[FactorSensitivity]) -> String {
    let language = page.language;
    let most = sensitivity
        .iter()
        .filter_map(|factor| Some((factor.factor, own_score_total(factor)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let factors = page.results.instrument.alternatives.as_ref().map(|a| &a.factors);
    match most {
        Some((at, total)) if total >= STANDS_OUT => factors
            .and_then(|all| all.get(at))
            .map_or_else(String::new, |factor| factor_name(language, &factor.kind).to_owned()),
        _ => text::nothing(language).to_owned(),
    }
}
