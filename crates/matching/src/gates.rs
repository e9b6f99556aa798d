//! The gates a workshop–lot pair must pass, each a pure function of the case's data.
//!
//! Solver and checker both call [`examine`] with facts they derived on their own, so that the
//! wording of a rule stands once while capacity, ties and windows are derived twice. No gate
//! looks at minors, accidents or debt.

mod bands;
mod classes;
#[cfg(test)]
mod tests;

pub(crate) use bands::Bands;
pub(crate) use classes::classes;

use nanduti_model::{
    DistanceBand, Gate, GateFailure, Lot, Path, Policy, Product, TieStrength, VisitRecord, Workshop,
};
use nanduti_rules::{PriceBasis, fair_price};

/// Everything the gates read about one pair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairFacts<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The lot.
    pub lot: &'a Lot,
    /// The lot's product; absent when the lot points nowhere, which nobody can make.
    pub product: Option<&'a Product>,
    /// How far the lot's firm is; absent where either place is unknown.
    pub band: Option<DistanceBand>,
    /// Recorded tie with the lot's firm.
    pub tie: TieStrength,
    /// What a visit confirmed, if there was one.
    pub visit: Option<&'a VisitRecord>,
    /// Whole pieces the workshop could sew in the lot's window if it took nothing else;
    /// `None` when its capacity is not known at all.
    pub most_pieces: Option<i64>,
    /// A decision or local rule excludes the pair.
    pub forbidden: bool,
}

/// What the gates say of a pair.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Examination {
    /// Gates that fail, in [`Gate::ALL`] order.
    pub failed: Vec<GateFailure>,
    /// Gates that rest on an unknown answer, in the same order.
    pub unknown: Vec<Gate>,
    /// Price shortfalls that do not block: something to negotiate.
    pub negotiate: Vec<GateFailure>,
}

/// Gates that read the workshop and the product alone: one answer for all lots of a product.
pub(crate) const OF_PRODUCT: [Gate; 4] = [Gate::Consent, Gate::Path, Gate::Product, Gate::Machines];

/// Gates that read the workshop and the class of the lot (see [`mod@classes`]).
pub(crate) const OF_CLASS: [Gate; 4] = [Gate::Invoice, Gate::Rework, Gate::OnTime, Gate::Distance];

/// The other gates except the minimum batch.
pub(crate) const OF_LOT: [Gate; 3] = [Gate::FairPrice, Gate::Margin, Gate::Forbidden];

/// What some gates say of a pair together, without reasons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Standing {
    /// All pass.
    Passes,
    /// None fails, one rests on an unknown answer.
    Unknown,
    /// One fails.
    Fails,
}

/// Answer of one gate.
enum Check {
    Passes,
    Fails {
        has: Option<f64>,
        needs: Option<f64>,
        names: Vec<String>,
    },
    Unknown,
    /// Does not reach what it should, but does not block.
    Warns {
        has: f64,
        needs: f64,
    },
}

impl Check {
    const REFUSED: Self = Self::Fails { has: None, needs: None, names: Vec::new() };

    fn at_most(has: f64, limit: f64) -> Self {
        Self::compare(has <= limit, has, limit)
    }

    fn at_least(has: f64, limit: f64) -> Self {
        Self::compare(has >= limit, has, limit)
    }

    fn compare(passes: bool, has: f64, needs: f64) -> Self {
        if passes {
            Self::Passes
        } else {
            Self::Fails { has: Some(has), needs: Some(needs), names: Vec::new() }
        }
    }

    /// A yes/no answer where *no* fails and a missing one is to be verified.
    fn yes(answer: Option<bool>) -> Self {
        match answer {
            Some(true) => Self::Passes,
            Some(false) => Self::REFUSED,
            None => Self::Unknown,
        }
    }
}

/// Evaluates every gate of a pair, also those behind one that fails.
pub(crate) fn examine(facts: &PairFacts, policy: &Policy) -> Examination {
    let mut examination = Examination::default();
    for (gate, _) in Gate::ALL {
        match check(gate, facts, policy) {
            Check::Passes => {}
            Check::Unknown => examination.unknown.push(gate),
            Check::Fails { has, needs, names } => {
                examination.failed.push(GateFailure { gate, has, needs, names });
            }
            Check::Warns { has, needs } => examination.negotiate.push(GateFailure {
                gate,
                has: Some(has),
                needs: Some(needs),
                names: Vec::new(),
            }),
        }
    }
    examination
}

