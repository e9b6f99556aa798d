//! How the units of a survey were drawn, as an instrument declares it: which questions hold the
//! sampling weight, the stratum and the primary sampling unit, and how large the population is.

use crate::QuestionId;

/// How many sampling units the population holds, by stratum: units, or clusters of units where
/// the design names them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PopulationSizes {
    /// The answer to a question, the same for every unit of a stratum.
    Question(QuestionId),
    /// Stated by the name of the stratum.
    ByStratum(Vec<(String, u64)>),
    /// One number: there are no strata.
    Whole(u64),
}

/// What to do with a stratum of which one sampling unit was drawn, so that its spread is unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SingleUnitRule {
    /// Whatever it touches has no standard error.
    #[default]
    Refuse,
    /// It adds nothing, as if drawn with certainty.
    Certainty,
    /// Its distance from the mean of the sample stands for its spread.
    Centre,
}

/// The design. What is not stated takes its simplest reading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SurveyDesign {
    /// Question with the sampling weight, above 0: how many units of the population a unit stands
    /// for. `None`: population over sample by stratum where sizes are stated, else 1.
    pub weight: Option<QuestionId>,
    /// Question with the stratum; `None` is one stratum.
    pub strata: Option<QuestionId>,
    /// Question with the primary sampling unit, read inside its stratum; `None`: every unit is one.
    pub cluster: Option<QuestionId>,
    /// Size of the population, which turns the finite population correction on.
    pub population: Option<PopulationSizes>,
    /// Rule for strata of one sampling unit.
    pub single_unit: SingleUnitRule,
}
