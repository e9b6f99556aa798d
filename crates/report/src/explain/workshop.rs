//! One workshop in words: scores with intervals, conditions, lots, role and plan.

use super::plan::plan_text;
use crate::privacy::TERRITORIAL_THEMES;
use crate::words::{
    Language, decimal, interval, join_and, level_words, lower_first, missing_name, pilot_reason,
    pilot_role, text::explain as text, verify_word, whole,
};
use nanduti_model::{ConditionColumn, SupportId, WorkshopId};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

/// All a run says of a workshop, without what is private to it.
pub fn explain_workshop(results: &Results, workshop: &WorkshopId, language: Language) -> String {
    let Some(w) = results.population.position(workshop) else {
        return format!("{workshop}: {}\n", text::unknown_workshop(language));
    };
    let cluster = results
        .clusters()
        .get(results.population.workshops[w].cluster)
        .map_or("", |c| language.of(&c.name));
    let mut out = format!("{workshop} · {cluster}\n");
    scores(results, w, language, &mut out);
    super::levers::levers(results, w, language, &mut out);
    conditions(results, w, language, &mut out);
    lots(results, w, language, &mut out);
    role(results, w, language, &mut out);
    let plan = results.plans.iter().flat_map(|p| &p.plans).find(|p| p.workshop == w);
    if let Some(plan) = plan {
        out.push_str(&plan_text(results, plan, language));
    } else if results.plans.is_some() {
        let _ = writeln!(out, "{}", text::not_planned(language));
    }
    let _ = writeln!(out, "{}", text::is_proposal(language));
    out
}

fn scores(results: &Results, w: usize, language: Language, out: &mut String) {
    let diagnosis = &results.diagnosis;
    let _ = writeln!(out, "{}", text::scores(language));
    for node in diagnosis.axes() {
        let column = &diagnosis.columns[node];
        let at = |list: &[Option<f64>]| list.get(w).copied().flatten();
        let name = language.of(&diagnosis.nodes[node].label);
        let interval_of_score = results.interval(node, w);
        let figures = match (at(&column.score), interval_of_score) {
            (Some(score), Some((low, high))) => {
                format!("{} ({})", decimal(language, score, 0), interval(language, low, high, 0))
            }
            (Some(score), None) => decimal(language, score, 0),
            (None, _) => text::no_score(language).to_owned(),
        };
        let level = level_words(language, results, node, w)
            .map_or_else(String::new, |l| format!(", {}", text::level(language, l)));
        let _ = writeln!(out, "  {name}: {figures}{level}");
    }
}

/// Conditions of a workshop; trust and disputes are readings of the territory and are not told
/// one by one.
fn conditions(results: &Results, w: usize, language: Language, out: &mut String) {
    let shown: Vec<&ConditionColumn> = results
        .diagnosis
        .conditions
        .iter()
        .filter(|c| !TERRITORIAL_THEMES.contains(&c.theme.as_str()))
        .collect();
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", text::conditions(language));
    for column in shown {
        let value = match column.value.get(w) {
            Some(Ok(value)) => {
                format!("{} {}", decimal(language, *value, 1), language.of(&column.unit))
            }
            Some(Err(kind)) => missing_name(language, *kind).to_owned(),
            None => "—".to_owned(),
        };
        let _ = writeln!(out, "  {}: {}", language.of(&column.label), value.trim_end());
    }
}

fn lots(results: &Results, w: usize, language: Language, out: &mut String) {
    let Some(matching) = &results.matching else { return };
    let list: Vec<String> = matching
        .assigned
        .iter()
        .filter(|a| a.workshop == w)
        .map(|a| format!("{} ({})", a.lot_id, whole(language, i64::from(a.pieces))))
        .collect();
    let words = if list.is_empty() { text::no_lots(language).to_owned() } else { list.join(", ") };
    let _ = writeln!(out, "{} {words}.", text::lots(language));
}

fn role(results: &Results, w: usize, language: Language, out: &mut String) {
    let Some(pilots) = &results.pilots else { return };
    let Some(choice) = pilots.choices.iter().find(|c| c.workshop == w) else {
        let _ = writeln!(out, "{}", text::not_in_proposal(language));
        return;
    };
    let reason = pilot_reason(language, &choice.reason, &pilots.rule);
    let _ = writeln!(out, "{}", text::role(language, pilot_role(language, choice.role), reason));
    let supports: Vec<String> =
        choice.supports.iter().map(|s| support_name(results, s, language)).collect();
    if !supports.is_empty() {
        let _ = writeln!(out, "{} {}.", text::supports(language), join_and(language, &supports));
    }
    let verify: Vec<String> = choice.verify.iter().map(|v| verify_word(language, v)).collect();
    if !verify.is_empty() {
        let _ = writeln!(out, "{} {}.", text::to_verify(language), join_and(language, &verify));
    } else if choice.visited {
        let _ = writeln!(out, "{}.", crate::words::text::decide::visited(language));
    }
}

fn support_name(results: &Results, support: &SupportId, language: Language) -> String {
    results
        .instrument
        .supports
        .iter()
        .find(|s| s.id == *support)
        .map_or_else(|| support.to_string(), |s| lower_first(language.of(&s.label)))
}
