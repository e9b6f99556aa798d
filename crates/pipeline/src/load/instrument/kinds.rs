//! Which words stand in an expression where only a number has a meaning. Such an expression is
//! unknown for everybody, so that is said when it is read.

use nanduti_model::{BinaryOperator, Expression, Function, UnaryOperator, option_number};
use std::collections::BTreeSet;

/// What is known of the kinds of names. A choice without codes may have numbers for options, which
/// only the data tell: it is in neither set.
pub(super) struct Kinds<'n> {
    /// Names whose values are words.
    pub(super) texts: &'n BTreeSet<String>,
    /// Names whose values are numbers.
    pub(super) numbers: &'n BTreeSet<String>,
}

impl Kinds<'_> {
    /// Adds the names and texts that stand where a number is wanted.
    pub(super) fn misplaced<'e>(
        &self,
        expression: &'e Expression,
        wants_number: bool,
        found: &mut Vec<&'e str>,
    ) {
        match expression {
            Expression::Number(_) => {}
            Expression::Text(text) => {
                if wants_number && option_number(text).is_none() {
                    found.push(text);
                }
            }
            Expression::Name(name) => {
                if wants_number && self.texts.contains(name) {
                    found.push(name);
                }
            }
            Expression::Unary(UnaryOperator::Minus | UnaryOperator::Not, x) => {
                self.misplaced(x, true, found);
            }
            Expression::Binary(BinaryOperator::Equal | BinaryOperator::NotEqual, x, y) => {
                self.compared(x, y, found);
                self.compared(y, x, found);
            }
            Expression::Binary(_, x, y) => {
                self.misplaced(x, true, found);
                self.misplaced(y, true, found);
            }
            Expression::Call(function, arguments) => {
                for (at, argument) in arguments.iter().enumerate() {
                    let wants = wants(*function, at, arguments.len(), wants_number);
                    self.misplaced(argument, wants, found);
                }
            }
        }
    }

    /// One side of an equality: beside a number a text must be one too; the empty text asks whether
    /// there is an answer.
    fn compared<'e>(&self, x: &'e Expression, other: &Expression, found: &mut Vec<&'e str>) {
        let empty = matches!(x, Expression::Text(text) if text.is_empty());
        self.misplaced(x, self.is_number(other) && !empty, found);
    }

    fn is_number(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Number(_) | Expression::Unary(..) | Expression::Binary(..) => true,
            Expression::Name(name) => self.numbers.contains(name),
            Expression::Text(_) | Expression::Call(..) => false,
        }
    }
}

/// Whether a function wants a number at a place among its arguments.
fn wants(function: Function, at: usize, n: usize, outside: bool) -> bool {
    match function {
        Function::IsMissing
        | Function::Selected
        | Function::CountSelected
        | Function::CountMissing
        | Function::PlaceIn
        | Function::StandardMinutes
        | Function::Lookup => false,
        Function::Coalesce => outside,
        Function::If => at == 0 || outside,
        // The key and what it is compared with may be words; what it leads to is the value.
        Function::Map => outside && at > 0 && (at.is_multiple_of(2) || at + 1 == n),
        Function::Position
        | Function::Quartile
        | Function::GroupMean
        | Function::GroupMedian
        | Function::GroupMax
        | Function::GroupMin => at == 0,
        _ => true,
    }
}
