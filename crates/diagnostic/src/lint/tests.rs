//! Each finding on a small instrument made for it, and silence on a sound one.

use super::*;
use nanduti_model::{
    Aggregate, Aggregation, Answered, Basis, CodePoints, Diagnosis, Frame, Imputation, Indicator,
    Label, Missing, Node, NodeColumn, NodeContent, Normalisation, Question, QuestionId,
    QuestionKind, Roles, SampleKind, Source, ZeroRule,
};

/// An instrument and its data under construction.
struct Case {
    instrument: Instrument,
    diagnosis: Diagnosis,
}

fn source() -> Source {
    Source { text: Label::same("test"), basis: Basis::Cited }
}

fn percent() -> Normalisation {
    Normalisation::Goalposts { worst: 0.0, best: 100.0 }
}

fn numbers(values: &[f64]) -> Vec<Answered<f64>> {
    values.iter().map(|value| Ok(*value)).collect()
}

impl Case {
    fn new() -> Self {
        let instrument = Instrument {
            id: "test".to_owned(),
            version: "1".to_owned(),
            title: Label::default(),
            questions: Vec::new(),
            derived: Vec::new(),
            nodes: Vec::new(),
            conditions: Vec::new(),
            supports: Vec::new(),
            consistency: Vec::new(),
            roles: Roles::default(),
            level_cuts: vec![50.0],
            level_source: source(),
            profile_by: Vec::new(),
            survey_design: None,
            associativity: None,
            ranks: false,
            alternatives: None,
            weightings: Vec::new(),
            all_weights: Vec::new(),
            measurement: None,
            counting: None,
            dont_know: Vec::new(),
            refused: Vec::new(),
            not_observed: Vec::new(),
        };
        let frame = Frame { instrument: String::new(), hash: String::new(), fitted: Vec::new() };
        let diagnosis = Diagnosis {
            frame,
            workshops: Vec::new(),
            nodes: Vec::new(),
            columns: Vec::new(),
            rules: Vec::new(),
            conditions: Vec::new(),
            supports: Vec::new(),
            named: Vec::new(),
        };
        Self { instrument, diagnosis }
    }

    fn node(&mut self, id: &str, parent: Option<usize>, content: NodeContent) -> usize {
        self.instrument.nodes.push(Node {
            id: NodeId::from(id),
            parent,
            label: Label::default(),
            weight: 1.0,
            content,
            levels: None,
        });
        self.instrument.nodes.len() - 1
    }

    fn inner(&mut self, id: &str, parent: Option<usize>, rule: Aggregation) -> usize {
        let aggregate = Aggregate { aggregation: rule, ..Aggregate::arithmetic(0.5) };
        let at = self.node(id, parent, NodeContent::Aggregate(Box::new(aggregate)));
        self.column(Vec::new(), Vec::new());
        at
    }

    fn axis(&mut self) -> usize {
        self.inner("axis", None, Aggregation::Arithmetic)
    }

    fn leaf(
        &mut self,
        id: &str,
        parent: usize,
        normalisation: Normalisation,
        values: &[Answered<f64>],
    ) -> usize {
        let scores = values.iter().map(|value| normalisation.score(value.ok()?)).collect();
        let indicator = Indicator {
            reads: id.to_lowercase(),
            normalisation,
            output_range: (0.0, 100.0),
            outliers: None,
            imputation: Imputation::None,
            unit: Label::default(),
            applies: None,
            source: source(),
            shortfall: Label::default(),
            sensitive: false,
            lever: true,
            share_of: None,
        };
        let at = self.node(id, Some(parent), NodeContent::Indicator(Box::new(indicator)));
        self.column(scores, values.to_vec());
        at
    }

    fn column(&mut self, score: Vec<Option<f64>>, value: Vec<Answered<f64>>) {
        self.diagnosis.columns.push(NodeColumn {
            low: score.clone(),
            high: score.clone(),
            availability: score.iter().map(|score| score.map(|_| 1.0)).collect(),
            level: vec![None; score.len()],
            score,
            value,
        });
    }

