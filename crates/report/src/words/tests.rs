//! Facts about words and numbers.

use super::*;
use jiff::civil::date;
use nanduti_model::{
    AssumedFigure, DistanceBand, EquityClause, EquityRule, EvidenceKind, Gate, GateFailure,
    Guaranies, Missing, Modality, MonthIndex, NothingReason, Outcome, PilotReason, PilotRole,
    PortfolioId, PortfolioKind, Quarter, ResourceId, ResourceKind, SanityMeasure,
    SimulationWarning, SolveStatus, UnmetCause, ValuePartKind,
};

/// Every word of an enum in both languages: never empty.
#[track_caller]
fn check_words<T>(all: impl IntoIterator<Item = T>, word: impl Fn(Language, &T) -> String) {
    for item in all {
        for language in Language::ALL {
            assert!(!word(language, &item).trim().is_empty());
        }
    }
}

fn rule() -> EquityRule {
    EquityRule {
        n_pilots: 15,
        n_reserves: 3,
        n_preselection: 40,
        min_per_cluster: 4,
        women_led: true,
        micro: true,
        micro_limit: 2,
        gain_floor: 8.0,
        hazards_first: true,
        hazard_below: 7.0,
    }
}

#[test]
fn numbers_are_written_as_the_country_writes_them() {
    let es = Language::Es;
    assert_eq!(guaranies(es, Guaranies(2_550_307)), "Gs.\u{a0}2.550.307");
    assert_eq!(decimal(es, 1234.5, 1), "1.234,5");
    assert_eq!(decimal(Language::En, 1234.5, 1), "1,234.5");
    assert_eq!(whole(es, -1_000_000), "\u{2212}1.000.000");
    assert_eq!(whole(es, 999), "999");
    assert_eq!(per_cent(es, 0.42), "42\u{a0}%");
    assert_eq!(millions(es, 148_200_000.0), "148,2");
    assert_eq!(decimal(es, f64::NAN, 1), "—");
}

#[test]
fn one_takes_its_noun_in_the_singular() {
    assert_eq!(
        singulars("1 talleres, 21 talleres y 1.001 lotes"),
        "1 taller, 21 talleres y 1.001 lotes"
    );
    assert_eq!(singulars("1\u{a0}workshops; T1 plans"), "1\u{a0}workshop; T1 plans");
    assert_eq!(singulars("de 1 a 1 planeses"), "de 1 a 1 planeses");
}

#[test]
fn signs_are_true_and_zero_has_none() {
    let es = Language::Es;
    assert_eq!(signed(es, 1.0, 0), "+1");
    assert_eq!(signed(es, -4.2, 0), "\u{2212}4");
    assert_eq!(signed(es, -0.04, 1), "0,0");
    assert_eq!(signed(es, 0.0, 0), "0");
    assert_eq!(decimal(es, -0.3, 0), "0");
    assert_eq!(signed_interval(es, -4.0, 5.0, 0), "\u{2212}4\u{a0}a\u{a0}+5");
    assert_eq!(interval(es, 32.0, 54.0, 0), "32–54");
}

#[test]
fn few_cases_are_said_as_counts() {
    assert_eq!(share_of_hundred(Language::Es, 3, 5), "3\u{a0}de\u{a0}5");
    assert_eq!(share_of_hundred(Language::Es, 15, 20), "75\u{a0}de\u{a0}100");
    assert_eq!(share_of_hundred(Language::En, 0, 0), "0\u{a0}of\u{a0}0");
}

#[test]
fn dates_months_and_quarters() {
    let es = Language::Es;
    assert_eq!(date_long(es, date(2026, 11, 24)), "24 de noviembre de 2026");
    assert_eq!(date_long(Language::En, date(2026, 11, 24)), "24 November 2026");
    assert_eq!(date_short(es, date(2027, 2, 20)), "20\u{a0}feb\u{a0}2027");
    let start = date(2027, 1, 1);
    assert_eq!(quarter_span(es, start, Quarter(0)), "T1 · ene–mar");
    assert_eq!(quarter_span(es, date(2026, 11, 1), Quarter(1)), "T2 · feb–abr");
    assert_eq!(month_of(es, date(2026, 11, 15), MonthIndex(2)), "ene\u{a0}2027");
    assert_eq!(month_of(es, start, MonthIndex(0)), "ene\u{a0}2027");
}

#[test]
fn lists_are_joined_as_sentences() {
    let items = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(join_and(Language::Es, &items(&["a", "b", "c"])), "a, b y c");
    assert_eq!(join_and(Language::Es, &items(&["horas", "internet"])), "horas e internet");
    assert_eq!(join_and(Language::Es, &items(&["agua", "hielo"])), "agua y hielo");
    assert_eq!(join_and(Language::En, &items(&["a", "b"])), "a and b");
    assert_eq!(join_and(Language::Es, &[]), "");
}

