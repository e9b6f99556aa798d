//! A plain table scored by an instrument: no case folder and no form.
//!
//! Any CSV or XLSX whose columns carry the names of the instrument's questions will do, so that
//! an instrument can be written for foreign data and every step be checked against another tool.

use crate::load::instrument::load_instrument;
use crate::load::people::Mapping;
use crate::survey_input::{apply_names, options};
use nanduti_diagnostic::{Context, Diagnosed, check_consistency, diagnose_stages};
use nanduti_model::{
    AnswerTable, Assumption, Fault, FaultCode, Fitted, Instrument, Place, WorkshopId,
};
use nanduti_rules::PriceBasis;
use nanduti_survey::{ExportFile, read_export};
use std::collections::BTreeMap;

/// A file with its name, as faults call it.
#[derive(Clone, Copy, Debug)]
pub struct NamedBytes<'a> {
    /// Name.
    pub name: &'a str,
    /// Content.
    pub bytes: &'a [u8],
}

/// A table and the instrument that scores it.
#[derive(Debug)]
pub struct ScoredFile {
    /// The instrument.
    pub instrument: Instrument,
    /// The answers; units in the order of the file.
    pub table: AnswerTable,
    /// What the instrument assumes.
    pub assumptions: Vec<Assumption>,
    /// Seed of what is drawn.
    pub seed: u64,
}

impl ScoredFile {
    /// Reads both files. There is no scored file when any fault is an error.
    pub fn load(data: NamedBytes, instrument: NamedBytes, seed: u64) -> (Option<Self>, Vec<Fault>) {
        let Ok(text) = std::str::from_utf8(instrument.bytes) else {
            let fault = Fault::new(FaultCode::FileUnreadable, Place::file(instrument.name))
                .with("reason", "UTF-8");
            return (None, vec![fault]);
        };
        let (found, mut faults, assumptions) = load_instrument(text, instrument.name);
        let Some(instrument) = found else { return (None, faults) };
        let mut reading_options = options(&instrument, &Mapping::default());
        reading_options.not_contacts =
            instrument.questions.iter().map(|question| question.id.clone()).collect();
        let file = ExportFile { name: data.name, bytes: data.bytes };
        let reading = read_export(&file, None, &reading_options);
        faults.extend(reading.faults);
        let mut table = reading.table;
        if table.n_rows() == 0 {
            return (None, faults);
        }
        apply_names(&mut table, &instrument, &Mapping::default(), data.name, &mut faults);
        if table.workshops.is_empty() {
            table.workshops = table
                .keys
                .iter()
                .map(|key| WorkshopId::from(format!("row {}", key.row).as_str()))
                .collect();
        }
        faults.extend(check_consistency(&instrument, &mut table, &context(seed)));
        if faults.iter().any(Fault::is_error) {
            return (None, faults);
        }
        (Some(Self { instrument, table, assumptions, seed }), faults)
    }

    /// Scores the table; with `frozen`, by the normalisations of an earlier frame.
    pub fn diagnose(&self, frozen: Option<&[Fitted]>) -> Diagnosed<'_> {
        diagnose_stages(&self.instrument, &self.table, &context(self.seed), frozen)
    }
}

/// No product and no price: expressions that need them stay unknown.
fn context(seed: u64) -> Context {
    Context {
        standard_minutes: BTreeMap::new(),
        price_basis: PriceBasis { cost_minute: 1.0, overhead: 1.0 },
        minimum_wage: 1.0,
        reference_efficiency: 1.0,
        seed,
    }
}
