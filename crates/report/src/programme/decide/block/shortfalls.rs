//! The three widest shortfalls of a cluster, as counts of workshops with an interval.

use super::super::super::page::{AxisStyle, Page, mark};
use crate::summary::{Share, mean_missing, short_share};
use crate::svg::Chart;
use crate::words::{Language, lower_first, share_of_hundred, text::decide as text};
use maud::{Markup, html};
use nanduti_model::NodeKind;

/// Fewest answers on which a shortfall is named.
const FEWEST: u32 = 5;

/// Indicator nodes and shares: those with most points missing on average, widest first; ties
/// keep the order of the instrument.
fn widest(page: &Page<'_>, cluster: usize) -> Vec<(usize, Share)> {
    let diagnosis = &page.results.diagnosis;
    let members = &page.members[cluster];
    let mut found: Vec<(usize, Share, f64)> = (0..diagnosis.nodes.len())
        .filter(|&node| diagnosis.nodes[node].kind == NodeKind::Indicator)
        .filter_map(|node| {
            let column = &diagnosis.columns[node];
            let share = short_share(column, members)?;
            let missing = mean_missing(column, members)?;
            (share.all >= FEWEST && share.part > 0).then_some((node, share, missing))
        })
        .collect();
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    found.truncate(3);
    found.into_iter().map(|(node, share, _)| (node, share)).collect()
}

pub(super) fn list(page: &Page<'_>, cluster: usize) -> Markup {
    let found = widest(page, cluster);
    html! {
        @if found.is_empty() {
            p { (text::no_shortfall(page.language)) }
        } @else {
            ul { @for (node, share) in &found { (item(page, *node, *share)) } }
        }
    }
}

fn item(page: &Page<'_>, node: usize, share: Share) -> Markup {
    let language = page.language;
    let info = &page.results.diagnosis.nodes[node];
    let style = Page::axis_style(page.axis_of(node));
    let said = share_of_hundred(language, share.part, share.all);
    let (low, high) = bounds(language, share);
    html! {
        li.brecha {
            p {
                (mark(style.symbol)) " " b { (said) } " "
                @if language.of(&info.shortfall).is_empty() {
                    (text::fall_short(language)) " "
                    (lower_first(language.of(&info.label)))
                } @else {
                    (language.of(&info.shortfall))
                }
                " " span.int { "(" (low) "–" (high) ")" }
            }
            (bar(page, style, share, &said))
        }
    }
}

/// The interval in the unit of the share: of 100, or of its few cases.
fn bounds(language: Language, share: Share) -> (String, String) {
    let unit = if share.all < 20 { f64::from(share.all) } else { 100.0 };
    let number = |x: f64| crate::words::decimal(language, x * unit, 0);
    (number(share.low), number(share.high))
}

fn bar(page: &Page<'_>, style: AxisStyle, share: Share, said: &str) -> Markup {
    let language = page.language;
    let (value, low, high) = (share.value() * 100.0, share.low * 100.0, share.high * 100.0);
    let mut chart = Chart::new(10.0);
    chart.full_bar("via", 2.5, 5.0);
    chart.bar(style.soft, 0.0, 2.5, value, 5.0);
    chart.bar(style.fill, low, 2.5, high - low, 5.0);
    chart.tick(value, 0.0, 10.0);
    chart.image(
        page.id(),
        &text::shortfall_title(language, said),
        &text::shortfall_description(
            language,
            page.n(share.part),
            page.n(share.all),
            page.round(low),
            page.round(high),
        ),
    )
}
