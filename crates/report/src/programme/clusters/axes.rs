//! Four axes side by side: twenty countable dots of the cluster, and one line for each cluster.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, mark, plain};
use crate::summary::{Middle, median_ranged, middle, sorted, twenty};
use crate::svg::Chart;
use crate::words::{dot_level, text::cluster as text, text::frame};
use maud::{Markup, html};

/// Bins between two cuts of the levels: none straddles a cut, so dots are counted by level.
const BINS_PER_LEVEL: usize = 5;
/// Clusters drawn under a panel; beyond, only this cluster's line (all stand in the table).
const LINES_DRAWN: usize = 6;
const DOT_RADIUS: f64 = 5.0;
const DOT_STEP: f64 = 11.0;
const LINE_STEP: f64 = 32.0;

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let medians: Vec<Option<Middle>> =
        (0..page.axes.len()).map(|axis| axis_middle(page, axis, cluster)).collect();
    let known = medians.iter().flatten().count();
    if known == 0 {
        return page::empty_state(page, page.cluster(cluster), text::no_scores(language));
    }
    let low = medians.iter().flatten().filter(|m| m.median < 50.0).count();
    let title = if low == 0 {
        text::axes_none(language, known)
    } else {
        text::axes_low(language, low, known)
    };
    let period = page.survey_period();
    page::figure(
        page,
        &plain(title),
        &plain(text::axes_measure(language, period)),
        &html! {
            div.cuatro {
                @for (axis, median) in medians.iter().enumerate() {
                    @if let Some(median) = median { (panel(page, cluster, axis, *median)) }
                }
            }
            (page.read(text::dots_read(language)))
            (page.foot(""))
        },
    )
}

fn axis_middle(page: &Page<'_>, axis: usize, cluster: usize) -> Option<Middle> {
    middle(&axis_scores(page, axis, cluster))
}

fn axis_scores(page: &Page<'_>, axis: usize, cluster: usize) -> Vec<f64> {
    sorted(&page.results.diagnosis.columns[page.axes[axis]].score, &page.members[cluster])
}

fn panel(page: &Page<'_>, cluster: usize, axis: usize, here: Middle) -> Markup {
    let language = page.language;
    let style = Page::axis_style(axis);
    let scores = axis_scores(page, axis, cluster);
    let interval = median_ranged(&scores);
    let (low, high) = interval.map_or((here.lower, here.upper), |r| (r.low, r.high));
    let title = text::panel_title(
        language,
        page.axis_name(axis),
        page.round(here.median),
        page.round(low),
        page.round(high),
    );
    let all = page.members[cluster].len();
    html! {
        div.panel {
            h4 { (mark(style.symbol)) " " (title) }
            p.sub { (text::panel_sub(language, page.n(here.n), page.count(all))) }
            (chart(page, cluster, axis, &scores))
            (page.data(&table(page, axis)))
        }
    }
}

/// Clusters drawn: this one first, then the others in case order.
fn drawn(page: &Page<'_>, cluster: usize) -> Vec<usize> {
    let n = page.members.len();
    if n > LINES_DRAWN {
        return vec![cluster];
    }
    std::iter::once(cluster).chain((0..n).filter(|&c| c != cluster)).collect()
}

fn chart(page: &Page<'_>, cluster: usize, axis: usize, scores: &[f64]) -> Markup {
    let language = page.language;
    let style = Page::axis_style(axis);
    let lines: Vec<(usize, Middle)> = drawn(page, cluster)
        .into_iter()
        .filter_map(|c| Some((c, axis_middle(page, axis, c)?)))
        .collect();
    let columns = dot_columns(&page.results.instrument.level_cuts, scores);
    let tallest = columns.iter().map(|(_, n)| *n).max().unwrap_or(1);
    let floor = 22.0 + DOT_STEP * tallest as f64;
    let mut chart = Chart::new(floor + 14.0 + LINE_STEP * lines.len() as f64);
    levels(page, axis, &mut chart, floor);
    for (x, n) in columns {
        for i in 0..n {
            chart.dot(style.fill, x, floor - 6.0 - DOT_STEP * i as f64, DOT_RADIUS);
        }
    }
    chart.line("lin", (0.0, 100.0), (floor, floor));
    chart.text("", 0.0, floor + 14.0, "0");
    for &cut in &page.results.instrument.level_cuts {
        chart.text("medio", cut, floor + 14.0, &page.round(cut));
    }
    chart.text("fin", 100.0, floor + 14.0, "100");
    let mut description = Vec::new();
    for (i, (c, m)) in lines.iter().enumerate() {
        let top = floor + 24.0 + LINE_STEP * i as f64;
        let rest = format!(
            " · {} · {} ({}–{})",
            frame::sample_size(language, page.n(m.n)),
            page.round(m.median),
            page.round(m.lower),
            page.round(m.upper)
        );
        chart.label(0.0, top + 12.0, page.cluster(*c), &rest);
        chart.full_bar("via", top + 18.0, 5.0);
        let fill = if *c == cluster { style.fill } else { "gris4" };
        chart.bar(fill, m.lower, top + 18.0, m.upper - m.lower, 5.0);
        chart.tick(m.median, top + 15.0, 11.0);
        description.push(text::chart_line(
            language,
            page.cluster(*c),
            page.round(m.median),
            page.round(m.lower),
            page.round(m.upper),
            page.n(m.n),
        ));
    }
    let title = text::chart_title(language, page.axis_name(axis), page.cluster(cluster));
    chart.image(page.id(), &title, &description.join(" "))
}

