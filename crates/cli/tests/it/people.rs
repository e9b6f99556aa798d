//! What a person meets on the terminal and in a spreadsheet: words, paths, and what to do next.

use crate::folder::{Folder, nanduti, rows};

/// Codes of the program that no person should have to read.
const CODES: [&str; 12] = [
    "just_outside",
    "clause:",
    "less_gain",
    "numbers_and_letters",
    "gate:",
    "outcompeted",
    "chosen_minus_this",
    "equal_split",
    "gain_floor",
    "budget_",
    "decent_work",
    "preselected",
];

#[track_caller]
fn no_codes(what: &str, text: &str) {
    for code in CODES {
        assert!(!text.contains(code), "{what} shows {code}");
    }
}

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn terminal_tables_are_narrow_and_in_words() {
    let folder = Folder::local();
    for command in ["diagnose", "match", "pilots", "plan", "simulate"] {
        for language in ["es", "en"] {
            let ran = folder.nanduti(&[command, "--lang", language]);
            assert_eq!(ran.code, 0, "{command}: {}", ran.err);
            no_codes(command, &ran.out);
            assert!(widest(&ran.out) <= 100, "{command} is {} wide", widest(&ran.out));
            assert!(ran.err.contains("--format csv"), "{command} says where the rest is");
        }
    }
    let plan = folder.nanduti(&["plan", "--lang", "es"]).out;
    assert!(plan.contains("Qué") && !plan.contains("inglés") && !plan.contains("What"));
}

#[test]
fn a_spreadsheet_in_spanish_holds_words_and_rounded_numbers() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["run", "--quiet", "--dialect", "excel-es"]).code, 0);
    for name in ["pilots", "lots", "plans", "comparisons", "funnel", "equity", "outcomes"] {
        no_codes(name, &folder.read(&format!("out/{name}.csv")));
    }
    let scores = folder.read("out/scores.csv");
    let longest = scores
        .split([';', '\n'])
        .filter_map(|cell| cell.split_once(','))
        .map(|c| c.1.trim().len())
        .max();
    assert!(longest.unwrap_or_default() <= 2, "decimals: {longest:?}");
    let plain = folder.nanduti(&["pilots", "--quiet", "--format", "csv"]).out;
    assert!(plain.contains(",pilot,") && plain.contains(",just_outside,"), "codes stay stable");
}

