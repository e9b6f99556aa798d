//! Presentation figures: medians, middle halves, dots and shares of columns that the engines
//! gave. Nothing here scores, matches or predicts.

use nanduti_model::{Answered, NodeColumn};
use nanduti_stats::{
    mean, median_interval, normal_quantile, quantile_sorted, sample_sd, wilson_interval,
};

/// Confidence of every interval the report makes itself.
pub(crate) const CONFIDENCE: f64 = 0.90;
/// Dots of a quantile dot plot: twenty equally likely cases.
pub(crate) const DOTS: usize = 20;
/// Score that reaches the goal of an indicator. What falls short of it is what the instrument's
/// own words for a shortfall say: «arreglan más de 5 de cada 100 prendas».
const GOAL: f64 = 100.0;

/// Median and middle half of a list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Middle {
    pub(crate) n: u32,
    pub(crate) lower: f64,
    pub(crate) median: f64,
    pub(crate) upper: f64,
}

/// A value with an interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Ranged {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// A share as a count, with the score interval of Wilson (1927) on 0–1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Share {
    pub(crate) part: u32,
    pub(crate) all: u32,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Share {
    /// `None` without cases.
    pub(crate) fn new(part: u32, all: u32) -> Option<Self> {
        let (low, high) = wilson_interval(u64::from(part), u64::from(all), CONFIDENCE)?;
        Some(Self { part, all, low, high })
    }

    /// Part of all, 0–1.
    pub(crate) fn value(self) -> f64 {
        f64::from(self.part) / f64::from(self.all)
    }
}

/// The known values of some rows, ascending.
pub(crate) fn sorted(column: &[Option<f64>], rows: &[usize]) -> Vec<f64> {
    let mut values: Vec<f64> =
        rows.iter().filter_map(|&r| column.get(r).copied().flatten()).collect();
    values.retain(|v| v.is_finite());
    values.sort_by(f64::total_cmp);
    values
}

/// The known answers of some rows, ascending.
pub(crate) fn sorted_answers(column: &[Answered<f64>], rows: &[usize]) -> Vec<f64> {
    let known: Vec<Option<f64>> = rows
        .iter()
        .map(|&r| column.get(r).and_then(|answer| answer.as_ref().ok().copied()))
        .collect();
    let all: Vec<usize> = (0..known.len()).collect();
    sorted(&known, &all)
}

/// Median and middle half of ascending values; `None` without values.
pub(crate) fn middle(ascending: &[f64]) -> Option<Middle> {
    Some(Middle {
        n: ascending.len() as u32,
        lower: quantile_sorted(ascending, 0.25)?,
        median: quantile_sorted(ascending, 0.5)?,
        upper: quantile_sorted(ascending, 0.75)?,
    })
}

/// Twenty equally likely values of ascending ones: quantiles 2.5, 7.5, … 97.5 %.
pub(crate) fn twenty(ascending: &[f64]) -> Vec<f64> {
    (0..DOTS).filter_map(|i| quantile_sorted(ascending, (i as f64 + 0.5) / DOTS as f64)).collect()
}

/// Median with its interval; the whole range where there are too few values for one.
pub(crate) fn median_ranged(ascending: &[f64]) -> Option<Ranged> {
    let value = quantile_sorted(ascending, 0.5)?;
    let (low, high) = median_interval(ascending, CONFIDENCE).map_or_else(
        || (ascending[0], ascending[ascending.len() - 1]),
        |interval| (interval.low, interval.high),
    );
    Some(Ranged { value, low, high })
}

/// Mean of values on 0–100 with its normal interval, kept on that scale; the whole scale where
/// there are fewer than two values.
pub(crate) fn mean_ranged(ascending: &[f64]) -> Option<Ranged> {
    let value = mean(ascending)?;
    let half = sample_sd(ascending)
        .zip(normal_quantile(f64::midpoint(1.0, CONFIDENCE)))
        .map(|(sd, z)| z * sd / (ascending.len() as f64).sqrt());
    let (low, high) = half.map_or((0.0, 100.0), |h| (value - h, value + h));
    Some(Ranged { value, low: low.max(0.0), high: high.min(100.0) })
}

/// What is missing to 100 in a node, for some workshops.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Shortfall {
    /// Points missing, median and interval: open answers at their best and worst, and the
    /// interval of the median of those given.
    Known(Ranged),
    /// Too few have a score: how many of how many.
    TooFew(u32, u32),
    /// It applies to nobody.
    NotApplicable,
}

