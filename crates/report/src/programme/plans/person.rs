//! One workshop's plan: its lines, the owner's hours, what not yet and why.

use super::super::page::{self, Page, code, mark, plain};
use super::{hours, lines};
use crate::words::{
    decimal, guaranies, level_words, lower_first, pilot_role, signed, signed_interval,
    text::plans as text,
};
use maud::{Markup, html};
use nanduti_model::{Guaranies, NotYet, PilotRole, WorkshopPlan};

/// «Not yet» entries named in a plan.
const NOT_YET_NAMED: usize = 4;

pub(super) fn figure(page: &Page<'_>, plan: &WorkshopPlan) -> Markup {
    let language = page.language;
    let first =
        plan.lines.first().map_or_else(String::new, |l| lower_first(&lines::line_name(page, l)));
    let title = text::starts_with(language, &plan.workshop_id, first);
    let body = html! {
        (scores(page, plan.workshop))
        (lines::grid(page, plan).framed(page, &title))
        (gain(page, plan))
        div.dos {
            div.panel {
                h4 { (hours_title(page, plan)) }
                p.sub { (text::weekly_hours(language)) }
                (hours::chart(page, plan))
            }
            div.panel {
                h4 { (text::not_yet(language)) }
                (not_yet(page, plan))
                p.nota { (text::agreement(language)) }
            }
        }
        (page.foot(text::states(language)))
    };
    html! { div.plan { (page::figure(page, &plain(title), &plain(measure(page, plan)), &body)) } }
}

fn measure(page: &Page<'_>, plan: &WorkshopPlan) -> String {
    let language = page.language;
    let workshop = page.workshop(plan.workshop);
    let role = page.role(plan.workshop).unwrap_or(PilotRole::Pilot);
    let product =
        workshop.main_product.as_ref().map_or_else(|| "—".to_owned(), |p| page.product_name(p));
    text::measure(language, page.cluster(workshop.cluster), pilot_role(language, role), product)
}

/// Four scores side by side with their intervals, and the level only where it is given.
fn scores(page: &Page<'_>, workshop: usize) -> Markup {
    let language = page.language;
    let diagnosis = &page.results.diagnosis;
    html! {
        p.ejes {
            span { (text::scores_today(language)) }
            @for (axis, &node) in page.axes.iter().enumerate() {
                @let column = &diagnosis.columns[node];
                @let at = |list: &[Option<f64>]| list.get(workshop).copied().flatten();
                span {
                    (mark(Page::axis_style(axis).symbol)) " " (page.axis_name(axis)) " "
                    @match (at(&column.score), page.results.interval(node, workshop)) {
                        (Some(score), Some((low, high))) => {
                            b { (page.round(score)) } " "
                            span.int { "(" (page.round(low)) "–" (page.round(high)) ")" }
                        }
                        (Some(score), None) => { b { (page.round(score)) } }
                        (None, _) => { "—" }
                    }
                    @if let Some(words) = level_words(language, page.results, node, workshop) { ", " (words) }
                }
            }
        }
    }
}

fn hours_title(page: &Page<'_>, plan: &WorkshopPlan) -> String {
    let language = page.language;
    let most = plan.owner_hours_week.iter().copied().fold(0.0, f64::max);
    text::never_more(
        language,
        decimal(language, most, 1),
        decimal(language, plan.owner_limit_week, 1),
    )
}

/// Expected change by axis with its range, and the cost of supports.
fn gain(page: &Page<'_>, plan: &WorkshopPlan) -> Markup {
    let language = page.language;
    let at = |list: &[f64], axis: usize| list.get(axis).copied();
    html! {
        p.ejes {
            span { (text::gain(language)) }
            @for axis in 0..page.axes.len() {
                @if let Some(gain) = at(&plan.gain, axis) {
                    @let low = at(&plan.gain_low, axis).unwrap_or(gain);
                    @let high = at(&plan.gain_high, axis).unwrap_or(gain);
                    span {
                        (mark(Page::axis_style(axis).symbol)) " " (page.axis_name(axis)) " "
                        b { (signed(language, gain, 0)) }
                        @if low.min(high).abs() >= 0.5 || low.max(high).abs() >= 0.5 {
                            " "
                            span.int {
                                "("
                                (signed_interval(language, low.min(high), low.max(high), 0))
                                ")"
                            }
                        }
                    }
                }
            }
        }
        @if plan.support_cost > Guaranies(0) {
            p.corto { (text::support_cost(language, guaranies(language, plan.support_cost))) }
        }
    }
}

fn not_yet(page: &Page<'_>, plan: &WorkshopPlan) -> Markup {
    let language = page.language;
    let n_more = plan.not_yet.len().saturating_sub(NOT_YET_NAMED);
    html! {
        @if plan.not_yet.is_empty() {
            p.nota { "—" }
        } @else {
            ul.todavia {
                @for entry in plan.not_yet.iter().take(NOT_YET_NAMED) {
                    li { (not_yet_line(page, entry)) }
                }
                @if n_more > 0 { li { (text::more_not_yet(language, page.count(n_more))) } }
            }
        }
    }
}

fn not_yet_line(page: &Page<'_>, entry: &NotYet) -> Markup {
    let language = page.language;
    let hidden = page.privacy.hides_intervention(entry.intervention);
    let name = lines::intervention_name(page, entry.intervention)
        .filter(|_| !hidden)
        .unwrap_or_else(|| page.support_name_of(entry.intervention));
    let private = text::private_condition(language);
    let said = |label| {
        if page.privacy.is_territorial(entry.intervention, label) {
            text::territorial_condition(language).to_owned()
        } else if page.privacy.hides_condition(entry.intervention, label) {
            private.to_owned()
        } else {
            language.of(label).to_owned()
        }
    };
    let mut conditions: Vec<String> = entry.failed.iter().map(&said).collect();
    conditions
        .extend(entry.unknown.iter().map(|label| text::unknown_condition(language, said(label))));
    conditions.dedup();
    html! { (code(name)) ": " (conditions.join("; ")) "." }
}
