//! What holds for every instrument and every table.

use super::build::{Build, close, context, goalposts, numbers, table};
use crate::{FrozenFrame, contributions, diagnose};
use nanduti_model::{
    AnswerTable, Answered, Diagnosis, Instrument, Missing, Normalisation, Rescore,
};
use proptest::prelude::*;

/// Weight, threshold in quarters, and weight and direction of each indicator.
type Dimension = (u8, u8, Vec<(u8, u8)>);

/// A random tree of two axes and its random answers, cell by cell.
#[derive(Clone, Debug)]
struct Sample {
    dimensions: Vec<Dimension>,
    /// Answers, row by row.
    rows: Vec<Vec<Answered<f64>>>,
    scale: f64,
}

fn cell() -> impl Strategy<Value = Answered<f64>> {
    prop_oneof![
        7 => (0_u32..=100).prop_map(|x| Ok(f64::from(x))),
        1 => Just(Err(Missing::NotApplicable)),
        2 => prop::sample::select(Missing::ALL.to_vec()).prop_map(Err),
    ]
}

fn sample() -> impl Strategy<Value = Sample> {
    let dimension = (1_u8..5, 0_u8..=4, prop::collection::vec((0_u8..5, 0_u8..3), 1..5));
    prop::collection::vec(dimension, 2..6).prop_flat_map(|dimensions| {
        let n_leaves: usize = dimensions.iter().map(|d| d.2.len()).sum();
        let rows = prop::collection::vec(prop::collection::vec(cell(), n_leaves), 1..12);
        (Just(dimensions), rows).prop_map(|(dimensions, rows)| Sample {
            dimensions,
            rows,
            scale: 1.0,
        })
    })
}

impl Sample {
    fn instrument(&self) -> Instrument {
        let mut build = Build::new();
        let mut at = 0;
        let half = self.dimensions.len() / 2;
        let mut axis = 0;
        for (i, (weight, threshold, leaves)) in self.dimensions.iter().enumerate() {
            if i == 0 || i == half {
                axis = build.inner(if i == 0 { "A" } else { "B" }, None, 1.0, 0.5);
            }
            let weight = f64::from(*weight) * self.scale;
            let dimension =
                build.inner(&format!("D{i}"), Some(axis), weight, f64::from(*threshold) / 4.0);
            for (weight, direction) in leaves {
                let normalisation = match direction {
                    0 => goalposts(10.0, 90.0),
                    1 => goalposts(80.0, 5.0),
                    _ => Normalisation::Band {
                        low_zero: 10.0,
                        low_full: 40.0,
                        high_full: 60.0,
                        high_zero: 95.0,
                    },
                };
                let weight = f64::from(*weight) * self.scale;
                build.leaf(dimension, weight, &format!("q{at}"), normalisation, None);
                at += 1;
            }
        }
        build.0
    }

    fn answers(&self) -> AnswerTable {
        let ids: Vec<String> = (0..self.rows[0].len()).map(|i| format!("q{i}")).collect();
        let column = |i: usize| -> Vec<Answered<f64>> { self.rows.iter().map(|r| r[i]).collect() };
        table(ids.iter().enumerate().map(|(i, id)| (id.as_str(), numbers(&column(i)))).collect())
    }

    fn diagnose(&self) -> Diagnosis {
        diagnose(&self.instrument(), &self.answers(), &context())
    }
}

