//! Numbers as people and spreadsheets write them.

/// Reads a decimal number: digits, one point (or one comma where `decimal_comma`), a sign, an
/// exponent as spreadsheets write it. No thousands separators: `1.500` is one and a half, and
/// [`is_whole`] refuses what could be meant as one thousand.
pub(crate) fn parse_number(text: &str, decimal_comma: bool) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b));
    let starts = text.trim_start_matches(['+', '-']).bytes().next();
    if !plain || !starts.is_some_and(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let number: f64 = if text.contains(',') {
        if !decimal_comma || text.contains('.') {
            return None;
        }
        text.replace(',', ".").parse().ok()?
    } else {
        text.parse().ok()?
    };
    // `-0` is zero.
    number.is_finite().then_some(number + 0.0)
}

/// Whether a number read from this text is a whole one. `1.000` is not: with a point of thousands
/// it would be a thousand.
pub(crate) fn is_whole(text: &str, number: f64) -> bool {
    let decimals = text.split_once(['.', ',']).map_or("", |(_, decimals)| decimals);
    number.fract() == 0.0 && decimals.len() != 3
}

/// Digits before the point.
pub(crate) fn integer_digits(text: &str) -> usize {
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    whole.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_point_and_where_allowed_with_comma() {
        assert_eq!(parse_number("7", false), Some(7.0));
        assert_eq!(parse_number("-88", false), Some(-88.0));
        assert_eq!(parse_number("2.5", true), Some(2.5));
        assert_eq!(parse_number("2,5", true), Some(2.5));
        assert_eq!(parse_number("2,5", false), None);
        assert_eq!(parse_number("1.5E+3", false), Some(1500.0));
        assert_eq!(parse_number("-0", false).map(f64::is_sign_negative), Some(false));
    }

    #[test]
    fn words_and_infinities_are_no_numbers() {
        for text in ["", "-", ".", "doce", "inf", "nan", "1e999", "1.234,5", "1,2,3", "e5", "1 2"] {
            assert_eq!(parse_number(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_point_that_may_mean_thousands_is_no_whole_number() {
        assert!(is_whole("7.0", 7.0) && is_whole("12", 12.0));
        assert!(!is_whole("1.000", 1.0) && !is_whole("1.500", 1.5));
        assert_eq!(integer_digits("-1234567.89"), 7);
    }
}
