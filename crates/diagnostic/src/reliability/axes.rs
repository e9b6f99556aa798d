//! How the axes move together: association, never effect.
//!
//! A survey at one point in time cannot tell whether one axis moves another, is moved by it,
//! or both follow something else; correlations given the other axes and by group narrow the
//! last and nothing more. Intervals stand alone: of twenty unrelated pairs, one 95 % interval
//! leaves out zero.

use nanduti_stats::{
    Correlation, CorrelationKind, CorrelationRefusal, CorrelationSettings, PartialCorrelation,
    complete_rows, correlate, correlation_interval, correlation_p_value, mean,
    partial_correlations,
};
use std::collections::BTreeMap;

/// Share of the largest value under which a distance is rounding.
const ROUNDING: f64 = 1e-13;

/// How much is asked of an association before it is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AssociationSettings {
    /// Confidence of every interval, inside (0, 1).
    pub confidence: f64,
    /// Fewest rows of a correlation, one more for each axis held fixed. Never under 3, whatever
    /// is set.
    pub minimum_rows: usize,
}

impl Default for AssociationSettings {
    /// 95 % and ten rows (an assumption).
    fn default() -> Self {
        Self { confidence: 0.95, minimum_rows: 10 }
    }
}

/// One way to divide the rows, such as cluster or size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Its name.
    pub name: String,
    /// The group of each row; `None` when it is not known.
    pub labels: Vec<Option<String>>,
}

/// Association of every pair of axes, pooled and by group.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisAssociation {
    /// Names of the axes; pairs name them by their place.
    pub axes: Vec<String>,
    /// All rows together.
    pub pooled: AssociationCell,
    /// One for each grouping, in the same order.
    pub grouped: Vec<GroupedAssociation>,
}

/// Association within the groups of one grouping.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupedAssociation {
    /// Name of the grouping.
    pub name: String,
    /// Rows whose group is not known: in no cell.
    pub unlabelled: usize,
    /// One for each group, by label.
    pub cells: Vec<AssociationCell>,
    /// For each pair of axes, in the order of the pairs: Pearson correlation of the distances
    /// from the group's own mean, over all groups, each group but one counting as a variable
    /// held fixed. Where it and the pooled one differ, the groups' levels speak, not the
    /// workshops in them.
    pub within: Vec<Result<Correlation, CorrelationRefusal>>,
}

/// Association of every pair of axes over a set of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationCell {
    /// The group; `None` for all rows.
    pub label: Option<String>,
    /// Rows in it.
    pub rows: usize,
    /// Rows with a score on every axis: what the partial correlations rest on.
    pub complete_rows: usize,
    /// Every pair: first axis with second, first with third, and so on.
    pub pairs: Vec<AxisPair>,
}

/// Two axes and how they move together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisPair {
    /// Place of the first axis.
    pub left: usize,
    /// Place of the second axis, after the first.
    pub right: usize,
    /// Straight-line correlation over the rows with both scores.
    pub pearson: Result<Correlation, CorrelationRefusal>,
    /// Rank correlation over the rows with both scores.
    pub spearman: Result<Correlation, CorrelationRefusal>,
    /// Straight-line correlation with the other axes held fixed.
    pub pearson_given_others: Result<Correlation, CorrelationRefusal>,
    /// Rank correlation with the other axes held fixed.
    pub spearman_given_others: Result<Correlation, CorrelationRefusal>,
}

/// Why the input cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociationFault {
    /// As many names as columns of scores are needed.
    NamesDoNotMatch {
        /// Names given.
        names: usize,
        /// Columns given.
        columns: usize,
    },
    /// An axis has another number of rows than the first.
    UnequalLengths {
        /// The first such axis.
        axis: usize,
    },
    /// A grouping has another number of rows than the axes.
    LabelsDoNotMatch {
        /// The first such grouping.
        grouping: usize,
    },
}

/// Association of the axes `names`, with a column of `scores` each (`None` where a workshop
/// has no score), pooled and within each of the `groupings`.
///
/// What cannot be computed in a cell is a refusal of that cell: too few rows, an axis that
/// does not vary there, axes that explain each other wholly.
pub fn axis_association(
    names: &[String],
    scores: &[Vec<Option<f64>>],
    groupings: &[Grouping],
    settings: &AssociationSettings,
) -> Result<AxisAssociation, AssociationFault> {
    check(names, scores, groupings)?;
    let asked = CorrelationSettings {
        confidence: settings.confidence,
        minimum_pairs: settings.minimum_rows,
    };
    Ok(AxisAssociation {
        axes: names.to_vec(),
        pooled: cell(None, scores, &asked),
        grouped: groupings.iter().map(|grouping| grouped(grouping, scores, &asked)).collect(),
    })
}

