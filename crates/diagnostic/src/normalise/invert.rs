//! From points back to a raw value, where there is one to name.

use nanduti_model::Normalisation;
use nanduti_stats::quantile_sorted;

/// A raw value that scores the given points.
///
/// Goalposts of all kinds and Box–Cox are solved, on the line that runs on beyond the caps. A
/// table of points gives the code whose points are nearest (of two, the fewer points), so that the
/// value stays an answer. A place in a sample gives its quantile (type 7), which scores those
/// points up to half a rank.
///
/// `None` for bands, trapezoids and cut-offs, where many values score the same; for sample kinds
/// that were not fitted; and where the value would not be finite or the points are not.
pub fn value_at(normalisation: &Normalisation, points: f64) -> Option<f64> {
    let between = |worst: f64, best: f64| worst + (best - worst) * points / 100.0;
    let value = match normalisation {
        Normalisation::Goalposts { worst, best } | Normalisation::OpenGoalposts { worst, best } => {
            between(*worst, *best)
        }
        Normalisation::LogGoalposts { worst, best } => between(worst.ln(), best.ln()).exp(),
        Normalisation::BoxCox { lambda, worst, best } => {
            let transformed = between(*worst, *best);
            if *lambda == 0.0 {
                transformed.exp()
            } else {
                ((lambda * transformed).ln_1p() / lambda).exp()
            }
        }
        Normalisation::Points(table) => {
            let distance = |of: f64| (of - points).abs();
            let nearest = table.iter().min_by(|a, b| {
                distance(a.points)
                    .total_cmp(&distance(b.points))
                    .then(a.points.total_cmp(&b.points))
            })?;
            nearest.code
        }
        Normalisation::Ranked { sample, higher_is_better, as_rank } => {
            let others = sample.len().checked_sub(1)? as f64;
            let share = if *as_rank { (points - 1.0) / others } else { points / 100.0 };
            let share = if *higher_is_better { share } else { 1.0 - share };
            quantile_sorted(sample, share.clamp(0.0, 1.0))?
        }
        Normalisation::Band { .. }
        | Normalisation::Cutoff { .. }
        | Normalisation::Bands { .. }
        | Normalisation::Sample { .. } => return None,
    };
    (points.is_finite() && value.is_finite()).then_some(value)
}
