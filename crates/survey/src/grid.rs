//! A table of trimmed texts as it stands in a CSV file or a sheet, before it means anything.
//!
//! Cells lie in one text with their ends beside it, so that millions of them cost no allocation.

mod text;
mod workbook;

pub(crate) use text::read_text;
pub(crate) use workbook::{Extent, Sheet, is_workbook, read_sheets};

use nanduti_model::FaultCode;

/// Why a file gives no grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum GridError {
    /// It cannot be read; the reason as a word.
    Unreadable(&'static str),
    /// It is larger than this program reads; the limit in words.
    TooLarge(&'static str),
    /// Its bytes are no text.
    Encoding,
    /// It holds no row.
    Empty,
}

impl GridError {
    /// The fault it is, where `unreadable` is the code of files of this kind.
    pub(crate) fn code(&self, unreadable: FaultCode) -> FaultCode {
        match self {
            Self::Unreadable(_) => unreadable,
            Self::TooLarge(_) => FaultCode::FileTooLarge,
            Self::Encoding => FaultCode::BadEncoding,
            Self::Empty => FaultCode::NoHeader,
        }
    }

    /// What there is to say about it.
    pub(crate) fn reason(&self) -> &str {
        match self {
            Self::Unreadable(reason) => reason,
            Self::TooLarge(limit) => limit,
            Self::Encoding | Self::Empty => "",
        }
    }
}

/// Header and rows, rectangular. Blank rows are gone; their numbers are not reused.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// Cells of the first row that is not blank.
    pub(crate) headers: Vec<String>,
    /// Rows with more or fewer cells than the header: row number and cells found. Not in `rows`.
    pub(crate) uneven: Vec<(u32, u32)>,
    /// The first rows below the header, uneven ones included, with their numbers: a header may
    /// stand below a title.
    pub(crate) top: Vec<(u32, Vec<String>)>,
    /// Whether `3,5` is a number here.
    pub(crate) decimal_comma: bool,
    rows: Vec<u32>,
    cells: String,
    ends: Vec<u32>,
}

impl Grid {
    pub(crate) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The row as a spreadsheet counts it.
    pub(crate) fn sheet_row(&self, row: usize) -> u32 {
        self.rows[row]
    }

    /// The trimmed text of a cell.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.headers.len() + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.cells[start..self.ends[at] as usize]
    }
}

/// What to do with rows longer than the header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Overlong {
    /// Leave the row out and list it.
    List,
    /// Keep what is under the header.
    Cut,
}

/// Rows below the header that are kept whole.
const TOP_ROWS: usize = 5;
/// Most bytes of text one grid holds.
const MAX_TEXT: usize = u32::MAX as usize;
/// Most cells one grid holds: a million rows of two hundred and fifty columns.
const MAX_CELLS: usize = 250_000_000;

/// Fills a grid row by row. Cells of a row come in ascending order of column.
#[derive(Debug)]
pub(crate) struct GridBuilder {
    grid: Grid,
    overlong: Overlong,
    /// Cells of the current row: column and end in `scratch`.
    current: Vec<(usize, usize)>,
    scratch: String,
}

impl GridBuilder {
    pub(crate) fn new(overlong: Overlong, decimal_comma: bool) -> Self {
        let grid = Grid { decimal_comma, ..Grid::default() };
        Self { grid, overlong, current: Vec::new(), scratch: String::new() }
    }

    /// Rows finished so far, header included.
    pub(crate) fn rows_done(&self) -> usize {
        self.grid.rows.len() + usize::from(!self.grid.headers.is_empty())
    }

    /// Adds a cell to the current row; blank cells may be left out.
    pub(crate) fn cell(&mut self, column: usize, text: &str) {
        let text = text.trim();
        if !text.is_empty() && self.current.last().is_none_or(|(last, _)| *last < column) {
            self.scratch.push_str(text);
            self.current.push((column, self.scratch.len()));
        }
    }

    /// Ends the current row, which the file counts as `row`. `written` is how many cells it has
    /// written out, where rows must be as long as the header.
    pub(crate) fn end_row(&mut self, row: u32, written: Option<usize>) -> Result<(), GridError> {
        let Some(&(last, _)) = self.current.last() else { return Ok(()) };
        let width = self.grid.headers.len();
        if width == 0 {
            self.grid.headers = self.current_cells(last + 1);
        } else {
            if self.grid.top.len() < TOP_ROWS {
                let cells = self.current_cells(last + 1);
                self.grid.top.push((row, cells));
            }
            let too_long = last >= width && self.overlong == Overlong::List;
            let too_short = written.is_some_and(|n| n < width);
            if too_long || too_short {
                let found = written.unwrap_or(last + 1);
                self.grid.uneven.push((row, found as u32));
            } else {
                self.push_row(row, width)?;
            }
        }
        self.current.clear();
        self.scratch.clear();
        Ok(())
    }

    /// The cells of the current row.
    fn current_cells(&self, width: usize) -> Vec<String> {
        let mut cells = vec![String::new(); width];
        let mut start = 0;
        for &(column, end) in &self.current {
            self.scratch[start..end].clone_into(&mut cells[column]);
            start = end;
        }
        cells
    }

    fn push_row(&mut self, row: u32, width: usize) -> Result<(), GridError> {
        if self.grid.cells.len() + self.scratch.len() > MAX_TEXT {
            return Err(GridError::TooLarge("4 GiB of text"));
        }
        if self.grid.ends.len() + width > MAX_CELLS {
            return Err(GridError::TooLarge("250 million cells"));
        }
        let base = self.grid.cells.len();
        self.grid.cells.push_str(&self.scratch);
        let (mut next, mut end) = (0, 0);
        for column in 0..width {
            if let Some(&(_, cell_end)) = self.current.get(next).filter(|(c, _)| *c == column) {
                (next, end) = (next + 1, cell_end);
            }
            self.grid.ends.push((base + end) as u32);
        }
        // What lies beyond the header was cut: its text must not become part of the next cell.
        self.grid.cells.truncate(base + end);
        self.grid.rows.push(row);
        Ok(())
    }

    /// The grid; a file without any filled cell has none.
    pub(crate) fn finish(self) -> Result<Grid, GridError> {
        if self.grid.headers.is_empty() { Err(GridError::Empty) } else { Ok(self.grid) }
    }
}

#[cfg(test)]
mod tests;
