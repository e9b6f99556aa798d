//! Reads the sheets `survey`, `choices` and `settings` of an XLSForm workbook.

use super::header::{Columns, DEFAULT_LANGUAGE};
use super::words::{TypeWord, type_word};
use super::{Form, FormChoice, FormItem, FormRule, ItemKind};
use crate::grid::{Extent, Grid, Sheet, read_sheets};
use crate::report::{Reporter, nearest};
use nanduti_model::{Fault, FaultCode};
use nanduti_rules::parse_form_rule;
use std::collections::{BTreeMap, BTreeSet};

/// Reads an XLSForm `.xlsx`. The form is absent only when there is no readable `survey` sheet.
///
/// Headers may name languages (`label::Español (es)`) and are matched without regard to case;
/// blank rows, rows whose type begins with `#`, disabled rows and further sheets are passed over.
pub fn read_form(bytes: &[u8], file_name: &str) -> (Option<Form>, Vec<Fault>) {
    let mut reporter = Reporter::new(file_name);
    let form = match read_sheets(bytes, |_, name| is_form_sheet(name).then_some(Extent::Form)) {
        Ok(sheets) => build(&sheets, &mut reporter),
        Err(error) => {
            reporter.file(error.code(FaultCode::FormUnreadable), &[("reason", error.reason())]);
            None
        }
    };
    (form, reporter.finish())
}

fn is_form_sheet(name: &str) -> bool {
    matches!(name.trim().to_lowercase().as_str(), "survey" | "choices" | "columns" | "settings")
}

fn find<'a>(sheets: &'a [Sheet], names: &[&str]) -> Option<&'a Sheet> {
    sheets.iter().find(|s| names.contains(&s.name.trim().to_lowercase().as_str()))
}

fn build(sheets: &[Sheet], reporter: &mut Reporter) -> Option<Form> {
    let unreadable = |reporter: &mut Reporter, reason: &str| {
        reporter.file(FaultCode::FormUnreadable, &[("reason", reason)]);
        None
    };
    let Some(survey) = find(sheets, &["survey"]) else {
        return unreadable(reporter, "no_survey_sheet");
    };
    let mut form = Form::default();
    if let Some(settings) = find(sheets, &["settings"]) {
        read_settings(&settings.grid, &mut form);
    }
    if let Some(choices) = find(sheets, &["choices", "columns"]) {
        read_choices(&choices.grid, &mut form);
    }
    reporter.sheet = Some(survey.name.clone());
    let columns = Columns::new(&survey.grid.headers);
    let (Some(type_column), Some(name_column)) =
        (columns.find(&["type"]), columns.find(&["name", "value"]))
    else {
        return unreadable(reporter, "no_type_and_name");
    };
    form.languages = columns.languages();
    let mut reader =
        SurveyReader { form, reporter, open: Vec::new(), columns, type_column, name_column };
    for row in 0..survey.grid.n_rows() {
        reader.row(&survey.grid, row);
    }
    let SurveyReader { form, open, .. } = reader;
    if let Some(&group) = open.last() {
        let item = &form.items[group];
        reporter.row(
            FaultCode::FormUnreadable,
            item.row,
            &[("reason", "group_not_closed"), ("group", &item.name)],
        );
    }
    check_names(&form, reporter);
    Some(form)
}

fn read_settings(grid: &Grid, form: &mut Form) {
    let columns = Columns::new(&grid.headers);
    let title = columns.find(&["title"]).filter(|_| grid.n_rows() > 0);
    form.title = title.map(|c| grid.cell(0, c)).filter(|t| !t.is_empty()).map(str::to_owned);
}

fn read_choices(grid: &Grid, form: &mut Form) {
    let columns = Columns::new(&grid.headers);
    let (Some(list), Some(name)) =
        (columns.find(&["list_name", "list"]), columns.find(&["name", "value"]))
    else {
        return;
    };
    for row in 0..grid.n_rows() {
        let (list, name) = (grid.cell(row, list), grid.cell(row, name));
        if list.is_empty() || name.is_empty() {
            continue;
        }
        let choices: &mut Vec<FormChoice> = form.lists.entry(list.to_owned()).or_default();
        // Cascading lists repeat a name on purpose: the first label stands.
        if !choices.iter().any(|c| c.name == name) {
            let labels = columns.labels(|c| grid.cell(row, c));
            choices.push(FormChoice { name: name.to_owned(), labels });
        }
    }
}

struct SurveyReader<'a, 'f> {
    form: Form,
    reporter: &'a mut Reporter<'f>,
    /// Groups that are not closed yet, outermost first.
    open: Vec<usize>,
    columns: Columns,
    type_column: usize,
    name_column: usize,
}

