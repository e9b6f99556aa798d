//! An instrument for a table from elsewhere loads whole, and what is wrong in one is named where it
//! is.

use super::{faults, load_instrument};
use nanduti_model::{
    AdjustmentKind, Aggregation, BlankRule, CodePoints, Expression, FaultCode, Function,
    Imputation, Indicator, Instrument, NodeContent, Normalisation, OutlierRule, PartialWeight,
    SampleKind, ZeroRule,
};

const FOREIGN: &str = include_str!("foreign.toml");

fn foreign() -> Instrument {
    let (instrument, faults, _) = load_instrument(FOREIGN, "foreign.toml");
    assert_eq!(faults, Vec::new());
    instrument.unwrap()
}

fn indicator<'i>(instrument: &'i Instrument, id: &str) -> &'i Indicator {
    instrument.indicator(instrument.node(&id.into()).unwrap()).unwrap()
}

#[test]
fn nodes_nest_to_any_depth_with_rules_of_their_own() {
    let instrument = foreign();
    let ids: Vec<&str> = instrument.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(ids, ["index", "economy", "I1", "I2", "people", "contact", "I3", "I4", "I5"]);
    let rules: Vec<&Aggregation> = instrument
        .nodes
        .iter()
        .filter_map(|node| match &node.content {
            NodeContent::Aggregate(aggregate) => Some(&aggregate.aggregation),
            NodeContent::Indicator(_) => None,
        })
        .collect();
    assert_eq!(
        rules,
        [
            &Aggregation::Geometric(ZeroRule::Floor(1.0)),
            &Aggregation::Power { exponent: 0.5, zero: ZeroRule::Zero },
            &Aggregation::OrderedWeighted(vec![1.0, 2.0]),
            &Aggregation::Minimum,
        ]
    );
    let NodeContent::Aggregate(index) = &instrument.nodes[0].content else { panic!("an axis") };
    assert_eq!(index.partial_weight, PartialWeight::Full);
    assert_eq!(index.adjustments[0].kind, AdjustmentKind::Bonus(5.0));
    assert_eq!((index.floors[0].watches.as_str(), index.floors[0].at_most_level), ("people", 1));
    assert_eq!(instrument.nodes[0].levels.as_ref().unwrap().0.len(), 3);
    assert!(instrument.ranks);
}

#[test]
fn normalisations_and_treatments_are_read() {
    let instrument = foreign();
    let trade = indicator(&instrument, "I1");
    let Normalisation::Sample { kind, within, .. } = &trade.normalisation else { panic!("sample") };
    assert_eq!((kind, within.as_deref()), (&SampleKind::MinMax, Some("region")));
    assert_eq!(trade.outliers, Some(OutlierRule::SkewKurtosis { most: 3 }), "the instrument's");
    assert_eq!(trade.imputation, Imputation::GroupMedian("region".to_owned()));
    let place = indicator(&instrument, "I2");
    assert_eq!((place.outliers, &place.imputation), (None, &Imputation::None), "its own");
    assert_eq!(place.normalisation, Normalisation::OpenGoalposts { worst: 0.0, best: 100.0 });
    let visits = indicator(&instrument, "I4");
    let row = |code, points| CodePoints { code, points };
    let rows = vec![row(0.0, 0.0), row(1.0, 60.0), row(2.0, 100.0)];
    assert_eq!(visits.normalisation, Normalisation::Points(rows));
    assert_eq!(visits.outliers, None, "an ordinal item has no outliers");
}

#[test]
fn questions_say_how_they_are_read() {
    let instrument = foreign();
    let question = |id: &str| instrument.questions.iter().find(|q| q.id.as_str() == id).unwrap();
    assert_eq!(question("flights").reading.blank, BlankRule::Value("0".to_owned()));
    assert_eq!(question("visits").reading.blank, BlankRule::NotApplicable);
    assert_eq!(question("studies").reading.codes.len(), 3);
    assert!(question("coverage").reading.applies.is_some());
    assert_eq!(question("coverage").unit.en, "%");
    let derived: Vec<&str> = instrument.derived.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(derived[..3], ["priorities_peace", "priorities_trade", "priorities_climate"]);
    // flights / map(size, 'small', 200, 'large', 5000, 1000) * 100
    let functions = instrument.derived[3].expression.functions();
    assert_eq!(functions, [Function::Map]);
    let Expression::Binary(_, quotient, _) = &instrument.derived[3].expression else { panic!() };
    let Expression::Binary(_, _, map) = &**quotient else { panic!() };
    let Expression::Call(_, arguments) = &**map else { panic!() };
    assert_eq!(arguments.len(), 6);
}

