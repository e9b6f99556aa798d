//! How sure scores are: what the true score may be and the probability of each level, what other
//! choices would have given, what moves scores, what each choice reached.

use crate::results::Results;
use crate::table::{Cell, Column, Table};
use crate::uncertainty::{Certainty, cuts_of, own_score_total};
use nanduti_diagnostic::plausible::PlausibleNode;
use nanduti_diagnostic::robustness::{NodeRobustness, Robustness, SensitivityStatus};
use nanduti_model::{Alternatives, Diagnosis, FactorKind, Instrument, Label, NodeId};

/// What the tables are written from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The instrument.
    pub(super) instrument: &'a Instrument,
    /// The scores as stated.
    pub(super) diagnosis: &'a Diagnosis,
    /// How sure they are.
    pub(super) found: &'a Certainty,
    /// Whether ranks may be written.
    pub(super) ranks: bool,
}

/// The tables of a case; none where nothing was run. No rank leaves a case.
pub(super) fn of_case(results: &Results) -> Vec<Table> {
    all(Source {
        instrument: &results.instrument,
        diagnosis: &results.diagnosis,
        found: &results.certainty,
        ranks: false,
    })
}

/// The tables: `uncertainty` where anything was run, the others where alternatives were.
pub(super) fn all(source: Source) -> Vec<Table> {
    if source.found.is_empty() {
        return Vec::new();
    }
    let mut tables = vec![uncertainty(source)];
    if let (Some(found), Some(alternatives)) =
        (&source.found.choices, &source.instrument.alternatives)
    {
        tables.push(sensitivity(source, found, alternatives));
        tables.push(reach(found, alternatives));
    }
    tables
}

fn column(name: &str, es: &str, en: &str) -> Column {
    Column { name: name.to_owned(), header: Label { es: es.to_owned(), en: en.to_owned() } }
}

/// What is known of one node.
struct Known<'a> {
    node: usize,
    truth: Option<&'a PlausibleNode>,
    choices: Option<&'a NodeRobustness>,
}

impl Known<'_> {
    /// The shares a stated level rests on.
    fn levels(&self, row: usize) -> Option<&Vec<f64>> {
        match (self.truth, self.choices) {
            (Some(truth), _) => truth.level[row].as_ref(),
            (None, Some(choices)) => choices.level[row].as_ref(),
            (None, None) => None,
        }
    }
}

fn known(source: Source) -> Vec<Known> {
    let (truth, choices) = (&source.found.truth, &source.found.choices);
    let truth: &[PlausibleNode] = truth.as_ref().map_or(&[], |found| &found.nodes);
    let choices: &[NodeRobustness] = choices.as_ref().map_or(&[], |found| &found.nodes);
    let mut nodes: Vec<usize> = truth.iter().map(|found| found.node).collect();
    nodes.extend(choices.iter().map(|found| found.node));
    nodes.sort_unstable();
    nodes.dedup();
    nodes
        .into_iter()
        .map(|node| Known {
            node,
            truth: truth.iter().find(|found| found.node == node),
            choices: choices.iter().find(|found| found.node == node),
        })
        .collect()
}

/// One row per unit and axis: the score; the interval and median of the true score under the
/// instrument's own recipe; the probability of each level; the quantiles over other choices.
fn uncertainty(source: Source) -> Table {
    let nodes = known(source);
    let most_cuts = nodes.iter().map(|n| cuts_of(source.instrument, n.node).len()).max();
    let n_levels = most_cuts.filter(|n| *n > 0).map_or(0, |n| n + 1);
    let choices = source.found.choices.as_ref();
    let selects = choices.is_some_and(|c| c.nodes.iter().any(|node| !node.selected.is_empty()));
    let mut columns = vec![
        column("workshop", "Taller", "Workshop"),
        column("axis", "Eje", "Axis"),
        column("score", "Puntaje", "Score"),
    ];
    if source.found.truth.is_some() {
        columns.push(column(
            "true_low",
            "Puntaje verdadero, desde (90 %)",
            "True score, from (90%)",
        ));
        columns.push(column("true_median", "Puntaje verdadero, mediana", "True score, median"));
        columns.push(column(
            "true_high",
            "Puntaje verdadero, hasta (90 %)",
            "True score, to (90%)",
        ));
    }
    for level in 1..=n_levels {
        let (es, en) =
            (format!("Probabilidad del nivel {level}"), format!("Probability of level {level}"));
        columns.push(column(&format!("level_{level}"), &es, &en));
    }
    if choices.is_some() {
        columns.push(column("p05", "Con otras formas, 5 %", "Other choices, 5 %"));
        columns.push(column("median", "Con otras formas, mediana", "Other choices, median"));
        columns.push(column("p95", "Con otras formas, 95 %", "Other choices, 95 %"));
    }
    if source.ranks && choices.is_some() {
        columns.push(column("rank_p05", "Puesto, 5 %", "Rank, 5 %"));
        columns.push(column("rank_median", "Puesto, mediana", "Rank, median"));
        columns.push(column("rank_p95", "Puesto, 95 %", "Rank, 95 %"));
        if selects {
            columns.push(column("selected", "Veces entre los elegidos", "Share of runs selected"));
        }
    }
    let mut table = Table { name: "uncertainty".to_owned(), columns, rows: Vec::new() };
    for row in 0..source.diagnosis.workshops.len() {
        for node in &nodes {
            table.push(cells(source, node, row, n_levels, selects));
        }
    }
    table
}

