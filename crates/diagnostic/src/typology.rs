//! Typology of workshops: k-medoids on mixed data with a stability figure.
//!
//! ```text
//! columns ─► Gower distances ─► k-medoids for each number of types ─► mean silhouette picks one
//!                                                                        │
//!              types with medoid and profile, or none ◄─ bootstrap ◄─────┘
//! ```
//!
//! - Distance: Gower 1971 (Biometrics 27(4)), over the columns that both rows have answered.
//! - Medoids: PAM (Kaufman and Rousseeuw 1990, chapter 2) with its BUILD start and the eager swaps
//!   of `FasterPAM` (Schubert and Rousseeuw 2021, Information Systems 101). No swap of one medoid
//!   improves the result; it need not be the best of all sets.
//! - Number of types: greatest mean silhouette (Rousseeuw 1987), the smaller number among equals.
//! - Stability: bootstrap of rows, mean Jaccard index by type (Hennig 2007, Computational
//!   Statistics & Data Analysis 52(1)) and adjusted Rand index (Hubert and Arabie 1985); and a
//!   silhouette above that of shuffled columns ([`Reference`]). Types that fall short are not
//!   stated at all.
//! - Above [`TypologySettings::exact_rows`] rows, medoids come from keyed samples (CLARA, Kaufman
//!   and Rousseeuw 1990, chapter 3) and every row goes to its nearest one.
//!
//! The columns are the caller's choice. What may never sort people (answers on minors and
//! accidents) is to be left out of them.
//!
//! Rows are put in the order of their answers first, so that the order in which they come
//! changes neither types nor figures.

mod gower;
mod medoids;
mod profile;
mod reference;
mod settings;
mod silhouette;
mod solve;
mod stability;

pub use profile::{ColumnFigure, ProfileColumn};
pub use reference::Reference;
pub use settings::TypologySettings;
pub use stability::{Stability, StabilityVerdict};

use gower::Table;

#[cfg(test)]
mod tests;

/// Pairs of rows without a common answer that are listed at most; all are counted.
const LISTED_PAIRS: usize = 100;

/// A column of the data, one entry per row, `None` where there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureColumn {
    /// Name.
    pub name: String,
    /// Weight in the distance, above 0.
    pub weight: f64,
    /// The answers.
    pub values: FeatureValues,
}

/// Answers of a column by how two of them differ.
#[derive(Debug, Clone, PartialEq)]
pub enum FeatureValues {
    /// Numbers or ordered levels: the absolute difference over the range of the column.
    Number(Vec<Option<f64>>),
    /// Kinds without order, numbered: 0 when equal, else 1.
    Category(Vec<Option<u32>>),
    /// Whether something rare is there: as a category, but two rows that both lack it are not
    /// compared on it (Gower's dichotomous character).
    Presence(Vec<Option<bool>>),
}

impl FeatureValues {
    /// Number of rows.
    pub const fn len(&self) -> usize {
        match self {
            Self::Number(values) => values.len(),
            Self::Category(values) => values.len(),
            Self::Presence(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The answer of a row as a number.
    fn number(&self, row: usize) -> Option<f64> {
        match self {
            Self::Number(values) => values[row],
            Self::Category(values) => values[row].map(f64::from),
            Self::Presence(values) => values[row].map(|there| f64::from(u8::from(there))),
        }
    }
}

/// Why no typology is attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypologyRefusal {
    /// A column is not as long as the first; its position.
    LengthDiffers {
        /// Position of the column.
        column: usize,
    },
    /// A weight is not finite or not above 0.
    BadWeight {
        /// Position of the column.
        column: usize,
    },
    /// A number is infinite or not a number.
    NotFinite {
        /// Position of the column.
        column: usize,
        /// Position of the row.
        row: usize,
    },
    /// Settings out of their range.
    BadSettings,
    /// No column has two different answers.
    NothingVaries,
    /// Fewer rows with enough answers than the settings ask for.
    TooFewRows {
        /// Rows with enough answers.
        rows: usize,
    },
    /// Hardly more different rows than types.
    TooFewDifferentRows {
        /// Different rows.
        rows: usize,
    },
}

impl std::fmt::Display for TypologyRefusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::LengthDiffers { column } => {
                write!(formatter, "column {column} is not as long as the first")
            }
            Self::BadWeight { column } => {
                write!(formatter, "the weight of column {column} is not above 0")
            }
            Self::NotFinite { column, row } => {
                write!(formatter, "row {row} of column {column} is not a finite number")
            }
            Self::BadSettings => formatter.write_str("settings out of range"),
            Self::NothingVaries => formatter.write_str("no column has two different answers"),
            Self::TooFewRows { rows } => write!(formatter, "only {rows} rows have enough answers"),
            Self::TooFewDifferentRows { rows } => {
                write!(formatter, "only {rows} rows differ from each other")
            }
        }
    }
}

impl std::error::Error for TypologyRefusal {}

/// How the medoids were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// On all rows with enough answers.
    AllRows,
    /// On keyed samples of them; silhouette and stability are those of the samples.
    Samples {
        /// Number of samples.
        samples: usize,
        /// Rows of each.
        rows: usize,
    },
}

