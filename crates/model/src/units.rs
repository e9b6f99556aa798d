//! Money and time as integers, so that sums are exact and the same on every machine.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

macro_rules! quantity {
    ($name:ident) => {
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                Self(iter.map(|x| x.0).sum())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

/// Whole guaraníes. One case has one currency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Guaranies(pub i64);
quantity!(Guaranies);

impl Guaranies {
    /// The nearest whole guaraní; `None` when `amount` is not finite or beyond 2^53.
    pub fn rounded(amount: f64) -> Option<Self> {
        (amount.is_finite() && amount.abs() < 9.007e15).then(|| Self(amount.round() as i64))
    }

    /// The amount as a real number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

/// Hundredths of a minute of work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(pub i64);
quantity!(Minutes);

impl Minutes {
    /// The nearest hundredth; `None` when `minutes` is not finite or beyond 2^53 hundredths.
    pub fn rounded(minutes: f64) -> Option<Self> {
        (minutes.is_finite() && minutes.abs() < 9.007e13)
            .then(|| Self((minutes * 100.0).round() as i64))
    }

    /// Minutes as a real number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}