fn cells(source: Source, known: &Known, row: usize, n_levels: usize, selects: bool) -> Vec<Cell> {
    let three = |values: Option<[f64; 3]>| {
        (0..3).map(move |at| Cell::maybe_real(values.map(|three| three[at]), 1))
    };
    let mut cells: Vec<Cell> = vec![
        source.diagnosis.workshops[row].as_str().into(),
        source.instrument.nodes[known.node].id.as_str().into(),
        Cell::maybe_real(source.diagnosis.columns[known.node].score[row], 0),
    ];
    if source.found.truth.is_some() {
        cells.extend(three(known.truth.and_then(|truth| truth.score[row])));
    }
    let has_levels = !cuts_of(source.instrument, known.node).is_empty();
    let shares = known.levels(row).filter(|_| has_levels);
    cells
        .extend((0..n_levels).map(|level| {
            Cell::maybe_real(shares.and_then(|shares| shares.get(level)).copied(), 2)
        }));
    if source.found.choices.is_some() {
        cells.extend(three(known.choices.and_then(|choices| choices.score[row])));
        if source.ranks {
            cells.extend(three(known.choices.and_then(|choices| choices.rank[row])));
            if selects {
                let share = known.choices.and_then(|choices| choices.selected.get(row).copied());
                cells.push(Cell::maybe_real(share, 2));
            }
        }
    }
    cells
}

/// What each factor brings of the variance of the mean change of place, by axis.
fn sensitivity(source: Source, found: &Robustness, alternatives: &Alternatives) -> Table {
    let mut table = Table::new(
        "sensitivity",
        &[
            ("axis", "Eje", "Axis"),
            ("factor", "Factor", "Factor"),
            ("first", "Parte que trae solo", "Share it brings alone"),
            ("first_low", "Solo, desde (90 %)", "Alone, from (90%)"),
            ("first_high", "Solo, hasta (90 %)", "Alone, to (90%)"),
            ("total", "Parte con los otros", "Share with the others"),
            ("total_low", "Con los otros, desde (90 %)", "With the others, from (90%)"),
            ("total_high", "Con los otros, hasta (90 %)", "With the others, to (90%)"),
            ("exhaustive", "Todas las combinaciones", "All combinations"),
            ("own_score_total", "Parte en el puntaje propio", "Share in one’s own score"),
            ("status", "Qué se puede decir", "What can be said"),
            ("runs_needed", "Corridas que harían falta", "Runs that would be needed"),
        ],
    );
    for node in &found.nodes {
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
                found.exhaustive.into(),
                Cell::maybe_real(own_score_total(factor), 2),
                status_word(factor.status).into(),
                factor.runs_needed.into(),
            ]);
        }
    }
    table
}

/// Stable word of what may be said of indices.
const fn status_word(status: SensitivityStatus) -> &'static str {
    match status {
        SensitivityStatus::Exact => "exact",
        SensitivityStatus::Estimated => "estimated",
        SensitivityStatus::WideInterval => "wide_interval",
        SensitivityStatus::FirstAboveTotal => "first_above_total",
        SensitivityStatus::NoVariance => "no_variance",
        SensitivityStatus::TooFewRuns => "too_few_runs",
    }
}

/// What each choice alone moved; a choice that reached nothing says so with 0.
fn reach(found: &Robustness, alternatives: &Alternatives) -> Table {
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
    for reached in &found.reach {
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
