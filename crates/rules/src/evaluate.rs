//! Evaluates expressions with unknowns kept unknown.

use crate::{PriceBasis, efficiency, fair_price};
use nanduti_model::{
    Answered, BinaryOperator, Diagnosis, Expression, Function, Missing, UnaryOperator,
    count_chosen, option_number,
};

/// What an expression gives. Truth is 1 and 0.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// A number or a truth.
    Number(f64),
    /// The XML name of a choice, or a text.
    Text(&'a str),
    /// The XML name of a choice, and the number the instrument gives it.
    Coded(&'a str, f64),
    /// The XML names of the chosen options.
    Chosen(Vec<&'a str>),
    /// Not known, and why.
    Unknown(Missing),
}

impl Value<'_> {
    /// The text, or the name of the option.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Coded(text, _) => Some(text),
            _ => None,
        }
    }

    /// As a number: choices by [`option_number`], a multiple choice by [`count_chosen`].
    pub fn number(&self) -> Answered<f64> {
        match self {
            Self::Number(x) | Self::Coded(_, x) => Ok(*x),
            Self::Text(text) => option_number(text).ok_or(Missing::Invalid),
            Self::Chosen(options) => Ok(count_chosen(options.iter().copied())),
            Self::Unknown(kind) => Err(*kind),
        }
    }
}

/// Where names get their values.
pub trait Scope {
    /// The value of a name; `Unknown(NotAsked)` when there is none.
    fn value(&self, name: &str) -> Value<'_>;

    /// Standard minutes of a product of the case; `None` when it is not in the table.
    fn standard_minutes(&self, _product: &str) -> Option<f64> {
        None
    }

    /// What prices are measured against; `None` where prices have no place.
    fn price_basis(&self) -> Option<PriceBasis> {
        None
    }
}

/// The value of an expression.
///
/// An unknown operand makes the result unknown with its own kind, except where it cannot matter:
/// `false and x`, `true or x`, `mean` and `min` over the known ones, `coalesce`, `is_missing`.
/// A division by zero is `Unknown(Invalid)`. So are functions of the sample and lookups in a named
/// table: the former need the column ([`crate::compile`]), the latter are written out by the loader.
pub fn evaluate<'a>(expression: &'a Expression, scope: &'a dyn Scope) -> Value<'a> {
    match expression {
        Expression::Number(x) => Value::Number(*x),
        Expression::Text(text) => Value::Text(text),
        Expression::Name(name) => scope.value(name),
        Expression::Unary(operator, x) => match (operator, evaluate(x, scope).number()) {
            (_, Err(kind)) => Value::Unknown(kind),
            (UnaryOperator::Minus, Ok(x)) => Value::Number(-x),
            (UnaryOperator::Not, Ok(x)) => truth(x == 0.0),
        },
        Expression::Binary(operator, x, y) => binary(*operator, x, y, scope),
        Expression::Call(function, arguments) => {
            call(*function, arguments.len(), &|i| evaluate(&arguments[i], scope), scope)
        }
    }
}

/// Whether a condition holds; `None` when that is not known.
pub fn holds(expression: &Expression, scope: &dyn Scope) -> Option<bool> {
    evaluate(expression, scope).number().ok().map(|x| x != 0.0)
}

pub(crate) fn truth(x: bool) -> Value<'static> {
    Value::Number(f64::from(u8::from(x)))
}

fn finite(x: f64) -> Value<'static> {
    if x.is_finite() { Value::Number(x) } else { Value::Unknown(Missing::Invalid) }
}

fn binary<'a>(
    operator: BinaryOperator,
    x: &'a Expression,
    y: &'a Expression,
    scope: &'a dyn Scope,
) -> Value<'a> {
    use BinaryOperator as Op;
    let left = evaluate(x, scope);
    if matches!(operator, Op::And | Op::Or) {
        let decides = f64::from(u8::from(operator == Op::Or));
        let known = |v: &Value| v.number().map(|n| f64::from(u8::from(n != 0.0)));
        let first = known(&left);
        if first == Ok(decides) {
            return Value::Number(decides);
        }
        let second = known(&evaluate(y, scope));
        return match (first, second) {
            (_, Ok(b)) if b == decides => Value::Number(decides),
            (Err(kind), _) | (_, Err(kind)) => Value::Unknown(kind),
            (Ok(_), Ok(b)) => Value::Number(b),
        };
    }
    let right = evaluate(y, scope);
    if matches!(operator, Op::Equal | Op::NotEqual) {
        return match equal(&left, &right) {
            Ok(same) => truth(same == (operator == Op::Equal)),
            Err(kind) => Value::Unknown(kind),
        };
    }
    let (a, b) = match (left.number(), right.number()) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(kind), _) | (_, Err(kind)) => return Value::Unknown(kind),
    };
    match operator {
        Op::Add => finite(a + b),
        Op::Subtract => finite(a - b),
        Op::Multiply => finite(a * b),
        Op::Divide => finite(a / b),
        Op::Modulo => finite(a % b),
        Op::Less => truth(a < b),
        Op::LessOrEqual => truth(a <= b),
        Op::Greater => truth(a > b),
        Op::GreaterOrEqual => truth(a >= b),
        Op::Equal | Op::NotEqual | Op::And | Op::Or => Value::Unknown(Missing::Invalid),
    }
}

