//! Imputation of gaps, with the list of what was imputed.
//!
//! Every gap of a planned column appears in the list once, with where its value came from or why
//! it stays a gap: a plan is never ignored in silence. All values come from what was observed,
//! never from another imputed value, so the order of columns changes nothing.
//!
//! What does not apply is never a gap. A value that is infinite or not a number is one
//! ([`Missing::Invalid`]) and feeds no other.
//!
//! Means, medians and neighbours may fall between the codes of a table of points: they are
//! brought to the nearest code (of two, the lower), since a code outside the table has no score.

mod centre;
mod donors;
mod neighbours;
mod rubin;
#[cfg(test)]
mod tests;

pub use rubin::{NotPooled, Pooled, pool_rubin};

use crate::normalise::value_at;
use nanduti_model::{Answered, Imputation, Missing, Normalisation};
use std::collections::BTreeMap;

/// What imputation reads beside the columns.
#[derive(Clone, Copy, Debug)]
pub struct ImputeContext<'a> {
    /// Group of each row, by the name of the grouping column.
    pub groups: &'a BTreeMap<String, Vec<Option<u32>>>,
    /// Parent of each column, by any number: columns with the same one are siblings.
    pub parents: &'a [usize],
    /// Fixed (fitted) normalisation of each column.
    pub normalisations: &'a [Normalisation],
    /// Seed of the random donors.
    pub seed: u64,
    /// Which completion this is: another number, other donors.
    pub draw: u64,
}

/// Where an imputed value was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pool {
    /// All rows that answered.
    All,
    /// Rows of the same group that answered.
    Group,
    /// The row's own answers to the siblings of the column.
    Own,
}

/// Why a gap stays a gap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotImputed {
    /// Nobody answered the column.
    NobodyAnswered,
    /// The plan names a group that the context does not hold.
    UnknownGroup,
    /// The row answered no sibling that has a score.
    NoSiblings,
    /// Points of the column do not lead back to one value.
    NotInvertible,
    /// No row that answered the column shares enough answers with this one.
    NoNeighbours,
    /// No more rows could give than the number of neighbours: all of them are no neighbours.
    TooFewToChoose,
}

/// One gap and what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Imputed {
    /// Position of the column.
    pub column: usize,
    /// Row.
    pub row: usize,
    /// What kind of gap it was.
    pub missing: Missing,
    /// The plan of the column.
    pub method: Imputation,
    /// The value now in the cell, or why it is still missing.
    pub value: Result<f64, NotImputed>,
    /// Where the value was looked for: a group without answers falls back on all.
    pub pool: Pool,
    /// How many observed values it rests on; of a donor, how many donors there were to draw from.
    pub sources: usize,
    /// The row whose value was taken, for hot-deck kinds.
    pub donor: Option<usize>,
}

/// A value found for one gap.
#[derive(Clone, Copy, Debug)]
struct Found {
    value: f64,
    pool: Pool,
    sources: usize,
    donor: Option<usize>,
}

/// Fills the gaps of every column by its plan; gives the list by column, then row.
///
/// `plan` has one entry per column (a missing entry is [`Imputation::None`]); so have `parents`
/// and `normalisations`, where a missing entry has no siblings and no way back from points. All
/// columns have as many rows as the first.
///
/// - Mean, median: of the column. Group median: of the row's group, else of all.
/// - Own axis: the plain mean of the points of the row's observed siblings, brought back through
///   the column's normalisation by [`value_at`].
/// - Hot deck: see [`Pool`]; a donor is drawn at random among the rows of the group (else of all)
///   that are complete in every hot-deck column and answered this one, so that one donor serves
///   all gaps of a row and answers that belong together stay together; where there is no such
///   row, among those that answered this one (Andridge and Little, 2010). The key is (seed, draw,
///   row).
/// - Multiple: the completion number `draw` of hot-deck draws from a bootstrap of the donors (the
///   approximate Bayesian bootstrap of Rubin and Schenker, 1986), so that the spread between
///   completions carries the uncertainty about the donors too. Score each and [`pool_rubin`].
/// - Nearest neighbours: the mean of the k nearest rows that answered the column. The distance is
///   Gower's (1971): the mean of |x − y| / range over the columns both answered; a neighbour must
///   share at least half of what the row answered. Ties go to the earlier row; where no more than
///   k could give the gap stays one, since their mean would be that of the column.
pub fn impute(
    columns: &mut [Vec<Answered<f64>>],
    plan: &[Imputation],
    context: &ImputeContext,
) -> Vec<Imputed> {
    let mut list = Vec::new();
    let complete = donors::complete(columns, plan);
    for (column, method) in plan.iter().enumerate().take(columns.len()) {
        let gaps = gaps(&columns[column]);
        if *method == Imputation::None || gaps.is_empty() {
            continue;
        }
        let found = find(columns, column, &gaps, (plan, &complete), context);
        for ((row, missing), found) in gaps.into_iter().zip(found) {
            list.push(imputed(column, row, missing, method, found));
        }
    }
    for cell in &list {
        columns[cell.column][cell.row] = cell.value.map_err(|_| cell.missing);
    }
    list
}

