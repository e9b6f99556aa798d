//! Kinds of missing, applicability, thresholds and levels at their edges.

use super::build::{Build, choice, close, context, goalposts, numbers, table};
use crate::diagnose;
use nanduti_model::{Diagnosis, Missing, QuestionKind};

/// One axis of equal indicators, answered or not, 0 → 100 each.
fn flat(cells: &[Result<f64, Missing>], min_availability: f64) -> Diagnosis {
    let mut build = Build::new();
    let axis = build.inner("A", None, 1.0, min_availability);
    let ids: Vec<String> = (0..cells.len()).map(|i| format!("q{i}")).collect();
    for id in &ids {
        // A weight that has no exact binary form.
        build.leaf(axis, 0.1, id, goalposts(0.0, 100.0), None);
    }
    let columns =
        ids.iter().zip(cells).map(|(id, cell)| (id.as_str(), numbers(&[*cell]))).collect();
    diagnose(&build.0, &table(columns), &context())
}

#[test]
fn only_not_applicable_leaves_the_denominator() {
    for kind in Missing::ALL {
        let diagnosis = flat(&[Ok(80.0), Ok(40.0), Err(kind)], 0.5);
        let axis = &diagnosis.columns[0];
        close(axis.score[0], 60.0);
        assert_eq!(diagnosis.columns[3].value[0], Err(kind), "the kind is kept");
        if kind == Missing::NotApplicable {
            close(axis.availability[0], 1.0);
            close(axis.high[0], 60.0);
        } else {
            close(axis.availability[0], 2.0 / 3.0);
            close(axis.low[0], 40.0);
            close(axis.high[0], (120.0 + 100.0) / 3.0);
        }
    }
}

#[test]
fn a_question_the_survey_lacks_is_not_asked() {
    let mut build = Build::new();
    let axis = build.inner("A", None, 1.0, 0.5);
    build.leaf(axis, 1.0, "there", goalposts(0.0, 1.0), None);
    let absent = build.leaf(axis, 1.0, "absent", goalposts(0.0, 1.0), None);
    let diagnosis = diagnose(&build.0, &table(vec![("there", numbers(&[Ok(1.0)]))]), &context());
    assert_eq!(diagnosis.columns[absent].value, [Err(Missing::NotAsked)]);
    close(diagnosis.columns[axis].availability[0], 0.5);
}

/// Seven of ten weights of 0.1 sum to 0.7 only up to rounding: the threshold holds all the same.
#[test]
fn the_availability_threshold_is_exact_at_the_cut() {
    let cells = |n: usize| -> Vec<Result<f64, Missing>> {
        (0..10).map(|i| if i < n { Ok(50.0) } else { Err(Missing::Blank) }).collect()
    };
    for n in 1..=10 {
        let threshold = n as f64 / 10.0;
        let at = flat(&cells(n), threshold);
        close(at.columns[0].score[0], 50.0);
        assert_eq!(flat(&cells(n - 1), threshold).columns[0].score[0], None);
    }
    assert_eq!(flat(&cells(0), 0.0).columns[0].score[0], None, "no answer, no score");
}

#[test]
fn a_score_on_a_cut_belongs_to_the_level_above() {
    for (score, level) in
        [(0.0, 0), (24.9, 0), (25.0, 1), (50.0, 2), (74.999, 2), (75.0, 3), (100.0, 3)]
    {
        let diagnosis = flat(&[Ok(score); 3], 0.5);
        assert_eq!(diagnosis.columns[0].level[0], Some(level), "{score}");
    }
}

#[test]
fn the_worst_is_zero_without_a_sign() {
    for (worst, best) in [(0.0, 100.0), (50.0, 0.0)] {
        assert!(goalposts(worst, best).score(worst).is_some_and(f64::is_sign_positive));
    }
}

#[test]
fn a_level_needs_both_ends_in_it() {
    // 9 of 10 answered with 60: 54 to 64, one level; with 50: 45 to 55, two.
    let with = |x: f64| {
        let mut cells = vec![Ok(x); 9];
        cells.push(Err(Missing::DontKnow));
        flat(&cells, 0.5).columns[0].level[0]
    };
    assert_eq!(with(60.0), Some(2));
    assert_eq!(with(50.0), None);
}

#[test]
fn no_level_without_a_score() {
    // 0.9 answered with 0: 0 to 10, one level, but the axis asks for everything.
    let mut cells = vec![Ok(0.0); 9];
    cells.push(Err(Missing::Refused));
    let diagnosis = flat(&cells, 1.0);
    assert_eq!(diagnosis.columns[0].score[0], None);
    assert_eq!(diagnosis.columns[0].level[0], None);
    assert!(diagnosis.columns[0].low[0].is_some(), "the interval is stated all the same");
}

/// Employer items leave a one-person workshop, its own item comes in; unknown size keeps both.
#[test]
fn applies_decides_and_unknown_counts_as_applicable() {
    let mut build = Build::new();
    build.number("people", 1.0, 60.0);
    let axis = build.inner("A", None, 1.0, 0.5);
    let employer = build.leaf(axis, 1.0, "ips", goalposts(0.0, 100.0), Some("people > 1"));
    let own = build.leaf(axis, 1.0, "cover", goalposts(0.0, 1.0), Some("people <= 1"));
    build.question("cover", QuestionKind::Choice);
    let blank = Err(Missing::Blank);
    let answers = table(vec![
        ("people", numbers(&[Ok(4.0), Ok(1.0), blank])),
        ("ips", numbers(&[Ok(25.0), Ok(25.0), blank])),
        ("cover", choice(&["yes", "no"], &[Some("yes"), Some("yes"), Some("yes")])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    let axis = &diagnosis.columns[axis];
    close(axis.score[0], 25.0);
    close(axis.score[1], 100.0);
    close(axis.availability[1], 1.0);
    assert_eq!(diagnosis.columns[employer].value[1], Err(Missing::NotApplicable));
    assert_eq!(diagnosis.columns[own].value[0], Err(Missing::NotApplicable));
    assert_eq!(diagnosis.columns[employer].value[2], Err(Missing::Blank));
    close(axis.availability[2], 0.5);
}
