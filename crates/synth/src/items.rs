//! One model per question of the form: the centres of the domain notes, section 3, as
//! Pilar / Yaguarón / Mariano Roque Alonso. Where the notes give none, the number is ours.

use crate::answers::Axis::{
    Associativity, DecentWork, Digital, Formality, Productivity, Willingness,
};
use crate::answers::Model::{
    Count, Known as Truth, LogNormal, Normal, OfPeople, OneOf, Ordinal, Several, Text, YesNo,
    ZeroOrLogNormal,
};
use crate::answers::{Known, Model, yes_no};
use crate::contacts;
use crate::truth::LeadSex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The same number in every cluster.
const fn all(x: f64) -> [f64; 3] {
    [x, x, x]
}

/// Legal minimum per hour in 2023: Gs 2,680,373 over 48 × 52 / 12 hours (sections 1 and 3.2).
const MINIMUM_HOUR: f64 = 2_680_373.0 / 208.0;

/// The model of a question; `None` for a question of another form.
pub(crate) fn model(question: &str) -> Option<Model> {
    MODELS.get(question).copied()
}

static MODELS: LazyLock<BTreeMap<&str, Model>> = LazyLock::new(|| {
    [IDENTIFICATION, PRODUCTION, DECENT_WORK, ASSOCIATIVITY, DIGITAL, READINESS, CONDITIONS]
        .into_iter()
        .flatten()
        .copied()
        .collect()
});

type Items = &'static [(&'static str, Model)];

const IDENTIFICATION: Items = &[
    ("workshop_code", Text(|_, _| String::new())),
    ("survey_date", Text(|_, _| String::new())),
    ("cluster", Truth(|w| Known::Name(w.cluster.option()))),
    ("consent_diagnosis", YesNo(all(0.99), Willingness, 0.1)),
    ("consent_programme", Truth(|w| yes_no(w.consents.programme))),
    ("consent_firm", Truth(|w| yes_no(w.consents.firm))),
    ("consent_research", YesNo(all(0.80), Willingness, 0.2)),
    ("consent_photo", YesNo(all(0.65), Willingness, 0.2)),
    ("consent_follow_up", YesNo(all(0.90), Willingness, 0.2)),
    ("consent_referral", YesNo(all(0.70), Willingness, 0.2)),
    ("contactable", Truth(|w| yes_no(w.consents.contactable))),
    ("owner_name", Text(contacts::owner_name)),
    ("phone", Text(contacts::phone)),
    ("address", Text(contacts::address)),
    ("gps", Text(contacts::position)),
    ("observaciones", Text(contacts::notes)),
];

const PRODUCTION: Items = &[
    ("main_product", Truth(|w| Known::Name(crate::products::PRODUCTS[w.kit.product]))),
    ("possible_products", Truth(|w| Known::Bits(u32::from(w.kit.products)))),
    ("pr01_workers", Truth(|w| Known::Number(f64::from(w.people)))),
    ("pr02_machines", Truth(|w| Known::Number(f64::from(w.kit.machine_count)))),
    ("pr03_machine_mix", Truth(|w| Known::Bits(u32::from(w.kit.machines)))),
    ("pr04_output_week", Truth(|w| Known::Number(f64::from(w.work.output_week)))),
    ("pr07_rework", Truth(|w| Known::Number(w.work.rework))),
    ("pr08_returns", LogNormal([2.0, 3.0, 4.0], 0.6, 1.0, Productivity, -0.4)),
    ("has_orders", Truth(|w| yes_no(w.market.has_orders))),
    ("pr09_on_time", Truth(|w| Known::Number(w.work.on_time))),
    ("pr10_downtime", LogNormal([2.0, 3.0, 4.0], 0.7, 0.5, Productivity, -0.4)),
    ("pr11_upkeep", Ordinal([1.5, 1.4, 1.1], 0.9, Productivity, 0.6)),
    ("pr12_costing", Ordinal([1.2, 1.2, 0.9], 0.8, Productivity, 0.6)),
    ("pr13_practices", Several([4.0, 3.8, 3.0], Productivity, 0.6)),
    ("pr14_order_place", Ordinal([1.6, 1.5, 1.1], 0.8, Productivity, 0.6)),
    ("pr15_capacity_use", Normal([70.0, 65.0, 45.0], 15.0, 5.0, Productivity, 0.3)),
    (
        "pr16_value_added",
        LogNormal([1_900_000.0, 2_100_000.0, 1_200_000.0], 0.4, 50_000.0, Productivity, 0.6),
    ),
];

