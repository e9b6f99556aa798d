//! Choices: one of a list, or any of it as a joined column, as split columns, or as both.

use super::{Answers, Codes, Refusal, refuse};
use crate::contacts::looks_like_contact;
use crate::layout::Source;
use crate::{FormChoice, FormItem};
use nanduti_model::{Answered, ColumnValues, FaultCode, Missing};

/// The options of a list, for looking up names.
struct Options<'f> {
    choices: &'f [FormChoice],
    /// Positions in order of name.
    by_name: Vec<u32>,
    /// Options that stand for a kind of missing.
    kinds: Vec<Option<Missing>>,
}

impl<'f> Options<'f> {
    fn new(choices: &'f [FormChoice], codes: &Codes) -> Self {
        let mut by_name: Vec<u32> = (0..choices.len() as u32).collect();
        by_name.sort_by_key(|&i| &choices[i as usize].name);
        let kinds = choices.iter().map(|c| codes.word(&c.name)).collect();
        Self { choices, by_name, kinds }
    }

    /// What a set of options means: an option such as "does not know" must stand alone.
    fn meaning(&self, chosen: Vec<u32>) -> Result<Answered<Vec<u32>>, Refusal> {
        match chosen.iter().find_map(|&i| self.kinds[i as usize].map(|kind| (i, kind))) {
            None => Ok(Ok(chosen)),
            Some((_, kind)) if chosen.len() == 1 => Ok(Err(kind)),
            Some((option, _)) => {
                let name = self.choices[option as usize].name.clone();
                Err((FaultCode::Contradiction, Some(("rule", name))))
            }
        }
    }

    fn find(&self, name: &str) -> Option<u32> {
        let key = |i: &u32| self.choices[*i as usize].name.as_str();
        self.by_name.binary_search_by(|i| key(i).cmp(name)).ok().map(|at| self.by_name[at])
    }

    fn is_label(&self, text: &str) -> bool {
        self.choices.iter().any(|c| c.labels.values().any(|label| label == text))
    }

    fn names(&self) -> Vec<String> {
        self.choices.iter().map(|c| c.name.clone()).collect()
    }
}

impl Answers<'_, '_> {
    pub(super) fn choice(&mut self, item: &FormItem, at: usize) -> ColumnValues {
        let options = Options::new(self.form.choices(item), &self.codes);
        let mut count = self.labels;
        let values = self.each(at, |text, codes| {
            let Some(option) = options.find(text) else {
                if let Some(kind) = codes.word(text) {
                    return Ok(Err(kind));
                }
                count.labels += usize::from(options.is_label(text));
                return Err(unknown_choice(text));
            };
            count.names += 1;
            Ok(options.kinds[option as usize].map_or(Ok(option), Err))
        });
        self.labels = count;
        ColumnValues::Choice { options: options.names(), values }
    }

    /// Where both shapes are there, a contradiction makes the cell invalid: which of them the
    /// respondent meant cannot be known. A blank split cell says nothing.
    pub(super) fn choices(&mut self, item: &FormItem, source: &Source) -> ColumnValues {
        let options = Options::new(self.form.choices(item), &self.codes);
        let mut values = Vec::with_capacity(self.rows.len());
        for &row in self.rows {
            values.push(self.multiple(row, source, &options).unwrap_or_else(|(at, refusal)| {
                refuse(self.reporter, self.grid, row, at, &refusal);
                Err(Missing::Invalid)
            }));
        }
        ColumnValues::Choices { options: options.names(), values }
    }

    /// One answer, or the column and the fault for which there is none.
    fn multiple(
        &mut self,
        row: usize,
        source: &Source,
        options: &Options,
    ) -> Result<Answered<Vec<u32>>, (usize, Refusal)> {
        let at = source.first().unwrap_or_default();
        let split = self.split(row, source)?;
        let joined = match source.joined.map(|at| self.grid.cell(row, at)) {
            None | Some("") => None,
            Some(text) => match self.codes.word(text) {
                Some(kind) if options.find(text).is_none() => return Ok(Err(kind)),
                _ => Some(self.joined(text, options).map_err(|refusal| (at, refusal))?),
            },
        };
        let chosen = match (joined, split) {
            (None, None) => return Ok(Err(Missing::Blank)),
            (Some(joined), None) => joined,
            (None, Some(ticked)) if source.joined.is_none() || ticked.is_empty() => ticked,
            (None, Some(_)) => return Err((at, (FaultCode::SplitContradiction, None))),
            (Some(joined), Some(ticked)) => {
                let told = |option: &u32| {
                    let of = source.split.iter().filter(|(_, o)| o == option);
                    of.map(|(at, _)| self.grid.cell(row, *at)).any(|text| !text.is_empty())
                };
                if !joined.iter().copied().filter(told).eq(ticked) {
                    return Err((at, (FaultCode::SplitContradiction, None)));
                }
                joined
            }
        };
        options.meaning(chosen).map_err(|refusal| (at, refusal))
    }

    /// Reads `a b c` into ascending positions.
    fn joined(&mut self, text: &str, options: &Options) -> Result<Vec<u32>, Refusal> {
        let mut chosen = Vec::new();
        for word in text.split_whitespace() {
            let Some(option) = options.find(word) else {
                self.labels.labels += usize::from(options.is_label(text));
                return Err(unknown_choice(text));
            };
            chosen.push(option);
        }
        self.labels.names += 1;
        chosen.sort_unstable();
        chosen.dedup();
        Ok(chosen)
    }

    /// The options ticked in the split columns; `None` where all of them are blank.
    fn split(&self, row: usize, source: &Source) -> Result<Option<Vec<u32>>, (usize, Refusal)> {
        let (mut ticked, mut any) = (Vec::new(), false);
        for &(at, option) in &source.split {
            match self.grid.cell(row, at) {
                "" => continue,
                "0" | "FALSE" | "false" => {}
                "1" | "TRUE" | "true" => ticked.push(option),
                other => return Err((at, unknown_choice(other))),
            }
            any = true;
        }
        ticked.sort_unstable();
        ticked.dedup();
        Ok(any.then_some(ticked))
    }
}

fn unknown_choice(text: &str) -> Refusal {
    let contact = looks_like_contact(text);
    (if contact { FaultCode::ContactInAnswer } else { FaultCode::CellNotAChoice }, None)
}
