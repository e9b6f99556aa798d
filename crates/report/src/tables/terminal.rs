//! Tables for a terminal: the columns that answer the command's question, in words, no wider
//! than the window.

use super::worded::{Named, in_words};
use super::{heading, printed};
use crate::words::{Language, decimal, interval, lower_first};
use nanduti_pipeline::results::Results;
use nanduti_pipeline::table::{Cell, Table};
use std::fmt::Write as _;

/// Narrowest a column of text is wrapped to.
const LEAST: usize = 9;
/// Blanks between columns.
const GAP: usize = 2;

/// A result table as text of at most `width` characters where its words allow, with the main
/// columns only; all of them are in the files.
pub fn render_terminal(table: &Table, named: Named, language: Language, width: usize) -> String {
    let results = match named {
        Named::Case(results) => Some(results),
        Named::Nothing | Named::File(_) => None,
    };
    let mut text =
        wrapped(&in_words(&brief(table, results, language), named, language), language, width);
    if let (true, Some(results)) = (table.name == "scores", results) {
        text.push_str(&level_key(results, language));
    }
    text
}

/// Columns a terminal shows of a table; all of another one.
fn main_columns(table: &str) -> Option<&'static [&'static str]> {
    Some(match table {
        "lots" => {
            &["lot", "product", "pieces", "served", "unmet", "due", "n_feasible", "first_cause"]
        }
        "pilots" => {
            &["workshop", "cluster", "role", "reason", "possible_gain", "supports", "verify"]
        }
        "plans" => &[
            "workshop",
            "cluster",
            "intervention",
            "label_es",
            "label_en",
            "provider",
            "start_quarter",
            "end_quarter",
            "owner_hours",
            "cost",
        ],
        "comparisons" => {
            &["portfolio", "n_plans", "cost", "against", "cluster", "axis", "p05", "median", "p95"]
        }
        "outcomes" => &["solve", "status", "gap_percent"],
        _ => return None,
    })
}

fn brief(table: &Table, results: Option<&Results>, language: Language) -> Table {
    if let ("scores", Some(results)) = (table.name.as_str(), results) {
        return brief_scores(table, results, language);
    }
    let Some(names) = main_columns(&table.name) else { return table.clone() };
    let at: Vec<usize> = names.iter().filter_map(|name| table.position(name)).collect();
    Table {
        name: table.name.clone(),
        columns: at.iter().map(|&i| table.columns[i].clone()).collect(),
        rows: table.rows.iter().map(|row| at.iter().map(|&i| row[i].clone()).collect()).collect(),
    }
}

/// Each axis in one column: «48 (42–54) · 2».
fn brief_scores(table: &Table, results: &Results, language: Language) -> Table {
    let diagnosis = &results.diagnosis;
    let axes: Vec<&str> =
        diagnosis.axes().iter().map(|&a| diagnosis.nodes[a].id.as_str()).collect();
    let mut kept: Vec<usize> =
        ["workshop", "cluster"].iter().filter_map(|name| table.position(name)).collect();
    let n_who = kept.len();
    kept.extend(axes.iter().filter_map(|axis| table.position(axis)));
    let mut short = Table {
        name: table.name.clone(),
        columns: kept.iter().map(|&i| table.columns[i].clone()).collect(),
        rows: Vec::with_capacity(table.rows.len()),
    };
    for row in &table.rows {
        let mut cells: Vec<Cell> = kept[..n_who].iter().map(|&i| row[i].clone()).collect();
        cells.extend(axes.iter().map(|axis| score_cell(table, row, axis, language)));
        short.rows.push(cells);
    }
    short
}

fn score_cell(table: &Table, row: &[Cell], axis: &str, language: Language) -> Cell {
    let real = |suffix: &str| match table.position(&format!("{axis}{suffix}")).map(|i| &row[i]) {
        Some(Cell::Real { value, .. }) => Some(*value),
        _ => None,
    };
    let level = table.position(&format!("{axis}_level")).map(|i| &row[i]);
    let level = match level {
        Some(Cell::Integer(level)) => format!(" · {level}"),
        _ => String::new(),
    };
    match (real(""), real("_low"), real("_high")) {
        (Some(score), Some(low), Some(high)) => {
            format!("{} ({}){level}", decimal(language, score, 0), interval(language, low, high, 0))
                .into()
        }
        (Some(score), ..) => format!("{}{level}", decimal(language, score, 0)).into(),
        (None, ..) => Cell::Absent,
    }
}

