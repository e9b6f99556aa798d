//! What people decided and confirmed, what is assumed, and what names a run.

use crate::Label;
use jiff::civil::Date;

/// What a visit confirmed (`visits.csv`).
#[derive(Clone, PartialEq, Debug)]
pub struct VisitRecord {
    /// Position of the workshop.
    pub workshop: usize,
    /// Day of the visit.
    pub date: Date,
    /// Willingness confirmed.
    pub willing: Option<bool>,
    /// Consent confirmed.
    pub consent: Option<bool>,
    /// Pieces a week of the main product, as counted.
    pub pieces_week: Option<f64>,
    /// Whether the product was confirmed.
    pub product_confirmed: Option<bool>,
}

/// A note from the field on one criterion of a territory (`evidence/notes.csv`). It can open a
/// proposal to discussion and never closes one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldNoteRecord {
    /// Position of the cluster it is about.
    pub cluster: usize,
    /// Word of the criterion: `open_dispute`, `willingness`, …
    pub criterion: String,
    /// Whether it speaks for acting together; else against.
    pub speaks_for: bool,
    /// Day of what was seen.
    pub date: Date,
    /// Who wrote it, as written: initials or a role.
    pub author: String,
    /// What was seen, as written; it names no workshop.
    pub reason: String,
    /// Whether it counts: the latest note of its author on the criterion does.
    pub counts: bool,
}

/// What a table decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecisionKind {
    /// In, whatever the solver says.
    Pin,
    /// Out.
    Exclude,
}

/// A line of `decisions.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// Position of the workshop.
    pub workshop: usize,
    /// Pin or exclude.
    pub kind: DecisionKind,
    /// Why, as written.
    pub reason: String,
    /// The acta it stands in.
    pub acta: String,
}

/// Sealed pairs: used only as "not in the same group", never shown, exported or cited.
///
/// Prints nothing but its size.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SealedPairs {
    /// Pairs with an open dispute (positions of workshops, the lower first).
    pub disputes: Vec<(usize, usize)>,
    /// Pairs that trust each other.
    pub trusts: Vec<(usize, usize)>,
}

impl std::fmt::Debug for SealedPairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedPairs({} + {})", self.disputes.len(), self.trusts.len())
    }
}

/// An assumption, as listed on the *Supuestos* page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Assumption {
    /// File and key it stands in.
    pub place: String,
    /// Which figure rests on it.
    pub figure: AssumedFigure,
    /// What is assumed.
    pub text: Label,
}

/// A configured figure that may rest on an assumption; with the id it belongs to, where it has one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AssumedFigure {
    /// Weights, dimensions and thresholds of availability.
    InstrumentWeights,
    /// Cuts between levels.
    LevelCuts,
    /// Bonus and cap rules of a node.
    Adjustments(String),
    /// Floors of a node.
    Floors(String),
    /// Treatment of outlying values and gaps.
    Treatment,
    /// An alternative under which scores are made again.
    Alternative(String),
    /// Reliability of answers: of one group by its name, or in general.
    Measurement(String),
    /// A cut-off of the counting view, by what it reads; empty for the view as a whole.
    Counting(String),
    /// Sizes of the population and the rule on single sampling units.
    SurveyDesign,
    /// A derived value.
    Derived(String),
    /// Goalposts of an indicator.
    Goalposts(String),
    /// A condition.
    Condition(String),
    /// Cost of a support.
    SupportCost(String),
    /// Dose and cost of an intervention.
    Intervention(String),
    /// An effect of an intervention.
    Effect(String),
    /// Amounts of a resource.
    Resource(String),
    /// Standard minutes and machines of a product.
    StandardMinutes(String),
    /// Weights of the axes.
    AxisWeights,
    /// The equity rule.
    EquityRule,
    /// Limits of a plan.
    PlanLimits,
    /// Weights of a match.
    MatchWeights,
    /// The fair price.
    FairPrice,
    /// Uncertainty of the simulation.
    Uncertainty,
    /// A criterion of the conditions for associativity, or the rules as a whole.
    Associativity(String),
    /// Figures that stand in an engine and in no file: what they are of.
    Engine(String),
}

impl AssumedFigure {
    /// Stable word of the figure in result tables, and the id it belongs to.
    pub fn word_and_id(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::InstrumentWeights => ("instrument_weights", None),
            Self::LevelCuts => ("level_cuts", None),
            Self::Adjustments(id) => ("adjustments", Some(id)),
            Self::Floors(id) => ("floors", Some(id)),
            Self::Treatment => ("treatment", None),
            Self::Alternative(id) => ("alternative", Some(id)),
            Self::Measurement(id) => ("measurement", Some(id)),
            Self::Counting(id) => ("counting", Some(id)),
            Self::SurveyDesign => ("survey_design", None),
            Self::Derived(id) => ("derived", Some(id)),
            Self::Goalposts(id) => ("goalposts", Some(id)),
            Self::Condition(id) => ("condition", Some(id)),
            Self::SupportCost(id) => ("support_cost", Some(id)),
            Self::Intervention(id) => ("intervention", Some(id)),
            Self::Effect(id) => ("effect", Some(id)),
            Self::Resource(id) => ("resource", Some(id)),
            Self::StandardMinutes(id) => ("standard_minutes", Some(id)),
            Self::AxisWeights => ("axis_weights", None),
            Self::EquityRule => ("equity_rule", None),
            Self::PlanLimits => ("plan_limits", None),
            Self::MatchWeights => ("match_weights", None),
            Self::FairPrice => ("fair_price", None),
            Self::Uncertainty => ("uncertainty", None),
            Self::Associativity(id) => ("associativity", Some(id)),
            Self::Engine(id) => ("engine", Some(id)),
        }
    }
}

/// What names a case and a run.
#[derive(Clone, PartialEq, Debug)]
pub struct CaseMeta {
    /// Case id.
    pub id: String,
    /// Printed title.
    pub title: Label,
    /// First day of the cohort.
    pub start: Date,
    /// Seed.
    pub seed: u64,
    /// Data are synthetic: printed everywhere.
    pub synthetic: bool,
    /// Person or office the referral protocol names.
    pub referral: String,
    /// When the survey was taken, as printed.
    pub survey_period: Label,
}
