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
    let code = create(arguments, dir, |staging| {
        let files = empty_case()?;
        for (name, bytes) in &files {
            staging.add(name, bytes)?;
        }
        Ok(files.len())
    });
    if code == ExitCode::Done && !arguments.dry_run {
        printing::note(arguments, &next_steps(arguments.language(), dir));
    }
    code
}

/// What to fill and what to run next.
fn next_steps(language: Language, dir: &Path) -> String {
    let dir = dir.display();
    language.pick(
        format!(
            "Lo que sigue:\n\
             \x20 1. nanduti.toml: nombre del caso, clústeres y fecha de inicio\n\
             \x20 2. form.xlsx es el cuestionario para KoboToolbox; deje la exportación como survey.csv\n\
             \x20 3. capacity.toml trae como ejemplo las cifras de la primera cohorte: ponga las suyas\n\
             \x20 4. policy.toml, products.toml: revise pesos, regla de equidad y minutos estándar\n\
             \x20 5. lead_firms.csv, lots.csv: empresas ancla y lotes, si los hay\n\
             \x20 6. referral.md: quién recibe las derivaciones; sin eso no se corre\n\
             Después: nanduti check {dir}"
        ),
        format!(
            "What comes next:\n\
             \x20 1. nanduti.toml: name of the case, clusters and first day\n\
             \x20 2. form.xlsx is the questionnaire for KoboToolbox; save its export as survey.csv\n\
             \x20 3. capacity.toml holds the first cohort's figures as an example: put in yours\n\
             \x20 4. policy.toml, products.toml: look over weights, equity rule and standard minutes\n\
             \x20 5. lead_firms.csv, lots.csv: lead firms and lots, if there are any\n\
             \x20 6. referral.md: who receives referrals; nothing runs without it\n\
             Then: nanduti check {dir}"
        ),
    )
}

/// Writes a synthetic case; with `truth`, what is true of its workshops beside it.
pub(crate) fn synth(arguments: &Arguments, dir: &Path, workshops: u32, truth: bool) -> ExitCode {
    let seed = arguments.seed.unwrap_or_else(default_seed);
    create(arguments, dir, |staging| {
        let mut n = 0;
        synthetic_case(workshops, seed, truth, &mut |name, fill| {
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
            staging.commit_new()?;
        }
        Ok(n)
    });
    match written {
        Ok(n) => {
            printing::note(arguments, &done(language, n, dir, arguments.dry_run));
            ExitCode::Done
        }
        Err(CaseWriteError::Folder(error)) => printing::not_written(language, dir, &error),
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
