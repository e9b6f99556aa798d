//! Tables: figures to the right, explicit roles, row heads, and on phones a card for each row.

use super::page::Page;
use crate::words::text::frame;
use maud::{Markup, html};

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Head of the row.
    Head,
    /// Head of the row that is a code.
    Code,
    /// Text.
    Text,
    /// A figure.
    Number,
    /// Long text: takes the whole width on phones.
    Long,
    /// A chart; its heading is for listeners only.
    Chart,
    /// A chart or blank that phones leave out.
    Aside,
}

/// A heading.
pub(super) struct Heading {
    text: String,
    kind: Kind,
}

/// A heading of a kind.
pub(super) fn heading(text: impl Into<String>, kind: Kind) -> Heading {
    Heading { text: text.into(), kind }
}

/// One cell: its content, and whether it stays off phones because there is nothing to say.
pub(super) struct Entry {
    content: Markup,
    blank: bool,
}

/// A cell with content.
pub(super) fn entry(content: Markup) -> Entry {
    Entry { content, blank: false }
}

/// A cell with text.
pub(super) fn said(text: impl AsRef<str>) -> Entry {
    let text = text.as_ref();
    Entry { content: html! { (text) }, blank: text.is_empty() }
}

/// A table under construction.
pub(super) struct Grid {
    headings: Vec<Heading>,
    rows: Vec<Vec<Entry>>,
    totals: Option<Vec<Entry>>,
    caption: Option<Markup>,
}

impl Grid {
    pub(super) fn new(headings: Vec<Heading>) -> Self {
        Self { headings, rows: Vec::new(), totals: None, caption: None }
    }

    /// Adds a row; the first cell is its head where the heading says so.
    pub(super) fn row(&mut self, cells: Vec<Entry>) {
        debug_assert_eq!(cells.len(), self.headings.len());
        self.rows.push(cells);
    }

    /// Sets the row of totals.
    pub(super) fn totals(&mut self, cells: Vec<Entry>) {
        debug_assert_eq!(cells.len(), self.headings.len());
        self.totals = Some(cells);
    }

    /// Sets the caption.
    pub(super) fn caption(&mut self, caption: Markup) {
        self.caption = Some(caption);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table in a region that scrolls on its own, named for listeners.
    pub(super) fn framed(&self, page: &Page<'_>, name: &str) -> Markup {
        html! {
            div.marco role="region" tabindex="0" aria-label=(name) { (self.render(page)) }
        }
    }

    /// The bare table.
    pub(super) fn render(&self, page: &Page<'_>) -> Markup {
        let bar = frame::bar(page.language);
        html! {
            table.fichas role="table" {
                @if let Some(caption) = &self.caption { caption { (caption) } }
                thead role="rowgroup" {
                    tr role="row" {
                        @for heading in &self.headings {
                            th role="columnheader" scope="col" class=[class_of(heading.kind, true)]
                                style=[(heading.kind == Kind::Chart || heading.kind == Kind::Aside)
                                    .then_some("width:17%")] {
                                @if matches!(heading.kind, Kind::Chart | Kind::Aside) {
                                    span.sr { @if heading.text.is_empty() { (bar) } @else { (heading.text) } }
                                } @else { (heading.text) }
                            }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows { (self.row_markup(row)) }
                }
                @if let Some(totals) = &self.totals {
                    tfoot role="rowgroup" { (self.row_markup(totals)) }
                }
            }
        }
    }

    fn row_markup(&self, row: &[Entry]) -> Markup {
        html! {
            tr role="row" {
                @for (heading, cell) in self.headings.iter().zip(row) {
                    @if matches!(heading.kind, Kind::Head | Kind::Code) {
                        th role="rowheader" scope="row" class=[class_of(heading.kind, false)]
                            data-r=(heading.text) { (cell.content) }
                    } @else {
                        td role="cell" class=[cell_class(heading.kind, cell.blank)]
                            data-r=(heading.text) { (cell.content) }
                    }
                }
            }
        }
    }
}

fn class_of(kind: Kind, is_heading: bool) -> Option<&'static str> {
    match kind {
        Kind::Number => Some("n"),
        Kind::Code if !is_heading => Some("cod"),
        Kind::Long if !is_heading => Some("largo"),
        Kind::Chart if !is_heading => Some("barra"),
        Kind::Aside if !is_heading => Some("nada"),
        _ => None,
    }
}

fn cell_class(kind: Kind, blank: bool) -> Option<&'static str> {
    match (kind, blank) {
        (Kind::Number, true) => Some("n nada"),
        (_, true) => Some("nada"),
        _ => class_of(kind, false),
    }
}
