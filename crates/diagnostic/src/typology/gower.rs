//! Distances of Gower 1971 between rows of mixed columns with gaps.
//!
//! d(i, j) = Σ w·δ·d / Σ w·δ over the columns that both rows have answered (δ = 1), with d from
//! 0 to 1 in each. Without such a column the distance is not known.

use super::{FeatureColumn, FeatureValues, TypologyRefusal};
use nanduti_stats::Key;
use rayon::prelude::*;
use std::cmp::Ordering;

/// How two entries of a column differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Difference,
    Equality,
    Presence,
}

/// The columns that vary, row by row, numbers divided by their range.
#[derive(Debug)]
pub(super) struct Table {
    n_rows: usize,
    /// How each varying column is compared, and its weight.
    columns: Vec<(Compare, f64)>,
    /// Entries of the varying columns, row by row; not a number where there is no answer.
    cells: Vec<f64>,
    constant: Vec<usize>,
}

impl Table {
    pub(super) fn new(columns: &[FeatureColumn]) -> Result<Self, TypologyRefusal> {
        let n_rows = columns.first().map_or(0, |column| column.values.len());
        let mut kept = Vec::new();
        let mut constant = Vec::new();
        for (place, column) in columns.iter().enumerate() {
            match check_range(column, place, n_rows)? {
                Some((low, high)) => kept.push((column, low, high - low)),
                None => constant.push(place),
            }
        }
        if kept.is_empty() {
            return Err(TypologyRefusal::NothingVaries);
        }
        let mut cells = Vec::with_capacity(n_rows * kept.len());
        for row in 0..n_rows {
            cells.extend(kept.iter().map(|(column, low, range)| {
                let entry = column.values.number(row);
                let scaled = |x: f64| match column.values {
                    // Adding zero makes a negative zero an ordinary one.
                    FeatureValues::Number(_) => (x - low) / range + 0.0,
                    FeatureValues::Category(_) | FeatureValues::Presence(_) => x,
                };
                entry.map_or(f64::NAN, scaled)
            }));
        }
        let columns = kept.iter().map(|(column, ..)| (compare(column), column.weight)).collect();
        Ok(Self { n_rows, columns, cells, constant })
    }

    pub(super) const fn n_rows(&self) -> usize {
        self.n_rows
    }

