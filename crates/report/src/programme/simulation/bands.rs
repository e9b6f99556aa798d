//! Bands of each axis against doing nothing, and under them twenty futures of the difference.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, AxisStyle, Page, mark, plain};
use super::{Reading, band_words, of_twenty, reading};
use crate::svg::{Chart, Path};
use crate::words::{signed, text::simulation as text};
use maud::{Markup, html};
use nanduti_model::{
    Band, Difference, PortfolioBands, PortfolioKind, PortfolioResult, SimulationResult,
};

/// Left and width of the field of bands, per cent.
const FIELD: (f64, f64) = (9.0, 55.0);
/// Top and height of the field, pixels.
const TOP: f64 = 8.0;
const HEIGHT: f64 = 132.0;
/// Quarters of a year, to name the end of the time axis.
const YEAR: usize = 4;

/// One axis: with the plans, doing nothing, and their difference.
struct Panel<'a> {
    axis: usize,
    n: u32,
    plans: Vec<Band>,
    nothing: Vec<Band>,
    difference: Option<&'a Difference>,
}

pub(super) fn figure(
    page: &Page<'_>,
    simulation: &SimulationResult,
    chosen: &PortfolioResult,
) -> Markup {
    let language = page.language;
    let panels: Vec<Panel<'_>> =
        (0..page.axes.len()).filter_map(|axis| panel_of(simulation, chosen, axis)).collect();
    if panels.is_empty() {
        return html! {};
    }
    let sure = panels.iter().filter(|p| p.difference.is_some_and(|d| of_twenty(d) >= 19)).count();
    let title = text::bands_title(language, sure, panels.len());
    page::figure(
        page,
        &plain(title),
        &plain(text::bands_measure(language)),
        &html! {
            div.cuatro { @for panel in &panels { (panel_markup(page, simulation, panel)) } }
            (page.read(text::bands_read(language)))
            (page.foot(text::same_draws(language)))
            (page.data(&table(page, &panels)))
        },
    )
}

/// Bands as changes from the median of today.
fn panel_of<'a>(
    simulation: &SimulationResult,
    chosen: &'a PortfolioResult,
    axis: usize,
) -> Option<Panel<'a>> {
    let of = |portfolio: &'a PortfolioResult| -> Option<&'a PortfolioBands> {
        portfolio.bands.iter().find(|b| b.cluster.is_none() && b.axis == axis)
    };
    let plans = of(chosen)?;
    let start = plans.quarters.first()?.median;
    let change = |band: &Band| Band {
        p05: band.p05 - start,
        median: band.median - start,
        p95: band.p95 - start,
    };
    let nothing = super::portfolio(simulation, PortfolioKind::Nothing)
        .and_then(|p| p.bands.iter().find(|b| b.cluster.is_none() && b.axis == axis))
        .map(|b| b.quarters.iter().map(change).collect())
        .unwrap_or_default();
    Some(Panel {
        axis,
        n: plans.n,
        plans: plans.quarters.iter().map(change).collect(),
        nothing,
        difference: chosen
            .versus_nothing
            .iter()
            .find(|d| d.cluster.is_none() && d.axis == Some(axis)),
    })
}

fn panel_markup(page: &Page<'_>, simulation: &SimulationResult, panel: &Panel<'_>) -> Markup {
    let language = page.language;
    let name = page.axis_name(panel.axis);
    let title = match panel.difference {
        Some(d) if reading(d.band) == Reading::CannotTell => {
            text::cannot(language, name, of_twenty(d))
        }
        Some(d) => text::improves(language, name, of_twenty(d)),
        None => name.to_owned(),
    };
    let draws = page.n(simulation.settings.n_draws);
    html! {
        div.panel {
            h4 { (mark(Page::axis_style(panel.axis).symbol)) " " (title) }
            p.sub { (text::panel_sub(language, page.n(panel.n), draws)) }
            (chart(page, panel))
        }
    }
}

fn chart(page: &Page<'_>, panel: &Panel<'_>) -> Markup {
    let language = page.language;
    let style = Page::axis_style(panel.axis);
    let dots = panel.difference.map(|d| dot_rows(&d.dots)).unwrap_or_default();
    let tallest = dots.columns.iter().map(|c| c.1).max().unwrap_or(0);
    let dots_height = if tallest == 0 { 0.0 } else { 46.0 + 10.0 * tallest as f64 };
    let mut chart = Chart::new(162.0 + dots_height);
    draw_bands(page, panel, style, &mut chart);
    if tallest > 0 {
        draw_dots(page, &dots, style, 186.0 + 10.0 * tallest as f64, &mut chart);
    }
    let last =
        |bands: &[Band]| bands.last().map_or_else(|| "—".to_owned(), |b| band_words(page, *b, 0));
    let n = panel.difference.map_or(0, of_twenty);
    chart.image(
        page.id(),
        &text::chart_title(language, page.axis_name(panel.axis)),
        &text::chart_text(language, last(&panel.plans), last(&panel.nothing), n),
    )
}

