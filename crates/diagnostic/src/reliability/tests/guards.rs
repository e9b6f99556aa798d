//! Small samples, items that say nothing, singular sets, and faulty input.

use super::*;

/// Two columns added, row by row.
fn sum(a: &[Option<f64>], b: &[Option<f64>], sign: f64) -> Vec<Option<f64>> {
    a.iter().zip(b).map(|(a, b)| Some((*a)? + sign * (*b)?)).collect()
}

#[test]
fn twelve_answers_carry_a_caution_and_nine_are_refused() {
    let mut columns = one_factor(&[0.7; 4]);
    for column in &mut columns {
        column.truncate(12);
    }
    let twelve = assess(&columns);
    assert!(twelve.alpha.as_ref().unwrap().interval.is_some());
    assert!(twelve.cautions.contains(&Caution::FewRows { complete: 12, advised: 50 }));
    assert!(twelve.cautions.contains(&Caution::FewRowsPerItem { ratio: 3.0, advised: 5.0 }));
    for column in &mut columns {
        column.truncate(9);
    }
    let nine = assess(&columns);
    assert_eq!(nine.alpha, Err(Refusal::TooFewRows { complete: 9, needed: 10 }));
    assert_eq!(nine.omega, Err(Refusal::TooFewRows { complete: 9, needed: 12 }));
    assert_eq!(nine.items[0].item_rest, None);
    assert_eq!(nine.items[0].reverse_key, ReverseKey::NotJudged);
    assert_eq!(nine.cautions, []);
}

#[test]
fn gaps_cost_rows_and_the_item_that_costs_them_is_seen() {
    let mut columns = one_factor(&[0.7; 4]);
    columns[2][..9].fill(None);
    let found = assess(&columns);
    assert_eq!((found.rows, found.complete_rows), (16, 7));
    assert_eq!(found.alpha, Err(Refusal::TooFewRows { complete: 7, needed: 10 }));
    assert_eq!(found.items[2].answered, 7);
    assert_eq!(found.items[2].complete_without, 16);
    assert_eq!(found.items[0].complete_without, 7);
    assert!(found.cautions.contains(&Caution::MostRowsIncomplete { complete: 7, rows: 16 }));
}

#[test]
fn constant_and_empty_items_are_left_out_and_marked() {
    let mut columns = one_factor(&[0.7; 3]);
    columns.insert(1, vec![Some(3.0); ROWS]);
    columns.push(vec![None; ROWS]);
    let found = assess(&columns);
    assert_eq!(found.kept, [0, 2, 3]);
    assert_eq!(found.items[1].status, ItemStatus::Constant);
    assert_eq!(found.items[4].status, ItemStatus::Empty);
    assert_eq!((found.items[1].mean, found.items[1].item_rest), (None, None));
    assert!(found.cautions.contains(&Caution::ItemsLeftOut { items: 2 }));
    close(found.alpha.unwrap().value, 3.0 * 0.49 / 1.98, 1e-12);
}

#[test]
fn an_item_constant_over_the_complete_rows_gives_its_rows_back() {
    let mut columns = one_factor(&[0.7; 4]);
    // It varies only where another item has a gap; left out, its own gap is forgiven.
    let mut odd = vec![Some(1.0); ROWS];
    (odd[0], odd[1]) = (Some(2.0), None);
    columns[0][0] = None;
    columns.push(odd);
    let found = assess(&columns);
    assert_eq!(found.items[4].status, ItemStatus::Constant);
    assert_eq!(found.complete_rows, 15);
}

#[test]
fn an_item_made_of_others_is_named_singular() {
    let mut columns = one_factor(&[0.7; 3]);
    columns.push(sum(&columns[0], &columns[1], 1.0));
    let found = assess(&columns);
    assert_eq!(found.lambda6, Err(Refusal::Singular { item: 3 }));
    assert_eq!(found.adequacy, Err(Refusal::Singular { item: 3 }));
    assert_eq!(found.sphericity, Err(Refusal::Singular { item: 3 }));
    // Alpha and components need no inverse.
    assert!(found.alpha.is_ok() && found.components.is_ok());
}

