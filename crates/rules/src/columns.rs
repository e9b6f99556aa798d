//! Expressions over whole columns: names become columns once, then every operation runs over a
//! block of rows, with numbers and kinds of missing in vectors of their own.
//!
//! What a row gives is what `evaluate` gives for it. Functions of the sample
//! (`position`, `quartile`, group means) exist only here, because they need the column: they are
//! computed over all rows when the expression is compiled.

mod numbers;
mod sample;
mod vector;

use crate::evaluate::{Scope, Value, call, equal, truth};
use crate::price::PriceBasis;
use nanduti_model::{
    Answered, BinaryOperator, Column, ColumnValues, Expression, Function, Missing, OptionCode,
    UnaryOperator, option_number,
};
use numbers::Numbers;
use std::ops::Range;
use vector::Vector;

/// Rows evaluated at a time: their vectors stay in the cache.
const BLOCK: usize = 1024;

/// The cells of a name.
#[derive(Clone, Copy, Debug)]
pub enum Cells<'a> {
    /// Computed numbers, one a row.
    Numbers(&'a [Answered<f64>]),
    /// The answers to a question, with the numbers of its named options.
    Answers(&'a Column, &'a [OptionCode]),
    /// The same number in every row.
    Constant(f64),
    /// Nobody asked.
    Absent,
}

/// Where names get their columns.
pub trait Columns: Sync {
    /// Number of rows; every column has as many.
    fn n_rows(&self) -> usize;

    /// The cells of a name.
    fn cells(&self, name: &str) -> Cells<'_>;

    /// Standard minutes of a product of the case; `None` when it is not in the table.
    fn standard_minutes(&self, _product: &str) -> Option<f64> {
        None
    }

    /// What prices are measured against; `None` where prices have no place.
    fn price_basis(&self) -> Option<PriceBasis> {
        None
    }
}

/// An expression whose names are columns.
pub struct Program<'a> {
    root: Node<'a>,
    columns: &'a dyn Columns,
}

impl std::fmt::Debug for Program<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program").field("root", &self.root).finish_non_exhaustive()
    }
}

