//! The shipped catalogue and capacity, and catalogues broken on purpose.

use super::*;
use crate::load::instrument::load_instrument;
use nanduti_model::{Basis, ClusterId, Label};

const CATALOGUE: &str = include_str!("../../../../../configs/garment/interventions.toml");
const CAPACITY: &str = include_str!("../../../templates/capacity.toml");
const INSTRUMENT: &str = include_str!("../../../../../configs/garment/instrument.toml");

fn clusters(ids: &[&str]) -> Vec<Cluster> {
    ids.iter().map(|id| Cluster { id: ClusterId::from(*id), name: Label::default() }).collect()
}

/// The clusters that the capacity file names first.
fn shipped_clusters() -> Vec<Cluster> {
    let line = CAPACITY.lines().find(|l| l.starts_with("amounts")).unwrap();
    let inner = line.split_once('{').unwrap().1.split_once('}').unwrap().0;
    let ids: Vec<&str> = inner.split(',').map(|p| p.split_once('=').unwrap().0.trim()).collect();
    clusters(&ids)
}

fn shipped_resources() -> Vec<Resource> {
    load_capacity(CAPACITY, "capacity.toml", &shipped_clusters()).0.unwrap()
}

fn instrument() -> Instrument {
    load_instrument(INSTRUMENT, "instrument.toml").0.unwrap()
}

fn load(text: &str) -> (Option<Catalogue>, Vec<Fault>) {
    let (catalogue, faults, _) = load_catalogue(
        text,
        "interventions.toml",
        Capacity::Given(&shipped_resources()),
        &instrument(),
    );
    (catalogue, faults)
}

#[test]
fn the_shipped_capacity_has_no_fault() {
    let (resources, faults, assumptions) =
        load_capacity(CAPACITY, "capacity.toml", &shipped_clusters());
    assert_eq!(faults, []);
    let resources = resources.unwrap();
    let hours = resources.iter().find(|r| r.id.as_str() == "mentor_hours").unwrap();
    let all: f64 = hours.amounts.iter().sum();
    assert!((1000.0..=1200.0).contains(&all), "capacity envelope: {all}");
    assert!(!assumptions.is_empty());
}

#[test]
fn the_shipped_catalogue_has_no_fault_and_every_figure_a_source() {
    let (catalogue, faults) = load(CATALOGUE);
    assert_eq!(faults, []);
    let catalogue = catalogue.unwrap();
    let ids: Vec<&str> = catalogue.interventions.iter().map(|i| i.id.as_str()).collect();
    let expected: Vec<String> = (1..=19).map(|i| format!("I{i:02}")).collect();
    assert_eq!(ids, expected);
    for intervention in &catalogue.interventions {
        assert!(!intervention.source.text.en.is_empty());
        for effect in &intervention.effects {
            assert!(effect.low <= effect.expected && effect.expected <= effect.high);
            assert_ne!(effect.source.text.es, effect.source.text.en, "{}", intervention.id);
            let ours = effect.evidence == EvidenceKind::Assumption;
            assert!(!ours || effect.source.basis == Basis::Assumption, "{}", intervention.id);
        }
    }
}

#[test]
fn buyers_are_read_by_the_lead_firm_link_alone() {
    let catalogue = load(CATALOGUE).0.unwrap();
    for intervention in &catalogue.interventions {
        let reads =
            |name: &str| intervention.requires.iter().any(|r| r.expression.names().contains(&name));
        assert_eq!(reads("mistrust_buyers"), intervention.id.as_str() == "I19");
        assert!(!reads("rd02_hours"), "hours never gate");
        if intervention.min_participants > 1 {
            assert!(
                reads("cluster_mistrust_peers") && reads("cluster_mistrust_leaders"),
                "{}",
                intervention.id
            );
        }
    }
}

#[test]
fn profit_comes_after_the_cohort() {
    // Rule 3 of the field notes: profit at 12-36 months, so outside the four quarters.
    let catalogue = load(CATALOGUE).0.unwrap();
    for intervention in &catalogue.interventions {
        for effect in intervention.effects.iter().filter(|e| e.indicator.as_str() == "PR16") {
            assert!(effect.lag_quarters >= 4, "{}", intervention.id);
        }
    }
}

#[test]
fn every_challenge_is_answered_or_declared() {
    let catalogue = load(CATALOGUE).0.unwrap();
    for challenge in 1..=9 {
        let provider = catalogue.interventions.iter().find(|i| i.challenges.contains(&challenge));
        assert!(provider.is_some(), "challenge {challenge}");
    }
    let gone = CATALOGUE.replace("without_answer = [10, ", "without_answer = [");
    let (catalogue, faults) = load(&gone);
    assert!(catalogue.is_none());
    assert_eq!(faults[0].code, FaultCode::BadValue);
    assert_eq!(faults[0].details["key"], "challenge 10");
}

