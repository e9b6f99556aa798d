//! Facts about faults in words.

use super::*;
use crate::tables::{TableFormat, render_table};
use std::path::Path;

fn cell(code: FaultCode, column: &str, number: u32, row: u32) -> Fault {
    Fault::new(code, Place::file("survey.csv").at_row(row).in_column(column, Some(number)))
}

#[test]
fn columns_are_named_as_a_spreadsheet_names_them() {
    let names: Vec<String> = [1, 6, 26, 27, 52, 53, 702, 703].map(column_letters).to_vec();
    assert_eq!(names, ["A", "F", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    assert_eq!(column_letters(0), "");
}

#[test]
fn every_code_has_words_in_both_languages() {
    for &code in FaultCode::ALL {
        let [es, en] = Language::ALL.map(|language| fault_title(code, language));
        let [do_es, do_en] = Language::ALL.map(|language| fault_action(code, language));
        for text in [es, en, do_es, do_en] {
            assert!(text.len() > 8, "{code:?}: {text}");
        }
        assert_ne!(es, en, "{code:?}");
        assert_ne!(do_es, do_en, "{code:?}");
        assert!(do_es.ends_with('.') && do_en.ends_with('.'), "{code:?}");
        assert!(!es.ends_with('.') && !en.ends_with('.'), "{code:?}");
    }
}

#[test]
fn fifty_faults_of_one_column_are_told_once_with_three_places() {
    let faults: Vec<Fault> =
        (0..50).map(|i| cell(FaultCode::CellNotANumber, "pr07_rework", 6, 12 + i)).collect();
    let text = render_faults(&faults, Language::Es, 100);
    assert!(text.contains("Errores: 0 · Avisos: 1 (en 50 lugares)"), "{text}");
    assert!(text.contains("F12, F13, F14 y 47 más"), "{text}");
    assert!(text.contains("(50 veces)"), "{text}");
    assert_eq!(text.matches("S006").count(), 1);
    assert_eq!(text.matches("Qué hacer").count(), 1);
    let english = render_faults(&faults, Language::En, 100);
    assert!(english.contains("F12, F13, F14 and 47 more"), "{english}");
}

#[test]
fn errors_come_before_warnings_and_lines_keep_the_width() {
    let faults = vec![
        cell(FaultCode::CellNotANumber, "pr07_rework", 6, 12),
        Fault::new(FaultCode::UnknownKey, Place::file("policy.toml").at_row(3))
            .with("key", "wieghts")
            .with("nearest", "weights"),
    ];
    let text = render_faults(&faults, Language::Es, 60);
    let (error, warning) = (text.find("C004").unwrap(), text.find("S006").unwrap());
    assert!(error < warning, "{text}");
    assert!(text.contains("¿quiso decir «weights»?"), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 60), "{text}");
}

#[test]
fn faults_that_differ_in_detail_are_listed_one_by_one() {
    let faults: Vec<Fault> = (0..5)
        .map(|i| {
            Fault::new(FaultCode::DuplicateWorkshop, Place::file("survey.csv"))
                .with("code", format!("W-{i}"))
        })
        .collect();
    let text = render_faults(&faults, Language::Es, 100);
    assert!(text.contains("W-0") && text.contains("W-2") && !text.contains("W-3"), "{text}");
    assert!(text.contains("y 2 más"), "{text}");
}

#[test]
fn no_faults_no_text() {
    assert_eq!(render_faults(&[], Language::Es, 80), "");
}

#[test]
fn the_table_of_faults_has_one_row_each_and_parses_as_json() {
    let faults = vec![cell(FaultCode::CellOutOfRange, "pr01_workers", 27, 9).with("range", "1–60")];
    let table = fault_table(&faults, Language::En);
    assert_eq!(table.rows[0][table.position("cell").unwrap()], Cell::from("AA9"));
    let json: serde_json::Value =
        serde_json::from_str(&render_table(&table, TableFormat::Json, Language::En)).unwrap();
    assert_eq!(json["rows"][0]["code"], "S008");
    assert_eq!(json["rows"][0]["row"], 9);
}

/// `docs/errors.md` says what the program says. Run with `UPDATE_EXPECT=1` to write it anew.
#[test]
fn the_index_of_codes_is_in_the_docs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors.md");
    let expected = render_fault_index();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(found == expected, "docs/errors.md is out of date: run with UPDATE_EXPECT=1");
    for code in FaultCode::ALL {
        assert!(found.contains(&format!("### {} ·", code.id())), "{code:?}");
    }
}

#[test]
fn a_code_is_explained_with_its_action() {
    for &code in FaultCode::ALL {
        for language in Language::ALL {
            let text = explain_fault_code(code, language);
            assert!(text.starts_with(code.id()), "{text}");
            assert!(text.contains(fault_action(code, language)), "{text}");
        }
    }
}

#[test]
fn phrases_with_names_are_said_in_spanish() {
    let said = |phrase: &str| {
        let fault = Fault::new(FaultCode::BadValue, Place::default()).with("expected", phrase);
        render_faults(&[fault], Language::Es, 1000)
    };
    for (phrase, spanish) in [
        ("100 points in all, not 90", "100 puntos en total, no 90"),
        (
            "each of the 3 pairs once, «k2, k1» too",
            "cada uno de los 3 pares una vez, también «k2, k1»",
        ),
        ("each of the 3 pairs once, not «k2, k1» again", "3 pares una vez, no «k2, k1» de nuevo"),
        (
            "[0, 80], which is what its rules can give",
            "[0, 80], que es lo que sus reglas pueden dar",
        ),
    ] {
        assert!(said(phrase).contains(spanish), "{}", said(phrase));
    }
}