/// A step of a program.
#[derive(Debug)]
enum Node<'a> {
    Constant(Value<'a>),
    Numbers(&'a [Answered<f64>]),
    /// A function of the sample, computed over all rows.
    Sampled(Vec<Answered<f64>>),
    Choice {
        options: &'a [String],
        numbers: Vec<Option<f64>>,
        values: &'a [Answered<u32>],
        coded: bool,
    },
    Choices {
        options: &'a [String],
        values: &'a [Answered<Vec<u32>>],
    },
    Text(&'a [Answered<String>]),
    Unary(UnaryOperator, Box<Node<'a>>),
    Binary(BinaryOperator, Box<Node<'a>>, Box<Node<'a>>),
    Call(Function, Vec<Node<'a>>),
}

/// Binds the names of an expression to columns and computes its functions of the sample.
pub fn compile<'a>(expression: &'a Expression, columns: &'a dyn Columns) -> Program<'a> {
    Program { root: node(expression, columns), columns }
}

impl Program<'_> {
    /// The numbers of a range of rows. What is not finite is invalid.
    pub fn numbers(&self, rows: Range<usize>) -> Vec<Answered<f64>> {
        let mut out = Vec::with_capacity(rows.len());
        for block in blocks(rows) {
            vector(&self.root, block, self.columns).into_numbers().append_to(&mut out);
        }
        out
    }
}

fn blocks(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    rows.step_by(BLOCK).map(move |start| start..end.min(start + BLOCK))
}

fn node<'a>(expression: &'a Expression, columns: &'a dyn Columns) -> Node<'a> {
    match expression {
        Expression::Number(x) => Node::Constant(Value::Number(*x)),
        Expression::Text(text) => Node::Constant(Value::Text(text)),
        Expression::Name(name) => cells(columns.cells(name)),
        Expression::Unary(operator, x) => Node::Unary(*operator, Box::new(node(x, columns))),
        Expression::Binary(operator, x, y) => {
            Node::Binary(*operator, Box::new(node(x, columns)), Box::new(node(y, columns)))
        }
        Expression::Call(function, arguments) if function.needs_sample() => {
            let program = |x| Program { root: node(x, columns), columns };
            let values = program(&arguments[0]).numbers(0..columns.n_rows());
            let groups = arguments.get(1).map(|group| keys(&program(group)));
            Node::Sampled(sample::of_sample(*function, &values, groups.as_deref()))
        }
        Expression::Call(function, arguments) => {
            Node::Call(*function, arguments.iter().map(|x| node(x, columns)).collect())
        }
    }
}

fn cells(cells: Cells<'_>) -> Node<'_> {
    match cells {
        Cells::Numbers(values) => Node::Numbers(values),
        Cells::Constant(x) => Node::Constant(Value::Number(x)),
        Cells::Absent => Node::Constant(Value::Unknown(Missing::NotAsked)),
        Cells::Answers(column, codes) => match &column.values {
            ColumnValues::Number(values) => Node::Numbers(values),
            ColumnValues::Text(values) => Node::Text(values),
            ColumnValues::Choices { options, values } => Node::Choices { options, values },
            ColumnValues::Choice { options, values } => {
                let code = |option: &String| {
                    let coded = codes.iter().find(|c| c.option == *option).map(|c| c.code);
                    coded.or_else(|| option_number(option))
                };
                let numbers = options.iter().map(code).collect();
                Node::Choice { options, numbers, values, coded: !codes.is_empty() }
            }
        },
    }
}

/// The group of every row.
fn keys(program: &Program) -> Vec<Answered<sample::GroupKey>> {
    let mut keys = Vec::with_capacity(program.columns.n_rows());
    for block in blocks(0..program.columns.n_rows()) {
        let n = block.len();
        let vector = vector(&program.root, block, program.columns);
        keys.extend((0..n).map(|row| sample::GroupKey::of(&vector.at(row))));
    }
    keys
}

/// One step over a block of rows.
fn vector<'n>(node: &'n Node<'n>, rows: Range<usize>, columns: &'n dyn Columns) -> Vector<'n> {
    match node {
        Node::Constant(value) => Vector::Constant(value.clone(), rows.len()),
        Node::Numbers(values) => Vector::Numbers(Numbers::from_answers(&values[rows])),
        Node::Sampled(values) => Vector::Numbers(Numbers::from_answers(&values[rows])),
        Node::Choice { options, numbers, values, coded } => {
            Vector::Choice { options, numbers, values: &values[rows], coded: *coded }
        }
        Node::Choices { options, values } => Vector::Choices { options, values: &values[rows] },
        Node::Text(values) => Vector::Text(&values[rows]),
        Node::Unary(operator, x) => {
            let x = vector(x, rows, columns).into_numbers();
            Vector::Numbers(match operator {
                UnaryOperator::Minus => x.map(|x| -x),
                UnaryOperator::Not => x.map(|x| f64::from(u8::from(x == 0.0))),
            })
        }
        Node::Binary(operator, x, y) => {
            binary(*operator, vector(x, rows.clone(), columns), vector(y, rows, columns))
        }
        Node::Call(function, arguments) => {
            let n = rows.len();
            let arguments: Vec<Vector> =
                arguments.iter().map(|x| vector(x, rows.clone(), columns)).collect();
            called(*function, arguments, n, columns)
        }
    }
}

fn binary<'n>(operator: BinaryOperator, x: Vector<'n>, y: Vector<'n>) -> Vector<'n> {
    if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
        return Vector::Numbers(compared(&x, &y, operator == BinaryOperator::Equal));
    }
    Vector::Numbers(Numbers::binary(operator, &x.into_numbers(), &y.into_numbers()))
}

/// Equality. A choice against a text is settled once for each option.
fn compared(x: &Vector, y: &Vector, wanted: bool) -> Numbers {
    let of_option = |numbers: &Answered<bool>| numbers.map(|same| same == wanted);
    if let (
        Vector::Choice { options, numbers, values, coded },
        Vector::Constant(text @ Value::Text(_), _),
    ) = (x, y)
    {
        let settled: Vec<Answered<bool>> = (0..options.len())
            .map(|i| equal(&vector::option(options, numbers, *coded, i), text))
            .collect();
        return Numbers::collect(values.iter().map(|value| match value {
            Ok(i) => of_option(&settled[*i as usize]).map(|b| f64::from(u8::from(b))),
            Err(kind) => Err(*kind),
        }));
    }
    Numbers::collect(
        (0..x.len())
            .map(|row| of_option(&equal(&x.at(row), &y.at(row))).map(|b| f64::from(u8::from(b)))),
    )
}

/// A call over a block. The frequent functions of numbers run down their vectors; the rest goes
/// through the definition of a single row.
fn called<'n>(
    function: Function,
    arguments: Vec<Vector<'n>>,
    n: usize,
    columns: &'n dyn Columns,
) -> Vector<'n> {
    let numeric = arguments.iter().all(Vector::is_numeric);
    match function {
        Function::If if arguments[1..].iter().all(Vector::is_numeric) => {
            let [condition, then, otherwise] = three(arguments);
            Vector::Numbers(Numbers::choose(&condition, &then, &otherwise))
        }
        Function::IsMissing => Vector::Numbers(Numbers::collect(
            (0..n).map(|row| truth(matches!(arguments[0].at(row), Value::Unknown(_))).number()),
        )),
        Function::Selected => selected(&arguments, n, columns),
        Function::Sum | Function::SumKnown | Function::Mean | Function::Min | Function::Max
            if numeric =>
        {
            let parts: Vec<Numbers> = arguments.into_iter().map(Vector::into_numbers).collect();
            Vector::Numbers(Numbers::fold(function, &parts))
        }
        _ => by_row(function, &arguments, n, columns),
    }
}

