//! Indicators against their answers, and against each other.

use super::{DOUBLE_COUNTING, LEAST_ROWS, LintFinding};
use crate::stages::Stages;
use nanduti_model::{Diagnosis, Imputation, Instrument, NodeColumn, NodeContent, Normalisation};
use nanduti_stats::{normal_quantile, pearson};
use rayon::prelude::*;

/// Probability below the upper end of a two-sided 95 % interval.
const UPPER_END: f64 = 0.975;

pub(super) fn answers(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    findings: &mut Vec<LintFinding>,
) {
    for (at, column) in indicators(instrument, diagnosis) {
        let node = instrument.nodes[at].id.clone();
        let applicable = column
            .value
            .iter()
            .filter(|value| value.as_ref().map_or_else(|kind| kind.counts(), |_| true))
            .count();
        let values: Vec<f64> = column.value.iter().filter_map(|value| value.ok()).collect();
        if applicable == 0 {
            // Without rows nothing is known.
            if !column.value.is_empty() {
                findings.push(LintFinding::NeverApplies { node });
            }
            continue;
        }
        let unbounded = diagnosis.frame.fitted.iter().any(|fitted| {
            fitted.node == at && !fitted.by_group.iter().flatten().all(Normalisation::is_bounded)
        });
        if unbounded && values.len() < applicable {
            let rows = applicable - values.len();
            findings.push(LintFinding::NoBounds { node: node.clone(), rows });
        }
        let Some(first) = values.first() else {
            findings.push(LintFinding::Unanswered { node, rows: applicable });
            continue;
        };
        let cells = column.value.iter().zip(&column.score);
        let unscored = cells.filter(|(value, score)| value.is_ok() && score.is_none()).count();
        if unscored > 0 {
            findings.push(LintFinding::Unscored { node: node.clone(), rows: unscored });
        }
        let availability = values.len() as f64 / applicable as f64;
        let threshold = threshold(instrument, at);
        if availability < threshold {
            let node = node.clone();
            findings.push(LintFinding::ScarceAnswers { node, availability, threshold });
        }
        if values.len() >= LEAST_ROWS && values.iter().all(|value| value == first) {
            findings.push(LintFinding::Constant { node, value: *first, rows: values.len() });
        }
    }
}

/// Cells filled with a mean, or with a donor's value, of which an answer was moved as outlying.
pub(super) fn imputed_from_outliers(
    instrument: &Instrument,
    stages: &Stages,
    findings: &mut Vec<LintFinding>,
) {
    for (at, &node) in stages.nodes.iter().enumerate() {
        let treated = stages.treated.iter().filter(|treated| treated.node == node);
        let answered = |row: usize| stages.cleaned[at].get(row).is_some_and(Result::is_ok);
        let outlying: Vec<usize> = treated
            .flat_map(|treated| &treated.treatment.moved)
            .map(|moved| moved.row)
            .filter(|&row| answered(row))
            .collect();
        if outlying.is_empty() {
            continue;
        }
        let filled = stages.imputed.iter().filter(|cell| cell.column == at && cell.value.is_ok());
        let rests_on_one = |cell: &&crate::impute::Imputed| match cell.method {
            Imputation::Mean | Imputation::NearestNeighbours(_) => true,
            _ => cell.donor.is_some_and(|donor| outlying.contains(&donor)),
        };
        let rows = filled.filter(rests_on_one).count();
        if rows > 0 {
            let node = instrument.nodes[node].id.clone();
            findings.push(LintFinding::ImputedFromOutlier { node, rows });
        }
    }
}

/// Positions and columns of the indicators that have data.
fn indicators<'a>(
    instrument: &Instrument,
    diagnosis: &'a Diagnosis,
) -> Vec<(usize, &'a NodeColumn)> {
    (0..instrument.nodes.len())
        .filter(|&at| instrument.indicator(at).is_some())
        .filter_map(|at| Some((at, diagnosis.columns.get(at)?)))
        .collect()
}

/// The availability that the parent of a node wants; 0 for a root.
fn threshold(instrument: &Instrument, at: usize) -> f64 {
    let parent = instrument.nodes[at].parent.and_then(|parent| instrument.nodes.get(parent));
    match parent.map(|parent| &parent.content) {
        Some(NodeContent::Aggregate(aggregate)) => aggregate.min_availability,
        _ => 0.0,
    }
}

/// Correlation over the rows that have both, with their number; `None` under [`LEAST_ROWS`] and
/// where one of them does not vary.
fn correlation(left: &[Option<f64>], right: &[Option<f64>]) -> Option<(f64, usize)> {
    let (left, right): (Vec<f64>, Vec<f64>) =
        left.iter().zip(right).filter_map(|(x, y)| x.zip(*y)).unzip();
    if left.len() < LEAST_ROWS {
        return None;
    }
    Some((pearson(&left, &right)?, left.len()))
}

pub(super) fn double_counting(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    findings: &mut Vec<LintFinding>,
) {
    let leaves: Vec<(usize, usize, Vec<Option<f64>>)> = indicators(instrument, diagnosis)
        .into_iter()
        .map(|(at, column)| (at, instrument.axis_of(at), column.answered()))
        .collect();
    let id = |at: usize| instrument.nodes[at].id.clone();
    let found: Vec<Vec<LintFinding>> = (0..leaves.len())
        .into_par_iter()
        .map(|place| {
            let (first, axis, column) = &leaves[place];
            let same_axis = leaves[place + 1..].iter().filter(|other| other.1 == *axis);
            same_axis
                .filter_map(|(second, _, other)| {
                    let (correlation, rows) = correlation(column, other)?;
                    (correlation.abs() > DOUBLE_COUNTING).then(|| LintFinding::DoubleCounting {
                        first: id(*first),
                        second: id(*second),
                        correlation,
                        rows,
                    })
                })
                .collect()
        })
        .collect();
    findings.extend(found.into_iter().flatten());
}

pub(super) fn directions(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    findings: &mut Vec<LintFinding>,
) {
    for (at, column) in indicators(instrument, diagnosis) {
        let Some(parent) = instrument.nodes[at].parent else { continue };
        let siblings: Vec<(f64, Vec<Option<f64>>)> = instrument
            .children(parent)
            .into_iter()
            .filter(|&sibling| sibling != at && instrument.nodes[sibling].weight > 0.0)
            .filter_map(|s| {
                Some((instrument.nodes[s].weight, diagnosis.columns.get(s)?.answered()))
            })
            .collect();
        let rest: Vec<Option<f64>> =
            (0..column.score.len()).map(|row| mean_at(&siblings, row)).collect();
        if let Some((correlation, rows)) = correlation(&column.answered(), &rest)
            && upper_end(correlation, rows) < 0.0
        {
            let node = instrument.nodes[at].id.clone();
            findings.push(LintFinding::AgainstSiblings { node, correlation, rows });
        }
    }
}

/// Weighted mean of the scores that a row has.
fn mean_at(columns: &[(f64, Vec<Option<f64>>)], row: usize) -> Option<f64> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (weight, column) in columns {
        if let Some(score) = column.get(row).copied().flatten() {
            sum += weight * score;
            total += weight;
        }
    }
    (total > 0.0).then(|| sum / total)
}

/// Upper end of the 95 % interval of a correlation over more than three rows, by Fisher's
/// transform (1921).
fn upper_end(correlation: f64, rows: usize) -> f64 {
    let step = normal_quantile(UPPER_END).unwrap_or(f64::INFINITY) / (rows as f64 - 3.0).sqrt();
    (correlation.atanh() + step).tanh()
}
