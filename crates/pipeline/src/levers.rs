//! What would move a workshop's scores, and where it stands among its cluster: arithmetic.

use crate::results::Results;
use nanduti_diagnostic::FrozenFrame;
use nanduti_diagnostic::levers::{Answers, imbalances, next_level, standings};
use nanduti_model::{Indicator, Normalisation, Question, QuestionKind, option_number};

pub use nanduti_diagnostic::levers::{Imbalance, Lever, NextLevel, Standing};

/// Points below its siblings from which an axis or a dimension counts as lagging (assumption).
pub const LAG: f64 = 20.0;

/// What is told of one workshop.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopLevers {
    /// The next level of each axis, by the axis' node.
    pub next: Vec<(usize, NextLevel)>,
    /// Every scored node against the cluster, largest difference first.
    pub standings: Vec<Standing>,
    /// Axes and dimensions that lag behind their siblings by [`LAG`] points or more.
    pub imbalances: Vec<Imbalance>,
}

/// The levers of a workshop, by its position.
pub fn workshop_levers(results: &Results, workshop: usize) -> WorkshopLevers {
    let clusters: Vec<usize> = results.population.workshops.iter().map(|w| w.cluster).collect();
    let (instrument, diagnosis) = (&results.instrument, &results.diagnosis);
    let frame = FrozenFrame::new(instrument, diagnosis, &clusters);
    let answers = answers(results, workshop);
    let next = |axis| (axis, next_level(instrument, diagnosis, &frame, (workshop, axis), &answers));
    WorkshopLevers {
        next: instrument.axes().into_iter().map(next).collect(),
        standings: standings(diagnosis, &clusters, workshop),
        imbalances: imbalances(diagnosis, workshop, LAG),
    }
}

/// Which values the answers of a workshop can take, by node of the instrument.
fn answers(results: &Results, workshop: usize) -> Vec<Answers> {
    let instrument = &results.instrument;
    (0..instrument.nodes.len())
        .map(|node| match instrument.indicator(node) {
            Some(indicator) => answers_to(results, node, indicator, workshop),
            None => Answers::Fixed,
        })
        .collect()
}

fn answers_to(results: &Results, node: usize, indicator: &Indicator, workshop: usize) -> Answers {
    if !indicator.lever {
        return Answers::Fixed;
    }
    if let Some(of) = &indicator.share_of {
        return match results.diagnosis.value(of, workshop) {
            Some(Ok(n)) if n > 0.0 => Answers::Steps(100.0 / n),
            _ => Answers::Measured,
        };
    }
    let asked = results.instrument.questions.iter().find(|q| q.id.as_str() == indicator.reads);
    let Some(question) = asked else { return Answers::Measured };
    match question.kind {
        QuestionKind::Text | QuestionKind::Ranking { .. } => Answers::Fixed,
        QuestionKind::Choices => Answers::Steps(1.0),
        QuestionKind::Choice => {
            let codes = codes(results, question, &indicator.normalisation);
            if codes.is_empty() { Answers::Steps(1.0) } else { Answers::Listed(codes) }
        }
        QuestionKind::Number { .. } => {
            let words = results.form_words.question(question.id.as_str());
            let whole = |cell: &Result<f64, _>| cell.map_or(true, |x: f64| x.fract() == 0.0);
            let all_whole = || results.diagnosis.columns[node].value.iter().all(whole);
            if words.map_or_else(all_whole, |words| words.whole) {
                Answers::Steps(1.0)
            } else {
                Answers::Measured
            }
        }
    }
}

/// Numbers of the options of a choice: those of the form, else those that the instrument names.
fn codes(results: &Results, question: &Question, normalisation: &Normalisation) -> Vec<f64> {
    let declared = &question.reading.codes;
    let number = |name: &str| {
        let named = declared.iter().find(|code| code.option == name).map(|code| code.code);
        named.or_else(|| option_number(name))
    };
    if let Some(words) = results.form_words.question(question.id.as_str()) {
        return words.options.iter().filter_map(|option| number(&option.name)).collect();
    }
    match normalisation {
        Normalisation::Points(points) => points.iter().map(|point| point.code).collect(),
        _ => declared.iter().map(|code| code.code).collect(),
    }
}

#[cfg(test)]
mod tests;
