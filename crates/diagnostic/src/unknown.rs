//! Derived values that are unknown although everything they read was answered: a key that no table
//! has, a division by zero, a word where a number belongs.

use crate::Context;
use crate::values::Values;
use nanduti_model::{AnswerTable, Answered, Expression, Function, Instrument, Missing};
use std::collections::BTreeSet;

/// Why such a value is unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyUnknown {
    /// A table (`lookup`, `map`) lacks the key and has no other number for it.
    NoKey,
    /// The arithmetic gives no number: a division by zero, a logarithm of 0, a word.
    NoNumber,
}

/// A derived value that some rows lack although they answered all it reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownDerived {
    /// Its id.
    pub derived: String,
    /// How many rows.
    pub rows: usize,
    /// The first of them.
    pub first: usize,
    /// Why it is unknown in the first.
    pub why: WhyUnknown,
}

/// All such derived values, in the order of the instrument. What is unknown because another
/// derived value is has that one's entry alone.
pub fn unknown_derived(
    instrument: &Instrument,
    table: &AnswerTable,
    context: &Context,
) -> Vec<UnknownDerived> {
    if instrument.derived.is_empty() {
        return Vec::new();
    }
    let values = Values::new(instrument, table, context);
    let mut found = Vec::new();
    for derived in &instrument.derived {
        let column = values.column(&derived.id);
        let invalid = |row: &usize| column[*row] == Err(Missing::Invalid);
        let mut rows: Vec<usize> = (0..column.len()).filter(invalid).collect();
        let names: BTreeSet<&str> = derived.expression.names().into_iter().collect();
        for name in names {
            if rows.is_empty() {
                break;
            }
            let missing = missing(&values, Expression::Name(name.to_owned()));
            rows.retain(|&row| missing[row] == Ok(0.0));
        }
        let Some(&first) = rows.first() else { continue };
        let lacks_key = tables(&derived.expression).into_iter().any(|(key, map)| {
            missing(&values, key.clone())[first] == Ok(0.0)
                && values.numbers(map)[first] == Err(Missing::Invalid)
        });
        found.push(UnknownDerived {
            derived: derived.id.clone(),
            rows: rows.len(),
            first,
            why: if lacks_key { WhyUnknown::NoKey } else { WhyUnknown::NoNumber },
        });
    }
    found
}

/// Where an expression is missing, as 1 and 0.
fn missing(values: &Values, expression: Expression) -> Vec<Answered<f64>> {
    values.numbers(&Expression::Call(Function::IsMissing, vec![expression]))
}

/// The tables an expression looks into that have no number for other keys, each with its key.
fn tables(expression: &Expression) -> Vec<(&Expression, &Expression)> {
    let (mut found, mut open) = (Vec::new(), vec![expression]);
    while let Some(at) = open.pop() {
        match at {
            Expression::Number(_) | Expression::Text(_) | Expression::Name(_) => {}
            Expression::Unary(_, x) => open.push(x),
            Expression::Binary(_, x, y) => open.extend([&**x, &**y]),
            Expression::Call(function, arguments) => {
                if *function == Function::Map && !arguments.len().is_multiple_of(2) {
                    found.extend(arguments.first().map(|key| (key, at)));
                }
                open.extend(arguments);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
