//! `lead_firms.csv`, `lots.csv` and `ties.csv`.

use crate::load::csv_reader::{CsvRow, CsvTable};
use nanduti_model::{
    DistanceBand, Fault, FaultCode, FirmTie, Guaranies, LeadFirm, LeadFirmId, Lot, LotGates, LotId,
    Population, Product, TieStrength, WorkshopId, WorkshopTie, coarse_cell,
};
use std::collections::BTreeMap;

/// Reads lead firms.
pub fn load_lead_firms(bytes: &[u8], file: &str, faults: &mut Vec<Fault>) -> Vec<LeadFirm> {
    let table = CsvTable::read(
        file,
        bytes,
        &["id", "name"],
        &["latitude", "longitude", "staff_hours_month"],
    );
    let mut firms: Vec<LeadFirm> = Vec::new();
    for row in table.rows() {
        let (id, name) = (row.text("id"), row.text("name"));
        let latitude = row.optional_number("latitude", -90.0..=90.0);
        let longitude = row.optional_number("longitude", -180.0..=180.0);
        let hours = row.optional_number("staff_hours_month", 0.0..=10_000.0);
        let (Some(id), Some(name)) = (id, name) else { continue };
        let id = LeadFirmId::from(id);
        if firms.iter().any(|f| f.id == id) {
            duplicate(row, "lead firm", id.as_str());
            continue;
        }
        firms.push(LeadFirm {
            id,
            name: name.to_owned(),
            cell: latitude.zip(longitude).and_then(|(lat, lon)| coarse_cell(lat, lon)),
            staff_hours_month: hours.unwrap_or(0.0),
        });
    }
    faults.extend(table.into_faults());
    firms
}

fn duplicate(row: CsvRow, kind: &str, id: &str) {
    row.push(Fault::new(FaultCode::DuplicateId, row.place("id")).with("kind", kind).with("id", id));
}

/// Reads lots against the firms and products of the case.
pub fn load_lots(
    bytes: &[u8],
    file: &str,
    firms: &[LeadFirm],
    products: &[Product],
    faults: &mut Vec<Fault>,
) -> Vec<Lot> {
    let required = ["id", "lead_firm", "product", "pieces", "start", "due", "price"];
    let optional =
        ["min_batch", "max_suppliers", "max_rework", "min_on_time", "invoice", "max_distance"];
    let table = CsvTable::read(file, bytes, &required, &optional);
    let firm_at: BTreeMap<&str, usize> =
        firms.iter().enumerate().map(|(i, f)| (f.id.as_str(), i)).collect();
    let product_at: BTreeMap<&str, usize> =
        products.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
    let mut ids = std::collections::BTreeSet::new();
    let mut lots = Vec::new();
    for row in table.rows() {
        let Some(lot) = lot(row, &firm_at, &product_at) else { continue };
        if !ids.insert(lot.id.clone()) {
            duplicate(row, "lot", lot.id.as_str());
            continue;
        }
        lots.push(lot);
    }
    faults.extend(table.into_faults());
    lots
}

fn lot(
    row: CsvRow,
    firms: &BTreeMap<&str, usize>,
    products: &BTreeMap<&str, usize>,
) -> Option<Lot> {
    let reference = |column: &str, kind: &str, known: &BTreeMap<&str, usize>| {
        let name = row.text(column)?;
        let at = known.get(name).copied();
        if at.is_none() {
            row.unknown_reference(column, kind, name, known.keys().copied());
        }
        at
    };
    let id = row.text("id");
    let firm = reference("lead_firm", "lead firm", firms);
    let product = reference("product", "product", products);
    let pieces = row.integer("pieces", 1..=100_000_000);
    let (start, due) = (row.date("start"), row.date("due"));
    let price = row.integer("price", 0..=1_000_000_000);
    let min_batch = row.optional_integer("min_batch", 0..=100_000_000);
    let max_suppliers = row.optional_integer("max_suppliers", 1..=1_000_000);
    let gates = LotGates {
        max_rework: row.optional_number("max_rework", 0.0..=100.0),
        min_on_time: row.optional_number("min_on_time", 0.0..=10.0),
        invoice: row.optional_yes_no("invoice").unwrap_or(false),
        max_distance: row
            .optional_choice(
                "max_distance",
                &[
                    (Some(DistanceBand::To5), "5"),
                    (Some(DistanceBand::To20), "20"),
                    (Some(DistanceBand::To50), "50"),
                    (None, "any"),
                ],
            )
            .flatten(),
    };
    if let (Some(start), Some(due)) = (start, due)
        && due < start
    {
        row.push(Fault::new(FaultCode::WindowReversed, row.place("due")));
        return None;
    }
    Some(Lot {
        id: LotId::from(id?),
        firm: firm?,
        product: product?,
        pieces: pieces? as u32,
        start: start?,
        due: due?,
        price: Guaranies(price?),
        min_batch: min_batch.unwrap_or(1).max(1) as u32,
        max_suppliers: max_suppliers.map(|n| n as u32),
        gates,
    })
}

/// Reads ties: a workshop with a firm or with another workshop.
pub fn load_ties(
    bytes: &[u8],
    file: &str,
    population: &Population,
    firms: &[LeadFirm],
    faults: &mut Vec<Fault>,
) -> (Vec<FirmTie>, Vec<WorkshopTie>) {
    let table = CsvTable::read(file, bytes, &["a", "b", "kind"], &["strength"]);
    let (mut with_firms, mut between) = (Vec::new(), Vec::new());
    for row in table.rows() {
        let (a, b, kind) = (row.text("a"), row.text("b"), row.text("kind"));
        let strength = row.optional_choice(
            "strength",
            &[
                (TieStrength::None, "none"),
                (TieStrength::Occasional, "occasional"),
                (TieStrength::Stable, "stable"),
            ],
        );
        let (Some(a), Some(b), Some(kind)) = (a, b, kind) else { continue };
        // Workshops that are not in the survey are simply not known: their ties say nothing.
        let Some(a) = population.position(&WorkshopId::from(a)) else { continue };
        if let Some(firm) = firms.iter().position(|f| f.id.as_str() == b) {
            let strength = strength.unwrap_or(TieStrength::Occasional);
            with_firms.push(FirmTie { workshop: a, firm, strength });
        } else if let Some(b) = population.position(&WorkshopId::from(b)) {
            between.push(WorkshopTie { a, b, kind: kind.to_owned() });
        } else if firms.iter().any(|f| strsim::jaro_winkler(f.id.as_str(), b) > 0.9) {
            row.unknown_reference("b", "lead firm", b, firms.iter().map(|f| f.id.as_str()));
        }
    }
    faults.extend(table.into_faults());
    (with_firms, between)
}
