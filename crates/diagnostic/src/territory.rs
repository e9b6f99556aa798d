//! Readiness for working together is said of a territory, never of one workshop (users' point 4):
//! the mean of each trust condition over a cluster, under a name of its own.

use nanduti_model::{Answered, Diagnosis, Missing};

/// Theme of the conditions that are read by territory.
pub const TRUST_THEME: &str = "trust";

/// The name under which the mean of a condition over the workshop's cluster is read.
pub fn territory_name(condition: &str) -> String {
    format!("cluster_{condition}")
}

/// Adds the mean over its cluster of every condition of the theme [`TRUST_THEME`] to the named
/// values, the same for all workshops of a cluster.
///
/// `clusters` is the cluster of each workshop. Where nobody of a cluster answered, the value is
/// not applicable if the question applied to nobody there (no group, no leaders), else not asked.
pub fn add_territory_means(diagnosis: &mut Diagnosis, clusters: &[usize]) {
    let n_clusters = clusters.iter().max().map_or(0, |c| c + 1);
    let means: Vec<(String, Vec<Answered<f64>>)> = diagnosis
        .conditions
        .iter()
        .filter(|condition| condition.theme == TRUST_THEME)
        .map(|condition| {
            let by_cluster: Vec<Answered<f64>> =
                (0..n_clusters).map(|c| cluster_mean(&condition.value, clusters, c)).collect();
            let column = clusters.iter().map(|&c| by_cluster[c]).collect();
            (territory_name(condition.id.as_str()), column)
        })
        .collect();
    diagnosis.named.extend(means);
}

fn cluster_mean(values: &[Answered<f64>], clusters: &[usize], cluster: usize) -> Answered<f64> {
    let members = || values.iter().zip(clusters).filter(|(_, c)| **c == cluster).map(|(v, _)| v);
    let known: Vec<f64> = members().filter_map(|v| v.ok()).collect();
    nanduti_stats::mean(&known).ok_or_else(|| {
        if members().all(|v| *v == Err(Missing::NotApplicable)) {
            Missing::NotApplicable
        } else {
            Missing::NotAsked
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_of_the_territory_and_skips_what_is_not_known() {
        let values =
            [Ok(40.0), Ok(60.0), Err(Missing::Blank), Ok(90.0), Err(Missing::NotApplicable)];
        let clusters = [0, 0, 0, 1, 2];
        assert_eq!(cluster_mean(&values, &clusters, 0), Ok(50.0));
        assert_eq!(cluster_mean(&values, &clusters, 1), Ok(90.0));
        assert_eq!(cluster_mean(&values, &clusters, 2), Err(Missing::NotApplicable));
    }
}
