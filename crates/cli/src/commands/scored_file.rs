//! Any table scored by an instrument: no case folder and no form.

use crate::arguments::{Arguments, CaseOptions};
use crate::commands::whole::would_write;
use crate::exit::ExitCode;
use crate::printing;
use nanduti_model::{Fault, Instrument};
use nanduti_pipeline::compare::PLAIN_FOLDER;
use nanduti_pipeline::counting_change::ScoredRound;
use nanduti_pipeline::out::Staging;
use nanduti_pipeline::scored_file::{FRAME_FILE, SavedFrame, ScoredFile};
use nanduti_pipeline::table::TableRuns;
use nanduti_pipeline::tables::{
    change_of_axes, change_table, counting_change_tables, file_tables, findings, stage_tables,
    trace_table,
};
use nanduti_pipeline::uncertainty::Certainty;
use nanduti_report::{
    Language, Named, TableFormat, fault_table, lint_line, render_rows, render_table,
};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

/// What a table is scored by.
pub(crate) struct Files<'a> {
    pub(crate) instrument: &'a Path,
    /// An earlier result whose frame holds.
    pub(crate) frame: Option<&'a Path>,
    /// The table of an earlier round.
    pub(crate) before: Option<&'a Path>,
    /// Its instrument, where it was another.
    pub(crate) before_instrument: Option<&'a Path>,
    /// A unit whose way from answers to scores is printed in place of all scores.
    pub(crate) unit: Option<&'a str>,
}

/// A table with the frame that it is scored by, if there is one.
struct Round {
    scored: ScoredFile,
    frame: Option<SavedFrame>,
}

/// Scores a table; its main table goes to the output, every stage to `--out`. With an earlier
/// round, its main table is the change since then.
pub(crate) fn diagnose(arguments: &Arguments, options: &CaseOptions, files: &Files) -> ExitCode {
    let language = arguments.language();
    let mut faults = Vec::new();
    let (round, before) = rounds(arguments, &options.case, files, &mut faults);
    // One instrument of both rounds is read twice and has its faults once.
    let mut told = BTreeSet::new();
    faults.retain(|fault| told.insert(fault.clone()));
    printing::faults(arguments, &faults, language, false);
    let Some(Round { scored, frame }) = round.filter(|_| !faults.iter().any(Fault::is_error))
    else {
        return ExitCode::Faults;
    };
    let mut done = scored.diagnose(frame.as_ref());
    let found = Certainty::of_axes(&done, scored.seed);
    found.state_levels(&scored.instrument, &mut done.diagnosis);
    let mut tables = stage_tables(&done);
    let named = Named::File(&scored.instrument);
    let earlier = before.as_ref().map(|before| before.scored.diagnose(before.frame.as_ref()));
    let change = earlier.as_ref().map(|earlier| change_table(earlier, &done));
    if let Some(unit) = files.unit {
        let Some(trace) = trace_table(&done, &scored.table, unit) else {
            return printing::no_unit(language, unit, &done.diagnosis.workshops);
        };
        printing::table(arguments, &trace, named, language);
    } else if let Some(change) = &change {
        let axes = change_of_axes(change, &done.diagnosis);
        printing::table(arguments, &axes, named, language);
    } else if let Some(scores) = tables.iter().find(|table| table.name == "scores") {
        printing::table_runs(arguments, scores, named, language);
    }
    if let Some(told) = lint_line(&findings(&done, &scored.table, scored.seed), named, language) {
        printing::note(arguments, &told);
    }
    let Some(out) = &options.out else { return ExitCode::Done };
    let more = file_tables(&done, &scored.table, scored.seed, &found);
    tables.extend(more.into_iter().map(TableRuns::from));
    tables.extend(change.map(TableRuns::from));
    if let (Some(before), Some(earlier)) = (&before, &earlier) {
        let first = ScoredRound { table: &before.scored.table, done: earlier };
        let second = ScoredRound { table: &scored.table, done: &done };
        tables.extend(counting_change_tables(first, second).into_iter().map(TableRuns::from));
    }
    tables.push(fault_table(&faults, language).into());
    let saved = scored.frame_json(&done, frame.as_ref());
    write(arguments, &scored.instrument, &tables, &saved, out)
}