/// The code and line of every fault after a change to the shipped catalogue.
#[track_caller]
fn codes(from: &str, to: &str) -> Vec<(FaultCode, String)> {
    let text = CATALOGUE.replacen(from, to, 1);
    assert_ne!(text, CATALOGUE, "{from} is not in the catalogue");
    let (catalogue, faults) = load(&text);
    assert!(catalogue.is_none());
    assert!(faults.iter().all(|f| f.place.row.is_some()));
    faults
        .into_iter()
        .map(|f| (f.code, f.details.into_values().collect::<Vec<_>>().join(" ")))
        .collect()
}

#[test]
fn a_cycle_of_prerequisites_is_named() {
    let found = codes("id = \"I13\"", "id = \"I13\"\nprerequisites = [\"I15\"]");
    assert_eq!(found, [(FaultCode::PrerequisiteCycle, "I13 → I15 → I13".to_owned())]);
}

#[test]
fn names_that_are_defined_nowhere_are_faults() {
    let unknown = |from: &str, to: &str| {
        let found = codes(from, to);
        assert_eq!(found[0].0, FaultCode::UnknownReference, "{found:?}");
        found[0].1.clone()
    };
    assert!(unknown("mentor_hours = 20,", "mentor_hour = 20,").contains("mentor_hours"));
    assert!(unknown("prerequisites = [\"I13\"]", "prerequisites = [\"I31\"]").contains("I31"));
    assert!(unknown("provider = \"snpp\"", "provider = \"snp\"").contains("snpp"));
    assert!(unknown("indicators = [\"DW09\"]", "indicators = [\"DW99\"]").contains("DW99"));
    let because = unknown("\"cluster_mistrust_peers < 60\"", "\"cluster_mistrust_peer < 60\"");
    assert!(because.contains("cluster_mistrust_peers"), "{because}");
}

#[test]
fn ranges_words_and_sources_are_checked() {
    assert_eq!(codes("expected = 3\n", "expected = 30\n")[0].0, FaultCode::BadValue);
    assert_eq!(codes("kind = \"add\"", "kind = \"adds\"")[0].0, FaultCode::BadValue);
    assert_eq!(codes("low = 0.6", "low = -0.6")[0].0, FaultCode::BadValue);
    let wrong_key: Vec<FaultCode> =
        codes("owner_hours = 16", "owner_hour = 16").into_iter().map(|(code, _)| code).collect();
    assert_eq!(wrong_key, [FaultCode::UnknownKey, FaultCode::MissingKey]);
    assert_eq!(codes("id = \"I02\"", "id = \"I01\"")[0].0, FaultCode::DuplicateId);
    assert_eq!(codes("pr01_workers >= 4", "pr01_workers >=")[0].0, FaultCode::BadExpression);
    let (before, from) = CATALOGUE.split_once("\nsource.es = ").unwrap();
    let (_, english) = from.split_once("\nsource.en = ").unwrap();
    let (_, after) = english.split_once('\n').unwrap();
    let without = format!("{before}\n{after}");
    assert_eq!(load(&without).1[0].code, FaultCode::NoSource);
}

#[test]
fn capacity_names_every_cluster_and_warns_of_zero() {
    let resource = |amounts: &str| {
        format!(
            "[[resource]]\nid = \"hours\"\nlabel = {{ es = \"h\", en = \"h\" }}\nkind = \"hours\"\n\
             scope = \"cluster\"\ninstitution = \"x\"\namounts = {{ {amounts} }}\n\
             source = \"assumption: test\"\n"
        )
    };
    let two = clusters(&["a", "b"]);
    let load = |amounts: &str| {
        let (resources, faults, _) = load_capacity(&resource(amounts), "capacity.toml", &two);
        (resources, faults.iter().map(|f| f.code).collect::<Vec<_>>())
    };
    assert_eq!(load("a = 1, b = 2").0.unwrap()[0].amounts, [1.0, 2.0]);
    let (resources, codes) = load("a = 1, b = 0");
    assert!(resources.is_some(), "zero is a warning");
    assert_eq!(codes, [FaultCode::ZeroCapacity]);
    assert_eq!(load("a = 1").1, [FaultCode::MissingKey]);
    assert_eq!(load("a = 1, b = 2, c = 3").1, [FaultCode::UnknownKey]);
    assert_eq!(load("a = 1, b = -2").1, [FaultCode::BadValue]);
    // One bad amount hides and invents no other.
    assert_eq!(load("a = -1, b = -2").1, [FaultCode::BadValue; 2]);
    assert_eq!(load("a = -1, b = 2, c = 3").1, [FaultCode::UnknownKey, FaultCode::BadValue]);
}
