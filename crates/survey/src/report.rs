//! Collects faults with their places. A fault never carries the value of a cell.

use nanduti_model::{Fault, FaultCode, Place};
use std::collections::BTreeSet;

/// Details of a fault, by name.
pub(crate) type Details<'a> = [(&'static str, &'a str)];

/// The faults found so far in one file.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    file: &'a str,
    /// Sheet that later faults are in, for workbooks.
    pub(crate) sheet: Option<String>,
    /// Names that a header may end in to be quoted; all where a form knows the columns.
    pub(crate) quotable: Option<BTreeSet<String>>,
    faults: Vec<Fault>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(file: &'a str) -> Self {
        Self { file, sheet: None, quotable: None, faults: Vec::new() }
    }

    fn push(&mut self, code: FaultCode, place: Place, details: &Details) {
        let fault = Fault::new(code, place);
        self.faults.push(details.iter().fold(fault, |fault, (name, text)| fault.with(name, text)));
    }

    fn place(&self) -> Place {
        match &self.sheet {
            Some(sheet) => Place::file(self.file).in_sheet(sheet),
            None => Place::file(self.file),
        }
    }

    /// A column in a place: by its header where that is a name somebody gave it, else by its
    /// number alone.
    fn in_header(&self, place: Place, header: &str, at: usize) -> Place {
        let name = header.rsplit('/').next().unwrap_or(header);
        match &self.quotable {
            Some(names) if !names.contains(name) => place.in_unnamed_column(number(at)),
            _ => place.in_column(header, Some(number(at))),
        }
    }

    /// A fault of the whole file.
    pub(crate) fn file(&mut self, code: FaultCode, details: &Details) {
        self.push(code, Place::file(self.file), details);
    }

    /// A fault of a row (from 1).
    pub(crate) fn row(&mut self, code: FaultCode, row: u32, details: &Details) {
        self.push(code, self.place().at_row(row), details);
    }

    /// A fault of a named column in a row, where the column's number says nothing.
    pub(crate) fn in_column(&mut self, code: FaultCode, row: u32, column: &str, details: &Details) {
        self.push(code, self.place().at_row(row).in_column(column, None), details);
    }

    /// A fault of a whole column (position from 0).
    pub(crate) fn column(&mut self, code: FaultCode, header: &str, at: usize, details: &Details) {
        let place = self.in_header(self.place().at_row(1), header, at);
        self.push(code, place, details);
    }

    /// A fault of a whole column whose header nobody knows (position from 0).
    pub(crate) fn unnamed_column(&mut self, code: FaultCode, at: usize, details: &Details) {
        let place = self.place().at_row(1).in_unnamed_column(number(at));
        self.push(code, place, details);
    }

    /// A fault of one cell (column position from 0).
    pub(crate) fn cell(
        &mut self,
        code: FaultCode,
        row: u32,
        (header, at): (&str, usize),
        details: &Details,
    ) {
        let place = self.in_header(self.place().at_row(row), header, at);
        self.push(code, place, details);
    }

    /// Drops the faults of one kind found so far.
    pub(crate) fn forget(&mut self, code: FaultCode) {
        self.faults.retain(|f| f.code != code);
    }

    /// All faults, in order of code and place.
    pub(crate) fn finish(mut self) -> Vec<Fault> {
        self.faults.sort();
        self.faults
    }
}

/// Position of a column as a spreadsheet counts it.
fn number(at: usize) -> u32 {
    at as u32 + 1
}

/// Longest name that is compared: the comparison is quadratic and headers may be hostile.
const LONGEST_NAME: usize = 200;

/// Share of characters that a suggested name keeps (ours).
const LEAST_LIKENESS: f64 = 0.7;

/// The known name that differs least (Damerau and Levenshtein), or an empty text where all differ
/// in more than three characters of ten.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    known
        .filter(|k| name.len().max(k.len()) <= LONGEST_NAME)
        .map(|k| (strsim::normalized_damerau_levenshtein(name, k), k))
        .filter(|(score, _)| *score >= LEAST_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map_or_else(String::new, |(_, k)| k.to_owned())
}
