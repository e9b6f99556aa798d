//! New answers beside the answers a frame rests on: where a step looks at the sample (imputation,
//! places in the sample, outranking), a unit is set among those of the frame alone, so that no
//! other new unit moves it.

use super::frame_file::SavedFrame;
use nanduti_diagnostic::outliers::{Moved, TreatmentOutcome};
use nanduti_diagnostic::{Context, Diagnosed, Stages, diagnose_stages};
use nanduti_model::{
    Aggregation, AnswerTable, Answered, Column, ColumnValues, Fitted, Function, Imputation,
    Instrument, Missing, NodeContent, OutlierRule, WorkshopId,
};

/// Scores a table by a frame.
pub(super) fn diagnose_beside<'a>(
    instrument: &'a Instrument,
    table: &'a AnswerTable,
    context: &Context,
    frame: &SavedFrame,
) -> Diagnosed<'a> {
    let mut done = diagnose_stages(instrument, table, context, Some(&frame.fitted));
    let all = joined(&frame.reference, table);
    // Codes that only count the rows of a file say nothing of another file.
    let named = instrument.roles.workshop.is_some();
    let everyone = looks_at_others(instrument);
    let planned: Vec<bool> =
        done.scoring.indicators().iter().map(|i| i.imputation != Imputation::None).collect();
    for row in 0..table.n_rows() {
        let gap = |at: usize| {
            planned[at] && matches!(done.stages.cleaned[at][row], Err(kind) if kind.counts())
        };
        if everyone || (0..planned.len()).any(gap) {
            let own = named.then(|| &table.workshops[row]);
            let (rows, at) = seat(&frame.reference, own, row);
            let among = all.select(&rows);
            let alone = diagnose_stages(instrument, &among, context, Some(&frame.fitted));
            take(&mut done, row, &alone, at);
        }
    }
    treat_by_frame(instrument, &mut done.stages, &frame.fitted);
    done
}

/// Whether a rule, a derived value or a condition of any unit rests on other units.
fn looks_at_others(instrument: &Instrument) -> bool {
    let rules = instrument.nodes.iter().any(|node| match &node.content {
        NodeContent::Aggregate(aggregate) => matches!(
            aggregate.aggregation,
            Aggregation::Copeland | Aggregation::BenefitOfTheDoubt { .. }
        ),
        NodeContent::Indicator(_) => false,
    });
    let derived = instrument.derived.iter().map(|derived| &derived.expression);
    let conditions = instrument.conditions.iter().map(|condition| &condition.expression);
    rules
        || derived
            .chain(conditions)
            .any(|formula| formula.functions().into_iter().any(Function::needs_sample))
}

/// The rows of the joined table that a new row is set among, and its place there: its own earlier
/// answers make room for it, else it comes last.
fn seat(reference: &AnswerTable, own: Option<&WorkshopId>, row: usize) -> (Vec<usize>, usize) {
    let n = reference.n_rows();
    let mut rows: Vec<usize> = (0..n).collect();
    let at = own.and_then(|own| reference.workshops.iter().position(|unit| unit == own));
    if let Some(at) = at {
        rows[at] = n + row;
    } else {
        rows.push(n + row);
    }
    (rows, at.unwrap_or(n))
}

/// Both tables under each other, in the columns and kinds of the first.
fn joined(reference: &AnswerTable, table: &AnswerTable) -> AnswerTable {
    let n = table.n_rows();
    let mut all = reference.clone();
    all.keys.extend(table.keys.iter().cloned());
    all.workshops.extend(table.workshops.iter().cloned());
    for column in &mut all.columns {
        let given = table.column(&column.question);
        match &mut column.values {
            ColumnValues::Number(values) => {
                values.extend((0..n).map(|row| given.map_or(NOT_ASKED, |c| c.number(row))));
            }
            ColumnValues::Choice { options, values } => {
                values.extend((0..n).map(|row| {
                    let name = given.map_or(Err(Missing::NotAsked), |c| name(c, row))?;
                    Ok(option(options, &name))
                }));
            }
            ColumnValues::Choices { options, values } => {
                values.extend((0..n).map(|row| {
                    let names = names(given.ok_or(Missing::NotAsked)?, row)?;
                    let mut chosen: Vec<u32> =
                        names.iter().map(|name| option(options, name)).collect();
                    chosen.sort_unstable();
                    Ok(chosen)
                }));
            }
            ColumnValues::Text(values) => values.extend(
                (0..n).map(|row| given.ok_or(Missing::NotAsked)?.text(row).map(str::to_owned)),
            ),
        }
    }
    all
}

