//! Faults in words: for the terminal, as a table, and as the index of `docs/errors.md`.
//!
//! A fault is data; here it gets a cause, a place as a spreadsheet names it (`F12`) and what to
//! do. Faults of one kind in one column are told once, with their first places and their count.

mod advice;
mod details;
mod index;

pub use advice::{fault_action, fault_title};
pub use details::fault_details;
pub use index::render_fault_index;

use crate::words::{Language, whole};
use nanduti_model::{Fault, FaultCode, Place, Severity};
use nanduti_pipeline::table::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Places named before «y 47 más».
const NAMED_PLACES: usize = 3;
/// Narrowest text column that is still readable.
const LEAST_WIDTH: usize = 40;

/// A column number as a spreadsheet counts it (1 = A, 27 = AA); empty for 0.
pub fn column_letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// The cell of a place: `F12`, or the row or column alone; empty for a whole file.
pub fn cell_name(language: Language, place: &Place) -> String {
    match (place.column_number, place.row) {
        // A header that may not be quoted is its column.
        (Some(column), Some(1)) if place.column.is_none() => {
            let letters = column_letters(column);
            language.pick(format!("columna {letters}"), format!("column {letters}"))
        }
        (Some(column), Some(row)) => format!("{}{row}", column_letters(column)),
        (None, Some(row)) => language.pick(format!("fila {row}"), format!("row {row}")),
        (Some(column), None) => {
            let letters = column_letters(column);
            language.pick(format!("columna {letters}"), format!("column {letters}"))
        }
        (None, None) => String::new(),
    }
}

/// File, sheet and column of a place, without its row.
fn area_name(language: Language, place: &Place) -> String {
    let mut parts = Vec::new();
    if let Some(file) = &place.file {
        parts.push(file.clone());
    }
    if let Some(sheet) = &place.sheet {
        parts.push(language.pick(format!("hoja «{sheet}»"), format!("sheet “{sheet}”")));
    }
    if let Some(column) = &place.column {
        parts.push(column.clone());
    }
    parts.join(" · ")
}

/// Faults of one code in one column of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultGroup<'a> {
    /// What is wrong.
    pub code: FaultCode,
    /// The faults, in the order of their rows.
    pub faults: Vec<&'a Fault>,
}

impl FaultGroup<'_> {
    /// Whether all faults of the group say the same beyond their row.
    fn is_uniform(&self) -> bool {
        self.faults.windows(2).all(|pair| pair[0].details == pair[1].details)
    }

    /// How many different things the group says, rows apart.
    fn n_kinds(&self) -> usize {
        let kinds: BTreeSet<_> = self.faults.iter().map(|f| &f.details).collect();
        kinds.len()
    }

    /// File, sheet and column they share.
    pub fn area(&self, language: Language) -> String {
        self.faults.first().map_or_else(String::new, |f| area_name(language, &f.place))
    }

    /// The first places, and how many more there are: `F12, F40, F77 y 47 más`. Empty where no
    /// fault of the group has a row.
    pub fn places(&self, language: Language) -> String {
        let cells: Vec<String> = self
            .faults
            .iter()
            .map(|fault| cell_name(language, &fault.place))
            .filter(|cell| !cell.is_empty())
            .collect();
        let mut text = cells.iter().take(NAMED_PLACES).cloned().collect::<Vec<_>>().join(", ");
        if cells.len() > NAMED_PLACES {
            let more = whole(language, (cells.len() - NAMED_PLACES) as i64);
            text.push_str(&language.pick(format!(" y {more} más"), format!(" and {more} more")));
        }
        text
    }
}

/// Groups faults by severity, code, file, sheet and column: errors first, then in code order.
pub fn group_faults(faults: &[Fault]) -> Vec<FaultGroup<'_>> {
    type Key<'a> =
        (Severity, FaultCode, &'a Option<String>, &'a Option<String>, &'a Option<String>);
    let mut groups: BTreeMap<Key<'_>, Vec<&Fault>> = BTreeMap::new();
    for fault in faults {
        let place = &fault.place;
        let key = (fault.code.severity(), fault.code, &place.file, &place.sheet, &place.column);
        groups.entry(key).or_default().push(fault);
    }
    groups
        .into_iter()
        .map(|((_, code, ..), mut faults)| {
            faults.sort_by(|a, b| a.place.row.cmp(&b.place.row).then_with(|| a.cmp(b)));
            FaultGroup { code, faults }
        })
        .collect()
}

/// All faults for a terminal of `width` characters, grouped, with counts and what to do.
/// Empty when there are none.
pub fn render_faults(faults: &[Fault], language: Language, width: usize) -> String {
    if faults.is_empty() {
        return String::new();
    }
    let width = width.max(LEAST_WIDTH);
    let mut text = format!("{}\n", headline(faults, language));
    let groups = group_faults(faults);
    for (i, group) in groups.iter().enumerate() {
        text.push('\n');
        text.push_str(&render_group(group, language, width));
        // What to do is said once, after the last group of a code.
        if groups.get(i + 1).is_none_or(|next| next.code != group.code) {
            let label = language.pick("Qué hacer", "What to do");
            let action = fault_action(group.code, language);
            text.push_str(&wrap(&format!("{label}: {action}"), width, 6));
        }
    }
    text
}