    fn asks(&mut self, id: &str, min: f64, max: f64) {
        self.instrument.questions.push(Question {
            id: QuestionId::from(id),
            kind: QuestionKind::Number { min, max },
            unit: Label::default(),
            carried_only: false,
            reading: nanduti_model::Reading::default(),
        });
    }

    fn lint(&self) -> Vec<LintFinding> {
        lint(&self.instrument, &self.diagnosis)
    }
}

fn id(text: &str) -> NodeId {
    NodeId::from(text)
}

const UP: [f64; 10] = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 95.0];
/// Moves with `UP` (correlation 0.83), not in step with it.
const WITH: [f64; 10] = [40.0, 10.0, 20.0, 60.0, 30.0, 50.0, 90.0, 65.0, 70.0, 85.0];

#[test]
fn a_sound_instrument_gives_no_finding() {
    let mut case = Case::new();
    let axis = case.axis();
    case.leaf("A", axis, percent(), &numbers(&UP));
    case.leaf("B", axis, percent(), &numbers(&WITH));
    case.asks("a", 0.0, 100.0);
    assert_eq!(case.lint(), []);
}

#[test]
fn weights_that_are_negative_dead_or_no_number() {
    let mut case = Case::new();
    let axis = case.axis();
    for (name, weight) in [("A", -1.0), ("B", 0.0), ("C", f64::INFINITY), ("D", 1.0)] {
        let at = case.leaf(name, axis, percent(), &[]);
        case.instrument.nodes[at].weight = weight;
    }
    case.instrument.nodes[axis].weight = 0.0;
    assert_eq!(
        case.lint(),
        [
            LintFinding::BadWeight { node: id("A"), weight: -1.0 },
            LintFinding::DeadWeight { node: id("B") },
            LintFinding::BadWeight { node: id("C"), weight: f64::INFINITY },
        ]
    );
}

#[test]
fn nodes_with_one_child_or_none() {
    let mut case = Case::new();
    let axis = case.axis();
    let one = case.inner("one", Some(axis), Aggregation::Arithmetic);
    case.inner("none", Some(axis), Aggregation::Arithmetic);
    case.leaf("A", one, percent(), &[]);
    assert_eq!(
        case.lint(),
        [
            LintFinding::SingleChild { node: id("one"), child: id("A") },
            LintFinding::Childless { node: id("none") },
        ]
    );
}

fn rule_findings(rule: Aggregation, normalisation: Normalisation) -> Vec<LintFinding> {
    let mut case = Case::new();
    let axis = case.inner("axis", None, rule);
    // Between the axis and the scale stands a dimension, which passes the scale on.
    let dimension = case.inner("dimension", Some(axis), Aggregation::Arithmetic);
    case.diagnosis.columns[dimension].score = vec![Some(0.0), Some(-3.0), None, Some(8.0)];
    case.leaf("A", dimension, normalisation.clone(), &[]);
    case.leaf("B", dimension, normalisation, &[]);
    case.lint()
}

