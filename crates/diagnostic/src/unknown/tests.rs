//! What is told and what is not.

use super::{UnknownDerived, WhyUnknown, unknown_derived};
use crate::tests::build::{Build, context, numbers, table};
use nanduti_model::{Basis, BinaryOperator, Derived, Expression, Function, Label, Missing, Source};

fn derived(id: &str, expression: Expression) -> Derived {
    let source = Source { text: Label::default(), basis: Basis::Cited };
    let (unit, label) = (Label::default(), Label::default());
    Derived { id: id.to_owned(), expression, unit, label, source }
}

fn name(name: &str) -> Expression {
    Expression::Name(name.to_owned())
}

fn divided(by: Expression) -> Expression {
    Expression::Binary(BinaryOperator::Divide, Box::new(name("x")), Box::new(by))
}

/// Row 0 divides by 0, row 1 has the key 3 that the table lacks, row 2 lacks the divisor, row 3 is
/// well. A quotient over an unknown value adds no entry of its own.
#[test]
fn what_was_answered_and_has_no_value_is_told() {
    let mut build = Build::new();
    build.number("x", 0.0, 10.0);
    build.number("y", 0.0, 10.0);
    let key = |k: &str, value| [Expression::Text(k.to_owned()), Expression::Number(value)];
    let pairs = [key("0", 5.0), key("1", 7.0)].into_iter().flatten();
    let map = Expression::Call(Function::Map, std::iter::once(name("y")).chain(pairs).collect());
    build.0.derived.push(derived("ratio", divided(name("y"))));
    build.0.derived.push(derived("usual", map));
    build.0.derived.push(derived("against", divided(name("usual"))));
    let y = [Ok(0.0), Ok(3.0), Err(Missing::Blank), Ok(1.0)];
    let answers = table(vec![("x", numbers(&[Ok(4.0); 4])), ("y", numbers(&y))]);
    let found = unknown_derived(&build.0, &answers, &context());
    let entry =
        |id: &str, first, why| UnknownDerived { derived: id.to_owned(), rows: 1, first, why };
    assert_eq!(
        found,
        [entry("ratio", 0, WhyUnknown::NoNumber), entry("usual", 1, WhyUnknown::NoKey)]
    );
}
