//! Designs of small tables against hand arithmetic, and what is wrong with a design.

use crate::counting_view::counting_view;
use crate::instrument_quality::of_file;
use crate::load::instrument::load_instrument;
use crate::scored_file::{NamedBytes, ScoredFile};
use crate::survey_design::surveyed;
use nanduti_diagnostic::profile::{Estimate, NoStandardError};
use nanduti_model::{Fault, FaultCode};

/// One thing that may be lacking, and whatever a design reads.
const HEAD: &str = r#"
[instrument]
id = "small"
version = "1"
title = "Small"
profile_by = ["region"]
[structure]
source = "one"
[[question]]
id = "lack"
kind = "number"
min = 0
max = 1
[[question]]
id = "region"
kind = "choice"
[[question]]
id = "village"
kind = "choice"
[[question]]
id = "weight"
kind = "number"
min = -100
max = 1000
[[question]]
id = "households"
kind = "number"
min = 0
max = 1000
[[axis]]
id = "well"
label = "Well"
[[indicator]]
id = "W1"
parent = "well"
label = "Nothing lacking"
reads = "lack"
goalposts = { worst = 1, best = 0 }
source = "one"
[counting]
poverty_cut_off = "1"
source = "one"
[[counting.deprivation]]
indicator = "lack"
at = 0
deprived = "above"
weight = "1"
source = "one"
[survey_design]
"#;

/// The table of rows `lack,region,village,weight,households`.
fn load(rows: &[&str], design: &str) -> (Option<ScoredFile>, Vec<Fault>) {
    let data = format!("lack,region,village,weight,households\n{}\n", rows.join("\n"));
    let instrument = format!("{HEAD}{design}\n");
    let named = |name, bytes| NamedBytes { name, bytes };
    ScoredFile::load(
        named("data.csv", data.as_bytes()),
        named("small.toml", instrument.as_bytes()),
        0,
    )
}

/// H over all by the design.
fn headcount(rows: &[&str], design: &str) -> Estimate {
    let (scored, faults) = load(rows, design);
    let scored = scored.unwrap_or_else(|| panic!("{faults:?}"));
    let done = scored.diagnose(None);
    let survey = surveyed(&scored.instrument, &scored.table).unwrap().unwrap();
    let view = counting_view(&done.scoring, &done.diagnosis, None, Some(&survey)).unwrap();
    view.grouped[0].parts[0].measures.shown().unwrap().headcount.unwrap()
}

fn codes(faults: &[Fault]) -> Vec<(FaultCode, &str)> {
    let reason = |fault: &'_ Fault| fault.code;
    faults
        .iter()
        .map(|fault| (reason(fault), fault.details.get("reason").map_or("", String::as_str)))
        .collect()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} and not {expected}");
}

/// North: 4 of 8 households, 2 lack. South: 3 of 30, 1 lacks.
const STRATIFIED: [&str; 7] = [
    "1,north,a,2,8",
    "1,north,a,2,8",
    "0,north,b,2,8",
    "0,north,b,2,8",
    "1,south,c,10,30",
    "0,south,c,10,30",
    "0,south,d,10,30",
];

/// `Σ W²·(1 − f)·s²/n` of the strata (Cochran 1977, theorem 5.3): north (8/38)²·½·(1/3)/4, south
/// (30/38)²·0.9·(1/3)/3; together (8/3 + 90)/38².
#[test]
fn strata_weigh_by_their_population_and_have_its_correction() {
    for design in [
        "strata = \"region\"\npopulation = \"households\"",
        "strata = \"region\"\npopulation = \"households\"\nweight = \"weight\"",
        "strata = \"region\"\npopulation = { north = 8, south = 30 }\nsource = \"register\"",
    ] {
        let found = headcount(&STRATIFIED, design);
        close(found.value, 14.0 / 38.0);
        close(found.standard_error.unwrap().powi(2), (8.0 / 3.0 + 90.0) / (38.0 * 38.0));
        assert_eq!(found.degrees_of_freedom, 5);
    }
    // Without the sizes the correction is off: (16/3 + 100)/38².
    let found = headcount(&STRATIFIED, "strata = \"region\"\nweight = \"weight\"");
    close(found.standard_error.unwrap().powi(2), (16.0 / 3.0 + 100.0) / (38.0 * 38.0));
}

/// Villages of weight 2, 4, 4 and lacks 1, 4, 0: H = 5/10, z = (1 − 1, 4 − 2, 0 − 2)/10, and
/// 3/2·(0.2² + 0.2²) = 0.12 (Wolter 2007, chapter 6).
#[test]
fn clusters_carry_the_spread() {
    let rows = ["1,n,a,1,", "0,n,a,1,", "1,n,b,2,", "1,n,b,2,", "0,n,c,3,", "0,n,c,1,"];
    let found = headcount(&rows, "weight = \"weight\"\ncluster = \"village\"");
    close(found.value, 0.5);
    close(found.standard_error.unwrap().powi(2), 0.12);
    assert_eq!(found.degrees_of_freedom, 2);
}