const DECENT_WORK: Items = &[
    ("dw01_ips_count", Truth(|w| Known::Number(f64::from(w.papers.ips)))),
    (
        "dw02_pay_hour",
        LogNormal(
            [0.80 * MINIMUM_HOUR, 0.85 * MINIMUM_HOUR, 0.65 * MINIMUM_HOUR],
            0.2,
            100.0,
            DecentWork,
            0.5,
        ),
    ),
    ("dw03_pay_mode", OneOf([&[0.45, 0.10, 0.30, 0.15]; 3])),
    ("dw04_hours", Truth(|w| Known::Number(w.hours))),
    ("dw05_peak_weeks", Count([3.0, 5.0, 4.0], DecentWork, -0.6)),
    ("dw06_rest", Ordinal([0.9, 0.9, 0.6], 0.7, DecentWork, 0.6)),
    ("dw07_contract_count", OfPeople([0.12, 0.12, 0.04], Formality, 0.9)),
    ("dw08_accidents", OfPeople([0.10, 0.14, 0.12], DecentWork, -0.4)),
    ("dw09_osh", Several([7.0, 6.0, 4.0], DecentWork, 0.5)),
    ("dw10_heat", Count([5.0, 6.0, 7.0], DecentWork, -0.3)),
    ("dw11_pain_count", OfPeople(all(0.35), DecentWork, -0.3)),
    // 0–6 % of workshops with somebody under 18 (section 3.2); answers never score anybody.
    (
        "dw12_minors",
        OneOf([
            &[0.970, 0.002, 0.008, 0.020],
            &[0.960, 0.003, 0.010, 0.027],
            &[0.955, 0.004, 0.011, 0.030],
        ]),
    ),
    ("dw13_care", Ordinal([0.9, 0.7, 0.7], 0.7, DecentWork, 0.5)),
    ("dw14_voice", Ordinal([0.8, 0.7, 0.6], 0.7, DecentWork, 0.5)),
    ("dw15_left_count", OfPeople([0.20, 0.30, 0.35], DecentWork, -0.4)),
];

const ASSOCIATIVITY: Items = &[
    ("group_exists", Truth(|w| yes_no(w.neighbours.group_exists))),
    // Active 20 / 25 / 2 %.
    ("as01_member", OneOf([&[0.65, 0.15, 0.20], &[0.50, 0.25, 0.25], &[0.95, 0.03, 0.02]])),
    ("as02_meetings", Count([4.0, 3.0, 0.3], Associativity, 0.8)),
    ("as03_joint_acts", Several([1.6, 1.5, 0.5], Associativity, 0.5)),
    ("as04_share_partners", Count([1.5, 2.0, 0.5], Associativity, 0.7)),
    ("as05_advice_ties", Count([3.0, 3.0, 1.0], Associativity, 0.7)),
    // Yaguarón one standard deviation below the others in peers and leaders.
    ("as06_trust_peers", Ordinal([3.2, 2.3, 2.8], 0.9, Associativity, 0.5)),
    ("as07_trust_leaders", Ordinal([3.2, 2.0, 2.7], 0.9, Associativity, 0.5)),
    ("as08_trust_buyers", Ordinal([3.2, 2.6, 2.3], 0.9, Associativity, 0.3)),
    ("as09_trust_public", Ordinal([2.8, 2.4, 2.6], 0.9, Associativity, 0.3)),
    (
        "as10_past_result",
        Truth(|w| Known::Name(["none", "badly", "mixed", "well"][w.neighbours.past_result])),
    ),
    ("as11_benefit_split", Ordinal([3.0, 2.0, 2.6], 0.9, Associativity, 0.4)),
    (
        "as12_pool_offer",
        ZeroOrLogNormal([0.55, 0.70, 0.70], 300_000.0, 0.7, 50_000.0, Associativity, 0.3),
    ),
    ("as13_help_norm", Ordinal([3.8, 3.2, 3.0], 0.9, Associativity, 0.5)),
    ("as14_institution_ties", Several([2.0, 1.5, 0.5], Associativity, 0.4)),
    ("as15_rivals", Normal([40.0, 75.0, 35.0], 15.0, 5.0, Associativity, 0.0)),
];

const DIGITAL: Items = &[
    ("dg01_devices", Several([0.8, 0.6, 0.5], Digital, 0.6)),
    ("dg02_net", Ordinal([1.6, 1.5, 1.5], 0.8, Digital, 0.5)),
    ("dg03_skills", Several([4.0, 3.5, 3.5], Digital, 0.7)),
    ("dg04_presence", Ordinal([1.1, 1.0, 1.1], 0.8, Digital, 0.6)),
    ("dg05_orders_online", Normal([5.0, 4.0, 5.0], 2.2, 1.0, Digital, 0.5)),
    ("dg06_pay", Ordinal([0.9, 0.8, 0.8], 0.8, Digital, 0.6)),
    ("dg07_account", YesNo([0.50, 0.48, 0.43], Digital, 0.5)),
    ("dg08_records", Ordinal([0.9, 0.9, 0.7], 0.7, Digital, 0.6)),
    ("dg09_pattern", Ordinal([0.8, 0.9, 0.7], 0.7, Digital, 0.5)),
    ("dg10_e_tax", YesNo([0.20, 0.20, 0.12], Formality, 0.7)),
    ("dg11_data_use", Ordinal(all(2.2), 0.9, Digital, 0.5)),
    ("dg12_strategy", YesNo(all(0.10), Digital, 0.5)),
    ("dg13_trained", YesNo([0.14, 0.12, 0.09], Digital, 0.4)),
    ("dg14_helper", YesNo(all(0.60), Digital, 0.1)),
    ("dg15_useful", Ordinal([3.6, 3.4, 3.7], 0.9, Digital, 0.4)),
    ("dg16_easy", Ordinal([3.0, 2.9, 3.0], 0.9, Digital, 0.5)),
];

