//! Answers held against the options that the instrument declares.
//!
//! A column of few rows, or of options with spaces, looks like text in a file that came without a
//! form: what a question says it is stands above what its column looks like. An answer that the
//! instrument gives no number would be lost without a word: it is a fault, and no answer.

use crate::survey_input::Places;
use nanduti_model::{
    AnswerTable, Answered, ColumnValues, Fault, FaultCode, Instrument, Missing, Place, Question,
    QuestionKind, option_number,
};
use std::collections::BTreeSet;

/// What stands between the options of one cell, in the order in which it is tried.
const SEPARATORS: [char; 5] = [';', '|', ',', '/', '>'];

/// Reads the text columns of choices and rankings as such and withdraws every answer that is none
/// of the declared options, each with a fault at its cell.
pub(crate) fn hold_to_options(
    instrument: &Instrument,
    table: &mut AnswerTable,
    file: &str,
    places: &Places,
) -> Vec<Fault> {
    let scored: BTreeSet<&str> = (0..instrument.nodes.len())
        .filter_map(|node| instrument.indicator(node))
        .map(|indicator| indicator.reads.as_str())
        .collect();
    let mut faults = Vec::new();
    for question in &instrument.questions {
        let Some(&at) = table.positions.get(&question.id) else { continue };
        let options = Options::of(question, scored.contains(question.id.as_str()));
        let column = &mut table.columns[at];
        let refused = options.hold(&question.kind, &mut column.values);
        for row in refused {
            let mut place =
                Place::file(file).at_row(table.keys[row].row).in_column(column.path.as_str(), None);
            places.complete(&mut place);
            faults.push(Fault::new(FaultCode::CellNotAChoice, place));
        }
    }
    faults
}

/// What an option must be.
enum Options<'a> {
    /// One of these names, or the number of one of them.
    Named(Vec<&'a str>, Vec<f64>),
    /// A number, or yes or no.
    Numbers,
    /// Anything.
    Any,
}

impl<'a> Options<'a> {
    fn of(question: &'a Question, is_scored: bool) -> Self {
        let codes = &question.reading.codes;
        match &question.kind {
            QuestionKind::Ranking { options } => {
                Self::Named(options.iter().map(String::as_str).collect(), Vec::new())
            }
            QuestionKind::Choice | QuestionKind::Choices if !codes.is_empty() => Self::Named(
                codes.iter().map(|code| code.option.as_str()).collect(),
                codes.iter().map(|code| code.code).collect(),
            ),
            QuestionKind::Choice if is_scored => Self::Numbers,
            _ => Self::Any,
        }
    }

    fn allow(&self, option: &str) -> bool {
        match self {
            Self::Named(names, numbers) => {
                let is_code = |number: f64| numbers.contains(&number);
                names.contains(&option) || option_number(option).is_some_and(is_code)
            }
            Self::Numbers => option_number(option).is_some(),
            Self::Any => true,
        }
    }

    /// Rows whose answer is none of the options; they are no answers any more.
    fn hold(&self, kind: &QuestionKind, values: &mut ColumnValues) -> Vec<usize> {
        match (kind, &mut *values) {
            (QuestionKind::Choice, ColumnValues::Text(texts)) => {
                let (read, refused) = self.one_of(texts);
                *values = read;
                refused
            }
            (QuestionKind::Choices, ColumnValues::Text(texts)) => {
                let (read, refused) = self.any_of(texts);
                *values = read;
                refused
            }
            (QuestionKind::Ranking { .. }, ColumnValues::Text(texts)) => {
                withdraw(texts, |text| self.in_order(text))
            }
            (_, ColumnValues::Choice { options, values }) => withdraw(values, |at| {
                options.get(*at as usize).filter(|option| self.allow(option)).map(|_| *at)
            }),
            (_, ColumnValues::Choices { options, values }) => withdraw(values, |chosen| {
                let known = |at: &u32| options.get(*at as usize).is_some_and(|o| self.allow(o));
                chosen.iter().all(known).then(|| chosen.clone())
            }),
            _ => Vec::new(),
        }
    }

    fn one_of(&self, texts: &mut [Answered<String>]) -> (ColumnValues, Vec<usize>) {
        let refused = withdraw(texts, |text| self.allow(text).then(|| text.clone()));
        let options = sorted(texts.iter().flatten().map(String::as_str));
        let place = |text: &Answered<String>| {
            text.as_ref().map_err(|kind| *kind).and_then(|text| position(&options, text))
        };
        let values = texts.iter().map(place).collect();
        (ColumnValues::Choice { options, values }, refused)
    }

