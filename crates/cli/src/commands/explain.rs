//! `nanduti explain`: a fault code, a workshop, a lot, a lead firm, an intervention or a pair, in
//! words or as JSON.

use crate::arguments::{Arguments, Format};
use crate::commands::{ready, results};
use crate::exit::ExitCode;
use crate::printing;
use nanduti_model::FaultCode;
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::run::Stage;
use nanduti_report::{Explanation, explain_code, explain_id, nearest_id};
use std::path::Path;

/// Prints the explanation.
pub(crate) fn explain(arguments: &Arguments, what: &str, case: &Path) -> ExitCode {
    if let Some(code) = FaultCode::from_id(what) {
        return told(arguments, &explain_code(code, arguments.language()));
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
    if let Some(explanation) = explain_id(&results, what, language) {
        return told(arguments, &explanation);
    }
    let mut problem = language.pick(
        format!(
            "«{what}» no es un código de falla, taller, lote, empresa, acción ni par TALLER:LOTE"
        ),
        format!(
            "\"{what}\" is no fault code, workshop, lot, lead firm, intervention or WORKSHOP:LOT pair"
        ),
    );
    if let Some(nearest) = nearest_id(&results, what) {
        problem.push_str(&language.pick(
            format!("; el más parecido es {nearest}"),
            format!("; the nearest is {nearest}"),
        ));
    }
    printing::problem(&problem);
    ExitCode::Usage
}

fn told(arguments: &Arguments, explanation: &Explanation) -> ExitCode {
    if arguments.format == Format::Json {
        printing::data(&explanation.to_json());
    } else {
        printing::data(&explanation.text);
    }
    ExitCode::Done
}
