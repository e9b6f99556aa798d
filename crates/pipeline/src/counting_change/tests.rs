//! Change between rounds against hand arithmetic.

use super::{CountingChange, NotCompared, ScoredRound, WhatChanged, counting_change};
use crate::counting_view::Part;
use crate::scored_file::{NamedBytes, ScoredFile};
use nanduti_diagnostic::counting::{Change, Measure};
use nanduti_diagnostic::profile::Estimate;

const INSTRUMENT: &str = r#"
[instrument]
id = "small"
version = "1"
title = "Small"
[structure]
source = "one"
[roles]
workshop = "unit"
[[question]]
id = "unit"
kind = "text"
[[question]]
id = "a"
kind = "number"
min = 0
max = 1
[[question]]
id = "b"
kind = "number"
min = 0
max = 1
[[question]]
id = "region"
kind = "choice"
[[axis]]
id = "well"
label = "Well"
[[indicator]]
id = "A"
parent = "well"
label = "A"
reads = "a"
goalposts = { worst = 1, best = 0 }
source = "one"
[counting]
poverty_cut_off = "1/2"
groups = ["region"]
source = "half"
[[counting.deprivation]]
indicator = "A"
at = 0
deprived = "above"
weight = "1/2"
source = "one"
[[counting.deprivation]]
indicator = "b"
at = 0
deprived = "above"
weight = "1/2"
source = "one"
"#;

/// Units as code, a, b and region.
type Units<'a> = &'a [(&'a str, u8, u8, &'a str)];

fn scored(units: Units, instrument: &str) -> ScoredFile {
    let line = |(unit, a, b, region): &(&str, u8, u8, &str)| format!("{unit},{a},{b},{region}\n");
    let data = format!("unit,a,b,region\n{}", units.iter().map(line).collect::<String>());
    let named = |name, bytes| NamedBytes { name, bytes };
    let (scored, faults) = ScoredFile::load(
        named("data.csv", data.as_bytes()),
        named("small.toml", instrument.as_bytes()),
        0,
    );
    scored.unwrap_or_else(|| panic!("{faults:?}"))
}

fn with(rounds: [(Units, &str); 2], check: impl FnOnce(Result<CountingChange, NotCompared>)) {
    let files = rounds.map(|(units, instrument)| scored(units, instrument));
    let done = [files[0].diagnose(None), files[1].diagnose(None)];
    let round = |at: usize| ScoredRound { table: &files[at].table, done: &done[at] };
    check(counting_change(round(0), round(1)).unwrap());
}

fn change(first: Units, second: Units, check: impl FnOnce(CountingChange)) {
    with([(first, INSTRUMENT), (second, INSTRUMENT)], |found| check(found.unwrap()));
}

fn all(change: &CountingChange, measure: Measure) -> Change {
    let found = change.grouped[0].parts[0].changes.iter().find(|found| found.0 == measure);
    found.unwrap().1
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} and not {expected}");
}

#[track_caller]
fn check(found: Estimate, value: f64, variance: f64) {
    close(found.value, value);
    close(found.standard_error.unwrap().powi(2), variance);
}

/// H 3/6 with s²/n = 0.3/6 = 0.05, then 1/5 with 0.2/5 = 0.04, of other units.
#[test]
fn other_units_are_independent_samples() {
    let first = ["1", "2", "3", "4", "5", "6"].map(|unit| (unit, u8::from(unit < "4"), 1, "x"));
    let first = first.map(|(unit, a, _, region)| (unit, a, 0, region));
    let second = ["10", "11", "12", "13", "14"].map(|unit| (unit, u8::from(unit == "10"), 0, "x"));
    change(&first, &second, |found| {
        assert!(!found.matched);
        let headcount = all(&found, Measure::Headcount);
        check(headcount.first, 0.5, 0.05);
        check(headcount.second, 0.2, 0.04);
        check(headcount.absolute, -0.3, 0.09);
        // (0.4/0.5)²·0.05 + 0.04/0.5².
        check(headcount.relative.unwrap(), -0.6, 0.032 + 0.16);
    });
}

