//! Values worked out by hand, ties, and lists that do not vary.

use super::*;

#[test]
fn pearson_matches_a_hand_worked_case() {
    // Deviations (-2,-1,0,1,2) and (-1,-2,1,0,2): joint 8, squares 10 and 10.
    let r = pearson(&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 1.0, 4.0, 3.0, 5.0]).unwrap();
    assert!((r - 0.8).abs() < 1e-12);
}

#[test]
fn spearman_sees_order_only() {
    let r = spearman(&[1.0, 2.0, 3.0], &[1.0, 100.0, 101.0]).unwrap();
    assert!((r - 1.0).abs() < 1e-12);
    // Ranks (1, 2.5, 2.5, 4) against (1, 2, 3, 4): 4.5 / sqrt(4.5 * 5).
    let tied = spearman(&[1.0, 2.0, 2.0, 9.0], &[1.0, 2.0, 3.0, 4.0]).unwrap();
    assert!((tied - 4.5 / (4.5_f64 * 5.0).sqrt()).abs() < 1e-12);
}

#[test]
fn ranks_share_ties() {
    assert_eq!(ranks(&[3.0, 1.0, 3.0, 3.0]), [3.0, 1.0, 3.0, 3.0]);
    assert_eq!(ranks(&[]), Vec::<f64>::new());
}

#[test]
fn no_spread_or_no_pairs_is_none() {
    assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), None);
    assert_eq!(pearson(&[1.0], &[1.0]), None);
    assert_eq!(pearson(&[1.0, 2.0], &[1.0]), None);
    assert_eq!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]), None);
}

/// The mean of sixty times 77.1 is not 77.1 in floating point: what is left is rounding, no spread.
#[test]
fn rounding_is_no_spread() {
    for value in [77.1, 0.1, 1e9 + 0.3, -3.3] {
        assert_eq!(pearson(&[value; 60], &[value; 60]), None, "{value}");
        assert_eq!(pearson(&[value; 7], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), None, "{value}");
    }
    let near = [1.0, 1.0 + 1e-12, 1.0 + 2e-12];
    assert!(pearson(&near, &[1.0, 2.0, 3.0]).is_some_and(|r| r > 0.99), "a small spread is one");
}

#[test]
fn squares_that_overflow_are_none() {
    // Each square is 1e320, beyond the largest double of 1.8e308.
    assert_eq!(pearson(&[1e160, -1e160, 0.0], &[1.0, -1.0, 0.0]), None);
    assert_eq!(pearson(&[1.0, -1.0, 0.0], &[1e160, -1e160, 0.0]), None);
    assert_eq!(pearson(&[1e308, 1e308, -1e308], &[1.0, 2.0, 3.0]), None);
    let r = pearson(&[1e150, -1e150, 0.0], &[1.0, -1.0, 0.0]).unwrap();
    assert!((r - 1.0).abs() < 1e-12, "{r}");
}

#[test]
fn rows_are_complete_where_every_column_answers() {
    let (long, short) = ([Some(1.0), None, Some(3.0), Some(4.0)], [Some(0.0), Some(2.0), None]);
    assert_eq!(complete_rows(&[&long]), [0, 2, 3]);
    assert_eq!(complete_rows(&[&long, &short]), [0]);
    assert!(complete_rows(&[]).is_empty());
}
