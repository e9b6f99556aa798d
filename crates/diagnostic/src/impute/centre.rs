//! Means and medians of columns and of groups in them.

use super::{Found, NotImputed, Pool};
use crate::values::{finite, finite_by_group};
use nanduti_model::Answered;
use std::collections::BTreeMap;

fn found(centre: Option<f64>, sources: usize, pool: Pool) -> Result<Found, NotImputed> {
    let value = centre.filter(|value| value.is_finite()).ok_or(NotImputed::NobodyAnswered)?;
    Ok(Found { value, pool, sources, donor: None })
}

/// The mean of a column.
pub(super) fn mean(column: &[Answered<f64>]) -> Result<Found, NotImputed> {
    let values = finite(column);
    found(nanduti_stats::mean(&values), values.len(), Pool::All)
}

/// The median of a column.
pub(super) fn median(column: &[Answered<f64>]) -> Result<Found, NotImputed> {
    let values = finite(column);
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
    let medians: BTreeMap<u32, Result<Found, NotImputed>> = finite_by_group(column, groups)
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
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
