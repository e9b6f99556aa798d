//! Weights that are fitted on the sample: nodes that ask for equal influence get theirs, the
//! deepest first, since the weights inside a child shape its scores.

use super::{EqualInfluence, WeightingError, equal_influence};
use crate::{Context, diagnose};
use nanduti_model::{AnswerTable, Instrument, WeightingMethod, WeightsReach};

/// A node whose weights could not be fitted; its children keep the weights they had.
#[derive(Clone, PartialEq, Debug)]
pub struct NotFittedWeights {
    /// Position of the node.
    pub node: usize,
    /// Why.
    pub why: WeightingError,
}

/// Fits the weights of every node under [`WeightingMethod::EqualInfluence`] on the scores of its
/// children in this table and sets them in the instrument, with what came of it. Gives the nodes
/// that could not be fitted; nothing happens to an instrument without such nodes.
///
/// Frozen weights are not fitted again: a caller that holds a frame sets them from it.
pub fn fit_weights(
    instrument: &mut Instrument,
    table: &AnswerTable,
    context: &Context,
) -> Vec<NotFittedWeights> {
    let mut refused = Vec::new();
    // Parents come before their children, so the last comes first.
    for node in (0..instrument.nodes.len()).rev() {
        let Some(bounds) = asked(instrument, node) else { continue };
        let children = instrument.children(node);
        let scores = diagnose(instrument, table, context).columns;
        let columns: Vec<&[Option<f64>]> =
            children.iter().map(|&child| scores[child].score.as_slice()).collect();
        let (balanced, reach) = match equal_influence(&columns, &bounds) {
            Ok(EqualInfluence::Reached(balanced)) => (balanced, WeightsReach::Reached),
            Ok(EqualInfluence::Unreachable(balanced)) => {
                let gap = balanced.gap;
                (balanced, WeightsReach::Unreachable { gap })
            }
            Err(why) => {
                refused.push(NotFittedWeights { node, why });
                continue;
            }
        };
        for (child, weight) in children.into_iter().zip(balanced.weights) {
            instrument.nodes[child].weight = weight;
        }
        let id = instrument.nodes[node].id.clone();
        let weighting = instrument.weightings.iter_mut().find(|weighting| weighting.node == id);
        if let Some(weighting) = weighting {
            weighting.reach = Some(reach);
        }
    }
    refused
}

/// The bounds within which the weights of a node's children are to be fitted.
fn asked(instrument: &Instrument, node: usize) -> Option<Vec<(f64, f64)>> {
    match &instrument.weighting_of(node)?.method {
        WeightingMethod::EqualInfluence { bounds } => Some(bounds.clone()),
        _ => None,
    }
}
