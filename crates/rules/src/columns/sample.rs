//! Functions of the sample: where a row stands among all rows, or among those of its group.

use crate::evaluate::Value;
use nanduti_model::{Answered, Function, Missing};
use std::collections::BTreeMap;

/// What rows of one group share.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum GroupKey {
    /// Bits of a number.
    Number(u64),
    /// A text or the name of an option.
    Text(String),
}

impl GroupKey {
    pub(super) fn of(value: &Value) -> Answered<Self> {
        match value {
            // Adding zero makes the two zeros one.
            Value::Number(x) => Ok(Self::Number((x + 0.0).to_bits())),
            Value::Text(text) | Value::Coded(text, _) => Ok(Self::Text((*text).to_owned())),
            Value::Chosen(options) => Ok(Self::Text(options.join(" "))),
            Value::Unknown(kind) => Err(*kind),
        }
    }
}

/// A function of the sample for every row. A row whose value is unknown stays so; one whose group
/// is unknown is unknown in the same way. What a group is too small for is invalid.
pub(super) fn of_sample(
    function: Function,
    values: &[Answered<f64>],
    groups: Option<&[Answered<GroupKey>]>,
) -> Vec<Answered<f64>> {
    let mut members: BTreeMap<Option<&GroupKey>, Vec<usize>> = BTreeMap::new();
    let mut out = values.to_vec();
    for row in 0..values.len() {
        match groups.map(|groups| groups[row].as_ref()) {
            Some(Err(kind)) => out[row] = Err(*kind),
            Some(Ok(key)) => members.entry(Some(key)).or_default().push(row),
            None => members.entry(None).or_default().push(row),
        }
    }
    for rows in members.values() {
        let mut known: Vec<f64> = rows.iter().filter_map(|&row| values[row].ok()).collect();
        known.sort_by(f64::total_cmp);
        let of_group = group_figure(function, &known);
        for &row in rows {
            out[row] = match function {
                Function::Position => values[row].and_then(|x| position(&known, x)),
                Function::Quartile => values[row].and_then(|x| quartile(&known, x)),
                _ => of_group,
            };
        }
    }
    out
}

/// What is the same for a whole group. A row with a gap has it too: it is the group's figure.
fn group_figure(function: Function, known: &[f64]) -> Answered<f64> {
    let figure = match function {
        Function::GroupMean => Some(known.iter().sum::<f64>() / known.len() as f64),
        Function::GroupMedian => quantile(known, 0.5),
        Function::GroupMax => known.last().copied(),
        Function::GroupMin => known.first().copied(),
        _ => None,
    };
    figure.filter(|x| x.is_finite()).ok_or(Missing::Invalid)
}

/// Share of the other rows below, ties counting half, 0–100; a row alone has no position.
fn position(known: &[f64], x: f64) -> Answered<f64> {
    let below = known.partition_point(|k| *k < x);
    let ties = known.partition_point(|k| *k <= x) - below;
    let others = known.len().saturating_sub(1);
    if others == 0 {
        return Err(Missing::Invalid);
    }
    Ok((below as f64 + ties.saturating_sub(1) as f64 / 2.0) / others as f64 * 100.0)
}

/// 1 in the lowest quarter to 4 in the highest; a value on a quartile belongs to the quarter above
/// it. Fewer than four rows have no quartiles.
fn quartile(known: &[f64], x: f64) -> Answered<f64> {
    if known.len() < 4 {
        return Err(Missing::Invalid);
    }
    let cuts = [0.25, 0.5, 0.75].map(|p| quantile(known, p));
    Ok(1.0 + cuts.iter().flatten().filter(|cut| x >= **cut).count() as f64)
}

/// Quantile of ascending values by linear interpolation of the order statistics (type 7 of Hyndman
/// and Fan, 1996): at `(n − 1) p`, counted from 0.
fn quantile(known: &[f64], p: f64) -> Option<f64> {
    let last = known.len().checked_sub(1)?;
    let at = last as f64 * p;
    let low = at.floor() as usize;
    let high = (low + 1).min(last);
    Some(known[low] + (at - low as f64) * (known[high] - known[low]))
}
