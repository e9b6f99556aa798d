//! Words of the faults of surveys and forms (codes S).

use super::Advice;

pub(super) const NO_HEADER: Advice = Advice {
    title: ["La exportación no tiene fila de encabezado", "The export has no header row"],
    action: [
        "Baje la exportación de nuevo, con encabezados y valores XML.",
        "Download the export again, with headers and XML values.",
    ],
};
pub(super) const WRONG_SEPARATOR: Advice = Advice {
    title: [
        "Todo cayó en una columna: el separador es otro",
        "All cells fell into one column: the separator is another one",
    ],
    action: ["Guarde el CSV con coma o punto y coma.", "Save the CSV with commas or semicolons."],
};
pub(super) const LABELS_EXPORT: Advice = Advice {
    title: [
        "La exportación trae etiquetas, no valores XML",
        "The export holds labels, not XML values",
    ],
    action: [
        "Baje la exportación otra vez y elija «valores y encabezados XML».",
        "Download the export again and choose “XML values and headers”.",
    ],
};
pub(super) const COLUMN_NOT_IN_FORM: Advice = Advice {
    title: [
        "Una columna de la exportación que el formulario no tiene",
        "A column of the export that the form does not have",
    ],
    action: [
        "Si es de otra versión del formulario, dé esa versión; si no, no hace falta nada: no se usa.",
        "If it belongs to another form version, give that version; else nothing is needed: it is not used.",
    ],
};
pub(super) const QUESTION_NOT_IN_EXPORT: Advice = Advice {
    title: [
        "Una pregunta del formulario que la exportación no trae",
        "A question of the form that the export does not have",
    ],
    action: [
        "Baje la exportación con todos los grupos; si falta de verdad, cuenta como «no preguntado».",
        "Download the export with all groups; if it is really missing it counts as “not asked”.",
    ],
};
pub(super) const CELL_NOT_A_NUMBER: Advice = Advice {
    title: ["Una celda que no es un número", "A cell that is not a number"],
    action: [
        "Corrija la celda en la encuesta original; mientras tanto no cuenta como respuesta.",
        "Correct the cell in the original survey; until then it does not count as an answer.",
    ],
};
pub(super) const CELL_NOT_A_CHOICE: Advice = Advice {
    title: [
        "Una opción que ni el formulario ni el instrumento conocen",
        "A choice that neither the form nor the instrument knows",
    ],
    action: [
        "Corrija la celda o agregue la opción; hasta entonces no cuenta como respuesta.",
        "Correct the cell or add the choice; until then it does not count as an answer.",
    ],
};
pub(super) const CELL_OUT_OF_RANGE: Advice = Advice {
    title: [
        "Un número fuera del rango de su pregunta",
        "A number outside the range of its question",
    ],
    action: [
        "Revise la unidad con quien encuestó; mientras tanto no cuenta como respuesta.",
        "Check the unit with the enumerator; until then it does not count as an answer.",
    ],
};
pub(super) const DUPLICATE_WORKSHOP: Advice = Advice {
    title: ["Dos envíos para un mismo taller", "Two submissions for one workshop"],
    action: [
        "Deje uno solo, en general el más reciente, o corrija el código de taller.",
        "Keep one, usually the latest, or correct the workshop code.",
    ],
};
pub(super) const NO_WORKSHOP_CODE: Advice = Advice {
    title: ["Un envío sin código de taller", "A submission without its workshop code"],
    action: ["Complete el código en la encuesta.", "Fill in the code in the survey."],
};
pub(super) const ANSWERED_THOUGH_HIDDEN: Advice = Advice {
    title: [
        "Respuesta a una pregunta que el formulario ocultó",
        "An answer to a question that the form hid",
    ],
    action: [
        "Cuenta como «no aplica»; revise si la respuesta anterior es correcta.",
        "It counts as “not applicable”; check whether the earlier answer is right.",
    ],
};
pub(super) const CONTRADICTION: Advice = Advice {
    title: ["Respuestas que se contradicen", "Answers that contradict each other"],
    action: [
        "Vuelva a preguntar en la visita; mientras tanto no se usa lo que la regla del instrumento deja de lado.",
        "Ask again in the visit; until then what the rule of the instrument sets aside is not used.",
    ],
};
pub(super) const UNEVEN_ROW: Advice = Advice {
    title: [
        "Una fila con más o menos celdas que el encabezado",
        "A row with more or fewer cells than the header",
    ],
    action: [
        "Baje la exportación de nuevo; no la edite en una planilla.",
        "Download the export again; do not edit it in a spreadsheet.",
    ],
};
pub(super) const BAD_ENCODING: Advice = Advice {
    title: ["El texto no es UTF-8 ni Latin-1", "The text is neither UTF-8 nor Latin-1"],
    action: ["Guarde el archivo como CSV UTF-8.", "Save the file as CSV UTF-8."],
};
pub(super) const NO_ROWS: Advice = Advice {
    title: ["Hay encabezado pero ningún envío", "A header but no submissions"],
    action: ["Baje la exportación sin filtros.", "Download the export without filters."],
};
pub(super) const UNREADABLE_RULE: Advice = Advice {
    title: [
        "Una condición del formulario que no se puede evaluar",
        "A condition of the form that cannot be evaluated",
    ],
    action: [
        "No se aplica; si oculta preguntas, revise la expresión en el formulario.",
        "It is not applied; if it hides questions, check the expression in the form.",
    ],
};
pub(super) const REPEAT_NOT_READ: Advice = Advice {
    title: [
        "Un grupo repetido que esta versión no lee",
        "A repeat group that this version does not read",
    ],
    action: [
        "Nada: sus preguntas cuentan como «no preguntado».",
        "Nothing: its questions count as “not asked”.",
    ],
};
pub(super) const FORM_UNREADABLE: Advice = Advice {
    title: ["El XLSForm no se puede leer", "The XLSForm cannot be read"],
    action: [
        "Dé el archivo .xlsx con las hojas survey y choices.",
        "Give the .xlsx file with the sheets survey and choices.",
    ],
};
pub(super) const UNKNOWN_TYPE: Advice = Advice {
    title: [
        "Un tipo de pregunta desconocido: se guarda como texto",
        "A question type unknown to the reader: kept as text",
    ],
    action: ["Nada, si el instrumento no la usa.", "Nothing, if the instrument does not use it."],
};
pub(super) const UNKNOWN_CLUSTER: Advice = Advice {
    title: ["Un clúster que el caso no nombra", "A cluster the case does not name"],
    action: [
        "Corrija la respuesta o agregue el clúster en nanduti.toml.",
        "Correct the answer or add the cluster in nanduti.toml.",
    ],
};
pub(super) const CONTACT_IN_ANSWER: Advice = Advice {
    title: [
        "Una respuesta parece un dato de contacto: se retuvo",
        "An answer looks like a contact: it was withheld",
    ],
    action: [
        "Pase el dato a la pregunta de contacto que corresponde.",
        "Move it to the contact question it belongs to.",
    ],
};
pub(super) const DUPLICATE_HEADER: Advice = Advice {
    title: ["Dos columnas con el mismo encabezado", "Two columns with one header"],
    action: [
        "Baje la exportación con los grupos en el encabezado.",
        "Download the export with groups in the header.",
    ],
};
pub(super) const CELL_NOT_A_DATE: Advice = Advice {
    title: ["Una celda que no es una fecha", "A cell that is not a date"],
    action: [
        "Corrija la celda en la encuesta original.",
        "Correct the cell in the original survey.",
    ],
};
pub(super) const QUESTION_NOT_ASKED: Advice = Advice {
    title: [
        "El instrumento necesita una pregunta que la encuesta no hace",
        "The instrument needs a question that the survey does not ask",
    ],
    action: [
        "Nombre la columna en mapping.toml; si no se preguntó, cuenta como «no preguntado».",
        "Name its column in mapping.toml; if it was not asked it counts as “not asked”.",
    ],
};
pub(super) const INSTRUMENT_NOT_ASKED: Advice = Advice {
    title: [
        "Ninguna pregunta del instrumento está en la encuesta",
        "None of the instrument's questions is in the survey",
    ],
    action: [
        "Revise que la encuesta y el instrumento sean del mismo caso; use mapping.toml.",
        "Check that survey and instrument belong together; use mapping.toml.",
    ],
};
pub(super) const NOT_APPROVED: Advice = Advice {
    title: [
        "Envíos rechazados en la validación: quedaron afuera",
        "Submissions rejected in validation: left out",
    ],
    action: [
        "Nada; cambie su estado en el servidor si fue un error.",
        "Nothing; change their status on the server if it was a mistake.",
    ],
};
pub(super) const ROLE_NOT_ASKED: Advice = Advice {
    title: [
        "Falta una pregunta sin la que el caso no puede seguir",
        "A question the case cannot do without is missing",
    ],
    action: [
        "Agréguela a la encuesta o nombre su columna en mapping.toml.",
        "Add it to the survey or name its column in mapping.toml.",
    ],
};
pub(super) const CODES_ISSUED: Advice = Advice {
    title: [
        "Se dieron códigos porque el formulario no tiene código de taller",
        "Codes were issued because the form has no workshop code",
    ],
    action: [
        "Guarde codes.csv con el caso: los códigos no se cambian nunca.",
        "Keep codes.csv with the case: codes are never changed.",
    ],
};
pub(super) const SPLIT_CONTRADICTION: Advice = Advice {
    title: [
        "Las columnas separadas de una opción múltiple contradicen a la unida",
        "Split columns of a multiple choice contradict the joined one",
    ],
    action: [
        "Vale la columna unida; baje la exportación de nuevo si fue editada.",
        "The joined column holds; download the export again if it was edited.",
    ],
};
pub(super) const CELL_AMBIGUOUS_NUMBER: Advice = Advice {
    title: [
        "Un número cuyo punto puede marcar miles o decimales",
        "A number whose point may mark thousands or decimals",
    ],
    action: [
        "Baje la exportación de nuevo, sin pasarla por una planilla; mientras tanto no cuenta como respuesta.",
        "Download the export again without opening it in a spreadsheet; until then it does not count as an answer.",
    ],
};
pub(super) const FORM_INSTEAD_OF_EXPORT: Advice = Advice {
    title: [
        "El archivo dado como encuesta es el formulario (XLSForm)",
        "The file given as the survey is the form (XLSForm)",
    ],
    action: [
        "En nanduti.toml, `survey` nombra la exportación con las respuestas y `form` el XLSForm.",
        "In nanduti.toml, `survey` names the export with the answers and `form` the XLSForm.",
    ],
};
pub(super) const COLUMNS_UNKNOWN: Advice = Advice {
    title: [
        "Ninguna columna de la exportación es una pregunta del formulario",
        "No column of the export is a question of the form",
    ],
    action: [
        "Revise que la exportación y el formulario sean del mismo proyecto, y que traiga valores XML.",
        "Check that export and form belong to one project, and that it holds XML values.",
    ],
};
pub(super) const NOBODY_CONSENTS: Advice = Advice {
    title: ["Ningún envío consiente el diagnóstico", "No submission consents to the diagnosis"],
    action: [
        "Revise la columna del consentimiento y sus valores (yes o 1); sin consentimiento no se calcula nada.",
        "Check the column of the consent and its values (yes or 1); without consent nothing is computed.",
    ],
};
pub(super) const ENGINE_QUESTION_NOT_ASKED: Advice = Advice {
    title: [
        "Falta una pregunta que los cálculos necesitan",
        "A question that the engines need is missing",
    ],
    action: [
        "Nombre su columna en mapping.toml; si no se preguntó, tenga en cuenta lo que se pierde.",
        "Name its column in mapping.toml; if it was not asked, mind what is lost.",
    ],
};

pub(super) const NAME_AS_CODE: Advice = Advice {
    title: [
        "Un código de taller que parece el nombre de una persona",
        "A workshop code that looks like a person's name",
    ],
    action: [
        "Ponga un código con número, como T-001: el código sale en todos los informes. Guarde aparte qué código es de quién.",
        "Write a code with a number, such as T-001: the code stands in every report. Keep apart whose code is which.",
    ],
};

pub(super) const DERIVED_UNKNOWN: Advice = Advice {
    title: [
        "Un valor calculado que falta aunque se contestó todo lo que lee",
        "A derived value that is missing although everything it reads was answered",
    ],
    action: [
        "Mire la fila que se nombra: agregue la clave a la tabla (o dele `otherwise`), o cambie la expresión para ese caso.",
        "Look at the row that is named: add the key to the table (or give it `otherwise`), or change the expression for that case.",
    ],
};