/// Equality of texts where both are texts, else of numbers. A multiple choice equals a text when
/// that is the only option chosen.
pub(crate) fn equal(left: &Value, right: &Value) -> Answered<bool> {
    if let (Some(a), Some(b)) = (left.text(), right.text()) {
        return Ok(a == b);
    }
    match (left, right) {
        (Value::Unknown(kind), _) | (_, Value::Unknown(kind)) => Err(*kind),
        (Value::Chosen(a), b) | (b, Value::Chosen(a)) if b.text().is_some() => {
            let text = b.text().unwrap_or_default();
            Ok(a.as_slice() == [text] || (a.is_empty() && text.is_empty()))
        }
        // A number never equals the empty text: that is how forms ask "was it answered".
        (Value::Number(_), Value::Text("")) | (Value::Text(""), Value::Number(_)) => Ok(false),
        _ => Ok(left.number()? == right.number()?),
    }
}

/// A call whose arguments are given by position, each evaluated when it is needed.
pub(crate) fn call<'a>(
    function: Function,
    n: usize,
    value: &dyn Fn(usize) -> Value<'a>,
    scope: &dyn Scope,
) -> Value<'a> {
    let number = |i: usize| value(i).number();
    match function {
        Function::If => match number(0) {
            Err(kind) => Value::Unknown(kind),
            Ok(x) => value(if x == 0.0 { 2 } else { 1 }),
        },
        Function::IsMissing => truth(matches!(value(0), Value::Unknown(_))),
        Function::Coalesce => {
            (0..n).map(value).find(|v| !matches!(v, Value::Unknown(_))).unwrap_or_else(|| value(0))
        }
        Function::Selected => selected(&value(0), &value(1)),
        Function::CountSelected => count_selected(value(0)),
        Function::PlaceIn => place_in(&value(0), &value(1)),
        Function::Map => map(n, value),
        Function::CountMissing => {
            let gap = |i: &usize| matches!(value(*i), Value::Unknown(kind) if kind.counts());
            Value::Number((0..n).filter(gap).count() as f64)
        }
        Function::StandardMinutes => match value(0) {
            Value::Unknown(kind) => Value::Unknown(kind),
            product => product
                .text()
                .and_then(|product| scope.standard_minutes(product))
                .map_or(Value::Unknown(Missing::Invalid), finite),
        },
        Function::Min
        | Function::Max
        | Function::Sum
        | Function::SumKnown
        | Function::Mean
        | Function::CountYes => over_known(function, n, &number),
        _ if function.needs_sample() || function == Function::Lookup => {
            Value::Unknown(Missing::Invalid)
        }
        _ => {
            let numbers: Answered<Vec<f64>> = (0..n).map(number).collect();
            match numbers {
                Err(kind) => Value::Unknown(kind),
                Ok(x) => arithmetic(function, &x, scope),
            }
        }
    }
}

fn selected(question: &Value, option: &Value) -> Value<'static> {
    match (question, option) {
        (Value::Unknown(kind), _) | (_, Value::Unknown(kind)) => Value::Unknown(*kind),
        (Value::Chosen(options), option) => option
            .text()
            .map_or(Value::Unknown(Missing::Invalid), |option| truth(options.contains(&option))),
        (one, option) => match one.text().zip(option.text()) {
            Some((one, option)) => truth(one.split_whitespace().any(|t| t == option)),
            None => Value::Unknown(Missing::Invalid),
        },
    }
}

fn count_selected(question: Value) -> Value<'static> {
    match question {
        Value::Chosen(options) => Value::Number(count_chosen(options)),
        Value::Text(text) | Value::Coded(text, _) => {
            Value::Number(count_chosen(text.split_whitespace()))
        }
        Value::Unknown(kind) => Value::Unknown(kind),
        Value::Number(_) => Value::Unknown(Missing::Invalid),
    }
}

