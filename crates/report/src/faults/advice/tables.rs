//! Words of the faults of tables (codes T).

use super::Advice;

pub(super) const MISSING_COLUMN: Advice = Advice {
    title: ["A una tabla le falta una columna", "A table lacks a column"],
    action: [
        "Agregue la columna con ese nombre exacto en la primera fila.",
        "Add the column with exactly this name in the first row.",
    ],
};
pub(super) const UNKNOWN_COLUMN: Advice = Advice {
    title: ["Una tabla tiene una columna que nadie lee", "A table has a column that nothing reads"],
    action: [
        "Corrija el nombre de la columna o bórrela.",
        "Correct the name of the column or delete it.",
    ],
};
pub(super) const NOT_A_NUMBER: Advice = Advice {
    title: ["Letras donde va un número", "Letters where a number belongs"],
    action: [
        "Escriba solo el número, sin unidad; los miles pueden ir sin punto.",
        "Write the number alone, without its unit; thousands need no mark.",
    ],
};
pub(super) const BAD_DATE: Advice = Advice {
    title: ["Una fecha que no es AAAA-MM-DD", "A date that is not YYYY-MM-DD"],
    action: ["Escriba la fecha como 2027-02-20.", "Write the date as 2027-02-20."],
};
pub(super) const BAD_CHOICE: Advice = Advice {
    title: ["Una palabra fuera de las admitidas", "A word outside the allowed ones"],
    action: ["Use una de las palabras admitidas.", "Use one of the allowed words."],
};
pub(super) const OUT_OF_RANGE: Advice = Advice {
    title: ["Un número fuera de rango", "A number outside its range"],
    action: ["Corrija el número; revise la unidad.", "Correct the number; check its unit."],
};
pub(super) const EMPTY_CELL: Advice = Advice {
    title: ["Una celda que no puede quedar vacía", "A cell that must not be empty"],
    action: ["Complete la celda o borre la fila.", "Fill the cell or delete the row."],
};
pub(super) const WINDOW_REVERSED: Advice = Advice {
    title: ["La entrega es anterior al comienzo", "Due before start"],
    action: ["Corrija una de las dos fechas.", "Correct one of the two dates."],
};
pub(super) const UNEVEN_TABLE_ROW: Advice = Advice {
    title: [
        "Una fila con más o menos celdas que el encabezado",
        "A row with more or fewer cells than the header",
    ],
    action: [
        "Revise separadores y comillas de la fila.",
        "Check separators and quotes of the row.",
    ],
};
