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
    let Some(found) = &page.results.robustness else { return html! {} };
    let mut grid = Grid::new(vec![
        heading(text::axis(language), Kind::Head),
        heading(text::scored(language), Kind::Number),
        heading(text::stated(language), Kind::Number),
        heading(text::between(language), Kind::Number),
        heading(text::moves_most(language), Kind::Text),
    ]);
    let (mut all_stated, mut all_scored) = (0, 0);
    for node in &found.nodes {
        let column = &page.results.diagnosis.columns[node.node];
        let scored = column.score.iter().flatten().count();
        let stated = column.level.iter().flatten().count();
        all_scored += scored;
        all_stated += stated;
        let symbol = Page::axis_style(page.axis_of(node.node)).symbol;
        grid.row(vec![
            entry(html! { (mark(symbol)) " " (page.node_name(node.node)) }),
            said(page.count(scored)),
            said(page.count(stated)),
            said(page.count(scored - stated)),
            said(mover(page, &node.sensitivity)),
        ]);
    }
    if all_scored == 0 {
        return html! {};
    }
    let share = per_cent(language, all_stated as f64 / all_scored as f64);
    let measure = text::levels_measure(
        language,
        per_cent(language, LEVEL_PROBABILITY),
        page.count(found.runs),
        varied(page),
    );
    page::figure(
        page,
        &plain(text::levels_title(language, share)),
        &plain(measure),
        &html! { (grid.framed(page, text::levels_name(language))) (page.foot("")) },
    )
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