fn draw_bands(page: &Page<'_>, panel: &Panel<'_>, style: AxisStyle, chart: &mut Chart) {
    let language = page.language;
    let all = panel.plans.iter().chain(&panel.nothing);
    let low = all.clone().map(|b| b.p05).fold(0.0, f64::min);
    let high = all.map(|b| b.p95).fold(0.0, f64::max);
    let step = nice_step(high - low, 5.0);
    let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
    let span = (high - low).max(step);
    let y = |value: f64| (high - value) / span * 100.0;
    let pixel = |value: f64| TOP + y(value) / 100.0 * HEIGHT;
    let right = FIELD.0 + FIELD.1;
    let n_steps = (span / step).round() as usize;
    for i in 0..=n_steps {
        let value = low + step * i as f64;
        chart.line("reja", (FIELD.0, right), (pixel(value), pixel(value)));
        chart.text("fin", FIELD.0 - 1.5, pixel(value) + 4.0, &signed(language, value, 0));
    }
    let last = panel.plans.len().saturating_sub(1).max(1) as f64;
    let line = |bands: &[Band], of: fn(&Band) -> f64| -> Vec<(f64, f64)> {
        bands.iter().enumerate().map(|(i, b)| (i as f64 / last * 100.0, y(of(b)))).collect()
    };
    let (upper, lower) = (line(&panel.plans, |b| b.p95), line(&panel.plans, |b| b.p05));
    let mut paths = vec![
        Path::band(style.soft, &upper, &lower),
        Path::line(style.stroke, 1.0, &upper),
        Path::line(style.stroke, 1.0, &lower),
    ];
    if !panel.nothing.is_empty() {
        paths.push(Path::dashed(&line(&panel.nothing, |b| b.p95)));
        paths.push(Path::dashed(&line(&panel.nothing, |b| b.p05)));
        paths.push(Path::ink(2.4, &line(&panel.nothing, |b| b.median)));
    }
    paths.push(Path::line(style.stroke, 3.0, &line(&panel.plans, |b| b.median)));
    chart.field(FIELD.0, TOP, FIELD.1, HEIGHT, &paths);
    chart.line_of_width("lin", (FIELD.0, right), (pixel(0.0), pixel(0.0)), Some(0.8));
    time_axis(page, panel.plans.len().saturating_sub(1), chart);
    end_labels(page, panel, pixel, chart);
}

fn time_axis(page: &Page<'_>, n_quarters: usize, chart: &mut Chart) {
    let language = page.language;
    let end = match n_quarters {
        4 => text::one_year(language).to_owned(),
        8 => text::two_years(language).to_owned(),
        n => text::quarters_n(language, n),
    };
    chart.text("", FIELD.0, 155.0, text::today(language));
    if n_quarters > YEAR {
        let x = FIELD.0 + FIELD.1 * YEAR as f64 / n_quarters as f64;
        chart.text("medio", x, 155.0, text::one_year(language));
    }
    chart.text("fin", FIELD.0 + FIELD.1, 155.0, &end);
}

/// Names and figures at the right end, moved apart so that they never overlap.
fn end_labels(page: &Page<'_>, panel: &Panel<'_>, pixel: impl Fn(f64) -> f64, chart: &mut Chart) {
    const APART: f64 = 34.0;
    let language = page.language;
    let x = FIELD.0 + FIELD.1 + 2.0;
    let bounds = (12.0, TOP + HEIGHT - 14.0);
    let Some(plans) = panel.plans.last() else { return };
    let mut plans_y = pixel(plans.median).clamp(bounds.0, bounds.1);
    if let Some(nothing) = panel.nothing.last() {
        let mut nothing_y = pixel(nothing.median).clamp(bounds.0, bounds.1);
        let plans_above = plans.median >= nothing.median;
        if (plans_y - nothing_y).abs() < APART {
            let middle = f64::midpoint(plans_y, nothing_y)
                .clamp(bounds.0 + APART / 2.0, bounds.1 - APART / 2.0);
            let side = if plans_above { -APART / 2.0 } else { APART / 2.0 };
            (plans_y, nothing_y) = (middle + side, middle - side);
        }
        chart.text("b", x, nothing_y, text::doing_nothing(language));
        chart.text("", x, nothing_y + 15.0, &band_words(page, *nothing, 0));
    }
    chart.text("b", x, plans_y, text::with_plans(language));
    chart.text("", x, plans_y + 15.0, &band_words(page, *plans, 0));
}

