//! Treatment of outlying values, with the log of what moved.
//!
//! It works on raw values, before normalisation, and is off unless an indicator asks for it.
//! A [`Treatment`] says what was done and can be applied to a later workshop ([`Treatment::apply`])
//! so that the newcomer is treated by the limits of the sample and moves nobody.
//!
//! Missing cells stay missing. A value that is infinite or not a number stays as found, counts
//! nowhere, and has no treated value.

mod fences;
mod shape;
#[cfg(test)]
mod tests;
mod winsorise;

pub use shape::Shape;

use crate::values::finite;
pub use nanduti_model::LogTransform;
use nanduti_model::{Answered, OutlierRule};

/// Values that skew and kurtosis (and quartiles) need here: the least for which both exist.
pub const LEAST_VALUES: usize = 4;
/// Share of the range that is added before a logarithm, so that the least value has one
/// (Becker et al., `COINr`, 2022, `log_CT`).
const LOG_OFFSET: f64 = 0.01;
/// Part of the skew that a logarithm must take away to count as treatment: less is rounding.
const LEAST_GAIN: f64 = 1e-6;

/// One value that was brought to a limit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Moved {
    /// Row.
    pub row: usize,
    /// The value as found.
    pub from: f64,
    /// The value now.
    pub to: f64,
}

/// What became of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TreatmentOutcome {
    /// Inside the limits as found.
    Untouched,
    /// Points were brought to their neighbours, and that was enough.
    Winsorised,
    /// Points beyond a fence were brought to it.
    Fenced,
    /// Winsorising was not enough; a logarithm of the values as found was.
    Logged,
    /// A logarithm was taken and made it less skewed, but not enough.
    LoggedStillSkewed,
    /// Neither helps: the values are as found.
    StillSkewed,
    /// Too few values for the rule: as found.
    TooFew {
        /// How many there are.
        n: usize,
        /// How many it takes.
        needed: usize,
    },
    /// All values, or both quartiles, are the same: as found.
    NoSpread,
    /// Fences that are negative or not finite: as found.
    BadRule,
}

/// What was done to a column, and how skewed it was before and after.
#[derive(Clone, PartialEq, Debug)]
pub struct Treatment {
    /// What became of it.
    pub outcome: TreatmentOutcome,
    /// Values brought to a limit, by row; empty for a logarithm, which moves every value.
    pub moved: Vec<Moved>,
    /// Limits that values were brought to; beyond the sample they hold too.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// The logarithm, if one was taken: the column is on another scale then, and goalposts in
    /// its own unit no longer apply.
    pub transform: Option<LogTransform>,
    /// Skew and kurtosis as found; absent under four values or without spread.
    pub before: Option<Shape>,
    /// Skew and kurtosis now.
    pub after: Option<Shape>,
}

impl Treatment {
    fn as_found(outcome: TreatmentOutcome, shape: Option<Shape>) -> Self {
        Self {
            outcome,
            moved: Vec::new(),
            low: None,
            high: None,
            transform: None,
            before: shape,
            after: shape,
        }
    }

    /// A value treated as this column was. `None` where it is not finite or the logarithm has
    /// no value.
    pub fn apply(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        let inside = value.max(self.low.unwrap_or(value)).min(self.high.unwrap_or(f64::MAX));
        self.transform.map_or(Some(inside), |log| log.apply(inside))
    }
}

/// Treats a column in place by a rule and says what was done.
///
/// - [`OutlierRule::SkewKurtosis`]: while |skew| > 2 and excess kurtosis > 3.5, the greatest value
///   (the least, where the skew is negative) is brought to the next one, ties together, as long
///   as no more than `most` points (and less than half of the values at either end) are moved.
///   If that is not enough, the values as found are put on a logarithm instead, if it makes them
///   less skewed. (OECD/JRC COIN tool; Becker et al., `COINr`, 2022, `winsorise` and
///   `log_CT_plus`.) Skew and kurtosis are those of [`Shape`].
/// - [`OutlierRule::Fences`]: values more than that many interquartile ranges outside the
///   quartiles (type 7) are brought to the fence (Tukey, 1977; 1.5 is his inner fence).
pub fn treat(values: &mut [Answered<f64>], rule: &OutlierRule) -> Treatment {
    let mut observed = finite(values);
    let before = Shape::of(&observed);
    let n = observed.len();
    if n < LEAST_VALUES {
        return Treatment::as_found(TreatmentOutcome::TooFew { n, needed: LEAST_VALUES }, before);
    }
    match rule {
        OutlierRule::SkewKurtosis { most } => {
            let Some(shape) = before else {
                return Treatment::as_found(TreatmentOutcome::NoSpread, None);
            };
            if shape.is_acceptable() {
                return Treatment::as_found(TreatmentOutcome::Untouched, before);
            }
            match winsorise::limits(&mut observed.clone(), shape, *most) {
                Some(limits) => cap(values, before, limits, TreatmentOutcome::Winsorised),
                None => take_logarithm(values, &observed, shape),
            }
        }
        OutlierRule::Fences(ranges) => match fences::fences(&mut observed, *ranges) {
            Ok(limits) => cap(values, before, limits, TreatmentOutcome::Fenced),
            Err(outcome) => Treatment::as_found(outcome, before),
        },
    }
}

/// Limits for the values of a column.
#[derive(Clone, Copy, Debug)]
struct Limits {
    low: Option<f64>,
    high: Option<f64>,
}

/// Brings what is beyond a limit to it.
fn cap(
    values: &mut [Answered<f64>],
    before: Option<Shape>,
    limits: Limits,
    outcome: TreatmentOutcome,
) -> Treatment {
    let mut treatment = Treatment::as_found(outcome, before);
    (treatment.low, treatment.high) = (limits.low, limits.high);
    let mut treated = Vec::with_capacity(values.len());
    for (row, cell) in values.iter_mut().enumerate() {
        let Ok(from) = *cell else { continue };
        let Some(to) = treatment.apply(from) else { continue };
        if to != from {
            treatment.moved.push(Moved { row, from, to });
            *cell = Ok(to);
        }
        treated.push(to);
    }
    if treatment.moved.is_empty() {
        treatment.outcome = TreatmentOutcome::Untouched;
    } else {
        treatment.after = Shape::of(&treated);
    }
    treatment
}

fn take_logarithm(values: &mut [Answered<f64>], observed: &[f64], before: Shape) -> Treatment {
    let least = observed.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = observed.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let offset = LOG_OFFSET * (greatest - least);
    let log = if before.skew >= 0.0 {
        LogTransform::Up { origin: least, offset }
    } else {
        LogTransform::Down { origin: greatest, offset }
    };
    let logged: Vec<f64> = observed.iter().filter_map(|value| log.apply(*value)).collect();
    let enough = before.skew.abs() * (1.0 - LEAST_GAIN);
    let after = Shape::of(&logged).filter(|after| after.skew.abs() < enough);
    let Some(after) = after.filter(|_| logged.len() == observed.len()) else {
        return Treatment::as_found(TreatmentOutcome::StillSkewed, Some(before));
    };
    let cells = values.iter_mut().flatten().filter(|value| value.is_finite());
    for (value, logged) in cells.zip(logged) {
        *value = logged;
    }
    let outcome = if after.is_acceptable() {
        TreatmentOutcome::Logged
    } else {
        TreatmentOutcome::LoggedStillSkewed
    };
    let mut treatment = Treatment::as_found(outcome, Some(before));
    (treatment.transform, treatment.after) = (Some(log), Some(after));
    treatment
}
