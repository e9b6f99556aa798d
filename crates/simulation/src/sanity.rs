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
use nanduti_model::{NodeId, Quarter, SanityMeasure, SimulationWarning};
use nanduti_rules::is_active;
use nanduti_stats::sample_sd;

/// Id, measure, least and most of a year.
const BANDS: [(&str, SanityMeasure, f64, f64); 9] = [
    ("PR06", SanityMeasure::Added, 2.0, 8.0),
    ("PR07", SanityMeasure::Factor, 0.65, 0.95),
    ("PR09", SanityMeasure::Added, 0.5, 2.0),
    ("PR13", SanityMeasure::Added, 1.0, 3.0),
    ("PR16", SanityMeasure::Factor, 0.98, 1.12),
    ("DW01", SanityMeasure::Added, 0.0, 10.0),
    ("DW09", SanityMeasure::Added, 1.0, 4.0),
    ("FO01", SanityMeasure::Points, 5.0, 20.0),
    ("digital", SanityMeasure::Deviations, 0.2, 0.8),
];

/// Least and most share of workshops that leave within a year.
const DROP_OUT: (f64, f64) = (0.10, 0.25);

/// Slack against rounding at the ends of a band.
const SLACK: f64 = 1e-9;

/// A figure to be judged.
pub(crate) struct Figure {
    id: &'static str,
    measure: SanityMeasure,
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
        let found = if measure == SanityMeasure::Deviations {
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
) -> Vec<SimulationWarning> {
    let mut warnings = Vec::new();
    for figure in figures {
        let values = draws.iter().filter_map(|draw| measured(world, portfolio, figure, draw));
        let Some(band) = band(values.collect()) else { continue };
        if outside(band.median, figure.low, figure.high) {
            warnings.push(SimulationWarning::Figure {
                node: NodeId::from(figure.id),
                measure: figure.measure,
                value: band.median,
                expected: (figure.low, figure.high),
                n_plans: figure.plans.len() as u32,
            });
        }
    }
    let (low, high) = DROP_OUT;
    if !world.input.settings.noise_off
        && !portfolio.plans.is_empty()
        && let Some(band) = band(draws.iter().map(|draw| draw.left).collect())
        && outside(band.median, low, high)
    {
        warnings.push(SimulationWarning::DropOut {
            value: band.median,
            expected: DROP_OUT,
            n_plans: portfolio.plans.len() as u32,
        });
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
        SanityMeasure::Deviations => (&draw.gains, world.n_axes),
        SanityMeasure::Added | SanityMeasure::Points | SanityMeasure::Factor => {
            (&draw.tracked, portfolio.tracked.len())
        }
    };
    let values = figure.plans.iter().map(|plan| kept.get(plan * width + figure.at).copied());
    let mean = values.sum::<Option<f64>>()? / figure.plans.len() as f64;
    let value = match figure.measure {
        SanityMeasure::Added => mean - figure.before,
        SanityMeasure::Points => (mean - figure.before) * 100.0,
        SanityMeasure::Factor | SanityMeasure::Deviations => mean / figure.before,
    };
    value.is_finite().then_some(value)
}
