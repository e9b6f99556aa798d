//! Which names an expression may read at its place in the file, and which ids are taken.

use crate::load::toml_reader::Section;
use nanduti_model::{Expression, FaultCode, Question};
use std::collections::BTreeSet;

/// Ids of one name space. Questions, derived values, conditions and nodes share one, because
/// results are asked for by any of them.
#[derive(Debug, Default)]
pub(super) struct Unique(BTreeSet<String>);

impl Unique {
    /// The id of a section; one that is taken is a fault.
    pub(super) fn id(&mut self, section: &Section, kind: &str) -> Option<String> {
        let id = section.text("id")?.trim().to_owned();
        if !self.0.insert(id.clone()) {
            section.push(
                section.fault(FaultCode::DuplicateId, "id").with("kind", kind).with("id", &id),
            );
        }
        Some(id)
    }
}

/// Names defined so far.
#[derive(Clone, Debug)]
pub(super) struct Names {
    known: BTreeSet<String>,
    carried: BTreeSet<String>,
    later: BTreeSet<String>,
}

impl Names {
    /// Questions and the figures of the case.
    pub(super) fn new(questions: &[Question], figures: &[&str]) -> Self {
        let ids = |carried: bool| {
            questions
                .iter()
                .filter(move |question| question.carried_only == carried)
                .map(|question| question.id.to_string())
        };
        Self {
            known: ids(false).chain(figures.iter().map(|&name| name.to_owned())).collect(),
            carried: ids(true).collect(),
            later: BTreeSet::new(),
        }
    }

    /// The same names and the carried-only questions.
    pub(super) fn with_carried(&self) -> Self {
        let known = self.known.union(&self.carried).cloned().collect();
        Self { known, carried: BTreeSet::new(), later: BTreeSet::new() }
    }

    /// Names that will be defined, in this order.
    pub(super) fn announce(&mut self, names: impl Iterator<Item = String>) {
        self.later.extend(names);
    }

    /// Defines a name: expressions below may read it.
    pub(super) fn define(&mut self, name: &str) {
        self.later.remove(name);
        self.known.insert(name.to_owned());
    }

    /// Whether a name may be read, said as a fault at `key` where not.
    pub(super) fn check(&self, section: &Section, key: &str, name: &str) -> bool {
        if self.known.contains(name) {
            return true;
        }
        let refused = if self.carried.contains(name) {
            Some(format!("`{name}` is only carried: nothing is computed from it"))
        } else if self.later.contains(name) {
            Some(format!("`{name}` is computed here or further down: move it above"))
        } else {
            None
        };
        match refused {
            Some(message) => section.push(
                section
                    .fault(FaultCode::BadExpression, key)
                    .with("expression", section.optional_text(key).unwrap_or_default())
                    .with("message", message),
            ),
            None => {
                section.unknown_reference(key, "name", name, self.known.iter().map(String::as_str));
            }
        }
        false
    }

    /// An expression that must be there, with every name checked.
    pub(super) fn expression(&self, section: &Section, key: &str) -> Option<Expression> {
        section.expression(key).filter(|expression| self.check_all(section, key, expression))
    }

    /// An expression that may be absent, with every name checked.
    pub(super) fn optional_expression(&self, section: &Section, key: &str) -> Option<Expression> {
        section
            .optional_expression(key)
            .filter(|expression| self.check_all(section, key, expression))
    }

    fn check_all(&self, section: &Section, key: &str, expression: &Expression) -> bool {
        let distinct: BTreeSet<&str> = expression.names().into_iter().collect();
        // No short circuit: every wrong name has its fault.
        distinct.into_iter().filter(|name| !self.check(section, key, name)).count() == 0
    }
}
