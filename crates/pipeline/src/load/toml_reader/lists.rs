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
        let number = |v: &Value| number(v).filter(|x| range.contains(x));
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

    /// Comparisons of two names, in file order: `[["a", "b", 3]]`; empty when absent.
    pub fn comparisons(&self, key: &str, range: RangeInclusive<f64>) -> Vec<(String, String, f64)> {
        let expected = format!("[[\"…\", \"…\", 3]], {} – {}", range.start(), range.end());
        let one = |v: &Value| {
            let parts = v.as_array().filter(|parts| parts.len() == 3)?;
            let name = |at: usize| parts.get(at).and_then(Value::as_str).map(str::to_owned);
            let times = parts.get(2).and_then(number).filter(|x| range.contains(x))?;
            Some((name(0)?, name(1)?, times))
        };
        self.optional(key, &expected, |item| item.as_array()?.iter().map(one).collect())
            .unwrap_or_default()
    }

    /// Names in an order, those in a list of their own side by side:
    /// `["a", ["b", "c"]]`; empty when absent.
    pub fn ordered_names(&self, key: &str) -> Vec<Vec<String>> {
        let one = |v: &Value| match v.as_array() {
            Some(tied) => tied.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
            None => v.as_str().map(|name| vec![name.to_owned()]),
        };
        let expected = "[\"…\", [\"…\", \"…\"]]";
        self.optional(key, expected, |item| item.as_array()?.iter().map(one).collect())
            .unwrap_or_default()
    }

    /// Pairs of names: `[["a", "b"]]`; empty when absent.
    pub fn name_pairs(&self, key: &str) -> Vec<(String, String)> {
        let one = |v: &Value| {
            let pair = v.as_array().filter(|pair| pair.len() == 2)?;
            let name = |at: usize| pair.get(at).and_then(Value::as_str).map(str::to_owned);
            Some((name(0)?, name(1)?))
        };
        self.optional(key, "[[\"…\", \"…\"]]", |item| {
            item.as_array()?.iter().map(one).collect()
        })
        .unwrap_or_default()
    }

    /// Least and greatest number by name, in file order: `{ a = [0.1, 0.5] }`; empty when absent.
    pub fn intervals(&self, key: &str, range: RangeInclusive<f64>) -> Vec<(String, (f64, f64))> {
        let expected = format!("{{ \"…\" = [{}, {}] }}", range.start(), range.end());
        let one = |(name, item): (&str, &Item)| {
            let ends = item.as_array().filter(|ends| ends.len() == 2)?;
            let end = |at: usize| ends.get(at).and_then(number).filter(|x| range.contains(x));
            let (least, most) = (end(0)?, end(1)?);
            (least <= most).then(|| (name.to_owned(), (least, most)))
        };
        self.optional(key, &expected, |item| item.as_table_like()?.iter().map(one).collect())
            .unwrap_or_default()
    }
}

/// A number, whole or not.
fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|x| x as f64))
}
