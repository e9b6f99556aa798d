//! By column and by row the same; functions of the sample against hand arithmetic.

use super::*;
use crate::{Scope, evaluate, parse_expression};
use nanduti_model::QuestionId;
use proptest::prelude::*;

/// A small table; rows are read one by one as a [`Scope`] and by column as [`Columns`].
#[derive(Clone, Debug)]
struct Table {
    columns: Vec<Column>,
    n: usize,
}

impl Table {
    fn new(columns: Vec<(&str, ColumnValues)>) -> Self {
        let columns: Vec<Column> = columns
            .into_iter()
            .map(|(name, values)| Column {
                path: name.to_owned(),
                question: QuestionId::from(name),
                values,
            })
            .collect();
        let n = columns[0].len();
        Self { columns, n }
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.path == name)
    }
}

impl Columns for Table {
    fn n_rows(&self) -> usize {
        self.n
    }
    fn cells(&self, name: &str) -> Cells<'_> {
        self.column(name).map_or(Cells::Absent, |column| Cells::Answers(column, &[]))
    }
    fn standard_minutes(&self, product: &str) -> Option<f64> {
        (product == "jeans").then_some(15.0)
    }
    fn price_basis(&self) -> Option<PriceBasis> {
        Some(PriceBasis { cost_minute: 268.0, overhead: 1.25 })
    }
}

struct Row<'a>(&'a Table, usize);

impl Scope for Row<'_> {
    fn value(&self, name: &str) -> Value<'_> {
        let Some(column) = self.0.column(name) else { return Value::Unknown(Missing::NotAsked) };
        match &column.values {
            ColumnValues::Number(_) => {
                column.number(self.1).map_or_else(Value::Unknown, Value::Number)
            }
            ColumnValues::Choices { .. } => {
                column.chosen(self.1).map_or_else(Value::Unknown, Value::Chosen)
            }
            _ => column.text(self.1).map_or_else(Value::Unknown, Value::Text),
        }
    }
    fn standard_minutes(&self, product: &str) -> Option<f64> {
        self.0.standard_minutes(product)
    }
    fn price_basis(&self) -> Option<PriceBasis> {
        self.0.price_basis()
    }
}

const OPTIONS: [&str; 4] = ["yes", "no", "jeans", "3"];

fn missing() -> impl Strategy<Value = Missing> {
    (0..Missing::ALL.len()).prop_map(|i| Missing::ALL[i])
}

fn answered<T: std::fmt::Debug + Clone>(
    known: impl Strategy<Value = T>,
) -> impl Strategy<Value = Answered<T>> {
    prop_oneof![3 => known.prop_map(Ok), 1 => missing().prop_map(Err)]
}

fn table() -> impl Strategy<Value = Table> {
    let number = || {
        let some = prop_oneof![Just(0.0), Just(1.0), Just(-2.5), -1e6..1e6_f64, Just(1e308)];
        prop::collection::vec(answered(some), 6)
    };
    let choice = prop::collection::vec(answered(0..4_u32), 6);
    let set = prop::collection::btree_set(0..4_u32, 0..4).prop_map(|s| s.into_iter().collect());
    let chosen = prop::collection::vec(answered(set), 6);
    let text = prop_oneof![Just("jeans yes"), Just(""), Just("7"), Just("no")];
    let texts = prop::collection::vec(answered(text.prop_map(str::to_owned)), 6);
    (number(), number(), choice, chosen, texts).prop_map(|(a, b, c, m, t)| {
        let options: Vec<String> = OPTIONS.map(str::to_owned).to_vec();
        Table::new(vec![
            ("a", ColumnValues::Number(a)),
            ("b", ColumnValues::Number(b)),
            ("c", ColumnValues::Choice { options: options.clone(), values: c }),
            ("m", ColumnValues::Choices { options, values: m }),
            ("t", ColumnValues::Text(t)),
        ])
    })
}

fn expression() -> impl Strategy<Value = Expression> {
    let name = prop_oneof![Just("a"), Just("b"), Just("c"), Just("m"), Just("t"), Just("nowhere")];
    let leaf = prop_oneof![
        1 => (-3..4_i32).prop_map(|x| Expression::Number(f64::from(x))),
        1 => prop_oneof![Just("yes"), Just("jeans"), Just(""), Just("3")]
            .prop_map(|t| Expression::Text(t.to_owned())),
        4 => name.prop_map(|n| Expression::Name(n.to_owned())),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let functions: Vec<(Function, usize, usize)> = Function::ALL
            .iter()
            .filter(|(f, ..)| !f.needs_sample())
            .map(|(f, _, least, most)| (*f, *least, (*most).min(5).max(*least)))
            .collect();
        let operators = prop::sample::select(vec![
            BinaryOperator::Add,
            BinaryOperator::Subtract,
            BinaryOperator::Multiply,
            BinaryOperator::Divide,
            BinaryOperator::Modulo,
            BinaryOperator::Equal,
            BinaryOperator::NotEqual,
            BinaryOperator::Less,
            BinaryOperator::LessOrEqual,
            BinaryOperator::Greater,
            BinaryOperator::GreaterOrEqual,
            BinaryOperator::And,
            BinaryOperator::Or,
        ]);
        let arguments = prop::collection::vec(inner.clone(), 5);
        prop_oneof![
            (prop::bool::ANY, inner.clone()).prop_map(|(not, x)| {
                let operator = if not { UnaryOperator::Not } else { UnaryOperator::Minus };
                Expression::Unary(operator, Box::new(x))
            }),
            (operators, inner.clone(), inner).prop_map(|(op, x, y)| Expression::Binary(
                op,
                Box::new(x),
                Box::new(y)
            )),
            (prop::sample::select(functions), arguments, 0..3_usize).prop_map(
                |((function, least, most), mut arguments, more)| {
                    arguments.truncate((least + more).min(most));
                    Expression::Call(function, arguments)
                }
            ),
        ]
    })
}

