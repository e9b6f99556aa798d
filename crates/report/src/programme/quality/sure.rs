//! How sure the scores are, and who lacks several things at once, by cluster.

use super::super::grid::{Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, mark, plain};
use crate::words::text::{frame, sure as text};
use crate::words::{per_cent, upper_first};
use maud::{Markup, html};
use nanduti_model::FactorKind;
use nanduti_pipeline::counting_view::{Estimate, Measures, Part, Subgroup};
use nanduti_pipeline::tables::{CONFIDENCE, ends};
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
        let word = factor_words(page, &factor.kind);
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
            .map_or_else(String::new, |factor| factor_words(page, &factor.kind).to_owned()),
        _ => text::nothing(language).to_owned(),
    }
}

fn factor_words(page: &Page<'_>, kind: &FactorKind) -> &'static str {
    let language = page.language;
    match kind {
        FactorKind::Weights { .. } => text::weights(language),
        FactorKind::OpenAnswers { .. } => text::open_answers(language),
        FactorKind::Measurement { .. } => text::measurement(language),
        FactorKind::Aggregation { .. } => text::aggregation(language),
        FactorKind::Normalisation(_) => text::normalisation(language),
        FactorKind::Imputation(_) => text::imputation(language),
        FactorKind::Outliers(_) => text::outliers(language),
        FactorKind::LeaveOut(_) => text::leave_out(language),
    }
}

/// The counting view by cluster.
pub(super) fn lacks(page: &Page<'_>) -> Markup {
    let language = page.language;
    let by = page.results.instrument.roles.cluster.as_ref();
    let Some(view) = &page.results.counting else { return html! {} };
    let Some(grouped) =
        view.grouped.iter().find(|grouped| by.is_some_and(|by| by.as_str() == grouped.by))
    else {
        return html! {};
    };
    let mut grid = Grid::new(vec![
        heading(frame::cluster(language), Kind::Head),
        heading(text::counted(language), Kind::Number),
        heading(text::headcount(language), Kind::Number),
        heading(text::intensity(language), Kind::Number),
        heading(text::adjusted(language), Kind::Number),
    ]);
    for part in &grouped.parts {
        let Part::Group(group) = part.part else { continue };
        grid.row(row(page, page.cluster(group as usize), part));
    }
    let whole = grouped.parts.iter().find(|part| part.part == Part::All);
    if let Some(whole) = whole {
        grid.totals(row(page, &upper_first(text::all(language)), whole));
    }
    let headcount = whole.and_then(|whole| whole.measures.shown()?.headcount);
    let k = view.spec.poverty_cut_off;
    let cut_off = format!("{}/{}", k.numerator, k.denominator);
    let title = headcount.map_or_else(
        || text::lacks_name(language).to_owned(),
        |headcount| {
            let share = per_cent(language, headcount.value);
            text::lacks_title(language, share, cut_off.clone())
        },
    );
    let floors: Vec<&str> = view
        .spec
        .deprivations
        .iter()
        .filter_map(|lack| floor_name(page, &lack.indicator))
        .collect();
    page::figure(
        page,
        &plain(title),
        &plain(text::lacks_measure(language, per_cent(language, CONFIDENCE), floors.join("; "))),
        &html! { (grid.framed(page, text::lacks_name(language))) (page.foot(text::lacks_foot(language))) },
    )
}

/// The printed name of what a lack reads.
fn floor_name<'a>(page: &Page<'a>, id: &str) -> Option<&'a str> {
    let results = page.results;
    let node = results.diagnosis.node(id).map(|node| page.node_name(node));
    let derived = || results.instrument.derived.iter().find(|derived| derived.id == id);
    node.or_else(|| derived().map(|derived| page.language.of(&derived.label)))
}

fn row(page: &Page<'_>, name: &str, part: &Subgroup) -> Vec<super::super::grid::Entry> {
    let shown = part.measures.shown();
    let share = |of: fn(&Measures) -> Option<&Estimate>| with_ends(page, shown.and_then(of));
    vec![
        said(name),
        said(shown.map_or_else(|| "—".to_owned(), |_| page.count(part.rows))),
        said(share(|m| m.headcount.as_ref())),
        said(share(|m| m.intensity.as_ref())),
        said(share(|m| m.adjusted_headcount.as_ref())),
    ]
}

/// «42 % (35–50)»; a dash where nothing is shown.
fn with_ends(page: &Page<'_>, estimate: Option<&Estimate>) -> String {
    let Some(known) = estimate else { return "—".to_owned() };
    let share = per_cent(page.language, known.value);
    match ends(Some(known)) {
        Some((low, high)) => {
            format!("{share} ({}–{})", page.round(low * 100.0), page.round(high * 100.0))
        }
        None => share,
    }
}