#[test]
fn every_enum_has_words_in_both_languages() {
    check_words(Missing::ALL, |l, &k| missing_name(l, k).to_owned());
    check_words(Missing::ALL, |l, &k| missing_code(l, k).to_owned());
    check_words(Gate::ALL, |l, &(g, _)| gate_name(l, g).to_owned());
    check_words(Gate::ALL, |l, &(gate, _)| {
        gate_sentence(l, &GateFailure { gate, has: Some(3.5), needs: Some(2.0), names: vec![] })
    });
    let causes = [
        UnmetCause::Gate(Gate::Path),
        UnmetCause::Capacity,
        UnmetCause::BatchRules,
        UnmetCause::Verify,
        UnmetCause::Outcompeted,
    ];
    check_words(causes, |l, &c| unmet_cause(l, c).to_owned());
    check_words(ValuePartKind::ALL, |l, &(k, _)| value_part(l, k).to_owned());
    check_words(DistanceBand::ALL, |l, &(b, _)| distance_band(l, b).to_owned());
    check_words(EquityClause::ALL, |l, &(c, _)| clause_name(l, c, &rule()));
    let roles =
        [PilotRole::Pilot, PilotRole::Reserve, PilotRole::Preselected, PilotRole::JustOutside];
    check_words(roles, |l, &r| pilot_role(l, r).to_owned());
    let reasons = [
        PilotReason::Gain,
        PilotReason::Clause(EquityClause::Micro),
        PilotReason::Pinned("acta 3".into()),
        PilotReason::OutByClause(EquityClause::WomenLed),
        PilotReason::OutByRule,
        PilotReason::LessGain(0.4),
    ];
    check_words(reasons, |l, r| pilot_reason(l, r, &rule()));
    check_words(Modality::ALL, |l, &(m, _)| modality(l, m).to_owned());
    let resources =
        [ResourceKind::Hours, ResourceKind::Seats, ResourceKind::Money, ResourceKind::Cases];
    check_words(resources, |l, &k| resource_kind(l, k).to_owned());
    let nothing = [
        NothingReason::NotInCohort,
        NothingReason::NoneAllowed,
        NothingReason::NoGain,
        NothingReason::NoCapacity(vec!["horas".into()]),
    ];
    check_words(nothing, |l, reason| nothing_reason(l, reason, &[]));
    let kinds = [
        PortfolioKind::Chosen,
        PortfolioKind::Nothing,
        PortfolioKind::EqualSplit,
        PortfolioKind::SimpleRule,
        PortfolioKind::LastCohort,
        PortfolioKind::Given,
    ];
    check_words(kinds, |l, &k| portfolio_kind(l, k).to_owned());
    let evidence = [
        EvidenceKind::Trial,
        EvidenceKind::BeforeAfter,
        EvidenceKind::Programme,
        EvidenceKind::Assumption,
    ];
    check_words(evidence, |l, &k| evidence_kind(l, k).to_owned());
}

#[test]
fn nothing_sounds_optimal_without_a_bound() {
    let outcome = |status, bound| Outcome { status, value: 99.6, bound, method: "ramas".into() };
    let es = Language::Es;
    let proved = outcome_sentence(es, &outcome(SolveStatus::Feasible, Some(100.0)));
    assert_eq!(proved, "margen del óptimo 0,4\u{a0}%, probado; cómo: ramas");
    let unknown = outcome_sentence(es, &outcome(SolveStatus::Optimal, None));
    assert!(unknown.contains("desconocido") && !unknown.contains("probado"), "{unknown}");
    let tiny = Outcome { value: 99.999, ..outcome(SolveStatus::Feasible, Some(100.0)) };
    assert!(outcome_sentence(es, &tiny).contains("menor que 0,1"));
    let stuck = outcome(SolveStatus::Infeasible(vec!["a".into(), "b".into()]), None);
    assert!(outcome_sentence(es, &stuck).contains("no se puede cumplir: a y b"));
    let clash = outcome(SolveStatus::Infeasible(vec!["gain_floor".into(), "pins".into()]), None);
    assert!(outcome_sentence(es, &clash).contains("piso de ganancia y fijados por decisión"));
    let limit = outcome(SolveStatus::Limit("bundles".into()), None);
    assert!(outcome_sentence(es, &limit).contains("(combinaciones de un taller)"));
}

#[test]
fn unknown_words_stay_readable() {
    assert_eq!(verify_word(Language::Es, "night_shift"), "night shift");
    assert_eq!(funnel_stage(Language::En, "some_stage"), "Some stage");
}

