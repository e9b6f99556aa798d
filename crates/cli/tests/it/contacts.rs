//! Nobody's name, phone or address comes out of anything that is written or printed.

use crate::folder::{Folder, Ran, all_files};

const CANARIES: [&str; 8] = [
    "Zenobia Quelonio",
    "0981777321",
    "981777321",
    "Callejón del Tábano 4471",
    "zenobia@quelonio.example",
    "0972 333 918",
    "0972333918",
    "Petronila Axolote",
];

fn plant(folder: &Folder) {
    folder.edit_survey(|question, row, cell| {
        let planted = match (question, row) {
            ("owner_name", 0..=9) => "Zenobia Quelonio",
            ("phone", 0..=9) => "0981777321",
            ("address", 0..=9) => "Callejón del Tábano 4471",
            ("observaciones", 0..=9) => "llamar a Petronila Axolote, 0972 333 918",
            // Typed into the wrong box: numbers, choices, and cells that cannot be read.
            ("pr04_output_week", 3) => "0981777321",
            ("pr16_value_added", 4) => "981777321",
            ("pr01_workers", 5) => "Zenobia Quelonio",
            ("gy01_lead_sex", 6) => "Petronila Axolote",
            ("dw04_hours", 7) => "0972 333 918",
            ("survey_date", 8) => "zenobia@quelonio.example",
            ("px01_piece_price", 9) => "0972333918",
            _ => return,
        };
        planted.clone_into(cell);
    });
}

#[track_caller]
fn clean(where_: &str, text: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{where_} holds «{canary}»");
    }
}

#[track_caller]
fn clean_run(name: &str, ran: &Ran) {
    clean(&format!("the output of {name}"), &ran.out);
    clean(&format!("the error stream of {name}"), &ran.err);
}

#[test]
fn contacts_appear_nowhere() {
    let folder = Folder::local();
    plant(&folder);
    let tables = folder.path("tables");
    let check = folder.nanduti(&["check", "--tables", tables.to_str().unwrap()]);
    clean_run("check", &check);
    for format in ["json", "csv"] {
        clean_run("check", &folder.nanduti(&["check", "--format", format]));
        clean_run("diagnose", &folder.nanduti(&["diagnose", "--format", format]));
    }
    let ran = folder.nanduti(&["run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    clean_run("run", &ran);
    let written = [folder.path("out"), tables];
    for place in &written {
        let files = all_files(place);
        assert!(!files.is_empty());
        for (name, bytes) in files {
            clean(&name.display().to_string(), &String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn sealed_pairs_are_never_written() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["run", "--quiet"]).code, 0);
    let sealed = crate::folder::rows(&folder.read("sealed/disputes.csv"), b',');
    assert!(!sealed.is_empty());
    for (name, bytes) in all_files(&folder.path("out")) {
        let text = String::from_utf8_lossy(&bytes);
        for pair in &sealed {
            for (a, b) in [(&pair["a"], &pair["b"]), (&pair["b"], &pair["a"])] {
                for together in [format!("{a},{b}"), format!("{a};{b}"), format!("{a} {b}")] {
                    // Lists of codes may hold neighbours by chance; a table of pairs may not.
                    let tables = name.extension().is_some_and(|e| e == "csv");
                    let listed = text.lines().any(|l| l.trim_matches('"') == together);
                    assert!(!(tables && listed), "{} holds a sealed pair", name.display());
                }
            }
        }
    }
}
