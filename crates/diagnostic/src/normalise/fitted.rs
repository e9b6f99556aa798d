//! Normalisations fitted apart by group.

use super::{Unfit, fit};
use crate::values::finite_by_group;
use nanduti_model::{Answered, Normalisation};
use std::collections::BTreeMap;

/// One normalisation for each group of workshops.
#[derive(Clone, PartialEq, Debug)]
pub struct FittedWithin {
    /// By group: what its sample gave, or why it gave nothing.
    pub groups: BTreeMap<u32, Result<Normalisation, Unfit>>,
}

impl FittedWithin {
    /// Points of a value in its group. `None` without a group, in a group that was not in the
    /// sample or could not be fitted, and where the normalisation itself has none.
    pub fn score(&self, group: Option<u32>, value: f64) -> Option<f64> {
        self.groups.get(&group?)?.as_ref().ok()?.score(value)
    }
}

/// Fits a normalisation apart in every group that occurs, by [`fit`].
///
/// `groups` names the group of each row; rows without one are in no sample. Values that are
/// missing or not finite are left out; rows beyond the shorter of both lists too.
pub fn fit_within(
    normalisation: &Normalisation,
    values: &[Answered<f64>],
    groups: &[Option<u32>],
    reference: Option<f64>,
) -> FittedWithin {
    let groups = finite_by_group(values, groups)
        .into_iter()
        .map(|(group, sample)| (group, fit(normalisation, &sample, reference)))
        .collect();
    FittedWithin { groups }
}
