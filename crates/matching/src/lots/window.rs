//! The calendar: which months a lot's window touches, and for how many of their days.

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use nanduti_model::Lot;

/// Months that are planned at most: ten years from the case's start. Days behind them offer
/// nothing, so that one mistyped year cannot ask for a table of ten thousand months.
pub(super) const MAX_MONTHS: u16 = 120;

/// A month a window touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct WindowMonth {
    /// Months since the month of the case's start.
    pub month: u16,
    /// Days of the window in it.
    pub days: i64,
    /// Days of the month.
    pub of: i64,
}

impl WindowMonth {
    /// The part of a month's minutes that lies in the window, rounded down to a hundredth.
    pub(super) fn share(self, month_minutes: i64) -> i64 {
        let of = self.of.max(1);
        if let Some(product) = month_minutes.checked_mul(self.days) {
            product / of
        } else {
            (i128::from(month_minutes) * i128::from(self.days) / i128::from(of)) as i64
        }
    }
}

/// Months of a lot's window, in order; days before the case's start are gone. Empty when the
/// window lies before the start or ends before it begins.
pub(super) fn window_months(start: Date, lot: &Lot) -> Vec<WindowMonth> {
    let begin = lot.start.max(start);
    if lot.due < begin {
        return Vec::new();
    }
    let since_start = |date: Date| {
        (i32::from(date.year()) - i32::from(start.year())) * 12 + i32::from(date.month())
            - i32::from(start.month())
    };
    let (first, last) = (since_start(begin), since_start(lot.due));
    (first..=last.min(i32::from(MAX_MONTHS) - 1))
        .map(|month| {
            let of = month_length(start, month);
            let from = if month == first { i64::from(begin.day()) } else { 1 };
            let to = if month == last { i64::from(lot.due.day()) } else { of };
            WindowMonth { month: month as u16, days: to - from + 1, of }
        })
        .collect()
}

/// Days of the month `offset` months after the start's; 30 beyond the calendar's end.
fn month_length(start: Date, offset: i32) -> i64 {
    let index = i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + offset;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    Date::new(year as i16, month as i8, 1).map_or(30, |date| i64::from(date.days_in_month()))
}
