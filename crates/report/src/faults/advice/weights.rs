//! Words of the faults of weights (codes W).

use super::Advice;

pub(super) const INCONSISTENT_JUDGEMENTS: Advice = Advice {
    title: [
        "Comparaciones de a dos que se contradicen (razón de consistencia mayor a 0,10)",
        "Pairwise comparisons that contradict each other (consistency ratio above 0.10)",
    ],
    action: [
        "Los pesos se usan igual; revise las comparaciones con quien las hizo.",
        "The weights are used all the same; go over the comparisons with whoever made them.",
    ],
};
pub(super) const INFLUENCE_UNREACHABLE: Advice = Advice {
    title: [
        "Ningún peso dentro de los límites da a todas las partes la misma influencia",
        "No weights within the bounds give all parts the same influence",
    ],
    action: [
        "Se usan los pesos que más se acercan; amplíe los límites o elija otro método.",
        "The nearest weights are used; widen the bounds or choose another method.",
    ],
};
pub(super) const WEIGHTS_NOT_FITTED: Advice = Advice {
    title: [
        "Los pesos de influencia igual no se pueden calcular con estos datos",
        "Weights of equal influence cannot be fitted on these data",
    ],
    action: [
        "Elija otro método en [[weighting]] o puntúe con `--frame` de una ronda que alcance.",
        "Choose another method in [[weighting]] or score with `--frame` of a round that suffices.",
    ],
};
pub(super) const UNITS_OUT_OF_DESIGN: Advice = Advice {
    title: [
        "Unidades que quedan fuera de las cifras con diseño de muestra",
        "Units left out of the figures by survey design",
    ],
    action: [
        "Sus puntajes se dan igual; complete su peso, estrato o conglomerado.",
        "They are scored all the same; complete their weight, stratum or cluster.",
    ],
};
pub(super) const DESIGN_UNSOUND: Advice = Advice {
    title: [
        "El diseño de la muestra no concuerda con los datos",
        "The survey design does not fit the data",
    ],
    action: [
        "Corrija [survey_design] o los datos: no se pueden dar errores de muestreo así.",
        "Correct [survey_design] or the data: no sampling errors can be given like this.",
    ],
};
pub(super) const SINGLE_UNIT_STRATA: Advice = Advice {
    title: [
        "Estratos con una sola unidad de muestreo: no se ve cuánto varían",
        "Strata with a single sampling unit: their spread cannot be seen",
    ],
    action: [
        "Lo que tocan no tiene error estándar; junte estratos o elija `single_unit` en [survey_design].",
        "What they touch has no standard error; join strata or choose `single_unit` in [survey_design].",
    ],
};
pub(super) const LACK_WITHOUT_WEIGHT: Advice = Advice {
    title: [
        "Una carencia que pesa 0: no cuenta para nadie",
        "A lack that weighs 0: it counts for nobody",
    ],
    action: [
        "Póngale un peso en [[counting.deprivation]] o quítela.",
        "Give it a weight in [[counting.deprivation]] or take it out.",
    ],
};
