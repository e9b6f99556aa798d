//! The vocabulary of Ñandutí: ids, units, answers, the instrument, scores, workshops,
//! lead firms, lots, interventions, policy and results, as plain values.
//!
//! Invariants live in constructors. Nothing here reads a file, solves a problem or knows a
//! format; every engine takes these values and returns these values.

mod aggregation;
mod answers;
mod case;
mod counting;
mod demand;
mod diagnosis;
mod expression;
mod fault;
mod form_words;
mod ids;
mod instrument;
mod intervention;
mod matching;
mod normalisation;
mod outcome;
mod pilots;
mod plans;
mod population;
mod rescore;
mod robustness;
mod simulation;
mod survey_design;
mod time;
mod units;
mod weighting;

pub use aggregation::{
    Adjustment, AdjustmentKind, Aggregation, Floor, Imputation, LogTransform, OutlierRule,
    PartialWeight, Penalty, ZeroRule,
};
pub use answers::{
    AnswerTable, Answered, Column, ColumnValues, Missing, NONE_OPTION, RowKey, count_chosen,
    option_number,
};
pub use case::{
    AssumedFigure, Assumption, CaseMeta, Decision, DecisionKind, FieldNoteRecord, SealedPairs,
    VisitRecord,
};
pub use counting::{CountingSpec, Deprivation, DeprivedSide, ExactShare, GapTreatment};
pub use demand::{
    DistanceBand, FirmTie, LeadFirm, Lot, LotGates, Product, TieStrength, WorkshopTie, coarse_cell,
};
pub use diagnosis::{
    ConditionColumn, Contribution, Diagnosis, Fitted, Frame, NodeColumn, NodeInfo, NodeKind,
    NodeRule, SupportColumn,
};
pub use expression::{BinaryOperator, Expression, Function, UnaryOperator};
pub use fault::{Fault, FaultCode, Place, Severity, has_code_shape};
pub use form_words::{FormWords, OptionWords, QuestionWords};
pub use ids::{
    ClusterId, ConditionId, InterventionId, LeadFirmId, LotId, MachineId, NodeId, PortfolioId,
    ProductId, ProviderId, QuestionId, ResourceId, SupportId, WorkshopId,
};
pub use instrument::{
    Aggregate, AssociativityCut, AssociativitySpec, Basis, BlankRule, ConditionSpec,
    ConsistencyRule, Derived, Indicator, Instrument, Label, LevelNames, Node, NodeContent,
    OptionCode, Question, QuestionKind, Reading, Roles, Source, SupportSpec,
};
pub use intervention::{
    Catalogue, Effect, EffectKind, EvidenceKind, Intervention, Modality, Provider, Requirement,
    Resource, ResourceKind, ResourceScope, Use,
};
pub use matching::{
    Assigned, Gate, GateFailure, LotOutcome, Matching, PairOutcome, PairVerdict, UnmetCause,
    UnmetReason, ValuePart, ValuePartKind,
};
pub use normalisation::{
    CodePoints, Direction, Normalisation, SampleKind, box_cox, goalpost_points,
};
pub use outcome::{Outcome, SolveStatus};
pub use pilots::{
    ClauseCost, EquityClause, EquityRule, FunnelStage, PilotChoice, PilotReason, PilotRole,
    PilotSelection,
};
pub use plans::{
    NotYet, NothingReason, PlanLine, PlanSet, Policy, ResourceUse, Target, WorkshopPlan,
};
pub use population::{
    Cluster, Consent, LedBy, Path, Population, SizeClass, Willingness, Workshop, YesNo,
};
pub use rescore::Rescore;
pub use robustness::{Alternatives, Factor, FactorKind, Measurement, OutlierChoice};
pub use simulation::{
    Band, Difference, EvidenceShare, PortfolioBands, PortfolioKind, PortfolioResult, SanityMeasure,
    SimulationResult, SimulationSettings, SimulationWarning,
};
pub use survey_design::{PopulationSizes, SingleUnitRule, SurveyDesign};
pub use time::{MonthIndex, Quarter};
pub use units::{Guaranies, Minutes};
pub use weighting::{
    AdmissibleWeights, AllWeights, ExpertWeights, RankOrder, Weighting, WeightingMethod,
    WeightsReach,
};
