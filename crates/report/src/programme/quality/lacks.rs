//! Who lacks several things at once, by cluster: with the floors one by one, at other cut-offs,
//! and against the score. By cluster and never by workshop.

use super::super::grid::{Entry, Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::words::text::plans::fewer_than_five;
use crate::words::text::{frame, sure as text};
use crate::words::{codes, per_cent, upper_first};
use maud::{Markup, html};
use nanduti_model::Label;
use nanduti_pipeline::counting_view::{
    CountingView, Estimate, GroupedView, Measures, Part, Standing, Subgroup,
};
use nanduti_pipeline::tables::{CONFIDENCE, ends};

/// Fewest workshops of which a number is told.
const FEWEST: usize = 5;

/// The counting view, as four tables.
pub(super) fn lacks(page: &Page<'_>) -> Markup {
    let by = page.results.instrument.roles.cluster.as_ref();
    let Some(view) = &page.results.counting else { return html! {} };
    let by_cluster =
        view.grouped.iter().position(|grouped| by.is_some_and(|by| by.as_str() == grouped.by));
    let Some(at) = by_cluster else { return html! {} };
    let grouped = &view.grouped[at];
    html! {
        (summary(page, view, grouped))
        (floors(page, view, grouped))
        // Other cut-offs are those of the first grouping.
        @if at == 0 { (cut_offs(page, view)) }
        (against_score(page, view))
    }
}

fn summary(page: &Page<'_>, view: &CountingView, grouped: &GroupedView) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(frame::cluster(language), Kind::Head),
        heading(text::counted(language), Kind::Number),
        heading(text::headcount(language), Kind::Number),
        heading(text::intensity(language), Kind::Number),
        heading(text::adjusted(language), Kind::Number),
    ]);
    for part in &grouped.parts {
        let Part::Group(group) = part.part else { continue };
        grid.row(row(page, page.cluster(group as usize), part));
    }
    let whole = whole(&grouped.parts);
    if let Some(whole) = whole {
        grid.totals(row(page, &upper_first(text::all(language)), whole));
    }
    let headcount = whole.and_then(|whole| whole.measures.shown()?.headcount);
    let k = view.spec.poverty_cut_off;
    let cut_off = format!("{}/{}", k.numerator, k.denominator);
    let title = headcount.map_or_else(
        || text::lacks_name(language).to_owned(),
        |headcount| text::lacks_title(language, per_cent(language, headcount.value), cut_off),
    );
    page::figure(
        page,
        &plain(title),
        &plain(text::lacks_measure(language, per_cent(language, CONFIDENCE))),
        &html! {
            (grid.framed(page, text::lacks_name(language)))
            @if view.spec.reading != Label::default() {
                (page.read(language.of(&view.spec.reading)))
            }
            (page.foot(text::lacks_foot(language)))
        },
    )
}

fn whole(parts: &[Subgroup]) -> Option<&Subgroup> {
    parts.iter().find(|part| part.part == Part::All)
}

fn clusters<'p>(page: &'p Page<'_>, parts: &'p [Subgroup]) -> Vec<(&'p str, &'p Subgroup)> {
    let cluster = |part: &'p Subgroup| match part.part {
        Part::Group(group) => Some((page.cluster(group as usize), part)),
        Part::All | Part::Ungrouped => None,
    };
    parts.iter().filter_map(cluster).collect()
}

/// Each floor: how many do not reach it, by cluster. This is what the share above is made of.
fn floors(page: &Page<'_>, view: &CountingView, grouped: &GroupedView) -> Markup {
    let language = page.language;
    let clusters = clusters(page, &grouped.parts);
    let Some(whole) = whole(&grouped.parts) else { return html! {} };
    let mut headings = vec![
        heading(text::floor(language), Kind::Head),
        heading(upper_first(text::all(language)), Kind::Number),
    ];
    headings.extend(clusters.iter().map(|(name, _)| heading(*name, Kind::Number)));
    headings.push(heading(text::no_answer(language), Kind::Number));
    let mut grid = Grid::new(headings);
    for (at, lack) in view.spec.deprivations.iter().enumerate() {
        let named = (lack.label != Label::default()).then(|| language.of(&lack.label));
        let Some(name) = named.or_else(|| floor_name(page, &lack.indicator)) else { continue };
        let missed = |part: &Subgroup| {
            let known = part.measures.shown().and_then(|m| m.indicators.get(at));
            known
                .and_then(|own| own.uncensored_headcount)
                .map_or_else(|| "—".to_owned(), |estimate| per_cent(language, estimate.value))
        };
        let mut cells = vec![said(upper_first(name)), said(missed(whole))];
        cells.extend(clusters.iter().map(|(_, part)| said(missed(part))));
        let missing = view.counts.gaps[at].missing;
        cells.push(said(few(page, missing)));
        grid.row(cells);
    }
    let title = text::floors_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::floors_measure(language)),
        &html! { (grid.framed(page, title)) (page.foot("")) },
    )
}

