//! A TOML document read key by key, with every fault collected: missing and unknown keys (with
//! the nearest valid one and the line), wrong kinds, values out of range, missing sources.

mod expressions;
mod lists;

use jiff::civil::Date;
pub use lists::Tagged;
use nanduti_model::{
    AssumedFigure, Assumption, Basis, Fault, FaultCode, Guaranies, Label, Place, Source,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use toml_edit::{Item, TableLike, Value};

/// A parsed document and what was found wrong in it so far.
#[derive(Debug)]
pub struct Document<'t> {
    file: String,
    text: &'t str,
    parsed: toml_edit::Document<&'t str>,
    faults: RefCell<Vec<Fault>>,
    assumptions: RefCell<Vec<Assumption>>,
}

impl<'t> Document<'t> {
    /// Parses the text; `file` is the name that faults carry.
    pub fn parse(file: &str, text: &'t str) -> Result<Self, Fault> {
        match toml_edit::Document::parse(text) {
            Ok(parsed) => Ok(Self {
                file: file.to_owned(),
                text,
                parsed,
                faults: RefCell::default(),
                assumptions: RefCell::default(),
            }),
            Err(error) => {
                let row = error.span().map_or(1, |span| line(text, span.start));
                Err(Fault::new(FaultCode::TomlSyntax, Place::file(file).at_row(row))
                    .with("message", syntax_word(error.message())))
            }
        }
    }

    /// The top of the document.
    pub fn root(&self) -> Section<'_, 't> {
        Section {
            document: self,
            table: self.parsed.as_table(),
            path: String::new(),
            span: 0..0,
            read: RefCell::default(),
        }
    }

    /// Adds a fault found by a caller.
    pub fn push(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }

    /// Everything found, in the order of the file.
    pub fn into_findings(self) -> (Vec<Fault>, Vec<Assumption>) {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults.dedup();
        (faults, self.assumptions.into_inner())
    }
}

/// A table of the document. Call [`Section::finish`] once all keys were asked for.
pub struct Section<'a, 't> {
    document: &'a Document<'t>,
    table: &'a dyn TableLike,
    path: String,
    span: Range<usize>,
    read: RefCell<BTreeSet<String>>,
}

impl std::fmt::Debug for Section<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Section").field("path", &self.path).finish_non_exhaustive()
    }
}

impl<'a, 't> Section<'a, 't> {
    /// The place of a key of this table, for faults.
    pub fn place(&self, key: &str) -> Place {
        let start = self
            .table
            .get_key_value(key)
            .and_then(|(k, item)| k.span().or_else(|| item.span()))
            .map_or(self.span.start, |span| span.start);
        Place::file(self.document.file.clone())
            .at_row(line(self.document.text, start))
            .in_column(self.general(key), None)
    }

    /// Adds a fault at a key.
    pub fn fault(&self, code: FaultCode, key: &str) -> Fault {
        Fault::new(code, self.place(key))
    }

    /// Adds a fault found by a caller.
    pub fn push(&self, fault: Fault) {
        self.document.push(fault);
    }

    /// Whether the key is there; asked for, it is a known one.
    pub fn has(&self, key: &str) -> bool {
        self.expect_key(key);
        self.table.contains_key(key)
    }

    /// The keys of this table, in file order; they count as read.
    pub fn keys(&self) -> Vec<String> {
        let keys: Vec<String> = self.table.iter().map(|(k, _)| k.to_owned()).collect();
        self.read.borrow_mut().extend(keys.iter().cloned());
        keys
    }

    /// Counts a key as known without reading it, for keys of which one is chosen.
    pub fn expect_key(&self, key: &str) {
        self.read.borrow_mut().insert(key.to_owned());
    }

    fn dotted(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The dotted key without the positions in lists, so that one mistake made in every entry is
    /// one kind of fault. The place names the line.
    fn general(&self, key: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in self.dotted(key).chars() {
            inside = c == '[' || (inside && c != ']');
            if !inside && c != ']' {
                out.push(c);
            }
        }
        out
    }

    fn item(&self, key: &str) -> Option<&'a Item> {
        self.read.borrow_mut().insert(key.to_owned());
        self.table.get(key).filter(|item| !item.is_none())
    }

    fn missing(&self, key: &str) {
        self.push(self.fault(FaultCode::MissingKey, key).with("key", self.general(key)));
    }

    fn bad(&self, key: &str, expected: &str) {
        self.push(
            self.fault(FaultCode::BadValue, key)
                .with("key", self.general(key))
                .with("expected", expected),
        );
    }