/// The only fault after one replacement: its code, line and what it says.
#[track_caller]
fn check(from: &str, to: &str, code: FaultCode, says: &str) {
    assert_eq!(FOREIGN.matches(from).count(), 1, "`{from}` names one place");
    let text = FOREIGN.replace(from, to);
    let found = faults(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    let at = text.find(to).unwrap();
    let lines = text[..at].matches('\n').count() as u32 + 1;
    let row = found[0].place.row.unwrap();
    assert!(row >= lines && row <= lines + to.matches('\n').count() as u32, "{:#?}", found[0]);
    let details = format!("{:?}", found[0].details);
    assert!(found[0].code == code && details.contains(says), "{:#?}", found[0]);
}

#[test]
fn faults_of_the_tree_name_their_node() {
    use FaultCode::{BadValue, UnknownKey, UnknownReference};
    check(
        "parent = \"index\"\nlabel = \"People\"",
        "parent = \"contact\"\nlabel = \"People\"",
        BadValue,
        "people → contact → people",
    );
    check("watches = \"people\"", "watches = \"poeple\"", UnknownReference, "people");
    check("at_most_level = 1", "at_most_level = 3", BadValue, "0 – 2");
    check("partial_weight = \"full\"", "partial_wieght = \"full\"", UnknownKey, "partial_weight");
    check("\"minimum\"", "\"minimun\"", BadValue, "minimum");
    check("{ rule = \"geometric\", zero = { floor = 1 } }", "\"geometric\"", BadValue, "zero");
    check("exponent = 0.5", "exponent = -1", BadValue, "zero");
    check("exponent = 0.5", "exponnt = 0.5, exponent = 2", UnknownKey, "exponent");
    check("bonus = 5", "bonus = 5, at_most = 7", BadValue, "one of them");
    check("range = [0, 90]", "range = [0, 95]", BadValue, "[0, 90]");
    check("levels = [\"weak\", \"middling\", \"strong\"]", "levels = [\"weak\"]", BadValue, "cuts");
}

#[test]
fn faults_of_indicators_say_what_is_right() {
    use FaultCode::{BadValue, MissingKey, UnknownReference};
    check("{ direction = \"higher\", within", "{ within", MissingKey, "direction");
    check("within = \"region\"", "within = \"regoin\"", UnknownReference, "region");
    check("\"at times\" = 60", "\"at time\" = 60", UnknownReference, "at times");
    check("[\"partly\", 40]", "[\"closed\", 40]", BadValue, "twice");
    check("worst = 1, best = 200", "worst = 0, best = 200", BadValue, "");
    check(
        "range = [0, 100]\nsource",
        "outliers = { rule = \"fences\" }\nsource",
        BadValue,
        "ordinal",
    );
    check(
        "reads = \"trade\"\n",
        "reads = \"trade\"\nrank = { direction = \"lower\" }\n",
        BadValue,
        "not two",
    );
}

/// What moves with the sample is chosen on purpose.
#[test]
fn sample_relative_kinds_are_asked_for() {
    let found = faults(&FOREIGN.replace("sample_relative = true\n", ""));
    let keys: Vec<&str> = found.iter().filter_map(|f| f.place.column.as_deref()).collect();
    assert_eq!(keys, ["indicator.min_max", "derived.expression"]);
    let copeland = FOREIGN.replace("\"minimum\"", "\"copeland\"");
    assert_eq!(faults(&copeland), Vec::new());
}

/// Line and column of the file, counted from the place where the expression is written.
#[test]
fn faults_inside_expressions_name_line_and_column() {
    let line = |text: &str, part: &str| text[..text.find(part).unwrap()].matches('\n').count() + 1;
    let text = FOREIGN.replace("size) * 100\"", "size) * \"");
    let found = faults(&text);
    let details = &found[0].details;
    // `expression = "` takes 14 characters; the value is missing after the 45 of the expression.
    let row = line(&text, "size) * \"");
    assert_eq!(found[0].place.row, Some(row as u32));
    assert_eq!((&*details["message"], &*details["position"]), ("expression", "60"));
    let text = FOREIGN.replace("flights / lookup", "flihgts / lookup");
    let found = faults(&text);
    assert_eq!(found[0].code, FaultCode::UnknownReference);
    assert_eq!((&*found[0].details["nearest"], &*found[0].details["character"]), ("flights", "15"));
    assert_eq!(found[0].place.row, Some(line(&text, "flihgts") as u32));
    let found = faults(&FOREIGN.replace("'flights_expected'", "'flights_expcted'"));
    assert_eq!(found[0].details["nearest"], "flights_expected");
    let found =
        faults(&FOREIGN.replace("when = \"size = 'small'\"", "when = \"quartile(trade) > 2\""));
    assert_eq!(found[0].details["message"], "only_derived");
}

/// A text, or a question of words, where a number belongs is a fault at its line and character; a
/// choice may have numbers for options, and the empty text asks whether there is an answer.
#[test]
fn words_where_numbers_belong_are_faults() {
    let with = |expression: &str| {
        let whole = "flights / lookup('flights_expected', size) * 100";
        faults(&FOREIGN.replace(whole, expression))
    };
    for (expression, column) in [
        ("flights / 'many'", "26"),
        ("flights + if(size = 'small', priorities, 1)", "44"),
        ("-priorities", "16"),
        ("flights = 'many'", "26"),
        ("map(size, 'small', 'few', 2)", "35"),
    ] {
        let found = with(expression);
        assert_eq!(found.len(), 1, "{expression}: {found:?}");
        assert_eq!(found[0].code, FaultCode::BadExpression);
        let details = &found[0].details;
        assert_eq!(details["message"], "text_as_number");
        assert_eq!((&*details["position"], expression), (column, expression));
    }
    for sound in ["flights / size", "flights / '3'", "if(flights = '', 0, 1)", "count_yes(press)"] {
        assert_eq!(with(sound), Vec::new(), "{sound}");
    }
}

/// Ordered weights are one a child, and nothing is declared that has no effect.
#[test]
fn rules_that_would_do_nothing_or_be_stretched_are_faults() {
    let keys = |from: &str, to: &str| -> Vec<Option<String>> {
        faults(&FOREIGN.replace(from, to)).into_iter().map(|f| f.place.column).collect()
    };
    let of = |key: &str| vec![Some(key.to_owned())];
    assert_eq!(keys("weights = [1, 2]", "weights = [1, 2, 3]"), of("dimension.aggregation"));
    let power = "exponent = 0.5";
    for zero in ["\"zero\"", "\"not_stated\"", "{ floor = 25 }"] {
        let with_rule = format!("exponent = 0.5, zero = {zero}");
        assert_eq!(keys(power, &with_rule), of("dimension.aggregation"), "{zero}");
        assert_eq!(keys(power, &with_rule.replace("0.5", "-2")), Vec::new(), "{zero}");
    }
}

/// The example of the guide is one that loads.
#[test]
fn the_example_of_the_guide_loads() {
    let guide = include_str!("../../../../../../docs/instrument.md");
    let example = guide.split("```toml").nth(1).unwrap().split("```").next().unwrap();
    let (instrument, faults, _) = load_instrument(example, "guide.toml");
    assert_eq!(faults, Vec::new());
    assert_eq!(instrument.unwrap().nodes.len(), 3);
}

/// The instrument that the guide goes through step by step is one that loads without a word.
#[test]
fn the_worked_example_loads() {
    let example = include_str!("../../../../../../fixtures/foreign/cooperatives.toml");
    let (instrument, faults, _) = load_instrument(example, "cooperatives.toml");
    assert_eq!(faults, Vec::new());
    assert_eq!(instrument.unwrap().nodes.len(), 13);
}
