//! A walk through wrong input as people make it: one cause is one fault, every number is read
//! right or not at all, and nobody's name stands in a fault.

use crate::folder::{Folder, Ran, all_files, rows};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// `check` as data, in English.
fn check(folder: &Folder) -> Ran {
    folder.nanduti(&["check", "--format", "csv", "--lang", "en"])
}

fn faults(folder: &Folder, code: &str) -> Vec<BTreeMap<String, String>> {
    rows(&check(folder).out, b',').into_iter().filter(|r| r["code"] == code).collect()
}

/// Codes of the errors, each once.
fn errors(ran: &Ran) -> Vec<String> {
    let found = rows(&ran.out, b',');
    let codes: BTreeSet<String> =
        found.iter().filter(|r| r["severity"] == "error").map(|r| r["code"].clone()).collect();
    codes.into_iter().collect()
}

/// Spoils a case and expects these errors and no others, from `check` and `run` alike.
#[track_caller]
fn only(codes: &[&str], spoil: impl Fn(&Folder)) {
    let folder = Folder::local();
    spoil(&folder);
    let ran = check(&folder);
    assert_eq!(errors(&ran), codes, "{}", ran.out);
    let run = folder.nanduti(&["run"]);
    assert_eq!((ran.code, run.code), (1, 1), "{}", run.err);
    assert!(!run.err.contains("Errores: 0"), "{}", run.err);
    assert!(codes.iter().all(|code| run.err.contains(code)), "{}", run.err);
}

/// One cell of a table of the case: the row counts from 1, the header aside.
fn set_cell(folder: &Folder, name: &str, row: usize, column: &str, value: &str) {
    let text = folder.read(name);
    let mut lines: Vec<Vec<String>> =
        text.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect();
    let at = lines[0].iter().position(|h| h == column).unwrap();
    value.clone_into(&mut lines[row][at]);
    let lines: Vec<String> = lines.iter().map(|l| l.join(",")).collect();
    folder.write(name, lines.join("\n"));
}

