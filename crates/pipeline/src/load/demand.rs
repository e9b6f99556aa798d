//! `lead_firms.csv`, `lots.csv` and `ties.csv`.

use crate::load::csv_reader::{CsvRow, CsvTable};
use crate::load::workshops::{Named, Workshops};
use nanduti_model::{
    DistanceBand, Fault, FaultCode, FirmTie, Guaranies, LeadFirm, LeadFirmId, Lot, LotGates, LotId,
    Product, TieStrength, WorkshopTie, coarse_cell,
};
use std::collections::BTreeMap;

/// Reads lead firms; `None` where the file is no table of them.
pub fn load_lead_firms(bytes: &[u8], file: &str, faults: &mut Vec<Fault>) -> Option<Vec<LeadFirm>> {
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
        // A firm without a name is a fault, and still a firm that lots may name.
        let Some(id) = id.map(LeadFirmId::from) else { continue };
        if firms.iter().any(|f| f.id == id) {
            duplicate(row, "lead firm", id.as_str());
            continue;
        }
        firms.push(LeadFirm {
            id,
            name: name.unwrap_or_default().to_owned(),
            cell: latitude.zip(longitude).and_then(|(lat, lon)| coarse_cell(lat, lon)),
            staff_hours_month: hours.unwrap_or(0.0),
        });
    }
    let usable = table.is_usable();
    faults.extend(table.into_faults());
    usable.then_some(firms)
}

fn duplicate(row: CsvRow, kind: &str, id: &str) {
    row.push(
        Fault::new(FaultCode::DuplicateId, row.place("id")).with("kind", kind).with_code("id", id),
    );
}

/// Reads lots against the firms and products of the case. Where those could not be read, what
/// lots say of them is not checked, and there are no lots.
pub fn load_lots(
    bytes: &[u8],
    file: &str,
    firms: Option<&[LeadFirm]>,
    products: Option<&[Product]>,
    faults: &mut Vec<Fault>,
) -> Vec<Lot> {
    let required = ["id", "lead_firm", "product", "pieces", "start", "due", "price"];
    let optional =
        ["min_batch", "max_suppliers", "max_rework", "min_on_time", "invoice", "max_distance"];
    let table = CsvTable::read(file, bytes, &required, &optional);
    let firm_at: Option<Positions> =
        firms.map(|firms| firms.iter().enumerate().map(|(i, f)| (f.id.as_str(), i)).collect());
    let product_at: Option<Positions> =
        products.map(|list| list.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect());
    let mut ids = std::collections::BTreeSet::new();
    let mut lots = Vec::new();
    for row in table.rows() {
        let lot = lot(row, firm_at.as_ref(), product_at.as_ref());
        if let Some(id) = row.optional_text("id")
            && !ids.insert(id.to_owned())
        {
            duplicate(row, "lot", id);
            continue;
        }
        lots.extend(lot);
    }
    faults.extend(table.into_faults());
    lots
}

/// Position of each id.
type Positions<'a> = BTreeMap<&'a str, usize>;

fn lot(row: CsvRow, firms: Option<&Positions>, products: Option<&Positions>) -> Option<Lot> {
    let reference = |column: &str, kind: &str, known: Option<&Positions>| {
        let name = row.text(column)?;
        let known = known?;
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

/// Kinds of a tie. They describe; no engine reads them.
const TIE_KINDS: [((), &str); 6] = [
    ((), "orders"),
    ((), "shared_order"),
    ((), "lent_machine"),
    ((), "joint_purchase"),
    ((), "advice"),
    ((), "other"),
];

/// Reads ties: a workshop with a firm or with another workshop. Those of workshops left out
/// with the survey are not used. Where codes were issued, a file that names others is a
/// warning with every row that is not used.
pub fn load_ties(
    bytes: &[u8],
    file: &str,
    workshops: Workshops,
    firms: Option<&[LeadFirm]>,
    faults: &mut Vec<Fault>,
) -> (Vec<FirmTie>, Vec<WorkshopTie>) {
    let table = CsvTable::read(file, bytes, &["a", "b", "kind"], &["strength"]);
    let (mut with_firms, mut between) = (Vec::new(), Vec::new());
    for row in table.rows() {
        row.choice("kind", &TIE_KINDS);
        let kind = row.optional_text("kind");
        let strength = row.optional_choice(
            "strength",
            &[
                (TieStrength::None, "none"),
                (TieStrength::Occasional, "occasional"),
                (TieStrength::Stable, "stable"),
            ],
        );
        let (a, b) = (row.text("a"), row.text("b"));
        let (Some(a), Some(b)) = (a, b) else { continue };
        if a == b {
            row.push(Fault::new(FaultCode::SelfTie, row.place("b")));
            continue;
        }
        let from = tie_end(row, "a", a, workshops);
        if let Some(firm) = firms.and_then(|all| all.iter().position(|f| f.id.as_str() == b)) {
            let strength = strength.unwrap_or(TieStrength::Occasional);
            with_firms.extend(from.map(|workshop| FirmTie { workshop, firm, strength }));
        } else if firms.is_none() && workshops.named(b) == Named::Unknown {
            // It may be a firm: their file could not be read.
        } else if let (Some(b), Some(a), Some(kind)) = (tie_end(row, "b", b, workshops), from, kind)
        {
            between.push(WorkshopTie { a, b, kind: kind.to_owned() });
        }
    }
    faults.extend(table.into_faults());
    (with_firms, between)
}

/// Position of the workshop at one end of a tie; a code nobody has is a fault.
fn tie_end(row: CsvRow, column: &str, code: &str, workshops: Workshops) -> Option<usize> {
    match workshops.named(code) {
        Named::At(at) => Some(at),
        Named::Unknown if workshops.issued => {
            row.push(Fault::new(FaultCode::TieNotResolved, row.place(column)));
            None
        }
        Named::Unknown => {
            let kind = if column == "b" { "workshop or lead firm" } else { "workshop" };
            workshops.unknown(row, column, kind, code);
            None
        }
        Named::LeftOut | Named::NotChecked => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanduti_model::{Population, WorkshopId};
    use std::collections::BTreeSet;

    fn codes(text: &str, issued: bool) -> Vec<(FaultCode, Option<u32>, Option<String>)> {
        let surveyed: BTreeSet<WorkshopId> = BTreeSet::from([WorkshopId::from("W-1")]);
        let population = Population::default();
        let workshops =
            Workshops { population: Some(&population), surveyed: Some(&surveyed), issued };
        let mut faults = Vec::new();
        load_ties(text.as_bytes(), "ties.csv", workshops, Some(&[]), &mut faults);
        faults.into_iter().map(|f| (f.code, f.place.row, f.place.column)).collect()
    }

    #[test]
    fn every_tie_that_names_nobody_is_told() {
        let found = codes("a,b,kind\nW-9,W-1,advice\nW-1,W-1,advice\nW-1,LF-Z9,advize\n", false);
        let at = |column: &str| Some(column.to_owned());
        assert_eq!(
            found,
            [
                (FaultCode::UnknownReference, Some(2), at("a")),
                (FaultCode::UnknownReference, Some(4), at("b")),
                (FaultCode::BadChoice, Some(4), at("kind")),
                (FaultCode::SelfTie, Some(3), at("b")),
            ]
        );
        let issued = codes("a,b,kind\nW-9,W-1,advice\n", true);
        assert_eq!(issued, [(FaultCode::TieNotResolved, Some(2), at("a"))]);
    }
}
