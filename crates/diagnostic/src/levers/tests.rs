//! Levers by hand and against every subset.

use super::{Answers, Lever, NextLevel, imbalances, next_level, standings};
use crate::tests::build::{Build, close, context, goalposts, numbers, table};
use crate::{FrozenFrame, diagnose};
use nanduti_model::{Answered, Diagnosis, Instrument, Missing};
use proptest::prelude::*;

/// One axis of indicators with these weights, 0–100 each.
fn instrument(weights: &[f64]) -> Instrument {
    let mut build = Build::new();
    let names: Vec<String> = (0..weights.len()).map(|at| format!("q{at}")).collect();
    for name in &names {
        build.number(name, 0.0, 100.0);
    }
    let axis = build.inner("A", None, 1.0, 0.0);
    for (name, weight) in names.iter().zip(weights) {
        build.leaf(axis, *weight, name, goalposts(0.0, 100.0), None);
    }
    build.0
}

fn scored(weights: &[f64], row: &[Answered<f64>]) -> (Instrument, Diagnosis, FrozenFrame) {
    let instrument = instrument(weights);
    let names: Vec<String> = (0..row.len()).map(|at| format!("q{at}")).collect();
    let columns = names.iter().zip(row).map(|(n, x)| (n.as_str(), numbers(&[*x]))).collect();
    let diagnosis = diagnose(&instrument, &table(columns), &context());
    let frame = FrozenFrame::new(&instrument, &diagnosis, &[0]);
    (instrument, diagnosis, frame)
}

#[test]
fn the_fewest_answers_no_further_than_needed() {
    // (2·10 + 1·40 + 1·40) / 4 = 25, the next cut is 50. The first alone brings 2·90/4 = 45; to
    // bring 25 it has to gain 50: from 10 to 60.
    let (instrument, diagnosis, frame) = scored(&[2.0, 1.0, 1.0], &[Ok(10.0), Ok(40.0), Ok(40.0)]);
    let NextLevel::Reached { score, cut, levers, fewest } =
        next_level(&instrument, &diagnosis, &frame, (0, 0), &[])
    else {
        panic!("reachable")
    };
    assert_eq!((cut, fewest, levers.len()), (50.0, true, 1));
    close(Some(score), 25.0);
    assert_eq!(levers[0].node, 1);
    close(Some(levers[0].from), 10.0);
    close(Some((levers[0].to * 1e6).round() / 1e6), 60.0);
}

#[test]
fn top_no_score_and_out_of_reach_are_named() {
    let (instrument, diagnosis, frame) = scored(&[1.0, 1.0], &[Ok(90.0), Ok(80.0)]);
    assert_eq!(next_level(&instrument, &diagnosis, &frame, (0, 0), &[]), NextLevel::AtTop);
    let blank = Err(Missing::Blank);
    let (instrument, diagnosis, frame) = scored(&[1.0, 1.0], &[blank, blank]);
    assert_eq!(next_level(&instrument, &diagnosis, &frame, (0, 0), &[]), NextLevel::NoScore);
}

#[test]
fn standings_name_strengths_and_refuse_small_groups() {
    let instrument = instrument(&[1.0]);
    let values: Vec<Answered<f64>> = [10.0, 20.0, 30.0, 40.0, 50.0, 7.0].map(Ok).to_vec();
    let diagnosis = diagnose(&instrument, &table(vec![("q0", numbers(&values))]), &context());
    let group = [0, 0, 0, 0, 0, 1];
    let best = &standings(&diagnosis, &group, 4)[0];
    // Median 30, quartiles 20 and 40 by hand (type 7 on 10…50).
    assert_eq!((best.median, best.quartiles, best.n), (30.0, (20.0, 40.0), 5));
    assert!(best.is_strength() && !best.is_shortfall());
    close(Some(best.difference()), 20.0);
    assert!(standings(&diagnosis, &group, 5).is_empty(), "alone in its group");
}

