//! The measures of a part of the sample, each a ratio of weighted totals.

use super::deprivation::{Cell, Counts, Unit, check_poverty_cut_off};
use super::fraction::Fraction;
use super::{CountingFault, check_rows};
use crate::profile::{Estimate, Part, PsuTotals, Reported, Sampling, partition};
use std::collections::BTreeSet;

/// A measure of the counting view.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measure {
    /// H.
    Headcount,
    /// A.
    Intensity,
    /// M0.
    AdjustedHeadcount,
    /// M1.
    AdjustedGap,
    /// M2.
    AdjustedSquaredGap,
    /// Uncensored headcount of an indicator.
    Uncensored(usize),
    /// Censored headcount of an indicator.
    Censored(usize),
}

/// Weight of the units counted.
const POPULATION: usize = 0;
/// Weight of the poor.
const POOR: usize = 1;
/// Deprivation scores of the poor.
const SCORE: usize = 2;
/// Depths of the poor.
const GAP: usize = 3;
/// Squared depths of the poor.
const SQUARED_GAP: usize = 4;
/// Where the indicators begin; each has the four slots below.
const INDICATORS: usize = 5;
/// Slots of an indicator.
const PER_INDICATOR: usize = 4;
/// Weight of the units in whose count the indicator is.
const COUNTED: usize = 0;
/// Weight of those deprived in it.
const DEPRIVED: usize = 1;
/// Weight of those deprived in it and poor.
const CENSORED: usize = 2;
/// What it adds to the scores of the poor.
const SHARE: usize = 3;

impl Measure {
    /// The slots whose ratio it is.
    pub(crate) fn slots(self) -> (usize, usize) {
        let of = |indicator, slot| INDICATORS + indicator * PER_INDICATOR + slot;
        match self {
            Self::Headcount => (POOR, POPULATION),
            Self::Intensity => (SCORE, POOR),
            Self::AdjustedHeadcount => (SCORE, POPULATION),
            Self::AdjustedGap => (GAP, POPULATION),
            Self::AdjustedSquaredGap => (SQUARED_GAP, POPULATION),
            Self::Uncensored(indicator) => (of(indicator, DEPRIVED), of(indicator, COUNTED)),
            Self::Censored(indicator) => (of(indicator, CENSORED), of(indicator, COUNTED)),
        }
    }

    /// Every measure that `counts` can give, in order.
    pub fn all(counts: &Counts) -> Vec<Self> {
        let mut measures = vec![Self::Headcount, Self::Intensity, Self::AdjustedHeadcount];
        if counts.depths.is_some() {
            measures.extend([Self::AdjustedGap, Self::AdjustedSquaredGap]);
        }
        let indicators = 0..counts.weights.len();
        measures.extend(indicators.clone().map(Self::Uncensored));
        measures.extend(indicators.map(Self::Censored));
        measures
    }
}

/// What the view says of one indicator.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct IndicatorMeasures {
    /// Share of the units that are deprived in it, poor or not. `None` where nobody counts it.
    pub uncensored_headcount: Option<Estimate>,
    /// Share of the units that are poor and deprived in it.
    pub censored_headcount: Option<Estimate>,
    /// Its share of M0, 0–1; shares add up to 1. `None` where M0 is 0.
    pub contribution: Option<f64>,
}

/// The measures of Alkire and Foster (2011, Journal of Public Economics 95) for one part of the
/// sample. `None` inside is a ratio without a base.
#[derive(Clone, PartialEq, Debug)]
pub struct Measures {
    /// The poverty cut-off k.
    pub poverty_cut_off: Fraction,
    /// Units counted.
    pub rows: usize,
    /// Sum of their weights.
    pub population: f64,
    /// H: share of the units that are poor.
    pub headcount: Option<Estimate>,
    /// A: mean deprivation score of the poor. `None` with nobody poor.
    pub intensity: Option<Estimate>,
    /// M0 = H · A: deprivations of the poor as a share of all there could be.
    pub adjusted_headcount: Option<Estimate>,
    /// M1: M0 with each deprivation counted by its depth. `None` where depth is not stated.
    pub adjusted_gap: Option<Estimate>,
    /// M2: the same with squared depth, which weighs the deepest most.
    pub adjusted_squared_gap: Option<Estimate>,
    /// By indicator.
    pub indicators: Vec<IndicatorMeasures>,
}

/// The counted rows among `rows`.
pub(crate) fn counted_rows(counts: &Counts, rows: &[u32]) -> Vec<u32> {
    let counted = |row: &u32| matches!(counts.units[*row as usize], Unit::Counted { .. });
    rows.iter().copied().filter(counted).collect()
}

/// One pass over counted rows: the totals by PSU that every measure is read from.
pub(crate) fn totals(counts: &Counts, k: Fraction, sampling: &Sampling, rows: &[u32]) -> PsuTotals {
    let indicators = counts.weights.len();
    let slots = INDICATORS + PER_INDICATOR * indicators;
    PsuTotals::collect(sampling, rows, slots, |row, to| {
        let Unit::Counted { deprived, counted } = counts.units[row] else { return };
        let (weight, whole) = (sampling.weights[row], counted as f64);
        let poor = k.reached_by(deprived, counted);
        to[POPULATION] += weight;
        if poor {
            to[POOR] += weight;
            to[SCORE] += weight * deprived as f64 / whole;
        }
        let (heads, by_indicator) = to.split_at_mut(INDICATORS);
        let each = by_indicator.chunks_exact_mut(PER_INDICATOR).zip(counts.row(row)).enumerate();
        for (indicator, (to, cell)) in each {
            let present = if *cell == Cell::LeftOut { 0.0 } else { weight };
            to[COUNTED] += present;
            if *cell != Cell::Deprived {
                continue;
            }
            to[DEPRIVED] += weight;
            if poor {
                let share = weight * counts.weights.numerators()[indicator] as f64 / whole;
                to[CENSORED] += weight;
                to[SHARE] += share;
                let depth =
                    counts.depths.as_ref().map_or(0.0, |all| all[row * indicators + indicator]);
                heads[GAP] += share * depth;
                heads[SQUARED_GAP] += share * depth * depth;
            }
        }
    })
}

