//! One engine at a time: its main table on the output, all tables in `--out` if asked.

use crate::arguments::{Arguments, CaseOptions, Format};
use crate::commands::{outcome_code, ready, results};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::run::Stage;
use nanduti_pipeline::tables::case_trace;
use nanduti_pipeline::{check_file, tables};
use nanduti_report::{Language, Named, clash_lines, withheld};
use std::path::{Path, PathBuf};

/// Scores.
pub(crate) fn diagnose(
    arguments: &Arguments,
    options: &CaseOptions,
    unit: Option<&str>,
) -> ExitCode {
    if let Some(unit) = unit {
        return trace(arguments, options, unit);
    }
    engine(arguments, options, Stage::Diagnose, "diagnose", &GivenPlans::default(), None)
}

/// Lots, or the check of an assignment made by hand.
pub(crate) fn match_lots(
    arguments: &Arguments,
    options: &CaseOptions,
    check: Option<&Path>,
) -> ExitCode {
    let Some(file) = check else {
        return engine(arguments, options, Stage::Match, "match", &GivenPlans::default(), None);
    };
    let ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let faults = check_file::check_assignment_file(&ready.case, file);
    printing::faults(arguments, &faults, ready.language, true);
    if faults.iter().any(nanduti_model::Fault::is_error) {
        return ExitCode::Faults;
    }
    printing::note(
        arguments,
        ready
            .language
            .pick("la asignación cumple todas las reglas", "the assignment keeps every rule"),
    );
    ExitCode::Done
}

/// Pilots.
pub(crate) fn pilots(arguments: &Arguments, options: &CaseOptions) -> ExitCode {
    engine(arguments, options, Stage::Pilots, "pilots", &GivenPlans::default(), None)
}

/// Plans.
pub(crate) fn plan(arguments: &Arguments, options: &CaseOptions) -> ExitCode {
    engine(arguments, options, Stage::Plan, "plan", &GivenPlans::default(), None)
}

/// Futures of the proposed plans and of given ones.
pub(crate) fn simulate(
    arguments: &Arguments,
    options: &CaseOptions,
    plans: &[PathBuf],
    draws: Option<u32>,
) -> ExitCode {
    let given = match GivenPlans::open(plans) {
        Ok(given) => given,
        Err(faults) => {
            printing::faults(arguments, &faults, arguments.language(), false);
            return ExitCode::Faults;
        }
    };
    engine(arguments, options, Stage::Simulate, "simulate", &given, draws)
}

/// Where the columns are that a terminal has no room for.
fn rest(language: Language) -> &'static str {
    language.pick(
        "\nSon las columnas principales; todas están en --format csv y, con `nanduti run`, en out/*.csv.",
        "\nThese are the main columns; all are in --format csv and, with `nanduti run`, in out/*.csv.",
    )
}

fn engine(
    arguments: &Arguments,
    options: &CaseOptions,
    stage: Stage,
    command: &str,
    given: &GivenPlans,
    draws: Option<u32>,
) -> ExitCode {
    let mut ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let faults = given.faults(&ready.case);
    if faults.iter().any(nanduti_model::Fault::is_error) {
        printing::faults(arguments, &faults, ready.language, false);
        return ExitCode::Faults;
    }
    ready.warnings.extend(faults);
    if let Some(draws) = draws {
        ready.case.simulation.n_draws = draws;
    }
    let (results, _, language) = match results(arguments, ready, stage, given) {
        Ok(done) => done,
        Err(code) => return code,
    };
    printing::faults(arguments, &results.faults, language, false);
    if let Some(table) = tables::main_table(&results, command) {
        printing::table(arguments, &table, Named::Case(&results), language);
        if arguments.format == Format::Table {
            printing::note(arguments, rest(language));
        }
    }
    let cannot = clash_lines(&results, language);
    if !cannot.is_empty() {
        printing::problem(cannot.trim_end());
    }
    if let Some(out) = &options.out {
        match super::whole::write_out(arguments, &results, out, None, language) {
            Ok(names) if arguments.dry_run => {
                printing::data(&super::whole::would_write(out, &names, language));
            }
            Ok(_) => {}
            Err(code) => return code,
        }
    }
    outcome_code(&results)
}

/// From the answers of one workshop to its scores.
fn trace(arguments: &Arguments, options: &CaseOptions, workshop: &str) -> ExitCode {
    let ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let (results, _, language) =
        match results(arguments, ready, Stage::Diagnose, &GivenPlans::default()) {
            Ok(done) => done,
            Err(code) => return code,
        };
    let Some(trace) = case_trace(&results, workshop, |node| withheld(&results, node)) else {
        return printing::no_unit(language, workshop, &results.diagnosis.workshops);
    };
    printing::table(arguments, &trace, Named::Case(&results), language);
    ExitCode::Done
}
