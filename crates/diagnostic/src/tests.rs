//! What the diagnosis must hold, by hand-worked figures and by properties over random tables.

pub(crate) mod build;
mod consistency;
mod frame;
mod golden;
mod missing;
pub(crate) mod paths;
mod properties;
mod rules;
mod values;
