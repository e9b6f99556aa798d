//! XLSX workbooks, cell by cell, behind a guard: a hostile file gives an error and no panic.

use super::{Grid, GridBuilder, GridError, Overlong};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use std::fmt::Write;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A sheet that was asked for.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Its name.
    pub(crate) name: String,
    /// Its cells; empty where the sheet is blank.
    pub(crate) grid: Grid,
}

/// How much of a sheet to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent {
    /// All of it; rows longer than the header are listed as uneven.
    Table,
    /// All of it; what lies right of the header is a remark.
    Form,
    /// The header.
    Header,
}

/// First bytes of a ZIP archive, which an XLSX is.
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
/// First bytes of an OLE container: the old `.xls`, or a workbook under a password.
const OLE_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0";
/// Most bytes a workbook may say it unpacks to.
const MAX_UNPACKED: u64 = 2 << 30;

/// Whether the bytes are a workbook rather than text.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP_MAGIC) || bytes.starts_with(OLE_MAGIC)
}

/// Reads the sheets for which `wanted` (position, name) says how much to read.
pub(crate) fn read_sheets(
    bytes: &[u8],
    wanted: impl Fn(usize, &str) -> Option<Extent>,
) -> Result<Vec<Sheet>, GridError> {
    if bytes.starts_with(OLE_MAGIC) {
        return Err(GridError::Unreadable("old_or_locked_workbook"));
    }
    if !bytes.starts_with(ZIP_MAGIC) {
        return Err(GridError::Unreadable("not_a_workbook"));
    }
    if unpacked_size(bytes) > MAX_UNPACKED {
        return Err(GridError::TooLarge("2 GiB unpacked"));
    }
    let broken = || GridError::Unreadable("damaged_workbook");
    catch_unwind(AssertUnwindSafe(|| {
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
        let names = workbook.sheet_names();
        let mut sheets = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            if let Some(extent) = wanted(at, &name) {
                let grid = read_sheet(&mut workbook, &name, extent)?;
                sheets.push(Sheet { name, grid });
            }
        }
        Ok(sheets)
    }))
    .unwrap_or_else(|_| Err(broken()))
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    extent: Extent,
) -> Result<Grid, GridError> {
    let broken = |_| GridError::Unreadable("damaged_sheet");
    let mut reader = workbook.worksheet_cells_reader(name).map_err(broken)?;
    let overlong = if extent == Extent::Table { Overlong::List } else { Overlong::Cut };
    let mut builder = GridBuilder::new(overlong, false);
    let mut row = None;
    let mut text = String::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (cell_row, column) = cell.get_position();
        if row.is_some_and(|row| row != cell_row) {
            builder.end_row(row.unwrap_or(0).saturating_add(1), None)?;
            if extent == Extent::Header && builder.rows_done() > 0 {
                row = None;
                break;
            }
        }
        row = Some(cell_row);
        write_cell(cell.get_value(), &mut text);
        builder.cell(column as usize, &text);
    }
    if let Some(row) = row {
        builder.end_row(row.saturating_add(1), None)?;
    }
    match builder.finish() {
        Err(GridError::Empty) => Ok(Grid::default()),
        other => other,
    }
}

/// The text a cell would have in an export with XML values: dates in ISO 8601, plain numbers.
fn write_cell(value: &DataRef, text: &mut String) {
    text.clear();
    match value {
        DataRef::Int(x) => push(text, format_args!("{x}")),
        DataRef::Float(x) => push(text, format_args!("{x}")),
        DataRef::String(t) | DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => text.push_str(t),
        DataRef::SharedString(t) => text.push_str(t),
        DataRef::Bool(b) => text.push_str(if *b { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => write_moment(*moment, text),
        DataRef::Error(_) => text.push_str("#ERROR!"),
        DataRef::Empty => {}
    }
}

fn write_moment(moment: ExcelDateTime, text: &mut String) {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let has_day = moment.is_datetime() && moment.as_f64() >= 1.0;
    if has_day {
        push(text, format_args!("{year:04}-{month:02}-{day:02}"));
    }
    if (hour, minute, second, milli) == (0, 0, 0, 0) && has_day {
        return;
    }
    let separator = if has_day { "T" } else { "" };
    push(text, format_args!("{separator}{hour:02}:{minute:02}:{second:02}.{milli:03}"));
}

fn push(text: &mut String, arguments: std::fmt::Arguments) {
    text.write_fmt(arguments).expect("writing to a String cannot fail");
}

/// What the central directory says the archive unpacks to; 0 where it cannot be found, which the
/// reader behind finds out too.
fn unpacked_size(bytes: &[u8]) -> u64 {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    let u16_at = |at: usize| {
        bytes.get(at..at + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])))
    };
    let u32_at = |at: usize| {
        bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    };
    let tail = bytes.len().saturating_sub(65_557);
    let Some(end) = bytes[tail..].windows(4).rposition(|w| w == END) else { return 0 };
    let mut at = u32_at(tail + end + 16) as usize;
    let mut total = 0_u64;
    while bytes.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        total = total.saturating_add(u64::from(u32_at(at + 24)));
        at += 46 + u16_at(at + 28) + u16_at(at + 30) + u16_at(at + 32);
    }
    total
}
