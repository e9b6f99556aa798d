//! The sample's lots and their matching.

use super::{chance, instrument::source, label};
use jiff::civil::date;
use nanduti_model::{
    Assigned, Gate, GateFailure, Guaranies, LeadFirm, Lot, LotGates, LotOutcome, Matching, Minutes,
    MonthIndex, Outcome, PairOutcome, PairVerdict, Population, Product, SolveStatus, UnmetCause,
    UnmetReason, ValuePart, ValuePartKind,
};

pub(super) fn demand() -> (Vec<Product>, Vec<LeadFirm>, Vec<Lot>) {
    let product = |id: &str, es: &str, en: &str, minutes: i64| Product {
        id: id.into(),
        name: label(es, en),
        standard_minutes: Minutes(minutes * 100),
        machines: vec!["straight".into()],
        source: source(),
    };
    let products = vec![
        product("tshirt", "Remera", "T-shirt", 7),
        product("jeans", "Jean", "Jeans", 20),
        product("shirt", "Camisa", "Shirt", 15),
        product("smock", "Guardapolvo", "School smock", 14),
    ];
    let firms: Vec<LeadFirm> = ["LF-A", "LF-B", "LF-C"]
        .iter()
        .map(|id| LeadFirm {
            id: (*id).into(),
            name: format!("Empresa {id}"),
            cell: None,
            staff_hours_month: 20.0,
        })
        .collect();
    let lots = (0..12)
        .map(|i| Lot {
            id: format!("{}-{:02}", firms[i % 3].id, i / 3 + 1).as_str().into(),
            firm: i % 3,
            product: i % 4,
            pieces: 1000 + 700 * i as u32,
            start: date(2027, 1, 5),
            due: date(2027, 2 + (i % 6) as i8, 20),
            price: Guaranies(5200 + 800 * i as i64),
            min_batch: 200,
            max_suppliers: Some(4),
            gates: LotGates { invoice: i % 5 == 0, ..LotGates::default() },
        })
        .collect();
    (products, firms, lots)
}

fn parts(w: usize) -> Vec<ValuePart> {
    let weights = [0.35, 0.25, 0.15, 0.15, 0.10];
    ValuePartKind::ALL
        .iter()
        .zip(weights)
        .enumerate()
        .map(|(k, ((kind, _), weight))| ValuePart {
            kind: *kind,
            weight,
            score: chance("part", w, k),
        })
        .collect()
}

pub(super) fn matching(population: &Population, lots: &[Lot]) -> Matching {
    let n = population.workshops.len();
    let mut assigned = Vec::new();
    let mut outcomes = Vec::new();
    let mut matched = vec![false; n];
    let mut pairs = Vec::new();
    let failure =
        |gate| GateFailure { gate, has: Some(5200.0), needs: Some(6100.0), names: vec![] };
    for (l, lot) in lots.iter().enumerate() {
        let share = [1.0, 0.55, 0.0, 0.8][l % 4];
        let served = (f64::from(lot.pieces) * share) as u32;
        // The last cluster gets nothing: a valid result.
        let makers: Vec<usize> = (0..n)
            .filter(|&w| population.workshops[w].cluster != 2 && w % 12 == l)
            .take(2)
            .collect();
        for (i, &w) in makers.iter().enumerate() {
            pairs.push(PairOutcome {
                workshop: w,
                lot: l,
                verdict: PairVerdict::Feasible(parts(w)),
                negotiate: vec![],
            });
            let pieces = if i == 0 { served - served / 3 } else { served / 3 };
            if pieces == 0 || (makers.len() == 1 && i > 0) {
                continue;
            }
            matched[w] = true;
            assigned.push(Assigned {
                workshop: w,
                workshop_id: population.workshops[w].id.clone(),
                lot: l,
                lot_id: lot.id.clone(),
                firm: ["LF-A", "LF-B", "LF-C"][l % 3].into(),
                pieces,
                months: vec![
                    (MonthIndex(0), Minutes(100)),
                    (MonthIndex(1 + (l % 2) as u16), Minutes(50)),
                ],
                parts: parts(w),
                assumed: i == 1,
                negotiate: if l == 1 { vec![failure(Gate::FairPrice)] } else { vec![] },
            });
        }
        pairs.extend((0..n).filter(|w| w % 12 != l).take(40).map(|w| PairOutcome {
            workshop: w,
            lot: l,
            verdict: PairVerdict::Blocked(vec![failure(if w % 2 == 0 {
                Gate::Machines
            } else {
                Gate::Margin
            })]),
            negotiate: vec![],
        }));
        outcomes.push(LotOutcome {
            lot: l,
            served,
            unmet: lot.pieces - served,
            n_feasible: makers.len() as u32,
            n_verify: 3,
            n_blocked: 40,
            reasons: if served < lot.pieces {
                let causes = [
                    UnmetCause::Gate(Gate::FairPrice),
                    UnmetCause::Capacity,
                    UnmetCause::Gate(Gate::Machines),
                ];
                vec![
                    UnmetReason { cause: causes[l % 3], n_workshops: 12 },
                    UnmetReason { cause: UnmetCause::Verify, n_workshops: 3 },
                ]
            } else {
                vec![]
            },
            fair_price: Guaranies(6100 + 500 * l as i64),
        });
    }
    assigned.sort_by_key(|a| (a.workshop, a.lot));
    Matching {
        outcome: Outcome {
            status: SolveStatus::Feasible,
            value: 99.6,
            bound: Some(100.0),
            method: "flujo por componentes".into(),
        },
        assigned,
        lots: outcomes,
        pairs,
        pairs_complete: true,
        capacity: vec![],
        lot_prices: vec![],
        minute_prices: vec![],
        matched,
    }
}
