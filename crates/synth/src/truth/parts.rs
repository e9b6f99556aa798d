//! The parts of a workshop's truth, each with its own draw.

use super::Factors;
use crate::calibration as facts;
use crate::calibration::Cluster;
use crate::draw::{Draws, stepped};
use crate::products::{JACKET, MACHINES, PRODUCTS, needs};
use nanduti_rules::{PriceBasis, efficiency, fair_price};

/// What a workshop makes and with what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kit {
    /// Main product, a position in the form's product list.
    pub product: usize,
    /// Products it can make, as bits in that order.
    pub products: u16,
    /// Machine types, as bits in the order of the form's machine list.
    pub machines: u8,
    /// Machines in working order.
    pub machine_count: u32,
}

impl Kit {
    /// Main product by cluster; its machines nearly always; more types in larger and more
    /// productive workshops; other products where the machines are there.
    pub(super) fn draw(draws: Draws, cluster: Cluster, people: u32, productivity: f64) -> Self {
        let product = draws.pick("product", &facts::MAIN_PRODUCT[cluster.position()]);
        let mut stream = draws.key("machines").stream();
        let mut machines = 1_u8;
        if stream.bernoulli(0.96) {
            machines |= needs(product).machines;
        }
        let size = f64::from(people).ln();
        for (at, popularity) in [1.0, 0.6, 0.25, 0.2, 0.25, 0.12, 0.25].iter().enumerate() {
            let chance = popularity * (0.35 + 0.25 * size + 0.1 * productivity);
            if stream.bernoulli(chance) {
                machines |= 1 << at;
            }
        }
        // Nobody has every type: the case always shows one lot that nobody can make.
        if machines.count_ones() as usize == MACHINES.len() {
            machines &= !(1 << (MACHINES.len() - 1));
        }
        let mut products = 1_u16 << product;
        let mut stream = draws.key("products").stream();
        for other in 0..PRODUCTS.len() {
            let has_machines = machines & needs(other).machines == needs(other).machines;
            let chance = if has_machines { 0.35 } else { 0.02 };
            if stream.bernoulli(chance) && (other != JACKET || machines.count_ones() > 4) {
                products |= 1 << other;
            }
        }
        let per_person = (1.25 + 0.2 * draws.normal("machines per person")).clamp(0.8, 2.0);
        let count = (f64::from(people) * per_person).round() as u32;
        let machine_count = count.max(machines.count_ones());
        Self { product, products, machines, machine_count }
    }
}

/// How well the work goes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Work {
    /// Pieces of the main product in a normal week.
    pub output_week: u32,
    /// Efficiency that this output implies, per cent.
    pub efficiency: f64,
    /// Pieces of 100 that need repair.
    pub rework: f64,
    /// Orders of 10 that meet the date.
    pub on_time: f64,
}

impl Work {
    /// Output follows from the efficiency aimed at and the hours present in a week.
    pub(super) fn draw(
        draws: Draws,
        cluster: Cluster,
        factors: &Factors,
        product: usize,
        present_hours: f64,
    ) -> Self {
        let liability =
            |purpose: &str, loading: f64| draws.liability(purpose, factors.productivity, loading);
        let aimed = (cluster.of(&facts::EFFICIENCY) + 8.0 * liability("efficiency", 0.75))
            .clamp(18.0, 72.0);
        let minutes = needs(product).minutes;
        let present = present_hours * 60.0;
        let pieces = (aimed / 100.0 * present / minutes).round().clamp(1.0, 5_000.0);
        // A log-normal with mean m and log spread s has median m × exp(−s²/2).
        let rework = cluster.of(&facts::REWORK) * (0.5 * liability("rework", -0.55) - 0.125).exp();
        let on_time = cluster.of(&facts::ON_TIME) + 1.6 * liability("on time", 0.5);
        Self {
            output_week: pieces as u32,
            // Present minutes are above zero: at least one person and 20 hours.
            efficiency: efficiency(pieces, minutes, present).unwrap_or(aimed),
            rework: stepped(rework, 1.0, 0.0, 60.0),
            on_time: stepped(on_time, 1.0, 0.0, 10.0),
        }
    }
}

/// Formality of the firm and of its jobs, two things (domain notes, section 1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Papers {
    /// RUC active.
    pub ruc: bool,
    /// Registered employer.
    pub employer: bool,
    /// People paying into IPS.
    pub ips: u32,
}

