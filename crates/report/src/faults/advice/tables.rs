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
pub(super) const TABLE_HEADER: Advice = Advice {
    title: [
        "La primera fila de una tabla no es su encabezado",
        "The first row of a table is not its header",
    ],
    action: [
        "Deje los nombres de las columnas en la primera fila, sin títulos arriba, separados con coma o punto y coma.",
        "Put the names of the columns in the first row, with no titles above, separated by commas or semicolons.",
    ],
};
pub(super) const TIE_NOT_RESOLVED: Advice = Advice {
    title: [
        "Un vínculo con un taller cuyo código la encuesta no da: no se usa",
        "A tie with a workshop whose code the survey does not give: not used",
    ],
    action: [
        "Los códigos recién se dieron: escriba los vínculos con los de codes.csv.",
        "Codes were only now issued: write the ties with those of codes.csv.",
    ],
};
pub(super) const ROW_NOT_USED: Advice = Advice {
    title: [
        "Una fila sobre un taller sin consentimiento o con su envío rechazado: no se usa",
        "A row about a workshop without consent or whose submission was rejected: not used",
    ],
    action: [
        "Nada; si el consentimiento está mal cargado, corríjalo en la encuesta.",
        "Nothing; if the consent was recorded wrongly, correct it in the survey.",
    ],
};
pub(super) const AMBIGUOUS_NUMBER: Advice = Advice {
    title: [
        "Un número cuyo punto o coma puede marcar miles o decimales",
        "A number whose point or comma may mark thousands or decimals",
    ],
    action: [
        "Escriba los miles sin marca (1234) y los decimales como en el resto del archivo (1,234 con punto y coma; 1.234 con coma).",
        "Write thousands without a mark (1234) and decimals as in the rest of the file (1,234 with semicolons; 1.234 with commas).",
    ],
};
pub(super) const DECISION_CONFLICT: Advice = Advice {
    title: ["Un mismo taller fijado y excluido", "One workshop both pinned and excluded"],
    action: [
        "Deje una sola de las dos decisiones, la del acta más reciente.",
        "Keep one of the two decisions, that of the latest acta.",
    ],
};
pub(super) const PIN_NOT_HONOURED: Advice = Advice {
    title: [
        "Una decisión de fijar un taller que no se puede cumplir",
        "A pin that cannot be honoured",
    ],
    action: [
        "Quite la decisión; si la respuesta cambió, registre la visita en visits.csv.",
        "Remove the decision; if the answer changed, record the visit in visits.csv.",
    ],
};
pub(super) const SELF_TIE: Advice = Advice {
    title: ["Un vínculo de un taller consigo mismo", "A tie of a workshop with itself"],
    action: [
        "Corrija uno de los dos códigos o borre la fila.",
        "Correct one of the two codes or delete the row.",
    ],
};
pub(super) const NOTE_NAMES_WORKSHOP: Advice = Advice {
    title: ["Una nota de campo que nombra a un taller", "A field note that names a workshop"],
    action: [
        "Cuente lo que se vio sin códigos ni nombres: la nota habla del territorio y se imprime.",
        "Tell what was seen without codes or names: the note is about the territory and is printed.",
    ],
};
