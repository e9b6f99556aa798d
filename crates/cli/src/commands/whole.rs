//! The main job, the report alone, and two results side by side.

use crate::arguments::{Arguments, CaseOptions, Format};
use crate::commands::{outcome_code, ready, results};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_pipeline::compare::compare as compare_folders;
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::out::{Staging, write_file};
use nanduti_pipeline::results::Results;
use nanduti_pipeline::run::Stage;
use nanduti_pipeline::{run_json, tables};
use nanduti_report::{Language, fault_table, render_programme, render_run_summary, render_table};
use std::path::Path;

/// Everything in order, then the report: the main job.
pub(crate) fn run(arguments: &Arguments, options: &CaseOptions) -> ExitCode {
    let mut ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let given = GivenPlans::default();
    let faults = given.faults(&ready.case);
    if faults.iter().any(nanduti_model::Fault::is_error) {
        printing::faults(arguments, &faults, ready.language, false);
        return ExitCode::Faults;
    }
    ready.warnings.extend(faults);
    let (results, case, language) = match results(arguments, ready, Stage::Simulate, &given) {
        Ok(done) => done,
        Err(code) => return code,
    };
    let out = options.out.clone().unwrap_or_else(|| options.case.join("out"));
    let report = render_programme(&results, language);
    let codes = case.issued_codes.as_ref().map(|text| (options.case.join("codes.csv"), text));
    if let Some((path, text)) = codes
        && !arguments.dry_run
        && let Err(error) = write_file(&path, text.as_bytes())
    {
        return printing::storage(language, &path.display().to_string(), &error);
    }
    if let Err(code) = write_out(arguments, &results, &out, Some(report.as_bytes()), language) {
        return code;
    }
    printing::faults(arguments, &results.faults, language, false);
    if arguments.format == Format::Table {
        printing::data(&render_run_summary(&results, &out.display().to_string(), language));
    } else if let Some(table) = tables::main_table(&results, "run") {
        printing::table(arguments, &table, language);
    }
    outcome_code(&results)
}

/// Writes every table, `run.json` and the report, whole or not at all.
pub(crate) fn write_out(
    arguments: &Arguments,
    results: &Results,
    out: &Path,
    report: Option<&[u8]>,
    language: Language,
) -> Result<(), ExitCode> {
    let staged = Staging::new(out).and_then(|staging| {
        let format = arguments.file_format();
        for table in tables::all(results) {
            let text = render_table(&table, format, language);
            staging.add(&format!("{}.csv", table.name), text.as_bytes())?;
        }
        let faults = fault_table(&results.faults, language);
        staging.add("faults.csv", render_table(&faults, format, language).as_bytes())?;
        staging.add("run.json", run_json::render(results).as_bytes())?;
        if let Some(report) = report {
            staging.add("report.html", report)?;
        }
        if arguments.dry_run { Ok(()) } else { staging.commit() }
    });
    staged.map_err(|error| printing::storage(language, &out.display().to_string(), &error))
}

/// The report alone, to a file or the output.
pub(crate) fn report(
    arguments: &Arguments,
    options: &CaseOptions,
    output: Option<&Path>,
) -> ExitCode {
    let ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let (results, _, language) =
        match results(arguments, ready, Stage::Simulate, &GivenPlans::default()) {
            Ok(done) => done,
            Err(code) => return code,
        };
    let report = render_programme(&results, language);
    match output {
        None => printing::data(&report),
        Some(_) if arguments.dry_run => {}
        Some(path) => {
            if let Err(error) = write_file(path, report.as_bytes()) {
                return printing::storage(language, &path.display().to_string(), &error);
            }
        }
    }
    outcome_code(&results)
}

/// Who enters, who leaves, what changed.
pub(crate) fn compare(arguments: &Arguments, a: &Path, b: &Path) -> ExitCode {
    let language = arguments.language();
    match compare_folders(a, b) {
        Ok(table) => {
            printing::table(arguments, &table, language);
            ExitCode::Done
        }
        Err(faults) => {
            printing::faults(arguments, &faults, language, false);
            ExitCode::Faults
        }
    }
}
