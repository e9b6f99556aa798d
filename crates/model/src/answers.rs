//! The typed, columnar answer table, with the kinds of missing answer kept apart.

use crate::{QuestionId, WorkshopId};
use std::collections::BTreeMap;

/// Why a cell holds no usable answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Missing {
    /// The question is not in this version of the form.
    NotAsked,
    /// Hidden by an unmet `relevant`: the only kind that leaves the denominator of availability.
    NotApplicable,
    /// Shown and left empty.
    Blank,
    /// The respondent does not know.
    DontKnow,
    /// The respondent preferred not to answer.
    Refused,
    /// An item to be observed was not observed.
    NotObserved,
    /// Something is there that cannot be read; it stays in the denominator.
    Invalid,
}

impl Missing {
    /// All kinds, in printing order.
    pub const ALL: [Self; 7] = [
        Self::NotAsked,
        Self::NotApplicable,
        Self::Blank,
        Self::DontKnow,
        Self::Refused,
        Self::NotObserved,
        Self::Invalid,
    ];

    /// Machine word of the kind, used in tables: `not_asked`, `not_applicable`, …
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::NotApplicable => "not_applicable",
            Self::Blank => "blank",
            Self::DontKnow => "dont_know",
            Self::Refused => "refused",
            Self::NotObserved => "not_observed",
            Self::Invalid => "invalid",
        }
    }

    /// Whether the cell counts in the denominator of availability.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::NotApplicable)
    }
}

/// A usable answer or the reason there is none.
pub type Answered<T> = Result<T, Missing>;

/// The values of one question, one entry per row.
#[derive(Clone, PartialEq, Debug)]
pub enum ColumnValues {
    /// Integers and decimals.
    Number(Vec<Answered<f64>>),
    /// One of the options, as an index into them.
    Choice {
        /// XML names of the options, in form order.
        options: Vec<String>,
        /// Chosen option per row.
        values: Vec<Answered<u32>>,
    },
    /// Any of the options, as ascending indices. An empty list is "shown and none ticked".
    Choices {
        /// XML names of the options, in form order.
        options: Vec<String>,
        /// Chosen options per row.
        values: Vec<Answered<Vec<u32>>>,
    },
    /// Short text, dates and times (ISO 8601).
    Text(Vec<Answered<String>>),
}

/// One question of the table.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Full path in the form, groups included: `produccion/pr01_workers`.
    pub path: String,
    /// The name without its groups, which is how instruments name it.
    pub question: QuestionId,
    /// The answers.
    pub values: ColumnValues,
}

impl Column {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match &self.values {
            ColumnValues::Number(v) => v.len(),
            ColumnValues::Choice { values, .. } => values.len(),
            ColumnValues::Choices { values, .. } => values.len(),
            ColumnValues::Text(v) => v.len(),
        }
    }

    /// Whether the column has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Why the row has no usable answer; `None` when it has one.
    pub fn missing(&self, row: usize) -> Option<Missing> {
        match &self.values {
            ColumnValues::Number(v) => v[row].as_ref().err().copied(),
            ColumnValues::Choice { values, .. } => values[row].as_ref().err().copied(),
            ColumnValues::Choices { values, .. } => values[row].as_ref().err().copied(),
            ColumnValues::Text(v) => v[row].as_ref().err().copied(),
        }
    }

    /// Replaces the answer of a row by a kind of missing.
    pub fn set_missing(&mut self, row: usize, kind: Missing) {
        match &mut self.values {
            ColumnValues::Number(v) => v[row] = Err(kind),
            ColumnValues::Choice { values, .. } => values[row] = Err(kind),
            ColumnValues::Choices { values, .. } => values[row] = Err(kind),
            ColumnValues::Text(v) => v[row] = Err(kind),
        }
    }

    /// The answer as a number: numbers as they are, a choice whose option name is a number as
    /// that number, `yes`/`si`/`sí`/`true` as 1 and `no`/`false` as 0. `Err(Invalid)` for other
    /// choices and for texts.
    pub fn number(&self, row: usize) -> Answered<f64> {
        match &self.values {
            ColumnValues::Number(v) => v[row],
            ColumnValues::Choice { options, values } => values[row]
                .and_then(|i| option_number(&options[i as usize]).ok_or(Missing::Invalid)),
            ColumnValues::Choices { options, values } => match &values[row] {
                Ok(chosen) => {
                    Ok(count_chosen(chosen.iter().map(|&i| options[i as usize].as_str())))
                }
                Err(kind) => Err(*kind),
            },
            ColumnValues::Text(v) => match &v[row] {
                Ok(text) => text.parse().map_err(|_| Missing::Invalid),
                Err(kind) => Err(*kind),
            },
        }
    }

    /// The XML name of the chosen option, or the text.
    pub fn text(&self, row: usize) -> Answered<&str> {
        match &self.values {
            ColumnValues::Choice { options, values } => {
                values[row].map(|i| options[i as usize].as_str())
            }
            ColumnValues::Text(v) => v[row].as_deref().map_err(|&m| m),
            ColumnValues::Number(v) => Err(v[row].err().unwrap_or(Missing::Invalid)),
            ColumnValues::Choices { values, .. } => {
                Err(values[row].as_ref().err().copied().unwrap_or(Missing::Invalid))
            }
        }
    }

    /// The XML names of the chosen options, in form order.
    pub fn chosen(&self, row: usize) -> Answered<Vec<&str>> {
        match &self.values {
            ColumnValues::Choices { options, values } => match &values[row] {
                Ok(indices) => Ok(indices.iter().map(|&i| options[i as usize].as_str()).collect()),
                Err(kind) => Err(*kind),
            },
            _ => self.text(row).map(|t| vec![t]),
        }
    }
}

