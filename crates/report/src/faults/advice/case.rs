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
        "Agregue la clave; `nanduti new` escribe una plantilla comentada.",
        "Add the key; `nanduti new` writes a commented template.",
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
        "Corrija la expresión; `docs/methods.md` da la gramática y las funciones.",
        "Correct the expression; `docs/methods.md` gives grammar and functions.",
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
