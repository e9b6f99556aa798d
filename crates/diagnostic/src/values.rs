//! Answers and what is computed from them, by name. An expression is bound once: its names become
//! columns, so that a row is evaluated without looking anything up.

use crate::Context;
use nanduti_model::{
    AnswerTable, Answered, Column, ColumnValues, Expression, Instrument, Missing, QuestionId,
};
use nanduti_rules::{PriceBasis, Scope, Value, evaluate};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Rows a thread takes at least: below this, handing them out costs more than evaluating them.
const ROWS_PER_TASK: usize = 512;

/// The columns an expression may read.
#[derive(Debug)]
pub(crate) struct Values<'a> {
    table: &'a AnswerTable,
    context: &'a Context,
    computed: BTreeMap<&'a str, Vec<Answered<f64>>>,
}

/// Where a name gets its value.
#[derive(Clone, Copy, Debug)]
enum Place<'v> {
    Answers(&'v Column),
    Computed(&'v [Answered<f64>]),
    Figure(f64),
    Nowhere,
}

/// An expression whose names are columns.
#[derive(Debug)]
pub(crate) struct Bound<'v> {
    expression: &'v Expression,
    context: &'v Context,
    names: Vec<(&'v str, Place<'v>)>,
}

struct Row<'v> {
    bound: &'v Bound<'v>,
    row: usize,
}

impl<'a> Values<'a> {
    /// The answers of a table and the derived values of an instrument, in their order: one may
    /// read those before it.
    pub(crate) fn new(
        instrument: &'a Instrument,
        table: &'a AnswerTable,
        context: &'a Context,
    ) -> Self {
        let mut values = Self { table, context, computed: BTreeMap::new() };
        for derived in &instrument.derived {
            let column = values.numbers(&derived.expression);
            values.computed.insert(&derived.id, column);
        }
        values
    }

    /// Adds a computed column under a name.
    pub(crate) fn insert(&mut self, name: &'a str, column: Vec<Answered<f64>>) {
        self.computed.insert(name, column);
    }

    /// The column of a name as numbers; all "not asked" where the survey lacks it.
    pub(crate) fn column(&self, name: &str) -> Vec<Answered<f64>> {
        let n_rows = self.table.n_rows();
        match self.place(name) {
            Place::Answers(column) => (0..n_rows).map(|row| column.number(row)).collect(),
            Place::Computed(column) => column.to_vec(),
            Place::Figure(x) => vec![Ok(x); n_rows],
            Place::Nowhere => vec![Err(Missing::NotAsked); n_rows],
        }
    }

    /// An expression over all rows.
    pub(crate) fn numbers(&self, expression: &Expression) -> Vec<Answered<f64>> {
        let bound = self.bind(expression);
        (0..self.table.n_rows())
            .into_par_iter()
            .with_min_len(ROWS_PER_TASK)
            .map(|row| bound.number(row))
            .collect()
    }

    /// A condition over all rows.
    pub(crate) fn truths(&self, expression: &Expression) -> Vec<Answered<bool>> {
        self.numbers(expression).into_iter().map(|x| x.map(|x| x != 0.0)).collect()
    }

    fn bind<'v>(&'v self, expression: &'v Expression) -> Bound<'v> {
        let mut names: Vec<(&str, Place)> = Vec::new();
        for name in expression.names() {
            if names.iter().all(|(known, _)| *known != name) {
                names.push((name, self.place(name)));
            }
        }
        Bound { expression, context: self.context, names }
    }

    fn place(&self, name: &str) -> Place<'_> {
        if let Some(column) = self.computed.get(name) {
            Place::Computed(column)
        } else if let Some(column) = self.table.column(&QuestionId::from(name)) {
            Place::Answers(column)
        } else {
            self.context.figure(name).map_or(Place::Nowhere, Place::Figure)
        }
    }
}

impl Bound<'_> {
    fn number(&self, row: usize) -> Answered<f64> {
        let scope = Row { bound: self, row };
        evaluate(self.expression, &scope)
            .number()
            .and_then(|x| if x.is_finite() { Ok(x) } else { Err(Missing::Invalid) })
    }
}

impl Scope for Row<'_> {
    fn value(&self, name: &str) -> Value<'_> {
        let place = self.bound.names.iter().find(|(known, _)| *known == name);
        match place.map_or(Place::Nowhere, |(_, place)| *place) {
            Place::Answers(column) => cell(column, self.row),
            Place::Computed(column) => number(column[self.row]),
            Place::Figure(x) => Value::Number(x),
            Place::Nowhere => Value::Unknown(Missing::NotAsked),
        }
    }

    fn standard_minutes(&self, product: &str) -> Option<f64> {
        self.bound.context.standard_minutes.get(product).copied()
    }

    fn price_basis(&self) -> Option<PriceBasis> {
        Some(self.bound.context.price_basis)
    }
}

/// The answers of a column that are finite numbers, in the order of rows.
pub(crate) fn finite(column: &[Answered<f64>]) -> Vec<f64> {
    column.iter().filter_map(|cell| cell.ok()).filter(|value| value.is_finite()).collect()
}

/// [`finite`] apart for every group that occurs, also one in which nobody answered. Rows without
/// a group, and rows beyond the shorter of both lists, are left out.
pub(crate) fn finite_by_group(
    column: &[Answered<f64>],
    groups: &[Option<u32>],
) -> BTreeMap<u32, Vec<f64>> {
    let mut values: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (cell, group) in column.iter().zip(groups) {
        if let Some(group) = group {
            let value = cell.ok().filter(|value| value.is_finite());
            values.entry(*group).or_default().extend(value);
        }
    }
    values
}

fn number(answer: Answered<f64>) -> Value<'static> {
    answer.map_or_else(Value::Unknown, Value::Number)
}

fn cell(column: &Column, row: usize) -> Value<'_> {
    match &column.values {
        ColumnValues::Number(values) => number(values[row]),
        ColumnValues::Choices { .. } => {
            column.chosen(row).map_or_else(Value::Unknown, Value::Chosen)
        }
        ColumnValues::Choice { .. } | ColumnValues::Text(_) => {
            column.text(row).map_or_else(Value::Unknown, Value::Text)
        }
    }
}
