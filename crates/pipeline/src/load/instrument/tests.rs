//! The built-in instrument is sound, and every fault of an instrument is found where it is.

use super::load_instrument;
use nanduti_model::{Basis, Fault, FaultCode, NodeContent, Normalisation, QuestionKind};
use std::collections::BTreeSet;

const GARMENT: &str = include_str!("../../../../../configs/garment/instrument.toml");
const FORM: &str = include_str!("../../../../../configs/garment/form.toml");

/// Two questions, one axis, one dimension, one indicator.
const SMALL: &str = r#"
question = [
  { id = "cluster", kind = "choice" },
  { id = "rework", kind = "number", min = 0, max = 100, unit = { es = "de 100", en = "of 100" } },
  { id = "injuries", kind = "number", min = 0, max = 20, carried_only = true },
  { id = "notes", kind = "text" },
]
[instrument]
id = "small"
version = "1"
title = { es = "Chico", en = "Small" }
[missing]
dont_know = ["-88"]
[levels]
cuts = [50]
source = "assumption: half"
[structure]
source = "assumption: equal weights"
[[derived]]
id = "good"
expression = "100 - rework"
unit = { es = "%", en = "%" }
label = { es = "Buenas", en = "Good" }
source = "arithmetic"
[[axis]]
id = "production"
label = { es = "Producción", en = "Production" }
min_availability = 0.5
levels = [{ es = "bajo", en = "low" }, { es = "alto", en = "high" }]
[[dimension]]
id = "quality"
parent = "production"
label = { es = "Calidad", en = "Quality" }
min_availability = 0.5
[[indicator]]
id = "Q1"
parent = "quality"
label = { es = "Arreglos", en = "Repairs" }
reads = "rework"
goalposts = { worst = 20, best = 5 }
shortfall = { es = "arreglan de más", en = "repair too much" }
source = "S50"
[roles]
cluster = "cluster"
"#;

fn faults(text: &str) -> Vec<Fault> {
    let (instrument, faults, _) = load_instrument(text, "instrument.toml");
    assert_eq!(instrument.is_none(), faults.iter().any(Fault::is_error));
    faults
}

