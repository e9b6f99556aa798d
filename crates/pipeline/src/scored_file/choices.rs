//! Choices of a file that came without a form: what a question says it is stands above what its
//! column looks like.
//!
//! A column of few rows, or of options with spaces, looks like text; read so, its points would be
//! missing without a word.

use nanduti_model::{AnswerTable, Answered, ColumnValues, Instrument, Missing, QuestionKind};
use std::collections::BTreeSet;

/// Reads every text column that the instrument asks as a choice as one.
pub(super) fn read_choices(instrument: &Instrument, table: &mut AnswerTable) {
    for question in &instrument.questions {
        let Some(&at) = table.positions.get(&question.id) else { continue };
        let values = &mut table.columns[at].values;
        let ColumnValues::Text(texts) = values else { continue };
        *values = match question.kind {
            QuestionKind::Choice => one_of(texts),
            QuestionKind::Choices => any_of(texts),
            QuestionKind::Number { .. } | QuestionKind::Text => continue,
        };
    }
}

fn one_of(texts: &[Answered<String>]) -> ColumnValues {
    let options = options(texts.iter().flatten().map(String::as_str));
    let values = texts
        .iter()
        .map(|text| text.as_ref().map_err(|kind| *kind).and_then(|text| place(&options, text)))
        .collect();
    ColumnValues::Choice { options, values }
}

fn any_of(texts: &[Answered<String>]) -> ColumnValues {
    let options = options(texts.iter().flatten().flat_map(|text| text.split_whitespace()));
    let chosen = |text: &Answered<String>| {
        let text = text.as_ref().map_err(|kind| *kind)?;
        let mut chosen: Vec<u32> =
            text.split_whitespace().map(|word| place(&options, word)).collect::<Result<_, _>>()?;
        chosen.sort_unstable();
        chosen.dedup();
        Ok(chosen)
    };
    let values = texts.iter().map(chosen).collect();
    ColumnValues::Choices { options, values }
}

fn options<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

fn place(options: &[String], word: &str) -> Answered<u32> {
    let at = options.binary_search_by(|option| option.as_str().cmp(word));
    at.map(|at| at as u32).map_err(|_| Missing::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_apart_and_gaps_stay() {
        let texts = [Ok("at times".to_owned()), Err(Missing::Blank), Ok("a".to_owned())];
        let ColumnValues::Choice { options, values } = one_of(&texts) else { unreachable!() };
        assert_eq!(options, ["a", "at times"]);
        assert_eq!(values, [Ok(1), Err(Missing::Blank), Ok(0)]);
        let texts = [Ok("b a b".to_owned()), Err(Missing::Refused), Ok(String::new())];
        let ColumnValues::Choices { options, values } = any_of(&texts) else { unreachable!() };
        assert_eq!(options, ["a", "b"]);
        assert_eq!(values, [Ok(vec![0, 1]), Err(Missing::Refused), Ok(Vec::new())]);
    }
}