/// Points are 100 where nothing lacks: 24/38 of the population, quartiles by weight.
#[test]
fn profiles_are_weighted() {
    let design = "strata = \"region\"\npopulation = \"households\"";
    let (scored, _) = load(&STRATIFIED, design);
    let scored = scored.unwrap();
    let done = scored.diagnose(None);
    let quality = of_file(&scored.instrument, &done.diagnosis, &scored.table, 0);
    assert!(quality.by_design);
    let all = quality.profiles[0].parts[0].summary.shown().unwrap();
    close(all.population, 38.0);
    close(all.mean.value, 2400.0 / 38.0);
    let variance = 1e4 * (8.0 / 3.0 + 90.0) / (38.0 * 38.0);
    assert!((all.mean.standard_error.unwrap().powi(2) - variance).abs() < 1e-9);
    // 14 of 38 weigh at 0: the lower quartile (9.5) is 0, the median (19) is 100.
    assert_eq!(all.quartiles, [0.0, 100.0, 100.0]);
}

#[test]
fn units_without_a_weight_or_stratum_are_counted_and_left_out() {
    let mut rows = STRATIFIED.to_vec();
    rows.extend(["1,north,a,,8", "1,north,a,0,8", "1,north,a,-3,8", "1,,a,2,8"]);
    let design = "strata = \"region\"\nweight = \"weight\"\npopulation = \"households\"";
    let (_, faults) = load(&rows, design);
    let expected: Vec<(FaultCode, &str)> = ["no_weight", "weight_not_positive", "no_stratum"]
        .map(|reason| (FaultCode::UnitsOutOfDesign, reason))
        .to_vec();
    assert_eq!(codes(&faults), expected);
    assert_eq!(faults[1].details["n"], "2");
    // They change no estimate, and are no sampled unit of the correction either.
    let found = headcount(&rows, design);
    close(found.value, 14.0 / 38.0);
    close(found.standard_error.unwrap().powi(2), (8.0 / 3.0 + 90.0) / (38.0 * 38.0));
}

#[test]
fn a_stratum_of_one_unit_gives_no_error_and_says_so() {
    let rows = ["1,n,a,1,", "0,n,b,1,", "1,n,c,2,", "0,n,d,2,", "1,s,e,3,"];
    let design = "weight = \"weight\"\nstrata = \"region\"";
    let (_, faults) = load(&rows, design);
    assert_eq!(codes(&faults), [(FaultCode::SingleUnitStrata, "")]);
    let refused = Err(NoStandardError::SinglePsuStrata { strata: 1 });
    assert_eq!(headcount(&rows, design).standard_error, refused);
    let chosen = format!("{design}\nsingle_unit = \"certainty\"\nsource = \"all of it\"");
    assert!(load(&rows, &chosen).1.is_empty());
    assert!(headcount(&rows, &chosen).standard_error.is_ok());
}

#[test]
fn what_does_not_fit_the_data_stops_the_run() {
    let wrong = |rows: &[&str], design: &str| {
        let (scored, faults) = load(rows, design);
        assert!(scored.is_none(), "{design}");
        assert!(faults.iter().all(|fault| fault.code == FaultCode::DesignUnsound), "{faults:?}");
        faults[0].details.clone()
    };
    let stated = |sizes: &str| format!("strata = \"region\"\npopulation = {sizes}\nsource = \"x\"");
    let small = wrong(&STRATIFIED, &stated("{ north = 3, south = 30 }"));
    assert_eq!((&small["reason"][..], &small["n"][..]), ("population_too_small", "4"));
    assert_eq!(small["limit"], "3");
    let missing = wrong(&STRATIFIED, &stated("{ north = 8 }"));
    assert_eq!(missing["reason"], "population_missing");
    let mut rows = STRATIFIED;
    rows[1] = "1,north,a,2,9";
    let by_question = "strata = \"region\"\npopulation = \"households\"";
    assert_eq!(wrong(&rows, by_question)["reason"], "population_differs");
    rows[1] = "1,north,a,2,0";
    assert_eq!(wrong(&rows, by_question)["reason"], "population_not_whole");
    let unweighted = ["1,n,a,,", "0,n,a,0,"];
    assert_eq!(wrong(&unweighted, "weight = \"weight\"")["reason"], "no_units");
}

#[test]
fn what_is_wrong_in_the_section_is_named() {
    let faults = |design: &str| load_instrument(&format!("{HEAD}{design}\n"), "small.toml").1;
    for (design, code) in [
        ("weight = \"wieght\"", FaultCode::UnknownReference),
        ("weight = \"region\"", FaultCode::BadValue),
        ("", FaultCode::BadValue),
        ("population = 100", FaultCode::NoSource),
        ("population = 0\nsource = \"x\"", FaultCode::BadValue),
        ("population = { n = 10 }\nsource = \"x\"", FaultCode::BadValue),
        ("strata = \"region\"\npopulation = 10\nsource = \"x\"", FaultCode::BadValue),
        ("strata = \"region\"\nfpc = 10", FaultCode::UnknownKey),
    ] {
        let found: Vec<FaultCode> = faults(design).iter().map(|fault| fault.code).collect();
        assert_eq!(found, [code], "{design}");
    }
    // A stratum that is stated and was not sampled is told.
    let design =
        "strata = \"region\"\npopulation = { north = 8, south = 30, west = 5 }\nsource = \"x\"";
    let (_, told) = load(&STRATIFIED, design);
    assert_eq!(codes(&told), [(FaultCode::UnitsOutOfDesign, "stratum_not_sampled")]);
    assert_eq!(told[0].details["n"], "5");
}
