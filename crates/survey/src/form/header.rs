//! Headers of form sheets: `Label :: Español (es)`, `bind::relevant`, `List name` and their kin.

use std::collections::BTreeMap;

/// Language of a label whose header names none.
pub(super) const DEFAULT_LANGUAGE: &str = "default";

/// The plain name of a header and its language, where it has one.
pub(super) fn plain(header: &str) -> (String, Option<String>) {
    let separator = if header.contains("::") { "::" } else { ":" };
    let mut parts = header.split(separator).map(str::trim).filter(|p| !p.is_empty());
    let mut key = lower(parts.next().unwrap_or_default());
    if matches!(key.as_str(), "bind" | "body" | "control" | "media" | "instance") {
        key = lower(parts.next().unwrap_or_default());
    }
    let key = match key.as_str() {
        "caption" => "label",
        "relevance" => "relevant",
        "calculate" => "calculation",
        "command" => "type",
        "form_title" => "title",
        other => other,
    };
    (key.to_owned(), parts.next().map(str::to_owned))
}

fn lower(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_")
}

/// Where each column of a form sheet is.
#[derive(Debug)]
pub(super) struct Columns {
    plain: BTreeMap<String, usize>,
    /// Language and column of each label, in sheet order.
    labels: Vec<(String, usize)>,
}

impl Columns {
    pub(super) fn new(headers: &[String]) -> Self {
        let mut columns = Self { plain: BTreeMap::new(), labels: Vec::new() };
        for (i, header) in headers.iter().enumerate() {
            match plain(header) {
                (key, language) if key == "label" => {
                    let language = language.unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned());
                    columns.labels.push((language, i));
                }
                (key, None) if !key.is_empty() => {
                    columns.plain.entry(key).or_insert(i);
                }
                _ => {}
            }
        }
        columns
    }

    /// The column under any of these names.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.plain.get(*name).copied())
    }

    /// Languages in sheet order.
    pub(super) fn languages(&self) -> Vec<String> {
        self.labels.iter().map(|(language, _)| language.clone()).collect()
    }

    /// The labels of a row by language; empty ones are absent.
    pub(super) fn labels<'a>(&self, cell: impl Fn(usize) -> &'a str) -> BTreeMap<String, String> {
        let filled = self.labels.iter().filter(|(_, i)| !cell(*i).is_empty());
        filled.map(|(language, i)| (language.clone(), cell(*i).to_owned())).collect()
    }
}
