//! What the data say of the instrument itself.

mod association;
mod groups;
mod scales;
mod weights;

use crate::counting_view::counting_view;
use crate::instrument_quality::{InstrumentQuality, of_file};
use crate::results::Results;
use crate::scored_file::context;
use crate::survey_design::surveyed;
use crate::table::{Cell, Table};
use crate::uncertainty::Certainty;
use nanduti_diagnostic::lint::{LintFinding, lint, lint_stages};
use nanduti_diagnostic::{Diagnosed, unknown_derived};
use nanduti_model::{AnswerTable, Diagnosis};

/// Tables about the instrument that scored a file: what the lint found, its reliability, how sure
/// the scores are, and the counting view, unit by unit too.
///
/// `found` is how sure the scores are.
pub fn file_tables(
    done: &Diagnosed,
    table: &AnswerTable,
    seed: u64,
    found: &Certainty,
) -> Vec<Table> {
    let quality = of_file(done.scoring.instrument, &done.diagnosis, table, seed);
    let mut tables = vec![findings(done, table, seed)];
    tables.extend(quality_tables(&done.diagnosis, &quality));
    let medoid = |row: usize| done.diagnosis.workshops.get(row).map(ToString::to_string);
    tables.push(groups::typology(&done.diagnosis, &quality, Some(&medoid)));
    tables.extend(super::uncertainty::all(super::uncertainty::Source {
        instrument: done.scoring.instrument,
        diagnosis: &done.diagnosis,
        found,
        ranks: done.scoring.instrument.ranks,
    }));
    let instrument = done.scoring.instrument;
    tables.extend(super::all_weights::tables(instrument, &done.diagnosis, instrument.ranks));
    let survey = surveyed(instrument, table).and_then(Result::ok);
    tables.extend(survey.as_ref().map(super::survey_design::table));
    if let Some(view) = counting_view(&done.scoring, &done.diagnosis, None, survey.as_ref()) {
        tables.extend(super::counting::all(&view));
        tables.extend(super::counting::units(&view, &done.diagnosis.workshops));
    }
    tables
}

/// Tables about the instrument of a case. No workshop stands for a type here, and types are
/// stated only where they are stable.
pub(super) fn case_tables(results: &Results) -> Vec<Table> {
    let quality = results.instrument_quality();
    let mut tables = quality_tables(&results.diagnosis, quality);
    tables.push(groups::typology(&results.diagnosis, quality, None));
    tables
}

fn quality_tables(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Vec<Table> {
    let mut tables = weights::tables(diagnosis, quality);
    tables.extend([
        scales::reliability(diagnosis, quality),
        scales::items(diagnosis, quality),
        association::item_correlations(diagnosis, quality),
        association::association(quality),
        groups::profiles(diagnosis, quality),
    ]);
    tables
}

/// The id of a node as a cell.
fn node_cell(diagnosis: &Diagnosis, node: usize) -> Cell {
    diagnosis.nodes[node].id.as_str().into()
}

/// What the lint found, before anybody reads a score.
pub fn findings(done: &Diagnosed, answers: &AnswerTable, seed: u64) -> Table {
    let mut table = Table::new(
        "lint",
        &[
            ("finding", "Hallazgo", "Finding"),
            ("node", "Nodo", "Node"),
            ("other", "Con", "With"),
            ("value", "Cifra", "Figure"),
        ],
    );
    let instrument = done.scoring.instrument;
    let found = lint(instrument, &done.diagnosis);
    for finding in found.into_iter().chain(lint_stages(instrument, &done.stages)) {
        let (word, node, other, value) = described(&finding);
        table.push(vec![word.into(), node.into(), other.into(), Cell::maybe_real(value, 3)]);
    }
    for unknown in unknown_derived(instrument, answers, &context(seed)) {
        let rows = Cell::real(unknown.rows as f64, 3);
        table.push(vec!["derived_unknown".into(), unknown.derived.into(), Cell::Absent, rows]);
    }
    table
}

type Described = (&'static str, String, Option<String>, Option<f64>);

fn described(finding: &LintFinding) -> Described {
    use LintFinding as L;
    let id = ToString::to_string;
    match finding {
        L::BadWeight { node, weight } => ("bad_weight", id(node), None, Some(*weight)),
        L::DeadWeight { node } => ("dead_weight", id(node), None, None),
        L::LacksRescaled { sum } => ("lacks_rescaled", "counting".to_owned(), None, Some(*sum)),
        L::Childless { node } => ("childless", id(node), None, None),
        L::SingleChild { node, child } => ("single_child", id(node), Some(id(child)), None),
        L::RuleAgainstScale { node, child, rows, .. } => {
            ("rule_against_scale", id(node), Some(id(child)), Some(*rows as f64))
        }
        L::LogOfNonPositive { node, least, .. } => {
            ("log_of_non_positive", id(node), None, Some(*least))
        }
        L::GoalpostOutsideRange { node, goalpost, .. } => {
            ("goalpost_outside_range", id(node), None, Some(*goalpost))
        }
        L::PointsOutOfReach { node, most, .. } => {
            ("points_out_of_reach", id(node), None, Some(*most))
        }
        L::NeverApplies { node } => ("never_applies", id(node), None, None),
        L::Unanswered { node, rows } => ("unanswered", id(node), None, Some(*rows as f64)),
        L::Unscored { node, rows } => ("unscored", id(node), None, Some(*rows as f64)),
        L::ScarceAnswers { node, availability, .. } => {
            ("scarce_answers", id(node), None, Some(*availability))
        }
        L::NoBounds { node, rows } => ("no_bounds", id(node), None, Some(*rows as f64)),
        L::ImputedFromOutlier { node, rows } => {
            ("imputed_from_outlier", id(node), None, Some(*rows as f64))
        }
        L::Constant { node, .. } => ("constant", id(node), None, None),
        L::DoubleCounting { first, second, correlation, .. } => {
            ("double_counting", id(first), Some(id(second)), Some(*correlation))
        }
        L::AgainstSiblings { node, correlation, .. } => {
            ("against_siblings", id(node), None, Some(*correlation))
        }
    }
}
