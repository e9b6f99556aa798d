//! What lead firms ask for, and who is tied to whom.

use crate::{Guaranies, Label, LeadFirmId, LotId, MachineId, Minutes, ProductId, Source};
use jiff::civil::Date;

/// A garment.
#[derive(Clone, PartialEq, Debug)]
pub struct Product {
    /// Id, as the form's choice names it.
    pub id: ProductId,
    /// Printed name.
    pub name: Label,
    /// Standard minutes of sewing per piece.
    pub standard_minutes: Minutes,
    /// Machine types it needs, all of them.
    pub machines: Vec<MachineId>,
    /// Where the minutes come from.
    pub source: Source,
}

/// A firm that buys.
#[derive(Clone, PartialEq, Debug)]
pub struct LeadFirm {
    /// Id.
    pub id: LeadFirmId,
    /// Printed name; invented in fixtures.
    pub name: String,
    /// Coarse cell, where a place was given.
    pub cell: Option<(i32, i32)>,
    /// Staff hours a month for its suppliers.
    pub staff_hours_month: f64,
}

/// How far apart two coarse cells are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DistanceBand {
    /// Up to 5 km.
    To5,
    /// Up to 20 km.
    To20,
    /// Up to 50 km.
    To50,
    /// Farther.
    Beyond,
}

impl DistanceBand {
    /// Bands and their upper limits in kilometres.
    pub const ALL: [(Self, f64); 4] =
        [(Self::To5, 5.0), (Self::To20, 20.0), (Self::To50, 50.0), (Self::Beyond, f64::INFINITY)];

    /// Band of the distance between two cell centres, on a sphere of 6,371 km
    /// (equirectangular approximation, good to 0.1 % at these distances).
    pub fn between(a: (i32, i32), b: (i32, i32)) -> Self {
        let degrees = |c: i32| (f64::from(c) + 0.5) * 0.05;
        let (lat_a, lat_b) = (degrees(a.0).to_radians(), degrees(b.0).to_radians());
        let d_lat = lat_b - lat_a;
        let d_lon = (degrees(b.1) - degrees(a.1)).to_radians() * f64::midpoint(lat_a, lat_b).cos();
        let km = 6371.0 * d_lat.hypot(d_lon);
        Self::ALL.iter().find(|(_, limit)| km <= *limit).map_or(Self::Beyond, |(band, _)| *band)
    }
}

/// The coarse cell of a coordinate in degrees; `None` outside the globe.
pub fn coarse_cell(latitude: f64, longitude: f64) -> Option<(i32, i32)> {
    (latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
        .then(|| ((latitude / 0.05).floor() as i32, (longitude / 0.05).floor() as i32))
}

/// What a lot demands of who makes it. Absent: not demanded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LotGates {
    /// At most this many pieces of 100 needing repair.
    pub max_rework: Option<f64>,
    /// At least this many orders of 10 on time.
    pub min_on_time: Option<f64>,
    /// The buyer needs an invoice.
    pub invoice: bool,
    /// At most this far.
    pub max_distance: Option<DistanceBand>,
}

/// A lot: one product, one quantity, one window.
#[derive(Clone, PartialEq, Debug)]
pub struct Lot {
    /// Id.
    pub id: LotId,
    /// Position of its firm.
    pub firm: usize,
    /// Position of its product.
    pub product: usize,
    /// Pieces asked for, > 0.
    pub pieces: u32,
    /// First day of sewing.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Price per piece for sewing, materials excluded.
    pub price: Guaranies,
    /// Fewest pieces one workshop may take.
    pub min_batch: u32,
    /// Most workshops that may share it.
    pub max_suppliers: Option<u32>,
    /// Gates.
    pub gates: LotGates,
}

/// Strength of a tie with a buyer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TieStrength {
    /// None.
    None,
    /// Orders at times.
    Occasional,
    /// Orders regularly.
    Stable,
}

/// A recorded tie between a workshop and a lead firm.
#[derive(Clone, PartialEq, Debug)]
pub struct FirmTie {
    /// Position of the workshop.
    pub workshop: usize,
    /// Position of the firm.
    pub firm: usize,
    /// Strength.
    pub strength: TieStrength,
}

/// A recorded working tie between two workshops. An unrecorded one is unknown, not distrust.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkshopTie {
    /// Position of one workshop.
    pub a: usize,
    /// Position of the other.
    pub b: usize,
    /// What they do together: `shared_order`, `lent_machine`, `joint_purchase`, …
    pub kind: String,
}
