//! The verdict by hand-made territories, what may never move it, and what may never be told.

use super::*;
use nanduti_model::{ConditionColumn, ConditionId, Frame, Label, Missing};
use nanduti_stats::network::Direction;
use proptest::prelude::*;

/// Answers of one territory of twenty workshops, all criteria clearly met.
fn good(criterion: Criterion) -> Vec<Answered<f64>> {
    let of = |a: f64, b: f64| (0..20).map(|w| Ok(if w % 2 == 0 { a } else { b })).collect();
    match criterion {
        Criterion::MistrustOfPeers | Criterion::MistrustOfLeaders => of(25.0, 40.0),
        Criterion::OpenDispute | Criterion::PastGroupEndedBadly | Criterion::Tied(_) => {
            vec![Ok(0.0); 20]
        }
        Criterion::Willingness => of(5.0, 4.0),
        Criterion::JointActs => of(2.0, 3.0),
    }
}

type Columns = Vec<(Criterion, Vec<Answered<f64>>)>;

fn all_good() -> Columns {
    GARMENT_NAMES.iter().map(|&(criterion, _)| (criterion, good(criterion))).collect()
}

fn with(criterion: Criterion, values: &[Answered<f64>]) -> Columns {
    let mut columns = all_good();
    for (of, column) in &mut columns {
        if *of == criterion {
            *column = values.to_vec();
        }
    }
    columns
}

fn assess_all(
    territories: &[usize],
    columns: &Columns,
    ties: &[RecordedTies],
    notes: &[FieldNote],
) -> Result<Vec<TerritoryAssessment>, AssociativityError> {
    let answers: Vec<CriterionAnswers> = columns
        .iter()
        .map(|(criterion, values)| CriterionAnswers { criterion: *criterion, values })
        .collect();
    let input = AssociativityInput {
        n_territories: territories.iter().max().map_or(1, |most| most + 1),
        territories,
        answers: &answers,
        ties,
        notes,
        quarter: Quarter(3),
    };
    assess(&input, &AssociativityRules::proposal())
}

#[track_caller]
fn one(columns: &Columns) -> TerritoryAssessment {
    let n = columns[0].1.len();
    assess_all(&vec![0; n], columns, &[], &[]).unwrap().remove(0)
}

fn reason(found: &TerritoryAssessment, criterion: Criterion) -> &Reason {
    found.reasons.iter().find(|reason| reason.criterion == criterion).unwrap()
}

#[test]
fn a_territory_that_meets_all_is_ready_for_a_meeting() {
    let found = one(&all_good());
    assert_eq!(found.verdict, Verdict::Ready);
    assert_eq!((found.n_workshops, found.n_answered), (20, 20));
    assert_eq!(found.open, []);
    assert_eq!(found.first_step, FirstStep { step: SafeStep::MeetingOfCandidates, because: None });
    assert_eq!(found.review, Quarter(7));
    // Notes that could refute it are asked for.
    let request = NoteRequest { criterion: Criterion::OpenDispute, stance: Some(Stance::Against) };
    assert!(found.notes_asked.contains(&request));
}

#[test]
fn the_interval_of_a_mean_is_worked_by_hand() {
    // Ten 25 and ten 40: mean 32.5, variance 10·2·7.5²/19 = 1125/19, standard error
    // sqrt(1125/19/20) = 1.7206, t(19) at 95 % = 1.7291: 32.5 ± 2.975.
    let found = one(&all_good());
    let estimate = reason(&found, Criterion::MistrustOfPeers).estimate.unwrap();
    assert_eq!(estimate.value, 32.5);
    assert!((estimate.low - 29.525).abs() < 1e-3 && (estimate.high - 35.475).abs() < 1e-3);
    // None of twenty: Wilson at 90 % from 0 to z²/(n + z²) = 2.7055/22.7055 = 0.1192.
    let dispute = reason(&found, Criterion::OpenDispute).estimate.unwrap();
    assert_eq!((dispute.value, dispute.low), (0.0, 0.0));
    assert!((dispute.high - 0.1192).abs() < 1e-4);
}

