//! A CSV table of the case read cell by cell, with every fault collected.
//!
//! Comma or semicolon, UTF-8 or Latin-1, with or without BOM: what Excel in Spanish writes.

mod numbers;

use crate::load::toml_reader::nearest;
use jiff::civil::Date;
use nanduti_model::{Fault, FaultCode, Place};
use nanduti_survey::holds_contact;
use numbers::Figure;
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// A table with its header checked.
#[derive(Debug)]
pub struct CsvTable {
    file: String,
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
    decimal_comma: bool,
    usable: bool,
    faults: RefCell<Vec<Fault>>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct CsvRow<'a> {
    table: &'a CsvTable,
    number: u32,
    cells: &'a [String],
}

/// Text of a file: UTF-8 (a BOM is dropped), else Latin-1.
pub fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

/// Whether bytes are text: no zero byte and, where they are not UTF-8, no other control byte.
pub fn is_text(bytes: &[u8]) -> bool {
    let control = |b: u8| (b < b' ' && !b"\t\r\n".contains(&b)) || b == 0x7f;
    !bytes.contains(&0)
        && (std::str::from_utf8(bytes).is_ok() || !bytes.iter().any(|&b| control(b)))
}

/// Most known names that an unknown one is compared with.
const MOST_COMPARED: usize = 5_000;
/// Rows in which a header is looked for when the first row is none.
const HEADER_WITHIN: usize = 10;

/// Machine name and headings of a result table, Spanish then English.
pub type Headings<'h> = &'h [(&'h str, &'h str, &'h str)];

impl CsvTable {
    /// Reads a table; `required` columns must be there, others must be among `optional`.
    pub fn read(file: &str, bytes: &[u8], required: &[&str], optional: &[&str]) -> Self {
        Self::read_saved(file, bytes, required, optional, &[])
    }

    /// Reads a copy of a result table, whose columns may carry their headings instead of their
    /// names: what `--dialect excel-es` writes.
    pub fn read_saved(
        file: &str,
        bytes: &[u8],
        required: &[&str],
        optional: &[&str],
        headings: Headings,
    ) -> Self {
        let mut table = Self {
            file: file.to_owned(),
            header: Vec::new(),
            rows: Vec::new(),
            decimal_comma: false,
            usable: false,
            faults: RefCell::default(),
        };
        if !is_text(bytes) {
            table.found(Fault::new(FaultCode::NotText, Place::file(file)));
            return table;
        }
        let text = decode(bytes);
        table.split(&text);
        for header in &mut table.header {
            let heading = headings.iter().find(|(_, es, en)| *es == header || *en == header);
            if let Some((name, ..)) = heading.filter(|_| !required.contains(&header.as_str())) {
                (*name).clone_into(header);
            }
        }
        if required.iter().all(|column| !table.header.iter().any(|h| h == column)) {
            table.rows.clear();
            table.found(no_header(file, &text, required));
            return table;
        }
        table.usable = true;
        table.check_header(required, optional);
        table.check_widths();
        table
    }

    /// Header and rows of the text.
    fn split(&mut self, text: &str) {
        let first = text.lines().next().unwrap_or("");
        let count = |c: char| first.matches(c).count();
        self.decimal_comma = count(';') > count(',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if self.decimal_comma { b';' } else { b',' })
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            let Ok(record) = record else {
                let fault = Fault::new(FaultCode::FileUnreadable, Place::file(&self.file));
                self.found(fault.with("reason", "broken_off"));
                break;
            };
            let row = record.position().map_or(0, |p| p.line() as u32);
            let cells: Vec<String> = record.iter().map(|c| c.trim().to_owned()).collect();
            if cells.iter().any(|c| !c.is_empty()) {
                self.rows.push((row, cells));
            }
        }
        if !self.rows.is_empty() {
            self.header = self.rows.remove(0).1;
        }
    }

    fn check_header(&self, required: &[&str], optional: &[&str]) {
        let known = || required.iter().chain(optional).copied();
        let unknown: Vec<usize> =
            (0..self.header.len()).filter(|&i| !known().any(|k| k == self.header[i])).collect();
        let top = || Place::file(&self.file).at_row(1);
        for column in required.iter().filter(|c| !self.header.iter().any(|h| h == *c)) {
            let near = nearest(column, unknown.iter().map(|&i| self.header[i].as_str()));
            let like = near.and_then(|near| self.header.iter().position(|h| *h == near));
            let fault = Fault::new(FaultCode::MissingColumn, top()).with("column", column);
            self.found(match like {
                Some(at) => fault.with("like", at + 1),
                None => fault,
            });
        }
        for (i, column) in self.header.iter().enumerate() {
            let number = i as u32 + 1;
            if unknown.contains(&i) {
                // A blank heading over blank cells is what spreadsheets leave behind.
                let blank =
                    |(_, cells): &(u32, Vec<String>)| cells.get(i).is_none_or(String::is_empty);
                if column.is_empty() && self.rows.iter().all(blank) {
                    continue;
                }
                let near = nearest(column, known()).unwrap_or_default();
                let place = top().in_unnamed_column(number);
                self.found(Fault::new(FaultCode::UnknownColumn, place).with("nearest", near));
            } else if self.header[..i].contains(column) {
                let place = top().in_column(column, Some(number));
                self.found(Fault::new(FaultCode::DuplicateHeader, place).with("column", column));
            }
        }
    }

    fn check_widths(&self) {
        for (row, cells) in self.rows.iter().filter(|(_, c)| c.len() != self.header.len()) {
            let place = Place::file(&self.file).at_row(*row);
            self.found(
                Fault::new(FaultCode::UnevenTableRow, place)
                    .with("expected", self.header.len())
                    .with("found", cells.len()),
            );
        }
    }

    fn found(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }

    /// Whether the file is a table with at least one of its columns: else nothing that points
    /// into it can be checked.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Whether a column is there.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|h| h == column)
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = CsvRow<'_>> {
        self.rows.iter().map(|(number, cells)| CsvRow { table: self, number: *number, cells })
    }

    /// Everything found wrong.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults
    }
}

