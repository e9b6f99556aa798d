//! A questionnaire as data: what is asked, in which groups, with which options and conditions.

mod header;
mod read;
mod words;

pub use read::read_form;

use nanduti_model::Expression;
use std::collections::BTreeMap;

/// What an item of a form is, as far as reading its answers goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ItemKind {
    /// A group of items; it has no answers.
    Group,
    /// A group that is answered several times; this version does not read it.
    Repeat,
    /// Text shown to the interviewer; it has no answers.
    Note,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// One option of a list.
    SelectOne,
    /// Any options of a list.
    SelectMultiple,
    /// A day.
    Date,
    /// A day and time, perhaps with the offset from UTC.
    DateTime,
    /// A time of day.
    Time,
    /// Text.
    Text,
    /// A computed value: a number where every value is one, else text.
    Calculate,
    /// Coordinates: always a contact.
    Location,
    /// Pictures, sound, codes of devices and people: always a contact.
    Private,
}

impl ItemKind {
    /// Whether exports hold a column for such an item.
    pub const fn has_answers(self) -> bool {
        !matches!(self, Self::Group | Self::Repeat | Self::Note)
    }
}

/// A `relevant` or `constraint`.
#[derive(Clone, PartialEq, Debug)]
pub struct FormRule {
    /// As written in the form.
    pub text: String,
    /// As understood; `None` when it cannot be evaluated (fault S016).
    pub expression: Option<Expression>,
}

/// One row of the form: a question, a group or a note.
#[derive(Clone, PartialEq, Debug)]
pub struct FormItem {
    /// Full path, groups included: `produccion/pr01_workers`.
    pub path: String,
    /// The name without its groups.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// The type as written: `select_one product`.
    pub type_text: String,
    /// Labels by language, as the header names it: `Español (es)`; `default` where it names none.
    pub labels: BTreeMap<String, String>,
    /// Name of its choice list, for selects.
    pub list: Option<String>,
    /// Position of the enclosing group or repeat.
    pub parent: Option<usize>,
    /// When it is shown; its groups have conditions of their own.
    pub relevant: Option<FormRule>,
    /// What its answer must fulfil.
    pub constraint: Option<FormRule>,
    /// Formula of a calculated item.
    pub calculation: Option<String>,
    /// Whether the form insists on an answer.
    pub required: bool,
    /// Row in the `survey` sheet, from 1; 0 for items nobody wrote.
    pub row: u32,
}

/// An option of a choice list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormChoice {
    /// XML name.
    pub name: String,
    /// Labels by language.
    pub labels: BTreeMap<String, String>,
}

/// A questionnaire.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Form {
    /// Title from the settings.
    pub title: Option<String>,
    /// Languages of the labels, in the order of the headers.
    pub languages: Vec<String>,
    /// All items in form order, groups before what they hold.
    pub items: Vec<FormItem>,
    /// Options of each choice list, in form order.
    pub lists: BTreeMap<String, Vec<FormChoice>>,
}

impl Form {
    /// The first item with this name that has answers.
    pub fn question(&self, name: &str) -> Option<&FormItem> {
        self.items.iter().find(|i| i.name == name && i.kind.has_answers())
    }

    /// The options of an item; empty where it has none.
    pub fn choices(&self, item: &FormItem) -> &[FormChoice] {
        item.list.as_ref().and_then(|list| self.lists.get(list)).map_or(&[], Vec::as_slice)
    }

    /// Position of the innermost repeat that holds the item.
    pub fn repeat_of(&self, item: usize) -> Option<usize> {
        self.ancestors(item).find(|&i| self.items[i].kind == ItemKind::Repeat)
    }

    /// Positions of the groups that hold the item, innermost first.
    pub fn ancestors(&self, item: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.items[item].parent, |&i| self.items[i].parent)
    }
}

#[cfg(test)]
mod tests;
