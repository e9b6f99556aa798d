//! Invented lead firms and their lots, sized to what the workshops of their block can make.
//!
//! A block is the share of each cluster that goes with five firms, LF-A to LF-E at the published
//! size; larger cases repeat the five roles, one block after the other, so that the work per
//! workshop stays the same. No public order data exist (domain notes, section 5): names and prices
//! are invented, sizes and gates follow the orders seen there.

use crate::calibration as facts;
use crate::case::{PUBLISHED_WORKSHOPS, SynthSettings};
use crate::draw::{Draws, stepped};
use crate::products::{JACKET, needs};
use crate::truth::WorkshopTruth;
use jiff::civil::{Date, date};
use nanduti_model::{DistanceBand, coarse_cell};
use nanduti_rules::{PriceBasis, fair_price};

mod roles;

pub(crate) use roles::{ROLE_COUNT, Role};

/// Lots of a case of the published size.
const PUBLISHED_LOTS: usize = 30;

/// Least and most pieces of a lot: a small brand's minimum, and the largest order seen, 22,000
/// pieces (domain notes, section 5).
const SMALLEST_LOT: f64 = 300.0;
/// Most pieces of a lot.
const LARGEST_LOT: f64 = 22_000.0;

/// An invented lead firm.
#[derive(Clone, PartialEq, Debug)]
pub struct SyntheticFirm {
    /// Id: `LF-A`, `LF-B`, …
    pub id: String,
    /// Invented name.
    pub name: String,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
    /// Staff hours a month for its suppliers: 8–12 (domain notes, section 4).
    pub staff_hours_month: u32,
}

/// A lot of an invented firm.
#[derive(Clone, PartialEq, Debug)]
pub struct SyntheticLot {
    /// Id: `LF-A-01`.
    pub id: String,
    /// Position of its firm.
    pub firm: usize,
    /// Product, a position in the form's product list.
    pub product: usize,
    /// Pieces.
    pub pieces: u32,
    /// First day of sewing.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Guaraníes per piece for sewing.
    pub price: u32,
    /// Fewest pieces one workshop may take.
    pub min_batch: u32,
    /// Most workshops; absent: not demanded.
    pub max_suppliers: Option<u32>,
    /// Most pieces of 100 to repair; absent: not demanded.
    pub max_rework: Option<u32>,
    /// Fewest orders of 10 on time; absent: not demanded.
    pub min_on_time: Option<u32>,
    /// Needs an invoice.
    pub invoice: bool,
    /// Farthest workshop; absent: any.
    pub max_distance: Option<DistanceBand>,
}

/// Number of blocks of a case: one per 372 workshops, at least one.
pub(crate) fn block_count(settings: SynthSettings) -> usize {
    ((settings.size() + PUBLISHED_WORKSHOPS / 2) / PUBLISHED_WORKSHOPS).max(1)
}

/// Block of a workshop: its place in its cluster, in equal parts.
pub(crate) fn block_of(settings: SynthSettings, workshop: &WorkshopTruth) -> usize {
    let of = settings.cluster_sizes()[workshop.cluster.position()].max(1);
    (workshop.number as usize - 1) * block_count(settings) / of
}

