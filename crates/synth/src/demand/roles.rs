//! The five roles of lead firms, which larger cases repeat.

use crate::products::JACKET;
use nanduti_model::DistanceBand;

/// How many roles there are: LF-A to LF-E.
pub(crate) const ROLE_COUNT: usize = 5;

/// What a lead firm asks for. Positions are those of the form's product list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Role {
    /// Latitude and longitude in degrees.
    pub(crate) position: (f64, f64),
    /// Products of its lots, in turn.
    pub(crate) products: &'static [usize],
    /// Bounds of the most pieces of 100 to repair: 5–8 of strict buyers, looser of the old anchor.
    pub(crate) rework: (i64, i64),
    /// Bounds of the fewest orders of 10 on time.
    pub(crate) on_time: (i64, i64),
    /// Share of its lots that need an invoice.
    pub(crate) invoice: f64,
    /// Farthest workshop.
    pub(crate) distance: Option<DistanceBand>,
}

const TSHIRT: usize = 0;
const JEANS: usize = 1;
const SHIRT: usize = 2;
const SMOCK: usize = 4;
const HOUSE_LINEN: usize = 5;
const UNIFORM: usize = 6;
const TROUSERS: usize = 7;
const APRON: usize = 8;
const SHEET_SET: usize = 9;

/// LF-A, LF-B and LF-D buy jeans and light clothing around Yaguarón; LF-C is the old lead firm of
/// Pilar; LF-E is a strict buyer of the capital that takes from anywhere.
const ROLES: [Role; ROLE_COUNT] = [
    Role {
        position: (-25.573, -57.302),
        products: &[JEANS, JEANS, TROUSERS],
        rework: (7, 9),
        on_time: (7, 8),
        invoice: 0.3,
        distance: Some(DistanceBand::To20),
    },
    Role {
        position: (-25.470, -57.300),
        products: &[JEANS, SHIRT, TROUSERS],
        rework: (6, 8),
        on_time: (8, 9),
        invoice: 0.5,
        distance: Some(DistanceBand::To50),
    },
    Role {
        position: (-26.862, -58.303),
        products: &[HOUSE_LINEN, SHEET_SET, UNIFORM, HOUSE_LINEN, APRON, SHEET_SET],
        rework: (9, 12),
        on_time: (6, 7),
        invoice: 0.0,
        distance: Some(DistanceBand::To5),
    },
    Role {
        position: (-25.390, -57.355),
        products: &[JEANS, SMOCK, UNIFORM, JACKET],
        rework: (6, 8),
        on_time: (8, 8),
        invoice: 0.2,
        distance: Some(DistanceBand::To50),
    },
    Role {
        position: (-25.285, -57.580),
        products: &[TSHIRT, UNIFORM, SMOCK, SHIRT, HOUSE_LINEN],
        rework: (5, 7),
        on_time: (8, 9),
        invoice: 0.8,
        distance: None,
    },
];

impl Role {
    /// Role of the firm at a position.
    pub(crate) const fn of(firm: usize) -> &'static Self {
        &ROLES[firm % ROLE_COUNT]
    }
}
