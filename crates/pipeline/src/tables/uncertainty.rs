//! How sure scores are: quantiles and level probabilities, what moves scores, what each choice
//! reached.

use crate::results::Results;
use crate::table::{Cell, Column, Table};
use crate::uncertainty::{cuts_of, own_score_total};
use nanduti_diagnostic::robustness::{NodeRobustness, Robustness};
use nanduti_model::{Alternatives, FactorKind, Instrument, Label, NodeId, WorkshopId};

/// What the tables are written from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The instrument.
    pub(super) instrument: &'a Instrument,
    /// Codes of the units.
    pub(super) units: &'a [WorkshopId],
    /// What came of the alternatives.
    pub(super) found: &'a Robustness,
    /// Whether ranks may be written.
    pub(super) ranks: bool,
}

/// The three tables of a case; none where no alternatives were run. No rank leaves a case.
pub(super) fn of_case(results: &Results) -> Vec<Table> {
    let Some(found) = &results.robustness else { return Vec::new() };
    all(Source {
        instrument: &results.instrument,
        units: &results.diagnosis.workshops,
        found,
        ranks: false,
    })
}

/// The three tables.
pub(super) fn all(source: Source) -> Vec<Table> {
    let Some(alternatives) = &source.instrument.alternatives else { return Vec::new() };
    vec![uncertainty(source), sensitivity(source, alternatives), reach(source, alternatives)]
}

fn column(name: &str, es: &str, en: &str) -> Column {
    Column { name: name.to_owned(), header: Label { es: es.to_owned(), en: en.to_owned() } }
}

/// One row per unit and axis: the score, its quantiles over the runs, and the share of the runs
/// that reached each level.
fn uncertainty(source: Source) -> Table {
    let nodes = &source.found.nodes;
    let most_cuts = nodes.iter().map(|n| cuts_of(source.instrument, n.node).len()).max();
    let n_levels = most_cuts.filter(|n| *n > 0).map_or(0, |n| n + 1);
    let selects = nodes.iter().any(|node| !node.selected.is_empty());
    let mut columns = vec![
        column("workshop", "Taller", "Workshop"),
        column("axis", "Eje", "Axis"),
        column("score", "Puntaje", "Score"),
        column("p05", "5 de cada 100 debajo", "5 of 100 below"),
        column("median", "Mediana", "Median"),
        column("p95", "95 de cada 100 debajo", "95 of 100 below"),
    ];
    for level in 1..=n_levels {
        let (es, en) =
            (format!("Probabilidad del nivel {level}"), format!("Probability of level {level}"));
        columns.push(column(&format!("level_{level}"), &es, &en));
    }
    if source.ranks {
        columns.push(column("rank_p05", "Puesto, 5 %", "Rank, 5 %"));
        columns.push(column("rank_median", "Puesto, mediana", "Rank, median"));
        columns.push(column("rank_p95", "Puesto, 95 %", "Rank, 95 %"));
        if selects {
            columns.push(column("selected", "Veces entre los elegidos", "Share of runs selected"));
        }
    }
    let mut table = Table { name: "uncertainty".to_owned(), columns, rows: Vec::new() };
    for row in 0..source.units.len() {
        for node in nodes {
            table.push(cells(source, node, row, n_levels, selects));
        }
    }
    table
}

fn cells(
    source: Source,
    node: &NodeRobustness,
    row: usize,
    n_levels: usize,
    selects: bool,
) -> Vec<Cell> {
    let three = |known: Option<[f64; 3]>| {
        (0..3).map(move |at| Cell::maybe_real(known.map(|three| three[at]), 1))
    };
    let mut cells: Vec<Cell> = vec![
        source.units[row].as_str().into(),
        source.instrument.nodes[node.node].id.as_str().into(),
        Cell::maybe_real(node.nominal[row], 0),
    ];
    cells.extend(three(node.score[row]));
    let has_levels = !cuts_of(source.instrument, node.node).is_empty();
    let shares = node.level[row].as_ref().filter(|_| has_levels);
    cells
        .extend((0..n_levels).map(|level| {
            Cell::maybe_real(shares.and_then(|shares| shares.get(level)).copied(), 2)
        }));
    if source.ranks {
        cells.extend(three(node.rank[row]));
        if selects {
            cells.push(Cell::maybe_real(node.selected.get(row).copied(), 2));
        }
    }
    cells
}

/// What each factor brings of the variance of the mean change of place, by axis.
fn sensitivity(source: Source, alternatives: &Alternatives) -> Table {
    let mut table = Table::new(
        "sensitivity",
        &[
            ("axis", "Eje", "Axis"),
            ("factor", "Factor", "Factor"),
            ("first", "Parte que trae solo", "Share it brings alone"),
            ("first_low", "Solo, desde", "Alone, from"),
            ("first_high", "Solo, hasta", "Alone, to"),
            ("total", "Parte con los otros", "Share with the others"),
            ("total_low", "Con los otros, desde", "With the others, from"),
            ("total_high", "Con los otros, hasta", "With the others, to"),
            ("exhaustive", "Todas las combinaciones", "All combinations"),
            ("own_score_total", "Parte en el puntaje propio", "Share in one’s own score"),
        ],
    );
    for node in &source.found.nodes {
        for factor in &node.sensitivity {
            let ends = |which: usize| factor.interval.map(|both| both[which]);
            let end =
                |which: usize, of: fn((f64, f64)) -> f64| Cell::maybe_real(ends(which).map(of), 2);
            table.push(vec![
                source.instrument.nodes[node.node].id.as_str().into(),
                alternatives.factors[factor.factor].id.as_str().into(),
                Cell::maybe_real(factor.first, 2),
                end(0, |ends| ends.0),
                end(0, |ends| ends.1),
                Cell::maybe_real(factor.total, 2),
                end(1, |ends| ends.0),
                end(1, |ends| ends.1),
                source.found.exhaustive.into(),
                Cell::maybe_real(own_score_total(factor), 2),
            ]);
        }
    }
    table
}

/// What each choice alone moved; a choice that reached nothing says so with 0.
fn reach(source: Source, alternatives: &Alternatives) -> Table {
    let mut table = Table::new(
        "reach",
        &[
            ("factor", "Factor", "Factor"),
            ("choice", "Opción", "Choice"),
            ("node", "Nodo", "Node"),
            ("moved", "Puntajes que se mueven", "Scores that move"),
            ("largest_change", "Mayor cambio, puntos", "Largest change, points"),
        ],
    );
    for reached in &source.found.reach {
        let factor = &alternatives.factors[reached.factor];
        let node = match &factor.kind {
            FactorKind::LeaveOut(nodes) => nodes.get(reached.choice).and_then(Option::as_ref),
            FactorKind::Aggregation { node, .. } => node.as_ref(),
            _ => None,
        };
        table.push(vec![
            factor.id.as_str().into(),
            (reached.choice + 1).into(),
            node.map(NodeId::as_str).into(),
            reached.moved.into(),
            Cell::real(reached.largest_change, 1),
        ]);
    }
    table
}
