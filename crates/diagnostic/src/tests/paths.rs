//! The quick ways agree with the plain ones to the last bit, on random trees with gaps.

use super::build::{Build, context, goalposts, numbers, source, table};
use crate::block::{BLOCK, Block, LeafValues};
use crate::{
    Diagnosed, NotByRuns, ScoredRun, contribution_means, contribution_means_by_runs, contributions,
    diagnose_stages, score_by_runs,
};
use nanduti_model::{
    Adjustment, AdjustmentKind, Aggregation, AnswerTable, Answered, Imputation, Instrument,
    Missing, NodeContent, Normalisation, PartialWeight, SampleKind, ZeroRule,
};
use nanduti_rules::parse_expression;
use proptest::prelude::*;
use std::borrow::Cow;

/// Rule, bonus or cap, weight, threshold in quarters, and weight and direction of each indicator.
type Dimension = (u8, u8, u8, u8, Vec<(u8, u8)>);

/// A random tree of two axes and its random answers, cell by cell.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    dimensions: Vec<Dimension>,
    rows: Vec<Vec<Answered<f64>>>,
}

fn cell() -> impl Strategy<Value = Answered<f64>> {
    prop_oneof![
        7 => (0_u32..=1000).prop_map(|x| Ok(f64::from(x) / 10.0)),
        1 => Just(Err(Missing::NotApplicable)),
        2 => prop::sample::select(Missing::ALL.to_vec()).prop_map(Err),
    ]
}

/// Trees whose rules and adjustments are numbered up to `rules`; 0 has neither.
pub(crate) fn sample(rules: u8) -> impl Strategy<Value = Sample> {
    let leaves = prop::collection::vec((0_u8..5, 0_u8..3), 1..5);
    let dimension = (0..=rules, 0..=rules, 1_u8..5, 0_u8..=4, leaves);
    prop::collection::vec(dimension, 2..6).prop_flat_map(|dimensions| {
        let n_leaves: usize = dimensions.iter().map(|d| d.4.len()).sum();
        let rows = prop::collection::vec(prop::collection::vec(cell(), n_leaves), 1..9);
        (Just(dimensions), rows).prop_map(|(dimensions, rows)| Sample { dimensions, rows })
    })
}

impl Sample {
    pub(crate) fn instrument(&self) -> Instrument {
        let mut build = Build::new();
        let (mut at, mut axis) = (0, 0);
        for (i, (rule, bonus, weight, threshold, leaves)) in self.dimensions.iter().enumerate() {
            if i == 0 || i == self.dimensions.len() / 2 {
                axis = build.inner(if i == 0 { "A" } else { "B" }, None, 1.0, 0.5);
            }
            let least = f64::from(*threshold) / 4.0;
            let own = build.inner(&format!("D{i}"), Some(axis), f64::from(*weight), least);
            if let NodeContent::Aggregate(inner) = &mut build.0.nodes[own].content {
                (inner.aggregation, inner.partial_weight) = ruled(*rule);
                inner.adjustments = adjusted(*bonus);
            }
            for (weight, direction) in leaves {
                let normalisation = match direction {
                    0 => goalposts(10.0, 90.0),
                    1 => goalposts(80.0, 5.0),
                    _ => Normalisation::OpenGoalposts { worst: 10.0, best: 60.0 },
                };
                build.leaf(own, f64::from(*weight), &format!("q{at}"), normalisation, None);
                at += 1;
            }
        }
        build.0
    }

    /// The answers, repeated until there are more rows than one run holds.
    pub(crate) fn answers(&self, n_rows: usize) -> AnswerTable {
        let ids: Vec<String> = (0..self.rows[0].len()).map(|i| format!("q{i}")).collect();
        let column = |i: usize| -> Vec<Answered<f64>> {
            (0..n_rows).map(|row| self.rows[row % self.rows.len()][i]).collect()
        };
        table(ids.iter().enumerate().map(|(i, id)| (id.as_str(), numbers(&column(i)))).collect())
    }
}

fn ruled(rule: u8) -> (Aggregation, PartialWeight) {
    match rule {
        0 => (Aggregation::Arithmetic, PartialWeight::Answered),
        1 => (Aggregation::Arithmetic, PartialWeight::Full),
        2 => (Aggregation::Geometric(ZeroRule::NotStated), PartialWeight::Answered),
        _ => (Aggregation::Minimum, PartialWeight::Answered),
    }
}

fn adjusted(kind: u8) -> Vec<Adjustment> {
    let kind = match kind {
        1 => AdjustmentKind::Bonus(7.5),
        2 => AdjustmentKind::AtMost(40.0),
        _ => return Vec::new(),
    };
    vec![Adjustment { when: parse_expression("q0 > 50").unwrap(), kind, source: source() }]
}

