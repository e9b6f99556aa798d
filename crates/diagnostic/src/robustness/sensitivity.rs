//! How much of the variance each factor brings, and which step each choice reached.

use super::evaluate::{Evaluator, Setting};
use super::{Design, RobustnessInput, nominal, ranks};
use nanduti_stats::Key;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Resamples of the bootstrap.
const RESAMPLES: u64 = 200;

/// Sobol indices of one factor (Sobol, 1993), of the mean absolute rank change against the scores
/// as stated.
#[derive(Clone, PartialEq, Debug)]
pub struct FactorSensitivity {
    /// Position of the factor.
    pub factor: usize,
    /// First-order index: share of the variance it brings alone. `None` without variance.
    pub first: Option<f64>,
    /// Total index: share it brings alone and together with others.
    pub total: Option<f64>,
    /// 5 % and 95 % bootstrap quantiles of both, runs resampled together; absent where all
    /// combinations were run and the indices are exact.
    pub interval: Option<[(f64, f64); 2]>,
    /// Total index of each unit's own score; `None` where it does not vary.
    pub by_unit: Vec<Option<f64>>,
}

/// How far one choice alone moves the scores.
#[derive(Clone, PartialEq, Debug)]
pub struct Reach {
    /// Position of the factor.
    pub factor: usize,
    /// Position of the choice; 0 for a drawn factor.
    pub choice: usize,
    /// Units whose score moved, of those with a score, over the followed nodes.
    pub moved: usize,
    /// Largest absolute change of a score, in points; 0 says that the choice reached nothing.
    pub largest_change: f64,
}

/// What each choice does alone.
pub(super) fn reach(
    input: &RobustnessInput,
    evaluator: &Evaluator,
    stated: &[Vec<f64>],
) -> Vec<Reach> {
    let mut reached = Vec::new();
    for (at, factor) in input.alternatives.factors.iter().enumerate() {
        for choice in 0..factor.kind.choices().unwrap_or(1) {
            let mut setting = nominal(input.alternatives.factors.len());
            setting[at] = match factor.kind.choices() {
                Some(_) => Setting::Choice(choice),
                None => Setting::Draw(Key::new(input.seed, "reach").at(at as u64)),
            };
            let run = evaluator.run(&setting);
            let changes = run.iter().zip(stated).flat_map(|(new, old)| {
                new.iter().zip(old).map(|(a, b)| (a - b).abs()).filter(|d| !d.is_nan())
            });
            let (mut moved, mut largest) = (0, 0.0_f64);
            for change in changes {
                moved += usize::from(change > 1e-9);
                largest = largest.max(change);
            }
            reached.push(Reach { factor: at, choice, moved, largest_change: largest });
        }
    }
    reached
}

/// Mean absolute rank change of a run, and the scores of each unit.
struct Output<'r> {
    rank_change: f64,
    scores: &'r [f64],
}

impl<'r> Output<'r> {
    fn new(scores: &'r [f64], own_ranks: &[f64], stated_ranks: &[f64]) -> Self {
        let (mut sum, mut n) = (0.0, 0_usize);
        for change in own_ranks.iter().zip(stated_ranks).map(|(a, b)| (a - b).abs()) {
            if !change.is_nan() {
                sum += change;
                n += 1;
            }
        }
        Self { rank_change: sum / n.max(1) as f64, scores }
    }
}

/// The indices of every factor, by followed node. `ranked` are the ranks of the runs, by node.
///
/// A mixed setting that stands among the runs already (a choice that both samples share, a single
/// factor) is not run again.
pub(super) fn by_factor(
    design: &Design,
    evaluator: &Evaluator,
    stated: &[Vec<f64>],
    runs: &[Vec<Vec<f64>>],
    ranked: &[Vec<Vec<f64>>],
) -> Vec<Vec<FactorSensitivity>> {
    let stated_ranks: Vec<Vec<f64>> = stated.iter().map(|scores| ranks(scores)).collect();
    let base: Vec<Vec<Output>> = (0..stated.len())
        .map(|node| {
            let pairs = runs.iter().zip(&ranked[node]);
            pairs.map(|(run, own)| Output::new(&run[node], own, &stated_ranks[node])).collect()
        })
        .collect();
    let n_factors = design.choices.len();
    if design.exhaustive {
        let exact = |base: &Vec<Output>, factor| exact(design, base, factor);
        return base.iter().map(|base| (0..n_factors).map(|f| exact(base, f)).collect()).collect();
    }
    let half = runs.len() / 2;
    let mut found: Vec<Vec<FactorSensitivity>> = vec![Vec::new(); stated.len()];
    for factor in 0..n_factors {
        let settings = &design.extra[factor * half..(factor + 1) * half];
        let known = |run: usize| -> Option<usize> {
            let among = [run, half + run];
            among.into_iter().find(|&base| design.base[base] == settings[run])
        };
        let open: Vec<usize> = (0..half).filter(|&run| known(run).is_none()).collect();
        let asked: Vec<&[Setting]> = open.iter().map(|&run| settings[run].as_slice()).collect();
        let more = evaluator.runs(&asked);
        let mut place = vec![0; half];
        for (at, &run) in open.iter().enumerate() {
            place[run] = at;
        }
        for (node, base) in base.iter().enumerate() {
            let output = |run: usize| {
                if let Some(at) = known(run) {
                    return Output { rank_change: base[at].rank_change, scores: base[at].scores };
                }
                let scores = &more[place[run]][node];
                Output::new(scores, &ranks(scores), &stated_ranks[node])
            };
            let mixed: Vec<Output> = (0..half).into_par_iter().map(output).collect();
            found[node].push(estimated(factor, &base[..half], &base[half..], &mixed));
        }
    }
    found
}

