//! Result tables as aligned text, CSV, CSV for Excel in Spanish, and JSON.

mod terminal;
mod worded;

pub use terminal::render_terminal;
pub use worded::{Named, in_words};

use crate::words::{Language, date_short, decimal, whole};
use nanduti_pipeline::table::{Cell, Column, Table};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableFormat {
    /// Aligned text for people.
    Text,
    /// RFC 4180 with commas, decimal points, stable column names, UTF-8.
    Csv,
    /// For Excel in Spanish: byte-order mark, semicolons, decimal commas, headings in words,
    /// numbers rounded as they are printed.
    ExcelEs,
    /// An object with `schema`, `table`, `columns` and `rows`.
    Json,
}

/// Name and version of the JSON contract.
const JSON_SCHEMA: &str = "nanduti.table/1";

/// The table in the format; the language touches only headings and the text form.
pub fn render_table(table: &Table, format: TableFormat, language: Language) -> String {
    match format {
        TableFormat::Text => text_table(table, language),
        TableFormat::Csv => csv_table(table),
        TableFormat::ExcelEs => excel_table(table, language),
        TableFormat::Json => json_table(table, language),
    }
}

fn heading(column: &Column, language: Language) -> &str {
    let text = language.of(&column.header);
    if text.is_empty() { &column.name } else { text }
}

fn yes_no(language: Language, value: bool) -> &'static str {
    if value { language.pick("sí", "yes") } else { "no" }
}

/// A cell for people.
fn printed(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Text(text) => text.replace(['\n', '\r', '\t'], " "),
        Cell::Integer(number) => whole(language, *number),
        Cell::Real { value, decimals } => decimal(language, *value, *decimals),
        Cell::Boolean(value) => yes_no(language, *value).to_owned(),
        Cell::Date(date) => date_short(language, *date),
        Cell::Absent => "—".to_owned(),
    }
}

