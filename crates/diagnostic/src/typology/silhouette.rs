//! Mean silhouette of a clustering (Rousseeuw 1987, Journal of Computational and Applied
//! Mathematics 20).

use super::gower::Distances;
use super::medoids::Clustering;
use rayon::prelude::*;

/// Mean over points of (b − a) / max(a, b), where a is the mean distance to the others of the
/// own cluster and b the least mean distance to another one; 0 for a point alone in its cluster
/// and where both are 0.
pub(super) fn mean_silhouette(distances: &Distances, clustering: &Clustering) -> f64 {
    let k = clustering.medoids.len();
    let mut sizes = vec![0_usize; k];
    for &label in &clustering.label {
        sizes[label] += 1;
    }
    let widths: Vec<f64> = (0..distances.len())
        .into_par_iter()
        .with_min_len(64)
        .map(|point| width(distances.row(point), clustering, &sizes, clustering.label[point]))
        .collect();
    widths.iter().sum::<f64>() / widths.len() as f64
}

fn width(row: &[f64], clustering: &Clustering, sizes: &[usize], own: usize) -> f64 {
    if sizes[own] < 2 {
        return 0.0;
    }
    let mut sums = vec![0.0; sizes.len()];
    for (&label, d) in clustering.label.iter().zip(row) {
        sums[label] += d;
    }
    let inside = sums[own] / (sizes[own] - 1) as f64;
    let outside = (0..sizes.len())
        .filter(|&other| other != own && sizes[other] > 0)
        .map(|other| sums[other] / sizes[other] as f64)
        .fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if larger > 0.0 && larger.is_finite() { (outside - inside) / larger } else { 0.0 }
}
