//! How good the data are: what is missing, of which kind and where, what reading found, and that
//! contacts were only counted.

mod faults;
mod instrument;
mod lacks;
mod missing;
mod sure;

use super::frame::Sheet;
use super::page::{Page, plain};
use crate::words::{decimal, text::quality as text};
use maud::html;

pub(super) fn sheet(page: &Page<'_>) -> Sheet {
    let language = page.language;
    let quality = &page.results.quality;
    let title = match crate::answered::present(page.results, None) {
        Some(share) => text::title(language, decimal(language, share * 100.0, 0)),
        None => text::title_n(language, page.n(quality.n_submissions)),
    };
    let body = html! {
        p.nota {
            (text::facts(
                language,
                page.n(quality.n_submissions),
                page.n(quality.n_without_consent),
                page.n(quality.n_contradictions),
            ))
            " "
            (text::contacts(
                language,
                page.n(quality.contact_columns),
                page.n(quality.contact_cells),
            ))
        }
        (missing::by_kind(page))
        (missing::by_dimension(page))
        (sure::levels(page))
        (lacks::lacks(page))
        (instrument::reliability(page))
        (instrument::association(page))
        (faults::figure(page))
    };
    Sheet {
        name: text::sheet_name(language).to_owned(),
        line: text::sheet_line(language).to_owned(),
        title: plain(title),
        lead: text::lead(language).to_owned(),
        body,
    }
}
