//! The sampling design: weights, strata, primary sampling units (PSU) and finite populations.
//!
//! [`Design`] is what a user states by row; [`Design::prepare`] checks it and indexes rows by
//! PSU once, so that any number of groups and measures reads each row once. Nothing here knows
//! what is measured.

use std::collections::BTreeMap;
use std::fmt;

/// What to do with a stratum of which one PSU was sampled, where nothing says that the
/// population has only that one: its spread cannot be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SinglePsu {
    /// No standard error for whatever the stratum touches: the default.
    #[default]
    Refuse,
    /// The stratum adds nothing, as if its PSU had been taken with certainty.
    Certainty,
    /// Its distance from the sample's mean stands for the unseen spread (conservative).
    Centre,
}

/// How rows were sampled. Everything not stated takes its simplest reading; [`Design::default`]
/// is a simple random sample with replacement.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Design {
    /// Sampling weight by row, ≥ 0. Not stated: the population of the stratum over its sampled
    /// PSUs where population sizes are stated, else 1.
    pub weights: Option<Vec<f64>>,
    /// Stratum code by row. Not stated: one stratum, code 0.
    pub strata: Option<Vec<u32>>,
    /// PSU code by row, read inside the stratum. Not stated: every row is one.
    pub clusters: Option<Vec<u32>>,
    /// PSUs in the population of each stratum code (rows where there are no clusters): turns
    /// the finite population correction on. A stratum without an entry is a fault.
    pub population_sizes: Option<BTreeMap<u32, u64>>,
    /// Rule for strata with one PSU.
    pub single_psu: SinglePsu,
    /// Rows that are no part of the sample (no usable weight, no stratum), by row: they are
    /// neither counted nor a PSU. Not stated: none.
    pub left_out: Option<Vec<bool>>,
}

/// Why a design does not describe the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DesignFault {
    /// A column of the design has another length than the data.
    RowsDiffer {
        /// Rows of the data.
        rows: usize,
        /// Entries of the column.
        found: usize,
    },
    /// More than 2^32 − 1 rows.
    TooManyRows,
    /// A weight is negative, infinite or not a number.
    Weight {
        /// The row.
        row: usize,
    },
    /// A stratum of the sample has no population size though sizes are stated.
    PopulationMissing {
        /// Its code.
        stratum: u32,
    },
    /// A stratum's population is smaller than its sample.
    PopulationTooSmall {
        /// Its code.
        stratum: u32,
        /// PSUs sampled.
        sampled: u32,
    },
}

impl fmt::Display for DesignFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowsDiffer { rows, found } => {
                write!(formatter, "a design column has {found} entries for {rows} rows")
            }
            Self::TooManyRows => formatter.write_str("more rows than a design can index"),
            Self::Weight { row } => {
                write!(formatter, "the weight of row {row} is negative or not finite")
            }
            Self::PopulationMissing { stratum } => {
                write!(formatter, "stratum {stratum} has no population size")
            }
            Self::PopulationTooSmall { stratum, sampled } => {
                write!(formatter, "stratum {stratum} has {sampled} sampled units, more than exist")
            }
        }
    }
}

impl std::error::Error for DesignFault {}

/// A checked design of so many rows, indexed by PSU.
#[derive(Clone, PartialEq, Debug)]
pub struct Sampling {
    /// Weight by row.
    pub(crate) weights: Vec<f64>,
    /// Index of the row's PSU in the frame.
    pub(crate) psu_of: Vec<u32>,
    /// Rows in order of their PSU, then of their number.
    pub(crate) order: Vec<u32>,
    /// The PSUs and their strata.
    pub(crate) frame: PsuFrame,
    /// Whether PSUs carry the user's codes, so that two rounds can be paired by them.
    pub(crate) named: bool,
}

impl Sampling {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// Number of rows that are part of the sample.
    pub fn used(&self) -> usize {
        self.order.len()
    }

    /// Whether a row is part of the sample.
    pub fn uses(&self, row: usize) -> bool {
        self.psu_of[row] != NO_PSU
    }

    /// Number of sampled PSUs.
    pub fn psus(&self) -> usize {
        self.frame.keys.len()
    }