impl Papers {
    /// One liability decides RUC and, further up, registration as an employer, so that employers
    /// have RUC; own-account workshops have nobody to register.
    pub(super) fn draw(draws: Draws, cluster: Cluster, factors: &Factors, people: u32) -> Self {
        let passes = |share: &facts::ByCluster| {
            draws.tends("papers", cluster.of(share), factors.formality, 0.8)
        };
        let (ruc, employer) = (passes(&facts::RUC), people > 1 && passes(&facts::EMPLOYER));
        let otherwise = cluster.of(&facts::IPS_OTHERWISE);
        let share = if employer {
            facts::IPS_SHARE.0
        } else if draws.tends("ips otherwise", otherwise, factors.formality, 0.5) {
            facts::IPS_SHARE.1
        } else {
            0.0
        };
        Self { ruc, employer, ips: draws.binomial("ips", people, share) }
    }
}

/// Buyers and prices.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Market {
    /// Works on orders.
    pub has_orders: bool,
    /// Regular buyer: 0 none, 1 at times, 2 stable.
    pub buyer_tie: usize,
    /// Guaraníes paid per piece of the main product.
    pub piece_price: f64,
}

impl Market {
    pub(super) fn draw(
        draws: Draws,
        cluster: Cluster,
        anchored: bool,
        factors: &Factors,
        product: usize,
    ) -> Self {
        let has_orders = anchored || draws.chance("has orders", cluster.of(&facts::HAS_ORDERS));
        Self {
            has_orders,
            buyer_tie: draw_buyer_tie(draws, cluster, anchored, has_orders),
            piece_price: draw_price(draws, cluster, factors, product),
        }
    }
}

/// Regular buyer. The anchored block is stable and part of Pilar's 25 %; who takes no orders has
/// none, so the others have theirs more often.
fn draw_buyer_tie(draws: Draws, cluster: Cluster, anchored: bool, has_orders: bool) -> usize {
    if anchored {
        return 2;
    }
    if !has_orders {
        return 0;
    }
    let (block, of) = facts::ANCHORED;
    let block = if cluster == Cluster::Pilar { block as f64 / of as f64 } else { 0.0 };
    let among = (1.0 - block) * cluster.of(&facts::HAS_ORDERS);
    let stable = (cluster.of(&facts::STABLE_BUYER) - block).max(0.0) / among;
    let at_times = cluster.of(&facts::OCCASIONAL_BUYER) / among;
    draws.pick("buyer tie", &[(1.0 - stable - at_times).max(0.0), at_times, stable])
}

/// Guaraníes per piece: the fair price at 60 % efficiency times the cluster's ratio, to Gs 50.
fn draw_price(draws: Draws, cluster: Cluster, factors: &Factors, product: usize) -> f64 {
    let basis = PriceBasis { cost_minute: facts::COST_MINUTE, overhead: facts::OVERHEAD };
    let fair = fair_price(needs(product).minutes, facts::REFERENCE_EFFICIENCY, &basis);
    let spread = 0.16;
    let log = spread * draws.liability("price", factors.productivity, 0.3) - spread * spread / 2.0;
    // The reference efficiency is above zero, so there is a fair price.
    let price = fair.unwrap_or(0.0) * cluster.of(&facts::PRICE_RATIO) * log.exp();
    stepped(price, 50.0, 200.0, 200_000.0)
}

/// Group and neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Neighbours {
    /// A group exists nearby.
    pub group_exists: bool,
    /// Last joint project: 0 none, 1 badly, 2 mixed, 3 well.
    pub past_result: usize,
    /// Open dispute.
    pub dispute: bool,
}

impl Neighbours {
    pub(super) fn draw(draws: Draws, cluster: Cluster) -> Self {
        let [badly, mixed, well] = facts::PAST_RESULT[cluster.position()];
        let weights = [1.0 - badly - mixed - well, badly, mixed, well];
        Self {
            group_exists: draws.chance("group exists", cluster.of(&facts::GROUP_EXISTS)),
            past_result: draws.pick("past result", &weights),
            dispute: draws.chance("dispute", cluster.of(&facts::DISPUTE)),
        }
    }
}

/// Consents that decide who is invited and shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Consents {
    /// To be invited by the programme.
    pub programme: bool,
    /// That a firm sees its code.
    pub firm: bool,
    /// Can be reached.
    pub contactable: bool,
}

impl Consents {
    pub(super) fn draw(draws: Draws) -> Self {
        Self {
            programme: draws.chance("consent programme", facts::CONSENT_PROGRAMME),
            firm: draws.chance("consent firm", facts::CONSENT_FIRM),
            contactable: draws.chance("contactable", facts::CONTACTABLE),
        }
    }
}
