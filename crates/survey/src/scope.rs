//! Where the rules of a form find the answers of a row.

use crate::answers::ReadColumn;
use nanduti_model::{ColumnValues, Expression, Missing};
use nanduti_rules::{Scope, Value, holds};
use std::collections::BTreeMap;

/// A rule with its names resolved to columns, so that a row costs no lookup by name.
#[derive(Debug)]
pub(crate) struct BoundRule<'e> {
    expression: &'e Expression,
    names: Vec<(&'e str, Option<usize>)>,
    /// Whether it asks if something was answered (`${x} != ''`): then a blank is the empty text.
    asks_emptiness: bool,
}

/// Position of the column of each question name.
pub(crate) type NameIndex = BTreeMap<String, usize>;

/// The first column of each name.
pub(crate) fn name_index(columns: &[ReadColumn]) -> NameIndex {
    let mut index = NameIndex::new();
    for (i, read) in columns.iter().enumerate() {
        index.entry(read.column.question.as_str().to_owned()).or_insert(i);
    }
    index
}

impl<'e> BoundRule<'e> {
    /// Resolves the names; `own` is the question that `.` stands for and its column.
    pub(crate) fn new(
        expression: &'e Expression,
        index: &NameIndex,
        own: Option<(&str, usize)>,
    ) -> Self {
        let mut names: Vec<(&str, Option<usize>)> = Vec::new();
        for name in expression.names() {
            if !names.iter().any(|(known, _)| *known == name) {
                let own = own.filter(|(own, _)| *own == name).map(|(_, column)| column);
                names.push((name, own.or_else(|| index.get(name).copied())));
            }
        }
        Self { expression, names, asks_emptiness: asks_emptiness(expression) }
    }

    /// Columns it reads.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> {
        self.names.iter().filter_map(|(_, column)| *column)
    }

    /// Whether it holds in a row; `None` when that is not known.
    pub(crate) fn holds(&self, columns: &[ReadColumn], row: usize) -> Option<bool> {
        holds(self.expression, &RowScope { rule: self, columns, row })
    }

    /// Whether it reads answers and all of them are hidden in the row.
    pub(crate) fn reads_only_hidden(&self, columns: &[ReadColumn], row: usize) -> bool {
        let hidden = |column: &Option<usize>| {
            column.and_then(|c| columns[c].column.missing(row)) == Some(Missing::NotApplicable)
        };
        !self.names.is_empty() && self.names.iter().all(|(_, column)| hidden(column))
    }
}

fn asks_emptiness(expression: &Expression) -> bool {
    match expression {
        Expression::Text(text) => text.is_empty(),
        Expression::Number(_) | Expression::Name(_) => false,
        Expression::Unary(_, x) => asks_emptiness(x),
        Expression::Binary(_, x, y) => asks_emptiness(x) || asks_emptiness(y),
        Expression::Call(_, arguments) => arguments.iter().any(asks_emptiness),
    }
}

struct RowScope<'a, 'e> {
    rule: &'a BoundRule<'e>,
    columns: &'a [ReadColumn],
    row: usize,
}

impl Scope for RowScope<'_, '_> {
    fn value(&self, name: &str) -> Value<'_> {
        let resolved = self.rule.names.iter().find(|(known, _)| *known == name);
        let Some(column) = resolved.and_then(|(_, column)| *column) else {
            return Value::Unknown(Missing::NotAsked);
        };
        let column = &self.columns[column].column;
        if let Some(kind) = column.missing(self.row) {
            // A hidden question is the empty text in the form. A blank one is too, but what it
            // would have opened is not known: see `relevance`.
            let empty = kind == Missing::NotApplicable
                || (kind == Missing::Blank && self.rule.asks_emptiness);
            return if empty { Value::Text("") } else { Value::Unknown(kind) };
        }
        match &column.values {
            ColumnValues::Number(_) => {
                column.number(self.row).map_or_else(Value::Unknown, Value::Number)
            }
            ColumnValues::Choices { .. } => {
                column.chosen(self.row).map_or_else(Value::Unknown, Value::Chosen)
            }
            ColumnValues::Choice { .. } | ColumnValues::Text(_) => {
                column.text(self.row).map_or_else(Value::Unknown, Value::Text)
            }
        }
    }
}