    /// Number of strata in the sample.
    pub fn strata(&self) -> usize {
        self.frame.strata.len()
    }

    /// The weight used for each row; 0 where it is left out.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Every stratum of the sample, ascending by its code.
    pub fn strata_figures(&self) -> Vec<StratumFigures> {
        let figures = |stratum: &Stratum| StratumFigures {
            code: stratum.code,
            rows: 0,
            psus: stratum.psus,
            fraction: stratum.fraction,
            weight: 0.0,
        };
        let mut all: Vec<StratumFigures> = self.frame.strata.iter().map(figures).collect();
        for &row in &self.order {
            let psu = self.psu_of[row as usize] as usize;
            let stratum = &mut all[self.frame.stratum_of[psu] as usize];
            stratum.rows += 1;
            stratum.weight += self.weights[row as usize];
        }
        all
    }

    /// Strata of one sampled PSU that was not all there is.
    pub fn single_psu_strata(&self) -> usize {
        let single = |stratum: &&Stratum| stratum.psus == 1 && stratum.fraction < 1.0;
        self.frame.strata.iter().filter(single).count()
    }

    /// Whether the two samples have a PSU in common: the same codes of stratum and PSU.
    pub fn shares_psus_with(&self, other: &Self) -> bool {
        let both = self.named && other.named;
        both && self.frame.keys.iter().any(|key| other.frame.keys.binary_search(key).is_ok())
    }
}

/// What is told of a stratum of the sample.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StratumFigures {
    /// The user's code.
    pub code: u32,
    /// Rows sampled.
    pub rows: usize,
    /// PSUs sampled.
    pub psus: u32,
    /// Share of the population's PSUs that was sampled, 0–1; 0 where no size is stated.
    pub fraction: f64,
    /// Sum of the weights.
    pub weight: f64,
}

/// The PSU of a row that is left out.
const NO_PSU: u32 = u32::MAX;

/// A stratum of the sample.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Stratum {
    /// The user's code.
    pub(crate) code: u32,
    /// PSUs sampled.
    pub(crate) psus: u32,
    /// Share of the population's PSUs that was sampled, 0–1; 0 without a finite population.
    pub(crate) fraction: f64,
}

/// The sampled PSUs, ascending by stratum code and PSU code.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct PsuFrame {
    /// Stratum code and PSU code.
    pub(crate) keys: Vec<(u32, u32)>,
    /// Index of each PSU's stratum.
    pub(crate) stratum_of: Vec<u32>,
    /// The strata, ascending by code.
    pub(crate) strata: Vec<Stratum>,
    /// Rule for strata with one PSU.
    pub(crate) single_psu: SinglePsu,
}

impl Design {
    /// Checks the design against a table of `rows` rows and indexes it.
    pub fn prepare(&self, rows: usize) -> Result<Sampling, DesignFault> {
        self.check_lengths(rows)?;
        let key = |row: u32| {
            let stratum = self.strata.as_ref().map_or(0, |strata| strata[row as usize]);
            (stratum, self.clusters.as_ref().map_or(row, |clusters| clusters[row as usize]))
        };
        let mut order: Vec<u32> =
            (0..rows as u32).filter(|&row| !self.is_left_out(row as usize)).collect();
        order.sort_by_key(|&row| key(row));
        let mut keys: Vec<(u32, u32)> = order.iter().map(|&row| key(row)).collect();
        let mut psu_of = vec![NO_PSU; rows];
        let mut psu = 0_u32;
        for (place, &row) in order.iter().enumerate() {
            psu += u32::from(place > 0 && keys[place] != keys[place - 1]);
            psu_of[row as usize] = psu;
        }
        keys.dedup();
        let frame = PsuFrame::new(keys, self.single_psu, |code, psus| self.fraction(code, psus))?;
        let weights = self.row_weights(&psu_of, &frame)?;
        Ok(Sampling { weights, psu_of, order, frame, named: self.clusters.is_some() })
    }

    /// Whether a row is no part of the sample.
    fn is_left_out(&self, row: usize) -> bool {
        self.left_out.as_ref().is_some_and(|left_out| left_out[row])
    }

