//! Explanations as plain text for the terminal: a pair, a plan, a workshop.
//!
//! They are for the designer who holds the case. What the owner alone should speak of
//! (formality, hours, pay) still reads «apoyo en …».

mod levers;
mod pair;
mod plan;
mod workshop;

pub use pair::explain_pair;
pub use workshop::explain_workshop;

#[cfg(test)]
mod tests;
