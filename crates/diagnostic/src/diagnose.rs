//! The diagnosis: answers → derived values → indicators → dimensions → axes → levels, with
//! conditions and supports beside them.

use crate::Context;
use crate::adjust::NodeRules;
use crate::score::node_columns;
use crate::stages::{Groups, Scoring, Stages};
use crate::tree::Tree;
use crate::values::Values;
use nanduti_model::{
    AnswerTable, Answered, ColumnValues, ConditionColumn, Diagnosis, Fitted, Frame, Imputation,
    Instrument, Label, Missing, Node, NodeContent, NodeInfo, NodeKind, Normalisation, Question,
    QuestionId, QuestionKind, SupportColumn, option_number,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Scores every workshop of a table. Rows keep their order.
///
/// Under goalposts and other fixed normalisations no other workshop plays a part, so one more row
/// moves nobody's score. `frame.hash` is left empty for the pipeline, which has the file.
pub fn diagnose(instrument: &Instrument, table: &AnswerTable, context: &Context) -> Diagnosis {
    diagnose_stages(instrument, table, context, None).diagnosis
}

/// A diagnosis with everything on the way to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnosed<'a> {
    /// The scores.
    pub diagnosis: Diagnosis,
    /// What was imputed, treated and fitted.
    pub stages: Stages,
    /// What the scores were made from; alternatives start here.
    pub scoring: Scoring<'a>,
}

/// Scores every workshop of a table and keeps every stage on the way.
///
/// With `frozen`, the normalisations of an earlier frame hold and nothing is fitted again: a new
/// workshop then moves nobody, whatever the normalisation.
pub fn diagnose_stages<'a>(
    instrument: &'a Instrument,
    table: &'a AnswerTable,
    context: &Context,
    frozen: Option<&[Fitted]>,
) -> Diagnosed<'a> {
    staged(instrument, table, context, frozen, true)
}

/// [`diagnose_stages`] with only those values by name ([`Diagnosis::named`]) that the counting view
/// reads: a table that is only scored has no interventions or visits that ask for others.
pub fn score_stages<'a>(
    instrument: &'a Instrument,
    table: &'a AnswerTable,
    context: &Context,
    frozen: Option<&[Fitted]>,
) -> Diagnosed<'a> {
    staged(instrument, table, context, frozen, false)
}

fn staged<'a>(
    instrument: &'a Instrument,
    table: &'a AnswerTable,
    context: &Context,
    frozen: Option<&[Fitted]>,
    with_named: bool,
) -> Diagnosed<'a> {
    let mut values = Values::new(instrument, table, context);
    for condition in &instrument.conditions {
        let column = values.numbers(&condition.expression);
        values.insert(condition.id.as_str(), column);
    }
    let conditions = instrument
        .conditions
        .iter()
        .map(|condition| ConditionColumn {
            id: condition.id.clone(),
            label: condition.label.clone(),
            unit: condition.unit.clone(),
            theme: condition.theme.clone(),
            value: values.column(condition.id.as_str()),
        })
        .collect();
    let supports = instrument
        .supports
        .iter()
        .map(|support| SupportColumn {
            id: support.id.clone(),
            label: support.label.clone(),
            needed: values.truths(&support.when),
        })
        .collect();
    let tree = Tree::new(instrument);
    let rules = NodeRules::new(instrument, |when| values.truths(when));
    let scoring = Scoring {
        instrument,
        cleaned: Arc::new(cleaned(instrument, &tree, &values)),
        groups: all_groups(instrument, table, &values),
        units: &table.workshops,
        seed: context.seed,
        tree,
        rules,
    };
    let stages = Stages::run(&scoring, frozen);
    let columns = node_columns(instrument, &scoring.tree, &stages, &scoring.rules);
    let diagnosis = Diagnosis {
        frame: Frame {
            instrument: format!("{} {}", instrument.id, instrument.version),
            fitted: stages.fitted.clone(),
            hash: String::new(),
        },
        workshops: table.workshops.clone(),
        nodes: instrument.nodes.iter().map(node_info).collect(),
        columns,
        rules: scoring.rules.0.clone(),
        conditions,
        supports,
        named: named(instrument, table, &values, with_named),
    };
    Diagnosed { diagnosis, stages, scoring }
}

