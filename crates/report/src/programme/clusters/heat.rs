//! Where the shortfall is: dimension by cluster, darker is wider, number and interval in each
//! cell. The table is its own data table.

use super::super::page::{self, Page, mark, plain};
use super::{cluster_shortfall, dimensions, widest};
use crate::summary::Shortfall;
use crate::words::{interval, lower_first, text::cluster as text, text::frame};
use maud::{Markup, html};

/// Clusters beside each other with their interval on one line; beyond, the cells get two lines.
const ONE_LINE_CLUSTERS: usize = 4;

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let Some((node, value)) = widest(page, cluster).first().copied() else { return html! {} };
    let said =
        format!("{} ({})", page.round(value.value), interval(language, value.low, value.high, 0));
    let title = text::heat_title(language, lower_first(page.node_name(node)), said);
    let class = if page.members.len() > ONE_LINE_CLUSTERS { "calor muchas" } else { "calor" };
    page::figure(
        page,
        &plain(&title),
        &plain(text::heat_measure(language)),
        &html! {
            div.marco role="region" tabindex="0" aria-label=(title) {
                table class=(class) {
                    (head(page, cluster))
                    tbody { @for axis in 0..page.axes.len() { (axis_rows(page, axis)) } }
                }
            }
            (page.read(text::heat_read(language)))
            (page.foot(""))
        },
    )
}

fn head(page: &Page<'_>, focus: usize) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (text::dimension(page.language)) }
                @for cluster in 0..page.members.len() {
                    th scope="col" class=(if cluster == focus { "n foco" } else { "n" }) {
                        (page.cluster(cluster)) br;
                        (frame::sample_size(page.language, page.count(page.members[cluster].len())))
                    }
                }
            }
        }
    }
}

fn axis_rows(page: &Page<'_>, axis: usize) -> Markup {
    html! {
        tr.grupo-f {
            th colspan=(page.members.len() + 1) scope="rowgroup" {
                (mark(Page::axis_style(axis).symbol)) " " (page.axis_name(axis))
            }
        }
        @for node in dimensions(page, axis) {
            tr {
                th scope="row" { (page.node_name(node)) }
                @for cluster in 0..page.members.len() {
                    (cell(page, cluster_shortfall(page, node, cluster)))
                }
            }
        }
    }
}

fn cell(page: &Page<'_>, shortfall: Shortfall) -> Markup {
    let language = page.language;
    match shortfall {
        Shortfall::Known(r) => html! {
            td class=(heat_class(r.value)) {
                b { (page.round(r.value)) } " "
                span.int { "(" (interval(language, r.low, r.high, 0)) ")" }
            }
        },
        Shortfall::TooFew(part, all) => html! {
            td.falta {
                span {
                    "— "
                    abbr title=(text::cell_too_few(language, page.n(part), page.n(all))) {
                        (crate::words::out_of(language, part, all))
                    }
                }
            }
        },
        Shortfall::NotApplicable => html! { td.na { (frame::not_applicable(language)) } },
    }
}

/// Class of a shortfall: up to 39, 40–54, 55–69, 70–84, 85 or more, of the printed number.
fn heat_class(value: f64) -> &'static str {
    match value.round() {
        v if v < 40.0 => "c1",
        v if v < 55.0 => "c2",
        v if v < 70.0 => "c3",
        v if v < 85.0 => "c4",
        _ => "c5",
    }
}