/// The fault of a first row that is no header: a title above it, another separator, or no header
/// at all. What stands in the row is never quoted.
fn no_header(file: &str, text: &str, required: &[&str]) -> Fault {
    let fault = Fault::new(FaultCode::TableHeader, Place::file(file).at_row(1))
        .with("expected", required.join(", "));
    let names = |line: &str, separator: char| {
        let cells: Vec<&str> =
            line.split(separator).map(|c| c.trim().trim_matches('"').trim()).collect();
        required.iter().filter(|r| cells.contains(r)).count() * 2 >= required.len()
    };
    let found = text.lines().take(HEADER_WITHIN).enumerate().find_map(|(i, line)| {
        let separator = [';', ',', '\t', '|', ':'].into_iter().find(|s| names(line, *s))?;
        Some((i, separator))
    });
    let Some((line, separator)) = found else { return fault };
    let fault = if line > 0 { fault.with("header_row", line + 1) } else { fault };
    match separator {
        ';' | ',' => fault,
        '\t' => fault.with("separator", "tab"),
        other => fault.with("separator", other),
    }
}

impl<'a> CsvRow<'a> {
    /// Place of a cell.
    pub fn place(&self, column: &str) -> Place {
        let at = self.table.header.iter().position(|h| h == column);
        Place::file(self.table.file.clone())
            .at_row(self.number)
            .in_column(column, at.map(|i| i as u32 + 1))
    }

    /// The row as an editor counts it, from 1.
    pub fn number_in_file(&self) -> u32 {
        self.number
    }

    /// Adds a fault at a cell.
    pub fn push(&self, fault: Fault) {
        self.table.faults.borrow_mut().push(fault);
    }

