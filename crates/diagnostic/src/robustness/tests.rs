//! Robustness by hand and against brute force.

use super::design::Design;
use super::evaluate::{Evaluator, Setting};
use super::weight_space::WeightSpace;
use super::{Robustness, RobustnessInput, ranks, robustness};
use crate::tests::build::{Build, close, context, goalposts, numbers, table};
use crate::tests::paths;
use crate::{Diagnosed, diagnose_stages};
use nanduti_model::{
    Aggregation, Alternatives, Answered, Factor, FactorKind, Instrument, Missing, NodeId, ZeroRule,
};
use proptest::prelude::*;

fn instrument() -> Instrument {
    let mut build = Build::new();
    for name in ["q0", "q1", "q2"] {
        build.number(name, 0.0, 100.0);
    }
    let axis = build.inner("A", None, 1.0, 0.0);
    for name in ["q0", "q1", "q2"] {
        build.leaf(axis, 1.0, name, goalposts(0.0, 100.0), None);
    }
    build.0
}

fn answers(rows: &[[Answered<f64>; 3]]) -> nanduti_model::AnswerTable {
    let column = |at: usize| numbers(&rows.iter().map(|row| row[at]).collect::<Vec<_>>());
    table(vec![("q0", column(0)), ("q1", column(1)), ("q2", column(2))])
}

fn run(
    done: &Diagnosed,
    factors: Vec<FactorKind>,
    runs: usize,
    select: Option<usize>,
) -> Robustness {
    let factors = factors
        .into_iter()
        .enumerate()
        .map(|(at, kind)| Factor { id: format!("f{at}"), kind })
        .collect();
    robustness(&RobustnessInput {
        scoring: &done.scoring,
        stages: &done.stages,
        nodes: &[0],
        level_cuts: &[25.0, 50.0, 75.0],
        alternatives: &Alternatives { runs, factors, select },
        donors: None,
        seed: 3,
    })
    .unwrap()
}

