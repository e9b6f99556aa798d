//! Means and medians of columns and of groups in them.

use super::{Found, NotImputed, Pool};
use nanduti_model::Answered;
use std::collections::BTreeMap;

fn answered(column: &[Answered<f64>]) -> Vec<f64> {
    column.iter().filter_map(|cell| cell.ok()).filter(|value| value.is_finite()).collect()
}

fn found(centre: Option<f64>, sources: usize, pool: Pool) -> Result<Found, NotImputed> {
    let value = centre.filter(|value| value.is_finite()).ok_or(NotImputed::NobodyAnswered)?;
    Ok(Found { value, pool, sources, donor: None })
}

/// The mean of a column.
pub(super) fn mean(column: &[Answered<f64>]) -> Result<Found, NotImputed> {
    let values = answered(column);
    found(nanduti_stats::mean(&values), values.len(), Pool::All)
}

/// The median of a column.
pub(super) fn median(column: &[Answered<f64>]) -> Result<Found, NotImputed> {
    let values = answered(column);
    found(nanduti_stats::median(&values), values.len(), Pool::All)
}

/// For each row the median of its group, else of the column.
pub(super) fn group_medians(
    column: &[Answered<f64>],
    groups: Option<&[Option<u32>]>,
    rows: impl Iterator<Item = usize>,
    on_scale: impl Fn(Found) -> Found,
) -> Vec<Result<Found, NotImputed>> {
    let Some(groups) = groups else {
        return rows.map(|_| Err(NotImputed::UnknownGroup)).collect();
    };
    let mut by_group: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (cell, group) in column.iter().zip(groups) {
        if let (Ok(value), Some(group)) = (cell, group)
            && value.is_finite()
        {
            by_group.entry(*group).or_default().push(*value);
        }
    }
    let medians: BTreeMap<u32, Result<Found, NotImputed>> = by_group
        .into_iter()
        .map(|(group, values)| {
            let median = nanduti_stats::median(&values);
            (group, found(median, values.len(), Pool::Group).map(&on_scale))
        })
        .collect();
    let all = median(column).map(&on_scale);
    rows.map(|row| {
        let group = groups.get(row).copied().flatten();
        group.and_then(|group| medians.get(&group).copied()).unwrap_or(all)
    })
    .collect()
}
