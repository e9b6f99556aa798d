//! Trees of any depth with a rule of their own at each node.

use super::build::{Build, close, context, goalposts, numbers, source, table};
use crate::{FrozenFrame, contributions, diagnose, diagnose_stages};
use nanduti_model::{
    Adjustment, AdjustmentKind, Aggregate, Aggregation, Diagnosis, Floor, Imputation, Instrument,
    Missing, NodeContent, NodeId, Normalisation, PartialWeight, Rescore, SampleKind, ZeroRule,
};
use nanduti_rules::parse_expression;
use proptest::prelude::*;

fn inner(instrument: &mut Instrument, node: usize) -> &mut Aggregate {
    match &mut instrument.nodes[node].content {
        NodeContent::Aggregate(inner) => inner,
        NodeContent::Indicator(_) => panic!("node {node} is an indicator"),
    }
}

/// Axis A of B (weight 1) and C (weight 1); B of D and Q3; D of Q1 and Q2: four levels.
fn deep() -> Instrument {
    let mut build = Build::new();
    for id in ["q1", "q2", "q3", "q4"] {
        build.number(id, 0.0, 100.0);
    }
    let a = build.inner("A", None, 1.0, 0.0);
    let b = build.inner("B", Some(a), 1.0, 0.0);
    let d = build.inner("D", Some(b), 1.0, 0.0);
    build.leaf(d, 1.0, "q1", goalposts(0.0, 100.0), None);
    build.leaf(d, 1.0, "q2", goalposts(0.0, 100.0), None);
    build.leaf(b, 1.0, "q3", goalposts(0.0, 100.0), None);
    let c = build.inner("C", Some(a), 1.0, 0.0);
    build.leaf(c, 1.0, "q4", goalposts(0.0, 100.0), None);
    build.0
}

fn one_row(instrument: &Instrument, row: [f64; 4]) -> Diagnosis {
    let column = |at: usize| numbers(&[Ok(row[at])]);
    let answers =
        table(vec![("q1", column(0)), ("q2", column(1)), ("q3", column(2)), ("q4", column(3))]);
    diagnose(instrument, &answers, &context())
}

#[test]
fn siblings_have_rules_of_their_own() {
    let mut instrument = deep();
    inner(&mut instrument, 2).aggregation = Aggregation::Geometric(ZeroRule::Zero);
    inner(&mut instrument, 1).aggregation = Aggregation::Minimum;
    inner(&mut instrument, 0).aggregation = Aggregation::Harmonic(ZeroRule::Zero);
    // D = √(16 · 64) = 32; B = min(32, 80) = 32; C = 96; A = 2 / (1/32 + 1/96) = 48.
    let diagnosis = one_row(&instrument, [16.0, 64.0, 80.0, 96.0]);
    close(diagnosis.columns[2].score[0], 32.0);
    close(diagnosis.columns[1].score[0], 32.0);
    close(diagnosis.columns[0].score[0], 48.0);
}

#[test]
fn contributions_add_up_under_every_rule() {
    let rules = [
        Aggregation::Geometric(ZeroRule::Zero),
        Aggregation::Harmonic(ZeroRule::Floor(1.0)),
        Aggregation::Power { exponent: 2.0, zero: ZeroRule::Zero },
        Aggregation::MazziottaPareto(nanduti_model::Penalty::Downward),
        Aggregation::OrderedWeighted(vec![0.2, 0.8]),
        Aggregation::Minimum,
        Aggregation::Maximum,
    ];
    for rule in rules {
        let mut instrument = deep();
        for node in [0, 1, 2] {
            inner(&mut instrument, node).aggregation = rule.clone();
        }
        let diagnosis = one_row(&instrument, [16.0, 64.0, 80.0, 96.0]);
        let parts = contributions(&instrument, &diagnosis, 0, 0);
        let sum: f64 = parts.iter().map(|part| part.points).sum();
        close(Some(sum), diagnosis.columns[0].score[0].unwrap());
    }
}

#[test]
fn bonus_and_cap_rules_move_a_node_and_show_as_its_own_part() {
    let mut instrument = deep();
    let rule = |when: &str, kind| Adjustment {
        when: parse_expression(when).unwrap(),
        kind,
        source: source(),
    };
    inner(&mut instrument, 1).adjustments = vec![
        rule("q1 > 10", AdjustmentKind::Bonus(5.0)),
        rule("q2 < 70", AdjustmentKind::AtMost(60.0)),
    ];
    // D = 40, B = (40 + 80) / 2 = 60 → 65 → 60 by the cap; A = (60 + 96) / 2 = 78.
    let diagnosis = one_row(&instrument, [16.0, 64.0, 80.0, 96.0]);
    close(diagnosis.columns[1].score[0], 60.0);
    close(diagnosis.columns[0].score[0], 78.0);
    // Without the cap: B = 65, A = 80.5, and the bonus carries 2.5 of A's points.
    inner(&mut instrument, 1).adjustments.truncate(1);
    let diagnosis = one_row(&instrument, [16.0, 64.0, 80.0, 96.0]);
    let parts = contributions(&instrument, &diagnosis, 0, 0);
    let bonus = parts.iter().find(|part| part.node == 1).unwrap();
    close(Some(bonus.points), 2.5);
    close(Some(parts.iter().map(|part| part.points).sum()), 80.5);
}

