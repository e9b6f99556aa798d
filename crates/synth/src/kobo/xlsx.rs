//! The XLSX dialect: numbers as numbers, dates as dates without their zone, blanks left out.

use super::{Cell, header, visit_row};
use crate::case::SyntheticCase;
use crate::error::SynthError;
use crate::spreadsheet::{finish, new_workbook, sheet_name, spreadsheet_error};
use jiff::civil::{Date, DateTime, date};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Most workshops written as a spreadsheet: some 300 columns each stay in memory while a workbook
/// is built, so larger cases come as CSV alone.
pub const MAX_XLSX_WORKSHOPS: usize = 20_000;

/// File name in errors.
const FILE: &str = "survey.xlsx";

/// The export as a workbook with one sheet, named after the form's title. Same case, same bytes.
pub fn write_kobo_xlsx(case: &SyntheticCase) -> Result<Vec<u8>, SynthError> {
    let title = &case.form.title.es;
    let mut workbook = new_workbook(FILE, title)?;
    let date_format = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(title)).map_err(spreadsheet_error(FILE))?;
    for (column, name) in header(&case.form).iter().enumerate() {
        sheet.write_string(0, column as u16, name).map_err(spreadsheet_error(FILE))?;
    }
    for index in 0..case.workshops.len() {
        let interview = case.interview(index);
        let mut failure = None;
        let mut column = 0;
        visit_row(case, &interview, &mut |cell| {
            let place = (index as u32 + 1, column);
            if let Err(error) = write_cell(sheet, place, &cell, &date_format) {
                failure = failure.take().or(Some(error));
            }
            column += 1;
        });
        if let Some(error) = failure {
            return Err(spreadsheet_error(FILE)(error));
        }
    }
    finish(workbook, FILE)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    date_format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, *text)?,
        Cell::Owned(text) => sheet.write_string(row, column, text)?,
        Cell::Number(x) => sheet.write_number(row, column, *x)?,
        Cell::Date(text) => match text.parse::<Date>() {
            Ok(day) => {
                let serial = serial(day.at(0, 0, 0, 0));
                sheet.write_number_with_format(row, column, serial, date_format)?
            }
            Err(_) => sheet.write_string(row, column, *text)?,
        },
        Cell::Local(time) | Cell::Utc(time) => {
            sheet.write_number_with_format(row, column, serial(*time), date_format)?
        }
    };
    Ok(())
}

/// Days since the spreadsheets' day zero, 30 December 1899, with the time as a fraction.
pub(super) fn serial(time: DateTime) -> f64 {
    let days = date(1899, 12, 30).until(time.date()).map_or(0, |span| span.get_days());
    let seconds =
        i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    f64::from(days) + f64::from(seconds) / 86_400.0
}
