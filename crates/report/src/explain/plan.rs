//! One workshop's plan in words.

use crate::privacy::Privacy;
use crate::words::{
    Language, decimal, guaranies, lower_first, nothing_reason, quarter_name, signed,
    signed_interval, text::explain as text, text::frame, text::plans, upper_first,
};
use nanduti_model::{NotYet, PlanLine, Quarter, WorkshopPlan};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

/// The plan of a workshop: lines, hours, expected change, what not yet and why.
pub(super) fn plan_text(results: &Results, plan: &WorkshopPlan, language: Language) -> String {
    let privacy = Privacy::new(&results.instrument, &results.diagnosis, &results.catalogue);
    let mut out = String::new();
    if plan.lines.is_empty() {
        let reason = plan.nothing.as_ref().map_or_else(
            || "—".to_owned(),
            |reason| nothing_reason(language, reason, &results.resources),
        );
        let _ = writeln!(out, "{} {reason}.", text::nothing_planned(language));
    } else {
        let _ = writeln!(out, "{}", text::plan(language));
        for line in &plan.lines {
            let _ = writeln!(out, "{}", line_text(results, &privacy, line, language));
        }
        out.push_str(&hours_text(results, plan, language));
        out.push_str(&gain_text(results, plan, language));
    }
    if !plan.not_yet.is_empty() {
        let _ = writeln!(out, "{}", text::not_yet(language));
        for entry in &plan.not_yet {
            let _ = writeln!(out, "  {}", not_yet_text(results, &privacy, entry, language));
        }
    }
    out
}

/// «Apoyo en …» from the first indicator an intervention moves.
fn support_in(results: &Results, privacy: &Privacy<'_>, i: usize, language: Language) -> String {
    let area = results
        .catalogue
        .interventions
        .get(i)
        .and_then(|x| x.effects.first())
        .and_then(|effect| privacy.area_of(&effect.indicator))
        .map_or("…", |label| language.of(label));
    upper_first(&format!("{} {}", frame::support_in(language), lower_first(area)))
}

fn line_text(
    results: &Results,
    privacy: &Privacy<'_>,
    line: &PlanLine,
    language: Language,
) -> String {
    let first = quarter_name(language, line.start);
    let when = if line.end > line.start {
        format!("{first}–{}", quarter_name(language, line.end))
    } else {
        first
    };
    let intervention = results.catalogue.interventions.get(line.intervention);
    let what = if privacy.hides_line(line) {
        support_in(results, privacy, line.intervention, language)
    } else {
        intervention
            .map_or_else(|| line.intervention_id.to_string(), |i| language.of(&i.label).to_owned())
    };
    let who = intervention
        .and_then(|i| results.catalogue.providers.iter().find(|p| p.id == i.provider))
        .map_or("—", |p| language.of(&p.name));
    text::line(
        language,
        when,
        what,
        who,
        decimal(language, line.owner_hours, 0),
        guaranies(language, line.cost),
    )
}

fn hours_text(results: &Results, plan: &WorkshopPlan, language: Language) -> String {
    let list: Vec<String> = plan
        .owner_hours_week
        .iter()
        .enumerate()
        .map(|(q, hours)| {
            format!("{} {}", quarter_name(language, Quarter(q as u8)), decimal(language, *hours, 1))
        })
        .collect();
    let offered = results.population.workshops[plan.workshop].owner_hours;
    let mut limit = decimal(language, plan.owner_limit_week, 1);
    if let Some(offered) = offered.filter(|hours| *hours < plan.owner_limit_week) {
        limit.push_str(&text::offered_hours(language, decimal(language, offered, 1)));
    }
    text::hours(language, list.join(", "), limit) + "\n"
}

fn gain_text(results: &Results, plan: &WorkshopPlan, language: Language) -> String {
    let list: Vec<String> = results
        .diagnosis
        .axes()
        .iter()
        .zip(&plan.gain)
        .enumerate()
        .map(|(axis, (&node, gain))| {
            let low = plan.gain_low.get(axis).copied().unwrap_or(*gain);
            let high = plan.gain_high.get(axis).copied().unwrap_or(*gain);
            plans::gain_axis(
                language,
                lower_first(language.of(&results.diagnosis.nodes[node].label)),
                signed(language, *gain, 0),
                signed_interval(language, low.min(high), low.max(high), 0),
            )
        })
        .collect();
    text::gain(language, list.join(", ")) + "\n"
}

fn not_yet_text(
    results: &Results,
    privacy: &Privacy<'_>,
    entry: &NotYet,
    language: Language,
) -> String {
    let name = match results.catalogue.interventions.get(entry.intervention) {
        Some(i) if !privacy.hides_intervention(entry.intervention) => {
            language.of(&i.label).to_owned()
        }
        _ => support_in(results, privacy, entry.intervention, language),
    };
    let said = |label| {
        if privacy.is_territorial(entry.intervention, label) {
            plans::territorial_condition(language)
        } else if privacy.hides_condition(entry.intervention, label) {
            plans::private_condition(language)
        } else {
            language.of(label)
        }
    };
    let mut conditions: Vec<String> =
        entry.failed.iter().map(|label| said(label).to_owned()).collect();
    conditions
        .extend(entry.unknown.iter().map(|label| plans::unknown_condition(language, said(label))));
    conditions.dedup();
    plans::failed(language, name, conditions.join("; "))
}
