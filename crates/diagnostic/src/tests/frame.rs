//! Rescoring in the frozen frame.

use super::build::{Build, close, context, goalposts, numbers, table};
use crate::{FrozenFrame, diagnose};
use nanduti_model::{AnswerTable, Instrument, Missing, NodeId, Normalisation, Rescore};

/// Two axes: A of Q1 (0 → 10) and Q2 (20 → 5), B of Q3 (band).
fn instrument() -> Instrument {
    let mut build = Build::new();
    let a = build.inner("A", None, 1.0, 0.5);
    let d = build.inner("D", Some(a), 1.0, 0.5);
    build.leaf(d, 1.0, "q1", goalposts(0.0, 10.0), None);
    build.leaf(d, 1.0, "q2", goalposts(20.0, 5.0), None);
    let b = build.inner("B", None, 1.0, 0.5);
    let band =
        Normalisation::Band { low_zero: 0.0, low_full: 40.0, high_full: 50.0, high_zero: 60.0 };
    build.leaf(b, 1.0, "q3", band, None);
    build.0
}

fn answers() -> AnswerTable {
    let (blank, hidden) = (Err(Missing::Blank), Err(Missing::NotApplicable));
    table(vec![
        ("q1", numbers(&[Ok(2.0), Ok(4.0), blank, Ok(9.0), hidden])),
        ("q2", numbers(&[Ok(20.0), Ok(5.0), Ok(11.0), blank, blank])),
        ("q3", numbers(&[Ok(45.0), blank, blank, blank, hidden])),
    ])
}

fn frame(clusters: &[usize]) -> FrozenFrame {
    let instrument = instrument();
    let diagnosis = diagnose(&instrument, &answers(), &context());
    FrozenFrame::new(&instrument, &diagnosis, clusters)
}

fn points(frame: &FrozenFrame, workshop: usize, values: &[Option<f64>]) -> Vec<f64> {
    let mut axes = vec![f64::NAN; frame.n_axes()];
    frame.rescore(workshop, values, &mut axes);
    axes
}

#[test]
fn unchanged_values_give_the_axis_score() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    let ids: Vec<&str> = frame.indicators().iter().map(NodeId::as_str).collect();
    assert_eq!(ids, ["Q1", "Q2", "Q3"]);
    assert_eq!((frame.n_workshops(), frame.n_axes()), (5, 2));
    // Q1 = 2 → 20, Q2 = 20 → 0: A = 10; Q3 inside its band: 100.
    let axes = points(&frame, 0, frame.values(0));
    close(axes[0], 10.0);
    close(axes[1], 100.0);
}

#[test]
fn a_change_is_worth_its_share() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    // Q2 from 20 to 17 is 20 points of Q2, half of A.
    let axes = points(&frame, 0, &[Some(2.0), Some(17.0), Some(45.0)]);
    close(axes[0], 20.0);
    // Past the goalpost nothing more is won.
    close(points(&frame, 0, &[Some(99.0), Some(0.0), Some(45.0)])[0], 100.0);
}

#[test]
fn gaps_take_the_median_of_the_cluster_then_of_all_then_the_middle() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    // Cluster 0 knows Q1 = 2 and 4: 3. Cluster 1 knows no Q2; all know 20, 5, 11: 11.
    assert_eq!(frame.values(2)[0], Some(3.0));
    assert!(!frame.observed(2, 0) && frame.observed(2, 1));
    assert_eq!(frame.values(3)[1], Some(11.0));
    assert_eq!(frame.values(1)[2], Some(45.0));
    assert_eq!(frame.values(4), [None, Some(11.0), None], "not applicable stays away");
    // Nobody answered: the middle of the goalposts, the rise of the band.
    let instrument = instrument();
    let nobody = table(vec![("q1", numbers(&[Err(Missing::Blank)]))]);
    let diagnosis = diagnose(&instrument, &nobody, &context());
    let frame = FrozenFrame::new(&instrument, &diagnosis, &[0]);
    assert_eq!(frame.values(0), [Some(5.0), Some(12.5), Some(20.0)]);
    let axes = points(&frame, 0, frame.values(0));
    close(axes[0], 50.0);
    close(axes[1], 50.0);
}

#[test]
fn what_does_not_apply_carries_nothing() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    // Q1 does not apply to the last workshop: A is Q2 = 11 → 60, whatever Q1 is called.
    close(points(&frame, 4, frame.values(4))[0], 60.0);
    close(points(&frame, 4, &[Some(10.0), Some(11.0), None])[0], 60.0);
    assert_eq!(points(&frame, 4, frame.values(4))[1], 0.0, "nothing of B applies");
    // An applicable one left out leaves the mean.
    close(points(&frame, 0, &[Some(2.0), None, Some(45.0)])[0], 20.0);
}

#[test]
fn best_and_spread() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    assert_eq!(frame.best(0, 3.0), 10.0);
    assert_eq!(frame.best(1, 3.0), 5.0);
    assert_eq!(frame.best(2, 55.0), 50.0);
    assert_eq!(frame.best(2, 45.0), 45.0);
    assert_eq!(frame.best(2, 10.0), 40.0);
    // Q2 = 20, 5, 11: mean 12, squares 64 + 49 + 1 = 114, sd √57.
    close(frame.spread(1), 57.0_f64.sqrt());
    assert_eq!(frame.spread(2), 0.0, "one value has no spread");
}

#[test]
fn a_batch_equals_one_by_one() {
    let frame = frame(&[0, 0, 0, 1, 1]);
    let changes: Vec<(usize, Vec<Option<f64>>)> =
        (0..600).map(|i| (i % 5, vec![Some(i as f64 / 60.0), Some(11.0), Some(45.0)])).collect();
    let batch = frame.rescore_batch(&changes);
    for ((workshop, values), axes) in changes.iter().zip(batch) {
        assert_eq!(points(&frame, *workshop, values), axes);
    }
}
