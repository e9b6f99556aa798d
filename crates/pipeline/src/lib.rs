//! The case folder: load, validate, run the engines in order, write the result tables.
//!
//! The only place that composes engines, and the only one that parses TOML.

pub mod load;
pub mod results;
pub mod table;
