//! What would move a workshop's scores, and where it stands among its cluster: arithmetic.

use crate::results::Results;
use nanduti_diagnostic::FrozenFrame;
use nanduti_diagnostic::levers::{imbalances, next_level, standings};

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
    let next = |axis| (axis, next_level(instrument, diagnosis, &frame, workshop, axis));
    WorkshopLevers {
        next: instrument.axes().into_iter().map(next).collect(),
        standings: standings(diagnosis, &clusters, workshop),
        imbalances: imbalances(diagnosis, workshop, LAG),
    }
}
