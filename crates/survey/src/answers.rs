//! Turns the texts of the columns into typed answers, one question at a time.

mod choices;

use crate::constraints::bounds;
use crate::contacts::{looks_like_contact, looks_like_contact_code, names};
use crate::grid::Grid;
use crate::layout::{Layout, Source};
use crate::numbers::{Figure, integer_digits, parse_number, read_measured, read_whole};
use crate::report::Reporter;
use crate::times::{iso_time, parse_moment, parse_time};
use crate::{Form, FormItem, ItemKind, ReadOptions};
use nanduti_model::{Answered, Column, ColumnValues, FaultCode, Missing, QuestionId};

/// A column of answers and where it came from.
#[derive(Debug)]
pub(crate) struct ReadColumn {
    pub(crate) column: Column,
    /// Position of its item in the form.
    pub(crate) item: usize,
    /// Position in the export of the column that its faults name.
    pub(crate) at: usize,
}

/// How cells of choices compare with the names and with the labels of the options.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct LabelCount {
    /// Cells that name an option.
    pub(crate) names: usize,
    /// Cells that name none and are the label of one.
    pub(crate) labels: usize,
}

/// Codes that stand for a kind of missing answer.
#[derive(Debug)]
pub(crate) struct Codes<'a> {
    words: Vec<(&'a str, Missing)>,
    numbers: Vec<(f64, Missing)>,
}

impl<'a> Codes<'a> {
    pub(crate) fn new(options: &'a ReadOptions) -> Self {
        let lists = [
            (&options.dont_know, Missing::DontKnow),
            (&options.refused, Missing::Refused),
            (&options.not_observed, Missing::NotObserved),
        ];
        let words: Vec<(&str, Missing)> = lists
            .into_iter()
            .flat_map(|(list, kind)| list.iter().map(move |word| (word.trim(), kind)))
            .collect();
        let number = |(word, kind): &(&str, Missing)| Some((parse_number(word, false)?, *kind));
        let numbers = words.iter().filter_map(number).collect();
        Self { words, numbers }
    }

    fn word(&self, text: &str) -> Option<Missing> {
        self.words.iter().find(|(word, _)| *word == text).map(|(_, kind)| *kind)
    }

    fn number(&self, number: f64) -> Option<Missing> {
        self.numbers.iter().find(|(code, _)| *code == number).map(|(_, kind)| *kind)
    }
}

/// What reading a column needs.
pub(crate) struct Answers<'a, 'r> {
    pub(crate) grid: &'a Grid,
    /// Rows of the grid that are read.
    pub(crate) rows: &'a [usize],
    pub(crate) form: &'a Form,
    pub(crate) options: &'a ReadOptions,
    pub(crate) codes: Codes<'a>,
    pub(crate) reporter: &'a mut Reporter<'r>,
    pub(crate) labels: LabelCount,
}

