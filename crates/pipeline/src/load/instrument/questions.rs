//! The questions an instrument reads, and how their cells become answers: codes of named options,
//! what a blank is taken for, when a question applies.

use super::names::Unique;
use super::{ANY, bad};
use crate::load::toml_reader::{Section, Tagged};
use nanduti_model::{BlankRule, OptionCode, Question, QuestionId, QuestionKind, Reading};

const BLANKS: &str = "\"missing\" | \"not_applicable\" | { value = 0 }";

/// All questions.
pub(super) fn questions(root: &Section, ids: &mut Unique) -> Vec<Question> {
    let mut questions = Vec::new();
    for section in root.sections("question") {
        let id = ids.id(&section, "question");
        let kind = question_kind(&section);
        let unit = section.optional_label("unit").unwrap_or_default();
        let carried_only = section.flag("carried_only", false);
        let reading = Reading { codes: codes(&section), blank: blank(&section), applies: None };
        section.finish();
        if let (Some(id), Some(kind)) = (id, kind) {
            questions.push(Question {
                id: QuestionId::from(id.as_str()),
                kind,
                unit,
                carried_only,
                reading,
            });
        }
    }
    questions
}

fn question_kind(section: &Section) -> Option<QuestionKind> {
    let word = section.choice(
        "kind",
        &[("number", "number"), ("choice", "choice"), ("choices", "choices"), ("text", "text")],
    )?;
    Some(match word {
        "number" => {
            let (min, max) = (section.number("min", ANY), section.number("max", ANY));
            let (min, max) = (min?, max?);
            if min > max {
                bad(section, "max", "min ≤ max");
            }
            QuestionKind::Number { min, max }
        }
        "choice" => QuestionKind::Choice,
        "choices" => QuestionKind::Choices,
        _ => QuestionKind::Text,
    })
}

fn codes(section: &Section) -> Vec<OptionCode> {
    let codes = section.pairs("codes", ANY).into_iter();
    codes.map(|(option, code)| OptionCode { option, code }).collect()
}

fn blank(section: &Section) -> BlankRule {
    if section.is_table("blank") {
        let Some(table) = section.optional_section("blank") else { return BlankRule::Missing };
        let number = table.is_number("value").then(|| table.number("value", ANY)).flatten();
        let value = number.map(|x| x.to_string()).or_else(|| table.text("value"));
        table.finish();
        return value.map_or(BlankRule::Missing, BlankRule::Value);
    }
    match section.tagged("blank", "rule", BLANKS) {
        None => BlankRule::Missing,
        Some(Tagged { word, .. }) => match word.as_str() {
            "missing" => BlankRule::Missing,
            "not_applicable" => BlankRule::NotApplicable,
            _ => {
                bad(section, "blank", BLANKS);
                BlankRule::Missing
            }
        },
    }
}
