//! Interventions, who delivers them, what they use and what they move.

use crate::{Expression, InterventionId, Label, NodeId, ProviderId, ResourceId, Source};

/// Kind of help.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Modality {
    /// Capacitación.
    Training,
    /// Mentoría técnica.
    Mentoring,
    /// Articulación institucional y gremial.
    Articulation,
    /// Financiamiento.
    Finance,
    /// Equipamiento.
    Equipment,
}

impl Modality {
    /// All kinds with their machine words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Training, "training"),
        (Self::Mentoring, "mentoring"),
        (Self::Articulation, "articulation"),
        (Self::Finance, "finance"),
        (Self::Equipment, "equipment"),
    ];
}

/// Who delivers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provider {
    /// Id.
    pub id: ProviderId,
    /// Printed name.
    pub name: Label,
}

/// What a resource counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourceKind {
    /// Hours of mentors or staff.
    Hours,
    /// Places in a course or group.
    Seats,
    /// Whole guaraníes of one budget line.
    Money,
    /// Cases (credits, grants).
    Cases,
}

/// Whom a resource serves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourceScope {
    /// All clusters share it.
    All,
    /// Each cluster has its own amount; not transferable.
    PerCluster,
}

/// A capacity of the cohort.
#[derive(Clone, PartialEq, Debug)]
pub struct Resource {
    /// Id.
    pub id: ResourceId,
    /// Printed name.
    pub label: Label,
    /// What it counts.
    pub kind: ResourceKind,
    /// Whom it serves.
    pub scope: ResourceScope,
    /// Institution that owns it.
    pub institution: Label,
    /// Budget line, for money.
    pub line: Label,
    /// Amounts for the cohort: one per cluster in case order, or a single one for all.
    pub amounts: Vec<f64>,
    /// Where the amount comes from.
    pub source: Source,
}

/// How much of a resource one workshop's intervention uses.
#[derive(Clone, PartialEq, Debug)]
pub struct Use {
    /// Position of the resource in the case's list.
    pub resource: usize,
    /// Amount, ≥ 0.
    pub amount: f64,
}

/// How an effect changes an indicator, in the indicator's own unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EffectKind {
    /// value + k
    Add,
    /// value × k
    Times,
    /// at least / at most k, whichever is better
    Set,
    /// value + k × the baseline standard deviation of the indicator
    StandardDeviations,
}

/// What an effect rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EvidenceKind {
    /// A randomised trial or comparable design.
    Trial,
    /// Before–after, case studies, engineering simulations.
    BeforeAfter,
    /// The programme's own data.
    Programme,
    /// An assumption.
    Assumption,
}

/// One effect. Effects are ranges that may include "no change".
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// Indicator it moves.
    pub indicator: NodeId,
    /// How.
    pub kind: EffectKind,
    /// 5 % quantile of k.
    pub low: f64,
    /// Expected k.
    pub expected: f64,
    /// 95 % quantile of k.
    pub high: f64,
    /// Only where this holds; unknown counts as not.
    pub when: Option<Expression>,
    /// Scaled by order regularity (0.3–1.0), interaction rule 1 of the field notes.
    pub needs_orders: bool,
    /// Quarters from the end of the intervention until the effect is there, 0 = at once.
    pub lag_quarters: u8,
    /// Lasts only this many quarters after the start; absent: it stays.
    pub lasts_quarters: Option<u8>,
    /// Share that fades per year without visits, 0–1 (simulation only).
    pub fade_per_year: f64,
    /// What it rests on.
    pub evidence: EvidenceKind,
    /// Where it comes from.
    pub source: Source,
}

/// A condition an intervention needs, with the words for when it fails.
#[derive(Clone, PartialEq, Debug)]
pub struct Requirement {
    /// True where the intervention may be planned.
    pub expression: Expression,
    /// The condition in words: «la confianza entre talleres es todavía baja».
    pub because: Label,
    /// When the answer is not known: plan it anyway (`true`) or leave it for the visit (`false`).
    pub allow_unknown: bool,
}

/// An intervention.
#[derive(Clone, PartialEq, Debug)]
pub struct Intervention {
    /// Id: `I01`.
    pub id: InterventionId,
    /// Printed name.
    pub label: Label,
    /// Kind of help.
    pub modality: Modality,
    /// Who delivers.
    pub provider: ProviderId,
    /// Quarters it runs, ≥ 1.
    pub quarters: u8,
    /// Hours of the owner in all.
    pub owner_hours: f64,
    /// Resources used per workshop.
    pub uses: Vec<Use>,
    /// Must be done before this one starts (positions in the catalogue).
    pub prerequisites: Vec<usize>,
    /// Conditions.
    pub requires: Vec<Requirement>,
    /// At most one of each non-empty group name in a plan.
    pub exclusive_group: Option<String>,
    /// Fewest workshops of a cluster that must take it together; 1 for individual help.
    pub min_participants: u32,
    /// Only where a lead firm was matched or a stable tie exists.
    pub needs_lead_firm: bool,
    /// Answers to the nine challenges of the founding document (1–9).
    pub challenges: Vec<u8>,
    /// What it moves.
    pub effects: Vec<Effect>,
    /// Where dose and cost come from.
    pub source: Source,
}

/// The catalogue: interventions in file order and their providers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Catalogue {
    /// Interventions; prerequisites point into this list and form no cycle.
    pub interventions: Vec<Intervention>,
    /// Providers.
    pub providers: Vec<Provider>,
    /// Challenges declared to have no answer today.
    pub without_answer: Vec<u8>,
}

impl Catalogue {
    /// Position of an intervention by id.
    pub fn position(&self, id: &InterventionId) -> Option<usize> {
        self.interventions.iter().position(|i| i.id == *id)
    }
}
