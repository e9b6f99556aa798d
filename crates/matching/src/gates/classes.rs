//! Lots that ask the same of a workshop but for price, quantity and window: what the gates of
//! one of them say, they say of all.

use crate::MatchInput;
use nanduti_model::Lot;
use std::collections::BTreeMap;

/// Positions of the lots of each class, ascending; classes by product first.
pub(crate) fn classes(input: &MatchInput) -> Vec<Vec<usize>> {
    let key = |lot: &Lot| {
        let place = input.firms.get(lot.firm).and_then(|firm| firm.cell);
        let gates = &lot.gates;
        let limits = [gates.max_rework, gates.min_on_time].map(|limit| limit.map(f64::to_bits));
        (lot.product, place, gates.invoice, limits, gates.max_distance)
    };
    let mut classes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, lot) in input.lots.iter().enumerate() {
        classes.entry(key(lot)).or_default().push(position);
    }
    classes.into_values().collect()
}
