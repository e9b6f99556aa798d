//! Words of how sure the scores are and of the counting view.

labels! {
    levels_name = "Cuán firmes son los niveles" / "How firm the levels are";
    axis = "Eje" / "Axis";
    scored = "Con puntaje" / "With a score";
    stated = "Con nivel dicho" / "Level stated";
    between = "Entre dos niveles o más" / "Between levels";
    moves_most = "Lo que más mueve los puntajes" / "What moves scores most";
    nothing = "nada se destaca" / "nothing stands out";
    weights = "cuánto pesa cada pregunta" / "how much each question weighs";
    open_answers = "las respuestas que faltan" / "the answers that are missing";
    measurement = "lo que una respuesta puede variar" / "how much an answer may vary";
    aggregation = "cómo se promedia" / "how averages are made";
    normalisation = "cómo se pasa a 0–100" / "how values become 0–100";
    imputation = "cómo se completa lo que falta" / "how gaps are filled";
    outliers = "qué se hace con los extremos" / "what is done with outlying values";
    leave_out = "qué dimensiones entran" / "which dimensions enter";
    lacks_name = "Carencias a la vez, por clúster" / "Lacks at once, by cluster";
    counted = "Talleres" / "Workshops";
    headcount = "Quiénes" / "How many";
    intensity = "Cuánto les falta" / "How much they lack";
    adjusted = "Quiénes × cuánto" / "How many × how much";
    all = "todos" / "all";
    lacks_foot = "Se publica por clúster y nunca por taller; un grupo de menos de 5 queda con raya."
        / "Published by cluster and never by workshop; a group of fewer than 5 has a dash.";
}

phrases! {
    levels_title(share) = "El nivel se dice en {share} de los puntajes; en el resto, entre cuáles está"
        / "The level is stated for {share} of the scores; for the rest, between which it lies";
    levels_measure(least, runs, factors) = "Talleres por eje. Cada puntaje se hizo de nuevo {runs} veces, cambiando {factors}; el nivel se dice si al menos {least} de las veces sale el mismo"
        / "Workshops by axis. Every score was made again {runs} times, changing {factors}; the level is stated where at least {least} of the times it is the same";
    lacks_title(share, cut_off) = "{share} de los talleres no llegan a {cut_off} o más de los pisos"
        / "{share} of the workshops miss {cut_off} or more of the floors";
    lacks_measure(confidence, floors) = "Talleres que no llegan a varios pisos a la vez y qué parte de los pisos les falta, con intervalo de {confidence}. Pisos: {floors}"
        / "Workshops that miss several floors at once and what share of the floors they miss, with the {confidence} interval. Floors: {floors}";
}