/// The option by which a multiple choice says that none of the others applies: chosen, it tells
/// zero from a question left blank.
pub const NONE_OPTION: &str = "none";

/// How many options are chosen, [`NONE_OPTION`] not counted.
pub fn count_chosen<'a>(options: impl IntoIterator<Item = &'a str>) -> f64 {
    options.into_iter().filter(|option| *option != NONE_OPTION).count() as f64
}

/// The number an option name stands for: itself, or 1 and 0 for yes and no.
pub fn option_number(name: &str) -> Option<f64> {
    match name {
        "yes" | "si" | "sí" | "true" => Some(1.0),
        "no" | "false" => Some(0.0),
        other => other.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

/// How the export names a submission; none of it is a contact.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RowKey {
    /// Row in the export as a spreadsheet counts it (the header is row 1).
    pub row: u32,
    /// `_index`, where the export has it.
    pub index: Option<u64>,
    /// `_id`.
    pub id: Option<u64>,
    /// `_uuid`.
    pub uuid: Option<String>,
    /// `_submission_time`, ISO 8601 as far as the export knows it.
    pub submission_time: Option<String>,
    /// `_validation_status`.
    pub validation_status: Option<String>,
    /// `_status`.
    pub status: Option<String>,
    /// `__version__` of the form.
    pub version: Option<String>,
}

/// All answers of a survey, contacts excluded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AnswerTable {
    /// One key per row.
    pub keys: Vec<RowKey>,
    /// The workshop of each row; empty when the survey has no workshop code.
    pub workshops: Vec<WorkshopId>,
    /// The questions, in form order.
    pub columns: Vec<Column>,
    /// Position of each question in `columns`.
    pub positions: BTreeMap<QuestionId, usize>,
}

impl AnswerTable {
    /// Number of submissions.
    pub fn n_rows(&self) -> usize {
        self.keys.len()
    }

    /// The column of a question, if it was asked.
    pub fn column(&self, question: &QuestionId) -> Option<&Column> {
        self.positions.get(question).map(|&i| &self.columns[i])
    }

    /// Adds a column; the first of two equal question names keeps the name.
    pub fn push(&mut self, column: Column) {
        debug_assert_eq!(column.len(), self.keys.len());
        self.positions.entry(column.question.clone()).or_insert(self.columns.len());
        self.columns.push(column);
    }

    /// The same table with only the given rows, in the given order.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        let pick = |values: &ColumnValues| match values {
            ColumnValues::Number(v) => ColumnValues::Number(rows.iter().map(|&r| v[r]).collect()),
            ColumnValues::Choice { options, values } => ColumnValues::Choice {
                options: options.clone(),
                values: rows.iter().map(|&r| values[r]).collect(),
            },
            ColumnValues::Choices { options, values } => ColumnValues::Choices {
                options: options.clone(),
                values: rows.iter().map(|&r| values[r].clone()).collect(),
            },
            ColumnValues::Text(v) => {
                ColumnValues::Text(rows.iter().map(|&r| v[r].clone()).collect())
            }
        };
        Self {
            keys: rows.iter().map(|&r| self.keys[r].clone()).collect(),
            workshops: if self.workshops.is_empty() {
                Vec::new()
            } else {
                rows.iter().map(|&r| self.workshops[r].clone()).collect()
            },
            columns: self
                .columns
                .iter()
                .map(|c| Column {
                    path: c.path.clone(),
                    question: c.question.clone(),
                    values: pick(&c.values),
                })
                .collect(),
            positions: self.positions.clone(),
        }
    }
}
