//! Plausible scores by hand and by property.

use super::{Plausible, plausible};
use crate::tests::build::{Build, close, context, goalposts, numbers, source, table};
use crate::{Diagnosed, diagnose_stages};
use nanduti_model::{
    AnswerTable, Answered, Floor, Instrument, Measurement, Missing, NodeContent, NodeId,
};

fn instrument() -> Instrument {
    let mut build = Build::new();
    for name in ["q0", "q1"] {
        build.number(name, 0.0, 100.0);
    }
    let axis = build.inner("A", None, 1.0, 0.0);
    for name in ["q0", "q1"] {
        build.leaf(axis, 1.0, name, goalposts(0.0, 100.0), None);
    }
    build.0
}

fn answers(rows: &[[Answered<f64>; 2]]) -> AnswerTable {
    let column = |at: usize| numbers(&rows.iter().map(|row| row[at]).collect::<Vec<_>>());
    table(vec![("q0", column(0)), ("q1", column(1))])
}

fn declared(draws: usize, reliability: f64) -> Measurement {
    Measurement { draws, reliability, own: Vec::new() }
}

fn drawn(done: &Diagnosed, measurement: &Measurement) -> Plausible {
    plausible(done, &[0], measurement, None, 3).unwrap()
}

const OPEN: Answered<f64> = Err(Missing::Blank);

#[test]
fn certain_and_whole_answers_leave_no_doubt() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(50.0)], [Ok(80.0), Ok(80.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(50, 1.0));
    assert_eq!(found.nodes[0].score, [Some([40.0; 3]), Some([80.0; 3])]);
    assert_eq!(found.nodes[0].level[0], Some(vec![0.0, 1.0, 0.0, 0.0]));
}

/// With one other unit, an answer is its own with chance √0.81 = 0.9, else that unit's. Of 30
/// and 50 beside 80 and 80: 40 with 0.81; 55 or 65 with 0.09 each; 80 with 0.01. The axis is below
/// 50 with 0.81, in 50–75 with 0.18 and above with 0.01.
#[test]
fn levels_by_hand() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(50.0)], [Ok(80.0), Ok(80.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(20_000, 0.81));
    let shares = found.nodes[0].level[0].as_ref().unwrap();
    for (share, expected) in shares.iter().zip([0.0, 0.81, 0.18, 0.01]) {
        // Four standard errors of a share at 20,000 draws.
        assert!((share - expected).abs() < 0.012, "{shares:?}");
    }
    let [low, median, high] = found.nodes[0].score[0].unwrap();
    assert_eq!((low, median, high), (40.0, 40.0, 65.0));
}

/// Twenty-one units answer both; one answered only q0 and stands in the middle. Its q1 is that of
/// one of the twenty nearest, so its score is half of its own answer and half of theirs.
#[test]
fn an_open_answer_is_as_that_of_units_nearby() {
    let instrument = instrument();
    let mut rows: Vec<[Answered<f64>; 2]> =
        (0..41).map(|at| [Ok(f64::from(at)), Ok(f64::from(at))]).collect();
    rows.push([Ok(20.0), OPEN]);
    let answers = answers(&rows);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(2_000, 1.0));
    // Donors 10–29 or 11–30: scores (20 + 10)/2 to (20 + 30)/2.
    let [low, _, high] = found.nodes[0].score[41].unwrap();
    assert!((15.0..=16.0).contains(&low) && (24.0..=25.0).contains(&high), "{low} {high}");
}

#[test]
fn nobody_to_ask_leaves_the_answer_open() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), OPEN]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(20, 0.5));
    assert_eq!(found.nodes[0].score, [Some([30.0; 3])]);
}

#[test]
fn no_score_has_no_interval_and_few_draws_have_no_result() {
    let instrument = instrument();
    let answers = answers(&[[OPEN, OPEN], [Ok(80.0), Ok(80.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(20, 0.5));
    assert_eq!((found.nodes[0].score[0], &found.nodes[0].level[0]), (None, &None));
    assert_eq!(plausible(&done, &[0], &declared(1, 0.5), None, 3), None);
    assert_eq!(plausible(&done, &[], &declared(20, 0.5), None, 3), None);
}

/// A floor at 40 under q0 holds the level at the lowest. The answer of 50 to q0 is kept with
/// chance 0.9, else it is the other unit's 10: breached with 0.1, whatever the score is.
#[test]
fn floors_hold_in_every_draw() {
    let mut instrument = instrument();
    if let NodeContent::Aggregate(axis) = &mut instrument.nodes[0].content {
        axis.floors = vec![Floor {
            watches: NodeId::from("Q0"),
            below: 40.0,
            at_most_level: 0,
            source: source(),
        }];
    }
    let answers = answers(&[[Ok(50.0), Ok(100.0)], [Ok(10.0), Ok(100.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = drawn(&done, &declared(20_000, 0.81));
    let shares = found.nodes[0].level[0].as_ref().unwrap();
    assert!((shares[0] - 0.1).abs() < 0.01 && (shares[3] - 0.9).abs() < 0.01, "{shares:?}");
    // The other: 10 is kept with 0.9.
    let shares = found.nodes[0].level[1].as_ref().unwrap();
    assert!((shares[0] - 0.9).abs() < 0.01 && (shares[3] - 0.1).abs() < 0.01, "{shares:?}");
}

#[test]
fn threads_and_repetition_change_nothing() {
    let instrument = instrument();
    let rows: Vec<[Answered<f64>; 2]> = (0..30)
        .map(|at| [Ok(f64::from(at * 3)), if at % 7 == 0 { OPEN } else { Ok(f64::from(at)) }])
        .collect();
    let answers = answers(&rows);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let on = |n| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
        pool.install(|| drawn(&done, &declared(64, 0.7)))
    };
    assert_eq!(on(1), on(4));
    let [low, median, high] = on(1).nodes[0].score[7].unwrap();
    assert!(low <= median && median <= high);
    close(done.diagnosis.columns[0].score[1], 2.0);
}
