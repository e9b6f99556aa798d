//! One run: the scores of the followed nodes under one setting of every factor.

use super::RobustnessInput;
use super::batch::WeightBatch;
use crate::Scoring;
use crate::block::leaf_points;
use crate::score::FloorState;
use crate::stages::Stages;
use crate::tree::{PointColumn, Tree};
use nanduti_model::{
    Aggregation, Factor, FactorKind, Imputation, Normalisation, OutlierChoice, OutlierRule,
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
    /// Where anything in a node applies, by followed node and row.
    applies: Vec<Vec<bool>>,
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
        let applies = input
            .nodes
            .iter()
            .map(|&node| scored[node].share.iter().map(|share| !share.is_nan()).collect())
            .collect();
        Self { input, points, spread, stated, applies }
    }

    /// What a floor watches in a run: the scores of followed node `at` in it, for one row.
    pub(crate) fn floor_state(&self, at: usize, scores: &[f64], row: usize) -> FloorState {
        match scores[row] {
            points if !points.is_nan() => FloorState::Points(points),
            _ if self.applies[at][row] => FloorState::Unknown,
            _ => FloorState::NotApplicable,
        }
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

    /// [`Evaluator::run`] of many settings, in their order. Those that share their points and differ
    /// in weights alone are made together.
    pub(crate) fn runs(&self, settings: &[&[Setting]]) -> Vec<Vec<Vec<f64>>> {
        let mut by_points: BTreeMap<PointKey, Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for (at, setting) in settings.iter().enumerate() {
            if self.only_weights(setting) {
                by_points.entry(point_key(self.input, setting)).or_default().push(at);
            } else {
                alone.push(at);
            }
        }
        let batches: Vec<(&PointKey, &[usize])> = by_points
            .iter()
            .flat_map(|(key, runs)| runs.chunks(WeightBatch::MOST).map(move |part| (key, part)))
            .collect();
        let tree = &self.input.scoring.tree;
        let mut found: Vec<(usize, Vec<Vec<f64>>)> = batches
            .par_iter()
            .flat_map_iter(|(key, runs)| {
                let weights: Vec<Vec<f64>> =
                    runs.iter().map(|&run| self.weights(settings[run])).collect();
                let batch = WeightBatch::new(tree, &weights);
                let scores = batch.scores(&self.points[*key], self.input.nodes, &self.stated);
                runs.iter().copied().zip(scores)
            })
            .collect();
        found.par_extend(alone.into_par_iter().map(|run| (run, self.run(settings[run]))));
        found.sort_unstable_by_key(|(run, _)| *run);
        found.into_iter().map(|(_, scores)| scores).collect()
    }

    /// Whether a setting changes nothing after the points but weights, of a tree of arithmetic
    /// means without rules.
    fn only_weights(&self, setting: &[Setting]) -> bool {
        let scoring = self.input.scoring;
        let factors = self.input.alternatives.factors.iter().zip(setting);
        let moves_more = |(factor, setting): (&Factor, &Setting)| match (&factor.kind, setting) {
            (FactorKind::Measurement { .. }, Setting::Draw(_)) => true,
            (FactorKind::Aggregation { choices, .. }, Setting::Choice(choice)) => {
                choices[*choice].is_some()
            }
            _ => false,
        };
        scoring.tree.is_additive()
            && scoring.rules.0.is_empty()
            && !factors.into_iter().any(moves_more)
    }

    /// The weights of all nodes under a setting.
    fn weights(&self, setting: &[Setting]) -> Vec<f64> {
        let mut weights: Vec<f64> =
            self.input.scoring.tree.nodes.iter().map(|node| node.weight).collect();
        for (factor, setting) in self.input.alternatives.factors.iter().zip(setting) {
            match (&factor.kind, setting) {
                (FactorKind::Weights { noise }, Setting::Draw(key)) => {
                    for (at, weight) in weights.iter_mut().enumerate() {
                        let shift = noise * (2.0 * key.at(at as u64).uniform() - 1.0);
                        *weight *= (1.0 + shift).max(0.0);
                    }
                }
                (FactorKind::LeaveOut(nodes), Setting::Choice(choice)) => {
                    let left_out = nodes[*choice].as_ref();
                    if let Some(at) = left_out.and_then(|id| self.input.scoring.instrument.node(id))
                    {
                        weights[at] = 0.0;
                    }
                }
                _ => {}
            }
        }
        weights
    }

    /// The tree under the setting: weights drawn, rules exchanged, a node left out.
    fn tree(&self, setting: &[Setting]) -> Tree {
        let mut tree = self.input.scoring.tree.clone();
        for (node, weight) in tree.nodes.iter_mut().zip(self.weights(setting)) {
            node.weight = weight;
        }
        for (factor, setting) in self.input.alternatives.factors.iter().zip(setting) {
            if let (FactorKind::Aggregation { node, choices }, Setting::Choice(choice)) =
                (&factor.kind, setting)
                && let Some(rule) = &choices[*choice]
            {
                self.exchange(&mut tree, node.as_ref(), rule);
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
            leaf_points(&fitted, indicators[at], stages.completed(at), 0)
        })
        .collect()
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
