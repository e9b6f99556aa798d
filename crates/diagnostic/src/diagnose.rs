//! The diagnosis: answers → derived values → indicators → dimensions → axes → levels, with
//! conditions and supports beside them.

use crate::Context;
use crate::score::{aggregate_column, indicator_column, set_levels};
use crate::values::Values;
use nanduti_model::{
    AnswerTable, Answered, ColumnValues, ConditionColumn, Diagnosis, Frame, Instrument, Label,
    Node, NodeColumn, NodeContent, NodeInfo, NodeKind, Question, QuestionKind, SupportColumn,
    option_number,
};
use rayon::prelude::*;

/// Scores every workshop of a table. Rows keep their order.
///
/// No cluster and no other workshop plays a part: goalposts are fixed, so one more row moves
/// nobody's score. `frame.hash` is left empty for the pipeline, which has the file.
pub fn diagnose(instrument: &Instrument, table: &AnswerTable, context: &Context) -> Diagnosis {
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
    Diagnosis {
        frame: Frame {
            instrument: format!("{} {}", instrument.id, instrument.version),
            hash: String::new(),
        },
        workshops: table.workshops.clone(),
        nodes: instrument.nodes.iter().map(node_info).collect(),
        columns: columns(instrument, &values, table.n_rows()),
        conditions,
        supports,
        named: named(instrument, table, &values),
    }
}

/// One column per node. Parents come before children, so walking backwards meets the children
/// first.
fn columns(instrument: &Instrument, values: &Values, n_rows: usize) -> Vec<NodeColumn> {
    let nodes = &instrument.nodes;
    let mut columns: Vec<Option<NodeColumn>> = nodes
        .par_iter()
        .map(|node| match &node.content {
            NodeContent::Aggregate(_) => None,
            NodeContent::Indicator(indicator) => {
                let applies = indicator.applies.as_ref().map(|when| values.truths(when));
                let raw = values.column(&indicator.reads);
                Some(indicator_column(indicator, raw, applies.as_deref()))
            }
        })
        .collect();
    for at in (0..nodes.len()).rev() {
        let NodeContent::Aggregate(aggregate) = &nodes[at].content else { continue };
        let children: Vec<(f64, &NodeColumn)> = instrument
            .children(at)
            .into_iter()
            .filter_map(|child| Some((nodes[child].weight, columns[child].as_ref()?)))
            .collect();
        let mut column = aggregate_column(&children, aggregate.min_availability, n_rows);
        if nodes[at].parent.is_none() {
            set_levels(&mut column, &instrument.level_cuts);
        }
        columns[at] = Some(column);
    }
    columns.into_iter().flatten().collect()
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
/// question that reads as a number, yes or no, or a grade; never one that is only carried.
fn named(
    instrument: &Instrument,
    table: &AnswerTable,
    values: &Values,
) -> Vec<(String, Vec<Answered<f64>>)> {
    let derived = instrument.derived.iter().map(|derived| derived.id.as_str());
    let questions = instrument
        .questions
        .iter()
        .filter(|question| !question.carried_only && reads_as_number(question, table))
        .map(|question| question.id.as_str());
    derived.chain(questions).map(|name| (name.to_owned(), values.column(name))).collect()
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
        QuestionKind::Choices | QuestionKind::Text => false,
    }
}
