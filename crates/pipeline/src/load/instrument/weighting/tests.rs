//! Published and hand-made weights come out of the file that states them, and every fault is named.

use crate::load::instrument::{LoadedInstrument, load_instrument_beside};
use nanduti_model::{Fault, FaultCode, Instrument, Place, WeightingMethod};
use std::fmt::Write as _;

/// An axis `a` of indicators `k1` … `kn` without weights of their own, and what follows.
fn text(n: usize, weighting: &str) -> String {
    let mut text = "[instrument]\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\n\
                    sample_relative = true\n[structure]\nsource = \"test\"\n\
                    [[axis]]\nid = \"a\"\nlabel = \"A\"\n"
        .to_owned();
    for k in 1..=n {
        writeln!(
            text,
            "[[question]]\nid = \"q{k}\"\nkind = \"percent\"\n[[indicator]]\nid = \"k{k}\"\n\
             parent = \"a\"\nlabel = \"K\"\nreads = \"q{k}\"\n\
             goalposts = {{ worst = 0, best = 100 }}\nsource = \"test\""
        )
        .unwrap();
    }
    text + weighting
}

/// The instrument with one file beside it, `panel.csv`.
fn load(n: usize, weighting: &str, panel: &str) -> LoadedInstrument {
    load_instrument_beside(&text(n, weighting), "instrument.toml", |name| {
        let missing = Fault::new(FaultCode::FileMissing, Place::file(name));
        if name == "panel.csv" { Ok(panel.as_bytes().to_vec()) } else { Err(missing) }
    })
}

fn sound(n: usize, weighting: &str, panel: &str) -> Instrument {
    let loaded = load(n, weighting, panel);
    assert_eq!(loaded.faults, []);
    loaded.instrument.unwrap()
}

#[track_caller]
fn fault(n: usize, weighting: &str, panel: &str) -> Fault {
    let mut faults = load(n, weighting, panel).faults;
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

fn weights(instrument: &Instrument) -> Vec<f64> {
    instrument.children(0).into_iter().map(|child| instrument.nodes[child].weight).collect()
}

#[track_caller]
fn near(found: &[f64], expected: &[f64], slack: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= slack, "{found} for {expected}");
    }
}

/// `[[weighting]]` of `a` by a method, with more lines.
fn by(method: &str, more: &str) -> String {
    format!("[[weighting]]\nnode = \"a\"\nmethod = \"{method}\"\nsource = \"test\"\n{more}\n")
}

/// The upper half of a comparison matrix, row by row, as judgements.
fn judged(rows: &[&[f64]]) -> String {
    let mut list = Vec::new();
    for (row, entries) in rows.iter().enumerate() {
        for (at, times) in entries.iter().enumerate() {
            let (more, less) = (row + 1, row + at + 2);
            // A fraction is stated the other way round, as people do.
            list.push(if *times < 1.0 {
                format!("[\"k{less}\", \"k{more}\", {}]", 1.0 / times)
            } else {
                format!("[\"k{more}\", \"k{less}\", {times}]")
            });
        }
    }
    format!("judgements = [{}]", list.join(", "))
}

/// The wealth of seven nations (Saaty, 1980, section 2-6): published weights .427 .230 .021 .052
/// .052 .123 .094, λ = 7.61, index .10, ratio .08.
#[test]
fn seven_nations_have_their_published_weights_and_consistency() {
    let rows: [&[f64]; 6] = [
        &[4.0, 9.0, 6.0, 6.0, 5.0, 5.0],
        &[7.0, 5.0, 5.0, 3.0, 4.0],
        &[1.0 / 5.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 5.0],
        &[1.0, 1.0 / 3.0, 1.0 / 3.0],
        &[1.0 / 3.0, 1.0 / 3.0],
        &[2.0],
    ];
    let instrument = sound(7, &by("analytic_hierarchy", &judged(&rows)), "");
    near(&weights(&instrument), &[0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], 5e-4);
    let ratio = instrument.weightings[0].consistency_ratio.unwrap();
    assert!((ratio - 0.08).abs() < 5e-3, "{ratio}");
}

