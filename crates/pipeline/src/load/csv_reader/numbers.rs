//! Numbers of a table: one reading, or none. A mark that may mean thousands or decimals is never
//! decided in silence.

use nanduti_survey::is_grouped;

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Figure {
    /// This number and no other.
    Number(f64),
    /// Thousands or decimals: both readings are possible.
    Ambiguous,
    /// No number.
    NotANumber,
}

/// Reads a cell of a column of whole numbers; whether the number is whole is left to the caller.
///
/// With decimal commas (a file with semicolons) `22.000` is twenty-two thousand, as there are no
/// thousandths of a piece, and `22,000` may be either. With decimal points both may be either.
pub(super) fn whole(text: &str, decimal_comma: bool) -> Figure {
    if decimal_comma {
        match text.rsplit_once(',') {
            None if is_grouped(text, '.') => number(&text.replace('.', "")),
            None => number(text),
            Some(_) if is_grouped(text, ',') => Figure::Ambiguous,
            Some((whole, decimals)) => with_decimals(whole, decimals),
        }
    } else if is_grouped(text, '.') {
        Figure::Ambiguous
    } else {
        with_points(text)
    }
}

/// Reads a cell of a column of measured numbers between `least` and `most`.
///
/// With decimal commas `1.234` may be either, unless only one of the two lies in the range.
pub(super) fn measured(text: &str, decimal_comma: bool, least: f64, most: f64) -> Figure {
    if !decimal_comma {
        return with_points(text);
    }
    match text.rsplit_once(',') {
        Some((whole, decimals)) => with_decimals(whole, decimals),
        None if is_grouped(text, '.') => {
            let in_range =
                |figure: &Figure| matches!(figure, Figure::Number(x) if (least..=most).contains(x));
            let readings = [number(&text.replace('.', "")), number(text)];
            match readings.map(|figure| in_range(&figure)) {
                [true, true] => Figure::Ambiguous,
                [false, true] => readings[1],
                _ => readings[0],
            }
        }
        None => number(text),
    }
}

/// A number with decimal points; commas of thousands may be decimal commas.
fn with_points(text: &str) -> Figure {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if is_grouped(whole, ',') || is_grouped(text, '.') && text.matches('.').count() > 1 {
        Figure::Ambiguous
    } else {
        number(text)
    }
}

/// `1.234,5`: the parts around a decimal comma.
fn with_decimals(whole: &str, decimals: &str) -> Figure {
    let plain = whole.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit());
    if !(plain || is_grouped(whole, '.')) || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return Figure::NotANumber;
    }
    number(&format!("{}.{decimals}", whole.replace('.', "")))
}

fn number(text: &str) -> Figure {
    let number = text.parse::<f64>().ok().filter(|x| x.is_finite());
    number.map_or(Figure::NotANumber, Figure::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Figure::{Ambiguous, NotANumber, Number};

    #[test]
    fn whole_numbers_of_spanish_excel() {
        for (text, figure) in [
            ("22.000", Number(22_000.0)),
            ("1.234.567", Number(1_234_567.0)),
            ("-9.000", Number(-9_000.0)),
            ("22000", Number(22_000.0)),
            ("22,0", Number(22.0)),
            ("22.5", Number(22.5)),
            ("1.234,5", Number(1_234.5)),
            ("0.500", Number(0.5)),
            ("22,000", Ambiguous),
            ("1,5.2", NotANumber),
            ("22 000", NotANumber),
            ("inf", NotANumber),
        ] {
            assert_eq!(whole(text, true), figure, "{text}");
        }
    }

    #[test]
    fn whole_numbers_with_decimal_points() {
        for (text, figure) in [
            ("22.000", Ambiguous),
            ("22,000", Ambiguous),
            ("1,234.5", Ambiguous),
            ("1.234.567", Ambiguous),
            ("22.0", Number(22.0)),
            ("22", Number(22.0)),
            ("22,5", NotANumber),
        ] {
            assert_eq!(whole(text, false), figure, "{text}");
        }
    }

    #[test]
    fn measured_numbers() {
        let (least, most) = (0.0, 10_000.0);
        for (text, comma, figure) in [
            ("1.234", true, Ambiguous),
            ("1,234", true, Number(1.234)),
            ("1.234,5", true, Number(1_234.5)),
            ("12.5", true, Number(12.5)),
            ("99.999", true, Number(99.999)),
            ("1.234", false, Number(1.234)),
            ("1,234", false, Ambiguous),
            ("1,5", false, NotANumber),
        ] {
            assert_eq!(measured(text, comma, least, most), figure, "{text}");
        }
        // A latitude cannot be tens of thousands: there is one reading.
        assert_eq!(measured("-25.573", true, -90.0, 90.0), Number(-25.573));
    }
}
