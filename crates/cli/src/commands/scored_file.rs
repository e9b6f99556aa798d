//! Any table scored by an instrument: no case folder and no form.

use crate::arguments::{Arguments, CaseOptions};
use crate::commands::whole::would_write;
use crate::exit::ExitCode;
use crate::printing;
use nanduti_model::Fault;
use nanduti_pipeline::out::Staging;
use nanduti_pipeline::scored_file::{FRAME_FILE, ScoredFile};
use nanduti_pipeline::table::Table;
use nanduti_pipeline::tables::{file_tables, stage_tables};
use nanduti_pipeline::uncertainty;
use nanduti_report::fault_table;
use std::path::Path;

/// Scores a table; its main table goes to the output, every stage to `--out`. With `frame`, by
/// the frame of an earlier result.
pub(crate) fn diagnose(
    arguments: &Arguments,
    options: &CaseOptions,
    instrument: &Path,
    frame: Option<&Path>,
) -> ExitCode {
    let language = arguments.language();
    let seed = arguments.seed.unwrap_or_default();
    let (mut scored, mut faults) = ScoredFile::open(&options.case, instrument, seed);
    let frame = match (&scored, frame) {
        (Some(scored), Some(path)) => {
            scored.read_frame(path).map_err(|fault| faults.push(fault)).ok()
        }
        _ => None,
    };
    if let Some(scored) = &mut scored {
        faults.extend(scored.settle_weights(frame.as_ref()));
    }
    printing::faults(arguments, &faults, language, false);
    let Some(scored) = scored.filter(|_| !faults.iter().any(Fault::is_error)) else {
        return ExitCode::Faults;
    };
    let mut done = scored.diagnose(frame.as_ref());
    let found = uncertainty::of_axes(&done, scored.seed);
    if let Some(found) = &found {
        uncertainty::state_levels(&scored.instrument, found, &mut done.diagnosis);
    }
    let mut tables = stage_tables(&done);
    tables.extend(file_tables(&done, &scored.table, scored.seed, found.as_ref()));
    if let Some(scores) = tables.iter().find(|table| table.name == "scores") {
        printing::table(arguments, scores, None, language);
    }
    let Some(out) = &options.out else { return ExitCode::Done };
    if holds_other_files(out, &[&options.case, instrument]) {
        printing::problem(&language.pick(
            format!("{} tiene otros archivos: nombre una carpeta nueva", out.display()),
            format!("{} holds other files: name a new folder", out.display()),
        ));
        return ExitCode::Storage;
    }
    tables.push(fault_table(&faults, language));
    let saved = scored.frame_json(&done, frame.as_ref());
    write(arguments, &tables, &saved, out)
}

/// Whether a folder is more than an earlier result, which this one replaces whole: it holds a file
/// that is read here, or files and no scores.
fn holds_other_files(out: &Path, read: &[&Path]) -> bool {
    let Ok(mut entries) = std::fs::read_dir(out) else { return false };
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let inside = |path: &&Path| whole(path).zip(whole(out)).is_some_and(|(p, o)| p.starts_with(o));
    read.iter().any(inside) || (entries.next().is_some() && !out.join("scores.csv").is_file())
}

/// Writes every table and the frame, whole or not at all; a dry run says what it would write.
fn write(arguments: &Arguments, tables: &[Table], frame: &str, out: &Path) -> ExitCode {
    let language = arguments.language();
    let format = arguments.file_format();
    let mut names: Vec<String> = tables.iter().map(|table| format!("{}.csv", table.name)).collect();
    names.push(FRAME_FILE.to_owned());
    if arguments.dry_run {
        printing::note(arguments, would_write(out, &names, language).trim_end());
        return ExitCode::Done;
    }
    let staged = Staging::new(out).and_then(|staging| {
        for (table, name) in tables.iter().zip(&names) {
            staging.add(name, printing::rendered(table, format, None, language).as_bytes())?;
        }
        staging.add(FRAME_FILE, frame.as_bytes())?;
        staging.commit()
    });
    match staged {
        Ok(()) => {
            let (n, place) = (names.len(), out.display());
            let text = language.pick(
                format!("{n} archivos, uno por paso, en {place}"),
                format!("{n} files, one a step, in {place}"),
            );
            printing::note(arguments, &text);
            ExitCode::Done
        }
        Err(error) => printing::storage(language, &out.display().to_string(), &error),
    }
}