#[test]
fn an_axis_far_below_the_others_is_named() {
    let mut build = Build::new();
    for (axis, question) in [("A", "q0"), ("B", "q1"), ("C", "q2")] {
        build.number(question, 0.0, 100.0);
        let at = build.inner(axis, None, 1.0, 0.0);
        build.leaf(at, 1.0, question, goalposts(0.0, 100.0), None);
    }
    let answers = table(vec![
        ("q0", numbers(&[Ok(20.0)])),
        ("q1", numbers(&[Ok(60.0)])),
        ("q2", numbers(&[Ok(70.0)])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let found = imbalances(&diagnosis, 0, 25.0);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].node, found[0].siblings), (0, 65.0));
}

proptest! {
    /// No smaller set of answers reaches the cut.
    #[test]
    fn no_smaller_set_is_enough(row in prop::collection::vec(0.0..100.0_f64, 5)) {
        let weights = [1.0, 2.0, 3.0, 1.0, 2.0];
        let cells: Vec<Answered<f64>> = row.iter().copied().map(Ok).collect();
        let (instrument, diagnosis, frame) = scored(&weights, &cells);
        if let NextLevel::Reached { cut, levers, .. } =
            next_level(&instrument, &diagnosis, &frame, (0, 0), &[])
        {
            for set in 0..32_u32 {
                let total: f64 = (0..5)
                    .map(|at| weights[at] * if set >> at & 1 == 1 { 100.0 } else { row[at] })
                    .sum();
                if total / 9.0 >= cut {
                    prop_assert!(set.count_ones() as usize >= levers.len());
                }
            }
            let reached: f64 = (0..5)
                .map(|at| {
                    let to = levers.iter().find(|lever| lever.node == at + 1).map(|l| l.to);
                    weights[at] * to.unwrap_or(row[at])
                })
                .sum();
            prop_assert!(reached / 9.0 >= cut - 1e-6);
        }
    }

    /// The change, applied to the answers and diagnosed anew, reaches the level; one step less of
    /// any of its answers does not.
    #[test]
    fn the_stated_change_is_enough_and_a_smaller_one_is_not(
        row in prop::collection::vec(0_u8..=10, 5),
        fixed in 0_usize..6,
    ) {
        // Counts of 10: an option every 25 points, a share of 4 people, whole tens, and a measure.
        let kinds = [
            Answers::Listed(vec![0.0, 25.0, 50.0, 75.0, 100.0]),
            Answers::Steps(25.0),
            Answers::Steps(10.0),
            Answers::Measured,
            Answers::Steps(1.0),
        ];
        let weights = [1.0, 2.0, 3.0, 1.0, 2.0];
        let start: Vec<f64> = row.iter().zip([25.0, 25.0, 10.0, 7.3, 9.0]).map(|(&x, step)| {
            (f64::from(x) * step).min(100.0)
        }).collect();
        // Node 0 is the axis.
        let mut answers = vec![Answers::Fixed];
        answers.extend(kinds.iter().cloned());
        if fixed < 5 {
            answers[fixed + 1] = Answers::Fixed;
        }
        let cells = |values: &[f64]| values.iter().copied().map(Ok).collect::<Vec<_>>();
        let (instrument, diagnosis, frame) = scored(&weights, &cells(&start));
        let found = next_level(&instrument, &diagnosis, &frame, (0, 0), &answers);
        let again = |levers: &[Lever]| {
            let mut values = start.clone();
            for lever in levers {
                values[lever.node - 1] = lever.to;
            }
            scored(&weights, &cells(&values)).1.columns[0].score[0].unwrap()
        };
        match found {
            NextLevel::Reached { cut, levers, .. } => {
                prop_assert!(again(&levers) >= cut - 1e-9);
                for at in 0..levers.len() {
                    let lever = &levers[at];
                    prop_assert!(lever.node != fixed + 1);
                    let way = answers[lever.node].way(lever.from, 100.0);
                    let place = way.iter().position(|value| *value == lever.to).unwrap();
                    let before = place.checked_sub(1).map_or(lever.from, |before| way[before]);
                    let mut less = levers.clone();
                    less[at].to = before;
                    prop_assert!(again(&less) < cut - 1e-9, "{levers:?}");
                }
            }
            NextLevel::OutOfReach { best, cut } => prop_assert!(best < cut && fixed < 5),
            NextLevel::AtTop => prop_assert!(diagnosis.columns[0].score[0].unwrap() >= 75.0 - 1e-9),
            NextLevel::NoScore => prop_assert!(false),
        }
    }
}

