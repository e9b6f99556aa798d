//! Missing answers by kind and cluster, and by dimension and cluster.

use super::super::grid::{Grid, Kind, entry, heading, said};
use super::super::page::{self, Page, mark, plain};
use crate::words::{decimal, missing_name, text::frame, text::quality as text, upper_first};
use maud::{Markup, html};
use nanduti_model::{Missing, NodeKind};
use nanduti_pipeline::results::QuestionQuality;
use std::collections::BTreeMap;

/// Counts of cells.
#[derive(Clone, Default)]
struct Cells {
    answered: u64,
    missing: [u64; Missing::ALL.len()],
}

impl Cells {
    fn add(&mut self, question: &QuestionQuality, cluster: usize) {
        self.answered += question.answered.get(cluster).map_or(0, |&n| u64::from(n));
        if let Some(kinds) = question.missing.get(cluster) {
            for (sum, &n) in self.missing.iter_mut().zip(kinds) {
                *sum += u64::from(n);
            }
        }
    }

    fn applicable(&self) -> u64 {
        let missing = Missing::ALL.iter().zip(&self.missing).filter(|(kind, _)| kind.counts());
        self.answered + missing.map(|(_, n)| n).sum::<u64>()
    }

    /// Of every 100 cells that apply; a dash where none does.
    fn of_hundred(&self, page: &Page<'_>, part: u64) -> String {
        match self.applicable() {
            0 => "—".to_owned(),
            all => decimal(page.language, part as f64 / all as f64 * 100.0, 1),
        }
    }
}

/// Questions that may be named: minors and accidents are not.
fn questions<'a>(page: &'a Page<'_>) -> impl Iterator<Item = &'a QuestionQuality> {
    page.results.quality.questions.iter().filter(|q| !page.privacy.is_carried(q.question.as_str()))
}

pub(super) fn by_kind(page: &Page<'_>) -> Markup {
    let language = page.language;
    let n_questions = questions(page).count();
    if n_questions == 0 {
        return html! {};
    }
    let kinds: Vec<(usize, Missing)> =
        Missing::ALL.into_iter().enumerate().filter(|(_, k)| k.counts()).collect();
    let mut headings = vec![
        heading(frame::cluster(language), Kind::Head),
        heading(upper_first(text::present(language)), Kind::Number),
    ];
    headings.extend(
        kinds.iter().map(|(_, k)| heading(upper_first(missing_name(language, *k)), Kind::Number)),
    );
    let mut grid = Grid::new(headings);
    for cluster in 0..page.members.len() {
        let mut cells = Cells::default();
        questions(page).for_each(|q| cells.add(q, cluster));
        let mut row =
            vec![said(page.cluster(cluster)), said(cells.of_hundred(page, cells.answered))];
        row.extend(kinds.iter().map(|(i, _)| said(cells.of_hundred(page, cells.missing[*i]))));
        grid.row(row);
    }
    let title = text::kinds_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(format!(
            "{} · {}",
            text::kinds_measure(language),
            text::kinds_foot(language, page.count(n_questions))
        )),
        &html! { (grid.framed(page, title)) (page.foot("")) },
    )
}

pub(super) fn by_dimension(page: &Page<'_>) -> Markup {
    let language = page.language;
    let homes = homes(page);
    let mut sums: BTreeMap<Option<usize>, Vec<Cells>> = BTreeMap::new();
    for question in questions(page) {
        let home = homes.get(question.question.as_str()).copied();
        let cells = sums.entry(home).or_insert_with(|| vec![Cells::default(); page.members.len()]);
        for (cluster, sum) in cells.iter_mut().enumerate() {
            sum.add(question, cluster);
        }
    }
    if sums.is_empty() {
        return html! {};
    }
    let mut headings = vec![heading(crate::words::text::cluster::dimension(language), Kind::Head)];
    headings.extend((0..page.members.len()).map(|c| heading(page.cluster(c), Kind::Number)));
    let mut grid = Grid::new(headings);
    let known = sums.iter().filter(|(home, _)| home.is_some());
    // Questions outside the axes come last.
    for (home, cells) in known.chain(sums.iter().filter(|(home, _)| home.is_none())) {
        let name = html! {
            @if let Some(node) = home {
                (mark(Page::axis_style(page.axis_of(*node)).symbol)) " " (page.node_name(*node))
            } @else {
                (upper_first(text::other_questions(language)))
            }
        };
        let mut row = vec![entry(name)];
        row.extend(cells.iter().map(|c| said(c.of_hundred(page, c.applicable() - c.answered))));
        grid.row(row);
    }
    let title = text::by_dimension_title(language);
    page::figure(
        page,
        &plain(title),
        &plain(text::by_dimension_measure(language)),
        &html! { (grid.framed(page, title)) (page.foot("")) },
    )
}

/// The dimension (or axis) whose indicators read each question, directly or through a derived
/// value.
fn homes<'a>(page: &Page<'a>) -> BTreeMap<&'a str, usize> {
    let instrument = &page.results.instrument;
    let diagnosis = &page.results.diagnosis;
    let mut homes = BTreeMap::new();
    for (position, info) in diagnosis.nodes.iter().enumerate() {
        let indicator = instrument
            .node(&info.id)
            .filter(|_| info.kind == NodeKind::Indicator)
            .and_then(|n| instrument.indicator(n));
        let Some(indicator) = indicator else { continue };
        let home = info.parent.unwrap_or(position);
        let mut open = vec![indicator.reads.as_str()];
        // Derived values are defined in order and cannot read themselves.
        let mut steps = instrument.derived.len() + 1;
        while let (Some(name), true) = (open.pop(), steps > 0) {
            match instrument.derived.iter().find(|d| d.id == name) {
                Some(derived) => {
                    steps -= 1;
                    open.extend(derived.expression.names());
                }
                None => {
                    homes.entry(name).or_insert(home);
                }
            }
        }
    }
    homes
}