/// Id of the firm at a position: letters as a spreadsheet counts columns.
fn firm_id(position: usize) -> String {
    let (mut rest, mut letters) = (position + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    format!("LF-{}", letters.iter().rev().collect::<String>())
}

/// Draws firms and lots. Lots come in firm order.
pub(crate) fn draw_demand(
    settings: SynthSettings,
    workshops: &[WorkshopTruth],
) -> (Vec<SyntheticFirm>, Vec<SyntheticLot>) {
    let blocks = block_count(settings);
    let mut members: Vec<Vec<&WorkshopTruth>> = vec![Vec::new(); blocks];
    for workshop in workshops {
        members[block_of(settings, workshop)].push(workshop);
    }
    let mut firms = Vec::with_capacity(blocks * ROLE_COUNT);
    for position in 0..blocks * ROLE_COUNT {
        firms.push(draw_firm(settings.seed, position));
    }
    let total = (settings.size() * PUBLISHED_LOTS + PUBLISHED_WORKSHOPS / 2) / PUBLISHED_WORKSHOPS;
    let total = total.max(ROLE_COUNT);
    let mut lots = Vec::with_capacity(total);
    for (block, members) in members.iter().enumerate() {
        let count = (block + 1) * total / blocks - block * total / blocks;
        lots.extend(draw_lots(settings.seed, block, count, members, &firms));
    }
    lots.sort_by_key(|lot| lot.firm);
    (firms, lots)
}

fn draw_firm(seed: u64, position: usize) -> SyntheticFirm {
    let draws = Draws::new(seed, position);
    let role = Role::of(position);
    let id = firm_id(position);
    SyntheticFirm {
        name: format!("Empresa ficticia {} (SINTÉTICO)", id.trim_start_matches("LF-")),
        id,
        position: role.position,
        staff_hours_month: draws.key("staff hours").integer(8, 12) as u32,
    }
}

/// Lots of one block, each sized against what earlier lots have left.
fn draw_lots(
    seed: u64,
    block: usize,
    count: usize,
    members: &[&WorkshopTruth],
    firms: &[SyntheticFirm],
) -> Vec<SyntheticLot> {
    let mut left: Vec<[f64; 12]> =
        members.iter().map(|workshop| [workshop.month_minutes(); 12]).collect();
    let mut lots = Vec::with_capacity(count);
    for at in 0..count {
        let firm = block * ROLE_COUNT + at % ROLE_COUNT;
        let round = at / ROLE_COUNT;
        let draws = Draws::new(seed, block * PUBLISHED_LOTS * 4 + at);
        let mut lot = open_lot(draws, firm, round, &firms[firm].id);
        let fitting: Vec<usize> =
            (0..members.len()).filter(|&w| fits(members[w], &lot, firms[firm].position)).collect();
        lot.pieces = draw_pieces(draws, &lot, &fitting, &mut left);
        lot.min_batch = lot.min_batch.min(lot.pieces / 4 / 50 * 50).max(50);
        lots.push(lot);
    }
    lots
}

/// A lot with everything but its size.
fn open_lot(draws: Draws, firm: usize, round: usize, firm_id: &str) -> SyntheticLot {
    let role = Role::of(firm);
    let product = role.products[round % role.products.len()];
    let (start, due) = draw_window(draws);
    SyntheticLot {
        id: format!("{firm_id}-{:02}", round + 1),
        firm,
        product,
        pieces: 0,
        start,
        due,
        price: draw_lot_price(draws, product),
        min_batch: 50 * draws.key("min batch").integer(1, 10) as u32,
        max_suppliers: draws
            .chance("limits suppliers", 0.4)
            .then(|| draws.key("max suppliers").integer(5, 14) as u32),
        max_rework: Some(draws.key("max rework").integer(role.rework.0, role.rework.1) as u32),
        min_on_time: Some(draws.key("min on time").integer(role.on_time.0, role.on_time.1) as u32),
        invoice: draws.chance("invoice", role.invoice),
        max_distance: role.distance,
    }
}

/// Lead of four to eight weeks, within the season months of 2027 (assumption: smocks and uniforms
/// before school and winter, the rest before spring and the feasts).
fn draw_window(draws: Draws) -> (Date, Date) {
    const MONTHS: [i8; 7] = [2, 3, 4, 5, 8, 9, 10];
    let month = MONTHS[draws.key("start month").integer(0, 6) as usize];
    let day = [1, 8, 15][draws.key("start day").integer(0, 2) as usize];
    let start = date(2027, month, day);
    let days = draws.key("window").integer(28, 60);
    (start, start.saturating_add(jiff::Span::new().days(days)))
}

/// Around the fair price at 60 % efficiency; one lot in four clearly below it.
fn draw_lot_price(draws: Draws, product: usize) -> u32 {
    let basis = PriceBasis { cost_minute: facts::COST_MINUTE, overhead: facts::OVERHEAD };
    let fair = fair_price(needs(product).minutes, facts::REFERENCE_EFFICIENCY, &basis);
    let factor = if draws.chance("low price", 0.25) {
        0.68 + 0.18 * draws.uniform("price factor")
    } else {
        0.95 + 0.30 * draws.uniform("price factor")
    };
    // The reference efficiency is above zero, so there is a fair price.
    stepped(fair.unwrap_or(0.0) * factor, 50.0, 50.0, 200_000.0) as u32
}

/// Whether a workshop may make a lot: consent, path, product and machines, gates, distance.
pub(crate) fn fits(workshop: &WorkshopTruth, lot: &SyntheticLot, firm: (f64, f64)) -> bool {
    let near = || {
        let cell = |(latitude, longitude): (f64, f64)| coarse_cell(latitude, longitude);
        match (lot.max_distance, cell(workshop.position), cell(firm)) {
            (None, _, _) => true,
            (Some(limit), Some(a), Some(b)) => DistanceBand::between(a, b) <= limit,
            _ => false,
        }
    };
    workshop.consents.firm
        && workshop.path != 1
        && workshop.makes(lot.product)
        && lot.max_rework.is_none_or(|most| workshop.work.rework <= f64::from(most))
        && (!workshop.market.has_orders
            || lot.min_on_time.is_none_or(|least| workshop.work.on_time >= f64::from(least)))
        && (!lot.invoice || workshop.papers.ruc)
        && near()
}

/// Pieces: a share of what the fitting workshops have left in the window's months, which it then
/// takes. Some lots ask for more than there is.
fn draw_pieces(draws: Draws, lot: &SyntheticLot, fitting: &[usize], left: &mut [[f64; 12]]) -> u32 {
    let months = month_shares(lot.start, lot.due);
    let minutes = needs(lot.product).minutes;
    let available: f64 = fitting
        .iter()
        .map(|&w| months.iter().map(|&(month, share)| left[w][month].max(0.0) * share).sum::<f64>())
        .sum();
    let fraction = if draws.chance("large lot", 0.35) {
        1.05 + 0.5 * draws.uniform("lot share")
    } else {
        0.45 + 0.5 * draws.uniform("lot share")
    };
    // Nobody has every machine of this one; the size is a small brand's (domain notes, section 5).
    let wanted = if lot.product == JACKET { 1_200.0 } else { available * fraction / minutes };
    let step = match wanted {
        x if x < 1_000.0 => 50.0,
        x if x < 10_000.0 => 100.0,
        _ => 500.0,
    };
    let pieces = stepped(wanted, step, SMALLEST_LOT, LARGEST_LOT);
    if available > 0.0 {
        let taken = (pieces * minutes / available).min(1.0);
        for &w in fitting {
            for &(month, share) in &months {
                left[w][month] *= 1.0 - taken * share;
            }
        }
    }
    pieces as u32
}

/// Months of a window (0–11) and the share of each that lies in it.
pub(crate) fn month_shares(start: Date, due: Date) -> Vec<(usize, f64)> {
    let mut shares = Vec::new();
    for month in start.month()..=due.month() {
        let first = date(2027, month, 1);
        let from = start.max(first);
        let until = due.min(first.last_of_month());
        let days = f64::from(until.day()) - f64::from(from.day()) + 1.0;
        shares.push((month as usize - 1, days / f64::from(first.days_in_month())));
    }
    shares
}

#[cfg(test)]
mod tests;
