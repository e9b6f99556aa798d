//! The *Supuestos* sheet: every assumption that was used, with its place.

use super::frame::Sheet;
use super::grid::{Grid, Kind, heading, said};
use super::page::{self, Page, empty_state, plain};
use crate::words::text::{frame, quality as text};
use maud::html;
use nanduti_model::Assumption;

/// Assumptions printed one by one; a case has some hundred.
const PRINTED: usize = 1000;

pub(super) fn sheet(page: &Page<'_>) -> Sheet {
    let language = page.language;
    let mut list: Vec<&Assumption> = page.results.assumptions.iter().collect();
    list.sort();
    list.dedup();
    let name = text::assumptions_name(language);
    let title = text::assumptions_title(language, page.count(list.len()));
    let body = if list.is_empty() {
        empty_state(page, name, text::assumptions_none(language))
    } else {
        let mut grid = Grid::new(vec![
            heading(text::place(language), Kind::Head),
            heading(text::assumption(language), Kind::Long),
        ]);
        for assumption in list.iter().take(PRINTED) {
            grid.row(vec![said(&assumption.place), said(&assumption.text)]);
        }
        let n_more = list.len().saturating_sub(PRINTED);
        page::figure(
            page,
            &plain(name),
            &plain(text::assumptions_measure(language)),
            &html! {
                (grid.framed(page, name))
                @if n_more > 0 {
                    p.nota { (frame::more_rows(language, page.count(n_more), "assumptions")) }
                }
                (page.foot(""))
            },
        )
    };
    Sheet {
        name: name.to_owned(),
        line: text::assumptions_line(language, page.count(list.len())),
        title: plain(title),
        lead: text::assumptions_lead(language).to_owned(),
        body,
    }
}
