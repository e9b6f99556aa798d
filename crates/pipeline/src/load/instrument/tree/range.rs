//! The `range` a node declares, checked against what its rules can give.

use crate::load::instrument::{ANY, bad};
use crate::load::toml_reader::Section;
use nanduti_model::{
    AdjustmentKind, Aggregate, Aggregation, Indicator, Node, NodeContent, Normalisation, Penalty,
    Question, QuestionKind, SampleKind, ZeroRule,
};

/// Least and greatest score.
type Bounds = (f64, f64);

/// How far a declared end may be from the computed one, as a share of the width.
const TOLERANCE: f64 = 1e-6;

/// Reads the declared range, so that it is a known key; nothing where none is declared.
pub(super) fn declare(section: &Section) -> Option<Bounds> {
    match section.numbers("range", ANY)[..] {
        [low, high] if low <= high => Some((low, high)),
        _ => {
            if section.has("range") {
                bad(section, "range", "[least, greatest]");
            }
            None
        }
    }
}

/// A declared range that differs from what the rules can give is a fault. Where the rules set no
/// bound (standard scores, goalposts that are not capped on an unbounded answer), any is accepted.
pub(super) fn check(nodes: &[Node], sections: &[Section], questions: &[Question]) {
    let mut bounds: Vec<Option<Bounds>> = vec![None; nodes.len()];
    for at in (0..nodes.len()).rev() {
        bounds[at] = match &nodes[at].content {
            NodeContent::Indicator(indicator) => of_indicator(indicator, questions),
            NodeContent::Aggregate(aggregate) => {
                let children = (at + 1..nodes.len())
                    .take_while(|&i| nodes[i].parent.is_some_and(|parent| parent >= at))
                    .filter(|&i| nodes[i].parent == Some(at) && nodes[i].weight > 0.0);
                let all: Option<Vec<(f64, Bounds)>> =
                    children.map(|i| Some((nodes[i].weight, bounds[i]?))).collect();
                all.and_then(|children| of_aggregate(aggregate, &children))
            }
        };
        let (Some(declared), Some(can)) = (declare(&sections[at]), bounds[at]) else { continue };
        let far = |a: f64, b: f64| (a - b).abs() > TOLERANCE * (can.1 - can.0).abs().max(1.0);
        if far(declared.0, can.0) || far(declared.1, can.1) {
            let expected = format!("[{}, {}], which is what its rules can give", can.0, can.1);
            bad(&sections[at], "range", &expected);
        }
    }
}

fn of_indicator(indicator: &Indicator, questions: &[Question]) -> Option<Bounds> {
    let points = match &indicator.normalisation {
        Normalisation::OpenGoalposts { .. } => {
            let question = questions.iter().find(|q| q.id.as_str() == indicator.reads)?;
            let QuestionKind::Number { min, max } = question.kind else { return None };
            let ends = [min, max].map(|x| indicator.normalisation.score(x));
            let (a, b) = (ends[0]?, ends[1]?);
            (a.min(b), a.max(b))
        }
        Normalisation::Points(rows) => {
            let points = rows.iter().map(|row| row.points);
            (points.clone().fold(f64::INFINITY, f64::min), points.fold(f64::NEG_INFINITY, f64::max))
        }
        Normalisation::Ranked { as_rank: true, .. }
        | Normalisation::Sample {
            kind:
                SampleKind::ZScore { .. } | SampleKind::Rank | SampleKind::DistanceToReference { .. },
            ..
        } => return None,
        _ => (0.0, 100.0),
    };
    let (low, high) = indicator.output_range;
    let stated = |points: f64| low + (high - low) * points / 100.0;
    Some((stated(points.0), stated(points.1)))
}

/// Any child may be the only one answered, so a mean reaches from the least to the greatest end of
/// its children, unless all of them are needed.
fn of_aggregate(aggregate: &Aggregate, children: &[(f64, Bounds)]) -> Option<Bounds> {
    let least = children.iter().map(|(_, b)| b.0).fold(f64::INFINITY, f64::min);
    let greatest = children.iter().map(|(_, b)| b.1).fold(f64::NEG_INFINITY, f64::max);
    let hull = (least, greatest);
    let (low, high) = match &aggregate.aggregation {
        Aggregation::Arithmetic if aggregate.min_availability >= 1.0 => {
            let total: f64 = children.iter().map(|(w, _)| w).sum();
            let mean = |end: fn(&Bounds) -> f64| {
                children.iter().map(|(w, b)| w * end(b)).sum::<f64>() / total
            };
            (mean(|b| b.0), mean(|b| b.1))
        }
        Aggregation::Arithmetic
        | Aggregation::OrderedWeighted(_)
        | Aggregation::Minimum
        | Aggregation::Maximum => hull,
        Aggregation::Geometric(zero) | Aggregation::Harmonic(zero) => lifted(*zero, hull),
        Aggregation::Power { exponent, zero } if *exponent <= 0.0 => lifted(*zero, hull),
        Aggregation::Power { .. } => hull,
        Aggregation::Copeland => (0.0, 100.0),
        // The penalty of unbalanced children has no bound that is easily named.
        Aggregation::MazziottaPareto(Penalty::Downward | Penalty::Upward) => return None,
        Aggregation::BenefitOfTheDoubt { .. } => (0.0, 100.0),
    };
    let mut bounds = (low, high);
    for adjustment in &aggregate.adjustments {
        match adjustment.kind {
            // A bonus stays inside 0–100.
            AdjustmentKind::Bonus(points) if points >= 0.0 => {
                bounds.1 = (bounds.1 + points).min(bounds.1.max(100.0));
            }
            AdjustmentKind::Bonus(points) => bounds.0 = (bounds.0 + points).max(bounds.0.min(0.0)),
            AdjustmentKind::AtMost(most) => bounds.0 = bounds.0.min(most),
        }
    }
    Some(bounds)
}

fn lifted(zero: ZeroRule, (low, high): Bounds) -> Bounds {
    match zero {
        ZeroRule::Floor(floor) => (low.max(floor), high.max(floor)),
        ZeroRule::Zero | ZeroRule::NotStated => (low, high),
    }
}
