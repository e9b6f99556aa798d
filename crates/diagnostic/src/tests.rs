//! What the diagnosis must hold, by hand-worked figures and by properties over random tables.

mod build;
mod consistency;
mod frame;
mod golden;
mod missing;
mod properties;
mod values;
