//! A plain table scored by an instrument: no case folder and no form.
//!
//! Any CSV or XLSX whose columns carry the names of the instrument's questions will do, so that
//! an instrument can be written for foreign data and every step be checked against another tool.

mod beside;
mod frame_file;

pub use frame_file::SavedFrame;

use crate::declared_options::hold_to_options;
use crate::load::files::{Folder, read_file, unreadable};
use crate::load::instrument::{LoadedInstrument, load_instrument_beside};
use crate::load::people::Mapping;
use crate::survey_input::{Places, apply_names, options};
use crate::weights::fitted_weights;
use beside::diagnose_beside;
use nanduti_diagnostic::{
    Context, Diagnosed, NotByRuns, ScoredRun, WhyUnknown, check_consistency, score_by_runs,
    score_stages, unknown_derived,
};
use nanduti_model::{
    AnswerTable, Assumption, Fault, FaultCode, Instrument, Place, QuestionId, WorkshopId,
};
use nanduti_rules::PriceBasis;
use nanduti_survey::{ExportFile, read_export};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the file that holds a frozen frame in a result folder.
pub const FRAME_FILE: &str = "frame.json";

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
    /// SHA-256 of the file of the instrument and of those beside it that it reads, in hexadecimal.
    pub instrument_hash: String,
}

impl ScoredFile {
    /// Reads both files from the disk, and what the instrument names beside it; see
    /// [`ScoredFile::load`].
    pub fn open(data: &Path, instrument: &Path, seed: u64) -> (Option<Self>, Vec<Fault>) {
        let mut folder = Folder::new(instrument.parent().unwrap_or(Path::new("")));
        match (read(data), read(instrument)) {
            (Ok(data), Ok(instrument)) => {
                let beside = |name: &str| folder.read(name);
                Self::load_beside(as_named(&data), as_named(&instrument), seed, beside)
            }
            (data, instrument) => (None, data.err().into_iter().chain(instrument.err()).collect()),
        }
    }

    /// Reads both files. There is no scored file when any fault is an error.
    pub fn load(data: NamedBytes, instrument: NamedBytes, seed: u64) -> (Option<Self>, Vec<Fault>) {
        let not_there = |name: &str| {
            Err(Fault::new(FaultCode::FileMissing, Place::file(name)).with("path", name))
        };
        Self::load_beside(data, instrument, seed, not_there)
    }

    fn load_beside(
        data: NamedBytes,
        instrument: NamedBytes,
        seed: u64,
        beside: impl FnMut(&str) -> Result<Vec<u8>, Fault>,
    ) -> (Option<Self>, Vec<Fault>) {
        let Ok(text) = std::str::from_utf8(instrument.bytes) else {
            let fault = Fault::new(FaultCode::FileUnreadable, Place::file(instrument.name))
                .with("reason", "UTF-8");
            return (None, vec![fault]);
        };
        let loaded = load_instrument_beside(text, instrument.name, beside);
        let LoadedInstrument { instrument, mut faults, assumptions, hash: instrument_hash } =
            loaded;
        let Some(instrument) = instrument else { return (None, faults) };
        let mut reading_options = options(&instrument, &Mapping::default());
        reading_options.not_contacts =
            instrument.questions.iter().map(|question| question.id.clone()).collect();
        let file = ExportFile { name: data.name, bytes: data.bytes };
        let reading = read_export(&file, None, &reading_options);
        faults.extend(reading.faults);
        let mut table = reading.table;
        if table.n_rows() == 0 {
            if !faults.iter().any(Fault::is_error) {
                faults.push(Fault::new(FaultCode::NoRows, Place::file(data.name)));
            }
            return (None, faults);
        }
        apply_names(&mut table, &instrument, &Mapping::default(), data.name, &mut faults);
        let places = Places { sheet: reading.sheet, columns: reading.columns };
        faults.extend(hold_to_options(&instrument, &mut table, data.name, &places));
        if table.workshops.is_empty() {
            if let Some(question) = &instrument.roles.workshop {
                faults.push(no_codes(question, data.name));
            }
            table.workshops = table
                .keys
                .iter()
                .map(|key| WorkshopId::from(format!("row {}", key.row).as_str()))
                .collect();
        }
        let n = table.n_rows();
        table = consenting(&instrument, table);
        if let (0, Some(question)) = (table.n_rows(), &instrument.roles.consent_diagnosis) {
            let fault = Fault::new(FaultCode::NobodyConsents, Place::file(data.name));
            faults.push(fault.with("n", n).with("question", question));
        }
        faults.extend(check_consistency(&instrument, &mut table, &context(seed)));
        faults.extend(crate::survey_design::faults(&instrument, &table, data.name));
        faults.extend(derived_faults(&instrument, &table, &context(seed)).into_iter().map(
            |mut fault| {
                fault.place.file = Some(data.name.to_owned());
                fault
            },
        ));
        if faults.iter().any(Fault::is_error) {
            return (None, faults);
        }
        (Some(Self { instrument, table, assumptions, seed, instrument_hash }), faults)
    }