#[test]
fn each_criterion_names_its_own_first_step() {
    let bad: [(Criterion, Vec<Answered<f64>>, SafeStep); 6] = [
        (Criterion::OpenDispute, share(6), SafeStep::MediationFirst),
        (Criterion::MistrustOfPeers, vec![Ok(67.5); 20], SafeStep::NeutralTalks),
        (Criterion::MistrustOfLeaders, vec![Ok(70.0); 20], SafeStep::TrialLotInNewGroup),
        (Criterion::PastGroupEndedBadly, share(8), SafeStep::TrialLotWithOpenAccounts),
        (Criterion::Willingness, vec![Ok(3.0); 20], SafeStep::ServicesOneByOne),
        (Criterion::JointActs, vec![Ok(0.0); 20], SafeStep::JointPurchaseWithoutPooledMoney),
    ];
    for (criterion, values, step) in bad {
        let found = one(&with(criterion, &values));
        assert_eq!(found.first_step, FirstStep { step, because: Some(criterion) });
        assert_ne!(found.verdict, Verdict::Ready, "{criterion:?}");
    }
}

/// Twenty answers of which the first `yes` say yes.
fn share(yes: usize) -> Vec<Answered<f64>> {
    (0..20).map(|w| Ok(f64::from(u8::from(w < yes)))).collect()
}

#[test]
fn clearly_not_met_is_prepare_first_and_far_from_met_is_not_yet() {
    let prepare = one(&with(Criterion::MistrustOfPeers, &vec![Ok(67.5); 20]));
    assert_eq!(prepare.verdict, Verdict::PrepareFirst);
    assert_eq!(prepare.review, Quarter(5));
    let not_yet = one(&with(Criterion::OpenDispute, &share(14)));
    assert_eq!(not_yet.verdict, Verdict::NotYet);
    assert_eq!(not_yet.at_best, Verdict::NotYet);
}

#[test]
fn near_a_cut_off_is_to_discuss() {
    // Mean 49 without spread: met, but within the margin of 3 of the cut-off at 50.
    let margin = one(&with(Criterion::MistrustOfPeers, &vec![Ok(49.0); 20]));
    assert_eq!(margin.verdict, Verdict::ToDiscuss);
    assert_eq!((margin.at_best, margin.at_worst), (Verdict::Ready, Verdict::PrepareFirst));
    assert_eq!(margin.open, [OpenReason::NearCut(Criterion::MistrustOfPeers)]);
    assert_eq!(margin.review, Quarter(4));
    let beyond = one(&with(Criterion::MistrustOfPeers, &vec![Ok(51.0); 20]));
    assert_eq!((beyond.at_best, beyond.at_worst), (Verdict::Ready, Verdict::PrepareFirst));
    // Mean 45 with a wide spread: the interval reaches over the cut-off.
    let wide: Vec<Answered<f64>> =
        (0..20).map(|w| Ok(if w % 2 == 0 { 15.0 } else { 75.0 })).collect();
    let wide = one(&with(Criterion::MistrustOfPeers, &wide));
    assert_eq!(wide.open, [OpenReason::NearCut(Criterion::MistrustOfPeers)]);
    // Far from met elsewhere: nearness here no longer matters.
    let mut both = with(Criterion::OpenDispute, &share(14));
    both[0].1 = vec![Ok(49.0); 20];
    assert_eq!(one(&both).verdict, Verdict::NotYet);
}

#[test]
fn few_workshops_are_to_discuss_and_show_no_mean() {
    let few: Columns =
        all_good().into_iter().map(|(c, values)| (c, values[..9].to_vec())).collect();
    let found = one(&few);
    assert_eq!(found.verdict, Verdict::ToDiscuss);
    assert_eq!(found.open[0], OpenReason::TooFew);
    assert!(found.reasons.iter().all(|reason| reason.estimate.is_none()));
    assert_eq!(found.first_step.step, SafeStep::AskWhatIsMissing);
}

