//! The conditions for working in groups in a territory: a proposal with its reasons, what the
//! field should look into, a first safe step, and a line for whoever confirms it.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::words::associativity::{
    criterion_figure, criterion_name, criterion_unit, criterion_word, finding_name,
    stance_question, step_name, tie_name, verdict_name,
};
use crate::words::text::instrument as text;
use crate::words::{Language, date_long, date_short, decimal, quarter_name, upper_first};
use jiff::ToSpan;
use maud::{Markup, html};
use nanduti_pipeline::instrument_quality::read::{
    Finding, Grade, Reason, Role, Side, TerritoryAssessment, TieFigures,
};

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let found = page.results.associativity.iter().find(|found| found.territory == cluster);
    let Some(found) = found else { return html! {} };
    let required = |met: fn(Finding) -> bool| -> Vec<String> {
        let listed = |reason: &&Reason| reason.role == Role::Required && met(reason.finding);
        found.reasons.iter().filter(listed).map(|reason| told(page, reason)).collect()
    };
    let pro = required(|finding| finding == Finding::Graded(Grade::Met));
    let against =
        required(|finding| matches!(finding, Finding::Graded(Grade::NotMet | Grade::FarFromMet)));
    let open =
        required(|finding| matches!(finding, Finding::Between { .. } | Finding::NotKnown(_)));
    let word = |verdict| verdict_name(language, verdict);
    page::figure(
        page,
        &plain(text::conditions_title(language, word(found.verdict))),
        &plain(text::conditions_measure(
            language,
            page.count(found.n_answered),
            page.count(found.n_workshops),
        )),
        &html! {
            p {
                @if found.at_best == found.at_worst { (text::readings_agree(language)) }
                @else { (text::readings(language, word(found.at_best), word(found.at_worst))) }
            }
            (list(page, text::for_it(language), &pro))
            (list(page, text::against_it(language), &against))
            (list(page, text::open(language), &open))
            @if let Some(written) = written(page, cluster) {
                (list(page, text::notes_written(language), &written))
            }
            (list(page, text::notes_asked(language), &notes(page, found)))
            p {
                b { (text::first_step(language)) ": " }
                (step_name(language, found.first_step.step)) ". "
                (review(page, found))
            }
            p { (text::confirm(language)) }
            (page.read(text::conditions_read(language)))
            (page.foot(""))
            (page.data(&html! { (criteria(page, found)) (ties(page, found)) }))
        },
    )
}

fn list(page: &Page<'_>, name: &str, entries: &[String]) -> Markup {
    html! {
        p { b { (name) ": " } @if entries.is_empty() { (text::nothing(page.language)) "." } }
        @if !entries.is_empty() {
            ul.frases { @for entry in entries { li { (upper_first(entry)) "." } } }
        }
    }
}

/// One criterion with its figure.
fn told(page: &Page<'_>, reason: &Reason) -> String {
    let language = page.language;
    let (name, finding) =
        (criterion_name(language, reason.criterion), finding_name(language, reason.finding));
    let figure = |value: f64| criterion_figure(language, reason.criterion, value);
    match &reason.estimate {
        None => text::reason_unknown(language, name, finding),
        Some(estimate) => text::reason(
            language,
            name,
            format!(
                "{} ({}–{})",
                figure(estimate.value),
                figure(estimate.low),
                figure(estimate.high)
            ),
            criterion_unit(language, reason.criterion),
            cut(language, reason.side, figure(reason.met)),
            finding,
            page.count(reason.n),
        ),
    }
}

/// The notes from the field that count; `None` where nobody wrote any in this case.
fn written(page: &Page<'_>, cluster: usize) -> Option<Vec<String>> {
    let language = page.language;
    let all = &page.results.notes;
    let of_cluster = all.iter().filter(|note| note.cluster == cluster && note.counts);
    let told = of_cluster.map(|note| {
        let stance =
            if note.speaks_for { text::note_for(language) } else { text::note_against(language) };
        text::note(
            language,
            criterion_word(language, &note.criterion),
            stance,
            note.reason.trim_end_matches('.'),
            &note.author,
            date_short(language, note.date),
        )
    });
    (!all.is_empty()).then(|| told.collect())
}

