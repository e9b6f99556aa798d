//! Warnings where the proposed plans promise more, or less, than a year can give.
//!
//! The bands are those of the field notes (domain notes, section 4, "sanity band for a one-year
//! run"; assumptions drawn from the catalogue's sources). Compared is the median future at the
//! end of the cohort's year: the mean over the workshops whose plan moves the figure by then,
//! those who left included and those already at the best aside. A figure that nobody's plan moves is
//! not judged. Accidents are carried and never simulated, and active membership is no figure of
//! its own, so their bands are not used.

use crate::prepare::Prepared;
use crate::run::PortfolioDraw;
use crate::summary::band;
use crate::world::World;
use nanduti_model::Quarter;
use nanduti_rules::is_active;
use nanduti_stats::sample_sd;

/// How a change is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Measure {
    /// Mean after less mean before, in the indicator's unit.
    Added,
    /// The same for a chance or a yes, in percentage points.
    Points,
    /// Mean after over mean before.
    Factor,
    /// Mean change of an axis over the standard deviation of its scores at the start.
    Deviations,
}

/// Id, measure, least and most of a year.
const BANDS: [(&str, Measure, f64, f64); 9] = [
    ("PR06", Measure::Added, 2.0, 8.0),
    ("PR07", Measure::Factor, 0.65, 0.95),
    ("PR09", Measure::Added, 0.5, 2.0),
    ("PR13", Measure::Added, 1.0, 3.0),
    ("PR16", Measure::Factor, 0.98, 1.12),
    ("DW01", Measure::Added, 0.0, 10.0),
    ("DW09", Measure::Added, 1.0, 4.0),
    ("FO01", Measure::Points, 5.0, 20.0),
    ("digital", Measure::Deviations, 0.2, 0.8),
];

/// Least and most share of workshops that leave within a year.
const DROP_OUT: (f64, f64) = (0.10, 0.25);

/// Slack against rounding at the ends of a band.
const SLACK: f64 = 1e-9;

/// A figure to be judged.
pub(crate) struct Figure {
    id: &'static str,
    measure: Measure,
    low: f64,
    high: f64,
    /// Position among the tracked indicators, or of the axis.
    at: usize,
    /// Plans (positions in the portfolio) that move it.
    plans: Vec<usize>,
    /// Mean at the start over those plans, or the standard deviation of the axis.
    before: f64,
}

/// The figures that a portfolio moves; their indicators are entered into `portfolio.tracked`.
pub(crate) fn figures(world: &World, portfolio: &mut Prepared) -> Vec<Figure> {
    let mut figures = Vec::new();
    if world.year_end().is_none() {
        return figures;
    }
    for (id, measure, low, high) in BANDS {
        let found = if measure == Measure::Deviations {
            axis_figure(world, portfolio, id)
        } else {
            indicator_figure(world, portfolio, id)
        };
        if let Some((at, plans, before)) = found {
            figures.push(Figure { id, measure, low, high, at, plans, before });
        }
    }
    portfolio.watched = !figures.is_empty();
    figures
}

/// Position, plans and start of an indicator; `None` when no plan moves it.
fn indicator_figure(
    world: &World,
    portfolio: &mut Prepared,
    id: &str,
) -> Option<(usize, Vec<usize>, f64)> {
    let frame = world.input.frame;
    let indicator = frame.indicators().iter().position(|i| i.as_str() == id)?;
    let value = |plan: usize| frame.values(portfolio.plans[plan].workshop)[indicator];
    let mut plans = movers(world, portfolio, |moved| moved == indicator);
    plans.retain(|&plan| value(plan).is_some_and(|v| frame.best(indicator, v) != v));
    if plans.is_empty() {
        return None;
    }
    let before = plans.iter().filter_map(|&p| value(p)).sum::<f64>() / plans.len() as f64;
    portfolio.tracked.push(indicator);
    Some((portfolio.tracked.len() - 1, plans, before))
}

