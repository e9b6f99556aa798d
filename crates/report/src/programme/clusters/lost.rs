//! Who would be lost if workshops with few answers were dropped: why none is.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::words::{readable, text::cluster as text};
use maud::{Markup, html};
use nanduti_pipeline::results::WouldBeLost;

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let rows: Vec<&WouldBeLost> =
        page.results.quality.would_be_lost.iter().filter(|row| row.cluster == cluster).collect();
    if rows.is_empty() {
        return html! {};
    }
    let title = match rows.iter().find(|row| row.group == "all") {
        Some(all) if all.n_lost > 0 => {
            text::lost_title(language, page.n(all.n_lost), page.n(all.n))
        }
        _ => text::lost_none(language).to_owned(),
    };
    let mut grid = Grid::new(vec![
        heading(text::group(language), Kind::Head),
        heading(text::workshops(language), Kind::Number),
        heading(text::would_be_lost(language), Kind::Number),
        heading(text::of_group(language), Kind::Number),
    ]);
    for row in rows {
        grid.row(vec![
            said(group(page, &row.group)),
            said(page.n(row.n)),
            said(page.n(row.n_lost)),
            said(if row.n == 0 { "—".to_owned() } else { page.table_share(row.n_lost, row.n) }),
        ]);
    }
    page::figure(
        page,
        &plain(&title),
        &plain(text::lost_measure(language, page.cluster(cluster))),
        &html! { (grid.framed(page, &title)) (page.foot("")) },
    )
}

fn group(page: &Page<'_>, word: &str) -> String {
    let language = page.language;
    match word {
        "all" => text::group_all(language).to_owned(),
        "women_led" => text::group_women(language).to_owned(),
        "both" => text::group_both(language).to_owned(),
        "micro" => text::group_micro(language, page.results.policy.equity.micro_limit),
        other => readable(other),
    }
}
