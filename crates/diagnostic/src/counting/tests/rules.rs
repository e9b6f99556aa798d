//! Boundaries, depth, gaps and faults.

use super::{FLAG, close, flags, fraction, measures, value};
use crate::counting::{
    Cell, CountingFault, CountingPlan, CutOff, Deprived, Depth, GapRule, Unit, Weights,
    count_deprivations, decompose, reconcile, sweep_cut_off,
};
use crate::profile::{Design, Part, Reported};
use nanduti_model::{Answered, Missing};

#[test]
fn the_boundary_is_where_the_rule_says() {
    let deprived = |deprived| {
        let cut_off = CutOff { at: 2.0, deprived, depth: Depth::NotStated };
        [1.0, 2.0, 3.0].map(|value| cut_off.deprives(value))
    };
    assert_eq!(deprived(Deprived::Below), [true, false, false]);
    assert_eq!(deprived(Deprived::AtOrBelow), [true, true, false]);
    assert_eq!(deprived(Deprived::Above), [false, false, true]);
    assert_eq!(deprived(Deprived::AtOrAbove), [false, true, true]);
}

#[test]
fn depth_runs_from_the_cut_off_to_the_worst_value() {
    let above =
        CutOff { at: 48.0, deprived: Deprived::AtOrAbove, depth: Depth::From { worst: 72.0 } };
    assert_eq!([48.0, 60.0, 72.0, 90.0].map(|x| above.depth(x).unwrap()), [0.0, 0.5, 1.0, 1.0]);
    let below = CutOff { at: 10.0, deprived: Deprived::Below, depth: Depth::From { worst: -10.0 } };
    assert_eq!(below.depth(5.0), Some(0.25));
    assert_eq!(CutOff { depth: Depth::Whole, ..below }.depth(5.0), Some(1.0));
}

/// Three equal flags: a unit with a gap in the second, one without.
fn with_gap(gap: Missing, missing: GapRule, not_applicable: GapRule) -> crate::counting::Counts {
    let columns: Vec<Vec<Answered<f64>>> =
        vec![vec![Ok(1.0), Ok(1.0)], vec![Err(gap), Ok(0.0)], vec![Ok(0.0), Ok(0.0)]];
    let plan = CountingPlan::new(vec![FLAG; 3], Weights::equal(3).unwrap(), fraction("1/2"));
    let plan = CountingPlan { missing, not_applicable, ..plan };
    count_deprivations(&columns, &plan).unwrap()
}

#[test]
fn gaps_follow_their_rule_and_are_tallied() {
    use GapRule::{DropRow, LeaveOut, NotDeprived};
    let dropped = with_gap(Missing::Refused, DropRow, LeaveOut);
    assert_eq!(dropped.units[0], Unit::Dropped { indicator: 1, missing: Missing::Refused });
    assert_eq!((dropped.dropped(), dropped.gaps[1].missing), (1, 1));
    let not_deprived = with_gap(Missing::Refused, NotDeprived, LeaveOut);
    assert_eq!(not_deprived.units[0], Unit::Counted { deprived: 1, counted: 3 });
    assert_eq!(not_deprived.gaps[1].missing, 1);
    // One of two: the unit reaches 1/2 though one of three would not.
    let left_out = with_gap(Missing::NotApplicable, DropRow, LeaveOut);
    assert_eq!(left_out.units[0], Unit::Counted { deprived: 1, counted: 2 });
    assert_eq!(left_out.row(0), [Cell::Deprived, Cell::LeftOut, Cell::NotDeprived]);
    assert_eq!(left_out.gaps[1].not_applicable, 1);
    let both = reconcile(&[Some(1.0), None], &left_out, 0.0, &[]).unwrap();
    assert_eq!((&both.units[0].deprived_in[..], &both.units[0].left_out[..]), (&[0][..], &[1][..]));
    assert_eq!(left_out.units[0].is_poor(left_out.poverty_cut_off), Some(true));
    let found = measures(&left_out, &Design::default());
    close(value(found.adjusted_headcount), 0.25);
    close(found.indicators[0].contribution.unwrap(), 1.0);
    // The second indicator is counted in one unit only, where nobody is deprived.
    assert_eq!(value(found.indicators[1].uncensored_headcount), 0.0);
}