/// Faults the input itself.
fn check(
    names: &[String],
    scores: &[Vec<Option<f64>>],
    groupings: &[Grouping],
) -> Result<(), AssociationFault> {
    if names.len() != scores.len() {
        return Err(AssociationFault::NamesDoNotMatch {
            names: names.len(),
            columns: scores.len(),
        });
    }
    let rows = scores.first().map_or(0, Vec::len);
    if let Some(axis) = scores.iter().position(|column| column.len() != rows) {
        return Err(AssociationFault::UnequalLengths { axis });
    }
    let off = |grouping: &Grouping| grouping.labels.len() != rows;
    match groupings.iter().position(off) {
        Some(grouping) if !scores.is_empty() => {
            Err(AssociationFault::LabelsDoNotMatch { grouping })
        }
        _ => Ok(()),
    }
}

/// One grouping: its cells by label, and the association within them.
fn grouped(
    grouping: &Grouping,
    scores: &[Vec<Option<f64>>],
    settings: &CorrelationSettings,
) -> GroupedAssociation {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, label) in grouping.labels.iter().enumerate() {
        if let Some(label) = label {
            members.entry(label).or_default().push(row);
        }
    }
    let cells = members
        .iter()
        .map(|(label, rows)| {
            let part: Vec<Vec<Option<f64>>> = scores
                .iter()
                .map(|column| rows.iter().filter_map(|&row| column.get(row).copied()).collect())
                .collect();
            cell(Some((*label).to_owned()), &part, settings)
        })
        .collect();
    let within = places(scores.len())
        .map(|(left, right)| within(&scores[left], &scores[right], &members, settings))
        .collect();
    GroupedAssociation {
        name: grouping.name.clone(),
        unlabelled: grouping.labels.iter().filter(|label| label.is_none()).count(),
        cells,
        within,
    }
}

/// Every pair of axes over the rows given.
fn cell(
    label: Option<String>,
    scores: &[Vec<Option<f64>>],
    settings: &CorrelationSettings,
) -> AssociationCell {
    let views: Vec<&[Option<f64>]> = scores.iter().map(Vec::as_slice).collect();
    let rows = scores.first().map_or(0, Vec::len);
    let pearson = partial_correlations(&views, CorrelationKind::Pearson, settings);
    let spearman = partial_correlations(&views, CorrelationKind::Spearman, settings);
    let pairs = places(scores.len())
        .enumerate()
        .map(|(at, (left, right))| AxisPair {
            left,
            right,
            pearson: correlate(views[left], views[right], CorrelationKind::Pearson, settings),
            spearman: correlate(views[left], views[right], CorrelationKind::Spearman, settings),
            pearson_given_others: partial(&pearson, at),
            spearman_given_others: partial(&spearman, at),
        })
        .collect();
    AssociationCell { label, rows, complete_rows: complete_rows(&views).len(), pairs }
}

/// The partial correlation of one pair, in the order of [`places`].
fn partial(
    found: &Result<Vec<PartialCorrelation>, CorrelationRefusal>,
    pair: usize,
) -> Result<Correlation, CorrelationRefusal> {
    found.as_ref().map(|pairs| pairs[pair].correlation).map_err(|refusal| *refusal)
}

/// Every pair of places under `axes`, in order.
fn places(axes: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..axes).flat_map(move |left| (left + 1..axes).map(move |right| (left, right)))
}

/// Correlation of the distances from the means of each group.
fn within(
    left: &[Option<f64>],
    right: &[Option<f64>],
    members: &BTreeMap<&str, Vec<usize>>,
    settings: &CorrelationSettings,
) -> Result<Correlation, CorrelationRefusal> {
    let (mut first, mut second, mut groups) = (Vec::new(), Vec::new(), 0_usize);
    for rows in members.values() {
        let pairs: Vec<(f64, f64)> =
            rows.iter().filter_map(|&row| Some((left[row]?, right[row]?))).collect();
        groups += usize::from(!pairs.is_empty());
        let (left, right): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        first.extend(distances(&left));
        second.extend(distances(&right));
    }
    let controls = groups.saturating_sub(1);
    let minimum_pairs = settings.minimum_pairs.saturating_add(controls);
    let asked = CorrelationSettings { minimum_pairs, ..*settings };
    let kind = CorrelationKind::Pearson;
    let mut found = correlate(&first, &second, kind, &asked)?;
    let (value, pairs) = (found.value, found.pairs);
    found.interval = correlation_interval(kind, value, pairs, controls, settings.confidence);
    found.p_value = correlation_p_value(value, pairs, controls);
    Ok(found)
}

/// Distances from the mean; those that are rounding alone are zero.
fn distances(values: &[f64]) -> Vec<Option<f64>> {
    let centre = mean(values);
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    values
        .iter()
        .map(|value| {
            let distance = value - centre?;
            Some(if distance.abs() <= ROUNDING * largest { 0.0 } else { distance })
        })
        .collect()
}
