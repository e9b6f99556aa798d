//! Numbers as people and spreadsheets write them.

/// Reads a decimal number: digits, one point (or one comma where `decimal_comma`), a sign, an
/// exponent as spreadsheets write it. No thousands separators: `1.500` is one and a half here, and
/// [`read_whole`] and [`read_measured`] see that it is not taken for it where it may be more.
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

/// What a cell of a number question says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Figure {
    /// This number and no other.
    Number(f64),
    /// Thousands or decimals: both readings are possible.
    Ambiguous,
    /// No number.
    NotANumber,
}

/// Reads a cell of a whole-number question. Where commas are decimals a point before three digits
/// marks thousands; elsewhere `1.000` may be a thousand as well as one.
pub(crate) fn read_whole(text: &str, decimal_comma: bool) -> Figure {
    let read = |number: Option<f64>| number.map_or(Figure::NotANumber, Figure::Number);
    if let Some(number) = many_groups(text) {
        return Figure::Number(number);
    }
    if is_grouped(text, '.') {
        return if decimal_comma { read(thousands(text)) } else { Figure::Ambiguous };
    }
    if is_grouped(text, ',') {
        return Figure::Ambiguous;
    }
    match parse_number(text, decimal_comma) {
        Some(number) if number.fract() == 0.0 => Figure::Number(number),
        _ => Figure::NotANumber,
    }
}

/// Reads a cell of a measured question. Where commas are decimals, `1.234` (an export as it came,
/// or saved again by a Spanish spreadsheet) may be either, unless only one lies in the range.
pub(crate) fn read_measured(text: &str, decimal_comma: bool, least: f64, most: f64) -> Figure {
    if let Some(number) = many_groups(text) {
        return Figure::Number(number);
    }
    let number = parse_number(text, decimal_comma);
    if !decimal_comma || !is_grouped(text, '.') {
        return number.map_or(Figure::NotANumber, Figure::Number);
    }
    let fits = |x: f64| (least..=most).contains(&x);
    match (number, thousands(text)) {
        (Some(one), Some(many)) if fits(one) && fits(many) => Figure::Ambiguous,
        (Some(one), _) if fits(one) => Figure::Number(one),
        (_, Some(many)) => Figure::Number(many),
        _ => Figure::NotANumber,
    }
}

/// The number of a text with two marks of thousands or more, which mean nothing else: `1.500.000`.
fn many_groups(text: &str) -> Option<f64> {
    let mark = ['.', ','].into_iter().find(|mark| text.matches(*mark).count() > 1)?;
    is_grouped(text, mark).then(|| text.replace(mark, "").parse().ok())?
}

fn thousands(text: &str) -> Option<f64> {
    text.replace('.', "").parse().ok()
}

/// Whether a text is written in groups of thousands: `1.234`, `-22.000`, `1.234.567`.
pub fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split(mark);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().is_some_and(|group| {
        (1..=3).contains(&group.len()) && digits(group) && !group.starts_with('0')
    });
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group))
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
    fn a_point_that_may_mean_thousands_is_never_a_decimal() {
        use Figure::{Ambiguous, NotANumber, Number};
        for (text, comma, figure) in [
            ("7.0", false, Number(7.0)),
            ("1.000", false, Ambiguous),
            ("1.500", false, Ambiguous),
            ("1,500", false, Ambiguous),
            ("1.500", true, Number(1500.0)),
            ("1,500", true, Ambiguous),
            ("2.5", true, NotANumber),
            ("doce", true, NotANumber),
            ("1.500.000", false, Number(1_500_000.0)),
            ("1,500,000", true, Number(1_500_000.0)),
            ("1.500.00", false, NotANumber),
        ] {
            assert_eq!(read_whole(text, comma), figure, "{text}");
        }
        for (text, comma, most, figure) in [
            ("1.234", true, 5000.0, Ambiguous),
            ("1.234", true, 100.0, Number(1.234)),
            ("1.234", false, 5000.0, Number(1.234)),
            ("0.125", true, 5000.0, Number(0.125)),
            ("1,5", true, 5000.0, Number(1.5)),
            ("1.500.000", false, 5e6, Number(1_500_000.0)),
            ("-22.000.500", true, 5e8, Number(-22_000_500.0)),
        ] {
            assert_eq!(read_measured(text, comma, 0.0, most), figure, "{text}");
        }
        assert_eq!(integer_digits("-1234567.89"), 7);
    }
}
