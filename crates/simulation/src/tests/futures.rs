//! Plans through time: against values worked by hand and against the effect rule itself.

use super::case::{Case, effect, median, of};
use super::frame::AXES;
use crate::simulate::run_all;
use nanduti_model::{EffectKind, PortfolioKind, Quarter, Rescore};
use nanduti_rules::{ActiveLine, ExpectedDraws, effect_scales, effect_targets, values_after};
use proptest::prelude::*;

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "found {found}, expected {expected}");
}

/// Median of the chosen bands of all clusters on an axis, by quarter.
fn path(case: &Case, axis: usize) -> Vec<f64> {
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    let band = chosen.bands.iter().find(|b| b.cluster.is_none() && b.axis == axis).unwrap();
    band.quarters.iter().map(|q| q.median).collect()
}

/// Efficiency set to 49: the workshop starts at 45 of 25–65, so productivity (the mean of
/// efficiency and rework) goes from 50 to 55.
fn set_efficiency() -> Case {
    let mut case = Case::new(&[1]);
    case.catalogue.interventions[0].effects =
        vec![effect("PR06", EffectKind::Set, [49.0, 49.0, 49.0])];
    case.plan(0, &[(0, 1, 1)]).quiet()
}

#[test]
fn one_workshop_by_hand() {
    let mut case = set_efficiency();
    case.settings.decay_year = (0.19, 0.19);
    // +4 at the end of quarter 2, × 0.81^(1/4) a quarter afterwards; 1 point is 1.25 of axis.
    let kept = |quarters: i32| 50.0 + 5.0 * 0.81_f64.powf(f64::from(quarters) / 4.0);
    let path = path(&case, 0);
    assert_eq!(path.len(), 9);
    close(path[0], 50.0);
    close(path[1], 50.0);
    for (found, quarters) in path[2..].iter().zip(0..) {
        close(*found, kept(quarters));
    }
    close(path[6], 54.05);
    // One place; weights are a quarter each.
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    close(median(chosen, Some(0)), kept(6) - 50.0);
    close(median(chosen, None), (kept(6) - 50.0) / 4.0);
    close(chosen.cost, 10.0);
}

#[test]
fn the_shock_moves_both_sides_and_leaves_the_paired_difference() {
    let mut case = set_efficiency();
    case.settings.shock_sd = 2.0;
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    close(median(chosen, Some(0)), 5.0);
    assert_eq!(chosen.versus_nothing[0].share_positive, 1.0);
    let nothing = of(&result, PortfolioKind::Nothing);
    let start = nothing.bands[0].quarters[0];
    assert_eq!((start.p05, start.p95), (50.0, 50.0));
    let first = nothing.bands[0].quarters[1];
    assert!(first.p05 < 48.0 && first.p95 > 52.0, "{first:?}");
    // Only productivity is shaken.
    let safety = nothing.bands.iter().find(|b| b.axis == 1).unwrap().quarters[8];
    assert_eq!(safety.p05, safety.p95);
}

#[test]
fn a_workshop_that_leaves_at_once_gains_nothing() {
    let mut case = set_efficiency();
    case.settings.drop_out_year = (1.0, 1.0);
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    assert_eq!(median(chosen, None), 0.0);
    assert_eq!(chosen.drop_out.unwrap().median, 1.0);
}

#[test]
fn leaving_keeps_what_was_finished() {
    // Two lines; in futures that leave between them, only the first gain is there.
    let mut case = set_efficiency();
    case.catalogue.interventions[2].effects =
        vec![effect("DW09", EffectKind::Set, [13.0, 13.0, 13.0])];
    case.chosen.plans.clear();
    let mut case = case.plan(0, &[(0, 0, 0), (2, 3, 3)]);
    case.settings.drop_out_year = (0.6, 0.6);
    case.settings.n_draws = 2000;
    let share = |axis: usize| {
        let result = case.run();
        let chosen = of(&result, PortfolioKind::Chosen);
        chosen.versus_nothing.iter().find(|d| d.axis == Some(axis)).unwrap().share_positive
    };
    // Past quarter 1: 0.4^(1/4) = 0.795; past quarter 4: 0.4.
    assert!((share(0) - 0.795).abs() < 0.03, "{}", share(0));
    assert!((share(1) - 0.4).abs() < 0.03, "{}", share(1));
}

#[test]
fn temporary_effects_end_with_their_time() {
    let mut case = Case::new(&[1]).quiet();
    let mut busy = effect("PR06", EffectKind::Set, [53.0, 53.0, 53.0]);
    busy.lasts_quarters = Some(2);
    case.catalogue.interventions[0].effects = vec![busy];
    case.settings.decay_year = (0.5, 0.5);
    let case = case.plan(0, &[(0, 1, 1)]);
    let path = path(&case, 0);
    for (quarter, expected) in [50.0, 50.0, 60.0, 60.0, 50.0, 50.0].iter().enumerate() {
        close(path[quarter], *expected);
    }
}

