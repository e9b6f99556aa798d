//! Where an axis score comes from, and how much of its axis each indicator carries.

use nanduti_model::{Contribution, Diagnosis, Instrument, Node, NodeContent};

/// The parts of one axis score of one workshop: one per indicator of the axis, in instrument
/// order, those that do not apply included (with no weight).
///
/// `weight` is the indicator's full share over the axis' availability, so that weights of what
/// was answered add up to 1 and points to the score. Where the axis shows no score because too
/// little was answered, the points add up to the mean of what was.
pub fn contributions(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    workshop: usize,
    axis: usize,
) -> Vec<Contribution> {
    let shares =
        full_shares(instrument, |node| diagnosis.columns[node].availability[workshop].is_some());
    let leaves = (0..instrument.nodes.len())
        .filter(|&node| instrument.indicator(node).is_some() && instrument.axis_of(node) == axis);
    let answered: f64 = leaves
        .clone()
        .filter(|&node| diagnosis.columns[node].score[workshop].is_some())
        .map(|node| shares[node])
        .sum();
    leaves
        .map(|node| {
            let column = &diagnosis.columns[node];
            let normalised = column.score[workshop];
            let weight =
                if normalised.is_some() && answered > 0.0 { shares[node] / answered } else { 0.0 };
            Contribution {
                node,
                value: column.value[workshop],
                normalised,
                weight,
                points: weight * normalised.unwrap_or(0.0),
                full_weight: shares[node],
            }
        })
        .collect()
}

/// Share of its axis that every node carries when everything applicable is answered, 0–1; 0
/// where it does not apply. `applies` is asked for indicators only.
pub(crate) fn full_shares(instrument: &Instrument, applies: impl Fn(usize) -> bool) -> Vec<f64> {
    let nodes = &instrument.nodes;
    // Weight of the children that apply; for an indicator, whether it applies.
    let mut below = vec![0.0; nodes.len()];
    for node in (0..nodes.len()).rev() {
        if matches!(nodes[node].content, NodeContent::Indicator(_)) {
            below[node] = f64::from(u8::from(applies(node)));
        }
        if let Some(parent) = nodes[node].parent
            && below[node] > 0.0
        {
            below[parent] += nodes[node].weight;
        }
    }
    let mut shares = vec![0.0; nodes.len()];
    for (node, Node { parent, weight, .. }) in nodes.iter().enumerate() {
        shares[node] = match parent {
            _ if below[node] <= 0.0 => 0.0,
            None => 1.0,
            Some(parent) if below[*parent] > 0.0 => shares[*parent] * weight / below[*parent],
            Some(_) => 0.0,
        };
    }
    shares
}
