//! Reads a form (XLSForm) and a survey export into the typed, columnar answer table; splits
//! contacts from answers at the door; collects every fault with its place.
//!
//! In: bytes of a form and of an export (KoboToolbox CSV or XLSX with XML values, or a plain
//! table). Out: [`Reading`]. Nothing here opens a file, scores an answer or words a fault.
//!
//! What must hold: a contact cell is counted and dropped, only the coarse cell of the place
//! leaves; a fault names row and column and never the cell's value; the same bytes give the same
//! reading; no bytes, however broken, make it panic.
//!
//! ```
//! use nanduti_survey::{ExportFile, ReadOptions, read_export};
//! let bytes = "workers;owner_name\n3;Ana\n;Eva\n".as_bytes();
//! let reading = read_export(&ExportFile { name: "t.csv", bytes }, None, &ReadOptions::default());
//! assert_eq!(reading.table.n_rows(), 2);
//! assert_eq!(reading.table.columns[0].number(0), Ok(3.0));
//! assert!(reading.types_inferred && reading.table.columns.len() == 1);
//! assert_eq!((reading.contacts.columns, reading.contacts.cells), (1, 2));
//! ```

mod answers;
mod constraints;
mod contacts;
mod export;
mod form;
mod grid;
mod infer;
mod keys;
mod layout;
mod numbers;
mod relevance;
mod report;
mod scope;
mod tables;
mod times;

pub use contacts::holds_contact;
pub use export::{ContactSummary, ExportFile, ReadOptions, Reading, read_export};
pub use form::{Form, FormChoice, FormItem, FormRule, ItemKind, read_form};
pub use numbers::is_grouped;
pub use tables::write_tables;
