//! What the table is asked to decide: only what this run makes a question.

use super::super::clusters::trust;
use super::super::counted;
use super::super::page::Page;
use super::n_with_role;
use crate::words::{decimal, join_and, text::decide as text};
use maud::{Markup, html};
use nanduti_model::PilotRole;

pub(super) fn decisions(page: &Page<'_>) -> Markup {
    let questions = questions(page);
    html! {
        section.aviso.acento.decide aria-labelledby="dec" {
            h2.rotulo id="dec" { (text::asked(page.language)) }
            ol {
                @for (i, question) in questions.iter().enumerate() {
                    li {
                        b { (i + 1) }
                        span.casilla aria-hidden="true" {}
                        span { (question) }
                    }
                }
            }
        }
    }
}

fn questions(page: &Page<'_>) -> Vec<String> {
    let language = page.language;
    let results = page.results;
    let mut questions = Vec::new();
    if results.pilots.is_some() {
        questions.push(text::ask_proposal(
            language,
            counted::pilots(page, n_with_role(page, PilotRole::Pilot)),
            counted::reserves(page, n_with_role(page, PilotRole::Reserve)),
        ));
    }
    if let Some(weights) = weights(page) {
        questions.push(text::ask_weights(language, weights));
    }
    let whole_rule =
        results.pilots.as_ref().and_then(|p| p.clauses.iter().find(|c| c.clause.is_none()));
    if let Some(rule) = whole_rule {
        questions.push(text::ask_rule(language, decimal(language, rule.cost, 1)));
    }
    let talk: Vec<String> = (0..results.clusters().len())
        .filter(|&c| trust::verdict(page, c) == Some(trust::Verdict::TalkOver))
        .map(|c| page.cluster(c).to_owned())
        .collect();
    if !talk.is_empty() {
        questions.push(text::ask_groups(language, join_and(language, &talk)));
    }
    if results.matching.is_some() {
        questions.push(text::ask_price(language, price_options(page)));
    }
    questions.push(text::ask_referral(language, &results.meta.referral));
    questions
}

/// «25 · 25 · 25 · 25», of every 100.
fn weights(page: &Page<'_>) -> Option<String> {
    let weights = &page.results.policy.axis_weights;
    let total: f64 = weights.iter().sum();
    (total > 0.0).then(|| {
        let parts = weights.iter().map(|w| page.round(w / total * 100.0));
        parts.collect::<Vec<_>>().join(" · ")
    })
}

/// «puerta, banda (hoy) o aviso».
fn price_options(page: &Page<'_>) -> String {
    let language = page.language;
    let now = page.results.policy.fair_price.as_str();
    let option = |word: &str, name: &str| {
        if word == now { format!("{name} {}", text::price_now(language)) } else { name.to_owned() }
    };
    format!(
        "{}, {} {} {}",
        option("gate", text::fair_gate(language)),
        option("band", text::fair_band(language)),
        text::or_word(language),
        option("warning", text::fair_warning(language))
    )
}