/// An item of the entrepreneurial-spirit battery: mean 3.5.
const SPIRIT: Model = Ordinal(all(3.5), 0.9, Willingness, 0.4);

const READINESS: Items = &[
    ("rd01_willing", Truth(|w| agreement(w.willing[0]))),
    ("rd01a_willing_production", Truth(|w| agreement(w.willing[1]))),
    ("rd01b_willing_decent_work", Truth(|w| agreement(w.willing[2]))),
    ("rd01c_willing_associativity", Truth(|w| agreement(w.willing[3]))),
    ("rd02_hours", LogNormal([3.2, 2.8, 3.4], 0.5, 0.5, Willingness, 0.5)),
    ("rd03_measure_ok", YesNo([0.75, 0.60, 0.80], Willingness, 0.4)),
    ("rd04_past_changes", Several([1.7, 1.5, 1.3], Productivity, 0.3)),
    ("rd05_learning", Ordinal(all(3.9), 0.8, Willingness, 0.3)),
    ("rd06_plan_path", Truth(|w| Known::Name(["supply", "own_brand", "both"][w.path]))),
    ("rd06b_1", SPIRIT),
    ("rd06b_2", SPIRIT),
    ("rd06b_3", SPIRIT),
    ("rd06b_4", SPIRIT),
    ("rd06b_5", SPIRIT),
    ("rd06b_6", SPIRIT),
    ("rd07_coinvest", ZeroOrLogNormal(all(0.35), 2_500_000.0, 0.8, 100_000.0, Productivity, 0.3)),
];

fn agreement(value: u8) -> Known {
    Known::Name(["1", "2", "3", "4", "5"][usize::from(value.clamp(1, 5)) - 1])
}

const CONDITIONS: Items = &[
    ("co02_dispute", Truth(|w| yes_no(w.neighbours.dispute))),
    ("co03_lead_tie", Truth(|w| Known::Name(["0", "1", "2"][w.market.buyer_tie]))),
    ("co04_top_buyer", Normal([70.0, 60.0, 35.0], 18.0, 5.0, Productivity, 0.0)),
    ("co05_slack_months", Count([3.0, 4.0, 5.0], Productivity, -0.3)),
    ("co06_hire_days", LogNormal([25.0, 30.0, 20.0], 0.6, 1.0, Productivity, 0.0)),
    ("co07_premises", OneOf([&[0.30, 0.15, 0.55], &[0.35, 0.20, 0.45], &[0.17, 0.13, 0.70]])),
    ("cr00_has_credit", Truth(|w| yes_no(w.has_credit))),
    ("cr01_debt_load", LogNormal([20.0, 22.0, 20.0], 0.5, 1.0, Formality, -0.2)),
    // Drawn for those who pay a loan; the others have none. The informal lender is 15–25 % of them
    // (assumption: 30 % of loans, so that it is 15 % of all).
    ("cr02_source", OneOf([&[0.18, 0.08, 0.32, 0.12, 0.30]; 3])),
    ("cr03_vat_ready", YesNo([0.17, 0.16, 0.09], Formality, 0.8)),
    ("cr04_late", YesNo(all(0.30), Formality, -0.3)),
    ("cr05_rate_known", YesNo(all(0.35), Formality, 0.3)),
    ("px01_piece_price", Truth(|w| Known::Number(w.market.piece_price))),
    ("px03_felt_fair", Ordinal([2.3, 1.9, 2.0], 0.9, Productivity, 0.3)),
    ("px04_pay_days", LogNormal([21.0, 25.0, 15.0], 0.5, 1.0, Productivity, 0.0)),
    ("px05_volatility", LogNormal([2.0, 2.8, 3.5], 0.4, 0.1, Productivity, -0.3)),
    ("px06_price_setter", OneOf([&[0.65, 0.20, 0.15], &[0.75, 0.15, 0.10], &[0.50, 0.20, 0.30]])),
    (
        "gy01_lead_sex",
        Truth(|w| {
            Known::Name(match w.lead {
                LeadSex::Woman => "woman",
                LeadSex::Man => "man",
                LeadSex::Both => "both",
            })
        }),
    ),
    ("gy02_women_workers", Truth(|w| Known::Number(f64::from(w.women)))),
    ("gy03_youth_workers", OfPeople([0.30, 0.35, 0.30], Productivity, 0.0)),
    ("gy04_care_load", LogNormal([3.5, 2.5, 3.8], 0.6, 0.5, Productivity, 0.0)),
    ("fo01_ruc", Truth(|w| yes_no(w.papers.ruc))),
    ("fo02_ips_employer", Truth(|w| yes_no(w.papers.employer))),
    ("fo03_invoices", Normal(all(5.0), 2.5, 1.0, Formality, 0.4)),
    ("fo04_papers", Several([0.6, 0.6, 0.3], Formality, 0.7)),
    ("fo05_own_cover", YesNo([0.14, 0.13, 0.10], Formality, 0.5)),
];