/// The score from its definition: full shares of what was answered, straight down the tree.
fn score_by_definition(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    w: usize,
    node: usize,
) -> Option<(f64, f64)> {
    if instrument.indicator(node).is_some() {
        return match diagnosis.columns[node].value[w] {
            Err(Missing::NotApplicable) => None,
            Err(_) => Some((0.0, 0.0)),
            Ok(_) => Some((diagnosis.columns[node].score[w].unwrap(), 1.0)),
        };
    }
    let parts: Vec<(f64, (f64, f64))> = instrument
        .children(node)
        .into_iter()
        .filter_map(|child| {
            let part = score_by_definition(instrument, diagnosis, w, child)?;
            Some((instrument.nodes[child].weight, part))
        })
        .collect();
    let total: f64 = parts.iter().map(|part| part.0).sum();
    let over = |of: fn(&(f64, f64)) -> f64| {
        parts.iter().map(|(weight, part)| weight * of(part)).sum::<f64>() / total
    };
    (total > 0.0).then(|| (over(|p| p.0), over(|p| p.1)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn points_add_up_and_the_interval_holds_the_score(sample in sample()) {
        let (instrument, diagnosis) = (sample.instrument(), sample.diagnose());
        for axis in instrument.axes() {
            let column = &diagnosis.columns[axis];
            for w in 0..sample.rows.len() {
                let parts = contributions(&instrument, &diagnosis, w, axis);
                let points: f64 = parts.iter().map(|p| p.points).sum();
                if let Some(score) = column.score[w] {
                    prop_assert!((points - score).abs() < 1e-9);
                    let weights: f64 = parts.iter().map(|p| p.weight).sum();
                    prop_assert!((weights - 1.0).abs() < 1e-9);
                    prop_assert!(column.low[w].unwrap() <= score + 1e-9);
                    prop_assert!(score <= column.high[w].unwrap() + 1e-9);
                }
                if let (Some(low), Some(high)) = (column.low[w], column.high[w]) {
                    let full: f64 = parts.iter().map(|p| p.full_weight).sum();
                    prop_assert!((full - 1.0).abs() < 1e-9);
                    let open = 100.0 * (1.0 - column.availability[w].unwrap());
                    prop_assert!((high - low - open).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn scores_follow_their_definition(sample in sample()) {
        let (instrument, diagnosis) = (sample.instrument(), sample.diagnose());
        for node in 0..instrument.nodes.len() {
            let column = &diagnosis.columns[node];
            for w in 0..sample.rows.len() {
                let found = score_by_definition(&instrument, &diagnosis, w, node);
                prop_assert_eq!(found.is_some(), column.availability[w].is_some());
                let Some((low, availability)) = found else { continue };
                close(column.low[w], low);
                close(column.availability[w], availability);
                if let Some(score) = column.score[w] {
                    close(score, low / availability);
                }
            }
        }
    }

    #[test]
    fn better_answers_never_lower_a_score(sample in sample(), at in any::<prop::sample::Index>()) {
        let (instrument, before) = (sample.instrument(), sample.diagnose());
        let leaf = at.index(sample.rows[0].len());
        let node = before.node(&format!("Q{leaf}")).unwrap();
        let normalisation = &instrument.indicator(node).unwrap().normalisation;
        let mut better = sample.clone();
        for row in &mut better.rows {
            // Towards the best, by half of what is left.
            row[leaf] = row[leaf].map(|x| x + (normalisation.nearest_best(x) - x) / 2.0);
        }
        let after = better.diagnose();
        let axis = instrument.axis_of(node);
        for w in 0..sample.rows.len() {
            for (a, b) in [
                (before.columns[axis].score[w], after.columns[axis].score[w]),
                (before.columns[axis].low[w], after.columns[axis].low[w]),
            ] {
                prop_assert_eq!(a.is_some(), b.is_some());
                prop_assert!(b.unwrap_or(0.0) >= a.unwrap_or(0.0) - 1e-9);
            }
        }
    }

    #[test]
    fn only_proportions_of_weights_count(sample in sample(), scale in 0.01_f64..50.0) {
        let scaled = Sample { scale, ..sample.clone() };
        let (one, other) = (sample.diagnose(), scaled.diagnose());
        for (a, b) in one.columns.iter().zip(&other.columns) {
            for w in 0..sample.rows.len() {
                prop_assert_eq!(a.score[w].is_some(), b.score[w].is_some());
                prop_assert!((a.score[w].unwrap_or(0.0) - b.score[w].unwrap_or(0.0)).abs() < 1e-9);
            }
        }
    }

    /// Shuffled rows, left-out rows: each workshop keeps its very bytes.
    #[test]
    fn nobody_moves_anybody_else(sample in sample(), rotate in 0_usize..12, keep in 1_usize..12) {
        let diagnosis = sample.diagnose();
        let n = sample.rows.len();
        let picked: Vec<usize> = (0..keep.min(n)).map(|i| (i + rotate) % n).rev().collect();
        let fewer = diagnose(
            &sample.instrument(),
            &sample.answers().select(&picked),
            &context(),
        );
        for (all, some) in diagnosis.columns.iter().zip(&fewer.columns) {
            for (row, &w) in picked.iter().enumerate() {
                prop_assert_eq!(all.score[w], some.score[row]);
                prop_assert_eq!(all.low[w], some.low[row]);
                prop_assert_eq!(all.high[w], some.high[row]);
                prop_assert_eq!(all.level[w], some.level[row]);
            }
        }
    }

    #[test]
    fn the_frozen_frame_agrees_with_the_diagnosis(sample in sample()) {
        let (instrument, diagnosis) = (sample.instrument(), sample.diagnose());
        let clusters: Vec<usize> = (0..sample.rows.len()).map(|w| w % 2).collect();
        let frame = FrozenFrame::new(&instrument, &diagnosis, &clusters);
        let mut points = vec![0.0; frame.n_axes()];
        for w in 0..sample.rows.len() {
            frame.rescore(w, frame.values(w), &mut points);
            for (axis, &node) in instrument.axes().iter().enumerate() {
                let column = &diagnosis.columns[node];
                match (column.availability[w], column.score[w]) {
                    (Some(a), Some(score)) if a > 1.0 - 1e-12 => close(points[axis], score),
                    (Some(_), _) => {
                        prop_assert!(points[axis] >= column.low[w].unwrap() - 1e-9);
                        prop_assert!(points[axis] <= column.high[w].unwrap() + 1e-9);
                    }
                    (None, _) => prop_assert_eq!(points[axis], 0.0),
                }
            }
        }
    }
}

/// One thread and four give the same bytes, on a table larger than a task.
#[test]
fn threads_change_nothing() {
    let mut build = Build::new();
    build.derived("ratio", "q0 / q1").condition("twice", "ratio * 2");
    let axis = build.inner("A", None, 1.0, 0.5);
    for name in ["q0", "q1", "ratio"] {
        build.leaf(axis, 1.0, name, goalposts(0.0, 90.0), Some("q1 > 10"));
    }
    let cell = |seed: u64, row: u64| {
        let x = nanduti_stats::Key::new(seed, "cell").at(row).uniform();
        if x < 0.1 { Err(Missing::Refused) } else { Ok((x * 100.0).floor()) }
    };
    let column = |seed| numbers(&(0..3000).map(|row| cell(seed, row)).collect::<Vec<_>>());
    let answers = table(vec![("q0", column(1)), ("q1", column(2))]);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let diagnosis = diagnose(&build.0, &answers, &context());
            let frame = FrozenFrame::new(&build.0, &diagnosis, &vec![0; 3000]);
            (diagnosis, frame)
        })
    };
    assert_eq!(on(1), on(4));
}
