//! The only place that writes to the terminal: data to the output, everything else to the error
//! stream.
#![expect(clippy::print_stderr, reason = "messages of a command line go to the error stream")]

use crate::arguments::Arguments;
use crate::commands::scored_file::write_runs;
use crate::exit::ExitCode;
use nanduti_model::{Fault, WorkshopId};
use nanduti_pipeline::load::toml_reader::nearest;
use nanduti_pipeline::out::OutError;
use nanduti_pipeline::table::{Table, TableRuns};
use nanduti_report::{
    Language, Named, TableFormat, fault_table, in_words, render_faults, render_table,
    render_terminal,
};
use std::io::{self, Write};
use std::path::Path;

/// Columns of a terminal when nobody says otherwise.
const WIDTH: usize = 100;

/// Writes data to the output; a closed pipe is no fault.
pub(crate) fn data(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Columns of the terminal, or the usual ones where the output goes elsewhere.
fn width() -> usize {
    console::Term::stdout().size_checked().map_or(WIDTH, |(_, columns)| usize::from(columns))
}

/// Prints a table in the format that was asked for: for people in words and no wider than the
/// terminal, for programs whole and with its codes.
pub(crate) fn table(arguments: &Arguments, table: &Table, named: Named, language: Language) {
    let format = arguments.table_format();
    if format != TableFormat::Text {
        data(&rendered(table, format, named, language));
        return;
    }
    data(&render_terminal(table, named, language, width()));
}

/// Prints a table whose rows are made when they are asked for; as CSV run by run.
pub(crate) fn table_runs(
    arguments: &Arguments,
    runs: &TableRuns,
    named: Named,
    language: Language,
) {
    let format = arguments.table_format();
    if format == TableFormat::Csv {
        let mut out = io::stdout().lock();
        let _ = write_runs(runs, format, language, &mut out);
        let _ = out.flush();
    } else {
        table(arguments, &runs.whole(), named, language);
    }
}

/// A table as a file of its format holds it: words in a spreadsheet, codes elsewhere.
pub(crate) fn rendered(
    table: &Table,
    format: TableFormat,
    named: Named,
    language: Language,
) -> String {
    match format {
        TableFormat::ExcelEs => render_table(&in_words(table, named, language), format, language),
        _ => render_table(table, format, language),
    }
}

/// Prints faults: to the error stream in words, or as data where `as_data`.
pub(crate) fn faults(arguments: &Arguments, faults: &[Fault], language: Language, as_data: bool) {
    use crate::arguments::Format;
    if as_data && arguments.format != Format::Table {
        table(arguments, &fault_table(faults, language), Named::Nothing, language);
        return;
    }
    let has_errors = faults.iter().any(Fault::is_error);
    if faults.is_empty() || (arguments.quiet && !has_errors) {
        return;
    }
    let text = render_faults(faults, language, WIDTH);
    if as_data { data(&text) } else { eprintln!("{text}") }
}

/// One line for people.
pub(crate) fn note(arguments: &Arguments, text: &str) {
    if !arguments.quiet {
        eprintln!("{text}");
    }
}

/// One line that is not silenced.
pub(crate) fn problem(text: &str) {
    eprintln!("{text}");
}

/// Something could not be stored.
pub(crate) fn storage(language: Language, what: &str, error: &dyn std::fmt::Display) -> ExitCode {
    let text = language.pick(
        "no se pudo guardar: {what} ({error}); no quedó nada a medias",
        "could not be stored: {what} ({error}); nothing was left half-written",
    );
    eprintln!("{}", text.replace("{what}", what).replace("{error}", &error.to_string()));
    ExitCode::Storage
}

/// A result folder could not be written: whose files are in the way, or what the disk said.
pub(crate) fn not_written(language: Language, folder: &Path, error: &OutError) -> ExitCode {
    let place = folder.display();
    let text = match error {
        OutError::Disk(error) => return storage(language, &place.to_string(), error),
        OutError::NotOurs => language.pick(
            format!(
                "{place} tiene archivos que Ñandutí no escribió: no se tocó nada; elija otra \
                 carpeta o una vacía"
            ),
            format!(
                "{place} has files that Ñandutí did not write: nothing was touched; choose \
                 another folder or an empty one"
            ),
        ),
        OutError::IsAFile => language.pick(
            format!("{place} es un archivo, no una carpeta: no se tocó nada; elija otra carpeta"),
            format!("{place} is a file, not a folder: nothing was touched; choose another folder"),
        ),
    };
    problem(&text);
    ExitCode::Usage
}

/// A bug of ours.
pub(crate) fn bug(language: Language) {
    eprintln!(
        "{}",
        language.pick(
            "esto es un error de Ñandutí, no suyo: no se escribió ningún resultado",
            "this is a bug in Ñandutí, not yours: no result was written",
        )
    );
}

/// No unit has the code that was given; the nearest is named.
pub(crate) fn no_unit(language: Language, code: &str, units: &[WorkshopId]) -> ExitCode {
    let mut text = language.pick(
        format!("ninguna unidad tiene el código «{code}»"),
        format!("no unit has the code “{code}”"),
    );
    if let Some(nearest) = nearest(code, units.iter().map(WorkshopId::as_str)) {
        text.push_str(&language.pick(
            format!("; el más parecido es {nearest}"),
            format!("; the nearest is {nearest}"),
        ));
    }
    problem(&text);
    ExitCode::Usage
}
