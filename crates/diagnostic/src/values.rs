//! Answers and what is computed from them, by name. An expression is compiled once, its names
//! becoming columns, and evaluated by column.

use crate::Context;
use nanduti_model::{
    AnswerTable, Answered, BlankRule, Column, ColumnValues, Expression, Instrument, Missing,
    OptionCode, Question, QuestionId,
};
use nanduti_rules::{Cells, Columns, PriceBasis, compile};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Rows a thread takes at least: below this, handing them out costs more than evaluating them.
const ROWS_PER_TASK: usize = 1024;

/// The columns an expression may read.
#[derive(Debug)]
pub(crate) struct Values<'a> {
    table: &'a AnswerTable,
    context: &'a Context,
    /// Answers that are read otherwise than they stand: blanks with a rule, skip gates.
    reread: BTreeMap<&'a str, Column>,
    codes: BTreeMap<&'a str, &'a [OptionCode]>,
    computed: BTreeMap<&'a str, Vec<Answered<f64>>>,
}

impl<'a> Values<'a> {
    /// The answers of a table, read as the questions say, and the derived values of an instrument,
    /// in their order: one may read those before it.
    pub(crate) fn new(
        instrument: &'a Instrument,
        table: &'a AnswerTable,
        context: &'a Context,
    ) -> Self {
        let coded = instrument.questions.iter().filter(|q| !q.reading.codes.is_empty());
        let mut values = Self {
            table,
            context,
            reread: BTreeMap::new(),
            codes: coded.map(|q| (q.id.as_str(), q.reading.codes.as_slice())).collect(),
            computed: BTreeMap::new(),
        };
        for question in &instrument.questions {
            if let Some(column) = values.read_again(question) {
                values.reread.insert(question.id.as_str(), column);
            }
        }
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
        match self.as_numbers(name) {
            Some(values) => values.iter().map(|cell| cell.and_then(known)).collect(),
            None => self.numbers(&Expression::Name(name.to_owned())),
        }
    }

    /// The cells of a name that are numbers as they stand.
    pub(crate) fn as_numbers(&self, name: &str) -> Option<&[Answered<f64>]> {
        match self.cells(name) {
            Cells::Numbers(values) => Some(values),
            Cells::Answers(Column { values: ColumnValues::Number(values), .. }, _) => Some(values),
            _ => None,
        }
    }

    /// An expression over all rows.
    pub(crate) fn numbers(&self, expression: &Expression) -> Vec<Answered<f64>> {
        let program = compile(expression, self);
        let n_rows = self.table.n_rows();
        (0..n_rows.div_ceil(ROWS_PER_TASK))
            .into_par_iter()
            .flat_map_iter(|task| {
                let start = task * ROWS_PER_TASK;
                program.numbers(start..n_rows.min(start + ROWS_PER_TASK))
            })
            .collect()
    }

    /// A condition over all rows.
    pub(crate) fn truths(&self, expression: &Expression) -> Vec<Answered<bool>> {
        self.numbers(expression).into_iter().map(|x| x.map(|x| x != 0.0)).collect()
    }

    /// The answers to a question after its blank rule and its skip gate; `None` where they stand.
    /// A gate reads the questions before it as they are read themselves.
    fn read_again(&self, question: &Question) -> Option<Column> {
        let reading = &question.reading;
        if reading.blank == BlankRule::Missing && reading.applies.is_none() {
            return None;
        }
        let mut column = self.table.column(&question.id)?.clone();
        let gate = reading.applies.as_ref().map(|applies| self.truths(applies));
        let fill = Filling::of(&reading.blank, &mut column);
        for row in 0..column.len() {
            if gate.as_ref().is_some_and(|gate| gate[row] == Ok(false)) {
                column.set_missing(row, Missing::NotApplicable);
            } else if column.missing(row) == Some(Missing::Blank) {
                fill.fill(&mut column, row);
            }
        }
        Some(column)
    }
}

/// A number that can be used; one that is not finite is invalid.
fn known(value: f64) -> Answered<f64> {
    if value.is_finite() { Ok(value) } else { Err(Missing::Invalid) }
}

/// What a blank becomes in a column.
enum Filling {
    Missing(Missing),
    Number(f64),
    Option(u32),
    Text(String),
}

impl Filling {
    /// A value that the column cannot hold makes a blank invalid. An option nobody chose so far is
    /// added to the options.
    fn of(rule: &BlankRule, column: &mut Column) -> Self {
        match (rule, &mut column.values) {
            (BlankRule::Missing, _) => Self::Missing(Missing::Blank),
            (BlankRule::NotApplicable, _) => Self::Missing(Missing::NotApplicable),
            (BlankRule::Value(value), ColumnValues::Number(_)) => value
                .parse()
                .ok()
                .filter(|x: &f64| x.is_finite())
                .map_or(Self::Missing(Missing::Invalid), Self::Number),
            (BlankRule::Value(value), ColumnValues::Text(_)) => Self::Text(value.clone()),
            (
                BlankRule::Value(value),
                ColumnValues::Choice { options, .. } | ColumnValues::Choices { options, .. },
            ) => {
                let known = options.iter().position(|option| option == value);
                let at = known.unwrap_or_else(|| {
                    options.push(value.clone());
                    options.len() - 1
                });
                Self::Option(at as u32)
            }
        }
    }

    fn fill(&self, column: &mut Column, row: usize) {
        match (self, &mut column.values) {
            (Self::Missing(kind), _) => column.set_missing(row, *kind),
            (Self::Number(x), ColumnValues::Number(values)) => values[row] = Ok(*x),
            (Self::Option(at), ColumnValues::Choice { values, .. }) => values[row] = Ok(*at),
            (Self::Option(at), ColumnValues::Choices { values, .. }) => values[row] = Ok(vec![*at]),
            (Self::Text(text), ColumnValues::Text(values)) => values[row] = Ok(text.clone()),
            _ => {}
        }
    }
}

impl Columns for Values<'_> {
    fn n_rows(&self) -> usize {
        self.table.n_rows()
    }

    fn cells(&self, name: &str) -> Cells<'_> {
        if let Some(column) = self.computed.get(name) {
            return Cells::Numbers(column);
        }
        let reread = self.reread.get(name);
        if let Some(column) = reread.or_else(|| self.table.column(&QuestionId::from(name))) {
            return Cells::Answers(column, self.codes.get(name).copied().unwrap_or_default());
        }
        self.context.figure(name).map_or(Cells::Absent, Cells::Constant)
    }

    fn standard_minutes(&self, product: &str) -> Option<f64> {
        self.context.standard_minutes.get(product).copied()
    }

    fn price_basis(&self) -> Option<PriceBasis> {
        Some(self.context.price_basis)
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
