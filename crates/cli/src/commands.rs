//! One module per family of commands.

pub(crate) mod check;
pub(crate) mod create;
pub(crate) mod engines;
pub(crate) mod explain;
pub(crate) mod scored_file;
pub(crate) mod whole;

use crate::arguments::Arguments;
use crate::exit::ExitCode;
use crate::printing;
use crate::progress::Progress;
use nanduti_model::{Fault, SolveStatus};
use nanduti_pipeline::case::{Case, load_case};
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::results::Results;
use nanduti_pipeline::run::{Stage, run};
use nanduti_report::Language;
use std::path::Path;

/// A case that can be run, with its warnings.
pub(crate) struct Ready {
    pub(crate) case: Case,
    pub(crate) warnings: Vec<Fault>,
    pub(crate) language: Language,
}

/// Loads a case; with errors it prints all faults and gives the exit code.
pub(crate) fn ready(arguments: &Arguments, folder: &Path) -> Result<Ready, ExitCode> {
    let progress = Progress::new(arguments.language(), arguments.quiet);
    progress.reading();
    let loaded = load_case(folder, arguments.seed);
    drop(progress);
    let language = arguments.language_or(loaded.language.as_deref());
    if let Some(case) = loaded.case {
        return Ok(Ready { case, warnings: loaded.faults, language });
    }
    printing::faults(arguments, &loaded.faults, language, false);
    Err(ExitCode::Faults)
}

/// Runs a case up to a stage; the warnings go into the results.
pub(crate) fn results(
    arguments: &Arguments,
    ready: Ready,
    until: Stage,
    given: &GivenPlans,
) -> Result<(Results, Case, Language), ExitCode> {
    let language = ready.language;
    let progress = Progress::new(language, arguments.quiet);
    match run(&ready.case, until, given, &mut |stage| progress.stage(stage)) {
        Ok(mut results) => {
            results.faults = ready.warnings;
            Ok((results, ready.case, language))
        }
        Err(refused) => {
            drop(progress);
            printing::bug(language);
            printing::problem(&refused.to_string());
            Err(ExitCode::Bug)
        }
    }
}

/// The exit code that the solves ask for.
pub(crate) fn outcome_code(results: &Results) -> ExitCode {
    let outcomes = [
        results.matching.as_ref().map(|m| &m.outcome),
        results.pilots.as_ref().map(|p| &p.outcome),
        results.plans.as_ref().map(|p| &p.outcome),
    ];
    let statuses = || outcomes.iter().flatten().map(|o| &o.status);
    if statuses().any(|s| matches!(s, SolveStatus::Infeasible(_))) {
        ExitCode::Infeasible
    } else if statuses().any(|s| matches!(s, SolveStatus::Limit(_))) {
        ExitCode::Limit
    } else {
        ExitCode::Done
    }
}
