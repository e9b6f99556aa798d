//! Who is proposed as a pilot, under which rule, and who was just outside.

use crate::{Outcome, SupportId, WorkshopId};

/// Clauses of the *regla de equidad*.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EquityClause {
    /// At least so many pilots per cluster.
    MinimumPerCluster,
    /// Share led by women no lower than among the willing of each cluster.
    WomenLed,
    /// Share of micro workshops no lower than among the willing of each cluster.
    Micro,
    /// No cluster's expected gain per pilot below a floor.
    GainFloor,
    /// Safety hazards first in every plan.
    HazardsFirst,
}

impl EquityClause {
    /// All clauses with their machine words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::MinimumPerCluster, "minimum_per_cluster"),
        (Self::WomenLed, "women_led"),
        (Self::Micro, "micro"),
        (Self::GainFloor, "gain_floor"),
        (Self::HazardsFirst, "hazards_first"),
    ];
}

/// The equity rule as policy data.
#[derive(Clone, PartialEq, Debug)]
pub struct EquityRule {
    /// Pilots in all.
    pub n_pilots: u32,
    /// Reserves (suplentes) in all.
    pub n_reserves: u32,
    /// Workshops to visit (preselección), pilots and reserves included.
    pub n_preselection: u32,
    /// Least pilots per cluster; a smaller willing group gives all it has.
    pub min_per_cluster: u32,
    /// Whether the women-led clause holds.
    pub women_led: bool,
    /// Whether the micro clause holds.
    pub micro: bool,
    /// Most people of a *micro* workshop.
    pub micro_limit: u32,
    /// Floor of expected policy-weighted gain per pilot of a cluster, points; 0 switches it off.
    pub gain_floor: f64,
    /// Whether hazards come first.
    pub hazards_first: bool,
    /// Safety items (of 13) below which a workshop counts as hazardous.
    pub hazard_below: f64,
}

/// What a workshop is proposed as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PilotRole {
    /// Proposed pilot.
    Pilot,
    /// Reserve (suplente).
    Reserve,
    /// To be visited.
    Preselected,
    /// Not chosen, among those nearest to it.
    JustOutside,
}

/// Why a workshop is where it is.
#[derive(Clone, PartialEq, Debug)]
pub enum PilotReason {
    /// Its expected gain is among the greatest of its cluster.
    Gain,
    /// It enters because of a clause; without it the other workshop would.
    Clause(EquityClause),
    /// A decision pins it (reason as written).
    Pinned(String),
    /// Outside: this clause leaves it out.
    OutByClause(EquityClause),
    /// More gain than the last one inside, and no single clause keeps it out: they do together.
    OutByRule,
    /// Outside: less expected gain than the last of its cluster who is in, by so many points.
    LessGain(f64),
}

/// One proposed, reserve, preselected or just-outside workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct PilotChoice {
    /// Position of the workshop.
    pub workshop: usize,
    /// Its code.
    pub workshop_id: WorkshopId,
    /// Position of its cluster.
    pub cluster: usize,
    /// Role.
    pub role: PilotRole,
    /// Reason.
    pub reason: PilotReason,
    /// Policy-weighted gain of its best bundle, points.
    pub gain: f64,
    /// Supports it needs.
    pub supports: Vec<SupportId>,
    /// Names of answers the visit must verify (`willingness`, `capacity`, `consent`, …).
    pub verify: Vec<String>,
    /// Visited already, and its result re-entered.
    pub visited: bool,
}

/// A stage of the way from the survey to the proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct FunnelStage {
    /// Stage word: `surveyed`, `reachable`, `willing`, `preselected`, `proposed`.
    pub stage: String,
    /// Cluster, or all.
    pub cluster: Option<usize>,
    /// Workshops.
    pub n: u32,
    /// Led by women among them.
    pub n_women_led: u32,
    /// Where both decide.
    pub n_both: u32,
    /// Micro among them.
    pub n_micro: u32,
    /// Why those who leave here leave: word and count.
    pub leaves: Vec<(String, u32)>,
}

/// What a clause costs.
#[derive(Clone, PartialEq, Debug)]
pub struct ClauseCost {
    /// The clause; `None` for the whole rule.
    pub clause: Option<EquityClause>,
    /// How it stands, by cluster (pilots, share in per cent, …).
    pub stands: Vec<f64>,
    /// Pilots that the clause asks for and that too few willing workshops leave open, by cluster;
    /// 0 where it is kept, and for clauses that are no numbers of pilots.
    pub missing: Vec<u32>,
    /// Expected gain given up, points; 0 when it does not bind.
    pub cost: f64,
    /// Who enters because of it.
    pub enters: Vec<WorkshopId>,
    /// Who leaves because of it.
    pub leaves: Vec<WorkshopId>,
}

/// The proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct PilotSelection {
    /// How the solve ended.
    pub outcome: Outcome,
    /// The rule applied.
    pub rule: EquityRule,
    /// Pilots, reserves, preselected and just outside, in cluster then code order.
    pub choices: Vec<PilotChoice>,
    /// Stages, all and by cluster.
    pub funnel: Vec<FunnelStage>,
    /// Costs of the clauses; the last entry is the whole rule.
    pub clauses: Vec<ClauseCost>,
    /// Policy-weighted gain of the best bundle of every workshop, points; `None` outside the gate.
    pub best_gain: Vec<Option<f64>>,
}

impl PilotSelection {
    /// The choices with a role.
    pub fn with_role(&self, role: PilotRole) -> impl Iterator<Item = &PilotChoice> {
        self.choices.iter().filter(move |c| c.role == role)
    }
}