proptest! {
    #[test]
    fn columns_give_what_rows_give(table in table(), expression in expression()) {
        let by_row: Vec<Answered<f64>> = (0..table.n)
            .map(|row| {
                let number = evaluate(&expression, &Row(&table, row)).number();
                number.and_then(|x| if x.is_finite() { Ok(x) } else { Err(Missing::Invalid) })
            })
            .collect();
        prop_assert_eq!(compile(&expression, &table).numbers(0..table.n), by_row);
    }
}

fn numbers(values: &[f64]) -> ColumnValues {
    ColumnValues::Number(
        values.iter().map(|&x| if x < 0.0 { Err(Missing::Blank) } else { Ok(x) }).collect(),
    )
}

/// Values by row; a negative number in `x` is a blank.
#[track_caller]
fn check(text: &str, x: &[f64], group: &[Option<u32>], expect: &[Answered<f64>]) {
    let values = group.iter().map(|g| g.ok_or(Missing::Refused)).collect();
    let options = vec!["north".to_owned(), "south".to_owned()];
    let table =
        Table::new(vec![("x", numbers(x)), ("g", ColumnValues::Choice { options, values })]);
    let expression = parse_expression(text).unwrap();
    assert_eq!(compile(&expression, &table).numbers(0..x.len()), expect, "{text}");
}

const NOBODY: [Option<u32>; 5] = [Some(0); 5];
const GROUPS: [Option<u32>; 5] = [Some(0), Some(0), Some(1), Some(1), None];

/// Of 10, 20, 20 and 40 (a blank stands aside): below 20 is one of the three others, and one ties,
/// so (1 + 1/2) / 3.
#[test]
fn position_is_the_share_of_the_others_below() {
    let x = [10.0, 20.0, 20.0, 40.0, -1.0];
    check(
        "position(x)",
        &x,
        &NOBODY,
        &[Ok(0.0), Ok(50.0), Ok(50.0), Ok(100.0), Err(Missing::Blank)],
    );
    check(
        "position(x, g)",
        &x,
        &GROUPS,
        &[Ok(0.0), Ok(100.0), Ok(0.0), Ok(100.0), Err(Missing::Refused)],
    );
    check("position(x)", &[3.0], &[Some(0)], &[Err(Missing::Invalid)]);
}

/// Type 7 quartiles of 1, 2, 3, 4, 10 lie at positions 1, 2, 3: 2, 3 and 4.
#[test]
fn quartiles_are_of_type_7() {
    let x = [1.0, 2.0, 3.0, 4.0, 10.0];
    check("quartile(x)", &x, &NOBODY, &[Ok(1.0), Ok(2.0), Ok(3.0), Ok(4.0), Ok(4.0)]);
    let invalid = [Err(Missing::Invalid); 4];
    let mut expect = invalid.to_vec();
    expect.push(Err(Missing::Refused));
    check("quartile(x, g)", &x, &GROUPS, &expect);
}

#[test]
fn groups_have_their_figures() {
    let x = [10.0, 20.0, 5.0, 8.0, 1.0];
    let refused = Err(Missing::Refused);
    check("group_mean(x, g)", &x, &GROUPS, &[Ok(15.0), Ok(15.0), Ok(6.5), Ok(6.5), refused]);
    check("group_median(x, g)", &x, &GROUPS, &[Ok(15.0), Ok(15.0), Ok(6.5), Ok(6.5), refused]);
    check("best_of(x, g)", &x, &GROUPS, &[Ok(20.0), Ok(20.0), Ok(8.0), Ok(8.0), refused]);
    check("group_min(x, g)", &x, &GROUPS, &[Ok(10.0), Ok(10.0), Ok(5.0), Ok(5.0), refused]);
    check(
        "x / best_of(x, g) * 100",
        &x,
        &GROUPS,
        &[Ok(50.0), Ok(100.0), Ok(62.5), Ok(100.0), refused],
    );
}

/// A question with codes counts by them and still compares by name.
#[test]
fn codes_count_and_names_compare() {
    struct Coded(Column, Vec<OptionCode>);
    impl Columns for Coded {
        fn n_rows(&self) -> usize {
            self.0.len()
        }
        fn cells(&self, _: &str) -> Cells<'_> {
            Cells::Answers(&self.0, &self.1)
        }
    }
    let options = vec!["never".to_owned(), "often".to_owned(), "odd".to_owned()];
    let values = ColumnValues::Choice { options, values: vec![Ok(0), Ok(1), Ok(2)] };
    let code = |option: &str, code| OptionCode { option: option.to_owned(), code };
    let table = Coded(
        Column { path: "q".to_owned(), question: "q".into(), values },
        vec![code("never", 0.0), code("often", 5.0)],
    );
    let give = |text: &str| {
        let expression = parse_expression(text).unwrap();
        compile(&expression, &table).numbers(0..3)
    };
    assert_eq!(give("q"), [Ok(0.0), Ok(5.0), Err(Missing::Invalid)]);
    assert_eq!(give("q = 'often'"), [Ok(0.0), Ok(1.0), Ok(0.0)]);
    assert_eq!(give("coalesce(q, 1) + 1"), [Ok(1.0), Ok(6.0), Err(Missing::Invalid)]);
    assert_eq!(give("selected(q, 'often')"), [Ok(0.0), Ok(1.0), Ok(0.0)]);
}