/// Position, plans and spread of an axis; `None` when no plan moves it or scores do not vary.
fn axis_figure(world: &World, portfolio: &Prepared, id: &str) -> Option<(usize, Vec<usize>, f64)> {
    let nodes = &world.input.diagnosis.nodes;
    let axes = world.input.diagnosis.axes();
    let axis = axes.iter().position(|&n| nodes[n].id.as_str() == id)?;
    let plans = movers(world, portfolio, |moved| world.axis_of[moved] == Some(axis));
    let scores = (0..world.neighbours.len()).map(|w| world.base(w)[axis]);
    let scores: Vec<f64> = scores.filter(|score| score.is_finite()).collect();
    let spread = sample_sd(&scores).filter(|sd| *sd > 0.0)?;
    if plans.is_empty() {
        return None;
    }
    Some((axis, plans, spread))
}

/// Plans with an effect on an indicator that `wanted` names and that is there at year's end.
fn movers(world: &World, portfolio: &Prepared, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let year_end = Quarter(Quarter::PER_COHORT - 1);
    let interventions = &world.input.catalogue.interventions;
    let moves = |plan: usize| {
        let plan = &portfolio.plans[plan];
        plan.lines.iter().any(|&line| {
            let i = line.intervention;
            interventions[i].effects.iter().enumerate().any(|(e, effect)| {
                world.targets[i][e].is_some_and(&wanted)
                    && plan.scales[i][e] > 0.0
                    && is_active(effect, line, year_end).is_some()
            })
        })
    };
    (0..portfolio.plans.len()).filter(|&plan| moves(plan)).collect()
}

/// Warnings about the figures and the drop-out of a portfolio.
pub(crate) fn warnings(
    world: &World,
    portfolio: &Prepared,
    figures: &[Figure],
    draws: &[&PortfolioDraw],
) -> Vec<String> {
    let mut warnings = Vec::new();
    for figure in figures {
        let values = draws.iter().filter_map(|draw| measured(world, portfolio, figure, draw));
        let Some(band) = band(values.collect()) else { continue };
        if outside(band.median, figure.low, figure.high) {
            warnings.push(sentence(figure, band.median));
        }
    }
    let (low, high) = DROP_OUT;
    if !world.input.settings.noise_off
        && !portfolio.plans.is_empty()
        && let Some(band) = band(draws.iter().map(|draw| draw.left).collect())
        && outside(band.median, low, high)
    {
        warnings.push(format!(
            "drop_out: {:.0} % [{:.0} %, {:.0} %], n = {}",
            band.median * 100.0,
            low * 100.0,
            high * 100.0,
            portfolio.plans.len()
        ));
    }
    warnings
}

fn outside(value: f64, low: f64, high: f64) -> bool {
    value < low - SLACK || value > high + SLACK
}

/// A figure in one future; `None` where it cannot be told.
fn measured(
    world: &World,
    portfolio: &Prepared,
    figure: &Figure,
    draw: &PortfolioDraw,
) -> Option<f64> {
    let (kept, width) = match figure.measure {
        Measure::Deviations => (&draw.gains, world.n_axes),
        Measure::Added | Measure::Points | Measure::Factor => {
            (&draw.tracked, portfolio.tracked.len())
        }
    };
    let values = figure.plans.iter().map(|plan| kept.get(plan * width + figure.at).copied());
    let mean = values.sum::<Option<f64>>()? / figure.plans.len() as f64;
    let value = match figure.measure {
        Measure::Added => mean - figure.before,
        Measure::Points => (mean - figure.before) * 100.0,
        Measure::Factor | Measure::Deviations => mean / figure.before,
    };
    value.is_finite().then_some(value)
}

/// `PR06: +9.3 [+2.0, +8.0], n = 12`: the figure, what the field notes expect, the workshops.
fn sentence(figure: &Figure, value: f64) -> String {
    let Figure { id, low, high, .. } = figure;
    let n = figure.plans.len();
    match figure.measure {
        Measure::Added => format!("{id}: {value:+.1} [{low:+.1}, {high:+.1}], n = {n}"),
        Measure::Points => {
            format!("{id}: {value:+.1} pp [{low:+.1} pp, {high:+.1} pp], n = {n}")
        }
        Measure::Factor => format!("{id}: ×{value:.2} [×{low:.2}, ×{high:.2}], n = {n}"),
        Measure::Deviations => {
            format!("{id}: {value:+.2} sd [{low:+.2} sd, {high:+.2} sd], n = {n}")
        }
    }
}
