//! Progress on a terminal, nowhere else.

use indicatif::{ProgressBar, ProgressStyle};
use nanduti_pipeline::run::Stage;
use nanduti_report::Language;
use std::io::IsTerminal;
use std::time::Duration;

/// Tells what is being done, on the error stream, where that is a terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    language: Language,
}

impl Progress {
    pub(crate) fn new(language: Language, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let bar = if shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, language }
    }

    pub(crate) fn reading(&self) {
        self.bar.set_message(self.language.pick("leyendo el caso", "reading the case"));
    }

    pub(crate) fn stage(&self, stage: Stage) {
        let (es, en) = match stage {
            Stage::Diagnose => ("puntajes", "scores"),
            Stage::Match => ("lotes y talleres", "lots and workshops"),
            Stage::Pilots => ("pilotos", "pilots"),
            Stage::Plan => ("planes", "plans"),
            Stage::Simulate => ("simulación", "simulation"),
        };
        self.bar.set_message(self.language.pick(es, en));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
