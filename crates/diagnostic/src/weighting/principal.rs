//! The first principal component of the children of a node, for comparison only.

use super::WeightingError;
use super::sample::{LEAST_UNITS, complete, correlations, spreads};

/// Fewest complete units for each column (Gorsuch, 1983): with fewer, loadings are noise.
pub const UNITS_PER_COLUMN: usize = 5;

/// The first component. **For comparison only.**
#[derive(Clone, PartialEq, Debug)]
pub struct FirstComponent {
    /// Correlation of each column with the component, −1 to 1; their sum is at least 0, which
    /// fixes the sign that the method leaves open.
    pub loadings: Vec<f64>,
    /// Variance of the component, 1 to the number of columns.
    pub eigenvalue: f64,
    /// Share of all variance that it carries, 0–1.
    pub explained: f64,
    /// Variance of the second component; where it comes near the first, loadings are arbitrary.
    /// Absent with one column.
    pub next_eigenvalue: Option<f64>,
    /// Squared loadings as proportions (OECD/JRC, Handbook, 2008, section 6.1). Absent where a
    /// loading is negative: weights from it would punish what counts as better, so there are none.
    pub weights: Option<Vec<f64>>,
    /// Columns with a negative loading, which make the weights unusable.
    pub negative: Vec<usize>,
    /// Units with a value in every column.
    pub n_units: usize,
}

/// First principal component of the columns' correlations (Hotelling, 1933), from at least
/// [`UNITS_PER_COLUMN`] complete units a column. A column that does not vary is an error.
pub fn first_component(columns: &[&[Option<f64>]]) -> Result<FirstComponent, WeightingError> {
    let columns = complete(columns, LEAST_UNITS.max(UNITS_PER_COLUMN * columns.len()))?;
    spreads(&columns)?;
    let n = columns.len();
    let eigen = correlations(&columns)?.eigen().ok_or(WeightingError::SolverFailed)?;
    let (vector, eigenvalue) = (&eigen.vectors[0], eigen.values[0]);
    let sign = if vector.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
    let loadings: Vec<f64> = vector.iter().map(|x| sign * x * eigenvalue.sqrt()).collect();
    let negative: Vec<usize> = (0..n).filter(|&at| loadings[at] < 0.0).collect();
    let squares: f64 = vector.iter().map(|x| x * x).sum();
    let weights = vector.iter().map(|x| x * x / squares).collect();
    Ok(FirstComponent {
        loadings,
        eigenvalue,
        explained: eigenvalue / n as f64,
        next_eigenvalue: eigen.values.get(1).copied(),
        weights: negative.is_empty().then_some(weights),
        negative,
        n_units: columns[0].len(),
    })
}
