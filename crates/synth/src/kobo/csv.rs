//! The CSV dialect: byte-order mark, semicolons, every cell quoted, line feeds.

use super::{Cell, UTC_OFFSET, header, visit_row};
use crate::answers::Hearing;
use crate::case::SyntheticCase;
use crate::response::Interview;
use rayon::prelude::*;
use std::io::{self, Write};
use std::ops::Range;

/// Rows written by one task.
const CHUNK: usize = 512;
/// Tasks whose rows are held before they are written.
const HELD: usize = 32;

/// Writes the export, a few thousand rows at a time. Same case, same bytes, on any number of
/// threads.
pub fn write_kobo_csv(case: &SyntheticCase, out: &mut dyn Write) -> io::Result<()> {
    write_rows(case, 0..case.workshops.len(), Hearing::Told, out)
}

/// The export of some workshops in memory: as the interview was told, or as it would be were
/// everything answered, consistent and free of response noise.
pub fn kobo_csv_of(case: &SyntheticCase, rows: Range<usize>, hearing: Hearing) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_rows(case, rows, hearing, &mut bytes).expect("a vector takes all bytes");
    bytes
}

fn write_rows(
    case: &SyntheticCase,
    rows: Range<usize>,
    hearing: Hearing,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut head = "\u{feff}".as_bytes().to_vec();
    let names = header(&case.form);
    for (at, name) in names.iter().enumerate() {
        push_cell(&mut head, at, name);
    }
    head.push(b'\n');
    out.write_all(&head)?;
    let last = rows.end.min(case.workshops.len());
    let mut begin = rows.start;
    while begin < last {
        let end = last.min(begin + CHUNK * HELD);
        let starts: Vec<usize> = (begin..end).step_by(CHUNK).collect();
        let chunks: Vec<Vec<u8>> = starts
            .into_par_iter()
            .map(|start| {
                let mut bytes = Vec::new();
                for index in start..end.min(start + CHUNK) {
                    push_row(case, index, hearing, &mut bytes);
                }
                bytes
            })
            .collect();
        for chunk in chunks {
            out.write_all(&chunk)?;
        }
        begin = end;
    }
    Ok(())
}

/// The export in memory.
pub fn kobo_csv(case: &SyntheticCase) -> Vec<u8> {
    kobo_csv_of(case, 0..case.workshops.len(), Hearing::Told)
}

fn push_row(case: &SyntheticCase, index: usize, hearing: Hearing, bytes: &mut Vec<u8>) {
    let interview = Interview::hold(case, index, hearing);
    let mut at = 0;
    visit_row(case, &interview, &mut |cell| {
        match cell {
            Cell::Empty => push_cell(bytes, at, ""),
            Cell::Text(text) | Cell::Date(text) => push_cell(bytes, at, text),
            Cell::Owned(text) => push_cell(bytes, at, &text),
            Cell::Number(x) => push_cell(bytes, at, &x.to_string()),
            Cell::Local(time) => {
                let text = format!("{}{:03}:00", time.strftime("%Y-%m-%d %H:%M:%S"), UTC_OFFSET);
                push_cell(bytes, at, &text);
            }
            Cell::Utc(time) => {
                push_cell(bytes, at, &time.strftime("%Y-%m-%d %H:%M:%S").to_string());
            }
        }
        at += 1;
    });
    bytes.push(b'\n');
}

fn push_cell(bytes: &mut Vec<u8>, at: usize, text: &str) {
    if at > 0 {
        bytes.push(b';');
    }
    bytes.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            bytes.push(b'"');
        }
        bytes.push(byte);
    }
    bytes.push(b'"');
}