#[test]
fn two_choices_are_run_once_each() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(30.0), Ok(90.0)], [Ok(45.0), Ok(45.0), Ok(45.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let rules = FactorKind::Aggregation {
        node: None,
        choices: vec![None, Some(Aggregation::Geometric(ZeroRule::Zero))],
    };
    let found = run(&done, vec![rules], 100, Some(1));
    assert!(found.exhaustive);
    assert_eq!(found.runs, 2);
    // First: mean 50, geometric (30·30·90)^(1/3) = 43.267…; second: 45 either way. The first is
    // chosen (lowest) under the geometric mean only.
    let node = &found.nodes[0];
    close(node.nominal[0], 50.0);
    assert_eq!(node.selected, [0.5, 0.5]);
    assert_eq!(node.level[0], Some(vec![0.0, 0.5, 0.5, 0.0]));
    assert_eq!(node.level[1], Some(vec![0.0, 1.0, 0.0, 0.0]));
    // The only factor brings all of the variance, exactly.
    close(node.sensitivity[0].first, 1.0);
    close(node.sensitivity[0].total, 1.0);
    assert_eq!(node.sensitivity[0].interval, None);
    let geometric = found.reach.iter().find(|reach| reach.choice == 1).unwrap();
    assert_eq!(geometric.moved, 1);
    close(Some(geometric.largest_change), 50.0 - (30.0_f64 * 30.0 * 90.0).cbrt());
}

#[test]
fn a_choice_that_reaches_nothing_says_so() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(30.0), Ok(90.0)], [Ok(45.0), Ok(45.0), Ok(45.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    // Everything is answered: no imputation reaches anything.
    let imputation = FactorKind::Imputation(vec![None, Some(nanduti_model::Imputation::Mean)]);
    let found = run(&done, vec![imputation], 100, None);
    assert!(found.reach.iter().all(|reach| reach.moved == 0 && reach.largest_change == 0.0));
}

#[test]
fn leaving_one_out_is_the_mean_of_the_rest() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(30.0), Ok(90.0)], [Ok(45.0), Ok(45.0), Ok(45.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let leave = FactorKind::LeaveOut(vec![None, Some(NodeId::from("Q2"))]);
    let found = run(&done, vec![leave], 10, None);
    let reach = found.reach.iter().find(|reach| reach.choice == 1).unwrap();
    close(Some(reach.largest_change), 20.0);
}

#[test]
fn open_answers_widen_the_scores_and_closed_ones_do_not() {
    let instrument = instrument();
    let blank = Err(Missing::Blank);
    let rows: Vec<[Answered<f64>; 3]> = (0..12)
        .map(|at| [Ok(f64::from(at) * 8.0), Ok(50.0), Ok(50.0)])
        .chain([[blank, Ok(50.0), Ok(50.0)]])
        .collect();
    let answers = answers(&rows);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let found = run(&done, vec![FactorKind::OpenAnswers { draws: 40 }], 100, None);
    let spread = |unit: usize| {
        let [low, _, high] = found.nodes[0].score[unit].unwrap();
        high - low
    };
    assert_eq!(spread(3), 0.0);
    assert!(spread(12) > 10.0, "{}", spread(12));
}

#[test]
fn threads_and_repetition_change_nothing() {
    let instrument = instrument();
    let rows: Vec<[Answered<f64>; 3]> =
        (0..20).map(|at| [Ok(f64::from(at * 5)), Ok(f64::from(at * 7 % 100)), Ok(50.0)]).collect();
    let answers = answers(&rows);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let factors = || {
        vec![
            FactorKind::Weights { noise: 0.5 },
            FactorKind::Measurement { reliability: 0.7 },
            FactorKind::Aggregation { node: None, choices: vec![None, Some(Aggregation::Minimum)] },
        ]
    };
    let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
    let one = pool(1).install(|| run(&done, factors(), 64, Some(3)));
    let four = pool(4).install(|| run(&done, factors(), 64, Some(3)));
    assert_eq!(one, four);
    assert!(!one.exhaustive);
    assert_eq!((one.runs, one.evaluations), (64, 64 + 3 * 32));
}

/// Weights crossed with two rules: all is decomposed over the same outputs, so no share alone is
/// above the total one, and few draws say what many say, within their intervals.
#[test]
fn crossed_figures_agree_with_many_more_draws() {
    let instrument = instrument();
    let rows: Vec<[Answered<f64>; 3]> =
        (0..20).map(|at| [Ok(f64::from(at * 5)), Ok(f64::from(at * 7 % 100)), Ok(50.0)]).collect();
    let answers = answers(&rows);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let factors = || {
        vec![
            FactorKind::Weights { noise: 0.8 },
            FactorKind::Aggregation { node: None, choices: vec![None, Some(Aggregation::Minimum)] },
        ]
    };
    let few = run(&done, factors(), 500, None);
    // Two rules for each of 250 draws, besides the 500 runs.
    assert_eq!((few.exhaustive, few.evaluations), (false, 1000));
    let many = run(&done, factors(), 6000, None);
    let both = few.nodes[0].sensitivity.iter().zip(&many.nodes[0].sensitivity);
    let mut held = 0;
    for (few, many) in both {
        let (first, total) = (few.first.unwrap(), few.total.unwrap());
        assert!(first <= total + 1e-12 && first > 0.0, "{first} {total}");
        for (interval, many) in few.interval.unwrap().iter().zip([many.first, many.total]) {
            held += usize::from((interval.0..=interval.1).contains(&many.unwrap()));
        }
    }
    assert!(held >= 3, "{held} of 4");
}

/// Variance decomposition of a 3 × 2 table by hand. With Y the mean rank change, 0 but for one
/// cell, first and total indices follow from the cell means.
#[test]
fn exact_indices_of_an_interaction() {
    let instrument = instrument();
    let answers = answers(&[[Ok(30.0), Ok(30.0), Ok(90.0)], [Ok(45.0), Ok(45.0), Ok(45.0)]]);
    let done = diagnose_stages(&instrument, &answers, &context(), None);
    let rules = FactorKind::Aggregation {
        node: None,
        choices: vec![None, Some(Aggregation::Geometric(ZeroRule::Zero))],
    };
    let leave = FactorKind::LeaveOut(vec![None, Some(NodeId::from("Q0"))]);
    // Rank of the first unit is 1 with the mean (50; 60 without Q0) and with the geometric mean
    // without Q0 (√2700 = 51.96 > 45); only geometric with all gives 43.27 < 45: one cell of
    // four has a mean rank change of 1. Variance 3/16; means by rule 0 and 1/2 (variance 1/16),
    // by leave-out 1/2 and 0 (1/16): first 1/3 each, total 1 − 1/3 = 2/3 each.
    let found = run(&done, vec![rules, leave], 100, None);
    for factor in &found.nodes[0].sensitivity {
        close(factor.first, 1.0 / 3.0);
        close(factor.total, 2.0 / 3.0);
    }
}

#[test]
fn ranks_share_ties_and_skip_gaps() {
    let found = ranks(&[3.0, 5.0, f64::NAN, 5.0, 1.0]);
    assert_eq!(found[..2], [3.0, 1.0]);
    assert!(found[2].is_nan());
    assert_eq!(found[3..], [1.0, 4.0]);
}

#[test]
fn weights_that_turn_a_pair_by_hand() {
    // A leads by 10 on the first child, B by 20 on the second; equal weights: B leads by 5.
    let space = WeightSpace::around(&[1.0, 1.0], 1.0).unwrap();
    let pair = space.compare(&[60.0, 40.0], &[50.0, 60.0]);
    close(Some(pair.given), -5.0);
    assert_eq!(pair.lead, (-20.0, 10.0));
    // 10·w1 = 20·(1 − w1) at w1 = 2/3: a sixth of the weight has to move.
    close(pair.turns_at, 1.0 / 6.0);
    let near = WeightSpace::around(&[1.0, 1.0], 0.2).unwrap();
    assert_eq!(near.compare(&[60.0, 40.0], &[50.0, 60.0]).turns_at, None);
}

#[test]
fn best_and_worst_by_hand_within_bounds() {
    // Weights of two children between 0.3 and 0.7, as given a half each.
    let space = WeightSpace::within(&[1.0, 1.0], &[(0.3, 0.7), (0.3, 0.7)]).unwrap();
    let units = vec![vec![100.0, 0.0], vec![40.0, 50.0], vec![30.0, 40.0]];
    // 0.3·100 = 30 to 0.7·100 = 70; 0.7·40 + 0.3·50 = 43 to 47; the third always 10 below.
    let (given, ends) = space.score(&units[0]);
    close(Some(given), 50.0);
    close(Some(ends.0), 30.0);
    close(Some(ends.1), 70.0);
    let bounds = |best, worst| super::RankBounds { best, worst };
    assert_eq!(space.ranks(&units), [bounds(1, 3), bounds(1, 2), bounds(2, 3)]);
    assert_eq!(WeightSpace::within(&[3.0, 1.0], &[(0.3, 0.7), (0.3, 0.7)]), None);
    assert_eq!(WeightSpace::within(&[0.0, 0.0], &[(0.0, 1.0), (0.0, 1.0)]), None);
}

proptest! {
    /// No weights drawn from the space lead to a rank outside the bounds, nor a lead outside.
    #[test]
    fn bounds_hold_for_all_weights(
        units in prop::collection::vec(prop::collection::vec(0.0..100.0_f64, 3), 2..6),
        draws in prop::collection::vec(prop::array::uniform3(0.0..1.0_f64), 20),
    ) {
        let space = WeightSpace::around(&[1.0, 2.0, 1.0], 0.5).unwrap();
        let bounds = space.ranks(&units);
        for draw in draws {
            let weights: Vec<f64> = draw.iter().zip(&space.least).zip(&space.most)
                .map(|((u, low), high)| low + u * (high - low)).collect();
            let total: f64 = weights.iter().sum();
            let weights: Vec<f64> = weights.iter().map(|w| w / total).collect();
            let inside = weights.iter().zip(&space.least).zip(&space.most)
                .all(|((w, low), high)| (*low..=*high).contains(w));
            if !inside {
                continue;
            }
            let scores: Vec<f64> = units.iter()
                .map(|unit| unit.iter().zip(&weights).map(|(x, w)| x * w).sum()).collect();
            for (unit, bound) in bounds.iter().enumerate() {
                let rank = 1 + scores.iter().filter(|s| **s > scores[unit] + 1e-9).count();
                prop_assert!(bound.best <= rank && rank <= bound.worst);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Runs that differ in weights are made together, each as it would be alone.
    #[test]
    fn batches_give_what_single_runs_give(sample in paths::sample(0), more in any::<bool>()) {
        let (instrument, answers) = (sample.instrument(), sample.answers(7));
        let done = diagnose_stages(&instrument, &answers, &context(), None);
        let first = instrument.nodes[instrument.nodes.len() - 1].id.clone();
        let mut kinds = vec![
            FactorKind::Weights { noise: 1.2 },
            FactorKind::LeaveOut(vec![None, Some(first)]),
        ];
        if more {
            kinds.push(FactorKind::Measurement { reliability: 0.8 });
            kinds.push(FactorKind::Aggregation {
                node: None,
                choices: vec![None, Some(Aggregation::Minimum)],
            });
        }
        let factors: Vec<Factor> =
            kinds.into_iter().map(|kind| Factor { id: "f".to_owned(), kind }).collect();
        let alternatives = Alternatives { runs: 80, factors, select: None };
        let input = RobustnessInput {
            scoring: &done.scoring,
            stages: &done.stages,
            nodes: &instrument.axes(),
            level_cuts: &instrument.level_cuts,
            alternatives: &alternatives,
            donors: None,
            seed: 5,
        };
        let design = Design::new(&alternatives, nanduti_stats::Key::new(5, "alternatives"));
        let settings: Vec<&[Setting]> = design.settings();
        let evaluator = Evaluator::new(&input, &settings);
        let bits = |runs: Vec<Vec<Vec<f64>>>| -> Vec<Vec<Vec<u64>>> {
            let node = |node: Vec<f64>| node.into_iter().map(f64::to_bits).collect();
            runs.into_iter().map(|run| run.into_iter().map(node).collect()).collect()
        };
        let alone = settings.iter().map(|setting| evaluator.run(setting)).collect();
        prop_assert_eq!(bits(evaluator.runs(&settings)), bits(alone));
    }
}
