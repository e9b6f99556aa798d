//! Minutes a workshop is present and minutes it can offer.

/// Weeks of a month: 52 / 12.
pub const WEEKS_PER_MONTH: f64 = 52.0 / 12.0;

/// Efficiency in per cent: `pieces × standard minutes / minutes present × 100`.
/// `None` when nobody is present.
pub fn efficiency(pieces: f64, standard_minutes: f64, minutes_present: f64) -> Option<f64> {
    (minutes_present > 0.0).then(|| pieces * standard_minutes / minutes_present * 100.0)
}

/// Minutes present in a month: people × weekly hours × 60 × 52/12.
pub fn month_minutes(people: f64, weekly_hours: f64) -> f64 {
    people * weekly_hours * 60.0 * WEEKS_PER_MONTH
}

/// Standard minutes a workshop offers in a month: (minutes present less the owner's time) ×
/// efficiency, less the reserve for training; never negative. Efficiency in per cent, reserve 0–1.
pub fn offered_minutes(
    present: f64,
    owner_minutes: f64,
    efficiency: f64,
    training_reserve: f64,
) -> f64 {
    ((present - owner_minutes) * efficiency / 100.0 * (1.0 - training_reserve)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_people_at_48_hours_and_45_percent() {
        // 4 × 48 × 60 × 52/12 = 49,920 minutes; less 520 of the owner, × 0.45, × 0.9 = 20,007.
        let present = month_minutes(4.0, 48.0);
        assert!((present - 49_920.0).abs() < 1e-9);
        assert!((offered_minutes(present, 520.0, 45.0, 0.1) - 20_007.0).abs() < 1e-9);
        assert_eq!(offered_minutes(100.0, 500.0, 45.0, 0.0), 0.0);
    }

    #[test]
    fn nobody_present_has_no_efficiency() {
        assert_eq!(efficiency(10.0, 5.0, 0.0), None);
        assert_eq!(efficiency(450.0, 15.0, 15_000.0), Some(45.0));
    }
}
