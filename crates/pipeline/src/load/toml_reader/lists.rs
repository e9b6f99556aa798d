//! Values of several parts: lists of labels, words with a table, pairs of a name and a number.

use super::Section;
use nanduti_model::Label;
use std::ops::RangeInclusive;
use toml_edit::{Item, Value};

/// A word of a list of words, and the table that says more about it, if there is one.
#[derive(Debug)]
pub struct Tagged<'a, 't> {
    /// The word.
    pub word: String,
    /// The rest.
    pub section: Option<Section<'a, 't>>,
}

impl<'a, 't> Section<'a, 't> {
    /// A list of texts in both languages; empty when absent.
    pub fn labels(&self, key: &str) -> Vec<Label> {
        let plain = self.optional_array(key).is_some_and(|a| a.iter().all(Value::is_str));
        if plain {
            let both = |text: String| Label { es: text.clone(), en: text };
            return self.texts(key).into_iter().map(both).collect();
        }
        self.sections(key)
            .iter()
            .filter_map(|name| {
                let (es, en) = (name.text("es"), name.text("en"));
                name.finish();
                Some(Label { es: es?, en: en? })
            })
            .collect()
    }

    fn optional_array(&self, key: &str) -> Option<&'a toml_edit::Array> {
        self.item(key)?.as_array()
    }

    /// A word, alone or as the key `tag` of a table that says more about it; `expected` names the
    /// words. The caller finishes the table.
    pub fn tagged(&self, key: &str, tag: &str, expected: &str) -> Option<Tagged<'a, 't>> {
        let word = self.optional(key, expected, |item| match item.as_table_like() {
            Some(table) => Some((table.get(tag)?.as_str()?.to_owned(), true)),
            None => Some((item.as_str()?.to_owned(), false)),
        })?;
        let (word, is_table) = word;
        let section = if is_table { self.optional_section(key) } else { None };
        if let Some(section) = &section {
            section.optional_text(tag);
        }
        Some(Tagged { word, section })
    }

    /// Whether a key holds a number.
    pub fn is_number(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|item| item.is_integer() || item.is_float())
    }

    /// Whether a key holds a table and not a list or a single value.
    pub fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(Item::is_table_like)
    }

    /// Pairs of a name or number and a number, in file order: `[[0, 10], ["often", 50]]` or
    /// `{ "0" = 10, often = 50 }`; empty when absent.
    pub fn pairs(&self, key: &str, range: RangeInclusive<f64>) -> Vec<(String, f64)> {
        let number = |v: &Value| {
            let number = v.as_float().or_else(|| v.as_integer().map(|x| x as f64));
            number.filter(|x| range.contains(x))
        };
        let name = |v: &Value| {
            let whole = v.as_integer().map(|x| x.to_string());
            v.as_str().map(str::to_owned).or(whole).or_else(|| v.as_float().map(|x| x.to_string()))
        };
        let expected = format!(
            "[[0, 10], [\"…\", 50]] | {{ \"…\" = 50 }}, {} – {}",
            range.start(),
            range.end()
        );
        self.optional(key, &expected, |item| {
            if let Some(table) = item.as_table_like() {
                let pair = |(k, v): (&str, &Item)| Some((k.to_owned(), number(v.as_value()?)?));
                return table.iter().map(pair).collect::<Option<Vec<_>>>();
            }
            let pair = |v: &Value| {
                let pair = v.as_array().filter(|pair| pair.len() == 2)?;
                Some((name(pair.get(0)?)?, number(pair.get(1)?)?))
            };
            item.as_array()?.iter().map(pair).collect()
        })
        .unwrap_or_default()
    }
}
