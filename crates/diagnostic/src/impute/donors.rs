//! Hot deck: a gap takes the value of a donor drawn at random.

use super::{Found, ImputeContext, NotImputed, Pool, observed};
use nanduti_model::{Answered, Imputation, Missing};
use nanduti_stats::Key;
use std::collections::BTreeMap;

/// Donor rows of one column, by preference.
#[derive(Debug)]
pub(super) struct Deck<'a> {
    values: &'a [Answered<f64>],
    groups: Option<&'a [Option<u32>]>,
    /// Donors of each group, where groups are asked for.
    by_group: BTreeMap<u32, Vec<usize>>,
    all: Vec<usize>,
    bootstrap: bool,
}

impl<'a> Deck<'a> {
    /// The donors of a column: rows that answered it and are complete in every column whose plan
    /// draws donors; in a pool without a complete row, the rows that answered it.
    pub(super) fn new(
        columns: &'a [Vec<Answered<f64>>],
        column: usize,
        complete: &[bool],
        groups: Option<&'a [Option<u32>]>,
        bootstrap: bool,
    ) -> Self {
        let answered: Vec<(usize, bool)> = (0..columns[column].len())
            .filter(|&row| observed(columns, column, row).is_some())
            .map(|row| (row, complete.get(row) == Some(&true)))
            .collect();
        let mut by_group: BTreeMap<u32, Vec<(usize, bool)>> = BTreeMap::new();
        for donor in &answered {
            if let Some(group) = groups.and_then(|groups| groups.get(donor.0).copied().flatten()) {
                by_group.entry(group).or_default().push(*donor);
            }
        }
        Self {
            values: &columns[column],
            groups,
            by_group: by_group.into_iter().map(|(group, rows)| (group, best(&rows))).collect(),
            all: best(&answered),
            bootstrap,
        }
    }

    /// The donor of one row and its value.
    pub(super) fn draw(&self, row: usize, context: &ImputeContext) -> Result<Found, NotImputed> {
        let group = self.groups.and_then(|groups| groups.get(row).copied().flatten());
        let own = group.and_then(|group| self.by_group.get(&group));
        let (donors, pool) = own.map_or((&self.all, Pool::All), |donors| (donors, Pool::Group));
        let key = |purpose| Key::new(context.seed, purpose).at(context.draw);
        let mut place = key("hot-deck donor").at(row as u64).stream().index(donors.len());
        if self.bootstrap {
            // The place-th of as many donors drawn with replacement, the same for every row.
            place = key("hot-deck bootstrap").at(place as u64).stream().index(donors.len());
        }
        let donor = *donors.get(place).ok_or(NotImputed::NobodyAnswered)?;
        let value = self.values[donor].map_err(|_| NotImputed::NobodyAnswered)?;
        Ok(Found { value, pool, sources: donors.len(), donor: Some(donor) })
    }
}

/// The rows that are complete in every column whose plan draws donors.
pub(super) fn complete(columns: &[Vec<Answered<f64>>], plan: &[Imputation]) -> Vec<bool> {
    let drawn: Vec<usize> = (0..columns.len()).filter(|&c| draws(plan.get(c))).collect();
    let n_rows = if drawn.is_empty() { 0 } else { columns.first().map_or(0, Vec::len) };
    let mut complete = vec![true; n_rows];
    for column in drawn {
        for (row, complete) in complete.iter_mut().enumerate() {
            *complete &= observed(columns, column, row).is_some()
                || columns[column].get(row) == Some(&Err(Missing::NotApplicable));
        }
    }
    complete
}

fn draws(plan: Option<&Imputation>) -> bool {
    matches!(plan, Some(Imputation::HotDeck(_) | Imputation::Multiple(_)))
}

/// The complete rows, or all of them where none is.
fn best(rows: &[(usize, bool)]) -> Vec<usize> {
    let any = rows.iter().any(|(_, complete)| *complete);
    rows.iter().filter(|(_, complete)| *complete || !any).map(|(row, _)| *row).collect()
}
