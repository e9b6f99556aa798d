//! A block of numbers: values in one vector, kinds of missing in another, so that the arithmetic
//! runs without a branch and the kinds follow it.

use nanduti_model::{Answered, BinaryOperator, Function, Missing};

/// The mark of a known value; every kind of missing is marked by its place in [`Missing::ALL`],
/// counted from 1.
const KNOWN: u8 = 0;

/// Values and marks, one of each a row. The value of a missing row means nothing.
#[derive(Clone, Default, Debug)]
pub(super) struct Numbers {
    values: Vec<f64>,
    marks: Vec<u8>,
}

fn mark(kind: Missing) -> u8 {
    kind as u8 + 1
}

fn kind(mark: u8) -> Missing {
    Missing::ALL[usize::from(mark) - 1]
}

/// The mark of an operation on two operands: the first unknown one speaks.
fn either(a: u8, b: u8) -> u8 {
    if a == KNOWN { b } else { a }
}

impl Numbers {
    pub(super) fn from_answers(answers: &[Answered<f64>]) -> Self {
        Self::collect(answers.iter().copied())
    }

    pub(super) fn collect(answers: impl Iterator<Item = Answered<f64>>) -> Self {
        let mut numbers = Self::default();
        for answer in answers {
            numbers.values.push(answer.unwrap_or_default());
            numbers.marks.push(answer.map_or_else(mark, |_| KNOWN));
        }
        numbers
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn at(&self, row: usize) -> Answered<f64> {
        if self.marks[row] == KNOWN { Ok(self.values[row]) } else { Err(kind(self.marks[row])) }
    }

    /// Appends the answers; a known value that is not finite is invalid.
    pub(super) fn append_to(mut self, out: &mut Vec<Answered<f64>>) {
        self.check();
        out.extend((0..self.len()).map(|row| self.at(row)));
    }

    /// Each known value through a function that stays finite.
    pub(super) fn map(mut self, f: impl Fn(f64) -> f64) -> Self {
        for value in &mut self.values {
            *value = f(*value);
        }
        self
    }

    /// An operator other than equality.
    pub(super) fn binary(operator: BinaryOperator, x: &Self, y: &Self) -> Self {
        use BinaryOperator as Op;
        let truth = |b: bool| f64::from(u8::from(b));
        match operator {
            Op::Add => x.with(y, |a, b| a + b).checked(),
            Op::Subtract => x.with(y, |a, b| a - b).checked(),
            Op::Multiply => x.with(y, |a, b| a * b).checked(),
            Op::Divide => x.with(y, |a, b| a / b).checked(),
            Op::Modulo => x.with(y, |a, b| a % b).checked(),
            Op::Less => x.with(y, |a, b| truth(a < b)),
            Op::LessOrEqual => x.with(y, |a, b| truth(a <= b)),
            Op::Greater => x.with(y, |a, b| truth(a > b)),
            Op::GreaterOrEqual => x.with(y, |a, b| truth(a >= b)),
            Op::Equal => x.with(y, |a, b| truth(a == b)),
            Op::NotEqual => x.with(y, |a, b| truth(a != b)),
            Op::And => x.decided(y, 0.0),
            Op::Or => x.decided(y, 1.0),
        }
    }

    fn with(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let values = self.values.iter().zip(&other.values).map(|(a, b)| f(*a, *b)).collect();
        let marks = self.marks.iter().zip(&other.marks).map(|(a, b)| either(*a, *b)).collect();
        Self { values, marks }
    }

    /// `and` and `or`: one operand with the deciding truth decides, known or not the other.
    fn decided(&self, other: &Self, decides: f64) -> Self {
        let truth = |x: f64| f64::from(u8::from(x != 0.0));
        let mut out = self.with(other, |_, b| truth(b));
        for row in 0..self.len() {
            let by = |side: &Self| side.marks[row] == KNOWN && truth(side.values[row]) == decides;
            if by(self) || by(other) {
                out.values[row] = decides;
                out.marks[row] = KNOWN;
            }
        }
        out
    }

    fn check(&mut self) {
        for (value, mark_here) in self.values.iter().zip(&mut self.marks) {
            if *mark_here == KNOWN && !value.is_finite() {
                *mark_here = mark(Missing::Invalid);
            }
        }
    }

    fn checked(mut self) -> Self {
        self.check();
        self
    }

    /// `if`: the condition picks the side, row by row.
    pub(super) fn choose(condition: &Self, then: &Self, otherwise: &Self) -> Self {
        Self::collect((0..condition.len()).map(|row| match condition.at(row) {
            Err(kind) => Err(kind),
            Ok(x) => (if x == 0.0 { otherwise } else { then }).at(row),
        }))
    }

    /// `sum`, `sum_known`, `mean`, `min`, `max` over the parts that are known; see
    /// [`call`](crate::evaluate::call) for what happens to the rest.
    pub(super) fn fold(function: Function, parts: &[Self]) -> Self {
        let n = parts.first().map_or(0, Self::len);
        let (start, join): (f64, fn(f64, f64) -> f64) = match function {
            Function::Min => (f64::INFINITY, f64::min),
            Function::Max => (f64::NEG_INFINITY, f64::max),
            _ => (-0.0, |a, b| a + b),
        };
        let mut values = vec![start; n];
        let mut known = vec![0_u32; n];
        let mut unknown = vec![KNOWN; n];
        for part in parts {
            for row in 0..n {
                let mark_here = part.marks[row];
                if mark_here == KNOWN {
                    values[row] = join(values[row], part.values[row]);
                    known[row] += 1;
                } else if mark_here != mark(Missing::NotApplicable) {
                    unknown[row] = either(unknown[row], mark_here);
                }
            }
        }
        for row in 0..n {
            if function == Function::Mean && known[row] > 0 {
                values[row] /= f64::from(known[row]);
            }
            let all_needed = function == Function::Sum;
            unknown[row] = match (unknown[row], known[row]) {
                (KNOWN, 0) => mark(Missing::NotApplicable),
                (kind, 0) => kind,
                (kind, _) if all_needed => kind,
                _ => KNOWN,
            };
        }
        Self { values, marks: unknown }.checked()
    }
}
