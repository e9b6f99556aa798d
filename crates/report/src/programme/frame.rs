//! The frame of the document: head, stamps, index, sheets.

use super::page::{Page, mark};
use crate::words::{date_long, singulars, text::frame};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::fmt::Write as _;

/// One sheet of the report.
pub(super) struct Sheet {
    /// Short name for the index.
    pub(super) name: String,
    /// What it holds and how many: the line over the title.
    pub(super) line: String,
    /// The finding.
    pub(super) title: Markup,
    /// What follows from it; may be empty.
    pub(super) lead: String,
    /// Its figures.
    pub(super) body: Markup,
}

const STYLE: &str = include_str!("style.css");
const SYMBOLS: &str = include_str!("symbols.svg");

/// The whole document.
pub(super) fn document(page: &Page<'_>, sheets: &[Sheet]) -> String {
    let language = page.language;
    let title = language.of(&page.results.meta.title);
    let mut state = frame::proposal_word(language).to_owned();
    if page.results.meta.synthetic {
        state = format!("{state}, {}", frame::synthetic_word(language));
    }
    let head_title = format!("Ñandutí · {} · {title} ({state})", frame::report_name(language));
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (head_title) }
                style { (PreEscaped(STYLE)) (PreEscaped(page_margins(page))) }
            }
            body {
                a.saltar href="#contenido" { (frame::skip_link(language)) }
                (PreEscaped(SYMBOLS))
                (strip(page))
                header.marca {
                    svg aria-hidden="true" { (PreEscaped(r##"<use href="#nanduti"/>"##)) }
                    p {
                        b { "Ñandutí" } " · " (frame::report_name(language)) br;
                        span.chico { (title) " · " (frame::programme_use(language)) }
                    }
                }
                nav.indice aria-label=(frame::sheets_of_report(language)) {
                    ul {
                        @for (i, sheet) in sheets.iter().enumerate() {
                            li { a href=(format!("#h{}", i + 1)) { (i + 1) " " (sheet.name) } }
                        }
                    }
                }
                main id="contenido" {
                    @for (i, sheet) in sheets.iter().enumerate() { (article(page, i, sheet)) }
                }
            }
        }
    };
    // Sources may quote addresses; the report links nowhere and fetches nothing.
    singulars(&unbroken_ranges(&without_addresses(&markup.into_string())))
}

/// The text without the schemes of addresses, whatever their case.
fn without_addresses(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at);
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            before.len() >= scheme.len()
                && before.is_char_boundary(before.len() - scheme.len())
                && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
        });
        if let Some(scheme) = scheme {
            out.push_str(&before[..before.len() - scheme.len()]);
        } else {
            out.push_str(before);
            out.push_str("://");
        }
        rest = &after[3..];
    }
    out.push_str(rest);
    out
}

/// Ranges such as 32–54 with a word joiner after the dash, so that no line breaks inside them.
fn unbroken_ranges(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    let mut before = ' ';
    let mut letters = html.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let after_is_digit = letters.peek().is_some_and(char::is_ascii_digit);
        if letter == '–' && before.is_ascii_digit() && after_is_digit {
            out.push('\u{2060}');
        }
        before = letter;
    }
    out
}

fn stamps(page: &Page<'_>) -> Markup {
    html! {
        span.sello.sello-propuesta { (frame::proposal_stamp(page.language)) }
        @if page.results.meta.synthetic {
            " " span.sello.sello-sintetico { (frame::synthetic_stamp(page.language)) }
        }
    }
}

fn strip(page: &Page<'_>) -> Markup {
    html! {
        div.cinta role="note" aria-label=(frame::state_of_document(page.language)) {
            (stamps(page))
            span.resto {
                (frame::nothing_decided(page.language))
                @if page.results.meta.synthetic { " " (frame::no_workshop_is_real(page.language)) }
            }
        }
    }
}

fn article(page: &Page<'_>, position: usize, sheet: &Sheet) -> Markup {
    let number = position + 1;
    let id = format!("h{number}");
    let title_id = format!("h{number}-t");
    html! {
        article class=(if position == 0 { "hoja primera" } else { "hoja" }) id=(id)
            aria-labelledby=(title_id) {
            div.cabeza {
                p.sobre { (frame::sheet_number(page.language, number, &sheet.line)) }
                p.sellos { (stamps(page)) }
            }
            @if position == 0 {
                h1 id=(title_id) { (sheet.title) }
            } @else {
                h2.titular id=(title_id) { (sheet.title) }
            }
            @if !sheet.lead.is_empty() { p.bajada { (sheet.lead) } }
            (sheet.body)
        }
    }
}

/// Running head and foot of the printed pages.
fn page_margins(page: &Page<'_>) -> String {
    let language = page.language;
    let results = page.results;
    let title = frame::running_title(language, language.of(&results.meta.title));
    let start = date_long(language, results.meta.start);
    let foot = frame::running_foot(language, &results.record.short, start);
    let mut stamp = frame::proposal_stamp(language).to_owned();
    if results.meta.synthetic {
        stamp = format!("{stamp} · {}", frame::synthetic_stamp(language));
    }
    let sheet = css_text(&format!("{} ", frame::sheet(language).to_lowercase()));
    let of = css_text(frame::page_of(language));
    let small = "font:7.5pt system-ui,sans-serif;color:#47433C";
    format!(
        "\n@media print{{@page{{size:A4 portrait;margin:12mm 11mm 11mm;\
         @top-left{{content:{};{small}}}\
         @top-right{{content:{};font:700 7.5pt system-ui,sans-serif;color:#1D1B18}}\
         @bottom-left{{content:{};{small}}}\
         @bottom-right{{content:{sheet} counter(page) {of} counter(pages);{small}}}}}\
         @page:first{{margin-top:7mm;margin-bottom:9mm;\
         @top-left{{content:none}}@top-right{{content:none}}}}}}\n",
        css_text(&title),
        css_text(&stamp),
        css_text(&foot)
    )
}

/// A text as a CSS string; what could end the string or the style element is escaped.
fn css_text(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        if matches!(letter, '"' | '\\' | '<' | '>' | '&') || letter.is_control() {
            let _ = write!(out, "\\{:X} ", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out.push('"');
    out
}

/// Marks of roles and axes with their words.
pub(super) fn key(page: &Page<'_>, with_roles: bool) -> Markup {
    use crate::words::text::decide;
    let language = page.language;
    html! {
        p.clave {
            @if with_roles {
                span { (mark("propuesto")) (decide::proposed_key(language)) } " "
                span { (mark("suplente")) (decide::reserve_key(language)) } " "
                span { (mark("afuera")) (decide::outside_key(language)) } " "
            }
            @for axis in 0..page.axes.len() {
                span { (mark(Page::axis_style(axis).symbol)) (page.axis_name(axis)) } " "
            }
        }
    }
}