/// Choosing a house (Saaty, 1990, European Journal of Operational Research 48): .173 .054 .188
/// .018 .031 .036 .167 .333, λ = 9.669, index .238, ratio .17: its author calls for a revision.
#[test]
fn judgements_that_contradict_each_other_are_a_warning_with_their_ratio() {
    let rows: [&[f64]; 7] = [
        &[5.0, 3.0, 7.0, 6.0, 6.0, 1.0 / 3.0, 1.0 / 4.0],
        &[1.0 / 3.0, 5.0, 3.0, 3.0, 1.0 / 5.0, 1.0 / 7.0],
        &[6.0, 3.0, 4.0, 6.0, 1.0 / 5.0],
        &[1.0 / 3.0, 1.0 / 4.0, 1.0 / 7.0, 1.0 / 8.0],
        &[1.0 / 2.0, 1.0 / 5.0, 1.0 / 6.0],
        &[1.0 / 5.0, 1.0 / 6.0],
        &[1.0 / 2.0],
    ];
    let loaded = load(8, &by("analytic_hierarchy", &judged(&rows)), "");
    let instrument = loaded.instrument.unwrap();
    let published = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333];
    near(&weights(&instrument), &published, 5e-4);
    assert_eq!(loaded.faults.len(), 1);
    let fault = &loaded.faults[0];
    assert_eq!(fault.code, FaultCode::InconsistentJudgements);
    assert_eq!((&*fault.details["node"], &*fault.details["ratio"]), ("a", "0.17"));
    assert!(fault.place.row.is_some_and(|row| row > 80));
}

#[test]
fn points_of_a_panel_are_the_mean_of_its_shares() {
    // 50 30 20 and 30 30 40 of 100: means 0.4, 0.3, 0.3.
    let panel = "expert = [{ name = \"E1\", points = { k1 = 50, k2 = 30, k3 = 20 } }, \
                 { name = \"E2\", points = { k3 = 40, k2 = 30, k1 = 30 } }]";
    let instrument = sound(3, &by("budget_allocation", panel), "");
    near(&weights(&instrument), &[0.4, 0.3, 0.3], 1e-12);
    let experts = &instrument.weightings[0].experts;
    assert_eq!((experts[1].name.as_str(), experts.len()), ("E2", 2));
    near(&experts[1].weights, &[0.3, 0.3, 0.4], 1e-12);
    // The same from a file, in any order of columns.
    let csv = "expert,k3,k1,k2\nE1,20,50,30\nE2,40,30,30\n";
    let from_file = sound(3, &by("budget_allocation", "file = \"panel.csv\""), csv);
    assert_eq!(weights(&from_file), weights(&instrument));
    assert_eq!(from_file.weightings[0].experts, *experts);
    // One who states it alone, and a budget of her own.
    let alone = "budget = 10\npoints = { k1 = 5, k2 = 5, k3 = 0 }";
    near(&weights(&sound(3, &by("budget_allocation", alone), "")), &[0.5, 0.5, 0.0], 1e-12);
}

#[test]
fn an_order_of_importance_becomes_weights_by_its_formula() {
    let order = "order = [\"k2\", \"k3\", \"k1\"]";
    // Centroid (Barron, 1992): (1 + 1/2 + 1/3)/3 = 11/18, (1/2 + 1/3)/3 = 5/18, 1/9 = 2/18.
    let centroid = [2.0 / 18.0, 11.0 / 18.0, 5.0 / 18.0];
    near(&weights(&sound(3, &by("rank_order", order), "")), &centroid, 1e-12);
    let formula = |word: &str| {
        let instrument = sound(3, &by("rank_order", &format!("formula = \"{word}\"\n{order}")), "");
        weights(&instrument)
    };
    near(&formula("sum"), &[1.0 / 6.0, 0.5, 1.0 / 3.0], 1e-12);
    near(&formula("reciprocal"), &[2.0 / 11.0, 6.0 / 11.0, 3.0 / 11.0], 1e-12);
    // Two side by side share places 2 and 3: (5 + 2)/36 each.
    let tied = sound(3, &by("rank_order", "order = [\"k2\", [\"k1\", \"k3\"]]"), "");
    near(&weights(&tied), &[7.0 / 36.0, 22.0 / 36.0, 7.0 / 36.0], 1e-12);
    // Two who disagree wholly: the mean of both ends, and the middle is as it was.
    let csv = "expert,k1,k2,k3\nA,1,2,3\nB,3,2,1\n";
    let both = sound(3, &by("rank_order", "file = \"panel.csv\""), csv);
    near(&weights(&both), &[13.0 / 36.0, 10.0 / 36.0, 13.0 / 36.0], 1e-12);
}

