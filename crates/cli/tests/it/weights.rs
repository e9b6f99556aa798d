//! Weights by a method, scores over all admissible weights, and change between rounds, from the
//! file that asks for them to the table that shows them.

use crate::folder::{Folder, Ran, nanduti, rows};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

type Rows = Vec<BTreeMap<String, String>>;

/// The twelve cooperatives in a folder of their own.
struct Place(TempDir);

impl Place {
    /// With more at the end of the instrument; its root then states no weight of a child.
    fn with(more: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/foreign");
        let read = |name: &str| fs::read_to_string(from.join(name)).unwrap();
        place.write("data.csv", &read("cooperatives.csv"));
        let instrument = read("cooperatives.toml").replace("weight = 2\n", "");
        place.write("instrument.toml", &format!("{instrument}\n{more}"));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Scores a table into a folder; `more` are further words, `@name` a path in this folder.
    fn score(&self, data: &str, out: &str, more: &[&str]) -> Ran {
        let (data, instrument, out) =
            (self.text(data), self.text("instrument.toml"), self.text(out));
        let more: Vec<String> = more
            .iter()
            .map(|word| word.strip_prefix('@').map_or((*word).to_owned(), |name| self.text(name)))
            .collect();
        let mut words =
            vec!["diagnose", &data, "--instrument", &instrument, "--out", &out, "--lang", "en"];
        words.extend(more.iter().map(String::as_str));
        nanduti(&words)
    }

    fn table(&self, out: &str, name: &str) -> Rows {
        rows(&self.read(&format!("{out}/{name}.csv")), b',')
    }
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// The row with these cells.
#[track_caller]
fn find<'r>(rows: &'r Rows, cells: &[(&str, &str)]) -> &'r BTreeMap<String, String> {
    rows.iter()
        .find(|row| cells.iter().all(|(column, cell)| row[*column] == *cell))
        .unwrap_or_else(|| panic!("no row {cells:?} in {rows:?}"))
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} and not {expected}");
}

const BY_PAIRS: &str = r#"
[[weighting]]
node = "strength"
method = "analytic_hierarchy"
judgements = [["money", "people", 3], ["money", "reach", 5], ["people", "reach", 3]]
source = "panel of 4 March"
"#;

#[test]
fn pairwise_comparisons_reach_the_score_and_the_table() {
    let place = Place::with(BY_PAIRS);
    let ran = place.score("data.csv", "out", &[]);
    assert!(ran.code == 0 && !ran.err.contains("W001"), "{}", ran.err);
    // Three items have the geometric means of their rows: ∛15, 1, 1/∛15.
    let root = 15.0_f64.cbrt();
    let sum = root + 1.0 + 1.0 / root;
    let [money, people, reach] = [root / sum, 1.0 / sum, 1.0 / root / sum];
    let weights = place.table("out", "weights");
    for (node, expected) in [("money", money), ("people", people), ("reach", reach)] {
        let row = find(&weights, &[("node", node)]);
        assert!((number(row, "given_weight") - expected).abs() < 1e-9, "{row:?}");
        assert_eq!((&*row["method"], &*row["experts"]), ("analytic_hierarchy", "1"));
        // λ = 1 + t + 1/t, t = ∛(5/9); the ratio over Saaty's 0.58 is 0.033.
        assert!((number(row, "consistency_ratio") - 0.0332).abs() < 5e-5, "{row:?}");
    }
    assert_eq!(find(&weights, &[("node", "K7")])["method"], "stated");
    // C01: money 50, people 55, reach 60, and 5 for audited accounts (docs/instrument.md).
    let scores = place.table("out", "scores");
    let c01 = number(find(&scores, &[("unit", "C01")]), "strength");
    assert!((c01 - (50.0 * money + 55.0 * people + 60.0 * reach + 5.0)).abs() < 1e-9, "{c01}");
}

