//! The questions an instrument reads, and how their cells become answers: codes of named options,
//! what a blank is taken for, when a question applies. A matrix is one question a row; a ranking
//! is a text and the place of every option in it.

use super::names::{Names, Unique};
use super::{ANY, bad};
use crate::load::toml_reader::{Section, Tagged};
use nanduti_model::{
    AssumedFigure, BlankRule, Derived, Expression, FaultCode, Function, Label, OptionCode,
    Question, QuestionId, QuestionKind, Reading,
};

const BLANKS: &str = "\"missing\" | \"not_applicable\" | { value = 0 }";

/// What the file calls the kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Percent,
    Choice,
    Choices,
    Text,
    Matrix,
    Ranking,
}

const KINDS: [(Kind, &str); 7] = [
    (Kind::Number, "number"),
    (Kind::Percent, "percent"),
    (Kind::Choice, "choice"),
    (Kind::Choices, "choices"),
    (Kind::Text, "text"),
    (Kind::Matrix, "matrix"),
    (Kind::Ranking, "ranking"),
];

/// All questions, and the places that options take in rankings.
pub(super) fn questions(root: &Section, ids: &mut Unique) -> (Vec<Question>, Vec<Derived>) {
    let (mut questions, mut places) = (Vec::new(), Vec::new());
    for section in root.sections("question") {
        let id = ids.id(&section, "question");
        let kind = section.choice("kind", &KINDS);
        let unit = section.optional_label("unit").unwrap_or_else(|| unit_of(kind));
        let carried_only = section.flag("carried_only", false);
        // A gate reads the questions above it.
        let applies = section.has("applies").then(|| Names::new(&questions, &[]));
        let reading = Reading {
            codes: codes(&section, if kind == Some(Kind::Matrix) { "scale" } else { "codes" }),
            blank: blank(&section),
            applies: applies.and_then(|names| names.optional_expression(&section, "applies")),
        };
        let read = kind.and_then(|kind| question_kind(&section, kind));
        let rows = columns(&section, id.as_deref(), kind, ids);
        if kind == Some(Kind::Ranking) {
            places.extend(ranking(&section, id.as_deref().unwrap_or_default(), ids));
        }
        section.finish();
        if let Some(kind) = read {
            questions.extend(rows.into_iter().map(|row| Question {
                id: QuestionId::from(row.as_str()),
                kind: kind.clone(),
                unit: unit.clone(),
                carried_only,
                reading: reading.clone(),
            }));
        }
    }
    (questions, places)
}

/// The columns of the survey: one, or those of a matrix.
fn columns(
    section: &Section,
    id: Option<&str>,
    kind: Option<Kind>,
    ids: &mut Unique,
) -> Vec<String> {
    if kind != Some(Kind::Matrix) {
        return id.map(str::to_owned).into_iter().collect();
    }
    let rows = section.texts("rows");
    for row in &rows {
        ids.take(section, "rows", "question", row);
    }
    if rows.is_empty() && !section.has("rows") {
        section.push(section.fault(FaultCode::MissingKey, "rows").with("key", "question.rows"));
    }
    rows
}

fn question_kind(section: &Section, kind: Kind) -> Option<QuestionKind> {
    Some(match kind {
        Kind::Number => {
            let (min, max) = (section.number("min", ANY), section.number("max", ANY));
            let (min, max) = (min?, max?);
            if min > max {
                bad(section, "max", "min ≤ max");
            }
            QuestionKind::Number { min, max }
        }
        Kind::Percent => QuestionKind::Number { min: 0.0, max: 100.0 },
        Kind::Choice | Kind::Matrix => QuestionKind::Choice,
        Kind::Choices => QuestionKind::Choices,
        Kind::Ranking => QuestionKind::Ranking { options: section.texts("options") },
        Kind::Text => QuestionKind::Text,
    })
}

fn unit_of(kind: Option<Kind>) -> Label {
    match kind {
        Some(Kind::Percent) => Label { es: "%".to_owned(), en: "%".to_owned() },
        _ => Label::default(),
    }
}

/// The place of every option: `priorities_price` for the option `price` of `priorities`.
fn ranking(section: &Section, id: &str, ids: &mut Unique) -> Vec<Derived> {
    let options = section.texts("options");
    if options.len() < 2 {
        bad(section, "options", "the options that are put in order, at least two");
    }
    let source = section.source(AssumedFigure::Derived(id.to_owned()));
    let mut places = Vec::new();
    for option in options {
        let name = format!("{id}_{option}");
        ids.take(section, "options", "derived", &name);
        places.push(Derived {
            id: name,
            expression: Expression::Call(
                Function::PlaceIn,
                vec![Expression::Name(id.to_owned()), Expression::Text(option.clone())],
            ),
            unit: Label { es: "puesto".to_owned(), en: "place".to_owned() },
            label: Label { es: option.clone(), en: option },
            source: source.clone(),
        });
    }
    places
}

fn codes(section: &Section, key: &str) -> Vec<OptionCode> {
    let codes = section.pairs(key, ANY).into_iter();
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
