//! Loads a whole case: every file read, every fault collected, nothing changed.

mod loader;

use crate::load::files::Folder;
use crate::load::people::Mapping;
use crate::results::{DataQuality, RunRecord};
use loader::Loader;
use nanduti_diagnostic::Context;
use nanduti_model::{
    AnswerTable, Assumption, CaseMeta, Catalogue, Cluster, Decision, Diagnosis, Fault, FaultCode,
    FieldNoteRecord, FirmTie, FormWords, Instrument, LeadFirm, Lot, Place, Policy, Population,
    Product, Resource, SealedPairs, SimulationSettings, VisitRecord, WorkshopTie,
};
use nanduti_rules::PriceBasis;
use std::path::Path;

/// The instrument compiled into the program.
pub const GARMENT_INSTRUMENT: &str = include_str!("../../../configs/garment/instrument.toml");

/// The intervention catalogue compiled into the program.
pub const GARMENT_INTERVENTIONS: &str = include_str!("../../../configs/garment/interventions.toml");

/// Name of the file that names a case.
pub const CASE_FILE: &str = "nanduti.toml";

/// A loaded case: everything the engines need, already diagnosed.
#[derive(Clone, Debug)]
pub struct Case {
    /// Names the case.
    pub meta: CaseMeta,
    /// Language of its report.
    pub language: String,
    /// Names the run.
    pub record: RunRecord,
    /// Instrument.
    pub instrument: Instrument,
    /// Catalogue.
    pub catalogue: Catalogue,
    /// Capacity.
    pub resources: Vec<Resource>,
    /// Policy.
    pub policy: Policy,
    /// Simulation settings.
    pub simulation: SimulationSettings,
    /// Answers, in code order, contacts excluded.
    pub table: AnswerTable,
    /// What the form calls its questions and options.
    pub form_words: FormWords,
    /// Diagnosis.
    pub diagnosis: Diagnosis,
    /// Cluster of each workshop.
    pub clusters_of: Vec<usize>,
    /// Workshops.
    pub population: Population,
    /// Products.
    pub products: Vec<Product>,
    /// Lead firms.
    pub firms: Vec<LeadFirm>,
    /// Lots.
    pub lots: Vec<Lot>,
    /// Ties with firms.
    pub firm_ties: Vec<FirmTie>,
    /// Ties between workshops.
    pub workshop_ties: Vec<WorkshopTie>,
    /// Sealed pairs of a synthetic case.
    pub sealed: SealedPairs,
    /// Visits.
    pub visits: Vec<VisitRecord>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Notes from the field, by cluster, criterion, date.
    pub notes: Vec<FieldNoteRecord>,
    /// The last cohort's plans, as text of a plans table, where recorded.
    pub last_cohort: Option<String>,
    /// Data quality.
    pub quality: DataQuality,
    /// Assumptions used.
    pub assumptions: Vec<Assumption>,
    /// Content of `codes.csv` where codes were issued just now.
    pub issued_codes: Option<String>,
}

impl Case {
    /// What expressions need beside answers: standard minutes and the basis of prices.
    pub fn context(&self) -> Context {
        context(&self.products, Some(&self.policy), self.meta.seed)
    }
}

pub(crate) fn context(products: &[Product], policy: Option<&Policy>, seed: u64) -> Context {
    let figure = |of: fn(&Policy) -> f64| policy.map_or(1.0, of);
    Context {
        standard_minutes: products
            .iter()
            .map(|p| (p.id.as_str().to_owned(), p.standard_minutes.as_f64()))
            .collect(),
        price_basis: PriceBasis {
            cost_minute: figure(|p| p.cost_minute),
            overhead: figure(|p| p.overhead),
        },
        minimum_wage: figure(|p| p.minimum_wage.as_f64()),
        reference_efficiency: figure(|p| p.reference_efficiency),
        seed,
    }
}

/// What loading found: the case where nothing stopped it, and all faults.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The case; absent when there was an error.
    pub case: Option<Case>,
    /// The typed answers, also where a later part of the case is faulty.
    pub table: Option<AnswerTable>,
    /// Errors and warnings, sorted.
    pub faults: Vec<Fault>,
    /// Language of the case, where its main file could be read.
    pub language: Option<String>,
}

impl Loaded {
    /// Whether anything stops a run.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }
}

/// Loads a case folder. `seed` overrides the case's own. Without a case there is always an error.
pub fn load_case(root: &Path, seed: Option<u64>) -> Loaded {
    let mut loader =
        Loader { folder: Folder::new(root), faults: Vec::new(), assumptions: Vec::new() };
    let mut loaded = Loaded::default();
    loaded.case = loader.load(seed, &mut loaded);
    loaded.faults = loader.faults;
    if loaded.case.is_none() && !loaded.has_errors() {
        // Whatever stopped it, a case that cannot be run says so.
        loaded.faults.push(Fault::new(FaultCode::NothingToUse, Place::default()));
    }
    loaded.faults.sort();
    loaded.faults.dedup();
    if loaded.has_errors() {
        loaded.case = None;
    }
    loaded
}

/// Clusters of a case by the value the export uses, after the mapping.
pub(crate) fn cluster_position(
    clusters: &[Cluster],
    mapping: &Mapping,
    value: &str,
) -> Option<usize> {
    let id = mapping.clusters.get(value).map_or(value, String::as_str);
    clusters.iter().position(|c| c.id.as_str() == id)
}
