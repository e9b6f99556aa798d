//! Wrong input: every fault at once, in the user's terms, nothing half-written.

use crate::folder::{Folder, Ran, rows};

fn codes(ran: &Ran) -> Vec<String> {
    rows(&ran.out, b',').iter().map(|r| r["code"].clone()).collect()
}

/// Spoils a case, runs `check` and `run`, and expects exit 1 with this code and no result.
#[track_caller]
fn check(code: &str, spoil: impl Fn(&Folder)) {
    let folder = Folder::local();
    spoil(&folder);
    let ran = folder.nanduti(&["check", "--format", "csv", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{code}: {}\n{}", ran.out, ran.err);
    assert!(codes(&ran).iter().any(|c| c == code), "{code} is not among {:?}", codes(&ran));
    let run = folder.nanduti(&["run"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(code), "{}", run.err);
    assert!(!folder.path("out").exists(), "{code}: something was written");
}

#[test]
fn a_missing_file() {
    check("C001", |f| std::fs::remove_file(f.path("survey.csv")).unwrap());
    check("C001", |f| std::fs::remove_file(f.path("capacity.toml")).unwrap());
}

#[test]
fn the_wrong_separator() {
    check("S002", |f| {
        let text = f.read("survey.csv").replace("\";\"", "\"|\"");
        f.write("survey.csv", text);
    });
}

#[test]
fn an_empty_survey() {
    check("S001", |f| f.write("survey.csv", ""));
    check("S015", |f| {
        let header = f.read("survey.csv").lines().next().unwrap().to_owned();
        f.write("survey.csv", header);
    });
}

#[test]
fn an_unknown_column_and_letters_for_numbers_in_lots() {
    let folder = Folder::local();
    folder.edit("lots.csv", "max_suppliers", "max_suplier");
    let text = folder.read("lots.csv");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut cells: Vec<String> = lines[1].split(',').map(str::to_owned).collect();
    "muchas".clone_into(&mut cells[3]);
    lines[1] = cells.join(",");
    folder.write("lots.csv", lines.join("\n"));
    let ran = folder.nanduti(&["check", "--format", "csv", "--lang", "en"]);
    let found = codes(&ran);
    assert_eq!(ran.code, 1);
    assert!(found.contains(&"T002".to_owned()) && found.contains(&"T003".to_owned()), "{found:?}");
    assert!(ran.out.contains("max_suppliers"), "the nearest column is named: {}", ran.out);
}

#[test]
fn duplicate_ids() {
    check("S009", |f| {
        let text = f.read("survey.csv");
        let second = text.lines().nth(1).unwrap().to_owned();
        f.write("survey.csv", format!("{}\n{second}\n", text.trim_end()));
    });
    check("C008", |f| {
        let text = f.read("lots.csv");
        let lot = text.lines().nth(1).unwrap().to_owned();
        f.write("lots.csv", format!("{}\n{lot}\n", text.trim_end()));
    });
}

#[test]
fn negative_workers_are_a_warning_and_stay_unknown() {
    let folder = Folder::local();
    folder.edit_survey(|question, row, cell| {
        if question == "pr01_workers" && row == 0 {
            "-4".clone_into(cell);
        }
    });
    let ran = folder.nanduti(&["check", "--format", "csv", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let faults = rows(&ran.out, b',');
    let found = faults.iter().find(|r| r["code"] == "S008" && r["row"] == "2").expect("S008");
    assert!(found["column"].contains("pr01_workers") && found["severity"] == "warning");
    assert_eq!(folder.nanduti(&["run", "--quiet"]).code, 0);
}

#[test]
fn a_cycle_in_prerequisites_names_the_cycle() {
    let folder = Folder::local();
    let catalogue = include_str!("../../../../configs/garment/interventions.toml");
    let id = |line: &str| line.split('"').nth(1).unwrap().to_owned();
    let ids: Vec<String> =
        catalogue.lines().filter(|l| l.starts_with("id = \"I")).map(id).collect();
    let spoiled: Vec<String> = catalogue
        .lines()
        .filter(|l| !l.starts_with("prerequisites"))
        .flat_map(|l| {
            let mut out = vec![l.to_owned()];
            if l.starts_with("id = \"I") && l.contains(&ids[0]) {
                out.push(format!("prerequisites = [\"{}\"]", ids[1]));
            } else if l.starts_with("id = \"I") && l.contains(&ids[1]) {
                out.push(format!("prerequisites = [\"{}\"]", ids[0]));
            }
            out
        })
        .collect();
    folder.write("interventions.toml", spoiled.join("\n"));
    folder.edit(
        "nanduti.toml",
        "interventions = \"builtin:garment\"",
        "interventions = \"interventions.toml\"",
    );
    let ran = folder.nanduti(&["check", "--format", "csv", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let faults = rows(&ran.out, b',');
    let cycle = faults.iter().find(|r| r["code"] == "C009").expect("C009");
    assert!(cycle["details"].contains(&ids[0]) && cycle["details"].contains(&ids[1]));
}

#[test]
fn an_unknown_key_names_the_nearest_and_its_line() {
    let folder = Folder::local();
    folder.edit("policy.toml", "max_actions = 6", "max_acctions = 6");
    let ran = folder.nanduti(&["check", "--format", "csv", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    let faults = rows(&ran.out, b',');
    let unknown = faults.iter().find(|r| r["code"] == "C004").expect("C004");
    assert!(unknown["details"].contains("max_actions") && !unknown["row"].is_empty());
    assert!(faults.iter().any(|r| r["code"] == "C005"), "and the missing one is named too");
}

#[test]
fn a_lot_nobody_can_make_is_a_named_outcome() {
    let folder = Folder::local();
    let text = folder.read("lots.csv");
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let first: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    let mut cells: Vec<String> = first.iter().map(|c| (*c).to_owned()).collect();
    let at = |name: &str| header.iter().position(|h| *h == name).unwrap();
    "LF-Z-99".clone_into(&mut cells[at("id")]);
    "10".clone_into(&mut cells[at("min_on_time")]);
    "0".clone_into(&mut cells[at("max_rework")]);
    "1".clone_into(&mut cells[at("price")]);
    folder.write("lots.csv", format!("{}\n{}\n", text.trim_end(), cells.join(",")));
    let ran = folder.nanduti(&["run", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lots = folder.table("lots");
    let lot = lots.iter().find(|r| r["lot"] == "LF-Z-99").unwrap();
    assert_eq!((lot["served"].as_str(), lot["n_feasible"].as_str()), ("0", "0"));
    assert!(lot["first_cause"].starts_with("gate:"), "{lot:?}");
}

#[test]
fn a_zero_budget_gives_nothing_yet_with_its_reason() {
    let folder = Folder::local();
    let capacity = folder.read("capacity.toml");
    let zero: Vec<String> = capacity
        .lines()
        .map(|line| {
            let key = line.split('=').next().unwrap_or("").trim();
            if key == "amount" {
                "amount = 0".to_owned()
            } else if key == "amounts" {
                "amounts = { pilar = 0, yaguaron = 0, mra = 0 }".to_owned()
            } else {
                line.to_owned()
            }
        })
        .collect();
    folder.write("capacity.toml", zero.join("\n"));
    let ran = folder.nanduti(&["run"]);
    // Without any capacity nobody can reach the gain floor of the equity rule: it says so.
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert_eq!(folder.table("outcomes")[1]["status"], "infeasible: gain_floor");
    assert!(ran.err.contains("C013"), "zero capacity is said: {}", ran.err);
    let costly = folder.table("plans").iter().filter(|r| r["cost"] != "0").count();
    assert_eq!(costly, 0, "nothing that costs money is planned");
}

#[test]
fn hostile_files_are_faults_and_not_crashes() {
    let garbage: Vec<u8> =
        (0..20_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for name in
        ["survey.csv", "form.xlsx", "lots.csv", "ties.csv", "capacity.toml", "products.toml"]
    {
        let folder = Folder::local();
        folder.write(name, &garbage);
        let ran = folder.nanduti(&["check"]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.err);
    }
    let folder = Folder::local();
    let whole = std::fs::read(folder.path("survey.xlsx")).unwrap();
    folder.write("survey.xlsx", &whole[..whole.len() / 2]);
    folder.edit("nanduti.toml", "survey = \"survey.csv\"", "survey = \"survey.xlsx\"");
    assert_eq!(folder.nanduti(&["check"]).code, 1);
}

#[test]
fn wrong_usage_has_its_own_code() {
    assert_eq!(crate::folder::nanduti(&["fly"]).code, 2);
    assert_eq!(crate::folder::nanduti(&["run", "--threads", "0"]).code, 2);
    assert_eq!(crate::folder::nanduti(&["--version"]).code, 0);
}

#[test]
fn an_assignment_made_by_hand_is_checked() {
    let folder = Folder::local();
    assert_eq!(
        folder.nanduti(&["match", "--quiet", "--out", folder.path("m").to_str().unwrap()]).code,
        0
    );
    let good = folder.path("m/assignments.csv");
    let ran = folder.nanduti(&["match", "--check", good.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let text = std::fs::read_to_string(&good).unwrap();
    let first = &rows(&text, b',')[0];
    folder.write(
        "bad.csv",
        format!("workshop,lot,pieces\n{},{},90000000\n", first["workshop"], first["lot"]),
    );
    let ran = folder.nanduti(&["match", "--check", folder.path("bad.csv").to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("R002"), "{}", ran.out);
}
