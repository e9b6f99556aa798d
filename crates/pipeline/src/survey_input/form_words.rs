//! The words of a form for the questions that an instrument reads.

use super::leaf_name;
use crate::load::people::Mapping;
use nanduti_model::{FormWords, Instrument, Label, OptionWords, QuestionWords};
use nanduti_survey::{Form, FormChoice, ItemKind};
use std::collections::BTreeMap;

/// Questions, options and which take whole numbers, by the instrument's names.
pub(super) fn read(form: &Form, instrument: &Instrument, mapping: &Mapping) -> FormWords {
    let questions = instrument.questions.iter().filter_map(|question| {
        let column = mapping.questions.get(&question.id).map(|column| leaf_name(column));
        let item = form.question(column.as_ref().unwrap_or(&question.id).as_str())?;
        let words = QuestionWords {
            label: label(&item.labels),
            whole: item.kind == ItemKind::Integer,
            options: options(form.choices(item), instrument),
        };
        Some((question.id.clone(), words))
    });
    FormWords(questions.collect())
}

/// Options that are an answer.
fn options(choices: &[FormChoice], instrument: &Instrument) -> Vec<OptionWords> {
    let says_why = [&instrument.dont_know, &instrument.refused, &instrument.not_observed];
    let is_answer = |name: &String| !says_why.iter().any(|words| words.contains(name));
    let named = choices.iter().filter(|choice| is_answer(&choice.name));
    named
        .map(|choice| {
            let label = label(&choice.labels);
            let label = if label == Label::default() { Label::same(&choice.name) } else { label };
            OptionWords { name: choice.name.clone(), label }
        })
        .collect()
}

/// The label in both languages: `Español (es)` is read as `es`. Where a form has only one
/// language, both have it.
fn label(labels: &BTreeMap<String, String>) -> Label {
    let of = |code: &str| {
        let tag = format!("({code})");
        let names = |name: &str| name.ends_with(&tag) || name == code;
        labels.iter().find(|(name, _)| names(name)).map(|(_, text)| text.trim().to_owned())
    };
    let any = || labels.values().next().map(|text| text.trim().to_owned());
    let (es, en) = (of("es"), of("en"));
    Label {
        es: es.clone().or_else(|| en.clone()).or_else(any).unwrap_or_default(),
        en: en.or(es).or_else(any).unwrap_or_default(),
    }
}
