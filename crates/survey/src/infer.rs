//! A form made from an export that came without one: the kind of each question is inferred from
//! its column, and nothing is known of labels, options nobody chose, or conditions.

use crate::contacts::{looks_like_contact, speaks_of_contact};
use crate::grid::Grid;
use crate::layout::{is_server_field, last_segment};
use crate::numbers::parse_number;
use crate::times::parse_moment;
use crate::{Form, FormChoice, FormItem, ItemKind, ReadOptions};
use nanduti_model::QuestionId;
use std::collections::{BTreeMap, BTreeSet};

/// Most options that a column of words may show to count as a choice (assumption).
const MAX_OPTIONS: usize = 30;
/// Longest word that may be the name of an option (assumption).
const LONGEST_OPTION: usize = 64;

/// The form that would explain the columns.
///
/// A column of numbers is a number, of dates a date, of few repeated short words a choice, else
/// text. `x` beside `x/a`, `x/b` is a multiple choice. Questions with a range are numbers whatever
/// their cells hold; the workshop code is text and the place coordinates.
pub(crate) fn infer_form(grid: &Grid, options: &ReadOptions) -> Form {
    let headers: Vec<&str> = grid.headers.iter().map(String::as_str).collect();
    let mut form = Form::default();
    let mut option_columns = BTreeSet::new();
    for (column, header) in headers.iter().enumerate() {
        if header.is_empty() || is_server_field(header) {
            continue;
        }
        let split = split_options(grid, &headers, column);
        option_columns.extend(split.iter().map(|option| format!("{header}/{option}")));
        let (kind, choices) = if split.is_empty() {
            infer_kind(grid, column, last_segment(header), options)
        } else {
            (ItemKind::SelectMultiple, split)
        };
        if !choices.is_empty() {
            let choice = |name: String| FormChoice { name, labels: BTreeMap::new() };
            form.lists.insert((*header).to_owned(), choices.into_iter().map(choice).collect());
        }
        form.items.push(item(header, kind));
    }
    form.items.retain(|item| !option_columns.contains(&item.path));
    form
}

fn item(header: &str, kind: ItemKind) -> FormItem {
    let has_list = matches!(kind, ItemKind::SelectOne | ItemKind::SelectMultiple);
    FormItem {
        path: header.to_owned(),
        name: last_segment(header).to_owned(),
        kind,
        type_text: String::new(),
        labels: BTreeMap::new(),
        list: has_list.then(|| header.to_owned()),
        parent: None,
        relevant: None,
        constraint: None,
        calculation: None,
        required: false,
        row: 0,
    }
}

/// Filled cells of a column.
fn filled(grid: &Grid, column: usize) -> impl Iterator<Item = &str> {
    (0..grid.n_rows()).map(move |row| grid.cell(row, column)).filter(|text| !text.is_empty())
}

/// The options of a joined column that has split columns beside it; empty where it has none.
fn split_options(grid: &Grid, headers: &[&str], column: usize) -> Vec<String> {
    let options: Vec<&str> = headers
        .iter()
        .filter_map(|other| other.strip_prefix(headers[column])?.strip_prefix('/'))
        .filter(|option| !option.contains('/'))
        .collect();
    let all_known = filled(grid, column)
        .all(|cell| cell.split_whitespace().all(|word| options.contains(&word)));
    if options.is_empty() || !all_known {
        return Vec::new();
    }
    options.into_iter().map(str::to_owned).collect()
}

fn infer_kind(
    grid: &Grid,
    column: usize,
    name: &str,
    options: &ReadOptions,
) -> (ItemKind, Vec<String>) {
    let is = |question: &Option<QuestionId>| question.as_ref().is_some_and(|q| q.as_str() == name);
    if is(&options.place) {
        return (ItemKind::Location, Vec::new());
    }
    // Contacts stay text whatever they look like, so that the words of their name decide.
    if is(&options.workshop) || speaks_of_contact(name, true) {
        return (ItemKind::Text, Vec::new());
    }
    if options.ranges.contains_key(&QuestionId::from(name)) {
        return (ItemKind::Decimal, Vec::new());
    }
    if filled(grid, column).next().is_none() {
        return (ItemKind::Text, Vec::new());
    }
    if filled(grid, column).all(|text| parse_number(text, grid.decimal_comma).is_some()) {
        return (ItemKind::Decimal, Vec::new());
    }
    if filled(grid, column).all(|text| parse_moment(text).is_some()) {
        let days = filled(grid, column).all(|text| text.len() == "YYYY-MM-DD".len());
        return (if days { ItemKind::Date } else { ItemKind::DateTime }, Vec::new());
    }
    match choice_options(grid, column) {
        Some(options) => (ItemKind::SelectOne, options),
        None => (ItemKind::Text, Vec::new()),
    }
}

/// The options of a column that holds few short words, some of them more than once.
fn choice_options(grid: &Grid, column: usize) -> Option<Vec<String>> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut n_filled = 0;
    for text in filled(grid, column) {
        let word = text.len() <= LONGEST_OPTION
            && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        found.insert(text);
        n_filled += 1;
        if !word || found.len() > MAX_OPTIONS || looks_like_contact(text) {
            return None;
        }
    }
    (found.len() < n_filled).then(|| found.into_iter().map(str::to_owned).collect())
}