/// Dots of a difference in columns of one width.
#[derive(Default)]
struct DotRows {
    /// Left edge, in points, and number of dots.
    columns: Vec<(f64, usize)>,
    step: f64,
    low: f64,
    high: f64,
}

/// Columns start at zero, so that none holds futures of both sides; a dot at exactly zero
/// stands left, among those that did not help.
fn dot_rows(dots: &[f64]) -> DotRows {
    let low = dots.iter().copied().fold(0.0, f64::min);
    let high = dots.iter().copied().fold(0.0, f64::max);
    if dots.is_empty() {
        return DotRows::default();
    }
    let step = nice_step(high - low, 11.0);
    let mut columns: Vec<(f64, usize)> = Vec::new();
    for &dot in dots {
        let bin = (dot / step).ceil() - 1.0;
        let left = bin * step;
        match columns.iter_mut().find(|c| (c.0 - left).abs() < step / 2.0) {
            Some(column) => column.1 += 1,
            None => columns.push((left, 1)),
        }
    }
    let first = columns.iter().map(|c| c.0).fold(0.0, f64::min);
    let last = columns.iter().map(|c| c.0 + step).fold(0.0, f64::max);
    DotRows { columns, step, low: first, high: last }
}

fn draw_dots(page: &Page<'_>, rows: &DotRows, style: AxisStyle, floor: f64, chart: &mut Chart) {
    let language = page.language;
    let span = (rows.high - rows.low).max(rows.step);
    let x = |value: f64| 4.0 + (value - rows.low) / span * 92.0;
    chart.text("", 0.0, 180.0, text::difference_dots(language));
    for &(left, n) in &rows.columns {
        let helped = left >= -rows.step / 2.0;
        for i in 0..n {
            let y = floor - 6.0 - 10.0 * i as f64;
            let middle = x(left + rows.step / 2.0);
            if helped {
                chart.dot(style.fill, middle, y, 4.6);
            } else {
                chart.dot("hueco", middle, y, 4.0);
            }
        }
    }
    chart.line("lin", (0.0, 100.0), (floor, floor));
    chart.line_of_width("lin", (x(0.0), x(0.0)), (188.0, floor), Some(1.0));
    // Few enough labels for a phone: about five, zero among them.
    let every = (span / rows.step / 5.0).ceil().max(1.0);
    let n_steps = (span / rows.step).round() as i64;
    let first = (rows.low / rows.step).round() as i64;
    for i in first..=first + n_steps {
        if (i as f64 % every) == 0.0 {
            let value = i as f64 * rows.step;
            let decimals = u8::from(rows.step < 1.0);
            chart.text("medio", x(value), floor + 14.0, &signed(language, value, decimals));
        }
    }
}

/// A round step (1, 2 or 5 times a power of ten) that cuts a span into about `parts`.
fn nice_step(span: f64, parts: f64) -> f64 {
    if span <= 0.0 || !span.is_finite() {
        return 1.0;
    }
    let raw = span / parts;
    let power = 10.0_f64.powf(raw.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|f| f * power >= raw * 0.999);
    factor.unwrap_or(10.0) * power
}

fn table(page: &Page<'_>, panels: &[Panel<'_>]) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::axis(language), Kind::Head),
        heading(text::with_plans(language), Kind::Number),
        heading(text::doing_nothing(language), Kind::Number),
        heading(text::difference(language), Kind::Number),
        heading(text::better_in(language), Kind::Number),
    ]);
    for panel in panels {
        let last = |bands: &[Band]| {
            bands.last().map_or_else(|| "—".to_owned(), |b| band_words(page, *b, 0))
        };
        let (difference, times) = panel.difference.map_or_else(
            || ("—".to_owned(), "—".to_owned()),
            |d| (band_words(page, d.band, 1), text::in_twenty(language, of_twenty(d))),
        );
        grid.row(vec![
            said(page.axis_name(panel.axis)),
            said(last(&panel.plans)),
            said(last(&panel.nothing)),
            said(difference),
            said(times),
        ]);
    }
    grid.render(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!(nice_step(20.0, 5.0), 5.0);
        assert_eq!(nice_step(3.0, 5.0), 1.0);
        assert_eq!(nice_step(0.0, 5.0), 1.0);
    }

    #[test]
    fn no_column_holds_futures_of_both_sides_of_zero() {
        let dots = [-0.4, -0.1, 0.0, 0.1, 0.4, 2.2];
        let rows = dot_rows(&dots);
        let left: usize = rows.columns.iter().filter(|c| c.0 < -rows.step / 2.0).map(|c| c.1).sum();
        assert_eq!(left, 3, "{:?}", rows.columns);
        assert_eq!(rows.columns.iter().map(|c| c.1).sum::<usize>(), dots.len());
    }
}
