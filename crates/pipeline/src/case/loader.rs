//! Reads every file of a case in order. What could not be read is absent, and what depends on it
//! is not checked.

use super::{CASE_FILE, Case, GARMENT_INSTRUMENT, GARMENT_INTERVENTIONS, Loaded, context};
use crate::load::case_file::{CaseFile, focal_point, load_case_file};
use crate::load::catalogue::{Capacity, load_capacity, load_catalogue};
use crate::load::csv_reader::{decode, is_text};
use crate::load::demand::{load_lead_firms, load_lots, load_ties};
use crate::load::files::{Folder, hash};
use crate::load::instrument::load_instrument_beside;
use crate::load::notes::load_notes;
use crate::load::people::{
    Mapping, check_pins, load_decisions, load_mapping, load_pairs, load_visits,
};
use crate::load::policy::{DEFAULT_POLICY, load_policy};
use crate::load::products::load_products;
use crate::load::workshops::Workshops;
use crate::population;
use crate::results::RunRecord;
use crate::scored_file::derived_faults;
use crate::survey_input::{SurveyInput, read_survey};
use crate::weights::fitted_weights;
use jiff::ToSpan;
use jiff::civil::Date;
use nanduti_diagnostic::{add_territory_means, check_consistency, diagnose};
use nanduti_model::{
    Assumption, Catalogue, Decision, Diagnosis, Fault, FaultCode, FieldNoteRecord, FirmTie,
    Instrument, LeadFirm, Lot, Place, Policy, Population, Product, Resource, SealedPairs,
    SimulationSettings, VisitRecord, WorkshopTie,
};
use std::collections::BTreeSet;

/// Reads the files of a case in the order in which they depend on each other.
pub(super) struct Loader {
    pub(super) folder: Folder,
    pub(super) faults: Vec<Fault>,
    pub(super) assumptions: Vec<Assumption>,
}

/// Configs that shape how answers are read. What is absent could not be read, and what depends on
/// it is not checked: one broken file blames no other.
struct Configs {
    instrument: Option<Instrument>,
    instrument_hash: String,
    catalogue: Option<Catalogue>,
    policy: Option<(Policy, SimulationSettings)>,
    resources: Option<Vec<Resource>>,
    products: Option<Vec<Product>>,
    mapping: Option<Mapping>,
}

impl Loader {
    /// The case, where nothing stops it; everything found wrong is in `faults`.
    pub(super) fn load(&mut self, seed: Option<u64>, loaded: &mut Loaded) -> Option<Case> {
        let text = self.case_text()?;
        let mut file = load_case_file(&text, CASE_FILE, &mut self.faults, &mut self.assumptions)?;
        let is_sound = !self.faults.iter().any(Fault::is_error);
        loaded.language = Some(file.language.clone());
        if let Some(seed) = seed {
            file.meta.seed = seed;
        }
        self.referral(&mut file);
        let mut configs = self.configs(&file);
        let mut survey = self.survey(&file, &configs);
        loaded.table = survey.as_ref().map(|survey| survey.table.clone());
        let scored = self.score(&file, &mut configs, survey.as_mut());
        let workshops = Workshops {
            population: scored.as_ref().map(|(_, population)| population),
            surveyed: survey.as_ref().and_then(|survey| survey.surveyed.as_ref()),
            issued: survey.as_ref().is_some_and(|survey| survey.codes_issued),
        };
        let demand = self.demand(&file, configs.products.as_deref(), workshops);
        let people = self.people(&file, workshops);
        if is_sound {
            self.check_calendar(&file, &demand.lots);
        }
        let (diagnosis, population) = scored?;
        self.finish(file, configs, survey?, (diagnosis, population), demand, people)
    }

    /// The text of the file that names the case.
    fn case_text(&mut self) -> Option<String> {
        if !self.folder.exists() {
            let path = self.folder.root().display().to_string();
            self.faults.push(
                Fault::new(FaultCode::CaseFolderMissing, Place::file(&path)).with("path", &path),
            );
            return None;
        }
        if !self.folder.has(CASE_FILE) {
            self.faults.push(Fault::new(FaultCode::NoCaseFile, Place::file(CASE_FILE)));
            return None;
        }
        self.text(CASE_FILE)
    }

    /// A file as text, or a fault.
    fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.bytes(name)?;
        if is_text(&bytes) {
            return Some(decode(&bytes));
        }
        self.faults.push(Fault::new(FaultCode::NotText, Place::file(name)));
        None
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

    /// What a text file holds: nothing where the case names none, `None` where it is broken.
    fn read_or<T>(
        &mut self,
        name: Option<&String>,
        nothing: T,
        read: impl FnOnce(&mut Self, &str, &str) -> Option<T>,
    ) -> Option<T> {
        let Some(name) = name else { return Some(nothing) };
        let text = self.text(name)?;
        read(self, &text, name)
    }

