//! How sure scores are, the levels that follow, and the counting view: in a case and in a file
//! scored alone.

use crate::folder::{Folder, nanduti, rows};
use nanduti_model::AssumedFigure;
use std::collections::BTreeMap;
use std::fs;

type Rows = Vec<BTreeMap<String, String>>;

fn number(row: &BTreeMap<String, String>, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

#[test]
fn a_level_is_stated_where_four_draws_of_five_reach_it() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["diagnose", "--out", &out(&folder), "--quiet"]).code, 0);
    let scores: BTreeMap<String, BTreeMap<String, String>> =
        folder.table("scores").into_iter().map(|row| (row["workshop"].clone(), row)).collect();
    let (mut stated, mut open) = (0, 0);
    for row in folder.table("uncertainty") {
        let shares: Vec<f64> =
            (1..=4).filter_map(|level| number(&row, &format!("level_{level}"))).collect();
        let level = &scores[&row["workshop"]][&format!("{}_level", row["axis"])];
        if shares.is_empty() {
            assert_eq!(level, "", "{row:?}");
            continue;
        }
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{row:?}");
        for ends in [["p05", "median", "p95"], ["true_low", "true_median", "true_high"]] {
            let [low, median, high] = ends.map(|c| number(&row, c).unwrap());
            assert!(low <= median && median <= high, "{row:?}");
        }
        let likely = shares.iter().position(|share| *share >= 0.8);
        let score = number(&scores[&row["workshop"]], &row["axis"]);
        let expected = likely.filter(|_| score.is_some()).map(|at| (at + 1).to_string());
        assert_eq!(*level, expected.unwrap_or_default(), "{row:?}");
        if level.is_empty() { open += 1 } else { stated += 1 }
    }
    assert!(stated > 100 && open > 100, "{stated} stated, {open} open");
    assert!(!scores.values().next().unwrap().keys().any(|column| column.contains("rank")));
    assert!(!folder.read("out/uncertainty.csv").lines().next().unwrap().contains("rank"));
}

#[test]
fn what_moves_scores_and_what_each_choice_reached_are_told() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["diagnose", "--out", &out(&folder), "--quiet"]).code, 0);
    let sensitivity = folder.table("sensitivity");
    assert_eq!(sensitivity.len(), 4 * 2, "axes by factors");
    for row in &sensitivity {
        let total = number(row, "total").unwrap();
        assert!((0.0..=2.0).contains(&total), "{row:?}");
        assert!(number(row, "total_low") <= number(row, "total_high"), "{row:?}");
        assert_eq!(row["exhaustive"], "false");
    }
    let reach = folder.table("reach");
    let moved = |factor: &str| {
        let own = reach.iter().filter(|row| row["factor"] == factor);
        own.map(|row| number(row, "moved").unwrap()).collect::<Vec<_>>()
    };
    assert!(moved("weights")[0] > 0.0);
    assert_eq!(moved("dimensions")[0], 0.0, "the first choice leaves nothing out");
    assert!(moved("dimensions")[1..].iter().all(|n| *n > 0.0), "every dimension matters");
}

#[test]
fn the_counting_view_is_by_group_and_never_by_workshop() {
    let folder = Folder::local();
    assert_eq!(folder.nanduti(&["run", "--quiet"]).code, 0);
    let counting = folder.table("counting");
    assert_eq!(counting[0]["group"], "all");
    for row in counting.iter().filter(|row| !row["headcount"].is_empty()) {
        assert!(number(row, "n").unwrap() >= 5.0, "{row:?}");
        let [h, a, m0] = ["headcount", "intensity", "adjusted_headcount"].map(|c| number(row, c));
        let product = h.unwrap() * a.unwrap_or(0.0);
        assert!((product - m0.unwrap()).abs() < 1e-9, "M0 = H × A: {row:?}");
    }
    let of = |name: &str| -> f64 {
        let clusters: Rows = counting.iter().filter(|r| r["group_by"] == name).cloned().collect();
        assert!(clusters.len() >= 2);
        clusters.iter().filter_map(|row| number(row, "contribution")).sum()
    };
    assert!((of("cluster") - 1.0).abs() < 1e-9, "the clusters make up the whole");
    let sweep: Vec<f64> = folder
        .table("counting_sweep")
        .iter()
        .map(|row| number(row, "headcount").unwrap())
        .collect();
    assert!(sweep.windows(2).all(|pair| pair[0] >= pair[1]), "{sweep:?}");
    assert!(!folder.table("counting_indicators").is_empty());
    let out = fs::read_dir(folder.path("out")).unwrap().flatten();
    let names: Vec<String> = out.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.starts_with("reconciliation_units")), "{names:?}");
    for table in ["counting", "counting_indicators", "counting_sweep", "reconciliation"] {
        let text = folder.read(&format!("out/{table}.csv"));
        assert!(!text.contains("PIL-") && !text.contains("DW08") && !text.contains("DW12"));
    }
    let word = AssumedFigure::Counting(String::new()).word_and_id().0;
    assert!(folder.table("assumptions").iter().any(|row| row["figure"] == word));
    assert!(folder.read("out/report.html").contains("Carencias a la vez"));
}

