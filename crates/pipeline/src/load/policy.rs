//! `policy.toml`: what the plans are for, under which rule, and what prices are measured against.

use crate::load::toml_reader::{Document, Section};
use nanduti_model::{
    AssumedFigure, Assumption, EquityRule, Fault, FaultCode, Guaranies, Instrument, Policy,
    SimulationSettings, ValuePartKind,
};

/// The policy compiled into the program.
pub const DEFAULT_POLICY: &str = include_str!("../../templates/policy.toml");

/// Reads a policy for the axes of an instrument. `seed` is the case's.
pub fn load_policy(
    text: &str,
    file: &str,
    instrument: &Instrument,
    seed: u64,
    faults: &mut Vec<Fault>,
    assumptions: &mut Vec<Assumption>,
) -> Option<(Policy, SimulationSettings)> {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let root = document.root();
    let axis_weights = root.section("axes").and_then(|s| axes(&s, instrument));
    let equity = root.section("equity").and_then(|s| equity_rule(&s));
    let plans = root.section("plans").and_then(|s| plan_limits(&s));
    let matching = root.section("matching").and_then(|s| match_policy(&s));
    let price = root.section("price").and_then(|s| price_basis(&s));
    let simulation = root.section("simulation").and_then(|s| simulation(&s, seed));
    root.finish();
    let (mut more, mut ours) = document.into_findings();
    let broken = more.iter().any(Fault::is_error);
    faults.append(&mut more);
    assumptions.append(&mut ours);
    if broken {
        return None;
    }
    let (plans, matching, price) = (plans?, matching?, price?);
    Some((
        Policy {
            axis_weights: axis_weights?,
            equity: equity?,
            plan_reserves: plans.reserves,
            max_actions: plans.max_actions,
            max_owner_hours_week: plans.max_hours,
            supported_owner_hours_week: plans.supported_hours,
            unknown_owner_hours_week: plans.unknown_hours,
            training_reserve: plans.training_reserve,
            group_actions: plans.group_actions,
            fair_price: matching.fair_price.to_owned(),
            fair_price_band: matching.band,
            margin: matching.margin.to_owned(),
            margin_band: matching.margin_band,
            match_weights: matching.weights,
            minimum_wage: price.minimum_wage,
            cost_minute: price.cost_minute,
            overhead: price.overhead,
            reference_efficiency: price.reference_efficiency,
        },
        simulation?,
    ))
}

fn axes(section: &Section, instrument: &Instrument) -> Option<Vec<f64>> {
    let mut weights = Vec::new();
    for axis in instrument.axes() {
        weights.push(section.number(instrument.nodes[axis].id.as_str(), 0.0..=1e6));
    }
    section.source(AssumedFigure::AxisWeights);
    section.finish();
    let weights = weights.into_iter().collect::<Option<Vec<f64>>>()?;
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        section.push(
            section
                .fault(FaultCode::BadValue, "source")
                .with("key", "axes")
                .with("expected", "at least one weight above 0"),
        );
        return None;
    }
    Some(weights.iter().map(|w| w / sum).collect())
}

fn equity_rule(section: &Section) -> Option<EquityRule> {
    let count = |key: &str, max: i64| section.integer(key, 0..=max).map(|n| n as u32);
    let n_pilots = count("pilots", 1_000_000);
    let n_reserves = count("reserves", 1_000_000);
    let n_preselection = count("preselection", 1_000_000);
    let min_per_cluster = count("min_per_cluster", 1_000_000);
    let micro_limit = count("micro_limit", 1000);
    let women_led = section.flag("women_led", true);
    let micro = section.flag("micro", true);
    let gain_floor = section.number("gain_floor", 0.0..=100.0);
    let hazards_first = section.flag("hazards_first", true);
    let hazard_below = section.number("hazard_below", 0.0..=1000.0);
    section.source(AssumedFigure::EquityRule);
    section.finish();
    let rule = EquityRule {
        n_pilots: n_pilots?,
        n_reserves: n_reserves?,
        n_preselection: n_preselection?,
        min_per_cluster: min_per_cluster?,
        women_led,
        micro,
        micro_limit: micro_limit?,
        gain_floor: gain_floor?,
        hazards_first,
        hazard_below: hazard_below?,
    };
    if rule.n_preselection < rule.n_pilots + rule.n_reserves {
        section.push(
            section
                .fault(FaultCode::BadValue, "preselection")
                .with("key", "equity.preselection")
                .with("expected", format!("≥ {}", rule.n_pilots + rule.n_reserves)),
        );
    }
    Some(rule)
}

