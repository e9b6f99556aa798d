//! One run: the scores of the followed nodes under one setting of every factor.

use super::RobustnessInput;
use crate::Scoring;
use crate::stages::{Stages, on_range};
use crate::tree::{PointColumn, Tree};
use nanduti_model::{
    Aggregation, FactorKind, Fitted, Imputation, Missing, Normalisation, OutlierChoice, OutlierRule,
};
use nanduti_stats::{Key, sample_sd};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where a factor stands in a run.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Setting {
    /// At the instrument's own choice.
    Own,
    /// At one of its choices.
    Choice(usize),
    /// Drawn from a continuum with this key.
    Draw(Key),
}

/// Choices that points of indicators depend on, one entry a factor; `None` for the factors that
/// act later.
type PointKey = Vec<Option<usize>>;

/// Makes scores under settings.
#[derive(Debug)]
pub(crate) struct Evaluator<'a> {
    input: &'a RobustnessInput<'a>,
    /// Points of the indicators, by the choices they depend on.
    points: BTreeMap<PointKey, Vec<PointColumn>>,
    /// Standard deviation of the points of each indicator, as stated.
    spread: Vec<f64>,
    /// Where a score is stated, by followed node and row.
    stated: Vec<Vec<bool>>,
}

impl<'a> Evaluator<'a> {
    /// Prepares the points that the settings will need.
    pub(crate) fn new(input: &'a RobustnessInput<'a>, settings: &[&[Setting]]) -> Self {
        let factors = &input.alternatives.factors;
        let keys: BTreeSet<PointKey> = settings
            .iter()
            .map(|setting| point_key(input, setting))
            .chain(single_choices(input))
            .collect();
        let keys: Vec<PointKey> = keys.into_iter().collect();
        let points = keys.par_iter().map(|key| points_under(input, key)).collect::<Vec<_>>();
        let points: BTreeMap<PointKey, Vec<PointColumn>> = keys.into_iter().zip(points).collect();
        let own = &points[&vec![None; factors.len()]];
        let spread = own
            .iter()
            .map(|column| {
                let known: Vec<f64> =
                    (0..column.points.len()).filter_map(|row| column.get(row)).collect();
                sample_sd(&known).unwrap_or(0.0)
            })
            .collect();
        let scored = input.scoring.tree.score(own, &input.scoring.rules);
        let stated = input
            .nodes
            .iter()
            .map(|&node| {
                let column = &scored[node];
                let least = input.scoring.tree.nodes[node].min_availability;
                column.share.iter().map(|share| *share > 0.0 && *share >= least - 1e-9).collect()
            })
            .collect();
        Self { input, points, spread, stated }
    }

    /// Scores of the followed nodes, row by row; `NaN` where none is stated.
    pub(crate) fn run(&self, setting: &[Setting]) -> Vec<Vec<f64>> {
        let scoring = self.input.scoring;
        let key = point_key(self.input, setting);
        let points = &self.points[&key];
        let tree = self.tree(setting);
        let moved = self.measured(setting, points);
        let scored = tree.score(moved.as_ref().unwrap_or(points), &scoring.rules);
        self.input
            .nodes
            .iter()
            .zip(&self.stated)
            .map(|(&node, stated)| {
                (0..stated.len())
                    .map(|row| {
                        let known = scored[node].get(row).filter(|_| stated[row]);
                        known.unwrap_or(f64::NAN)
                    })
                    .collect()
            })
            .collect()
    }

    /// The tree under the setting: weights drawn, rules exchanged, a node left out.
    fn tree(&self, setting: &[Setting]) -> Tree {
        let mut tree = self.input.scoring.tree.clone();
        for (factor, setting) in self.input.alternatives.factors.iter().zip(setting) {
            match (&factor.kind, setting) {
                (FactorKind::Weights { noise }, Setting::Draw(key)) => {
                    for (at, node) in tree.nodes.iter_mut().enumerate() {
                        let shift = noise * (2.0 * key.at(at as u64).uniform() - 1.0);
                        node.weight *= (1.0 + shift).max(0.0);
                    }
                }
                (FactorKind::Aggregation { node, choices }, Setting::Choice(choice)) => {
                    if let Some(rule) = &choices[*choice] {
                        self.exchange(&mut tree, node.as_ref(), rule);
                    }
                }
                (FactorKind::LeaveOut(nodes), Setting::Choice(choice)) => {
                    let left_out = nodes[*choice].as_ref();
                    if let Some(at) = left_out.and_then(|id| self.input.scoring.instrument.node(id))
                    {
                        tree.nodes[at].weight = 0.0;
                    }
                }
                _ => {}
            }
        }
        tree
    }

    fn exchange(&self, tree: &mut Tree, id: Option<&nanduti_model::NodeId>, rule: &Aggregation) {
        let only = id.and_then(|id| self.input.scoring.instrument.node(id));
        for (at, node) in tree.nodes.iter_mut().enumerate() {
            if !node.children.is_empty() && (id.is_none() || only == Some(at)) {
                node.rule = rule.clone();
            }
        }
    }

