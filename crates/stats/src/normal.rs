//! The standard normal distribution: its distribution function and its inverse.

#[cfg(test)]
mod tests;

/// Distribution function of the standard normal, absolute error about 1e-15 (relative
/// error about 1e-7 in the far tail, beyond 7).
///
/// Hart et al. 1968 as given by West 2005, "Better approximations to cumulative normal
/// functions" (Wilmott Magazine). `NaN` gives `NaN`.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    let distance = x.abs();
    if distance.is_nan() {
        return f64::NAN;
    }
    let tail = if distance > 37.0 {
        0.0
    } else {
        let exponential = (-distance * distance / 2.0).exp();
        if distance < 7.071_067_811_865_47 {
            exponential * polynomial(&HART_TOP, distance) / polynomial(&HART_BOTTOM, distance)
        } else {
            let fraction = distance
                + 1.0 / (distance + 2.0 / (distance + 3.0 / (distance + 4.0 / (distance + 0.65))));
            exponential / fraction / 2.506_628_274_631
        }
    };
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// Inverse of [`normal_cdf`], relative error about 1e-16: algorithm AS 241, routine PPND16
/// (Wichura 1988, Applied Statistics 37(3)). `None` outside the open interval (0, 1).
#[must_use]
pub fn normal_quantile(probability: f64) -> Option<f64> {
    if !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let centred = probability - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return Some(centred * polynomial(&CENTRE_TOP, r) / polynomial(&CENTRE_BOTTOM, r));
    }
    let tail = if centred < 0.0 { probability } else { 1.0 - probability };
    let r = (-tail.ln()).sqrt();
    let size = if r <= 5.0 {
        polynomial(&MIDDLE_TOP, r - 1.6) / polynomial(&MIDDLE_BOTTOM, r - 1.6)
    } else {
        polynomial(&FAR_TOP, r - 5.0) / polynomial(&FAR_BOTTOM, r - 5.0)
    };
    Some(if centred < 0.0 { -size } else { size })
}

/// Σ c·x^k over the coefficients c in ascending powers k, by Horner's rule.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// Numerator of West 2005, ascending powers.
const HART_TOP: [f64; 7] = [
    220.206_867_912_376,
    221.213_596_169_931,
    112.079_291_497_871,
    33.912_866_078_383,
    6.373_962_203_531_65,
    0.700_383_064_443_688,
    3.526_249_659_989_11e-2,
];
/// Denominator of West 2005, ascending powers.
const HART_BOTTOM: [f64; 8] = [
    440.413_735_824_752,
    793.826_512_519_948,
    637.333_633_378_831,
    296.564_248_779_674,
    86.780_732_202_946_1,
    16.064_177_579_207,
    1.755_667_163_182_64,
    8.838_834_764_831_84e-2,
];
/// AS 241 a0…a7.
const CENTRE_TOP: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
/// AS 241 1, b1…b7.
const CENTRE_BOTTOM: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
/// AS 241 c0…c7.
const MIDDLE_TOP: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
/// AS 241 1, d1…d7.
const MIDDLE_BOTTOM: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
/// AS 241 e0…e7.
const FAR_TOP: [f64; 8] = [
    6.657_904_643_501_104,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_9,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288e-7,
];
/// AS 241 1, f1…f7.
const FAR_BOTTOM: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_7e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];