/// What some of the gates say together. Stops at the first that fails.
pub(crate) fn standing(facts: &PairFacts, policy: &Policy, gates: &[Gate]) -> Standing {
    let mut standing = Standing::Passes;
    for &gate in gates {
        match check(gate, facts, policy) {
            Check::Passes | Check::Warns { .. } => {}
            Check::Unknown => standing = Standing::Unknown,
            Check::Fails { .. } => return Standing::Fails,
        }
    }
    standing
}

/// Tells every one of the gates that fails; whether one rests on an unknown answer.
pub(crate) fn failing(
    facts: &PairFacts,
    policy: &Policy,
    gates: &[Gate],
    mut fails: impl FnMut(Gate),
) -> bool {
    let mut unknown = false;
    for &gate in gates {
        match check(gate, facts, policy) {
            Check::Passes | Check::Warns { .. } => {}
            Check::Unknown => unknown = true,
            Check::Fails { .. } => fails(gate),
        }
    }
    unknown
}

/// What one gate says.
pub(crate) fn standing_at(facts: &PairFacts, policy: &Policy, gate: Gate) -> Standing {
    standing(facts, policy, &[gate])
}

fn check(gate: Gate, facts: &PairFacts, policy: &Policy) -> Check {
    let gates = &facts.lot.gates;
    match gate {
        Gate::Forbidden if facts.forbidden => Check::REFUSED,
        Gate::Forbidden => Check::Passes,
        Gate::Consent => consent(facts),
        Gate::Path => match facts.workshop.path {
            Some(Path::OwnBrand) => Check::REFUSED,
            Some(Path::Supply | Path::Both) => Check::Passes,
            None => Check::Unknown,
        },
        Gate::Product => Check::yes(makes_product(facts)),
        Gate::Machines => machines(facts),
        Gate::Distance => distance(facts),
        Gate::Invoice if gates.invoice => Check::yes(facts.workshop.invoices),
        Gate::Invoice => Check::Passes,
        Gate::Rework => {
            let answer = facts.workshop.rework;
            score(gates.max_rework, answer.is_some(), answer.flatten(), Check::at_most)
        }
        Gate::OnTime => {
            let answer = facts.workshop.on_time;
            score(gates.min_on_time, answer.is_some(), answer.flatten(), Check::at_least)
        }
        Gate::MinimumBatch => facts.most_pieces.map_or(Check::Unknown, |pieces| {
            Check::at_least(pieces as f64, f64::from(least_pieces(facts.lot)))
        }),
        Gate::FairPrice => {
            let efficiency = Some(policy.reference_efficiency);
            price(facts, policy, efficiency, (&policy.fair_price, policy.fair_price_band))
        }
        Gate::Margin => {
            let efficiency = facts.workshop.planning_efficiency;
            price(facts, policy, efficiency, (&policy.margin, policy.margin_band))
        }
    }
}

/// Fewest pieces one workshop may take of a lot: its minimum batch, at least one piece and at
/// most the whole lot.
pub(crate) fn least_pieces(lot: &Lot) -> u32 {
    lot.min_batch.clamp(1, lot.pieces.max(1))
}

/// No consent, to the diagnosis or to be proposed to a firm, is a no; a refusal at a visit
/// overrules the form; what was not asked is to be verified.
fn consent(facts: &PairFacts) -> Check {
    let consent = facts.workshop.consent;
    let visit = facts.visit.and_then(|visit| visit.consent);
    if visit == Some(false) || [consent.diagnosis, consent.firm].contains(&Some(false)) {
        Check::REFUSED
    } else if consent.diagnosis.is_none() || consent.firm.is_none() {
        Check::Unknown
    } else {
        Check::Passes
    }
}

