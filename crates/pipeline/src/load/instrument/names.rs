//! Which names an expression may read at its place in the file, and which ids are taken.

use super::kinds::Kinds;
use crate::load::toml_reader::Section;
use nanduti_model::{Expression, FaultCode, Function, Question, QuestionKind};
use std::collections::{BTreeMap, BTreeSet};

/// Ids of one name space. Questions, derived values, conditions and nodes share one, because
/// results are asked for by any of them.
#[derive(Debug, Default)]
pub(super) struct Unique(BTreeSet<String>);

impl Unique {
    /// The id of a section; one that is taken is a fault.
    pub(super) fn id(&mut self, section: &Section, kind: &str) -> Option<String> {
        let id = section.text("id")?.trim().to_owned();
        self.take(section, "id", kind, &id);
        Some(id)
    }

    /// Takes an id that stands at a key.
    pub(super) fn take(&mut self, section: &Section, key: &str, kind: &str, id: &str) {
        if !self.0.insert(id.to_owned()) {
            section
                .push(section.fault(FaultCode::DuplicateId, key).with("kind", kind).with("id", id));
        }
    }
}

/// Tables that `lookup` reads, by id: keys with their numbers, and the number of any other key.
pub(super) type Tables = BTreeMap<String, (Vec<(String, f64)>, Option<f64>)>;

/// Names defined so far.
#[derive(Clone, Debug)]
pub(super) struct Names {
    known: BTreeSet<String>,
    carried: BTreeSet<String>,
    later: BTreeSet<String>,
    /// Questions whose answers are words that no code makes a number of.
    texts: BTreeSet<String>,
    /// Questions whose answers are numbers.
    numbers: BTreeSet<String>,
    tables: Tables,
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
        let of_kind = |wanted: fn(&QuestionKind) -> bool| {
            questions.iter().filter(move |q| wanted(&q.kind)).map(|q| q.id.to_string()).collect()
        };
        Self {
            texts: of_kind(|kind| {
                matches!(kind, QuestionKind::Text | QuestionKind::Ranking { .. })
            }),
            numbers: of_kind(|kind| matches!(kind, QuestionKind::Number { .. })),
            known: ids(false).chain(figures.iter().map(|&name| name.to_owned())).collect(),
            carried: ids(true).collect(),
            later: BTreeSet::new(),
            tables: Tables::new(),
        }
    }

    /// The same names, with tables to look numbers up in.
    pub(super) fn with_tables(mut self, tables: Tables) -> Self {
        self.tables = tables;
        self
    }

    /// The same names and the carried-only questions.
    pub(super) fn with_carried(&self) -> Self {
        let known = self.known.union(&self.carried).cloned().collect();
        Self { known, carried: BTreeSet::new(), later: BTreeSet::new(), ..self.clone() }
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
            Some("only_carried")
        } else if self.later.contains(name) {
            Some("further_down")
        } else {
            None
        };
        let at = section.position_of(key, name);
        if let Some(message) = refused {
            section.push(section.bad_expression(key, at, message).with("name", name));
        } else {
            let known = self.known.iter().map(String::as_str);
            section.unknown_reference_at(key, at, "name", name, known);
        }
        false
    }

    /// An expression over one row that must be there, with every name checked.
    pub(super) fn expression(&self, section: &Section, key: &str) -> Option<Expression> {
        let found = self.optional_expression(section, key);
        section.required(key, found)
    }

    /// An expression over one row that may be absent, with every name checked.
    pub(super) fn optional_expression(&self, section: &Section, key: &str) -> Option<Expression> {
        self.of_derived(section, key).filter(|expression| section.allow_row(key, expression))
    }

    /// An expression that may also read the whole sample.
    pub(super) fn of_derived(&self, section: &Section, key: &str) -> Option<Expression> {
        let read = section.any_expression(key)?;
        let sound = self.check_all(section, key, &read) && self.check_kinds(section, key, &read);
        self.looked_up(section, key, read).filter(|_| sound)
    }

    /// Writes every `lookup('table', key)` out as the map of its table.
    fn looked_up(&self, section: &Section, key: &str, read: Expression) -> Option<Expression> {
        let inner = |x: Box<Expression>| self.looked_up(section, key, *x).map(Box::new);
        Some(match read {
            Expression::Call(Function::Lookup, arguments) => {
                let mut arguments = arguments.into_iter();
                let (table, by) = (arguments.next()?, arguments.next()?);
                self.map(section, key, &table, self.looked_up(section, key, by)?)?
            }
            Expression::Call(function, arguments) => {
                let arguments: Option<Vec<_>> =
                    arguments.into_iter().map(|x| self.looked_up(section, key, x)).collect();
                Expression::Call(function, arguments?)
            }
            Expression::Unary(operator, x) => Expression::Unary(operator, inner(x)?),
            Expression::Binary(operator, x, y) => {
                Expression::Binary(operator, inner(x)?, inner(y)?)
            }
            other => other,
        })
    }

    fn map(
        &self,
        section: &Section,
        key: &str,
        table: &Expression,
        by: Expression,
    ) -> Option<Expression> {
        let Expression::Text(name) = table else {
            let at = section.position_of(key, "lookup");
            section.push(section.bad_expression(key, at, "a table is named in quotes"));
            return None;
        };
        let Some((rows, otherwise)) = self.tables.get(name) else {
            let (at, known) = (section.position_of(key, name), self.tables.keys());
            section.unknown_reference_at(key, at, "table", name, known.map(String::as_str));
            return None;
        };
        let pairs = rows
            .iter()
            .flat_map(|(k, value)| [Expression::Text(k.clone()), Expression::Number(*value)]);
        let rest = otherwise.map(Expression::Number);
        Some(Expression::Call(
            Function::Map,
            std::iter::once(by).chain(pairs).chain(rest).collect(),
        ))
    }

    /// A fault for each text where a number belongs: its value could never be known.
    fn check_kinds(&self, section: &Section, key: &str, expression: &Expression) -> bool {
        let is = Kinds { texts: &self.texts, numbers: &self.numbers };
        let mut misplaced = Vec::new();
        is.misplaced(expression, true, &mut misplaced);
        misplaced.sort_unstable();
        misplaced.dedup();
        for word in &misplaced {
            let at = section.position_of(key, word);
            section.push(section.bad_expression(key, at, "text_as_number"));
        }
        misplaced.is_empty()
    }

    fn check_all(&self, section: &Section, key: &str, expression: &Expression) -> bool {
        let distinct: BTreeSet<&str> = expression.names().into_iter().collect();
        // No short circuit: every wrong name has its fault.
        distinct.into_iter().filter(|name| !self.check(section, key, name)).count() == 0
    }
}
