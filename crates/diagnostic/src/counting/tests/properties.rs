//! What holds for every table of deprivations.

use super::{FLAG, close, fraction, value};
use crate::counting::{
    CountingPlan, CutOff, Depth, GapRule, Subgroup, Weights, count_deprivations, decompose,
};
use crate::profile::{Design, Part};
use nanduti_model::{Answered, Missing};
use proptest::prelude::*;

/// Cells (two of three indicators may have gaps), weight and group of a unit.
type Row = (Vec<Option<bool>>, u32, Option<u32>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let cell = prop_oneof![4 => any::<bool>().prop_map(Some), 1 => Just(None)];
    let cells = prop::collection::vec(cell, 4);
    let row = (cells, 1_u32..6, prop::option::of(0_u32..3));
    prop::collection::vec(row, 1..25)
}

fn view(rows: &[Row], k: &str, missing: GapRule) -> Vec<Subgroup> {
    let cell = |flag: Option<bool>| match flag {
        Some(flag) => Ok(f64::from(u8::from(flag))),
        None => Err(Missing::Blank),
    };
    let columns: Vec<Vec<Answered<f64>>> =
        (0..4).map(|column| rows.iter().map(|row| cell(row.0[column])).collect()).collect();
    let weights = Weights::from_fractions(&["1/2", "1/6", "1/6", "1/6"].map(fraction)).unwrap();
    let flag = CutOff { depth: Depth::Whole, ..FLAG };
    let plan = CountingPlan::new(vec![flag; 4], weights, fraction(k));
    let counts = count_deprivations(&columns, &CountingPlan { missing, ..plan }).unwrap();
    let weights = Some(rows.iter().map(|row| f64::from(row.1)).collect());
    let sampling = Design { weights, ..Design::default() }.prepare(rows.len()).unwrap();
    let groups: Vec<Option<u32>> = rows.iter().map(|row| row.2).collect();
    decompose(&counts, Some(&groups), &sampling, 1).unwrap()
}

fn rule() -> impl Strategy<Value = GapRule> {
    prop::sample::select(vec![GapRule::DropRow, GapRule::NotDeprived, GapRule::LeaveOut])
}

proptest! {
    #[test]
    fn identities_of_the_measures(rows in rows(), rule in rule(), k in "(1/6|1/3|1/2|2/3|1)") {
        for subgroup in view(&rows, &k, rule) {
            let Some(found) = subgroup.measures.shown() else { continue };
            let (h, m0) = (value(found.headcount), value(found.adjusted_headcount));
            close(h * found.intensity.map_or(0.0, |a| a.value), m0);
            // Whole depth: M1 and M2 are M0.
            close(value(found.adjusted_gap), m0);
            close(value(found.adjusted_squared_gap), m0);
            let shares: Option<f64> = found.indicators.iter().map(|one| one.contribution).sum();
            prop_assert_eq!(shares.is_some(), m0 > 0.0);
            close(shares.unwrap_or(1.0), 1.0);
            for one in &found.indicators {
                let all = one.uncensored_headcount.map_or(0.0, |heads| heads.value);
                let poor = one.censored_headcount.map_or(0.0, |heads| heads.value);
                prop_assert!(poor <= all && poor <= 1.0);
            }
            if rule != GapRule::LeaveOut {
                let weight = [0.5, 1.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0];
                let heads = found.indicators.iter().map(|one| value(one.censored_headcount));
                close(heads.zip(weight).map(|(heads, weight)| heads * weight).sum(), m0);
            }
        }
    }

    #[test]
    fn groups_add_up_to_the_whole(rows in rows(), rule in rule()) {
        let parts = view(&rows, "1/3", rule);
        let Some(whole) = parts[0].measures.shown() else { return Ok(()) };
        let (mut share, mut level, mut contribution) = (0.0, 0.0, 0.0);
        for part in parts.iter().filter(|entry| entry.part != Part::All) {
            let Some(found) = part.measures.shown() else { continue };
            share += part.population_share.unwrap();
            level += part.population_share.unwrap() * value(found.adjusted_headcount);
            contribution += part.contribution.unwrap_or_default();
        }
        close(share, 1.0);
        close(level, value(whole.adjusted_headcount));
        close(contribution, f64::from(u8::from(value(whole.adjusted_headcount) > 0.0)));
        prop_assert_eq!(parts[0].rows + parts[0].dropped, rows.len());
    }

    #[test]
    fn order_of_rows_changes_nothing(rows in rows(), shift in 0_usize..25) {
        let mut other = rows.clone();
        other.rotate_left(shift % rows.len());
        other.reverse();
        let (before, after) = (view(&rows, "1/2", GapRule::DropRow), view(&other, "1/2", GapRule::DropRow));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!((before.part, before.rows), (after.part, after.rows));
            let (Some(b), Some(a)) = (before.measures.shown(), after.measures.shown()) else { continue };
            close(value(a.headcount), value(b.headcount));
            close(value(a.adjusted_headcount), value(b.adjusted_headcount));
            match (a.headcount.unwrap().standard_error, b.headcount.unwrap().standard_error) {
                (Ok(a), Ok(b)) => close(a, b),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn one_more_deprivation_never_lowers_m0(rows in rows(), unit in 0_usize..25, column in 0_usize..4) {
        let mut worse = rows.clone();
        let unit = unit % rows.len();
        worse[unit].0[column] = worse[unit].0[column].map(|_| true);
        let level = |rows: &[Row]| {
            let parts = view(rows, "1/3", GapRule::NotDeprived);
            value(parts[0].measures.shown().unwrap().adjusted_headcount)
        };
        prop_assert!(level(&worse) >= level(&rows) - 1e-12);
    }
}
