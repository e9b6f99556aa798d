//! A survey design reached from an instrument, the example of the guide, and the change of the
//! counting view between two files, in codes and in words.

use crate::folder::{Folder, Ran, nanduti};
use std::collections::BTreeMap;

const GUIDE: &str = include_str!("../../../../docs/instrument.md");

/// The block of a kind after a heading of the guide.
fn block(heading: &str, kind: &str) -> String {
    let after = GUIDE.split(heading).nth(1).unwrap();
    let inside = after.split(&format!("```{kind}\n")).nth(1).unwrap();
    inside.split("```").next().unwrap().to_owned()
}

const INSTRUMENT: &str = r#"
[instrument]
id = "households"
version = "1"
title = "Households"
profile_by = ["district"]
[structure]
source = "one"
[roles]
workshop = "house"
[[question]]
id = "house"
kind = "text"
[[question]]
id = "lack"
kind = "number"
min = 0
max = 1
[[question]]
id = "water"
kind = "number"
min = 0
max = 1
[[question]]
id = "district"
kind = "choice"
[[question]]
id = "weight"
kind = "number"
min = 0
max = 1000
[[axis]]
id = "well"
label = "Well"
[[indicator]]
id = "W1"
parent = "well"
label = { es = "Sin carencia", en = "Nothing lacking" }
reads = "lack"
goalposts = { worst = 1, best = 0 }
source = "one"
[counting]
poverty_cut_off = "1/3"
against = "well"
high_from = 50
source = "one"
[[counting.deprivation]]
indicator = "lack"
label = { es = "le falta techo", en = "no roof" }
at = 0
deprived = "above"
weight = "1/3"
source = "one"
[[counting.deprivation]]
indicator = "water"
label = { es = "sin agua", en = "no water" }
at = 0
deprived = "above"
weight = "1/3"
source = "one"
"#;

/// The table of the guide with codes, the household's district and no lack of water.
fn table(lacks: &str) -> String {
    let guide = block("## How the units were drawn", "csv");
    let mut lines = guide.lines().skip(1).zip(lacks.chars()).enumerate();
    let row = |(at, (line, lack)): (usize, (&str, char))| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("H{at},{lack},0,{},{}\n", cells[1], cells[3])
    };
    format!("house,lack,water,district,weight\n{}", lines.by_ref().map(row).collect::<String>())
}

fn score(folder: &Folder, instrument: &str, more: &[&str]) -> Ran {
    folder.write("households.toml", instrument);
    let [data, toml, out] = ["second.csv", "households.toml", "out"]
        .map(|name| folder.path(name).display().to_string());
    let mut words = vec!["diagnose", &data, "--instrument", &toml, "--out", &out, "--quiet"];
    words.extend(more);
    nanduti(&words)
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column}: {row:?}"))
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} and not {expected}");
}