/// The shortfall of a node among some workshops. `least` is the share of them that must have a
/// score, 0–1.
pub(crate) fn shortfall(column: &NodeColumn, rows: &[usize], least: f64) -> Shortfall {
    let scores = sorted(&column.score, rows);
    let (worst, best) = (sorted(&column.low, rows), sorted(&column.high, rows));
    let n_applicable = worst.len().max(best.len()).max(scores.len());
    if n_applicable == 0 {
        return Shortfall::NotApplicable;
    }
    let too_few = Shortfall::TooFew(scores.len() as u32, n_applicable as u32);
    if (scores.len() as f64) < least * n_applicable as f64 {
        return too_few;
    }
    let Some(middle) = median_ranged(&scores) else { return too_few };
    let low = median_ranged(&worst).map_or(middle.low, |r| r.low.min(middle.low));
    let high = median_ranged(&best).map_or(middle.high, |r| r.high.max(middle.high));
    Shortfall::Known(Ranged { value: 100.0 - middle.value, low: 100.0 - high, high: 100.0 - low })
}

/// How many of the workshops that answered an indicator do not reach its goal.
pub(crate) fn short_share(column: &NodeColumn, rows: &[usize]) -> Option<Share> {
    let scores = sorted(&column.score, rows);
    let part = scores.iter().filter(|&&s| s < GOAL).count();
    Share::new(part as u32, scores.len() as u32)
}

/// Mean of the points missing to the goal, among the workshops that answered.
pub(crate) fn mean_missing(column: &NodeColumn, rows: &[usize]) -> Option<f64> {
    mean(&sorted(&column.score, rows)).map(|m| GOAL - m)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(score: &[Option<f64>], low: &[f64], high: &[f64]) -> NodeColumn {
        let some = |v: &[f64]| v.iter().copied().map(Some).collect();
        NodeColumn {
            score: score.to_vec(),
            low: some(low),
            high: some(high),
            availability: vec![],
            level: vec![],
            value: vec![],
        }
    }

    #[test]
    fn twenty_dots_are_the_middles_of_twenty_slices() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        let dots = twenty(&values);
        assert_eq!(dots.len(), 20);
        assert_eq!((dots[0], dots[19]), (2.5, 97.5));
        assert!(twenty(&[]).is_empty());
        assert_eq!(twenty(&[7.0]), vec![7.0; 20]);
    }

    #[test]
    fn open_answers_widen_the_shortfall_and_never_become_zero() {
        let rows = [0, 1, 2];
        let all = column(&[Some(40.0); 3], &[40.0; 3], &[40.0; 3]);
        let open = column(&[Some(40.0); 3], &[20.0; 3], &[70.0; 3]);
        let known = |low, high| Shortfall::Known(Ranged { value: 60.0, low, high });
        assert_eq!(shortfall(&all, &rows, 0.5), known(60.0, 60.0));
        assert_eq!(shortfall(&open, &rows, 0.5), known(30.0, 80.0));
    }

    #[test]
    fn below_the_threshold_there_is_no_figure() {
        let few = column(&[Some(40.0), None, None], &[0.0; 3], &[100.0; 3]);
        assert_eq!(shortfall(&few, &[0, 1, 2], 0.5), Shortfall::TooFew(1, 3));
        let none = NodeColumn { low: vec![None; 3], high: vec![None; 3], ..few };
        assert_eq!(shortfall(&none, &[1, 2], 0.5), Shortfall::NotApplicable);
        assert_eq!(short_share(&none, &[1, 2]), None);
    }

    #[test]
    fn a_mean_has_its_normal_interval() {
        // Mean 50, standard deviation 20, n = 4: half width 1.645 × 10.
        let values = [
            50.0 - 300.0_f64.sqrt(),
            50.0 - 300.0_f64.sqrt(),
            50.0 + 300.0_f64.sqrt(),
            50.0 + 300.0_f64.sqrt(),
        ];
        let ranged = mean_ranged(&values).unwrap();
        assert!((ranged.value - 50.0).abs() < 1e-9);
        assert!((ranged.high - ranged.low - 2.0 * 16.45).abs() < 0.02, "{ranged:?}");
        let one = mean_ranged(&[70.0]).unwrap();
        assert_eq!((one.low, one.high), (0.0, 100.0));
        assert_eq!(mean_ranged(&[]), None);
    }

    #[test]
    fn who_does_not_reach_the_goal_is_counted_with_wilsons_interval() {
        let some = column(&[Some(99.9), Some(100.0), None, Some(0.0)], &[0.0; 4], &[100.0; 4]);
        let share = short_share(&some, &[0, 1, 2, 3]).unwrap();
        assert_eq!((share.part, share.all), (2, 3));
        assert!(share.low > 0.0 && share.high < 1.0 && share.low < share.value());
        let missing = mean_missing(&some, &[0, 1, 2, 3]).unwrap();
        assert!((missing - 100.1 / 3.0).abs() < 1e-9, "{missing}");
    }
}
