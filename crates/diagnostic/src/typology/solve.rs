//! Medoids for every number of types, and the number with the greatest mean silhouette: on all
//! rows, or on keyed samples where there are too many.

use super::gower::{Distances, Table};
use super::medoids::{Clustering, build, swap};
use super::silhouette::mean_silhouette;
use super::{Candidate, Method, TypologySettings};
use nanduti_stats::Key;
use rayon::prelude::*;

/// Types of the rows on which medoids were sought.
pub(super) struct Solved {
    pub(super) method: Method,
    /// The rows, in the order of their answers.
    pub(super) rows: Vec<usize>,
    pub(super) distances: Distances,
    pub(super) clustering: Clustering,
    pub(super) candidates: Vec<Candidate>,
    pub(super) silhouette: f64,
}

/// `core` are the rows with enough answers, in the order of their answers, of which `different`
/// differ.
pub(super) fn solve(
    table: &Table,
    core: &[usize],
    different: usize,
    settings: &TypologySettings,
) -> Solved {
    let most = settings.max_types.min(different - 1);
    let numbers: Vec<usize> = (settings.min_types..=most).collect();
    if core.len() <= settings.exact_rows.max(settings.sample_rows) {
        let mut tried = Tried::new(table, core.to_vec(), &numbers);
        let best = greatest(&tried.silhouettes);
        return Solved {
            method: Method::AllRows,
            candidates: candidates(&numbers, &tried.silhouettes),
            silhouette: tried.silhouettes[best],
            clustering: tried.clusterings.swap_remove(best),
            distances: tried.distances,
            rows: tried.rows,
        };
    }
    by_samples(table, core, &numbers, settings)
}

/// CLARA: the number of types by the mean silhouette over samples, then the sample whose medoids
/// leave all rows nearest.
fn by_samples(
    table: &Table,
    core: &[usize],
    numbers: &[usize],
    settings: &TypologySettings,
) -> Solved {
    let mut tried: Vec<Tried> = (0..settings.samples)
        .map(|sample| Tried::new(table, draw(core, sample, settings), numbers))
        .collect();
    let mean = |at: usize| {
        tried.iter().map(|sample| sample.silhouettes[at]).sum::<f64>() / tried.len() as f64
    };
    let silhouettes: Vec<f64> = (0..numbers.len()).map(mean).collect();
    let best = greatest(&silhouettes);
    let loss = |sample: &Tried| -> f64 {
        let medoids: Vec<usize> =
            sample.clusterings[best].medoids.iter().map(|&m| sample.rows[m]).collect();
        let known = |row: usize, medoid: &usize| table.distance(row, *medoid);
        let nearest = |&row: &usize| {
            let distances = medoids.iter().map(|m| known(row, m));
            distances
                .map(|d| d.unwrap_or_else(|| sample.distances.neutral()))
                .fold(f64::INFINITY, f64::min)
        };
        core.iter().map(nearest).sum()
    };
    let losses: Vec<f64> = tried.iter().map(loss).collect();
    let chosen = (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0);
    let mut sample = tried.swap_remove(chosen);
    Solved {
        method: Method::Samples { samples: settings.samples, rows: sample.rows.len() },
        candidates: candidates(numbers, &silhouettes),
        silhouette: silhouettes[best],
        clustering: sample.clusterings.swap_remove(best),
        distances: sample.distances,
        rows: sample.rows,
    }
}

/// A keyed sample of rows, in their order.
fn draw(core: &[usize], sample: usize, settings: &TypologySettings) -> Vec<usize> {
    let mut places: Vec<usize> = (0..core.len()).collect();
    Key::new(settings.seed, "typology sample").at(sample as u64).stream().shuffle(&mut places);
    places.truncate(settings.sample_rows);
    places.sort_unstable();
    places.into_iter().map(|place| core[place]).collect()
}

/// Every number of types on one set of rows.
pub(super) struct Tried {
    rows: Vec<usize>,
    distances: Distances,
    clusterings: Vec<Clustering>,
    /// Mean silhouette of each number of types.
    pub(super) silhouettes: Vec<f64>,
}

impl Tried {
    pub(super) fn new(table: &Table, rows: Vec<usize>, numbers: &[usize]) -> Self {
        let distances = table.distances(&rows);
        let weights = vec![1.0; rows.len()];
        let most = numbers.last().copied().unwrap_or(0);
        let start = build(&distances, &weights, most);
        let found: Vec<(Clustering, f64)> = numbers
            .par_iter()
            .map(|&k| {
                let found = swap(&distances, &weights, &start[..k]);
                let silhouette = mean_silhouette(&distances, &found);
                (found, silhouette)
            })
            .collect();
        let (clusterings, silhouettes) = found.into_iter().unzip();
        Self { rows, distances, clusterings, silhouettes }
    }
}

/// Position of the greatest value, the first among equals.
fn greatest(values: &[f64]) -> usize {
    let mut best = 0;
    for (place, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = place;
        }
    }
    best
}

fn candidates(numbers: &[usize], silhouettes: &[f64]) -> Vec<Candidate> {
    let pairs = numbers.iter().zip(silhouettes);
    pairs.map(|(&n_types, &silhouette)| Candidate { n_types, silhouette }).collect()
}
