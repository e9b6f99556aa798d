//! `[associativity]`: what an instrument changes of the proposed rules for working in groups.

use super::{ANY, bad};
use crate::associativity::{CRITERIA, rules_of, sound};
use crate::load::toml_reader::Section;
use nanduti_model::{AssociativityCut, AssociativitySpec, AssumedFigure, FaultCode};

/// The section; its cut-offs stand in `[[associativity.cut]]`, each with its source. There is no
/// criterion for mistrust of buyers or of public bodies.
pub(super) fn associativity(root: &Section) -> Option<AssociativitySpec> {
    let section = root.optional_section("associativity")?;
    let share = |key: &str| section.optional_number(key, 0.0..=1.0);
    let min_answers = section.optional_integer("min_answers", 5..=100_000);
    let mut spec = AssociativitySpec {
        min_answers: min_answers.and_then(|n| usize::try_from(n).ok()),
        min_availability: share("min_availability"),
        confidence: share("confidence"),
        cuts: Vec::new(),
    };
    if spec.min_answers.is_some() || spec.min_availability.is_some() || spec.confidence.is_some() {
        section.source(AssumedFigure::Associativity("rules".to_owned()));
    }
    for entry in section.sections("cut") {
        let Some(cut) = cut(&entry) else { continue };
        if spec.cuts.iter().any(|other| other.criterion == cut.criterion) {
            let fault = entry.fault(FaultCode::DuplicateId, "criterion");
            entry.push(fault.with("kind", "criterion").with("id", &cut.criterion));
            continue;
        }
        let alone = AssociativitySpec { cuts: vec![cut.clone()], ..AssociativitySpec::default() };
        if sound(&rules_of(Some(&alone))) {
            spec.cuts.push(cut);
        } else {
            bad(&entry, "far", "a cut-off beyond `met`, away from its good side");
        }
    }
    section.finish();
    let whole = AssociativitySpec { cuts: Vec::new(), ..spec.clone() };
    if !sound(&rules_of(Some(&whole))) {
        bad(&section, "confidence", "a number between 0 and 1");
    }
    Some(spec)
}

fn cut(section: &Section) -> Option<AssociativityCut> {
    let words = CRITERIA.map(|criterion| (criterion.word, criterion.word));
    let criterion = section.choice("criterion", &words);
    let met = section.number("met", ANY);
    let (far, margin) =
        (section.optional_number("far", ANY), section.optional_number("margin", 0.0..=1e6));
    let source = section.source(AssumedFigure::Associativity(criterion.unwrap_or("").to_owned()));
    section.finish();
    Some(AssociativityCut { criterion: criterion?.to_owned(), met: met?, far, margin, source })
}
