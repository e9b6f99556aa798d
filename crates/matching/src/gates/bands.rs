//! Distance bands looked up: each pair of coarse cells is measured once, however many workshops
//! and firms stand in them.

use crate::MatchInput;
use nanduti_model::DistanceBand;

/// Bands between the cells of all workshops and of all firms.
#[derive(Clone, Debug)]
pub(crate) struct Bands {
    /// Row of each workshop's cell; absent where its place is unknown.
    rows: Vec<Option<usize>>,
    /// Column of each firm's cell; absent where its place is unknown.
    columns: Vec<Option<usize>>,
    n_columns: usize,
    /// Row after row.
    table: Vec<DistanceBand>,
}

impl Bands {
    /// Measures all pairs of cells of a case.
    pub(crate) fn new(input: &MatchInput) -> Self {
        let workshops: Vec<_> = input.population.workshops.iter().map(|w| w.cell).collect();
        let firms: Vec<_> = input.firms.iter().map(|firm| firm.cell).collect();
        let ((row_cells, rows), (column_cells, columns)) = (numbered(&workshops), numbered(&firms));
        let to_all = |&row: &(i32, i32)| {
            column_cells.iter().map(move |&column| DistanceBand::between(row, column))
        };
        let table = row_cells.iter().flat_map(to_all).collect();
        Self { rows, columns, n_columns: column_cells.len(), table }
    }

    /// Band between a workshop and a firm; `None` where either place is unknown or the firm is
    /// not listed.
    pub(crate) fn between(&self, workshop: usize, firm: usize) -> Option<DistanceBand> {
        let row = self.rows[workshop]?;
        let column = self.columns.get(firm).copied().flatten()?;
        self.table.get(row * self.n_columns + column).copied()
    }
}

/// The distinct cells in order, and the number of each given cell.
fn numbered(cells: &[Option<(i32, i32)>]) -> (Vec<(i32, i32)>, Vec<Option<usize>>) {
    let mut distinct: Vec<(i32, i32)> = cells.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let number = |cell: &Option<(i32, i32)>| distinct.binary_search(cell.as_ref()?).ok();
    let numbers = cells.iter().map(number).collect();
    (distinct, numbers)
}
