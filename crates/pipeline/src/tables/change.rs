//! Change between two rounds: unit by unit and node by node, in parts that add up.

use crate::table::{Cell, Table};
use crate::tables::MOST_CONTRIBUTIONS;
use nanduti_diagnostic::Diagnosed;
use nanduti_diagnostic::change::{Change, NoChange, Rounds};
use nanduti_model::{Diagnosis, NodeKind, WorkshopId};
use std::collections::BTreeMap;

/// Every unit of either round and every node of either frame: the score before and after and, for
/// units of both rounds, the parts of the difference that answers, coverage and frame bring. With
/// more than [`MOST_CONTRIBUTIONS`] units, axes and dimensions only.
pub fn change_table(before: &Diagnosed, after: &Diagnosed) -> Table {
    let mut table = Table::new(
        "change",
        &[
            ("unit", "Unidad", "Unit"),
            ("node", "Nodo", "Node"),
            ("status", "En qué rondas", "In which rounds"),
            ("before", "Antes", "Before"),
            ("after", "Después", "After"),
            ("change", "Cambio", "Change"),
            ("data", "Por respuestas", "By answers"),
            ("coverage", "Por cobertura", "By coverage"),
            ("frame", "Por el marco", "By the frame"),
            ("not_split", "Por qué no se separa", "Why it is not split"),
        ],
    );
    let units = units(&before.diagnosis, &after.diagnosis);
    let pairs: Vec<(usize, usize)> =
        units.iter().filter_map(|unit| unit.before.zip(unit.after)).collect();
    let mut split = Rounds::new(before, after).split(&pairs).into_iter();
    let large = units.len() > MOST_CONTRIBUTIONS;
    let nodes = nodes(&before.diagnosis, &after.diagnosis, large);
    for unit in &units {
        let found = unit.before.zip(unit.after).and_then(|_| split.next());
        for node in &nodes {
            table.push(row(before, after, unit, node, found.as_deref()));
        }
    }
    table
}

/// The rows of the axes alone: what is printed.
pub fn change_of_axes(table: &Table, after: &Diagnosis) -> Table {
    let axes: Vec<Cell> =
        after.axes().iter().map(|&axis| after.nodes[axis].id.as_str().into()).collect();
    let rows = table.rows.iter().filter(|row| axes.contains(&row[1])).cloned().collect();
    Table { name: table.name.clone(), columns: table.columns.clone(), rows }
}

/// A unit with its row in each round.
struct Unit<'a> {
    id: &'a WorkshopId,
    before: Option<usize>,
    after: Option<usize>,
}

/// Units of the second round in its order, then those that left.
fn units<'a>(before: &'a Diagnosis, after: &'a Diagnosis) -> Vec<Unit<'a>> {
    let places = |of: &'a Diagnosis| -> BTreeMap<&'a WorkshopId, usize> {
        of.workshops.iter().enumerate().map(|(row, id)| (id, row)).collect()
    };
    let (earlier, later) = (places(before), places(after));
    let here = after.workshops.iter().enumerate().map(|(row, id)| Unit {
        id,
        before: earlier.get(id).copied(),
        after: Some(row),
    });
    let gone = before.workshops.iter().enumerate().filter(|(_, id)| !later.contains_key(id));
    here.chain(gone.map(|(row, id)| Unit { id, before: Some(row), after: None })).collect()
}

/// A node with its position in each frame.
struct Place<'a> {
    id: &'a str,
    before: Option<usize>,
    after: Option<usize>,
}

fn nodes<'a>(before: &'a Diagnosis, after: &'a Diagnosis, inner_only: bool) -> Vec<Place<'a>> {
    let kept = |of: &Diagnosis, at: usize| !inner_only || of.nodes[at].kind != NodeKind::Indicator;
    let here = (0..after.nodes.len()).filter(|&at| kept(after, at)).map(|at| {
        let id = after.nodes[at].id.as_str();
        Place { id, before: before.node(id), after: Some(at) }
    });
    let gone = (0..before.nodes.len())
        .filter(|&at| kept(before, at) && after.node(before.nodes[at].id.as_str()).is_none())
        .map(|at| Place { id: before.nodes[at].id.as_str(), before: Some(at), after: None });
    here.chain(gone).collect()
}

fn row(
    before: &Diagnosed,
    after: &Diagnosed,
    unit: &Unit,
    node: &Place,
    split: Option<&[Result<Change, NoChange>]>,
) -> Vec<Cell> {
    let score = |of: &Diagnosed, node: Option<usize>, row: Option<usize>| {
        of.diagnosis.columns[node?].score.get(row?).copied().flatten()
    };
    let scores = (score(before, node.before, unit.before), score(after, node.after, unit.after));
    let change = match (split, node.before) {
        (Some(split), Some(at)) => split.get(at).copied(),
        _ => None,
    };
    let parts = change.and_then(Result::ok);
    let part = |of: fn(&Change) -> f64| Cell::maybe_real(parts.as_ref().map(of), 2);
    let why = match (split, change) {
        (Some(_), None) => Some("node_new"),
        (_, Some(Err(why))) => Some(why_word(why)),
        _ => None,
    };
    vec![
        unit.id.as_str().into(),
        node.id.into(),
        match (unit.before, unit.after) {
            (Some(_), Some(_)) => "both",
            (None, _) => "entered",
            (_, None) => "left",
        }
        .into(),
        Cell::maybe_real(scores.0, 2),
        Cell::maybe_real(scores.1, 2),
        Cell::maybe_real(scores.0.zip(scores.1).map(|(before, after)| after - before), 2),
        part(|change| change.data),
        part(|change| change.coverage),
        part(|change| change.frame),
        why.into(),
    ]
}

const fn why_word(why: NoChange) -> &'static str {
    match why {
        NoChange::NoScoreBefore => "no_score_before",
        NoChange::NoScoreAfter => "no_score_after",
        NoChange::NodeGone => "node_gone",
        NoChange::DependsOnSample => "depends_on_sample",
        NoChange::NotReproduced => "not_reproduced",
    }
}
