//! Two recipes on the same answers side by side: difference of every score, unit by unit, and of
//! places where both instruments allow ranks.

use super::PLAIN_FOLDER;
use crate::load::csv_reader::decode;
use crate::load::files::read_file;
use crate::table::{Cell, Table};
use nanduti_model::{Fault, FaultCode, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Whether a folder is the result of a table with its instrument, and not of a case.
pub(super) fn is_scored_file(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).is_file();
    has("scores.csv") && has("frame.csv") && !has("run.json")
}

/// Every unit and node that both results hold, in the order of the first; then the units that only
/// one of them has.
pub(super) fn compare(a: &Path, b: &Path) -> Result<Table, Vec<Fault>> {
    let (scores_a, scores_b) = match (Wide::read(a, "scores"), Wide::read(b, "scores")) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => return Err(left.err().into_iter().chain(right.err()).collect()),
    };
    let shares = |left: &[String], right: &[String]| left.iter().any(|id| right.contains(id));
    if !shares(&scores_a.nodes, &scores_b.nodes) || !shares(&scores_a.units, &scores_b.units) {
        let place = Place::file(b.display().to_string());
        return Err(vec![Fault::new(FaultCode::BadResult, place).with("reason", "nothing_shared")]);
    }
    let ranks = Wide::read(a, "ranks").ok().zip(Wide::read(b, "ranks").ok());
    let mut table = Table::new("recipes", &COLUMNS);
    let in_a: BTreeSet<&String> = scores_a.units.iter().collect();
    let nodes = scores_a.nodes.iter().filter(|node| scores_b.nodes.contains(node));
    for node in nodes {
        let only_b = scores_b.units.iter().filter(|unit| !in_a.contains(unit));
        for unit in scores_a.units.iter().chain(only_b) {
            let score = (scores_a.get(unit, node), scores_b.get(unit, node));
            let rank = ranks
                .as_ref()
                .map_or((None, None), |(a, b)| (a.get(unit, node), b.get(unit, node)));
            let less = |(a, b): (Option<f64>, Option<f64>)| Some(b? - a?);
            table.push(vec![
                unit.as_str().into(),
                node.as_str().into(),
                Cell::maybe_real(score.0, 2),
                Cell::maybe_real(score.1, 2),
                Cell::maybe_real(less(score), 2),
                Cell::maybe_real(rank.0, 0),
                Cell::maybe_real(rank.1, 0),
                Cell::maybe_real(less(rank), 0),
            ]);
        }
    }
    Ok(table)
}

const COLUMNS: [(&str, &str, &str); 8] = [
    ("unit", "Unidad", "Unit"),
    ("node", "Nodo", "Node"),
    ("score_a", "Puntaje A", "Score A"),
    ("score_b", "Puntaje B", "Score B"),
    ("difference", "Diferencia", "Difference"),
    ("rank_a", "Lugar A", "Rank A"),
    ("rank_b", "Lugar B", "Rank B"),
    ("rank_change", "Cambio de lugar", "Rank change"),
];

/// A saved table of one row a unit and one column a node.
struct Wide {
    units: Vec<String>,
    nodes: Vec<String>,
    cells: BTreeMap<(String, String), f64>,
}

impl Wide {
    fn read(folder: &Path, name: &str) -> Result<Self, Fault> {
        let plain = folder.join(PLAIN_FOLDER).join(format!("{name}.csv"));
        let path = if plain.is_file() { plain } else { folder.join(format!("{name}.csv")) };
        let refused = |reason: &str| {
            Fault::new(FaultCode::BadResult, Place::file(path.display().to_string()))
                .with("reason", reason)
        };
        let bytes = read_file(&path).map_err(|_| refused("not_there"))?;
        let text = decode(&bytes);
        let first = text.lines().next().unwrap_or("");
        let is_excel = first.matches(';').count() > first.matches(',').count();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if is_excel { b';' } else { b',' })
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|_| refused("broken_off"))?.clone();
        let nodes: Vec<String> = header.iter().skip(1).map(str::to_owned).collect();
        let (mut units, mut cells) = (Vec::new(), BTreeMap::new());
        for record in reader.records() {
            let record = record.map_err(|_| refused("broken_off"))?;
            let unit = record.get(0).unwrap_or_default().trim_start_matches('\'').to_owned();
            for (node, cell) in nodes.iter().zip(record.iter().skip(1)) {
                let cell = if is_excel { cell.replace(',', ".") } else { cell.to_owned() };
                if let Ok(number) = cell.parse() {
                    cells.insert((unit.clone(), node.clone()), number);
                }
            }
            units.push(unit);
        }
        Ok(Self { units, nodes, cells })
    }

    fn get(&self, unit: &str, node: &str) -> Option<f64> {
        self.cells.get(&(unit.to_owned(), node.to_owned())).copied()
    }
}
