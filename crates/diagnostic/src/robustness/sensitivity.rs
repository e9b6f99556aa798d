//! How much of the variance each factor brings, and which step each choice reached.

use super::design::{Design, Plan};
use super::evaluate::{Evaluator, Setting};
use super::indices::{Crossed, Indices, LEAST_ROWS, sampled};
use super::{RobustnessInput, nominal, ranks};
use nanduti_stats::Key;
use rayon::prelude::*;

/// Width of a 90 % interval beyond which an index is not stated: a tenth either way
/// (*assumption*).
pub const WIDEST_INTERVAL: f64 = 0.2;

/// What may be said of the indices of a factor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SensitivityStatus {
    /// All combinations were run: the indices are exact.
    Exact,
    /// Estimated, with intervals no wider than [`WIDEST_INTERVAL`].
    Estimated,
    /// At least one interval is wider: that index is not stated.
    WideInterval,
    /// The first-order index lies above the total one beyond error, which no output can do:
    /// neither is stated.
    FirstAboveTotal,
    /// What is followed does not vary: there is nothing to share out.
    NoVariance,
    /// Under 20 runs, and not all combinations: nothing is estimated.
    TooFewRuns,
}

/// Sobol indices of one factor (Sobol, 1993), of the mean absolute rank change against the scores
/// as stated.
#[derive(Clone, PartialEq, Debug)]
pub struct FactorSensitivity {
    /// Position of the factor.
    pub factor: usize,
    /// First-order index: share of the variance it brings alone. `None` where it is not stated.
    pub first: Option<f64>,
    /// Total index: share it brings alone and together with others. `None` where it is not stated.
    pub total: Option<f64>,
    /// 90 % intervals of both, stated or not; absent where all combinations were run and the
    /// indices are exact.
    pub interval: Option<[(f64, f64); 2]>,
    /// What may be said of them.
    pub status: SensitivityStatus,
    /// About how many runs would bring the wider interval down to [`WIDEST_INTERVAL`]; `None`
    /// where none is wider.
    pub runs_needed: Option<usize>,
    /// Total index of each unit's own score; `None` where it does not vary.
    pub by_unit: Vec<Option<f64>>,
}

impl FactorSensitivity {
    /// States what may be stated of indices that `runs` runs gave.
    fn new(factor: usize, found: Option<Indices>, runs: usize, by_unit: Vec<Option<f64>>) -> Self {
        let interval = found.and_then(|found| found.interval);
        let widths = interval.map(|both| both.map(|(low, high)| high - low));
        let fits = |which: usize| widths.is_none_or(|both| both[which] <= WIDEST_INTERVAL);
        let status = match (found, interval) {
            (None, _) => SensitivityStatus::NoVariance,
            (Some(_), None) => SensitivityStatus::Exact,
            (_, Some([first, total])) if first.0 > total.1 => SensitivityStatus::FirstAboveTotal,
            _ if fits(0) && fits(1) => SensitivityStatus::Estimated,
            _ => SensitivityStatus::WideInterval,
        };
        let stated = |which: usize, of: fn(Indices) -> f64| {
            let stands = fits(which) && status != SensitivityStatus::FirstAboveTotal;
            found.filter(|_| stands).map(of)
        };
        let widest = widths.map(|both| both[0].max(both[1])).filter(|w| *w > WIDEST_INTERVAL);
        Self {
            factor,
            first: stated(0, |found| found.first),
            total: stated(1, |found| found.total),
            interval,
            status,
            runs_needed: widest.map(|width| needed(runs, width)),
            by_unit,
        }
    }
}

/// Runs that bring a width down to the limit: it falls with the root of their number. Two digits.
fn needed(runs: usize, width: f64) -> usize {
    let runs = runs as f64 * (width / WIDEST_INTERVAL).powi(2);
    let digit = 10.0_f64.powf((runs.log10() - 1.0).floor().max(0.0));
    ((runs / digit).ceil() * digit) as usize
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

/// What the indices of a node rest on: its outputs in the base runs.
struct Followed<'r> {
    base: Vec<Output<'r>>,
    stated_ranks: Vec<f64>,
}