#[test]
fn items_that_cancel_out_have_no_alpha() {
    let mut columns = one_factor(&[0.7; 2]);
    let both = sum(&columns[0], &columns[1], 1.0);
    columns.push(both.iter().map(|value| value.map(|value| -value)).collect());
    let found = assess(&columns);
    assert_eq!(found.alpha, Err(Refusal::TotalDoesNotVary));
    // The third item runs against the two: turned round, it agrees.
    assert_eq!(found.items[2].reverse_key, ReverseKey::Likely);
    assert!(found.alpha_after_turning.unwrap() > 0.8);
}

#[test]
fn a_heywood_case_is_refused_by_item() {
    // r12 = r13 = .81 and r23 = .5 ask for a first loading of sqrt(.81 * .81 / .5) = 1.146.
    let rows = [[1.0, 0.81, 0.81], [0.81, 1.0, 0.5], [0.81, 0.5, 1.0]];
    let matrix = nanduti_stats::SymmetricMatrix::from_upper(3, |row, column| rows[row][column]);
    assert_eq!(factor::omega(&matrix, &[4, 6, 8]), Err(Refusal::ImproperSolution { item: 4 }));
}

#[test]
fn a_reverse_keyed_item_is_found_and_turned() {
    let straight = assess(&one_factor(&[0.7; 4]));
    assert!(straight.items.iter().all(|item| item.reverse_key == ReverseKey::No));
    assert_eq!(straight.alpha_after_turning, None);
    let mut columns = one_factor(&[0.7; 4]);
    for value in columns[2].iter_mut().flatten() {
        *value = 100.0 - *value;
    }
    let found = assess(&columns);
    let keys: Vec<ReverseKey> = found.items.iter().map(|item| item.reverse_key).collect();
    assert_eq!(keys, [ReverseKey::No, ReverseKey::No, ReverseKey::Likely, ReverseKey::No]);
    assert_eq!(found.items[2].against_first_component, Some(true));
    close(found.alpha_after_turning.unwrap(), straight.alpha.unwrap().value, 1e-12);
    assert!(found.cautions.contains(&Caution::ReverseKeySuspected { items: 1 }));
    // Two of four turned: nobody can say which two, and alpha is below zero.
    for value in columns[0].iter_mut().flatten() {
        *value = -*value;
    }
    let half = assess(&columns);
    assert!(half.alpha.unwrap().value < 0.0);
    assert!(half.cautions.contains(&Caution::NegativeAlpha));
    assert!(half.cautions.iter().any(|c| matches!(c, Caution::ReverseKeySuspected { .. })));
}

#[test]
fn faulty_input_is_refused_by_name() {
    let settings = ReliabilitySettings::default();
    let good = one_factor(&[0.7; 3]);
    assert_eq!(
        assess_reliability(&names(2), &good, &settings).unwrap_err(),
        Refusal::NamesDoNotMatch { names: 2, columns: 3 }
    );
    let mut short = good.clone();
    short[1].pop();
    assert_eq!(
        assess_reliability(&names(3), &short, &settings).unwrap_err(),
        Refusal::UnequalLengths { item: 1 }
    );
    for bad in [f64::NAN, f64::NEG_INFINITY, 1e200] {
        let mut infinite = good.clone();
        infinite[2][5] = Some(bad);
        assert_eq!(
            assess_reliability(&names(3), &infinite, &settings).unwrap_err(),
            Refusal::NotFinite { item: 2 }
        );
    }
    let none = assess(&[]);
    assert_eq!(none.alpha, Err(Refusal::TooFewItems { items: 0, needed: 2 }));
    let no_rows = assess(&vec![Vec::new(); 4]);
    assert_eq!((no_rows.rows, no_rows.items[0].status), (0, ItemStatus::Empty));
}

#[test]
fn pairs_of_items_leave_gaps_out_pair_by_pair() {
    let mut columns = one_factor(&[0.7; 3]);
    columns[0][3] = None;
    columns[1] = vec![Some(1.0); ROWS];
    let pairs = item_correlations(&columns, &nanduti_stats::CorrelationSettings::default());
    assert_eq!(pairs.len(), 3);
    assert_eq!((pairs[1].left, pairs[1].right, pairs[1].pearson.unwrap().pairs), (0, 2, 15));
    let flat = nanduti_stats::CorrelationRefusal::Constant { column: 1 };
    assert_eq!(pairs[0].kendall, Err(flat));
}