fn imputed(
    column: usize,
    row: usize,
    missing: Missing,
    method: &Imputation,
    found: Result<Found, NotImputed>,
) -> Imputed {
    let (pool, sources, donor) =
        found.map_or((Pool::All, 0, None), |found| (found.pool, found.sources, found.donor));
    let value = found.map(|found| found.value);
    Imputed { column, row, missing, method: method.clone(), value, pool, sources, donor }
}

/// The gaps of a column, with their kind.
fn gaps(column: &[Answered<f64>]) -> Vec<(usize, Missing)> {
    let kind = |cell: &Answered<f64>| match cell {
        Ok(value) if value.is_finite() => None,
        Ok(_) => Some(Missing::Invalid),
        Err(kind) => kind.counts().then_some(*kind),
    };
    column.iter().enumerate().filter_map(|(row, cell)| Some((row, kind(cell)?))).collect()
}

/// The observed value of a cell.
fn observed(columns: &[Vec<Answered<f64>>], column: usize, row: usize) -> Option<f64> {
    columns[column].get(row)?.ok().filter(|value| value.is_finite())
}

/// What each gap of one column gets. Beside the plan stand the rows that may give to all columns.
fn find(
    columns: &[Vec<Answered<f64>>],
    column: usize,
    gaps: &[(usize, Missing)],
    (plan, complete): (&[Imputation], &[bool]),
    context: &ImputeContext,
) -> Vec<Result<Found, NotImputed>> {
    let rows = gaps.iter().map(|(row, _)| *row);
    let on_scale = |found: Found| Found { value: settle(context, column, found.value), ..found };
    let deck = |name: Option<&String>, bootstrap: bool| {
        let group = match name {
            None => None,
            Some(name) => Some(context.groups.get(name).ok_or(NotImputed::UnknownGroup)?),
        };
        Ok(donors::Deck::new(columns, column, complete, group.map(Vec::as_slice), bootstrap))
    };
    let draw = |deck: Result<donors::Deck, NotImputed>| {
        rows.clone().map(|row| deck.as_ref().map_err(|why| *why)?.draw(row, context)).collect()
    };
    match &plan[column] {
        Imputation::None => Vec::new(),
        Imputation::Mean => {
            let mean = centre::mean(&columns[column]).map(on_scale);
            rows.map(|_| mean).collect()
        }
        Imputation::Median => {
            let median = centre::median(&columns[column]).map(on_scale);
            rows.map(|_| median).collect()
        }
        Imputation::GroupMedian(name) => {
            let groups = context.groups.get(name).map(Vec::as_slice);
            centre::group_medians(&columns[column], groups, rows, on_scale)
        }
        Imputation::OwnAxis => rows.map(|row| own_axis(columns, column, row, context)).collect(),
        Imputation::HotDeck(name) => draw(deck(name.as_ref(), false)),
        Imputation::Multiple(_) => draw(deck(None, true)),
        Imputation::NearestNeighbours(k) => {
            let rows: Vec<usize> = rows.collect();
            let found = neighbours::means(columns, column, &rows, *k);
            found.into_iter().map(|found| found.map(on_scale)).collect()
        }
    }
}

/// The nearest code of a table of points; the value itself on any other scale.
fn settle(context: &ImputeContext, column: usize, value: f64) -> f64 {
    let Some(Normalisation::Points(table)) = context.normalisations.get(column) else {
        return value;
    };
    let distance = |code: f64| (code - value).abs();
    let nearest = table
        .iter()
        .map(|row| row.code)
        .min_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(a.total_cmp(b)));
    nearest.unwrap_or(value)
}

fn own_axis(
    columns: &[Vec<Answered<f64>>],
    column: usize,
    row: usize,
    context: &ImputeContext,
) -> Result<Found, NotImputed> {
    let parent = context.parents.get(column).ok_or(NotImputed::NoSiblings)?;
    let points: Vec<f64> = (0..columns.len())
        .filter(|other| *other != column && context.parents.get(*other) == Some(parent))
        .filter_map(|other| {
            context.normalisations.get(other)?.score(observed(columns, other, row)?)
        })
        .collect();
    if points.is_empty() {
        return Err(NotImputed::NoSiblings);
    }
    let mean = points.iter().sum::<f64>() / points.len() as f64;
    let normalisation = context.normalisations.get(column).ok_or(NotImputed::NotInvertible)?;
    let value = value_at(normalisation, mean).ok_or(NotImputed::NotInvertible)?;
    Ok(Found { value, pool: Pool::Own, sources: points.len(), donor: None })
}