struct PlanLimits {
    reserves: bool,
    max_actions: u32,
    max_hours: f64,
    supported_hours: f64,
    unknown_hours: f64,
    training_reserve: f64,
    group_actions: bool,
}

fn plan_limits(section: &Section) -> Option<PlanLimits> {
    let reserves = section.choice("for", &[(true, "pilots_and_reserves"), (false, "pilots")]);
    let max_actions = section.integer("max_actions", 1..=20);
    let max_hours = section.number("max_owner_hours_week", 0.0..=40.0);
    let supported_hours = section.number("supported_owner_hours_week", 0.0..=40.0);
    let unknown_hours = section.number("unknown_owner_hours_week", 0.0..=40.0);
    let training_reserve = section.number("training_reserve", 0.0..=0.9);
    let group_actions = section.flag("group_actions", true);
    section.source(AssumedFigure::PlanLimits);
    section.finish();
    Some(PlanLimits {
        reserves: reserves?,
        max_actions: max_actions? as u32,
        max_hours: max_hours?,
        supported_hours: supported_hours?,
        unknown_hours: unknown_hours?,
        training_reserve: training_reserve?,
        group_actions,
    })
}

struct MatchPolicy {
    fair_price: &'static str,
    band: f64,
    margin: &'static str,
    margin_band: f64,
    weights: [f64; 5],
}

fn match_policy(section: &Section) -> Option<MatchPolicy> {
    const RULES: &[(&str, &str)] = &[("gate", "gate"), ("band", "band"), ("warning", "warning")];
    let fair_price = section.choice("fair_price", RULES);
    let band = section.number("fair_price_band", 0.0..=1.0);
    let margin = section.choice("margin", RULES);
    let margin_band = section.number("margin_band", 0.0..=1.0);
    let mut weights = [0.0; 5];
    if let Some(inner) = section.section("weights") {
        for (weight, (_, word)) in weights.iter_mut().zip(ValuePartKind::ALL) {
            *weight = inner.number(word, 0.0..=1e6).unwrap_or_default();
        }
        inner.finish();
    }
    section.source(AssumedFigure::MatchWeights);
    section.finish();
    Some(MatchPolicy {
        fair_price: fair_price?,
        band: band?,
        margin: margin?,
        margin_band: margin_band?,
        weights,
    })
}

struct Prices {
    minimum_wage: Guaranies,
    cost_minute: f64,
    overhead: f64,
    reference_efficiency: f64,
}

fn price_basis(section: &Section) -> Option<Prices> {
    let minimum_wage = section.money("minimum_wage");
    let cost_minute = section.number("cost_minute", 1.0..=1e7);
    let overhead = section.number("overhead", 1.0..=10.0);
    let reference_efficiency = section.number("reference_efficiency", 1.0..=100.0);
    section.source(AssumedFigure::FairPrice);
    section.finish();
    Some(Prices {
        minimum_wage: minimum_wage?,
        cost_minute: cost_minute?,
        overhead: overhead?,
        reference_efficiency: reference_efficiency?,
    })
}

fn simulation(section: &Section, seed: u64) -> Option<SimulationSettings> {
    let n_draws = section.integer("draws", 1..=1_000_000);
    let n_quarters = section.integer("quarters", 4..=40);
    let range = |key: &str| {
        let pair = section.numbers(key, 0.0..=1.0);
        let good = pair.len() == 2 && pair[0] <= pair[1];
        if !good && section.has(key) {
            section.push(
                section
                    .fault(FaultCode::BadValue, key)
                    .with("key", format!("simulation.{key}"))
                    .with("expected", "[low, high], 0 ≤ low ≤ high ≤ 1"),
            );
        } else if !good {
            section.push(
                section.fault(FaultCode::MissingKey, key).with("key", format!("simulation.{key}")),
            );
        }
        good.then(|| (pair[0], pair[1]))
    };
    let take_up = range("take_up");
    let drop_out_year = range("drop_out_year");
    let decay_year = range("decay_year");
    let spillover = range("spillover");
    let shock_sd = section.number("shock_sd", 0.0..=50.0);
    let shock_memory = section.number("shock_memory", 0.0..=0.99);
    let noise_off = section.flag("noise_off", false);
    section.source(AssumedFigure::Uncertainty);
    section.finish();
    Some(SimulationSettings {
        n_draws: n_draws? as u32,
        n_quarters: n_quarters? as u8,
        seed,
        take_up: take_up?,
        drop_out_year: drop_out_year?,
        decay_year: decay_year?,
        spillover: spillover?,
        shock_sd: shock_sd?,
        shock_memory: shock_memory?,
        noise_off,
    })
}