/// Differences of the units −1, 0, 0, 0, 0: s² = 0.2, over 5; apart it would be 0.06 + 0.04.
#[test]
fn units_of_one_code_are_compared_with_themselves() {
    let first = [("u1", 1), ("u2", 1), ("u3", 0), ("u4", 0), ("u5", 0)];
    let second = [("u5", 0), ("u2", 1), ("u1", 0), ("u4", 0), ("u3", 0)];
    let units = |round: [(&'static str, u8); 5]| round.map(|(unit, a)| (unit, a, 0, "x"));
    change(&units(first), &units(second), |found| {
        assert!(found.matched);
        let headcount = all(&found, Measure::Headcount);
        check(headcount.absolute, -0.2, 0.04);
        assert_eq!(headcount.absolute.degrees_of_freedom, 4);
        check(headcount.first, 0.4, 0.06);
    });
}

/// Five of x with 2 poor and five of y with 1; then five of x with 1 and ten of y with 5. All lack
/// A alone, so M0 = H/2: 0.15, then 0.2. Shares of the population 1/2 to 1/3 and 1/2 to 2/3.
#[test]
fn groups_and_indicators_bring_all_of_the_change() {
    let names: Vec<String> = (0..15).map(|at| format!("u{at}")).collect();
    let round = |n: [usize; 2], poor: [usize; 2]| -> Vec<(&str, u8, u8, &str)> {
        let unit = |at: usize| {
            let (group, place) = if at < n[0] { (0, at) } else { (1, at - n[0]) };
            (names[at].as_str(), u8::from(place < poor[group]), 0, ["x", "y"][group])
        };
        (0..n[0] + n[1]).map(unit).collect()
    };
    change(&round([5, 5], [2, 1]), &round([5, 10], [1, 5]), |found| {
        let m0 = all(&found, Measure::AdjustedHeadcount);
        close(m0.absolute.value, 0.05);
        let (x, y) = (Part::Group(0), Part::Group(1));
        let expected = [
            (WhatChanged::Inside(x), 5.0 / 12.0 * -0.1),
            (WhatChanged::ShareOf(x), 0.15 * (-1.0 / 6.0)),
            (WhatChanged::Inside(y), 7.0 / 12.0 * 0.15),
            (WhatChanged::ShareOf(y), 0.175 / 6.0),
        ];
        let brought = &found.grouped[0].of_groups;
        assert_eq!(brought.len(), 4);
        for (found, (what, change)) in brought.iter().zip(expected) {
            assert_eq!(found.what, what);
            close(found.change, change);
        }
        close(brought.iter().map(|part| part.change).sum(), 0.05);
        close(brought.iter().filter_map(|part| part.share).sum(), 1.0);
        // A brings all of it, b nothing.
        let indicators = &found.grouped[0].parts[0].of_indicators;
        close(indicators[0].change, 0.05);
        close(indicators[1].change, 0.0);
    });
}

#[test]
fn small_groups_are_hidden_in_both_rounds() {
    let first = ["1", "2", "3", "4", "5", "6"].map(|unit| (unit, u8::from(unit < "3"), 0, "x"));
    let mut second = first;
    second[5].3 = "y";
    change(&first, &second, |found| {
        let parts = &found.grouped[0].parts;
        assert_eq!(parts.len(), 3);
        assert!(!parts[0].changes.is_empty());
        assert!(parts[1..].iter().all(|part| part.changes.is_empty()));
        assert!(found.grouped[0].of_groups.is_empty());
    });
}

#[test]
fn other_cut_offs_are_not_compared() {
    let units = ["1", "2", "3", "4", "5"].map(|unit| (unit, 1, 0, "x"));
    let other = INSTRUMENT.replace("poverty_cut_off = \"1/2\"", "poverty_cut_off = \"1\"");
    with([(&units, &other), (&units, INSTRUMENT)], |found| {
        assert_eq!(found.err(), Some(NotCompared::PlansDiffer));
    });
    let none = &INSTRUMENT[..INSTRUMENT.find("[counting]").unwrap()];
    with([(&units, none), (&units, INSTRUMENT)], |found| {
        assert_eq!(found.err(), Some(NotCompared::NotCountedBefore));
    });
}