#[test]
fn judgements_against_each_other_are_a_warning_in_words_and_in_the_file() {
    let place =
        Place::with(&BY_PAIRS.replace("[\"people\", \"reach\", 3]", "[\"reach\", \"people\", 9]"));
    let ran = place.score("data.csv", "out", &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("W001") && ran.err.contains("consistency ratio"), "{}", ran.err);
    let faults = place.table("out", "faults");
    assert_eq!(find(&faults, &[("code", "W001")])["severity"], "warning");
    assert!(number(&place.table("out", "weights")[0], "consistency_ratio") > 0.1);
}

#[test]
fn a_panel_in_a_file_beside_the_instrument_is_shown_with_its_spread_and_hashed() {
    let place = Place::with(
        "[[weighting]]\nnode = \"strength\"\nmethod = \"budget_allocation\"\n\
         file = \"panel.csv\"\nsource = \"assumption: a panel\"\n",
    );
    place.write("panel.csv", "expert,money,people,reach\nE1,50,30,20\nE2,30,30,40\n");
    assert_eq!(place.score("data.csv", "out", &[]).code, 0);
    let weights = place.table("out", "weights");
    let money = find(&weights, &[("node", "money")]);
    // Shares 0.5 and 0.3: mean 0.4, deviation 0.2/√2.
    close(number(money, "given_weight"), 0.4);
    close(number(money, "expert_spread"), 0.2 / 2.0_f64.sqrt());
    close(number(money, "expert_least"), 0.3);
    close(number(money, "expert_most"), 0.5);
    let own = place.table("out", "weights_experts");
    close(number(find(&own, &[("expert", "E2"), ("node", "reach")]), "weight"), 0.4);
    // A panel that changes its mind is another instrument: the frame no longer holds.
    place.write("panel.csv", "expert,money,people,reach\nE1,60,20,20\nE2,30,30,40\n");
    let ran = place.score("data.csv", "new", &["--frame", "@out"]);
    assert!(ran.code == 1 && ran.err.contains("another instrument"), "{}", ran.err);
    place.write("panel.csv", "expert,money,people,reach\nE1,60,20,10\n");
    let ran = place.score("data.csv", "new", &[]);
    assert!(ran.code == 1 && ran.err.contains("100 points in all, not 90"), "{}", ran.err);
    fs::remove_file(place.path("panel.csv")).unwrap();
    let ran = place.score("data.csv", "new", &[]);
    assert!(ran.code == 1 && ran.err.contains("C001"), "{}", ran.err);
}

