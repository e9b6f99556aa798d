//! How sure a correlation is: interval on Fisher's scale and p-value.

use super::CorrelationKind;
use crate::normal::normal_quantile;
use crate::tail::student_t_two_sided;

/// Interval of a correlation from `pairs` rows with `controls` other variables held fixed.
///
/// The value is taken to Fisher's scale, `z = artanh r`, widened there by the normal quantile
/// times a standard error, and taken back (Fisher 1921; for partial correlations Fisher 1924:
/// each control costs one row). With m = pairs − controls, the error is
/// - Pearson `1/√(m − 3)`,
/// - Spearman `√((1 + r²/2)/(m − 3))` (Bonett and Wright 2000, Psychometrika 65; its use for a
///   partial correlation is an extension of ours),
/// - Kendall `√(0.437/(m − 4))` (Fieller, Hartley and Pearson 1957); none for a partial one.
///
/// `None` at ±1, where the scale ends, with too few rows, and for confidence outside (0, 1).
#[must_use]
pub fn correlation_interval(
    kind: CorrelationKind,
    value: f64,
    pairs: usize,
    controls: usize,
    confidence: f64,
) -> Option<(f64, f64)> {
    let width = normal_quantile(f64::midpoint(1.0, confidence)).filter(|z| *z > 0.0)?;
    let rows = pairs as f64 - controls as f64;
    let (top, free) = match kind {
        CorrelationKind::Pearson => (1.0, rows - 3.0),
        CorrelationKind::Spearman => (1.0 + value * value / 2.0, rows - 3.0),
        CorrelationKind::Kendall if controls == 0 => (0.437, rows - 4.0),
        CorrelationKind::Kendall => return None,
    };
    if free <= 0.0 || value.is_nan() || value.abs() >= 1.0 {
        return None;
    }
    let half = width * (top / free).sqrt();
    let centre = value.atanh();
    Some(((centre - half).tanh(), (centre + half).tanh()))
}

/// Two-sided p-value of no association for a Pearson or Spearman correlation: Student's t
/// with m − 2 degrees of freedom, m = pairs − controls, `t = r·√((m − 2)/(1 − r²))` (Fisher
/// 1915; for ranks Kendall and Stuart 1973, section 31.19, close from about ten pairs).
///
/// 0 at ±1; `None` without a degree of freedom.
#[must_use]
pub fn correlation_p_value(value: f64, pairs: usize, controls: usize) -> Option<f64> {
    let degrees = pairs as f64 - controls as f64 - 2.0;
    let left = 1.0 - value * value;
    let t = if left > 0.0 { value * (degrees.max(0.0) / left).sqrt() } else { f64::INFINITY };
    student_t_two_sided(t, degrees)
}