#[test]
fn the_report_alone_is_a_file_whose_path_is_printed() {
    let folder = Folder::local();
    let dry = folder.nanduti(&["report", "--dry-run"]);
    assert!(dry.err.contains("no se escribió nada") && !folder.path("out").exists(), "{}", dry.err);
    let ran = folder.nanduti(&["report"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("informe: ") && ran.out.trim_end().ends_with("report.html"));
    assert!(folder.read("out/report.html").starts_with("<!DOCTYPE html>"));
    let piped = folder.nanduti(&["report", "--quiet", "--output", "-"]);
    assert!(piped.out.starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_dry_run_says_that_nothing_was_written() {
    let folder = Folder::local();
    let ran = folder.nanduti(&["run", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("no se escribió nada") && ran.err.contains("report.html"));
    assert!(!ran.out.contains("informe:") && !folder.path("out").exists());
}

#[test]
fn a_run_that_fails_says_whose_results_lie_there() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["run", "--quiet"]).code, 0);
    std::fs::remove_file(folder.path("capacity.toml")).unwrap();
    let ran = folder.nanduti(&["run", "--quiet"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("es de una corrida anterior"), "{}", ran.err);
}

#[test]
fn what_cannot_be_met_comes_first_and_says_what_would_relax_it() {
    let folder = Folder::local();
    folder.edit("policy.toml", "\npilots = 15", "\npilots = 3");
    let ran = folder.nanduti(&["run"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    let line = ran.out.lines().find(|l| l.starts_with("NO SE PUEDE CUMPLIR")).expect("it is said");
    assert!(line.contains("Al menos 4 pilotos por clúster"), "{line}");
    assert!(line.contains("al menos 12 pilotos"), "{line}");
    let report = folder.read("out/report.html");
    let title = report.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(title.contains("No se puede cumplir: mínimo por clúster"), "{title}");
    no_codes(
        "page one",
        report.split("<body>").nth(1).unwrap().split("</article>").next().unwrap(),
    );
    let english = folder.nanduti(&["pilots", "--lang", "en"]);
    assert!(english.err.contains("CANNOT BE MET") && english.code == 3, "{}", english.err);
}

#[test]
fn a_new_case_names_its_next_steps_and_its_example_figures() {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("mine");
    let dir = dir.to_str().unwrap();
    let made = nanduti(&["new", dir]);
    assert!(
        made.err.contains("capacity.toml") && made.err.contains(&format!("nanduti check {dir}"))
    );
    let capacity = std::fs::read_to_string(place.path().join("mine/capacity.toml")).unwrap();
    assert!(capacity.starts_with("# EJEMPLO"));
    let folder = Folder::local();
    assert!(!folder.nanduti(&["check"]).err.contains("ejemplo"), "a synthetic case is one");
    folder.edit("nanduti.toml", "synthetic = true ", "synthetic = false");
    assert!(folder.nanduti(&["check"]).err.contains("20 recursos"), "real figures are asked for");
}

#[test]
fn equal_results_have_no_changes_and_other_futures_are_told() {
    let folder = Folder::local();
    let (a, b) = (folder.path("a"), folder.path("b"));
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    assert_eq!(folder.nanduti(&["run", "--quiet", "--out", a]).code, 0);
    assert_eq!(folder.nanduti(&["run", "--quiet", "--out", b, "--seed", "7"]).code, 0);
    assert!(nanduti(&["compare", a, a]).out.starts_with("sin cambios"));
    let other = nanduti(&["compare", a, b]).out;
    assert!(other.contains("futuros: mediana") && other.contains("Conjunto propuesto"), "{other}");
    no_codes("compare", &other);
}

#[test]
fn explain_is_forgiving_and_speaks_json() {
    let folder = Folder::local();
    let case = folder.path("");
    let case = case.to_str().unwrap();
    assert_eq!(nanduti(&["explain", "pil-001:lf-a-01", case]).code, 0);
    let wrong = nanduti(&["explain", "LF-A-1", case]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("LF-A-01"), "{}", wrong.err);
    let firm = nanduti(&["explain", "LF-A", case, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&firm.out).unwrap();
    assert_eq!(value["kind"], "lead_firm");
    assert!(value["lots"][0]["n_feasible"].is_number());
    let refused =
        folder.nanduti(&["match", "--quiet", "--out", folder.path("m").to_str().unwrap()]);
    assert_eq!(refused.code, 0);
    let pairs = folder.read("m/pairs.csv");
    let row = pairs.lines().find(|l| l.contains("blocked") && l.contains("machines")).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    let told = nanduti(&["explain", &format!("{}:{}", cells[0], cells[1]), case]).out;
    assert!(told.contains("Lo abriría:") && told.contains("Hacen falta:"), "{told}");
    for id in ["bartack", "felling", "coverstitch", "straight"] {
        assert!(!told.contains(id), "{told}");
    }
}

#[test]
fn wrong_usage_is_said_in_one_language() {
    for (arguments, said) in [
        (&["fly"][..], "no hay un comando «fly»"),
        (&["run", "--fly"][..], "no hay una opción «--fly»"),
        (&["run", "--threads", "0"][..], "el valor «0» no vale"),
        (&["explain"][..], "falta"),
    ] {
        let ran = nanduti(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with("Uso incorrecto: ") && ran.err.contains(said), "{}", ran.err);
        assert_eq!(ran.err.trim_end().lines().count(), 1, "{}", ran.err);
    }
    for english in [&["run", "--fly", "--lang", "en"][..], &["--lang=en", "run", "--fly"][..]] {
        let ran = nanduti(english);
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with("error: unexpected argument '--fly'"), "{}", ran.err);
    }
}

#[test]
fn no_command_replaces_a_folder_that_is_not_its_own_result() {
    let folder = Folder::local();
    let case = folder.path("").display().to_string();
    let before = folder.read("nanduti.toml");
    for arguments in [
        ["run", "--quiet", "--out", &case],
        ["diagnose", "--quiet", "--out", &case],
        ["check", "--quiet", "--tables", &case],
    ] {
        let ran = folder.nanduti(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("no se tocó nada"), "{}", ran.err);
        assert_eq!(folder.read("nanduti.toml"), before);
    }
    std::fs::write(folder.path("out"), "mine").unwrap();
    let ran = folder.nanduti(&["run", "--quiet"]);
    assert_eq!((ran.code, folder.read("out").as_str()), (2, "mine"), "{}", ran.err);
}

#[test]
fn a_phone_in_the_reason_of_a_decision_is_withheld() {
    let folder = Folder::local();
    folder.edit("nanduti.toml", "# decisions = ", "decisions = ");
    folder.write(
        "decisions.csv",
        "workshop,decision,reason,acta\nPIL-029,pin,\"llamar a Ramona 0988 770 994\",acta 3\n",
    );
    let ran = folder.nanduti(&["run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("S021"), "{}", ran.err);
    let report = folder.read("out/report.html");
    assert!(!report.contains("0988") && !ran.err.contains("0988") && !ran.out.contains("0988"));
}

#[test]
fn the_trace_of_a_workshop_withholds_what_is_private_to_it() {
    let folder = Folder::local();
    let ran = folder.nanduti(&["diagnose", "--unit", "pil-029", "--format", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let trace = rows(&ran.out, b',');
    let of = |id: &str| trace.iter().find(|row| row["indicator"] == id).unwrap();
    assert!(!of("PR03").is_empty() && !of("PR03")["points"].is_empty());
    // Contributions to social security are between the owner and the programme.
    assert!(["value", "missing", "normalised", "points"].iter().all(|c| of("DW01")[*c].is_empty()));
}
