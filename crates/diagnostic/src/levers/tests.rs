//! Levers by hand and against every subset.

use super::{NextLevel, imbalances, next_level, standings};
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
        next_level(&instrument, &diagnosis, &frame, 0, 0)
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
    assert_eq!(next_level(&instrument, &diagnosis, &frame, 0, 0), NextLevel::AtTop);
    let blank = Err(Missing::Blank);
    let (instrument, diagnosis, frame) = scored(&[1.0, 1.0], &[blank, blank]);
    assert_eq!(next_level(&instrument, &diagnosis, &frame, 0, 0), NextLevel::NoScore);
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
            next_level(&instrument, &diagnosis, &frame, 0, 0)
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
            prop_assert!((reached / 9.0 - cut).abs() < 1e-6);
        }
    }
}
