//! The answer table as CSV files: values, kinds of missing, and what the columns are.

use nanduti_model::{AnswerTable, Column, ColumnValues, RowKey};

/// Writes the table as three CSV files, each with its name and content:
///
/// - `main.csv`: one row per submission with its key fields, the workshop's code, and the value
///   of each question under its full path: numbers plain, choices by XML name, several joined by
///   blanks, dates in ISO 8601; empty where there is no answer;
/// - `main_missing.csv`: the same shape, with the word of the kind of missing where there is no
///   answer (so that "none ticked" and "blank" are told apart);
/// - `columns.csv`: path, question, type and options of each column.
pub fn write_tables(table: &AnswerTable) -> Vec<(String, String)> {
    let value = |column: &Column, row: usize| value_text(column, row);
    let missing = |column: &Column, row: usize| {
        column.missing(row).map_or_else(String::new, |kind| kind.word().to_owned())
    };
    vec![
        ("main.csv".to_owned(), rows(table, value)),
        ("main_missing.csv".to_owned(), rows(table, missing)),
        ("columns.csv".to_owned(), columns(table)),
    ]
}

const KEY_FIELDS: [&str; 6] =
    ["_index", "_id", "_uuid", "_submission_time", "_status", "__version__"];

fn key_texts(key: &RowKey) -> [String; 6] {
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    [
        number(key.index),
        number(key.id),
        text(&key.uuid),
        text(&key.submission_time),
        text(&key.status),
        text(&key.version),
    ]
}

fn rows(table: &AnswerTable, cell: impl Fn(&Column, usize) -> String) -> String {
    const CODE: &str = "workshop_code";
    let with_code =
        !table.workshops.is_empty() && table.columns.iter().all(|column| column.path != CODE);
    let mut header: Vec<&str> = KEY_FIELDS.to_vec();
    header.extend(with_code.then_some(CODE));
    header.extend(table.columns.iter().map(|column| column.path.as_str()));
    let mut csv = Csv::default();
    csv.record(header);
    for (row, key) in table.keys.iter().enumerate() {
        let mut texts: Vec<String> = key_texts(key).into();
        texts.extend(with_code.then(|| table.workshops[row].as_str().to_owned()));
        texts.extend(table.columns.iter().map(|column| cell(column, row)));
        csv.record(texts.iter().map(String::as_str));
    }
    csv.text
}

fn columns(table: &AnswerTable) -> String {
    let mut csv = Csv::default();
    csv.record(["path", "question", "type", "options"]);
    for column in &table.columns {
        let (kind, options) = match &column.values {
            ColumnValues::Number(_) => ("number", String::new()),
            ColumnValues::Choice { options, .. } => ("choice", options.join(" ")),
            ColumnValues::Choices { options, .. } => ("choices", options.join(" ")),
            ColumnValues::Text(_) => ("text", String::new()),
        };
        csv.record([column.path.as_str(), column.question.as_str(), kind, &options]);
    }
    csv.text
}

fn value_text(column: &Column, row: usize) -> String {
    match &column.values {
        ColumnValues::Number(values) => {
            values[row].map_or_else(|_| String::new(), |x| x.to_string())
        }
        ColumnValues::Choices { .. } => {
            column.chosen(row).map_or_else(|_| String::new(), |v| v.join(" "))
        }
        ColumnValues::Choice { .. } | ColumnValues::Text(_) => {
            column.text(row).map_or_else(|_| String::new(), str::to_owned)
        }
    }
}

/// A CSV text with commas, quotes where needed and `\n` behind each record.
#[derive(Default)]
struct Csv {
    text: String,
}

impl Csv {
    fn record<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                self.text.push(',');
            }
            if cell.contains([',', '"', '\n', '\r']) {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(cell);
            }
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests;