fn three(arguments: Vec<Vector>) -> [Numbers; 3] {
    let mut numbers = arguments.into_iter().map(Vector::into_numbers);
    std::array::from_fn(|_| numbers.next().unwrap_or_default())
}

fn selected<'n>(arguments: &[Vector<'n>], n: usize, columns: &'n dyn Columns) -> Vector<'n> {
    let [Vector::Choices { options, values }, Vector::Constant(Value::Text(option), _)] = arguments
    else {
        return by_row(Function::Selected, arguments, n, columns);
    };
    let at = options.iter().position(|o| o == option).map(|i| i as u32);
    Vector::Numbers(Numbers::collect(values.iter().map(|chosen| match chosen {
        Ok(chosen) => Ok(f64::from(u8::from(at.is_some_and(|at| chosen.contains(&at))))),
        Err(kind) => Err(*kind),
    })))
}

fn by_row<'n>(
    function: Function,
    arguments: &[Vector<'n>],
    n: usize,
    columns: &'n dyn Columns,
) -> Vector<'n> {
    let figures = Figures(columns);
    let row = |row| call(function, arguments.len(), &|i| arguments[i].at(row), &figures);
    Vector::Values((0..n).map(row).collect())
}

/// The figures of a case, without names.
struct Figures<'a>(&'a dyn Columns);

impl Scope for Figures<'_> {
    fn value(&self, _name: &str) -> Value<'_> {
        Value::Unknown(Missing::NotAsked)
    }

    fn standard_minutes(&self, product: &str) -> Option<f64> {
        self.0.standard_minutes(product)
    }

    fn price_basis(&self) -> Option<PriceBasis> {
        self.0.price_basis()
    }
}

#[cfg(test)]
mod tests;
