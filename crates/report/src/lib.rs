//! From results to documents: the programme report as one HTML file, tables for the terminal
//! and for spreadsheets, faults and explanations in words, Spanish and English.
//!
//! It computes nothing but presentation: medians, middle halves and shares of columns that the
//! engines gave. What an engine did not compute is left out, never filled in.
//!
//! ```
//! use nanduti_report::{Language, words};
//! use nanduti_model::Guaranies;
//!
//! assert_eq!(words::guaranies(Language::Es, Guaranies(2_550_307)), "Gs.\u{a0}2.550.307");
//! ```

mod answered;
mod explain;
mod explain_id;
pub mod faults;
mod privacy;
mod programme;
mod run_summary;
#[cfg(test)]
mod sample;
mod summary;
mod svg;
pub mod tables;
pub mod words;

pub use explain::{explain_pair, explain_workshop};
pub use explain_id::{Explanation, explain_code, explain_id, nearest_id};
pub use faults::{explain_fault_code, fault_table, render_fault_index, render_faults};
pub use privacy::withheld;
pub use programme::render_programme;
pub use run_summary::render_run_summary;
pub use tables::{
    Named, TableFormat, in_words, lint_line, render_rows, render_table, render_terminal,
};
pub use words::{Language, clash_lines, singulars};