    /// An optional value, converted; a wrong kind is a fault.
    fn optional<T>(
        &self,
        key: &str,
        expected: &str,
        convert: impl Fn(&'a Item) -> Option<T>,
    ) -> Option<T> {
        let item = self.item(key)?;
        let value = convert(item);
        if value.is_none() {
            self.bad(key, expected);
        }
        value
    }

    /// A value that must be there.
    pub fn required<T>(&self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.has(key) {
            self.missing(key);
        }
        value
    }

    /// A text that may be absent.
    pub fn optional_text(&self, key: &str) -> Option<String> {
        self.optional(key, "text", |item| item.as_str().map(str::to_owned))
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.optional(key, "text", |item| {
            item.as_str().filter(|t| !t.trim().is_empty()).map(str::to_owned)
        });
        self.required(key, value)
    }

    /// A number in a closed range that may be absent.
    pub fn optional_number(&self, key: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let expected = format!("{} – {}", range.start(), range.end());
        self.optional(key, &expected, |item| {
            item.as_float()
                .or_else(|| item.as_integer().map(|x| x as f64))
                .filter(|x| range.contains(x))
        })
    }

    /// A number in a closed range.
    pub fn number(&self, key: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let value = self.optional_number(key, range);
        self.required(key, value)
    }

    /// A whole number in a closed range that may be absent.
    pub fn optional_integer(&self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let expected = format!("{} – {}", range.start(), range.end());
        self.optional(key, &expected, |item| item.as_integer().filter(|x| range.contains(x)))
    }

    /// A whole number in a closed range.
    pub fn integer(&self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.optional_integer(key, range);
        self.required(key, value)
    }

    /// Whole guaraníes, ≥ 0.
    pub fn money(&self, key: &str) -> Option<Guaranies> {
        self.integer(key, 0..=9_000_000_000_000_000).map(Guaranies)
    }

    /// Yes or no, with a value for when it is absent.
    pub fn flag(&self, key: &str, otherwise: bool) -> bool {
        self.optional(key, "true / false", Item::as_bool).unwrap_or(otherwise)
    }

    /// A list of texts; empty when absent.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.optional(key, "[\"…\", \"…\"]", |item| {
            let array = item.as_array()?;
            array.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        })
        .unwrap_or_default()
    }

    /// A list of numbers in a range; empty when absent.
    pub fn numbers(&self, key: &str, range: RangeInclusive<f64>) -> Vec<f64> {
        self.optional(key, "[1, 2, …]", |item| {
            let array = item.as_array()?;
            let number = |v: &Value| v.as_float().or_else(|| v.as_integer().map(|x| x as f64));
            array
                .iter()
                .map(|v| number(v).filter(|x| range.contains(x)))
                .collect::<Option<Vec<_>>>()
        })
        .unwrap_or_default()
    }

    /// A text in both languages: `{ es = "…", en = "…" }`, or one text for both.
    pub fn label(&self, key: &str) -> Option<Label> {
        let value = self.optional_label(key);
        self.required(key, value)
    }

    /// A text in both languages that may be absent.
    pub fn optional_label(&self, key: &str) -> Option<Label> {
        self.optional(key, "\"…\" | { es = \"…\", en = \"…\" }", text_label)
    }

    /// A text, the same in both languages, or a text in each.
    pub fn text_or_label(&self, key: &str) -> Option<Label> {
        let value = self.optional_text_or_label(key);
        self.required(key, value)
    }

    /// The same that may be absent.
    pub fn optional_text_or_label(&self, key: &str) -> Option<Label> {
        self.optional(key, "\"…\" | { es = \"…\", en = \"…\" }", |item| {
            item.as_str()
                .filter(|text| !text.trim().is_empty())
                .map(Label::same)
                .or_else(|| label(item))
        })
    }

    /// One of the words of a list.
    pub fn choice<T: Copy>(&self, key: &str, words: &[(T, &str)]) -> Option<T> {
        let allowed: Vec<&str> = words.iter().map(|(_, w)| *w).collect();
        let value = self.optional(key, &allowed.join(" | "), |item| {
            let text = item.as_str()?;
            words.iter().find(|(_, w)| *w == text).map(|(value, _)| *value)
        });
        self.required(key, value)
    }

    /// A date written `YYYY-MM-DD`, quoted or not.
    pub fn date(&self, key: &str) -> Option<Date> {
        let value = self.optional(key, "YYYY-MM-DD", |item| {
            let text = match item.as_datetime() {
                Some(date) => date.to_string(),
                None => item.as_str()?.to_owned(),
            };
            text.parse().ok()
        });
        self.required(key, value)
    }

    /// Where a number comes from: a text for both languages, or one each. One that begins with
    /// "assumption" or "supuesto" is ours and is listed under the figure. A missing source is a
    /// fault.
    pub fn source(&self, figure: AssumedFigure) -> Source {
        let key = "source";
        let expected = "\"…\" | { es = \"…\", en = \"…\" }";
        let text = self
            .optional(key, expected, |item| item.as_str().map(Label::same).or_else(|| label(item)))
            .map(|text| Label { es: text.es.trim().to_owned(), en: text.en.trim().to_owned() })
            .unwrap_or_default();
        if text.es.is_empty() || text.en.is_empty() {
            self.push(self.fault(FaultCode::NoSource, key).with("key", self.general(key)));
        }
        let assumed = is_assumption(&text.es) || is_assumption(&text.en);
        if assumed {
            let place = format!("{} · {}", self.document.file, self.path);
            let text = text.clone();
            self.document.assumptions.borrow_mut().push(Assumption { place, figure, text });
        }
        Source { text, basis: if assumed { Basis::Assumption } else { Basis::Cited } }
    }

    /// A table inside this one that must be there.
    pub fn section(&self, key: &str) -> Option<Section<'a, 't>> {
        let value = self.optional_section(key);
        self.required(key, value)
    }

    /// A table inside this one that may be absent.
    pub fn optional_section(&self, key: &str) -> Option<Section<'a, 't>> {
        self.optional(key, "[table]", |item| {
            let table = item.as_table_like()?;
            Some(self.child(table, self.dotted(key), item.span()))
        })
    }

    /// The tables of a list `[[key]]`; empty when absent.
    pub fn sections(&self, key: &str) -> Vec<Section<'a, 't>> {
        self.optional(key, "[[table]]", |item| {
            if let Some(tables) = item.as_array_of_tables() {
                return Some(
                    tables
                        .iter()
                        .enumerate()
                        .map(|(i, t)| self.child(t, format!("{}[{i}]", self.dotted(key)), t.span()))
                        .collect(),
                );
            }
            let array = item.as_array()?;
            let tables = array.iter().map(Value::as_inline_table).collect::<Option<Vec<_>>>()?;
            Some(
                tables
                    .into_iter()
                    .enumerate()
                    .map(|(i, t)| self.child(t, format!("{}[{i}]", self.dotted(key)), t.span()))
                    .collect(),
            )
        })
        .unwrap_or_default()
    }

    fn child(
        &self,
        table: &'a dyn TableLike,
        path: String,
        span: Option<Range<usize>>,
    ) -> Section<'a, 't> {
        Section {
            document: self.document,
            table,
            path,
            span: span.unwrap_or(self.span.clone()),
            read: RefCell::default(),
        }
    }

    /// Calls every key nobody asked for a fault, naming the nearest that is asked for.
    pub fn finish(&self) {
        let read = self.read.borrow();
        for (key, _) in self.table.iter() {
            if !read.contains(key) {
                let known = read.iter().map(String::as_str);
                self.push(
                    self.fault(FaultCode::UnknownKey, key)
                        .with("key", self.general(key))
                        .with("nearest", nearest(key, known).unwrap_or_default()),
                );
            }
        }
    }

    /// The same for a name inside an expression, at a character of it (from 1).
    pub fn unknown_reference_at<'n>(
        &self,
        key: &str,
        character: usize,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let (row, column) = self.inside(key, character);
        let mut fault = self.fault(FaultCode::UnknownReference, key);
        fault.place.row = Some(row);
        self.push(
            fault
                .with("kind", kind)
                .with("name", name)
                .with("nearest", nearest(name, known).unwrap_or_default())
                .with("character", column),
        );
    }

    /// A fault for a name that is defined nowhere, with the nearest that is.
    pub fn unknown_reference<'n>(
        &self,
        key: &str,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        self.push(
            self.fault(FaultCode::UnknownReference, key)
                .with("kind", kind)
                .with("name", name)
                .with("nearest", nearest(name, known).unwrap_or_default()),
        );
    }
}