/// How many kinds of faults there are, and in how many places where that is more.
fn headline(faults: &[Fault], language: Language) -> String {
    let groups = group_faults(faults);
    let count = |severity: Severity| {
        let of = groups.iter().filter(|g| g.code.severity() == severity);
        let kinds: usize = of.clone().map(FaultGroup::n_kinds).sum();
        let places: usize = of.map(|g| g.faults.len()).sum();
        let kinds_said = whole(language, kinds as i64);
        if places == kinds {
            return kinds_said;
        }
        let places = whole(language, places as i64);
        language.pick(
            format!("{kinds_said} (en {places} lugares)"),
            format!("{kinds_said} (in {places} places)"),
        )
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    language.pick(
        format!("Errores: {errors} · Avisos: {warnings}"),
        format!("Errors: {errors} · Warnings: {warnings}"),
    )
}

fn severity_word(language: Language, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => language.pick("error", "error"),
        Severity::Warning => language.pick("aviso", "warning"),
    }
}

fn render_group(group: &FaultGroup<'_>, language: Language, width: usize) -> String {
    let n = group.faults.len();
    let times = if n == 1 {
        String::new()
    } else {
        let n = whole(language, n as i64);
        language.pick(format!(" ({n} veces)"), format!(" ({n} times)"))
    };
    let severity = severity_word(language, group.code.severity());
    let title = fault_title(group.code, language);
    let id = group.code.id();
    let mut text = wrap_hanging(&format!("{id}  {severity}: {title}{times}"), width, 0, 6);
    if group.is_uniform() {
        let area = group.area(language);
        let places = group.places(language);
        let place = [area, places].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
        if !place.is_empty() {
            text.push_str(&wrap(&place.join(": "), width, 6));
        }
        if let Some(detail) = group.faults.first().and_then(|f| fault_details(f, language)) {
            text.push_str(&wrap(&detail, width, 6));
        }
        return text;
    }
    for fault in group.faults.iter().take(NAMED_PLACES) {
        let parts = [
            area_name(language, &fault.place),
            cell_name(language, &fault.place),
            fault_details(fault, language).unwrap_or_default(),
        ];
        let line = parts.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ");
        text.push_str(&wrap(&line, width, 6));
    }
    if n > NAMED_PLACES {
        let more = whole(language, (n - NAMED_PLACES) as i64);
        text.push_str(&wrap(
            &language.pick(format!("y {more} más"), format!("and {more} more")),
            width,
            6,
        ));
    }
    text
}

/// One row per fault, with stable column names, for `--format json|csv`.
pub fn fault_table(faults: &[Fault], language: Language) -> Table {
    let mut table = Table::new(
        "faults",
        &[
            ("code", "Código", "Code"),
            ("severity", "Gravedad", "Severity"),
            ("file", "Archivo", "File"),
            ("sheet", "Hoja", "Sheet"),
            ("row", "Fila", "Row"),
            ("column", "Columna", "Column"),
            ("cell", "Celda", "Cell"),
            ("cause", "Causa", "Cause"),
            ("details", "Detalles", "Details"),
            ("action", "Qué hacer", "What to do"),
        ],
    );
    for fault in faults {
        let place = &fault.place;
        let cell = match (place.column_number, place.row) {
            (Some(_), Some(_)) => Cell::from(cell_name(language, place)),
            _ => Cell::Absent,
        };
        let severity = match fault.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        table.push(vec![
            fault.code.id().into(),
            severity.into(),
            place.file.clone().into(),
            place.sheet.clone().into(),
            place.row.into(),
            place.column.clone().into(),
            cell,
            fault_title(fault.code, language).into(),
            fault_details(fault, language).into(),
            fault_action(fault.code, language).into(),
        ]);
    }
    table
}

/// What a code means and what to do, as plain text for `explain`.
pub fn explain_fault_code(code: FaultCode, language: Language) -> String {
    let severity = match code.severity() {
        Severity::Error => language.pick(
            "Error: la corrida se detiene después de juntar todas las fallas.",
            "Error: the run stops after all faults were collected.",
        ),
        Severity::Warning => language.pick(
            "Aviso: se cuenta, se lista y la corrida sigue.",
            "Warning: it is counted and listed, and the run goes on.",
        ),
    };
    format!(
        "{}  {}\n{severity}\n{}: {}\n",
        code.id(),
        fault_title(code, language),
        language.pick("Qué hacer", "What to do"),
        fault_action(code, language)
    )
}

fn wrap(text: &str, width: usize, indent: usize) -> String {
    wrap_hanging(text, width, indent, indent)
}

/// Breaks a text at blanks into lines of at most `width` characters (longer words stand alone),
/// the first indented by `first`, the others by `rest`; ends with a line break.
pub(crate) fn wrap_hanging(text: &str, width: usize, first: usize, rest: usize) -> String {
    let mut out = String::new();
    let mut line = " ".repeat(first);
    let mut used = first;
    let mut is_empty = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !is_empty && used + 1 + length > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(rest);
            used = rest;
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
        is_empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests;
