//! Derived values, conditions, supports and the values others may ask for.

use super::build::{Build, choice, close, context, goalposts, numbers, table};
use crate::diagnose;
use nanduti_model::{BlankRule, ColumnValues, Missing, OptionCode, QuestionKind};
use nanduti_rules::parse_expression;

#[test]
fn formulas_of_the_field_come_from_rules() {
    let mut build = Build::new();
    build
        .number("pieces", 0.0, 5000.0)
        .number("people", 1.0, 60.0)
        .number("hours", 0.0, 100.0)
        .number("price", 0.0, 200_000.0)
        .number("pay", 0.0, 60_000.0)
        .question("product", QuestionKind::Choice)
        .derived("minutes", "standard_minutes(product)")
        .derived("efficiency", "efficiency(pieces, minutes, people * hours * 60)")
        .derived("pay_ratio", "pay / (minimum_wage / 208)")
        .condition("margin", "price / fair_price(minutes, efficiency)")
        .condition("fairness", "price / fair_price(minutes, reference_efficiency)")
        .condition("double", "margin * 2")
        .support("better_price", "fairness < 1");
    let answers = table(vec![
        ("pieces", numbers(&[Ok(720.0), Ok(720.0), Err(Missing::Refused)])),
        ("people", numbers(&[Ok(4.0), Ok(4.0), Ok(4.0)])),
        ("hours", numbers(&[Ok(48.0), Ok(48.0), Ok(48.0)])),
        ("price", numbers(&[Ok(3_908.0), Err(Missing::NotApplicable), Ok(5_000.0)])),
        ("pay", numbers(&[Ok(2_680_373.0 / 208.0), Ok(0.0), Ok(0.0)])),
        ("product", choice(&["tshirt", "kite"], &[Some("tshirt"), Some("tshirt"), Some("kite")])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let value = |name: &str, w| diagnosis.value(name, w).unwrap();
    // 720 × 7 / (4 × 48 × 60 = 11,520) = 43.75 %.
    close(value("efficiency", 0).unwrap(), 43.75);
    close(value("pay_ratio", 0).unwrap(), 1.0);
    // Reference price 7 / 0.6 × 268 × 1.25 = 3,908.33; own 7 / 0.4375 × 335 = 5,360.
    close(value("fairness", 0).unwrap(), 3_908.0 / (7.0 / 0.6 * 335.0));
    close(value("margin", 0).unwrap(), 3_908.0 / 5_360.0);
    close(value("double", 0).unwrap(), 2.0 * 3_908.0 / 5_360.0);
    assert_eq!(diagnosis.supports[0].needed[0], Ok(true));
    // No price to speak of is not applicable, an output withheld is refused, and a product the
    // case does not know has no minutes.
    assert_eq!(value("margin", 1), Err(Missing::NotApplicable));
    assert_eq!(diagnosis.supports[0].needed[1], Err(Missing::NotApplicable));
    assert_eq!(value("efficiency", 2), Err(Missing::Refused));
    assert_eq!(value("minutes", 2), Err(Missing::Invalid));
}

/// Mistrust is 100 less the scaled answer; a question that does not apply is no mistrust.
#[test]
fn mistrust_is_kept_by_object_and_never_inferred() {
    let mut build = Build::new();
    build
        .condition("mistrust_peers", "100 - scale(peers, 1, 5)")
        .condition("mistrust_leaders", "100 - scale(leaders, 1, 5)");
    let answers = table(vec![
        ("peers", choice(&["1", "2", "3", "4", "5"], &[Some("2"), Some("5"), None])),
        ("leaders", numbers(&[Err(Missing::NotApplicable), Ok(1.0), Ok(3.0)])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let peers = diagnosis.condition("mistrust_peers").unwrap();
    assert_eq!(peers.value, [Ok(75.0), Ok(0.0), Err(Missing::Blank)]);
    let leaders = diagnosis.condition("mistrust_leaders").unwrap();
    assert_eq!(leaders.value, [Err(Missing::NotApplicable), Ok(100.0), Ok(50.0)]);
}

#[test]
fn a_multiple_choice_reads_as_its_count() {
    let mut build = Build::new();
    let axis = build.inner("A", None, 1.0, 0.5);
    let safety = build.leaf(axis, 1.0, "safety", goalposts(0.0, 4.0), None);
    let answers = table(vec![(
        "safety",
        ColumnValues::Choices {
            options: ["exit", "light", "water", "none"].map(str::to_owned).to_vec(),
            values: vec![Ok(vec![0, 2]), Ok(vec![3]), Err(Missing::NotObserved)],
        },
    )]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let value = &diagnosis.columns[safety].value;
    assert_eq!(*value, [Ok(2.0), Ok(0.0), Err(Missing::NotObserved)]);
}

#[test]
fn named_values_are_numbers_yes_no_and_grades() {
    let mut build = Build::new();
    build
        .number("people", 1.0, 60.0)
        .question("ruc", QuestionKind::Choice)
        .question("result", QuestionKind::Choice)
        .question("notes", QuestionKind::Text)
        .derived("badly", "result = 'badly'");
    let answers = table(vec![
        ("people", numbers(&[Ok(3.0)])),
        ("ruc", choice(&["yes", "no"], &[Some("no")])),
        ("result", choice(&["none", "badly"], &[Some("badly")])),
        ("notes", ColumnValues::Text(vec![Ok("x".to_owned())])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let names: Vec<&str> = diagnosis.named.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["badly", "people", "ruc"]);
    assert_eq!(diagnosis.value("badly", 0), Some(Ok(1.0)));
    assert_eq!(diagnosis.value("ruc", 0), Some(Ok(0.0)));
}

/// Accidents and minors change nothing that the diagnosis says.
#[test]
fn carried_only_answers_reach_nothing() {
    let mut build = Build::new();
    build.number("pieces", 0.0, 100.0).number("accidents", 0.0, 20.0);
    build.0.questions[1].carried_only = true;
    let axis = build.inner("A", None, 1.0, 0.5);
    build.leaf(axis, 1.0, "pieces", goalposts(0.0, 100.0), None);
    let with = |accidents| {
        let answers =
            table(vec![("pieces", numbers(&[Ok(40.0)])), ("accidents", numbers(&[accidents]))]);
        diagnose(&build.0, &answers, &context())
    };
    assert_eq!(with(Ok(0.0)), with(Ok(9.0)));
    assert_eq!(with(Ok(0.0)), with(Err(Missing::Refused)));
}

/// A blank is what its question says, a gate that is false makes a question not apply, and codes
/// count where an option is a word.
#[test]
fn answers_are_read_as_their_questions_say() {
    let mut build = Build::new();
    build
        .number("flights", 0.0, 100.0)
        .number("delays", 0.0, 100.0)
        .question("habit", QuestionKind::Choice)
        .derived("all", "flights + 0")
        .derived("late", "delays + 0")
        .derived("habits", "habit + 0");
    build.0.questions[0].reading.blank = BlankRule::Value("0".to_owned());
    build.0.questions[1].reading.applies = Some(parse_expression("flights > 0").unwrap());
    build.0.questions[2].reading.blank = BlankRule::NotApplicable;
    build.0.questions[2].reading.codes = vec![
        OptionCode { option: "never".to_owned(), code: 0.0 },
        OptionCode { option: "often".to_owned(), code: 5.0 },
    ];
    let answers = table(vec![
        ("flights", numbers(&[Ok(2.0), Err(Missing::Blank), Err(Missing::Refused)])),
        ("delays", numbers(&[Ok(1.0), Ok(9.0), Ok(3.0)])),
        ("habit", choice(&["never", "often"], &[Some("often"), Some("never"), None])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let value = |name: &str| [0, 1, 2].map(|w| diagnosis.value(name, w).unwrap());
    assert_eq!(value("all"), [Ok(2.0), Ok(0.0), Err(Missing::Refused)]);
    // Nobody flew: no delay to speak of. Whether somebody flew is unknown: the answer stands.
    assert_eq!(value("late"), [Ok(1.0), Err(Missing::NotApplicable), Ok(3.0)]);
    assert_eq!(value("habits"), [Ok(5.0), Ok(0.0), Err(Missing::NotApplicable)]);
}

/// Many rows go through in blocks and tasks, in their order.
#[test]
fn long_columns_keep_their_order() {
    let mut build = Build::new();
    build.number("x", 0.0, 1e6).derived("twice", "x * 2").derived("place", "position(x)");
    let x: Vec<_> = (0..5000).map(|i| Ok(f64::from(i))).collect();
    let answers = table(vec![("x", numbers(&x))]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    for row in [0, 1023, 1024, 4999] {
        assert_eq!(diagnosis.value("twice", row), Some(Ok(row as f64 * 2.0)));
    }
    assert_eq!(diagnosis.value("place", 4999), Some(Ok(100.0)));
}
