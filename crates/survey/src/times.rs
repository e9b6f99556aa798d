//! Dates and times in ISO 8601, as exports write them.

use jiff::civil::{Date, Time};

/// A day, perhaps with a time, perhaps with its offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Moment<'a> {
    date: Date,
    /// Time to the millisecond, and the offset as written.
    clock: Option<(Time, &'a str)>,
}

/// Reads `YYYY-MM-DD`, alone or followed by `T` or a blank and a time. Other orders of day and
/// month are not read: which is which cannot be known.
pub(crate) fn parse_moment(text: &str) -> Option<Moment<'_>> {
    let date = parse_date(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(Moment { date, clock: None });
    }
    let clock = parse_time(rest.strip_prefix(['T', ' '])?)?;
    Some(Moment { date, clock: Some(clock) })
}

fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.iter().enumerate().all(|(i, b)| match i {
        4 | 7 => *b == b'-',
        _ => b.is_ascii_digit(),
    });
    if !shape {
        return None;
    }
    let month = text[5..7].parse().ok()?;
    Date::new(text[..4].parse().ok()?, month, text[8..10].parse().ok()?).ok()
}

/// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`, with an offset `Z`, `±HH:MM`, `±HHMM` or `±HH`.
pub(crate) fn parse_time(text: &str) -> Option<(Time, &str)> {
    let clock_end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = (text[..clock_end].trim_end(), &text[clock_end..]);
    let mut parts = clock.split(':');
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok()).flatten();
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(part) => {
            let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
            (two(whole)?, milliseconds(fraction)? * 1_000_000)
        }
    };
    if parts.next().is_some() || !is_offset(offset) {
        return None;
    }
    Some((Time::new(hour, minute, second, nanosecond).ok()?, offset))
}

fn milliseconds(fraction: &str) -> Option<i32> {
    let digits = fraction.bytes().all(|b| b.is_ascii_digit()) && (1..=9).contains(&fraction.len());
    digits.then(|| format!("{fraction:0<3}")[..3].parse().ok()).flatten()
}

fn is_offset(text: &str) -> bool {
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    let numeric = digits.chars().all(|c| c.is_ascii_digit());
    match text.chars().next() {
        None => true,
        Some('Z') => text.len() == 1,
        Some(_) => numeric && matches!(digits.len(), 2 | 4) && text.len() <= 6,
    }
}

fn iso_offset(text: &str) -> String {
    let digits: String = text.chars().skip(1).filter(char::is_ascii_digit).collect();
    match digits.len() {
        4 => format!("{}{}:{}", &text[..1], &digits[..2], &digits[2..]),
        2 => format!("{}{digits}:00", &text[..1]),
        _ => text.to_owned(),
    }
}

/// `10:01:27.000-05:00`; the offset only where it is known.
pub(crate) fn iso_time((time, offset): (Time, &str)) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{hour:02}:{minute:02}:{second:02}.{:03}{}", time.millisecond(), iso_offset(offset))
}

impl Moment<'_> {
    /// `2024-03-01`.
    pub(crate) fn iso_date(&self) -> String {
        let date = self.date;
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }

    /// `2017-12-28T10:01:27.000-05:00`; a day alone is its midnight.
    pub(crate) fn iso_date_time(&self) -> String {
        let clock = self.clock.unwrap_or((Time::midnight(), ""));
        format!("{}T{}", self.iso_date(), iso_time(clock))
    }

    /// `2024-03-01T12:00:00`, as servers write the time of a submission.
    pub(crate) fn iso_seconds(&self) -> String {
        let (time, offset) = self.clock.unwrap_or((Time::midnight(), ""));
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let offset = iso_offset(offset);
        format!("{}T{hour:02}:{minute:02}:{second:02}{offset}", self.iso_date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date_time: &str) {
        assert_eq!(parse_moment(text).map(|m| m.iso_date_time()).as_deref(), Some(date_time));
    }

    #[test]
    fn the_shapes_of_servers_and_sheets_are_read() {
        check("2017-12-28 10:01:27-05:00", "2017-12-28T10:01:27.000-05:00");
        check("2017-12-28T10:01:27.000-05", "2017-12-28T10:01:27.000-05:00");
        check("2017-12-28T10:01:27.5+0530", "2017-12-28T10:01:27.500+05:30");
        check("2017-12-28T10:01", "2017-12-28T10:01:00.000");
        check("2017-12-28T10:01:27Z", "2017-12-28T10:01:27.000Z");
        check("2017-12-28", "2017-12-28T00:00:00.000");
        let moment = parse_moment("2024-02-29 12:00:00").unwrap();
        assert_eq!((moment.iso_date(), moment.iso_seconds()), {
            ("2024-02-29".to_owned(), "2024-02-29T12:00:00".to_owned())
        });
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2023-02-29",
            "2023-13-01",
            "31/12/2023",
            "2023-1-1",
            "20231231",
            "2023-12-31x",
            "2023-12-31T25:00",
            "2023-12-31T10:00:61",
            "2023-12-31 10:00:00+5",
            "2023-12-31T1:00",
            "2023-12-31T10",
            "ñ023-12-31",
            "2023-12-3ñ",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }
}
