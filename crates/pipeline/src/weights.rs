//! Weights that rest on the sample: fitted, with what came of it as faults.

use nanduti_diagnostic::Context;
use nanduti_diagnostic::weighting::{WeightingError, fit_weights};
use nanduti_model::{AnswerTable, Fault, FaultCode, Instrument, Place, WeightsReach};

/// Fits the weights of an instrument that asks for it; without such nodes nothing happens.
pub(crate) fn fitted_weights(
    instrument: &mut Instrument,
    table: &AnswerTable,
    context: &Context,
) -> Vec<Fault> {
    let fault = |code, node: &str| Fault::new(code, Place::default()).with("node", node);
    let refused = fit_weights(instrument, table, context);
    let not_fitted = refused.iter().map(|refused| {
        fault(FaultCode::WeightsNotFitted, instrument.nodes[refused.node].id.as_str())
            .with("reason", reason(&refused.why))
    });
    let unreachable = instrument.weightings.iter().filter_map(|weighting| match weighting.reach {
        Some(WeightsReach::Unreachable { gap }) => Some(
            fault(FaultCode::InfluenceUnreachable, weighting.node.as_str())
                .with("gap", format!("{gap:.2}")),
        ),
        _ => None,
    });
    not_fitted.chain(unreachable).collect()
}

/// Stable word of why there are no weights.
pub(crate) const fn reason(why: &WeightingError) -> &'static str {
    match why {
        WeightingError::NoItems
        | WeightingError::LengthsDiffer
        | WeightingError::BadNumber { .. }
        | WeightingError::NoWeight
        | WeightingError::BudgetMissed { .. }
        | WeightingError::NotReciprocal { .. } => "bad_input",
        WeightingError::BoundsCross => "bounds_cross",
        WeightingError::TooFewUnits { .. } => "too_few_units",
        WeightingError::NoSpread { .. } => "no_spread",
        WeightingError::SolverFailed => "solver_failed",
    }
}