#[test]
fn the_design_of_the_guide_gives_its_figures() {
    let folder = Folder::local();
    folder.write("second.csv", table("1100100"));
    let design = block("## How the units were drawn", "toml");
    let ran = score(&folder, &format!("{INSTRUMENT}{design}"), &["--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // As the guide says: H 14/38 and its variance by strata.
    let variance = (8.0 / 3.0 + 90.0) / (38.0 * 38.0);
    let estimates = folder.table("counting_estimates");
    assert_eq!(estimates[0]["measure"], "headcount");
    close(number(&estimates[0], "estimate"), 14.0 / 38.0);
    close(number(&estimates[0], "standard_error").powi(2), variance);
    close(number(&folder.table("counting")[0], "headcount"), 14.0 / 38.0);
    assert!(GUIDE.contains("0.368; its variance") && GUIDE.contains("a standard error of 0.253"));
    let all = &folder.table("profiles")[0];
    close(number(all, "mean"), 2400.0 / 38.0);
    close(number(all, "population"), 38.0);
    let strata = folder.table("survey_design");
    let found: Vec<&str> = strata.iter().map(|row| row["population"].as_str()).collect();
    assert_eq!(found, ["", "8", "30"]);
    // Kish: 38² / (4·4 + 3·100).
    close(number(&strata[0], "effective_units"), 38.0 * 38.0 / 316.0);
    let lint = folder.read("out/lint.csv");
    assert!(lint.contains("lacks_rescaled,counting"), "{lint}");
    // A weight of 0 is refused: the view would say nothing of that lack.
    let (first, last) = INSTRUMENT.rsplit_once("\"1/3\"").unwrap();
    let ran = score(&folder, &format!("{first}\"0/3\"{last}"), &[]);
    assert!(ran.code == 1 && ran.err.contains("W007"), "{}", ran.err);
    // Weights without a common denominator in few digits cannot be counted exactly.
    let fine = INSTRUMENT.replace("weight = \"1/3\"", "weight = \"1/999999999989\"");
    let ran = score(&folder, &fine.replacen("999999999989", "999983", 1), &["--lang", "en"]);
    assert!(ran.code == 1 && ran.err.contains("common denominator"), "{}", ran.err);
    // Without the section: 3 of 7, and neither table.
    folder.write("second.csv", table("1100100"));
    assert_eq!(score(&folder, INSTRUMENT, &[]).code, 0);
    close(number(&folder.table("counting")[0], "headcount"), 3.0 / 7.0);
    assert!(!folder.path("out/counting_estimates.csv").exists());
    assert!(!folder.table("profiles")[0].contains_key("population"));
}

/// Differences of the seven households −1, 0, 1, 0, −1, 0, 0: their sum is −1, of their squares 3,
/// so `s² = (3 − 1/7)/6` and the variance of the mean is that over 7.
#[test]
fn the_change_of_the_counting_view_is_a_table() {
    let folder = Folder::local();
    folder.write("first.csv", table("1100100"));
    folder.write("second.csv", table("0110000"));
    let first = folder.path("first.csv").display().to_string();
    let more = ["--before", &first, "--dialect", "excel-es", "--lang", "es"];
    let ran = score(&folder, INSTRUMENT, &more);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let change = folder.table("plain/counting_change");
    let headcount = &change[0];
    assert_eq!((&headcount["measure"][..], &headcount["samples"][..]), ("headcount", "matched"));
    close(number(headcount, "before"), 3.0 / 7.0);
    close(number(headcount, "after"), 2.0 / 7.0);
    close(number(headcount, "change"), -1.0 / 7.0);
    close(number(headcount, "change_error").powi(2), (3.0 - 1.0 / 7.0) / 42.0);
    close(number(headcount, "relative"), -1.0 / 3.0);
    let parts = folder.table("plain/counting_change_parts");
    // One lack of two is half of the weight: M0 is H/2.
    close(number(&parts[0], "change"), -1.0 / 14.0);
    close(number(&parts[1], "change"), 0.0);
    let words = folder.read("out/counting_change.csv");
    for word in ["quiénes (H)", "las mismas unidades", "le falta techo", "desde (90 %)"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    // A spreadsheet takes 1/2 for a date; the plain table keeps the fraction.
    assert!(folder.read("out/reconciliation_units.csv").contains("1 de 2;"));
    assert!(folder.read("out/plain/reconciliation_units.csv").contains(",1/2,"));
    let units = folder.read("out/reconciliation_units.csv");
    assert!(units.contains("se cuenta: le falta un piso;le falta techo"), "{units}");
}

/// In a case the declared design takes the place of clusters as strata: the same strata with the
/// counts of the field as population shrink every error by the part of the field that was asked.
#[test]
fn a_case_reads_its_survey_design() {
    let instrument = include_str!("../../../../configs/garment/instrument.toml");
    let headcount = |design: &str| {
        let folder = Folder::local();
        folder.write("instrument.toml", format!("{instrument}\n{design}"));
        let (from, to) = ("instrument = \"builtin:garment\"", "instrument = \"instrument.toml\"");
        folder.edit("nanduti.toml", from, to);
        let ran = folder.nanduti(&[
            "diagnose",
            "--quiet",
            "--out",
            &folder.path("out").display().to_string(),
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let rows = folder.table("counting");
        let all = rows.iter().find(|row| row["group"] == "all").unwrap();
        let of = |column: &str| number(all, column);
        (of("headcount"), of("headcount_high") - of("headcount_low"), folder)
    };
    let (plain, plain_width, _) = headcount("");
    // Twice as many in the field as answered: half of the variance is left.
    let (field, width, folder) = headcount(
        "[survey_design]\nstrata = \"cluster\"\n\
         population = { pilar = 314, yaguaron = 316, mra = 110 }\nsource = \"assumption: test\"\n",
    );
    let strata = folder.table("survey_design");
    assert_eq!(strata.len(), 4, "all, and three strata");
    close(field, plain);
    let ratio = width / plain_width;
    assert!((ratio - 0.5_f64.sqrt()).abs() < 0.02, "{ratio}");
}
