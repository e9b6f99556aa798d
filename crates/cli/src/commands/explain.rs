//! `nanduti explain`: a fault code, a workshop, a lot, an intervention or a pair, in words.

use crate::arguments::Arguments;
use crate::commands::{ready, results};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_model::FaultCode;
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::run::Stage;
use nanduti_report::{explain_fault_code, explain_id};
use std::path::Path;

/// Prints the explanation.
pub(crate) fn explain(arguments: &Arguments, what: &str, case: &Path) -> ExitCode {
    if let Some(code) = FaultCode::from_id(what) {
        printing::data(&explain_fault_code(code, arguments.language()));
        return ExitCode::Done;
    }
    let ready = match ready(arguments, case) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let (results, _, language) =
        match results(arguments, ready, Stage::Plan, &GivenPlans::default()) {
            Ok(done) => done,
            Err(code) => return code,
        };
    if let Some(text) = explain_id(&results, what, language) {
        printing::data(&text);
        return ExitCode::Done;
    }
    printing::problem(&language.pick(
        format!("«{what}» no es un código de falla, taller, lote, acción ni par TALLER:LOTE"),
        format!("\"{what}\" is no fault code, workshop, lot, intervention or WORKSHOP:LOT pair"),
    ));
    ExitCode::Usage
}
