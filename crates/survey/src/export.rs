//! The one function that reads an export: grid, headers, rows, answers, conditions, in this order.

use crate::answers::{Answers, Codes, LabelCount, ReadColumn};
use crate::constraints::apply_constraints;
use crate::contacts::names;
use crate::form::{Form, ItemKind};
use crate::grid::{Extent, Grid, GridError, Sheet, is_workbook, read_sheets, read_text};
use crate::infer::infer_form;
use crate::keys::{approved_rows, coarse_cells, rejected_codes, row_keys, workshops};
use crate::layout::{Layout, n_known};
use crate::numbers::parse_number;
use crate::relevance::apply_relevance;
use crate::report::Reporter;
use crate::scope::name_index;
use crate::times::parse_moment;
use nanduti_model::{AnswerTable, Fault, FaultCode, QuestionId, WorkshopId};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A survey export as its bytes.
#[derive(Clone, Copy, Debug)]
pub struct ExportFile<'a> {
    /// Name that faults give, relative to the case folder.
    pub name: &'a str,
    /// Its whole content: CSV or XLSX, told apart by its first bytes.
    pub bytes: &'a [u8],
}

/// What the case knows about its survey. Questions are named as in the form, without groups, or
/// by full path.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ReadOptions {
    /// The workshop's code.
    pub workshop: Option<QuestionId>,
    /// The coordinates of which the coarse cell is kept.
    pub place: Option<QuestionId>,
    /// Questions that are contacts whatever their name says.
    pub contacts: Vec<QuestionId>,
    /// Questions that are no contacts whatever their words say. Coordinates, media and device
    /// codes stay contacts.
    pub not_contacts: Vec<QuestionId>,
    /// Choice names and numeric codes that mean "does not know".
    pub dont_know: Vec<String>,
    /// Choice names and numeric codes that mean "preferred not to answer".
    pub refused: Vec<String>,
    /// Choice names and numeric codes that mean "not observed".
    pub not_observed: Vec<String>,
    /// Least and greatest valid number of a question.
    pub ranges: BTreeMap<QuestionId, (f64, f64)>,
}

/// Contacts that were counted and dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ContactSummary {
    /// Contact columns of the export, those of enumerators included.
    pub columns: u32,
    /// Their filled cells.
    pub cells: u32,
}

/// What an export says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// All answers, contacts excluded. Questions that the export lacks have no column.
    pub table: AnswerTable,
    /// What was counted and dropped.
    pub contacts: ContactSummary,
    /// Coarse cell of each row's place; absent where it is blank, unreadable or not asked.
    pub cells: Vec<Option<(i32, i32)>>,
    /// Sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// Workshops of the submissions that were rejected on the server and left out.
    pub rejected: Vec<WorkshopId>,
    /// Position of each column of the table in the export, from 1, by its path.
    pub columns: BTreeMap<String, u32>,
    /// Whether there was no form, so that kinds were inferred from the columns.
    pub types_inferred: bool,
    /// Everything that is wrong, in order of code and place.
    pub faults: Vec<Fault>,
}

/// Reads an export, with its form where there is one.
///
/// Faults of structure that leave nothing to read (no header, one column, labels) come with an
/// empty table; all others are collected to the end.
pub fn read_export(file: &ExportFile, form: Option<&Form>, options: &ReadOptions) -> Reading {
    let mut reporter = Reporter::new(file.name);
    if form.is_none() {
        // Without a form nobody named the columns but the case itself.
        let named = options.workshop.iter().chain(options.ranges.keys());
        let fields = ["_submission_time"].map(str::to_owned);
        reporter.quotable = Some(named.map(ToString::to_string).chain(fields).collect());
    }
    let reading = match read_grid(file.bytes, form, &mut reporter) {
        Ok(grid) => read(&grid, form, options, &mut reporter).unwrap_or_default(),
        Err(error) => {
            let detail = if matches!(error, GridError::TooLarge(_)) { "limit" } else { "reason" };
            let details = [(detail, error.reason())];
            let n_details = usize::from(!error.reason().is_empty());
            reporter.file(error.code(FaultCode::FileUnreadable), &details[..n_details]);
            Reading::default()
        }
    };
    Reading { types_inferred: form.is_none(), faults: reporter.finish(), ..reading }
}

