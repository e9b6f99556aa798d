//! Whether there is more structure than columns without any connection would show.

use super::TypologySettings;
use super::gower::Table;
use super::solve::Tried;
use nanduti_stats::Key;
use rayon::prelude::*;

/// Most rows that are compared: a keyed sample stands for more.
const MOST_ROWS: usize = 300;
/// Standard deviations from which a silhouette is clearly above those of shuffled tables
/// (assumption: three; with nineteen tables chance alone gets there less than once in a hundred).
const CLEARLY: f64 = 3.0;

/// The greatest mean silhouette over the numbers of types tried, against that of the same table with every column shuffled on its own.
///
/// Half of any cloud comes back well enough in a bootstrap, so a stable partition alone does not
/// show types. After Hennig and Lin 2015 (Statistics and Computing 25), with shuffled columns as
/// the model without types. Exceeding it is necessary, not sufficient: columns that only rise
/// and fall together exceed it too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// Rows compared.
    pub n_rows: usize,
    /// Greatest mean silhouette of these rows.
    pub silhouette: f64,
    /// The mean over the shuffled tables.
    pub shuffled_mean: f64,
    /// Their standard deviation.
    pub shuffled_sd: f64,
}

impl Reference {
    /// How many of their standard deviations the rows lie above the shuffled tables; `None`
    /// where these do not differ.
    pub fn distance(&self) -> Option<f64> {
        (self.shuffled_sd > 0.0).then(|| (self.silhouette - self.shuffled_mean) / self.shuffled_sd)
    }

    /// Whether the rows show clearly more than the shuffled tables.
    pub fn exceeded(&self) -> bool {
        self.distance().is_some_and(|distance| distance >= CLEARLY)
    }
}

/// The reference of the rows on which medoids were sought, for some numbers of types.
pub(super) fn reference(
    table: &Table,
    rows: &[usize],
    numbers: &[usize],
    settings: &TypologySettings,
) -> Reference {
    let key = Key::new(settings.seed, "typology shuffle");
    let mut rows = rows.to_vec();
    if rows.len() > MOST_ROWS {
        key.stream().shuffle(&mut rows);
        rows.truncate(MOST_ROWS);
    }
    let shuffled: Vec<f64> = (0..settings.shuffles)
        .into_par_iter()
        .map(|shuffle| {
            let table = table.shuffled(&rows, key.at(shuffle as u64));
            let all: Vec<usize> = (0..rows.len()).collect();
            silhouette(&table, all, numbers)
        })
        .collect();
    Reference {
        n_rows: rows.len(),
        silhouette: silhouette(table, rows, numbers),
        shuffled_mean: nanduti_stats::mean(&shuffled).unwrap_or(0.0),
        shuffled_sd: nanduti_stats::sample_sd(&shuffled).unwrap_or(0.0),
    }
}

fn silhouette(table: &Table, rows: Vec<usize>, numbers: &[usize]) -> f64 {
    let tried = Tried::new(table, rows, numbers);
    tried.silhouettes.into_iter().fold(f64::NEG_INFINITY, f64::max)
}
