//! Small instruments and answer tables for the tests.

use crate::Context;
use nanduti_model::{
    Aggregate, AnswerTable, Answered, Basis, Column, ColumnValues, ConditionId, ConditionSpec,
    Derived, Guaranies, Imputation, Indicator, Instrument, Label, Missing, Node, NodeContent,
    NodeId, Normalisation, Question, QuestionId, QuestionKind, Roles, RowKey, Source, SupportId,
    SupportSpec, WorkshopId,
};
use nanduti_rules::{PriceBasis, parse_expression};
use std::collections::BTreeMap;

/// The case of the tests: a T-shirt of 7 minutes, the minute and overhead of 2023.
pub(crate) fn context() -> Context {
    Context {
        standard_minutes: BTreeMap::from([("tshirt".to_owned(), 7.0)]),
        price_basis: PriceBasis { cost_minute: 268.0, overhead: 1.25 },
        minimum_wage: 2_680_373.0,
        reference_efficiency: 60.0,
        seed: 7,
    }
}

pub(crate) fn source() -> Source {
    Source { text: Label::same("test"), basis: Basis::Cited }
}

/// An instrument with cuts at 25, 50 and 75 and nothing else.
pub(crate) fn empty() -> Instrument {
    Instrument {
        id: "test".to_owned(),
        version: "1".to_owned(),
        title: Label::default(),
        questions: Vec::new(),
        derived: Vec::new(),
        nodes: Vec::new(),
        conditions: Vec::new(),
        supports: Vec::new(),
        consistency: Vec::new(),
        roles: Roles::default(),
        level_cuts: vec![25.0, 50.0, 75.0],
        level_source: source(),
        profile_by: Vec::new(),
        survey_design: None,
        associativity: None,
        ranks: false,
        alternatives: None,
        weightings: Vec::new(),
        all_weights: Vec::new(),
        measurement: None,
        counting: None,
        dont_know: Vec::new(),
        refused: Vec::new(),
        not_observed: Vec::new(),
    }
}

/// An instrument under construction.
pub(crate) struct Build(pub(crate) Instrument);

impl Build {
    pub(crate) fn new() -> Self {
        Self(empty())
    }

    pub(crate) fn number(&mut self, id: &str, min: f64, max: f64) -> &mut Self {
        self.question(id, QuestionKind::Number { min, max })
    }

    pub(crate) fn question(&mut self, id: &str, kind: QuestionKind) -> &mut Self {
        self.0.questions.push(Question {
            id: QuestionId::from(id),
            kind,
            unit: Label::default(),
            carried_only: false,
            reading: nanduti_model::Reading::default(),
        });
        self
    }

    pub(crate) fn derived(&mut self, id: &str, expression: &str) -> &mut Self {
        self.0.derived.push(Derived {
            id: id.to_owned(),
            expression: parse_expression(expression).unwrap(),
            unit: Label::default(),
            label: Label::default(),
            source: source(),
        });
        self
    }

    pub(crate) fn condition(&mut self, id: &str, expression: &str) -> &mut Self {
        self.0.conditions.push(ConditionSpec {
            id: ConditionId::from(id),
            label: Label::default(),
            expression: parse_expression(expression).unwrap(),
            unit: Label::default(),
            theme: "test".to_owned(),
            source: source(),
        });
        self
    }

    pub(crate) fn support(&mut self, id: &str, when: &str) -> &mut Self {
        self.0.supports.push(SupportSpec {
            id: SupportId::from(id),
            label: Label::default(),
            when: parse_expression(when).unwrap(),
            cost: Guaranies(1),
            source: source(),
        });
        self
    }

    /// An axis or dimension; gives its position.
    pub(crate) fn inner(
        &mut self,
        id: &str,
        parent: Option<usize>,
        weight: f64,
        min_availability: f64,
    ) -> usize {
        self.node(
            id,
            parent,
            weight,
            NodeContent::Aggregate(Box::new(Aggregate::arithmetic(min_availability))),
        )
    }

    /// An indicator; gives its position.
    pub(crate) fn leaf(
        &mut self,
        parent: usize,
        weight: f64,
        reads: &str,
        normalisation: Normalisation,
        applies: Option<&str>,
    ) -> usize {
        let indicator = Indicator {
            reads: reads.to_owned(),
            normalisation,
            output_range: (0.0, 100.0),
            outliers: None,
            imputation: Imputation::None,
            unit: Label::default(),
            applies: applies.map(|text| parse_expression(text).unwrap()),
            source: source(),
            shortfall: Label::default(),
            sensitive: false,
            lever: true,
            share_of: None,
        };
        let content = NodeContent::Indicator(Box::new(indicator));
        self.node(&reads.to_uppercase(), Some(parent), weight, content)
    }

    fn node(
        &mut self,
        id: &str,
        parent: Option<usize>,
        weight: f64,
        content: NodeContent,
    ) -> usize {
        self.0.nodes.push(Node {
            id: NodeId::from(id),
            parent,
            label: Label::default(),
            weight,
            content,
            levels: None,
        });
        self.0.nodes.len() - 1
    }
}

pub(crate) fn goalposts(worst: f64, best: f64) -> Normalisation {
    Normalisation::Goalposts { worst, best }
}

/// A table of as many rows as the first column; codes are W000, W001, …
pub(crate) fn table(columns: Vec<(&str, ColumnValues)>) -> AnswerTable {
    let mut table = AnswerTable::default();
    for (id, values) in columns {
        let column = Column { path: format!("group/{id}"), question: QuestionId::from(id), values };
        if table.keys.is_empty() {
            table.keys = (0..column.len())
                .map(|row| RowKey { row: row as u32 + 2, ..RowKey::default() })
                .collect();
            table.workshops = (0..column.len())
                .map(|row| WorkshopId::from(format!("W{row:03}").as_str()))
                .collect();
        }
        table.push(column);
    }
    table
}

/// Numbers with gaps.
pub(crate) fn numbers(values: &[Answered<f64>]) -> ColumnValues {
    ColumnValues::Number(values.to_vec())
}

/// A choice by option name; `None` is blank.
pub(crate) fn choice(options: &[&str], values: &[Option<&str>]) -> ColumnValues {
    let index = |name: &str| options.iter().position(|option| *option == name).unwrap() as u32;
    ColumnValues::Choice {
        options: options.iter().map(|&option| option.to_owned()).collect(),
        values: values.iter().map(|value| value.map(index).ok_or(Missing::Blank)).collect(),
    }
}

#[track_caller]
pub(crate) fn close(found: impl Into<Option<f64>>, expected: f64) {
    let found = found.into().expect("a number");
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}
