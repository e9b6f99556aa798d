//! Improvement plans: one compact table for each workshop of the cohort, what not yet and why,
//! and who has nothing for now.

mod hours;
mod lines;
mod overview;
mod person;

use super::capacity::{n_at_zero, plan_money, without_margin};
use super::counted;
use super::decide::n_with_role;
use super::frame::Sheet;
use super::grid::{Grid, Kind, heading, said};
use super::page::{self, Page, empty_state, plain};
use crate::words::{decimal, guaranies, nothing_reason, text::frame, text::plans as text};
use maud::{Markup, html};
use nanduti_model::{NothingReason, PilotRole, PlanSet, WorkshopPlan};

/// Plans printed one by one; a cohort has some eighteen.
const PLANS_PRINTED: usize = 60;
/// Workshops with nothing for now that are named.
const NOTHING_NAMED: usize = 60;

pub(super) fn sheet(page: &Page<'_>) -> Option<Sheet> {
    let set = page.results.plans.as_ref()?;
    let language = page.language;
    let plans = with_lines(page, set);
    let title = if plans.is_empty() {
        text::no_plans_title(language).to_owned()
    } else {
        title(page, plans.len())
    };
    let body = html! {
        @if plans.is_empty() {
            (empty_state(page, text::no_plans_title(language), text::no_plans(language)))
        } @else {
            (overview::figure(page, &plans))
            @for plan in plans.iter().take(PLANS_PRINTED) { (person::figure(page, plan)) }
            @let n_more = plans.len().saturating_sub(PLANS_PRINTED);
            @if n_more > 0 { p.nota { (text::rest_of_plans(language, page.count(n_more))) "." } }
        }
        (nothing(page, set))
        (proof(page, set))
    };
    Some(Sheet {
        name: text::sheet_name(language).to_owned(),
        line: line(page, plans.len()),
        title: plain(title),
        lead: lead(page, &plans),
        body,
    })
}

/// Plans with at least one line, in cluster then code order.
fn with_lines<'a>(page: &Page<'_>, set: &'a PlanSet) -> Vec<&'a WorkshopPlan> {
    let mut plans: Vec<&WorkshopPlan> = set.plans.iter().filter(|p| !p.lines.is_empty()).collect();
    plans.sort_by_key(|p| (page.workshop(p.workshop).cluster, p.workshop));
    plans
}

fn line(page: &Page<'_>, n_plans: usize) -> String {
    let language = page.language;
    if page.results.pilots.is_some() {
        text::sheet_line(
            language,
            page.count(n_plans),
            counted::pilots(page, n_with_role(page, PilotRole::Pilot)),
            counted::reserves(page, n_with_role(page, PilotRole::Reserve)),
        )
    } else {
        text::sheet_line_n(language, page.count(n_plans))
    }
}

fn title(page: &Page<'_>, n_plans: usize) -> String {
    let language = page.language;
    let fits = text::title_fits(language, page.count(n_plans));
    let tight = without_margin(page);
    match tight.len() {
        0 if n_at_zero(page) > 0 => fits,
        0 => text::title_loose(language, fits),
        1..=3 => text::title_tight(language, fits, tight.join(", ")),
        n => {
            let named = format!("{} (+{})", tight[..2].join(", "), n - 2);
            text::title_tight(language, fits, named)
        }
    }
}

fn lead(page: &Page<'_>, plans: &[&WorkshopPlan]) -> String {
    let language = page.language;
    let hours: f64 = plans.iter().flat_map(|p| &p.lines).map(|l| l.owner_hours).sum();
    let (lines, supports) = plan_money(page);
    let hours = decimal(language, hours, 0);
    let money = |amount| guaranies(language, amount);
    let sums = if plans.is_empty() {
        String::new()
    } else if supports.0 == 0 {
        text::lead_sums(language, hours, money(lines)) + " "
    } else {
        let all = money(lines + supports);
        text::lead_sums_supports(language, hours, money(lines), money(supports), all) + " "
    };
    format!("{sums}{}", text::lead(language))
}

/// Who has nothing for now, and why: a legal and sometimes the best decision.
fn nothing(page: &Page<'_>, set: &PlanSet) -> Markup {
    let language = page.language;
    let is_outside = |p: &&WorkshopPlan| matches!(p.nothing, Some(NothingReason::NotInCohort));
    let n_outside = set.plans.iter().filter(is_outside).count();
    let mut list: Vec<(&WorkshopPlan, &NothingReason)> = set
        .plans
        .iter()
        .filter(|p| !is_outside(p))
        .filter_map(|p| Some((p, p.nothing.as_ref()?)))
        .collect();
    list.sort_by_key(|(p, _)| (page.workshop(p.workshop).cluster, p.workshop));
    let mut grid = Grid::new(vec![
        heading(crate::words::text::lots::workshop(language), Kind::Code),
        heading(frame::cluster(language), Kind::Text),
        heading(text::reason(language), Kind::Long),
    ]);
    for (plan, reason) in list.iter().take(NOTHING_NAMED) {
        grid.row(vec![
            said(plan.workshop_id.as_str()),
            said(page.cluster(page.workshop(plan.workshop).cluster)),
            said(nothing_reason(language, reason, &page.results.resources)),
        ]);
    }
    let n_more = list.len().saturating_sub(NOTHING_NAMED);
    let title = text::nothing_title(language, page.count(list.len()));
    html! {
        @if !list.is_empty() {
            (page::figure(
                page,
                &plain(&title),
                &plain(format!(
                    "{}. {}",
                    text::nothing_legal(language),
                    text::nothing_change(language)
                )),
                &html! {
                    (grid.framed(page, &title))
                    @if n_more > 0 {
                        p.nota { (frame::more_rows(language, page.count(n_more), "plans")) }
                    }
                    (page.foot(""))
                },
            ))
        }
        @if n_outside > 0 {
            p.nota { (text::not_in_cohort(language, page.count(n_outside))) }
        }
    }
}

/// How the choice of pilots and of plans ended.
fn proof(page: &Page<'_>, set: &PlanSet) -> Markup {
    use crate::words::text::decide;
    let language = page.language;
    let pilots = page.results.pilots.as_ref().map(|p| (decide::pilots_word(language), &p.outcome));
    let outcomes: Vec<_> =
        pilots.into_iter().chain([(decide::plans_word(language), &set.outcome)]).collect();
    page.proof(&outcomes)
}
