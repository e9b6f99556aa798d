//! What reading found, grouped; a reserved question is never named and its places never given.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::faults::{FaultGroup, fault_action, fault_title, group_faults};
use crate::words::text::quality as text;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Groups printed; `check` lists all.
const PRINTED: usize = 40;

pub(super) fn figure(page: &Page<'_>) -> Markup {
    let language = page.language;
    let faults = &page.results.faults;
    let groups = group_faults(faults);
    if groups.is_empty() {
        return html! {
            section.fig { h3.hallazgo { (text::faults_title_none(language)) } (page.foot("")) }
        };
    }
    let kinds: BTreeSet<_> = groups.iter().map(|g| g.code).collect();
    let title = text::faults_title(language, page.count(faults.len()), page.count(kinds.len()));
    let mut grid = Grid::new(vec![
        heading(text::code(language), Kind::Code),
        heading(text::what(language), Kind::Text),
        heading(text::where_(language), Kind::Long),
        heading(text::times(language), Kind::Number),
        heading(text::action(language), Kind::Long),
    ]);
    for group in groups.iter().take(PRINTED) {
        grid.row(vec![
            said(group.code.id()),
            said(fault_title(group.code, language)),
            said(place(page, group)),
            said(page.count(group.faults.len())),
            said(fault_action(group.code, language)),
        ]);
    }
    let n_more = groups.len().saturating_sub(PRINTED);
    page::figure(
        page,
        &plain(&title),
        &plain(text::faults_measure(language)),
        &html! {
            (grid.framed(page, &title))
            @if n_more > 0 { p.nota { (text::more_groups(language, page.count(n_more))) } }
            (page.foot(""))
        },
    )
}

/// The column without its rows: the report names no single workshop's cell.
fn place(page: &Page<'_>, group: &FaultGroup<'_>) -> String {
    let reserved = group.faults.iter().any(|fault| {
        let column = fault.place.column.iter();
        column.chain(fault.details.values()).any(|name| page.privacy.is_carried(name))
    });
    if reserved { text::reserved(page.language).to_owned() } else { group.area(page.language) }
}
