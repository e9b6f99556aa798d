//! Which items and rows a scale's figures rest on.

use super::{Refusal, ReliabilitySettings};
use nanduti_stats::{SymmetricMatrix, complete_rows, mean};

/// Largest magnitude whose squares still add up.
const LARGEST: f64 = 1e150;
/// Fewest complete rows of any figure.
const FLOOR: usize = 3;

/// The items that vary, over the rows where all of them have a value.
#[derive(Debug)]
pub(super) struct Screened {
    /// Rows given.
    pub(super) rows: usize,
    /// Rows complete over the items kept.
    pub(super) complete: usize,
    /// Places of the items kept, ascending.
    pub(super) kept: Vec<usize>,
    /// Their values over the complete rows.
    pub(super) columns: Vec<Vec<f64>>,
}

impl Screened {
    /// Drops items without an answer or without variation, first over their own answers and
    /// then over the rows left, until what is left varies.
    pub(super) fn new(names: &[String], columns: &[Vec<Option<f64>>]) -> Result<Self, Refusal> {
        check_shape(names, columns)?;
        let rows = columns.first().map_or(0, Vec::len);
        let mut kept: Vec<usize> =
            (0..columns.len()).filter(|&item| varies(columns[item].iter().flatten())).collect();
        loop {
            let complete = complete_over(columns, &kept);
            let values: Vec<Vec<f64>> = kept
                .iter()
                .map(|&item| complete.iter().filter_map(|&row| columns[item][row]).collect())
                .collect();
            let flat: Vec<bool> = values.iter().map(|column| !varies(column)).collect();
            // One row or none says nothing of variation.
            if complete.len() < 2 || !flat.contains(&true) {
                return Ok(Self { rows, complete: complete.len(), kept, columns: values });
            }
            kept = kept
                .into_iter()
                .zip(flat)
                .filter(|(_, flat)| !flat)
                .map(|(item, _)| item)
                .collect();
        }
    }

    /// Refuses a figure for want of items or rows; `whole` when it rests on the whole
    /// correlation matrix.
    pub(super) fn check(
        &self,
        needed: usize,
        whole: bool,
        settings: &ReliabilitySettings,
    ) -> Result<(), Refusal> {
        let items = self.kept.len();
        if items < needed {
            return Err(Refusal::TooFewItems { items, needed });
        }
        let ratio = if whole { settings.minimum_rows_per_item.max(0.0) } else { 0.0 };
        let per_item = (ratio * items as f64).ceil() as usize;
        let needed = settings.minimum_rows.max(FLOOR).max(per_item);
        if self.complete < needed {
            return Err(Refusal::TooFewRows { complete: self.complete, needed });
        }
        Ok(())
    }

    /// Covariances of the items kept, divisor n − 1; zeros without two complete rows.
    pub(super) fn covariance(&self) -> SymmetricMatrix {
        let centred: Vec<Vec<f64>> = self
            .columns
            .iter()
            .map(|column| {
                let centre = mean(column).unwrap_or(0.0);
                column.iter().map(|value| value - centre).collect()
            })
            .collect();
        let divisor = self.complete.saturating_sub(1).max(1) as f64;
        SymmetricMatrix::from_upper(self.kept.len(), |row, column| {
            let products = centred[row].iter().zip(&centred[column]).map(|(x, y)| x * y);
            products.sum::<f64>() / divisor
        })
    }
}

/// Correlations from covariances; ones on the diagonal, zero with a list that does not vary.
pub(super) fn correlation(covariance: &SymmetricMatrix) -> SymmetricMatrix {
    let sd: Vec<f64> =
        (0..covariance.size()).map(|item| covariance.get(item, item).sqrt()).collect();
    SymmetricMatrix::from_upper(covariance.size(), |row, column| {
        if row == column || sd[row] <= 0.0 || sd[column] <= 0.0 {
            return f64::from(u8::from(row == column));
        }
        (covariance.get(row, column) / sd[row] / sd[column]).clamp(-1.0, 1.0)
    })
}

/// Faults the input itself.
fn check_shape(names: &[String], columns: &[Vec<Option<f64>>]) -> Result<(), Refusal> {
    if names.len() != columns.len() {
        return Err(Refusal::NamesDoNotMatch { names: names.len(), columns: columns.len() });
    }
    if let Some(item) = columns.iter().position(|column| column.len() != columns[0].len()) {
        return Err(Refusal::UnequalLengths { item });
    }
    let bad = |value: &f64| value.is_nan() || value.abs() > LARGEST;
    match columns.iter().position(|column| column.iter().flatten().any(bad)) {
        Some(item) => Err(Refusal::NotFinite { item }),
        None => Ok(()),
    }
}

/// True when two values differ.
fn varies<'a>(values: impl IntoIterator<Item = &'a f64>) -> bool {
    let mut values = values.into_iter();
    values.next().is_some_and(|first| values.any(|value| value != first))
}

/// The rows in which every one of the `items` has a value; none without items.
pub(super) fn complete_over(columns: &[Vec<Option<f64>>], items: &[usize]) -> Vec<usize> {
    complete_rows(&items.iter().map(|&item| columns[item].as_slice()).collect::<Vec<_>>())
}
