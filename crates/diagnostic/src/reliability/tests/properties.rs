//! Row order and the unit of an item change nothing that they must not; no input gives a
//! figure that is not a number.

use super::*;
use nanduti_stats::Key;
use proptest::prelude::*;

/// Columns of a few answers each, with gaps and little variation.
fn columns() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let cell =
        prop_oneof![8 => (0_i8..5).prop_map(|value| Some(f64::from(value))), 1 => Just(None)];
    (0_usize..6, 0_usize..40).prop_flat_map(move |(items, rows)| {
        prop::collection::vec(prop::collection::vec(cell.clone(), rows), items)
    })
}

/// The figures of an assessment that are single numbers.
fn figures(found: &Reliability) -> Vec<f64> {
    let mut figures = Vec::new();
    if let Ok(alpha) = found.alpha {
        figures.extend([alpha.value, alpha.mean_correlation]);
        figures.extend(alpha.standardised);
        figures.extend(alpha.interval.map(|ends| ends.0));
    }
    figures.extend(found.omega.as_ref().map(|omega| omega.value));
    figures.extend(found.lambda6);
    figures.extend(found.adequacy.as_ref().map(|adequacy| adequacy.overall));
    figures.extend(found.sphericity.map(|test| test.chi_square));
    figures.extend(found.components.iter().flat_map(|all| all.components.iter().map(|c| c.share)));
    figures.extend(found.items.iter().filter_map(|item| Some(item.item_rest?.value)));
    figures.extend(found.items.iter().filter_map(|item| item.alpha_without));
    figures
}

/// Correlated items of 30 rows from keyed numbers.
fn sample(seed: u64) -> Vec<Vec<Option<f64>>> {
    (0..5_u64)
        .map(|item| {
            (0..30_u64)
                .map(|row| {
                    let common = Key::new(seed, "common").at(row).normal();
                    Some(common + Key::new(seed, "own").at(item).at(row).normal())
                })
                .collect()
        })
        .collect()
}

#[track_caller]
fn same(left: &[f64], right: &[f64]) {
    assert_eq!(left.len(), right.len());
    for (a, b) in left.iter().zip(right) {
        close(*a, *b, 1e-7 * (1.0 + a.abs()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn row_order_changes_nothing(seed in 0_u64..10_000, turn in 1_usize..30) {
        let straight = sample(seed);
        let turned: Vec<Vec<Option<f64>>> = straight
            .iter()
            .map(|column| { let mut c = column.clone(); c.rotate_left(turn); c.swap(0, 7); c })
            .collect();
        same(&figures(&assess(&straight)), &figures(&assess(&turned)));
    }

    #[test]
    fn the_unit_of_an_item_leaves_standardised_figures(seed in 0_u64..10_000, unit in 0.01_f64..90.0) {
        let straight = sample(seed);
        let mut scaled = straight.clone();
        for value in scaled[1].iter_mut().flatten() {
            *value = *value * unit + 12.0;
        }
        let (before, after) = (assess(&straight), assess(&scaled));
        let alpha = |found: &Reliability| found.alpha.unwrap().standardised.unwrap();
        close(alpha(&before), alpha(&after), 1e-9);
        close(before.lambda6.unwrap(), after.lambda6.unwrap(), 1e-9);
        close(before.sphericity.unwrap().chi_square, after.sphericity.unwrap().chi_square, 1e-7);
        prop_assert_eq!(before.omega.is_ok(), after.omega.is_ok());
    }

    #[test]
    fn every_figure_is_a_number_in_its_range(columns in columns()) {
        let settings = ReliabilitySettings { minimum_rows: 0, minimum_rows_per_item: 0.0, ..Default::default() };
        let found = assess_reliability(&names(columns.len()), &columns, &settings).unwrap();
        prop_assert!(figures(&found).iter().all(|figure| figure.is_finite()));
        if let Ok(alpha) = found.alpha {
            prop_assert!(alpha.value <= 1.0);
            let (low, high) = alpha.interval.unwrap();
            prop_assert!(low <= alpha.value && alpha.value <= high && high <= 1.0);
        }
        if let Ok(omega) = &found.omega {
            prop_assert!((0.0..=1.0).contains(&omega.value));
        }
        if let Ok(components) = &found.components {
            let last = components.components.last().unwrap();
            prop_assert!((last.cumulative - 1.0).abs() < 1e-9);
            let sums = components.components.iter().map(|c| c.loadings.iter().sum::<f64>());
            prop_assert!(sums.into_iter().all(|sum| sum > -1e-6));
        }
    }
}
