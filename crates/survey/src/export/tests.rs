//! Whole readings: small files in, tables and faults out.

mod contacts;
mod faults;
mod hostile;
mod public;
mod reading;
mod skip_logic;

use super::*;
use crate::read_form;
use nanduti_model::RowKey;
use nanduti_model::{Answered, ColumnValues, Missing};
use rust_xlsxwriter::Workbook;

/// A workbook from sheets of tab-separated texts; whole numbers become number cells.
pub(super) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split('\t').enumerate() {
                let (row, column) = (row as u32, column as u16);
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A form from its `survey` and `choices` sheets; it must be without faults.
#[track_caller]
pub(super) fn form(survey: &str, choices: &str) -> Form {
    let bytes = workbook(&[("survey", survey), ("choices", choices)]);
    let (form, faults) = read_form(&bytes, "form.xlsx");
    assert_eq!(faults, []);
    form.unwrap()
}

/// A form that has a bit of everything.
pub(super) fn workshop_form() -> Form {
    form(
        "type\tname\tlabel::Español (es)\trelevant\tconstraint\n\
         text\tworkshop_code\tCódigo\n\
         text\towner_name\tDueña\n\
         geopoint\tgps\tLugar\n\
         begin_group\twork\tTrabajo\n\
         integer\tworkers\tPersonas\t\t. >= 0 and . <= 60\n\
         decimal\thours\tHoras\n\
         select_one yn\thas_orders\t¿Trabaja por pedido?\n\
         integer\ton_time\tA tiempo\t${has_orders} = 'yes'\n\
         select_multiple tools\tmachines\tMáquinas\n\
         end_group\n\
         date\tday\tFecha\n\
         text\tsite\tZona\n",
        "list_name\tname\tlabel::Español (es)\n\
         yn\tyes\tSí\nyn\tno\tNo lo hace\nyn\tdont_know\tNo sabe\n\
         tools\tstraight\tRecta\ntools\toverlock\tOverlock\ntools\tcutter\tCortadora\n",
    )
}

pub(super) fn options() -> ReadOptions {
    ReadOptions {
        workshop: Some("workshop_code".into()),
        place: Some("gps".into()),
        dont_know: vec!["dont_know".into(), "-88".into()],
        refused: vec!["refused".into(), "-99".into()],
        not_observed: vec!["not_observed".into()],
        ..ReadOptions::default()
    }
}

pub(super) fn read_csv(text: &str) -> Reading {
    let file = ExportFile { name: "survey.csv", bytes: text.as_bytes() };
    read_export(&file, Some(&workshop_form()), &options())
}

/// Codes of the faults with row and column number, without the questions that are not there.
pub(super) fn places(reading: &Reading) -> Vec<(&'static str, Option<u32>, Option<u32>)> {
    let told = reading.faults.iter().filter(|f| f.code != FaultCode::QuestionNotInExport);
    told.map(|f| (f.code.id(), f.place.row, f.place.column_number)).collect()
}

pub(super) fn numbers(reading: &Reading, question: &str) -> Vec<Answered<f64>> {
    let column = reading.table.column(&question.into()).unwrap();
    (0..column.len()).map(|row| column.number(row)).collect()
}

pub(super) fn texts<'a>(reading: &'a Reading, question: &str) -> Vec<Answered<&'a str>> {
    let column = reading.table.column(&question.into()).unwrap();
    (0..column.len()).map(|row| column.text(row)).collect()
}

pub(super) fn chosen<'a>(reading: &'a Reading, question: &str) -> Vec<Answered<Vec<&'a str>>> {
    let column = reading.table.column(&question.into()).unwrap();
    assert!(matches!(column.values, ColumnValues::Choices { .. }));
    (0..column.len()).map(|row| column.chosen(row)).collect()
}

pub(super) fn kinds(reading: &Reading, question: &str) -> Vec<Option<Missing>> {
    let column = reading.table.column(&question.into()).unwrap();
    (0..column.len()).map(|row| column.missing(row)).collect()
}
