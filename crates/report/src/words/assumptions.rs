//! Words of what an assumption is about.

use super::Language;
use nanduti_model::AssumedFigure;

/// The figure that rests on an assumption, with its id where it has one.
pub fn assumed_figure(language: Language, figure: &AssumedFigure) -> String {
    let named = |es: &str, en: &str, id: &str| format!("{} {id}", language.pick(es, en));
    match figure {
        AssumedFigure::InstrumentWeights => language
            .pick(
                "pesos, dimensiones y mínimos de respuestas",
                "weights, dimensions and availability thresholds",
            )
            .to_owned(),
        AssumedFigure::LevelCuts => {
            language.pick("cortes entre niveles", "cuts between levels").to_owned()
        }
        AssumedFigure::Adjustments(id) => named("bonos y topes de", "bonus and cap rules of", id),
        AssumedFigure::Floors(id) => named("pisos de", "floors of", id),
        AssumedFigure::Treatment => language
            .pick("tratamiento de extremos y faltantes", "treatment of outliers and gaps")
            .to_owned(),
        AssumedFigure::Alternative(id) => {
            named("otra forma de puntuar", "another way to score", id)
        }
        AssumedFigure::Measurement(id) => {
            named("cuánto se puede creer a una respuesta", "how far an answer is reliable", id)
        }
        AssumedFigure::Counting(id) => named("línea de la carencia", "line of the lack", id),
        AssumedFigure::SurveyDesign => language
            .pick("tamaños de la población encuestada", "sizes of the population surveyed")
            .to_owned(),
        AssumedFigure::Derived(id) => named("cálculo", "formula", id),
        AssumedFigure::Goalposts(id) => named("topes de", "goalposts of", id),
        AssumedFigure::Condition(id) => named("condición", "condition", id),
        AssumedFigure::SupportCost(id) => named("costo del apoyo", "cost of support", id),
        AssumedFigure::Intervention(id) => named("horas y costo de", "hours and cost of", id),
        AssumedFigure::Effect(id) => named("efecto de", "effect of", id),
        AssumedFigure::Resource(id) => named("cantidad de", "amount of", id),
        AssumedFigure::StandardMinutes(id) => {
            named("minutos estándar de", "standard minutes of", id)
        }
        AssumedFigure::AxisWeights => {
            language.pick("pesos de los ejes", "weights of the axes").to_owned()
        }
        AssumedFigure::EquityRule => language.pick("regla de equidad", "equity rule").to_owned(),
        AssumedFigure::PlanLimits => {
            language.pick("límites de un plan", "limits of a plan").to_owned()
        }
        AssumedFigure::MatchWeights => {
            language.pick("pesos del encuentro con lotes", "weights of a match").to_owned()
        }
        AssumedFigure::FairPrice => language.pick("precio justo", "fair price").to_owned(),
        AssumedFigure::Uncertainty => {
            language.pick("incertidumbre de los futuros", "uncertainty of the futures").to_owned()
        }
        AssumedFigure::Engine(word) => engine_figures(language, word),
        AssumedFigure::Associativity(id) => format!(
            "{}: {}",
            language.pick("condiciones para trabajar en grupo", "conditions for working in groups"),
            super::associativity::criterion_word(language, id)
        ),
    }
}

/// Figures that stand in an engine.
pub(crate) fn engine_figures(language: Language, word: &str) -> String {
    match word {
        "match_scales" => language.pick("escalas del encuentro con lotes", "scales of a match"),
        "order_regularity" => language.pick("regularidad de pedidos", "order regularity"),
        "planning_capacity" => {
            language.pick("capacidad donde falta una respuesta", "capacity without an answer")
        }
        "places" => language.pick("lugares y distancias", "places and distances"),
        "planning_values" => language.pick("valores de partida", "starting values"),
        other => return super::readable(other),
    }
    .to_owned()
}
