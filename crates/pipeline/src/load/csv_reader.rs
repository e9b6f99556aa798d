//! A CSV table of the case read cell by cell, with every fault collected.
//!
//! Comma or semicolon, UTF-8 or Latin-1, with or without BOM: what Excel in Spanish writes.

use crate::load::toml_reader::nearest;
use jiff::civil::Date;
use nanduti_model::{Fault, FaultCode, Place};
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// A table with its header checked.
#[derive(Debug)]
pub struct CsvTable {
    file: String,
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
    decimal_comma: bool,
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

impl CsvTable {
    /// Reads a table; `required` columns must be there, others must be among `optional`.
    pub fn read(file: &str, bytes: &[u8], required: &[&str], optional: &[&str]) -> Self {
        let text = decode(bytes);
        let first = text.lines().next().unwrap_or("");
        let count = |c: char| first.matches(c).count();
        let semicolon = count(';') > count(',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolon { b';' } else { b',' })
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut faults = Vec::new();
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let row = record.position().map_or(0, |p| p.line() as u32);
                    let cells: Vec<String> = record.iter().map(|c| c.trim().to_owned()).collect();
                    if cells.iter().any(|c| !c.is_empty()) {
                        rows.push((row, cells));
                    }
                }
                Err(error) => faults.push(
                    Fault::new(FaultCode::FileUnreadable, Place::file(file)).with("reason", error),
                ),
            }
        }
        let header = if rows.is_empty() { Vec::new() } else { std::mem::take(&mut rows[0].1) };
        rows.drain(..rows.len().min(1));
        let known = || required.iter().chain(optional).copied();
        for column in required {
            if !header.iter().any(|h| h == column) {
                let near = nearest(column, header.iter().map(String::as_str));
                faults.push(
                    Fault::new(FaultCode::MissingColumn, Place::file(file).at_row(1))
                        .with("column", column)
                        .with("nearest", near.unwrap_or_default()),
                );
            }
        }
        for (i, column) in header.iter().enumerate() {
            let place = Place::file(file).at_row(1).in_column(column, Some(i as u32 + 1));
            if !known().any(|k| k == column) {
                let near = nearest(column, known()).unwrap_or_default();
                faults.push(
                    Fault::new(FaultCode::UnknownColumn, place)
                        .with("column", column)
                        .with("nearest", near),
                );
            } else if header[..i].contains(column) {
                faults.push(Fault::new(FaultCode::DuplicateHeader, place).with("column", column));
            }
        }
        for (row, cells) in &rows {
            if cells.len() != header.len() {
                faults.push(
                    Fault::new(FaultCode::UnevenTableRow, Place::file(file).at_row(*row))
                        .with("expected", header.len())
                        .with("found", cells.len()),
                );
            }
        }
        Self {
            file: file.to_owned(),
            header,
            rows,
            decimal_comma: semicolon,
            faults: RefCell::new(faults),
        }
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

impl<'a> CsvRow<'a> {
    /// Place of a cell.
    pub fn place(&self, column: &str) -> Place {
        let at = self.table.header.iter().position(|h| h == column);
        Place::file(self.table.file.clone())
            .at_row(self.number)
            .in_column(column, at.map(|i| i as u32 + 1))
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
        let text = if self.table.decimal_comma { cell.replace(',', ".") } else { cell.to_owned() };
        let expected = format!("{} – {}", range.start(), range.end());
        let Some(number) = text.parse::<f64>().ok().filter(|x| x.is_finite()) else {
            self.push(
                Fault::new(FaultCode::NotANumber, self.place(column)).with("expected", expected),
            );
            return None;
        };
        if !range.contains(&number) {
            self.push(
                Fault::new(FaultCode::OutOfRange, self.place(column)).with("expected", expected),
            );
            return None;
        }
        Some(number)
    }

    /// A number in a range.
    pub fn number(&self, column: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let value = self.optional_number(column, range);
        self.need(column, value)
    }

    /// A whole number in a range that may be empty.
    pub fn optional_integer(&self, column: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let number = self.optional_number(column, *range.start() as f64..=*range.end() as f64)?;
        if number.fract() == 0.0 {
            return Some(number as i64);
        }
        self.push(
            Fault::new(FaultCode::OutOfRange, self.place(column))
                .with("expected", format!("{} – {}", range.start(), range.end())),
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
        self.push(
            Fault::new(FaultCode::UnknownReference, self.place(column))
                .with("kind", kind)
                .with("name", name)
                .with("nearest", nearest(name, known).unwrap_or_default()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_excel_reads_like_plain_csv() {
        let latin1 = b"id;minutos;fecha\nl\xe1piz;1,5;2027-01-02\n";
        let table = CsvTable::read("x.csv", latin1, &["id", "minutos", "fecha"], &[]);
        let row = table.rows().next().unwrap();
        assert_eq!(row.text("id"), Some("lápiz"));
        assert_eq!(row.number("minutos", 0.0..=9.0), Some(1.5));
        assert_eq!(row.date("fecha"), Some("2027-01-02".parse().unwrap()));
        assert!(table.into_faults().is_empty());
    }

    #[test]
    fn every_cell_fault_is_collected_with_its_place() {
        let text = b"id,n,extra\n,x,1\nb,11,2,3\n";
        let table = CsvTable::read("x.csv", text, &["id", "n", "due"], &[]);
        for row in table.rows() {
            row.text("id");
            row.integer("n", 0..=10);
        }
        let found: Vec<_> =
            table.into_faults().iter().map(|f| (f.code, f.place.row.unwrap())).collect();
        assert_eq!(
            found,
            vec![
                (FaultCode::MissingColumn, 1),
                (FaultCode::UnknownColumn, 1),
                (FaultCode::NotANumber, 2),
                (FaultCode::OutOfRange, 3),
                (FaultCode::EmptyCell, 2),
                (FaultCode::UnevenTableRow, 3),
            ]
        );
    }

    #[test]
    fn an_empty_file_misses_its_columns() {
        let table = CsvTable::read("x.csv", b"", &["id"], &[]);
        assert_eq!(table.rows().count(), 0);
        assert_eq!(table.into_faults()[0].code, FaultCode::MissingColumn);
    }
}
