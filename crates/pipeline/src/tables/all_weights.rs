//! Scores over all admissible weights. Where places may not be told, there are scores and levels
//! and nothing else.

use crate::all_weights::{Chosen, NotJudged, OverAllWeights, UnitOverWeights, over_all_weights};
use crate::table::{Cell, Column, Table};
use crate::uncertainty::cuts_of;
use nanduti_diagnostic::robustness::PairWeights;
use nanduti_model::{Diagnosis, Instrument, Label, NodeContent};

/// Slack of decimal scores at a cut.
const ROUNDING: f64 = 1e-9;

/// The tables of an instrument that asks for them; `ranks` says whether places may be told.
pub(super) fn tables(instrument: &Instrument, diagnosis: &Diagnosis, ranks: bool) -> Vec<Table> {
    let found = over_all_weights(instrument, diagnosis, ranks);
    if found.is_empty() {
        return Vec::new();
    }
    let mut tables = vec![units(instrument, &found, ranks)];
    if ranks {
        tables.push(pairs(instrument, &found));
    }
    tables
}

fn column(&(name, es, en): &(&str, &str, &str)) -> Column {
    Column { name: name.to_owned(), header: Label { es: es.to_owned(), en: en.to_owned() } }
}

const SCORES: [(&str, &str, &str); 8] = [
    ("unit", "Unidad", "Unit"),
    ("node", "Nodo", "Node"),
    ("given", "Puntaje con los pesos dados", "Score under the given weights"),
    ("least", "Menor con cualquier peso", "Least under any weights"),
    ("most", "Mayor con cualquier peso", "Greatest under any weights"),
    ("level_least", "Nivel más bajo", "Lowest level"),
    ("level_most", "Nivel más alto", "Highest level"),
    ("outcome", "Se juzga", "Judged"),
];
const RANKS: [(&str, &str, &str); 4] = [
    ("rank", "Lugar con los pesos dados", "Rank under the given weights"),
    ("rank_best", "Mejor lugar", "Best rank"),
    ("rank_worst", "Peor lugar", "Worst rank"),
    ("chosen", "Entre los elegidos", "Among the chosen"),
];

fn units(instrument: &Instrument, found: &[OverAllWeights], ranks: bool) -> Table {
    let places = if ranks { &RANKS[..] } else { &[] };
    let columns = SCORES.iter().chain(places).map(column).collect();
    let mut table = Table { name: "all_weights".to_owned(), columns, rows: Vec::new() };
    for node in found {
        for unit in &node.units {
            table.rows.push(unit_row(instrument, node.node, unit, ranks));
        }
    }
    table
}

fn unit_row(
    instrument: &Instrument,
    node: usize,
    unit: &UnitOverWeights,
    ranks: bool,
) -> Vec<Cell> {
    let figures = unit.found.as_ref().ok();
    let cuts = own_cuts(instrument, node);
    let level = |score: f64| {
        let passed = cuts.iter().filter(|cut| score + ROUNDING >= **cut).count();
        (!cuts.is_empty()).then_some(passed + 1)
    };
    let mut cells = vec![
        unit.unit.as_str().into(),
        instrument.nodes[node].id.as_str().into(),
        Cell::maybe_real(figures.map(|f| f.given), 2),
        Cell::maybe_real(figures.map(|f| f.ends.0), 2),
        Cell::maybe_real(figures.map(|f| f.ends.1), 2),
        figures.and_then(|f| level(f.ends.0)).into(),
        figures.and_then(|f| level(f.ends.1)).into(),
        match &unit.found {
            Ok(figures) if ranks && figures.rank.is_none() => "too_many_to_compare",
            Ok(_) => "judged",
            Err(why) => not_judged(*why),
        }
        .into(),
    ];
    if ranks {
        let rank = figures.and_then(|f| f.rank);
        cells.extend([
            rank.map(|(given, _)| given).into(),
            rank.map(|(_, bounds)| bounds.best).into(),
            rank.map(|(_, bounds)| bounds.worst).into(),
            figures
                .and_then(|f| f.chosen)
                .map(|chosen| match chosen {
                    Chosen::Always => "always",
                    Chosen::Sometimes => "sometimes",
                    Chosen::Never => "never",
                })
                .into(),
        ]);
    }
    cells
}

/// Cuts of a node that has levels: an axis, or a dimension with cuts of its own.
fn own_cuts(instrument: &Instrument, node: usize) -> &[f64] {
    let of_its_own = match &instrument.nodes[node].content {
        NodeContent::Aggregate(aggregate) => aggregate.level_cuts.is_some(),
        NodeContent::Indicator(_) => false,
    };
    let levels = instrument.nodes[node].parent.is_none() || of_its_own;
    if levels { cuts_of(instrument, node) } else { &[] }
}

const fn not_judged(why: NotJudged) -> &'static str {
    match why {
        NotJudged::Incomplete => "incomplete",
        NotJudged::NotInData => "not_in_data",
    }
}

fn pairs(instrument: &Instrument, found: &[OverAllWeights]) -> Table {
    let mut table = Table::new(
        "all_weights_pairs",
        &[
            ("unit", "Unidad", "Unit"),
            ("against", "Frente a", "Against"),
            ("node", "Nodo", "Node"),
            ("lead", "Ventaja con los pesos dados", "Lead under the given weights"),
            ("lead_least", "Menor ventaja", "Least lead"),
            ("lead_most", "Mayor ventaja", "Greatest lead"),
            ("outcome", "Quién está antes", "Who is before"),
            ("turns_at", "Peso que debe moverse para que cambie", "Weight to move for it to turn"),
        ],
    );
    for node in found {
        for pair in &node.pairs {
            let figures = pair.found.as_ref().ok();
            table.push(vec![
                pair.units.0.as_str().into(),
                pair.units.1.as_str().into(),
                instrument.nodes[node.node].id.as_str().into(),
                Cell::maybe_real(figures.map(|f| f.given), 2),
                Cell::maybe_real(figures.map(|f| f.lead.0), 2),
                Cell::maybe_real(figures.map(|f| f.lead.1), 2),
                match &pair.found {
                    Ok(figures) => who(figures),
                    Err(why) => not_judged(*why),
                }
                .into(),
                Cell::maybe_real(figures.and_then(|f| f.turns_at), 3),
            ]);
        }
    }
    table
}

/// Who is before whom under all weights.
fn who(pair: &PairWeights) -> &'static str {
    match pair.lead {
        (least, most) if least >= -ROUNDING && most <= ROUNDING => "tied",
        (least, _) if least > ROUNDING => "first_always",
        (_, most) if most < -ROUNDING => "second_always",
        _ => "depends",
    }
}
