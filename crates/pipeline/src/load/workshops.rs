//! Which workshops the tables of a case may name.

use crate::load::csv_reader::CsvRow;
use nanduti_model::{Fault, FaultCode, Population, WorkshopId};
use std::collections::BTreeSet;

/// The workshops as far as the survey could be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workshops<'a> {
    /// Those that take part; absent where the survey could not be read, so that nothing can be
    /// said about a code.
    pub population: Option<&'a Population>,
    /// Codes of all submissions, those without consent to the diagnosis and those rejected on the
    /// server included.
    pub surveyed: Option<&'a BTreeSet<WorkshopId>>,
    /// The survey has no codes: they were issued, and files written before cannot know them.
    pub issued: bool,
}

/// What is known of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// Position of a workshop that takes part.
    At(usize),
    /// Surveyed and left out, without consent to the diagnosis or rejected: it takes no part.
    LeftOut,
    /// No submission has it.
    Unknown,
    /// The survey could not be read.
    NotChecked,
}

impl Workshops<'_> {
    /// What is known of a code.
    pub fn named(&self, code: &str) -> Named {
        let id = WorkshopId::from(code);
        match (self.population, self.surveyed) {
            (Some(population), _) if population.position(&id).is_some() => {
                population.position(&id).map_or(Named::Unknown, Named::At)
            }
            (_, Some(surveyed)) if !surveyed.contains(&id) => Named::Unknown,
            (Some(_), Some(_)) => Named::LeftOut,
            (Some(_), None) => Named::Unknown,
            (None, _) => Named::NotChecked,
        }
    }

    /// A fault at the cell for a code that no submission has. One with another number is another
    /// workshop, so only codes with the same are suggested.
    pub fn unknown(&self, row: CsvRow, column: &str, kind: &str, code: &str) {
        let number = |code: &str| -> String { code.chars().filter(char::is_ascii_digit).collect() };
        let asked = number(code);
        let asked = asked.trim_start_matches('0');
        let known = self
            .surveyed
            .into_iter()
            .flatten()
            .map(WorkshopId::as_str)
            .filter(|known| number(known).trim_start_matches('0') == asked);
        row.unknown_reference(column, kind, code, known);
    }

    /// Position of the workshop that a cell names. A code that no submission has is a fault, one
    /// left out a warning: its row is not used.
    pub fn at(&self, row: CsvRow, column: &str) -> Option<usize> {
        let code = row.text(column)?;
        match self.named(code) {
            Named::At(at) => return Some(at),
            Named::LeftOut => {
                row.push(
                    Fault::new(FaultCode::RowNotUsed, row.place(column)).with_code("id", code),
                );
            }
            Named::Unknown => self.unknown(row, column, "workshop", code),
            Named::NotChecked => {}
        }
        None
    }
}