#[test]
fn alternatives_are_the_same_bytes_on_one_thread_or_two() {
    let folder = Folder::local();
    let tables = ["uncertainty", "sensitivity", "reach", "counting", "scores"];
    let [one, two] = ["1", "2"].map(|threads| {
        let ran =
            folder.nanduti(&["diagnose", "--threads", threads, "--out", &out(&folder), "--quiet"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        tables.map(|table| folder.read(&format!("out/{table}.csv")))
    });
    assert_eq!(one, two);
}

fn out(folder: &Folder) -> String {
    folder.path("out").to_str().unwrap().to_owned()
}

const INSTRUMENT: &str = r#"
[instrument]
id = "small"
version = "1"
title = "Small"
ranks = true
[structure]
source = "equal weights"
[levels]
cuts = [50]
source = "half"
[[question]]
id = "a"
kind = "number"
min = 0
max = 10
[[question]]
id = "b"
kind = "number"
min = 0
max = 10
[[question]]
id = "region"
kind = "choice"
[[axis]]
id = "index"
label = "Index"
levels = ["low", "high"]
[[indicator]]
id = "A"
parent = "index"
label = "A"
reads = "a"
goalposts = { worst = 0, best = 10 }
source = "range"
[[indicator]]
id = "B"
parent = "index"
label = "B"
reads = "b"
goalposts = { worst = 0, best = 10 }
source = "range"
[robustness]
runs = 10
select = 2
[[robustness.factor]]
id = "rule"
kind = "aggregation"
choices = [{ aggregation = { rule = "geometric", zero = "zero" } }, { aggregation = "minimum" }]
source = "two other rules"
[[robustness.factor]]
id = "without"
kind = "leave_out"
nodes = ["B"]
source = "one out"
[counting]
poverty_cut_off = "1/2"
groups = ["region"]
against = "index"
high_from = 50
source = "half"
[[counting.deprivation]]
indicator = "A"
at = 4
deprived = "below"
worst = 0
weight = "1/2"
source = "four"
[[counting.deprivation]]
indicator = "b"
at = 4
deprived = "below"
worst = 0
weight = "1/2"
source = "four"
"#;

#[test]
fn a_file_scored_alone_has_ranks_choices_and_units() {
    let folder = Folder::local();
    let regions = ["x", "x", "x", "x", "x", "x", "y", "y"];
    let (a, b) = ([9, 9, 1, 2, 5, 6, 9, 0], [9, 1, 1, 9, 5, 6, 8, 0]);
    let lines: Vec<String> = (0..8).map(|i| format!("{},{},{}", a[i], b[i], regions[i])).collect();
    folder.write("data.csv", format!("a,b,region\n{}\n", lines.join("\n")));
    folder.write("small.toml", INSTRUMENT);
    let [data, toml] = ["data.csv", "small.toml"].map(|name| folder.path(name));
    let ran = nanduti(&[
        "diagnose",
        data.to_str().unwrap(),
        "--instrument",
        toml.to_str().unwrap(),
        "--out",
        &out(&folder),
        "--quiet",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let uncertainty = folder.table("uncertainty");
    assert_eq!(uncertainty.len(), 8);
    // Unit 2 has 9 and 1: mean 50, geometric 30, minimum 10; without B it has 90 under any rule.
    let second = &uncertainty[1];
    assert_eq!(
        (number(second, "level_1"), number(second, "level_2")),
        (Some(2.0 / 6.0), Some(4.0 / 6.0))
    );
    assert_eq!(number(second, "score"), Some(50.0));
    assert!(number(&uncertainty[7], "rank_median") == Some(8.0), "the lowest in every run");
    assert_eq!(number(&uncertainty[7], "selected"), Some(1.0));
    assert_eq!(number(&uncertainty[0], "selected"), Some(0.0));
    assert!(folder.table("sensitivity").iter().all(|row| row["exhaustive"] == "true"));
    let levels: Vec<String> = folder.table("levels").iter().map(|r| r["index"].clone()).collect();
    assert_eq!((levels[0].as_str(), levels[1].as_str(), levels[7].as_str()), ("2", "", "1"));
    // Lacking at least one of two: units 2, 3, 4 and 8, of 8; mean score (1 + 2 + 1 + 2) / 8.
    let all = &folder.table("counting")[0];
    assert_eq!((number(all, "headcount"), number(all, "intensity")), (Some(0.5), Some(0.75)));
    let hidden = folder.table("counting");
    let region: Vec<&str> = hidden
        .iter()
        .filter(|row| row["group_by"] == "region")
        .map(|row| row["headcount"].as_str())
        .collect();
    assert_eq!(region, ["", ""], "two units of y are told by x and the whole: both are hidden");
    let units = folder.table("reconciliation_units");
    assert_eq!(units.len(), 8);
    assert_eq!((units[1]["high"].as_str(), units[1]["standing"].as_str()), ("true", "counted"));
    let _: Rows = rows(&folder.read("out/reach.csv"), b',');
}

/// Units 1 and 6 of the table above with a doubtful B, and a floor under it.
#[test]
fn a_declared_reliability_gives_intervals_and_levels_under_floors() {
    let folder = Folder::local();
    let (a, b) = ([9, 9, 1, 2, 5, 6, 9, 0], [9, 1, 1, 9, 5, 6, 8, 0]);
    let lines: Vec<String> = (0..8).map(|i| format!("{},{},x", a[i], b[i])).collect();
    folder.write("data.csv", format!("a,b,region\n{}\n", lines.join("\n")));
    let floor = "levels = [\"low\", \"high\"]\nfloors = [{ watches = \"B\", below = 30, \
                 at_most_level = 0, source = \"thirty\" }]";
    let text = INSTRUMENT.replace("levels = [\"low\", \"high\"]", floor);
    let declared = "[measurement]\ndraws = 200\nreliability = 1\nsource = \"certain\"\n\
                    [[measurement.group]]\nid = \"doubtful\"\nindicators = [\"B\"]\n\
                    reliability = 0.64\nsource = \"assumption: one in five\"\n";
    folder.write("small.toml", format!("{text}{declared}"));
    let [data, toml] = ["data.csv", "small.toml"].map(|name| folder.path(name));
    let (data, toml) = (data.to_str().unwrap(), toml.to_str().unwrap());
    let out = out(&folder);
    let args = ["diagnose", data, "--instrument", toml, "--out", &out, "--quiet"];
    let ran = nanduti(&args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let uncertainty = folder.table("uncertainty");
    // Unit 1 has 9 and 9: B is its own in four of five draws, else as low as another's.
    let [low, median, high] =
        ["true_low", "true_median", "true_high"].map(|c| number(&uncertainty[0], c).unwrap());
    assert!(low < 90.0 && median == 90.0 && high == 90.0, "{:?}", uncertainty[0]);
    let levels: Vec<String> = folder.table("levels").iter().map(|r| r["index"].clone()).collect();
    // Unit 2 has a mean of 50, the cut, and B of 1 under its floor: never the upper level.
    assert!(levels[1] == "1" || levels[1].is_empty(), "{levels:?}");
    assert_eq!(levels[5], "2", "six and six, and the floor kept in nearly every draw");
    folder.write("small.toml", format!("{text}{declared}").replace("[\"B\"]\nrel", "[\"C\"]\nrel"));
    let ran = nanduti(&["diagnose", data, "--instrument", toml, "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(format!("{}{}", ran.out, ran.err).contains("measurement.group"), "{}", ran.out);
}

#[test]
fn the_truth_of_a_synthetic_case_stands_beside_it_and_changes_nothing() {
    let folder = Folder::local();
    let [with, without] = ["with", "without"].map(|name| folder.path(name));
    let (with, without) = (with.to_str().unwrap(), without.to_str().unwrap());
    assert_eq!(nanduti(&["synth", without, "--workshops", "30", "--quiet"]).code, 0);
    assert_eq!(nanduti(&["synth", with, "--workshops", "30", "--truth", "--quiet"]).code, 0);
    for name in ["survey.csv", "nanduti.toml", "ties.csv", "sealed/trust.csv"] {
        let read = |root| fs::read(format!("{root}/{name}")).unwrap();
        assert!(read(with) == read(without), "{name}");
    }
    for name in ["sealed/truth.csv", "sealed/latent.csv"] {
        assert!(!fs::exists(format!("{without}/{name}")).unwrap());
    }
    let truth = rows(&fs::read_to_string(format!("{with}/sealed/truth.csv")).unwrap(), b',');
    assert!(truth.len() >= 28 && number(&truth[0], "productivity").is_some(), "{truth:?}");
    let diagnosed = [with, without].map(|root| {
        assert_eq!(nanduti(&["diagnose", root, "--quiet"]).code, 0);
        let out = format!("{root}/out-of");
        assert_eq!(nanduti(&["diagnose", root, "--out", &out, "--quiet"]).code, 0);
        (
            fs::read_to_string(format!("{out}/uncertainty.csv")).unwrap(),
            fs::read_to_string(format!("{out}/run.json")).unwrap(),
        )
    });
    assert_eq!(diagnosed[0], diagnosed[1], "nothing reads the truth");
}

#[test]
fn what_is_wrong_in_alternatives_and_cut_offs_is_named() {
    let folder = Folder::local();
    folder.write("data.csv", "a,b,region\n1,2,x\n");
    let text = INSTRUMENT
        .replace("nodes = [\"B\"]", "nodes = [\"C\"]")
        .replace("poverty_cut_off = \"1/2\"", "poverty_cut_off = \"3/2\"")
        .replace("indicator = \"A\"", "indicator = \"AA\"");
    folder.write("small.toml", text);
    let [data, toml] = ["data.csv", "small.toml"].map(|name| folder.path(name));
    let (data, toml) = (data.to_str().unwrap(), toml.to_str().unwrap());
    let ran = nanduti(&["diagnose", data, "--instrument", toml, "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    let told = format!("{}{}", ran.out, ran.err);
    for part in ["nodes", "poverty_cut_off", "AA"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
