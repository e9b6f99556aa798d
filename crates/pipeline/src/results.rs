//! Everything a run found out, as one value: what `report` reads and what the tables of `out/`
//! are written from.

use crate::counting_view::CountingView;
use crate::instrument_quality::{InstrumentQuality, of_case};
use crate::survey_design::Surveyed;
use crate::uncertainty::Certainty;
use nanduti_diagnostic::associativity::TerritoryAssessment;
use nanduti_model::{
    Assumption, CaseMeta, Catalogue, Cluster, Diagnosis, Fault, FieldNoteRecord, FormWords,
    Instrument, LeadFirm, Lot, Matching, Missing, PilotSelection, PlanSet, Policy, Population,
    Product, QuestionId, Resource, SimulationResult,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What names a run: the content of `run.json`. No clock time: same input, same bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RunRecord {
    /// Program version.
    pub version: String,
    /// Target triple the program was built for.
    pub target: String,
    /// Seed.
    pub seed: u64,
    /// SHA-256 of every input file, by path in the case.
    pub inputs: BTreeMap<String, String>,
    /// SHA-256 of the instrument as used.
    pub instrument: String,
    /// First eight hexadecimal digits over all of it: how a page names its run.
    pub short: String,
}

/// Answers to one question, counted by kind of missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuestionQuality {
    /// The question.
    pub question: QuestionId,
    /// Answered, per cluster.
    pub answered: Vec<u32>,
    /// Missing, per cluster, in [`Missing::ALL`] order.
    pub missing: Vec<[u32; Missing::ALL.len()]>,
}

/// Who would be lost if workshops with low availability were dropped (users' point 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WouldBeLost {
    /// Group word: `all`, `women_led`, `both`, `micro`.
    pub group: String,
    /// Cluster.
    pub cluster: usize,
    /// Workshops of the group.
    pub n: u32,
    /// Of them, with at least one axis under its availability threshold.
    pub n_lost: u32,
}

/// How good the data are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DataQuality {
    /// Submissions read.
    pub n_submissions: u32,
    /// Workshops left out because they gave no consent to the diagnosis.
    pub n_without_consent: u32,
    /// Per question of the instrument.
    pub questions: Vec<QuestionQuality>,
    /// Answered share of applicable cells of scored questions, per cluster, 0–1.
    pub availability: Vec<Option<f64>>,
    /// Who would be lost.
    pub would_be_lost: Vec<WouldBeLost>,
    /// Contact columns and non-empty contact cells that were counted and discarded.
    pub contact_columns: u32,
    /// See above.
    pub contact_cells: u32,
    /// Workshops with at least one contradiction.
    pub n_contradictions: u32,
}

/// All results. Engines that were not asked for are absent.
#[derive(Clone, Debug)]
pub struct Results {
    /// Names the run.
    pub record: RunRecord,
    /// Names the case.
    pub meta: CaseMeta,
    /// The instrument.
    pub instrument: Instrument,
    /// What the form calls its questions and options.
    pub form_words: FormWords,
    /// Workshops and clusters.
    pub population: Population,
    /// Products.
    pub products: Vec<Product>,
    /// Lead firms.
    pub firms: Vec<LeadFirm>,
    /// Lots.
    pub lots: Vec<Lot>,
    /// Interventions.
    pub catalogue: Catalogue,
    /// Capacity.
    pub resources: Vec<Resource>,
    /// Policy.
    pub policy: Policy,
    /// Warnings of the input.
    pub faults: Vec<Fault>,
    /// Every assumption that was used.
    pub assumptions: Vec<Assumption>,
    /// Data quality.
    pub quality: DataQuality,
    /// Diagnosis.
    pub diagnosis: Diagnosis,
    /// How sure the scores are; empty where nothing is declared or there are too many workshops.
    pub certainty: Certainty,
    /// The survey design of the answers, where the instrument declares one.
    pub survey: Option<Surveyed>,
    /// The counting view.
    pub counting: Option<CountingView>,
    /// Conditions for working in groups, by cluster: proposals. Empty where the instrument asks
    /// nothing about them.
    pub associativity: Vec<TerritoryAssessment>,
    /// Notes from the field on those conditions.
    pub notes: Vec<FieldNoteRecord>,
    /// What the answers say of the instrument; see [`Results::instrument_quality`].
    pub instrument_quality: OnceLock<InstrumentQuality>,
    /// Matching.
    pub matching: Option<Matching>,
    /// Pilots.
    pub pilots: Option<PilotSelection>,
    /// Plans.
    pub plans: Option<PlanSet>,
    /// Simulation.
    pub simulation: Option<SimulationResult>,
}

impl Results {
    /// The clusters, in case order.
    pub fn clusters(&self) -> &[Cluster] {
        &self.population.clusters
    }

    /// The interval a score is printed with: of its true score at 90 % where the instrument says
    /// how reliable answers are, else from every open answer at its worst to its best.
    pub fn interval(&self, node: usize, row: usize) -> Option<(f64, f64)> {
        let column = &self.diagnosis.columns[node];
        let ends = |list: &[Option<f64>]| list.get(row).copied().flatten();
        self.certainty.interval(node, row).or_else(|| ends(&column.low).zip(ends(&column.high)))
    }

    /// Between which levels a scored workshop lies whose level is not stated.
    pub fn between_levels(&self, node: usize, row: usize) -> Option<(u8, u8)> {
        self.diagnosis.columns[node].score.get(row).copied().flatten()?;
        self.certainty.between_levels(&self.instrument, &self.diagnosis, node, row)
    }

    /// What the answers say of the instrument itself, computed when first asked for.
    pub fn instrument_quality(&self) -> &InstrumentQuality {
        self.instrument_quality.get_or_init(|| of_case(self))
    }
}
