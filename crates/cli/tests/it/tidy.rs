//! Rules a reader should not have to check: module docs, code index, no place names, pure engines.

use nanduti_model::{Fault, FaultCode, Place};
use nanduti_report::{Language, render_faults};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Source files of a crate with their text.
fn source_of(room: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(&root().join("crates").join(room).join("src"), &mut found);
    found.into_iter().map(|p| (p.clone(), fs::read_to_string(p).unwrap())).collect()
}

const ROOMS: [&str; 13] = [
    "stats",
    "optim",
    "model",
    "rules",
    "survey",
    "synth",
    "diagnostic",
    "matching",
    "simulation",
    "pipeline",
    "report",
    "cli",
    "testkit",
];

#[test]
fn every_source_file_says_what_it_holds() {
    for room in ROOMS {
        for (path, text) in source_of(room) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_test = name == "tests.rs" || path.components().any(|c| c.as_os_str() == "tests");
            assert!(is_test || text.starts_with("//!"), "{} lacks its //!", path.display());
        }
    }
}

#[test]
fn no_place_or_firm_name_stands_outside_synth() {
    let names = ["pilar", "yaguar", "mariano roque", "narella", "gimsa", "high low", "lf-a"];
    for room in ROOMS.iter().filter(|r| **r != "synth") {
        for (path, text) in source_of(room) {
            // Examples that only tests see may speak of places.
            let place = path.to_string_lossy().into_owned();
            if place.contains("tests") || place.contains("/sample") {
                continue;
            }
            let lower = text.split("#[cfg(test)]").next().unwrap_or("").to_lowercase();
            for name in names {
                assert!(!lower.contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn engines_are_pure() {
    let engines =
        ["stats", "optim", "model", "rules", "diagnostic", "matching", "simulation", "survey"];
    for room in engines {
        for (path, text) in source_of(room) {
            if path.to_string_lossy().contains("tests") {
                continue;
            }
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            for word in
                ["std::fs", "std::net", "std::env", "println!", "SystemTime", "Instant::now"]
            {
                assert!(!code.contains(word), "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn every_fault_code_stands_in_the_index() {
    let index = fs::read_to_string(root().join("docs/errors.md")).unwrap();
    for code in FaultCode::ALL {
        assert!(index.contains(code.id()), "{} is not in docs/errors.md", code.id());
    }
}

#[test]
fn no_test_is_switched_off() {
    for room in ROOMS {
        for (path, text) in source_of(room) {
            assert!(!text.contains(concat!("#[", "ignore")), "{}", path.display());
        }
    }
}

/// Every phrase that a reader gives as what is expected is said in Spanish too.
#[test]
fn what_is_expected_has_words_in_both_languages() {
    let is_phrase = |text: &str| {
        let words = text.split(' ').filter(|word| {
            word.chars().count() > 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == ',')
        });
        words.count() >= 2 && !text.contains(['{', '≤'])
    };
    let mut n_phrases = 0;
    for (path, text) in source_of("pipeline") {
        if !path.to_string_lossy().contains("/load/") || path.to_string_lossy().contains("tests") {
            continue;
        }
        let calls = text.split("bad(").skip(1).chain(text.split("\"expected\",").skip(1));
        for call in calls {
            let call = call.split([';', '}']).next().unwrap_or_default();
            let Some(phrase) = call.split('"').skip(1).step_by(2).find(|t| is_phrase(t)) else {
                continue;
            };
            n_phrases += 1;
            let fault = Fault::new(FaultCode::BadValue, Place::default()).with("expected", phrase);
            let said = render_faults(&[fault], Language::Es, 10_000);
            assert!(!said.contains(phrase), "{}: «{phrase}» has no Spanish", path.display());
        }
    }
    assert!(n_phrases > 20, "{n_phrases} phrases were found");
}
