//! A rule that an answer breaks: a bug of the solver, found before anybody sees the answer.

use std::fmt;

/// What a checker found wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Violation {
    /// The rule, as a word: `capacity`, `window`, `whole_pieces`, …
    pub rule: &'static str,
    /// Where: workshop, lot, cluster or resource, with the figures that clash.
    pub at: String,
}

impl Violation {
    /// A violation of `rule`.
    pub(crate) fn new(rule: &'static str, at: impl Into<String>) -> Self {
        Self { rule, at: at.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.at)
    }
}
