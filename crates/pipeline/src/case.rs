//! Loads a whole case: every file read, every fault collected, nothing changed.

use crate::load::case_file::{CaseFile, focal_point, load_case_file};
use crate::load::catalogue::{load_capacity, load_catalogue};
use crate::load::csv_reader::decode;
use crate::load::demand::{load_lead_firms, load_lots, load_ties};
use crate::load::files::{Folder, hash};
use crate::load::instrument::load_instrument;
use crate::load::people::{Mapping, load_decisions, load_mapping, load_pairs, load_visits};
use crate::load::policy::{DEFAULT_POLICY, load_policy};
use crate::load::products::load_products;
use crate::population;
use crate::results::{DataQuality, RunRecord};
use crate::survey_input::{SurveyInput, read_survey};
use nanduti_diagnostic::{Context, add_territory_means, check_consistency, diagnose};
use nanduti_model::{
    AnswerTable, Assumption, CaseMeta, Catalogue, Cluster, Decision, Diagnosis, Fault, FaultCode,
    FirmTie, Instrument, LeadFirm, Lot, Place, Policy, Population, Product, Resource, SealedPairs,
    SimulationSettings, VisitRecord, WorkshopTie,
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

fn context(products: &[Product], policy: Option<&Policy>, seed: u64) -> Context {
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

/// Loads a case folder. `seed` overrides the case's own.
pub fn load_case(root: &Path, seed: Option<u64>) -> Loaded {
    let mut loader =
        Loader { folder: Folder::new(root), faults: Vec::new(), assumptions: Vec::new() };
    let mut loaded = Loaded::default();
    loaded.case = loader.load(seed, &mut loaded);
    loaded.faults = loader.faults;
    loaded.faults.sort();
    loaded.faults.dedup();
    if loaded.has_errors() {
        loaded.case = None;
    }
    loaded
}

struct Loader {
    folder: Folder,
    faults: Vec<Fault>,
    assumptions: Vec<Assumption>,
}

/// Configs that shape how answers are read.
struct Configs {
    instrument: Instrument,
    instrument_hash: String,
    catalogue: Option<Catalogue>,
    policy: Option<(Policy, SimulationSettings)>,
    resources: Option<Vec<Resource>>,
    products: Vec<Product>,
    mapping: Mapping,
}

impl Loader {
    fn load(&mut self, seed: Option<u64>, loaded: &mut Loaded) -> Option<Case> {
        let text = self.text(CASE_FILE)?;
        let mut file = load_case_file(&text, CASE_FILE, &mut self.faults, &mut self.assumptions)?;
        loaded.language = Some(file.language.clone());
        if let Some(seed) = seed {
            file.meta.seed = seed;
        }
        self.referral(&mut file);
        let configs = self.configs(&file);
        let survey = self.survey(&file, configs.as_ref());
        let mut survey = survey?;
        loaded.table = Some(survey.table.clone());
        let configs = configs?;
        self.finish(file, configs, &mut survey)
    }

    /// A file as text, or a fault.
    fn text(&mut self, name: &str) -> Option<String> {
        self.bytes(name).map(|bytes| decode(&bytes))
    }

    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        match self.folder.read(name) {
            Ok(bytes) => Some(bytes),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// An optional file: no name, no bytes; a name without a file is a fault.
    fn optional(&mut self, name: Option<&String>) -> Option<(String, Vec<u8>)> {
        let name = name?;
        self.bytes(name).map(|bytes| (name.clone(), bytes))
    }

    /// A config named by path, or compiled in.
    fn config(&mut self, name: &str, builtin: &[(&str, &'static str)]) -> Option<String> {
        match name.strip_prefix("builtin:") {
            None => self.text(name),
            Some(id) => {
                if let Some((_, text)) = builtin.iter().find(|(known, _)| *known == id) {
                    return Some((*text).to_owned());
                }
                let near = builtin.iter().map(|(known, _)| *known).collect::<Vec<_>>();
                self.faults.push(
                    Fault::new(FaultCode::UnknownReference, Place::file(CASE_FILE))
                        .with("kind", "builtin config")
                        .with("name", name)
                        .with("nearest", format!("builtin:{}", near.join(", builtin:"))),
                );
                None
            }
        }
    }

    fn referral(&mut self, file: &mut CaseFile) {
        let name = file.files.referral.clone();
        let point = match self.folder.read(&name) {
            Ok(bytes) => focal_point(&decode(&bytes)),
            Err(_) => None,
        };
        match point {
            Some(point) => file.meta.referral = point,
            None => self.faults.push(
                Fault::new(FaultCode::ReferralMissing, Place::file(&name)).with("path", &name),
            ),
        }
    }

    fn configs(&mut self, file: &CaseFile) -> Option<Configs> {
        let files = &file.files;
        let instrument_text = self.config(&files.instrument, &[("garment", GARMENT_INSTRUMENT)])?;
        let (instrument, mut faults, mut ours) =
            load_instrument(&instrument_text, &files.instrument);
        self.faults.append(&mut faults);
        self.assumptions.append(&mut ours);
        let products = match self.optional(files.products.as_ref()) {
            Some((name, bytes)) => {
                load_products(&decode(&bytes), &name, &mut self.faults, &mut self.assumptions)
            }
            None => Vec::new(),
        };
        let mapping = match self.optional(files.mapping.as_ref()) {
            Some((name, bytes)) => load_mapping(&decode(&bytes), &name, &mut self.faults),
            None => Mapping::default(),
        };
        let resources = match self.optional(files.capacity.as_ref()) {
            Some((name, bytes)) => {
                let (resources, mut faults, mut ours) =
                    load_capacity(&decode(&bytes), &name, &file.clusters);
                self.faults.append(&mut faults);
                self.assumptions.append(&mut ours);
                resources
            }
            None => Some(Vec::new()),
        };
        let instrument = instrument?;
        let policy_text = self.config(&files.policy, &[("default", DEFAULT_POLICY)]);
        let policy = policy_text.and_then(|text| {
            load_policy(
                &text,
                &files.policy,
                &instrument,
                file.meta.seed,
                &mut self.faults,
                &mut self.assumptions,
            )
        });
        let catalogue = self
            .config(&files.interventions, &[("garment", GARMENT_INTERVENTIONS)])
            .and_then(|text| {
                let (catalogue, mut faults, mut ours) = load_catalogue(
                    &text,
                    &files.interventions,
                    resources.as_deref().unwrap_or(&[]),
                    &instrument,
                );
                self.faults.append(&mut faults);
                self.assumptions.append(&mut ours);
                catalogue
            });
        Some(Configs {
            instrument_hash: hash(instrument_text.as_bytes()),
            instrument,
            catalogue,
            policy,
            resources,
            products,
            mapping,
        })
    }

    fn survey(&mut self, file: &CaseFile, configs: Option<&Configs>) -> Option<SurveyInput> {
        let form = self.optional(file.files.form.as_ref());
        let export = self.bytes(&file.files.survey)?;
        let codes = if self.folder.has("codes.csv") { self.bytes("codes.csv") } else { None };
        read_survey(
            (&file.files.survey, &export),
            form.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
            codes.as_deref(),
            &file.clusters,
            configs.map(|c| (&c.instrument, &c.mapping)),
            &mut self.faults,
        )
    }

    fn finish(
        &mut self,
        file: CaseFile,
        configs: Configs,
        survey: &mut SurveyInput,
    ) -> Option<Case> {
        let files = &file.files;
        let policy = configs.policy.as_ref().map(|(policy, _)| policy);
        let context = context(&configs.products, policy, file.meta.seed);
        let contradictions = check_consistency(&configs.instrument, &mut survey.table, &context);
        let with_contradiction: std::collections::BTreeSet<Option<u32>> =
            contradictions.iter().map(|f| f.place.row).collect();
        survey.quality.n_contradictions += with_contradiction.len() as u32;
        let survey_file = files.survey.clone();
        self.faults.extend(contradictions.into_iter().map(|mut fault| {
            fault.place.file = Some(survey_file.clone());
            fault
        }));
        let mut diagnosis = diagnose(&configs.instrument, &survey.table, &context);
        add_territory_means(&mut diagnosis, &survey.clusters_of);
        let population = population::build(
            &configs.instrument,
            &survey.table,
            &diagnosis,
            &file.clusters,
            &survey.clusters_of,
            &survey.cells,
        );
        let demand = self.demand(&file, &configs.products, &population);
        let people = self.people(&file, &population);
        let (policy, simulation) = configs.policy?;
        let catalogue = configs.catalogue?;
        crate::quality::measure(
            &configs.instrument,
            &survey.table,
            &diagnosis,
            &population,
            policy.equity.micro_limit,
            &mut survey.quality,
        );
        let record = self.record(&file, &configs.instrument_hash);
        diagnosis.frame.hash.clone_from(&record.instrument);
        self.assumptions.sort();
        self.assumptions.dedup();
        Some(Case {
            record,
            language: file.language,
            meta: file.meta,
            instrument: configs.instrument,
            catalogue,
            resources: configs.resources?,
            policy,
            simulation,
            table: std::mem::take(&mut survey.table),
            diagnosis,
            clusters_of: std::mem::take(&mut survey.clusters_of),
            population,
            products: configs.products,
            firms: demand.firms,
            lots: demand.lots,
            firm_ties: demand.firm_ties,
            workshop_ties: demand.workshop_ties,
            sealed: people.sealed,
            visits: people.visits,
            decisions: people.decisions,
            last_cohort: people.last_cohort,
            quality: std::mem::take(&mut survey.quality),
            assumptions: std::mem::take(&mut self.assumptions),
            issued_codes: survey.issued_codes.take(),
        })
    }

    fn demand(&mut self, file: &CaseFile, products: &[Product], population: &Population) -> Demand {
        let files = &file.files;
        let mut demand = Demand::default();
        if let Some((name, bytes)) = self.optional(files.lead_firms.as_ref()) {
            demand.firms = load_lead_firms(&bytes, &name, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.lots.as_ref()) {
            demand.lots = load_lots(&bytes, &name, &demand.firms, products, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.ties.as_ref()) {
            (demand.firm_ties, demand.workshop_ties) =
                load_ties(&bytes, &name, population, &demand.firms, &mut self.faults);
        }
        demand
    }

    fn people(&mut self, file: &CaseFile, population: &Population) -> People {
        let files = &file.files;
        let mut people = People::default();
        if let Some((name, bytes)) = self.optional(files.visits.as_ref()) {
            people.visits = load_visits(&bytes, &name, population, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.decisions.as_ref()) {
            people.decisions = load_decisions(&bytes, &name, population, &mut self.faults);
        }
        if let Some((_, bytes)) = self.optional(files.last_cohort.as_ref()) {
            people.last_cohort = Some(decode(&bytes));
        }
        for (name, disputes) in [(&files.sealed_disputes, true), (&files.sealed_trust, false)] {
            let Some(name) = name else { continue };
            if !file.meta.synthetic {
                // Until the vault exists, pairs of real people are not read at all.
                self.faults.push(
                    Fault::new(FaultCode::SealedIgnored, Place::file(name)).with("path", name),
                );
                continue;
            }
            if let Some(bytes) = self.bytes(name) {
                let pairs = load_pairs(&bytes, name, population, &mut self.faults);
                let target =
                    if disputes { &mut people.sealed.disputes } else { &mut people.sealed.trusts };
                *target = pairs;
            }
        }
        people
    }

    fn record(&self, file: &CaseFile, instrument: &str) -> RunRecord {
        let mut record = RunRecord {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            target: env!("NANDUTI_TARGET").to_owned(),
            seed: file.meta.seed,
            inputs: self.folder.hashes().clone(),
            instrument: instrument.to_owned(),
            short: String::new(),
        };
        let all = format!("{record:?}");
        hash(all.as_bytes())[..8].clone_into(&mut record.short);
        record
    }
}

#[derive(Default)]
struct Demand {
    firms: Vec<LeadFirm>,
    lots: Vec<Lot>,
    firm_ties: Vec<FirmTie>,
    workshop_ties: Vec<WorkshopTie>,
}

#[derive(Default)]
struct People {
    sealed: SealedPairs,
    visits: Vec<VisitRecord>,
    decisions: Vec<Decision>,
    last_cohort: Option<String>,
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
