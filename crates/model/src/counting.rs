//! The counting view as an instrument declares it: what is enough, what each lack weighs, and from
//! which share of lacks on a unit is counted (Alkire and Foster, 2011, Journal of Public
//! Economics 95).

use crate::{Label, NodeId, Source};

/// A share as written, exact: `1/3` is one third.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExactShare {
    /// Over the line.
    pub numerator: u64,
    /// Under the line, ≥ 1.
    pub denominator: u64,
}

/// On which side of its cut-off a value is a lack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeprivedSide {
    /// Strictly below.
    Below,
    /// At the cut-off or below.
    AtOrBelow,
    /// Strictly above.
    Above,
    /// At the cut-off or above.
    AtOrAbove,
}

/// What a missing answer does to its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum GapTreatment {
    /// The unit is not counted.
    #[default]
    DropUnit,
    /// It counts as no lack.
    NotDeprived,
    /// The indicator leaves the unit's count and the other weights are rescaled.
    LeaveOut,
}

/// One thing that may be lacking.
#[derive(Clone, PartialEq, Debug)]
pub struct Deprivation {
    /// Indicator of the tree, derived value or question it reads.
    pub indicator: String,
    /// The lack in words: «nadie aporta a IPS»; empty takes the name of what it reads.
    pub label: Label,
    /// The cut-off, in the unit of what it reads.
    pub at: f64,
    /// Which side of it is a lack.
    pub deprived: DeprivedSide,
    /// Value at which the lack is whole; `None` leaves depth unstated.
    pub worst: Option<f64>,
    /// Its weight; only proportions count.
    pub weight: ExactShare,
    /// Whether lacking this alone is told in the reconciliation.
    pub watched: bool,
    /// Where the cut-off and the weight come from.
    pub source: Source,
}

/// The whole view.
#[derive(Clone, PartialEq, Debug)]
pub struct CountingSpec {
    /// Share of the weight, in (0, 1], from which a unit is counted as lacking enough at once.
    pub poverty_cut_off: ExactShare,
    /// What a missing answer does. What does not apply leaves the unit's count.
    pub missing: GapTreatment,
    /// Questions or derived values whose groups are shown apart.
    pub groups: Vec<String>,
    /// The lacks.
    pub deprivations: Vec<Deprivation>,
    /// Node whose score the view is set against, and the least score called high.
    pub against: Option<(NodeId, f64)>,
    /// How the figure is to be read, printed under it; empty where the instrument says nothing.
    pub reading: Label,
}
