//! What matching says: each pair's verdict, the assignment, and what stays unmet and why.

use crate::{Guaranies, LeadFirmId, LotId, Minutes, MonthIndex, Outcome, WorkshopId};

/// A rule a pair must pass.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gate {
    /// The workshop wants only its own brand.
    Path,
    /// It does not make the product.
    Product,
    /// It lacks a machine type.
    Machines,
    /// More rework than the lot accepts.
    Rework,
    /// Fewer orders on time than the lot needs.
    OnTime,
    /// The buyer needs an invoice and there is no RUC.
    Invoice,
    /// Farther than the lot accepts.
    Distance,
    /// The whole window's capacity is below the minimum batch.
    MinimumBatch,
    /// The price does not cover the workshop's own cost at a legal wage (margin test).
    Margin,
    /// The price is below the public reference price (buyer-fairness test).
    FairPrice,
    /// No consent to diagnosis or to be proposed to a firm.
    Consent,
    /// Excluded by a decision or a local rule.
    Forbidden,
}

impl Gate {
    /// All gates with their machine words, in the order they are reported.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Forbidden, "forbidden"),
        (Self::Consent, "consent"),
        (Self::Path, "path"),
        (Self::Product, "product"),
        (Self::Machines, "machines"),
        (Self::Distance, "distance"),
        (Self::Invoice, "invoice"),
        (Self::Rework, "rework"),
        (Self::OnTime, "on_time"),
        (Self::MinimumBatch, "minimum_batch"),
        (Self::FairPrice, "fair_price"),
        (Self::Margin, "margin"),
    ];

    /// Machine word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(g, _)| *g == self).map_or("", |(_, w)| w)
    }
}

/// A gate that a pair fails.
#[derive(Clone, PartialEq, Debug)]
pub struct GateFailure {
    /// Which.
    pub gate: Gate,
    /// What the workshop has, in the gate's unit; absent for yes/no gates.
    pub has: Option<f64>,
    /// What would pass.
    pub needs: Option<f64>,
    /// Missing names (machines), sorted.
    pub names: Vec<String>,
}

/// Parts of a pair's value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ValuePartKind {
    /// Main product, or only possible.
    Fit,
    /// Existing tie with the firm.
    Continuity,
    /// Nearness.
    Nearness,
    /// Price over the fair reference.
    Price,
    /// Quality above what the lot needs.
    Quality,
}

impl ValuePartKind {
    /// All parts with their machine words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Fit, "fit"),
        (Self::Continuity, "continuity"),
        (Self::Nearness, "nearness"),
        (Self::Price, "price"),
        (Self::Quality, "quality"),
    ];
}

/// One named part of a pair's value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ValuePart {
    /// Which.
    pub kind: ValuePartKind,
    /// Weight of the policy.
    pub weight: f64,
    /// Score of the part, 0–1.
    pub score: f64,
}

impl ValuePart {
    /// `weight × score`.
    pub fn points(self) -> f64 {
        self.weight * self.score
    }
}

/// What a pair is.
#[derive(Clone, PartialEq, Debug)]
pub enum PairVerdict {
    /// May be assigned; its value is the sum of its parts.
    Feasible(Vec<ValuePart>),
    /// *Falta verificar*: an answer is unknown; shortlisted, no quantity.
    Verify(Vec<Gate>),
    /// Fails these gates (and perhaps has unknown ones too).
    Blocked(Vec<GateFailure>),
}

/// A workshop–lot pair.
#[derive(Clone, PartialEq, Debug)]
pub struct PairOutcome {
    /// Position of the workshop.
    pub workshop: usize,
    /// Position of the lot.
    pub lot: usize,
    /// The verdict.
    pub verdict: PairVerdict,
    /// Warnings that do not block (a fair-price shortfall on an existing tie: to negotiate).
    pub negotiate: Vec<GateFailure>,
}

/// A quantity given to a workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct Assigned {
    /// Position of the workshop.
    pub workshop: usize,
    /// Its code.
    pub workshop_id: WorkshopId,
    /// Position of the lot.
    pub lot: usize,
    /// Its id.
    pub lot_id: LotId,
    /// The buyer.
    pub firm: LeadFirmId,
    /// Whole pieces.
    pub pieces: u32,
    /// Standard minutes by month; they sum to pieces × standard minutes.
    pub months: Vec<(MonthIndex, Minutes)>,
    /// Parts of the pair's value.
    pub parts: Vec<ValuePart>,
    /// Rests on an efficiency or place that was assumed.
    pub assumed: bool,
    /// Fair-price shortfalls to negotiate (existing ties only).
    pub negotiate: Vec<GateFailure>,
}

/// Why pieces stay unmet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum UnmetCause {
    /// No pair passes this gate.
    Gate(Gate),
    /// Pairs exist but their minutes are used up or too few.
    Capacity,
    /// The supplier limit or the minimum batch leaves a rest nobody may take.
    BatchRules,
    /// Pairs depend on something not yet verified.
    Verify,
    /// Pairs exist, but the work is worth more elsewhere.
    Outcompeted,
}

/// A cause with the pieces it explains.
#[derive(Clone, PartialEq, Debug)]
pub struct UnmetReason {
    /// The cause.
    pub cause: UnmetCause,
    /// Workshops it concerns.
    pub n_workshops: u32,
}

/// What became of a lot.
#[derive(Clone, PartialEq, Debug)]
pub struct LotOutcome {
    /// Position of the lot.
    pub lot: usize,
    /// Pieces assigned.
    pub served: u32,
    /// Pieces not assigned.
    pub unmet: u32,
    /// Workshops by verdict: feasible, to verify, blocked.
    pub n_feasible: u32,
    /// To verify.
    pub n_verify: u32,
    /// Blocked.
    pub n_blocked: u32,
    /// Causes of what is unmet, first the one that binds; empty when nothing is.
    pub reasons: Vec<UnmetReason>,
    /// Public reference price per piece (standard minutes × legal cost minute × overhead).
    pub fair_price: Guaranies,
}

/// The matching.
#[derive(Clone, PartialEq, Debug)]
pub struct Matching {
    /// How the solve ended.
    pub outcome: Outcome,
    /// Quantities, in workshop then lot order.
    pub assigned: Vec<Assigned>,
    /// One per lot, in lot order.
    pub lots: Vec<LotOutcome>,
    /// Pairs kept for explanation: all of them in small cases, else the feasible ones.
    pub pairs: Vec<PairOutcome>,
    /// Whether `pairs` is complete.
    pub pairs_complete: bool,
    /// Standard minutes offered by each workshop and month, after owner's time and reserve.
    pub capacity: Vec<Vec<Minutes>>,
    /// Price of each lot (points per standard minute) from the solve's certificate.
    pub lot_prices: Vec<f64>,
    /// Price of each workshop's standard minute by month, points, from the certificate, ≥ 0;
    /// 0 where its minutes are not scarce.
    pub minute_prices: Vec<Vec<f64>>,
    /// Whether each workshop has a lead firm in this matching.
    pub matched: Vec<bool>,
}
