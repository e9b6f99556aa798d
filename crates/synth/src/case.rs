//! A synthetic case as a whole: settings in, workshops, buyers, ties and their truth out.

use crate::answers::Hearing;
use crate::calibration::{CLUSTERS, Cluster};
use crate::demand::{SyntheticFirm, SyntheticLot, draw_demand};
use crate::form::FormSpec;
use crate::response::Interview;
use crate::ties::{SealedPair, SyntheticTie, draw_ties};
use crate::truth::WorkshopTruth;
use rayon::prelude::*;

/// Workshops of the three published counts: 157 + 159 + 56 (domain notes, section 1).
pub const PUBLISHED_WORKSHOPS: usize = 372;

/// Most workshops of one synthetic case.
pub const MAX_WORKSHOPS: usize = 1_000_000;

/// What to generate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SynthSettings {
    /// Workshops in all, 1 to [`MAX_WORKSHOPS`]; values outside are taken to the nearest.
    pub workshops: usize,
    /// Seed: the same seed gives the same bytes on any number of threads.
    pub seed: u64,
}

impl Default for SynthSettings {
    /// The published counts and the seed of the shipped fixture.
    fn default() -> Self {
        Self { workshops: PUBLISHED_WORKSHOPS, seed: 2013 }
    }
}

impl SynthSettings {
    /// Workshops within the limits.
    pub fn size(self) -> usize {
        self.workshops.clamp(1, MAX_WORKSHOPS)
    }

    /// Workshops of each cluster, in the proportion 157 : 159 : 56 (Sainte-Laguë-like rounding of
    /// the cumulated shares, so that the sum is exact).
    pub fn cluster_sizes(self) -> [usize; CLUSTERS] {
        let (size, mut before, mut cumulated) = (self.size(), 0, 0);
        Cluster::ALL.map(|cluster| {
            cumulated += cluster.published_workshops();
            let until = (size * cumulated + PUBLISHED_WORKSHOPS / 2) / PUBLISHED_WORKSHOPS;
            let here = until - before;
            before = until;
            here
        })
    }
}

/// Place of a workshop in its cluster.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// Position among all workshops, from 0.
    pub(crate) index: usize,
    /// Its cluster.
    pub(crate) cluster: Cluster,
    /// Position in the cluster, from 0.
    pub(crate) within: usize,
    /// Workshops of the cluster.
    pub(crate) of: usize,
}

/// A synthetic case: everything the published facts leave open, drawn from a seed.
#[derive(Clone, PartialEq, Debug)]
pub struct SyntheticCase {
    /// What was asked for.
    pub settings: SynthSettings,
    /// The form, marked synthetic.
    pub form: FormSpec,
    /// The truth behind every interview, in code order.
    pub workshops: Vec<WorkshopTruth>,
    /// Invented buyers.
    pub firms: Vec<SyntheticFirm>,
    /// Their lots.
    pub lots: Vec<SyntheticLot>,
    /// Working ties: with firms first, then between workshops.
    pub ties: Vec<SyntheticTie>,
    /// Open disputes; sealed.
    pub disputes: Vec<SealedPair>,
    /// Pairs that trust each other; sealed.
    pub trust: Vec<SealedPair>,
}

impl SyntheticCase {
    /// Codes of all workshops, in order.
    pub fn codes(&self) -> Vec<String> {
        (0..self.workshops.len()).map(|index| self.code(index)).collect()
    }

    /// Code of a workshop: `PIL-001`; wider numbers in larger clusters, so that codes sort.
    pub fn code(&self, index: usize) -> String {
        let workshop = &self.workshops[index];
        let sizes = self.settings.cluster_sizes();
        let width = sizes[workshop.cluster.position()].to_string().len().max(3);
        format!("{}-{:0width$}", workshop.cluster.prefix(), workshop.number)
    }

    /// The interview with a workshop: the truth seen through non-response, skip logic and a few
    /// contradictions. A pure function of seed and position.
    pub(crate) fn interview(&self, index: usize) -> Interview<'_> {
        Interview::hold(self, index, Hearing::Told)
    }
}

/// Places of all workshops, in order: cluster after cluster.
fn places(settings: SynthSettings) -> Vec<Place> {
    let mut places = Vec::with_capacity(settings.size());
    for (cluster, of) in Cluster::ALL.into_iter().zip(settings.cluster_sizes()) {
        for within in 0..of {
            places.push(Place { index: places.len(), cluster, within, of });
        }
    }
    places
}

/// Draws a case.
///
/// ```
/// use nanduti_synth::{SynthSettings, generate};
/// let case = generate(SynthSettings { workshops: 37, seed: 5 });
/// assert_eq!(case.workshops.len(), 37);
/// assert_eq!(case, generate(SynthSettings { workshops: 37, seed: 5 }));
/// ```
pub fn generate(settings: SynthSettings) -> SyntheticCase {
    let workshops: Vec<WorkshopTruth> = places(settings)
        .into_par_iter()
        .map(|place| WorkshopTruth::draw(settings.seed, place))
        .collect();
    let (firms, lots) = draw_demand(settings, &workshops);
    let drawn = draw_ties(settings, &workshops, &firms);
    SyntheticCase {
        settings,
        form: FormSpec::synthetic(),
        workshops,
        firms,
        lots,
        ties: drawn.ties,
        disputes: drawn.disputes,
        trust: drawn.trust,
    }
}