#[test]
fn a_line_waits_for_its_prerequisite() {
    // Intervention 1 needs 0; nobody takes up 0 when the chance is 0.
    let mut case = Case::new(&[1]).plan(0, &[(0, 0, 0), (1, 1, 1)]).quiet().certain_effects();
    case.settings.take_up = (0.0, 0.0);
    assert_eq!(median(of(&case.run(), PortfolioKind::Chosen), None), 0.0);
    case.settings.take_up = (0.5, 0.5);
    case.settings.n_draws = 4000;
    case.catalogue.interventions[0].effects.clear();
    let share = of(&case.run(), PortfolioKind::Chosen).versus_nothing[0].share_positive;
    assert!((share - 0.25).abs() < 0.03, "{share}");
}

#[test]
fn spillover_reaches_tied_workshops_once() {
    // Meetings set to 6: from 4, 20 points; a tenth of it, 2, reaches each tied workshop.
    let mut case = Case::new(&[3]).plan(0, &[(3, 0, 0)]).quiet();
    case.catalogue.interventions[3].effects =
        vec![effect("AS02", EffectKind::Set, [6.0, 6.0, 6.0])];
    case.settings.spillover = (0.1, 0.1);
    let tied = |case: &Case| median(of(&case.run(), PortfolioKind::Chosen), Some(2)) * 3.0;
    close(tied(&case), 20.0);
    let case = case.tie(0, 1).tie(1, 0).tie(1, 2).tie(0, 0);
    close(tied(&case), 22.0);
    let case = case.tie(2, 0);
    close(tied(&case), 24.0);
}

#[test]
fn spillover_from_a_workshop_that_is_not_followed_shows_in_every_quarter() {
    // Workshop 1 has a proposed plan and is followed; the given portfolio plans for 0 alone.
    let mut case = Case::new(&[2]).plan(1, &[(2, 0, 0)]).tie(0, 1).quiet();
    case.catalogue.interventions[3].effects =
        vec![effect("AS02", EffectKind::Set, [6.0, 6.0, 6.0])];
    case.settings.spillover = (0.1, 0.1);
    case.given = vec![Case::portfolio("mine", &[(0, &[(3, 2, 2)])])];
    let result = case.run();
    let mine = of(&result, PortfolioKind::Given);
    let path: Vec<f64> = mine.bands[2].quarters.iter().map(|q| q.median).collect();
    for (found, expected) in path.iter().zip([0.0, 0.0, 0.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]) {
        close(*found, 41.0 + expected);
    }
}

#[test]
fn without_any_effect_nothing_differs() {
    let mut case = Case::new(&[2, 2]).plan(0, &[(0, 0, 0), (2, 1, 1)]).plan(3, &[(3, 0, 0)]);
    case = case.tie(0, 1);
    for effect in case.catalogue.interventions.iter_mut().flat_map(|i| &mut i.effects) {
        let k = if effect.kind == EffectKind::Times { 1.0 } else { 0.0 };
        (effect.low, effect.expected, effect.high) = (k, k, k);
    }
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    assert_eq!(chosen.versus_nothing.len(), 3 * 5);
    for difference in &chosen.versus_nothing {
        assert_eq!(difference.share_positive, 0.0);
        assert!(difference.dots.iter().all(|dot| *dot == 0.0));
        assert_eq!((difference.band.p05, difference.band.p95), (0.0, 0.0));
    }
    assert!(chosen.evidence.is_empty());
    assert_eq!(chosen.bands, of(&result, PortfolioKind::Nothing).bands);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let case = Case::new(&[4, 3]).plan(0, &[(0, 0, 0), (1, 1, 1)]).plan(5, &[(3, 0, 0)]).tie(5, 6);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", case.run()))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
}

#[test]
fn more_draws_begin_with_the_same_futures() {
    let mut case = Case::new(&[2]).plan(0, &[(0, 0, 0), (2, 1, 1)]).tie(0, 1);
    let draws = |case: &Case| {
        let input = case.input();
        let world = crate::world::World::new(&input);
        let portfolios = crate::simulate::portfolios(&world, &mut Vec::new());
        run_all(&world, &portfolios)
    };
    let short = draws(&case);
    case.settings.n_draws = 300;
    let long = draws(&case);
    assert_eq!((short.len(), long.len()), (200, 300));
    assert_eq!(short[..], long[..200]);
    assert_ne!(long[0], long[1]);
    case.settings.seed += 1;
    assert_ne!(long[0], draws(&case)[0]);
}

