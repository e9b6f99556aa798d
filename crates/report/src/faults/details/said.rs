//! Wording of the words that readers give as details.

use crate::words::{Language, gate_name};
use nanduti_model::{FaultCode, Gate};

/// A word, and how it is said in Spanish and English.
pub(super) type Said = (&'static str, &'static str, &'static str);

/// Why a file cannot be read.
const REASONS: [Said; 39] = [
    ("no_key", "la tabla no tiene esa clave", "the table lacks that key"),
    (
        "no_number",
        "la cuenta no da un número: división por cero, logaritmo de 0 o una palabra",
        "the arithmetic gives no number: a division by zero, a logarithm of 0 or a word",
    ),
    ("permission", "sin permiso para leerlo", "no permission to read it"),
    ("name", "el sistema no admite ese nombre", "the system does not allow that name"),
    ("not_a_file", "no es un archivo, sino un dispositivo", "it is no file but a device"),
    ("disk", "el disco no lo entrega", "the disk does not give it"),
    ("not_there", "no está", "it is not there"),
    ("broken_off", "la tabla se corta", "the table breaks off"),
    (
        "old_or_locked_workbook",
        "un .xls antiguo o una planilla con contraseña: guárdela como .xlsx",
        "an old .xls or a workbook under a password: save it as .xlsx",
    ),
    ("not_a_workbook", "no es una planilla .xlsx", "not an .xlsx workbook"),
    ("damaged_workbook", "la planilla está dañada", "the workbook is damaged"),
    ("damaged_sheet", "una hoja de la planilla está dañada", "a sheet of the workbook is damaged"),
    ("no_survey_sheet", "falta la hoja survey", "there is no sheet survey"),
    (
        "no_type_and_name",
        "a la hoja survey le faltan las columnas type y name",
        "the sheet survey lacks the columns type and name",
    ),
    ("group_not_closed", "un grupo no se cierra", "a group is not closed"),
    ("group_never_began", "termina un grupo que no empezó", "a group ends that never began"),
    ("row_without_name", "una fila tiene tipo y no tiene nombre", "a row has a type and no name"),
    ("not_a_frame", "no es un marco guardado por diagnose", "not a frame that diagnose saved"),
    ("frame_changed", "el marco se cambió a mano", "the frame was changed by hand"),
    (
        "other_instrument",
        "el marco es de otro instrumento: vale el archivo con que se hizo, sin un cambio",
        "the frame is of another instrument: it takes the very file it was made with, unchanged",
    ),
    (
        "other_kind",
        "una carpeta es de un caso y la otra de una tabla con su instrumento",
        "one folder is of a case and the other of a table with its instrument",
    ),
    (
        "nothing_shared",
        "las dos carpetas no tienen ninguna unidad o ningún nodo en común",
        "the two folders have no unit or no node in common",
    ),
    (
        "too_few_units",
        "hay menos de diez unidades completas, o no más que partes",
        "fewer than ten complete units, or no more than there are parts",
    ),
    ("no_spread", "una parte es igual en todas las unidades", "a part is the same in all units"),
    ("solver_failed", "el cálculo no llegó a un resultado", "the computation came to no result"),
    ("bounds_cross", "los límites no dejan pesos", "the bounds leave no weights"),
    (
        "no_weights",
        "el marco no tiene los pesos de este instrumento",
        "the frame lacks the weights of this instrument",
    ),
    ("no_question", "nombra una pregunta que no está", "it names a question that is not there"),
    ("no_weight", "sin peso de muestreo", "no sampling weight"),
    ("weight_not_positive", "peso de muestreo de 0 o menos", "sampling weight of 0 or less"),
    ("no_stratum", "sin estrato", "no stratum"),
    ("no_cluster", "sin conglomerado", "no cluster"),
    ("no_units", "ninguna unidad tiene peso, estrato y conglomerado", "no unit has all it needs"),
    ("population_missing", "un estrato no tiene población", "a stratum has no population"),
    (
        "population_differs",
        "la población no es la misma en todo un estrato",
        "the population is not the same all over a stratum",
    ),
    (
        "population_not_whole",
        "la población no es un número entero desde 1",
        "the population is no whole number from 1",
    ),
    (
        "population_too_small",
        "un estrato tiene menos población que muestra",
        "a stratum has a smaller population than sample",
    ),
    ("stratum_not_sampled", "un estrato sin muestra", "a stratum without a sample"),
    ("too_many_units", "demasiadas unidades", "too many units"),
];

/// What breaks a grammar.
const MESSAGES: [Said; 19] = [
    ("quotes", "comillas que faltan o sobran", "quotes that are missing or too many"),
    ("brackets", "corchetes o llaves mal cerrados", "brackets or braces not closed well"),
    ("braces", "una llave sin cerrar", "a brace that is not closed"),
    ("number", "un número mal escrito", "a number written wrongly"),
    ("equals_sign", "falta o sobra un signo =", "an = sign is missing or too many"),
    ("duplicate", "una clave o tabla repetida", "a key or table given twice"),
    ("syntax", "la línea no se entiende", "the line cannot be understood"),
    ("function", "una función que no existe", "a function that does not exist"),
    (
        "arguments",
        "una función con otra cantidad de valores",
        "a function with another count of values",
    ),
    ("sign", "un signo que no se admite ahí", "a sign that is not allowed there"),
    ("expression", "la expresión no se entiende", "the expression cannot be understood"),
    ("no_question", "nombra una pregunta que no está", "it names a question that is not there"),
    ("tab", "tabulador", "tab"),
    (
        "a table is named in quotes",
        "una tabla se nombra entre comillas",
        "a table is named in quotes",
    ),
    (
        "only_carried",
        "una pregunta que solo se guarda: con ella no se calcula nada",
        "a question that is only carried: nothing is computed from it",
    ),
    (
        "further_down",
        "se calcula acá o más abajo: póngalo más arriba",
        "it is computed here or further down: move it above",
    ),
    (
        "only_instrument",
        "una función que solo vale en un instrumento",
        "a function that works only in an instrument",
    ),
    ("text_as_number", "un texto donde va un número", "a text where a number belongs"),
    (
        "only_derived",
        "una función de la muestra, que solo vale en [[derived]]",
        "a function of the sample, which works only in [[derived]]",
    ),
];

/// What a name should be.
const KINDS: [Said; 29] = [
    ("workshop", "taller", "workshop"),
    ("workshop or lead firm", "taller o empresa ancla", "workshop or lead firm"),
    ("lead firm", "empresa ancla", "lead firm"),
    ("lot", "lote", "lot"),
    ("product", "producto", "product"),
    ("resource", "recurso", "resource"),
    ("intervention", "acción", "action"),
    ("provider", "institución", "provider"),
    ("challenge", "desafío", "challenge"),
    ("indicator", "indicador", "indicator"),
    ("question", "pregunta", "question"),
    ("derived value", "valor calculado", "derived value"),
    ("name", "nombre", "name"),
    ("cluster", "clúster", "cluster"),
    ("choice list", "lista de opciones", "choice list"),
    ("column of the export", "columna de la exportación", "column of the export"),
    ("builtin config", "configuración incluida", "builtin config"),
    ("plan line", "línea de un plan", "plan line"),
    ("whole number", "número entero", "whole number"),
    ("axis", "eje", "axis"),
    ("node", "nodo", "node"),
    ("condition", "condición", "condition"),
    ("axis or dimension", "eje o dimensión", "axis or dimension"),
    ("table", "tabla", "table"),
    ("code", "código", "code"),
    ("child", "parte del nodo", "child"),
    ("criterion", "criterio", "criterion"),
    ("weighting", "ponderación", "weighting"),
    ("all_weights", "variación de todos los pesos", "all weights"),
];

/// Which rule an assignment breaks.
const RULES: [Said; 7] = [
    ("gate", "una puerta que no pasa", "a gate it does not pass"),
    ("minimum_batch", "menos prendas que la tanda mínima", "fewer pieces than the minimum batch"),
    ("quantity", "más prendas que las del lote", "more pieces than the lot has"),
    ("suppliers", "más talleres que los que admite el lote", "more workshops than the lot allows"),
    (
        "capacity",
        "más horas que las del taller en esas fechas",
        "more hours than the workshop has in those dates",
    ),
    ("position", "un taller o lote que no está", "a workshop or lot that is not there"),
    ("stable_tie", "corta un vínculo estable", "it cuts a stable tie"),
];

/// Why a pin cannot be honoured.
const PINS: [Said; 6] = [
    (
        "left_out",
        "su envío no consiente el diagnóstico o fue rechazado",
        "its submission does not consent to the diagnosis or was rejected",
    ),
    (
        "no_consent",
        "el taller no consiente el programa",
        "the workshop does not consent to the programme",
    ),
    (
        "no_consent_diagnosis",
        "el taller no consiente el diagnóstico",
        "the workshop does not consent to the diagnosis",
    ),
    (
        "unwilling_production",
        "no quiere cambiar su producción",
        "it is not willing to change its production",
    ),
    (
        "unwilling_decent_work",
        "no quiere cambiar las condiciones de trabajo",
        "it is not willing to change its working conditions",
    ),
    (
        "unwilling_associativity",
        "no quiere trabajar con otros",
        "it is not willing to work with others",
    ),
];

/// What is lost without a question.
const LOSSES: [Said; 10] = [
    (
        "people",
        "sin personas no hay capacidad, y ningún lote se puede asignar",
        "without people there is no capacity, and no lot can be assigned",
    ),
    (
        "hours_week",
        "sin horas no hay capacidad, y ningún lote se puede asignar",
        "without hours there is no capacity, and no lot can be assigned",
    ),
    (
        "machines",
        "no se sabe qué taller tiene las máquinas de un lote: todo queda por verificar",
        "which workshop has a lot's machines is not known: all of it is to verify",
    ),
    (
        "main_product",
        "no se sabe qué hace cada taller: todo lote queda por verificar",
        "what each workshop makes is not known: every lot is to verify",
    ),
    (
        "consent_diagnosis",
        "todos los envíos cuentan como consentidos",
        "all submissions count as consented",
    ),
    (
        "consent_programme",
        "el consentimiento de cada piloto queda por verificar en la visita",
        "the consent of every pilot is to verify in the visit",
    ),
    (
        "consent_firm",
        "ningún taller se puede proponer a una empresa sin verificarlo",
        "no workshop can be proposed to a firm without verifying it",
    ),
    (
        "willing",
        "la disposición de cada piloto queda por verificar en la visita",
        "the willingness of every pilot is to verify in the visit",
    ),
    (
        "led_by",
        "la cláusula de talleres que dirigen mujeres no se puede medir",
        "the clause on workshops led by women cannot be measured",
    ),
    ("cluster", "clúster", "cluster"),
];

/// The value of a detail as people read it.
pub(super) fn value(code: FaultCode, name: &str, value: &str, language: Language) -> String {
    let list: &[Said] = match (code, name) {
        (_, "reason") => &REASONS,
        (_, "message" | "separator") => &MESSAGES,
        (_, "kind") => &KINDS,
        (_, "expected") => &super::expected::EXPECTED,
        (FaultCode::RuleBroken, "rule") => &RULES,
        (_, "because") => &PINS,
        (_, "role") => &LOSSES,
        (_, "gate") => {
            let gate = Gate::ALL.iter().find(|(_, word)| *word == value);
            return gate.map_or(value, |(gate, _)| gate_name(language, *gate)).to_owned();
        }
        _ => &[],
    };
    if name == "expected"
        && language == Language::Es
        && let Some(said) = super::expected::with_names(value)
    {
        return said;
    }
    let found = list.iter().find(|(word, ..)| *word == value);
    found.map_or(value, |(_, es, en)| language.pick(es, en)).to_owned()
}
