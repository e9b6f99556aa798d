//! What a form calls its questions and options, so that people read them as they were asked.

use crate::{Label, QuestionId, option_number};
use std::collections::BTreeMap;

/// An option of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionWords {
    /// XML name: what the export holds.
    pub name: String,
    /// What the person interviewed was read; the name where the form has no label.
    pub label: Label,
}

/// A question as the form asks it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuestionWords {
    /// The question; empty where the form has no label.
    pub label: Label,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// The options, in form order, without those that say why there is no answer; empty for
    /// questions that are no choice.
    pub options: Vec<OptionWords>,
}

/// The questions of a form by the names that the instrument knows them by; empty without a form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FormWords(pub BTreeMap<QuestionId, QuestionWords>);

impl FormWords {
    /// A question; `None` where the form does not have it.
    pub fn question(&self, name: &str) -> Option<&QuestionWords> {
        self.0.get(&QuestionId::from(name))
    }

    /// The label of an option of a question by its XML name.
    pub fn option(&self, question: &str, name: &str) -> Option<&Label> {
        let known = self.question(question)?.options.iter().find(|option| option.name == name);
        known.map(|option| &option.label)
    }

    /// The label of the option of a question that stands for a number.
    pub fn option_of(&self, question: &str, number: f64) -> Option<&Label> {
        let stands = |name: &str| option_number(name).is_some_and(|n| (n - number).abs() < 1e-9);
        let known = self.question(question)?.options.iter().find(|option| stands(&option.name));
        known.map(|option| &option.label)
    }
}
