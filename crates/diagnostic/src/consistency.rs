//! Answers that cannot be right: outside the range of their question, or against each other.

use crate::Context;
use crate::values::Values;
use nanduti_model::{
    AnswerTable, Column, Fault, FaultCode, Instrument, Missing, Place, QuestionKind,
};

/// Makes cells invalid that are out of range (S008) or contradict others (S012), and says where.
///
/// Every rule is judged on the same answers: what one rule invalidates does not hide another
/// contradiction. A rule that reads something unknown says nothing. Faults quote no value and
/// come in row order; their `file` is left to the caller, who knows it.
pub fn check_consistency(
    instrument: &Instrument,
    table: &mut AnswerTable,
    context: &Context,
) -> Vec<Fault> {
    let mut found = out_of_range(instrument, table);
    for (cell, _) in &found {
        table.columns[cell.column].set_missing(cell.row, Missing::Invalid);
    }
    let contradictions = contradictions(instrument, table, context);
    for (cell, _) in &contradictions {
        table.columns[cell.column].set_missing(cell.row, Missing::Invalid);
    }
    found.extend(contradictions);
    found.sort_by(|a, b| (a.0.row, &a.1).cmp(&(b.0.row, &b.1)));
    let mut faults: Vec<Fault> = found.into_iter().map(|(_, fault)| fault).collect();
    faults.dedup();
    faults
}

/// A cell that becomes invalid.
struct Cell {
    row: usize,
    column: usize,
}

fn out_of_range(instrument: &Instrument, table: &AnswerTable) -> Vec<(Cell, Fault)> {
    let mut found = Vec::new();
    for question in &instrument.questions {
        let (QuestionKind::Number { min, max }, Some(&column)) =
            (&question.kind, table.positions.get(&question.id))
        else {
            continue;
        };
        for row in 0..table.n_rows() {
            let outside =
                table.columns[column].number(row).is_ok_and(|x| !(*min..=*max).contains(&x));
            if outside {
                let place = place(table, row, &table.columns[column]);
                let fault = Fault::new(FaultCode::CellOutOfRange, place)
                    .with("range", format!("{min} – {max}"));
                found.push((Cell { row, column }, fault));
            }
        }
    }
    found
}

/// One entry per cell; entries of one rule and row share one fault, at the first cell.
fn contradictions(
    instrument: &Instrument,
    table: &AnswerTable,
    context: &Context,
) -> Vec<(Cell, Fault)> {
    let values = Values::new(instrument, table, context);
    let mut found = Vec::new();
    for rule in &instrument.consistency {
        let columns: Vec<usize> =
            rule.invalidates.iter().filter_map(|q| table.positions.get(q).copied()).collect();
        let Some(&first) = columns.first() else { continue };
        for (row, holds) in values.truths(&rule.when).into_iter().enumerate() {
            if holds != Ok(true) {
                continue;
            }
            let fault =
                Fault::new(FaultCode::Contradiction, place(table, row, &table.columns[first]))
                    .with("rule", &rule.id);
            found.extend(columns.iter().map(|&column| (Cell { row, column }, fault.clone())));
        }
    }
    found
}

fn place(table: &AnswerTable, row: usize, column: &Column) -> Place {
    Place::default().at_row(table.keys[row].row).in_column(column.path.clone(), None)
}
