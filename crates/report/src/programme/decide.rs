//! Sheet 1: everything the table needs to decide, on one page.

mod asked;
mod block;
mod rule;

pub(super) use block::demand::main_gate;

use super::counted;
use super::frame::{Sheet, key};
use super::page::{Page, plain};
use crate::answered;
use crate::words::{
    clashes, date_short, decimal, join_and, outcome_short,
    text::{decide as text, frame},
    upper_first,
};
use maud::{Markup, html};
use nanduti_model::{FunnelStage, Outcome, PilotRole};

/// Clusters side by side.
const COLUMNS: usize = 3;

pub(super) fn sheet(page: &Page<'_>) -> Sheet {
    let language = page.language;
    let clusters = 0..page.results.clusters().len();
    let rows = block::n_blocks(page) + 1;
    let columns = page.results.clusters().len().min(COLUMNS);
    let body = html! {
        (cannot(page))
        (funnel(page))
        (asked::decisions(page))
        (key(page, page.results.pilots.is_some()))
        @if !page.results.clusters().is_empty() {
            h2.sr { (text::by_cluster(language)) }
            p.leer {
                (text::shortfall_key(language))
                @if page.results.pilots.is_some() { " " (text::without_reason(language)) }
            }
            (block::people::support_key(page))
            div.tres style=(format!("--filas:{rows};--columnas:{columns}")) {
                @for cluster in clusters { (block::cluster(page, cluster)) }
            }
        }
        (rule::table(page))
        (foot(page))
    };
    Sheet {
        name: text::sheet_name(language).to_owned(),
        line: text::sheet_line(language).to_owned(),
        title: plain(title(page)),
        lead: lead(page),
        body,
    }
}

/// Workshops with a role, all clusters.
pub(super) fn n_with_role(page: &Page<'_>, role: PilotRole) -> usize {
    page.results.pilots.as_ref().map_or(0, |p| p.with_role(role).count())
}

/// Pieces with a workshop and pieces asked for.
pub(super) fn pieces(page: &Page<'_>) -> Option<(u64, u64)> {
    let matching = page.results.matching.as_ref()?;
    let served = matching.lots.iter().map(|l| u64::from(l.served)).sum();
    let unmet: u64 = matching.lots.iter().map(|l| u64::from(l.unmet)).sum();
    Some((served, served + unmet))
}

fn lead(page: &Page<'_>) -> String {
    let lead = text::lead(page.language);
    match pieces(page) {
        Some((served, asked)) if asked > served => {
            text::lead_unmet(page.language, lead, page.n(asked - served))
        }
        _ => lead.to_owned(),
    }
}

/// What cannot be met and what would change it: before anything else.
fn cannot(page: &Page<'_>) -> Markup {
    let language = page.language;
    let list = clashes(page.results, language);
    html! {
        @if !list.is_empty() {
            section.aviso.acento.choca aria-labelledby="choca" {
                h2.rotulo id="choca" { (text::cannot_be_met(language)) }
                ul {
                    @for clash in &list {
                        li { b { (clash.what) "." } " " (text::would_change(language, &clash.relax)) }
                    }
                }
            }
        }
    }
}

fn title(page: &Page<'_>) -> String {
    let language = page.language;
    let clashes: Vec<String> =
        clashes(page.results, language).into_iter().map(|clash| clash.short).collect();
    if !clashes.is_empty() {
        let list = join_and(language, &clashes);
        return text::title_cannot(
            language,
            list,
            counted::pilots(page, n_with_role(page, PilotRole::Pilot)),
            counted::reserves(page, n_with_role(page, PilotRole::Reserve)),
        );
    }
    let n_workshops = page.results.population.workshops.len();
    let first = if page.results.pilots.is_some() {
        text::title_pilots(
            language,
            counted::pilots(page, n_with_role(page, PilotRole::Pilot)),
            counted::reserves(page, n_with_role(page, PilotRole::Reserve)),
        )
    } else {
        text::title_diagnosis(
            language,
            page.count(n_workshops),
            page.count(page.results.clusters().len()),
        )
    };
    match pieces(page) {
        Some((served, asked)) if asked > 0 => {
            text::title_served(language, first, page.n(served), page.n(asked))
        }
        _ => first,
    }
}

