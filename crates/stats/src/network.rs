//! Network measures on plain ties between numbered nodes.
//!
//! A [`Network`] knows which nodes were asked for their ties. A tie that nobody recorded is
//! absent only between two nodes that were both asked; elsewhere it is unknown. So density,
//! reciprocity and isolation are said of the asked nodes alone, and a node that was not asked
//! and that nobody names has no component and no core number.
//!
//! Components, bridges, articulation points and cores read every recorded tie without its
//! direction. With nodes that were not asked they describe what was recorded: a bridge may have
//! a way round that nobody mentioned.
//!
//! All costs are linear in nodes and ties, but for sorting the ties.
//!
//! ```
//! use nanduti_stats::network::{Direction, Network};
//! // 0 – 1 – 2, and 3 apart; 3 was never asked, so it is not called isolated.
//! let asked = [true, true, true, false];
//! let network = Network::new(&asked, Direction::Undirected, &[(0, 1), (1, 2)])?;
//! assert_eq!(network.density(), Some(2.0 / 3.0));
//! assert_eq!(network.isolated(), []);
//! assert_eq!(network.articulation_points(), [1]);
//! # Ok::<(), nanduti_stats::network::NetworkError>(())
//! ```

use std::collections::BTreeSet;

mod change;
mod structure;
mod summary;

pub use change::{TieChange, change};
pub use structure::Components;
pub use summary::NetworkSummary;

#[cfg(test)]
mod tests;

/// Whether a tie from one node to another says something else than the tie back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// A tie has a sender and a receiver, for example "asks advice of".
    Directed,
    /// A tie holds both ways, for example "shared an order"; one end's word is enough.
    Undirected,
}

/// Why ties do not describe a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkError {
    /// A tie names a node that does not exist; position of the tie.
    NodeOutOfRange {
        /// Position in the list of ties or of matched nodes.
        position: usize,
    },
    /// A tie of a node with itself; position of the tie.
    SelfTie {
        /// Position in the list of ties.
        position: usize,
    },
    /// Two rounds of which one is directed and the other is not.
    DirectionDiffers,
    /// A node stands twice among the nodes present in both rounds; position of the second.
    MatchedTwice {
        /// Position in the list of matched nodes.
        position: usize,
    },
}

impl std::fmt::Display for NetworkError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NodeOutOfRange { position } => {
                write!(formatter, "entry {position} names no node")
            }
            Self::SelfTie { position } => {
                write!(formatter, "tie {position} joins a node with itself")
            }
            Self::DirectionDiffers => {
                formatter.write_str("one round is directed and the other is not")
            }
            Self::MatchedTwice { position } => {
                write!(formatter, "entry {position} matches a node a second time")
            }
        }
    }
}

impl std::error::Error for NetworkError {}

/// Recorded ties between numbered nodes, with the nodes that were asked for theirs.
#[derive(Clone, PartialEq, Eq)]
pub struct Network {
    observed: Vec<bool>,
    direction: Direction,
    /// Ascending and without repeats; the smaller node first when undirected.
    ties: Vec<(usize, usize)>,
}

/// Counts only: who is tied to whom stays inside.
impl std::fmt::Debug for Network {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Network")
            .field("nodes", &self.observed.len())
            .field("direction", &self.direction)
            .field("ties", &self.ties.len())
            .finish_non_exhaustive()
    }
}

/// Number of ties of each node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Degrees {
    /// Ties a node sends; ties it has, when undirected.
    pub out_degree: Vec<usize>,
    /// Ties a node receives; equal to `out_degree` when undirected.
    pub in_degree: Vec<usize>,
}

impl Network {
    /// The network of `ties` between `observed.len()` nodes.
    ///
    /// `observed[i]` says whether node `i` was asked for its ties. Repeated ties count once, and
    /// so do both ways of an undirected one. Errors: a tie that names no node, or twice the same.
    pub fn new(
        observed: &[bool],
        direction: Direction,
        ties: &[(usize, usize)],
    ) -> Result<Self, NetworkError> {
        let mut kept = Vec::with_capacity(ties.len());
        for (position, &(from, to)) in ties.iter().enumerate() {
            if from >= observed.len() || to >= observed.len() {
                return Err(NetworkError::NodeOutOfRange { position });
            }
            if from == to {
                return Err(NetworkError::SelfTie { position });
            }
            kept.push(direction.tie(from, to));
        }
        kept.sort_unstable();
        kept.dedup();
        Ok(Self { observed: observed.to_vec(), direction, ties: kept })
    }