/// The only fault after one replacement in the small instrument.
#[track_caller]
fn only_fault(from: &str, to: &str) -> Fault {
    assert_eq!(SMALL.matches(from).count(), 1, "`{from}` names one place");
    let mut found = faults(&SMALL.replace(from, to));
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[track_caller]
fn check(from: &str, to: &str, code: FaultCode) -> Fault {
    let fault = only_fault(from, to);
    assert_eq!(fault.code, code, "{fault:#?}");
    assert!(fault.place.row.is_some_and(|row| row > 1), "{fault:#?}");
    fault
}

#[test]
fn the_small_instrument_loads() {
    let (instrument, faults, assumptions) = load_instrument(SMALL, "instrument.toml");
    assert_eq!(faults, Vec::new());
    let instrument = instrument.unwrap();
    let ids: Vec<&str> = instrument.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(ids, ["production", "quality", "Q1"]);
    assert_eq!(instrument.nodes[2].parent, Some(1));
    let NodeContent::Indicator(q1) = &instrument.nodes[2].content else { panic!("a leaf") };
    assert_eq!(q1.normalisation, Normalisation::Goalposts { worst: 20.0, best: 5.0 });
    assert_eq!(q1.unit.es, "de 100", "the unit of what it reads");
    assert_eq!(q1.source.basis, Basis::Cited);
    assert_eq!(instrument.level_cuts, [50.0]);
    assert_eq!(assumptions.len(), 2);
}

#[test]
fn the_builtin_instrument_has_no_fault() {
    let (instrument, faults, assumptions) = load_instrument(GARMENT, "builtin:garment");
    assert_eq!(faults, Vec::new());
    let instrument = instrument.unwrap();
    let axes: Vec<&str> =
        instrument.axes().into_iter().map(|a| instrument.nodes[a].id.as_str()).collect();
    assert_eq!(axes, ["productivity", "decent_work", "associativity", "digital"]);
    for axis in instrument.axes() {
        assert!((4..=5).contains(&instrument.children(axis).len()));
    }
    assert!(assumptions.len() > 20, "what is ours says so");
}

#[test]
fn every_question_of_the_builtin_instrument_is_in_the_builtin_form() {
    let form: toml::Table = FORM.parse().unwrap();
    let mut asked = BTreeSet::new();
    for group in form["group"].as_array().unwrap() {
        for question in group["question"].as_array().unwrap() {
            asked.insert(question["name"].as_str().unwrap().to_owned());
        }
    }
    let (instrument, _, _) = load_instrument(GARMENT, "builtin:garment");
    let instrument = instrument.unwrap();
    for question in &instrument.questions {
        assert!(asked.contains(question.id.as_str()), "{} is not asked", question.id);
    }
    assert!(asked.contains(instrument.roles.place.unwrap().as_str()));
}

/// Ranges of the instrument and of the form are written twice; they say the same.
#[test]
fn ranges_agree_with_the_builtin_form() {
    let form: toml::Table = FORM.parse().unwrap();
    let (instrument, _, _) = load_instrument(GARMENT, "builtin:garment");
    let instrument = instrument.unwrap();
    let number = |value: &toml::Value| {
        value.as_float().or_else(|| value.as_integer().map(|x| x as f64)).unwrap()
    };
    for group in form["group"].as_array().unwrap() {
        for question in group["question"].as_array().unwrap() {
            let Some(range) = question.get("range").and_then(toml::Value::as_array) else {
                continue;
            };
            let name = question["name"].as_str().unwrap();
            let own = instrument.questions.iter().find(|q| q.id.as_str() == name).unwrap();
            let expected = QuestionKind::Number { min: number(&range[0]), max: number(&range[1]) };
            assert_eq!(own.kind, expected, "{name}");
        }
    }
}

/// Accidents and minors are carried; formality, hours and pay are named only as a support.
#[test]
fn what_must_not_harm_is_marked() {
    let (instrument, _, _) = load_instrument(GARMENT, "builtin:garment");
    let instrument = instrument.unwrap();
    let carried: Vec<&str> =
        instrument.questions.iter().filter(|q| q.carried_only).map(|q| q.id.as_str()).collect();
    assert_eq!(carried, ["dw08_accidents", "dw12_minors"]);
    for id in ["FO01", "FO02", "FO03", "FO04", "FO05", "DW01", "DW02", "DW04", "DW05", "DW07"] {
        let node = instrument.nodes.iter().position(|n| n.id.as_str() == id).unwrap();
        assert!(instrument.indicator(node).unwrap().sensitive, "{id}");
    }
}

#[test]
fn unknown_names_give_the_nearest() {
    let fault = check("reads = \"rework\"", "reads = \"rewrk\"", FaultCode::UnknownReference);
    assert_eq!(fault.details["nearest"], "rework");
    let fault = check("100 - rework", "100 - rewrok", FaultCode::UnknownReference);
    assert_eq!(fault.details["nearest"], "rework");
    let fault =
        check("parent = \"production\"", "parent = \"prodution\"", FaultCode::UnknownReference);
    assert_eq!(fault.details["nearest"], "production");
    check("cluster = \"cluster\"", "cluster = \"clutser\"", FaultCode::UnknownReference);
    let fault = check("source = \"S50\"", "source = \"S50\"\nwieght = 2", FaultCode::UnknownKey);
    assert_eq!(fault.details["nearest"], "weight");
}

#[test]
fn carried_questions_are_not_computed_with() {
    check("reads = \"rework\"", "reads = \"injuries\"", FaultCode::BadExpression);
    check("100 - rework", "100 - injuries", FaultCode::BadExpression);
    let applies = "source = \"S50\"\napplies = \"injuries > 0\"";
    check("source = \"S50\"", applies, FaultCode::BadExpression);
}

#[test]
fn derived_values_read_only_what_stands_above() {
    let itself = check("100 - rework", "100 - good", FaultCode::BadExpression);
    assert_eq!((&*itself.details["message"], &*itself.details["name"]), ("further_down", "good"));
    check("100 - rework", "100 - ", FaultCode::BadExpression);
}

#[test]
fn numbers_must_make_sense() {
    check("worst = 20, best = 5", "worst = 5, best = 5", FaultCode::BadValue);
    let band = "band = { low_zero = 1, low_full = 1, high_full = 2, high_zero = 3 }";
    check("goalposts = { worst = 20, best = 5 }", band, FaultCode::BadValue);
    check("goalposts = { worst = 20, best = 5 }", "", FaultCode::MissingKey);
    check("cuts = [50]", "cuts = [150]", FaultCode::BadValue);
    check("min = 0, max = 100", "min = 100, max = 0", FaultCode::BadValue);
    check("source = \"S50\"", "source = \"S50\"\nweight = -1", FaultCode::BadValue);
    check("source = \"S50\"", "source = \"S50\"\nweight = 0", FaultCode::BadValue);
    check("reads = \"rework\"", "reads = \"notes\"", FaultCode::BadValue);
    check("cuts = [50]", "cuts = [50, 75]", FaultCode::BadValue);
}

#[test]
fn every_number_has_a_source() {
    check("source = \"S50\"", "source = \"\"", FaultCode::NoSource);
    check("source = \"arithmetic\"\n", "", FaultCode::NoSource);
    check("source = \"assumption: half\"\n", "", FaultCode::NoSource);
}

#[test]
fn ids_are_unique_over_questions_values_and_nodes() {
    let mut twice = SMALL.replace("id = \"good\"", "id = \"rework\"");
    assert_eq!(faults(&twice)[0].code, FaultCode::DuplicateId);
    twice = SMALL.replace("id = \"Q1\"", "id = \"quality\"");
    assert_eq!(faults(&twice)[0].code, FaultCode::DuplicateId);
}

#[test]
fn all_faults_come_at_once() {
    let text = SMALL
        .replace("best = 5", "best = 20")
        .replace("cuts = [50]", "cuts = [75, 50]")
        .replace("100 - rework", "100 - rewrok");
    let codes: Vec<FaultCode> = faults(&text).iter().map(|f| f.code).collect();
    assert_eq!(
        codes,
        [
            FaultCode::BadValue,
            FaultCode::BadValue,
            FaultCode::BadValue,
            FaultCode::UnknownReference
        ],
        "goalposts, cuts, their names, and the unknown name"
    );
}

#[test]
fn broken_grammar_is_one_fault() {
    let found = faults("question = [\n");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, FaultCode::TomlSyntax);
}

mod associativity;
mod foreign;
mod levers;