/// The values of the indicators as answered; where one does not apply, that is what stands.
fn cleaned(instrument: &Instrument, tree: &Tree, values: &Values) -> Vec<Vec<Answered<f64>>> {
    tree.leaves
        .par_iter()
        .filter_map(|&leaf| instrument.indicator(leaf))
        .map(|indicator| {
            let mut column = values.column(&indicator.reads);
            if let Some(when) = &indicator.applies {
                for (value, applies) in column.iter_mut().zip(values.truths(when)) {
                    if applies == Ok(false) {
                        *value = Err(Missing::NotApplicable);
                    }
                }
            }
            column
        })
        .collect()
}

/// Groups by every name that the instrument groups by.
fn all_groups(
    instrument: &Instrument,
    table: &AnswerTable,
    values: &Values,
) -> BTreeMap<String, Groups> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for indicator in (0..instrument.nodes.len()).filter_map(|node| instrument.indicator(node)) {
        if let Normalisation::Sample { within: Some(name), .. } = &indicator.normalisation {
            names.insert(name);
        }
        if let Imputation::GroupMedian(name) | Imputation::HotDeck(Some(name)) =
            &indicator.imputation
        {
            names.insert(name);
        }
    }
    names.extend(instrument.roles.cluster.as_ref().map(QuestionId::as_str));
    names.extend(instrument.counting.iter().flat_map(|c| c.groups.iter().map(String::as_str)));
    names.into_iter().map(|name| (name.to_owned(), groups_by_name(table, values, name))).collect()
}

/// The groups of a named question or computed value; numbers are their own names.
pub(crate) fn groups_by_name(table: &AnswerTable, values: &Values, name: &str) -> Groups {
    let named: Vec<Option<String>> = match table.column(&QuestionId::from(name)) {
        Some(column) if !matches!(column.values, ColumnValues::Number(_)) => {
            (0..column.len()).map(|row| column.text(row).ok().map(str::to_owned)).collect()
        }
        _ => values.column(name).iter().map(|x| x.ok().map(|x| x.to_string())).collect(),
    };
    let names: BTreeSet<&String> = named.iter().flatten().collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    let of_row = named
        .iter()
        .map(|name| names.binary_search(name.as_ref()?).ok().map(|at| at as u32))
        .collect();
    Groups { names, of_row }
}

fn node_info(node: &Node) -> NodeInfo {
    let (kind, unit, shortfall, sensitive) = match &node.content {
        NodeContent::Indicator(indicator) => (
            NodeKind::Indicator,
            indicator.unit.clone(),
            indicator.shortfall.clone(),
            indicator.sensitive,
        ),
        NodeContent::Aggregate(_) => {
            let kind = if node.parent.is_none() { NodeKind::Axis } else { NodeKind::Dimension };
            (kind, Label::default(), Label::default(), false)
        }
    };
    NodeInfo {
        id: node.id.clone(),
        label: node.label.clone(),
        parent: node.parent,
        kind,
        unit,
        levels: node.levels.as_ref().map(|names| names.0.clone()).unwrap_or_default(),
        shortfall,
        sensitive,
    }
}

/// Values that interventions and visits may ask for by name: every derived value, and every
/// question that reads as a number, yes or no, or a grade; never one that is only carried. Unless
/// all are asked for, those that the counting view reads.
fn named(
    instrument: &Instrument,
    table: &AnswerTable,
    values: &Values,
    all: bool,
) -> Vec<(String, Vec<Answered<f64>>)> {
    let derived = instrument.derived.iter().map(|derived| derived.id.as_str());
    let questions = instrument
        .questions
        .iter()
        .filter(|question| !question.carried_only && reads_as_number(question, table))
        .map(|question| question.id.as_str());
    let counted = instrument.counting.iter().flat_map(|counting| &counting.deprivations);
    let read: BTreeSet<&str> = counted.map(|lack| lack.indicator.as_str()).collect();
    derived
        .chain(questions)
        .filter(|name| all || read.contains(name))
        .map(|name| (name.to_owned(), values.column(name)))
        .collect()
}

/// Numbers do; a choice does when one of its options stands for a number (`0`, `yes`).
fn reads_as_number(question: &Question, table: &AnswerTable) -> bool {
    match question.kind {
        QuestionKind::Number { .. } => true,
        QuestionKind::Choice => {
            table.column(&question.id).is_none_or(|column| match &column.values {
                ColumnValues::Choice { options, .. } => {
                    options.iter().any(|option| option_number(option).is_some())
                }
                ColumnValues::Number(_) => true,
                ColumnValues::Choices { .. } | ColumnValues::Text(_) => false,
            })
        }
        QuestionKind::Choices | QuestionKind::Ranking { .. } | QuestionKind::Text => false,
    }
}