#[test]
fn a_breached_floor_caps_the_level() {
    let mut instrument = deep();
    inner(&mut instrument, 0).floors = vec![Floor {
        watches: NodeId::from("Q1"),
        below: 20.0,
        at_most_level: 1,
        source: source(),
    }];
    let score = |q1| one_row(&instrument, [q1, 100.0, 100.0, 100.0]).columns[0].level[0];
    assert_eq!(score(19.0), Some(1), "89.875 points, but the floor is breached");
    assert_eq!(score(20.0), Some(3), "exactly at the floor");
    // Not answered: the score may be anything from level 3 down to the cap, so none is stated.
    let answers = table(vec![
        ("q1", numbers(&[Err(Missing::Blank), Err(Missing::NotApplicable)])),
        ("q2", numbers(&[Ok(100.0), Ok(100.0)])),
        ("q3", numbers(&[Ok(100.0), Ok(100.0)])),
        ("q4", numbers(&[Ok(100.0), Ok(100.0)])),
    ]);
    let diagnosis = diagnose(&instrument, &answers, &context());
    assert_eq!(diagnosis.columns[0].level, [None, Some(3)], "what does not apply breaches nothing");
}

#[test]
fn full_weight_follows_other_tools() {
    let mut instrument = deep();
    let answers = table(vec![
        ("q1", numbers(&[Err(Missing::Blank)])),
        ("q2", numbers(&[Ok(60.0)])),
        ("q3", numbers(&[Ok(90.0)])),
        ("q4", numbers(&[Ok(30.0)])),
    ]);
    // By answers: D weighs a half in B, so B = (60/2 + 90) / (1/2 + 1) = 80.
    let diagnosis = diagnose(&instrument, &answers, &context());
    close(diagnosis.columns[1].score[0], 80.0);
    // In full: D counts as its 60 whole, B = (60 + 90) / 2 = 75.
    for node in [0, 1, 2] {
        inner(&mut instrument, node).partial_weight = PartialWeight::Full;
    }
    let diagnosis = diagnose(&instrument, &answers, &context());
    close(diagnosis.columns[1].score[0], 75.0);
    // Under its own threshold D leaves the mean: B = 90.
    inner(&mut instrument, 2).min_availability = 0.6;
    let diagnosis = diagnose(&instrument, &answers, &context());
    assert_eq!(diagnosis.columns[2].score[0], None);
    close(diagnosis.columns[1].score[0], 90.0);
}

#[test]
fn a_sample_normalisation_is_fitted_by_group_and_then_frozen() {
    let mut build = Build::new();
    build.number("q", 0.0, 100.0).number("size", 0.0, 9.0);
    let axis = build.inner("A", None, 1.0, 0.0);
    let within = Normalisation::Sample {
        kind: SampleKind::MinMax,
        higher_is_better: true,
        within: Some("size".to_owned()),
    };
    build.leaf(axis, 1.0, "q", within, None);
    let answers = |extra: Option<(f64, f64)>| {
        let mut q = vec![Ok(10.0), Ok(20.0), Ok(30.0), Ok(100.0), Ok(300.0), Ok(5.0)];
        let mut size = vec![Ok(1.0), Ok(1.0), Ok(1.0), Ok(2.0), Ok(2.0), Err(Missing::Blank)];
        if let Some((x, group)) = extra {
            q.push(Ok(x));
            size.push(Ok(group));
        }
        table(vec![("q", numbers(&q)), ("size", numbers(&size))])
    };
    let first = answers(None);
    let fresh = diagnose(&build.0, &first, &context());
    let expected = [Some(0.0), Some(50.0), Some(100.0), Some(0.0), Some(100.0), None];
    assert_eq!(fresh.columns[0].score, expected, "the last is of no known group");
    // A seventh workshop far outside moves nobody in the frozen frame, and everybody without it.
    let second = answers(Some((130.0, 1.0)));
    let frozen = diagnose_stages(&build.0, &second, &context(), Some(&fresh.frame.fitted));
    assert_eq!(frozen.diagnosis.columns[0].score[..6], expected);
    assert_eq!(frozen.diagnosis.columns[0].score[6], Some(100.0));
    let refitted = diagnose(&build.0, &second, &context());
    close(refitted.columns[0].score[1], 10.0 / 120.0 * 100.0);
}

