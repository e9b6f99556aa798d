//! The real binary end to end, and the rules of the house that a test can hold.
#![expect(clippy::unwrap_used, reason = "a test stops where it is wrong")]

mod arrows;
mod bad_input;
mod contacts;
mod end_to_end;
mod folder;
mod foreign;
mod input_walk;
mod instrument_quality;
mod people;
mod sampling;
mod territories;
mod tidy;
mod uncertainty;
mod weights;
mod words;
