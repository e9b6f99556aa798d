//! How well types come back when rows are drawn anew with replacement.

use super::TypologySettings;
use super::gower::Distances;
use super::medoids::{Clustering, build, swap};
use super::reference::Reference;
use nanduti_stats::Key;
use rayon::prelude::*;

/// What the bootstrap says of the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StabilityVerdict {
    /// Every type comes back.
    Stable,
    /// Patterns, but which rows belong to them is in doubt.
    Doubtful,
    /// At least one type is not found again, or columns without any connection would show as
    /// much: no typology is stated.
    NotStable,
}

/// Stability of the types.
#[derive(Debug, Clone, PartialEq)]
pub struct Stability {
    /// The verdict, by the lowest Jaccard index; not stable either where the silhouette does not
    /// exceed its reference.
    pub verdict: StabilityVerdict,
    /// Mean over replicates of the greatest Jaccard index of each type with a type of the
    /// replicate, 0–1, over the rows that were drawn, each once (Hennig 2007). In the order of
    /// the types where these are stated.
    pub jaccard: Vec<f64>,
    /// Mean adjusted Rand index of both partitions of the rows that were drawn: 1 for the same,
    /// about 0 for unrelated ones (Hubert and Arabie 1985). `None` without replicates.
    pub adjusted_rand: Option<f64>,
    /// Replicates that could be evaluated.
    pub n_replicates: usize,
    /// The silhouette against shuffled columns.
    pub reference: Reference,
}

/// The bootstrap of a clustering.
pub(super) fn stability(
    distances: &Distances,
    clustering: &Clustering,
    reference: Reference,
    settings: &TypologySettings,
) -> Stability {
    let key = Key::new(settings.seed, "typology bootstrap");
    let rows = distances.len().min(settings.sample_rows);
    let replicates: Vec<Vec<Vec<usize>>> = (0..settings.replicates)
        .into_par_iter()
        .filter_map(|replicate| crossed(distances, clustering, rows, key.at(replicate as u64)))
        .collect();
    let k = clustering.medoids.len();
    let jaccard: Vec<f64> = (0..k)
        .map(|kind| {
            let found: Vec<f64> =
                replicates.iter().filter_map(|table| greatest_jaccard(table, kind)).collect();
            nanduti_stats::mean(&found).unwrap_or(0.0)
        })
        .collect();
    let rand: Vec<f64> = replicates.iter().map(|table| adjusted_rand(table)).collect();
    let lowest = jaccard.iter().copied().fold(f64::INFINITY, f64::min);
    let verdict = if !reference.exceeded() {
        StabilityVerdict::NotStable
    } else if lowest >= settings.stable_at {
        StabilityVerdict::Stable
    } else if lowest >= settings.doubtful_at {
        StabilityVerdict::Doubtful
    } else {
        StabilityVerdict::NotStable
    };
    let adjusted_rand = nanduti_stats::mean(&rand);
    Stability { verdict, jaccard, adjusted_rand, n_replicates: replicates.len(), reference }
}

/// How many of the drawn points, each counted once, are in each pair of an original type (rows)
/// and a type of the replicate (columns). `None` where hardly more points than types were drawn.
///
/// `rows` of them are drawn with replacement: all, or as many as a sample holds where there are
/// more (m out of n: Bickel, Götze and van Zwet 1997, Statistica Sinica 7). Fewer rows make types
/// come back less surely, never more.
fn crossed(
    distances: &Distances,
    clustering: &Clustering,
    rows: usize,
    key: Key,
) -> Option<Vec<Vec<usize>>> {
    let (n, k) = (distances.len(), clustering.medoids.len());
    let mut counts = vec![0_usize; n];
    let mut stream = key.stream();
    for _ in 0..rows {
        counts[stream.index(n)] += 1;
    }
    let drawn: Vec<usize> = (0..n).filter(|&point| counts[point] > 0).collect();
    if drawn.len() <= k {
        return None;
    }
    let weights: Vec<f64> = drawn.iter().map(|&point| counts[point] as f64).collect();
    let among = distances.among(&drawn);
    let again = swap(&among, &weights, &build(&among, &weights, k));
    let mut table = vec![vec![0; k]; k];
    for (&point, &label) in drawn.iter().zip(&again.label) {
        table[clustering.label[point]][label] += 1;
    }
    Some(table)
}

/// Greatest |A ∩ B| / |A ∪ B| of a row of the table over its columns; `None` where the row's
/// type was not drawn.
fn greatest_jaccard(table: &[Vec<usize>], kind: usize) -> Option<f64> {
    let size: usize = table[kind].iter().sum();
    (size > 0).then(|| {
        (0..table[kind].len())
            .map(|other| {
                let both = table[kind][other];
                let column: usize = table.iter().map(|row| row[other]).sum();
                both as f64 / (size + column - both) as f64
            })
            .fold(0.0, f64::max)
    })
}

/// Adjusted Rand index of a contingency table; 1 where both partitions are trivial.
pub(super) fn adjusted_rand(table: &[Vec<usize>]) -> f64 {
    let pairs = |n: usize| (n * n.saturating_sub(1)) as f64 / 2.0;
    let width = table.first().map_or(0, Vec::len);
    let total: usize = table.iter().flatten().sum();
    let index: f64 = table.iter().flatten().map(|&n| pairs(n)).sum();
    let rows: f64 = table.iter().map(|row| pairs(row.iter().sum())).sum();
    let columns: f64 =
        (0..width).map(|column| pairs(table.iter().map(|row| row[column]).sum())).sum();
    let all = pairs(total);
    let expected = if all > 0.0 { rows * columns / all } else { 0.0 };
    let greatest = f64::midpoint(rows, columns);
    if greatest > expected { (index - expected) / (greatest - expected) } else { 1.0 }
}
