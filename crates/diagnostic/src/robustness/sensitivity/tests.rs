//! What is stated and what is refused.

use super::{FactorSensitivity, Indices, SensitivityStatus};

fn judged(first: f64, total: f64, interval: Option<[(f64, f64); 2]>) -> FactorSensitivity {
    FactorSensitivity::new(0, Some(Indices { first, total, interval }), 500, Vec::new())
}

#[test]
fn wide_and_impossible_indices_are_not_stated() {
    let exact = judged(0.2, 0.3, None);
    assert_eq!((exact.status, exact.first), (SensitivityStatus::Exact, Some(0.2)));
    let fine = judged(0.2, 0.3, Some([(0.15, 0.25), (0.25, 0.35)]));
    assert_eq!((fine.status, fine.runs_needed), (SensitivityStatus::Estimated, None));
    // The first is 0.4 wide: twice the limit, so four times the runs; the total stands.
    let wide = judged(0.2, 0.3, Some([(0.0, 0.4), (0.25, 0.35)]));
    assert_eq!((wide.status, wide.runs_needed), (SensitivityStatus::WideInterval, Some(2000)));
    assert_eq!((wide.first, wide.total), (None, Some(0.3)));
    let above = judged(0.5, 0.3, Some([(0.45, 0.55), (0.25, 0.35)]));
    assert_eq!(above.status, SensitivityStatus::FirstAboveTotal);
    assert_eq!((above.first, above.total), (None, None));
    let none = FactorSensitivity::new(0, None, 500, Vec::new());
    assert_eq!((none.status, none.first), (SensitivityStatus::NoVariance, None));
}