/// What breaks the grammar, as a word that has wording in both languages.
fn syntax_word(message: &str) -> &'static str {
    const WORDS: [(&str, &str); 9] = [
        ("duplicate", "duplicate"),
        ("string", "quotes"),
        ("quote", "quotes"),
        ("array", "brackets"),
        ("inline table", "brackets"),
        ("table", "brackets"),
        ("number", "number"),
        ("integer", "number"),
        ("=", "equals_sign"),
    ];
    let message = message.lines().next().unwrap_or_default();
    WORDS.iter().find(|(part, _)| message.contains(part)).map_or("syntax", |(_, word)| word)
}

/// The known name that differs least, where at most three in ten characters differ (Damerau and
/// Levenshtein, 1964–66; the limit is ours).
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    known
        .filter(|k| name.len().max(k.len()) <= LONGEST_NAME)
        .map(|k| (strsim::normalized_damerau_levenshtein(name, k), k))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, k)| k.to_owned())
}

/// One text for both languages, or one for each.
fn text_label(item: &Item) -> Option<Label> {
    let plain = item.as_str().filter(|text| !text.trim().is_empty());
    plain.map(Label::same).or_else(|| label(item))
}

/// A text in both languages and nothing else.
fn label(item: &Item) -> Option<Label> {
    let table = item.as_table_like()?;
    let part = |name| table.get(name).and_then(Item::as_str).map(str::to_owned);
    (table.iter().count() == 2).then(|| Some(Label { es: part("es")?, en: part("en")? }))?
}

/// Whether a source says of itself that it is ours.
fn is_assumption(source: &str) -> bool {
    let source = source.to_lowercase();
    ["assumption", "supuesto"].iter().any(|word| source.starts_with(word))
}
/// Share of characters that a suggested name keeps.
const LEAST_LIKENESS: f64 = 0.7;
/// Longest name that is compared: the comparison is quadratic and names may be hostile.
const LONGEST_NAME: usize = 200;

/// Line of a byte position, from 1.
fn line(text: &str, at: usize) -> u32 {
    text.get(..at).map_or(0, |before| before.matches('\n').count()) as u32 + 1
}

#[cfg(test)]
mod tests;
