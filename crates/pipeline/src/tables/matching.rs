//! Quantities, lots, and the verdict on every pair.

use super::cluster_of;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_model::{
    GateFailure, Matching, PairVerdict, UnmetCause, UnmetReason, ValuePart, ValuePartKind,
};

/// Columns of `assignments.csv`: name, Spanish and English heading.
pub const ASSIGNMENTS: [(&str, &str, &str); 13] = [
    ("workshop", "Taller", "Workshop"),
    ("cluster", "Clúster", "Cluster"),
    ("lead_firm", "Empresa ancla", "Lead firm"),
    ("lot", "Lote", "Lot"),
    ("pieces", "Prendas", "Pieces"),
    ("standard_minutes", "Minutos estándar", "Standard minutes"),
    ("fit", "Puntos por producto", "Fit points"),
    ("continuity", "Puntos por vínculo", "Continuity points"),
    ("nearness", "Puntos por cercanía", "Nearness points"),
    ("price", "Puntos por precio", "Price points"),
    ("quality", "Puntos por calidad", "Quality points"),
    ("to_negotiate", "A negociar", "To negotiate"),
    ("assumed", "Con supuesto", "Rests on an assumption"),
];

/// Columns of `lots.csv`.
pub(super) const LOTS: [(&str, &str, &str); 15] = [
    ("lot", "Lote", "Lot"),
    ("lead_firm", "Empresa ancla", "Lead firm"),
    ("product", "Producto", "Product"),
    ("pieces", "Prendas pedidas", "Pieces asked for"),
    ("served", "Con taller", "Served"),
    ("unmet", "Sin cubrir", "Unmet"),
    ("start", "Desde", "Start"),
    ("due", "Hasta", "Due"),
    ("price", "Precio por prenda (Gs.)", "Price per piece (Gs.)"),
    ("fair_price", "Precio justo de referencia (Gs.)", "Fair reference price (Gs.)"),
    ("n_feasible", "Talleres posibles", "Feasible workshops"),
    ("n_verify", "Falta verificar", "To verify"),
    ("n_blocked", "No pueden", "Blocked"),
    ("first_cause", "Primera causa", "First cause"),
    ("lot_price", "Precio sombra por minuto", "Shadow price per minute"),
];

/// One row per workshop and lot.
pub(super) fn assignments(results: &Results, matching: &Matching) -> Table {
    let mut table = Table::new("assignments", &ASSIGNMENTS);
    for a in &matching.assigned {
        let minutes: i64 = a.months.iter().map(|(_, m)| m.0).sum();
        let mut row: Vec<Cell> = vec![
            a.workshop_id.as_str().into(),
            cluster_of(results, a.workshop).into(),
            a.firm.as_str().into(),
            a.lot_id.as_str().into(),
            a.pieces.into(),
            Cell::real(minutes as f64 / 100.0, 0),
        ];
        row.extend(ValuePartKind::ALL.iter().map(|(kind, _)| {
            let part = a.parts.iter().find(|p| p.kind == *kind).copied();
            Cell::maybe_real(part.map(ValuePart::points), 1)
        }));
        row.push(gates(&a.negotiate));
        row.push(a.assumed.into());
        table.push(row);
    }
    table
}

fn gates(failures: &[GateFailure]) -> Cell {
    if failures.is_empty() {
        return Cell::Absent;
    }
    let words: Vec<&str> = failures.iter().map(|f| f.gate.word()).collect();
    words.join(" ").into()
}

/// One row per lot.
pub(super) fn lots(results: &Results, matching: &Matching) -> Table {
    let mut table = Table::new("lots", &LOTS);
    for outcome in &matching.lots {
        let lot = &results.lots[outcome.lot];
        table.push(vec![
            lot.id.as_str().into(),
            results.firms[lot.firm].id.as_str().into(),
            results.products[lot.product].id.as_str().into(),
            lot.pieces.into(),
            outcome.served.into(),
            outcome.unmet.into(),
            lot.start.into(),
            lot.due.into(),
            lot.price.into(),
            outcome.fair_price.into(),
            outcome.n_feasible.into(),
            outcome.n_verify.into(),
            outcome.n_blocked.into(),
            outcome.reasons.first().map(cause).into(),
            Cell::maybe_real(matching.lot_prices.get(outcome.lot).copied(), 3),
        ]);
    }
    table
}

fn cause(reason: &UnmetReason) -> String {
    match reason.cause {
        UnmetCause::Gate(gate) => format!("gate:{}", gate.word()),
        UnmetCause::Capacity => "capacity".to_owned(),
        UnmetCause::BatchRules => "batch_rules".to_owned(),
        UnmetCause::Verify => "verify".to_owned(),
        UnmetCause::Outcompeted => "outcompeted".to_owned(),
    }
}

/// One row per judged pair: feasible with its value, to verify, or blocked with its gates.
pub(super) fn pairs(results: &Results, matching: &Matching) -> Table {
    let mut table = Table::new(
        "pairs",
        &[
            ("workshop", "Taller", "Workshop"),
            ("lot", "Lote", "Lot"),
            ("verdict", "Veredicto", "Verdict"),
            ("value", "Puntos", "Points"),
            ("gates", "Puertas que no pasa", "Gates failed"),
        ],
    );
    for pair in &matching.pairs {
        let (verdict, value, gates) = match &pair.verdict {
            PairVerdict::Feasible(parts) => {
                ("feasible", Some(parts.iter().map(|p| p.points()).sum()), Cell::Absent)
            }
            PairVerdict::Verify(unknown) => {
                let words: Vec<&str> = unknown.iter().map(|g| g.word()).collect();
                ("verify", None, words.join(" ").into())
            }
            PairVerdict::Blocked(failures) => ("blocked", None, gates(failures)),
        };
        table.push(vec![
            results.population.workshops[pair.workshop].id.as_str().into(),
            results.lots[pair.lot].id.as_str().into(),
            verdict.into(),
            Cell::maybe_real(value, 1),
            gates,
        ]);
    }
    table
}