/// Bits of a number or of its absence.
fn bits(x: Option<f64>) -> Option<u64> {
    x.map(f64::to_bits)
}

/// A run as rows of bits: score, ends and share of every node.
fn rows_of(run: &ScoredRun, n_nodes: usize) -> Vec<Vec<[Option<u64>; 4]>> {
    let columns: Vec<Vec<[Option<u64>; 4]>> = (0..n_nodes)
        .map(|node| {
            let stated = run.score(node).zip(run.availability(node)).zip(run.ends(node));
            let cells = stated.map(|((score, share), ends)| {
                [bits(score), bits(ends.map(|e| e.0)), bits(ends.map(|e| e.1)), bits(share)]
            });
            cells.collect()
        })
        .collect();
    (0..run.rows().len()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
}

fn diagnosed<'a>(instrument: &'a Instrument, answers: &'a AnswerTable) -> Diagnosed<'a> {
    diagnose_stages(instrument, answers, &context(), None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn runs_give_what_the_whole_table_gives(sample in sample(3)) {
        let (instrument, answers) = (sample.instrument(), sample.answers(BLOCK + 70));
        let done = diagnosed(&instrument, &answers);
        let n = instrument.nodes.len();
        let runs = score_by_runs(&instrument, &answers, &context(), None, |run| {
            (rows_of(run, n), run.contributions())
        }).unwrap();
        let rows: Vec<_> = runs.iter().flat_map(|run| &run.0).collect();
        prop_assert_eq!(rows.len(), answers.n_rows());
        for (row, found) in rows.into_iter().enumerate() {
            for (node, found) in found.iter().enumerate() {
                let column = &done.diagnosis.columns[node];
                let whole = [
                    bits(column.score[row]),
                    bits(column.low[row]),
                    bits(column.high[row]),
                    bits(column.availability[row]),
                ];
                prop_assert_eq!(found, &whole, "row {} node {}", row, node);
            }
        }
        for row in (0..answers.n_rows()).step_by(37) {
            let (columns, at) = (&runs[row / BLOCK].1, row % BLOCK);
            let mut points = vec![0_u64; n];
            for axis in done.diagnosis.axes() {
                for part in contributions(&instrument, &done.diagnosis, row, axis) {
                    points[part.node] = part.points.to_bits();
                    let Some(column) = columns.parts.iter().find(|c| c.node == part.node) else {
                        continue;
                    };
                    let known = |x: f64| (!x.is_nan()).then_some(x.to_bits());
                    prop_assert_eq!(known(column.normalised[at]), bits(part.normalised));
                    prop_assert_eq!(column.weight[at].to_bits(), part.weight.to_bits());
                    prop_assert_eq!(column.full_weight[at].to_bits(), part.full_weight.to_bits());
                }
            }
            let found = columns.parts.iter().map(|c| (c.node, c.points[at]));
            let found = found.chain(columns.by_node.iter().map(|(node, points)| (*node, points[at])));
            for (node, x) in found {
                prop_assert_eq!(x.to_bits(), points[node], "row {} node {}", row, node);
            }
        }
    }

    #[test]
    fn a_row_is_scored_alike_alone_and_among_others(sample in sample(3)) {
        let (instrument, answers) = (sample.instrument(), sample.answers(BLOCK + 9));
        let done = diagnosed(&instrument, &answers);
        for row in 0..sample.rows.len() {
            let alone = answers.select(&[row]);
            let alone = diagnosed(&instrument, &alone);
            for later in (row..answers.n_rows()).step_by(sample.rows.len()) {
                for (all, one) in done.diagnosis.columns.iter().zip(&alone.diagnosis.columns) {
                    prop_assert_eq!(bits(all.score[later]), bits(one.score[0]));
                    prop_assert_eq!(bits(all.low[later]), bits(one.low[0]));
                    prop_assert_eq!(bits(all.high[later]), bits(one.high[0]));
                    prop_assert_eq!(bits(all.availability[later]), bits(one.availability[0]));
                    prop_assert_eq!(all.level[later], one.level[0]);
                }
            }
        }
    }

    #[test]
    fn means_of_contributions_are_those_of_all_rows(sample in sample(2)) {
        let (instrument, answers) = (sample.instrument(), sample.answers(BLOCK + 30));
        let done = diagnosed(&instrument, &answers);
        let means = contribution_means(&instrument, &done.diagnosis);
        let by_runs = contribution_means_by_runs(&instrument, &answers, &context(), None);
        prop_assert_eq!(Ok(&means), by_runs.as_ref());
        for mean in means.iter().filter(|mean| instrument.indicator(mean.node).is_some()) {
            let (mut n, mut points, mut weight) = (0, 0.0, 0.0);
            for row in 0..answers.n_rows() {
                let parts = contributions(&instrument, &done.diagnosis, row, mean.axis);
                let part = parts.iter().find(|part| part.node == mean.node).unwrap();
                if part.weight > 0.0 {
                    n += 1;
                    points += part.points;
                    weight += part.weight;
                }
            }
            prop_assert_eq!(n, mean.n);
            prop_assert!((points / n as f64 - mean.points).abs() < 1e-9);
            prop_assert!((weight / n as f64 - mean.weight).abs() < 1e-9);
        }
    }
}

/// Ends of a weighted mean by their definition, one row after the other.
fn mean_ends(parts: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let known = parts.iter().all(|(_, low, high)| !(low + high).is_nan());
    let total: f64 = parts.iter().map(|part| part.0).sum();
    let over = |of: fn(&(f64, f64, f64)) -> f64| {
        parts.iter().fold(0.0, |sum, part| sum + part.0 * of(part)) / total
    };
    (known && total > 0.0).then(|| (over(|p| p.1), over(|p| p.2)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn ends_of_means_are_those_of_their_rows(sample in sample(0)) {
        let (instrument, answers) = (sample.instrument(), sample.answers(sample.rows.len()));
        let done = diagnosed(&instrument, &answers);
        let leaves: Vec<LeafValues> = (0..done.stages.nodes.len())
            .map(|at| LeafValues {
                fitted: &done.stages.fitted[at],
                cleaned: Cow::Borrowed(&done.stages.cleaned[at]),
                completed: None,
            })
            .collect();
        let (tree, rules) = (&done.scoring.tree, &done.scoring.rules);
        let block = Block::of(&instrument, tree, rules, &leaves, 0);
        for (at, node) in tree.nodes.iter().enumerate().filter(|(_, n)| !n.children.is_empty()) {
            for row in 0..answers.n_rows() {
                let parts: Vec<(f64, f64, f64)> = node
                    .children
                    .iter()
                    .filter(|&&child| !block.columns(child).points.share[row].is_nan())
                    .map(|&child| {
                        let ends = block.columns(child).ends;
                        (tree.nodes[child].weight, ends.low[row], ends.high[row])
                    })
                    .filter(|part| part.0 > 0.0)
                    .collect();
                let score = block.columns(at).points.get(row);
                let plain = mean_ends(&parts).map(|(low, high)| {
                    (score.map_or(low, |s| low.min(s)), score.map_or(high, |s| high.max(s)))
                });
                let column = &done.diagnosis.columns[at];
                prop_assert_eq!(bits(column.low[row]), bits(plain.map(|ends| ends.0)));
                prop_assert_eq!(bits(column.high[row]), bits(plain.map(|ends| ends.1)));
            }
        }
    }
}

#[test]
fn steps_that_look_at_other_rows_are_refused() {
    let mut build = Build::new();
    let axis = build.inner("A", None, 1.0, 0.0);
    let leaf = build.leaf(axis, 1.0, "q0", goalposts(0.0, 100.0), None);
    let answers = table(vec![("q0", numbers(&[Ok(1.0), Ok(2.0)]))]);
    let asked = |instrument: &Instrument| {
        score_by_runs(instrument, &answers, &context(), None, |run| run.rows().len())
    };
    assert_eq!(asked(&build.0), Ok(vec![2]));
    let mut relative = build.0.clone();
    let mut imputed = build.0.clone();
    let mut compared = build.0.clone();
    if let NodeContent::Indicator(indicator) = &mut relative.nodes[leaf].content {
        let kind = SampleKind::MinMax;
        indicator.normalisation =
            Normalisation::Sample { kind, higher_is_better: true, within: None };
    }
    if let NodeContent::Indicator(indicator) = &mut imputed.nodes[leaf].content {
        indicator.imputation = Imputation::Median;
    }
    if let NodeContent::Aggregate(inner) = &mut compared.nodes[axis].content {
        inner.aggregation = Aggregation::Copeland;
    }
    assert_eq!(asked(&relative), Err(NotByRuns::NotFrozen(leaf)));
    assert_eq!(asked(&imputed), Err(NotByRuns::Imputation(leaf)));
    assert_eq!(asked(&compared), Err(NotByRuns::ComparesRows(axis)));
    // A frame stands in for the sample.
    let done = diagnose_stages(&relative, &answers, &context(), None);
    let frame = Some(done.stages.fitted.as_slice());
    let scores = score_by_runs(&relative, &answers, &context(), frame, |run| {
        run.score(axis).collect::<Vec<_>>()
    });
    assert_eq!(scores, Ok(vec![vec![Some(0.0), Some(100.0)]]));
    let other = score_by_runs(&relative, &answers, &context(), Some(&[]), |_| ());
    assert_eq!(other, Err(NotByRuns::OtherFrame));
}