const NOT_ASKED: Answered<f64> = Err(Missing::NotAsked);

/// The answer as the name of an option; numbers are their own names.
fn name(column: &Column, row: usize) -> Answered<String> {
    match &column.values {
        ColumnValues::Number(values) => values[row].map(|x| x.to_string()),
        _ => column.text(row).map(str::to_owned),
    }
}

/// The chosen options by their names.
fn names(column: &Column, row: usize) -> Answered<Vec<String>> {
    if let ColumnValues::Number(_) = column.values {
        return Ok(vec![name(column, row)?]);
    }
    Ok(column.chosen(row)?.into_iter().map(str::to_owned).collect())
}

/// Position of an option, which is added where it is new.
fn option(options: &mut Vec<String>, name: &str) -> u32 {
    let at = options.iter().position(|known| known == name).unwrap_or_else(|| {
        options.push(name.to_owned());
        options.len() - 1
    });
    at as u32
}

/// Takes over what a unit has when it stands among those of the frame.
fn take(done: &mut Diagnosed, row: usize, alone: &Diagnosed, at: usize) {
    for (column, from) in done.diagnosis.columns.iter_mut().zip(&alone.diagnosis.columns) {
        column.score[row] = from.score[at];
        column.low[row] = from.low[at];
        column.high[row] = from.high[at];
        column.availability[row] = from.availability[at];
        column.level[row] = from.level[at];
        if let (Some(to), Some(from)) = (column.value.get_mut(row), from.value.get(at)) {
            *to = *from;
        }
    }
    let stages = &mut done.stages;
    for leaf in 0..stages.nodes.len() {
        let value = alone.stages.completed(leaf)[at];
        if stages.completed(leaf)[row] != value {
            let mut column = stages.completed(leaf).to_vec();
            column[row] = value;
            stages.completed[leaf] = Some(column);
        }
        std::sync::Arc::make_mut(&mut stages.cleaned)[leaf][row] = alone.stages.cleaned[leaf][at];
    }
    stages.imputed.retain(|cell| cell.row != row);
    stages.imputed.extend(alone.stages.imputed.iter().filter(|cell| cell.row == at).map(|cell| {
        // The donor is a unit of the frame and has no row here.
        let mut cell = cell.clone();
        (cell.row, cell.donor) = (row, None);
        cell
    }));
    stages.imputed.sort_by_key(|cell| (cell.column, cell.row));
}

/// Outlying values are brought to the limits of the frame, not to those of the new sample.
fn treat_by_frame(instrument: &Instrument, stages: &mut Stages, fitted: &[Fitted]) {
    for (at, fitted) in fitted.iter().enumerate() {
        let found = stages.completed(at).to_vec();
        let inside = |x: f64| {
            let raised = fitted.low.map_or(x, |low| x.max(low));
            fitted.high.map_or(raised, |high| raised.min(high))
        };
        let brought = |x: f64| match &fitted.log {
            Some(log) => log.apply(inside(x)).ok_or(Missing::Invalid),
            None => Ok(inside(x)),
        };
        stages.ready[at] = Some(found.iter().map(|cell| cell.and_then(brought)).collect());
        let node = stages.nodes[at];
        let Some(treated) = stages.treated.iter_mut().find(|t| t.node == node) else { continue };
        let moved = |(row, cell): (usize, &Answered<f64>)| {
            let from = cell.ok()?;
            let to = inside(from);
            (from.to_bits() != to.to_bits()).then_some(Moved { row, from, to })
        };
        let treatment = &mut treated.treatment;
        treatment.moved = found.iter().enumerate().filter_map(moved).collect();
        let rule = instrument.indicator(node).and_then(|indicator| indicator.outliers);
        treatment.outcome = match (&fitted.log, treatment.moved.is_empty(), rule) {
            (Some(_), ..) => TreatmentOutcome::Logged,
            (None, true, _) => TreatmentOutcome::Untouched,
            (None, false, Some(OutlierRule::Fences(_))) => TreatmentOutcome::Fenced,
            (None, false, _) => TreatmentOutcome::Winsorised,
        };
        (treatment.low, treatment.high, treatment.transform) =
            (fitted.low, fitted.high, fitted.log);
        (treatment.before, treatment.after) = (None, None);
        treated.applied = true;
    }
}
