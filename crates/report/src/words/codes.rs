//! Words of the codes in tables about the instrument and about counting: what the checks found,
//! why a figure is not given, which group a row is of.

use super::{Language, readable, text};
use nanduti_model::FactorKind;

/// A code with its words in Spanish and English.
type Words = (&'static str, &'static str, &'static str);

fn among(list: &[Words], language: Language, code: &str) -> Option<String> {
    let known = list.iter().find(|(known, ..)| *known == code)?;
    Some(language.pick(known.1, known.2).to_owned())
}

fn one_of(list: &[Words], language: Language, code: &str) -> String {
    among(list, language, code).unwrap_or_else(|| readable(code))
}

/// What the check of the instrument found.
pub(crate) fn lint_word(language: Language, code: &str) -> String {
    const FINDINGS: [Words; 19] = [
        ("bad_weight", "peso que no sirve", "weight that cannot be used"),
        ("dead_weight", "no pesa nada", "weighs nothing"),
        (
            "lacks_rescaled",
            "los pesos de las carencias no suman 1: se llevan a eso",
            "the weights of the lacks do not add up to 1: they are brought to it",
        ),
        ("childless", "no tiene nada adentro", "holds nothing"),
        ("single_child", "tiene una sola parte adentro", "holds a single part"),
        (
            "rule_against_scale",
            "la regla no admite esos puntajes",
            "the rule does not admit these scores",
        ),
        (
            "log_of_non_positive",
            "logaritmo de un valor que puede ser 0 o menos",
            "logarithm of a value that may be 0 or less",
        ),
        (
            "goalpost_outside_range",
            "tope fuera del rango de la pregunta",
            "goalpost outside the range of the question",
        ),
        ("points_out_of_reach", "puntos que nadie puede alcanzar", "points that nobody can reach"),
        ("never_applies", "no aplica a nadie", "applies to nobody"),
        ("unanswered", "nadie contestó", "nobody answered"),
        ("unscored", "contestado y sin puntaje", "answered and without a score"),
        ("scarce_answers", "pocas respuestas", "few answers"),
        ("constant", "todos contestaron lo mismo", "everybody answered the same"),
        (
            "no_bounds",
            "sin tope: donde falta, el intervalo queda vacío",
            "no bounds: where it is missing the interval stays empty",
        ),
        (
            "imputed_from_outlier",
            "se completó con valores que después se trataron como extremos",
            "filled from values that were treated as outlying afterwards",
        ),
        (
            "derived_unknown",
            "falta aunque se contestó todo lo que lee",
            "missing although everything it reads was answered",
        ),
        ("double_counting", "dicen casi lo mismo", "they say nearly the same"),
        ("against_siblings", "va en contra de sus pares", "runs against its siblings"),
    ];
    one_of(&FINDINGS, language, code)
}

/// Why a figure of reliability, association or types is not given, or how sure types are.
pub(crate) fn outcome_word(language: Language, code: &str) -> String {
    use text::instrument as said;
    let known = match code {
        "too_few_rows" => said::refused_too_few(language),
        "too_few_items" => said::refused_items(language),
        "total_does_not_vary" | "constant" => said::refused_constant(language),
        "singular" => said::refused_singular(language),
        "nothing_in_common" => said::refused_nothing(language),
        "improper_solution" | "not_converged" => said::refused_model(language),
        "bad_input" | "not_finite" => said::refused_input(language),
        "no_other_axis" => language.pick("no hay otro eje", "there is no other axis"),
        "nothing_varies" => language.pick("nada varía", "nothing varies"),
        "too_few_different_rows" => {
            language.pick("muy pocas filas distintas", "too few different rows")
        }
        "stable" => language.pick("estables", "stable"),
        "doubtful" => language.pick("dudosos", "doubtful"),
        "not_stable" => {
            language.pick("no hay tipos: no vuelven a aparecer", "no types: they do not come back")
        }
        other => return readable(other),
    };
    known.to_owned()
}

/// «alfa: muy pocas filas completas» of `alpha:too_few_rows`.
pub(crate) fn refused_figure(language: Language, code: &str) -> String {
    let Some((figure, why)) = code.split_once(':') else { return outcome_word(language, code) };
    let figure = match figure {
        "alpha" => language.pick("alfa", "alpha"),
        "lambda6" => "lambda-6",
        "kmo" => "KMO",
        "bartlett" => "Bartlett",
        other => other,
    };
    format!("{figure}: {}", outcome_word(language, why))
}

/// What to mind about a figure of reliability.
pub(crate) fn caution_word(language: Language, code: &str) -> String {
    use text::instrument as said;
    let known = match code {
        "few_rows" => said::caution_few(language),
        "few_rows_per_item" => language.pick("pocas filas por ítem", "few rows per item"),
        "most_rows_incomplete" => said::caution_incomplete(language),
        "items_left_out" => said::caution_left_out(language),
        "two_items" => said::caution_two(language),
        "negative_alpha" => said::caution_negative(language),
        "reverse_key_suspected" => said::caution_reverse(language),
        "one_factor_fits_poorly" => said::caution_fit(language),
        other => return readable(other),
    };
    known.to_owned()
}

/// Whether an item took part, and whether it looks keyed the other way.
pub(crate) fn item_word(language: Language, code: &str) -> String {
    const ITEMS: [Words; 7] = [
        ("kept", "entra", "takes part"),
        ("empty", "sin respuestas", "without answers"),
        ("constant", "no varía", "does not vary"),
        ("not_judged", "no se juzga", "not judged"),
        ("no", "no", "no"),
        ("possible", "puede ser", "possible"),
        ("likely", "parece que sí", "likely"),
    ];
    one_of(&ITEMS, language, code)
}

/// The column by which rows are grouped; `None` for a question.
pub(crate) fn grouping_word(language: Language, code: &str) -> Option<String> {
    const COLUMNS: [Words; 4] = [
        ("all", "todos", "all"),
        ("cluster", "clúster", "cluster"),
        ("size_class", "tamaño", "size"),
        ("led_by", "quién dirige", "who leads"),
    ];
    among(&COLUMNS, language, code)
}

/// A group that is none of a question's options.
pub(crate) fn member_word(language: Language, code: &str) -> Option<String> {
    const MEMBERS: [Words; 8] = [
        ("all", "todos", "all"),
        ("unknown", "no se sabe", "not known"),
        ("not_known", "no se sabe", "not known"),
        ("micro", "talleres chicos", "small workshops"),
        ("larger", "los demás", "the others"),
        ("woman", "dirige una mujer", "led by a woman"),
        ("man", "dirige un hombre", "led by a man"),
        ("both", "deciden ambos", "both decide"),
    ];
    among(&MEMBERS, language, code)
}

/// Whether a group goes by that word in any instrument.
pub(crate) fn any_member(code: &str) -> bool {
    ["all", "unknown", "not_known"].contains(&code)
}

/// A unit that is counted, by how many floors it misses.
pub(crate) fn counted_word(language: Language, missed: usize) -> String {
    match missed {
        0 => standing_word(language, "counted"),
        1 => language.pick("se cuenta: le falta un piso", "counted: one floor missed").to_owned(),
        n => language
            .pick(format!("se cuenta: le faltan {n} pisos"), format!("counted: {n} floors missed")),
    }
}

/// A measure of the counting view, a part of its change, how rounds hang together, and why a
/// figure or its error is not given.
pub(crate) fn counting_word(language: Language, code: &str) -> String {
    const WORDS: [Words; 25] = [
        ("headcount", "quiénes (H)", "headcount (H)"),
        ("intensity", "cuánto (A)", "intensity (A)"),
        ("adjusted_headcount", "M0 = H × A", "M0 = H × A"),
        ("adjusted_gap", "M1", "M1"),
        ("adjusted_squared_gap", "M2", "M2"),
        ("uncensored", "no llegan", "deprived"),
        ("censored", "no llegan y se cuentan", "deprived and counted"),
        ("indicator", "lo que falta", "what is lacking"),
        ("inside", "dentro del grupo", "inside the group"),
        ("population_share", "el tamaño del grupo", "the size of the group"),
        ("matched", "las mismas unidades, de a pares", "the same units, in pairs"),
        ("independent", "muestras distintas", "different samples"),
        (
            "single_sampling_unit",
            "un estrato con una sola unidad de muestreo",
            "a stratum of one sampling unit",
        ),
        ("no_degrees_of_freedom", "muy pocas unidades de muestreo", "too few sampling units"),
        ("no_variation", "todas dicen lo mismo", "all say the same"),
        ("no_derivative", "la fórmula no lo da", "the formula does not give it"),
        ("too_few", "hay pocas unidades", "there are few units"),
        ("plans_differ", "las líneas o los pesos cambiaron", "cut-offs or weights changed"),
        ("not_counted_before", "antes no se contaba", "nothing was counted before"),
        ("no_sample", "una ronda no tiene muestra", "a round has no sample"),
        ("all", "todo", "all"),
        ("stratum", "estrato", "stratum"),
        ("left_out", "fuera de la muestra", "out of the sample"),
        ("no_weight", "sin peso de muestreo", "no sampling weight"),
        ("weight_not_positive", "peso de 0 o menos", "weight of 0 or less"),
    ];
    match code {
        "no_stratum" => language.pick("sin estrato", "no stratum").to_owned(),
        "no_cluster" => language.pick("sin conglomerado", "no cluster").to_owned(),
        _ => one_of(&WORDS, language, code),
    }
}

/// How a unit stands in the reconciliation of score and lacks, and on which side its score is.
pub(crate) fn standing_word(language: Language, code: &str) -> String {
    const STANDINGS: [Words; 6] = [
        (
            "counted",
            "se cuenta: le falta desde el corte elegido",
            "counted: misses as much as the cut-off chosen",
        ),
        ("watched", "le falta un piso que se vigila", "a watched floor missed"),
        ("other", "le falta algún piso", "some floor missed"),
        ("none", "no le falta ninguno", "no floor missed"),
        ("high", "alto", "high"),
        ("low", "bajo", "low"),
    ];
    one_of(&STANDINGS, language, code)
}

/// Whether a criterion decides.
pub(crate) fn role_word(language: Language, code: &str) -> String {
    const ROLES: [Words; 2] =
        [("required", "decide", "decides"), ("evidence", "solo acompaña", "shown beside")];
    one_of(&ROLES, language, code)
}

/// Which way a field note points.
pub(crate) fn stance_word(language: Language, code: &str) -> String {
    const STANCES: [Words; 2] =
        [("for", "a favor", "in favour"), ("against", "en contra", "against")];
    one_of(&STANCES, language, code)
}

/// A kind of tie by its word.
pub(crate) fn tie_word(language: Language, code: &str) -> String {
    use nanduti_pipeline::instrument_quality::read::TieKind;
    let kind = match code {
        "work" => TieKind::CoWork,
        "advice" => TieKind::Advice,
        "trust" => TieKind::Trust,
        "membership" => TieKind::Membership,
        other => return readable(other),
    };
    super::associativity::tie_name(language, kind).to_owned()
}

/// Why a gap was not filled.
pub(crate) fn not_imputed_word(language: Language, code: &str) -> String {
    const REASONS: [Words; 6] = [
        ("nobody_answered", "nadie contestó", "nobody answered"),
        ("unknown_group", "no se sabe su grupo", "its group is not known"),
        ("no_siblings", "no contestó nada del mismo eje", "nothing of the same axis was answered"),
        ("not_invertible", "el puntaje no vuelve a un valor", "the score does not give a value"),
        (
            "too_few_to_choose",
            "hay tantos vecinos pedidos como filas: no hay a quién elegir",
            "as many neighbours are asked for as there are rows: none to choose from",
        ),
        ("no_neighbours", "no hay parecidos", "there are no neighbours"),
    ];
    one_of(&REASONS, language, code)
}

/// What may be said of how much a factor moves places.
pub(crate) fn sensitivity_word(language: Language, code: &str) -> String {
    const STATUSES: [Words; 6] = [
        ("exact", "exacto: todas las combinaciones", "exact: all combinations"),
        ("estimated", "estimado, con su intervalo", "estimated, with its interval"),
        (
            "wide_interval",
            "sin cifra donde el intervalo es muy ancho: hacen falta más corridas",
            "no figure where the interval is too wide: more runs are needed",
        ),
        (
            "first_above_total",
            "sin cifra: la parte sola sale mayor que la total, que no puede ser",
            "no figure: the share alone comes out above the total one, which cannot be",
        ),
        ("no_variance", "los puestos no se mueven", "places do not move"),
        ("too_few_runs", "muy pocas corridas", "too few runs"),
    ];
    one_of(&STATUSES, language, code)
}

/// What became of a column with outlying values.
pub(crate) fn treatment_word(language: Language, code: &str) -> String {
    const OUTCOMES: [Words; 9] = [
        ("untouched", "quedó como estaba", "left as it was"),
        ("winsorised", "se acercaron los extremos", "outlying values brought in"),
        ("fenced", "se acercaron a la cerca", "brought to the fence"),
        ("logged", "se pasó a logaritmo", "taken to logarithms"),
        (
            "logged_still_skewed",
            "se pasó a logaritmo y sigue torcida",
            "taken to logarithms and still skewed",
        ),
        ("still_skewed", "sigue torcida", "still skewed"),
        ("too_few", "muy pocos valores", "too few values"),
        ("no_spread", "no varía", "does not vary"),
        ("bad_rule", "la regla no se puede aplicar", "the rule cannot be applied"),
    ];
    one_of(&OUTCOMES, language, code)
}

/// The way from value to points.
pub(crate) fn normalisation_word(language: Language, code: &str) -> String {
    const WAYS: [Words; 11] = [
        ("not_fitted", "no se pudo ajustar", "could not be fitted"),
        ("goalposts", "entre dos topes", "between goalposts"),
        ("open_goalposts", "entre dos topes, sin límite", "between goalposts, not capped"),
        ("log_goalposts", "entre dos topes, en logaritmo", "between goalposts, on logarithms"),
        ("box_cox", "Box–Cox", "Box–Cox"),
        ("band", "banda", "band"),
        ("points", "puntos por opción", "points by option"),
        ("cutoff", "corte", "cut-off"),
        ("bands", "tramos", "steps"),
        ("rank", "puesto en la muestra", "rank in the sample"),
        ("percent_rank", "puesto en la muestra, de 0 a 100", "rank in the sample, 0 to 100"),
    ];
    one_of(&WAYS, language, code)
}

/// What an alternative changes.
pub(crate) fn factor_name(language: Language, kind: &FactorKind) -> &'static str {
    use text::sure as said;
    match kind {
        FactorKind::Weights { .. } => said::weights(language),
        FactorKind::OpenAnswers { .. } => said::open_answers(language),
        FactorKind::Measurement { .. } => said::measurement(language),
        FactorKind::Aggregation { .. } => said::aggregation(language),
        FactorKind::Normalisation(_) => said::normalisation(language),
        FactorKind::Imputation(_) => said::imputation(language),
        FactorKind::Outliers(_) => said::outliers(language),
        FactorKind::LeaveOut(_) => said::leave_out(language),
    }
}
