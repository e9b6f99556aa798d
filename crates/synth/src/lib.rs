//! Synthetic populations calibrated to published facts, and the writers of the KoboToolbox export
//! dialect and of its XLSForm.
//!
//! The problem: no table of the three clusters' workshops is public, yet every engine needs one to
//! be built and judged on. The answer: latent factors with the published correlations, cluster
//! centres of the domain notes, prices that follow from standard minutes, and an interview that
//! loses 5–12 % of the answers and contradicts itself in one workshop of forty. Everything says
//! that it is synthetic.
//!
//! Invariants: same settings, same bytes, on any number of threads (each number has its own key);
//! lead firms are invented; no engine is called and nothing is read.
//!
//! ```
//! use nanduti_synth::{SynthSettings, case_files, generate};
//! let case = generate(SynthSettings { workshops: 20, seed: 7 });
//! let files = case_files(&case)?;
//! assert!(files.iter().any(|(name, _)| name == "survey.csv"));
//! # Ok::<(), nanduti_synth::SynthError>(())
//! ```

mod answers;
mod calibration;
mod case;
mod contacts;
mod demand;
mod draw;
mod error;
mod files;
mod form;
mod items;
mod kobo;
mod products;
mod response;
mod spreadsheet;
mod ties;
mod truth;
mod xlsform;

pub use answers::Hearing;
pub use calibration::Cluster;
pub use case::{MAX_WORKSHOPS, PUBLISHED_WORKSHOPS, SynthSettings, SyntheticCase, generate};
pub use demand::{SyntheticFirm, SyntheticLot};
pub use error::SynthError;
pub use files::{case_file_names, case_files, truth_csv, write_case_file};
pub use form::{
    ChoiceSpec, FormSpec, GroupSpec, ListSpec, NumberCodes, QuestionSpec, QuestionType, SYNTHETIC,
};
pub use kobo::{MAX_XLSX_WORKSHOPS, kobo_csv, kobo_csv_of, write_kobo_csv, write_kobo_xlsx};
pub use ties::{SealedPair, SyntheticTie, TiePartner};
pub use truth::{Consents, Factors, Kit, LeadSex, Market, Neighbours, Papers, Work, WorkshopTruth};
pub use xlsform::write_xlsform;

#[cfg(test)]
mod tests;
