//! The true scores of a synthetic case: what the garment instrument would give were every item
//! answered, consistent and free of response noise.
//!
//! Truth stands beside a case, in `sealed/`, where nothing that diagnoses reads it: it is there to
//! be held against what was diagnosed.

use crate::case::GARMENT_INSTRUMENT;
use crate::load::instrument::load_instrument;
use crate::load::people::Mapping;
use crate::load::policy::{DEFAULT_POLICY, load_policy};
use crate::load::products::load_products;
use crate::new_case::PRODUCTS;
use crate::survey_input::read_survey;
use nanduti_diagnostic::{Context, Diagnosed, check_consistency, diagnose_stages};
use nanduti_model::{AnswerTable, Cluster, Instrument, Label, NodeKind, Policy, Product};
use nanduti_synth::{Hearing, SynthError, SyntheticCase, kobo_csv_of, write_xlsform};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;

/// File of the true scores in a case folder.
pub const TRUTH_FILE: &str = "sealed/truth.csv";
/// File of the latent factors behind them.
pub const LATENT_FILE: &str = "sealed/latent.csv";

/// Workshops scored at a time.
const ROWS: usize = 8_192;

/// The files and figures a new synthetic case is scored by.
#[derive(Debug)]
pub struct Yardstick {
    /// The instrument.
    pub instrument: Instrument,
    form: Vec<u8>,
    clusters: Vec<Cluster>,
    products: Vec<Product>,
    policy: Policy,
    seed: u64,
}

impl Yardstick {
    /// Of a synthetic case as it is written.
    pub fn new(case: &SyntheticCase) -> Result<Self, SynthError> {
        let (mut faults, mut assumptions) = (Vec::new(), Vec::new());
        let seed = case.settings.seed;
        let whole = "what is compiled in is sound: a test loads it";
        let instrument = load_instrument(GARMENT_INSTRUMENT, "builtin:garment").0.expect(whole);
        let products =
            load_products(PRODUCTS, "products.toml", &mut faults, &mut assumptions).expect(whole);
        let (policy, _) = load_policy(
            DEFAULT_POLICY,
            "policy.toml",
            &instrument,
            seed,
            &mut faults,
            &mut assumptions,
        )
        .expect(whole);
        let clusters = nanduti_synth::Cluster::ALL
            .map(|cluster| Cluster {
                id: cluster.option().into(),
                name: Label::same(cluster.town()),
            })
            .to_vec();
        let form = write_xlsform(&case.form)?;
        Ok(Self { instrument, form, clusters, products, policy, seed })
    }

    /// Answers of some workshops of the case, in code order, those who consent to be diagnosed;
    /// contradictions set aside. `None` where nobody consents.
    pub fn answers(
        &self,
        case: &SyntheticCase,
        rows: Range<usize>,
        hearing: Hearing,
    ) -> Option<AnswerTable> {
        let export = kobo_csv_of(case, rows, hearing);
        let survey = read_survey(
            ("survey.csv", &export),
            Some(("form.xlsx", &self.form)),
            None,
            &self.clusters,
            Some((&self.instrument, &Mapping::default())),
            &mut Vec::new(),
        )?;
        let mut table = survey.table;
        check_consistency(&self.instrument, &mut table, &self.context());
        (table.n_rows() > 0).then_some(table)
    }

    /// Scores a table of answers.
    pub fn diagnose<'a>(&'a self, table: &'a AnswerTable) -> Diagnosed<'a> {
        diagnose_stages(&self.instrument, table, &self.context(), None)
    }

    fn context(&self) -> Context {
        crate::case::context(&self.products, Some(&self.policy), self.seed)
    }
}

/// Writes the true scores: one row a workshop that consents, in the order of the survey; points of
/// every node (0–100, empty where it does not apply), axes first with their level (1 the lowest).
pub fn write_truth(case: &SyntheticCase, out: &mut dyn Write) -> Result<(), SynthError> {
    let failed = |source| SynthError::Write { file: TRUTH_FILE.to_owned(), source };
    let yardstick = Yardstick::new(case)?;
    let mut head = String::from("workshop");
    for node in &yardstick.instrument.nodes {
        let _ = write!(head, ",{}", node.id);
        if node.parent.is_none() {
            let _ = write!(head, ",{}_level", node.id);
        }
    }
    out.write_all(format!("{head}\n").as_bytes()).map_err(failed)?;
    for start in (0..case.workshops.len()).step_by(ROWS) {
        let rows = start..(start + ROWS).min(case.workshops.len());
        let hearing = Hearing::True { noise: 1.0 };
        let Some(table) = yardstick.answers(case, rows.clone(), hearing) else { continue };
        let lines = lines(&yardstick.diagnose(&table));
        for line in rows.filter_map(|index| lines.get(&case.code(index))) {
            out.write_all(line.as_bytes()).map_err(failed)?;
        }
    }
    Ok(())
}

/// One line a workshop, by its code.
fn lines(done: &Diagnosed) -> BTreeMap<String, String> {
    let diagnosis = &done.diagnosis;
    let line = |row: usize| {
        let mut line = diagnosis.workshops[row].to_string();
        for (node, column) in diagnosis.nodes.iter().zip(&diagnosis.columns) {
            line.push(',');
            if let Some(score) = column.score[row] {
                let _ = write!(line, "{score:.4}");
            }
            if node.kind == NodeKind::Axis {
                line.push(',');
                if let Some(level) = column.level[row] {
                    let _ = write!(line, "{}", level + 1);
                }
            }
        }
        line.push('\n');
        line
    };
    (0..diagnosis.workshops.len())
        .map(|row| (diagnosis.workshops[row].to_string(), line(row)))
        .collect()
}

#[cfg(test)]
mod tests;