#[test]
fn what_is_not_known_stays_open_and_is_not_mistrust() {
    let mut silent = vec![Err(Missing::Refused); 20];
    silent[..9].fill(Ok(20.0));
    let found = one(&with(Criterion::MistrustOfLeaders, &silent));
    assert_eq!(found.verdict, Verdict::ToDiscuss);
    assert_eq!(found.open, [OpenReason::NotKnown(Criterion::MistrustOfLeaders)]);
    let mut half = vec![Err(Missing::Blank); 30];
    half[..12].fill(Ok(20.0));
    let columns = vec![(Criterion::MistrustOfPeers, half)];
    let peers = one(&columns);
    assert_eq!(
        reason(&peers, Criterion::MistrustOfPeers).finding,
        Finding::NotKnown(WhyNotKnown::LowAvailability)
    );
    assert_eq!(
        reason(&peers, Criterion::Willingness).finding,
        Finding::NotKnown(WhyNotKnown::NotAsked)
    );
}

#[test]
fn where_there_are_no_groups_leaders_do_not_count() {
    let found = one(&with(Criterion::MistrustOfLeaders, &vec![Err(Missing::NotApplicable); 20]));
    assert_eq!(found.verdict, Verdict::Ready);
    let leaders = reason(&found, Criterion::MistrustOfLeaders);
    assert_eq!((leaders.finding, leaders.availability), (Finding::DoesNotApply, None));
    let nothing: Columns = all_good()
        .into_iter()
        .map(|(c, values)| (c, vec![Err(Missing::NotApplicable); values.len()]))
        .collect();
    let nothing = one(&nothing);
    assert_eq!(nothing.verdict, Verdict::ToDiscuss);
    assert_eq!(nothing.open, [OpenReason::TooFew, OpenReason::NothingApplies]);
    assert_eq!(nothing.first_step.step, SafeStep::AskWhatIsMissing);
}

#[test]
fn field_notes_that_contradict_the_answers_open_the_verdict() {
    let note = |stance| FieldNote { territory: 0, criterion: Criterion::OpenDispute, stance };
    let notes = [note(Stance::Against), note(Stance::Against), note(Stance::For)];
    let found = assess_all(&[0; 20], &all_good(), &[], &notes).unwrap().remove(0);
    assert_eq!(found.verdict, Verdict::ToDiscuss);
    assert_eq!(found.open, [OpenReason::Contested(Criterion::OpenDispute)]);
    let dispute = reason(&found, Criterion::OpenDispute);
    assert_eq!((dispute.notes_for, dispute.notes_against), (1, 2));
    let agreeing = assess_all(&[0; 20], &all_good(), &[], &notes[2..]).unwrap().remove(0);
    assert_eq!(agreeing.verdict, Verdict::Ready);
}

/// Co-work ties of twenty workshops, of which the first `tied` (even) are tied in pairs.
fn co_work(tied: usize) -> RecordedTies {
    RecordedTies {
        kind: TieKind::CoWork,
        direction: Direction::Undirected,
        observed: vec![true; 20],
        pairs: (0..tied / 2).map(|pair| (2 * pair, 2 * pair + 1)).collect(),
    }
}

#[test]
fn ties_are_evidence_in_aggregate_and_move_nothing() {
    let found = assess_all(&[0; 20], &all_good(), &[co_work(4)], &[]).unwrap().remove(0);
    assert_eq!(found.verdict, Verdict::Ready);
    let tied = reason(&found, Criterion::Tied(TieKind::CoWork));
    assert_eq!(tied.estimate.unwrap().value, 0.2);
    assert_eq!(tied.role, Role::Evidence);
    let TieFigures::Open(summary) = &found.ties[0].figures else { panic!("enough were asked") };
    assert_eq!((summary.n_ties, summary.n_isolated, summary.n_bridges), (2, 16, 2));
    assert_eq!(summary.density, Some(2.0 / 190.0));
}