    /// The fault of a file whose units have no codes, so that those of another round cannot be
    /// told: the instrument names no column for them.
    pub fn no_unit_codes(&self, instrument: &Path) -> Option<Fault> {
        self.instrument.roles.workshop.is_none().then(|| {
            let name = instrument.file_name().unwrap_or_default().to_string_lossy();
            Fault::new(FaultCode::MissingKey, Place::file(name)).with("key", "roles.workshop")
        })
    }

    /// Sets the weights that rest on the sample: those of the frame, else fitted on this table.
    /// Weights that cannot be fitted are an error, weights that miss their aim a warning.
    pub fn settle_weights(&mut self, frame: Option<&SavedFrame>) -> Vec<Fault> {
        match frame {
            Some(frame) => {
                frame.set_weights(&mut self.instrument);
                Vec::new()
            }
            None => fitted_weights(&mut self.instrument, &self.table, &context(self.seed)),
        }
    }

    /// Scores the table; with `frame`, by an earlier frame, so that no unit of this file moves
    /// another.
    pub fn diagnose(&self, frame: Option<&SavedFrame>) -> Diagnosed<'_> {
        let context = context(self.seed);
        match frame {
            Some(frame) => diagnose_beside(&self.instrument, &self.table, &context, frame),
            None => score_stages(&self.instrument, &self.table, &context, None),
        }
    }

    /// Scores the table run by run and hands every run to `each`, so that nothing but what it
    /// gives is held: [`score_by_runs`], with the frame of an earlier result or the fixed
    /// normalisations of the instrument.
    pub fn score_by_runs<T: Send>(
        &self,
        frame: Option<&SavedFrame>,
        each: impl Fn(&ScoredRun) -> T + Sync,
    ) -> Result<Vec<T>, NotByRuns> {
        let fitted = frame.map(|frame| frame.fitted.as_slice());
        score_by_runs(&self.instrument, &self.table, &context(self.seed), fitted, each)
    }

    /// Reads the frame of an earlier result: its folder, or the file itself. A frame of another
    /// instrument, one that was changed by hand and a file that is none are refused (`R001`).
    pub fn read_frame(&self, path: &Path) -> Result<SavedFrame, Fault> {
        let file = if path.is_dir() { path.join(FRAME_FILE) } else { path.to_owned() };
        let name = file.display().to_string();
        let bytes = read_file(&file).map_err(|error| unreadable(&name, &error))?;
        frame_file::read(&bytes, &name, &self.instrument, &self.instrument_hash)
    }

    /// The frame of this result as the file that a later one is scored by: what was fitted here,
    /// or the frame that held here.
    pub fn frame_json(&self, done: &Diagnosed, frame: Option<&SavedFrame>) -> String {
        let fitted = frame.map_or(&done.diagnosis.frame.fitted, |frame| &frame.fitted);
        let reference = frame.map_or(&self.table, |frame| &frame.reference);
        frame_file::render(&self.instrument, &self.instrument_hash, fitted, reference)
    }
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Fault> {
    match read_file(path) {
        Ok(bytes) => {
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into());
            Ok((name, bytes))
        }
        Err(error) => Err(unreadable(&path.display().to_string(), &error)),
    }
}

fn as_named((name, bytes): &(String, Vec<u8>)) -> NamedBytes<'_> {
    NamedBytes { name, bytes }
}

/// The units that consent to be diagnosed, where the instrument names that question and the file
/// has it; else all of them.
fn consenting(instrument: &Instrument, table: AnswerTable) -> AnswerTable {
    let question = instrument.roles.consent_diagnosis.as_ref();
    let Some(column) = question.and_then(|question| table.column(question)) else { return table };
    let rows: Vec<usize> =
        (0..table.n_rows()).filter(|&row| column.number(row) == Ok(1.0)).collect();
    if rows.len() == table.n_rows() { table } else { table.select(&rows) }
}

/// The instrument names a column of codes that the file does not have.
fn no_codes(question: &QuestionId, file: &str) -> Fault {
    Fault::new(FaultCode::RoleNotAsked, Place::file(file))
        .with("question", question)
        .with("role", "workshop")
}

/// A warning for each derived value that rows lack although they answered all it reads. The file is
/// left to the caller.
pub(crate) fn derived_faults(
    instrument: &Instrument,
    table: &AnswerTable,
    context: &Context,
) -> Vec<Fault> {
    unknown_derived(instrument, table, context)
        .into_iter()
        .map(|found| {
            let reason = match found.why {
                WhyUnknown::NoKey => "no_key",
                WhyUnknown::NoNumber => "no_number",
            };
            let place = Place::default().at_row(table.keys[found.first].row);
            Fault::new(FaultCode::DerivedUnknown, place)
                .with("name", found.derived)
                .with("n", found.rows)
                .with("reason", reason)
        })
        .collect()
}

/// No product and no price: expressions that need them stay unknown.
pub(crate) fn context(seed: u64) -> Context {
    Context {
        standard_minutes: BTreeMap::new(),
        price_basis: PriceBasis { cost_minute: 1.0, overhead: 1.0 },
        minimum_wage: 1.0,
        reference_efficiency: 1.0,
        seed,
    }
}