    fn any_of(&self, texts: &mut [Answered<String>]) -> (ColumnValues, Vec<usize>) {
        let common = SEPARATORS[..3]
            .iter()
            .find(|mark| texts.iter().flatten().any(|text| text.contains(**mark)));
        let split = |text: &str| -> Option<Vec<String>> {
            let parts = match (self, common) {
                (Self::Named(..), _) => self.parts(text)?,
                (_, Some(mark)) => split_at(text, *mark),
                (_, None) => text.split_whitespace().collect(),
            };
            Some(parts.into_iter().map(str::to_owned).collect())
        };
        let mut lists: Vec<Answered<Vec<String>>> = Vec::with_capacity(texts.len());
        let mut refused = Vec::new();
        for (row, text) in texts.iter().enumerate() {
            lists.push(match text {
                Err(kind) => Err(*kind),
                Ok(text) => split(text).ok_or_else(|| {
                    refused.push(row);
                    Missing::Invalid
                }),
            });
        }
        let options = sorted(lists.iter().flatten().flatten().map(String::as_str));
        let chosen = |list: &Answered<Vec<String>>| {
            let words = list.as_ref().map_err(|kind| *kind)?.iter();
            let mut chosen: Vec<u32> =
                words.map(|word| position(&options, word)).collect::<Result<_, _>>()?;
            chosen.sort_unstable();
            chosen.dedup();
            Ok(chosen)
        };
        let values = lists.iter().map(chosen).collect();
        (ColumnValues::Choices { options, values }, refused)
    }

    /// A ranking as its options with blanks between; none where one is unknown or stands twice.
    fn in_order(&self, text: &str) -> Option<String> {
        let parts = self.parts(text)?;
        let distinct: BTreeSet<&str> = parts.iter().copied().collect();
        (distinct.len() == parts.len()).then(|| parts.join(" "))
    }

    /// The options of a cell, by the first separator that leaves nothing unknown.
    fn parts<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let by_blanks: Vec<&str> = text.split_whitespace().collect();
        std::iter::once(by_blanks)
            .chain(SEPARATORS.iter().map(|mark| split_at(text, *mark)))
            .find(|parts| parts.iter().all(|part| self.allow(part)))
    }
}

fn split_at(text: &str, mark: char) -> Vec<&str> {
    text.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Takes back every answer that `keep` has nothing for, and returns their rows.
fn withdraw<T>(values: &mut [Answered<T>], keep: impl Fn(&T) -> Option<T>) -> Vec<usize> {
    let mut refused = Vec::new();
    for (row, value) in values.iter_mut().enumerate() {
        if let Ok(answer) = value {
            *value = keep(answer).ok_or_else(|| {
                refused.push(row);
                Missing::Invalid
            });
        }
    }
    refused
}

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

fn position(options: &[String], word: &str) -> Answered<u32> {
    let at = options.binary_search_by(|option| option.as_str().cmp(word));
    at.map(|at| at as u32).map_err(|_| Missing::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<Answered<String>> {
        let cell = |text: &&str| match *text {
            "" => Err(Missing::Blank),
            text => Ok(text.to_owned()),
        };
        cells.iter().map(cell).collect()
    }

    fn named(options: &[&'static str]) -> Options<'static> {
        Options::Named(options.to_vec(), vec![2.0])
    }

    #[test]
    fn options_are_told_apart_and_gaps_stay() {
        let mut cells = texts(&["at times", "", "a"]);
        let (ColumnValues::Choice { options, values }, refused) = Options::Any.one_of(&mut cells)
        else {
            unreachable!()
        };
        assert_eq!((options, refused), (vec!["a".to_owned(), "at times".to_owned()], vec![]));
        assert_eq!(values, [Ok(1), Err(Missing::Blank), Ok(0)]);
    }

    #[test]
    fn an_answer_outside_the_options_is_no_answer() {
        let mut cells = texts(&["low", "LOW", "2", "3", ""]);
        let (ColumnValues::Choice { values, .. }, refused) =
            named(&["low", "mid"]).one_of(&mut cells)
        else {
            unreachable!()
        };
        assert_eq!(refused, [1, 3]);
        assert_eq!(values[1], Err(Missing::Invalid));
        assert_eq!(values[4], Err(Missing::Blank));
        let mut scored = texts(&["1", "yes", "maybe", "inf"]);
        assert_eq!(Options::Numbers.one_of(&mut scored).1, [2, 3]);
    }

    #[test]
    fn several_options_stand_in_one_cell_however_they_are_parted() {
        let mut cells = texts(&["x y", "x;y", "y, x", "x/y", "x z", "", "x"]);
        let (ColumnValues::Choices { options, values }, refused) =
            named(&["x", "y"]).any_of(&mut cells)
        else {
            unreachable!()
        };
        assert_eq!(options, ["x", "y"]);
        assert_eq!(refused, [4]);
        let both = Ok(vec![0, 1]);
        assert_eq!(values[..4], [both.clone(), both.clone(), both.clone(), both]);
        assert_eq!(values[4..], [Err(Missing::Invalid), Err(Missing::Blank), Ok(vec![0])]);
        // Nothing declared: the mark that the column uses, else blanks.
        let mut cells = texts(&["own shop; fair", "fair"]);
        let (ColumnValues::Choices { options, values }, _) = Options::Any.any_of(&mut cells) else {
            unreachable!()
        };
        assert_eq!(options, ["fair", "own shop"]);
        assert_eq!(values, [Ok(vec![0, 1]), Ok(vec![0])]);
    }

    #[test]
    fn a_ranking_names_each_option_once() {
        let mut cells = texts(&["p q r", "p;q;r", "r>p", "p p q", "p z"]);
        let refused = withdraw(&mut cells, |text| named(&["p", "q", "r"]).in_order(text));
        assert_eq!(refused, [3, 4]);
        assert_eq!(cells[1], Ok("p q r".to_owned()));
        assert_eq!(cells[2], Ok("r p".to_owned()));
    }
}
