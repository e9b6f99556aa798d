//! Reads the files of a case into model values. Every reader collects all faults it finds.

pub mod catalogue;
pub mod instrument;
pub mod toml_reader;