impl SurveyReader<'_, '_> {
    fn row(&mut self, grid: &Grid, row: usize) {
        let at = grid.sheet_row(row);
        let type_text = grid.cell(row, self.type_column);
        let name = grid.cell(row, self.name_column);
        let text = |names: &[&str]| self.columns.find(names).map_or("", |c| grid.cell(row, c));
        let skipped = type_text.starts_with('#') || truthy(text(&["disabled"]));
        if skipped || (type_text.is_empty() && name.is_empty()) {
            return;
        }
        let word = type_word(type_text);
        if word == TypeWord::End {
            if self.open.pop().is_none() {
                let reason = "group_never_began";
                self.reporter.row(FaultCode::FormUnreadable, at, &[("reason", reason)]);
            }
            return;
        }
        let (kind, list, or_other) = match word {
            TypeWord::Item { kind, list, or_other } => (kind, list, or_other),
            TypeWord::Unknown | TypeWord::End => {
                self.reporter.row(FaultCode::UnknownType, at, &[("type", type_text)]);
                (ItemKind::Text, None, false)
            }
        };
        if name.is_empty() && kind != ItemKind::Note {
            let reason = "row_without_name";
            self.reporter.row(FaultCode::FormUnreadable, at, &[("reason", reason)]);
            if kind.has_answers() {
                return;
            }
        }
        let relevant = rule(text(&["relevant"]), name, at, "relevant", self.reporter);
        let constraint = rule(text(&["constraint"]), name, at, "constraint", self.reporter);
        let calculation = Some(text(&["calculation"])).filter(|t| !t.is_empty());
        let item = FormItem {
            path: self.path(name),
            name: name.to_owned(),
            kind,
            type_text: type_text.to_owned(),
            labels: self.columns.labels(|c| grid.cell(row, c)),
            list,
            parent: self.open.last().copied(),
            relevant,
            constraint,
            calculation: calculation.map(str::to_owned),
            required: truthy(text(&["required"])),
            row: at,
        };
        self.push(item, or_other);
    }

    fn path(&self, name: &str) -> String {
        match self.open.last() {
            Some(&group) => format!("{}/{name}", self.form.items[group].path),
            None => name.to_owned(),
        }
    }

    fn push(&mut self, item: FormItem, or_other: bool) {
        if let (ItemKind::SelectOne | ItemKind::SelectMultiple, list) = (item.kind, &item.list) {
            let list = list.clone().unwrap_or_default();
            self.check_list(&list, item.row, or_other);
        }
        let other = or_other.then(|| FormItem {
            path: format!("{}_other", item.path),
            name: format!("{}_other", item.name),
            kind: ItemKind::Text,
            type_text: "text".to_owned(),
            labels: BTreeMap::new(),
            list: None,
            constraint: None,
            required: false,
            row: 0,
            ..item.clone()
        });
        if matches!(item.kind, ItemKind::Group | ItemKind::Repeat) {
            self.open.push(self.form.items.len());
        }
        self.form.items.push(item);
        self.form.items.extend(other);
    }

    fn check_list(&mut self, list: &str, row: u32, or_other: bool) {
        if !self.form.lists.contains_key(list) {
            let near = nearest(list, self.form.lists.keys().map(String::as_str));
            let details = [("kind", "choice list"), ("name", list), ("nearest", near.as_str())];
            self.reporter.row(FaultCode::UnknownReference, row, &details);
        }
        if or_other {
            let choices = self.form.lists.entry(list.to_owned()).or_default();
            if !choices.iter().any(|c| c.name == "other") {
                let labels = BTreeMap::from([(DEFAULT_LANGUAGE.to_owned(), "Other".to_owned())]);
                choices.push(FormChoice { name: "other".to_owned(), labels });
            }
        }
    }
}

fn truthy(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "true" | "true()" | "1" | "sí" | "si")
}

fn rule(
    text: &str,
    own: &str,
    row: u32,
    column: &str,
    reporter: &mut Reporter,
) -> Option<FormRule> {
    if text.is_empty() {
        return None;
    }
    let expression = parse_form_rule(text, Some(own))
        .map_err(|error| unreadable_rule(text, error.word(), row, column, reporter))
        .ok();
    Some(FormRule { text: text.to_owned(), expression })
}

fn unreadable_rule(text: &str, message: &str, row: u32, column: &str, reporter: &mut Reporter) {
    let details = [("expression", text), ("message", message)];
    reporter.in_column(FaultCode::UnreadableRule, row, column, &details);
}

/// Two questions with one path; rules that read a question which is not there.
fn check_names(form: &Form, reporter: &mut Reporter) {
    let mut paths = BTreeSet::new();
    for item in form.items.iter().filter(|i| i.kind != ItemKind::Note) {
        if !paths.insert(item.path.as_str()) {
            let details = [("kind", "question"), ("id", item.path.as_str())];
            reporter.row(FaultCode::DuplicateId, item.row, &details);
        }
    }
    let names: BTreeSet<&str> = form.items.iter().map(|i| i.name.as_str()).collect();
    for item in &form.items {
        let rules = [("relevant", &item.relevant), ("constraint", &item.constraint)];
        for (column, rule) in rules {
            let Some(FormRule { text, expression: Some(expression) }) = rule else { continue };
            for name in expression.names().into_iter().filter(|n| !names.contains(n)) {
                let details =
                    [("expression", text.as_str()), ("message", "no_question"), ("name", name)];
                reporter.in_column(FaultCode::UnreadableRule, item.row, column, &details);
            }
        }
    }
}
