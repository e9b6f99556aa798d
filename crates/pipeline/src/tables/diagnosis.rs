//! Scores, dimensions, conditions and contributions. No overall score and no rank exists.

use super::cluster_of;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_diagnostic::Contributor;
use nanduti_model::{Contribution, Diagnosis, Label, NodeKind};

fn columns(fixed: &[(&str, &str, &str)], more: Vec<(String, Label)>) -> (Vec<String>, Vec<Label>) {
    let mut names: Vec<String> = fixed.iter().map(|c| c.0.to_owned()).collect();
    let mut labels: Vec<Label> =
        fixed.iter().map(|c| Label { es: c.1.to_owned(), en: c.2.to_owned() }).collect();
    for (name, label) in more {
        names.push(name);
        labels.push(label);
    }
    (names, labels)
}

fn table(name: &str, fixed: &[(&str, &str, &str)], more: Vec<(String, Label)>) -> Table {
    let (names, labels) = columns(fixed, more);
    let described: Vec<(&str, &str, &str)> = names
        .iter()
        .zip(&labels)
        .map(|(n, l)| (n.as_str(), l.es.as_str(), l.en.as_str()))
        .collect();
    Table::new(name, &described)
}

const WHO: [(&str, &str, &str); 2] =
    [("workshop", "Taller", "Workshop"), ("cluster", "Clúster", "Cluster")];

fn suffixed(label: &Label, es: &str, en: &str) -> Label {
    Label { es: format!("{} · {es}", label.es), en: format!("{} · {en}", label.en) }
}

/// One row per workshop: each axis with its interval, availability and level.
pub(super) fn scores(results: &Results) -> Table {
    let diagnosis = &results.diagnosis;
    let axes = diagnosis.axes();
    let mut more = Vec::new();
    for &axis in &axes {
        let node = &diagnosis.nodes[axis];
        let id = &node.id;
        more.push((id.to_string(), node.label.clone()));
        more.push((format!("{id}_low"), suffixed(&node.label, "peor", "at worst")));
        more.push((format!("{id}_high"), suffixed(&node.label, "mejor", "at best")));
        more.push((
            format!("{id}_availability"),
            suffixed(&node.label, "respondido", "answered share"),
        ));
        more.push((format!("{id}_level"), suffixed(&node.label, "nivel (1–4)", "level (1–4)")));
    }
    let mut table = table("scores", &WHO, more);
    for w in 0..diagnosis.workshops.len() {
        let mut row: Vec<Cell> =
            vec![diagnosis.workshops[w].as_str().into(), cluster_of(results, w).into()];
        for &axis in &axes {
            let column = &diagnosis.columns[axis];
            row.push(Cell::maybe_real(column.score[w], 0));
            row.push(Cell::maybe_real(column.low[w], 0));
            row.push(Cell::maybe_real(column.high[w], 0));
            row.push(Cell::maybe_real(column.availability[w], 2));
            row.push(column.level[w].map(|l| u32::from(l) + 1).into());
        }
        table.push(row);
    }
    table
}

/// One row per workshop: each dimension's score.
pub(super) fn dimensions(results: &Results) -> Table {
    let diagnosis = &results.diagnosis;
    let nodes: Vec<usize> = (0..diagnosis.nodes.len())
        .filter(|&i| diagnosis.nodes[i].kind == NodeKind::Dimension)
        .collect();
    let more = nodes
        .iter()
        .map(|&i| (diagnosis.nodes[i].id.to_string(), diagnosis.nodes[i].label.clone()))
        .collect();
    let mut table = table("dimensions", &WHO, more);
    for w in 0..diagnosis.workshops.len() {
        let mut row: Vec<Cell> =
            vec![diagnosis.workshops[w].as_str().into(), cluster_of(results, w).into()];
        row.extend(nodes.iter().map(|&i| Cell::maybe_real(diagnosis.columns[i].score[w], 0)));
        table.push(row);
    }
    table
}

/// One row per workshop: each condition; and whether each support is needed.
pub(super) fn conditions(results: &Results) -> Table {
    let diagnosis = &results.diagnosis;
    let conditions = diagnosis.conditions.iter().map(|c| (c.id.to_string(), c.label.clone()));
    let supports = diagnosis
        .supports
        .iter()
        .map(|s| (format!("support_{}", s.id), suffixed(&s.label, "apoyo", "support")));
    let mut table = table("conditions", &WHO, conditions.chain(supports).collect());
    for w in 0..diagnosis.workshops.len() {
        let mut row: Vec<Cell> =
            vec![diagnosis.workshops[w].as_str().into(), cluster_of(results, w).into()];
        row.extend(diagnosis.conditions.iter().map(|c| Cell::maybe_real(c.value[w].ok(), 2)));
        row.extend(diagnosis.supports.iter().map(|s| Cell::from(s.needed[w].ok())));
        table.push(row);
    }
    table
}

/// Where each axis score comes from; points of an axis add up to its score.
pub(super) fn contributions(results: &Results) -> Table {
    let mut table = contribution_columns("contributions");
    let diagnosis = &results.diagnosis;
    let contributor = Contributor::new(&results.instrument, diagnosis);
    for w in 0..diagnosis.workshops.len() {
        for axis in diagnosis.axes() {
            for part in contributor.parts(w, axis) {
                table.push(contribution_row(diagnosis, w, axis, &part));
            }
        }
    }
    table
}

/// An empty table of contributions.
pub(super) fn contribution_columns(name: &str) -> Table {
    Table::new(
        name,
        &[
            WHO[0],
            ("axis", "Eje", "Axis"),
            ("indicator", "Indicador", "Indicator"),
            ("value", "Valor", "Value"),
            ("missing", "Falta", "Missing"),
            ("normalised", "De 0 a 100", "0–100"),
            ("weight", "Peso", "Weight"),
            ("points", "Puntos", "Points"),
            ("full_weight", "Peso si todo se contesta", "Weight if all were answered"),
        ],
    )
}

/// One contribution as a row of that table.
pub(super) fn contribution_row(
    diagnosis: &Diagnosis,
    workshop: usize,
    axis: usize,
    part: &Contribution,
) -> Vec<Cell> {
    vec![
        diagnosis.workshops[workshop].as_str().into(),
        diagnosis.nodes[axis].id.as_str().into(),
        diagnosis.nodes[part.node].id.as_str().into(),
        Cell::maybe_real(part.value.ok(), 2),
        part.missing().map(nanduti_model::Missing::word).into(),
        Cell::maybe_real(part.normalised, 1),
        Cell::real(part.weight, 4),
        Cell::real(part.points, 2),
        Cell::real(part.full_weight, 4),
    ]
}
