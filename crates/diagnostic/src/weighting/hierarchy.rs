//! The analytic hierarchy process: weights from pairwise comparisons, with their consistency.

use super::WeightingError;

/// Greatest consistency ratio at which judgements are usually accepted (Saaty, 1980).
pub const ACCEPTABLE_RATIO: f64 = 0.1;
/// Mean consistency index of random matrices of 1 to 15 items (Saaty, 1980).
const RANDOM_INDEX: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
/// How far the product of two opposite entries may be from 1: 1/3 may be typed 0.33.
const RECIPROCAL_SLACK: f64 = 0.021;
/// Steps of the power iteration; matrices of positive numbers need a few dozen.
const MOST_STEPS: usize = 10_000;
/// Change of a weight below which the iteration stops.
const STILL: f64 = 1e-15;

/// Weights of one comparison matrix.
#[derive(Clone, PartialEq, Debug)]
pub struct AnalyticHierarchy {
    /// Principal eigenvector, adding up to 1.
    pub weights: Vec<f64>,
    /// Principal eigenvalue λ: the number of items for perfectly consistent judgements, else more.
    pub eigenvalue: f64,
    /// (λ − n) / (n − 1); 0 for one or two items.
    pub consistency_index: f64,
    /// Index over that of random matrices; at most [`ACCEPTABLE_RATIO`] is usually accepted.
    /// Absent for one or two items, which cannot contradict themselves, and beyond 15, for
    /// which no random index is tabled.
    pub consistency_ratio: Option<f64>,
}

/// Weights of several experts.
#[derive(Clone, PartialEq, Debug)]
pub struct PooledHierarchy {
    /// Of the pooled matrix.
    pub pooled: AnalyticHierarchy,
    /// Of each expert alone.
    pub experts: Vec<AnalyticHierarchy>,
}

/// Weights by the principal eigenvector (Saaty, 1977 and 1980) of a matrix whose entry (i, j)
/// says how many times as important as j item i is.
///
/// Entries must be above 0, the diagonal 1, and opposite entries reciprocal within 2 %; the
/// entry of at least 1 counts, since that is the one typed without rounding.
pub fn analytic_hierarchy(matrix: &[Vec<f64>]) -> Result<AnalyticHierarchy, WeightingError> {
    Ok(solved(&reciprocal(matrix)?))
}

/// Weights of several experts by the geometric mean of their comparisons, entry by entry: the
/// only pooling that keeps the matrix reciprocal and treats experts alike (Aczél and Saaty,
/// 1983).
pub fn pooled_hierarchy(matrices: &[Vec<Vec<f64>>]) -> Result<PooledHierarchy, WeightingError> {
    let n = matrices.first().ok_or(WeightingError::NoItems)?.len();
    if matrices.iter().any(|matrix| matrix.len() != n) {
        return Err(WeightingError::LengthsDiffer);
    }
    let matrices: Vec<_> =
        matrices.iter().map(|matrix| reciprocal(matrix)).collect::<Result<_, _>>()?;
    let entry = |row: usize, column: usize| {
        let logs: f64 = matrices.iter().map(|matrix| matrix[row][column].ln()).sum();
        (logs / matrices.len() as f64).exp()
    };
    let pooled: Vec<Vec<f64>> =
        (0..n).map(|row| (0..n).map(|column| entry(row, column)).collect()).collect();
    Ok(PooledHierarchy {
        pooled: solved(&pooled),
        experts: matrices.iter().map(|matrix| solved(matrix)).collect(),
    })
}

/// The matrix with exact reciprocals, if it is one of comparisons.
fn reciprocal(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, WeightingError> {
    if matrix.is_empty() {
        return Err(WeightingError::NoItems);
    }
    if matrix.iter().any(|row| row.len() != matrix.len()) {
        return Err(WeightingError::LengthsDiffer);
    }
    for (row, entries) in matrix.iter().enumerate() {
        if let Some(item) = entries.iter().position(|x| !x.is_finite() || *x <= 0.0) {
            return Err(WeightingError::BadNumber { row, item });
        }
    }
    let mut exact = matrix.to_vec();
    for row in 0..matrix.len() {
        for column in row..matrix.len() {
            let (one, two) = (matrix[row][column], matrix[column][row]);
            if (one * two - 1.0).abs() > RECIPROCAL_SLACK {
                return Err(WeightingError::NotReciprocal { row, column });
            }
            let (one, two) = if one >= 1.0 { (one, 1.0 / one) } else { (1.0 / two, two) };
            (exact[row][column], exact[column][row]) = (one, two);
        }
        exact[row][row] = 1.0;
    }
    Ok(exact)
}

/// Weights and consistency of a reciprocal matrix, by power iteration.
fn solved(matrix: &[Vec<f64>]) -> AnalyticHierarchy {
    let n = matrix.len();
    let mut weights = vec![1.0 / n as f64; n];
    let mut eigenvalue = n as f64;
    for _ in 0..MOST_STEPS {
        let product: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&weights).map(|(entry, weight)| entry * weight).sum())
            .collect();
        // The weights add up to 1, so their product adds up to the eigenvalue.
        eigenvalue = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|x| x / eigenvalue).collect();
        let moved = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        weights = next;
        if moved < STILL {
            break;
        }
    }
    let consistency_index =
        if n > 2 { ((eigenvalue - n as f64) / (n as f64 - 1.0)).max(0.0) } else { 0.0 };
    let random = RANDOM_INDEX.get(n - 1).filter(|index| **index > 0.0);
    AnalyticHierarchy {
        weights,
        eigenvalue,
        consistency_index,
        consistency_ratio: random.map(|random| consistency_index / random),
    }
}