#[test]
fn a_sample_without_range_gives_no_score_and_says_why() {
    let mut build = Build::new();
    build.number("q", 0.0, 100.0);
    let axis = build.inner("A", None, 1.0, 0.0);
    let relative =
        Normalisation::Sample { kind: SampleKind::MinMax, higher_is_better: true, within: None };
    build.leaf(axis, 1.0, "q", relative, None);
    let answers = table(vec![("q", numbers(&[Ok(4.0), Ok(4.0)]))]);
    let done = diagnose_stages(&build.0, &answers, &context(), None);
    assert_eq!(done.diagnosis.columns[0].score, [None, None]);
    assert_eq!(done.stages.not_fitted.len(), 1);
    assert_eq!(done.stages.not_fitted[0].node, 1);
}

#[test]
fn copeland_scores_depend_on_the_sample_and_have_no_interval() {
    let mut build = Build::new();
    build.number("q1", 0.0, 100.0).number("q2", 0.0, 100.0);
    let axis = build.inner("A", None, 1.0, 0.0);
    build.leaf(axis, 2.0, "q1", goalposts(0.0, 100.0), None);
    build.leaf(axis, 1.0, "q2", goalposts(0.0, 100.0), None);
    inner(&mut build.0, 0).aggregation = Aggregation::Copeland;
    let answers = table(vec![
        ("q1", numbers(&[Ok(10.0), Ok(20.0), Ok(30.0)])),
        ("q2", numbers(&[Ok(30.0), Ok(20.0), Ok(10.0)])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    // The heavier criterion decides every pair: 0, 1 and 2 wins of 2.
    assert_eq!(diagnosis.columns[0].score, [Some(0.0), Some(50.0), Some(100.0)]);
    assert_eq!(diagnosis.columns[0].low, [None; 3]);
    let parts = contributions(&build.0, &diagnosis, 2, 0);
    close(Some(parts.iter().map(|part| part.points).sum()), 100.0);
}

#[test]
fn imputed_values_score_and_do_not_count_as_answered() {
    let mut build = Build::new();
    build.number("q1", 0.0, 100.0).number("q2", 0.0, 100.0);
    let axis = build.inner("A", None, 1.0, 0.0);
    build.leaf(axis, 1.0, "q1", goalposts(0.0, 100.0), None);
    build.leaf(axis, 1.0, "q2", goalposts(0.0, 100.0), None);
    if let NodeContent::Indicator(indicator) = &mut build.0.nodes[1].content {
        indicator.imputation = Imputation::Mean;
    }
    let answers = table(vec![
        ("q1", numbers(&[Ok(10.0), Ok(30.0), Err(Missing::Refused), Err(Missing::NotApplicable)])),
        ("q2", numbers(&[Ok(50.0), Ok(50.0), Ok(50.0), Ok(50.0)])),
    ]);
    let done = diagnose_stages(&build.0, &answers, &context(), None);
    let column = &done.diagnosis.columns[0];
    close(column.score[2], 35.0);
    close(column.availability[2], 0.5);
    close(column.low[2], 25.0);
    close(column.high[2], 75.0);
    close(column.score[3], 50.0);
    assert_eq!(done.stages.imputed.len(), 1);
}

proptest! {
    /// Rescoring unchanged, complete values gives the score, whatever the rules.
    #[test]
    fn the_frozen_frame_agrees_with_the_diagnosis(row in prop::array::uniform4(1.0..100.0_f64), rule in 0..4_usize) {
        let mut instrument = deep();
        inner(&mut instrument, 1).aggregation = [
            Aggregation::Arithmetic,
            Aggregation::Geometric(ZeroRule::Zero),
            Aggregation::Minimum,
            Aggregation::MazziottaPareto(nanduti_model::Penalty::Downward),
        ][rule].clone();
        let diagnosis = one_row(&instrument, row);
        let frame = FrozenFrame::new(&instrument, &diagnosis, &[0]);
        let mut axes = [0.0];
        frame.rescore(0, frame.values(0), &mut axes);
        prop_assert!((axes[0] - diagnosis.columns[0].score[0].unwrap()).abs() < 1e-9);
    }

    /// More of anything never lowers a score under monotone rules, and its interval holds it.
    #[test]
    fn monotone_rules_are_monotone(row in prop::array::uniform4(0.0..100.0_f64), at in 0..4_usize, more in 0.0..50.0_f64) {
        let mut instrument = deep();
        inner(&mut instrument, 0).aggregation = Aggregation::Harmonic(ZeroRule::Zero);
        inner(&mut instrument, 1).aggregation = Aggregation::Minimum;
        inner(&mut instrument, 2).aggregation = Aggregation::Geometric(ZeroRule::Zero);
        let before = one_row(&instrument, row).columns[0].score[0].unwrap();
        let mut better = row;
        better[at] += more;
        let after = one_row(&instrument, better).columns[0].score[0].unwrap();
        prop_assert!(after >= before - 1e-9);
    }
}
