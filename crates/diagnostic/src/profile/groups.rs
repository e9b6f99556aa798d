//! Which rows a figure is about, and what is said where they are too few.

use super::design::Sampling;
use std::collections::BTreeMap;

/// The rows that a figure is about. Ordered: all, the groups by code, the ungrouped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Every row.
    All,
    /// The rows of one group code.
    Group(u32),
    /// The rows whose group is not known.
    Ungrouped,
}

/// A figure, or why it is not shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Reported<T> {
    /// The figure.
    Shown(T),
    /// Fewer rows than the least that may be shown. What a reader could get by subtracting the
    /// other groups from the whole is not hidden by this.
    TooFew {
        /// Rows there are.
        rows: usize,
        /// Rows needed.
        least: usize,
    },
    /// The rows weigh nothing together.
    NoWeight,
}

impl<T> Reported<T> {
    /// The figure where it is shown.
    pub fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(figure) => Some(figure),
            Self::TooFew { .. } | Self::NoWeight => None,
        }
    }

    /// `figure` unless there are too few rows or it cannot be computed for want of weight.
    pub(crate) fn of(rows: usize, least: usize, figure: impl FnOnce() -> Option<T>) -> Self {
        if rows < least.max(1) {
            return Self::TooFew { rows, least: least.max(1) };
        }
        figure().map_or(Self::NoWeight, Self::Shown)
    }
}

/// The rows of every part, in the sampling's order. `All` is always there, the ungrouped only
/// where there are any; without `groups` there is `All` alone.
pub(crate) fn partition(
    sampling: &Sampling,
    groups: Option<&[Option<u32>]>,
) -> BTreeMap<Part, Vec<u32>> {
    let mut parts = BTreeMap::from([(Part::All, sampling.order.clone())]);
    for &row in &sampling.order {
        let Some(groups) = groups else { break };
        let part = groups[row as usize].map_or(Part::Ungrouped, Part::Group);
        parts.entry(part).or_default().push(row);
    }
    parts
}
