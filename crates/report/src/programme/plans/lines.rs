//! The lines of one plan. What is private to the workshop reads «apoyo en …».

use super::super::grid::{Entry, Grid, Kind, entry, heading, said};
use super::super::page::Page;
use crate::words::{
    Language, decimal, interval, lower_first, quarter_name, text::frame, text::plans as text,
    upper_first, whole,
};
use maud::{Markup, html};
use nanduti_model::{NodeId, PlanLine, Quarter, Target, WorkshopPlan};

/// Targets named in a line.
const TARGETS_NAMED: usize = 3;

pub(super) fn grid(page: &Page<'_>, plan: &WorkshopPlan) -> Grid {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::when(language), Kind::Text),
        heading(text::what(language), Kind::Head),
        heading(text::who_helps(language), Kind::Text),
        heading(text::hours(language), Kind::Number),
        heading(text::money(language), Kind::Number),
        heading(text::measured(language), Kind::Long),
        heading(text::state(language), Kind::Text),
    ]);
    for line in &plan.lines {
        grid.row(row(page, line));
    }
    grid
}

fn row(page: &Page<'_>, line: &PlanLine) -> Vec<Entry> {
    let language = page.language;
    vec![
        entry(html! { span.nb { (quarters(language, line.start, line.end)) } }),
        said(upper_first(&line_name(page, line))),
        said(provider(page, line)),
        said(decimal(language, line.owner_hours, 0)),
        said(whole(language, line.cost.0)),
        entry(targets(page, line)),
        said(text::state_proposal(language)),
    ]
}

/// «T1» or «T1–T3».
pub(crate) fn quarters(language: Language, start: Quarter, end: Quarter) -> String {
    let first = quarter_name(language, start);
    if end <= start { first } else { format!("{first}–{}", quarter_name(language, end)) }
}

/// What a line is called; «apoyo en …» where its very name would say what is private.
pub(super) fn line_name(page: &Page<'_>, line: &PlanLine) -> String {
    if page.privacy.hides_line(line) {
        let from_targets = line.targets.first().map(|t| &t.indicator);
        let from_effects = page
            .results
            .catalogue
            .interventions
            .get(line.intervention)
            .and_then(|i| i.effects.first())
            .map(|e| &e.indicator);
        return support_in(page, from_targets.or(from_effects));
    }
    intervention_name(page, line.intervention).unwrap_or_else(|| line.intervention_id.to_string())
}

/// The printed name of an intervention.
pub(super) fn intervention_name(page: &Page<'_>, position: usize) -> Option<String> {
    let intervention = page.results.catalogue.interventions.get(position)?;
    Some(page.language.of(&intervention.label).to_owned())
}

fn support_in(page: &Page<'_>, indicator: Option<&NodeId>) -> String {
    let area = indicator
        .and_then(|id| page.privacy.area_of(id))
        .map_or_else(|| "…".to_owned(), |label| lower_first(page.language.of(label)));
    format!("{} {area}", frame::support_in(page.language))
}

fn provider(page: &Page<'_>, line: &PlanLine) -> String {
    let catalogue = &page.results.catalogue;
    let Some(intervention) = catalogue.interventions.get(line.intervention) else {
        return "—".to_owned();
    };
    catalogue
        .providers
        .iter()
        .find(|p| p.id == intervention.provider)
        .map_or_else(|| intervention.provider.to_string(), |p| page.language.of(&p.name).to_owned())
}

fn targets(page: &Page<'_>, line: &PlanLine) -> Markup {
    let language = page.language;
    if page.privacy.hides_line(line) {
        return html! { (text::private_measure(language)) };
    }
    let mut said: Vec<String> = Vec::new();
    for target in &line.targets {
        let words = if page.privacy.hides(&target.indicator) {
            support_in(page, Some(&target.indicator))
        } else {
            target_words(page, target)
        };
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let n_more = said.len().saturating_sub(TARGETS_NAMED);
    html! {
        @if said.is_empty() { (text::none_measured(language)) }
        @for (i, words) in said.iter().take(TARGETS_NAMED).enumerate() {
            @if i > 0 { br; }
            (words)
        }
        @if n_more > 0 { " " span.corto { (text::more_targets(language, page.count(n_more))) } }
    }
}

/// «Arreglos de cada 100 prendas: de 10 a 8 (6–10)».
fn target_words(page: &Page<'_>, target: &Target) -> String {
    let language = page.language;
    let (name, unit) = page.results.diagnosis.node(target.indicator.as_str()).map_or_else(
        || (target.indicator.to_string(), String::new()),
        |n| {
            let info = &page.results.diagnosis.nodes[n];
            (language.of(&info.label).to_owned(), language.of(&info.unit).to_owned())
        },
    );
    let values = [target.from, target.to, target.low, target.high];
    let unit = if unit.is_empty() { unit } else { format!(" · {unit}") };
    let decimals = u8::from(values.iter().all(|v| v.abs() < 10.0));
    let (low, high) = (target.low.min(target.high), target.low.max(target.high));
    let (low, high) = (low.min(target.to), high.max(target.to));
    let range = interval(language, low, high, decimals);
    let (first, last) = range.split_once('–').unwrap_or((&range, ""));
    let mut words = text::target(
        language,
        name,
        decimal(language, target.from, decimals),
        decimal(language, target.to, decimals),
        first,
        last,
        unit,
    );
    if !target.observed {
        words = format!("{} ({})", words.trim_end(), text::today_assumed(language));
    }
    words.trim_end().to_owned()
}
