//! What each column of an export is: a question, an option of one, a key, a contact, nothing.

use crate::contacts::{contact_items, names};
use crate::grid::Grid;
use crate::report::{Reporter, nearest};
use crate::{Form, ItemKind, ReadOptions};
use nanduti_model::FaultCode;
use std::collections::{BTreeMap, BTreeSet};

/// Fields that the server adds to each submission and that are kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum KeyField {
    Index,
    Id,
    Uuid,
    SubmissionTime,
    ValidationStatus,
    Status,
    Version,
}

/// The kept field of a header.
pub(crate) fn key_field(header: &str) -> Option<KeyField> {
    Some(match header {
        "_index" => KeyField::Index,
        "_id" => KeyField::Id,
        "_uuid" => KeyField::Uuid,
        "_submission_time" => KeyField::SubmissionTime,
        "_validation_status" => KeyField::ValidationStatus,
        "_status" => KeyField::Status,
        "__version__" => KeyField::Version,
        _ => return None,
    })
}

/// Server fields that say who did the interview or what they noted: never kept.
const ENUMERATOR: &[&str] = &["_submitted_by", "_notes", "_tags"];
/// Server fields without use here.
const IGNORED: &[&str] = &[
    "formhub/uuid",
    "_attachments",
    "_xform_id_string",
    "_xform_id",
    "_parent_index",
    "_parent_table_name",
    "_bamboo_dataset_id",
    "_media_all_received",
    "rootUuid",
];
/// Server fields that hold coordinates beside those of the form.
const COORDINATES: &[&str] = &["_geolocation"];
/// Columns that a server derives from coordinates: `_gps_latitude`.
const DERIVED: &[&str] = &["_latitude", "_longitude", "_altitude", "_precision"];

/// Whether a header is a server field that needs no question.
pub(crate) fn is_server_field(header: &str) -> bool {
    let lists = [ENUMERATOR, IGNORED, COORDINATES];
    key_field(header).is_some()
        || header.starts_with("meta/")
        || lists.iter().any(|list| list.contains(&header))
        || derived_coordinate(header).is_some()
}

/// The name of the coordinates question and the part of them that a derived column holds.
fn derived_coordinate(header: &str) -> Option<(&str, &'static str)> {
    let leaf = last_segment(header).strip_prefix('_')?;
    DERIVED.iter().find_map(|part| Some((leaf.strip_suffix(part)?, *part)))
}

/// The name behind the groups.
pub(crate) fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Where the answers of one item are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Source {
    /// The column with the whole answer.
    pub(crate) joined: Option<usize>,
    /// Columns with 1 or 0 per option, and the option.
    pub(crate) split: Vec<(usize, u32)>,
}

impl Source {
    /// The column that faults of the whole answer name.
    pub(crate) fn first(&self) -> Option<usize> {
        self.joined.or_else(|| self.split.first().map(|(column, _)| *column))
    }
}

/// Columns of the coordinates from which coarse cells are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct PlaceColumns {
    pub(crate) text: Option<usize>,
    pub(crate) latitude: Option<usize>,
    pub(crate) longitude: Option<usize>,
}

/// What each column is.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) keys: BTreeMap<KeyField, usize>,
    /// Source of each item of the form that is read; contacts and repeats have none.
    pub(crate) sources: Vec<Source>,
    /// Columns that are contacts.
    pub(crate) contacts: Vec<usize>,
    pub(crate) place: PlaceColumns,
    /// Headers that are labels of the form's questions and not names.
    pub(crate) n_labels: usize,
    /// Headers that are names of questions with a label of their own.
    pub(crate) n_names: usize,
}

/// What a header stands for.
enum Target {
    Item(usize),
    Choice(usize, u32),
    Repeat,
    Label,
    Unknown,
}

/// The names of a form, for looking up headers.
struct Names<'f> {
    form: &'f Form,
    paths: BTreeMap<&'f str, usize>,
    /// Items by name; `None` where several share it.
    leaves: BTreeMap<&'f str, Option<usize>>,
    labels: BTreeSet<String>,
}