#[test]
fn products_over_zero_want_a_rule() {
    let found = |conflict| {
        vec![LintFinding::RuleAgainstScale {
            node: id("axis"),
            child: id("dimension"),
            conflict,
            rows: 2,
        }]
    };
    let no_rule = found(ScaleConflict::NoZeroRule { least: 0.0 });
    let silent = ZeroRule::NotStated;
    assert_eq!(rule_findings(Aggregation::Geometric(silent), percent()), no_rule);
    assert_eq!(rule_findings(Aggregation::Harmonic(silent), percent()), no_rule);
    let power = |exponent, zero| Aggregation::Power { exponent, zero };
    assert_eq!(rule_findings(power(-0.5, silent), percent()), no_rule);
    for stated in [ZeroRule::Zero, ZeroRule::Floor(1.0)] {
        assert_eq!(rule_findings(Aggregation::Geometric(stated), percent()), []);
    }
    assert_eq!(rule_findings(power(2.0, silent), percent()), []);
    assert_eq!(rule_findings(Aggregation::Arithmetic, percent()), []);
    let floor = ScaleConflict::FloorNotPositive { floor: 0.0 };
    assert_eq!(rule_findings(Aggregation::Harmonic(ZeroRule::Floor(0.0)), percent()), found(floor));

    // Standard scores have no least value, whatever is stated about 0.
    let negative = found(ScaleConflict::CanBeNegative { least: None });
    let standard = Normalisation::Sample {
        kind: SampleKind::ZScore { mean: 100.0, sd: 10.0 },
        higher_is_better: true,
        within: None,
    };
    assert_eq!(rule_findings(Aggregation::Geometric(ZeroRule::Zero), standard), negative);
    let open = Normalisation::OpenGoalposts { worst: 0.0, best: 1.0 };
    assert_eq!(rule_findings(power(2.0, silent), open), negative);
    // Ranks and points above 0 are never 0.
    let points = [1.0, 2.0].map(|code| CodePoints { code, points: code * 50.0 });
    let found = rule_findings(Aggregation::Geometric(silent), Normalisation::Points(points.into()));
    assert!(!found.iter().any(|f| matches!(f, LintFinding::RuleAgainstScale { .. })));
}

#[test]
fn an_output_range_above_zero_suits_a_product() {
    let mut case = Case::new();
    let axis = case.inner("axis", None, Aggregation::Geometric(ZeroRule::NotStated));
    for (name, range) in [("A", (70.0, 130.0)), ("B", (130.0, 70.0)), ("C", (10.0, -10.0))] {
        let at = case.leaf(name, axis, percent(), &[]);
        if let NodeContent::Indicator(indicator) = &mut case.instrument.nodes[at].content {
            indicator.output_range = range;
        }
    }
    assert_eq!(
        case.lint(),
        [LintFinding::RuleAgainstScale {
            node: id("axis"),
            child: id("C"),
            conflict: ScaleConflict::CanBeNegative { least: Some(-10.0) },
            rows: 0,
        }]
    );
}

#[test]
fn goalposts_outside_the_declared_range() {
    let mut case = Case::new();
    let axis = case.axis();
    case.leaf("A", axis, percent(), &[]);
    case.asks("a", 0.0, 60.0);
    let band =
        Normalisation::Band { low_zero: -9.0, low_full: 2.0, high_full: 5.0, high_zero: 99.0 };
    case.leaf("B", axis, band, &[]);
    case.asks("b", 0.0, 60.0);
    let target = SampleKind::DistanceToTarget { target: 61.0 };
    let target = Normalisation::Sample { kind: target, higher_is_better: true, within: None };
    case.leaf("C", axis, target, &[]);
    case.asks("c", 0.0, 60.0);
    let outside = |node, goalpost| LintFinding::GoalpostOutsideRange {
        node: id(node),
        goalpost,
        min: 0.0,
        max: 60.0,
    };
    let found = case.lint();
    assert_eq!(found[0], outside("A", 100.0));
    let LintFinding::PointsOutOfReach { fewest, .. } = found[1] else { panic!("{found:?}") };
    // At 60 the fall from 5 to 99 still leaves 39 of 94; at 0 the rise from −9 has 9 of 11.
    assert!((fewest - 39.0 / 94.0 * 100.0).abs() < 1e-9, "{fewest}");
    assert_eq!(found[2..], [outside("C", 61.0)]);
}

#[test]
fn a_table_that_gives_no_full_points() {
    let mut case = Case::new();
    let axis = case.axis();
    let table = [(1.0, 0.0), (2.0, 50.0), (3.0, 80.0)];
    let table = table.map(|(code, points)| CodePoints { code, points }).to_vec();
    case.leaf("A", axis, Normalisation::Points(table), &numbers(&[1.0, 2.0, 7.0]));
    let bands = Normalisation::Bands { cuts: vec![2.0, 4.0], higher_is_better: false };
    case.leaf("B", axis, bands, &[]);
    case.asks("b", 0.0, 9.0);
    assert_eq!(
        case.lint(),
        [
            LintFinding::PointsOutOfReach { node: id("A"), fewest: 0.0, most: 80.0 },
            LintFinding::Unscored { node: id("A"), rows: 1 },
        ]
    );
}