#[test]
fn of_trust_ties_only_density_and_reciprocity_are_told() {
    let trust = RecordedTies { kind: TieKind::Trust, ..co_work(10) };
    let found = assess_all(&[0; 20], &all_good(), std::slice::from_ref(&trust), &[]).unwrap();
    assert_eq!(found[0].outside_of_trust(), None);
    assert_eq!(
        found[0].ties[0].figures,
        TieFigures::Sealed(SealedTies {
            n_observed: 20,
            density: Some(5.0 / 190.0),
            reciprocity: None
        })
    );
    assert_eq!(format!("{trust:?}").matches("pairs: 5").count(), 1);
    let mut rules = AssociativityRules::proposal();
    rules.cuts[0].criterion = Criterion::Tied(TieKind::Trust);
    assert_eq!(rules.check(), Err(AssociativityError::SealedKind));
}

impl TerritoryAssessment {
    fn outside_of_trust(&self) -> Option<usize> {
        self.ties.iter().find(|ties| ties.kind == TieKind::Trust).and_then(|ties| ties.outside)
    }
}

#[test]
fn ties_between_territories_are_counted_apart_and_few_asked_are_hidden() {
    // Twenty workshops in the first territory and two in the second, tied across.
    let mut territories = vec![0; 20];
    territories.extend([1, 1]);
    let ties = RecordedTies {
        observed: vec![true; 22],
        pairs: vec![(0, 1), (0, 20), (20, 21)],
        ..co_work(0)
    };
    let found = assess_all(&territories, &Vec::new(), &[ties], &[]).unwrap();
    assert_eq!(found[0].ties[0].outside, Some(1));
    assert_eq!(found[1].ties[0].figures, TieFigures::TooFewAsked { n_observed: 2 });
    assert_eq!(found[1].ties[0].outside, None);
    assert_eq!(found[1].verdict, Verdict::ToDiscuss);
}

/// A diagnosis of twenty workshops with the six criteria and mistrust of buyers and public
/// bodies.
fn diagnosis(buyers: f64, public: f64) -> Diagnosis {
    let condition = |name: &str, value: Vec<Answered<f64>>| ConditionColumn {
        id: ConditionId::from(name),
        label: Label::default(),
        unit: Label::default(),
        theme: "trust".to_owned(),
        value,
    };
    let mut conditions: Vec<ConditionColumn> =
        GARMENT_NAMES.iter().map(|&(criterion, name)| condition(name, good(criterion))).collect();
    conditions.push(condition("mistrust_buyers", vec![Ok(buyers); 20]));
    conditions.push(condition("mistrust_public", vec![Ok(public); 20]));
    Diagnosis {
        frame: Frame { instrument: String::new(), hash: String::new(), fitted: Vec::new() },
        workshops: Vec::new(),
        nodes: Vec::new(),
        columns: Vec::new(),
        rules: Vec::new(),
        conditions,
        supports: Vec::new(),
        named: Vec::new(),
    }
}

#[test]
fn mistrust_of_buyers_or_public_bodies_never_changes_it() {
    let of = |buyers: f64, public: f64| {
        let diagnosis = diagnosis(buyers, public);
        let answers = criterion_answers(&diagnosis, &GARMENT_NAMES);
        let input = AssociativityInput {
            n_territories: 1,
            territories: &[0; 20],
            answers: &answers,
            ties: &[],
            notes: &[],
            quarter: Quarter(0),
        };
        assess(&input, &AssociativityRules::proposal()).unwrap()
    };
    let trusting = of(0.0, 0.0);
    assert_eq!(trusting[0].verdict, Verdict::Ready);
    for (buyers, public) in [(100.0, 0.0), (0.0, 100.0), (100.0, 100.0)] {
        assert_eq!(of(buyers, public), trusting);
    }
    assert!(GARMENT_NAMES.iter().all(|(_, name)| !name.contains("buyers")));
    assert!(GARMENT_NAMES.iter().all(|(_, name)| !name.contains("public")));
}

#[test]
fn the_garment_instrument_has_every_name() {
    let instrument = include_str!("../../../../configs/garment/instrument.toml");
    for (_, name) in GARMENT_NAMES {
        assert!(instrument.contains(&format!("id = \"{name}\"")), "{name}");
    }
}