#[test]
fn comparisons_of_several_experts_are_pooled_from_a_file() {
    // √(2·8) = 4 times as important: 0.8 and 0.2; alone 2/3 and 8/9.
    let csv = "expert;more;less;times\nA;k1;k2;2\nB;k1;k2;8\n";
    let instrument = sound(2, &by("analytic_hierarchy", "file = \"panel.csv\""), csv);
    near(&weights(&instrument), &[0.8, 0.2], 1e-12);
    let own: Vec<f64> = instrument.weightings[0].experts.iter().map(|e| e.weights[0]).collect();
    near(&own, &[2.0 / 3.0, 8.0 / 9.0], 1e-12);
    assert_eq!(instrument.weightings[0].consistency_ratio, None, "two cannot contradict");
}

#[test]
fn equal_and_equal_influence_are_asked_for_by_name() {
    assert_eq!(weights(&sound(4, &by("equal", ""), "")), [0.25; 4]);
    let asked = by("equal_influence", "least = 0.1\nbounds = { k2 = [0.3, 0.6] }");
    let method = sound(3, &asked, "").weightings[0].method.clone();
    let bounds = vec![(0.1, 1.0), (0.3, 0.6), (0.1, 1.0)];
    assert_eq!(method, WeightingMethod::EqualInfluence { bounds });
    let fixed = text(3, &asked).replace("sample_relative = true", "sample_relative = false");
    let faults = load_instrument_beside(&fixed, "i", |_| Ok(Vec::new())).faults;
    assert!(faults[0].details["expected"].contains("sample_relative"), "{faults:?}");
}

#[test]
fn the_hash_covers_the_files_beside() {
    let asked = by("budget_allocation", "file = \"panel.csv\"");
    let hash = |panel: &str| load(2, &asked, panel).hash;
    assert_eq!(hash("expert,k1,k2\nA,40,60\n"), hash("expert,k1,k2\nA,40,60\n"));
    assert_ne!(hash("expert,k1,k2\nA,40,60\n"), hash("expert,k1,k2\nA,60,40\n"));
    let plain = load(2, "", "").hash;
    assert_eq!(plain, crate::load::files::hash(text(2, "").as_bytes()));
}

#[test]
fn what_is_wrong_is_named() {
    let bad = |weighting: &str, words: &str| {
        let fault = fault(3, weighting, "expert,k1,k2,k3\nA,50,30,10\n");
        let said = format!("{:?}", fault.details);
        assert!(said.contains(words), "{said} does not say {words}");
        fault.code
    };
    let budget = |more: &str| by("budget_allocation", more);
    let hierarchy = |more: &str| by("analytic_hierarchy", more);
    let code = bad(&budget("points = { k1 = 50, k2 = 30, k3 = 10 }"), "100 points in all, not 90");
    assert_eq!(code, FaultCode::BadValue);
    assert_eq!(bad(&budget("file = \"panel.csv\""), "not 90"), FaultCode::OutOfRange);
    bad(&budget("points = { k1 = 50, k2 = 50 }"), "k1, k2, k3");
    let code = bad(&budget("points = { k1 = 50, k2 = 50, k4 = 0 }"), "child");
    assert_eq!(code, FaultCode::UnknownReference);
    bad(&budget(""), "one of `points`");
    bad(&budget("file = \"panel.csv\"\npoints = { k1 = 50, k2 = 30, k3 = 20 }"), "one of");
    bad(&hierarchy("judgements = [[\"k1\", \"k2\", 3], [\"k1\", \"k3\", 3]]"), "«k2, k3» too");
    let twice = "judgements = [[\"k1\", \"k2\", 3], [\"k2\", \"k1\", 3]]";
    bad(&hierarchy(twice), "«k2, k1» again");
    bad(&by("rank_order", "order = [\"k1\", \"k2\"]"), "an order of");
    bad(&by("rank_order", "order = [\"k1\", \"k2\", \"k1\"]"), "each child once");
    bad(&by("equal_influence", "most = 0.2"), "add up to 1");
    bad(&by("equal_influence", "points = { k1 = 1 }"), "weighting.points");
    assert_eq!(bad(&(by("equal", "") + &by("equal", "")), "weighting"), FaultCode::DuplicateId);
    let elsewhere = by("equal", "").replace("\"a\"", "\"k1\"");
    assert_eq!(bad(&elsewhere, "axis or dimension"), FaultCode::UnknownReference);
    let missing = fault(3, &budget("file = \"nothing.csv\""), "");
    assert_eq!(missing.code, FaultCode::FileMissing);
    // A weight of its own beside that of the panel would be two weights.
    let two = text(2, &by("equal", "")).replacen("parent = \"a\"", "parent = \"a\"\nweight = 2", 1);
    let faults = load_instrument_beside(&two, "i", |_| Ok(Vec::new())).faults;
    assert!(faults.len() == 1 && faults[0].details["key"].contains("weight"), "{faults:?}");
}
