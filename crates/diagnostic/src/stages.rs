//! From cleaned values to points, stage by stage: what was read, what was imputed, what was
//! treated, and the normalisations as they were fitted.

use crate::adjust::NodeRules;
use crate::block::leaf_points;
use crate::impute::{ImputeContext, Imputed, impute};
use crate::normalise::{Unfit, fit};
use crate::outliers::{Treatment, treat};
use crate::tree::{PointColumn, Tree};
use nanduti_model::{
    Answered, Fitted, Imputation, Indicator, Instrument, Normalisation, OutlierRule, SampleKind,
    WorkshopId,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why an indicator has no scores although it was answered.
#[derive(Clone, PartialEq, Debug)]
pub struct NotFitted {
    /// Position of the indicator node.
    pub node: usize,
    /// The group whose sample could not be fitted, as a position among the groups that occur.
    pub group: usize,
    /// Why.
    pub why: Unfit,
}

/// How the values of one indicator were treated.
#[derive(Clone, PartialEq, Debug)]
pub struct Treated {
    /// Position of the indicator node.
    pub node: usize,
    /// What moved.
    pub treatment: Treatment,
    /// Whether it holds. A logarithm is not applied under a fixed normalisation, whose goalposts
    /// are in the value's own unit: the values stay as found.
    pub applied: bool,
}

/// The values of every indicator before normalisation, and what became of them. Columns follow
/// the indicators in instrument order.
#[derive(Clone, PartialEq, Debug)]
pub struct Stages {
    /// Positions of the indicator nodes.
    pub nodes: Vec<usize>,
    /// As answered, with what does not apply taken out.
    pub cleaned: Arc<Vec<Vec<Answered<f64>>>>,
    /// Cells that were filled in.
    pub imputed: Vec<Imputed>,
    /// After imputation, before outliers were treated; `None` where nothing was imputed.
    pub completed: Vec<Option<Vec<Answered<f64>>>>,
    /// What the treatment of outliers moved, for indicators that have one.
    pub treated: Vec<Treated>,
    /// Imputed and treated: what is normalised; `None` where it is what stands before.
    pub ready: Vec<Option<Vec<Answered<f64>>>>,
    /// Fixed normalisations, one entry an indicator.
    pub fitted: Vec<Fitted>,
    /// Samples that could not be fitted: their indicators have no score there.
    pub not_fitted: Vec<NotFitted>,
}

/// The rows of a grouping column as positions among its groups.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Groups {
    /// Names of the groups that occur, in order.
    pub names: Vec<String>,
    /// Group of each row; `None` where not known.
    pub of_row: Vec<Option<u32>>,
}

impl Groups {
    /// The rows by the position their group has in another list of names.
    pub(crate) fn among(&self, names: &[String]) -> Vec<Option<u32>> {
        let places: Vec<Option<u32>> = self
            .names
            .iter()
            .map(|name| names.iter().position(|known| known == name).map(|at| at as u32))
            .collect();
        self.of_row.iter().map(|group| group.and_then(|group| places[group as usize])).collect()
    }
}

/// What scores are made from: the tree, the values as answered, and the groups they are read in.
#[derive(Clone, PartialEq, Debug)]
pub struct Scoring<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// Its tree.
    pub tree: Tree,
    /// Bonus and cap rules with the rows they hold for.
    pub rules: NodeRules,
    /// Values of the indicators as answered, in the order of the tree's leaves.
    pub cleaned: Arc<Vec<Vec<Answered<f64>>>>,
    /// Groups by the name of their question or derived value.
    pub groups: BTreeMap<String, Groups>,
    /// Codes of the rows; empty where the data have none.
    pub units: &'a [WorkshopId],
    /// Seed of random imputations.
    pub seed: u64,
}

impl Stages {
    /// Runs imputation, treatment and fitting. With `frozen`, normalisations of an earlier frame
    /// hold and nothing is fitted again.
    pub fn run(input: &Scoring, frozen: Option<&[Fitted]>) -> Self {
        let mut stages = Self::cleaned(input);
        let indicators = input.indicators();
        let plan: Vec<Imputation> = indicators.iter().map(|i| i.imputation.clone()).collect();
        stages.impute(input, &plan, 0);
        stages.treat(input, &indicators.iter().map(|i| i.outliers).collect::<Vec<_>>());
        stages.fit(input, frozen);
        stages
    }