/// The indices of every factor, by followed node. `ranked` are the ranks of the runs, by node;
/// `runs_asked` the number of runs that was asked for.
pub(super) fn by_factor(
    design: &Design,
    evaluator: &Evaluator,
    stated: &[Vec<f64>],
    runs: &[Vec<Vec<f64>>],
    ranked: &[Vec<Vec<f64>>],
    runs_asked: usize,
) -> Vec<Vec<FactorSensitivity>> {
    let followed: Vec<Followed> = (0..stated.len())
        .map(|node| {
            let stated_ranks = ranks(&stated[node]);
            let pairs = runs.iter().zip(&ranked[node]);
            let base =
                pairs.map(|(run, own)| Output::new(&run[node], own, &stated_ranks)).collect();
            Followed { base, stated_ranks }
        })
        .collect();
    match design.plan {
        Plan::Exhaustive => followed
            .iter()
            .map(|node| of_factorial(design, &node.base, None, 1, runs_asked))
            .collect(),
        Plan::Crossed { drawn, draws } => {
            let settings: Vec<&[Setting]> = design.extra.iter().map(Vec::as_slice).collect();
            let crossed = evaluator.runs(&settings);
            let of_node = |(at, node): (usize, &Followed)| {
                let output = |run: &Vec<Vec<f64>>| {
                    (Output::new(&run[at], &ranks(&run[at]), &node.stated_ranks)).rank_change
                };
                let changes: Vec<f64> = crossed.par_iter().map(output).collect();
                let outputs: Vec<Output> = crossed
                    .iter()
                    .zip(changes)
                    .map(|(run, rank_change)| Output { rank_change, scores: &run[at] })
                    .collect();
                of_factorial(design, &outputs, Some(drawn), draws, runs_asked)
            };
            followed.iter().enumerate().map(of_node).collect()
        }
        Plan::Sampled => mixed(design, evaluator, &followed, runs_asked),
    }
}

/// From two samples mixed factor by factor. A mixed setting that stands among the runs already (a
/// choice that both samples share, a single factor) is not run again.
fn mixed(
    design: &Design,
    evaluator: &Evaluator,
    followed: &[Followed],
    runs_asked: usize,
) -> Vec<Vec<FactorSensitivity>> {
    let half = design.base.len() / 2;
    let mut found: Vec<Vec<FactorSensitivity>> = vec![Vec::new(); followed.len()];
    for factor in 0..design.choices.len() {
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
        for (node, Followed { base, stated_ranks }) in followed.iter().enumerate() {
            let output = |run: usize| {
                if let Some(at) = known(run) {
                    return Output { rank_change: base[at].rank_change, scores: base[at].scores };
                }
                let scores = &more[place[run]][node];
                Output::new(scores, &ranks(scores), stated_ranks)
            };
            let mixed: Vec<Output> = (0..half).into_par_iter().map(output).collect();
            found[node].push(of_samples(factor, base.split_at(half), &mixed, runs_asked));
        }
    }
    found
}

/// From a full factorial, crossed with draws of the factor that is `drawn`.
fn of_factorial(
    design: &Design,
    outputs: &[Output],
    drawn: Option<usize>,
    draws: usize,
    runs_asked: usize,
) -> Vec<FactorSensitivity> {
    let factorial = design.factorial();
    let each = outputs.len() / draws.max(1);
    let crossed = |of: &dyn Fn(&Output) -> f64| {
        let by_draw = outputs.chunks(each.max(1)).map(|draw| draw.iter().map(of).collect());
        Crossed::new(&factorial, drawn, by_draw.collect())
    };
    let found = crossed(&|output| output.rank_change).indices();
    let n_units = outputs.first().map_or(0, |run| run.scores.len());
    let units: Vec<Option<Vec<f64>>> = (0..n_units)
        .into_par_iter()
        .with_min_len(64)
        .map(|unit| crossed(&|output| output.scores[unit]).totals())
        .collect();
    (0..design.choices.len())
        .map(|factor| {
            let by_unit = units.iter().map(|totals| totals.as_ref().map(|all| all[factor]));
            let indices = found.as_ref().map(|all| all[factor]);
            FactorSensitivity::new(factor, indices, runs_asked, by_unit.collect())
        })
        .collect()
}

/// From samples A and B and A with the factor of B.
fn of_samples(
    factor: usize,
    (a, b): (&[Output], &[Output]),
    mixed: &[Output],
    runs_asked: usize,
) -> FactorSensitivity {
    let indices = |of: &dyn Fn(&Output) -> f64| {
        let values = |runs: &[Output]| runs.iter().map(of).collect::<Vec<f64>>();
        sampled(&values(a), &values(b), &values(mixed))
    };
    let n_units = a.first().map_or(0, |run| run.scores.len());
    let by_unit = (0..n_units)
        .into_par_iter()
        .with_min_len(64)
        .map(|unit| indices(&|output| output.scores[unit]).map(|found| found.total))
        .collect();
    let found =
        FactorSensitivity::new(factor, indices(&|output| output.rank_change), runs_asked, by_unit);
    if a.len() < LEAST_ROWS {
        return FactorSensitivity { status: SensitivityStatus::TooFewRuns, ..found };
    }
    found
}

#[cfg(test)]
mod tests;