#[test]
fn every_sentence_stands_in_both_languages() {
    use text::{
        capacity, cluster, decide, explain, frame, instrument, lots, plans, quality, simulation,
        sure,
    };
    let groups = [
        capacity::LABELS,
        cluster::LABELS,
        decide::LABELS,
        explain::LABELS,
        frame::LABELS,
        instrument::LABELS,
        lots::LABELS,
        plans::LABELS,
        quality::LABELS,
        simulation::LABELS,
        sure::LABELS,
    ];
    for (name, es, en) in groups.into_iter().flatten() {
        assert!(!es.trim().is_empty() && !en.trim().is_empty(), "{name}");
        // Long sentences that are the same in both were not translated.
        assert!(es != en || es.len() < 14, "{name}: {es}");
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Marks and sign apart, the digits are the number's own.
        #[test]
        fn whole_numbers_keep_their_digits(number in any::<i32>().prop_map(i64::from)) {
            for language in Language::ALL {
                let text = whole(language, number);
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, number.unsigned_abs().to_string());
                prop_assert_eq!(text.starts_with('\u{2212}'), number < 0);
            }
        }

        /// Decimals read back to the number within half a unit of the last one.
        #[test]
        fn decimals_read_back(number in -1e6..1e6_f64, decimals in 0_u8..4) {
            let text = decimal(Language::Es, number, decimals);
            let plain = text.replace('.', "").replace(',', ".").replace('\u{2212}', "-");
            let back: f64 = plain.parse().unwrap();
            prop_assert!((back - number).abs() <= 0.5001 * 10.0_f64.powi(-i32::from(decimals)));
        }
    }
}

#[test]
fn warnings_of_the_futures_are_said_in_both_languages() {
    let said = |warning: &SimulationWarning, of: &str| {
        Language::ALL.map(|language| simulation_warning(language, warning, of))
    };
    let figure = |measure, value, expected| SimulationWarning::Figure {
        node: "PR06".into(),
        measure,
        value,
        expected,
        n_plans: 12,
    };
    assert_eq!(
        said(&figure(SanityMeasure::Added, 9.3, (2.0, 8.0)), "Eficiencia"),
        [
            "Eficiencia: +9,3 en un año, se espera de +2,0 a +8,0 (planes: 12)",
            "Eficiencia: +9.3 in a year, expected +2.0 to +8.0 (plans: 12)",
        ]
    );
    let factor = said(&figure(SanityMeasure::Factor, 0.5, (0.65, 0.95)), "X");
    assert!(factor[0].contains("×0,50 en un año, se espera de ×0,65 a ×0,95"), "{factor:?}");
    let spread = said(&figure(SanityMeasure::Deviations, 1.0, (0.2, 0.8)), "X");
    assert!(spread[0].contains("+1,00 desvíos estándar"), "{spread:?}");
    let leave = SimulationWarning::DropOut { value: 0.6, expected: (0.1, 0.25), n_plans: 20 };
    assert_eq!(
        said(&leave, ""),
        [
            "dejan en un año: 60\u{a0}%, se espera de 10\u{a0}% a 25\u{a0}% (planes: 20)",
            "leave in a year: 60%, expected 10% to 25% (plans: 20)",
        ]
    );
    let (portfolio, kind) = (PortfolioId::from("mesa"), PortfolioKind::Given);
    let outside = SimulationWarning::OutsideCase { portfolio: portfolio.clone(), kind, n_lines: 1 };
    assert_eq!(
        said(&outside, ""),
        [
            "Conjunto dado a mano (mesa): líneas fuera del caso, que no cuentan: 1",
            "Set given by hand (mesa): lines outside the case, not counted: 1",
        ]
    );
    let resource = ResourceId::from("hours");
    let over =
        SimulationWarning::OverCapacity { portfolio, kind, resource, used: 20.0, amount: 15.0 };
    assert!(said(&over, "Horas")[0].contains("usa más de lo que hay (Horas: 20,0 de 15,0)"));
}

#[test]
fn every_assumed_figure_has_words() {
    let id = || "X01".to_owned();
    let figures = [
        AssumedFigure::InstrumentWeights,
        AssumedFigure::LevelCuts,
        AssumedFigure::Adjustments(id()),
        AssumedFigure::Floors(id()),
        AssumedFigure::Treatment,
        AssumedFigure::Alternative(id()),
        AssumedFigure::Counting(id()),
        AssumedFigure::SurveyDesign,
        AssumedFigure::Derived(id()),
        AssumedFigure::Goalposts(id()),
        AssumedFigure::Condition(id()),
        AssumedFigure::SupportCost(id()),
        AssumedFigure::Intervention(id()),
        AssumedFigure::Effect(id()),
        AssumedFigure::Resource(id()),
        AssumedFigure::StandardMinutes(id()),
        AssumedFigure::AxisWeights,
        AssumedFigure::EquityRule,
        AssumedFigure::PlanLimits,
        AssumedFigure::MatchWeights,
        AssumedFigure::FairPrice,
        AssumedFigure::Uncertainty,
    ];
    for figure in figures {
        let [es, en] = Language::ALL.map(|language| assumed_figure(language, &figure));
        assert!(es != en && !es.is_empty() && !en.is_empty(), "{es} / {en}");
        let id = figure.word_and_id().1.unwrap_or_default();
        assert!(es.ends_with(id) && en.ends_with(id), "{es} / {en}");
    }
}
