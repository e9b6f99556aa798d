//! The index against the counting view.

use super::{close, flags};
use crate::counting::{CountingFault, Standing, Weights, reconcile};

#[test]
fn high_on_average_but_deprived_is_told_apart() {
    use Standing::{NoDeprivation, OtherDeprivation, Poor, WatchedDeprivation};
    // Four equal indicators, k = 1/2; the last one is watched.
    let rows = [[0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]]
        .map(|row| row.map(f64::from).to_vec());
    let counts = flags(&rows, Weights::equal(4).unwrap(), "1/2");
    let scores = [Some(90.0), Some(75.0), Some(60.0), Some(80.0), Some(20.0), None];
    let found = reconcile(&scores, &counts, 75.0, &[3]).unwrap();
    let standings: Vec<Standing> = found.units.iter().map(|unit| unit.standing).collect();
    assert_eq!(standings, [NoDeprivation, WatchedDeprivation, OtherDeprivation, Poor, Poor]);
    assert_eq!(found.table, [[1, 1, 0, 1], [1, 0, 1, 0]]);
    assert_eq!(found.unknown, 1);
    let told: Vec<usize> = found.high_but_deprived().map(|unit| unit.row).collect();
    assert_eq!(told, [1, 3]);
    assert_eq!(found.units[3].deprived_in, [0, 1]);
    // Ranks 5, 3, 2, 4, 1 against 1, 2.5, 2.5, 4, 5: centred products
    // −4 + 0 + 0.5 + 1 − 4 = −6.5, centred squares 10 and 9.5.
    close(found.rank_correlation.unwrap(), -6.5 / (10.0_f64 * 9.5).sqrt());
}

#[test]
fn lengths_and_places_are_checked() {
    let counts = flags(&[vec![1.0]], Weights::equal(1).unwrap(), "1");
    let short = reconcile(&[], &counts, 50.0, &[]).unwrap_err();
    assert_eq!(short, CountingFault::RowsDiffer { rows: 1, found: 0 });
    let beyond = reconcile(&[None], &counts, 50.0, &[1]).unwrap_err();
    assert_eq!(beyond, CountingFault::IndicatorsDiffer { indicators: 1, found: 1 });
    let nothing = reconcile(&[Some(f64::NAN)], &counts, 50.0, &[]).unwrap();
    assert_eq!((nothing.unknown, nothing.rank_correlation), (1, None));
}
