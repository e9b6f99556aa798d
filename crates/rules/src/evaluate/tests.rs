use super::*;
use crate::{parse_expression, parse_form_rule};
use std::collections::BTreeMap;

struct Names(BTreeMap<&'static str, Value<'static>>);

impl Scope for Names {
    fn value(&self, name: &str) -> Value<'_> {
        self.0.get(name).cloned().unwrap_or(Value::Unknown(Missing::NotAsked))
    }
    fn standard_minutes(&self, product: &str) -> Option<f64> {
        (product == "jeans").then_some(15.0)
    }
    fn price_basis(&self) -> Option<PriceBasis> {
        Some(PriceBasis { cost_minute: 268.0, overhead: 1.25 })
    }
}

fn scope() -> Names {
    Names(BTreeMap::from([
        ("two", Value::Number(2.0)),
        ("yes", Value::Text("yes")),
        ("sex", Value::Text("woman")),
        ("mix", Value::Chosen(vec!["straight", "overlock"])),
        ("empty", Value::Chosen(vec!["none"])),
        ("blank", Value::Unknown(Missing::Blank)),
        ("hidden", Value::Unknown(Missing::NotApplicable)),
        ("product", Value::Text("jeans")),
    ]))
}

#[track_caller]
fn check(text: &str, expect: Answered<f64>) {
    let expression = parse_expression(text).unwrap();
    assert_eq!(evaluate(&expression, &scope()).number(), expect, "{text}");
}

#[test]
fn arithmetic_follows_precedence() {
    check("1 + two * 3 - 4 / 2", Ok(5.0));
    check("-two + (1 + 2) * 2", Ok(4.0));
    check("clamp(7, 0, 5) + round(2.5)", Ok(8.0));
    check("scale(3, 1, 5)", Ok(50.0));
    check("1 / 0", Err(Missing::Invalid));
}

#[test]
fn the_option_none_counts_zero() {
    check("count_selected(mix)", Ok(2.0));
    check("count_selected(empty) + empty", Ok(0.0));
}

#[test]
fn unknown_stays_unknown_unless_it_cannot_matter() {
    check("blank + 1", Err(Missing::Blank));
    check("two > 3 and blank", Ok(0.0));
    check("two < 3 or blank", Ok(1.0));
    check("two < 3 and blank", Err(Missing::Blank));
    check("not blank", Err(Missing::Blank));
    check("is_missing(blank)", Ok(1.0));
    check("coalesce(blank, hidden, two)", Ok(2.0));
}

#[test]
fn folds_skip_what_does_not_apply() {
    check("mean(two, 4, hidden)", Ok(3.0));
    check("mean(two, 4, blank)", Ok(3.0));
    check("sum(two, 4, hidden)", Ok(6.0));
    check("sum(two, 4, blank)", Err(Missing::Blank));
    check("mean(hidden, hidden)", Err(Missing::NotApplicable));
    check("mean(hidden, blank)", Err(Missing::Blank));
}

#[test]
fn choices_compare_by_name_and_count() {
    check("sex = 'woman'", Ok(1.0));
    check("sex != 'woman'", Ok(0.0));
    check("yes = 1", Ok(1.0));
    check("selected(mix, 'overlock') and not selected(mix, 'cutter')", Ok(1.0));
    check("count_selected(mix)", Ok(2.0));
}

#[test]
fn field_formulas_are_called_not_copied() {
    check("standard_minutes(product)", Ok(15.0));
    check("efficiency(450, standard_minutes(product), 15000)", Ok(45.0));
    check("fair_price(15, 60)", Ok(15.0 / 0.6 * 268.0 * 1.25));
}

#[test]
fn form_rules_read_like_xlsform() {
    let rule = parse_form_rule("${two} >= 2 and selected(${mix}, 'straight')", None).unwrap();
    assert_eq!(holds(&rule, &scope()), Some(true));
    let rule = parse_form_rule(". >= 0 and . <= 1", Some("two")).unwrap();
    assert_eq!(holds(&rule, &scope()), Some(false));
    let rule = parse_form_rule("not(${sex} = 'woman') or ${two} != ''", None).unwrap();
    assert_eq!(holds(&rule, &scope()), Some(true));
}

#[test]
fn faults_name_their_place() {
    let error = parse_expression("1 + ").unwrap_err();
    assert_eq!(error.position, 5);
    assert!(parse_expression("mean()").is_err());
    assert!(parse_expression("clamp(1, 2)").is_err());
    assert!(parse_expression("nope(1)").is_err());
    assert!(parse_expression("a b").is_err());
    assert!(parse_expression("'open").is_err());
    assert!(parse_expression(&"(".repeat(5000)).is_err());
}

#[test]
fn sums_and_counts_may_pass_gaps_by() {
    check("sum_known(two, 4, blank, hidden)", Ok(6.0));
    check("sum_known(blank)", Err(Missing::Blank));
    check("count_missing(two, blank, hidden, nowhere)", Ok(2.0));
    check("count_yes(yes, two, 1, blank)", Ok(2.0));
}

#[test]
fn mathematical_functions_are_invalid_outside_their_domain() {
    check("log(exp(2))", Ok(2.0));
    check("sqrt(two + 7) + abs(-two) + power(two, 3)", Ok(13.0));
    check("log(0)", Err(Missing::Invalid));
    check("sqrt(-1)", Err(Missing::Invalid));
    check("log(blank)", Err(Missing::Blank));
}

#[test]
fn maps_give_the_value_beside_the_key() {
    check("map(sex, 'man', 1, 'woman', 7)", Ok(7.0));
    check("map(two, 1, 10, 2, 20, 0)", Ok(20.0));
    check("map(sex, 'man', 1, 99)", Ok(99.0));
    check("map(sex, 'man', 1)", Err(Missing::Invalid));
    check("map(hidden, 'man', 1, 99)", Err(Missing::NotApplicable));
}

#[test]
fn rankings_give_places() {
    check("place_in('price quality trust', 'quality')", Ok(2.0));
    check("place_in('price > quality', 'price')", Ok(1.0));
    check("place_in('price', 'quality')", Err(Missing::Blank));
    check("place_in(blank, 'price')", Err(Missing::Blank));
}

/// One row does not know the sample, and a table that was not written out is not known.
#[test]
fn a_row_has_no_sample() {
    check("position(two)", Err(Missing::Invalid));
    check("lookup('table', two)", Err(Missing::Invalid));
}
