//! Ties between the workshops of a territory, of which only aggregates leave.

use super::{AssociativityError, AssociativityInput};
use nanduti_model::{Answered, Missing};
use nanduti_stats::network::{Direction, Network, NetworkSummary};

/// What a tie between two workshops is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// They pass each other work, share an order, lend machines or buy together.
    CoWork,
    /// One asks the other for advice.
    Advice,
    /// One trusts the other. Sealed: see [`SealedTies`].
    Trust,
    /// They belong to the same association or group.
    Membership,
}

/// Recorded ties of one kind. Its text form shows no pair.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedTies {
    /// What they are about.
    pub kind: TieKind,
    /// Whether they have a direction.
    pub direction: Direction,
    /// Whether each workshop was asked for its ties; an unrecorded tie is unknown elsewhere.
    pub observed: Vec<bool>,
    /// Pairs of workshops, by position.
    pub pairs: Vec<(usize, usize)>,
}

impl std::fmt::Debug for RecordedTies {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("RecordedTies")
            .field("kind", &self.kind)
            .field("direction", &self.direction)
            .field("pairs", &self.pairs.len())
            .finish_non_exhaustive()
    }
}

/// All that is told of trust ties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SealedTies {
    /// Workshops that were asked.
    pub n_observed: usize,
    /// Share of the possible ties among them that were named, 0–1.
    pub density: Option<f64>,
    /// Share of the named ties among them that are returned, 0–1.
    pub reciprocity: Option<f64>,
}

/// Figures of one kind of tie in one territory.
#[derive(Debug, Clone, PartialEq)]
pub enum TieFigures {
    /// Fewer workshops were asked than the rules ask for: nothing is told.
    TooFewAsked {
        /// Workshops that were asked.
        n_observed: usize,
    },
    /// Trust ties.
    Sealed(SealedTies),
    /// All other kinds.
    Open(NetworkSummary),
}

/// One kind of tie in one territory, in aggregate.
#[derive(Debug, Clone, PartialEq)]
pub struct TieEvidence {
    /// What it is about.
    pub kind: TieKind,
    /// The figures.
    pub figures: TieFigures,
    /// Ties with workshops of other territories; `None` for trust and where too few were asked.
    pub outside: Option<usize>,
}

/// The ties of one kind inside one territory.
pub(super) struct Local {
    kind: TieKind,
    network: Network,
    observed: Vec<bool>,
    outside: usize,
}

/// The ties by territory and kind.
pub(super) fn networks(input: &AssociativityInput) -> Result<Vec<Vec<Local>>, AssociativityError> {
    let mut sizes = vec![0; input.n_territories];
    let mut place = Vec::with_capacity(input.territories.len());
    for &territory in input.territories {
        place.push(sizes[territory]);
        sizes[territory] += 1;
    }
    let mut by_territory: Vec<Vec<Local>> = sizes.iter().map(|_| Vec::new()).collect();
    for (position, ties) in input.ties.iter().enumerate() {
        if ties.observed.len() != input.territories.len() {
            return Err(AssociativityError::LengthDiffers);
        }
        if input.ties[..position].iter().any(|other| other.kind == ties.kind) {
            return Err(AssociativityError::TieKindTwice(ties.kind));
        }
        for (territory, local) in locals(input, ties, &place)?.into_iter().enumerate() {
            by_territory[territory].push(local);
        }
    }
    Ok(by_territory)
}

/// The ties of one kind, parted by territory; `place` numbers the workshops inside each.
fn locals(
    input: &AssociativityInput,
    ties: &RecordedTies,
    place: &[usize],
) -> Result<Vec<Local>, AssociativityError> {
    // Built over all workshops first: it names bad pairs by their position in the input.
    Network::new(&ties.observed, ties.direction, &ties.pairs).map_err(AssociativityError::Ties)?;
    let mut observed = vec![Vec::new(); input.n_territories];
    for (&territory, &asked) in input.territories.iter().zip(&ties.observed) {
        observed[territory].push(asked);
    }
    let mut pairs = vec![Vec::new(); input.n_territories];
    let mut outside = vec![0; input.n_territories];
    for &(a, b) in &ties.pairs {
        let (home, other) = (input.territories[a], input.territories[b]);
        if home == other {
            pairs[home].push((place[a], place[b]));
        } else {
            outside[home] += 1;
            outside[other] += 1;
        }
    }
    observed
        .into_iter()
        .zip(pairs)
        .zip(outside)
        .map(|((observed, pairs), outside)| {
            let network = Network::new(&observed, ties.direction, &pairs)
                .map_err(AssociativityError::Ties)?;
            Ok(Local { kind: ties.kind, network, observed, outside })
        })
        .collect()
}

impl Local {
    pub(super) const fn kind(&self) -> TieKind {
        self.kind
    }

    /// Whether each asked workshop of the territory has a tie there, as 1 and 0.
    pub(super) fn tied_answers(&self) -> Vec<Answered<f64>> {
        let isolated = self.network.isolated();
        self.observed
            .iter()
            .enumerate()
            .map(|(workshop, &asked)| {
                let alone = isolated.binary_search(&workshop).is_ok();
                if asked { Ok(f64::from(u8::from(!alone))) } else { Err(Missing::NotAsked) }
            })
            .collect()
    }

    /// The aggregate that may be told.
    pub(super) fn evidence(&self, min_observed: usize) -> TieEvidence {
        let n_observed = self.network.n_observed();
        let enough = n_observed >= min_observed;
        let sealed = self.kind == TieKind::Trust;
        let figures = if !enough {
            TieFigures::TooFewAsked { n_observed }
        } else if sealed {
            TieFigures::Sealed(SealedTies {
                n_observed,
                density: self.network.density(),
                reciprocity: self.network.reciprocity(),
            })
        } else {
            TieFigures::Open(self.network.summary())
        };
        TieEvidence {
            kind: self.kind,
            figures,
            outside: (enough && !sealed).then_some(self.outside),
        }
    }
}