/// What the levels after the dot are called, once for axes that share their names.
fn level_key(results: &Results, language: Language) -> String {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for axis in results.diagnosis.axes() {
        let node = &results.diagnosis.nodes[axis];
        let names: Vec<String> = node
            .levels
            .iter()
            .enumerate()
            .map(|(i, label)| format!("{} {}", i + 1, lower_first(language.of(label))))
            .collect();
        if names.is_empty() {
            continue;
        }
        let words = names.join(", ");
        match told.iter_mut().find(|(known, _)| *known == words) {
            Some((_, axes)) => axes.push(language.of(&node.label)),
            None => told.push((words, vec![language.of(&node.label)])),
        }
    }
    let lead = language.pick(
        "Puntaje de 0 a 100 (peor y mejor caso de lo que falta) · nivel, solo donde es seguro.",
        "Score from 0 to 100 (worst and best case of what is missing) · level, only where sure.",
    );
    let mut text = format!("\n{lead}\n");
    for (words, axes) in told {
        let _ = writeln!(text, "{}: {words}", axes.join(", "));
    }
    text
}

/// Aligned text; the widest columns of text are wrapped at blanks until the table fits.
fn wrapped(table: &Table, language: Language, width: usize) -> String {
    let n = table.columns.len();
    let head: Vec<String> = table.columns.iter().map(|c| heading(c, language).to_owned()).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|r| r.iter().map(|c| printed(c, language)).collect()).collect();
    let right: Vec<bool> =
        (0..n).map(|i| table.rows.iter().any(|row| row[i].is_number())).collect();
    let widths = fit(&head, &rows, &right, width);
    let mut out = String::new();
    push_row(&mut out, &head, &widths, &right);
    let rule: Vec<String> = widths.iter().map(|&w| "─".repeat(w)).collect();
    out.push_str(&rule.join("  "));
    out.push('\n');
    for row in &rows {
        push_row(&mut out, row, &widths, &right);
    }
    out
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Widths of the columns: as wide as their cells, then narrowed, the widest first, but never
/// under their longest word. Heads of figures are wrapped before any text is.
fn fit(head: &[String], rows: &[Vec<String>], right: &[bool], width: usize) -> Vec<usize> {
    let cells = |i: usize| {
        let head = &head[i];
        rows.iter().map(move |row| &row[i]).chain(std::iter::once(head))
    };
    let longest_word = |text: &str| text.split(' ').map(length).max().unwrap_or_default();
    let n = head.len();
    let mut widths: Vec<usize> =
        (0..n).map(|i| cells(i).map(|c| length(c)).max().unwrap_or_default()).collect();
    let least: Vec<usize> = (0..n)
        .map(|i| {
            let words = cells(i).map(|c| longest_word(c)).max().unwrap_or_default();
            if right[i] { words } else { words.max(LEAST.min(widths[i])) }
        })
        .collect();
    let gaps = GAP * n.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let widest = (0..n)
            .filter(|&i| widths[i] > least[i])
            .max_by(|&a, &b| (right[a], widths[a]).cmp(&(right[b], widths[b])).then(b.cmp(&a)));
        match widest {
            Some(i) => widths[i] -= 1,
            None => break,
        }
    }
    widths
}

fn push_row(out: &mut String, cells: &[String], widths: &[usize], right: &[bool]) {
    let lines: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            let text = crate::faults::wrap_hanging(cell, width, 0, 0);
            text.lines().map(str::to_owned).collect()
        })
        .collect();
    let tall = lines.iter().map(Vec::len).max().unwrap_or_default();
    for line in 0..tall {
        let parts: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(i, cell)| {
                let text = cell.get(line).map_or("", String::as_str);
                let blank = " ".repeat(widths[i].saturating_sub(length(text)));
                if right[i] { format!("{blank}{text}") } else { format!("{text}{blank}") }
            })
            .collect();
        out.push_str(parts.join(&" ".repeat(GAP)).trim_end());
        out.push('\n');
    }
}
