//! The order of the work: diagnose → match → best bundles → pilots → plans → simulate, each
//! answer verified by its checker before anybody sees it.

use crate::case::Case;
use crate::counting_view::counting_view;
use crate::engine_assumptions::engine_assumptions;
use crate::given_plans::GivenPlans;
use crate::results::Results;
use crate::survey_design::surveyed;
use crate::uncertainty::Certainty;
use nanduti_diagnostic::{FrozenFrame, Groups, diagnose_stages};
use nanduti_matching as matching;
use nanduti_model::PilotRole;
use nanduti_simulation::{Portfolio, SimulationInput, simulate};
use thiserror::Error;

/// How far to go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Scores only.
    Diagnose,
    /// And lots.
    Match,
    /// And pilots.
    Pilots,
    /// And plans.
    Plan,
    /// And what may come of them.
    Simulate,
}

/// A solver's answer that the checker did not accept: a bug, never shown as a result.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("the checker refused the {stage}: {}", violations.join("; "))]
pub struct Refused {
    /// Which answer.
    pub stage: &'static str,
    /// What is wrong with it.
    pub violations: Vec<String>,
}

/// Runs a case up to a stage. `given` are plans to simulate beside the proposed ones; `progress`
/// is told what begins.
pub fn run(
    case: &Case,
    until: Stage,
    given: &GivenPlans,
    progress: &mut dyn FnMut(Stage),
) -> Result<Results, Refused> {
    let mut results = empty_results(case);
    progress(Stage::Diagnose);
    judge_scores(case, &mut results);
    if until == Stage::Diagnose {
        return Ok(results);
    }
    let frame = FrozenFrame::new(&case.instrument, &case.diagnosis, &case.clusters_of);

    progress(Stage::Match);
    let reserve = vec![case.policy.training_reserve; case.population.workshops.len()];
    let match_input = match_input(case, &reserve);
    let matched = matching::match_lots(&match_input);
    refuse("matching", matching::check_matching(&match_input, &matched))?;
    let has_firm = matched.matched.clone();
    results.matching = Some(matched);
    if until == Stage::Match {
        return Ok(results);
    }

    progress(Stage::Pilots);
    let plan_input = plan_input(case, &frame, &has_firm);
    let gains = matching::best_gains(&plan_input);
    let pilot_input = matching::PilotInput {
        plan: &plan_input,
        gains: &gains,
        decisions: &case.decisions,
        visits: &case.visits,
    };
    let pilots = matching::select_pilots(&pilot_input);
    refuse("pilots", matching::check_pilots(&pilot_input, &pilots))?;
    let cohort = cohort(case, &pilots);
    results.pilots = Some(pilots);
    if until == Stage::Pilots {
        return Ok(results);
    }

    progress(Stage::Plan);
    let plans = matching::plan_cohort(&plan_input, &cohort);
    refuse("plans", matching::check_plans(&plan_input, &cohort, &plans))?;
    if until == Stage::Plan {
        results.plans = Some(plans);
        return Ok(results);
    }

    progress(Stage::Simulate);
    let candidates: Vec<usize> = (0..case.population.workshops.len())
        .filter(|&w| case.population.workshops[w].gate() != Some(false))
        .collect();
    let last_cohort = given.last_cohort(case);
    let portfolios: Vec<Portfolio> = given.portfolios(case);
    results.simulation = Some(simulate(&SimulationInput {
        population: &case.population,
        diagnosis: &case.diagnosis,
        frame: &frame,
        catalogue: &case.catalogue,
        resources: &case.resources,
        policy: &case.policy,
        matched: &has_firm,
        workshop_ties: &case.workshop_ties,
        chosen: &plans,
        cohort: &cohort,
        candidates: &candidates,
        given: &portfolios,
        last_cohort: last_cohort.as_ref(),
        settings: &case.simulation,
    }));
    results.plans = Some(plans);
    Ok(results)
}

