//! Reads the files of a case into model values. Every reader collects all faults it finds.

pub mod case_file;
pub mod catalogue;
pub mod csv_reader;
pub mod demand;
pub mod files;
pub mod instrument;
pub mod notes;
pub mod people;
pub mod policy;
pub mod products;
pub mod toml_reader;
pub mod workshops;
