//! `[associativity]`: every key is read and reaches the rules, every fault is found at its place.

use super::{SMALL, faults};
use crate::associativity::{CRITERIA, criterion_word, rules_of};
use crate::load::instrument::load_instrument;
use nanduti_diagnostic::associativity::{AssociativityRules, Cut};
use nanduti_model::{AssociativitySpec, AssumedFigure, Fault, FaultCode};

const CUT: &str = "\n[[associativity.cut]]\ncriterion = \"open_dispute\"\nmet = 0.1\nfar = 0.3\n\
                   margin = 0.02\nsource = \"agreed in the meeting\"\n";

fn spec(section: &str) -> AssociativitySpec {
    let (instrument, faults, _) = load_instrument(&format!("{SMALL}{section}"), "instrument.toml");
    assert!(faults.is_empty(), "{faults:?}");
    instrument.unwrap().associativity.unwrap()
}

/// The only fault of a section: its code and the key it stands at.
#[track_caller]
fn refused(section: &str) -> (FaultCode, Option<String>) {
    let found: Vec<Fault> = faults(&format!("{SMALL}{section}"));
    assert_eq!(found.len(), 1, "{found:#?}");
    let key = found[0].details.get("key").cloned();
    (found[0].code, key.map(|key| key.rsplit('.').next().unwrap_or("").to_owned()))
}

fn cut<'r>(rules: &'r AssociativityRules, word: &str) -> &'r Cut {
    rules.cuts.iter().find(|cut| criterion_word(cut.criterion) == word).unwrap()
}

#[test]
fn without_the_section_the_proposal_stands() {
    let (instrument, ..) = load_instrument(SMALL, "instrument.toml");
    assert_eq!(instrument.unwrap().associativity, None);
    assert_eq!(rules_of(None), AssociativityRules::proposal());
    // A section that says nothing changes nothing.
    assert_eq!(rules_of(Some(&spec("\n[associativity]\n"))), AssociativityRules::proposal());
}

#[test]
fn every_key_of_the_rules_is_read_and_reaches_them() {
    let found = spec(
        "\n[associativity]\nmin_answers = 12\nmin_availability = 0.7\nconfidence = 0.8\n\
         source = \"agreed in the meeting\"\n",
    );
    let rules = rules_of(Some(&found));
    assert_eq!((rules.min_answers, rules.min_availability, rules.confidence), (12, 0.7, 0.8));
    assert_eq!(rules.cuts, AssociativityRules::proposal().cuts);
    // Each alone leaves the others as proposed: 10 answers, half of those asked, 90 %.
    let one = |key: &str| {
        let section = format!("\n[associativity]\n{key}\nsource = \"agreed in the meeting\"\n");
        let rules = rules_of(Some(&spec(&section)));
        (rules.min_answers, rules.min_availability, rules.confidence)
    };
    assert_eq!(one("min_answers = 5"), (5, 0.5, 0.9));
    assert_eq!(one("min_availability = 1.0"), (10, 1.0, 0.9));
    assert_eq!(one("confidence = 0.95"), (10, 0.5, 0.95));
}

#[test]
fn every_criterion_takes_cut_offs_of_its_own() {
    let found = spec(CUT);
    let rules = rules_of(Some(&found));
    let dispute = cut(&rules, "open_dispute");
    assert_eq!((dispute.met, dispute.far, dispute.margin), (0.1, Some(0.3), 0.02));
    assert_eq!(dispute.source, "agreed in the meeting");
    assert!(!dispute.is_assumption());
    // The others stay, and without a margin the proposed one does.
    assert_eq!(cut(&rules, "willingness"), cut(&AssociativityRules::proposal(), "willingness"));
    let bare =
        rules_of(Some(&spec(&CUT.replace("margin = 0.02\n", "").replace("far = 0.3\n", ""))));
    let dispute = cut(&bare, "open_dispute");
    assert_eq!((dispute.far, dispute.margin), (None, 0.03), "never far; the proposal's margin");
    for criterion in CRITERIA {
        // Far on the bad side: above for what should be low, below for what should be high.
        let proposed = AssociativityRules::proposal();
        let known = cut(&proposed, criterion.word);
        let up = known.far.is_some_and(|far| far > known.met);
        let far = if up { known.met + 0.1 } else { known.met - 0.1 };
        let section = format!(
            "\n[[associativity.cut]]\ncriterion = \"{}\"\nmet = {:?}\nfar = {far:?}\n\
             source = \"agreed\"\n",
            criterion.word, known.met
        );
        assert_eq!(cut(&rules_of(Some(&spec(&section))), criterion.word).far, Some(far));
    }
}

