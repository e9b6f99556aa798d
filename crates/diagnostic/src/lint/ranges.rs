//! Goalposts and points against the declared range of the question.

use super::LintFinding;
use nanduti_model::{Diagnosis, Indicator, Instrument, Normalisation, QuestionKind, SampleKind};

/// Slack for points that are 0 or 100 on paper.
const ROUNDING: f64 = 1e-9;

pub(super) fn ranges(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    findings: &mut Vec<LintFinding>,
) {
    for (at, node) in instrument.nodes.iter().enumerate() {
        let Some(indicator) = instrument.indicator(at) else { continue };
        let range = declared_range(instrument, indicator);
        let before = findings.len();
        if let Some((min, max)) = range {
            let outside = goalposts(&indicator.normalisation)
                .into_iter()
                .filter(|goalpost| *goalpost < min || *goalpost > max);
            findings.extend(outside.map(|goalpost| LintFinding::GoalpostOutsideRange {
                node: node.id.clone(),
                goalpost,
                min,
                max,
            }));
        }
        // A goalpost out of reach says why the points are.
        if findings.len() == before
            && let Some((fewest, most)) = reach(&indicator.normalisation, range)
            && (fewest > ROUNDING || most < 100.0 - ROUNDING)
        {
            findings.push(LintFinding::PointsOutOfReach { node: node.id.clone(), fewest, most });
        }
        findings.extend(log_of_non_positive(indicator, range, diagnosis, at).map(
            |(least, rows)| LintFinding::LogOfNonPositive { node: node.id.clone(), least, rows },
        ));
    }
}

/// The declared range of the question an indicator reads; derived values declare none.
fn declared_range(instrument: &Instrument, indicator: &Indicator) -> Option<(f64, f64)> {
    let question = instrument.questions.iter().find(|q| q.id.as_str() == indicator.reads)?;
    match question.kind {
        QuestionKind::Number { min, max } => Some((min, max)),
        _ => None,
    }
}

/// Values that a valid answer should be able to take. The outer ends of a band are none: a band
/// may have one side only.
fn goalposts(normalisation: &Normalisation) -> Vec<f64> {
    match normalisation {
        Normalisation::Goalposts { worst, best }
        | Normalisation::OpenGoalposts { worst, best }
        | Normalisation::LogGoalposts { worst, best } => vec![*worst, *best],
        Normalisation::Band { low_full, high_full, .. } => vec![*low_full, *high_full],
        Normalisation::Points(table) => table.iter().map(|row| row.code).collect(),
        Normalisation::Cutoff { at, .. } => vec![*at],
        Normalisation::Bands { cuts, .. } => cuts.clone(),
        Normalisation::Sample { kind: SampleKind::DistanceToTarget { target }, .. } => {
            vec![*target]
        }
        Normalisation::Ranked { .. }
        | Normalisation::BoxCox { .. }
        | Normalisation::Sample { .. } => Vec::new(),
    }
}

/// Fewest and most points of any valid answer; `None` for sample kinds and ranks, where the
/// sample decides, and where no range is declared (a table of points declares its own).
fn reach(normalisation: &Normalisation, range: Option<(f64, f64)>) -> Option<(f64, f64)> {
    let mut values = match normalisation {
        Normalisation::Sample { .. } | Normalisation::Ranked { .. } => return None,
        Normalisation::Band { low_zero, high_zero, .. } => vec![*low_zero, *high_zero],
        other => goalposts(other),
    };
    match range {
        Some((min, max)) => {
            // A falling scale of cuts is best just under its first cut, which only an end shows.
            values.extend([min, max]);
            values.extend(goalposts(normalisation));
            values.retain(|value| (min..=max).contains(value));
        }
        None if matches!(normalisation, Normalisation::Points(_)) => {}
        None => return None,
    }
    let points = || values.iter().filter_map(|value| normalisation.score(*value));
    let (fewest, most) =
        (points().fold(f64::INFINITY, f64::min), points().fold(f64::NEG_INFINITY, f64::max));
    (fewest <= most).then_some((fewest, most))
}

/// Least value and number of answers of 0 or less, where a logarithm is taken of them.
fn log_of_non_positive(
    indicator: &Indicator,
    range: Option<(f64, f64)>,
    diagnosis: &Diagnosis,
    at: usize,
) -> Option<(f64, usize)> {
    let takes_log = matches!(
        &indicator.normalisation,
        Normalisation::LogGoalposts { .. }
            | Normalisation::BoxCox { .. }
            | Normalisation::Sample { kind: SampleKind::BoxCox { .. }, .. }
    );
    if !takes_log {
        return None;
    }
    let answers = diagnosis.columns.get(at).map_or(&[][..], |column| &column.value);
    let answers = || answers.iter().filter_map(|value| value.ok().filter(|x| x.is_finite()));
    let rows = answers().filter(|value| *value <= 0.0).count();
    let declared = range.map_or(f64::INFINITY, |(min, _)| min);
    let least = answers().fold(declared, f64::min);
    (least <= 0.0).then_some((least, rows))
}
