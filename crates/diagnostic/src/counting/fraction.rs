//! Exact fractions: weights and the poverty cut-off as integers, so that a unit that sits on
//! the cut-off is placed by arithmetic and not by rounding.

use std::cmp::Ordering;
use std::fmt;

/// A fraction ≥ 0 in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fraction {
    /// Over the line.
    numerator: u64,
    /// Under the line, ≥ 1.
    denominator: u64,
}

/// Why a text is not a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FractionFault {
    /// Not digits with at most one point, one slash and one percent sign at the end.
    NotANumber,
    /// Zero under the line.
    ZeroDenominator,
    /// More digits than 64 bits hold.
    TooLong,
}

impl fmt::Display for FractionFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotANumber => "not a number like 0.25, 1/3 or 33.3%",
            Self::ZeroDenominator => "zero under the fraction line",
            Self::TooLong => "too many digits for an exact fraction",
        })
    }
}

impl std::error::Error for FractionFault {}

impl Fraction {
    /// `numerator / denominator`, reduced. `None` with zero under the line.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let common = greatest_common_divisor(numerator.into(), denominator.into()) as u64;
        (denominator > 0)
            .then(|| Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The exact value of a text: a decimal (`0.25`), a fraction of two decimals (`1/3`), either
    /// with a percent sign (`33.333%` is 33333/100000 and less than one third, `100/3%` is one
    /// third). No sign, no exponent, no comma.
    pub fn parse(text: &str) -> Result<Self, FractionFault> {
        let text = text.trim();
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), 100),
            None => (text, 1),
        };
        let (top, bottom) = match number.split_once('/') {
            Some((top, bottom)) => (parse_decimal(top.trim())?, parse_decimal(bottom.trim())?),
            None => (parse_decimal(number)?, (1, 1)),
        };
        if bottom.0 == 0 {
            return Err(FractionFault::ZeroDenominator);
        }
        let product = |a: u128, b: u128| a.checked_mul(b).ok_or(FractionFault::TooLong);
        let numerator = product(top.0, bottom.1)?;
        let denominator = product(product(top.1, bottom.0)?, percent)?;
        let common = greatest_common_divisor(numerator, denominator);
        let fits = |part: u128| u64::try_from(part / common).map_err(|_| FractionFault::TooLong);
        Ok(Self { numerator: fits(numerator)?, denominator: fits(denominator)? })
    }

    /// The part over the line.
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// The part under the line, at least 1.
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// The nearest real number.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Whether `part / whole` is at least this fraction, exactly; `whole` 0 counts as no.
    pub fn reached_by(self, part: u64, whole: u64) -> bool {
        let (left, right) = (u128::from(part), u128::from(self.numerator));
        whole > 0 && left * u128::from(self.denominator) >= right * u128::from(whole)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: u64, b: u64| u128::from(a) * u128::from(b);
        cross(self.numerator, other.denominator).cmp(&cross(other.numerator, self.denominator))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.numerator, self.denominator)
    }
}

/// Digits with at most one point, as numerator and power of ten.
fn parse_decimal(text: &str) -> Result<(u128, u128), FractionFault> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = || whole.bytes().chain(decimals.bytes());
    if digits().next().is_none() || !digits().all(|byte| byte.is_ascii_digit()) {
        return Err(FractionFault::NotANumber);
    }
    let step = |number: u128, byte: u8| number.checked_mul(10)?.checked_add((byte - b'0').into());
    let power = u32::try_from(decimals.len()).ok().and_then(|places| 10_u128.checked_pow(places));
    let number = digits().try_fold(0_u128, step);
    number.zip(power).ok_or(FractionFault::TooLong)
}

/// Euclid's algorithm; the other number where one is 0, and 1 for two zeros.
pub(crate) fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
