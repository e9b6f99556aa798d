//! In which columns a type differs most from all others.

use super::{FeatureColumn, FeatureValues};
use std::collections::BTreeMap;

/// A column of a type and of all other types.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColumnFigure {
    /// Means of a number.
    Mean {
        /// In the type, in the column's unit.
        inside: f64,
        /// In all other types.
        outside: f64,
    },
    /// Shares of the category in which they differ most; of a presence, the share that has it.
    Share {
        /// The category; 1 for a presence.
        category: u32,
        /// Share in the type, 0–1.
        inside: f64,
        /// Share in all other types, 0–1.
        outside: f64,
    },
}

/// How a type stands out in one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProfileColumn {
    /// Position of the column.
    pub column: usize,
    /// How different, 0–1: the difference of means over the range of the column, or half the sum
    /// of the differences of all shares (total variation).
    pub difference: f64,
    /// The figures.
    pub figure: ColumnFigure,
    /// Answers inside the type.
    pub n_inside: usize,
    /// Answers in all other types.
    pub n_outside: usize,
}

/// The `most` columns in which a type differs most, most different first, by position among
/// equals. Columns that nobody answered inside or outside are left out.
pub(super) fn profile(
    columns: &[FeatureColumn],
    type_of: &[Option<usize>],
    kind: usize,
    most: usize,
) -> Vec<ProfileColumn> {
    let mut found: Vec<ProfileColumn> = columns
        .iter()
        .enumerate()
        .filter_map(|(place, column)| {
            let (mut inside, mut outside) = (Vec::new(), Vec::new());
            for (row, of) in type_of.iter().enumerate() {
                if let (Some(of), Some(value)) = (of, column.values.number(row)) {
                    if *of == kind { inside.push(value) } else { outside.push(value) }
                }
            }
            compare(place, column, inside, outside)
        })
        .collect();
    found.sort_by(|a, b| b.difference.total_cmp(&a.difference));
    found.truncate(most);
    found
}

/// Both lists in ascending order first, so that the order of rows changes no digit.
fn compare(
    column: usize,
    feature: &FeatureColumn,
    mut inside: Vec<f64>,
    mut outside: Vec<f64>,
) -> Option<ProfileColumn> {
    inside.sort_by(f64::total_cmp);
    outside.sort_by(f64::total_cmp);
    let (difference, figure) = match feature.values {
        FeatureValues::Number(_) => means(&inside, &outside)?,
        FeatureValues::Category(_) => shares(&inside, &outside)?,
        FeatureValues::Presence(_) => {
            let (inside, outside) = (nanduti_stats::mean(&inside)?, nanduti_stats::mean(&outside)?);
            ((inside - outside).abs(), ColumnFigure::Share { category: 1, inside, outside })
        }
    };
    Some(ProfileColumn {
        column,
        difference,
        figure,
        n_inside: inside.len(),
        n_outside: outside.len(),
    })
}

fn means(inside: &[f64], outside: &[f64]) -> Option<(f64, ColumnFigure)> {
    let all = || inside.iter().chain(outside);
    let low = all().copied().fold(f64::INFINITY, f64::min);
    let high = all().copied().fold(f64::NEG_INFINITY, f64::max);
    let (inside, outside) = (nanduti_stats::mean(inside)?, nanduti_stats::mean(outside)?);
    let range = high - low;
    let difference = if range > 0.0 { (inside - outside).abs() / range } else { 0.0 };
    Some((difference, ColumnFigure::Mean { inside, outside }))
}

fn shares(inside: &[f64], outside: &[f64]) -> Option<(f64, ColumnFigure)> {
    if inside.is_empty() || outside.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    // Categories are whole numbers below 2^32, which a double keeps exactly.
    for value in inside {
        counts.entry(*value as u32).or_default().0 += 1;
    }
    for value in outside {
        counts.entry(*value as u32).or_default().1 += 1;
    }
    let (mut total, mut most) = (0.0, None::<(f64, ColumnFigure)>);
    for (category, (here, there)) in counts {
        let (here, there) =
            (here as f64 / inside.len() as f64, there as f64 / outside.len() as f64);
        let difference = (here - there).abs();
        total += difference;
        if most.is_none_or(|(greatest, _)| difference > greatest) {
            most =
                Some((difference, ColumnFigure::Share { category, inside: here, outside: there }));
        }
    }
    most.map(|(_, figure)| (total / 2.0, figure))
}
