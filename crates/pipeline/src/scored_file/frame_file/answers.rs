//! The answers a frame rests on, as JSON and back.
//!
//! Only questions of the instrument, and of these neither texts nor what is only carried.

use nanduti_model::{
    AnswerTable, Answered, Column, ColumnValues, Instrument, Missing, QuestionId, QuestionKind,
    RowKey, WorkshopId,
};
use serde_json::{Value, json};

/// Kinds of missing, found by their words.
const MISSING: [Missing; 7] = [
    Missing::NotAsked,
    Missing::NotApplicable,
    Missing::Blank,
    Missing::DontKnow,
    Missing::Refused,
    Missing::NotObserved,
    Missing::Invalid,
];

/// The answers that an instrument reads.
pub(super) fn answers(instrument: &Instrument, table: &AnswerTable) -> Value {
    let columns: Vec<Value> = instrument
        .questions
        .iter()
        .filter(|question| !question.carried_only)
        .filter_map(|question| Some((question, table.column(&question.id)?)))
        .filter_map(|(question, column)| {
            let (kind, options, cells) = cells(&question.kind, &column.values)?;
            Some(json!({
                "question": question.id.as_str(), "kind": kind, "options": options, "cells": cells
            }))
        })
        .collect();
    let units: Vec<&str> = table.workshops.iter().map(WorkshopId::as_str).collect();
    json!({ "units": units, "columns": columns })
}

type Cells<'a> = (&'static str, &'a [String], Vec<Value>);

/// A cell is its answer, or the word of what is missing in a list of its own.
fn cells<'a>(kind: &QuestionKind, values: &'a ColumnValues) -> Option<Cells<'a>> {
    fn each<T>(values: &[Answered<T>], value: impl Fn(&T) -> Value) -> Vec<Value> {
        let cell = |answer: &Answered<T>| match answer {
            Ok(x) => value(x),
            Err(kind) => json!({ "missing": kind.word() }),
        };
        values.iter().map(cell).collect()
    }
    Some(match values {
        ColumnValues::Number(values) => ("number", &[], each(values, |x| json!(x))),
        ColumnValues::Choice { options, values } => ("choice", options, each(values, |i| json!(i))),
        ColumnValues::Choices { options, values } => {
            ("choices", options, each(values, |i| json!(i)))
        }
        // The options of a ranking and nothing else: no text of a person is kept.
        ColumnValues::Text(values) if matches!(kind, QuestionKind::Ranking { .. }) => {
            ("ranking", &[], each(values, |order| json!(order)))
        }
        ColumnValues::Text(_) => return None,
    })
}

/// The answers that [`answers`] wrote; `None` where they are none.
pub(super) fn read_answers(value: &Value) -> Option<AnswerTable> {
    let units = value["units"].as_array()?;
    let units: Vec<WorkshopId> =
        units.iter().map(|u| u.as_str().map(WorkshopId::from)).collect::<Option<_>>()?;
    let mut table = AnswerTable {
        keys: (0..units.len())
            .map(|row| RowKey { row: row as u32 + 2, ..RowKey::default() })
            .collect(),
        workshops: units,
        ..AnswerTable::default()
    };
    for column in value["columns"].as_array()? {
        let name = column["question"].as_str()?;
        let values = read_cells(column)?;
        let column = Column { path: name.to_owned(), question: QuestionId::from(name), values };
        if column.len() != table.n_rows() {
            return None;
        }
        table.push(column);
    }
    Some(table)
}

fn read_cells(column: &Value) -> Option<ColumnValues> {
    fn each<T>(cells: &[Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<Answered<T>>> {
        cells
            .iter()
            .map(|cell| match cell["missing"].as_str() {
                Some(word) => MISSING.into_iter().find(|kind| kind.word() == word).map(Err),
                None => read(cell).map(Ok),
            })
            .collect()
    }
    let cells = column["cells"].as_array()?;
    let options: Vec<String> = column["options"]
        .as_array()?
        .iter()
        .map(|option| option.as_str().map(str::to_owned))
        .collect::<Option<_>>()?;
    let n = options.len();
    let index = |value: &Value| {
        let index = u32::try_from(value.as_u64()?).ok()?;
        ((index as usize) < n).then_some(index)
    };
    Some(match column["kind"].as_str()? {
        "number" => ColumnValues::Number(each(cells, Value::as_f64)?),
        "choice" => {
            let values = each(cells, index)?;
            ColumnValues::Choice { options, values }
        }
        "choices" => {
            let values = each(cells, |cell| cell.as_array()?.iter().map(index).collect())?;
            ColumnValues::Choices { options, values }
        }
        "ranking" => ColumnValues::Text(each(cells, |cell| cell.as_str().map(str::to_owned))?),
        _ => return None,
    })
}
