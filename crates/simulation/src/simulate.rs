//! The order of the work: portfolios → futures → summaries.

use crate::alternatives::{Ledger, equal_split, simple_rule};
use crate::evidence::evidence_shares;
use crate::future::Chances;
use crate::prepare::{Prepared, outside_case};
use crate::run::{PortfolioDraw, Scratch, run};
use crate::sanity;
use crate::summary::{band, bands, chosen_minus, versus_nothing};
use crate::world::World;
use crate::{Portfolio, SimulationInput};
use nanduti_model::{
    PortfolioId, PortfolioKind, PortfolioResult, ResourceKind, SimulationResult, SimulationWarning,
};
use nanduti_rules::ActiveLine;
use rayon::prelude::*;

/// Simulates the proposed plans and their alternatives through the same futures.
///
/// Portfolios stand in this order: chosen, nothing, equal split, simple rule, last cohort (not
/// `recorded` where there is none), given ones. The answer depends on the input alone, not on
/// the number of threads; a longer run begins with the same futures as a shorter one.
pub fn simulate(input: &SimulationInput) -> SimulationResult {
    let world = World::new(input);
    let mut warnings = Vec::new();
    let mut portfolios = portfolios(&world, &mut warnings);
    let figures = sanity::figures(&world, &mut portfolios[0]);
    let draws = run_all(&world, &portfolios);
    let of = |at: usize| draws.iter().map(|draw| &draw[at]).collect::<Vec<_>>();
    let chosen = of(0);
    warnings.extend(sanity::warnings(&world, &portfolios[0], &figures, &chosen));
    let results = portfolios
        .iter()
        .enumerate()
        .map(|(at, portfolio)| summarise(&world, portfolio, &chosen, &of(at)))
        .collect();
    SimulationResult { settings: input.settings.clone(), portfolios: results, warnings }
}

/// All portfolios, ready to run.
pub(crate) fn portfolios(world: &World, warnings: &mut Vec<SimulationWarning>) -> Vec<Prepared> {
    let input = world.input;
    let chosen: Vec<(usize, Vec<ActiveLine>)> = input
        .chosen
        .plans
        .iter()
        .map(|plan| {
            let line = |l: &nanduti_model::PlanLine| ActiveLine {
                start: l.start,
                end: l.end,
                intervention: l.intervention,
            };
            (plan.workshop, plan.lines.iter().map(line).collect())
        })
        .collect();
    let ready = |id: &str, kind, plans: &[(usize, Vec<ActiveLine>)]| {
        Prepared::new(world, PortfolioId::from(id), kind, plans)
    };
    let mut portfolios = vec![
        ready("chosen", PortfolioKind::Chosen, &chosen),
        ready("nothing", PortfolioKind::Nothing, &[]),
        ready("equal_split", PortfolioKind::EqualSplit, &equal_split(world)),
        ready("simple_rule", PortfolioKind::SimpleRule, &simple_rule(world)),
    ];
    portfolios.push(match input.last_cohort {
        Some(last) => handed_in(world, last, PortfolioKind::LastCohort, warnings),
        None => Prepared::unrecorded(PortfolioId::from("last_cohort"), PortfolioKind::LastCohort),
    });
    for given in input.given {
        portfolios.push(handed_in(world, given, PortfolioKind::Given, warnings));
    }
    for portfolio in &portfolios {
        warnings.extend(over_capacity(world, portfolio));
    }
    portfolios
}

/// A portfolio people wrote; lines outside the case are counted in a warning.
fn handed_in(
    world: &World,
    portfolio: &Portfolio,
    kind: PortfolioKind,
    warnings: &mut Vec<SimulationWarning>,
) -> Prepared {
    let outside = outside_case(world, &portfolio.plans);
    if outside > 0 {
        let n_lines = u32::try_from(outside).unwrap_or(u32::MAX);
        let portfolio = portfolio.id.clone();
        warnings.push(SimulationWarning::OutsideCase { portfolio, kind, n_lines });
    }
    Prepared::new(world, portfolio.id.clone(), kind, &portfolio.plans)
}

/// Resources of which a portfolio uses more than there is.
fn over_capacity(world: &World, portfolio: &Prepared) -> Vec<SimulationWarning> {
    let ledger = Ledger::new(world);
    let used = portfolio.used(world);
    let over = ledger.over(&used);
    over.into_iter()
        .map(|(resource, used, amount)| SimulationWarning::OverCapacity {
            portfolio: portfolio.id.clone(),
            kind: portfolio.kind,
            resource: world.input.resources[resource].id.clone(),
            used,
            amount,
        })
        .collect()
}

/// Every portfolio in every future, in the order of the futures.
pub(crate) fn run_all(world: &World, portfolios: &[Prepared]) -> Vec<Vec<PortfolioDraw>> {
    let settings = world.input.settings;
    let chances = Chances::new(
        world.input.catalogue,
        &world.input.population.clusters,
        settings,
        world.n_quarters,
    );
    // Without noise all futures are one.
    let n_draws = if settings.noise_off { 1 } else { settings.n_draws.max(1) };
    (0..n_draws)
        .into_par_iter()
        .map_init(Scratch::default, |scratch, draw| {
            let future = chances.future(draw);
            portfolios.iter().map(|p| run(world, p, &future, scratch)).collect()
        })
        .collect()
}

fn summarise(
    world: &World,
    portfolio: &Prepared,
    chosen: &[&PortfolioDraw],
    draws: &[&PortfolioDraw],
) -> PortfolioResult {
    let mut result = PortfolioResult {
        id: portfolio.id.clone(),
        kind: portfolio.kind,
        recorded: portfolio.recorded,
        n_plans: portfolio.plans.len() as u32,
        cost: cost(world, portfolio),
        bands: Vec::new(),
        versus_nothing: Vec::new(),
        chosen_minus_this: None,
        drop_out: None,
        evidence: Vec::new(),
    };
    if !portfolio.recorded {
        return result;
    }
    result.bands = bands(world, draws);
    if portfolio.kind != PortfolioKind::Nothing {
        result.versus_nothing = versus_nothing(world, draws);
    }
    if portfolio.kind != PortfolioKind::Chosen {
        result.chosen_minus_this = chosen_minus(world, chosen, draws);
    }
    if !portfolio.plans.is_empty() {
        result.drop_out = band(draws.iter().map(|draw| draw.left).collect());
    }
    result.evidence = evidence_shares(world, portfolio);
    result
}

/// Money that the lines use as planned, guaraníes; supports are not counted.
fn cost(world: &World, portfolio: &Prepared) -> f64 {
    let used = portfolio.used(world);
    let money = world.input.resources.iter().zip(&used);
    money.filter(|(r, _)| r.kind == ResourceKind::Money).flat_map(|(_, amounts)| amounts).sum()
}