/// Mean silhouette of one number of types.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Number of types.
    pub n_types: usize,
    /// Mean silhouette, −1 to 1: how much nearer a row is to its own type than to the next.
    pub silhouette: f64,
}

/// One type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeOfRows {
    /// The row that is nearest to all others of the type.
    pub medoid: usize,
    /// Number of rows, at least 1.
    pub n: usize,
    /// Mean Jaccard index over the bootstrap, 0–1.
    pub jaccard: f64,
    /// The columns in which the type differs most from all others, most different first.
    pub profile: Vec<ProfileColumn>,
}

/// Pairs of rows that share no answer. Their distance is not known and is taken as the mean of
/// all known ones, so that silence makes two rows neither alike nor different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotComparable {
    /// Number of such pairs among the rows on which medoids were sought.
    pub n_pairs: usize,
    /// The first hundred of them, by row, ascending.
    pub first: Vec<(usize, usize)>,
}

/// The typology of a table, or the evidence that there is none to state.
#[derive(Debug, Clone, PartialEq)]
pub struct Typology {
    /// How the medoids were found.
    pub method: Method,
    /// Mean silhouette of every number of types that was tried.
    pub candidates: Vec<Candidate>,
    /// Number of types with the greatest mean silhouette.
    pub n_types: usize,
    /// That silhouette.
    pub silhouette: f64,
    /// How well the types come back when rows are drawn anew.
    pub stability: Stability,
    /// The types, largest first; empty when not stable.
    pub types: Vec<TypeOfRows>,
    /// Type of each row; `None` for a row that shares no answer with any medoid, and for all
    /// when not stable.
    pub type_of: Vec<Option<usize>>,
    /// Rows with too few answers to help shape types; they still go to their nearest one.
    pub set_aside: Vec<usize>,
    /// Columns without two different answers, which say nothing.
    pub constant: Vec<usize>,
    /// Pairs that share no answer.
    pub not_comparable: NotComparable,
}

/// The typology of rows.
pub fn typology(
    columns: &[FeatureColumn],
    settings: &TypologySettings,
) -> Result<Typology, TypologyRefusal> {
    settings.check()?;
    let table = Table::new(columns)?;
    let (core, set_aside) = table.rows_with_answers(settings.min_availability);
    if core.len() < settings.min_rows {
        return Err(TypologyRefusal::TooFewRows { rows: core.len() });
    }
    let different = table.n_different(&core);
    if different <= settings.min_types {
        return Err(TypologyRefusal::TooFewDifferentRows { rows: different });
    }
    let solved = solve::solve(&table, &core, different, settings);
    let n_types = solved.clustering.medoids.len();
    let numbers: Vec<usize> = solved.candidates.iter().map(|tried| tried.n_types).collect();
    let reference = reference::reference(&table, &solved.rows, &numbers, settings);
    let stability =
        stability::stability(&solved.distances, &solved.clustering, reference, settings);
    let mut found = Typology {
        method: solved.method,
        n_types,
        silhouette: solved.silhouette,
        candidates: solved.candidates,
        stability,
        types: Vec::new(),
        type_of: vec![None; table.n_rows()],
        set_aside,
        constant: table.constant().to_vec(),
        not_comparable: not_comparable(solved.distances.not_comparable(), &solved.rows),
    };
    if found.stability.verdict != StabilityVerdict::NotStable {
        let medoids: Vec<usize> =
            solved.clustering.medoids.iter().map(|&medoid| solved.rows[medoid]).collect();
        let neutral = solved.distances.neutral();
        state_types(&mut found, columns, &table, &medoids, neutral, settings);
    }
    Ok(found)
}

/// Puts every row to its nearest medoid and describes the types, largest first.
fn state_types(
    found: &mut Typology,
    columns: &[FeatureColumn],
    table: &Table,
    medoids: &[usize],
    neutral: f64,
    settings: &TypologySettings,
) {
    let nearest: Vec<Option<usize>> =
        (0..table.n_rows()).map(|row| table.nearest(row, medoids, neutral)).collect();
    let size = |kind: usize| nearest.iter().filter(|of| **of == Some(kind)).count();
    let sizes: Vec<usize> = (0..medoids.len()).map(size).collect();
    let mut order: Vec<usize> = (0..medoids.len()).collect();
    order.sort_by_key(|&kind| std::cmp::Reverse(sizes[kind]));
    let mut place = vec![0; medoids.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    found.type_of = nearest.iter().map(|of| of.map(|kind| place[kind])).collect();
    found.stability.jaccard = order.iter().map(|&kind| found.stability.jaccard[kind]).collect();
    found.types = order
        .iter()
        .enumerate()
        .map(|(kind, &old)| TypeOfRows {
            medoid: medoids[old],
            n: sizes[old],
            jaccard: found.stability.jaccard[kind],
            profile: profile::profile(columns, &found.type_of, kind, settings.profile_columns),
        })
        .collect();
}

fn not_comparable(pairs: &[(usize, usize)], rows: &[usize]) -> NotComparable {
    let mut named: Vec<(usize, usize)> =
        pairs.iter().map(|&(a, b)| (rows[a].min(rows[b]), rows[a].max(rows[b]))).collect();
    named.sort_unstable();
    named.truncate(LISTED_PAIRS);
    NotComparable { n_pairs: pairs.len(), first: named }
}
