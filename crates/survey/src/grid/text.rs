//! CSV files as Excel and KoboToolbox write them: encoding, separator, quotes, row numbers.

use super::{Grid, GridBuilder, GridError, Overlong};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// Reads a text table.
///
/// Encoding: a byte order mark decides; else UTF-8 where the bytes are that; else Windows-1252,
/// which holds Latin-1. Separator: the most frequent of `;`, `,` and tab in the header line,
/// quoted ones aside; a first line `sep=X` names it. Decimal commas are numbers only where the
/// separator is `;`.
pub(crate) fn read_text(bytes: &[u8]) -> Result<Grid, GridError> {
    let decoded = decode(bytes)?;
    let text: &str = &decoded;
    let (named, body, first_row) = split_separator_line(text);
    let separator = named.unwrap_or_else(|| separator(body));
    let mut builder = GridBuilder::new(Overlong::List, separator == b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row = first_row;
    loop {
        let at = reader.position().byte() as usize;
        let more =
            reader.read_record(&mut record).map_err(|_| GridError::Unreadable("broken_off"))?;
        if !more {
            break;
        }
        row = row.saturating_add(blank_lines(body, at));
        let last = reader.position().byte() as usize >= body.len();
        let unclosed = last && ends_in_quotes(body, at, &record);
        for (column, text) in record.iter().enumerate() {
            builder.cell(column, text);
        }
        let written = if unclosed { 1 } else { record.len() };
        builder.end_row(row, Some(written))?;
        row = row.saturating_add(1);
    }
    builder.finish()
}

/// Whether the text from `at` to its end holds an open quote, which has swallowed line breaks.
fn ends_in_quotes(text: &str, at: usize, record: &csv::StringRecord) -> bool {
    record.iter().any(|cell| cell.contains('\n'))
        && text.get(at..).is_some_and(|raw| raw.matches('"').count() % 2 == 1)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, GridError> {
    let (text, lossy) = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, skip)), _) => {
            let (text, lossy) = encoding.decode_without_bom_handling(&bytes[skip..]);
            (text, lossy)
        }
        (None, Ok(text)) => (Cow::Borrowed(text), false),
        (None, Err(_)) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            // Bytes without a letter in Windows-1252 become C1 controls: then it is no text.
            let lossy = text.chars().any(|c| c.is_control() && !"\t\r\n".contains(c));
            (text, lossy)
        }
    };
    if lossy || text.contains('\0') { Err(GridError::Encoding) } else { Ok(text) }
}

/// Excel's own hint, the lines behind it, and the row number of the first of them.
fn split_separator_line(text: &str) -> (Option<u8>, &str, u32) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let hint = line.trim_end_matches('\r').trim_matches('"');
    match hint.strip_prefix("sep=").map(str::as_bytes) {
        Some(&[separator]) if separator.is_ascii() => (Some(separator), rest, 2),
        _ => (None, text, 1),
    }
}

/// Lines in which a separator is looked for.
const SEPARATOR_WITHIN: usize = 10;

/// The most frequent separator of the first line that has one (a title has none); `,` where
/// no line near the top has.
fn separator(text: &str) -> u8 {
    let mut lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
    let found = separator_of(text);
    let later = || lines.by_ref().skip(1).take(SEPARATOR_WITHIN).find_map(separator_of);
    found.or_else(later).unwrap_or(b',')
}

fn separator_of(text: &str) -> Option<u8> {
    const CANDIDATES: [u8; 3] = [b';', b',', b'\t'];
    let mut counts = [0_usize; CANDIDATES.len()];
    let mut quoted = false;
    for &byte in text.trim_start_matches(['\r', '\n']).as_bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                if let Some(i) = CANDIDATES.iter().position(|c| *c == byte) {
                    counts[i] += 1;
                }
            }
            _ => {}
        }
    }
    let best = (0..CANDIDATES.len()).max_by_key(|&i| (counts[i], CANDIDATES.len() - i));
    best.filter(|&i| counts[i] > 0).map(|i| CANDIDATES[i])
}

/// Empty lines that the CSV reader passed over before the record that begins at or after `at`.
fn blank_lines(text: &str, at: usize) -> u32 {
    let bytes = text.as_bytes();
    let after_return = at > 0 && bytes.get(at - 1) == Some(&b'\r');
    // A record that ended with `\r` leaves the `\n` of the same line break to its successor.
    let start = if after_return && bytes.get(at) == Some(&b'\n') { at + 1 } else { at };
    let rest = text.get(start..).unwrap_or_default();
    let run = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
    let count = |end: char| run.matches(end).count();
    count('\n').max(count('\r')) as u32
}
