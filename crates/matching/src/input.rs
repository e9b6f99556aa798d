//! What matching is told about a case.

use jiff::civil::Date;
use nanduti_model::{FirmTie, LeadFirm, Lot, Policy, Population, Product, VisitRecord};

/// The case as matching sees it: no contact, no place finer than a coarse cell.
#[derive(Clone, Copy, Debug)]
pub struct MatchInput<'a> {
    /// Workshops and clusters.
    pub population: &'a Population,
    /// Products; lots point into them.
    pub products: &'a [Product],
    /// Lead firms; lots and ties point into them.
    pub firms: &'a [LeadFirm],
    /// Lots on offer.
    pub lots: &'a [Lot],
    /// Recorded ties between workshops and firms; a pair that is not listed has none.
    pub firm_ties: &'a [FirmTie],
    /// Weights, fair-price rule, price basis, owner's hours.
    pub policy: &'a Policy,
    /// First day of the case: month 0 is its calendar month, earlier days offer nothing.
    pub start: Date,
    /// What visits confirmed; of several for one workshop the latest counts.
    pub visits: &'a [VisitRecord],
    /// Pairs (workshop, lot) that a decision or local rule excludes.
    pub forbidden: &'a [(usize, usize)],
    /// Share of each workshop's minutes kept free for training, 0–1; a workshop beyond the
    /// slice keeps none free.
    pub reserve: &'a [f64],
}

impl MatchInput<'_> {
    /// Training reserve of a workshop, 0–1.
    pub(crate) fn reserve_of(&self, workshop: usize) -> f64 {
        self.reserve.get(workshop).copied().filter(|r| r.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0)
    }
}