/// The table and the one of an earlier round, if one is named, with their weights settled. A frame
/// holds for every round whose instrument it is of.
fn rounds(
    arguments: &Arguments,
    data: &Path,
    files: &Files,
    faults: &mut Vec<Fault>,
) -> (Option<Round>, Option<Round>) {
    let seed = arguments.seed.unwrap_or_default();
    let mut open = |data: &Path, instrument: &Path| {
        let (scored, found) = ScoredFile::open(data, instrument, seed);
        let unknown = files.before.and(scored.as_ref()).and_then(|s| s.no_unit_codes(instrument));
        faults.extend(found.into_iter().chain(unknown));
        scored
    };
    let scored = open(data, files.instrument);
    let earlier = files
        .before
        .and_then(|before| open(before, files.before_instrument.unwrap_or(files.instrument)));
    let frame = |scored: &ScoredFile| Some(scored.read_frame(files.frame?));
    let frames = (scored.as_ref().and_then(frame), earlier.as_ref().and_then(frame));
    if let (Some(Err(fault)), None | Some(Err(_))) = &frames {
        faults.push(fault.clone());
    }
    let mut settle = |scored: Option<ScoredFile>, frame: Option<Result<SavedFrame, Fault>>| {
        let (mut scored, frame) = (scored?, frame.and_then(Result::ok));
        faults.extend(scored.settle_weights(frame.as_ref()));
        Some(Round { scored, frame })
    };
    (settle(scored, frames.0), settle(earlier, frames.1))
}

/// Rows of a table that are made and written at a time.
const ROWS: usize = 2048;
/// Runs of rows that are made at once, each on a thread.
const RUNS: usize = 8;

/// Writes a table run by run: it is never held whole.
pub(crate) fn write_runs(
    table: &TableRuns,
    format: TableFormat,
    language: Language,
    to: &mut impl Write,
) -> io::Result<()> {
    to.write_all(render_table(&table.head(), format, language).as_bytes())?;
    for start in (0..table.n_rows).step_by(ROWS * RUNS) {
        let end = table.n_rows.min(start + ROWS * RUNS);
        let starts: Vec<usize> = (start..end).step_by(ROWS).collect();
        let texts: Vec<String> = starts
            .into_par_iter()
            .map(|start| render_rows(&table.run(start..end.min(start + ROWS)), format, language))
            .collect();
        for text in texts {
            to.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes every table and the frame, whole or not at all; a dry run says what it would write. For
/// a spreadsheet in words, with the plain tables beside.
fn write(
    arguments: &Arguments,
    instrument: &Instrument,
    tables: &[TableRuns],
    frame: &str,
    out: &Path,
) -> ExitCode {
    let language = arguments.language();
    let format = arguments.file_format();
    let named = Named::File(instrument);
    let mut names: Vec<String> = tables.iter().map(|table| format!("{}.csv", table.name)).collect();
    let plain: Vec<String> = match format {
        TableFormat::ExcelEs => names.iter().map(|name| format!("{PLAIN_FOLDER}/{name}")).collect(),
        _ => Vec::new(),
    };
    names.extend(plain.iter().cloned().chain([FRAME_FILE.to_owned()]));
    if arguments.dry_run {
        printing::note(arguments, would_write(out, &names, language).trim_end());
        return ExitCode::Done;
    }
    let staged = Staging::new(out).and_then(|staging| {
        for (table, name) in tables.iter().zip(&names) {
            let mut file = staging.create(name)?;
            if format == TableFormat::ExcelEs {
                let text = printing::rendered(&table.whole(), format, named, language);
                file.write_all(text.as_bytes())?;
            } else {
                write_runs(table, format, language, &mut file)?;
            }
            file.sync_all()?;
        }
        for (table, name) in tables.iter().zip(&plain) {
            let mut file = staging.create(name)?;
            write_runs(table, TableFormat::Csv, language, &mut file)?;
            file.sync_all()?;
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
        Err(error) => printing::not_written(language, out, &error),
    }
}