    /// A config named by path, or compiled in; its hash is part of the run either way.
    fn config(
        &mut self,
        part: &str,
        name: &str,
        builtin: &[(&str, &'static str)],
    ) -> Option<String> {
        match name.strip_prefix("builtin:") {
            None => self.text(name),
            Some(id) => {
                if let Some((_, text)) = builtin.iter().find(|(known, _)| *known == id) {
                    self.folder.remember(&format!("{name} {part}"), text.as_bytes());
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

    fn configs(&mut self, file: &CaseFile) -> Configs {
        let files = &file.files;
        let instrument_text =
            self.config("instrument", &files.instrument, &[("garment", GARMENT_INSTRUMENT)]);
        let folder = std::path::Path::new(&files.instrument).parent().unwrap_or("".as_ref());
        let loaded = instrument_text.map(|text| {
            let beside = |name: &str| self.folder.read(&folder.join(name).to_string_lossy());
            load_instrument_beside(&text, &files.instrument, beside)
        });
        let instrument_hash = loaded.as_ref().map(|loaded| loaded.hash.clone());
        let instrument = loaded
            .and_then(|loaded| self.keep((loaded.instrument, loaded.faults, loaded.assumptions)));
        let products = self.read_or(files.products.as_ref(), Vec::new(), |this, text, name| {
            load_products(text, name, &mut this.faults, &mut this.assumptions)
        });
        let mapping =
            self.read_or(files.mapping.as_ref(), Mapping::default(), |this, text, name| {
                load_mapping(text, name, &mut this.faults)
            });
        let resources = self.read_or(files.capacity.as_ref(), Vec::new(), |this, text, name| {
            this.keep(load_capacity(text, name, &file.clusters))
        });
        if files.capacity.is_none() {
            self.faults.push(Fault::new(FaultCode::NoCapacity, Place::file(CASE_FILE)));
        }
        let policy = self.policy(file, instrument.as_ref());
        let catalogue = self.catalogue(file, instrument.as_ref(), resources.as_deref());
        Configs {
            instrument_hash: instrument_hash.unwrap_or_default(),
            instrument,
            catalogue,
            policy,
            resources,
            products,
            mapping,
        }
    }

    /// Keeps the findings of a reader and gives what it read.
    fn keep<T>(
        &mut self,
        (value, faults, assumptions): (Option<T>, Vec<Fault>, Vec<Assumption>),
    ) -> Option<T> {
        self.faults.extend(faults);
        self.assumptions.extend(assumptions);
        value
    }

    fn policy(
        &mut self,
        file: &CaseFile,
        instrument: Option<&Instrument>,
    ) -> Option<(Policy, SimulationSettings)> {
        let text = self.config("policy", &file.files.policy, &[("default", DEFAULT_POLICY)])?;
        load_policy(
            &text,
            &file.files.policy,
            instrument?,
            file.meta.seed,
            &mut self.faults,
            &mut self.assumptions,
        )
    }

    fn catalogue(
        &mut self,
        file: &CaseFile,
        instrument: Option<&Instrument>,
        resources: Option<&[Resource]>,
    ) -> Option<Catalogue> {
        let files = &file.files;
        let text = self.config(
            "interventions",
            &files.interventions,
            &[("garment", GARMENT_INTERVENTIONS)],
        )?;
        let capacity = match (resources, &files.capacity) {
            (Some(_), None) => Capacity::NotGiven,
            (Some(resources), Some(_)) => Capacity::Given(resources),
            (None, _) => Capacity::Unknown,
        };
        self.keep(load_catalogue(&text, &files.interventions, capacity, instrument?))
    }

    fn survey(&mut self, file: &CaseFile, configs: &Configs) -> Option<SurveyInput> {
        let form = self.optional(file.files.form.as_ref());
        let name = file.files.survey.as_ref()?;
        let export = self.bytes(name)?;
        let codes = if self.folder.has("codes.csv") { self.bytes("codes.csv") } else { None };
        read_survey(
            (name, &export),
            form.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
            codes.as_deref(),
            &file.clusters,
            configs.instrument.as_ref().zip(configs.mapping.as_ref()),
            &mut self.faults,
        )
    }

    /// Scores and workshops, where answers could be read under the instrument's names.
    fn score(
        &mut self,
        file: &CaseFile,
        configs: &mut Configs,
        survey: Option<&mut SurveyInput>,
    ) -> Option<(Diagnosis, Population)> {
        let (survey, instrument) = (survey?, configs.instrument.as_mut()?);
        if !survey.is_named || file.clusters.is_empty() {
            return None;
        }
        self.forget_empty_clusters(file, survey);
        let products = configs.products.as_deref().unwrap_or(&[]);
        let policy = configs.policy.as_ref().map(|(policy, _)| policy);
        let context = context(products, policy, file.meta.seed);
        let contradictions = check_consistency(instrument, &mut survey.table, &context);
        let with_contradiction: BTreeSet<Option<u32>> =
            contradictions.iter().map(|f| f.place.row).collect();
        survey.quality.n_contradictions += with_contradiction.len() as u32;
        let places = &survey.places;
        let unknown = derived_faults(instrument, &survey.table, &context);
        self.faults.extend(contradictions.into_iter().chain(unknown).map(|mut fault| {
            fault.place.file = file.files.survey.as_ref().and_then(|name| Place::file(name).file);
            places.complete(&mut fault.place);
            fault
        }));
        self.faults.extend(fitted_weights(instrument, &survey.table, &context));
        let survey_file = file.files.survey.as_deref().unwrap_or_default();
        self.faults.extend(crate::survey_design::faults(instrument, &survey.table, survey_file));
        let mut diagnosis = diagnose(instrument, &survey.table, &context);
        add_territory_means(&mut diagnosis, &survey.clusters_of);
        let population = population::build(
            instrument,
            &survey.table,
            &diagnosis,
            &file.clusters,
            &survey.clusters_of,
            &survey.cells,
        );
        Some((diagnosis, population))
    }

    /// Where the survey holds unknown clusters and no answer of a cluster of the case, that one is
    /// misnamed in `nanduti.toml`: what capacity says of it is not the mistake.
    fn forget_empty_clusters(&mut self, file: &CaseFile, survey: &SurveyInput) {
        let misnamed = self.faults.iter().any(|f| f.code == FaultCode::UnknownCluster);
        if survey.has_empty_cluster && misnamed {
            let of_a_cluster = |fault: &Fault| {
                matches!(fault.code, FaultCode::UnknownKey | FaultCode::MissingKey)
                    && fault.place.file == file.files.capacity
                    && fault.place.column.as_ref().is_some_and(|c| c.contains(".amounts."))
            };
            self.faults.retain(|fault| !of_a_cluster(fault));
        }
    }

    fn finish(
        &mut self,
        file: CaseFile,
        configs: Configs,
        mut survey: SurveyInput,
        (mut diagnosis, population): (Diagnosis, Population),
        demand: Demand,
        people: People,
    ) -> Option<Case> {
        let (policy, simulation) = configs.policy?;
        let instrument = configs.instrument?;
        if self.faults.iter().any(Fault::is_error) {
            return None;
        }
        if let Some(name) = &file.files.decisions {
            self.faults.extend(check_pins(&people.decisions, &people.visits, &population, name));
        }
        crate::quality::measure(
            &instrument,
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
            instrument,
            catalogue: configs.catalogue?,
            resources: configs.resources?,
            policy,
            simulation,
            table: survey.table,
            form_words: survey.words,
            diagnosis,
            clusters_of: survey.clusters_of,
            population,
            products: configs.products?,
            firms: demand.firms,
            lots: demand.lots,
            firm_ties: demand.firm_ties,
            workshop_ties: demand.workshop_ties,
            sealed: people.sealed,
            visits: people.visits,
            decisions: people.decisions,
            notes: people.notes,
            last_cohort: people.last_cohort,
            quality: survey.quality,
            assumptions: std::mem::take(&mut self.assumptions),
            issued_codes: survey.issued_codes,
        })
    }

    fn demand(
        &mut self,
        file: &CaseFile,
        products: Option<&[Product]>,
        workshops: Workshops,
    ) -> Demand {
        let files = &file.files;
        let mut demand = Demand::default();
        let firms = match (&files.lead_firms, self.optional(files.lead_firms.as_ref())) {
            (None, _) => Some(Vec::new()),
            (Some(_), None) => None,
            (Some(_), Some((name, bytes))) => load_lead_firms(&bytes, &name, &mut self.faults),
        };
        if let Some((name, bytes)) = self.optional(files.lots.as_ref()) {
            demand.lots = load_lots(&bytes, &name, firms.as_deref(), products, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.ties.as_ref()) {
            (demand.firm_ties, demand.workshop_ties) =
                load_ties(&bytes, &name, workshops, firms.as_deref(), &mut self.faults);
        }
        demand.firms = firms.unwrap_or_default();
        demand
    }

    /// A warning where no lot touches the year of the cohort.
    fn check_calendar(&mut self, file: &CaseFile, lots: &[Lot]) {
        let start = file.meta.start;
        let until = start.checked_add(1.year()).unwrap_or(Date::MAX);
        let outside = |lot: &Lot| lot.due < start || lot.start >= until;
        if let Some(name) = &file.files.lots
            && !lots.is_empty()
            && lots.iter().all(outside)
        {
            self.faults.push(
                Fault::new(FaultCode::LotsOutsideCohort, Place::file(name))
                    .with("n", lots.len())
                    .with("start", start)
                    .with("until", until),
            );
        }
    }

    fn people(&mut self, file: &CaseFile, workshops: Workshops) -> People {
        let files = &file.files;
        let mut people = People::default();
        if let Some((name, bytes)) = self.optional(files.visits.as_ref()) {
            people.visits = load_visits(&bytes, &name, workshops, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.decisions.as_ref()) {
            people.decisions = load_decisions(&bytes, &name, workshops, &mut self.faults);
        }
        if let Some((name, bytes)) = self.optional(files.notes.as_ref()) {
            people.notes = load_notes(&bytes, &name, &file.clusters, workshops, &mut self.faults);
        }
        if let Some(name) = &files.last_cohort {
            people.last_cohort = self.text(name);
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
                let pairs = load_pairs(&bytes, name, workshops.population, &mut self.faults);
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
    notes: Vec<FieldNoteRecord>,
    last_cohort: Option<String>,
}
