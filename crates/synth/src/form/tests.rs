//! The built-in form against its own rules, and forms that are wrong.

use super::*;
use crate::error::SynthError;
use crate::items::model;
use crate::products::{MACHINES, PRODUCTS};
use crate::xlsform::write_xlsform;
use calamine::{Reader, Xlsx};
use std::collections::BTreeSet;
use std::io::Cursor;

#[test]
fn every_question_has_both_labels_one_name_and_a_model() {
    let form = FormSpec::builtin();
    let names: BTreeSet<&str> = form.questions.iter().map(|q| q.name.as_str()).collect();
    assert_eq!(names.len(), form.questions.len());
    for question in &form.questions {
        assert!(!question.label.es.is_empty() && !question.label.en.is_empty());
        assert!(model(&question.name).is_some(), "{} has no model", question.name);
    }
}

#[test]
fn every_list_is_used_and_has_unique_options() {
    let form = FormSpec::builtin();
    for (at, list) in form.lists.iter().enumerate() {
        assert!(form.questions.iter().any(|q| q.list == Some(at)), "{} is unused", list.name);
        let names: BTreeSet<&str> = list.choices.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names.len(), list.choices.len(), "{}", list.name);
        assert!(list.choices.iter().all(|c| !c.label.es.is_empty() && !c.label.en.is_empty()));
        assert!(list.choices.len() <= 32, "{} does not fit 32 bits", list.name);
    }
}

#[test]
fn products_and_machines_stand_in_list_order() {
    let form = FormSpec::builtin();
    let own = |name: &str| -> Vec<String> {
        let list = form.lists.iter().find(|l| l.name == name).unwrap();
        list.choices[..list.own].iter().map(|c| c.name.clone()).collect()
    };
    assert_eq!(own("product"), PRODUCTS);
    assert_eq!(own("machine"), MACHINES);
}

#[test]
fn numbers_take_their_range_or_a_code() {
    let form = FormSpec::builtin();
    let question = &form.questions[form.position("pr07_rework").unwrap()];
    assert_eq!(
        question.constraint(form.codes).unwrap(),
        "(. >= 0 and . <= 100) or . = -88 or . = -99"
    );
    for question in &form.questions {
        let number = matches!(question.kind, QuestionType::Integer | QuestionType::Decimal);
        let Some(rule) = question.constraint(form.codes) else {
            assert!(!number, "{}", question.name);
            continue;
        };
        assert!(number && parse_form_rule(&rule, Some(&question.name)).is_ok());
    }
}

#[test]
fn questions_about_employed_workers_need_more_than_one_person() {
    let form = FormSpec::builtin();
    let hidden: Vec<&str> = form
        .questions
        .iter()
        .filter(|q| q.relevant.as_deref() == Some("${pr01_workers} > 1"))
        .map(|q| &q.name[..4])
        .collect();
    assert_eq!(hidden, ["dw01", "dw02", "dw07", "dw13", "dw14", "dw15"]);
}

#[test]
fn relevance_asks_earlier_required_questions() {
    let form = FormSpec::builtin();
    for (at, question) in form.questions.iter().enumerate() {
        let Some(rule) = &question.relevant else { continue };
        let name = rule.split(['{', '}']).nth(1).unwrap();
        let asked = form.position(name).unwrap();
        assert!(asked < at && form.questions[asked].required, "{}", question.name);
    }
}

#[test]
fn contacts_are_marked() {
    let form = FormSpec::builtin();
    let contacts: Vec<&str> =
        form.questions.iter().filter(|q| q.contact).map(|q| q.name.as_str()).collect();
    assert_eq!(contacts, ["owner_name", "phone", "address", "gps", "observaciones"]);
}

#[track_caller]
fn check_error(change: (&str, &str), expect: &str) {
    let text = BUILTIN.replacen(change.0, change.1, 1);
    assert_ne!(text, BUILTIN);
    let error = FormSpec::parse(&text).unwrap_err();
    assert!(error.contains(expect), "{error}");
}

#[test]
fn a_wrong_form_says_what_is_wrong() {
    check_error(("list = \"cluster\"", "list = \"clusters\""), "no list `clusters`");
    check_error(("special = [\"not_observed\"]", "special = [\"unseen\"]"), "`unseen`");
    check_error(("range = [1, 60]", "# none"), "question pr01_workers");
    check_error(("relevant = \"${has_orders} = 'yes'\"", "relevant = \"(\""), "relevant");
    check_error(("required = true", "requird = true"), "unknown field `requird`");
}

#[test]
fn the_workbook_holds_the_form() -> Result<(), SynthError> {
    let form = FormSpec::synthetic();
    let bytes = write_xlsform(&form)?;
    assert_eq!(bytes, write_xlsform(&form)?);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["survey", "choices", "settings"]);
    let survey = book.worksheet_range("survey").unwrap();
    let header: Vec<String> =
        survey.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        header[..6],
        [
            "type",
            "name",
            "label::Español (es)",
            "label::English (en)",
            "hint::Español (es)",
            "hint::English (en)"
        ]
    );
    // Header, start and end, and a begin and an end per group beside the questions.
    assert_eq!(survey.height(), 1 + 2 + form.groups.len() * 2 + form.questions.len());
    let settings = book.worksheet_range("settings").unwrap();
    assert!(settings.get((1, 0)).unwrap().to_string().starts_with("SINTÉTICO"));
    let choices = book.worksheet_range("choices").unwrap();
    let options: usize = form.lists.iter().map(|l| l.choices.len()).sum();
    assert_eq!(choices.height(), 1 + options);
    Ok(())
}