/// The main table. Tables of repeat groups are reported and not read.
fn read_grid(
    bytes: &[u8],
    form: Option<&Form>,
    reporter: &mut Reporter,
) -> Result<Grid, GridError> {
    let mut repeats: BTreeSet<String> = BTreeSet::new();
    let in_form = form.into_iter().flat_map(|f| &f.items).filter(|i| i.kind == ItemKind::Repeat);
    repeats.extend(in_form.map(|i| i.name.clone()));
    let grid = if is_workbook(bytes) {
        let extent = |at| if at == 0 { Extent::Table } else { Extent::Header };
        let mut sheets = read_sheets(bytes, |at, _| Some(extent(at)))?.into_iter();
        let main = sheets.next().filter(|sheet| !sheet.grid.headers.is_empty());
        repeats.extend(sheets.filter(is_repeat).map(|sheet| sheet.name));
        let main = main.ok_or(GridError::Empty)?;
        reporter.sheet = Some(main.name);
        main.grid
    } else {
        read_text(bytes)?
    };
    for group in repeats {
        reporter.file(FaultCode::RepeatNotRead, &[("group", &group)]);
    }
    Ok(grid)
}

/// Whether a further sheet holds the answers of a repeat group.
fn is_repeat(sheet: &Sheet) -> bool {
    let marks = ["_parent_index", "_parent_table_name", "_submission__id"];
    sheet.grid.headers.iter().any(|header| marks.contains(&header.as_str()))
}

fn read(
    grid: &Grid,
    form: Option<&Form>,
    options: &ReadOptions,
    reporter: &mut Reporter,
) -> Option<Reading> {
    if is_form(grid) {
        reporter.file(FaultCode::FormInsteadOfExport, &[]);
        return None;
    }
    if let Some(row) = form.and_then(|form| header_below(grid, form)) {
        reporter.file(FaultCode::NoHeader, &[("header_row", &row.to_string())]);
        return None;
    }
    if !has_header(grid, form, reporter) {
        return None;
    }
    let form: Cow<Form> = form.map_or_else(|| Cow::Owned(infer_form(grid, options)), Cow::Borrowed);
    let layout = Layout::new(&form, grid, options, reporter);
    if layout.nothing_known() {
        let headless = grid.headers.iter().any(|h| looks_like_value(h));
        let code = if headless { FaultCode::NoHeader } else { FaultCode::ColumnsUnknown };
        reporter.file(code, &[]);
        return None;
    }
    if layout.holds_labels() {
        labels_fault(layout.n_labels, reporter);
        return None;
    }
    for &(row, found) in &grid.uneven {
        let (expected, found) = (grid.headers.len().to_string(), found.to_string());
        let details = [("expected", expected.as_str()), ("found", found.as_str())];
        reporter.row(FaultCode::UnevenRow, row, &details);
    }
    let rows = approved_rows(grid, &layout, reporter);
    if grid.n_rows() == 0 && grid.uneven.is_empty() {
        reporter.file(FaultCode::NoRows, &[]);
    }
    let (columns, labels) = read_answers(grid, &rows, &form, &layout, options, reporter);
    if labels.labels > labels.names {
        // Headers are names and cells are labels.
        reporter.forget(FaultCode::CellNotAChoice);
        labels_fault(labels.labels, reporter);
        return None;
    }
    report_not_in_export(&form, &layout, options, reporter);
    let keys = row_keys(grid, &rows, &layout, reporter);
    let code = columns.iter().find(|c| {
        let item = &form.items[c.item];
        options.workshop.as_ref().is_some_and(|q| names(std::slice::from_ref(q), item))
    });
    let workshops = code.map_or_else(Vec::new, |c| workshops(grid, &rows, c.at, &keys, reporter));
    let rejected = code.map_or_else(Vec::new, |c| rejected_codes(grid, &rows, c.at));
    let mut table = AnswerTable { keys, workshops, ..AnswerTable::default() };
    let places = columns.iter().map(|c| (c.column.path.clone(), c.at as u32 + 1)).collect();
    for read in columns {
        table.push(read.column);
    }
    Some(Reading {
        table,
        contacts: count_contacts(grid, &layout),
        cells: coarse_cells(grid, &rows, layout.place),
        sheet: reporter.sheet.clone(),
        columns: places,
        rejected,
        ..Reading::default()
    })
}

