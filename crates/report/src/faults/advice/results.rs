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
        "Cambie las cantidades; `nanduti explain TALLER:LOTE` dice qué frena un par.",
        "Change the quantities; `nanduti explain WORKSHOP:LOT` says what stops a pair.",
    ],
};
pub(super) const PLANS_OVER_CAPACITY: Advice = Advice {
    title: [
        "Los planes dados usan más de un recurso que lo que hay",
        "The given plans use more of a resource than there is",
    ],
    action: [
        "Se simulan igual; para poder cumplirlos, quite acciones o agregue capacidad.",
        "They are simulated all the same; to carry them out, take actions out or add capacity.",
    ],
};
pub(super) const PLAN_PREREQUISITE: Advice = Advice {
    title: [
        "A un plan dado le falta un paso previo",
        "A given plan lacks a step that must come first",
    ],
    action: [
        "Se simula igual; agregue el paso previo o póngalo antes.",
        "It is simulated all the same; add the step or put it earlier.",
    ],
};
pub(super) const PLAN_FIGURE_IGNORED: Advice = Advice {
    title: [
        "Una cifra cambiada en los planes dados que no se usa",
        "A changed figure of the given plans that is not used",
    ],
    action: [
        "Costo, horas y duración son los del catálogo; cámbielos en interventions.toml.",
        "Cost, hours and duration are those of the catalogue; change them in interventions.toml.",
    ],
};
