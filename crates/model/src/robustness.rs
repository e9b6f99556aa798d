//! Declared alternatives under which scores are made again, and what comes of it.

use crate::{Aggregation, Imputation, NodeId, Normalisation, OutlierRule};

/// What may be done otherwise. The first choice of a finite factor is the instrument's own.
#[derive(Clone, PartialEq, Debug)]
pub enum FactorKind {
    /// Every weight is multiplied by a uniform draw in 1 ± `noise`.
    Weights {
        /// Half width, 0–1.
        noise: f64,
    },
    /// Another normalisation for every indicator; `None` is the one given.
    Normalisation(Vec<Option<Normalisation>>),
    /// Another rule for one node, or for all; `None` is the one given.
    Aggregation {
        /// The node; `None` for all inner nodes.
        node: Option<NodeId>,
        /// The rules.
        choices: Vec<Option<Aggregation>>,
    },
    /// Another way to fill gaps; `None` is the one given.
    Imputation(Vec<Option<Imputation>>),
    /// Another treatment of outlying values, for indicators on a continuous scale.
    Outliers(Vec<OutlierChoice>),
    /// A node left out; `None` leaves out none.
    LeaveOut(Vec<Option<NodeId>>),
    /// Open answers drawn from donors of the same group, `draws` times.
    OpenAnswers {
        /// Completions.
        draws: usize,
    },
    /// Measurement error: every answered indicator moves by a normal draw of its standard error
    /// of measurement, in points (Lord and Novick, 1968: `sd·√(1 − reliability)`).
    Measurement {
        /// Reliability of an indicator, 0–1, where none is estimated.
        reliability: f64,
    },
}

/// A treatment of outlying values among alternatives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum OutlierChoice {
    /// The one each indicator has.
    AsGiven,
    /// None.
    Untreated,
    /// This one for all.
    Rule(OutlierRule),
}

/// One source of uncertainty.
#[derive(Clone, PartialEq, Debug)]
pub struct Factor {
    /// Its name in results.
    pub id: String,
    /// What varies.
    pub kind: FactorKind,
}

/// How far an answer stands for what is true, as declared: from it follow intervals of the true
/// score under the instrument's own recipe.
#[derive(Clone, PartialEq, Debug)]
pub struct Measurement {
    /// Draws of what may be true, at least 2.
    pub draws: usize,
    /// Reliability of an answer, 0–1: the squared correlation of what is told with what is true;
    /// with independent errors, how an answer would correlate with itself if asked again of a
    /// workshop that has not changed.
    pub reliability: f64,
    /// Indicators with a reliability of their own.
    pub own: Vec<(NodeId, f64)>,
}

impl Measurement {
    /// Reliability of an indicator.
    pub fn reliability_of(&self, indicator: &NodeId) -> f64 {
        let own = self.own.iter().find(|(id, _)| id == indicator);
        own.map_or(self.reliability, |(_, reliability)| *reliability)
    }
}

/// All declared alternatives.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Alternatives {
    /// Runs of the Monte Carlo.
    pub runs: usize,
    /// Factors, each drawn on its own.
    pub factors: Vec<Factor>,
    /// How many would be selected, for «who would be selected under each alternative».
    pub select: Option<usize>,
}

impl FactorKind {
    /// Number of choices; `None` for a factor that is drawn from a continuum.
    pub fn choices(&self) -> Option<usize> {
        match self {
            Self::Weights { .. } | Self::Measurement { .. } => None,
            Self::Normalisation(choices) => Some(choices.len()),
            Self::Aggregation { choices, .. } => Some(choices.len()),
            Self::Imputation(choices) => Some(choices.len()),
            Self::Outliers(choices) => Some(choices.len()),
            Self::LeaveOut(choices) => Some(choices.len()),
            Self::OpenAnswers { draws } => Some(*draws),
        }
    }
}
