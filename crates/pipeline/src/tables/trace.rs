//! From the answers of one unit to its scores, line by line.

use super::diagnosis::contribution_row;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_diagnostic::{Contributor, Diagnosed};
use nanduti_model::{AnswerTable, Answered, NodeId, QuestionId};

/// Every indicator of one unit: what was answered, the value it gives, the value that counts after
/// imputation and treatment, its points, weight and contribution; contributions of a root add up
/// to its score, which stands in the last line of the root. `None` where no unit has the code.
pub fn trace_table(done: &Diagnosed, answers: &AnswerTable, unit: &str) -> Option<Table> {
    let diagnosis = &done.diagnosis;
    let row = diagnosis.workshops.iter().position(|w| w.as_str().eq_ignore_ascii_case(unit))?;
    let mut table = Table::new(
        "trace",
        &[
            ("root", "Raíz", "Root"),
            ("node", "Parte", "Part"),
            ("reads", "Lee", "Reads"),
            ("answer", "Respuesta", "Answer"),
            ("value", "Valor", "Value"),
            ("used", "Valor que cuenta", "Value that counts"),
            ("normalised", "Normalizado", "Normalised"),
            ("weight", "Peso", "Weight"),
            ("points", "Puntos", "Points"),
        ],
    );
    let stages = &done.stages;
    let contributor = Contributor::new(done.scoring.instrument, diagnosis);
    let number = |cell: &Answered<f64>| Cell::maybe_real(cell.ok(), 2);
    for root in diagnosis.axes() {
        let id = || Cell::from(diagnosis.nodes[root].id.as_str());
        for part in contributor.parts(row, root) {
            let at = stages.nodes.iter().position(|node| *node == part.node);
            let reads = done.scoring.instrument.indicator(part.node).map(|i| i.reads.as_str());
            table.push(vec![
                id(),
                diagnosis.nodes[part.node].id.as_str().into(),
                reads.into(),
                reads.map_or(Cell::Absent, |reads| answer(answers, reads, row)),
                at.map_or(Cell::Absent, |at| number(&stages.cleaned[at][row])),
                at.map_or(Cell::Absent, |at| number(&stages.ready(at)[row])),
                Cell::maybe_real(part.normalised, 2),
                Cell::real(part.weight, 4),
                Cell::real(part.points, 3),
            ]);
        }
        table.push(vec![
            id(),
            id(),
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::maybe_real(diagnosis.columns[root].score[row], 3),
        ]);
    }
    Some(table)
}

/// The cell as it was answered; empty where there is none, or the part reads a derived value.
fn answer(answers: &AnswerTable, question: &str, row: usize) -> Cell {
    let Some(column) = answers.column(&QuestionId::from(question)) else { return Cell::Absent };
    if let Ok(number) = column.number(row) {
        return Cell::real(number, 2);
    }
    if let Ok(text) = column.text(row) {
        return text.into();
    }
    column.chosen(row).map_or(Cell::Absent, |chosen| chosen.join(" ").into())
}

/// The contributions of one workshop of a case, without what `hides` withholds. `None` where no
/// workshop has the code.
pub fn case_trace(
    results: &Results,
    workshop: &str,
    hides: impl Fn(&NodeId) -> bool,
) -> Option<Table> {
    let diagnosis = &results.diagnosis;
    let row = diagnosis.workshops.iter().position(|w| w.as_str().eq_ignore_ascii_case(workshop))?;
    let mut table = super::diagnosis::contribution_columns("trace");
    let contributor = Contributor::new(&results.instrument, diagnosis);
    for axis in diagnosis.axes() {
        for part in contributor.parts(row, axis) {
            let mut cells = contribution_row(diagnosis, row, axis, &part);
            if hides(&diagnosis.nodes[part.node].id) {
                for at in WITHHELD {
                    cells[at] = Cell::Absent;
                }
            }
            table.push(cells);
        }
    }
    Some(table)
}

/// Columns of a contribution that say what was answered: value, missing, normalised, and points.
const WITHHELD: [usize; 4] = [3, 4, 5, 7];
