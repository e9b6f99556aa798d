//! One line on the types of workshop in a cluster, only where they are stable.

use super::super::page::Page;
use crate::words::lower_first;
use crate::words::text::instrument as text;
use maud::{Markup, html};
use nanduti_pipeline::instrument_quality::read::StabilityVerdict;

/// Fewest workshops of a type that a line may speak of.
const FEWEST: usize = 5;

pub(super) fn line(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let quality = page.results.instrument_quality();
    let Ok(found) = &quality.typology else { return html! {} };
    if found.stability.verdict != StabilityVerdict::Stable {
        return html! {};
    }
    let members = &page.members[cluster];
    let of = |kind: usize| members.iter().filter(|&&w| found.type_of[w] == Some(kind)).count();
    let counts: Vec<usize> = (0..found.types.len()).map(of).collect();
    let sum: usize = counts.iter().sum();
    // Those without a type count as a part too: no subtraction may single anybody out.
    let small = |n: usize| n > 0 && n < FEWEST;
    let list = if counts.iter().any(|&n| small(n)) || small(members.len() - sum) || sum == 0 {
        text::types_hidden(language).to_owned()
    } else {
        let one = |kind: usize| {
            let column = found.types[kind].profile.first();
            let node = column.and_then(|c| quality.type_nodes.get(c.column));
            let name = node.map_or_else(String::new, |&n| lower_first(page.node_name(n)));
            let share = counts[kind] as f64 / sum as f64 * 100.0;
            text::one_type(language, kind + 1, name, page.round(share))
        };
        (0..counts.len()).filter(|&kind| counts[kind] > 0).map(one).collect::<Vec<_>>().join("; ")
    };
    html! { p.nota { (text::types_here(language, list)) } }
}
