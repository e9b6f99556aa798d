//! The change of M0 in parts that add up: by indicator, and by group.
//!
//! `M0 = Σ_j s_j·M0`, `s_j` the share of indicator j, so `ΔM0 = Σ_j Δ(s_j·M0)`. With the population
//! shares `ν_g` of groups `M0 = Σ_g ν_g·M0_g`, and `ΔM0 = Σ_g ν̄_g·ΔM0_g + Σ_g M̄0_g·Δν_g` with bars
//! for the mean of both rounds: change inside groups and change of their shares (Alkire, Foster et
//! al. 2015, Multidimensional Poverty Measurement and Analysis, ch. 9; the split is the Shapley
//! value of Shorrocks 2013, Journal of Economic Inequality 11).

use crate::counting_view::{Measures, Part, Subgroup};

/// What one part brings of the change of M0.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChangePart {
    /// What it is.
    pub what: WhatChanged,
    /// Its part of the change of M0.
    pub change: f64,
    /// As a share of the whole change; `None` where M0 did not change.
    pub share: Option<f64>,
}

/// A part of the change of M0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhatChanged {
    /// An indicator, by its place.
    Indicator(usize),
    /// Change of M0 inside a group, its share of the population held at the mean.
    Inside(Part),
    /// Change of a group's share of the population, its M0 held at the mean.
    ShareOf(Part),
}

/// Changes below this share of M0 are rounding.
const ROUNDING: f64 = 1e-12;

fn level(measures: &Measures) -> f64 {
    measures.adjusted_headcount.map_or(0.0, |estimate| estimate.value)
}

/// The share of a part in a whole change.
fn share(change: f64, whole: f64) -> Option<f64> {
    (whole.abs() > ROUNDING).then(|| change / whole)
}

/// By indicator, first round and second.
pub(super) fn of_indicators((first, second): (&Measures, &Measures)) -> Vec<ChangePart> {
    let whole = level(second) - level(first);
    let brings = |measures: &Measures, at: usize| {
        measures.indicators[at].contribution.unwrap_or(0.0) * level(measures)
    };
    (0..first.indicators.len().min(second.indicators.len()))
        .map(|at| {
            let change = brings(second, at) - brings(first, at);
            ChangePart { what: WhatChanged::Indicator(at), change, share: share(change, whole) }
        })
        .collect()
}

/// By group; empty without groups and where a group of either round is not shown. A group that one
/// round does not have has a share of 0 there and the M0 of the other.
pub(super) fn of_groups(rounds: [&[Subgroup]; 2]) -> Vec<ChangePart> {
    let hidden = |part: &Subgroup| part.measures.shown().is_none() && part.rows > 0;
    if rounds.iter().any(|round| round.len() < 2 || round.iter().any(hidden)) {
        return Vec::new();
    }
    let whole = |round: &[Subgroup]| round[0].measures.shown().map_or(0.0, level);
    let whole = whole(rounds[1]) - whole(rounds[0]);
    let mut groups: Vec<Part> = rounds.iter().flat_map(|r| r.iter().map(|p| p.part)).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut parts = Vec::new();
    for part in groups.into_iter().filter(|part| *part != Part::All) {
        let of = |round: &[Subgroup]| {
            let own = round.iter().find(|own| own.part == part)?;
            Some((own.population_share.unwrap_or(0.0), level(own.measures.shown()?)))
        };
        let (first, second) = (of(rounds[0]), of(rounds[1]));
        let Some((_, known)) = first.or(second) else { continue };
        let first = first.unwrap_or((0.0, second.map_or(known, |own| own.1)));
        let second = second.unwrap_or((0.0, first.1));
        let inside = f64::midpoint(first.0, second.0) * (second.1 - first.1);
        let shares = f64::midpoint(first.1, second.1) * (second.0 - first.0);
        parts.extend([(WhatChanged::Inside(part), inside), (WhatChanged::ShareOf(part), shares)]);
    }
    let part = |(what, change): (WhatChanged, f64)| ChangePart {
        what,
        change,
        share: share(change, whole),
    };
    parts.into_iter().map(part).collect()
}