#[test]
fn an_answer_moves_only_to_values_that_can_be_answered() {
    // Options of a scale of 1 to 5, the best one 5; a gap in them is stepped over.
    let listed = Answers::Listed(vec![5.0, 1.0, 2.0, 4.0]);
    assert_eq!(listed.way(2.0, 5.0), [4.0, 5.0]);
    assert_eq!(listed.way(4.0, 1.0), [2.0, 1.0]);
    assert!(listed.way(5.0, 5.0).is_empty());
    // Options that end before the best goalpost go as far as there are some.
    assert_eq!(listed.way(2.0, 9.0), [4.0, 5.0]);
    // One person of four is 25 of every 100; a fall from 50 to none takes two people.
    assert_eq!(Answers::Steps(25.0).way(25.0, 100.0), [50.0, 75.0, 100.0]);
    assert_eq!(Answers::Steps(25.0).way(50.0, 0.0), [25.0, 0.0]);
    // A count passes a best that lies between two numbers: 3, 4, 5 for a best of 4.5.
    assert_eq!(Answers::Steps(1.0).way(2.0, 4.5), [3.0, 4.0, 5.0]);
    // 3,380,000 less 1,234,567 is 2,145,433: over a hundred steps of 1, so round figures of
    // 100,000, from 1,300,000 on (22 of them), and the best itself as the last.
    let money = Answers::Steps(1.0).way(1_234_567.0, 3_380_000.0);
    assert_eq!((money[0], money[1], money.len()), (1_300_000.0, 1_400_000.0, 22));
    assert_eq!(money.last(), Some(&3_380_000.0));
    // From 0.45 to 0.9: steps of 0.01, the first 0.46.
    let ratio = Answers::Measured.way(0.45, 0.9);
    assert_eq!((ratio[0], ratio.len(), ratio[44]), (0.46, 45, 0.9));
    assert!(Answers::Fixed.way(0.0, 1.0).is_empty());
    assert!(Answers::Measured.way(1.0, f64::INFINITY).is_empty());
}

#[test]
fn what_is_not_a_lever_is_left_as_it_is() {
    // The first answer alone would do (10 to 60, above); held fixed, the other two must reach
    // (2·10 + x + y) / 4 = 50: x + y = 180, so one at 100 and the other at 80.
    let (instrument, diagnosis, frame) = scored(&[2.0, 1.0, 1.0], &[Ok(10.0), Ok(40.0), Ok(40.0)]);
    let mut answers = vec![Answers::Measured; 4];
    answers[1] = Answers::Fixed;
    let NextLevel::Reached { levers, .. } =
        next_level(&instrument, &diagnosis, &frame, (0, 0), &answers)
    else {
        panic!("reachable")
    };
    let to: Vec<(usize, f64)> = levers.iter().map(|lever| (lever.node, lever.to)).collect();
    assert_eq!(to, [(2, 100.0), (3, 80.0)]);
    // All held: (2·10 + 40 + 40) / 4 = 25 is as far as it goes.
    let held = next_level(&instrument, &diagnosis, &frame, (0, 0), &vec![Answers::Fixed; 4]);
    assert_eq!(held, NextLevel::OutOfReach { best: 25.0, cut: 50.0 });
}