    /// The stages under another imputation and treatment, with the normalisations fitted again.
    pub(crate) fn varied(
        input: &Scoring,
        plan: &[Imputation],
        rules: &[Option<OutlierRule>],
        draw: u64,
    ) -> Self {
        let mut stages = Self::cleaned(input);
        stages.impute(input, plan, draw);
        stages.treat(input, rules);
        stages.fit(input, None);
        stages
    }

    fn cleaned(input: &Scoring) -> Self {
        let n = input.cleaned.len();
        Self {
            nodes: input.tree.leaves.clone(),
            cleaned: Arc::clone(&input.cleaned),
            imputed: Vec::new(),
            completed: vec![None; n],
            treated: Vec::new(),
            ready: vec![None; n],
            fitted: Vec::new(),
            not_fitted: Vec::new(),
        }
    }

    /// What is normalised, for the indicator at this position of the list.
    pub fn ready(&self, at: usize) -> &[Answered<f64>] {
        self.ready[at].as_deref().unwrap_or_else(|| self.completed(at))
    }

    /// After imputation, for the indicator at this position of the list.
    pub fn completed(&self, at: usize) -> &[Answered<f64>] {
        self.completed[at].as_deref().unwrap_or(&self.cleaned[at])
    }

    fn impute(&mut self, input: &Scoring, plan: &[Imputation], draw: u64) {
        if plan.iter().all(|kind| *kind == Imputation::None) {
            return;
        }
        let normalisations: Vec<Normalisation> = (0..plan.len())
            .map(|at| {
                let given = &input.indicators()[at].normalisation;
                let relative = matches!(given, Normalisation::Sample { .. });
                let fixed = (relative && plan[at] == Imputation::OwnAxis)
                    .then(|| self.fit_with(input, at, given).0)
                    .and_then(|fitted| fitted.by_group.into_iter().flatten().next());
                fixed.unwrap_or_else(|| given.clone())
            })
            .collect();
        let mut columns: Vec<Vec<Answered<f64>>> = self.cleaned.to_vec();
        let (groups, parents) = (input.donor_groups(), input.parents());
        let context = ImputeContext {
            groups: &groups,
            parents: &parents,
            normalisations: &normalisations,
            seed: input.seed,
            draw,
        };
        self.imputed = impute(&mut columns, plan, &context);
        for (at, column) in columns.into_iter().enumerate() {
            if self.imputed.iter().any(|cell| cell.column == at && cell.value.is_ok()) {
                self.completed[at] = Some(column);
            }
        }
    }

    fn treat(&mut self, input: &Scoring, rules: &[Option<OutlierRule>]) {
        let indicators = input.indicators();
        let done: Vec<Option<(Vec<Answered<f64>>, Treatment)>> = (0..rules.len())
            .into_par_iter()
            .map(|at| {
                let rule = rules[at].as_ref()?;
                let mut values = self.completed(at).to_vec();
                let treatment = treat(&mut values, rule);
                Some((values, treatment))
            })
            .collect();
        for (at, done) in done.into_iter().enumerate() {
            if let Some((values, treatment)) = done {
                let relative = matches!(indicators[at].normalisation, Normalisation::Sample { .. });
                let applied = treatment.transform.is_none() || relative;
                let moved = !treatment.moved.is_empty() || treatment.transform.is_some();
                self.ready[at] = (applied && moved).then_some(values);
                self.treated.push(Treated { node: self.nodes[at], treatment, applied });
            }
        }
    }

