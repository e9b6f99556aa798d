//! `nanduti check`: everything is validated, nothing is changed.

use crate::arguments::Arguments;
use crate::exit::ExitCode;
use crate::printing;
use nanduti_pipeline::case::load_case;
use nanduti_pipeline::out::Staging;
use nanduti_report::singulars;
use nanduti_survey::write_tables;
use std::path::Path;

/// Shows all faults; with `tables`, writes the typed answers without contacts.
pub(crate) fn check(arguments: &Arguments, case: &Path, tables: Option<&Path>) -> ExitCode {
    let loaded = load_case(case, arguments.seed);
    let language = arguments.language_or(loaded.language.as_deref());
    let has_errors = loaded.has_errors();
    if let (Some(folder), Some(table)) = (tables, &loaded.table) {
        let written = Staging::new(folder).and_then(|staging| {
            for (name, text) in write_tables(table) {
                staging.add(&name, text.as_bytes())?;
            }
            if arguments.dry_run { Ok(()) } else { staging.commit() }
        });
        if let Err(error) = written {
            return printing::not_written(language, folder, &error);
        }
    }
    printing::faults(arguments, &loaded.faults, language, true);
    if let Some(case) = &loaded.case {
        super::whole::template_note(arguments, case, language);
        let n = case.population.workshops.len();
        let (firms, lots) = (case.firms.len(), case.lots.len());
        printing::note(
            arguments,
            &singulars(&language.pick(
                format!("listo: {n} talleres, {firms} empresas ancla, {lots} lotes"),
                format!("ready: {n} workshops, {firms} lead firms, {lots} lots"),
            )),
        );
    }
    if has_errors { ExitCode::Faults } else { ExitCode::Done }
}
