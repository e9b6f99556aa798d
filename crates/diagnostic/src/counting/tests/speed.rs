//! How long the changes of a large survey take; run by `NANDUTI_SPEED=1`, in release.

use super::{FLAG, fraction};
use crate::counting::{
    CountingPlan, Counts, Round, RoundLink, Weights, compare_rounds, count_deprivations,
};
use crate::profile::{Design, Sampling};
use nanduti_model::Answered;
use nanduti_stats::Key;
use std::time::Instant;

/// Rows of a round: 15,000 in both.
const ROWS: usize = 7_500;
/// Subgroups besides the whole.
const GROUPS: usize = 22;
const INDICATORS: u64 = 10;

/// Answers, design and groups.
type Wave = (Vec<Vec<Answered<f64>>>, Sampling, Vec<Option<u32>>);

/// A round: 400 PSUs in 20 strata.
fn round(seed: u64) -> Wave {
    let draw =
        |column: u64, row: usize| Key::new(seed, "speed").at(column).at(row as u64).uniform();
    let flag = |column, row| Ok(f64::from(u8::from(draw(column, row) < 0.35)));
    let columns =
        (0..INDICATORS).map(|column| (0..ROWS).map(|row| flag(column, row)).collect()).collect();
    let psu = |row: usize| (draw(90, row) * 400.0) as u32;
    let design = Design {
        weights: Some((0..ROWS).map(|row| 0.5 + draw(91, row)).collect()),
        strata: Some((0..ROWS).map(|row| psu(row) / 20).collect()),
        clusters: Some((0..ROWS).map(psu).collect()),
        ..Design::default()
    };
    let groups = (0..ROWS).map(|row| Some((draw(92, row) * GROUPS as f64) as u32)).collect();
    (columns, design.prepare(ROWS).unwrap(), groups)
}

#[test]
fn changes_of_fifteen_thousand_rows_and_twenty_two_groups() {
    if std::env::var_os("NANDUTI_SPEED").is_none() {
        return;
    }
    let rounds = [round(1), round(2)];
    let weights = Weights::nested(&[1, 1, 2, 2, 3, 3, 3, 3, 3, 3]).unwrap();
    let plan = CountingPlan::new(vec![FLAG; INDICATORS as usize], weights, fraction("1/3"));
    for link in [RoundLink::Independent, RoundLink::PairedByPsu] {
        let start = Instant::now();
        let counts: [Counts; 2] =
            [0, 1].map(|index: usize| count_deprivations(&rounds[index].0, &plan).unwrap());
        let of = |index: usize| Round {
            counts: &counts[index],
            sampling: &rounds[index].1,
            groups: Some(&rounds[index].2),
        };
        let parts = compare_rounds([of(0), of(1)], 5.0, link, 5).unwrap();
        let taken = start.elapsed().as_secs_f64();
        let shown = parts.iter().filter(|part| part.changes.shown().is_some()).count();
        println!("{link:?}: {shown} parts in {taken:.4} s");
        assert_eq!(shown, GROUPS + 1);
        assert!(taken < 0.5, "{taken} s");
    }
}
