//! Which portfolios there are, what is said about each, and what is warned of.

use super::case::{Case, effect, median, of};
use nanduti_model::{
    EffectKind, EvidenceKind, NodeId, PortfolioId, PortfolioKind, ResourceId, SanityMeasure,
    SimulationWarning,
};

#[test]
fn portfolios_stand_in_their_order() {
    let mut case = Case::new(&[2]).plan(0, &[(0, 0, 0)]);
    case.given = vec![Case::portfolio("mine", &[(1, &[(2, 0, 0)])])];
    let result = case.run();
    let ids: Vec<&str> = result.portfolios.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["chosen", "nothing", "equal_split", "simple_rule", "last_cohort", "mine"]);
    let last = of(&result, PortfolioKind::LastCohort);
    assert!(!last.recorded && last.bands.is_empty() && last.versus_nothing.is_empty());
    assert!(last.chosen_minus_this.is_none() && last.drop_out.is_none() && last.cost == 0.0);
    let chosen = &result.portfolios[0];
    assert!(chosen.chosen_minus_this.is_none());
    // Nothing is the yardstick: the chosen one less nothing is the chosen difference itself.
    let nothing = of(&result, PortfolioKind::Nothing);
    assert!(nothing.versus_nothing.is_empty());
    let weighted = chosen.versus_nothing.iter().find(|d| d.axis.is_none()).unwrap();
    assert_eq!(nothing.chosen_minus_this.as_ref(), Some(weighted));
    assert_eq!((chosen.n_plans, nothing.n_plans), (1, 0));
    assert_eq!(of(&result, PortfolioKind::Given).n_plans, 1);
}

#[test]
fn an_equal_portfolio_differs_by_exactly_nothing() {
    let mut case =
        Case::new(&[2, 1]).plan(0, &[(0, 0, 0), (1, 1, 1)]).plan(2, &[(3, 0, 0)]).tie(0, 1);
    case.given = vec![Case::portfolio("same", &[(2, &[(3, 0, 0)]), (0, &[(1, 1, 1), (0, 0, 0)])])];
    let result = case.run();
    let same = of(&result, PortfolioKind::Given);
    let difference = same.chosen_minus_this.as_ref().unwrap();
    assert_eq!((difference.band.p05, difference.band.p95), (0.0, 0.0));
    assert_eq!(difference.share_positive, 0.0);
    assert_eq!(same.bands, result.portfolios[0].bands);
}

#[test]
fn another_portfolio_changes_no_number() {
    let mut case = Case::new(&[3]).plan(0, &[(0, 0, 0)]).plan(1, &[(3, 0, 0)]).tie(1, 2);
    let before = case.run();
    case.given = vec![Case::portfolio("mine", &[(2, &[(0, 0, 0), (4, 1, 1)])])];
    case.last_cohort = Some(Case::portfolio("last_cohort", &[(0, &[(2, 0, 0)])]));
    let after = case.run();
    for kind in [PortfolioKind::Chosen, PortfolioKind::Nothing, PortfolioKind::EqualSplit] {
        assert_eq!(of(&before, kind), of(&after, kind));
    }
    assert!(of(&after, PortfolioKind::LastCohort).recorded);
}

#[test]
fn no_plans_no_bands_but_the_alternatives_stand() {
    let result = Case::new(&[2]).run();
    let chosen = of(&result, PortfolioKind::Chosen);
    assert!(chosen.bands.is_empty() && chosen.drop_out.is_none() && chosen.evidence.is_empty());
    assert_eq!(median(chosen, None), 0.0);
    let simple = of(&result, PortfolioKind::SimpleRule);
    assert!(simple.n_plans > 0);
    assert!(simple.chosen_minus_this.as_ref().unwrap().band.median < 0.0);
}

#[test]
fn nobody_at_all_is_no_panic() {
    for case in [Case::new(&[]), Case::new(&[0, 0])] {
        let result = case.run();
        assert!(result.portfolios.iter().all(|p| p.bands.is_empty()));
        assert!(result.portfolios.iter().all(|p| p.versus_nothing.is_empty()));
        assert!(result.warnings.is_empty());
    }
}

#[test]
fn without_a_cohort_there_are_no_differences() {
    let mut case = Case::new(&[2]).plan(0, &[(0, 0, 0)]);
    case.cohort.clear();
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    assert!(chosen.versus_nothing.is_empty() && !chosen.bands.is_empty());
    assert!(of(&result, PortfolioKind::Nothing).chosen_minus_this.is_none());
}

#[test]
fn clusters_are_followed_apart() {
    let case = Case::new(&[2, 2, 1]).plan(0, &[(0, 0, 0)]).plan(2, &[(2, 0, 0)]).plan(3, &[]);
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    let found: Vec<_> = chosen.bands.iter().map(|b| (b.cluster, b.axis, b.n)).collect();
    // Workshop 3 has nothing yet: it is not followed; cluster 2 has no plan.
    let expected: Vec<_> = [(None, 2), (Some(0), 1), (Some(1), 1)]
        .iter()
        .flat_map(|&(cluster, n)| (0..4).map(move |axis| (cluster, axis, n)))
        .collect();
    assert_eq!(found, expected);
    // The clusters' places add up: sum over clusters of points × places is that of all.
    let of_cluster = |cluster: Option<usize>| {
        let found =
            chosen.versus_nothing.iter().find(|d| d.cluster == cluster && d.axis == Some(1));
        found.unwrap().band.median
    };
    assert_eq!(of_cluster(Some(0)), 0.0);
    assert!((of_cluster(None) * 5.0 - of_cluster(Some(1)) * 2.0).abs() < 1e-9);
}

