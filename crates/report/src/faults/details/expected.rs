//! What a value should be, in words.

use super::said::Said;

/// What readers expect: the word they give, Spanish and English.
pub(super) const EXPECTED: [Said; 50] = [
    ("text", "un texto", "a text"),
    ("[table]", "una tabla", "a table"),
    ("[[table]]", "una lista de tablas", "a list of tables"),
    ("true / false", "true o false", "true or false"),
    ("YYYY-MM-DD", "AAAA-MM-DD", "YYYY-MM-DD"),
    (
        "an intervention that answers it, or without_answer",
        "una acción que lo responda, o without_answer",
        "an intervention that answers it, or without_answer",
    ),
    ("at least one weight above 0", "al menos un peso mayor que 0", "at least one weight above 0"),
    ("low ≤ expected ≤ high", "low ≤ expected ≤ high", "low ≤ expected ≤ high"),
    (
        "[low, high], 0 ≤ low ≤ high ≤ 1",
        "[low, high], con 0 ≤ low ≤ high ≤ 1",
        "[low, high] with 0 ≤ low ≤ high ≤ 1",
    ),
    (
        "ascending numbers, 0 – 100",
        "números en orden creciente, de 0 a 100",
        "ascending numbers, 0 – 100",
    ),
    ("ascending numbers", "números en orden creciente", "ascending numbers"),
    (
        "1 to 499 rows [key, number]",
        "de 1 a 499 filas [clave, número]",
        "1 to 499 rows [key, number]",
    ),
    (
        "a cut-off beyond `met`, away from its good side",
        "un corte más allá de `met`, lejos de su lado bueno",
        "a cut-off beyond `met`, away from its good side",
    ),
    ("a number between 0 and 1", "un número entre 0 y 1", "a number between 0 and 1"),
    ("at least one indicator", "al menos un indicador", "at least one indicator"),
    (
        "shares that can add up to 1, the least below the most",
        "partes que puedan sumar 1, la menor por debajo de la mayor",
        "shares that can add up to 1, the least below the most",
    ),
    (
        "`against` and `high_from` together",
        "`against` y `high_from` juntos",
        "`against` and `high_from` together",
    ),
    (
        "at least one [[counting.deprivation]]",
        "al menos una [[counting.deprivation]]",
        "at least one [[counting.deprivation]]",
    ),
    (
        "a value on the deprived side of `at`",
        "un valor del lado de la carencia de `at`",
        "a value on the deprived side of `at`",
    ),
    (
        "`ranks = true` in [instrument]: without, nobody is before another",
        "`ranks = true` en [instrument]: sin eso nadie está antes que otro",
        "`ranks = true` in [instrument]: without, nobody is before another",
    ),
    (
        "a node under the arithmetic mean, without bonus and cap",
        "un nodo con media aritmética, sin bonos ni topes",
        "a node under the arithmetic mean, without bonus and cap",
    ),
    (
        "`noise`, or bounds by `least`, `most` and `bounds`: one of them",
        "`noise`, o límites con `least`, `most` y `bounds`: uno de los dos",
        "`noise`, or bounds by `least`, `most` and `bounds`: one of them",
    ),
    (
        "`noise`: these weights are fitted later",
        "`noise`: estos pesos se ajustan después",
        "`noise`: these weights are fitted later",
    ),
    (
        "bounds that hold the weights as given",
        "límites que contengan los pesos dados",
        "bounds that hold the weights as given",
    ),
    (
        "a node with at least one dimension or indicator",
        "un nodo con al menos una dimensión o indicador",
        "a node with at least one dimension or indicator",
    ),
    (
        "at least one weight above 0 among its siblings",
        "al menos un peso mayor que 0 entre sus pares",
        "at least one weight above 0 among its siblings",
    ),
    (
        "a question or derived value that is a number, a choice or a count",
        "una pregunta o valor calculado que sea un número, una opción o una cuenta",
        "a question or derived value that is a number, a choice or a count",
    ),
    (
        "the options that are put in order, at least two",
        "las opciones que se ordenan, al menos dos",
        "the options that are put in order, at least two",
    ),
    ("[least, greatest]", "[menor, mayor]", "[least, greatest]"),
    (
        "at least one [[robustness.factor]]",
        "al menos un [[robustness.factor]]",
        "at least one [[robustness.factor]]",
    ),
    (
        "at least one node of the tree",
        "al menos un nodo del árbol",
        "at least one node of the tree",
    ),
    (
        "a list of tables, each with the key of another way",
        "una lista de tablas, cada una con la clave de otra forma",
        "a list of tables, each with the key of another way",
    ),
    (
        "`sample_relative = true` in [instrument]: this rule moves with the sample",
        "`sample_relative = true` en [instrument]: esta regla se mueve con la muestra",
        "`sample_relative = true` in [instrument]: this rule moves with the sample",
    ),
    (
        "`sample_relative = true` in [instrument]: this kind moves with the sample",
        "`sample_relative = true` en [instrument]: esta forma se mueve con la muestra",
        "`sample_relative = true` in [instrument]: this kind moves with the sample",
    ),
    (
        "one name more than there are cuts",
        "un nombre más que cortes",
        "one name more than there are cuts",
    ),
    (
        "a rule with `bonus` or `at_most`, one of them",
        "una regla con `bonus` o `at_most`, uno de los dos",
        "a rule with `bonus` or `at_most`, one of them",
    ),
    (
        "no rule here: the codes of an ordinal item have no outliers",
        "ninguna regla acá: los códigos de un ítem ordinal no tienen extremos",
        "no rule here: the codes of an ordinal item have no outliers",
    ),
    (
        "one way to points: goalposts, band, points or another, not two",
        "una forma de pasar a puntos: goalposts, band, points u otra, no dos",
        "one way to points: goalposts, band, points or another, not two",
    ),
    ("different from worst", "distinto de worst", "different from worst"),
    (
        "at least one code with its points",
        "al menos un código con sus puntos",
        "at least one code with its points",
    ),
    (
        "a way up to an axis, not a cycle",
        "un camino hasta un eje, no un ciclo",
        "a way up to an axis, not a cycle",
    ),
    (
        "at least one of `weight`, `strata`, `cluster`, `population`",
        "al menos una de `weight`, `strata`, `cluster`, `population`",
        "at least one of `weight`, `strata`, `cluster`, `population`",
    ),
    ("a question of kind number", "una pregunta de tipo number", "a question of kind number"),
    (
        "a question with one answer",
        "una pregunta con una sola respuesta",
        "a question with one answer",
    ),
    (
        "`strata` with a number for each stratum",
        "`strata`, con un número para cada estrato",
        "`strata` with a number for each stratum",
    ),
    (
        "a table with a number for each stratum",
        "una tabla con un número para cada estrato",
        "a table with a number for each stratum",
    ),
    (
        "weights with a common denominator, in few digits",
        "pesos con un denominador común, de pocas cifras",
        "weights with a common denominator, in few digits",
    ),
    ("whole numbers from 1", "números enteros desde 1", "whole numbers from 1"),
    (
        "\"1/3\": a fraction or decimal in quotes, above 0 and at most 1",
        "\"1/3\": una fracción o un decimal entre comillas, mayor que 0 y hasta 1",
        "\"1/3\": a fraction or decimal in quotes, above 0 and at most 1",
    ),
    (
        "\"1/4\": a fraction or decimal in quotes",
        "\"1/4\": una fracción o un decimal entre comillas",
        "\"1/4\": a fraction or decimal in quotes",
    ),
];