#[test]
fn a_unit_without_any_indicator_is_not_counted() {
    let gap: Vec<Answered<f64>> = vec![Err(Missing::NotApplicable), Ok(1.0)];
    let plan = CountingPlan::new(vec![FLAG; 2], Weights::equal(2).unwrap(), fraction("1"));
    let counts = count_deprivations(&[gap.clone(), gap], &plan).unwrap();
    assert_eq!(counts.units[0], Unit::NothingCounted);
    assert_eq!((counts.units[0].score(), counts.units[0].is_poor(fraction("1"))), (None, None));
    assert_eq!(measures(&counts, &Design::default()).rows, 1);
}

#[test]
fn plans_and_tables_that_do_not_fit_are_named() {
    let good = CountingPlan::new(vec![FLAG; 2], Weights::equal(2).unwrap(), fraction("1/2"));
    let columns: Vec<Vec<Answered<f64>>> = vec![vec![Ok(0.0)], vec![Ok(1.0)]];
    let fault = |plan: &CountingPlan| count_deprivations(&columns, plan).unwrap_err();
    let weights = CountingPlan { weights: Weights::equal(3).unwrap(), ..good.clone() };
    assert_eq!(fault(&weights), CountingFault::IndicatorsDiffer { indicators: 2, found: 3 });
    for k in ["0", "1.01"] {
        let plan = CountingPlan { poverty_cut_off: fraction(k), ..good.clone() };
        assert_eq!(fault(&plan), CountingFault::PovertyCutOff);
    }
    for bad in [
        CutOff { at: f64::NAN, ..FLAG },
        CutOff { depth: Depth::From { worst: 1.0 }, ..FLAG },
        CutOff { depth: Depth::From { worst: 0.0 }, ..FLAG },
        CutOff { depth: Depth::From { worst: f64::INFINITY }, ..FLAG },
    ] {
        let plan = CountingPlan { cut_offs: vec![FLAG, bad], ..good.clone() };
        assert_eq!(fault(&plan), CountingFault::CutOff { indicator: 1 });
    }
    let infinite = vec![vec![Ok(f64::INFINITY)], vec![Ok(1.0)]];
    let not_finite = CountingFault::NotFinite { indicator: 0, row: 0 };
    assert_eq!(count_deprivations(&infinite, &good), Err(not_finite));
    let ragged = vec![vec![Ok(1.0)], vec![]];
    let differ = CountingFault::RowsDiffer { rows: 1, found: 0 };
    assert_eq!(count_deprivations(&ragged, &good), Err(differ));
    let counts = count_deprivations(&columns, &good).unwrap();
    let two = Design::default().prepare(2).unwrap();
    let differ = CountingFault::RowsDiffer { rows: 1, found: 2 };
    assert_eq!(decompose(&counts, None, &two, 1).unwrap_err(), differ);
    let one = Design::default().prepare(1).unwrap();
    let sweep = sweep_cut_off(&counts, &[fraction("2")], &one);
    assert_eq!(sweep.unwrap_err(), CountingFault::PovertyCutOff);
}

#[test]
fn no_units_and_small_groups_show_nothing() {
    let plan = CountingPlan::new(vec![FLAG], Weights::equal(1).unwrap(), fraction("1"));
    let empty = count_deprivations(&[vec![]], &plan).unwrap();
    let sampling = Design::default().prepare(0).unwrap();
    let parts = decompose(&empty, None, &sampling, 1).unwrap();
    assert_eq!(parts[0].measures, Reported::TooFew { rows: 0, least: 1 });
    assert_eq!(parts[0].population_share, None);

    let counts = flags(&[vec![1.0], vec![0.0], vec![1.0]], Weights::equal(1).unwrap(), "1");
    let sampling = Design::default().prepare(3).unwrap();
    let groups = [Some(4), Some(4), Some(9)];
    let parts = decompose(&counts, Some(&groups), &sampling, 2).unwrap();
    assert_eq!(parts[2].part, Part::Group(9));
    assert_eq!(parts[2].measures, Reported::TooFew { rows: 1, least: 2 });
    assert_eq!((parts[2].population_share, parts[2].contribution), (None, None));
    close(parts[1].population_share.unwrap(), 2.0 / 3.0);
    close(parts[1].contribution.unwrap(), 0.5);
}
