//! Words of the faults of the case folder (codes C).

use super::Advice;

pub(super) const FILE_MISSING: Advice = Advice {
    title: ["No está un archivo que el caso nombra", "A file the case names is not there"],
    action: [
        "Ponga el archivo en la carpeta del caso o corrija su nombre en nanduti.toml.",
        "Put the file into the case folder or correct its name in nanduti.toml.",
    ],
};
pub(super) const FILE_UNREADABLE: Advice = Advice {
    title: ["Un archivo no se puede leer", "A file cannot be read"],
    action: [
        "Ciérrelo en Excel, revise sus permisos o bájelo de nuevo.",
        "Close it in Excel, check its permissions or download it again.",
    ],
};
pub(super) const TOML_SYNTAX: Advice = Advice {
    title: ["Un archivo TOML no respeta la gramática", "A TOML file breaks the grammar"],
    action: [
        "Corrija la línea indicada: comillas, corchetes y el signo = suelen ser la causa.",
        "Correct the named line: quotes, brackets and the = sign are the usual cause.",
    ],
};
pub(super) const UNKNOWN_KEY: Advice = Advice {
    title: ["Una clave que nadie lee", "A key that nothing reads"],
    action: [
        "Corrija el nombre de la clave o bórrela.",
        "Correct the name of the key or delete it.",
    ],
};
pub(super) const MISSING_KEY: Advice = Advice {
    title: ["Falta una clave obligatoria", "A required key is missing"],
    action: [
        "Agregue la clave: `docs/case.md` y `docs/instrument.md` dicen qué va; `nanduti new` escribe un caso con plantillas comentadas.",
        "Add the key: `docs/case.md` and `docs/instrument.md` say what goes there; `nanduti new` writes a case of commented templates.",
    ],
};
pub(super) const BAD_VALUE: Advice = Advice {
    title: ["Un valor fuera de rango o de otro tipo", "A value out of range or of the wrong kind"],
    action: ["Escriba un valor como el que se espera.", "Write a value as expected."],
};
pub(super) const UNKNOWN_REFERENCE: Advice = Advice {
    title: ["Un nombre que no está definido en ningún lado", "A name that is defined nowhere"],
    action: [
        "Corrija el nombre o defínalo en el archivo que corresponde.",
        "Correct the name or define it in its file.",
    ],
};
pub(super) const DUPLICATE_ID: Advice = Advice {
    title: ["El mismo identificador dos veces", "The same id twice"],
    action: [
        "Deje una sola de las dos entradas o cambie un identificador.",
        "Keep one of the two entries or change an id.",
    ],
};
pub(super) const PREREQUISITE_CYCLE: Advice = Advice {
    title: [
        "Requisitos previos que se necesitan unos a otros",
        "Prerequisites that need each other",
    ],
    action: ["Quite uno de los requisitos del ciclo.", "Remove one prerequisite of the cycle."],
};
pub(super) const NO_SOURCE: Advice = Advice {
    title: ["Un número sin fuente", "A configured number without a source"],
    action: [
        "Escriba de dónde sale o `source = \"supuesto: …\"`: un supuesto es válido y queda a la vista.",
        "State where it comes from or `source = \"assumption: …\"`: an assumption is legal and visible.",
    ],
};
pub(super) const REFERRAL_MISSING: Advice = Advice {
    title: [
        "Falta el protocolo de derivación o no nombra a su referente",
        "The referral protocol is missing or names no focal point",
    ],
    action: [
        "Complete referral.md con la persona u oficina referente; sin ella no se corre.",
        "Complete referral.md with the focal point; nothing runs without it.",
    ],
};
pub(super) const BAD_EXPRESSION: Advice = Advice {
    title: ["Una expresión que no se puede leer", "An expression that cannot be read"],
    action: [
        "Corrija la expresión; `docs/instrument.md` da la gramática y las funciones.",
        "Correct the expression; `docs/instrument.md` gives grammar and functions.",
    ],
};
pub(super) const ZERO_CAPACITY: Advice = Advice {
    title: [
        "Un recurso con capacidad cero en un clúster",
        "A resource with zero capacity in a cluster",
    ],
    action: [
        "Si es así, no haga nada: los planes se arman sin él. Si no, corrija capacity.toml.",
        "If it is so, do nothing: plans are made without it. If not, correct capacity.toml.",
    ],
};
pub(super) const FILE_TOO_LARGE: Advice = Advice {
    title: ["Un archivo mucho más grande que lo que se lee", "A file far larger than what is read"],
    action: [
        "Revise que sea el archivo correcto o divídalo.",
        "Check that it is the right file or split it.",
    ],
};
pub(super) const SEALED_IGNORED: Advice = Advice {
    title: [
        "Un archivo de pares sellados en un caso real: no se leyó",
        "A file of sealed pairs in a real case: it was not read",
    ],
    action: [
        "Saque el archivo de la carpeta hasta que exista la bóveda de contactos; no lo comparta.",
        "Take the file out of the folder until the contact vault exists; do not share it.",
    ],
};
pub(super) const NOT_TEXT: Advice = Advice {
    title: ["Un archivo que no es texto", "A file that is not text"],
    action: [
        "Guárdelo de nuevo como CSV UTF-8 o con un editor de texto; una planilla o un PDF con otro nombre no sirve.",
        "Save it again as CSV UTF-8 or with a text editor; a workbook or a PDF under another name will not do.",
    ],
};
pub(super) const CASE_FOLDER_MISSING: Advice = Advice {
    title: [
        "La carpeta del caso no está o no es una carpeta",
        "The case folder is not there or is not a folder",
    ],
    action: [
        "Revise el nombre de la carpeta; `nanduti new CARPETA` crea un caso nuevo.",
        "Check the name of the folder; `nanduti new DIR` creates a new case.",
    ],
};
pub(super) const NO_CASE_FILE: Advice = Advice {
    title: [
        "La carpeta no tiene un caso: falta nanduti.toml",
        "The folder holds no case: nanduti.toml is missing",
    ],
    action: [
        "Dé la carpeta que tiene nanduti.toml; `nanduti new CARPETA` crea un caso nuevo.",
        "Give the folder that holds nanduti.toml; `nanduti new DIR` creates a new case.",
    ],
};
pub(super) const IS_A_FOLDER: Advice = Advice {
    title: ["Una carpeta donde va un archivo", "A folder where a file should be"],
    action: [
        "Escriba en nanduti.toml el nombre del archivo, no el de su carpeta.",
        "Write the name of the file in nanduti.toml, not that of its folder.",
    ],
};
pub(super) const OUTSIDE_FOLDER: Advice = Advice {
    title: [
        "El nombre de un archivo sale de la carpeta del caso",
        "The name of a file leads out of the case folder",
    ],
    action: [
        "Copie el archivo a la carpeta del caso y escriba su nombre sin «..» ni ruta completa.",
        "Copy the file into the case folder and write its name without “..” or a full path.",
    ],
};
pub(super) const NO_CAPACITY: Advice = Advice {
    title: [
        "El caso no nombra capacidad: los planes se arman como si nada fuera escaso",
        "The case names no capacity: plans are made as if nothing were scarce",
    ],
    action: [
        "Para que haya topes de horas, lugares y presupuesto, escriba capacity.toml y nómbrelo en [files].",
        "To have limits of hours, seats and budget, write capacity.toml and name it under [files].",
    ],
};
pub(super) const LOTS_OUTSIDE_COHORT: Advice = Advice {
    title: ["Ningún lote cae en el año de la cohorte", "No lot falls in the year of the cohort"],
    action: [
        "Revise `start` en nanduti.toml y las fechas de lots.csv; así no se puede asignar nada a tiempo.",
        "Check `start` in nanduti.toml and the dates of lots.csv; as they are, nothing can be assigned in time.",
    ],
};
pub(super) const NOTHING_TO_USE: Advice = Advice {
    title: ["No quedó nada con que calcular", "Nothing is left to compute on"],
    action: [
        "Revise la encuesta: tiene que traer envíos aprobados y preguntas del formulario.",
        "Check the survey: it must hold approved submissions and questions of the form.",
    ],
};
