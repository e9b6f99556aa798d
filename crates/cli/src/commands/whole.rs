//! The main job, the report alone, and two results side by side.

use crate::arguments::{Arguments, CaseOptions, Format};
use crate::commands::{outcome_code, ready, results};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_pipeline::case::Case;
use nanduti_pipeline::compare::{PLAIN_FOLDER, compare as compare_folders};
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::new_case::unchanged_amounts;
use nanduti_pipeline::out::{OutError, Staging, write_file};
use nanduti_pipeline::results::Results;
use nanduti_pipeline::run::Stage;
use nanduti_pipeline::{run_json, tables};
use nanduti_report::{
    Language, Named, TableFormat, clash_lines, fault_table, render_programme, render_run_summary,
    render_table,
};
use std::fmt::Write as _;
use std::path::Path;

/// Everything in order, then the report: the main job.
pub(crate) fn run(arguments: &Arguments, options: &CaseOptions) -> ExitCode {
    let out = options.out.clone().unwrap_or_else(|| options.case.join("out"));
    let code = run_into(arguments, options, &out);
    if matches!(code, ExitCode::Faults | ExitCode::Bug) {
        left_over(arguments, &out);
    }
    code
}

/// Says that results which lie there are not of this run.
fn left_over(arguments: &Arguments, out: &Path) {
    if out.exists() {
        printing::problem(&arguments.language().pick(
            format!("no se escribió nada: {} es de una corrida anterior", out.display()),
            format!("nothing was written: {} is of an earlier run", out.display()),
        ));
    }
}

fn run_into(arguments: &Arguments, options: &CaseOptions, out: &Path) -> ExitCode {
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
    let report = render_programme(&results, language);
    let codes = case.issued_codes.as_ref().map(|text| (options.case.join("codes.csv"), text));
    if let Some((path, text)) = codes
        && !arguments.dry_run
        && let Err(error) = write_file(&path, text.as_bytes())
    {
        return printing::storage(language, &path.display().to_string(), &error);
    }
    let written = match write_out(arguments, &results, out, Some(report.as_bytes()), language) {
        Ok(names) => names,
        Err(code) => return code,
    };
    printing::faults(arguments, &results.faults, language, false);
    template_note(arguments, &case, language);
    if arguments.format == Format::Table {
        let place = (!arguments.dry_run).then(|| out.display().to_string());
        printing::data(&render_run_summary(&results, place.as_deref(), language));
    } else if let Some(table) = tables::main_table(&results, "run") {
        printing::table(arguments, &table, Named::Case(&results), language);
    }
    if arguments.dry_run {
        printing::note(arguments, would_write(out, &written, language).trim_end());
    }
    outcome_code(&results)
}

/// What a dry run would have written.
pub(crate) fn would_write(out: &Path, names: &[String], language: Language) -> String {
    let place = out.display();
    let mut text = language.pick(
        format!("no se escribió nada; en {place} se escribirían:\n"),
        format!("nothing was written; {place} would hold:\n"),
    );
    for name in names {
        let _ = writeln!(text, "  {name}");
    }
    text
}

/// A real case whose capacity is still the example's is told so.
pub(crate) fn template_note(arguments: &Arguments, case: &Case, language: Language) {
    let n = unchanged_amounts(&case.resources);
    if n == 0 || case.meta.synthetic {
        return;
    }
    printing::note(
        arguments,
        &language.pick(
            format!(
                "capacity.toml: {n} recursos tienen todavía la cantidad y la fuente del ejemplo, \
                 que son de la primera cohorte; cámbielas por las suyas"
            ),
            format!(
                "capacity.toml: {n} resources still have the amount and source of the example, \
                 which are the first cohort's; change them for yours"
            ),
        ),
    );
}

/// Writes every table, `run.json` and the report, whole or not at all; gives the names of the
/// files.
pub(crate) fn write_out(
    arguments: &Arguments,
    results: &Results,
    out: &Path,
    report: Option<&[u8]>,
    language: Language,
) -> Result<Vec<String>, ExitCode> {
    let mut names = Vec::new();
    let staged = Staging::new(out).and_then(|staging| {
        let format = arguments.file_format();
        let mut add = |name: String, bytes: &[u8]| {
            staging.add(&name, bytes)?;
            names.push(name);
            Ok::<(), OutError>(())
        };
        for table in tables::all(results).iter().chain([&fault_table(&results.faults, language)]) {
            let text = printing::rendered(table, format, Named::Case(results), language);
            add(format!("{}.csv", table.name), text.as_bytes())?;
            if format == TableFormat::ExcelEs {
                let plain = render_table(table, TableFormat::Csv, language);
                add(format!("{PLAIN_FOLDER}/{}.csv", table.name), plain.as_bytes())?;
            }
        }
        add("run.json".to_owned(), run_json::render(results).as_bytes())?;
        if let Some(report) = report {
            add("report.html".to_owned(), report)?;
        }
        if arguments.dry_run { Ok(()) } else { staging.commit() }
    });
    staged.map(|()| names).map_err(|error| printing::not_written(language, out, &error))
}

/// The report alone: to CASE/out/report.html, to a file, or to the output where that is `-`.
pub(crate) fn report(
    arguments: &Arguments,
    options: &CaseOptions,
    output: Option<&Path>,
) -> ExitCode {
    let ready = match ready(arguments, &options.case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let (results, case, language) =
        match results(arguments, ready, Stage::Simulate, &GivenPlans::default()) {
            Ok(done) => done,
            Err(code) => return code,
        };
    template_note(arguments, &case, language);
    let report = render_programme(&results, language);
    if output == Some(Path::new("-")) {
        printing::data(&report);
    } else {
        let out = options.out.clone().unwrap_or_else(|| options.case.join("out"));
        let path = output.map_or_else(|| out.join("report.html"), Path::to_path_buf);
        let place = path.display();
        if arguments.dry_run {
            printing::note(
                arguments,
                &language.pick(
                    format!("no se escribió nada; se escribiría {place}"),
                    format!("nothing was written; {place} would be"),
                ),
            );
        } else if let Err(error) = write_file(&path, report.as_bytes()) {
            return printing::storage(language, &place.to_string(), &error);
        } else {
            printing::data(
                &language.pick(format!("informe: {place}\n"), format!("report: {place}\n")),
            );
        }
    }
    let cannot = clash_lines(&results, language);
    if !cannot.is_empty() {
        printing::problem(cannot.trim_end());
    }
    outcome_code(&results)
}

/// Who enters, who leaves, what changed.
pub(crate) fn compare(arguments: &Arguments, a: &Path, b: &Path) -> ExitCode {
    let language = arguments.language();
    match compare_folders(a, b) {
        Ok(table) if table.rows.is_empty() && arguments.format == Format::Table => {
            printing::data(language.pick(
                "sin cambios: los mismos datos, puntajes, lotes, pilotos, planes y futuros\n",
                "no changes: the same inputs, scores, lots, pilots, plans and futures\n",
            ));
            ExitCode::Done
        }
        Ok(table) => {
            printing::table(arguments, &table, Named::Nothing, language);
            ExitCode::Done
        }
        Err(faults) => {
            printing::faults(arguments, &faults, language, false);
            ExitCode::Faults
        }
    }
}