/// A cut-off with the side on which it is met.
fn cut(language: Language, side: Side, figure: String) -> String {
    match side {
        Side::AtMost => text::cut_up_to(language, figure),
        Side::AtLeast => text::cut_from(language, figure),
    }
}

/// What to look into, criteria with the same question together.
fn notes(page: &Page<'_>, found: &TerritoryAssessment) -> Vec<String> {
    let language = page.language;
    let mut grouped: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for asked in &found.notes_asked {
        let question = stance_question(language, asked.stance);
        let name = criterion_name(language, asked.criterion);
        match grouped.iter_mut().find(|(known, _)| *known == question) {
            Some((_, names)) => names.push(name),
            None => grouped.push((question, vec![name])),
        }
    }
    grouped
        .into_iter()
        .map(|(question, names)| format!("{question} ({})", names.join(", ")))
        .collect()
}

fn review(page: &Page<'_>, found: &TerritoryAssessment) -> String {
    let language = page.language;
    let months = i64::from(found.review.0) * 3;
    let start = page.results.meta.start;
    let date = start.checked_add(months.months()).unwrap_or(start);
    text::review(language, date_long(language, date), quarter_name(language, found.review))
}

fn criteria(page: &Page<'_>, found: &TerritoryAssessment) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::criterion(language), Kind::Head),
        heading("n", Kind::Number),
        heading(text::value(language), Kind::Number),
        heading(text::cut(language), Kind::Number),
        heading(text::finding(language), Kind::Long),
    ]);
    for reason in &found.reasons {
        let figure = |value: f64| criterion_figure(language, reason.criterion, value);
        let value = reason.estimate.map_or_else(
            || "—".to_owned(),
            |e| format!("{} ({}–{})", figure(e.value), figure(e.low), figure(e.high)),
        );
        let mut finding = finding_name(language, reason.finding).to_owned();
        if reason.role == Role::Evidence {
            finding = format!("{finding} ({})", text::evidence_only(language));
        }
        grid.row(vec![
            said(upper_first(criterion_name(language, reason.criterion))),
            said(page.count(reason.n)),
            said(value),
            said(cut(language, reason.side, figure(reason.met))),
            said(finding),
        ]);
    }
    grid.render(page)
}

/// Ties in aggregate; of trust only how many of the possible ones there are.
fn ties(page: &Page<'_>, found: &TerritoryAssessment) -> Markup {
    if found.ties.is_empty() {
        return html! {};
    }
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::tie(language), Kind::Head),
        heading(text::asked(language), Kind::Number),
        heading(text::density(language), Kind::Number),
        heading(text::reciprocity(language), Kind::Number),
        heading(text::isolated(language), Kind::Number),
        heading(text::components(language), Kind::Number),
        heading(text::bridges(language), Kind::Number),
    ]);
    let hundred = |share: Option<f64>| {
        share.map_or_else(|| "—".to_owned(), |s| decimal(language, s * 100.0, 1))
    };
    for tie in &found.ties {
        let dash = || "—".to_owned();
        let figures = match &tie.figures {
            TieFigures::TooFewAsked { .. } => {
                [text::too_few_asked(language).to_owned(), dash(), dash(), dash(), dash(), dash()]
            }
            TieFigures::Sealed(sealed) => [
                page.count(sealed.n_observed),
                hundred(sealed.density),
                hundred(sealed.reciprocity),
                dash(),
                dash(),
                dash(),
            ],
            TieFigures::Open(open) => [
                page.count(open.n_observed),
                hundred(open.density),
                hundred(open.reciprocity),
                page.count(open.n_isolated),
                page.count(open.n_components),
                page.count(open.n_bridges),
            ],
        };
        let mut row = vec![said(upper_first(tie_name(language, tie.kind)))];
        row.extend(figures.into_iter().map(said));
        grid.row(row);
    }
    grid.render(page)
}
