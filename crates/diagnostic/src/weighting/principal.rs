//! The first principal component of the children of a node, for comparison only.

use super::WeightingError;
use super::sample::{LEAST_UNITS, complete, correlations, spreads};

/// Fewest complete units for each column (Gorsuch, 1983): with fewer, loadings are noise.
pub const UNITS_PER_COLUMN: usize = 5;
/// Sweeps over all pairs of columns; ten bring any matrix of this kind to rounding.
const MOST_SWEEPS: usize = 60;
/// Sum of squares off the diagonal below which a matrix is diagonal.
const DIAGONAL: f64 = 1e-24;

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
    let (values, vectors) = eigen(correlations(&columns)?);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let (first, eigenvalue) = (order[0], values[order[0]]);
    let vector: Vec<f64> = (0..n).map(|row| vectors[row][first]).collect();
    let sign = if vector.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
    let loadings: Vec<f64> = vector.iter().map(|x| sign * x * eigenvalue.sqrt()).collect();
    let negative: Vec<usize> = (0..n).filter(|&at| loadings[at] < 0.0).collect();
    let squares: f64 = vector.iter().map(|x| x * x).sum();
    let weights = vector.iter().map(|x| x * x / squares).collect();
    Ok(FirstComponent {
        loadings,
        eigenvalue,
        explained: eigenvalue / n as f64,
        next_eigenvalue: order.get(1).map(|&at| values[at]),
        weights: negative.is_empty().then_some(weights),
        negative,
        n_units: columns[0].len(),
    })
}

/// Eigenvalues and, as columns, eigenvectors of a symmetric matrix, by cyclic rotations
/// (Jacobi, 1846; Golub and Van Loan, 2013, section 8.5).
fn eigen(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|row| (0..n).map(|at| f64::from(u8::from(at == row))).collect()).collect();
    for _ in 0..MOST_SWEEPS {
        let off: f64 = (0..n)
            .flat_map(|p| (0..p).map(move |q| (p, q)))
            .map(|(p, q)| matrix[p][q].powi(2))
            .sum();
        if off < DIAGONAL {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    ((0..n).map(|at| matrix[at][at]).collect(), vectors)
}

/// Turns the plane of p and q so that the entry between them becomes 0.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q] == 0.0 {
        return;
    }
    let half = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let tangent = half.signum() / (half.abs() + half.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    for row in matrix.iter_mut().chain(vectors.iter_mut()) {
        let (a, b) = (row[p], row[q]);
        (row[p], row[q]) = (cosine * a - sine * b, sine * a + cosine * b);
    }
    let (upper, lower) = matrix.split_at_mut(q);
    for (one, two) in upper[p].iter_mut().zip(&mut lower[0]) {
        (*one, *two) = (cosine * *one - sine * *two, sine * *one + cosine * *two);
    }
}