    /// Number of nodes, asked or not.
    #[must_use]
    pub const fn n_nodes(&self) -> usize {
        self.observed.len()
    }

    /// Number of nodes that were asked for their ties.
    #[must_use]
    pub fn n_observed(&self) -> usize {
        self.observed.iter().filter(|asked| **asked).count()
    }

    /// Number of different recorded ties.
    #[must_use]
    pub const fn n_ties(&self) -> usize {
        self.ties.len()
    }

    /// Whether ties have a direction.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Recorded ties over possible ties, 0–1, among the nodes that were asked (Wasserman and
    /// Faust 1994, sections 4.2.2 and 4.3.3): n·(n − 1) possible ties when directed, half of it
    /// when not. `None` with fewer than two asked nodes.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let dyads = self.n_known_dyads();
        (dyads > 0).then(|| self.known_ties().count() as f64 / dyads as f64)
    }

    /// Number of ties that are known to be there or not: those between two asked nodes.
    #[must_use]
    pub fn n_known_dyads(&self) -> usize {
        let n = self.n_observed();
        let ordered = n * n.saturating_sub(1);
        match self.direction {
            Direction::Directed => ordered,
            Direction::Undirected => ordered / 2,
        }
    }

    /// Ties of every node, all recorded ones counted. Of a node that was not asked the number
    /// sent is what others said, hence not known; see [`Network::degree_distribution`].
    #[must_use]
    pub fn degrees(&self) -> Degrees {
        let mut out_degree = vec![0; self.n_nodes()];
        let mut in_degree = vec![0; self.n_nodes()];
        for &(from, to) in &self.ties {
            out_degree[from] += 1;
            in_degree[to] += 1;
            if self.direction == Direction::Undirected {
                out_degree[to] += 1;
                in_degree[from] += 1;
            }
        }
        Degrees { out_degree, in_degree }
    }

    /// How many asked nodes have 0, 1, 2, … ties, up to the most that occurs; `degrees` is one of
    /// the two lists of [`Network::degrees`]. Empty without asked nodes.
    #[must_use]
    pub fn degree_distribution(&self, degrees: &[usize]) -> Vec<usize> {
        let mut counts = Vec::new();
        for (&degree, _) in degrees.iter().zip(&self.observed).filter(|(_, asked)| **asked) {
            if counts.len() <= degree {
                counts.resize(degree + 1, 0);
            }
            counts[degree] += 1;
        }
        counts
    }

    /// Share of the ties between asked nodes that are returned, 0–1 (Wasserman and Faust 1994,
    /// section 13.3; each of two mutual ties counts). `None` when undirected or without ties.
    #[must_use]
    pub fn reciprocity(&self) -> Option<f64> {
        if self.direction == Direction::Undirected {
            return None;
        }
        let (mut known, mut returned) = (0_usize, 0_usize);
        for &(from, to) in self.known_ties() {
            known += 1;
            returned += usize::from(self.ties.binary_search(&(to, from)).is_ok());
        }
        (known > 0).then(|| returned as f64 / known as f64)
    }

    /// Asked nodes without any recorded tie in either direction, ascending. A node that was not
    /// asked is never called isolated.
    #[must_use]
    pub fn isolated(&self) -> Vec<usize> {
        let tied = self.tied();
        (0..self.n_nodes()).filter(|&node| self.observed[node] && !tied[node]).collect()
    }

    /// Whether each node has a recorded tie.
    fn tied(&self) -> Vec<bool> {
        let mut tied = vec![false; self.n_nodes()];
        for &(from, to) in &self.ties {
            tied[from] = true;
            tied[to] = true;
        }
        tied
    }

    /// Whether something is known of each node: it was asked or somebody named it.
    fn known(&self) -> Vec<bool> {
        self.tied().iter().zip(&self.observed).map(|(tied, asked)| *tied || *asked).collect()
    }

    /// Ties between two asked nodes.
    fn known_ties(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.ties.iter().filter(|(from, to)| self.observed[*from] && self.observed[*to])
    }

    /// The ties without direction, ascending and without repeats, the smaller node first.
    fn pairs(&self) -> Vec<(usize, usize)> {
        match self.direction {
            Direction::Undirected => self.ties.clone(),
            Direction::Directed => self
                .ties
                .iter()
                .map(|&(from, to)| Direction::Undirected.tie(from, to))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        }
    }
}

impl Direction {
    /// The one way in which a tie is kept.
    fn tie(self, from: usize, to: usize) -> (usize, usize) {
        match self {
            Self::Directed => (from, to),
            Self::Undirected => (from.min(to), from.max(to)),
        }
    }
}
