//! What lines are worth, straight from the effect rule and the frozen frame.

use crate::PlanInput;
use nanduti_model::Quarter;
use nanduti_rules::{
    ActiveLine, DiagnosisScope, Draws, effect_scales, effect_targets, holds, values_after,
};

/// Effects of every size: expected, or at the end that helps a workshop less or more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sizes {
    Expected,
    Least,
    Most,
}

/// Where effects of the catalogue act in the frame.
pub(super) struct Worth<'a> {
    input: &'a PlanInput<'a>,
    targets: Vec<Vec<Option<usize>>>,
}

struct Sized<'a> {
    worth: &'a Worth<'a>,
    workshop: usize,
    sizes: Sizes,
}

impl Draws for Sized<'_> {
    fn size(&self, intervention: usize, effect: usize) -> f64 {
        let what = &self.worth.input.catalogue.interventions[intervention].effects[effect];
        let frame = self.worth.input.frame;
        let grows = self.worth.targets[intervention][effect]
            .and_then(|at| frame.values(self.workshop)[at].map(|v| frame.best(at, v) - v >= 0.0));
        match (self.sizes, grows.unwrap_or(true)) {
            (Sizes::Expected, _) => what.expected,
            (Sizes::Least, true) | (Sizes::Most, false) => what.low,
            (Sizes::Least, false) | (Sizes::Most, true) => what.high,
        }
    }

    fn strength(&self, _: usize, _: usize, _: u8) -> f64 {
        1.0
    }
}

impl<'a> Worth<'a> {
    pub(super) fn new(input: &'a PlanInput<'a>) -> Self {
        Self { input, targets: effect_targets(input.catalogue, input.frame.indicators()) }
    }

    /// Scale of every effect for a workshop.
    pub(super) fn scales(&self, workshop: usize) -> Vec<Vec<f64>> {
        let input = self.input;
        let matched = input.is_matched(workshop);
        let scope = DiagnosisScope { diagnosis: input.diagnosis, workshop, matched };
        effect_scales(input.catalogue, input.regularity(workshop), |e| holds(e, &scope))
    }

    /// Position of the indicator an effect moves, where it applies to the workshop.
    pub(super) fn target(&self, workshop: usize, i: usize, e: usize) -> Option<usize> {
        self.targets[i][e].filter(|&at| self.input.frame.values(workshop)[at].is_some())
    }

    /// Indicator values at the end of the cohort's last quarter.
    pub(super) fn values(
        &self,
        workshop: usize,
        scales: &[Vec<f64>],
        lines: &[ActiveLine],
        sizes: Sizes,
    ) -> Vec<Option<f64>> {
        let mut sorted = lines.to_vec();
        sorted.sort_unstable();
        let mut values = Vec::new();
        values_after(
            self.input.frame,
            workshop,
            self.input.catalogue,
            &self.targets,
            scales,
            &sorted,
            Quarter(Quarter::PER_COHORT - 1),
            &Sized { worth: self, workshop, sizes },
            &mut values,
        );
        values
    }

    /// Gain by axis.
    pub(super) fn gain(
        &self,
        workshop: usize,
        scales: &[Vec<f64>],
        lines: &[ActiveLine],
        sizes: Sizes,
    ) -> Vec<f64> {
        let frame = self.input.frame;
        let (mut before, mut after) = (vec![0.0; frame.n_axes()], vec![0.0; frame.n_axes()]);
        frame.rescore(workshop, frame.values(workshop), &mut before);
        frame.rescore(workshop, &self.values(workshop, scales, lines, sizes), &mut after);
        after.iter().zip(&before).map(|(a, b)| a - b).collect()
    }
}
