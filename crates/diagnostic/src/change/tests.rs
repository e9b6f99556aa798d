//! The split of a change adds up, and each part answers to its cause.

use super::{Round, change};
use crate::diagnose;
use crate::tests::build::{Build, close, context, goalposts, numbers, table};
use nanduti_model::{AnswerTable, Answered, Instrument, Missing};
use proptest::prelude::*;

/// One axis of two indicators of equal weight, worst 0 and best `best`.
fn instrument(best: f64) -> Instrument {
    let mut build = Build::new();
    build.number("q1", 0.0, 100.0).number("q2", 0.0, 100.0);
    let axis = build.inner("A", None, 1.0, 0.0);
    build.leaf(axis, 1.0, "q1", goalposts(0.0, best), None);
    build.leaf(axis, 1.0, "q2", goalposts(0.0, 100.0), None);
    build.0
}

fn answers(q1: Answered<f64>, q2: Answered<f64>) -> AnswerTable {
    table(vec![("q1", numbers(&[q1])), ("q2", numbers(&[q2]))])
}

fn split(
    best: f64,
    first: (Answered<f64>, Answered<f64>),
    second: (Answered<f64>, Answered<f64>),
) -> super::Change {
    let (one, two) = (instrument(100.0), instrument(best));
    let before = diagnose(&one, &answers(first.0, first.1), &context());
    let after = diagnose(&two, &answers(second.0, second.1), &context());
    change(
        &Round { instrument: &one, diagnosis: &before },
        &Round { instrument: &two, diagnosis: &after },
        (0, 0),
        0,
    )
    .unwrap()
}

#[test]
fn each_part_answers_to_its_cause() {
    let blank = Err(Missing::Blank);
    // Only an answer changes: 40 and 60 make 50, 40 and 80 make 60.
    let data = split(100.0, (Ok(40.0), Ok(60.0)), (Ok(40.0), Ok(80.0)));
    close(Some(data.data), 10.0);
    close(Some(data.coverage + data.frame), 0.0);
    // Only an answer is missing: 50 becomes 40, nothing else.
    let coverage = split(100.0, (Ok(40.0), Ok(60.0)), (Ok(40.0), blank));
    close(Some(coverage.coverage), -10.0);
    close(Some(coverage.data + coverage.frame), 0.0);
    // Only the goalpost moves: 40 of 100 becomes 40 of 50, so 50 becomes 70.
    let frame = split(50.0, (Ok(40.0), Ok(60.0)), (Ok(40.0), Ok(60.0)));
    close(Some(frame.frame), 20.0);
    close(Some(frame.data + frame.coverage), 0.0);
    // Nothing in common: all of it is coverage.
    let apart = split(100.0, (Ok(40.0), blank), (blank, Ok(60.0)));
    close(Some(apart.coverage), 20.0);
}

proptest! {
    #[test]
    fn the_parts_add_up(
        first in prop::array::uniform2(prop::option::of(0.0..100.0_f64)),
        second in prop::array::uniform2(prop::option::of(0.0..100.0_f64)),
        best in 20.0..100.0_f64,
    ) {
        prop_assume!(first.iter().any(Option::is_some) && second.iter().any(Option::is_some));
        let answer = |x: Option<f64>| x.ok_or(Missing::Refused);
        let done = split(
            best,
            (answer(first[0]), answer(first[1])),
            (answer(second[0]), answer(second[1])),
        );
        prop_assert!((done.data + done.coverage + done.frame - done.total()).abs() < 1e-9);
    }
}
