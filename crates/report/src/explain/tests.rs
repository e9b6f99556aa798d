//! Facts about explanations.

use super::*;
use crate::sample;
use crate::words::Language;
use nanduti_model::PilotRole;

#[test]
fn a_match_is_explained_by_its_parts_and_a_block_by_its_gates() {
    let results = sample::usual();
    let assigned = &results.matching.as_ref().unwrap().assigned[0];
    let text = explain_pair(&results, &assigned.workshop_id, &assigned.lot_id, Language::Es);
    assert!(text.contains("Puede tomarlo. Partes del valor:"), "{text}");
    assert!(text.contains("  Producto: ") && text.contains(" de 35"), "{text}");
    assert!(text.contains("Asignado: "), "{text}");
    let blocked = results
        .matching
        .as_ref()
        .unwrap()
        .pairs
        .iter()
        .find(|p| matches!(p.verdict, nanduti_model::PairVerdict::Blocked(_)))
        .unwrap();
    let workshop = &results.population.workshops[blocked.workshop].id;
    let text = explain_pair(&results, workshop, &results.lots[blocked.lot].id, Language::En);
    assert!(text.contains("It may not take it today:"), "{text}");
    assert!(text.contains("(there is 5,200; 6,100 is needed)"), "{text}");
}

#[test]
fn unknown_codes_are_said_plainly() {
    let results = sample::usual();
    let text = explain_pair(&results, &"NO-1".into(), &"LF-A-01".into(), Language::Es);
    assert!(text.contains("No hay un taller con ese código."));
    assert!(explain_workshop(&results, &"NO-1".into(), Language::En).contains("no workshop"));
}

#[test]
fn a_plan_is_told_without_what_is_private() {
    let results = sample::usual();
    let hidden = results
        .plans
        .as_ref()
        .unwrap()
        .plans
        .iter()
        .find(|p| p.lines.iter().any(|l| l.intervention_id.as_str() == "I09"))
        .unwrap();
    let text = explain_workshop(&results, &hidden.workshop_id, Language::Es);
    assert!(text.contains("Apoyo en seguridad social"), "{text}");
    assert!(!text.contains("IPS") && !text.contains("RUC"), "{text}");
    assert!(text.contains("límite 4,0"), "{text}");
}

#[test]
fn a_workshop_is_told_with_scores_role_and_plan() {
    let results = sample::usual();
    let pilots = results.pilots.as_ref().unwrap();
    let pilot = pilots.with_role(PilotRole::Pilot).next().unwrap();
    for language in Language::ALL {
        let text = explain_workshop(&results, &pilot.workshop_id, language);
        assert!(text.contains('–'), "{text}");
        // Trust is a reading of the territory, never of a workshop.
        assert!(!text.contains("Dirigentes") && !text.contains("Leaders"), "{text}");
    }
    let bare = sample::diagnosis_only(&[5]);
    let text = explain_workshop(&bare, &bare.population.workshops[0].id, Language::Es);
    assert!(text.contains("Puntajes"), "{text}");
}