    /// Every stated column has one entry a row.
    fn check_lengths(&self, rows: usize) -> Result<(), DesignFault> {
        if u32::try_from(rows).is_err() {
            return Err(DesignFault::TooManyRows);
        }
        let lengths = [
            self.weights.as_ref().map(Vec::len),
            self.strata.as_ref().map(Vec::len),
            self.clusters.as_ref().map(Vec::len),
            self.left_out.as_ref().map(Vec::len),
        ];
        match lengths.into_iter().flatten().find(|&found| found != rows) {
            Some(found) => Err(DesignFault::RowsDiffer { rows, found }),
            None => Ok(()),
        }
    }

    /// Sampled share of the PSUs of a stratum.
    fn fraction(&self, stratum: u32, sampled: u32) -> Result<f64, DesignFault> {
        let Some(sizes) = &self.population_sizes else { return Ok(0.0) };
        let size = *sizes.get(&stratum).ok_or(DesignFault::PopulationMissing { stratum })?;
        if size < u64::from(sampled) {
            return Err(DesignFault::PopulationTooSmall { stratum, sampled });
        }
        Ok(f64::from(sampled) / size as f64)
    }

    /// The stated weights, or those that follow from the population sizes, or 1.
    fn row_weights(&self, psu_of: &[u32], frame: &PsuFrame) -> Result<Vec<f64>, DesignFault> {
        if let Some(weights) = &self.weights {
            let used = |row: usize| if self.is_left_out(row) { 0.0 } else { weights[row] };
            let weights: Vec<f64> = (0..weights.len()).map(used).collect();
            let bad = weights.iter().position(|weight| !(weight.is_finite() && *weight >= 0.0));
            return bad.map_or(Ok(weights), |row| Err(DesignFault::Weight { row }));
        }
        let weight = |&psu: &u32| match psu {
            NO_PSU => 0.0,
            psu => match frame.stratum(psu).fraction {
                fraction if fraction > 0.0 => 1.0 / fraction,
                _ => 1.0,
            },
        };
        Ok(psu_of.iter().map(weight).collect())
    }
}

impl PsuFrame {
    /// Groups sorted unique keys by stratum; `fraction` gives a stratum's sampled share.
    fn new<E>(
        keys: Vec<(u32, u32)>,
        single_psu: SinglePsu,
        fraction: impl Fn(u32, u32) -> Result<f64, E>,
    ) -> Result<Self, E> {
        let mut strata: Vec<Stratum> = Vec::new();
        let mut stratum_of = Vec::with_capacity(keys.len());
        for &(code, _) in &keys {
            match strata.last_mut() {
                Some(last) if last.code == code => last.psus += 1,
                _ => strata.push(Stratum { code, psus: 1, fraction: 0.0 }),
            }
            stratum_of.push(strata.len() as u32 - 1);
        }
        for stratum in &mut strata {
            stratum.fraction = fraction(stratum.code, stratum.psus)?;
        }
        Ok(Self { keys, stratum_of, strata, single_psu })
    }

    /// The stratum of a PSU.
    pub(crate) fn stratum(&self, psu: u32) -> Stratum {
        self.strata[self.stratum_of[psu as usize] as usize]
    }

    /// Both rounds' PSUs in one frame, and where each of a round's PSUs stands in it.
    ///
    /// A stratum's sampled share is the larger of the two rounds': with PSUs lost between
    /// rounds the union would overstate it. The rule on single PSUs is the first round's.
    pub(crate) fn join(first: &Self, second: &Self) -> (Self, [Vec<u32>; 2]) {
        let mut keys: Vec<(u32, u32)> = first.keys.iter().chain(&second.keys).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        let fraction = |code: u32, _| {
            let share = |frame: &Self| {
                let at = frame.strata.binary_search_by_key(&code, |stratum| stratum.code);
                at.map_or(0.0, |index| frame.strata[index].fraction)
            };
            Ok::<f64, std::convert::Infallible>(share(first).max(share(second)))
        };
        let places = [first, second].map(|frame| {
            frame.keys.iter().map(|key| keys.partition_point(|other| other < key) as u32).collect()
        });
        let Ok(frame) = Self::new(keys, first.single_psu, fraction);
        (frame, places)
    }
}
