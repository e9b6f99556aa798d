//! Words of weights: how they came about, what they hold for, and what changed between rounds.

use super::Language;

/// A code of a column of the tables of weights and change; `None` where the cell is an id.
pub(crate) fn word(language: Language, column: &str, text: &str) -> Option<String> {
    let said = match column {
        "method" => method(language, text)?,
        "reach" => match text {
            "reached" => language.pick("alcanzada", "reached"),
            "unreachable" => language.pick("no se alcanza; lo más cerca", "not reachable; nearest"),
            "from_frame" => language.pick("la del marco", "of the frame"),
            _ => return None,
        },
        "status" => match text {
            "both" => language.pick("en las dos", "in both"),
            "entered" => language.pick("entra", "entered"),
            "left" => language.pick("sale", "left"),
            _ => return None,
        },
        "not_split" => not_split(language, text)?,
        "outcome" => outcome(language, text)?,
        "comparison_refused" => return Some(comparisons(language, text)),
        "chosen" => match text {
            "always" => language.pick("siempre", "always"),
            "sometimes" => language.pick("según los pesos", "by the weights"),
            "never" => language.pick("nunca", "never"),
            _ => return None,
        },
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why the change of a score is not split.
fn not_split(language: Language, word: &str) -> Option<&'static str> {
    Some(match word {
        "no_score_before" => language.pick("antes no tenía puntaje", "it had no score before"),
        "no_score_after" => language.pick("ahora no tiene puntaje", "it has no score now"),
        "node_gone" => language.pick("el nodo ya no está", "the node is no longer there"),
        "node_new" => language.pick("el nodo es nuevo", "the node is new"),
        "depends_on_sample" => {
            language.pick("depende de las demás unidades", "it rests on the other units")
        }
        "not_reproduced" => language.pick("las partes no suman", "the parts do not add up"),
        _ => return None,
    })
}

/// How the weights inside a node came about: «calidad: comparaciones de a dos, 3 expertos».
pub(crate) fn of_node(
    language: Language,
    node: &str,
    method: &str,
    experts: usize,
    ratio: Option<String>,
) -> String {
    let panel = match experts {
        0 => String::new(),
        1 => language.pick(", un experto", ", one expert").to_owned(),
        n => language.pick(format!(", {n} expertos"), format!(", {n} experts")),
    };
    let ratio = ratio.map_or(String::new(), |ratio| {
        language.pick(
            format!(", razón de consistencia {ratio}"),
            format!(", consistency ratio {ratio}"),
        )
    });
    format!("{node}: {method}{panel}{ratio}")
}

/// The sentence that tells of every node whose weights were obtained by a method.
pub(crate) fn by_method(language: Language, nodes: &str) -> String {
    language.pick(
        format!("Pesos dentro de los nodos: {nodes}."),
        format!("Weights inside nodes: {nodes}."),
    )
}

/// How weights came about.
pub(crate) fn method(language: Language, word: &str) -> Option<&'static str> {
    Some(match word {
        "stated" => language.pick("como está escrito", "as stated"),
        "equal" => language.pick("iguales", "equal"),
        "budget_allocation" => language.pick("reparto de puntos", "points shared out"),
        "analytic_hierarchy" => {
            language.pick("comparaciones de a dos (AHP)", "pairwise comparisons (AHP)")
        }
        "rank_sum" => language.pick("orden, por suma", "order, by sum"),
        "rank_reciprocal" => language.pick("orden, por recíproco", "order, by reciprocal"),
        "rank_centroid" => language.pick("orden, por centroide", "order, by centroid"),
        "equal_influence" => language.pick("influencia igual", "equal influence"),
        _ => return None,
    })
}

/// What came of a unit or pair over all weights.
fn outcome(language: Language, word: &str) -> Option<&'static str> {
    Some(match word {
        "judged" => language.pick("sí", "yes"),
        "too_many_to_compare" => language.pick(
            "solo el puntaje: hay demasiadas unidades",
            "the score alone: there are too many units",
        ),
        "incomplete" => language.pick("le falta una parte", "a part is missing"),
        "not_in_data" => language.pick("no está en los datos", "not in the data"),
        "first_always" => language.pick("la primera, siempre", "the first, always"),
        "second_always" => language.pick("la segunda, siempre", "the second, always"),
        "tied" => language.pick("iguales con cualquier peso", "tied under any weights"),
        "depends" => language.pick("depende de los pesos", "by the weights"),
        _ => return None,
    })
}

/// Which comparison weights are refused and why: `entropy:no_spread critic:too_few_units`.
fn comparisons(language: Language, text: &str) -> String {
    let one = |word: &str| {
        let (kind, why) = word.split_once(':').unwrap_or((word, ""));
        let kind = match kind {
            "entropy" => language.pick("entropía", "entropy"),
            "critic" => "CRITIC",
            "first_component" => language.pick("primer componente", "first component"),
            other => other,
        };
        let why = match why {
            "too_few_units" => language.pick("hay pocas unidades", "there are few units"),
            "no_spread" => language.pick("una parte no varía", "a part does not vary"),
            "negative_loading" => {
                language.pick("una parte va en contra", "a part runs against the others")
            }
            "bad_input" => language.pick("hay puntos negativos", "there are negative points"),
            other => other,
        };
        format!("{kind}: {why}")
    };
    text.split_whitespace().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_words_and_ids_stay() {
        let es = |column: &str, text: &str| word(Language::Es, column, text);
        assert_eq!(es("method", "stated").as_deref(), Some("como está escrito"));
        assert_eq!(es("node", "stated"), None);
        assert_eq!(
            es("comparison_refused", "entropy:no_spread critic:too_few_units").as_deref(),
            Some("entropía: una parte no varía; CRITIC: hay pocas unidades")
        );
        for method in ["equal", "budget_allocation", "analytic_hierarchy", "equal_influence"] {
            let both = Language::ALL.map(|language| word(language, "method", method).unwrap());
            assert_ne!(both[0], both[1]);
        }
        let ratio = Some("0,03".to_owned());
        let line = of_node(Language::Es, "calidad", "iguales", 3, ratio);
        assert_eq!(line, "calidad: iguales, 3 expertos, razón de consistencia 0,03");
    }
}