fn text_table(table: &Table, language: Language) -> String {
    let n = table.columns.len();
    let mut lines: Vec<Vec<String>> =
        vec![table.columns.iter().map(|c| heading(c, language).to_owned()).collect()];
    lines.extend(table.rows.iter().map(|r| r.iter().map(|c| printed(c, language)).collect()));
    let width =
        |i: usize| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..n).map(width).collect();
    let right: Vec<bool> =
        (0..n).map(|i| table.rows.iter().any(|row| row[i].is_number())).collect();
    let mut out = String::new();
    for (position, line) in lines.iter().enumerate() {
        let cells = line.iter().enumerate().map(|(i, text)| {
            let blank = " ".repeat(widths[i] - text.chars().count());
            if right[i] { format!("{blank}{text}") } else { format!("{text}{blank}") }
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
        if position == 0 {
            let rule = widths.iter().map(|&w| "─".repeat(w)).collect::<Vec<_>>();
            out.push_str(&rule.join("  "));
            out.push('\n');
        }
    }
    out
}

/// Rows of cells as CSV; `put` writes a cell.
fn write_csv(
    head: Option<Vec<&str>>,
    rows: &[Vec<Cell>],
    put: impl Fn(&Cell, &mut String),
    delimiter: u8,
) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    // Writing to memory cannot fail and all rows have one width.
    if let Some(head) = head {
        let _ = writer.write_record(head);
    }
    let mut text = String::new();
    for row in rows {
        for cell in row {
            text.clear();
            put(cell, &mut text);
            let _ = writer.write_field(&text);
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Most nodes named for one finding of the lint on a terminal.
const NODES_NAMED: usize = 5;

/// What the lint found, in one line for the terminal; none where it found nothing.
pub fn lint_line(findings: &Table, named: Named, language: Language) -> Option<String> {
    let worded = in_words(findings, named, language);
    let (what, node) = (worded.position("finding")?, worded.position("node")?);
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for row in &worded.rows {
        let (Cell::Text(what), Cell::Text(node)) = (&row[what], &row[node]) else { continue };
        match kinds.iter_mut().find(|(known, _)| known == what) {
            Some((_, nodes)) => nodes.push(node.clone()),
            None => kinds.push((what.clone(), vec![node.clone()])),
        }
    }
    let kinds: Vec<String> = kinds
        .into_iter()
        .map(|(what, nodes)| {
            let more = match nodes.len().saturating_sub(NODES_NAMED) {
                0 => String::new(),
                n => format!(" +{n}"),
            };
            let first: Vec<String> = nodes.into_iter().take(NODES_NAMED).collect();
            format!("{what} ({}{more})", first.join(", "))
        })
        .collect();
    let title = language.pick("por revisar en el instrumento", "to look at in the instrument");
    (!kinds.is_empty()).then(|| format!("{title} (lint.csv): {}", kinds.join("; ")))
}

/// Numbers nearer to zero are written with an exponent.
const SMALLEST_WRITTEN_OUT: f64 = 1e-6;

/// A cell with full precision.
fn put_exact(cell: &Cell, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Text(own) => write!(text, "{own}"),
        Cell::Integer(number) => write!(text, "{number}"),
        // The shortest text that reads back to the number; negative zero is written as zero.
        Cell::Real { value: 0.0, .. } => write!(text, "0"),
        // A long row of zeros is no number that people read.
        Cell::Real { value, .. } if value.abs() < SMALLEST_WRITTEN_OUT => write!(text, "{value:e}"),
        Cell::Real { value, .. } if value.is_finite() => write!(text, "{value}"),
        Cell::Boolean(value) => write!(text, "{value}"),
        Cell::Date(date) => write!(text, "{date}"),
        Cell::Real { .. } | Cell::Absent => Ok(()),
    };
}

fn csv_table(table: &Table) -> String {
    let head = table.columns.iter().map(|c| c.name.as_str()).collect();
    write_csv(Some(head), &table.rows, put_exact, b',')
}

/// The rows of a table in the format of a CSV file, without its heading: behind [`render_table`] of
/// the same table without rows, the rows of the whole may follow run by run.
pub fn render_rows(table: &Table, format: TableFormat, language: Language) -> String {
    match format {
        TableFormat::ExcelEs => excel_rows(None, table, language),
        _ => write_csv(None, &table.rows, put_exact, b','),
    }
}

/// A text that a spreadsheet will not run as a formula: `=`, `+`, `-`, `@` and tabs at its start
/// get an apostrophe before them (OWASP, CSV Injection).
fn no_formula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A number with the decimals people read it with and a decimal comma, without thousands marks.
fn rounded(value: f64, decimals: u8) -> String {
    let text = format!("{value:.*}", usize::from(decimals));
    let is_zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let text = if is_zero { text.trim_start_matches('-') } else { &text };
    text.replace('.', ",")
}

fn excel_table(table: &Table, language: Language) -> String {
    let head = table.columns.iter().map(|c| heading(c, language)).collect();
    format!("\u{feff}{}", excel_rows(Some(head), table, language))
}

fn excel_rows(head: Option<Vec<&str>>, table: &Table, language: Language) -> String {
    let put = |cell: &Cell, text: &mut String| match cell {
        Cell::Text(own) => text.push_str(&no_formula(own)),
        Cell::Integer(number) => text.push_str(&number.to_string()),
        Cell::Real { value, decimals } if value.is_finite() => {
            text.push_str(&rounded(*value, *decimals));
        }
        Cell::Boolean(value) => text.push_str(yes_no(language, *value)),
        Cell::Date(date) => {
            // Writing to a string cannot fail.
            let _ = write!(text, "{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
        }
        Cell::Real { .. } | Cell::Absent => {}
    };
    write_csv(head, &table.rows, put, b';').replace('\n', "\r\n")
}

fn json_table(table: &Table, language: Language) -> String {
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Integer(number) => Value::from(*number),
        // A number that is not finite has no JSON form and becomes `null`.
        Cell::Real { value, .. } => Value::from(*value),
        Cell::Boolean(value) => Value::from(*value),
        Cell::Date(date) => Value::from(date.to_string()),
        Cell::Absent => Value::Null,
    };
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|c| json!({ "name": c.name, "label": heading(c, language) }))
        .collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let pairs = table.columns.iter().zip(row).map(|(c, v)| (c.name.clone(), value(v)));
            Value::Object(pairs.collect::<Map<_, _>>())
        })
        .collect();
    let whole = json!({
        "schema": JSON_SCHEMA, "table": table.name, "columns": columns, "rows": rows,
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
