//! The values of one step over a block of rows.

use super::numbers::Numbers;
use crate::evaluate::Value;
use nanduti_model::{Answered, Missing, NONE_OPTION};

/// Values of one kind, one a row.
#[derive(Debug)]
pub(super) enum Vector<'n> {
    /// The same in every row, and the number of rows.
    Constant(Value<'n>, usize),
    Numbers(Numbers),
    /// Any values.
    Values(Vec<Value<'n>>),
    Choice {
        options: &'n [String],
        numbers: &'n [Option<f64>],
        values: &'n [Answered<u32>],
        coded: bool,
    },
    Choices {
        options: &'n [String],
        values: &'n [Answered<Vec<u32>>],
    },
    Text(&'n [Answered<String>]),
}

/// An option as a value: its name, and its code where the question has codes.
pub(super) fn option<'n>(
    options: &'n [String],
    numbers: &[Option<f64>],
    coded: bool,
    at: usize,
) -> Value<'n> {
    match numbers[at].filter(|_| coded) {
        Some(code) => Value::Coded(&options[at], code),
        None => Value::Text(&options[at]),
    }
}

impl<'n> Vector<'n> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Constant(_, n) => *n,
            Self::Numbers(numbers) => numbers.len(),
            Self::Values(values) => values.len(),
            Self::Choice { values, .. } => values.len(),
            Self::Choices { values, .. } => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Whether every row is a number or unknown.
    pub(super) fn is_numeric(&self) -> bool {
        matches!(self, Self::Numbers(_) | Self::Constant(Value::Number(_) | Value::Unknown(_), _))
    }

    /// The value of a row.
    pub(super) fn at(&self, row: usize) -> Value<'n> {
        match self {
            Self::Constant(value, _) => value.clone(),
            Self::Numbers(numbers) => numbers.at(row).map_or_else(Value::Unknown, Value::Number),
            Self::Values(values) => values[row].clone(),
            Self::Choice { options, numbers, values, coded } => match values[row] {
                Ok(at) => option(options, numbers, *coded, at as usize),
                Err(kind) => Value::Unknown(kind),
            },
            Self::Choices { options, values } => match &values[row] {
                Ok(chosen) => {
                    Value::Chosen(chosen.iter().map(|&i| options[i as usize].as_str()).collect())
                }
                Err(kind) => Value::Unknown(*kind),
            },
            Self::Text(values) => match &values[row] {
                Ok(text) => Value::Text(text),
                Err(kind) => Value::Unknown(*kind),
            },
        }
    }

    /// The rows as numbers.
    pub(super) fn into_numbers(self) -> Numbers {
        match self {
            Self::Numbers(numbers) => numbers,
            Self::Constant(value, n) => {
                let answer = value.number();
                Numbers::collect(std::iter::repeat_n(answer, n))
            }
            Self::Choice { numbers, values, .. } => Numbers::collect(
                values.iter().map(|v| v.and_then(|i| numbers[i as usize].ok_or(Missing::Invalid))),
            ),
            Self::Choices { options, values } => {
                let counts = |i: &&u32| options[**i as usize] != NONE_OPTION;
                Numbers::collect(values.iter().map(|v| match v {
                    Ok(chosen) => Ok(chosen.iter().filter(counts).count() as f64),
                    Err(kind) => Err(*kind),
                }))
            }
            Self::Values(_) | Self::Text(_) => {
                Numbers::collect((0..self.len()).map(|row| self.at(row).number()))
            }
        }
    }
}
