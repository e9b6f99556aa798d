//! Words of the faults of saved and hand-made results (codes R).

use super::Advice;

pub(super) const BAD_RESULT: Advice = Advice {
    title: ["Un resultado guardado no se puede usar", "A saved result cannot be used"],
    action: [
        "Vuelva a correr el caso o dé la carpeta out/ completa.",
        "Run the case again or give the whole out/ folder.",
    ],
};
pub(super) const RULE_BROKEN: Advice = Advice {
    title: [
        "Una asignación o un plan dado a mano rompe una regla",
        "An assignment or plan given by hand breaks a rule",
    ],
    action: [
        "Cambie la fila o la regla; `nanduti explain` dice cuál es.",
        "Change the row or the rule; `nanduti explain` says which one.",
    ],
};
