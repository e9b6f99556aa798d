//! Plain values of the vocabulary for the tests of several crates: a workshop of which nothing is
//! known, a policy, an intervention, an effect. A test changes what it is about. Only ever a
//! development dependency.

use nanduti_model::{
    Basis, Consent, Effect, EffectKind, EquityRule, EvidenceKind, Guaranies, Intervention, Label,
    Modality, Policy, Source, Willingness, Workshop,
};

/// The same text in both languages.
pub fn label(text: &str) -> Label {
    Label { es: text.to_owned(), en: text.to_owned() }
}

/// An assumption of the test.
pub fn assumed() -> Source {
    Source { text: label("assumption: test"), basis: Basis::Assumption }
}

/// A workshop that answered nothing.
pub fn unknown_workshop(id: &str, cluster: usize) -> Workshop {
    Workshop {
        id: id.into(),
        cluster,
        people: None,
        women: None,
        led_by: None,
        machines: None,
        main_product: None,
        products: None,
        hours_week: None,
        efficiency: None,
        planning_efficiency: None,
        rework: None,
        on_time: None,
        invoices: None,
        path: None,
        owner_hours: None,
        willing: Willingness::default(),
        consent: Consent::default(),
        contactable: None,
        lead_tie: None,
        cell: None,
    }
}

/// Willing on all three fronts.
pub fn willing() -> Willingness {
    let yes = Some(true);
    Willingness { production: yes, decent_work: yes, associativity: yes }
}

/// Consent to everything that is asked for.
pub fn consenting() -> Consent {
    let yes = Some(true);
    Consent { diagnosis: yes, programme: yes, firm: yes }
}

/// Four equal axes, fifteen pilots with every clause on, both price tests as gates at Gs 268 a
/// minute.
pub fn policy() -> Policy {
    Policy {
        axis_weights: vec![0.25; 4],
        equity: EquityRule {
            n_pilots: 15,
            n_reserves: 3,
            n_preselection: 36,
            min_per_cluster: 4,
            women_led: true,
            micro: true,
            micro_limit: 2,
            gain_floor: 1.0,
            hazards_first: true,
            hazard_below: 7.0,
        },
        plan_reserves: true,
        max_actions: 6,
        max_owner_hours_week: 4.0,
        supported_owner_hours_week: 2.0,
        unknown_owner_hours_week: 2.0,
        training_reserve: 0.1,
        group_actions: true,
        fair_price: "gate".to_owned(),
        fair_price_band: 0.1,
        margin: "gate".to_owned(),
        margin_band: 0.0,
        match_weights: [30.0, 40.0, 10.0, 10.0, 10.0],
        minimum_wage: Guaranies(2_680_373),
        cost_minute: 268.0,
        overhead: 1.25,
        reference_efficiency: 60.0,
    }
}

/// An intervention of one quarter and 13 owner hours (one a week) that uses and changes nothing.
pub fn intervention(id: &str) -> Intervention {
    Intervention {
        id: id.into(),
        label: label(id),
        modality: Modality::Training,
        provider: "p".into(),
        quarters: 1,
        owner_hours: 13.0,
        uses: Vec::new(),
        prerequisites: Vec::new(),
        requires: Vec::new(),
        exclusive_group: None,
        min_participants: 1,
        needs_lead_firm: false,
        challenges: Vec::new(),
        effects: Vec::new(),
        source: assumed(),
    }
}

/// An effect of the given low, expected and high size, there when the intervention ends.
pub fn effect(indicator: &str, kind: EffectKind, [low, expected, high]: [f64; 3]) -> Effect {
    Effect {
        indicator: indicator.into(),
        kind,
        low,
        expected,
        high,
        when: None,
        needs_orders: false,
        lag_quarters: 0,
        lasts_quarters: None,
        fade_per_year: 0.0,
        evidence: EvidenceKind::Assumption,
        source: assumed(),
    }
}
