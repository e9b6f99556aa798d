//! Change of ties between two rounds, among the nodes present in both.

use super::{Direction, Network, NetworkError};
use std::collections::BTreeSet;

/// Ties of two rounds set against each other. Only ties between nodes that are present in both
/// rounds and were asked in both can be kept, lost or new.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TieChange {
    /// Nodes present in both rounds and asked in both.
    pub n_nodes: usize,
    /// Ties of both rounds.
    pub kept: usize,
    /// Ties of the first round only.
    pub lost: usize,
    /// Ties of the second round only.
    pub new: usize,
    /// Possible ties of neither round.
    pub absent: usize,
    /// kept / (kept + lost + new), 0–1, the Jaccard index of the two rounds (Snijders, van de
    /// Bunt and Steglich 2010, Social Networks 32(1), section 4). `None` without ties.
    pub stability: Option<f64>,
    /// Ties of the first round with an end that is missing or was not asked in one round.
    pub not_comparable_before: usize,
    /// Ties of the second round with an end that is missing or was not asked in one round.
    pub not_comparable_after: usize,
}

/// Kept, lost and new ties from `before` to `after`; `matched` pairs each node of the first round
/// that is present in both with its number in the second.
///
/// Errors: rounds of different direction, a matched node that does not exist or stands twice.
pub fn change(
    before: &Network,
    after: &Network,
    matched: &[(usize, usize)],
) -> Result<TieChange, NetworkError> {
    if before.direction != after.direction {
        return Err(NetworkError::DirectionDiffers);
    }
    let places = Places::new(before, after, matched)?;
    let earlier: BTreeSet<(usize, usize)> = comparable(before, &places.before).collect();
    let later: BTreeSet<(usize, usize)> = comparable(after, &places.after).collect();
    let kept = earlier.intersection(&later).count();
    let (lost, new) = (earlier.len() - kept, later.len() - kept);
    let ordered = places.n_nodes * places.n_nodes.saturating_sub(1);
    let dyads = match before.direction {
        Direction::Directed => ordered,
        Direction::Undirected => ordered / 2,
    };
    let ever = kept + lost + new;
    Ok(TieChange {
        n_nodes: places.n_nodes,
        kept,
        lost,
        new,
        absent: dyads - ever,
        stability: (ever > 0).then(|| kept as f64 / ever as f64),
        not_comparable_before: before.n_ties() - earlier.len(),
        not_comparable_after: after.n_ties() - later.len(),
    })
}

/// A common number for each node that can be compared.
struct Places {
    n_nodes: usize,
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

impl Places {
    fn new(
        before: &Network,
        after: &Network,
        matched: &[(usize, usize)],
    ) -> Result<Self, NetworkError> {
        let mut seen = (vec![false; before.n_nodes()], vec![false; after.n_nodes()]);
        let mut places = Self {
            n_nodes: 0,
            before: vec![None; before.n_nodes()],
            after: vec![None; after.n_nodes()],
        };
        for (position, &(earlier, later)) in matched.iter().enumerate() {
            if earlier >= before.n_nodes() || later >= after.n_nodes() {
                return Err(NetworkError::NodeOutOfRange { position });
            }
            if seen.0[earlier] || seen.1[later] {
                return Err(NetworkError::MatchedTwice { position });
            }
            (seen.0[earlier], seen.1[later]) = (true, true);
            if before.observed[earlier] && after.observed[later] {
                places.before[earlier] = Some(places.n_nodes);
                places.after[later] = Some(places.n_nodes);
                places.n_nodes += 1;
            }
        }
        Ok(places)
    }
}

/// The ties between nodes with a common number, by that number.
fn comparable<'a>(
    network: &'a Network,
    places: &'a [Option<usize>],
) -> impl Iterator<Item = (usize, usize)> + use<'a> {
    network
        .ties
        .iter()
        .filter_map(|&(from, to)| Some(network.direction.tie(places[from]?, places[to]?)))
}