#[test]
fn weights_of_equal_influence_are_fitted_once_and_kept_by_the_frame() {
    let asked = "[[weighting]]\nnode = \"reach\"\nmethod = \"equal_influence\"\n\
                 source = \"assumption: all the same\"\n";
    let place = Place::with(asked);
    let ran = place.score("data.csv", "out", &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let weights = place.table("out", "weights");
    let reach: Vec<_> = weights.iter().filter(|row| row["parent"] == "reach").collect();
    let sum: f64 = reach.iter().map(|row| number(row, "given_weight")).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let told = &reach[0]["reach"];
    assert_eq!(told == "unreachable", ran.err.contains("W002"), "{told}: {}", ran.err);
    assert!(told == "reached" || told == "unreachable", "{told}");
    // Three units alone fit nothing; by the frame they keep their scores.
    let all = place.read("data.csv");
    let three: Vec<&str> = all.lines().take(4).collect();
    place.write("three.csv", &three.join("\n"));
    let ran = place.score("three.csv", "alone", &[]);
    assert!(ran.code == 1 && ran.err.contains("W003"), "{}", ran.err);
    assert!(!place.path("alone").exists());
    let ran = place.score("three.csv", "framed", &["--frame", "@out"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (before, after) = (place.table("out", "scores"), place.table("framed", "scores"));
    assert_eq!(before[..3], after[..]);
    let kept = place.table("framed", "weights");
    let kept: Vec<_> = kept.iter().filter(|row| row["parent"] == "reach").collect();
    assert_eq!(kept[0]["reach"], "from_frame");
    assert_eq!(kept[0]["given_weight"], reach[0]["given_weight"]);
    // Bounds that cannot be met: the nearest weights, and it is said.
    let place = Place::with(&format!("{asked}bounds = {{ K6 = [0.9, 1] }}\n"));
    let ran = place.score("data.csv", "out", &[]);
    assert!(ran.code == 0 && ran.err.contains("W002"), "{}", ran.err);
    let weights = place.table("out", "weights");
    let row = find(&weights, &[("node", "K6")]);
    assert!(number(row, "given_weight") >= 0.9 - 1e-6 && number(row, "influence_gap") > 0.0);
}

const ALL_WEIGHTS: &str = r#"
[robustness]
select = 3
[[robustness.all_weights]]
node = "reach"
bounds = { K6 = [0.2, 0.6], K7 = [0.2, 0.6], K8 = [0.2, 0.6] }
source = "assumption: nobody would go further"
"#;

#[test]
fn best_and_worst_places_over_all_weights() {
    let place = Place::with(ALL_WEIGHTS);
    let ran = place.score("data.csv", "out", &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let units = place.table("out", "all_weights");
    // C01: members 50, services 50, on time 80. From 0.2·80 + 0.8·50 = 56 to 0.6·80 + 0.4·50 = 68.
    let c01 = find(&units, &[("unit", "C01")]);
    close(number(c01, "given"), 60.0);
    close(number(c01, "least"), 56.0);
    close(number(c01, "most"), 68.0);
    assert_eq!((&*c01["level_least"], &*c01["outcome"]), ("", "judged"), "reach has no levels");
    // C09 has no deliveries on record.
    assert_eq!(find(&units, &[("unit", "C09")])["outcome"], "incomplete");
    for row in units.iter().filter(|row| row["outcome"] == "judged") {
        let [best, rank, worst] = ["rank_best", "rank", "rank_worst"].map(|c| number(row, c));
        assert!(best <= rank && rank <= worst, "{row:?}");
    }
    // C03 is last whatever the weights: members 15, services 16.7, on time 20.
    let last = find(&units, &[("unit", "C03")]);
    assert_eq!(
        (&*last["rank_best"], &*last["rank_worst"], &*last["chosen"]),
        ("11", "11", "always")
    );
    let pairs = place.table("out", "all_weights_pairs");
    assert_eq!(pairs.len(), 10, "eleven complete units, each with the next");
    for row in &pairs {
        let (least, most) = (number(row, "lead_least"), number(row, "lead_most"));
        let expected = if least > 1e-9 { "first_always" } else { "depends" };
        assert!(
            most >= -1e-9 && (row["outcome"] == expected || row["outcome"] == "tied"),
            "{row:?}"
        );
        assert_eq!(row["turns_at"].is_empty(), row["outcome"] == "first_always", "{row:?}");
    }
}

#[test]
fn an_instrument_without_ranks_tells_scores_and_levels_over_all_weights_and_no_place() {
    let place = Place::with(ALL_WEIGHTS);
    let text = place.read("instrument.toml");
    place.write("instrument.toml", &text.replace("ranks = true", "ranks = false"));
    assert_eq!(place.score("data.csv", "out", &[]).code, 0);
    let units = place.table("out", "all_weights");
    assert!(units[0].keys().all(|column| !column.contains("rank") && column != "chosen"));
    close(number(find(&units, &[("unit", "C01")]), "most"), 68.0);
    assert!(!place.path("out/all_weights_pairs.csv").exists());
    let more = "pairs = [[\"C01\", \"C02\"]]\n";
    place.write("instrument.toml", &(text.replace("ranks = true", "ranks = false") + more));
    let ran = place.score("data.csv", "new", &[]);
    assert!(ran.code == 1 && ran.err.contains("ranks = true"), "{}", ran.err);
}

#[test]
fn a_case_asks_for_weights_and_all_weights_and_never_shows_a_place() {
    let folder = Folder::local();
    let garment = include_str!("../../../../configs/garment/instrument.toml");
    let more = "[[weighting]]\nnode = \"digital\"\nmethod = \"rank_order\"\nfile = \"order.csv\"\n\
                source = \"assumption: two experts\"\n\
                [[robustness.all_weights]]\nnode = \"productivity\"\nnoise = 0.5\n\
                source = \"assumption: half\"\n";
    fs::create_dir(folder.path("own")).unwrap();
    folder.write("own/instrument.toml", format!("{garment}\n{more}"));
    let header =
        "expert,digital_maturity,digital_adoption,digital_acceptability,digital_readiness\n";
    folder.write("own/order.csv", format!("{header}E1,1,2,3,4\nE2,1,3,2,4\n"));
    folder.edit(
        "nanduti.toml",
        "instrument = \"builtin:garment\"",
        "instrument = \"own/instrument.toml\"",
    );
    let out = folder.path("out");
    let ran = folder.nanduti(&["diagnose", "--quiet", "--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.read("out/run.json").contains("own/order.csv"), "the file is among the inputs");
    // Centroid of four: (1 + 1/2 + 1/3 + 1/4)/4 for the first.
    let weights = folder.table("weights");
    let first = find(&weights, &[("node", "digital_maturity")]);
    close(number(first, "given_weight"), (1.0 + 0.5 + 1.0 / 3.0 + 0.25) / 4.0);
    assert_eq!((&*first["method"], &*first["expert_spread"]), ("rank_centroid", "0"));
    let units = folder.table("all_weights");
    assert!(units.iter().filter(|row| row["outcome"] == "judged").count() > 20);
    assert!(units[0].keys().all(|column| !column.contains("rank") && column != "chosen"));
    assert!(!folder.path("out/all_weights_pairs.csv").exists());
    for row in units.iter().filter(|row| row["outcome"] == "judged") {
        let [least, given, most] = ["least", "given", "most"].map(|column| number(row, column));
        assert!(least <= given + 1e-9 && given <= most + 1e-9, "{row:?}");
    }
}

#[test]
fn change_between_rounds_adds_up_unit_by_unit() {
    let place = Place::with("");
    assert_eq!(place.score("data.csv", "first", &[]).code, 0);
    // C01 delivers 100 on time, C02 gives its hours, C04 no longer its debt; C12 leaves, C13 comes.
    let second = place
        .read("data.csv")
        .replace(
            "C01,north,10000,50,50,some,80,60,3,90,yes",
            "C01,north,10000,50,50,some,80,60,3,100,yes",
        )
        .replace(
            "C02,north,100000,35,30,every_year,,35",
            "C02,north,100000,35,30,every_year,150,35",
        )
        .replace("C04,north,40000,30,45", "C04,north,40000,,45")
        .replace("C12,", "C13,");
    place.write("second.csv", &second);
    let more = ["--before", "@data.csv", "--frame", "@first"];
    let ran = place.score("second.csv", "out", &more);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("In which rounds") && ran.out.contains("entered"), "{}", ran.out);
    assert!(!ran.out.contains("K2"), "the axes alone are printed");
    let change = place.table("out", "change");
    let parts =
        |row: &BTreeMap<String, String>| ["data", "coverage", "frame"].map(|c| number(row, c));
    for row in change.iter().filter(|row| !row["data"].is_empty()) {
        let whole = number(row, "after") - number(row, "before");
        assert!((parts(row).iter().sum::<f64>() - whole).abs() < 1e-9, "{row:?}");
        close(number(row, "change"), whole);
        close(number(row, "frame"), 0.0);
    }
    let of = |unit: &str, node: &str| find(&change, &[("unit", unit), ("node", node)]);
    // On time from 80 to 100 points is a third of 20 in reach: data and nothing else.
    let [data, coverage, _] = parts(of("C01", "reach"));
    close(data, 20.0 / 3.0);
    close(coverage, 0.0);
    // Hours were imputed as 60, 35.71 points, and are 150, 100 points: half of it, coverage.
    let [data, coverage, _] = parts(of("C02", "learning"));
    close(data, 0.0);
    close(coverage, (100.0 - 5_000.0 / 140.0) / 2.0);
    assert!(number(of("C04", "money"), "coverage") != 0.0);
    // A debt that is no longer told: no points after, and nothing is split.
    let debt = of("C04", "K2");
    assert_eq!((&*debt["after"], &*debt["data"], &*debt["not_split"]), ("", "", "no_score_after"));
    let (left, entered) = (of("C12", "strength"), of("C13", "strength"));
    assert_eq!((&*left["status"], &*left["after"], &*left["data"]), ("left", "", ""));
    assert_eq!((&*entered["status"], &*entered["before"]), ("entered", ""));
    assert_eq!(left["before"], entered["after"], "the same answers in the same frame");
    // Without a frame each round has its own. The hours of the first are placed from 10 to 150 by
    // a fence; with 150 in place of a gap, the median and the fence of the second are others.
    assert_eq!(place.score("second.csv", "loose", &["--before", "@data.csv"]).code, 0);
    let change = place.table("loose", "change");
    let c01 = find(&change, &[("unit", "C01"), ("node", "K5")]);
    close(number(c01, "data") + number(c01, "coverage"), 0.0);
    close(number(c01, "frame"), number(c01, "change"));
    assert!(number(c01, "frame") < 0.0, "{c01:?}");
}

#[test]
fn another_instrument_is_frame_change_and_the_frame_holds_for_its_own_round() {
    let place = Place::with("");
    assert_eq!(place.score("data.csv", "first", &[]).code, 0);
    let text = place.read("instrument.toml");
    place.write("old.toml", &text);
    // Services: 8 are good practice now, and 3 of them 37.5 points instead of 50.
    place.write("instrument.toml", &text.replace("worst = 0, best = 6", "worst = 0, best = 8"));
    let more = ["--before", "@data.csv", "--before-instrument", "@old.toml", "--frame", "@first"];
    let ran = place.score("data.csv", "out", &more);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let change = place.table("out", "change");
    let row = find(&change, &[("unit", "C01"), ("node", "reach")]);
    close(number(row, "frame"), -12.5 / 3.0);
    close(number(row, "data") + number(row, "coverage"), 0.0);
    // Units without codes cannot be told from one round to the next.
    place.write("instrument.toml", &text.replace("workshop = \"coop\"", ""));
    let ran = place.score("data.csv", "new", &["--before", "@data.csv"]);
    assert!(ran.code == 1 && ran.err.contains("roles.workshop"), "{}", ran.err);
}

#[test]
fn every_two_children_are_correlated_in_three_ways_and_few_are_refused() {
    let place = Place::with("");
    assert_eq!(place.score("data.csv", "out", &[]).code, 0);
    let pairs = place.table("out", "item_correlations");
    // Four parents of two or more: 3 + 1 + 1 + 1 + 3 pairs.
    assert_eq!(pairs.len(), 9, "{pairs:?}");
    // Sales and debt of the eleven with both, from the least sale up, as places of their debt from
    // the worst: 1 2 6 5 4 3 10 8 9 11 7. Squared differences of places add up to 46, and 12 of
    // the 55 pairs stand the other way.
    let row = find(&pairs, &[("left", "K1"), ("right", "K2")]);
    assert_eq!(row["n"], "11");
    close(number(row, "spearman"), 1.0 - 6.0 * 46.0 / 1_320.0);
    close(number(row, "kendall"), (43.0 - 12.0) / 55.0);
    assert!(number(row, "pearson_low") < number(row, "pearson"), "{row:?}");
    let few: Vec<String> = place.read("data.csv").lines().take(6).map(str::to_owned).collect();
    place.write("few.csv", &few.join("\n"));
    assert_eq!(place.score("few.csv", "few", &[]).code, 0);
    let pairs = place.table("few", "item_correlations");
    assert!(pairs.iter().all(|row| row["pearson"].is_empty() && row["refused"] == "too_few_rows"));
}
