//! Change between two rounds, with the error that their designs imply.
//!
//! Every form of change is a smooth function of the two estimates; its error is that of
//! `a·z₁ + b·z₂`, `a` and `b` being the function's derivatives and `z` what each PSU carries
//! (delta method; Wolter 2007, chapter 6). Rounds on different samples add their variances;
//! rounds on the same PSUs are combined PSU by PSU, so that what they share cancels.

use super::deprivation::Counts;
use super::measures::{Measure, counted_rows, totals};
use super::{CountingFault, check_rows};
use crate::profile::{
    Estimate, Linearised, NoStandardError, Part, PsuFrame, PsuTotals, Reported, Sampling, partition,
};
use std::collections::BTreeMap;

/// One round of the survey.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// Its deprivations.
    pub counts: &'a Counts,
    /// Its design.
    pub sampling: &'a Sampling,
    /// Group code of every row, where groups are wanted.
    pub groups: Option<&'a [Option<u32>]>,
}

/// How the samples of two rounds hang together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoundLink {
    /// Drawn apart.
    Independent,
    /// PSUs with the same stratum and PSU code are the same (a panel, or one sample of areas).
    /// Both designs must state clusters. A PSU in one round only counts as zero in the other.
    PairedByPsu,
}

/// The change of one measure. All forms are second round against first.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// First round.
    pub first: Estimate,
    /// Second round.
    pub second: Estimate,
    /// Second − first.
    pub absolute: Estimate,
    /// Second / first − 1. `None` where the first is 0.
    pub relative: Option<Estimate>,
    /// Absolute change a year.
    pub annual_absolute: Estimate,
    /// Compound rate a year, (second / first)^(1 / years) − 1. `None` where the first is 0.
    pub annual_relative: Option<Estimate>,
}

/// Changes of one part of the sample.
#[derive(Clone, PartialEq, Debug)]
pub struct PartChange {
    /// The part.
    pub part: Part,
    /// Units counted in each round.
    pub rows: [usize; 2],
    /// Every measure that both rounds give, in order; not shown where either round has too few
    /// rows. A measure without a base in some round (A with nobody poor) is left out.
    pub changes: Reported<Vec<(Measure, Change)>>,
}

