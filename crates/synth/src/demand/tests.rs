//! Lots against the sizes, windows, prices and gates they are meant to have.

use super::*;
use crate::calibration::Cluster;
use crate::case::{SyntheticCase, generate};
use std::sync::LazyLock;

static FIXTURE: LazyLock<SyntheticCase> = LazyLock::new(|| generate(SynthSettings::default()));

fn fitting(lot: &SyntheticLot) -> Vec<&'static WorkshopTruth> {
    let firm = FIXTURE.firms[lot.firm].position;
    FIXTURE.workshops.iter().filter(|w| fits(w, lot, firm)).collect()
}

#[test]
fn firms_are_lettered_as_columns_are() {
    assert_eq!(
        [0, 4, 25, 26, 51, 52, 701, 702].map(firm_id),
        ["LF-A", "LF-E", "LF-Z", "LF-AA", "LF-AZ", "LF-BA", "LF-ZZ", "LF-AAA"]
    );
}

#[test]
fn a_window_splits_into_shares_of_months() {
    // 15 April to 14 May: 16 of 30 days, 14 of 31.
    assert_eq!(
        month_shares(date(2027, 4, 15), date(2027, 5, 14)),
        [(3, 16.0 / 30.0), (4, 14.0 / 31.0)]
    );
    assert_eq!(month_shares(date(2027, 2, 1), date(2027, 2, 28)), [(1, 1.0)]);
}

/// Section 5 of the domain notes: orders of 4,600, 18,000 and 22,000 pieces; lots from a small
/// brand's few hundred on; lead 15–30 days and more; batches of 50–500.
#[test]
fn lots_have_the_sizes_and_windows_seen() {
    for lot in &FIXTURE.lots {
        assert!((300..=22_000).contains(&lot.pieces), "{lot:?}");
        assert!((50..=500).contains(&lot.min_batch) && lot.min_batch <= lot.pieces, "{lot:?}");
        assert!(lot.start.year() == 2027 && lot.due.year() == 2027 && lot.start < lot.due);
    }
}

#[test]
fn some_prices_are_below_the_fair_one_and_most_are_not() {
    let low = FIXTURE
        .lots
        .iter()
        .filter(|lot| f64::from(lot.price) < 0.9 * needs(lot.product).minutes * 268.0 * 1.25 / 0.6)
        .count();
    assert!((3..=12).contains(&low), "{low} of {}", FIXTURE.lots.len());
}

#[test]
fn nobody_can_make_the_jacket_and_others_find_makers() {
    let (jackets, others): (Vec<_>, Vec<_>) =
        FIXTURE.lots.iter().partition(|lot| lot.product == JACKET);
    assert_eq!(jackets.len(), 1);
    assert!(FIXTURE.workshops.iter().all(|w| !w.makes(JACKET)));
    let served = others.iter().filter(|lot| !fitting(lot).is_empty()).count();
    assert!(served * 10 >= others.len() * 8, "{served} of {}", others.len());
}

#[test]
fn few_lots_fit_the_third_cluster_and_the_anchor_fits_its_block() {
    let third = |w: &&WorkshopTruth| w.cluster == Cluster::MarianoRoqueAlonso;
    let pairs: usize =
        FIXTURE.lots.iter().map(|lot| fitting(lot).into_iter().filter(|w| third(w)).count()).sum();
    let all: usize = FIXTURE.lots.iter().map(|lot| fitting(lot).len()).sum();
    assert!(pairs * 20 <= all, "{pairs} of {all} pairs");
    let anchored = FIXTURE
        .workshops
        .iter()
        .filter(|w| w.anchored)
        .filter(|w| {
            FIXTURE.lots.iter().any(|lot| lot.firm == 2 && fits(w, lot, FIXTURE.firms[2].position))
        })
        .count();
    assert!(anchored >= 8, "{anchored} of 25");
}

/// Demand is 60–110 % of what the workshops that fit some lot can make in the months in which one
/// is open to them (full work, before owners' time and reserves).
#[test]
fn demand_is_60_to_110_percent_of_what_fitting_workshops_can_make() {
    let demand: f64 = FIXTURE
        .lots
        .iter()
        .filter(|lot| lot.product != JACKET)
        .map(|lot| f64::from(lot.pieces) * needs(lot.product).minutes)
        .sum();
    let mut supply = 0.0;
    for workshop in &FIXTURE.workshops {
        let mut open = [0.0_f64; 12];
        for lot in &FIXTURE.lots {
            if fits(workshop, lot, FIXTURE.firms[lot.firm].position) {
                for (month, share) in month_shares(lot.start, lot.due) {
                    open[month] = open[month].max(share);
                }
            }
        }
        supply += open.iter().sum::<f64>() * workshop.month_minutes();
    }
    let ratio = demand / supply;
    assert!((0.6..=1.1).contains(&ratio), "{ratio:.3}");
}
