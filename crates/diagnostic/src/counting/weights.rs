//! Weights of the indicators as integers over one common denominator.

use super::fraction::{Fraction, greatest_common_divisor};
use std::collections::BTreeMap;
use std::fmt;

/// Largest common denominator: every integer up to it is also an exact f64.
const LARGEST: u128 = 1 << 53;

/// Positive weights of the indicators; their integers add up to the denominator exactly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights {
    /// One integer per indicator.
    numerators: Vec<u64>,
    /// Their sum.
    denominator: u64,
}

/// Why weights cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WeightsFault {
    /// There are none.
    Empty,
    /// A weight is zero: leave the indicator out instead.
    Zero {
        /// Place of the indicator.
        indicator: usize,
    },
    /// The common denominator exceeds 2^53: state the weights with fewer digits.
    TooFine,
}

impl fmt::Display for WeightsFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("there are no weights"),
            Self::Zero { indicator } => {
                write!(formatter, "the weight of indicator {indicator} is 0")
            }
            Self::TooFine => {
                formatter.write_str("the weights have no common denominator below 2^53")
            }
        }
    }
}

impl std::error::Error for WeightsFault {}

impl Weights {
    /// `indicators` equal weights.
    pub fn equal(indicators: usize) -> Result<Self, WeightsFault> {
        Self::scaled(&vec![1; indicators])
    }

    /// Equal weights of dimensions, and of the indicators inside each: `dimensions` names the
    /// dimension of every indicator by any code (the nested weights of the global MPI).
    pub fn nested(dimensions: &[u32]) -> Result<Self, WeightsFault> {
        let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
        for code in dimensions {
            *sizes.entry(*code).or_default() += 1;
        }
        let shares: Option<Vec<Fraction>> =
            dimensions.iter().map(|code| Fraction::new(1, sizes[code])).collect();
        Self::from_fractions(&shares.unwrap_or_default())
    }

    /// Weights in the proportions of `shares`, whatever these add up to.
    pub fn from_fractions(shares: &[Fraction]) -> Result<Self, WeightsFault> {
        let mut common = 1_u128;
        for share in shares {
            let below = u128::from(share.denominator());
            common = common / greatest_common_divisor(common, below) * below;
            if common > LARGEST {
                return Err(WeightsFault::TooFine);
            }
        }
        let scale = |share: &Fraction| {
            u128::from(share.numerator()) * (common / u128::from(share.denominator()))
        };
        Self::scaled(&shares.iter().map(scale).collect::<Vec<_>>())
    }

    /// Divides integers by their common divisor and adds them up.
    fn scaled(integers: &[u128]) -> Result<Self, WeightsFault> {
        if integers.is_empty() {
            return Err(WeightsFault::Empty);
        }
        if let Some(indicator) = integers.iter().position(|integer| *integer == 0) {
            return Err(WeightsFault::Zero { indicator });
        }
        let common =
            integers.iter().fold(0, |divisor, integer| greatest_common_divisor(divisor, *integer));
        let total = integers
            .iter()
            .try_fold(0_u128, |sum, integer| sum.checked_add(integer / common))
            .filter(|total| *total <= LARGEST)
            .ok_or(WeightsFault::TooFine)?;
        let numerators = integers.iter().map(|integer| (integer / common) as u64).collect();
        Ok(Self { numerators, denominator: total as u64 })
    }

    /// Number of indicators.
    pub fn len(&self) -> usize {
        self.numerators.len()
    }

    /// Never: weights without an indicator are a fault.
    pub fn is_empty(&self) -> bool {
        self.numerators.is_empty()
    }

    /// The integers, in the order of the indicators.
    pub fn numerators(&self) -> &[u64] {
        &self.numerators
    }

    /// The common denominator: the sum of the integers.
    pub fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The weight of an indicator as a share of all, 0–1.
    pub fn share(&self, indicator: usize) -> f64 {
        self.numerators[indicator] as f64 / self.denominator as f64
    }
}