/// The measures of `rows`, which are counted; `None` where they weigh nothing.
fn measure_rows(
    counts: &Counts,
    k: Fraction,
    sampling: &Sampling,
    rows: &[u32],
) -> Option<Measures> {
    let totals = totals(counts, k, sampling, rows);
    let population = totals.sums[POPULATION];
    if population <= 0.0 {
        return None;
    }
    let estimate = |measure: Measure| {
        let (top, bottom) = measure.slots();
        let linear = totals.ratio(top, bottom)?;
        Some(sampling.frame.estimate(&totals.psus, &linear))
    };
    let depth = |measure| counts.depths.as_ref().and_then(|_| estimate(measure));
    let indicators = (0..counts.weights.len()).map(|indicator| {
        let share = totals.sums[INDICATORS + indicator * PER_INDICATOR + SHARE];
        let all = totals.sums[SCORE];
        IndicatorMeasures {
            uncensored_headcount: estimate(Measure::Uncensored(indicator)),
            censored_headcount: estimate(Measure::Censored(indicator)),
            contribution: (all > 0.0).then(|| share / all),
        }
    });
    Some(Measures {
        poverty_cut_off: k,
        rows: rows.len(),
        population,
        headcount: estimate(Measure::Headcount),
        intensity: estimate(Measure::Intensity),
        adjusted_headcount: estimate(Measure::AdjustedHeadcount),
        adjusted_gap: depth(Measure::AdjustedGap),
        adjusted_squared_gap: depth(Measure::AdjustedSquaredGap),
        indicators: indicators.collect(),
    })
}

/// The view of one group and its part in the whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Subgroup {
    /// The group.
    pub part: Part,
    /// Units counted.
    pub rows: usize,
    /// Units not counted.
    pub dropped: usize,
    /// Share of the counted population, 0–1. `None` where nothing has weight or the group is too
    /// small to be shown.
    pub population_share: Option<f64>,
    /// Share of M0, 0–1: population share · M0 of the group / M0. `None` where M0 is 0 or the
    /// group is too small to be shown.
    pub contribution: Option<f64>,
    /// Its measures, or why they are not shown.
    pub measures: Reported<Measures>,
}

/// The measures of all units at the plan's k and of every group: all first, groups by code, then
/// the units whose group is not known. Shares of the groups and the ungrouped add up to 1.
/// Groups with fewer than `least_rows` counted units are not shown.
pub fn decompose(
    counts: &Counts,
    groups: Option<&[Option<u32>]>,
    sampling: &Sampling,
    least_rows: usize,
) -> Result<Vec<Subgroup>, CountingFault> {
    check_rows(counts, sampling, groups)?;
    let mut subgroups: Vec<Subgroup> = Vec::new();
    let mut whole = (0.0, 0.0);
    for (part, rows) in partition(sampling, groups) {
        let counted = counted_rows(counts, &rows);
        let measures = Reported::of(counted.len(), least_rows, || {
            measure_rows(counts, counts.poverty_cut_off, sampling, &counted)
        });
        let weight = measures.shown().map(|shown| {
            let level = shown.adjusted_headcount.map_or(0.0, |estimate| estimate.value);
            (shown.population, shown.population * level)
        });
        if part == Part::All {
            whole = weight.unwrap_or_default();
        }
        let share = |mine: f64, all: f64| (all > 0.0).then(|| mine / all);
        subgroups.push(Subgroup {
            part,
            rows: counted.len(),
            dropped: rows.len() - counted.len(),
            population_share: weight.and_then(|(mine, _)| share(mine, whole.0)),
            contribution: weight.and_then(|(_, mine)| share(mine, whole.1)),
            measures,
        });
    }
    Ok(subgroups)
}

/// The measures of all units at each poverty cut-off of `cut_offs`, in their order.
pub fn sweep_cut_off(
    counts: &Counts,
    cut_offs: &[Fraction],
    sampling: &Sampling,
) -> Result<Vec<Reported<Measures>>, CountingFault> {
    check_rows(counts, sampling, None)?;
    let rows = counted_rows(counts, &sampling.order);
    cut_offs
        .iter()
        .map(|&k| {
            check_poverty_cut_off(k)?;
            Ok(Reported::of(rows.len(), 1, || measure_rows(counts, k, sampling, &rows)))
        })
        .collect()
}

/// The deprivation scores above 0 that occur, ascending: between two of them no poverty cut-off
/// changes any result.
pub fn observed_scores(counts: &Counts) -> Vec<Fraction> {
    let scores: BTreeSet<Fraction> = counts.units.iter().filter_map(Unit::score).collect();
    scores.into_iter().filter(|score| score.numerator() > 0).collect()
}