/// Changes of all units and of every group present in either round.
///
/// `years` between the rounds is positive. Both rounds must have the same weights and poverty
/// cut-off; that cut-offs of indicators are the same is for the caller to see to.
pub fn compare_rounds(
    rounds: [Round<'_>; 2],
    years: f64,
    link: RoundLink,
    least_rows: usize,
) -> Result<Vec<PartChange>, CountingFault> {
    if !(years.is_finite() && years > 0.0) {
        return Err(CountingFault::Years);
    }
    let plan = |counts: &Counts| (counts.weights.clone(), counts.poverty_cut_off);
    if plan(rounds[0].counts) != plan(rounds[1].counts) {
        return Err(CountingFault::PlansDiffer);
    }
    for round in rounds {
        check_rows(round.counts, round.sampling, round.groups)?;
    }
    let frames = rounds.map(|round| &round.sampling.frame);
    let link = match link {
        RoundLink::Independent => Link::Independent(frames),
        RoundLink::PairedByPsu if rounds.iter().all(|round| round.sampling.named) => {
            let (joint, places) = PsuFrame::join(frames[0], frames[1]);
            Link::Paired { frames, joint, places }
        }
        RoundLink::PairedByPsu => return Err(CountingFault::PsuNotNamed),
    };
    let mut parts: BTreeMap<Part, [Vec<u32>; 2]> = BTreeMap::new();
    for (index, round) in rounds.iter().enumerate() {
        for (part, rows) in partition(round.sampling, round.groups) {
            parts.entry(part).or_default()[index] = counted_rows(round.counts, &rows);
        }
    }
    let changes = parts.into_iter().map(|(part, rows)| {
        let counted = [rows[0].len(), rows[1].len()];
        let least = counted[0].min(counted[1]);
        let changes =
            Reported::of(least, least_rows, || part_changes(&rounds, &rows, years, &link));
        PartChange { part, rows: counted, changes }
    });
    Ok(changes.collect())
}

/// The link with its frames.
enum Link<'a> {
    /// Two frames on their own.
    Independent([&'a PsuFrame; 2]),
    /// Two frames, both together, and the place of each one's PSUs in both together.
    Paired { frames: [&'a PsuFrame; 2], joint: PsuFrame, places: [Vec<u32>; 2] },
}

/// Changes of the rows of one part; `None` where a round's rows weigh nothing.
fn part_changes(
    rounds: &[Round<'_>; 2],
    rows: &[Vec<u32>; 2],
    years: f64,
    link: &Link<'_>,
) -> Option<Vec<(Measure, Change)>> {
    let sums = [0, 1].map(|index| {
        let round = rounds[index];
        totals(round.counts, round.counts.poverty_cut_off, round.sampling, &rows[index])
    });
    let first = Measure::all(rounds[0].counts);
    let second = Measure::all(rounds[1].counts);
    let (top, bottom) = Measure::Headcount.slots();
    sums[0].ratio(top, bottom).and(sums[1].ratio(top, bottom))?;
    let both = first.into_iter().filter(|measure| second.contains(measure));
    let changes = both.filter_map(|measure| {
        let (top, bottom) = measure.slots();
        let linear = [sums[0].ratio(top, bottom)?, sums[1].ratio(top, bottom)?];
        Some((measure, Pair { sums: &sums, linear, link }.change(years)))
    });
    Some(changes.collect())
}

/// One measure in both rounds.
struct Pair<'a> {
    /// Totals of each round.
    sums: &'a [PsuTotals; 2],
    /// The measure in each round.
    linear: [Linearised; 2],
    /// How the rounds hang together.
    link: &'a Link<'a>,
}

impl Pair<'_> {
    /// All forms of change.
    fn change(&self, years: f64) -> Change {
        let [first, second] = [0, 1].map(|index| self.linear[index].value);
        let absolute = self.combine(second - first, [-1.0, 1.0]);
        let ratio = (first > 0.0).then(|| second / first);
        let relative = ratio.map(|ratio| self.combine(ratio - 1.0, [-ratio / first, 1.0 / first]));
        Change {
            first: self.round(0),
            second: self.round(1),
            absolute,
            relative,
            annual_absolute: Estimate {
                value: absolute.value / years,
                standard_error: absolute.standard_error.map(|error| error / years),
                ..absolute
            },
            annual_relative: ratio.map(|ratio| {
                let yearly = ratio.powf(1.0 / years);
                let slopes = [-yearly / (years * first), yearly / (years * second)];
                if second > 0.0 {
                    return self.combine(yearly - 1.0, slopes);
                }
                let standard_error = Err(NoStandardError::NoDerivative);
                Estimate { value: -1.0, standard_error, ..absolute }
            }),
        }
    }

    /// The measure in one round.
    fn round(&self, index: usize) -> Estimate {
        let (Link::Independent(frames) | Link::Paired { frames, .. }) = self.link;
        frames[index].estimate(&self.sums[index].psus, &self.linear[index])
    }

    /// The estimate `value` whose derivatives in the two rounds are `slopes`.
    fn combine(&self, value: f64, slopes: [f64; 2]) -> Estimate {
        let scale =
            (0..2).map(|i| (slopes[i] * self.linear[i].value).abs()).fold(value.abs(), f64::max);
        match self.link {
            Link::Independent(frames) => {
                let of = |i: usize| frames[i].variance(&self.sums[i].psus, &self.linear[i].scores);
                let variance = of(0).and_then(|first| Ok(first.plus(slopes, of(1)?)));
                let degrees =
                    (0..2).map(|i| frames[i].degrees_of_freedom(&self.sums[i].psus)).sum();
                Estimate {
                    value,
                    standard_error: variance.and_then(|found| found.standard_error(scale)),
                    degrees_of_freedom: degrees,
                }
            }
            Link::Paired { joint, places, .. } => {
                let (psus, scores) = self.merge(places, slopes);
                let variance = joint.variance(&psus, &scores);
                Estimate {
                    value,
                    standard_error: variance.and_then(|found| found.standard_error(scale)),
                    degrees_of_freedom: joint.degrees_of_freedom(&psus),
                }
            }
        }
    }

    /// What each PSU of both rounds together carries, ascending by PSU.
    fn merge(&self, places: &[Vec<u32>; 2], slopes: [f64; 2]) -> (Vec<u32>, Vec<f64>) {
        let mut carried: Vec<(u32, f64)> = Vec::new();
        for index in 0..2 {
            let psus = self.sums[index].psus.iter().map(|psu| places[index][*psu as usize]);
            let scores = self.linear[index].scores.iter().map(|score| slopes[index] * score);
            carried.extend(psus.zip(scores));
        }
        // Stable, so that the first round's part is added first.
        carried.sort_by_key(|entry| entry.0);
        let one = |same: &[(u32, f64)]| (same[0].0, same.iter().map(|entry| entry.1).sum::<f64>());
        carried.chunk_by(|a, b| a.0 == b.0).map(one).unzip()
    }
}