/// The stages of all clusters together, in their order.
fn stages<'a>(page: &Page<'a>) -> Vec<&'a FunnelStage> {
    page.results
        .pilots
        .iter()
        .flat_map(|p| p.funnel.iter())
        .filter(|stage| stage.cluster.is_none())
        .collect()
}

fn funnel(page: &Page<'_>) -> Markup {
    let language = page.language;
    let mut items: Vec<(String, String)> = Vec::new();
    for stage in stages(page) {
        let words = match stage.stage.as_str() {
            "surveyed" => text::stage_surveyed(language).to_owned(),
            "willing" => text::stage_willing(language).to_owned(),
            "preselected" => text::stage_preselected(language).to_owned(),
            // The page shows four numbers; every stage stands on the clusters' sheets.
            "reachable" | "proposed" => continue,
            other => crate::words::lower_first(&crate::words::funnel_stage(language, other)),
        };
        items.push((page.n(stage.n), words));
    }
    if items.is_empty() {
        let n = page.results.population.workshops.len();
        items.push((page.count(n), text::stage_surveyed(language).to_owned()));
    }
    if page.results.pilots.is_some() {
        let pilots = page.count(n_with_role(page, PilotRole::Pilot));
        let reserves = page.count(n_with_role(page, PilotRole::Reserve));
        items.push((format!("{pilots} + {reserves}"), text::stage_proposed(language).to_owned()));
    }
    html! {
        ul.embudo style=(format!("--etapas:{}", items.len()))
            aria-label=(text::from_survey_to_proposal(language)) {
            @for (number, words) in &items { li { b { (number) } " " (words) } }
        }
    }
}

fn foot(page: &Page<'_>) -> Markup {
    let language = page.language;
    let results = page.results;
    html! {
        footer.pie-hoja {
            p { b { (text::data(language)) } " " (data_line(page)) }
            p {
                b { (text::referral(language)) } " "
                (text::foot_referral(language, &results.meta.referral))
            }
            p {
                b { (text::origin(language)) } " "
                @if results.meta.synthetic { (text::synthetic_origin(language)) " " }
                (text::foot_origin(
                    language,
                    page.survey_period(),
                    date_short(language, results.meta.start),
                    &results.record.short,
                    &results.diagnosis.frame.instrument,
                    &results.record.version,
                    results.record.seed,
                ))
            }
        }
    }
}

fn data_line(page: &Page<'_>) -> String {
    let language = page.language;
    let quality = &page.results.quality;
    let n = page.count(page.results.population.workshops.len());
    let contradictions = page.n(quality.n_contradictions);
    let mut line = match answered::present(page.results, None) {
        Some(share) => {
            text::foot_data(language, n, decimal(language, share * 100.0, 0), contradictions)
        }
        None => format!("{}.", frame::sample_size(language, n)),
    };
    if quality.n_without_consent > 0 {
        line.push(' ');
        line.push_str(&text::foot_no_consent(language, page.n(quality.n_without_consent)));
    }
    line.push(' ');
    line.push_str(text::nobody_dropped(language));
    line
}

/// How each solve ended, in one line.
pub(super) fn proofs(page: &Page<'_>) -> String {
    let language = page.language;
    let results = page.results;
    let outcomes: [(&str, Option<&Outcome>); 3] = [
        (text::lots_word(language), results.matching.as_ref().map(|m| &m.outcome)),
        (text::pilots_word(language), results.pilots.as_ref().map(|p| &p.outcome)),
        (text::plans_word(language), results.plans.as_ref().map(|p| &p.outcome)),
    ];
    let parts: Vec<String> = outcomes
        .into_iter()
        .filter_map(|(what, outcome)| {
            Some(format!("{what}, {}", outcome_short(language, outcome?)))
        })
        .collect();
    if parts.is_empty() { String::new() } else { upper_first(&format!("{}.", parts.join("; "))) }
}