#[test]
fn logarithms_of_nothing() {
    let mut case = Case::new();
    let axis = case.axis();
    let log = Normalisation::LogGoalposts { worst: 1.0, best: 100.0 };
    case.leaf("A", axis, log.clone(), &numbers(&[0.0, -5.0, 3.0]));
    case.leaf("B", axis, log.clone(), &numbers(&[1.0]));
    case.leaf("C", axis, log, &[]);
    case.asks("c", 0.0, 100.0);
    assert_eq!(
        case.lint(),
        [
            LintFinding::LogOfNonPositive { node: id("A"), least: -5.0, rows: 2 },
            LintFinding::LogOfNonPositive { node: id("C"), least: 0.0, rows: 0 },
            LintFinding::Unscored { node: id("A"), rows: 2 },
        ]
    );
}

#[test]
fn items_without_answers_or_with_one() {
    let (blank, hidden) = (Err(Missing::Blank), Err(Missing::NotApplicable));
    let mut case = Case::new();
    let axis = case.axis();
    case.leaf("A", axis, percent(), &[hidden; 4]);
    case.leaf("B", axis, percent(), &[blank, hidden, Err(Missing::Refused)]);
    case.leaf("C", axis, percent(), &[blank, Ok(3.0), hidden, blank]);
    case.leaf("D", axis, percent(), &[Ok(3.0); 10]);
    case.leaf("E", axis, percent(), &[Ok(3.0); 9]);
    case.leaf("F", axis, percent(), &[Ok(3.0), blank]);
    assert_eq!(
        case.lint(),
        [
            LintFinding::NeverApplies { node: id("A") },
            LintFinding::Unanswered { node: id("B"), rows: 2 },
            LintFinding::ScarceAnswers { node: id("C"), availability: 1.0 / 3.0, threshold: 0.5 },
            LintFinding::Constant { node: id("D"), value: 3.0, rows: 10 },
        ]
    );
}

#[test]
fn counting_twice_and_only_within_an_axis() {
    let twin: Vec<f64> = UP.iter().map(|x| x / 2.0 + 7.0).collect();
    let mut case = Case::new();
    let axis = case.axis();
    let dimension = case.inner("dimension", Some(axis), Aggregation::Arithmetic);
    case.leaf("A", axis, percent(), &numbers(&UP));
    case.leaf("B", dimension, percent(), &numbers(&twin));
    case.leaf("C", dimension, percent(), &numbers(&WITH));
    let other = case.inner("other", None, Aggregation::Arithmetic);
    case.leaf("D", other, percent(), &numbers(&UP));
    case.leaf("E", other, percent(), &numbers(&WITH));
    let found = case.lint();
    let [LintFinding::DoubleCounting { first, second, correlation, rows }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((first, second, *rows), (&id("A"), &id("B"), 10));
    assert!((correlation - 1.0).abs() < 1e-12);
}

#[test]
fn a_direction_against_its_siblings() {
    let against: Vec<f64> = UP.iter().map(|x| 100.0 - x).collect();
    let case = |rows: usize| {
        let mut case = Case::new();
        let axis = case.axis();
        for (name, values) in [("A", &WITH[..]), ("B", &against[..]), ("C", &WITH[..])] {
            case.leaf(name, axis, percent(), &numbers(&values[..rows]));
        }
        case.lint()
    };
    let found = case(10);
    let [
        LintFinding::DoubleCounting { .. },
        LintFinding::AgainstSiblings { node, correlation, rows },
    ] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!((node, *rows), (&id("B"), 10));
    assert!((-0.9..-0.7).contains(correlation), "{correlation}");
    assert_eq!(case(9), [], "nine rows say nothing");
}
