//! Who works with whom, who is at odds with whom, who trusts whom.
//!
//! Ties are drawn near in code order, which stands for near in town, so that they cost the same at
//! any size. Disputes and trust are sealed files.

use crate::calibration::{ByCluster, Cluster};
use crate::case::SynthSettings;
use crate::demand::{ROLE_COUNT, SyntheticFirm, block_of};
use crate::draw::Draws;
use crate::truth::WorkshopTruth;
use std::collections::BTreeSet;

/// Ties that a workshop begins with another (assumption: below the centres of AS04, which count
/// both sides and unnamed partners).
const TIES: ByCluster = [0.7, 0.8, 0.15];
/// Trust pairs that a workshop begins (assumption: fewer where mistrust is higher).
const TRUST: ByCluster = [0.8, 0.35, 0.3];
/// How far apart in code order partners are at most.
const REACH: i64 = 15;
/// What workshops do together, and how often relative to each other.
const KINDS: [(&str, f64); 4] =
    [("shared_order", 0.35), ("advice", 0.3), ("lent_machine", 0.2), ("joint_purchase", 0.15)];

/// Who is at the other end of a working tie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TiePartner {
    /// A lead firm, by position.
    Firm(usize),
    /// A workshop, by position.
    Workshop(usize),
}

/// A working tie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SyntheticTie {
    /// Position of the workshop.
    pub a: usize,
    /// The other end.
    pub b: TiePartner,
    /// `orders` with a firm; `shared_order`, `lent_machine`, `joint_purchase`, `advice` between
    /// workshops.
    pub kind: &'static str,
    /// `occasional` or `stable` with a firm, empty between workshops.
    pub strength: &'static str,
}

/// An unordered pair of workshops, by position, the smaller first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SealedPair {
    /// One workshop.
    pub a: usize,
    /// The other.
    pub b: usize,
}

impl SealedPair {
    fn of(x: usize, y: usize) -> Self {
        Self { a: x.min(y), b: x.max(y) }
    }
}

/// Everything drawn here.
pub(crate) struct DrawnTies {
    pub(crate) ties: Vec<SyntheticTie>,
    pub(crate) disputes: Vec<SealedPair>,
    pub(crate) trust: Vec<SealedPair>,
}

/// Draws ties, disputes and trust.
pub(crate) fn draw_ties(
    settings: SynthSettings,
    workshops: &[WorkshopTruth],
    firms: &[SyntheticFirm],
) -> DrawnTies {
    let disputes = draw_disputes(settings.seed, workshops);
    let mut ties = firm_ties(settings, workshops, firms.len());
    let pairs = near_pairs(settings, workshops, "tie", &TIES, &disputes);
    ties.extend(pairs.iter().map(|pair| {
        let draws = Draws::new(settings.seed, pair.a);
        let weights = KINDS.map(|(_, weight)| weight);
        let kind = draws.key("tie kind").at(pair.b as u64).stream().choose(&weights);
        SyntheticTie {
            a: pair.a,
            b: TiePartner::Workshop(pair.b),
            kind: KINDS[kind.unwrap_or(0)].0,
            strength: "",
        }
    }));
    let trust = near_pairs(settings, workshops, "trust", &TRUST, &disputes);
    DrawnTies { ties, disputes: disputes.into_iter().collect(), trust: trust.into_iter().collect() }
}

/// Ties with the block's firms: the anchored block with its old lead firm, the others as their
/// answer on regular buyers allows (many buyers are not among the firms of the case).
fn firm_ties(
    settings: SynthSettings,
    workshops: &[WorkshopTruth],
    firms: usize,
) -> Vec<SyntheticTie> {
    let mut ties = Vec::new();
    for (at, workshop) in workshops.iter().enumerate() {
        let draws = Draws::new(settings.seed, at);
        let named = match (workshop.anchored, workshop.cluster, workshop.market.buyer_tie) {
            (true, _, _) => 1.0,
            (_, _, 0) => 0.0,
            (_, Cluster::Pilar, _) => 0.25,
            (_, Cluster::Yaguaron, _) => 0.6,
            (_, Cluster::MarianoRoqueAlonso, _) => 0.15,
        };
        if !draws.chance("named buyer", named) {
            continue;
        }
        let roles: &[usize] = match workshop.cluster {
            Cluster::Pilar => &[2],
            Cluster::Yaguaron => &[0, 1, 3],
            Cluster::MarianoRoqueAlonso => &[4],
        };
        let role = roles[draws.key("buyer").integer(0, roles.len() as i64 - 1) as usize];
        let firm = block_of(settings, workshop) * ROLE_COUNT + role;
        let stable = workshop.market.buyer_tie == 2;
        ties.push(SyntheticTie {
            a: at,
            b: TiePartner::Firm(firm.min(firms.saturating_sub(1))),
            kind: "orders",
            strength: if stable { "stable" } else { "occasional" },
        });
        let second = roles.len() > 1 && draws.chance("second buyer", 0.3);
        let other = roles[(roles.iter().position(|r| *r == role).unwrap_or(0) + 1) % roles.len()];
        if second {
            ties.push(SyntheticTie {
                a: at,
                b: TiePartner::Firm(block_of(settings, workshop) * ROLE_COUNT + other),
                kind: "orders",
                strength: "occasional",
            });
        }
    }
    ties
}

/// Pairs of near workshops of one cluster that are not at odds.
fn near_pairs(
    settings: SynthSettings,
    workshops: &[WorkshopTruth],
    purpose: &str,
    means: &ByCluster,
    disputes: &BTreeSet<SealedPair>,
) -> BTreeSet<SealedPair> {
    let mut pairs = BTreeSet::new();
    for (at, workshop) in workshops.iter().enumerate() {
        let draws = Draws::new(settings.seed, at);
        let moved = (0.5 * workshop.factors.associativity - 0.125).exp();
        let count = draws.poisson(purpose, workshop.cluster.of(means) * moved);
        let mut stream = draws.key(purpose).at(1).stream();
        for _ in 0..count {
            let distance = stream.integer(1, REACH);
            let other = at as i64 + if stream.bernoulli(0.5) { distance } else { -distance };
            let Some(partner) = usize::try_from(other).ok().and_then(|o| workshops.get(o)) else {
                continue;
            };
            let pair = SealedPair::of(at, other as usize);
            if partner.cluster == workshop.cluster && !disputes.contains(&pair) {
                pairs.insert(pair);
            }
        }
    }
    pairs
}

/// Pairs at odds: each workshop with an open dispute and the next one of its cluster, in code
/// order, seven times of ten.
fn draw_disputes(seed: u64, workshops: &[WorkshopTruth]) -> BTreeSet<SealedPair> {
    let mut pairs = BTreeSet::new();
    let mut last: Option<usize> = None;
    for (at, workshop) in workshops.iter().enumerate().filter(|(_, w)| w.neighbours.dispute) {
        if let Some(before) = last
            && workshops[before].cluster == workshop.cluster
            && Draws::new(seed, at).chance("dispute pair", 0.7)
        {
            pairs.insert(SealedPair::of(before, at));
        }
        last = Some(at);
    }
    pairs
}
