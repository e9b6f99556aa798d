//! A flat table of results: stable column names, headings in both languages, typed cells.
//!
//! What the command line prints and what the files of `out/` hold. How a table is written (CSV,
//! JSON, aligned text) is in `report`. Column names are a contract: they are added to, never
//! renamed and never reordered.

use jiff::civil::Date;
use nanduti_model::{Guaranies, Label};
use std::ops::Range;

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// A text; never a contact and never free text of a respondent.
    Text(String),
    /// A whole number: counts, pieces, money in guaraníes.
    Integer(i64),
    /// A measured number, and the decimals people read it with (files keep full precision).
    Real {
        /// The number; not finite is written as absent.
        value: f64,
        /// Decimals in printed tables, 0–6.
        decimals: u8,
    },
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// Not known, not asked, not computed: empty in CSV, `null` in JSON, a dash in print.
    Absent,
}

impl Cell {
    /// A measured number with the decimals it is printed with.
    pub fn real(value: f64, decimals: u8) -> Self {
        Self::Real { value, decimals }
    }

    /// A measured number that may be unknown.
    pub fn maybe_real(value: Option<f64>, decimals: u8) -> Self {
        value.map_or(Self::Absent, |v| Self::real(v, decimals))
    }

    /// Whether printed tables align the cell to the right.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Real { .. })
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<usize> for Cell {
    /// Saturates at the largest `i64`.
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Guaranies> for Cell {
    fn from(amount: Guaranies) -> Self {
        Self::Integer(amount.0)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Stable machine name in `snake_case`: the contract.
    pub name: String,
    /// Heading for people.
    pub header: Label,
}

/// Columns given as (name, Spanish heading, English heading).
pub(crate) fn columns(given: &[(&str, &str, &str)]) -> Vec<Column> {
    let column = |&(name, es, en): &(&str, &str, &str)| Column {
        name: name.to_owned(),
        header: Label { es: es.to_owned(), en: en.to_owned() },
    };
    given.iter().map(column).collect()
}

/// A table of results.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Stable name, also the file name without its ending: `lots`, `plans`.
    pub name: String,
    /// Columns, in printing order.
    pub columns: Vec<Column>,
    /// Rows; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with columns given as (name, Spanish heading, English heading).
    pub fn new(name: &str, columns: &[(&str, &str, &str)]) -> Self {
        let columns = self::columns(columns);
        Self { name: name.to_owned(), columns, rows: Vec::new() }
    }

    /// Adds a row; one that is too short is filled with absent cells, one too long is cut.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "row width of table {}", self.name);
        row.resize(self.columns.len(), Cell::Absent);
        self.rows.push(row);
    }

    /// Position of a column by its machine name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }
}

/// A table whose rows are made when they are asked for: a run of them at a time, so that a table
/// of a million rows is written and never held.
pub struct TableRuns<'t> {
    /// Stable name, as of a [`Table`].
    pub name: String,
    /// Columns, in printing order.
    pub columns: Vec<Column>,
    /// Number of rows.
    pub n_rows: usize,
    make: RunMaker<'t>,
}

/// What makes the rows of a range.
type RunMaker<'t> = Box<dyn Fn(Range<usize>) -> Vec<Vec<Cell>> + Sync + 't>;

impl<'t> TableRuns<'t> {
    /// A table of `n_rows` rows whose cells `row` gives.
    pub fn new(
        name: &str,
        columns: Vec<Column>,
        n_rows: usize,
        row: impl Fn(usize) -> Vec<Cell> + Sync + 't,
    ) -> Self {
        let make = Box::new(move |rows: Range<usize>| rows.map(&row).collect());
        Self { name: name.to_owned(), columns, n_rows, make }
    }

    /// The table without rows.
    pub fn head(&self) -> Table {
        self.run(0..0)
    }

    /// The table with the rows of a range.
    pub fn run(&self, rows: Range<usize>) -> Table {
        let rows = (self.make)(rows);
        Table { name: self.name.clone(), columns: self.columns.clone(), rows }
    }

    /// The whole table.
    pub fn whole(&self) -> Table {
        self.run(0..self.n_rows)
    }
}

impl std::fmt::Debug for TableRuns<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableRuns").field("name", &self.name).finish_non_exhaustive()
    }
}

impl From<Table> for TableRuns<'_> {
    fn from(table: Table) -> Self {
        let Table { name, columns, rows } = table;
        let n_rows = rows.len();
        Self { name, columns, n_rows, make: Box::new(move |run| rows[run].to_vec()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_absent_and_never_zero() {
        assert_eq!(Cell::from(None::<u32>), Cell::Absent);
        assert_eq!(Cell::maybe_real(None, 1), Cell::Absent);
        assert_eq!(Cell::from(Some(0_u32)), Cell::Integer(0));
    }

    #[test]
    fn runs_of_a_table_are_the_table() {
        let mut table = Table::new("lots", &[("lot", "Lote", "Lot")]);
        for lot in ["A", "B", "C"] {
            table.push(vec![lot.into()]);
        }
        let runs = TableRuns::from(table.clone());
        assert_eq!((runs.n_rows, runs.head().rows.len()), (3, 0));
        assert_eq!(runs.whole(), table);
        let rows = [runs.run(0..2).rows, runs.run(2..3).rows].concat();
        assert_eq!(rows, table.rows);
        let made = TableRuns::new("lots", table.columns.clone(), 3, |row| table.rows[row].clone());
        assert_eq!(made.whole(), table);
    }

    #[test]
    fn columns_are_found_by_their_stable_name() {
        let mut table =
            Table::new("lots", &[("lot", "Lote", "Lot"), ("pieces", "Prendas", "Pieces")]);
        table.push(vec!["A-01".into(), 300_u32.into()]);
        assert_eq!(table.position("pieces"), Some(1));
        assert_eq!(table.rows[0][1], Cell::Integer(300));
    }
}
