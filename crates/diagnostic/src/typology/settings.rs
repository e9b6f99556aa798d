//! What a typology is asked for.

use super::TypologyRefusal;

/// How a typology is sought. [`TypologySettings::new`] gives defaults; those without a source
/// are assumptions.
#[derive(Debug, Clone, PartialEq)]
pub struct TypologySettings {
    /// Fewest types to try, at least 2.
    pub min_types: usize,
    /// Most types to try.
    pub max_types: usize,
    /// Fewest rows with enough answers (default 30, assumption).
    pub min_rows: usize,
    /// Share of the weight that a row must have answered to help shape types, 0–1. Above one
    /// half any two such rows share an answer (default 0.5, assumption).
    pub min_availability: f64,
    /// Bootstrap replicates, at least 1 (default 100; Hennig 2007 uses 50 and more).
    pub replicates: usize,
    /// Tables with shuffled columns with which the silhouette is compared, at least 2 (default
    /// 19, assumption).
    pub shuffles: usize,
    /// Mean Jaccard index from which every type must be for "stable" (default 0.75, Hennig 2007).
    pub stable_at: f64,
    /// From which every type must be for "doubtful" (default 0.6, Hennig 2007: below it a
    /// cluster should not be trusted).
    pub doubtful_at: f64,
    /// Most rows for which all distances are kept; above, medoids come from samples (default
    /// 3,000: 72 MB).
    pub exact_rows: usize,
    /// Number of samples (default 5, Kaufman and Rousseeuw 1990).
    pub samples: usize,
    /// Rows of a sample, and most rows that a bootstrap replicate draws (default 1,000, assumption;
    /// the authors' 40 + 2k is small for today).
    pub sample_rows: usize,
    /// Columns in a type's profile (default 5, assumption).
    pub profile_columns: usize,
    /// Seed of samples and bootstrap.
    pub seed: u64,
}

impl TypologySettings {
    /// Defaults, for two to six types (assumption).
    pub const fn new(seed: u64) -> Self {
        Self {
            min_types: 2,
            max_types: 6,
            min_rows: 30,
            min_availability: 0.5,
            replicates: 100,
            shuffles: 19,
            stable_at: 0.75,
            doubtful_at: 0.6,
            exact_rows: 3_000,
            samples: 5,
            sample_rows: 1_000,
            profile_columns: 5,
            seed,
        }
    }

    pub(super) fn check(&self) -> Result<(), TypologyRefusal> {
        let share = |x: f64| (0.0..=1.0).contains(&x);
        let fine = self.min_types >= 2
            && self.min_types <= self.max_types
            && self.replicates >= 1
            && self.shuffles >= 2
            && self.samples >= 1
            && self.sample_rows > self.max_types
            && share(self.min_availability)
            && share(self.stable_at)
            && share(self.doubtful_at)
            && self.doubtful_at <= self.stable_at;
        if fine { Ok(()) } else { Err(TypologyRefusal::BadSettings) }
    }
}