    /// Points moved by measurement error, where a factor says so. Ordinal and other bounded
    /// points stay on their range.
    fn measured(&self, setting: &[Setting], points: &[PointColumn]) -> Option<Vec<PointColumn>> {
        let factors = self.input.alternatives.factors.iter().zip(setting);
        let (reliability, key) = factors.into_iter().find_map(|pair| match pair {
            (factor, Setting::Draw(key)) => match factor.kind {
                FactorKind::Measurement { reliability } => Some((reliability, *key)),
                _ => None,
            },
            _ => None,
        })?;
        let indicators = self.input.scoring.indicators();
        let mut moved = points.to_vec();
        for (at, column) in moved.iter_mut().enumerate() {
            let error = self.spread[at] * (1.0 - reliability).max(0.0).sqrt();
            let (low, high) = indicators[at].output_range;
            for row in 0..column.points.len() {
                if column.share[row] > 0.0 {
                    let draw = key.at(at as u64).at(row as u64).normal();
                    column.points[row] =
                        (column.points[row] + error * draw).clamp(low.min(high), low.max(high));
                }
            }
        }
        Some(moved)
    }
}

/// The own choice of every factor, and each choice alone.
fn single_choices(input: &RobustnessInput) -> Vec<PointKey> {
    let factors = &input.alternatives.factors;
    let own = vec![Setting::Own; factors.len()];
    let mut keys = vec![point_key(input, &own)];
    for (at, factor) in factors.iter().enumerate() {
        for choice in 0..factor.kind.choices().unwrap_or(0) {
            let mut setting = own.clone();
            setting[at] = Setting::Choice(choice);
            keys.push(point_key(input, &setting));
        }
    }
    keys
}

/// The part of a setting that points of indicators depend on.
fn point_key(input: &RobustnessInput, setting: &[Setting]) -> PointKey {
    input
        .alternatives
        .factors
        .iter()
        .zip(setting)
        .map(|(factor, setting)| match (&factor.kind, setting) {
            (
                FactorKind::Weights { .. }
                | FactorKind::Aggregation { .. }
                | FactorKind::LeaveOut(_)
                | FactorKind::Measurement { .. },
                _,
            )
            | (_, Setting::Own | Setting::Draw(_)) => None,
            (_, Setting::Choice(choice)) => Some(*choice),
        })
        .collect()
}

/// What the point factors of a key choose.
#[derive(Default)]
struct Chosen {
    imputation: Option<Imputation>,
    outliers: Option<OutlierChoice>,
    normalisation: Option<Normalisation>,
    open_answers: Option<u64>,
}

impl Chosen {
    fn new(input: &RobustnessInput, key: &PointKey) -> Self {
        let mut chosen = Self::default();
        for (factor, choice) in input.alternatives.factors.iter().zip(key) {
            let Some(choice) = *choice else { continue };
            match &factor.kind {
                FactorKind::Imputation(choices) => chosen.imputation.clone_from(&choices[choice]),
                FactorKind::Outliers(choices) => chosen.outliers = Some(choices[choice]),
                FactorKind::Normalisation(choices) => {
                    chosen.normalisation.clone_from(&choices[choice]);
                }
                FactorKind::OpenAnswers { .. } => chosen.open_answers = Some(choice as u64),
                _ => {}
            }
        }
        chosen
    }
}

/// Points of the indicators under the choices of a key.
fn points_under(input: &RobustnessInput, key: &PointKey) -> Vec<PointColumn> {
    let chosen = Chosen::new(input, key);
    let stages = varied(input, &chosen);
    let indicators = input.scoring.indicators();
    (0..indicators.len())
        .map(|at| {
            let Some(normalisation) = &chosen.normalisation else {
                return stages.points(at, indicators[at]);
            };
            let (fitted, _) = stages.fit_with(input.scoring, at, normalisation);
            normalised(&stages, at, &fitted, |points| on_range(indicators[at], points))
        })
        .collect()
}

fn normalised(
    stages: &Stages,
    at: usize,
    fitted: &Fitted,
    on_range: impl Fn(f64) -> f64,
) -> PointColumn {
    let cells = stages.completed(at).iter().enumerate().map(|(row, value)| {
        let points = value.ok().and_then(|x| fitted.score(row, x)).map(&on_range);
        let share = match (points, value) {
            (Some(_), _) => 1.0,
            (None, Err(Missing::NotApplicable)) => f64::NAN,
            (None, _) => 0.0,
        };
        (points.unwrap_or(0.0), share)
    });
    let (points, share) = cells.unzip();
    PointColumn { points, share }
}

/// The stages with another imputation or treatment; the normalisations stay as they were fitted
/// where they are fixed, and are fitted again where they are relative to the sample.
fn varied(input: &RobustnessInput, chosen: &Chosen) -> Stages {
    let scoring: &Scoring = input.scoring;
    let nothing_changed =
        chosen.imputation.is_none() && chosen.outliers.is_none() && chosen.open_answers.is_none();
    if nothing_changed {
        return input.stages.clone();
    }
    let donors = input.donors.map(str::to_owned);
    let plan: Vec<Imputation> = scoring
        .indicators()
        .iter()
        .map(|indicator| match (&chosen.imputation, chosen.open_answers) {
            (_, Some(_)) => Imputation::HotDeck(donors.clone()),
            (Some(kind), None) => kind.clone(),
            (None, None) => indicator.imputation.clone(),
        })
        .collect();
    let rules: Vec<Option<OutlierRule>> = scoring
        .indicators()
        .iter()
        .map(|indicator| match chosen.outliers {
            Some(OutlierChoice::Untreated) => None,
            Some(OutlierChoice::Rule(rule)) if !indicator.normalisation.is_ordinal() => Some(rule),
            _ => indicator.outliers,
        })
        .collect();
    Stages::varied(scoring, &plan, &rules, chosen.open_answers.unwrap_or(0))
}
