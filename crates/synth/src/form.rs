//! The questionnaire as data: groups, questions and choice lists of an XLSForm.
//!
//! The built-in form is `configs/garment/form.toml`; the XLSForm and every synthetic export are
//! written from it.

use nanduti_model::{Expression, Label};
use nanduti_rules::parse_form_rule;
use serde::Deserialize;

/// The form of the garment instrument, compiled in.
const BUILTIN: &str = include_str!("../../../configs/garment/form.toml");

/// What a synthetic form, sheet and file say of themselves.
pub const SYNTHETIC: &str = "SINTÉTICO";

/// Type of a question, by its XLSForm word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// Free text.
    Text,
    /// Whole number.
    Integer,
    /// Number with decimals.
    Decimal,
    /// Calendar date.
    Date,
    /// Latitude, longitude, altitude, precision.
    Geopoint,
    /// One option of a list.
    SelectOne,
    /// Any options of a list.
    SelectMultiple,
}

/// One option of a choice list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceSpec {
    /// XML name.
    pub name: String,
    /// Printed text.
    pub label: Label,
}

/// A choice list, special options included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListSpec {
    /// Name.
    pub name: String,
    /// Options in form order.
    pub choices: Vec<ChoiceSpec>,
    /// How many of them are the list's own: special ones (`none`, `dont_know`, `refused`,
    /// `not_observed`) stand behind.
    pub own: usize,
}

impl ListSpec {
    /// Position of an option; `None` when the list has none of that name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.choices.iter().position(|c| c.name == name)
    }
}

/// One question.
#[derive(Clone, PartialEq, Debug)]
pub struct QuestionSpec {
    /// XML name, without its group.
    pub name: String,
    /// Position of its group in [`FormSpec::groups`].
    pub group: usize,
    /// Printed text.
    pub label: Label,
    /// Type.
    pub kind: QuestionType,
    /// Position of its list in [`FormSpec::lists`]; selects have one.
    pub list: Option<usize>,
    /// Skip logic as the form states it; absent: always shown.
    pub relevant: Option<String>,
    /// The same, read.
    pub shown_if: Option<Expression>,
    /// Least and greatest valid number, codes aside; absent: not a number.
    pub range: Option<(i64, i64)>,
    /// Whether the form insists on an answer.
    pub required: bool,
    /// Whether it is a contact or free narrative, which never leaves the sealed part.
    pub contact: bool,
    /// Whether the enumerator observes instead of asking.
    pub observed: bool,
}

impl QuestionSpec {
    /// The form's constraint: the range, or a code.
    pub fn constraint(&self, codes: NumberCodes) -> Option<String> {
        let (least, greatest) = self.range?;
        let NumberCodes { dont_know, refused } = codes;
        Some(format!("(. >= {least} and . <= {greatest}) or . = {dont_know} or . = {refused}"))
    }
}

/// Codes that stand for a missing number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberCodes {
    /// Does not know (-88).
    pub dont_know: i64,
    /// Preferred not to answer (-99).
    pub refused: i64,
}

/// A group of questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupSpec {
    /// XML name.
    pub name: String,
    /// Printed text.
    pub label: Label,
}

/// A whole form.
#[derive(Clone, PartialEq, Debug)]
pub struct FormSpec {
    /// Form id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Label,
    /// Codes for numbers.
    pub codes: NumberCodes,
    /// Hint that explains the codes.
    pub code_hint: Label,
    /// Groups in order.
    pub groups: Vec<GroupSpec>,
    /// Questions in order.
    pub questions: Vec<QuestionSpec>,
    /// Choice lists in order.
    pub lists: Vec<ListSpec>,
}

