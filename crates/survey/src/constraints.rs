//! What the form demands of a number: its `constraint`.

use crate::answers::ReadColumn;
use crate::grid::Grid;
use crate::report::Reporter;
use crate::scope::{BoundRule, NameIndex};
use crate::{Form, FormItem};
use nanduti_model::{BinaryOperator, ColumnValues, Expression, FaultCode, Missing, UnaryOperator};

/// The least and greatest number that the constraint of an item lets through, infinite where it
/// sets none. Only comparisons of the question with numbers count; the rest is left open.
pub(crate) fn bounds(item: &FormItem) -> (f64, f64) {
    let expression = item.constraint.as_ref().and_then(|c| c.expression.as_ref());
    expression.map_or(OPEN, |e| within(e, &item.name))
}

const OPEN: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

fn within(expression: &Expression, own: &str) -> (f64, f64) {
    use BinaryOperator as Op;
    let Expression::Binary(operator, x, y) = expression else { return OPEN };
    if matches!(operator, Op::And | Op::Or) {
        let (a, b) = (within(x, own), within(y, own));
        return match operator {
            Op::And => (a.0.max(b.0), a.1.min(b.1)),
            _ => (a.0.min(b.0), a.1.max(b.1)),
        };
    }
    let is_own = |e: &Expression| matches!(e, Expression::Name(name) if name == own);
    let (limit, own_first) = match (number(x), number(y)) {
        (None, Some(limit)) if is_own(x) => (limit, true),
        (Some(limit), None) if is_own(y) => (limit, false),
        _ => return OPEN,
    };
    match (operator, own_first) {
        (Op::Equal, _) => (limit, limit),
        (Op::Less | Op::LessOrEqual, true) | (Op::Greater | Op::GreaterOrEqual, false) => {
            (f64::NEG_INFINITY, limit)
        }
        (Op::Greater | Op::GreaterOrEqual, true) | (Op::Less | Op::LessOrEqual, false) => {
            (limit, f64::INFINITY)
        }
        _ => OPEN,
    }
}

fn number(expression: &Expression) -> Option<f64> {
    match expression {
        Expression::Number(x) => Some(*x),
        Expression::Unary(UnaryOperator::Minus, x) => number(x).map(|x| -x),
        _ => None,
    }
}

/// Makes every number that breaks its constraint invalid (S008). A constraint that cannot be
/// decided for a row lets the number pass.
pub(crate) fn apply_constraints(
    columns: &mut [ReadColumn],
    index: &NameIndex,
    form: &Form,
    (grid, rows): (&Grid, &[usize]),
    reporter: &mut Reporter,
) {
    for at in 0..columns.len() {
        let item = &form.items[columns[at].item];
        let Some(constraint) = &item.constraint else { continue };
        let Some(expression) = &constraint.expression else { continue };
        if !matches!(columns[at].column.values, ColumnValues::Number(_)) {
            continue;
        }
        let rule = BoundRule::new(expression, index, Some((&item.name, at)));
        let broken: Vec<usize> = (0..rows.len())
            .filter(|&row| columns[at].column.missing(row).is_none())
            .filter(|&row| rule.holds(columns, row) == Some(false))
            .collect();
        let header_at = columns[at].at;
        for row in broken {
            columns[at].column.set_missing(row, Missing::Invalid);
            reporter.cell(
                FaultCode::CellOutOfRange,
                grid.sheet_row(rows[row]),
                (&grid.headers[header_at], header_at),
                &[("range", &constraint.text)],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanduti_rules::parse_form_rule;

    #[track_caller]
    fn check(constraint: &str, expect: (f64, f64)) {
        let expression = parse_form_rule(constraint, Some("q")).unwrap();
        assert_eq!(within(&expression, "q"), expect, "{constraint}");
    }

    #[test]
    fn bounds_follow_comparisons_with_numbers() {
        check(". >= 0 and . <= 60", (0.0, 60.0));
        check("(. >= 0 and . <= 60) or . = -88 or . = -99", (-99.0, 60.0));
        check("0 < . and 7 >= .", (0.0, 7.0));
        check(". <= ${other}", OPEN);
        check(". > 0 and . <= ${other}", (0.0, f64::INFINITY));
        check(". != 5", OPEN);
        check("not(. > 5)", OPEN);
    }
}
