//! The `nanduti` binary: arguments → pipeline → report. Nothing else lives here.

mod arguments;
mod commands;
mod exit;
mod printing;
mod progress;
mod usage;

use arguments::{Arguments, Command};
use clap::Parser;
use exit::ExitCode;
use std::process;

fn main() -> process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version end well; everything else is wrong usage.
            let is_help = !error.use_stderr();
            if is_help || usage::asks_for_english(std::env::args_os()) {
                let _ = error.print();
            } else {
                printing::problem(&usage::in_spanish(&error));
            }
            return if is_help { ExitCode::Done } else { ExitCode::Usage }.into();
        }
    };
    if let Some(threads) = arguments.threads
        && rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().is_err()
    {
        return ExitCode::Bug.into();
    }
    // A panic is a bug of ours: it is named so, and its message never holds an answer.
    let code = std::panic::catch_unwind(|| run(&arguments)).unwrap_or_else(|_| {
        printing::bug(arguments.language());
        ExitCode::Bug
    });
    code.into()
}

fn run(arguments: &Arguments) -> ExitCode {
    match &arguments.command {
        Command::New { dir } => commands::create::new(arguments, dir),
        Command::Synth { dir, workshops, truth } => {
            commands::create::synth(arguments, dir, *workshops, *truth)
        }
        Command::Check { case, tables } => {
            commands::check::check(arguments, case, tables.as_deref())
        }
        Command::Diagnose { options, instrument: None, unit, .. } => {
            commands::engines::diagnose(arguments, options, unit.as_deref())
        }
        Command::Diagnose {
            options,
            instrument: Some(instrument),
            frame,
            before,
            before_instrument,
            unit,
        } => commands::scored_file::diagnose(
            arguments,
            options,
            &commands::scored_file::Files {
                instrument,
                frame: frame.as_deref(),
                before: before.as_deref(),
                before_instrument: before_instrument.as_deref(),
                unit: unit.as_deref(),
            },
        ),
        Command::Match { options, check } => {
            commands::engines::match_lots(arguments, options, check.as_deref())
        }
        Command::Pilots(options) => commands::engines::pilots(arguments, options),
        Command::Plan(options) => commands::engines::plan(arguments, options),
        Command::Simulate { options, plans, draws } => {
            commands::engines::simulate(arguments, options, plans, *draws)
        }
        Command::Run { options } => commands::whole::run(arguments, options),
        Command::Report { options, output } => {
            commands::whole::report(arguments, options, output.as_deref())
        }
        Command::Compare { a, b } => commands::whole::compare(arguments, a, b),
        Command::Explain { what, case } => commands::explain::explain(arguments, what, case),
    }
}