impl FormSpec {
    /// The form of the garment instrument.
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).expect("the built-in form is read by a test")
    }

    /// The same form, with title and version that say it is synthetic.
    pub fn synthetic() -> Self {
        let mut form = Self::builtin();
        form.title.es = format!("{SYNTHETIC} {}", form.title.es);
        form.title.en = format!("SYNTHETIC {}", form.title.en);
        form.version = format!("{}-{SYNTHETIC}", form.version);
        form
    }

    /// Reads a form from its TOML text. The error says what is wrong in plain English.
    pub fn parse(text: &str) -> Result<Self, String> {
        let raw: raw::Form = toml::from_str(text).map_err(|e| e.to_string())?;
        let lists = raw
            .list
            .into_iter()
            .map(|list| list.with_special(&raw.special))
            .collect::<Result<Vec<_>, _>>()?;
        let mut groups = Vec::new();
        let mut questions = Vec::new();
        for group in raw.group {
            for question in group.question {
                questions.push(question.checked(groups.len(), &lists)?);
            }
            groups.push(GroupSpec { name: group.name, label: group.label.into() });
        }
        Ok(Self {
            id: raw.id,
            version: raw.version,
            title: raw.title.into(),
            codes: NumberCodes { dont_know: raw.codes.dont_know, refused: raw.codes.refused },
            code_hint: raw.codes.hint.into(),
            groups,
            questions,
            lists,
        })
    }

    /// The list of a select question.
    pub fn list_of(&self, question: &QuestionSpec) -> Option<&ListSpec> {
        question.list.map(|list| &self.lists[list])
    }

    /// Position of a question by name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.questions.iter().position(|q| q.name == name)
    }

    /// Full XML path: `production/pr01_workers`.
    pub fn path(&self, question: &QuestionSpec) -> String {
        format!("{}/{}", self.groups[question.group].name, question.name)
    }
}

/// The file as it is written.
mod raw {
    use super::{ChoiceSpec, Label, ListSpec, QuestionSpec, QuestionType, parse_form_rule};
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Text {
        es: String,
        en: String,
    }

    impl From<Text> for Label {
        fn from(text: Text) -> Self {
            Self { es: text.es, en: text.en }
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Codes {
        pub(super) dont_know: i64,
        pub(super) refused: i64,
        pub(super) hint: Text,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Special {
        name: String,
        label: Text,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Choice {
        name: String,
        es: String,
        en: String,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct List {
        name: String,
        #[serde(default)]
        special: Vec<String>,
        choices: Vec<Choice>,
    }

    impl List {
        pub(super) fn with_special(self, known: &[Special]) -> Result<ListSpec, String> {
            let own = self.choices.len();
            let mut choices: Vec<ChoiceSpec> = self
                .choices
                .into_iter()
                .map(|c| ChoiceSpec { name: c.name, label: Label { es: c.es, en: c.en } })
                .collect();
            for name in &self.special {
                let special = known
                    .iter()
                    .find(|s| s.name == *name)
                    .ok_or_else(|| format!("list {}: no special option `{name}`", self.name))?;
                let label = Label { es: special.label.es.clone(), en: special.label.en.clone() };
                choices.push(ChoiceSpec { name: name.clone(), label });
            }
            Ok(ListSpec { name: self.name, choices, own })
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Question {
        name: String,
        #[serde(rename = "type")]
        kind: QuestionType,
        label: Text,
        list: Option<String>,
        relevant: Option<String>,
        range: Option<(i64, i64)>,
        #[serde(default)]
        required: bool,
        #[serde(default)]
        contact: bool,
        #[serde(default)]
        observed: bool,
    }

    impl Question {
        pub(super) fn checked(
            self,
            group: usize,
            lists: &[ListSpec],
        ) -> Result<QuestionSpec, String> {
            let name = self.name;
            let select =
                matches!(self.kind, QuestionType::SelectOne | QuestionType::SelectMultiple);
            let number = matches!(self.kind, QuestionType::Integer | QuestionType::Decimal);
            if select != self.list.is_some() || number != self.range.is_some() {
                return Err(format!("question {name}: a select has a list, a number a range"));
            }
            let list = match &self.list {
                None => None,
                Some(list) => Some(
                    lists
                        .iter()
                        .position(|l| l.name == *list)
                        .ok_or_else(|| format!("question {name}: no list `{list}`"))?,
                ),
            };
            let shown_if = self
                .relevant
                .as_deref()
                .map(|rule| parse_form_rule(rule, None))
                .transpose()
                .map_err(|e| format!("question {name}: relevant: {e}"))?;
            Ok(QuestionSpec {
                name,
                group,
                label: self.label.into(),
                kind: self.kind,
                list,
                relevant: self.relevant,
                shown_if,
                range: self.range,
                required: self.required,
                contact: self.contact,
                observed: self.observed,
            })
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Group {
        pub(super) name: String,
        pub(super) label: Text,
        pub(super) question: Vec<Question>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Form {
        pub(super) id: String,
        pub(super) version: String,
        pub(super) title: Text,
        pub(super) codes: Codes,
        pub(super) special: Vec<Special>,
        pub(super) list: Vec<List>,
        pub(super) group: Vec<Group>,
    }
}

#[cfg(test)]
mod tests;
