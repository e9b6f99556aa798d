//! Facts about ids in words.

use super::*;
use crate::sample;

#[test]
fn capitals_do_not_matter_and_the_nearest_is_named() {
    let results = sample::usual();
    let lot = results.lots[0].id.as_str();
    let small = explain_id(&results, &lot.to_lowercase(), Language::Es).unwrap();
    assert_eq!((small.kind, small.id.as_str()), ("lot", lot));
    let workshop = results.population.workshops[0].id.as_str();
    let pair = format!("{}:{}", workshop.to_lowercase(), lot.to_lowercase());
    assert_eq!(explain_id(&results, &pair, Language::Es).unwrap().kind, "pair");
    let wrong = format!("{workshop}9");
    assert!(explain_id(&results, &wrong, Language::Es).is_none());
    assert_eq!(nearest_id(&results, &wrong.to_lowercase()).as_deref(), Some(workshop));
    assert_eq!(nearest_id(&results, "?"), None);
}

#[test]
fn a_lead_firm_is_told_by_its_lots() {
    let results = sample::usual();
    let firm = results.lots[0].firm;
    let told = explain_id(&results, results.firms[firm].id.as_str(), Language::Es).unwrap();
    assert_eq!(told.kind, "lead_firm");
    let n = results.lots.iter().filter(|l| l.firm == firm).count();
    assert_eq!(told.facts["lots"].as_array().unwrap().len(), n);
    assert!(told.text.contains(results.lots[0].id.as_str()), "{}", told.text);
    assert!(told.text.contains("talleres: pueden"), "{}", told.text);
}

#[test]
fn an_explanation_is_an_object_with_its_words() {
    let results = sample::usual();
    let blocked = results
        .matching
        .as_ref()
        .unwrap()
        .pairs
        .iter()
        .find(|p| matches!(p.verdict, nanduti_model::PairVerdict::Blocked(_)))
        .unwrap();
    let id = format!(
        "{}:{}",
        results.population.workshops[blocked.workshop].id, results.lots[blocked.lot].id
    );
    let told = explain_id(&results, &id, Language::En).unwrap();
    let value: Value = serde_json::from_str(&told.to_json()).unwrap();
    assert_eq!(
        (value["schema"].as_str(), value["verdict"].as_str()),
        (Some(JSON_SCHEMA), Some("blocked"))
    );
    let gate = &value["gates"][0];
    assert!(gate["has"].is_number() && gate["needs"].is_number(), "{gate}");
    assert!(!gate["opens"].as_str().unwrap().is_empty());
    assert!(value["lines"].as_array().unwrap().len() > 2);
    let code = explain_code(FaultCode::DuplicateId, Language::Es);
    assert_eq!((code.kind, code.id.as_str()), ("fault", "C008"));
}
