//! Writes a form as an XLSForm workbook: sheets `survey`, `choices` and `settings`.

use crate::error::SynthError;
use crate::form::{FormSpec, QuestionSpec, QuestionType};
use crate::spreadsheet::{finish, new_workbook, rows_to_sheet};
use nanduti_model::Label;

/// Language columns, as KoboToolbox names them.
const SPANISH: &str = "Español (es)";
/// The second language.
const ENGLISH: &str = "English (en)";

/// The workbook of a form. Equal forms give equal bytes.
pub fn write_xlsform(form: &FormSpec) -> Result<Vec<u8>, SynthError> {
    let mut workbook = new_workbook("form.xlsx", &form.title.es)?;
    rows_to_sheet(&mut workbook, "form.xlsx", "survey", &survey_rows(form))?;
    rows_to_sheet(&mut workbook, "form.xlsx", "choices", &choice_rows(form))?;
    rows_to_sheet(&mut workbook, "form.xlsx", "settings", &settings_rows(form))?;
    finish(workbook, "form.xlsx")
}

type Row = Vec<String>;

fn labels(head: &str) -> [String; 2] {
    [format!("{head}::{SPANISH}"), format!("{head}::{ENGLISH}")]
}

fn texts(label: &Label) -> [String; 2] {
    [label.es.clone(), label.en.clone()]
}

/// Columns of the survey sheet: type, name, two labels, two hints, required, relevant, constraint,
/// two constraint messages.
fn survey_rows(form: &FormSpec) -> Vec<Row> {
    let mut header = vec!["type".to_owned(), "name".to_owned()];
    header.extend(labels("label"));
    header.extend(labels("hint"));
    header.extend(["required", "relevant", "constraint"].map(str::to_owned));
    header.extend(labels("constraint_message"));
    let width = header.len();
    let mut rows = vec![header];
    for meta in ["start", "end"] {
        rows.push(vec![meta.to_owned(), meta.to_owned()]);
    }
    for (at, group) in form.groups.iter().enumerate() {
        let mut begin = vec!["begin_group".to_owned(), group.name.clone()];
        begin.extend(texts(&group.label));
        rows.push(begin);
        for question in form.questions.iter().filter(|q| q.group == at) {
            rows.push(question_row(form, question));
        }
        rows.push(vec!["end_group".to_owned()]);
    }
    for row in &mut rows {
        row.resize(width, String::new());
    }
    rows
}

fn question_row(form: &FormSpec, question: &QuestionSpec) -> Row {
    let list = form.list_of(question).map_or("", |list| list.name.as_str());
    let kind = match question.kind {
        QuestionType::Text => "text".to_owned(),
        QuestionType::Integer => "integer".to_owned(),
        QuestionType::Decimal => "decimal".to_owned(),
        QuestionType::Date => "date".to_owned(),
        QuestionType::Geopoint => "geopoint".to_owned(),
        QuestionType::SelectOne => format!("select_one {list}"),
        QuestionType::SelectMultiple => format!("select_multiple {list}"),
    };
    let mut row = vec![kind, question.name.clone()];
    row.extend(texts(&question.label));
    let constraint = question.constraint(form.codes);
    let hint = constraint.as_ref().map_or_else(Label::default, |_| form.code_hint.clone());
    row.extend(texts(&hint));
    row.push(if question.required { "true" } else { "false" }.to_owned());
    row.push(question.relevant.clone().unwrap_or_default());
    let message = question.range.map_or_else(Label::default, |(least, greatest)| Label {
        es: format!("Entre {least} y {greatest}; {}", form.code_hint.es),
        en: format!("Between {least} and {greatest}; {}", form.code_hint.en),
    });
    row.push(constraint.unwrap_or_default());
    row.extend(texts(&message));
    row
}

fn choice_rows(form: &FormSpec) -> Vec<Row> {
    let mut header = vec!["list_name".to_owned(), "name".to_owned()];
    header.extend(labels("label"));
    let mut rows = vec![header];
    for list in &form.lists {
        for choice in &list.choices {
            let mut row = vec![list.name.clone(), choice.name.clone()];
            row.extend(texts(&choice.label));
            rows.push(row);
        }
    }
    rows
}

fn settings_rows(form: &FormSpec) -> Vec<Row> {
    let header = ["form_title", "form_id", "version", "default_language"];
    let values = [form.title.es.clone(), form.id.clone(), form.version.clone(), SPANISH.to_owned()];
    vec![header.map(str::to_owned).to_vec(), values.to_vec()]
}
