//! The index of fault codes, `docs/errors.md`, written from the words of the program itself.

use super::{fault_action, fault_title};
use crate::words::Language;
use nanduti_model::{FaultCode, Severity};
use std::fmt::Write as _;

/// The text of `docs/errors.md`: every code, what it means and what to do, in English with the
/// Spanish text. A test keeps the file equal to this.
pub fn render_fault_index() -> String {
    let mut text = String::from(HEAD);
    for (letter, heading) in PARTS {
        let codes = FaultCode::ALL.iter().copied().filter(|c| c.id().starts_with(letter));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n## {heading}");
        for code in codes {
            text.push_str(&entry(code));
        }
    }
    text
}

const HEAD: &str = "\
# Fault codes

Every fault of the input has a code, a place and an action. `nanduti check` shows all of them at
once and changes nothing; `nanduti explain CODE` prints one entry.

An **error** stops the run after all faults were collected (exit code 1). A **warning** is counted
and listed, and the run goes on. Places are cells as a spreadsheet names them (`F12`). A fault
never quotes the value of a contact, a free text or a column nobody mapped.
";

const PARTS: [(char, &str); 5] = [
    ('C', "C: the case folder"),
    ('T', "T: tables"),
    ('S', "S: survey exports and forms"),
    ('R', "R: saved and hand-made results"),
    ('W', "W: weights"),
];

fn entry(code: FaultCode) -> String {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!(
        "\n### {} · {severity}\n\n{}. {}\n\n> {}. {}\n",
        code.id(),
        fault_title(code, Language::En),
        fault_action(code, Language::En),
        fault_title(code, Language::Es),
        fault_action(code, Language::Es)
    )
}
