//! Two result folders side by side: who enters, who leaves, what changed, and what may be why.

mod recipes;

use crate::load::csv_reader::{Headings, decode};
use crate::load::files::{read_file, unreadable};
use crate::table::{Cell, Table};
use crate::tables::headings;
use nanduti_model::{Fault, FaultCode, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Compares two result folders: of cases, or of tables scored by an instrument each. Faults name
/// what cannot be read.
pub fn compare(a: &Path, b: &Path) -> Result<Table, Vec<Fault>> {
    let mut faults = Vec::new();
    match (recipes::is_scored_file(a), recipes::is_scored_file(b)) {
        (true, true) => return recipes::compare(a, b),
        (false, false) => {}
        (is_left, _) => {
            let case = if is_left { b } else { a };
            if case.join("run.json").is_file() {
                let place = Place::file(case.display().to_string());
                return Err(vec![
                    Fault::new(FaultCode::BadResult, place).with("reason", "other_kind"),
                ]);
            }
        }
    }
    let (left, right) = (Saved::read(a, &mut faults), Saved::read(b, &mut faults));
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut table = Table::new(
        "comparison",
        &[
            ("what", "Qué", "What"),
            ("id", "Código", "Code"),
            ("change", "Cambio", "Change"),
            ("before", "Antes", "Before"),
            ("after", "Después", "After"),
        ],
    );
    inputs(&left, &right, &mut table);
    roles(&left, &right, &mut table);
    plan_lines(&left, &right, &mut table);
    numbers(&left, &right, "lots", "lot", "served", 0.5, &mut table);
    for axis in left.axes() {
        numbers(&left, &right, "scores", "workshop", &axis, 0.5, &mut table);
    }
    forecasts(&left, &right, &mut table);
    Ok(table)
}

/// Where a result folder for Excel keeps the tables with their codes and full precision.
pub const PLAIN_FOLDER: &str = "plain";

/// Smallest change of a forecast that is told, points: what its printed decimal shows.
const LEAST_FORECAST: f64 = 0.05;

/// Medians and bands of the futures, by set of plans, what it is set against, cluster and axis.
fn forecasts(left: &Saved, right: &Saved, table: &mut Table) {
    const KEY: [&str; 4] = ["portfolio", "against", "cluster", "axis"];
    let values = |saved: &Saved| -> BTreeMap<String, [Option<f64>; 3]> {
        let number = |row: &BTreeMap<String, String>, column: &str| {
            row.get(column).and_then(|text| text.replace(',', ".").parse().ok())
        };
        saved
            .rows("comparisons")
            .iter()
            .filter_map(|row| {
                let key: Option<Vec<&str>> =
                    KEY.iter().map(|name| row.get(*name).map(String::as_str)).collect();
                let figures = ["p05", "median", "p95"].map(|column| number(row, column));
                Some((key?.join(" / "), figures))
            })
            .collect()
    };
    let (a, b) = (values(left), values(right));
    for (id, before) in &a {
        let Some(after) = b.get(id) else { continue };
        for (at, name) in ["p05", "median", "p95"].into_iter().enumerate() {
            let changed = match (before[at], after[at]) {
                (Some(x), Some(y)) => (x - y).abs() >= LEAST_FORECAST,
                (None, None) => false,
                _ => true,
            };
            if changed {
                table.push(vec![
                    format!("forecast.{name}").into(),
                    id.as_str().into(),
                    "changes".into(),
                    Cell::maybe_real(before[at], 2),
                    Cell::maybe_real(after[at], 2),
                ]);
            }
        }
    }
}

/// A saved table: rows as cell texts by column.
type Rows = Vec<BTreeMap<String, String>>;

struct Saved {
    tables: BTreeMap<&'static str, Rows>,
    inputs: BTreeMap<String, String>,
}

impl Saved {
    fn read(folder: &Path, faults: &mut Vec<Fault>) -> Self {
        let run = read_file(&folder.join("run.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        let score_columns: Vec<String> = run
            .iter()
            .filter_map(|run| run.get("score_columns")?.as_array())
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        let mut tables = BTreeMap::new();
        for name in ["pilots", "plans", "lots", "scores", "comparisons"] {
            // A folder for Excel keeps the tables with their codes beside those in words.
            let plain = folder.join(PLAIN_FOLDER).join(format!("{name}.csv"));
            let in_words = folder.join(format!("{name}.csv"));
            let path = if plain.is_file() { plain } else { in_words };
            match read_file(&path) {
                Ok(bytes) => {
                    let columns = if name == "scores" { score_columns.as_slice() } else { &[] };
                    tables.insert(name, rows(&decode(&bytes), headings(name), columns));
                }
                Err(error) if name == "scores" => {
                    let file = path.display().to_string();
                    let found = unreadable(&file, &error);
                    let reason = found.details.get("reason").map_or("not_there", String::as_str);
                    faults.push(
                        Fault::new(FaultCode::BadResult, Place::file(file)).with("reason", reason),
                    );
                }
                // A result of `diagnose` alone holds no pilots: there is nothing to compare.
                Err(_) => {}
            }
        }
        Self { tables, inputs: run.as_ref().map(flatten).unwrap_or_default() }
    }

    fn rows(&self, name: &str) -> &[BTreeMap<String, String>] {
        self.tables.get(name).map_or(&[], Vec::as_slice)
    }

    /// Axis names: columns of `scores` that have a `_low` beside them.
    fn axes(&self) -> Vec<String> {
        let Some(first) = self.rows("scores").first() else { return Vec::new() };
        first.keys().filter(|k| first.contains_key(&format!("{k}_low"))).cloned().collect()
    }
}

/// Rows of a saved table by the names of its columns. A table for Excel in Spanish has headings
/// instead, found in `headings` or, where the columns depend on the instrument, by their order in
/// `columns`; its decimal commas become points.
fn rows(text: &str, headings: Headings, columns: &[String]) -> Rows {
    let first = text.lines().next().unwrap_or("");
    let is_excel = first.matches(';').count() > first.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if is_excel { b';' } else { b',' })
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header: Vec<String> =
        reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
    for (i, name) in header.iter_mut().enumerate() {
        let heading = headings.iter().find(|(_, es, en)| es == name || en == name);
        if let Some((known, ..)) = heading {
            (*known).clone_into(name);
        } else if let Some(known) = columns.get(i) {
            name.clone_from(known);
        }
    }
    let cell = |text: &str| {
        let text = text.strip_prefix('\'').unwrap_or(text);
        let pointed = text.replace(',', ".");
        if is_excel && pointed.parse::<f64>().is_ok() { pointed } else { text.to_owned() }
    };
    reader
        .records()
        .filter_map(Result::ok)
        .map(|r| header.iter().cloned().zip(r.iter().map(cell)).collect())
        .collect()
}

fn flatten(run: &serde_json::Value) -> BTreeMap<String, String> {
    let mut flat = BTreeMap::new();
    for key in ["version", "seed", "instrument"] {
        if let Some(value) = run.get(key) {
            flat.insert(key.to_owned(), value.to_string());
        }
    }
    if let Some(inputs) = run.get("inputs").and_then(serde_json::Value::as_object) {
        for (name, hash) in inputs {
            flat.insert(name.clone(), hash.to_string());
        }
    }
    flat
}

/// What went in that differs: the only candidates for a reason.
fn inputs(left: &Saved, right: &Saved, table: &mut Table) {
    let names: BTreeSet<&String> = left.inputs.keys().chain(right.inputs.keys()).collect();
    for name in names {
        let (a, b) = (left.inputs.get(name), right.inputs.get(name));
        if a != b {
            let short = |v: Option<&String>| {
                Cell::from(v.map(|t| t.trim_matches('"').chars().take(12).collect::<String>()))
            };
            table.push(vec![
                "input".into(),
                name.as_str().into(),
                "differs".into(),
                short(a),
                short(b),
            ]);
        }
    }
}

/// Roles inside the proposal: their codes, and their words in a spreadsheet.
const INSIDE: [&str; 5] = ["pilot", "reserve", "propuesto", "proposed", "suplente"];

fn roles(left: &Saved, right: &Saved, table: &mut Table) {
    let by_code = |saved: &Saved| -> BTreeMap<String, (String, String)> {
        saved
            .rows("pilots")
            .iter()
            .filter_map(|r| {
                let reason = r.get("reason").cloned().unwrap_or_default();
                Some((r.get("workshop")?.clone(), (r.get("role")?.clone(), reason)))
            })
            .collect()
    };
    let (a, b) = (by_code(left), by_code(right));
    let codes: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    for code in codes {
        let (before, after) = (a.get(code), b.get(code));
        if before.map(|r| &r.0) == after.map(|r| &r.0) {
            continue;
        }
        let is_in = |r: Option<&(String, String)>| {
            r.is_some_and(|(role, _)| INSIDE.contains(&role.as_str()))
        };
        let change = match (is_in(before), is_in(after)) {
            (false, true) => "enters",
            (true, false) => "leaves",
            _ => "role",
        };
        let words = |r: Option<&(String, String)>| {
            Cell::from(r.map(|(role, reason)| format!("{role} ({reason})")))
        };
        table.push(vec![
            "pilot".into(),
            code.as_str().into(),
            change.into(),
            words(before),
            words(after),
        ]);
    }
}

fn plan_lines(left: &Saved, right: &Saved, table: &mut Table) {
    let lines = |saved: &Saved| -> BTreeMap<String, String> {
        saved
            .rows("plans")
            .iter()
            .filter_map(|r| {
                let key = format!("{} {}", r.get("workshop")?, r.get("intervention")?);
                Some((key, format!("Q{}", r.get("start_quarter")?)))
            })
            .collect()
    };
    let (a, b) = (lines(left), lines(right));
    let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    for key in keys {
        let (before, after) = (a.get(key), b.get(key));
        if before == after {
            continue;
        }
        let change = match (before, after) {
            (None, _) => "enters",
            (_, None) => "leaves",
            _ => "moves",
        };
        table.push(vec![
            "plan_line".into(),
            key.as_str().into(),
            change.into(),
            before.cloned().into(),
            after.cloned().into(),
        ]);
    }
}

/// Numbers of a table that changed by at least `least`, and those that became known or unknown.
fn numbers(
    left: &Saved,
    right: &Saved,
    name: &str,
    key: &str,
    column: &str,
    least: f64,
    table: &mut Table,
) {
    let values = |saved: &Saved| -> BTreeMap<String, Option<f64>> {
        saved
            .rows(name)
            .iter()
            .filter_map(|r| Some((r.get(key)?.clone(), r.get(column)?.parse().ok())))
            .collect()
    };
    let (a, b) = (values(left), values(right));
    for (id, before) in &a {
        let Some(after) = b.get(id) else { continue };
        let changed = match (before, after) {
            (Some(x), Some(y)) => (x - y).abs() >= least,
            (None, None) => false,
            _ => true,
        };
        if changed {
            table.push(vec![
                format!("{name}.{column}").into(),
                id.as_str().into(),
                "changes".into(),
                Cell::maybe_real(*before, 0),
                Cell::maybe_real(*after, 0),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(pilots: &str, scores: &str) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("pilots.csv"), pilots).unwrap();
        std::fs::write(place.path().join("scores.csv"), scores).unwrap();
        place
    }

    #[test]
    fn who_enters_and_who_leaves() {
        let scores = "workshop,p,p_low\nA,40,30\nB,,\n";
        let a = folder("workshop,role,reason\nA,pilot,gain\nB,preselected,gain\n", scores);
        let b = folder(
            "workshop,role,reason\nA,preselected,gain\nB,pilot,clause:micro\n",
            "workshop,p,p_low\nA,44,30\nB,20,10\n",
        );
        let table = compare(a.path(), b.path()).unwrap();
        let seen: Vec<(String, String)> = table
            .rows
            .iter()
            .map(|r| match (&r[1], &r[2]) {
                (Cell::Text(id), Cell::Text(change)) => (id.clone(), change.clone()),
                _ => unreachable!("both are texts"),
            })
            .collect();
        let expected = [("A", "leaves"), ("B", "enters"), ("A", "changes"), ("B", "changes")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(seen, expected);
    }

    #[test]
    fn forecasts_that_change_are_told() {
        let head = "portfolio,against,cluster,axis,p05,median,p95\n";
        let folder = |text: &str| {
            let place = folder("workshop,role,reason\n", "workshop,p,p_low\n");
            std::fs::write(place.path().join("comparisons.csv"), format!("{head}{text}")).unwrap();
            place
        };
        let a = folder("chosen,nothing,all,weighted,1.6,2.6,3.9\n");
        let b = folder("chosen,nothing,all,weighted,1.62,2.9,\n");
        let table = compare(a.path(), b.path()).unwrap();
        let told: Vec<(&Cell, &Cell)> = table.rows.iter().map(|r| (&r[0], &r[4])).collect();
        let (median, p95) = (Cell::from("forecast.median"), Cell::from("forecast.p95"));
        assert_eq!(told, [(&median, &Cell::real(2.9, 2)), (&p95, &Cell::Absent)]);
        assert!(compare(a.path(), a.path()).unwrap().rows.is_empty());
    }

    #[test]
    fn a_folder_without_results_is_a_fault() {
        let place = tempfile::tempdir().unwrap();
        let faults = compare(place.path(), place.path()).unwrap_err();
        assert!(faults.iter().all(|f| f.code == FaultCode::BadResult));
    }
}
