//! How a solve ended, and how far its answer may be from the best.

/// A limit of work, never of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Pivots of the network simplex.
    Pivots,
    /// Nodes of a branch and bound.
    Nodes,
    /// Size of the model: nothing was computed.
    Size,
}

/// How a solve ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Proved best, within rounding for problems in floating point.
    Optimal,
    /// Valid and within the gap asked for, not proved best.
    Feasible,
    /// A limit was reached; the best answer so far is given.
    Limit(Limit),
    /// No answer exists.
    Infeasible,
}

/// Relative gap between a value and a bound on the best value: |bound − value| / |bound|.
///
/// 0 when they are equal, also at zero; `None` when the bound is zero and the value is not,
/// or either is not finite. Serves both senses of optimisation.
#[must_use]
pub fn relative_gap(value: f64, bound: f64) -> Option<f64> {
    if value == bound && value.is_finite() {
        return Some(0.0);
    }
    let gap = (bound - value).abs() / bound.abs();
    gap.is_finite().then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gap_is_relative_to_the_bound_and_undefined_at_zero() {
        assert_eq!(relative_gap(90.0, 100.0), Some(0.1));
        assert_eq!(relative_gap(-110.0, -100.0), Some(0.1));
        assert_eq!(relative_gap(0.0, 0.0), Some(0.0));
        assert_eq!(relative_gap(1.0, 0.0), None);
        assert_eq!(relative_gap(f64::INFINITY, f64::INFINITY), None);
        assert_eq!(relative_gap(f64::NAN, 1.0), None);
    }
}
