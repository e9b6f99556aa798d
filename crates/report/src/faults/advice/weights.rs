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