    fn fit(&mut self, input: &Scoring, frozen: Option<&[Fitted]>) {
        if let Some(frozen) = frozen {
            self.fitted = frozen.to_vec();
            for (at, fitted) in self.fitted.iter_mut().enumerate() {
                let given = input.instrument.indicator(self.nodes[at]);
                let groups = given.map(|given| input.groups_of(&given.normalisation));
                fitted.group_of = groups.unwrap_or_default().among(&fitted.groups);
            }
            return;
        }
        let found: Vec<(Fitted, Vec<(usize, Unfit)>)> =
            (0..self.nodes.len()).into_par_iter().map(|at| self.fit_one(input, at)).collect();
        for (at, (fitted, unfit)) in found.into_iter().enumerate() {
            self.fitted.push(fitted);
            self.not_fitted.extend(unfit.into_iter().map(|(group, why)| NotFitted {
                node: self.nodes[at],
                group,
                why,
            }));
        }
    }

    fn fit_one(&self, input: &Scoring, at: usize) -> (Fitted, Vec<(usize, Unfit)>) {
        let node = self.nodes[at];
        let Some(indicator) = input.instrument.indicator(node) else {
            return (Fitted::default(), Vec::new());
        };
        self.fit_with(input, at, &indicator.normalisation)
    }

    /// Fits a normalisation on what is ready of an indicator.
    pub(crate) fn fit_with(
        &self,
        input: &Scoring,
        at: usize,
        normalisation: &Normalisation,
    ) -> (Fitted, Vec<(usize, Unfit)>) {
        let node = self.nodes[at];
        let reference = input.reference(normalisation, self.ready(at));
        let groups = input.groups_of(normalisation);
        let mut values: Vec<Vec<f64>> = vec![Vec::new(); groups.names.len().max(1)];
        for (row, value) in self.ready(at).iter().enumerate() {
            let group = groups.of_row.get(row).map_or(Some(0), |group| *group);
            if let (Ok(value), Some(group)) = (value, group) {
                values[group as usize].push(*value);
            }
        }
        let mut unfit = Vec::new();
        let by_group = values
            .iter()
            .enumerate()
            .map(|(group, values)| {
                fit(normalisation, values, reference)
                    .inspect_err(|why| unfit.push((group, *why)))
                    .ok()
            })
            .collect();
        let treated = self.treated.iter().find(|treated| treated.node == node && treated.applied);
        let treatment = treated.map(|treated| &treated.treatment);
        let fitted = Fitted {
            node,
            low: treatment.and_then(|t| t.low),
            high: treatment.and_then(|t| t.high),
            log: treatment.and_then(|t| t.transform),
            by_group,
            groups: groups.names,
            group_of: groups.of_row,
        };
        (fitted, unfit)
    }

    /// Points of an indicator, row by row, on its output range; gaps and what has no points weigh
    /// nothing.
    pub(crate) fn points(&self, at: usize, indicator: &Indicator) -> PointColumn {
        leaf_points(&self.fitted[at], indicator, self.completed(at), 0)
    }
}

impl Scoring<'_> {
    /// The indicators, in the order of the tree's leaves.
    pub fn indicators(&self) -> Vec<&Indicator> {
        self.tree.leaves.iter().filter_map(|&node| self.instrument.indicator(node)).collect()
    }

    fn groups_of(&self, normalisation: &Normalisation) -> Groups {
        match normalisation {
            Normalisation::Sample { within: Some(name), .. } => {
                self.groups.get(name).cloned().unwrap_or_default()
            }
            _ => Groups::default(),
        }
    }

    fn reference(&self, normalisation: &Normalisation, values: &[Answered<f64>]) -> Option<f64> {
        match normalisation {
            Normalisation::Sample { kind: SampleKind::DistanceToReference { unit }, .. } => {
                let row = self.units.iter().position(|id| id.as_str() == unit)?;
                values.get(row)?.ok()
            }
            _ => None,
        }
    }

    /// Groups as imputation reads them.
    fn donor_groups(&self) -> BTreeMap<String, Vec<Option<u32>>> {
        self.groups.iter().map(|(name, groups)| (name.clone(), groups.of_row.clone())).collect()
    }

    /// Parent of each indicator.
    fn parents(&self) -> Vec<usize> {
        self.tree.leaves.iter().map(|&leaf| self.tree.nodes[leaf].parent.unwrap_or(leaf)).collect()
    }
}