/// Whether the workshop makes the lot's product: its main or a possible one. A visit that did
/// not confirm the main product takes that one away.
pub(crate) fn makes_product(facts: &PairFacts) -> Option<bool> {
    let Some(product) = facts.product else { return Some(false) };
    let is_main = facts.workshop.main_product.as_ref().map(|main| *main == product.id);
    if is_main == Some(true) {
        return Some(facts.visit.and_then(|visit| visit.product_confirmed) != Some(false));
    }
    facts.workshop.products.as_ref().map(|products| products.contains(&product.id))
}

fn machines(facts: &PairFacts) -> Check {
    let Some(product) = facts.product else { return Check::Passes };
    if product.machines.is_empty() {
        return Check::Passes;
    }
    let Some(present) = &facts.workshop.machines else { return Check::Unknown };
    let mut names: Vec<String> = product
        .machines
        .iter()
        .filter(|machine| !present.contains(*machine))
        .map(ToString::to_string)
        .collect();
    names.sort();
    names.dedup();
    if names.is_empty() { Check::Passes } else { Check::Fails { has: None, needs: None, names } }
}

/// `has` and `needs` are the upper limits of the bands in kilometres; `has` is absent beyond
/// the last limit.
fn distance(facts: &PairFacts) -> Check {
    let limit = match facts.lot.gates.max_distance {
        None | Some(DistanceBand::Beyond) => return Check::Passes,
        Some(limit) => limit,
    };
    let Some(band) = facts.band else { return Check::Unknown };
    if band <= limit {
        return Check::Passes;
    }
    let kilometres = |band: DistanceBand| {
        let upper = DistanceBand::ALL.iter().find(|(b, _)| *b == band).map(|(_, limit)| *limit);
        upper.filter(|limit| limit.is_finite())
    };
    Check::Fails { has: kilometres(band), needs: kilometres(limit), names: Vec::new() }
}

/// A gate on a score. It falls away when the lot does not ask for it or the question, known
/// about, does not apply to the workshop (design, section 8).
fn score(
    limit: Option<f64>,
    is_known: bool,
    applying: Option<f64>,
    compare: fn(f64, f64) -> Check,
) -> Check {
    match (limit, applying) {
        (None, _) => Check::Passes,
        (Some(limit), Some(has)) => compare(has, limit),
        (Some(_), None) if is_known => Check::Passes,
        (Some(_), None) => Check::Unknown,
    }
}

/// A price test at an efficiency: the reference one is the buyer-fairness test, the workshop's
/// own the margin test; each has its own rule in the policy.
///
/// It never severs an existing tie (users' point 13): there, and within the policy's band or
/// under its `warning`, a shortfall is something to negotiate. An unknown word of the policy
/// acts as `gate`.
fn price(
    facts: &PairFacts,
    policy: &Policy,
    efficiency: Option<f64>,
    (rule, band): (&str, f64),
) -> Check {
    let Some(product) = facts.product else { return Check::Passes };
    let basis = price_basis(policy);
    let minutes = product.standard_minutes.as_f64();
    let Some(needs) = efficiency.and_then(|e| fair_price(minutes, e, &basis)) else {
        return Check::Unknown;
    };
    let has = facts.lot.price.as_f64();
    let accepted = match rule {
        "warning" => f64::NEG_INFINITY,
        "band" => needs * (1.0 - band.clamp(0.0, 1.0)),
        _ => needs,
    };
    if has >= needs {
        Check::Passes
    } else if has >= accepted || facts.tie > TieStrength::None {
        Check::Warns { has, needs }
    } else {
        Check::Fails { has: Some(has), needs: Some(needs), names: Vec::new() }
    }
}

/// What the policy measures prices against.
pub(crate) fn price_basis(policy: &Policy) -> PriceBasis {
    PriceBasis { cost_minute: policy.cost_minute, overhead: policy.overhead }
}

/// Public reference price of a piece: the buyer-fairness test's price. `None` without a
/// positive reference efficiency.
pub(crate) fn reference_price(product: &Product, policy: &Policy) -> Option<f64> {
    let minutes = product.standard_minutes.as_f64();
    fair_price(minutes, policy.reference_efficiency, &price_basis(policy))
}
