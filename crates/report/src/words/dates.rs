//! Days, months and quarters in words.

use super::Language;
use jiff::civil::Date;
use nanduti_model::{MonthIndex, Quarter};

/// Name of a month, 1–12; other numbers wrap around the year.
pub fn month_name(language: Language, month: i8) -> &'static str {
    const SPANISH: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let position = (i32::from(month) - 1).rem_euclid(12) as usize;
    language.pick(SPANISH, ENGLISH)[position]
}

/// First three letters of a month's name.
fn month_short(language: Language, month: i8) -> &'static str {
    &month_name(language, month)[..3]
}

/// «24 de noviembre de 2026» / "24 November 2026".
pub fn date_long(language: Language, date: Date) -> String {
    let month = month_name(language, date.month());
    match language {
        Language::Es => format!("{} de {month} de {}", date.day(), date.year()),
        Language::En => format!("{} {month} {}", date.day(), date.year()),
    }
}

/// «20 feb 2027».
pub fn date_short(language: Language, date: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), month_short(language, date.month()), date.year())
}

/// «mar 2027»: a month of the case, counted from its start date.
pub fn month_of(language: Language, start: Date, month: MonthIndex) -> String {
    let since = i32::from(start.month()) - 1 + i32::from(month.0);
    let (year, position) = (i32::from(start.year()) + since / 12, since % 12 + 1);
    format!("{}\u{a0}{year}", month_short(language, position as i8))
}

/// «T1» / "Q1".
pub fn quarter_name(language: Language, quarter: Quarter) -> String {
    format!("{}{}", language.pick("T", "Q"), u16::from(quarter.0) + 1)
}

/// «T1 · ene–mar».
pub fn quarter_span(language: Language, start: Date, quarter: Quarter) -> String {
    let first = i32::from(start.month()) - 1 + 3 * i32::from(quarter.0);
    let month = |offset: i32| month_short(language, ((first + offset) % 12 + 1) as i8);
    format!("{} · {}–{}", quarter_name(language, quarter), month(0), month(2))
}