fn plain(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'f> Names<'f> {
    fn new(form: &'f Form) -> Self {
        let mut names =
            Self { form, paths: BTreeMap::new(), leaves: BTreeMap::new(), labels: BTreeSet::new() };
        for (i, item) in form.items.iter().enumerate() {
            names.paths.entry(&item.path).or_insert(i);
            if !matches!(item.kind, ItemKind::Group | ItemKind::Repeat) {
                names.leaves.entry(&item.name).and_modify(|e| *e = None).or_insert(Some(i));
            }
            names.labels.extend(item.labels.values().map(|l| plain(l)));
        }
        names
    }

    /// By full path, else by a name that only one item has.
    fn find(&self, header: &str) -> Option<usize> {
        let leaf = || self.leaves.get(last_segment(header)).copied().flatten();
        self.paths.get(header).copied().or_else(leaf)
    }

    fn choice(&self, header: &str) -> Option<(usize, u32)> {
        let (question, option) = header.rsplit_once('/')?;
        let item = self.find(question)?;
        if self.form.items[item].kind != ItemKind::SelectMultiple {
            return None;
        }
        let choices = self.form.choices(&self.form.items[item]);
        let at = choices.iter().position(|c| c.name == option)?;
        Some((item, at as u32))
    }

    fn target(&self, header: &str) -> Target {
        let target = |item: usize| match self.form.items[item].kind {
            ItemKind::Repeat => Target::Repeat,
            _ if self.form.repeat_of(item).is_some() => Target::Repeat,
            _ => Target::Item(item),
        };
        if let Some(item) = self.paths.get(header) {
            return target(*item);
        }
        if let Some((item, option)) = self.choice(header) {
            return match target(item) {
                Target::Item(item) => Target::Choice(item, option),
                other => other,
            };
        }
        if let Some(item) = self.find(header) {
            return target(item);
        }
        if self.is_legacy_repeat(header) {
            Target::Repeat
        } else if self.is_label(header) {
            Target::Label
        } else {
            Target::Unknown
        }
    }

    /// `children[1]/age`, as old exports name the answers inside a repeat.
    fn is_legacy_repeat(&self, header: &str) -> bool {
        let group = header.split_once('[').and_then(|(group, _)| self.paths.get(group));
        group.is_some_and(|&item| self.form.items[item].kind == ItemKind::Repeat)
    }

    /// A label of a question, with or without those of its groups before or its options behind.
    fn is_label(&self, header: &str) -> bool {
        let header = plain(header);
        self.labels.contains(&header)
            || header.match_indices('/').any(|(at, _)| {
                self.labels.contains(&header[at + 1..]) || self.labels.contains(&header[..at])
            })
    }

    /// The contact whose file a column names: `photo_URL`.
    fn media(&self, header: &str) -> Option<usize> {
        self.find(header.strip_suffix("_URL")?)
    }
}

/// How many cells of a row are names of the form or fields of the server.
pub(crate) fn n_known(form: &Form, cells: &[String]) -> usize {
    let names = Names::new(form);
    let known = |header: &str| {
        is_server_field(header)
            || matches!(names.target(header), Target::Item(_) | Target::Choice(..))
    };
    cells.iter().filter(|cell| !cell.is_empty() && known(cell)).count()
}

impl Layout {
    /// Reads the headers. Faults: unknown and doubled columns, repeats.
    pub(crate) fn new(
        form: &Form,
        grid: &Grid,
        options: &ReadOptions,
        reporter: &mut Reporter,
    ) -> Self {
        let names = Names::new(form);
        let contact = contact_items(form, options);
        let mut layout =
            Self { sources: vec![Source::default(); form.items.len()], ..Self::default() };
        let mut unknown = Vec::new();
        let mut seen = BTreeSet::new();
        for (column, header) in grid.headers.iter().enumerate() {
            if header.is_empty() {
                if (0..grid.n_rows()).any(|row| !grid.cell(row, column).is_empty()) {
                    unknown.push(column);
                }
            } else if !seen.insert(header.as_str()) {
                let known = is_server_field(header)
                    || matches!(names.target(header), Target::Item(_) | Target::Choice(..));
                if known {
                    let details = [("column", header.as_str())];
                    reporter.column(FaultCode::DuplicateHeader, header, column, &details);
                } else {
                    reporter.unnamed_column(FaultCode::DuplicateHeader, column, &[]);
                }
            } else if !layout.server_field(header, column, options) {
                match names.target(header) {
                    Target::Item(item) if contact[item] => {
                        layout.contacts.push(column);
                        if options.place.iter().any(|q| names_one(q, form, item)) {
                            layout.place.text = Some(column);
                        }
                    }
                    Target::Choice(item, _) if contact[item] => layout.contacts.push(column),
                    Target::Item(item) => layout.question(form, item, column, header, reporter),
                    Target::Choice(item, option) => {
                        layout.n_names += 1;
                        layout.sources[item].split.push((column, option));
                    }
                    Target::Repeat => {}
                    Target::Label => {
                        layout.n_labels += 1;
                        unknown.push(column);
                    }
                    Target::Unknown if names.media(header).is_some_and(|i| contact[i]) => {
                        layout.contacts.push(column);
                    }
                    Target::Unknown => unknown.push(column),
                }
            }
        }
        layout.report_unknown(form, grid, &unknown, reporter);
        layout
    }

    fn question(
        &mut self,
        form: &Form,
        item: usize,
        column: usize,
        header: &str,
        reporter: &mut Reporter,
    ) {
        if !form.items[item].kind.has_answers() {
            return;
        }
        self.n_names += usize::from(!form.items[item].labels.is_empty());
        let source = &mut self.sources[item];
        if source.joined.is_some() {
            let details = [("column", header)];
            reporter.column(FaultCode::DuplicateHeader, header, column, &details);
        } else {
            source.joined = Some(column);
        }
    }

    /// Sorts in a field of the server; `false` where the header is none.
    fn server_field(&mut self, header: &str, column: usize, options: &ReadOptions) -> bool {
        if let Some(field) = key_field(header) {
            self.keys.insert(field, column);
            return true;
        }
        if let Some((name, part)) = derived_coordinate(header) {
            self.contacts.push(column);
            if options.place.as_ref().is_some_and(|q| last_segment(q.as_str()) == name) {
                match part {
                    "_latitude" => self.place.latitude = Some(column),
                    "_longitude" => self.place.longitude = Some(column),
                    _ => {}
                }
            }
            return true;
        }
        if ENUMERATOR.contains(&header) || COORDINATES.contains(&header) {
            self.contacts.push(column);
            return true;
        }
        is_server_field(header)
    }

    /// Columns that the form does not know. Where most headers are labels, or nothing was
    /// recognised, the fault is of the whole file and not of each column.
    fn report_unknown(&self, form: &Form, grid: &Grid, unknown: &[usize], reporter: &mut Reporter) {
        if self.holds_labels() || self.nothing_known() {
            return;
        }
        for &column in unknown {
            let header = grid.headers[column].as_str();
            let names = form.items.iter().filter(|i| i.kind.has_answers());
            let near = nearest(last_segment(header), names.map(|i| i.name.as_str()));
            // What nobody mapped is never quoted: it may be anything.
            let details = [("nearest", near.as_str())];
            reporter.unnamed_column(FaultCode::ColumnNotInForm, column, &details);
        }
    }

    /// Whether the headers are labels.
    pub(crate) fn holds_labels(&self) -> bool {
        self.n_labels > self.n_names
    }

    /// Whether no header says anything to this reader.
    pub(crate) fn nothing_known(&self) -> bool {
        self.keys.is_empty()
            && self.n_labels == 0
            && self.contacts.is_empty()
            && self.sources.iter().all(|s| s.first().is_none())
    }
}

fn names_one(question: &nanduti_model::QuestionId, form: &Form, item: usize) -> bool {
    names(std::slice::from_ref(question), &form.items[item])
}
