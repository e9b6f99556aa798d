//! `run.json`: what went in, with which program, and how each solve ended. No clock time.

use crate::results::Results;
use crate::tables::{CONTRACT_VERSION, MOST_CONTRIBUTIONS, score_columns};
use nanduti_model::{Outcome, SolveStatus};
use serde_json::{Value, json};

/// The record as JSON, the same bytes for the same input.
pub fn render(results: &Results) -> String {
    let record = &results.record;
    let value = json!({
        "schema": "nanduti.run/1",
        "version": record.version,
        "target": record.target,
        "case": results.meta.id,
        "run": record.short,
        "seed": record.seed,
        "synthetic": results.meta.synthetic,
        "tables_contract": CONTRACT_VERSION,
        "score_columns": score_columns(results),
        "instrument": record.instrument,
        "inputs": record.inputs,
        "n_workshops": results.population.workshops.len(),
        "n_lots": results.lots.len(),
        "n_warnings": results.faults.len(),
        "n_assumptions": results.assumptions.len(),
        "contributions_written": results.population.workshops.len() <= MOST_CONTRIBUTIONS,
        "solves": {
            "lots": results.matching.as_ref().map(|m| outcome(&m.outcome)),
            "pilots": results.pilots.as_ref().map(|p| outcome(&p.outcome)),
            "plans": results.plans.as_ref().map(|p| outcome(&p.outcome)),
        },
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn outcome(outcome: &Outcome) -> Value {
    let (status, details) = match &outcome.status {
        SolveStatus::Optimal => ("optimal", Vec::new()),
        SolveStatus::Feasible => ("feasible", Vec::new()),
        SolveStatus::Limit(which) => ("limit", vec![which.clone()]),
        SolveStatus::Infeasible(because) => ("infeasible", because.clone()),
    };
    json!({
        "status": status,
        "details": details,
        "value": outcome.value,
        "bound": outcome.bound,
        "gap": outcome.gap(),
        "method": outcome.method,
    })
}
