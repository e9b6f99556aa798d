//! Tables for people hold words: no code of the program is left in a spreadsheet, in either
//! language, and the plain copies keep every code.

use crate::folder::{Folder, nanduti, rows};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// Codes of one word, which a spelling with underscores does not give away.
const ONE_WORD: [&str; 26] = [
    "kept",
    "likely",
    "possible",
    "stable",
    "doubtful",
    "required",
    "evidence",
    "counted",
    "watched",
    "unanswered",
    "unscored",
    "childless",
    "singular",
    "untouched",
    "winsorised",
    "fenced",
    "logged",
    "goalposts",
    "cutoff",
    "woman",
    "man",
    "larger",
    "advice",
    "against",
    "feasible",
    "unknown",
];

/// Whether a text is a code: words of small letters joined by underscores, or one of the above.
fn is_code(text: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (text.contains('_') && text.chars().all(small)) || ONE_WORD.contains(&text)
}

/// Codes in the cells and headings of every spreadsheet of a folder, with their file and column.
fn codes_in(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "csv"));
    files.sort();
    assert!(files.len() > 15, "{files:?}");
    let mut found = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for row in rows(text.trim_start_matches('\u{feff}'), b';') {
            for (column, cell) in row {
                let parts = cell.split(&[' ', ';', ':', ','][..]);
                if is_code(&column) || is_code(&cell) || parts.into_iter().any(|p| p.contains('_'))
                {
                    found.push(format!("{name} · {column}: {cell}"));
                }
            }
        }
    }
    found.dedup();
    found
}

#[test]
fn no_table_of_a_case_shows_a_code_to_people() {
    let folder = Folder::local();
    for language in ["es", "en"] {
        let out = folder.path(language);
        let out = out.to_str().unwrap();
        let arguments =
            ["run", "--quiet", "--dialect", "excel-es", "--lang", language, "--out", out];
        let ran = folder.nanduti(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let mut found = codes_in(&folder.path(language));
        // Faults and assumptions name a place in a file as the file has it.
        let place = ["faults", "assumptions · Dónde", "assumptions · Place"];
        found.retain(|cell| !place.iter().any(|known| cell.starts_with(known)));
        if language == "en" {
            // In English a code of one word may be the word itself: "advice", "possible".
            found.retain(|cell| cell.split_once(": ").is_some_and(|(_, text)| text.contains('_')));
        }
        assert!(found.is_empty(), "{language}: {:#?}", &found[..found.len().min(40)]);
        let plain = fs::read_to_string(folder.path(language).join("plain/items.csv")).unwrap();
        assert!(plain.starts_with("node,item,status,") && plain.contains(",kept,"), "{plain}");
    }
}

#[test]
fn no_table_of_a_scored_file_shows_a_code_to_people() {
    let place = tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/foreign");
    let of = |name: &str| from.join(name).to_str().unwrap().to_owned();
    let out = place.path().join("out");
    let ran = nanduti(&[
        "diagnose",
        &of("cooperatives.csv"),
        "--instrument",
        &of("cooperatives.toml"),
        "--dialect",
        "excel-es",
        "--quiet",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut found = codes_in(&out);
    // Options of a foreign table have no other name than their own.
    found.retain(|cell| !cell.contains("every_year"));
    assert!(found.is_empty(), "{found:#?}");
    let lint = fs::read_to_string(out.join("lint.csv")).unwrap();
    assert!(lint.contains("dicen casi lo mismo"), "{lint}");
    let plain = fs::read_to_string(out.join("plain/lint.csv")).unwrap();
    assert!(plain.contains("double_counting,K1,K7,"), "{plain}");
    // Both kinds of a folder are read back alike.
    let again = out.to_str().unwrap();
    let compared = nanduti(&["compare", again, again, "--format", "csv"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    assert!(compared.out.contains("C01,reach,60,60,0,"), "{}", compared.out);
}
