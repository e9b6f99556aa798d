//! What a bundle is worth to a workshop: axis points at the end of quarter 4.

use crate::bundles::allowed::condition;
use crate::plan_input::PlanInput;
use nanduti_model::Quarter;
use nanduti_rules::{
    ActiveLine, Draws, ExpectedDraws, apply_effect, effect_scales, effect_targets, values_after,
};

/// The quarter at whose end gains count: the last of the cohort.
pub(crate) const GAIN_QUARTER: Quarter = Quarter(Quarter::PER_COHORT - 1);

/// Positions of the indicators that each effect of the catalogue moves.
pub(crate) type Targets = Vec<Vec<Option<usize>>>;

/// Appraises bundles of one workshop; keeps its buffers between calls.
#[derive(Debug)]
pub(crate) struct Appraisal<'a> {
    input: &'a PlanInput<'a>,
    targets: &'a Targets,
    workshop: usize,
    /// Scale of every effect for this workshop, 0–1.
    pub(crate) scales: Vec<Vec<f64>>,
    before: Vec<f64>,
    values: Vec<Option<f64>>,
    after: Vec<f64>,
    sorted: Vec<ActiveLine>,
}

/// Sizes of effects fixed beforehand, without decay.
pub(crate) struct FixedDraws(pub(crate) Vec<Vec<f64>>);

impl Draws for FixedDraws {
    fn size(&self, intervention: usize, effect: usize) -> f64 {
        self.0[intervention][effect]
    }

    fn strength(&self, _: usize, _: usize, _: u8) -> f64 {
        1.0
    }
}

impl<'a> Appraisal<'a> {
    /// For one workshop. `targets` come from [`targets`].
    pub(crate) fn new(input: &'a PlanInput<'a>, targets: &'a Targets, workshop: usize) -> Self {
        let n_axes = input.frame.n_axes();
        let mut before = vec![0.0; n_axes];
        input.frame.rescore(workshop, input.frame.values(workshop), &mut before);
        let scales =
            effect_scales(input.catalogue, input.regularity(workshop), condition(input, workshop));
        Self {
            input,
            targets,
            workshop,
            scales,
            before,
            values: Vec::new(),
            after: vec![0.0; n_axes],
            sorted: Vec::new(),
        }
    }

    /// Gain by axis of these lines under `draws`; the slice stays valid until the next call.
    pub(crate) fn gain_with(&mut self, lines: &[ActiveLine], draws: &dyn Draws) -> &[f64] {
        self.sorted.clear();
        self.sorted.extend_from_slice(lines);
        self.sorted.sort_unstable();
        self.fill_values(draws);
        self.input.frame.rescore(self.workshop, &self.values, &mut self.after);
        for (after, before) in self.after.iter_mut().zip(&self.before) {
            *after -= before;
        }
        &self.after
    }

    /// Gain by axis of these lines with expected effects.
    pub(crate) fn gain(&mut self, lines: &[ActiveLine]) -> &[f64] {
        let draws = ExpectedDraws(self.input.catalogue);
        self.gain_with(lines, &draws)
    }

    /// Policy-weighted gain of these lines with expected effects.
    pub(crate) fn value(&mut self, lines: &[ActiveLine]) -> f64 {
        let input = self.input;
        input.weighted(self.gain(lines))
    }

    /// Indicator values at the end of quarter 4 under these lines and `draws`.
    pub(crate) fn values_with(
        &mut self,
        lines: &[ActiveLine],
        draws: &dyn Draws,
    ) -> &[Option<f64>] {
        self.sorted.clear();
        self.sorted.extend_from_slice(lines);
        self.sorted.sort_unstable();
        self.fill_values(draws);
        &self.values
    }

    fn fill_values(&mut self, draws: &dyn Draws) {
        values_after(
            self.input.frame,
            self.workshop,
            self.input.catalogue,
            self.targets,
            &self.scales,
            &self.sorted,
            GAIN_QUARTER,
            draws,
            &mut self.values,
        );
    }

    /// How far an effect moves its indicator towards the best value, in the indicator's unit;
    /// 0 where it moves nothing of this workshop, negative for a side effect.
    pub(crate) fn progress(&self, intervention: usize, effect: usize) -> f64 {
        let frame = self.input.frame;
        let Some(at) = self.targets[intervention][effect] else { return 0.0 };
        let Some(value) = frame.values(self.workshop)[at] else { return 0.0 };
        let best = frame.best(at, value);
        let what = &self.input.catalogue.interventions[intervention].effects[effect];
        let scale = self.scales[intervention][effect];
        let after = apply_effect(what.kind, what.expected, value, best, frame.spread(at), scale);
        (after - value) * (best - value).signum()
    }

    /// Whether an effect acts on an indicator that applies to this workshop.
    pub(crate) fn moves(&self, intervention: usize, effect: usize) -> bool {
        self.targets[intervention][effect].is_some_and(|at| {
            self.input.frame.values(self.workshop).get(at).copied().flatten().is_some()
        })
    }

    /// Every effect at the end of its range that helps this workshop less (`favourable` false)
    /// or more (true). Which end that is depends on the side of the best value it stands on;
    /// indicators that effects multiply are never below zero.
    pub(crate) fn end_draws(&self, favourable: bool) -> FixedDraws {
        let frame = self.input.frame;
        let size = |i: usize, e: usize| {
            let effect = &self.input.catalogue.interventions[i].effects[e];
            let upward = self.targets[i][e]
                .and_then(|at| {
                    let value = frame.values(self.workshop)[at]?;
                    Some(frame.best(at, value) >= value)
                })
                .unwrap_or(true);
            if upward == favourable { effect.high } else { effect.low }
        };
        FixedDraws(
            self.input
                .catalogue
                .interventions
                .iter()
                .enumerate()
                .map(|(i, what)| (0..what.effects.len()).map(|e| size(i, e)).collect())
                .collect(),
        )
    }
}

/// Positions of the indicators that each effect moves, for all workshops.
pub(crate) fn targets(input: &PlanInput) -> Targets {
    effect_targets(input.catalogue, input.frame.indicators())
}
