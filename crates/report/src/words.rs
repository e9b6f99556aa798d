//! All wording, Spanish and English, one file per group of words.
//!
//! Words are looked up by matching on enums, so that a new variant without words does not
//! compile. Only words that arrive as text from the results (stages of the funnel, things to
//! verify) have a fallback: the word itself, readable.

pub(crate) mod associativity;
pub(crate) mod assumptions;
mod clash;
pub(crate) mod codes;
mod dates;
mod diagnosis;
mod matching;
mod numbers;
mod pilots;
mod plans;
mod results;
mod simulation;
mod solve;
pub(crate) mod text;
pub(crate) mod weights;

pub use assumptions::assumed_figure;
pub use clash::{Clash, clash_lines, clashes};
pub use dates::{date_long, date_short, month_name, month_of, quarter_name, quarter_span};
pub use diagnosis::{dot_level, level_words, missing_code, missing_name};
pub use matching::{distance_band, gate_change, gate_name, gate_sentence, unmet_cause, value_part};
pub use numbers::singulars;
pub use numbers::{
    decimal, guaranies, interval, millions, out_of, per_cent, share_of_hundred, signed,
    signed_interval, whole,
};
pub use pilots::{
    clause_name, clause_short, funnel_stage, leave_word, pilot_reason, pilot_role, verify_word,
};
pub use plans::{modality, nothing_reason, resource_kind, resource_unit};
pub use results::machine_name;
pub(crate) use results::{
    against_word, cause_word, change_word, clause_word, compared_word, evidence_word, gate_word,
    group_word, leaves_words, missing_word, modality_word, portfolio_word, reason_word, role_word,
    severity_of, solve_word, stage_word, state_word, verdict_word,
};
pub use simulation::{evidence_kind, portfolio_kind, portfolio_name, simulation_warning};
pub use solve::{method_name, outcome_sentence, outcome_short, solve_status};

use nanduti_model::Label;

/// Language of everything a person reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Language {
    /// Spanish of Paraguay, the default.
    #[default]
    Es,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// The word in this language.
    pub fn pick<T>(self, es: T, en: T) -> T {
        match self {
            Self::Es => es,
            Self::En => en,
        }
    }

    /// The text of a label in this language, or in the other where this one is empty.
    pub fn of(self, label: &Label) -> &str {
        let (first, second) = self.pick((&label.es, &label.en), (&label.en, &label.es));
        if first.is_empty() { second } else { first }
    }

    /// Tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        self.pick("es-PY", "en")
    }

    /// The language named by `es` or `en`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "es" => Some(Self::Es),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A word that came as text, made readable: underscores become blanks.
pub(crate) fn readable(word: &str) -> String {
    word.replace('_', " ")
}

/// The text with its first letter small, for use inside a sentence; acronyms stay.
pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// The text with its first letter large.
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Items joined as a sentence does: «a, b y c» / "a, b and c".
pub(crate) fn join_and(language: Language, items: &[String]) -> String {
    let and = |next: &str| match language {
        Language::En => "and",
        // Before the sound «i» Spanish says «e».
        Language::Es if spanish_i_sound(next) => "e",
        Language::Es => "y",
    };
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), and(last)),
    }
}

fn spanish_i_sound(word: &str) -> bool {
    let word = word.to_lowercase();
    (word.starts_with('i') || word.starts_with("hi") || word.starts_with('í'))
        && !word.starts_with("hie")
}

#[cfg(test)]
mod tests;