#[test]
fn every_figure_of_the_proposal_is_marked_as_assumption() {
    let rules = AssociativityRules::proposal();
    assert_eq!(rules.check(), Ok(()));
    assert!(rules.cuts.iter().all(Cut::is_assumption));
    assert!(rules.source.starts_with("assumption"));
    assert!(one(&all_good()).reasons.iter().all(|reason| reason.assumption));
}

#[test]
fn bad_input_is_named() {
    let columns = all_good();
    let check = |n: usize, columns: &Columns, ties: &[RecordedTies]| {
        assess_all(&vec![0; n], columns, ties, &[]).unwrap_err()
    };
    assert_eq!(check(19, &columns, &[]), AssociativityError::LengthDiffers);
    let twice = vec![columns[0].clone(), columns[0].clone()];
    assert_eq!(
        check(20, &twice, &[]),
        AssociativityError::CriterionTwice(Criterion::MistrustOfPeers)
    );
    assert_eq!(
        check(20, &columns, &[co_work(2), co_work(4)]),
        AssociativityError::TieKindTwice(TieKind::CoWork)
    );
    let far = RecordedTies { pairs: vec![(0, 20)], ..co_work(0) };
    assert_eq!(
        check(20, &columns, &[far]),
        AssociativityError::Ties(NetworkError::NodeOutOfRange { position: 0 })
    );
    let note = FieldNote { territory: 1, criterion: Criterion::Willingness, stance: Stance::For };
    assert_eq!(
        assess_all(&[0; 20], &columns, &[], &[note]).unwrap_err(),
        AssociativityError::NoSuchTerritory { position: 0 }
    );
    let mut rules = AssociativityRules::proposal();
    rules.cuts[1].far = Some(10.0);
    assert_eq!(rules.check(), Err(AssociativityError::BadCut(Criterion::MistrustOfPeers)));
    rules.cuts.clear();
    rules.confidence = 1.0;
    assert_eq!(rules.check(), Err(AssociativityError::BadLevel));
}

fn mistrust() -> impl Strategy<Value = Vec<Answered<f64>>> {
    let cell = prop_oneof![
        5 => (0_u8..=4).prop_map(|step| Ok(f64::from(step) * 25.0)),
        1 => prop::sample::select(Missing::ALL.to_vec()).prop_map(Err),
    ];
    prop::collection::vec(cell, 30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// More mistrust of peers never gives a better reading, and other territories do not count.
    #[test]
    fn more_mistrust_is_never_nearer_and_territories_are_apart(
        values in mistrust(), shift in 0.0_f64..50.0, other in mistrust()
    ) {
        let worse: Vec<Answered<f64>> =
            values.iter().map(|answer| answer.map(|x| (x + shift).min(100.0))).collect();
        let of = |first: &[Answered<f64>], second: &[Answered<f64>]| {
            let territories: Vec<usize> = (0..60).map(|w| w / 30).collect();
            let column = vec![(Criterion::MistrustOfPeers, [first, second].concat())];
            assess_all(&territories, &column, &[], &[]).unwrap().remove(0)
        };
        let (before, after) = (of(&values, &other), of(&worse, &other));
        let value = |found: &TerritoryAssessment| {
            reason(found, Criterion::MistrustOfPeers).estimate.map(|estimate| estimate.value)
        };
        prop_assert!(value(&after) >= value(&before));
        prop_assert!(after.at_best >= before.at_best);
        prop_assert_eq!(&of(&values, &worse), &before);
    }

    /// The order of workshops inside a territory changes no digit.
    #[test]
    fn the_order_of_workshops_changes_nothing(values in mistrust(), turn in 0_usize..30) {
        let mut turned = values.clone();
        turned.rotate_left(turn);
        let of = |values: Vec<Answered<f64>>| one(&vec![(Criterion::MistrustOfPeers, values)]);
        prop_assert_eq!(of(values), of(turned));
    }
}