/// Why a cell is no answer, with the detail that its wording needs.
type Refusal = (FaultCode, Option<(&'static str, String)>);

impl Answers<'_, '_> {
    /// Reads every question of the form that the export has.
    pub(crate) fn columns(&mut self, layout: &Layout) -> Vec<ReadColumn> {
        let form = self.form;
        let mut columns = Vec::new();
        for (i, (item, source)) in form.items.iter().zip(&layout.sources).enumerate() {
            if let Some(at) = source.first() {
                let values = self.values(item, source, at);
                let question = QuestionId::from(item.name.as_str());
                let column = Column { path: item.path.clone(), question, values };
                columns.push(ReadColumn { column, item: i, at });
            }
        }
        columns
    }

    fn values(&mut self, item: &FormItem, source: &Source, at: usize) -> ColumnValues {
        match item.kind {
            ItemKind::Integer | ItemKind::Decimal => self.numbers(item, at),
            ItemKind::Calculate if self.all_numbers(at) => self.numbers(item, at),
            ItemKind::SelectOne => self.choice(item, at),
            ItemKind::SelectMultiple => self.choices(item, source),
            ItemKind::Date => self.moments(at, |t| parse_moment(t).map(|m| m.iso_date())),
            ItemKind::DateTime => self.moments(at, |t| parse_moment(t).map(|m| m.iso_date_time())),
            ItemKind::Time => self.moments(at, |t| {
                let clock = t.split_once('T').map_or(t, |(_, clock)| clock);
                parse_time(clock).map(iso_time)
            }),
            _ => self.texts(item, at),
        }
    }

    fn all_numbers(&self, at: usize) -> bool {
        let grid = self.grid;
        let mut cells = self.rows.iter().map(|&row| grid.cell(row, at)).filter(|t| !t.is_empty());
        cells.all(|text| parse_number(text, grid.decimal_comma).is_some())
    }

    /// Reads each cell of a column; blank ones never reach `read`.
    fn each<T>(
        &mut self,
        at: usize,
        mut read: impl FnMut(&str, &Codes) -> Result<Answered<T>, Refusal>,
    ) -> Vec<Answered<T>> {
        let mut values = Vec::with_capacity(self.rows.len());
        for &row in self.rows {
            let text = self.grid.cell(row, at);
            let value = if text.is_empty() {
                Err(Missing::Blank)
            } else {
                read(text, &self.codes).unwrap_or_else(|refusal| {
                    refuse(self.reporter, self.grid, row, at, &refusal);
                    Err(Missing::Invalid)
                })
            };
            values.push(value);
        }
        values
    }

    fn numbers(&mut self, item: &FormItem, at: usize) -> ColumnValues {
        let whole = item.kind == ItemKind::Integer;
        let comma = self.grid.decimal_comma;
        let range = self.options.ranges.get(&QuestionId::from(item.name.as_str())).copied();
        let allowed = bounds(item);
        let (least, most) = range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        // Where neither range nor constraint sets an upper end, seven digits may be a phone.
        let guarded = most.min(allowed.1).is_infinite();
        let (low, high) = (least.max(allowed.0), most.min(allowed.1));
        ColumnValues::Number(self.each(at, |text, codes| {
            let coded = parse_number(text, comma).and_then(|number| codes.number(number));
            if let Some(kind) = codes.word(text).or(coded) {
                return Ok(Err(kind));
            }
            let figure =
                if whole { read_whole(text, comma) } else { read_measured(text, comma, low, high) };
            let number = match figure {
                Figure::Number(number) => number,
                _ if looks_like_contact(text) => return Err((FaultCode::ContactInAnswer, None)),
                Figure::Ambiguous => return Err((FaultCode::CellAmbiguousNumber, None)),
                Figure::NotANumber => return Err((FaultCode::CellNotANumber, None)),
            };
            if guarded && (integer_digits(text) > 6 || number.abs() >= 1e6) {
                return Err((FaultCode::ContactInAnswer, None));
            }
            if !(least..=most).contains(&number) {
                return Err((
                    FaultCode::CellOutOfRange,
                    Some(("range", format!("{least}–{most}"))),
                ));
            }
            Ok(Ok(number))
        }))
    }

    fn moments(&mut self, at: usize, read: impl Fn(&str) -> Option<String>) -> ColumnValues {
        ColumnValues::Text(self.each(at, |text, codes| match (read(text), codes.word(text)) {
            (Some(iso), _) => Ok(Ok(iso)),
            (None, Some(kind)) => Ok(Err(kind)),
            (None, None) if looks_like_contact(text) => Err((FaultCode::ContactInAnswer, None)),
            (None, None) => Err((FaultCode::CellNotADate, None)),
        }))
    }

    fn texts(&mut self, item: &FormItem, at: usize) -> ColumnValues {
        let workshop = self.options.workshop.as_ref();
        let is_code = workshop.is_some_and(|q| names(std::slice::from_ref(q), item));
        let suspect = if is_code { looks_like_contact_code } else { looks_like_contact };
        ColumnValues::Text(self.each(at, |text, codes| match codes.word(text) {
            Some(kind) => Ok(Err(kind)),
            None if suspect(text) => Err((FaultCode::ContactInAnswer, None)),
            None => Ok(Ok(text.to_owned())),
        }))
    }
}

/// Reports a cell that is no answer.
fn refuse(reporter: &mut Reporter, grid: &Grid, row: usize, at: usize, refusal: &Refusal) {
    let (code, detail) = refusal;
    let detail = detail.as_ref().map(|(name, text)| (*name, text.as_str()));
    reporter.cell(*code, grid.sheet_row(row), (&grid.headers[at], at), detail.as_slice());
}