    pub(super) fn constant(&self) -> &[usize] {
        &self.constant
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.columns.len()..(row + 1) * self.columns.len()]
    }

    /// Rows that have answered at least `share` of the weight, in the order of their answers
    /// (equal rows by position), and the others, ascending.
    pub(super) fn rows_with_answers(&self, share: f64) -> (Vec<usize>, Vec<usize>) {
        let total: f64 = self.columns.iter().map(|(_, weight)| weight).sum();
        let answered = |row: usize| -> f64 {
            let cells = self.row(row).iter().zip(&self.columns);
            cells.filter(|(cell, _)| !cell.is_nan()).map(|(_, (_, weight))| weight).sum()
        };
        let (mut core, aside): (Vec<usize>, Vec<usize>) =
            (0..self.n_rows).partition(|&row| answered(row) >= share * total);
        core.sort_by(|&a, &b| self.order(a, b));
        (core, aside)
    }

    /// Number of different rows among rows in the order of their answers.
    pub(super) fn n_different(&self, rows: &[usize]) -> usize {
        let changes = rows.windows(2).filter(|w| self.order(w[0], w[1]) != Ordering::Equal);
        usize::from(!rows.is_empty()) + changes.count()
    }

    fn order(&self, a: usize, b: usize) -> Ordering {
        let cells = self.row(a).iter().zip(self.row(b));
        cells.map(|(x, y)| x.total_cmp(y)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// Distance of two rows, 0–1; `None` where they share no answer.
    pub(super) fn distance(&self, a: usize, b: usize) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for ((&x, &y), &(compare, weight)) in self.row(a).iter().zip(self.row(b)).zip(&self.columns)
        {
            let difference = (x - y).abs();
            if difference.is_nan() || (compare == Compare::Presence && x + y == 0.0) {
                continue;
            }
            weights += weight;
            sum += match compare {
                Compare::Difference => weight * difference,
                Compare::Equality | Compare::Presence if difference > 0.0 => weight,
                Compare::Equality | Compare::Presence => 0.0,
            };
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// The nearest of some rows, the first among equals; an unknown distance is `neutral`, and
    /// `None` where all are unknown.
    pub(super) fn nearest(&self, row: usize, medoids: &[usize], neutral: f64) -> Option<usize> {
        let known: Vec<Option<f64>> =
            medoids.iter().map(|&medoid| self.distance(row, medoid)).collect();
        if known.iter().all(Option::is_none) {
            return None;
        }
        let value = |place: &usize| known[*place].unwrap_or(neutral);
        (0..medoids.len()).min_by(|a, b| value(a).total_cmp(&value(b)))
    }

    /// The table of some rows with every column shuffled on its own: the same answers and the
    /// same gaps, column by column, without what ties columns together.
    pub(super) fn shuffled(&self, rows: &[usize], key: Key) -> Self {
        let width = self.columns.len();
        let mut cells = vec![0.0; rows.len() * width];
        for column in 0..width {
            let mut order = rows.to_vec();
            key.at(column as u64).stream().shuffle(&mut order);
            for (row, from) in order.into_iter().enumerate() {
                cells[row * width + column] = self.row(from)[column];
            }
        }
        Self { n_rows: rows.len(), columns: self.columns.clone(), cells, constant: Vec::new() }
    }

    /// All distances between some rows.
    pub(super) fn distances(&self, rows: &[usize]) -> Distances {
        let n = rows.len();
        let later: Vec<Vec<f64>> = (0..n)
            .into_par_iter()
            .map(|a| {
                let distance = |&b: &usize| self.distance(rows[a], b).unwrap_or(f64::NAN);
                rows[a + 1..].iter().map(distance).collect()
            })
            .collect();
        let mut not_comparable = Vec::new();
        let (mut sum, mut count) = (0.0, 0_usize);
        for (a, row) in later.iter().enumerate() {
            for (step, distance) in row.iter().enumerate() {
                if distance.is_nan() {
                    not_comparable.push((a, a + 1 + step));
                } else {
                    sum += distance;
                    count += 1;
                }
            }
        }
        let neutral = if count > 0 { sum / count as f64 } else { 1.0 };
        let mut cells = vec![0.0; n * n];
        for (a, row) in later.iter().enumerate() {
            for (step, distance) in row.iter().enumerate() {
                let b = a + 1 + step;
                let value = if distance.is_nan() { neutral } else { *distance };
                cells[a * n + b] = value;
                cells[b * n + a] = value;
            }
        }
        Distances { n, cells, not_comparable, neutral }
    }
}

/// Lowest and highest entry of a checked column; `None` without two different ones.
fn check_range(
    column: &FeatureColumn,
    place: usize,
    n_rows: usize,
) -> Result<Option<(f64, f64)>, TypologyRefusal> {
    if column.values.len() != n_rows {
        return Err(TypologyRefusal::LengthDiffers { column: place });
    }
    if !(column.weight.is_finite() && column.weight > 0.0) {
        return Err(TypologyRefusal::BadWeight { column: place });
    }
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for row in 0..n_rows {
        if let Some(x) = column.values.number(row) {
            if !x.is_finite() {
                return Err(TypologyRefusal::NotFinite { column: place, row });
            }
            (low, high) = (low.min(x), high.max(x));
        }
    }
    let range = high - low;
    Ok((range > 0.0 && range.is_finite()).then_some((low, high)))
}

const fn compare(column: &FeatureColumn) -> Compare {
    match column.values {
        FeatureValues::Number(_) => Compare::Difference,
        FeatureValues::Category(_) => Compare::Equality,
        FeatureValues::Presence(_) => Compare::Presence,
    }
}

/// All distances between a number of points.
#[derive(Debug)]
pub(super) struct Distances {
    n: usize,
    cells: Vec<f64>,
    not_comparable: Vec<(usize, usize)>,
    neutral: f64,
}

impl Distances {
    pub(super) const fn len(&self) -> usize {
        self.n
    }

    pub(super) fn row(&self, point: usize) -> &[f64] {
        &self.cells[point * self.n..(point + 1) * self.n]
    }

    /// Pairs of points whose distance is not known, ascending.
    pub(super) fn not_comparable(&self) -> &[(usize, usize)] {
        &self.not_comparable
    }

    /// What stands for a distance that is not known: the mean of those that are.
    pub(super) const fn neutral(&self) -> f64 {
        self.neutral
    }

    /// The distances between some of the points.
    pub(super) fn among(&self, points: &[usize]) -> Self {
        let mut cells = Vec::with_capacity(points.len() * points.len());
        for &a in points {
            let row = self.row(a);
            cells.extend(points.iter().map(|&b| row[b]));
        }
        Self { n: points.len(), cells, not_comparable: Vec::new(), neutral: self.neutral }
    }
}