/// Names and cuts of the levels.
fn levels(page: &Page<'_>, axis: usize, chart: &mut Chart, floor: f64) {
    let cuts = &page.results.instrument.level_cuts;
    let edges: Vec<f64> = std::iter::once(0.0).chain(cuts.iter().copied()).chain([100.0]).collect();
    for (level, edge) in edges.windows(2).enumerate() {
        let name = dot_level(page.language, &page.results.diagnosis, page.axes[axis], level);
        if let Some(name) = name {
            chart.text("medio", f64::midpoint(edge[0], edge[1]), 11.0, &name);
        }
    }
    for &cut in cuts {
        chart.line("corte", (cut, cut), (16.0, floor));
    }
}

/// Abscissa and count of each column of dots.
fn dot_columns(cuts: &[f64], scores: &[f64]) -> Vec<(f64, usize)> {
    let edges: Vec<f64> = std::iter::once(0.0).chain(cuts.iter().copied()).chain([100.0]).collect();
    let mut columns: Vec<(f64, usize)> = Vec::new();
    let mut bounds: Vec<(f64, f64)> = Vec::new();
    for edge in edges.windows(2) {
        let step = (edge[1] - edge[0]) / BINS_PER_LEVEL as f64;
        for i in 0..BINS_PER_LEVEL {
            let left = edge[0] + step * i as f64;
            bounds.push((left, left + step));
            columns.push((left + step / 2.0, 0));
        }
    }
    for dot in twenty(scores) {
        let bin = bounds.iter().rposition(|(left, _)| dot >= *left).unwrap_or(0);
        columns[bin].1 += 1;
    }
    columns.retain(|(_, n)| *n > 0);
    columns
}

fn table(page: &Page<'_>, axis: usize) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(frame::cluster(language), Kind::Head),
        heading("n", Kind::Number),
        heading(text::lower_quarter(language), Kind::Number),
        heading(text::median(language), Kind::Number),
        heading(text::upper_quarter(language), Kind::Number),
    ]);
    for cluster in 0..page.members.len() {
        let cells = axis_middle(page, axis, cluster).map_or_else(
            || ["0", "—", "—", "—"].map(str::to_owned),
            |m| [page.n(m.n), page.round(m.lower), page.round(m.median), page.round(m.upper)],
        );
        let mut row = vec![said(page.cluster(cluster))];
        row.extend(cells.iter().map(said));
        grid.row(row);
    }
    grid.render(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_dots_in_columns_that_never_straddle_a_cut() {
        let cuts = [25.0, 50.0, 75.0];
        let scores: Vec<f64> = (0..400).map(|i| f64::from(i) / 4.0).collect();
        let columns = dot_columns(&cuts, &scores);
        assert_eq!(columns.iter().map(|c| c.1).sum::<usize>(), 20);
        let below = |x: f64| columns.iter().filter(|c| c.0 < x).map(|c| c.1).sum::<usize>();
        assert_eq!([below(25.0), below(50.0), below(75.0)], [5, 10, 15]);
        assert_eq!(dot_columns(&cuts, &[25.0]), vec![(27.5, 20)]);
        assert_eq!(dot_columns(&cuts, &[100.0]), vec![(97.5, 20)]);
        assert!(dot_columns(&[], &[]).is_empty());
    }
}