/// How sure the scores are, the levels that follow, and the counting view beside them.
fn judge_scores(case: &Case, results: &mut Results) {
    let instrument = &case.instrument;
    if instrument.alternatives.is_none()
        && instrument.measurement.is_none()
        && instrument.counting.is_none()
    {
        return;
    }
    let done = diagnose_stages(&case.instrument, &case.table, &case.context(), None);
    results.certainty = Certainty::of_axes(&done, case.meta.seed);
    results.certainty.state_levels(instrument, &mut results.diagnosis);
    let clusters = Groups {
        names: case.population.clusters.iter().map(|cluster| cluster.id.to_string()).collect(),
        of_row: case.clusters_of.iter().map(|&cluster| u32::try_from(cluster).ok()).collect(),
    };
    let by = case.instrument.roles.cluster.as_ref().map(|question| (question.as_str(), &clusters));
    results.counting = counting_view(&done.scoring, &done.diagnosis, by, results.survey.as_ref());
}

/// Pilots, and reserves where the policy plans for them too, in workshop order.
fn cohort(case: &Case, pilots: &nanduti_model::PilotSelection) -> Vec<usize> {
    let mut cohort: Vec<usize> = pilots
        .choices
        .iter()
        .filter(|c| {
            c.role == PilotRole::Pilot
                || (c.role == PilotRole::Reserve && case.policy.plan_reserves)
        })
        .map(|c| c.workshop)
        .collect();
    cohort.sort_unstable();
    cohort
}

fn refuse<T, V: std::fmt::Display>(
    stage: &'static str,
    checked: Result<T, Vec<V>>,
) -> Result<T, Refused> {
    checked.map_err(|violations| Refused {
        stage,
        violations: violations.iter().map(ToString::to_string).collect(),
    })
}

/// What matching sees of a case.
pub fn match_input<'a>(case: &'a Case, reserve: &'a [f64]) -> matching::MatchInput<'a> {
    matching::MatchInput {
        population: &case.population,
        products: &case.products,
        firms: &case.firms,
        lots: &case.lots,
        firm_ties: &case.firm_ties,
        policy: &case.policy,
        start: case.meta.start,
        visits: &case.visits,
        forbidden: &[],
        reserve,
    }
}

/// What planning sees of a case.
pub fn plan_input<'a>(
    case: &'a Case,
    frame: &'a FrozenFrame,
    matched: &'a [bool],
) -> matching::PlanInput<'a> {
    matching::PlanInput {
        population: &case.population,
        diagnosis: &case.diagnosis,
        frame,
        catalogue: &case.catalogue,
        resources: &case.resources,
        policy: &case.policy,
        supports: &case.instrument.supports,
        matched,
        safety_indicator: safety_indicator(case),
        wishes: &[],
    }
}

/// The indicator that reads the safety question.
fn safety_indicator(case: &Case) -> Option<nanduti_model::NodeId> {
    let question = case.instrument.roles.safety.as_ref()?;
    case.instrument
        .nodes
        .iter()
        .enumerate()
        .find(|(i, _)| {
            case.instrument.indicator(*i).is_some_and(|ind| ind.reads == question.as_str())
        })
        .map(|(_, node)| node.id.clone())
}

fn empty_results(case: &Case) -> Results {
    let associativity = crate::associativity::assess_case(case);
    let mut assumptions = case.assumptions.clone();
    if !associativity.is_empty() {
        assumptions.extend(crate::associativity::assumptions(&case.instrument));
    }
    assumptions.extend(engine_assumptions());
    assumptions.sort();
    assumptions.dedup();
    Results {
        record: case.record.clone(),
        meta: case.meta.clone(),
        instrument: case.instrument.clone(),
        form_words: case.form_words.clone(),
        population: case.population.clone(),
        products: case.products.clone(),
        firms: case.firms.clone(),
        lots: case.lots.clone(),
        catalogue: case.catalogue.clone(),
        resources: case.resources.clone(),
        policy: case.policy.clone(),
        faults: Vec::new(),
        assumptions,
        quality: case.quality.clone(),
        diagnosis: case.diagnosis.clone(),
        certainty: Certainty::default(),
        survey: surveyed(&case.instrument, &case.table).and_then(Result::ok),
        counting: None,
        associativity,
        notes: case.notes.clone(),
        instrument_quality: std::sync::OnceLock::new(),
        matching: None,
        pilots: None,
        plans: None,
        simulation: None,
    }
}