/// Variance decomposition over the full factorial.
fn exact(design: &Design, base: &[Output], factor: usize) -> FactorSensitivity {
    let own = |run: usize| match design.base[run][factor] {
        Setting::Choice(choice) => choice,
        _ => 0,
    };
    // The combination without the factor, as a position.
    let others: Vec<usize> = {
        let mut seen: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        (0..base.len())
            .map(|run| {
                let rest: Vec<usize> = design.base[run]
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != factor)
                    .map(|(_, s)| if let Setting::Choice(c) = s { *c } else { 0 })
                    .collect();
                let next = seen.len();
                *seen.entry(rest).or_insert(next)
            })
            .collect()
    };
    let decompose = |values: &dyn Fn(usize) -> f64| -> Option<(f64, f64)> {
        let all: Vec<f64> = (0..base.len()).map(values).collect();
        let variance = variance(&all).filter(|v| *v > 1e-18)?;
        let first = group_means(&all, own);
        let rest = group_means(&all, |run| others[run]);
        Some((self::variance(&first)? / variance, 1.0 - self::variance(&rest)? / variance))
    };
    let ranks = decompose(&|run| base[run].rank_change);
    let n_units = base.first().map_or(0, |run| run.scores.len());
    FactorSensitivity {
        factor,
        first: ranks.map(|r| r.0),
        total: ranks.map(|r| r.1),
        interval: None,
        by_unit: (0..n_units)
            .map(|unit| decompose(&|run| base[run].scores[unit]).map(|r| r.1))
            .collect(),
    }
}

/// Mean of each group, repeated for each member, so that their variance is the one between
/// groups.
fn group_means(values: &[f64], group: impl Fn(usize) -> usize) -> Vec<f64> {
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        let sum = sums.entry(group(at)).or_insert((0.0, 0.0));
        sum.0 += value;
        sum.1 += 1.0;
    }
    (0..values.len())
        .map(|at| {
            let (sum, n) = sums[&group(at)];
            sum / n
        })
        .collect()
}

/// Population variance; `None` without variation or with a gap.
fn variance(values: &[f64]) -> Option<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / values.len() as f64;
    (variance.is_finite() && !values.is_empty()).then_some(variance)
}

/// Estimators of Saltelli et al. (2010) for the first-order and of Jansen (1999) for the total
/// index, from samples A, B and A with the factor of B.
fn estimated(factor: usize, a: &[Output], b: &[Output], mixed: &[Output]) -> FactorSensitivity {
    let rank = |runs: &[Output]| runs.iter().map(|run| run.rank_change).collect::<Vec<f64>>();
    let (ra, rb, rm) = (rank(a), rank(b), rank(mixed));
    let all: Vec<usize> = (0..a.len()).collect();
    let indices = indices(&ra, &rb, &rm, &all);
    let key = Key::new(factor as u64, "bootstrap of indices");
    let resampled: Vec<(f64, f64)> = (0..RESAMPLES)
        .filter_map(|sample| {
            let key = key.at(sample);
            let rows: Vec<usize> = (0..a.len())
                .map(|at| {
                    let draw = key.at(at as u64).uniform() * a.len() as f64;
                    (draw as usize).min(a.len() - 1)
                })
                .collect();
            self::indices(&ra, &rb, &rm, &rows)
        })
        .collect();
    let n_units = a.first().map_or(0, |run| run.scores.len());
    let unit = |runs: &[Output], unit: usize| {
        runs.iter().map(|run| run.scores[unit]).collect::<Vec<f64>>()
    };
    FactorSensitivity {
        factor,
        first: indices.map(|r| r.0),
        total: indices.map(|r| r.1),
        interval: indices.and_then(|_| bootstrap_interval(&resampled)),
        by_unit: (0..n_units)
            .into_par_iter()
            .with_min_len(64)
            .map(|u| self::indices(&unit(a, u), &unit(b, u), &unit(mixed, u), &all).map(|r| r.1))
            .collect(),
    }
}

fn bootstrap_interval(resampled: &[(f64, f64)]) -> Option<[(f64, f64); 2]> {
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let values: Vec<f64> = resampled.iter().map(of).collect();
        Some((nanduti_stats::quantile(&values, 0.05)?, nanduti_stats::quantile(&values, 0.95)?))
    };
    Some([ends(|r| r.0)?, ends(|r| r.1)?])
}

/// First-order and total index over some rows; `None` without variance.
fn indices(a: &[f64], b: &[f64], mixed: &[f64], rows: &[usize]) -> Option<(f64, f64)> {
    let n = rows.len() as f64;
    let both = || rows.iter().flat_map(|&row| [a[row], b[row]]);
    let n_both = 2.0 * n;
    let mean = both().sum::<f64>() / n_both;
    let variance = both().map(|x| (x - mean).powi(2)).sum::<f64>() / n_both;
    if rows.is_empty() || !variance.is_finite() || variance <= 1e-18 {
        return None;
    }
    let first: f64 = rows.iter().map(|&r| b[r] * (mixed[r] - a[r])).sum::<f64>() / n;
    let total: f64 = rows.iter().map(|&r| (a[r] - mixed[r]).powi(2)).sum::<f64>() / (2.0 * n);
    let (first, total) = (first / variance, total / variance);
    (first.is_finite() && total.is_finite()).then_some((first, total))
}