#[test]
fn evidence_is_shared_by_expected_gain() {
    // Efficiency 45 + 4 of 40: 10 points of its half; rework 10 × 0.75: 12.5 of the other half.
    let case = Case::new(&[1]).plan(0, &[(0, 0, 0), (1, 1, 1)]);
    let result = case.run();
    let evidence = &of(&result, PortfolioKind::Chosen).evidence;
    let kinds: Vec<_> = evidence.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [EvidenceKind::Trial, EvidenceKind::BeforeAfter]);
    assert!((evidence[0].share - 12.5 / 22.5).abs() < 1e-12);
    assert!((evidence[1].share - 10.0 / 22.5).abs() < 1e-12);
}

#[test]
fn a_year_within_the_band_is_not_warned_of() {
    let case = Case::new(&[2]).plan(0, &[(0, 0, 0)]).plan(1, &[(0, 0, 0), (1, 1, 1)]);
    let mut case = case.quiet().certain_effects();
    case.settings.drop_out_year = (0.2, 0.2);
    // Two plans: in the median future both or one stay; +2 and more of efficiency.
    case.settings.noise_off = true;
    assert_eq!(case.run().warnings, []);
}

#[test]
fn too_good_a_year_is_warned_of() {
    let mut case = Case::new(&[2]).plan(0, &[(0, 0, 0)]).plan(1, &[(0, 0, 0), (4, 0, 0)]);
    case.catalogue.interventions[0].effects =
        vec![effect("PR06", EffectKind::Add, [12.0, 12.0, 12.0])];
    case.settings.noise_off = true;
    // The skills of workshop 1 rise by 0.5 × 2 of 8: 12.5 points; digital scores 37.5 and 38.5
    // have a standard deviation of 0.707, so that is 17.68 of them.
    let warnings = case.run().warnings;
    let [efficiency, SimulationWarning::Figure { node, measure, value, expected, n_plans }] =
        warnings.as_slice()
    else {
        panic!("{warnings:?}");
    };
    let too_much = SimulationWarning::Figure {
        node: NodeId::from("PR06"),
        measure: SanityMeasure::Added,
        value: 12.0,
        expected: (2.0, 8.0),
        n_plans: 2,
    };
    assert_eq!(*efficiency, too_much);
    assert_eq!((node.as_str(), *measure), ("digital", SanityMeasure::Deviations));
    assert!((value - 17.678).abs() < 1e-3, "{value}");
    assert_eq!((*expected, *n_plans), ((0.2, 0.8), 1));
}

#[test]
fn what_comes_after_the_year_is_not_judged() {
    // Rework after a lag: there at the end of quarter 5, not of quarter 4.
    let mut case = Case::new(&[1]).plan(0, &[(1, 3, 3)]);
    case.settings.noise_off = true;
    assert_eq!(case.run().warnings, []);
}

#[test]
fn drop_out_outside_the_field_notes_is_warned_of() {
    let mut case = Case::new(&[20]);
    for workshop in 0..20 {
        case = case.plan(workshop, &[(2, 0, 0)]);
    }
    case.settings.drop_out_year = (0.6, 0.6);
    let warnings = case.run().warnings;
    let warned = |warning: &SimulationWarning| match *warning {
        SimulationWarning::DropOut { value, expected, n_plans } => {
            (value - 0.6).abs() < 0.06 && expected == (0.10, 0.25) && n_plans == 20
        }
        _ => false,
    };
    assert!(warnings.iter().any(warned), "{warnings:?}");
}

#[test]
fn more_than_there_is_and_lines_outside_the_case_are_warned_of() {
    let mut case = Case::new(&[3]);
    case.resources[0].amounts = vec![15.0];
    case.given = vec![Case::portfolio("big", &[(0, &[(0, 0, 0)]), (1, &[(0, 0, 0), (9, 0, 0)])])];
    case.last_cohort = Some(Case::portfolio("last", &[(7, &[(0, 0, 0)])]));
    let warnings = case.run().warnings;
    assert_eq!(
        warnings,
        [
            SimulationWarning::OutsideCase {
                portfolio: PortfolioId::from("last"),
                kind: PortfolioKind::LastCohort,
                n_lines: 1,
            },
            SimulationWarning::OutsideCase {
                portfolio: PortfolioId::from("big"),
                kind: PortfolioKind::Given,
                n_lines: 1,
            },
            SimulationWarning::OverCapacity {
                portfolio: PortfolioId::from("big"),
                kind: PortfolioKind::Given,
                resource: ResourceId::from("hours"),
                used: 20.0,
                amount: 15.0,
            },
        ]
    );
}

#[test]
fn an_axis_that_does_not_apply_is_no_zero() {
    // Workshop 1 has no associative items: it is in no mean of that axis and gains nothing there.
    let mut case = Case::new(&[2]).plan(0, &[(3, 0, 0)]).plan(1, &[(3, 0, 0)]).tie(0, 1);
    case.frame.values_of(1)[3] = None;
    let result = case.run();
    let chosen = of(&result, PortfolioKind::Chosen);
    let counts: Vec<u32> = chosen.bands.iter().take(4).map(|b| b.n).collect();
    assert_eq!(counts, [2, 2, 1, 2]);
    assert_eq!(chosen.bands[2].quarters[0].median, 40.0);
    let weighted = chosen.versus_nothing.iter().find(|d| d.axis.is_none()).unwrap();
    assert!(weighted.band.p95.is_finite() && weighted.band.p95 > 0.0);
}