    fn cell(&self, column: &str) -> Option<&'a str> {
        let at = self.table.header.iter().position(|h| h == column)?;
        self.cells.get(at).map(String::as_str).filter(|c| !c.is_empty())
    }

    /// A text that may be empty.
    pub fn optional_text(&self, column: &str) -> Option<&'a str> {
        self.cell(column)
    }

    /// A text.
    pub fn text(&self, column: &str) -> Option<&'a str> {
        let cell = self.cell(column);
        self.need(column, cell)
    }

    /// A text that will be printed as it was written, unless it holds a contact: then it is
    /// withheld, a dash in its place, and said so.
    pub fn printed_text(&self, column: &str) -> Option<&'a str> {
        let text = self.text(column)?;
        if holds_contact(text) {
            self.push(Fault::new(FaultCode::ContactInAnswer, self.place(column)));
            return Some("—");
        }
        Some(text)
    }

    fn need<T>(&self, column: &str, value: Option<T>) -> Option<T> {
        if value.is_none()
            && self.cell(column).is_none()
            && self.table.header.iter().any(|h| h == column)
        {
            self.push(Fault::new(FaultCode::EmptyCell, self.place(column)));
        }
        value
    }

    /// A number in a range that may be empty.
    pub fn optional_number(&self, column: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let cell = self.cell(column)?;
        let (least, most) = (*range.start(), *range.end());
        let figure = numbers::measured(cell, self.table.decimal_comma, least, most);
        self.in_range(column, figure, least, most)
    }

    /// The number of a cell, or a fault that says what is expected there.
    fn in_range(&self, column: &str, figure: Figure, least: f64, most: f64) -> Option<f64> {
        let code = match figure {
            Figure::Number(number) if (least..=most).contains(&number) => return Some(number),
            Figure::Number(_) => FaultCode::OutOfRange,
            Figure::Ambiguous => FaultCode::AmbiguousNumber,
            Figure::NotANumber => FaultCode::NotANumber,
        };
        self.push(
            Fault::new(code, self.place(column)).with("expected", format!("{least} – {most}")),
        );
        None
    }

    /// A number in a range.
    pub fn number(&self, column: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let value = self.optional_number(column, range);
        self.need(column, value)
    }

    /// A whole number in a range that may be empty.
    pub fn optional_integer(&self, column: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let cell = self.cell(column)?;
        let (least, most) = (*range.start(), *range.end());
        let figure = numbers::whole(cell, self.table.decimal_comma);
        let number = self.in_range(column, figure, least as f64, most as f64)?;
        if number.fract() == 0.0 {
            return Some(number as i64);
        }
        self.push(
            Fault::new(FaultCode::OutOfRange, self.place(column))
                .with("expected", format!("{least} – {most}"))
                .with("kind", "whole number"),
        );
        None
    }

    /// A whole number in a range.
    pub fn integer(&self, column: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.optional_integer(column, range);
        self.need(column, value)
    }

    /// A date `YYYY-MM-DD`.
    pub fn date(&self, column: &str) -> Option<Date> {
        let cell = self.text(column)?;
        let date = cell.parse().ok();
        if date.is_none() {
            self.push(Fault::new(FaultCode::BadDate, self.place(column)));
        }
        date
    }

    /// One of the words, which may be empty.
    pub fn optional_choice<T: Copy>(&self, column: &str, words: &[(T, &str)]) -> Option<T> {
        let cell = self.cell(column)?;
        let found = words.iter().find(|(_, w)| w.eq_ignore_ascii_case(cell)).map(|(v, _)| *v);
        if found.is_none() {
            let allowed: Vec<&str> = words.iter().map(|(_, w)| *w).collect();
            self.push(
                Fault::new(FaultCode::BadChoice, self.place(column))
                    .with("allowed", allowed.join(" | ")),
            );
        }
        found
    }

    /// One of the words.
    pub fn choice<T: Copy>(&self, column: &str, words: &[(T, &str)]) -> Option<T> {
        let value = self.optional_choice(column, words);
        self.need(column, value)
    }

    /// Yes or no, which may be empty.
    pub fn optional_yes_no(&self, column: &str) -> Option<bool> {
        self.optional_choice(
            column,
            &[(true, "yes"), (false, "no"), (true, "si"), (true, "sí"), (true, "1"), (false, "0")],
        )
    }

    /// A fault for a name that is defined nowhere.
    pub fn unknown_reference<'n>(
        &self,
        column: &str,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        // Each name is compared with each of the known: with very many there is no suggestion.
        let known: Vec<&str> = known.take(MOST_COMPARED + 1).collect();
        let compared = if known.len() > MOST_COMPARED { &[][..] } else { &known[..] };
        self.push(
            Fault::new(FaultCode::UnknownReference, self.place(column))
                .with("kind", kind)
                .with_code("name", name)
                .with("nearest", nearest(name, compared.iter().copied()).unwrap_or_default()),
        );
    }
}

#[cfg(test)]
mod tests;