/// The share that is counted at every number of floors.
fn cut_offs(page: &Page<'_>, view: &CountingView) -> Markup {
    let language = page.language;
    let Some(first) = view.by_cut_off.first() else { return html! {} };
    let mut headings = vec![
        heading(text::from_floors(language), Kind::Head),
        heading(upper_first(text::all(language)), Kind::Number),
        heading(text::intensity(language), Kind::Number),
        heading(text::adjusted(language), Kind::Number),
    ];
    let names = clusters(page, &first.parts);
    headings.extend(names.iter().map(|(name, _)| heading(*name, Kind::Number)));
    let mut grid = Grid::new(headings);
    for at in &view.by_cut_off {
        let is_all = at.cut_off.numerator() == at.cut_off.denominator();
        let mut name =
            if is_all { text::all_floors(language).to_owned() } else { at.cut_off.to_string() };
        if at.chosen {
            name = text::chosen(language, name);
        }
        let shown = whole(&at.parts).and_then(|part| part.measures.shown());
        let of = |of: fn(&Measures) -> Option<&Estimate>| with_ends(page, shown.and_then(of));
        let mut cells = vec![
            said(name),
            said(of(|m| m.headcount.as_ref())),
            said(of(|m| m.intensity.as_ref())),
            said(of(|m| m.adjusted_headcount.as_ref())),
        ];
        cells.extend(clusters(page, &at.parts).iter().map(|(_, part)| {
            said(with_ends(page, part.measures.shown().and_then(|m| m.headcount.as_ref())))
        }));
        grid.row(cells);
    }
    let title = text::cut_offs_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::cut_offs_measure(language)),
        &html! { (grid.framed(page, title)) (page.read(text::cut_offs_read(language))) (page.foot("")) },
    )
}

/// Score against lacks: who is high on average and still lacks several floors.
fn against_score(page: &Page<'_>, view: &CountingView) -> Markup {
    let language = page.language;
    let (Some(found), Some((node, from))) = (&view.reconciliation, &view.spec.against) else {
        return html! {};
    };
    let Some(node) = page.results.diagnosis.node(node.as_str()) else { return html! {} };
    let name = page.node_name(node);
    let from = page.round(*from);
    let mut grid = Grid::new(vec![
        heading(text::lacks_of(language), Kind::Head),
        heading(text::score_from(language, &from), Kind::Number),
        heading(text::score_under(language, &from), Kind::Number),
    ]);
    for (at, standing) in Standing::ALL.into_iter().enumerate() {
        if standing == Standing::WatchedDeprivation
            && view.spec.deprivations.iter().all(|lack| !lack.watched)
        {
            continue;
        }
        let word = codes::standing_word(language, standing_code(standing));
        grid.row(vec![
            said(upper_first(&word)),
            said(few(page, found.table[0][at])),
            said(few(page, found.table[1][at])),
        ]);
    }
    let hidden = found.high_but_deprived().count();
    page::figure(
        page,
        &plain(text::against_title(language, few(page, hidden), name, &from)),
        &plain(text::against_measure(language, page.count(found.unknown))),
        &html! {
            (grid.framed(page, text::lacks_of(language)))
            (page.read(text::against_read(language)))
            (page.foot(""))
        },
    )
}

const fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Poor => "counted",
        Standing::WatchedDeprivation => "watched",
        Standing::OtherDeprivation => "other",
        Standing::NoDeprivation => "none",
    }
}

/// A number of workshops; a few are not told exactly.
fn few(page: &Page<'_>, n: usize) -> String {
    if n > 0 && n < FEWEST { fewer_than_five(page.language).to_owned() } else { page.count(n) }
}

/// The printed name of what a lack reads.
fn floor_name<'a>(page: &Page<'a>, id: &str) -> Option<&'a str> {
    let results = page.results;
    let node = results.diagnosis.node(id).map(|node| page.node_name(node));
    let derived = || results.instrument.derived.iter().find(|derived| derived.id == id);
    node.or_else(|| derived().map(|derived| page.language.of(&derived.label)))
}

fn row(page: &Page<'_>, name: &str, part: &Subgroup) -> Vec<Entry> {
    let shown = part.measures.shown();
    let share = |of: fn(&Measures) -> Option<&Estimate>| with_ends(page, shown.and_then(of));
    vec![
        said(name),
        said(shown.map_or_else(|| "—".to_owned(), |_| page.count(part.rows))),
        said(share(|m| m.headcount.as_ref())),
        said(share(|m| m.intensity.as_ref())),
        said(share(|m| m.adjusted_headcount.as_ref())),
    ]
}

/// «42 % (35–50)»; a dash where nothing is shown.
fn with_ends(page: &Page<'_>, estimate: Option<&Estimate>) -> String {
    let Some(known) = estimate else { return "—".to_owned() };
    let share = per_cent(page.language, known.value);
    match ends(Some(known)) {
        Some((low, high)) => {
            format!("{share} ({}–{})", page.round(low * 100.0), page.round(high * 100.0))
        }
        None => share,
    }
}
