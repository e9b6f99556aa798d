//! How low and how high an aggregate can be while its parts move inside their intervals.

use super::{aggregate, continued};
use nanduti_model::{Aggregation, Penalty};

/// Most open parts whose 2ⁿ corners are tried for the exact least value of a mean with a
/// downward penalty; with more, the bound is that of a relaxation and may lie a little lower.
const MOST_CORNERS: usize = 12;
/// Halvings when the place of a one-dimensional optimum is searched: past the last bit.
const HALVINGS: usize = 120;

/// Least and greatest aggregate while each (weight, low, high) part lies anywhere in its
/// interval.
///
/// Rules that rise with every part take their values at the all-low and all-high corners.
/// Where a rule states nothing at 0, the low end is its limit there, 0. The mean with a penalty
/// (Mazziotta and Pareto, 2013) does not rise with every part: in `2M − Q/M` (downward) and
/// `Q/M` (upward), with weighted mean `M` and mean square `Q`, the first is concave and the
/// second convex in the values, so one end lies where all values are brought as close to a
/// common one as they can be and the other at a corner. All ends are exact, but for the low
/// end of the downward penalty with more than 12 open parts: that is a bound from below, by
/// letting one part be split between its ends.
///
/// `None` where [`aggregate`] has no answer at an end, where an interval is empty or not
/// finite, for the penalised mean where the mean may be below 0, and for rules that depend on
/// the sample.
pub fn bounds(rule: &Aggregation, parts: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let valid = |&(weight, low, high): &(f64, f64, f64)| {
        weight >= 0.0 && low <= high && low.is_finite() && high.is_finite()
    };
    if !parts.iter().all(valid) || rule.depends_on_sample() {
        return None;
    }
    if let Aggregation::MazziottaPareto(penalty) = rule {
        return penalised(*penalty, parts);
    }
    let low: Vec<_> = parts.iter().map(|part| (part.0, part.1)).collect();
    let high: Vec<_> = parts.iter().map(|part| (part.0, part.2)).collect();
    Some((aggregate(&continued(rule), &low)?, aggregate(rule, &high)?))
}

/// Bounds of the mean with a penalty.
fn penalised(penalty: Penalty, parts: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let total: f64 = parts.iter().map(|part| part.0).sum();
    let least_mean: f64 = parts.iter().map(|part| part.0 * part.1).sum();
    let rising = parts.iter().filter(|part| part.0 > 0.0).all(|part| part.1 >= 0.0);
    if total <= 0.0 || !total.is_finite() || !(rising || least_mean > 0.0) {
        return None;
    }
    let parts: Vec<_> =
        parts.iter().filter(|part| part.0 > 0.0).map(|p| (p.0 / total, p.1, p.2)).collect();
    let inner = value(penalty, closest(penalty, &parts));
    let outer = match penalty {
        Penalty::Downward => farthest_down(&parts),
        Penalty::Upward => {
            let ends = frontier(&parts).into_iter().map(|corner| value(penalty, corner));
            ends.fold(f64::NEG_INFINITY, f64::max)
        }
    };
    // The two ends are computed apart: rounding must not cross them.
    Some((inner.min(outer), inner.max(outer)))
}

/// The penalised mean from weighted mean and mean square; 0 where all values are 0.
fn value(penalty: Penalty, (mean, square): (f64, f64)) -> f64 {
    match penalty {
        _ if mean <= 0.0 => 0.0,
        Penalty::Downward => 2.0 * mean - square / mean,
        Penalty::Upward => square / mean,
    }
}

/// Mean and mean square with every part as near to `level` as its interval lets it.
fn levelled(parts: &[(f64, f64, f64)], level: f64) -> (f64, f64) {
    parts.iter().fold((0.0, 0.0), |(mean, square), &(weight, low, high)| {
        let x = level.max(low).min(high);
        (mean + weight * x, square + weight * x * x)
    })
}

/// Mean and mean square where the penalty weighs least: for a given mean the square is least
/// with all parts at one level (as near as they can), and the level follows from the sign of
/// the slope, which changes once because the function is concave (or convex).
fn closest(penalty: Penalty, parts: &[(f64, f64, f64)]) -> (f64, f64) {
    let mut from = parts.iter().map(|part| part.1).fold(f64::INFINITY, f64::min);
    let mut to = parts.iter().map(|part| part.2).fold(f64::NEG_INFINITY, f64::max);
    for _ in 0..HALVINGS {
        let level = from.midpoint(to);
        let (mean, square) = levelled(parts, level);
        let beyond = match penalty {
            Penalty::Downward => 2.0 * mean * mean - 2.0 * level * mean + square < 0.0,
            Penalty::Upward => 2.0 * level * mean - square > 0.0,
        };
        if beyond { to = level } else { from = level }
    }
    // Each end of the bracket, and the best of the two kept.
    let (one, two) = (levelled(parts, from), levelled(parts, to));
    let first = match penalty {
        Penalty::Downward => value(penalty, one) >= value(penalty, two),
        Penalty::Upward => value(penalty, one) <= value(penalty, two),
    };
    if first { one } else { two }
}

/// Least value of the mean with a downward penalty.
fn farthest_down(parts: &[(f64, f64, f64)]) -> f64 {
    let open: Vec<_> = parts.iter().filter(|part| part.1 < part.2).collect();
    if open.len() > MOST_CORNERS {
        return relaxed_down(parts);
    }
    let fixed = parts.iter().filter(|part| part.1 >= part.2);
    let fixed = fixed.fold((0.0, 0.0), |(mean, square), &(weight, x, _)| {
        (mean + weight * x, square + weight * x * x)
    });
    let corner = |mask: usize| {
        let (mean, square) = open.iter().enumerate().fold(fixed, |(mean, square), (at, part)| {
            let x = if mask >> at & 1 == 1 { part.2 } else { part.1 };
            (mean + part.0 * x, square + part.0 * x * x)
        });
        value(Penalty::Downward, (mean, square))
    };
    (0..1_usize << open.len()).map(corner).fold(f64::INFINITY, f64::min)
}

/// Least value of `2M − Q/M` along the frontier: on a stretch `Q = a + b·M` it is
/// `2M − a/M − b`, least at an end or, where a < 0, at `M² = −a/2`.
fn relaxed_down(parts: &[(f64, f64, f64)]) -> f64 {
    let corners = frontier(parts);
    let ends = corners.iter().map(|corner| value(Penalty::Downward, *corner));
    let inside = corners.windows(2).filter_map(|pair| {
        let ((from, from_square), (to, to_square)) = (pair[0], pair[1]);
        let slope = (to_square - from_square) / (to - from);
        let offset = from_square - slope * from;
        let mean = (-offset / 2.0).sqrt();
        (offset < 0.0 && mean > from && mean < to).then(|| 2.0 * mean - offset / mean - slope)
    });
    ends.chain(inside).fold(f64::INFINITY, f64::min)
}

/// Corners with the greatest mean square for their mean, from all low to all high: parts are
/// raised in the order of what a point of mean adds to the square, low + high.
fn frontier(parts: &[(f64, f64, f64)]) -> Vec<(f64, f64)> {
    let mut order: Vec<&(f64, f64, f64)> = parts.iter().filter(|part| part.1 < part.2).collect();
    order.sort_by(|a, b| (b.1 + b.2).total_cmp(&(a.1 + a.2)));
    let mut at = levelled(parts, f64::NEG_INFINITY);
    let mut corners = vec![at];
    for &&(weight, low, high) in &order {
        at = (at.0 + weight * (high - low), at.1 + weight * (high * high - low * low));
        corners.push(at);
    }
    corners
}