#[test]
fn another_workshop_changes_no_number() {
    let case = Case::new(&[2, 1]).plan(2, &[(0, 0, 0), (2, 1, 1)]);
    let mut larger = Case::new(&[3, 1]).plan(3, &[(0, 0, 0), (2, 1, 1)]);
    larger.frame.values_of(3).clone_from_slice(case.frame.values(2));
    larger.cohort = vec![1, 2, 3];
    let chosen = |case: &Case| of(&case.run(), PortfolioKind::Chosen).clone();
    assert_eq!(chosen(&case).bands, chosen(&larger).bands);
    assert_eq!(chosen(&case).drop_out, chosen(&larger).drop_out);
    assert_eq!(median(&chosen(&case), None), median(&chosen(&larger), None));
}

/// Gain of a plan at the end of quarter 4 straight from the effect rule.
fn rule_gain(case: &Case, workshop: usize, lines: &[ActiveLine]) -> Vec<f64> {
    let targets = effect_targets(&case.catalogue, case.frame.indicators());
    let scales = effect_scales(&case.catalogue, 1.0, |_| None);
    let mut values = Vec::new();
    values_after(
        &case.frame,
        workshop,
        &case.catalogue,
        &targets,
        &scales,
        lines,
        Quarter(3),
        &ExpectedDraws(&case.catalogue),
        &mut values,
    );
    let (mut after, mut before) = (vec![0.0; AXES.len()], vec![0.0; AXES.len()]);
    case.frame.rescore(workshop, &values, &mut after);
    case.frame.rescore(workshop, case.frame.values(workshop), &mut before);
    after.iter().zip(before).map(|(a, b)| a - b).collect()
}

fn any_lines() -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    let line = (0_u8..4).prop_flat_map(|start| (Just(start), start..4));
    prop::collection::btree_map(0_usize..5, line, 0..4)
        .prop_map(|lines| lines.into_iter().map(|(i, (start, end))| (i, start, end)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The one effect rule: with noise off, quarter 4 of the bands is the planner's gain.
    #[test]
    fn with_noise_off_quarter_four_is_the_planners_gain(
        plans in prop::collection::vec(any_lines(), 1..6),
    ) {
        let mut case = Case::new(&[3, 3]);
        let mut total = [0.0; 4];
        let mut n = 0.0;
        for (workshop, lines) in plans.iter().enumerate() {
            case = case.plan(workshop, lines);
            let mut lines: Vec<ActiveLine> = Case::portfolio("x", &[(workshop, lines)]).plans[0].1.clone();
            lines.sort_unstable();
            if lines.is_empty() {
                continue;
            }
            n += 1.0;
            for (sum, gain) in total.iter_mut().zip(rule_gain(&case, workshop, &lines)) {
                *sum += gain;
            }
        }
        case = case.tie(0, 1);
        case.settings.noise_off = true;
        let result = case.run();
        let chosen = of(&result, PortfolioKind::Chosen);
        for band in chosen.bands.iter().filter(|b| b.cluster.is_none()) {
            let gain = band.quarters[4].median - band.quarters[0].median;
            prop_assert!((gain - total[band.axis] / n).abs() < 1e-9);
            prop_assert_eq!(band.quarters[4].p05, band.quarters[4].p95);
        }
    }

    /// Scores stay in 0–100, bands and dots are in order, whatever the plans and chances.
    #[test]
    fn results_are_in_order(
        plans in prop::collection::vec(any_lines(), 0..5),
        shock_sd in 0.0_f64..40.0,
        spillover in 0.0_f64..3.0,
        n_quarters in 1_u8..10,
        cohort in prop::collection::vec(0_usize..5, 0..5),
    ) {
        let mut case = Case::new(&[3, 2]).tie(0, 1).tie(1, 4).tie(2, 3);
        for (workshop, lines) in plans.iter().enumerate() {
            case = case.plan(workshop, lines);
        }
        case.settings.n_draws = 20;
        case.settings.n_quarters = n_quarters;
        case.settings.shock_sd = shock_sd;
        case.settings.spillover = (0.0, spillover);
        case.cohort = cohort;
        for portfolio in case.run().portfolios {
            for band in &portfolio.bands {
                prop_assert_eq!(band.quarters.len(), usize::from(n_quarters) + 1);
                for q in &band.quarters {
                    prop_assert!(0.0 <= q.p05 && q.p05 <= q.median);
                    prop_assert!(q.median <= q.p95 && q.p95 <= 100.0);
                }
            }
            for difference in &portfolio.versus_nothing {
                prop_assert_eq!(difference.dots.len(), 20);
                prop_assert!(difference.dots.is_sorted());
            }
            let shares: f64 = portfolio.evidence.iter().map(|e| e.share).sum();
            prop_assert!(portfolio.evidence.is_empty() || (shares - 1.0).abs() < 1e-12);
        }
    }
}