/// Place of an option in an order of preference, 1 the first; an option left out was left blank.
fn place_in(order: &Value, option: &Value) -> Value<'static> {
    if let Value::Unknown(kind) = order {
        return Value::Unknown(*kind);
    }
    let Some((order, option)) = order.text().zip(option.text()) else {
        return Value::Unknown(Missing::Invalid);
    };
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '>' | '|');
    let mut named = order.split(separator).filter(|name| !name.is_empty());
    named
        .position(|name| name == option)
        .map_or(Value::Unknown(Missing::Blank), |at| Value::Number(at as f64 + 1.0))
}

/// The value beside the first key that equals the first argument; else the last argument, where
/// there is one more than pairs.
fn map<'a>(n: usize, value: &dyn Fn(usize) -> Value<'a>) -> Value<'a> {
    let key = value(0);
    if let Value::Unknown(kind) = key {
        return Value::Unknown(kind);
    }
    for at in (1..n.saturating_sub(1)).step_by(2) {
        if equal(&key, &value(at)) == Ok(true) {
            return value(at + 1);
        }
    }
    if n.is_multiple_of(2) { value(n - 1) } else { Value::Unknown(Missing::Invalid) }
}

fn arithmetic(function: Function, x: &[f64], scope: &dyn Scope) -> Value<'static> {
    let known = |v: Option<f64>| v.map_or(Value::Unknown(Missing::Invalid), finite);
    match function {
        Function::Clamp if x[1] <= x[2] => Value::Number(x[0].clamp(x[1], x[2])),
        Function::Scale => finite((x[0] - x[1]) / (x[2] - x[1]) * 100.0),
        Function::Round => Value::Number(x[0].round()),
        // A logarithm of 0 or less and a root of less than 0 are not finite.
        Function::Log => finite(x[0].ln()),
        Function::Exp => finite(x[0].exp()),
        Function::Sqrt => finite(x[0].sqrt()),
        Function::Abs => finite(x[0].abs()),
        Function::Power => finite(x[0].powf(x[1])),
        Function::Efficiency => known(efficiency(x[0], x[1], x[2])),
        Function::FairPrice => {
            known(scope.price_basis().and_then(|basis| fair_price(x[0], x[1], &basis)))
        }
        _ => Value::Unknown(Missing::Invalid),
    }
}

/// Folds over the known arguments. `sum` needs all of them (not-applicable ones aside); the
/// others take what is known. With none known: the first kind that counts, else not applicable.
fn over_known(
    function: Function,
    n: usize,
    number: &dyn Fn(usize) -> Answered<f64>,
) -> Value<'static> {
    let mut known = Vec::with_capacity(n);
    let mut unknown = None;
    for i in 0..n {
        match number(i) {
            Ok(x) => known.push(x),
            Err(Missing::NotApplicable) => {}
            Err(kind) => unknown = unknown.or(Some(kind)),
        }
    }
    if let Some(kind) = unknown
        && (function == Function::Sum || known.is_empty())
    {
        return Value::Unknown(kind);
    }
    if known.is_empty() {
        return Value::Unknown(Missing::NotApplicable);
    }
    finite(match function {
        Function::Min => known.iter().copied().fold(f64::INFINITY, f64::min),
        Function::Max => known.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Function::Sum | Function::SumKnown => known.iter().sum(),
        Function::Mean => known.iter().sum::<f64>() / known.len() as f64,
        _ => known.iter().filter(|x| **x == 1.0).count() as f64,
    })
}

/// Names of a diagnosed workshop: indicators, conditions, named values, and `matched` (1 where a
/// lead firm was matched).
#[derive(Debug)]
pub struct DiagnosisScope<'a> {
    /// The diagnosis.
    pub diagnosis: &'a Diagnosis,
    /// Position of the workshop.
    pub workshop: usize,
    /// Whether a lead firm was matched.
    pub matched: bool,
}

impl Scope for DiagnosisScope<'_> {
    fn value(&self, name: &str) -> Value<'_> {
        if name == "matched" {
            return truth(self.matched);
        }
        match self.diagnosis.value(name, self.workshop) {
            None => Value::Unknown(Missing::NotAsked),
            Some(Ok(x)) => Value::Number(x),
            Some(Err(kind)) => Value::Unknown(kind),
        }
    }
}

#[cfg(test)]
mod tests;
