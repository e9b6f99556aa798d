//! Who was left on the way from the survey to the proposal.

use super::super::counted;
use super::super::grid::{Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, plain};
use crate::svg::Chart;
use crate::words::{funnel_stage, leave_word, text::cluster as text, text::frame};
use maud::{Markup, html};
use nanduti_model::{FunnelStage, LedBy, PilotRole};

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let Some(pilots) = &page.results.pilots else { return html! {} };
    let stages: Vec<&FunnelStage> =
        pilots.funnel.iter().filter(|s| s.cluster == Some(cluster)).collect();
    let Some(first) = stages.first() else { return html! {} };
    let title = text::funnel_title(
        language,
        page.n(first.n),
        counted::pilots(page, page.choices(cluster, PilotRole::Pilot).len()),
        counted::reserves(page, page.choices(cluster, PilotRole::Reserve).len()),
    );
    let members = &page.members[cluster];
    let n_both = members.iter().filter(|&&w| page.workshop(w).led_by == Some(LedBy::Both)).count();
    let measure = text::funnel_measure(
        language,
        page.cluster(cluster),
        page.count(members.len()),
        page.count(n_both),
    );
    let mut grid = Grid::new(vec![
        heading(text::stage(language), Kind::Head),
        heading(text::workshops(language), Kind::Number),
        heading(frame::bar(language), Kind::Aside),
        heading(text::led_by_women(language), Kind::Number),
        heading(text::micro_head(language, pilots.rule.micro_limit), Kind::Number),
        heading(text::who_leaves(language), Kind::Long),
    ]);
    for stage in &stages {
        grid.row(vec![
            said(funnel_stage(language, &stage.stage)),
            entry(html! { b { (page.n(stage.n)) } }),
            entry(bar(page, stage.n, first.n)),
            said(share(page, stage.n_women_led, stage.n)),
            said(share(page, stage.n_micro, stage.n)),
            said(leaves(page, stage)),
        ]);
    }
    page::figure(
        page,
        &plain(&title),
        &plain(measure),
        &html! { (grid.framed(page, &title)) (page.foot("")) },
    )
}

/// «40 % (64)»; under twenty cases the count alone.
fn share(page: &Page<'_>, part: u32, all: u32) -> String {
    let share = page.table_share(part, all);
    if all < 20 { share } else { format!("{share} ({})", page.n(part)) }
}

fn leaves(page: &Page<'_>, stage: &FunnelStage) -> String {
    let language = page.language;
    let total: u32 = stage.leaves.iter().map(|(_, n)| n).sum();
    if total == 0 {
        return String::new();
    }
    let items: Vec<String> = stage
        .leaves
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| text::leave_item(language, page.n(*n), leave_word(language, word)))
        .collect();
    text::leaves(language, page.n(total), items.join(", "))
}

fn bar(page: &Page<'_>, n: u32, all: u32) -> Markup {
    let language = page.language;
    let mut chart = Chart::new(12.0);
    chart.full_bar("via", 1.0, 9.0);
    if all > 0 {
        chart.bar("ink", 0.0, 1.0, f64::from(n) / f64::from(all) * 100.0, 9.0);
    }
    let words = text::stage_bar(language, page.n(n), page.n(all));
    chart.image(page.id(), text::workshops(language), &words)
}
