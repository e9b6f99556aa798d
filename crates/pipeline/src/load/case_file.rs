//! `nanduti.toml`: names the case, its clusters and its files.

use crate::load::toml_reader::Document;
use jiff::civil::Date;
use nanduti_model::{Assumption, CaseMeta, Cluster, ClusterId, Fault, FaultCode, Label};

/// File names of a case, relative to its folder; absent ones are not used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseFiles {
    /// The export; absent only where the key is missing, which is a fault.
    pub survey: Option<String>,
    /// Its XLSForm.
    pub form: Option<String>,
    /// Names that differ between instrument and export.
    pub mapping: Option<String>,
    /// Products.
    pub products: Option<String>,
    /// Lead firms.
    pub lead_firms: Option<String>,
    /// Lots.
    pub lots: Option<String>,
    /// Ties.
    pub ties: Option<String>,
    /// Capacity.
    pub capacity: Option<String>,
    /// Policy; `builtin:default` is the one compiled in.
    pub policy: String,
    /// Referral protocol.
    pub referral: String,
    /// What visits confirmed.
    pub visits: Option<String>,
    /// Pins and exclusions.
    pub decisions: Option<String>,
    /// Notes from the field.
    pub notes: Option<String>,
    /// Plans of the last cohort.
    pub last_cohort: Option<String>,
    /// Sealed pairs with an open dispute.
    pub sealed_disputes: Option<String>,
    /// Sealed pairs that trust each other.
    pub sealed_trust: Option<String>,
    /// Instrument: `builtin:garment` or a file.
    pub instrument: String,
    /// Catalogue: `builtin:garment` or a file.
    pub interventions: String,
}

/// A case as its main file states it. Where a value is faulty another stands in its place, so
/// that everything else can be checked.
#[derive(Clone, PartialEq, Debug)]
pub struct CaseFile {
    /// Names the case.
    pub meta: CaseMeta,
    /// Clusters, in printing order.
    pub clusters: Vec<Cluster>,
    /// Files.
    pub files: CaseFiles,
    /// Language of the report: `es` or `en`.
    pub language: String,
}

/// Reads `nanduti.toml`. With faults in it, what could be read comes back beside them; `None` only
/// where it names no files at all.
pub fn load_case_file(
    text: &str,
    file: &str,
    faults: &mut Vec<Fault>,
    assumptions: &mut Vec<Assumption>,
) -> Option<CaseFile> {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let found = read(&document);
    let (mut more, mut ours) = document.into_findings();
    faults.append(&mut more);
    assumptions.append(&mut ours);
    found
}

/// The start that stands for one that could not be read.
const NO_START: Date = Date::constant(2000, 1, 1);

fn read(document: &Document) -> Option<CaseFile> {
    let root = document.root();
    let case = root.section("case");
    let meta = case.as_ref().map(|case| {
        let id = case.text("id");
        let title = case.label("title");
        let start = case.date("start");
        let seed = case.optional_integer("seed", 0..=i64::MAX).unwrap_or(1);
        let synthetic = case.flag("synthetic", false);
        let survey_period = case.optional_label("survey_period").unwrap_or_default();
        let language = case.choice("language", &[("es", "es"), ("en", "en")]);
        case.choice("currency", &[((), "PYG")]);
        case.finish();
        let meta = CaseMeta {
            id: id.unwrap_or_default(),
            title: title.unwrap_or_default(),
            start: start.unwrap_or(NO_START),
            seed: seed as u64,
            synthetic,
            referral: String::new(),
            survey_period,
        };
        (meta, language.unwrap_or("es").to_owned())
    });
    let mut clusters: Vec<Cluster> = Vec::new();
    for section in root.sections("cluster") {
        let (id, name) = (section.text("id"), section.label("name"));
        section.finish();
        if let Some(id) = id {
            let name = name.unwrap_or_default();
            let id = ClusterId::from(id.as_str());
            if clusters.iter().any(|c| c.id == id) {
                section.push(
                    section
                        .fault(FaultCode::DuplicateId, "id")
                        .with("kind", "cluster")
                        .with("id", &id),
                );
            } else {
                clusters.push(Cluster { id, name });
            }
        }
    }
    if clusters.is_empty() && !root.has("cluster") {
        root.push(root.fault(FaultCode::MissingKey, "cluster").with("key", "[[cluster]]"));
    }
    let files = root.section("files").map(|files| {
        let optional = |key: &str| files.optional_text(key).filter(|t| !t.trim().is_empty());
        let found = CaseFiles {
            survey: files.text("survey"),
            form: optional("form"),
            mapping: optional("mapping"),
            products: optional("products"),
            lead_firms: optional("lead_firms"),
            lots: optional("lots"),
            ties: optional("ties"),
            capacity: optional("capacity"),
            policy: optional("policy").unwrap_or_else(|| "builtin:default".to_owned()),
            referral: optional("referral").unwrap_or_else(|| "referral.md".to_owned()),
            visits: optional("visits"),
            decisions: optional("decisions"),
            notes: optional("notes"),
            last_cohort: optional("last_cohort"),
            sealed_disputes: optional("sealed_disputes"),
            sealed_trust: optional("sealed_trust"),
            instrument: optional("instrument").unwrap_or_else(|| "builtin:garment".to_owned()),
            interventions: optional("interventions")
                .unwrap_or_else(|| "builtin:garment".to_owned()),
        };
        files.finish();
        found
    });
    root.finish();
    let (meta, language) = meta.unwrap_or_else(|| {
        let meta = CaseMeta {
            id: String::new(),
            title: Label::default(),
            start: NO_START,
            seed: 1,
            synthetic: false,
            referral: String::new(),
            survey_period: Label::default(),
        };
        (meta, "es".to_owned())
    });
    Some(CaseFile { meta, clusters, files: files?, language })
}

/// The person or office a referral protocol names: its first line `Referente: …` or
/// `Focal point: …` with something after the colon.
pub fn focal_point(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let line = line.trim().trim_start_matches(['-', '*', '#', ' ']);
        let (key, value) = line.split_once(':')?;
        let key = key.trim().trim_matches('*').to_lowercase();
        let named = matches!(key.as_str(), "referente" | "persona referente" | "focal point");
        let value = value.trim().trim_matches('*').trim();
        (named && !value.is_empty() && !value.contains("____")).then(|| value.to_owned())
    })
}
