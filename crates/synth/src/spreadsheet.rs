//! Workbooks whose bytes depend on their content alone.

use crate::error::SynthError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// Characters of a sheet name, as spreadsheets limit it.
const SHEET_NAME: usize = 31;

/// Turns the writer's error into ours.
pub(crate) fn spreadsheet_error(file: &str) -> impl Fn(XlsxError) -> SynthError + '_ {
    move |error| SynthError::Spreadsheet { file: file.to_owned(), source: Box::new(error) }
}

/// An empty workbook with a fixed creation date, so that the clock does not enter the bytes.
pub(crate) fn new_workbook(file: &str, title: &str) -> Result<Workbook, SynthError> {
    let created = ExcelDateTime::from_ymd(2027, 1, 1).map_err(spreadsheet_error(file))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    Ok(workbook)
}

/// A sheet of texts; empty ones are left out.
pub(crate) fn rows_to_sheet(
    workbook: &mut Workbook,
    file: &str,
    name: &str,
    rows: &[Vec<String>],
) -> Result<(), SynthError> {
    let sheet: &mut Worksheet = workbook.add_worksheet();
    sheet.set_name(name).map_err(spreadsheet_error(file))?;
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row as u32, column as u16, cell).map_err(spreadsheet_error(file))?;
        }
    }
    Ok(())
}

/// The bytes of a workbook.
pub(crate) fn finish(mut workbook: Workbook, file: &str) -> Result<Vec<u8>, SynthError> {
    workbook.save_to_buffer().map_err(spreadsheet_error(file))
}

/// A sheet name as KoboToolbox makes it from a form's title: at most 31 characters, cut at 28 with
/// `...`, characters that spreadsheets forbid replaced.
pub(crate) fn sheet_name(title: &str) -> String {
    let clean: String =
        title.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).collect();
    if clean.chars().count() <= SHEET_NAME {
        return clean;
    }
    let cut: String = clean.chars().take(SHEET_NAME - 3).collect();
    format!("{cut}...")
}
