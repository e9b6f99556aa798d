//! Which question plays which part outside the scores.

use crate::load::toml_reader::Section;
use nanduti_model::{Derived, FaultCode, Question, QuestionId, Roles};

/// The parts. An instrument without any plays none (it can score a plain table, and run no case);
/// one that plays more than the workshop's code names the cluster; a part without a question is not
/// played.
pub(super) fn roles(root: &Section, questions: &[Question], derived: &[Derived]) -> Option<Roles> {
    let Some(section) = root.optional_section("roles") else {
        return (!root.has("roles")).then(Roles::default);
    };
    let role = |key: &str| {
        let name = section.optional_text(key)?;
        if questions.iter().all(|question| question.id.as_str() != name) {
            let known = questions.iter().map(|question| question.id.as_str());
            section.unknown_reference(key, "question", &name, known);
        }
        Some(QuestionId::from(name.as_str()))
    };
    let roles = Roles {
        workshop: role("workshop"),
        cluster: role("cluster"),
        people: role("people"),
        women: role("women"),
        led_by: role("led_by"),
        machines: role("machines"),
        main_product: role("main_product"),
        possible_products: role("possible_products"),
        hours_week: role("hours_week"),
        efficiency: efficiency(&section, derived),
        rework: role("rework"),
        on_time: role("on_time"),
        invoices: role("invoices"),
        path: role("path"),
        owner_hours: role("owner_hours"),
        willing_production: role("willing_production"),
        willing_decent_work: role("willing_decent_work"),
        willing_associativity: role("willing_associativity"),
        consent_diagnosis: role("consent_diagnosis"),
        consent_programme: role("consent_programme"),
        consent_firm: role("consent_firm"),
        contactable: role("contactable"),
        lead_tie: role("lead_tie"),
        // A contact, so it is no question of the instrument.
        place: section.optional_text("place").map(|name| QuestionId::from(name.as_str())),
        safety: role("safety"),
    };
    let codes_only = Roles { workshop: roles.workshop.clone(), ..Roles::default() };
    if roles.cluster.is_none() && roles != codes_only && !section.has("cluster") {
        section.push(section.fault(FaultCode::MissingKey, "cluster").with("key", "roles.cluster"));
    }
    section.finish();
    Some(roles)
}

fn efficiency(section: &Section, derived: &[Derived]) -> Option<String> {
    let name = section.optional_text("efficiency")?;
    if derived.iter().all(|derived| derived.id != name) {
        let known = derived.iter().map(|derived| derived.id.as_str());
        section.unknown_reference("efficiency", "derived value", &name, known);
    }
    Some(name)
}
