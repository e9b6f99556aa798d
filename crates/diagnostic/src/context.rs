//! What the case adds to the answers: product minutes and what prices are measured against.

use nanduti_rules::PriceBasis;
use std::collections::BTreeMap;

/// Names that every expression may read beside questions and derived values: figures of the
/// case's policy, so that a policy changed in one place changes every formula that uses it.
pub const CASE_NAMES: [&str; 2] = ["minimum_wage", "reference_efficiency"];

/// The case as expressions see it.
#[derive(Clone, PartialEq, Debug)]
pub struct Context {
    /// Standard minutes of one piece, by product id.
    pub standard_minutes: BTreeMap<String, f64>,
    /// Cost of a legal minute and overhead.
    pub price_basis: PriceBasis,
    /// Monthly minimum wage, guaraníes; read as `minimum_wage`.
    pub minimum_wage: f64,
    /// Efficiency a price is measured against, per cent; read as `reference_efficiency`.
    pub reference_efficiency: f64,
    /// Seed of whatever is drawn: random imputations.
    pub seed: u64,
}

impl Context {
    /// The figure behind one of [`CASE_NAMES`].
    pub(crate) fn figure(&self, name: &str) -> Option<f64> {
        match name {
            "minimum_wage" => Some(self.minimum_wage),
            "reference_efficiency" => Some(self.reference_efficiency),
            _ => None,
        }
    }
}
