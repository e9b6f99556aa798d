//! The words of the `type` column, with the spellings that form tools accept.

use super::ItemKind;

/// What a type says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum TypeWord {
    /// A question, group or note.
    Item { kind: ItemKind, list: Option<String>, or_other: bool },
    /// The end of a group or repeat.
    End,
    /// A type this reader does not know.
    Unknown,
}

const SELECTS: &[(&str, ItemKind)] = &[
    ("select one", ItemKind::SelectOne),
    ("select1", ItemKind::SelectOne),
    ("add select one prompt using", ItemKind::SelectOne),
    ("select multiple", ItemKind::SelectMultiple),
    ("select all that apply", ItemKind::SelectMultiple),
    ("add select multiple prompt using", ItemKind::SelectMultiple),
    // The options are in another file, or the answer is an order: kept as text.
    ("select one from file", ItemKind::Text),
    ("select multiple from file", ItemKind::Text),
    ("select one external", ItemKind::Text),
    ("rank", ItemKind::Text),
];

const PLAIN: &[(&str, ItemKind)] = &[
    ("begin group", ItemKind::Group),
    ("begin lgroup", ItemKind::Repeat),
    ("begin repeat", ItemKind::Repeat),
    ("note", ItemKind::Note),
    ("audit", ItemKind::Note),
    ("xml-external", ItemKind::Note),
    ("csv-external", ItemKind::Note),
    ("integer", ItemKind::Integer),
    ("int", ItemKind::Integer),
    ("decimal", ItemKind::Decimal),
    ("range", ItemKind::Decimal),
    ("date", ItemKind::Date),
    ("today", ItemKind::Date),
    ("datetime", ItemKind::DateTime),
    ("date time", ItemKind::DateTime),
    ("start", ItemKind::DateTime),
    ("end", ItemKind::DateTime),
    ("time", ItemKind::Time),
    ("text", ItemKind::Text),
    ("string", ItemKind::Text),
    ("acknowledge", ItemKind::Text),
    ("trigger", ItemKind::Text),
    ("hidden", ItemKind::Text),
    ("calculate", ItemKind::Calculate),
    ("geopoint", ItemKind::Location),
    ("geotrace", ItemKind::Location),
    ("geoshape", ItemKind::Location),
    ("start-geopoint", ItemKind::Location),
    ("location", ItemKind::Location),
    ("gps", ItemKind::Location),
    ("image", ItemKind::Private),
    ("photo", ItemKind::Private),
    ("audio", ItemKind::Private),
    ("background-audio", ItemKind::Private),
    ("video", ItemKind::Private),
    ("file", ItemKind::Private),
    ("barcode", ItemKind::Private),
    ("phonenumber", ItemKind::Private),
    ("phone number", ItemKind::Private),
    ("deviceid", ItemKind::Private),
    ("device id", ItemKind::Private),
    ("subscriberid", ItemKind::Private),
    ("simserial", ItemKind::Private),
    ("sim id", ItemKind::Private),
    ("username", ItemKind::Private),
    ("email", ItemKind::Private),
];

/// Understands a type. Case and `_` against blanks do not matter, the list name is kept as is.
pub(super) fn type_word(text: &str) -> TypeWord {
    let words: Vec<&str> = text.split_whitespace().collect();
    let head = |n: usize| words[..n].join(" ").to_lowercase().replace('_', " ");
    let whole = head(words.len());
    if matches!(whole.as_str(), "end group" | "end repeat" | "end lgroup") {
        return TypeWord::End;
    }
    if let Some((_, kind)) = PLAIN.iter().find(|(word, _)| *word == whole) {
        return TypeWord::Item { kind: *kind, list: None, or_other: false };
    }
    // The longest wording that fits: `select one from file` before `select one`.
    for n in (1..=words.len().min(5)).rev() {
        let Some((_, kind)) = SELECTS.iter().find(|(word, _)| *word == head(n)) else { continue };
        let rest: Vec<&str> = words[n..].iter().copied().filter(|w| *w != "from").collect();
        let is_select = matches!(kind, ItemKind::SelectOne | ItemKind::SelectMultiple);
        let tail = head(words.len());
        return TypeWord::Item {
            kind: *kind,
            list: rest.first().filter(|_| is_select).map(|w| (*w).to_owned()),
            or_other: is_select && (tail.ends_with("or other") || tail.ends_with("specify other")),
        };
    }
    TypeWord::Unknown
}