/// Whether the rows are those of an `XLSForm` and not answers to one.
fn is_form(grid: &Grid) -> bool {
    let has = |name: &str| grid.headers.iter().any(|h| h.eq_ignore_ascii_case(name));
    let labelled = grid.headers.iter().any(|h| h.to_lowercase().starts_with("label"));
    has("type") && has("name") && labelled
}

/// The row of a header that stands below a title: it holds names of the form, the first row none.
fn header_below(grid: &Grid, form: &Form) -> Option<u32> {
    if n_known(form, &grid.headers) > 0 {
        return None;
    }
    grid.top.iter().find(|(_, cells)| n_known(form, cells) * 2 > cells.len()).map(|(row, _)| *row)
}

/// The row below a title: nearly all rows are of one width, and wider than the first.
fn below_a_title(grid: &Grid) -> Option<u32> {
    let &(row, width) = grid.uneven.first()?;
    let same = grid.uneven.iter().filter(|(_, found)| *found == width).count();
    (width as usize > grid.headers.len() && same > 1 && same > 4 * grid.n_rows()).then_some(row)
}

/// Whether the first row can be a header over more than one column.
fn has_header(grid: &Grid, form: Option<&Form>, reporter: &mut Reporter) -> bool {
    if let [only] = grid.headers.as_slice() {
        let inside = [';', ',', '\t', '|', ':'].into_iter().find(|c| only.contains(*c));
        let asks_more =
            form.is_some_and(|f| f.items.iter().filter(|i| i.kind.has_answers()).count() > 1);
        if inside.is_some() || asks_more {
            let separator = inside.map_or_else(|| "?".to_owned(), String::from);
            reporter.file(FaultCode::WrongSeparator, &[("separator", &separator)]);
            return false;
        }
    }
    if let Some(row) = below_a_title(grid) {
        reporter.file(FaultCode::NoHeader, &[("header_row", &row.to_string())]);
        return false;
    }
    let without_form = form.is_none() && grid.headers.iter().any(|h| looks_like_value(h));
    if without_form {
        reporter.file(FaultCode::NoHeader, &[]);
    }
    !without_form
}

/// Whether a header is rather an answer: no question is named by a number, a date or a contact.
fn looks_like_value(header: &str) -> bool {
    parse_number(header, true).is_some()
        || parse_moment(header).is_some()
        || crate::contacts::looks_like_contact(header)
}

fn labels_fault(n_labels: usize, reporter: &mut Reporter) {
    reporter.file(FaultCode::LabelsExport, &[("n_labels", &n_labels.to_string())]);
}

fn read_answers(
    grid: &Grid,
    rows: &[usize],
    form: &Form,
    layout: &Layout,
    options: &ReadOptions,
    reporter: &mut Reporter,
) -> (Vec<ReadColumn>, LabelCount) {
    let codes = Codes::new(options);
    let mut answers =
        Answers { grid, rows, form, options, codes, reporter, labels: LabelCount::default() };
    let mut columns = answers.columns(layout);
    let labels = answers.labels;
    let index = name_index(&columns);
    apply_constraints(&mut columns, &index, form, (grid, rows), reporter);
    apply_relevance(&mut columns, &index, form, (grid, rows), reporter);
    (columns, labels)
}

/// Questions of the form without a column. Contacts may have been taken out on purpose.
fn report_not_in_export(
    form: &Form,
    layout: &Layout,
    options: &ReadOptions,
    reporter: &mut Reporter,
) {
    let contact = crate::contacts::contact_items(form, options);
    for (i, item) in form.items.iter().enumerate() {
        let expected =
            item.kind.has_answers() && item.row > 0 && !contact[i] && form.repeat_of(i).is_none();
        if expected && layout.sources[i].first().is_none() {
            reporter.file(FaultCode::QuestionNotInExport, &[("question", &item.path)]);
        }
    }
}

fn count_contacts(grid: &Grid, layout: &Layout) -> ContactSummary {
    let filled = |&column: &usize| {
        (0..grid.n_rows()).filter(|&row| !grid.cell(row, column).is_empty()).count()
    };
    ContactSummary {
        columns: layout.contacts.len() as u32,
        cells: layout.contacts.iter().map(filled).sum::<usize>() as u32,
    }
}

#[cfg(test)]
mod tests;
