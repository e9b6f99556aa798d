//! Whole-case tests: calibration to the published facts, determinism, sizes.

mod calibration;
mod whole;

use crate::answers::Answer;
use crate::case::{SynthSettings, SyntheticCase, generate};
use crate::response::Interview;
use std::sync::LazyLock;

/// The shipped fixture.
static FIXTURE: LazyLock<SyntheticCase> = LazyLock::new(|| generate(SynthSettings::default()));

/// Its interviews.
static INTERVIEWS: LazyLock<Vec<Interview<'static>>> =
    LazyLock::new(|| (0..FIXTURE.workshops.len()).map(|i| FIXTURE.interview(i)).collect());

/// The answer of an interview as a number; missing ones and codes are `None`. Numbered options
/// count as their number, yes and no as 1 and 0, a multiple choice as how many are chosen.
fn number(interview: &Interview, name: &str) -> Option<f64> {
    let form = &FIXTURE.form;
    let question = &form.questions[form.position(name).unwrap()];
    match interview.answers[form.position(name).unwrap()] {
        Answer::Number(x) => (x >= 0.0).then_some(x),
        Answer::Option(at) => {
            nanduti_model::option_number(&form.list_of(question)?.choices[at].name)
        }
        Answer::Options(bits) => {
            let own = form.list_of(question)?.own;
            let special = bits >> own;
            let none = form.list_of(question)?.position("none").map_or(0, |at| 1_u32 << at);
            (special == 0 || bits == none)
                .then(|| f64::from((bits & ((1 << own) - 1)).count_ones()))
        }
        _ => None,
    }
}

/// Whether the answer is the named option; `None` when it is missing.
fn chose(interview: &Interview, name: &str, option: &str) -> Option<bool> {
    let form = &FIXTURE.form;
    let at = form.position(name).unwrap();
    let list = form.list_of(&form.questions[at]).unwrap();
    match interview.answers[at] {
        Answer::Option(chosen) if chosen < list.own => Some(list.choices[chosen].name == option),
        _ => None,
    }
}