#[test]
fn thousands_of_spanish_excel_are_thousands() {
    let folder = Folder::local();
    let plain = folder.nanduti(&["match", "--quiet", "--format", "csv"]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    let excel = folder.read("lots.csv").replace(',', ";").replace(";22000;", ";22.000;");
    assert!(excel.contains(";22.000;"));
    folder.write("lots.csv", excel);
    let ran = folder.nanduti(&["match", "--quiet", "--format", "csv"]);
    assert_eq!(ran.out, plain.out, "{}", ran.err);
}

#[test]
fn a_mark_that_may_mean_two_things_is_a_fault() {
    only(&["T013"], |f| set_cell(f, "lots.csv", 1, "pieces", "22.000"));
    only(&["T013"], |f| set_cell(f, "lots.csv", 1, "price", "9.000"));
    only(&["T006"], |f| set_cell(f, "lots.csv", 1, "pieces", "22.5"));
    only(&["T013"], |f| {
        let text = f.read("lots.csv").replacen(",22000,", ",\"22,000\",", 1);
        f.write("lots.csv", text);
    });
    only(&["T013"], |f| {
        set_cell(f, "lead_firms.csv", 1, "staff_hours_month", "1.234");
        f.write("lead_firms.csv", f.read("lead_firms.csv").replace(',', ";"));
    });
}

#[test]
fn ties_that_name_nobody_are_told() {
    let folder = Folder::local();
    let text = folder.read("ties.csv");
    let more = "PIL-999,LF-C,orders,stable\nPIL-004,PIL-004,advice,\nPIL-004,LF-Z9,orders,stable\n\
                PIL-004,PIL-006,frendship,\n";
    let first = text.trim_end().lines().count() + 1;
    folder.write("ties.csv", format!("{}\n{more}", text.trim_end()));
    let ran = check(&folder);
    let found: Vec<(String, usize, String)> = rows(&ran.out, b',')
        .iter()
        .filter(|r| r["severity"] == "error")
        .map(|r| {
            (r["code"].clone(), r["row"].parse::<usize>().unwrap() - first, r["column"].clone())
        })
        .collect();
    let expected = [("C007", 0, "a"), ("C007", 2, "b"), ("T005", 3, "kind"), ("T016", 1, "b")]
        .map(|(code, row, column)| (code.to_owned(), row, column.to_owned()));
    assert_eq!(found, expected, "{}", ran.out);
}

#[test]
fn ties_are_told_when_codes_are_issued() {
    let folder = Folder::local();
    folder.write("survey.csv", folder.read("survey.csv").replace("workshop_code", "otra_cosa"));
    let ran = check(&folder);
    let ties = faults(&folder, "T011");
    assert!(!ties.is_empty() && ties.iter().all(|r| !r["row"].is_empty()), "{}", ran.out);
}

#[test]
fn the_form_given_as_the_survey_is_one_error() {
    only(&["S031"], |f| {
        std::fs::copy(f.path("form.xlsx"), f.path("survey.xlsx")).unwrap();
        f.edit("nanduti.toml", "survey = \"survey.csv\"", "survey = \"survey.xlsx\"");
    });
}

#[test]
fn nothing_ends_with_one_and_no_error() {
    only(&["C023"], |f| {
        // Every submission was rejected on the server.
        f.edit_survey(|question, _, cell| {
            if question == "_validation_status" {
                "validation_status_not_approved".clone_into(cell);
            }
        });
    });
    only(&["S033"], |f| {
        f.edit_survey(|question, _, cell| {
            if question == "consent_diagnosis" {
                "no".clone_into(cell);
            }
        });
    });
}

#[test]
fn capacity_is_optional_as_documented() {
    let folder = Folder::local();
    folder.edit("nanduti.toml", "capacity = \"capacity.toml\"", "# no capacity");
    std::fs::remove_file(folder.path("capacity.toml")).unwrap();
    let ran = folder.nanduti(&["run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("C021"), "{}", ran.err);
    assert!(folder.table("plans").iter().all(|r| r["cost"] == "0"));
}

#[test]
fn one_broken_file_blames_no_other() {
    only(&["C001"], |f| std::fs::remove_file(f.path("capacity.toml")).unwrap());
    only(&["C006"], |f| f.edit("capacity.toml", "amount = 5\n", "amount = -5\n"));
    only(&["S002"], |f| f.write("survey.csv", f.read("survey.csv").replace("\";\"", "\"|\"")));
    only(&["S001"], |f| {
        let text = f.read("survey.csv");
        f.write(
            "survey.csv",
            format!("Encuesta de talleres\n{}", text.trim_start_matches('\u{feff}')),
        );
    });
    only(&["T010"], |f| f.write("lots.csv", format!("Lotes de 2027\n\n{}", f.read("lots.csv"))));
    only(&["T010"], |f| f.write("lead_firms.csv", f.read("lead_firms.csv").replace(',', "|")));
    only(&["C003"], |f| f.write("products.toml", "[[product]\n"));
    only(&["S020"], |f| f.edit("nanduti.toml", "id = \"mra\"", "id = \"mariano\""));
}

#[test]
fn a_survey_that_breaks_off_blames_no_other_file() {
    only(&["S013"], |f| {
        // Cut inside a row, as a download that broke off.
        let text = f.read("survey.csv");
        let cut = text.char_indices().nth(text.chars().count() / 3).unwrap().0;
        f.write("survey.csv", text[..cut].trim_end_matches('"'));
    });
}

#[test]
fn a_bad_value_neither_hides_nor_invents_others() {
    only(&["C004", "C006"], |f| {
        f.edit("policy.toml", "pilots = 15 ", "pilots = -1\nreservez = 3 ");
    });
    let folder = Folder::local();
    folder.edit("policy.toml", "pilots = 15 ", "pilots = -1\nreservez = 3 ");
    folder.edit("policy.toml", "gain_floor = 1.0", "gain_floor = -1.0");
    let found: Vec<String> =
        rows(&check(&folder).out, b',').iter().map(|r| r["code"].clone()).collect();
    assert_eq!(found.iter().filter(|code| *code == "C006").count(), 2, "{found:?}");
}

#[test]
fn a_person_is_no_workshop_code() {
    let folder = Folder::local();
    folder.edit_survey(|question, row, cell| {
        if question == "workshop_code" && row < 2 {
            *cell = ["Ramona Zorrilla", "Gertrudis Villamayor"][row].to_owned();
        }
    });
    let ran = check(&folder);
    let found = faults(&folder, "S035");
    assert_eq!(found.len(), 2, "{}", ran.out);
    assert!(found.iter().all(|fault| !fault["row"].is_empty()), "{}", ran.out);
    let run = folder.nanduti(&["run"]);
    assert_eq!(run.code, 1);
    for name in ["Zorrilla", "Villamayor"] {
        assert!(!ran.out.contains(name) && !run.err.contains(name), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_refused_at_once() {
    only(&["C002"], |f| {
        std::fs::remove_file(f.path("lots.csv")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(f.path("lots.csv")).status();
        assert!(made.unwrap().success());
    });
}

#[test]
fn faults_of_one_kind_are_told_once() {
    let folder = Folder::local();
    folder.edit("nanduti.toml", "id = \"mra\"", "id = \"mariano\"");
    let ran = folder.nanduti(&["run"]);
    assert!(ran.err.contains("Errores: 1 (en "), "{}", ran.err);
    assert_eq!(ran.err.matches("S020").count(), 1, "{}", ran.err);
}

#[test]
fn a_fault_in_the_case_file_hides_no_other() {
    for (from, to, code) in [
        ("start = \"2027-01-01\"", "start = \"2027-13-01\"", "C006"),
        ("currency = \"PYG\"", "currency = \"PYG\"\ncolour = 1", "C004"),
    ] {
        only(&[code, "S022", "T003"], |f| {
            f.edit("nanduti.toml", from, to);
            set_cell(f, "lots.csv", 1, "pieces", "muchas");
            let text = f.read("survey.csv");
            let header = text.lines().next().unwrap();
            let doubled = header.replace("contact/phone", "identification/cluster");
            f.write("survey.csv", text.replacen(header, &doubled, 1));
        });
    }
}

#[test]
fn decisions_that_contradict_or_cannot_be() {
    let decisions = |f: &Folder, text: &str| {
        f.edit("nanduti.toml", "# decisions = ", "decisions = ");
        f.write("decisions.csv", format!("workshop,decision,reason,acta\n{text}"));
    };
    only(&["T014"], |f| decisions(f, "PIL-004,pin,x,1\nPIL-004,exclude,y,2\n"));
    let folder = Folder::local();
    let mut unwilling = String::new();
    folder.edit_survey(|question, row, cell| match question {
        "workshop_code" if row == 0 => unwilling.clone_from(cell),
        "consent_programme" if row == 0 => "no".clone_into(cell),
        _ => {}
    });
    decisions(&folder, &format!("{unwilling},pin,x,1\n"));
    let pins = faults(&folder, "T015");
    assert_eq!(pins.len(), 1);
    assert!(pins[0]["details"].contains("consent to the programme"), "{pins:?}");
    assert!(pins[0]["details"].contains(&unwilling), "{pins:?}");
}

#[test]
fn a_question_the_engines_need_says_what_is_lost() {
    let folder = Folder::local();
    folder.write("survey.csv", folder.read("survey.csv").replace("pr01_workers", "gente"));
    let lost = faults(&folder, "S034");
    let people = lost.iter().find(|r| r["details"].contains("pr01_workers")).expect("S034");
    assert!(people["details"].contains("no lot can be assigned"), "{people:?}");
    assert!(!people["details"].contains("did you mean"), "{people:?}");
}

#[test]
fn a_cohort_without_a_lot_in_its_year_says_so() {
    let folder = Folder::local();
    folder.edit("nanduti.toml", "start = \"2027-01-01\"", "start = \"2031-01-01\"");
    assert_eq!(faults(&folder, "C022").len(), 1);
}

const CANARIES: [&str; 4] = ["ZZCANARY1", "Gonzalez", "0999123456", "999123456"];

#[track_caller]
fn clean(what: &str, text: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{what} holds «{canary}»: {text}");
    }
}

#[test]
fn a_fault_quotes_no_header_nobody_mapped_and_no_cell() {
    let spoilt: [&dyn Fn(&Folder); 5] = [
        &|f| f.write("lots.csv", "ZZCANARY1 Gonzalez,0999123456,3\nx,2,1\n"),
        &|f| {
            f.write(
                "survey.csv",
                f.read("survey.csv").replacen("pr01_workers", "ZZCANARY1 Gonzalez", 1),
            );
        },
        &|f| {
            f.edit("nanduti.toml", "# visits = ", "visits = ");
            f.write("visits.csv", "workshop,date,0999123456\nZZCANARY1 Gonzalez,2027-01-01,1\n");
        },
        &|f| set_cell(f, "lots.csv", 1, "lead_firm", "Gonzalez"),
        &|f| {
            f.write(
                "lots.csv",
                format!("{}\nGonzalez,{}", f.read("lots.csv").trim_end(), "0999123456"),
            );
        },
    ];
    for spoil in spoilt {
        let folder = Folder::local();
        spoil(&folder);
        for ran in [check(&folder), folder.nanduti(&["check"]), folder.nanduti(&["run"])] {
            clean("the output", &ran.out);
            clean("the error stream", &ran.err);
        }
        if folder.path("out").exists() {
            for (name, bytes) in all_files(&folder.path("out")) {
                clean(&name.display().to_string(), &String::from_utf8_lossy(&bytes));
            }
        }
    }
}

#[test]
fn control_characters_and_bytes_are_never_printed() {
    only(&["C016"], |f| f.write("lots.csv", b"id,lead_firm\x00\x01\x02\xff,product\n".as_slice()));
    let folder = Folder::local();
    folder.edit("policy.toml", "max_actions = 6", "max_actions = 6\n\"mal\\u001b[31m\" = 1");
    folder.write("lots.csv", folder.read("lots.csv").replacen("product", "pro\u{1b}[31mduct", 1));
    let ran = folder.nanduti(&["check"]);
    assert!(ran.code == 1 && !ran.out.contains('\u{1b}'), "{}", ran.out);
}

#[test]
fn causes_are_said_in_the_language_that_was_asked_for() {
    let english =
        ["No such file", "os error", "damaged", "leaves the case", "invalid ", "directory"];
    let spoilt: [&dyn Fn(&Folder); 5] = [
        &|f| f.edit("nanduti.toml", "survey = \"survey.csv\"", "survey = \"sealed\""),
        &|f| f.edit("nanduti.toml", "survey = \"survey.csv\"", "survey = \"../survey.csv\""),
        &|f| f.edit("nanduti.toml", "survey = \"survey.csv\"", "survey = \"lots.csv/a\""),
        &|f| f.write("form.xlsx", b"PK\x03\x04 broken".as_slice()),
        &|f| f.write("policy.toml", "a = \"b\n"),
    ];
    let expected = ["C019", "C020", "C001", "S018", "C003"];
    for (spoil, code) in spoilt.into_iter().zip(expected) {
        let folder = Folder::local();
        spoil(&folder);
        let ran = folder.nanduti(&["check"]);
        assert!(ran.out.contains(code), "{code}: {}", ran.out);
        for words in english {
            assert!(!ran.out.contains(words), "«{words}» in {}", ran.out);
        }
    }
    let nowhere = crate::folder::nanduti(&["check", "/nowhere/at/all"]);
    assert!(nowhere.code == 1 && nowhere.out.contains("C017"), "{}", nowhere.out);
    let folder = Folder::local();
    std::fs::remove_file(folder.path("nanduti.toml")).unwrap();
    assert!(folder.nanduti(&["check"]).out.contains("C018"));
}

#[test]
fn contradictions_name_their_cell_as_hidden_answers_do() {
    let folder = Folder::local();
    for code in ["S011", "S012"] {
        let found = faults(&folder, code);
        assert!(!found.is_empty() && found.iter().all(|r| !r["cell"].is_empty()), "{code}");
    }
}

#[test]
fn impossible_plans_are_simulated_and_named() {
    let folder = Folder::local();
    let out = folder.path("p");
    assert_eq!(folder.nanduti(&["plan", "--quiet", "--out", out.to_str().unwrap()]).code, 0);
    let plans = rows(&folder.read("p/plans.csv"), b',');
    let costly = plans.iter().find(|r| r["cost"] != "0").unwrap();
    let everybody: BTreeSet<&String> = plans.iter().map(|r| &r["workshop"]).collect();
    let mut text = String::from("workshop,intervention,start_quarter,cost\n");
    for workshop in everybody {
        writeln!(text, "{workshop},{},1,1", costly["intervention"]).unwrap();
        writeln!(text, "{workshop},I15,1,").unwrap();
    }
    folder.write("wild.csv", text);
    let wild = folder.path("wild.csv");
    let ran = folder.nanduti(&["simulate", "--lang", "en", "--plans", wild.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for code in ["R003", "R004", "R005"] {
        assert!(ran.err.contains(code), "{code} is not in {}", ran.err);
    }
}

#[test]
fn tables_for_spanish_excel_are_read_back() {
    let folder = Folder::local();
    let (plain, excel) = (folder.path("plain"), folder.path("excel"));
    let (plain, excel) = (plain.to_str().unwrap(), excel.to_str().unwrap());
    assert_eq!(folder.nanduti(&["run", "--quiet", "--out", plain]).code, 0);
    let written = folder.nanduti(&["run", "--quiet", "--dialect", "excel-es", "--out", excel]);
    assert_eq!(written.code, 0, "{}", written.err);
    let compared = crate::folder::nanduti(&["compare", plain, excel, "--format", "csv"]);
    assert_eq!((compared.code, compared.out.trim().lines().count()), (0, 1), "{}", compared.out);
    let plans = folder.path("excel/plans.csv");
    let ran = folder.nanduti(&["simulate", "--plans", plans.to_str().unwrap()]);
    assert!(ran.code == 0 && !ran.err.contains("R00"), "{}", ran.err);
    let assignments = folder.path("excel/assignments.csv");
    let ran = folder.nanduti(&["match", "--check", assignments.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn broken_rules_are_said_in_words() {
    let folder = Folder::local();
    assert_eq!(
        folder.nanduti(&["match", "--quiet", "--out", folder.path("m").to_str().unwrap()]).code,
        0
    );
    let first = &rows(&folder.read("m/assignments.csv"), b',')[0];
    folder.write(
        "bad.csv",
        format!("workshop,lot,pieces\n{},{},90000000\n", first["workshop"], first["lot"]),
    );
    let ran = folder.nanduti(&["match", "--check", folder.path("bad.csv").to_str().unwrap()]);
    assert!(ran.out.contains("más horas que las del taller"), "{}", ran.out);
    assert!(!ran.out.contains("hundredths"), "{}", ran.out);
}
