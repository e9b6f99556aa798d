//! Workshops as planning and matching see them: no contact, nothing finer than a coarse cell.

use crate::{ClusterId, Label, MachineId, ProductId, TieStrength, WorkshopId};
use std::collections::BTreeSet;

/// A territory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// Id, as the form's choice names it.
    pub id: ClusterId,
    /// Printed name.
    pub name: Label,
}

/// Who decides in the workshop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LedBy {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Both: counted apart.
    Both,
}

/// What the workshop wants to become.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Path {
    /// Supply lead firms.
    Supply,
    /// Its own brand: offered no lots.
    OwnBrand,
    /// Both.
    Both,
}

/// Yes, no, or not known.
pub type YesNo = Option<bool>;

/// Consent per purpose; absent is not given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Consent {
    /// The diagnosis may use the answers.
    pub diagnosis: YesNo,
    /// The programme may invite the workshop.
    pub programme: YesNo,
    /// A firm may be told the code.
    pub firm: YesNo,
}

/// The three willingness items: yes from 3 of 5 on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Willingness {
    /// To change production.
    pub production: YesNo,
    /// To change working conditions.
    pub decent_work: YesNo,
    /// To work with others.
    pub associativity: YesNo,
}

impl Willingness {
    /// Yes if all three are yes, no if any is no, else not known.
    pub fn all(self) -> YesNo {
        let items = [self.production, self.decent_work, self.associativity];
        if items.contains(&Some(false)) {
            Some(false)
        } else if items.iter().all(|i| *i == Some(true)) {
            Some(true)
        } else {
            None
        }
    }
}

/// Size classes used for fairness.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SizeClass {
    /// At most the policy's *micro* limit (1–2 people by default).
    Micro,
    /// Above it.
    Larger,
    /// Not known.
    Unknown,
}

/// One workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct Workshop {
    /// Its code.
    pub id: WorkshopId,
    /// Position of its cluster in [`Population::clusters`].
    pub cluster: usize,
    /// People working, owner and family included.
    pub people: Option<u32>,
    /// Women among them.
    pub women: Option<u32>,
    /// Who decides.
    pub led_by: Option<LedBy>,
    /// Machine types present.
    pub machines: Option<BTreeSet<MachineId>>,
    /// Main product.
    pub main_product: Option<ProductId>,
    /// Products it can make, the main one included.
    pub products: Option<BTreeSet<ProductId>>,
    /// Hours a week per worker.
    pub hours_week: Option<f64>,
    /// Efficiency 0–100, as answered; `None` is not known.
    pub efficiency: Option<f64>,
    /// Efficiency used for capacity: answered, or the lower quartile of its cluster.
    pub planning_efficiency: Option<f64>,
    /// Pieces of 100 that needed repair. `Some(None)`: does not apply.
    pub rework: Option<Option<f64>>,
    /// Orders of 10 that met the date. `Some(None)`: does not apply.
    pub on_time: Option<Option<f64>>,
    /// Registered taxpayer: may invoice.
    pub invoices: YesNo,
    /// Path wanted.
    pub path: Option<Path>,
    /// Owner's free hours a week.
    pub owner_hours: Option<f64>,
    /// Willingness.
    pub willing: Willingness,
    /// Consent.
    pub consent: Consent,
    /// Can be reached.
    pub contactable: YesNo,
    /// Regular buyer, whoever it is.
    pub lead_tie: Option<TieStrength>,
    /// Coarse cell of 0.05 degrees (latitude, longitude index), where a place was given.
    pub cell: Option<(i32, i32)>,
}

impl Workshop {
    /// Size class under the policy's micro limit.
    pub fn size(&self, micro_limit: u32) -> SizeClass {
        match self.people {
            None => SizeClass::Unknown,
            Some(n) if n <= micro_limit => SizeClass::Micro,
            Some(_) => SizeClass::Larger,
        }
    }

    /// The gate of the pilots: all three willingness items, consent to the programme and to the
    /// diagnosis, and a way to reach them. `None`: something must be verified in the visit.
    pub fn gate(&self) -> YesNo {
        let items = [self.willing.all(), self.consent.programme, self.contactable];
        if items.contains(&Some(false)) {
            Some(false)
        } else if items.iter().all(|i| *i == Some(true)) {
            Some(true)
        } else {
            None
        }
    }
}

/// All workshops of a case, in code order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Population {
    /// Clusters, in case order.
    pub clusters: Vec<Cluster>,
    /// Workshops, in code order.
    pub workshops: Vec<Workshop>,
}

impl Population {
    /// Positions of the workshops of a cluster.
    pub fn members(&self, cluster: usize) -> Vec<usize> {
        (0..self.workshops.len()).filter(|&w| self.workshops[w].cluster == cluster).collect()
    }

    /// Position of a workshop by code.
    pub fn position(&self, id: &WorkshopId) -> Option<usize> {
        self.workshops.binary_search_by(|w| w.id.cmp(id)).ok()
    }
}
