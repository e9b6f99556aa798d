//! The split of a change adds up, and each part answers to its cause.

use super::{Change, NoChange, Rounds};
use crate::diagnose_stages;
use crate::tests::build::{Build, close, context, goalposts, numbers, source, table};
use nanduti_model::{
    Adjustment, AdjustmentKind, Aggregation, AnswerTable, Answered, Imputation, Instrument,
    Missing, NodeContent,
};
use nanduti_rules::parse_expression;
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

type Pair = (Answered<f64>, Answered<f64>);

/// The change of the axis of the only unit, between instruments.
fn between(
    one: &Instrument,
    two: &Instrument,
    first: Pair,
    second: Pair,
) -> Result<Change, NoChange> {
    let (before, after) = (answers(first.0, first.1), answers(second.0, second.1));
    let first = diagnose_stages(one, &before, &context(), None);
    let second = diagnose_stages(two, &after, &context(), None);
    Rounds::new(&first, &second).split(&[(0, 0)])[0][0]
}

fn split(best: f64, first: Pair, second: Pair) -> Change {
    between(&instrument(100.0), &instrument(best), first, second).unwrap()
}

fn root(instrument: &mut Instrument) -> &mut nanduti_model::Aggregate {
    let NodeContent::Aggregate(root) = &mut instrument.nodes[0].content else { unreachable!() };
    root
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

#[test]
fn a_bonus_won_by_an_answer_is_data_and_a_new_bonus_is_frame() {
    let with = |bonus: f64| {
        let mut instrument = instrument(100.0);
        root(&mut instrument).adjustments.push(Adjustment {
            when: parse_expression("q2 >= 70").unwrap(),
            kind: AdjustmentKind::Bonus(bonus),
            source: source(),
        });
        instrument
    };
    // 50, then 60 and a bonus of 5 that the second answer brings.
    let (first, second) = ((Ok(40.0), Ok(60.0)), (Ok(40.0), Ok(80.0)));
    let same = between(&with(5.0), &with(5.0), first, second).unwrap();
    close(Some(same.data), 15.0);
    close(Some(same.coverage + same.frame), 0.0);
    // A bonus of 8 in the second frame: 5 of it are data, 3 are frame.
    let more = between(&with(5.0), &with(8.0), first, second).unwrap();
    close(Some(more.data), 15.0);
    close(Some(more.frame), 3.0);
}

#[test]
fn what_was_imputed_is_coverage() {
    let mut instrument = instrument(100.0);
    let NodeContent::Indicator(q2) = &mut instrument.nodes[2].content else { unreachable!() };
    q2.imputation = Imputation::Median;
    // Two units; the median of the second item is 20 in the first round, the other's answer.
    let blank = Err(Missing::Blank);
    let tables = [numbers(&[blank, Ok(20.0)]), numbers(&[Ok(60.0), Ok(20.0)])];
    let [before, after] =
        tables.map(|q2| table(vec![("q1", numbers(&[Ok(40.0), Ok(40.0)])), ("q2", q2)]));
    let one = diagnose_stages(&instrument, &before, &context(), None);
    let two = diagnose_stages(&instrument, &after, &context(), None);
    // (40 + 20) / 2 = 30 becomes (40 + 60) / 2 = 50.
    let done = Rounds::new(&one, &two).of((0, 0))[0].unwrap();
    assert_eq!(done.scores, (30.0, 50.0));
    close(Some(done.coverage), 20.0);
    close(Some(done.data + done.frame), 0.0);
}

#[test]
fn what_cannot_be_split_says_why() {
    let known = (Ok(40.0), Ok(60.0));
    let blank = (Err(Missing::Blank), Err(Missing::Refused));
    let plain = instrument(100.0);
    assert_eq!(between(&plain, &plain, blank, known), Err(NoChange::NoScoreBefore));
    assert_eq!(between(&plain, &plain, known, blank), Err(NoChange::NoScoreAfter));
    let mut other = instrument(100.0);
    other.nodes[0].id = "B".into();
    assert_eq!(between(&plain, &other, known, known), Err(NoChange::NodeGone));
    let mut ranked = instrument(100.0);
    root(&mut ranked).aggregation =
        Aggregation::BenefitOfTheDoubt { least_share: 0.0, most_share: 1.0 };
    assert_eq!(between(&ranked, &ranked, known, known), Err(NoChange::DependsOnSample));
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