/// The same where names or numbers of the file stand in the phrase, at each `{}`.
const WITH_NAMES: [(&str, &str); 10] = [
    ("each indicator in one group only: {}", "cada indicador en un solo grupo: {}"),
    ("each code once, and {} comes twice", "cada código una vez, y {} está dos veces"),
    ("{}, which is what its rules can give", "{}, que es lo que sus reglas pueden dar"),
    ("no weight: [[weighting]] gives those of {}", "ningún peso: [[weighting]] da los de {}"),
    ("each child once, {} too", "cada parte una vez, también {}"),
    ("an order of {}", "un orden de {}"),
    ("each of the {} pairs once, not {} again", "cada uno de los {} pares una vez, no {} de nuevo"),
    ("each of the {} pairs once, {} too", "cada uno de los {} pares una vez, también {}"),
    ("{} points in all, not {}", "{} puntos en total, no {}"),
    ("points for each of {}", "puntos para cada parte: {}"),
];

/// A phrase with names in Spanish; `None` where it is none of those known.
pub(super) fn with_names(phrase: &str) -> Option<String> {
    WITH_NAMES.iter().find_map(|(english, spanish)| {
        let mut rest = phrase;
        let mut parts = english.split("{}");
        rest = rest.strip_prefix(parts.next()?)?;
        let mut said = String::new();
        let mut words = spanish.split("{}");
        said.push_str(words.next()?);
        for part in parts {
            let end = if part.is_empty() { rest.len() } else { rest.find(part)? };
            said.push_str(&rest[..end]);
            said.push_str(words.next()?);
            rest = &rest[end + part.len()..];
        }
        rest.is_empty().then_some(said)
    })
}
