//! Any table scored by an instrument: no case folder and no form.

use crate::arguments::{Arguments, CaseOptions};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_model::Fault;
use nanduti_pipeline::out::Staging;
use nanduti_pipeline::scored_file::{NamedBytes, ScoredFile};
use nanduti_pipeline::table::Table;
use nanduti_pipeline::tables::{file_tables, stage_tables};
use nanduti_report::{fault_table, render_table};
use std::path::Path;

/// Scores a table; its main table goes to the output, every stage to `--out`.
pub(crate) fn diagnose(
    arguments: &Arguments,
    options: &CaseOptions,
    instrument: &Path,
) -> ExitCode {
    let language = arguments.language();
    let mut files = Vec::new();
    for path in [&options.case, instrument] {
        match std::fs::read(path) {
            Ok(bytes) => files.push((name(path), bytes)),
            Err(error) => {
                let text = language.pick("no se pudo leer", "could not be read");
                printing::problem(&format!("{}: {text} ({error})", path.display()));
                return ExitCode::Faults;
            }
        }
    }
    let named = |at: usize| NamedBytes { name: &files[at].0, bytes: &files[at].1 };
    let (scored, faults) = ScoredFile::load(named(0), named(1), arguments.seed.unwrap_or_default());
    printing::faults(arguments, &faults, language, false);
    let Some(scored) = scored else { return ExitCode::Faults };
    let done = scored.diagnose(None);
    let mut tables = stage_tables(&done);
    tables.extend(file_tables(&done, scored.seed));
    if let Some(scores) = tables.iter().find(|table| table.name == "scores") {
        printing::table(arguments, scores, None, language);
    }
    match &options.out {
        Some(out) if !arguments.dry_run => write(arguments, &tables, &faults, out),
        _ => ExitCode::Done,
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn write(arguments: &Arguments, tables: &[Table], faults: &[Fault], out: &Path) -> ExitCode {
    let language = arguments.language();
    let format = arguments.file_format();
    let staged = Staging::new(out).and_then(|staging| {
        for table in tables {
            let text = render_table(table, format, language);
            staging.add(&format!("{}.csv", table.name), text.as_bytes())?;
        }
        let faults = render_table(&fault_table(faults, language), format, language);
        staging.add("faults.csv", faults.as_bytes())?;
        staging.commit()
    });
    match staged {
        Ok(()) => ExitCode::Done,
        Err(error) => printing::storage(language, &out.display().to_string(), &error),
    }
}
