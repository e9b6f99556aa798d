//! The programme report: one self-contained HTML file, no script, nothing fetched.
//!
//! Each sheet is one file and answers one question; figures whose engine did not run are left
//! out. Order of everything about people and workshops is cluster, then code.

mod assumptions;
mod capacity;
mod clusters;
mod counted;
mod decide;
mod frame;
mod grid;
mod lots;
mod page;
mod plans;
mod quality;
mod simulation;

use crate::words::Language;
use frame::Sheet;
use nanduti_pipeline::results::Results;
use page::Page;

/// The programme report as one HTML file.
pub fn render_programme(results: &Results, language: Language) -> String {
    let page = Page::new(results, language);
    let mut sheets: Vec<Sheet> = vec![decide::sheet(&page)];
    sheets.extend((0..results.clusters().len()).map(|c| clusters::sheet(&page, c)));
    sheets.extend(lots::sheet(&page));
    sheets.extend(plans::sheet(&page));
    sheets.extend(capacity::sheet(&page));
    sheets.extend(simulation::sheet(&page));
    sheets.push(quality::sheet(&page));
    sheets.push(assumptions::sheet(&page));
    frame::document(&page, &sheets)
}

#[cfg(test)]
mod tests;
