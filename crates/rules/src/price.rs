//! The cost of a legal minute and the fair price of a piece.

/// What a price is measured against.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PriceBasis {
    /// Cost of one minute of work at a legal wage, guaraníes; > 0.
    pub cost_minute: f64,
    /// Factor for rent, power, thread, machines and the owner's time; ≥ 1 (1.25 by default).
    pub overhead: f64,
}

/// Cost of one minute at the minimum wage, guaraníes.
///
/// `wage × 13/12 × (1 + employer's share) / (weekly hours × 52/12 × 60)`: the thirteenth month
/// (aguinaldo) and the employer's contribution to IPS included. With the wage of July 2023,
/// Gs 2,680,373, 16.5 % and 48 hours it gives Gs 271 per minute; the field notes round the same
/// elements to Gs 268 (domain notes, section 5).
pub fn legal_cost_minute(monthly_wage: f64, employer_share: f64, weekly_hours: f64) -> Option<f64> {
    let minutes = weekly_hours * 52.0 / 12.0 * 60.0;
    (minutes > 0.0).then(|| monthly_wage * 13.0 / 12.0 * (1.0 + employer_share) / minutes)
}

/// Fair sewing price of a piece, guaraníes: `standard minutes / (efficiency / 100) × cost minute ×
/// overhead`. With the workshop's own efficiency it is the margin test, with a reference
/// efficiency the buyer-fairness test. `None` when efficiency is not above zero.
pub fn fair_price(standard_minutes: f64, efficiency: f64, basis: &PriceBasis) -> Option<f64> {
    (efficiency > 0.0 && standard_minutes >= 0.0)
        .then(|| standard_minutes / (efficiency / 100.0) * basis.cost_minute * basis.overhead)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain notes, section 5: Gs 5,200 / 11,100 / 14,900 at 45 %, 3,900 / 8,300 / 11,200 at 60 %.
    #[test]
    fn fair_prices_of_the_field_notes_come_out_to_the_hundred() {
        let basis = PriceBasis { cost_minute: 268.0, overhead: 1.25 };
        let rounded = |m, e| fair_price(m, e, &basis).map(|p| (p / 100.0).round() as i64);
        // 15 min at 45 % is 11,167 and at 60 % 8,375: the notes cut to 11,100 and 8,300.
        assert_eq!(rounded(7.0, 45.0), Some(52));
        assert_eq!(rounded(15.0, 45.0), Some(112));
        assert_eq!(rounded(20.0, 45.0), Some(149));
        assert_eq!(rounded(7.0, 60.0), Some(39));
        assert_eq!(rounded(15.0, 60.0), Some(84));
        assert_eq!(rounded(20.0, 60.0), Some(112));
    }

    #[test]
    fn no_efficiency_has_no_price() {
        let basis = PriceBasis { cost_minute: 268.0, overhead: 1.25 };
        assert_eq!(fair_price(7.0, 0.0, &basis), None);
    }

    #[test]
    fn the_legal_minute_of_2023() {
        let minute = legal_cost_minute(2_680_373.0, 0.165, 48.0).unwrap();
        assert!((minute - 271.06).abs() < 0.01, "{minute}");
    }
}
