//! The export against KoboToolbox's shape, and its two dialects against each other.

use super::*;
use crate::case::{SynthSettings, generate};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

fn small() -> SyntheticCase {
    generate(SynthSettings { workshops: 60, seed: 11 })
}

/// Rows of a file in which every cell is quoted and no cell holds a line feed.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    text.strip_suffix('\n')
        .unwrap()
        .split('\n')
        .map(|line| {
            let inside = line.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
            inside.split("\";\"").map(|cell| cell.replace("\"\"", "\"")).collect()
        })
        .collect()
}

#[test]
fn headers_stand_as_the_exporter_writes_them() {
    let names = header(&crate::form::FormSpec::builtin());
    assert_eq!(
        names[..4],
        ["start", "end", "identification/workshop_code", "identification/cluster"]
    );
    let gps = names.iter().position(|n| n == "gps").unwrap();
    assert_eq!(
        names[gps + 1..gps + 5],
        [
            "contact/_gps_latitude",
            "contact/_gps_longitude",
            "contact/_gps_altitude",
            "contact/_gps_precision"
        ]
    );
    let papers = names.iter().position(|n| n == "formality/fo04_papers").unwrap();
    assert_eq!(names[papers + 1], "formality/fo04_papers/municipal_licence");
    assert_eq!(names[names.len() - 11..], SYSTEM);
}

#[test]
fn a_joined_choice_is_split_into_ones_and_zeros_or_all_blank() {
    let case = small();
    let rows = rows(&kobo_csv(&case));
    let names = &rows[0];
    let (mut blank, mut none) = (0, 0);
    for question in case.form.questions.iter().filter(|q| q.kind == QuestionType::SelectMultiple) {
        let at = names.iter().position(|n| *n == case.form.path(question)).unwrap();
        let list = case.form.list_of(question).unwrap();
        for row in &rows[1..] {
            let split = &row[at + 1..=at + list.choices.len()];
            if row[at].is_empty() {
                blank += 1;
                assert!(split.iter().all(String::is_empty));
                continue;
            }
            let ticked: Vec<&str> = list
                .choices
                .iter()
                .zip(split)
                .filter(|(_, cell)| *cell == "1")
                .map(|(choice, _)| choice.name.as_str())
                .collect();
            assert_eq!(row[at], ticked.join(" "));
            assert!(split.iter().all(|cell| cell == "0" || cell == "1"));
            none += usize::from(row[at] == "none");
        }
    }
    assert!(blank > 0 && none > 0);
}

#[test]
fn quotes_in_notes_are_doubled_and_rows_have_the_headers_width() {
    let case = generate(SynthSettings { workshops: 300, seed: 11 });
    let bytes = kobo_csv(&case);
    assert!(String::from_utf8_lossy(&bytes).contains("\"\"cita previa\"\""));
    let rows = rows(&bytes);
    assert_eq!(rows.len(), 301);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
}

#[test]
fn times_carry_their_zone_and_submissions_are_in_utc_after_them() {
    let rows = rows(&kobo_csv(&small()));
    let sent = rows[0].iter().position(|n| n == "_submission_time").unwrap();
    for row in &rows[1..] {
        assert!(row[0].ends_with("-03:00") && row[0].len() == 25, "{}", row[0]);
        let local: DateTime = row[1][..19].replace(' ', "T").parse().unwrap();
        let utc: DateTime = row[sent].replace(' ', "T").parse().unwrap();
        assert!(utc > after_minutes(local, 180), "{} {}", row[1], row[sent]);
    }
}

#[test]
fn ids_are_unique_and_uuids_have_version_four() {
    let rows = rows(&kobo_csv(&small()));
    let at = rows[0].iter().position(|n| n == "_uuid").unwrap();
    let uuids: std::collections::BTreeSet<&String> = rows[1..].iter().map(|r| &r[at]).collect();
    assert_eq!(uuids.len(), 60);
    for uuid in uuids {
        assert!(uuid.len() == 36 && uuid.as_bytes()[14] == b'4');
        assert!(b"89ab".contains(&uuid.as_bytes()[19]));
    }
}

/// Spreadsheet days of 2017-12-28 10:01:27: 43097.41767361111, as a real export has it.
#[test]
fn a_time_becomes_the_spreadsheets_day_number() {
    let time = jiff::civil::date(2017, 12, 28).at(10, 1, 27, 0);
    assert!((xlsx::serial(time) - 43_097.417_673_611_11).abs() < 1e-9);
}

#[test]
fn both_dialects_say_the_same() {
    let case = small();
    let csv = rows(&kobo_csv(&case));
    let bytes = write_kobo_xlsx(&case).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(name, "SINTÉTICO Diagnóstico de tal...");
    let sheet = book.worksheet_range(&name).unwrap();
    assert_eq!((sheet.height(), sheet.width()), (csv.len(), csv[0].len()));
    let dates = ["start", "end", "identification/survey_date", "_submission_time"];
    for (row, cells) in csv.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let data = sheet.get((row, column)).unwrap();
            let day = dates.contains(&csv[0][column].as_str()) && row > 0;
            match data {
                Data::DateTime(_) => assert!(day, "{row} {column}"),
                other => assert_eq!(other.to_string(), *text, "{row} {column}"),
            }
        }
    }
    let workers = csv[0].iter().position(|n| n == "production/pr01_workers").unwrap();
    assert!(matches!(sheet.get((1, workers)), Some(Data::Float(_))));
}
