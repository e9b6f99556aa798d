//! `nanduti new` and `nanduti synth`: case folders from nothing.

use crate::arguments::Arguments;
use crate::exit::ExitCode;
use crate::printing;
use nanduti_pipeline::new_case::{CaseWriteError, default_seed, empty_case, synthetic_case};
use nanduti_pipeline::out::Staging;
use nanduti_report::Language;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes commented templates.
pub(crate) fn new(arguments: &Arguments, dir: &Path) -> ExitCode {
    create(arguments, dir, |staging| {
        let files = empty_case()?;
        for (name, bytes) in &files {
            staging.add(name, bytes)?;
        }
        Ok(files.len())
    })
}

/// Writes a synthetic case.
pub(crate) fn synth(arguments: &Arguments, dir: &Path, workshops: u32) -> ExitCode {
    let seed = arguments.seed.unwrap_or_else(default_seed);
    create(arguments, dir, |staging| {
        let mut n = 0;
        synthetic_case(workshops, seed, &mut |name, fill| {
            let mut file = BufWriter::new(staging.create(name)?);
            fill(&mut file)?;
            n += 1;
            Ok::<(), CaseWriteError>(file.flush()?)
        })?;
        Ok(n)
    })
}

/// Fills a folder that does not exist yet or is empty: nothing of anybody is overwritten.
fn create(
    arguments: &Arguments,
    dir: &Path,
    fill: impl FnOnce(&Staging) -> Result<usize, CaseWriteError>,
) -> ExitCode {
    let language = arguments.language();
    let taken = dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file();
    if taken {
        printing::problem(&language.pick(
            format!("{} ya existe y no está vacía: elija otra carpeta", dir.display()),
            format!("{} exists and is not empty: choose another folder", dir.display()),
        ));
        return ExitCode::Usage;
    }
    let written = Staging::new(dir).map_err(CaseWriteError::from).and_then(|staging| {
        let n = fill(&staging)?;
        if !arguments.dry_run {
            staging.commit()?;
        }
        Ok(n)
    });
    match written {
        Ok(n) => {
            printing::note(arguments, &done(language, n, dir, arguments.dry_run));
            ExitCode::Done
        }
        Err(error) => printing::storage(language, &dir.display().to_string(), &error),
    }
}

fn done(language: Language, n: usize, dir: &Path, dry_run: bool) -> String {
    let place = dir.display();
    if dry_run {
        return language.pick(
            format!("se escribirían {n} archivos en {place}"),
            format!("{n} files would be written to {place}"),
        );
    }
    language.pick(format!("{n} archivos en {place}"), format!("{n} files in {place}"))
}
