//! The change that `explain` states, made in the answers and diagnosed anew.

use super::{Lever, NextLevel, workshop_levers};
use crate::case::{Case, load_case};
use crate::run::{Stage, run};
use nanduti_diagnostic::diagnose;
use nanduti_model::{AnswerTable, ColumnValues, option_number};
use std::path::Path;

/// Puts a value into the answer that an indicator reads; `false` where it reads a computed one.
fn answer(case: &Case, table: &mut AnswerTable, workshop: usize, lever: &Lever) -> bool {
    let reads = &case.instrument.indicator(lever.node).unwrap().reads;
    let Some(&at) = table.positions.get(&reads.as_str().into()) else { return false };
    match &mut table.columns[at].values {
        ColumnValues::Number(values) => values[workshop] = Ok(lever.to),
        ColumnValues::Choice { options, values } => {
            let place = options.iter().position(|name| option_number(name) == Some(lever.to));
            values[workshop] = Ok(place.expect("an option of the form") as u32);
        }
        ColumnValues::Choices { values, .. } => {
            assert_eq!(lever.to.fract(), 0.0);
            values[workshop] = Ok((0..lever.to as u32).collect());
        }
        ColumnValues::Text(_) => return false,
    }
    true
}

#[test]
fn the_change_told_of_a_workshop_reaches_the_level_when_its_answers_are_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/local");
    let case = load_case(&root, None).case.expect("the fixture is sound");
    let results =
        run(&case, Stage::Diagnose, &crate::given_plans::GivenPlans::default(), &mut |_| {})
            .expect("accepted");
    let context = case.context();
    let mut n_made = 0;
    for workshop in (0..case.population.workshops.len()).step_by(31) {
        for (axis, next) in workshop_levers(&results, workshop).next {
            let NextLevel::Reached { cut, levers, .. } = next else { continue };
            for lever in &levers {
                let indicator = case.instrument.indicator(lever.node).unwrap();
                assert!(indicator.lever, "{}", case.instrument.nodes[lever.node].id);
            }
            let mut table = case.table.clone();
            if levers.iter().all(|lever| answer(&case, &mut table, workshop, lever)) {
                let again = diagnose(&case.instrument, &table, &context);
                let score = again.columns[axis].score[workshop].unwrap();
                assert!(score >= cut - 1e-9, "{workshop} {axis}: {score} < {cut}, {levers:?}");
                n_made += 1;
            }
        }
    }
    assert!(n_made >= 12, "{n_made}");
}
