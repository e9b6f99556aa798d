//! The two clocks of a case: calendar months for matching, quarters for plans and simulation.

/// A calendar month, counted from the month of the case's start date (0).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthIndex(pub u16);

/// A quarter of three calendar months, counted from the case's start (0). A cohort is 0..4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Quarter(pub u8);

impl Quarter {
    /// Quarters of a cohort.
    pub const PER_COHORT: u8 = 4;
    /// Weeks of a quarter: 52 / 4.
    pub const WEEKS: f64 = 13.0;
}