#[test]
fn an_assumed_cut_off_is_counted_among_the_assumptions() {
    let section = CUT.replace("agreed in the meeting", "assumption: one in ten");
    let (_, _, assumptions) = load_instrument(&format!("{SMALL}{section}"), "instrument.toml");
    let ours = assumptions
        .iter()
        .filter(|a| a.figure == AssumedFigure::Associativity("open_dispute".to_owned()));
    assert_eq!(ours.count(), 1);
}

#[test]
fn every_fault_of_the_rules_is_found() {
    let source = "source = \"agreed\"\n";
    for (keys, code, key) in [
        ("min_answers = 4", FaultCode::BadValue, "min_answers"),
        ("min_answers = 5.5", FaultCode::BadValue, "min_answers"),
        ("min_availability = 1.1", FaultCode::BadValue, "min_availability"),
        ("min_availability = -0.1", FaultCode::BadValue, "min_availability"),
        ("confidence = 1.1", FaultCode::BadValue, "confidence"),
        // An interval of 0 or 100 % is none.
        ("confidence = 0.0", FaultCode::BadValue, "confidence"),
        ("confidence = 1.0", FaultCode::BadValue, "confidence"),
        ("confidense = 0.9", FaultCode::UnknownKey, "confidense"),
    ] {
        let mut found = faults(&format!("{SMALL}\n[associativity]\n{keys}\n{source}"));
        // Where nothing could be read the source has nothing to say either.
        found.retain(|fault| fault.details.get("key").is_none_or(|key| !key.ends_with("source")));
        assert_eq!(found.len(), 1, "{keys}: {found:#?}");
        let at = found[0].details.get("key").map_or("", String::as_str);
        assert_eq!((found[0].code, at.ends_with(key)), (code, true), "{keys}: {found:#?}");
    }
    for key in ["min_answers = 12", "min_availability = 0.7", "confidence = 0.8"] {
        let section = format!("\n[associativity]\n{key}\n");
        assert_eq!(refused(&section).0, FaultCode::NoSource, "{key}");
    }
}

#[test]
fn every_fault_of_a_cut_off_is_found() {
    let changed = |from: &str, to: &str| {
        assert!(CUT.contains(from));
        refused(&CUT.replace(from, to))
    };
    let at = |key: &str| Some(key.to_owned());
    assert_eq!(
        changed("open_dispute", "mistrust_of_buyers"),
        (FaultCode::BadValue, at("criterion")),
        "mistrust of buyers is no criterion"
    );
    assert_eq!(
        changed("criterion = \"open_dispute\"\n", ""),
        (FaultCode::MissingKey, at("criterion"))
    );
    assert_eq!(changed("met = 0.1\n", ""), (FaultCode::MissingKey, at("met")));
    assert_eq!(changed("met = 0.1", "met = \"low\""), (FaultCode::BadValue, at("met")));
    assert_eq!(changed("far = 0.3", "far = \"high\""), (FaultCode::BadValue, at("far")));
    assert_eq!(changed("margin = 0.02", "margin = -0.02"), (FaultCode::BadValue, at("margin")));
    // A share that is good when low cannot be far from good below its cut-off.
    assert_eq!(changed("far = 0.3", "far = 0.05"), (FaultCode::BadValue, at("far")));
    assert_eq!(
        changed("source = \"agreed in the meeting\"\n", ""),
        (FaultCode::NoSource, at("source"))
    );
    assert_eq!(changed("margin", "marjin").0, FaultCode::UnknownKey);
    assert_eq!(refused(&format!("{CUT}{CUT}")).0, FaultCode::DuplicateId);
}
