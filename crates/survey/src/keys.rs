//! What the server adds to each submission, the rows it rejected, and whose answers they are.

use crate::contacts::{looks_like_contact, looks_like_contact_code};
use crate::grid::Grid;
use crate::layout::{KeyField, Layout, PlaceColumns};
use crate::numbers::parse_number;
use crate::report::Reporter;
use crate::times::parse_moment;
use nanduti_model::{FaultCode, RowKey, WorkshopId, coarse_cell, has_code_shape};
use std::collections::BTreeMap;

/// Longest machine word kept from a server field.
const LONGEST_WORD: usize = 64;

/// Rows whose validation status is not a rejection. The others are counted in S026.
pub(crate) fn approved_rows(grid: &Grid, layout: &Layout, reporter: &mut Reporter) -> Vec<usize> {
    let status = layout.keys.get(&KeyField::ValidationStatus);
    let rejected = |row: &usize| status.is_some_and(|&column| is_rejected(grid.cell(*row, column)));
    let rows: Vec<usize> = (0..grid.n_rows()).filter(|row| !rejected(row)).collect();
    let n = grid.n_rows() - rows.len();
    if n > 0 {
        reporter.file(FaultCode::NotApproved, &[("n", &n.to_string())]);
    }
    rows
}

/// Codes of the rows that are not read, so that other files may name them.
pub(crate) fn rejected_codes(grid: &Grid, rows: &[usize], at: usize) -> Vec<WorkshopId> {
    (0..grid.n_rows())
        .filter(|row| rows.binary_search(row).is_err())
        .map(|row| grid.cell(row, at))
        .filter(|code| !code.is_empty() && !looks_like_contact_code(code))
        .map(WorkshopId::from)
        .collect()
}

fn is_rejected(status: &str) -> bool {
    let status = status.to_lowercase().replace('_', " ");
    let status = status.strip_prefix("validation status ").unwrap_or(&status);
    matches!(status, "not approved" | "no aprobado")
}

/// The key of every row that is read. A field with an unexpected shape is left out, so that no
/// text typed into it travels on.
pub(crate) fn row_keys(
    grid: &Grid,
    rows: &[usize],
    layout: &Layout,
    reporter: &mut Reporter,
) -> Vec<RowKey> {
    let mut keys = Vec::with_capacity(rows.len());
    for &row in rows {
        let field = |field: KeyField| {
            let column = layout.keys.get(&field)?;
            Some(grid.cell(row, *column)).filter(|text| !text.is_empty())
        };
        let number = |f: KeyField| field(f).and_then(|text| text.parse::<u64>().ok());
        let word = |f: KeyField| field(f).filter(|text| is_word(text)).map(str::to_owned);
        let time = field(KeyField::SubmissionTime);
        let submission_time = time.and_then(parse_moment).map(|moment| moment.iso_seconds());
        if let (Some(_), None, Some(&at)) =
            (time, &submission_time, layout.keys.get(&KeyField::SubmissionTime))
        {
            let header = (grid.headers[at].as_str(), at);
            reporter.cell(FaultCode::CellNotADate, grid.sheet_row(row), header, &[]);
        }
        keys.push(RowKey {
            row: grid.sheet_row(row),
            index: number(KeyField::Index),
            id: number(KeyField::Id),
            uuid: field(KeyField::Uuid).filter(|t| is_uuid(t)).map(str::to_owned),
            submission_time,
            validation_status: field(KeyField::ValidationStatus).and_then(known_status),
            status: word(KeyField::Status),
            version: word(KeyField::Version),
        });
    }
    keys
}

/// Letters, digits and joints only, without a run of digits that may be a phone. Versions are
/// often a day and a number: `2024030101`.
fn is_word(text: &str) -> bool {
    let day = text.len() <= 10 && text.starts_with("20");
    text.len() <= LONGEST_WORD
        && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
        && (day || !looks_like_contact(text))
}

/// Five runs of hexadecimal digits, as RFC 9562 writes them.
fn is_uuid(text: &str) -> bool {
    let runs = text.strip_prefix("uuid:").unwrap_or(text).split('-');
    let hex = |run: &str| run.chars().all(|c| c.is_ascii_hexdigit());
    runs.clone().all(hex) && runs.map(str::len).eq([8, 4, 4, 4, 12])
}

fn known_status(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace('_', " ");
    let lower = lower.strip_prefix("validation status ").unwrap_or(&lower);
    let known = ["approved", "not approved", "on hold", "aprobado", "en espera"];
    known.contains(&lower).then(|| text.to_owned())
}

/// The workshop of each row; the empty id where a row has none (S010). Several rows of one
/// workshop are S009, which names them and the one submitted last.
pub(crate) fn workshops(
    grid: &Grid,
    rows: &[usize],
    at: usize,
    keys: &[RowKey],
    reporter: &mut Reporter,
) -> Vec<WorkshopId> {
    let header = (grid.headers[at].as_str(), at);
    let mut by_code: BTreeMap<WorkshopId, Vec<usize>> = BTreeMap::new();
    let mut ids = Vec::with_capacity(rows.len());
    for (i, &row) in rows.iter().enumerate() {
        // A code that looks like a document was reported as S021 with its column.
        let code = Some(grid.cell(row, at)).filter(|code| !looks_like_contact_code(code));
        let id = WorkshopId::from(code.unwrap_or_default());
        if id.as_str().is_empty() {
            reporter.cell(FaultCode::NoWorkshopCode, grid.sheet_row(row), header, &[]);
        } else {
            by_code.entry(id.clone()).or_default().push(i);
        }
        ids.push(id);
    }
    for (code, same) in by_code.into_iter().filter(|(_, same)| same.len() > 1) {
        let latest = same.iter().max_by_key(|&&i| (&keys[i].submission_time, keys[i].row));
        let latest = latest.map_or(0, |&i| keys[i].row).to_string();
        let numbers: Vec<String> = same.iter().map(|&i| keys[i].row.to_string()).collect();
        let quoted = Some(code.as_str()).filter(|code| has_code_shape(code)).unwrap_or_default();
        let details = [("code", quoted), ("rows", &numbers.join(", ")), ("latest", &latest)];
        let row = keys[same[same.len() - 1]].row;
        reporter.cell(FaultCode::DuplicateWorkshop, row, header, &details);
    }
    ids
}

/// The coarse cell of each row, from the coordinates question or the columns derived from it.
pub(crate) fn coarse_cells(
    grid: &Grid,
    rows: &[usize],
    place: PlaceColumns,
) -> Vec<Option<(i32, i32)>> {
    let number = |text: &str| parse_number(text, grid.decimal_comma);
    let from_text = |row: usize| {
        let mut parts = grid.cell(row, place.text?).split_whitespace().map(number);
        Some((parts.next()??, parts.next()??))
    };
    let from_parts = |row: usize| {
        let part = |column: Option<usize>| number(grid.cell(row, column?));
        Some((part(place.latitude)?, part(place.longitude)?))
    };
    rows.iter()
        .map(|&row| from_text(row).or_else(|| from_parts(row)))
        .map(|place| place.and_then(|(latitude, longitude)| coarse_cell(latitude, longitude)))
        .collect()
}
