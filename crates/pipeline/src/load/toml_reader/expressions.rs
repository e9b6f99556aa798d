//! Expressions in a document: read, judged by where they stand, with faults that name the line and
//! column of the file.

use super::{Section, line};
use nanduti_model::{Expression, Fault, FaultCode, Function};
use nanduti_rules::parse_expression;

impl Section<'_, '_> {
    /// An expression over one row.
    pub fn expression(&self, key: &str) -> Option<Expression> {
        let value = self.optional_expression(key);
        self.required(key, value)
    }

    /// An expression over one row that may be absent.
    pub fn optional_expression(&self, key: &str) -> Option<Expression> {
        self.any_expression(key).filter(|expression| {
            self.allow(key, expression, |f| f != Function::Lookup, "only_instrument")
                && self.allow_row(key, expression)
        })
    }

    /// An expression of any kind that may be absent.
    pub fn any_expression(&self, key: &str) -> Option<Expression> {
        let text = self.optional_text(key)?;
        match parse_expression(&text) {
            Ok(expression) => Some(expression),
            Err(error) => {
                self.push(self.bad_expression(key, error.position, error.word()));
                None
            }
        }
    }

    /// Functions of the sample are a fault where a value is computed row by row.
    pub fn allow_row(&self, key: &str, expression: &Expression) -> bool {
        self.allow(key, expression, |f| !f.needs_sample(), "only_derived")
    }

    /// A fault for each function that has no place here.
    pub fn allow(
        &self,
        key: &str,
        expression: &Expression,
        allowed: impl Fn(Function) -> bool,
        word: &str,
    ) -> bool {
        let functions = expression.functions();
        let mut refused: Vec<&str> =
            functions.into_iter().filter(|f| !allowed(*f)).map(Function::name).collect();
        refused.dedup();
        for name in &refused {
            let at = self.position_of(key, name);
            self.push(self.bad_expression(key, at, word));
        }
        refused.is_empty()
    }

    /// A fault inside an expression, at a character of it (from 1).
    pub fn bad_expression(&self, key: &str, character: usize, word: &str) -> Fault {
        let (row, column) = self.inside(key, character);
        let mut fault = self.fault(FaultCode::BadExpression, key);
        fault.place.row = Some(row);
        fault
            .with("expression", self.optional_text(key).unwrap_or_default())
            .with("message", word)
            .with("position", column)
    }

    /// Where a word stands in a text, in characters from 1; 1 where it does not.
    pub fn position_of(&self, key: &str, word: &str) -> usize {
        let text = self.optional_text(key).unwrap_or_default();
        let joins = |c: char| c.is_alphanumeric() || "_.".contains(c);
        let whole = |at: &usize| {
            let (before, after) = (&text[..*at], &text[at + word.len()..]);
            !before.ends_with(joins) && !after.starts_with(joins)
        };
        let at = text.match_indices(word).map(|(at, _)| at).find(whole);
        at.map_or(1, |at| text[..at].chars().count() + 1)
    }

    /// Line and column of the file, both from 1, of a character (from 1) of a text value. Where
    /// the file writes the text with escapes, the beginning of the value is named.
    pub fn inside(&self, key: &str, character: usize) -> (u32, u32) {
        let file = self.document.text;
        let item = self.table.get(key);
        let span = item.and_then(toml_edit::Item::span).unwrap_or(self.span.clone());
        let written = file.get(span.clone()).unwrap_or_default();
        let text = item.and_then(toml_edit::Item::as_str).unwrap_or_default();
        let within = written.find(text).map_or(0, |start| {
            let skipped = text.chars().take(character.saturating_sub(1));
            start + skipped.map(char::len_utf8).sum::<usize>()
        });
        let at = span.start + within;
        let before = file.get(..at).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line(file, at), column as u32)
    }
}
