//! Columns without gaps, and how they move together.

use super::WeightingError;
use nanduti_stats::{SymmetricMatrix, pearson, sample_sd};

/// Fewest complete units from which any statistical weights are taken.
pub const LEAST_UNITS: usize = 3;

/// The columns over the units with a finite value in each, if there are enough of them.
pub(super) fn complete(
    columns: &[&[Option<f64>]],
    needed: usize,
) -> Result<Vec<Vec<f64>>, WeightingError> {
    let n = columns.first().ok_or(WeightingError::NoItems)?.len();
    if columns.iter().any(|column| column.len() != n) {
        return Err(WeightingError::LengthsDiffer);
    }
    let mut kept = vec![Vec::with_capacity(n); columns.len()];
    for unit in 0..n {
        let row = columns.iter().map(|column| column[unit].filter(|x| x.is_finite()));
        if let Some(row) = row.collect::<Option<Vec<f64>>>() {
            for (column, x) in kept.iter_mut().zip(row) {
                column.push(x);
            }
        }
    }
    let found = kept[0].len();
    if found < needed { Err(WeightingError::TooFewUnits { found, needed }) } else { Ok(kept) }
}

/// Standard deviations of the columns; an error where one does not vary.
pub(super) fn spreads(columns: &[Vec<f64>]) -> Result<Vec<f64>, WeightingError> {
    let spread = |(at, column): (usize, &Vec<f64>)| {
        let varies = column.iter().any(|x| *x != column[0]);
        let spread = sample_sd(column).filter(|spread| varies && *spread > 0.0);
        spread.ok_or(WeightingError::NoSpread { column: at })
    };
    columns.iter().enumerate().map(spread).collect()
}

/// Correlation of every two columns, all of which vary.
pub(super) fn correlations(columns: &[Vec<f64>]) -> Result<SymmetricMatrix, WeightingError> {
    let mut flat = None;
    let matrix = SymmetricMatrix::from_upper(columns.len(), |row, column| {
        let known =
            if row == column { Some(1.0) } else { pearson(&columns[row], &columns[column]) };
        known.unwrap_or_else(|| {
            flat.get_or_insert(row);
            0.0
        })
    });
    flat.map_or(Ok(matrix), |column| Err(WeightingError::NoSpread { column }))
}
