//! Answers that cannot be right become invalid and are named.

use super::build::{Build, context, numbers, table};
use crate::check_consistency;
use nanduti_model::{ConsistencyRule, FaultCode, Instrument, Label, Missing, QuestionId};
use nanduti_rules::parse_expression;

fn instrument() -> Instrument {
    let mut build = Build::new();
    build.number("people", 1.0, 60.0).number("women", 0.0, 60.0).number("pieces", 0.0, 5000.0);
    build.derived("per_person", "pieces / people");
    let mut rule = |id: &str, when: &str, invalidates: &[&str]| {
        build.0.consistency.push(ConsistencyRule {
            id: id.to_owned(),
            when: parse_expression(when).unwrap(),
            invalidates: invalidates.iter().map(|&q| QuestionId::from(q)).collect(),
            label: Label::default(),
        });
    };
    rule("women_over_people", "women > people", &["women"]);
    rule("too_many_pieces", "per_person > 1000", &["pieces", "people"]);
    build.0
}

#[test]
fn contradictions_are_named_and_invalidated() {
    let mut answers = table(vec![
        ("people", numbers(&[Ok(3.0), Ok(3.0), Err(Missing::Blank), Ok(2.0)])),
        ("women", numbers(&[Ok(2.0), Ok(4.0), Ok(4.0), Ok(2.0)])),
        ("pieces", numbers(&[Ok(100.0), Ok(100.0), Ok(100.0), Ok(3000.0)])),
    ]);
    let faults = check_consistency(&instrument(), &mut answers, &context());
    let found: Vec<_> = faults
        .iter()
        .map(|f| (f.code, f.place.row, f.place.column.as_deref(), f.details["rule"].as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (FaultCode::Contradiction, Some(3), Some("group/women"), "women_over_people"),
            (FaultCode::Contradiction, Some(5), Some("group/pieces"), "too_many_pieces"),
        ],
        "what is unknown contradicts nothing; equal is no contradiction"
    );
    let cell =
        |question: &str, row| answers.column(&QuestionId::from(question)).unwrap().number(row);
    assert_eq!(cell("women", 1), Err(Missing::Invalid));
    assert_eq!(cell("people", 1), Ok(3.0), "the staff stays");
    assert_eq!(cell("pieces", 3), Err(Missing::Invalid));
    assert_eq!(cell("people", 3), Err(Missing::Invalid));
    assert_eq!(cell("women", 0), Ok(2.0));
}

#[test]
fn a_second_check_finds_nothing_new() {
    let mut answers = table(vec![
        ("people", numbers(&[Ok(3.0)])),
        ("women", numbers(&[Ok(4.0)])),
        ("pieces", numbers(&[Ok(99_999.0)])),
    ]);
    assert_eq!(check_consistency(&instrument(), &mut answers, &context()).len(), 2);
    let once = answers.clone();
    assert_eq!(check_consistency(&instrument(), &mut answers, &context()), Vec::new());
    assert_eq!(answers, once);
}

/// A value out of range is invalid before rules read it, and no fault quotes it.
#[test]
fn numbers_out_of_range_are_invalid() {
    let mut answers = table(vec![
        ("people", numbers(&[Ok(61.0), Ok(60.0), Ok(0.0)])),
        ("women", numbers(&[Ok(1.0), Ok(60.0), Ok(1.0)])),
        ("pieces", numbers(&[Ok(7777.0), Ok(0.0), Ok(0.0)])),
    ]);
    let faults = check_consistency(&instrument(), &mut answers, &context());
    let rows: Vec<_> = faults.iter().map(|f| (f.code, f.place.row)).collect();
    assert_eq!(
        rows,
        [
            (FaultCode::CellOutOfRange, Some(2)),
            (FaultCode::CellOutOfRange, Some(2)),
            (FaultCode::CellOutOfRange, Some(4)),
        ]
    );
    assert_eq!(faults[0].details["range"], "1 – 60");
    assert!(faults.iter().all(|fault| !format!("{fault:?}").contains("7777")));
}
