//! Small symmetric matrices: eigenvalues, inverse and determinant.
//!
//! Meant for correlation matrices of up to about a hundred variables. The order of the
//! arithmetic is fixed, so the same matrix gives the same bytes.

#[cfg(test)]
mod tests;

/// Cyclic sweeps of the Jacobi method; about ten suffice, convergence being quadratic.
const SWEEPS: usize = 60;
/// Off-diagonal sum of squares, as a share of all squares, that counts as diagonal.
const DIAGONAL: f64 = 1e-30;
/// Share of a variable's own variance that must be left, after the variables before it are
/// taken out, for the matrix to count as positive definite.
const PIVOT: f64 = 1e-10;

/// A square matrix equal to its own transpose.
#[derive(Debug, Clone, PartialEq)]
pub struct SymmetricMatrix {
    size: usize,
    /// Row by row, both triangles.
    values: Vec<f64>,
}

/// Eigenvalues and eigenvectors of a symmetric matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigen {
    /// Highest first.
    pub values: Vec<f64>,
    /// One of length 1 for each value, in the same order. Signs are arbitrary; where
    /// eigenvalues repeat, so are the directions inside their common space.
    pub vectors: Vec<Vec<f64>>,
}

/// Inverse of a positive definite matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Inverse {
    /// The inverse.
    pub matrix: SymmetricMatrix,
    /// Natural logarithm of the determinant of the matrix that was inverted.
    pub log_determinant: f64,
}

/// The matrix is not positive definite to working precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotPositiveDefinite {
    /// First row that the rows before it explain wholly, counted from 0.
    pub row: usize,
}

impl SymmetricMatrix {
    /// A matrix of `size` rows from its upper triangle: `entry(row, column)` is asked for
    /// row ≤ column only.
    #[must_use]
    pub fn from_upper(size: usize, mut entry: impl FnMut(usize, usize) -> f64) -> Self {
        let mut matrix = Self { size, values: vec![0.0; size * size] };
        for row in 0..size {
            for column in row..size {
                let value = entry(row, column);
                matrix.values[row * size + column] = value;
                matrix.values[column * size + row] = value;
            }
        }
        matrix
    }

    /// Number of rows.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The entry at `row` and `column`, both counted from 0.
    ///
    /// # Panics
    /// When either is not below [`SymmetricMatrix::size`].
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> f64 {
        self.row(row)[column]
    }

    /// One row.
    ///
    /// # Panics
    /// When `row` is not below [`SymmetricMatrix::size`].
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.size..(row + 1) * self.size]
    }

    /// Sum of the diagonal.
    #[must_use]
    pub fn trace(&self) -> f64 {
        (0..self.size).map(|row| self.get(row, row)).sum()
    }

    /// Sum of all entries.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.values.iter().sum()
    }

    /// Eigenvalues and eigenvectors by the cyclic Jacobi method (Golub and Van Loan 2013,
    /// section 8.5). `None` for entries that are not finite.
    #[must_use]
    pub fn eigen(&self) -> Option<Eigen> {
        if self.values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let size = self.size;
        let mut matrix = self.clone();
        let mut vectors: Vec<Vec<f64>> = (0..size)
            .map(|row| (0..size).map(|at| f64::from(u8::from(at == row))).collect())
            .collect();
        let squares: f64 = self.values.iter().map(|value| value * value).sum();
        for _ in 0..SWEEPS {
            if matrix.off_diagonal_squares() <= squares * DIAGONAL {
                return Some(matrix.sorted(&vectors));
            }
            for first in 0..size {
                for second in first + 1..size {
                    matrix.rotate(first, second, &mut vectors);
                }
            }
        }
        None
    }

    /// Inverse and determinant by the Cholesky factor (Golub and Van Loan 2013, section 4.2).
    ///
    /// The first row of which the rows before it leave less than 1e-10 of its own variance is
    /// named: the matrix is singular to working precision, or not positive definite.
    pub fn inverse(&self) -> Result<Inverse, NotPositiveDefinite> {
        let factor = self.cholesky()?;
        let size = self.size;
        let log_determinant = 2.0 * (0..size).map(|row| factor[row][row].ln()).sum::<f64>();
        let lower = invert_lower(&factor);
        let matrix = Self::from_upper(size, |row, column| {
            (column..size).map(|at| lower[at][row] * lower[at][column]).sum()
        });
        Ok(Inverse { matrix, log_determinant })
    }

    /// Lower triangle L with L·Lᵀ equal to the matrix.
    fn cholesky(&self) -> Result<Vec<Vec<f64>>, NotPositiveDefinite> {
        let mut factor = vec![vec![0.0; self.size]; self.size];
        for row in 0..self.size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|at| factor[row][at] * factor[column][at]).sum();
                let left = self.get(row, column) - known;
                if row != column {
                    factor[row][column] = left / factor[column][column];
                } else if left > PIVOT * self.get(row, row) && left.is_finite() {
                    factor[row][row] = left.sqrt();
                } else {
                    return Err(NotPositiveDefinite { row });
                }
            }
        }
        Ok(factor)
    }

    /// Sum of the squares outside the diagonal.
    fn off_diagonal_squares(&self) -> f64 {
        let mut sum = 0.0;
        for row in 0..self.size {
            for column in 0..self.size {
                if row != column {
                    sum += self.get(row, column).powi(2);
                }
            }
        }
        sum
    }

    /// Turns the plane of two axes so that their common entry becomes zero.
    fn rotate(&mut self, first: usize, second: usize, vectors: &mut [Vec<f64>]) {
        let joint = self.get(first, second);
        if joint == 0.0 {
            return;
        }
        let theta = (self.get(second, second) - self.get(first, first)) / (2.0 * joint);
        let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
        let cosine = 1.0 / tangent.hypot(1.0);
        let sine = tangent * cosine;
        let turn = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
        let size = self.size;
        for at in 0..size {
            let (p, q) = (at * size + first, at * size + second);
            (self.values[p], self.values[q]) = turn(self.values[p], self.values[q]);
        }
        for at in 0..size {
            let (p, q) = (first * size + at, second * size + at);
            (self.values[p], self.values[q]) = turn(self.values[p], self.values[q]);
        }
        let (before, after) = vectors.split_at_mut(second);
        for (p, q) in before[first].iter_mut().zip(&mut after[0]) {
            (*p, *q) = turn(*p, *q);
        }
        self.values[first * size + second] = 0.0;
        self.values[second * size + first] = 0.0;
    }

    /// The diagonal and its vectors, highest first, ties in their order.
    fn sorted(&self, vectors: &[Vec<f64>]) -> Eigen {
        let mut order: Vec<usize> = (0..self.size).collect();
        order.sort_by(|&a, &b| self.get(b, b).total_cmp(&self.get(a, a)).then(a.cmp(&b)));
        Eigen {
            values: order.iter().map(|&at| self.get(at, at)).collect(),
            vectors: order.iter().map(|&at| vectors[at].clone()).collect(),
        }
    }
}

/// Inverse of a lower triangle by forward substitution.
fn invert_lower(factor: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let size = factor.len();
    let mut inverse = vec![vec![0.0; size]; size];
    for column in 0..size {
        inverse[column][column] = 1.0 / factor[column][column];
        for row in column + 1..size {
            let known: f64 = (column..row).map(|at| factor[row][at] * inverse[at][column]).sum();
            inverse[row][column] = -known / factor[row][row];
        }
    }
    inverse
}
