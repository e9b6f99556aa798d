//! Published worked examples, and units that sit exactly on the cut-off.

use super::{close, columns, flags, fraction, measures, value};
use crate::counting::{
    CountingPlan, CutOff, Deprived, Depth, Fraction, FractionFault, Weights, WeightsFault,
    count_deprivations, observed_scores, sweep_cut_off,
};
use crate::profile::{Design, NoStandardError};

#[test]
fn alkire_and_foster_worked_example() {
    // Alkire and Foster 2011 (first OPHI Working Paper 7, 2007): four persons, cut-offs
    // (13, 12, 3, 1), k = 2 of 4. Deprivation counts 0, 2, 4, 1, so persons 2 and 3 are poor.
    // Gaps of the poor: 5/12, 1 | 0.5/13, 2/12, 2/3, 1.
    let rows = [
        vec![13.1, 14.0, 4.0, 1.0],
        vec![15.2, 7.0, 5.0, 0.0],
        vec![12.5, 10.0, 1.0, 0.0],
        vec![20.0, 11.0, 3.0, 1.0],
    ];
    let cut = |at| CutOff { at, deprived: Deprived::Below, depth: Depth::From { worst: 0.0 } };
    let plan = CountingPlan::new(
        [13.0, 12.0, 3.0, 1.0].map(cut).to_vec(),
        Weights::equal(4).unwrap(),
        fraction("2/4"),
    );
    let found = measures(&count_deprivations(&columns(&rows), &plan).unwrap(), &Design::default());
    assert_eq!(value(found.headcount), 0.5);
    assert_eq!(value(found.intensity), 0.75);
    assert_eq!(value(found.adjusted_headcount), 0.375);
    let gaps = [5.0 / 12.0, 1.0, 0.5 / 13.0, 2.0 / 12.0, 2.0 / 3.0, 1.0];
    close(value(found.adjusted_gap), gaps.iter().sum::<f64>() / 16.0);
    close(value(found.adjusted_gap), 0.205_528_846);
    close(value(found.adjusted_squared_gap), gaps.iter().map(|gap| gap * gap).sum::<f64>() / 16.0);
    let heads = |of: fn(&crate::counting::IndicatorMeasures) -> f64| {
        found.indicators.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(heads(|one| value(one.uncensored_headcount)), [0.25, 0.75, 0.25, 0.5]);
    assert_eq!(heads(|one| value(one.censored_headcount)), [0.25, 0.5, 0.25, 0.5]);
    // Contribution: (1/4 · censored headcount) / (3/8).
    let contributions = heads(|one| one.contribution.unwrap());
    for (found, expected) in contributions.into_iter().zip([1.0, 2.0, 1.0, 2.0]) {
        close(found, expected / 6.0);
    }
}

#[test]
fn four_households_of_the_human_development_report() {
    // UNDP, Human Development Report 2011, technical note on the MPI: households of 4, 7, 5 and 4
    // people, ten indicators in three dimensions, k = 1/3; scores 22.2, 72.2, 38.9 and 50.0 %.
    let household = |flags: [u8; 10]| flags.map(f64::from).to_vec();
    let rows = [
        household([0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
        household([1, 1, 0, 1, 1, 0, 1, 0, 1, 1]),
        household([0, 0, 1, 0, 1, 1, 1, 0, 1, 0]),
        household([1, 0, 0, 1, 1, 0, 0, 0, 1, 1]),
    ];
    let weights = Weights::nested(&[1, 1, 2, 2, 3, 3, 3, 3, 3, 3]).unwrap();
    assert_eq!(
        (weights.denominator(), weights.numerators()[0], weights.numerators()[9]),
        (18, 3, 1)
    );
    let counts = flags(&rows, weights, "33.3%");
    let scores: Vec<String> =
        counts.units.iter().map(|unit| unit.score().unwrap().to_string()).collect();
    assert_eq!(scores, ["2/9", "13/18", "7/18", "1/2"]);
    let design = Design { weights: Some(vec![4.0, 7.0, 5.0, 4.0]), ..Design::default() };
    let found = measures(&counts, &design);
    close(value(found.headcount), 0.8);
    close(value(found.intensity), 0.5625); // printed as 56.3 %
    close(value(found.adjusted_headcount), 0.45);
    // Health: (1/6 · 5 + 1/6 · 11) / 20 / 0.45, printed as 29.6 %.
    let health =
        found.indicators[2].contribution.unwrap() + found.indicators[3].contribution.unwrap();
    close(health, 16.0 / 6.0 / 9.0);
}

#[test]
fn every_tie_of_equal_weights_falls_on_the_poor_side() {
    // All 2^d units for d ≤ 12: poor at k = m/d exactly when m or more are lacking.
    for indicators in 1_u32..=12 {
        let rows: Vec<Vec<f64>> = (0_u32..1 << indicators)
            .map(|set| (0..indicators).map(|bit| f64::from(set >> bit & 1)).collect())
            .collect();
        let counts = flags(&rows, Weights::equal(indicators as usize).unwrap(), "1/1");
        for least in 1..=indicators {
            let k = fraction(&format!("{least}/{indicators}"));
            for (set, unit) in (0_u32..).zip(&counts.units) {
                assert_eq!(unit.is_poor(k), Some(set.count_ones() >= least), "{set:b} at {k}");
            }
        }
    }
}

#[test]
fn one_of_three_dimensions_is_poor_at_a_third_whichever_it_is() {
    // With floating weights of 33.33… and k = 100/3, tools report 25 % or 0 % instead of 50 %.
    let rows = [[1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]].map(|row| row.map(f64::from).to_vec());
    for (k, expected) in [("100/3%", 0.5), ("1/3", 0.5), ("33.333%", 0.5), ("33.334 %", 0.0)] {
        let counts = flags(&rows, Weights::equal(3).unwrap(), k);
        assert_eq!(value(measures(&counts, &Design::default()).headcount), expected, "{k}");
    }
}

#[test]
fn decimal_weights_add_up_exactly() {
    // In floating point 0.1 · 7 summed is 0.7 less a bit: the seventh deprivation must count.
    let weights = Weights::from_fractions(&[fraction("0.1"); 10]).unwrap();
    let row = |lacking: usize| (0..10).map(|i| if i < lacking { 1.0 } else { 0.0 }).collect();
    let counts = flags(&[row(6), row(7), row(8)], weights, "0.7");
    let poor: Vec<_> = counts.units.iter().map(|unit| unit.is_poor(fraction("70%"))).collect();
    assert_eq!(poor, [Some(false), Some(true), Some(true)]);
}

#[test]
fn texts_become_exact_fractions_or_a_named_fault() {
    assert_eq!(fraction("33.333%").to_string(), "33333/100000");
    assert_eq!(fraction(" 2 / 6 "), fraction("0.5/1.5"));
    assert_eq!(fraction("100/3%"), fraction("1/3"));
    assert!(fraction("33.333%") < fraction("1/3") && fraction(".5") > fraction("49.99%"));
    let fault = |text: &str| Fraction::parse(text).unwrap_err();
    for text in ["", ".", "%", "-1", "1e3", "1,5", "1/2/3", "1.2.3", "nan", "½"] {
        assert_eq!(fault(text), FractionFault::NotANumber, "{text}");
    }
    assert_eq!(fault("1/0.0"), FractionFault::ZeroDenominator);
    assert_eq!(fault(&"9".repeat(60)), FractionFault::TooLong);
    assert_eq!(fault(&format!("0.{}1", "0".repeat(25))), FractionFault::TooLong);
}

#[test]
fn weights_that_cannot_be_used_are_named() {
    assert_eq!(Weights::equal(0), Err(WeightsFault::Empty));
    assert_eq!(Weights::nested(&[]), Err(WeightsFault::Empty));
    let zero = [fraction("1"), fraction("0")];
    assert_eq!(Weights::from_fractions(&zero), Err(WeightsFault::Zero { indicator: 1 }));
    let fine = [fraction("1/6700417"), fraction("1/65537"), fraction("1/2147483647")];
    assert_eq!(Weights::from_fractions(&fine), Err(WeightsFault::TooFine));
    // Scale does not matter.
    let percent = Weights::from_fractions(&["50%", "30%", "20%"].map(fraction)).unwrap();
    assert_eq!(percent, Weights::from_fractions(&["10", "6", "4"].map(fraction)).unwrap());
    assert_eq!((percent.numerators(), percent.denominator()), (&[5, 3, 2][..], 10));
}

#[test]
fn sweep_moves_only_at_observed_scores() {
    let rows = [[1, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 0]].map(|row| row.map(f64::from).to_vec());
    let counts = flags(&rows, Weights::equal(3).unwrap(), "1/3");
    let steps = observed_scores(&counts);
    assert_eq!(steps, ["1/3", "2/3", "1"].map(fraction));
    let sampling = Design::default().prepare(4).unwrap();
    let heads = |ks: &[_]| -> Vec<f64> {
        let sweep = sweep_cut_off(&counts, ks, &sampling).unwrap();
        sweep.iter().map(|point| value(point.shown().unwrap().headcount)).collect()
    };
    assert_eq!(heads(&steps), [0.75, 0.5, 0.25]);
    assert_eq!(heads(&["1%", "34%", "66%", "67%"].map(fraction)), [0.75, 0.5, 0.5, 0.25]);
}

#[test]
fn errors_of_h_and_a_are_those_of_mean_and_ratio() {
    // Scores 1/2, 1, 0, 1 at k = 1/2: H = 3/4, s² = 1/4, v = 1/16. A = 2.5/3 = 5/6 over the
    // poor: z = (score − A)/3 = −1/9, 1/18, 0, 1/18; Σz² = 1/54, v = 4/3 · 1/54 = 2/81.
    let rows = [[1, 0], [1, 1], [0, 0], [1, 1]].map(|row| row.map(f64::from).to_vec());
    let found = measures(&flags(&rows, Weights::equal(2).unwrap(), "1/2"), &Design::default());
    close(found.headcount.unwrap().standard_error.unwrap(), 0.25);
    close(value(found.intensity), 5.0 / 6.0);
    close(found.intensity.unwrap().standard_error.unwrap().powi(2), 2.0 / 81.0);
    assert_eq!(found.headcount.unwrap().degrees_of_freedom, 3);
    assert_eq!(found.adjusted_gap, None);
}

#[test]
fn nobody_poor_has_no_intensity_and_no_false_certainty() {
    let rows = vec![vec![0.0, 0.0]; 6];
    let found = measures(&flags(&rows, Weights::equal(2).unwrap(), "1/2"), &Design::default());
    let headcount = found.headcount.unwrap();
    assert_eq!(headcount.value, 0.0);
    assert_eq!(headcount.standard_error, Err(NoStandardError::NoVariation));
    assert_eq!(found.intensity, None);
    assert_eq!(found.indicators[0].contribution, None);
}
