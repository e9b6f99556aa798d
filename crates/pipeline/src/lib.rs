//! The case folder: load, validate, run the engines in order, write the result tables.
//!
//! The only place that composes engines, and the only one that parses TOML.

pub mod all_weights;
pub mod associativity;
pub mod case;
pub mod check_file;
pub mod compare;
pub mod counting_change;
pub mod counting_view;
mod declared_options;
mod engine_assumptions;
pub mod given_plans;
pub mod instrument_quality;
pub mod levers;
pub mod load;
pub mod new_case;
pub mod out;
pub mod population;
mod quality;
pub mod results;
pub mod run;
pub mod run_json;
pub mod scored_file;
pub mod survey_design;
mod survey_input;
pub mod table;
pub mod tables;
pub mod truth;
pub mod uncertainty;
mod weights;
