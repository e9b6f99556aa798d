//! Words of how sure the scores are and of the counting view.

labels! {
    levels_name = "Cuán firmes son los niveles" / "How firm the levels are";
    axis = "Eje" / "Axis";
    scored = "Con puntaje" / "With a score";
    stated = "Con nivel dicho" / "Level stated";
    between = "Entre dos niveles o más" / "Between levels";
    moves_most = "Lo que más mueve los puntajes" / "What moves scores most";
    width = "Ancho del intervalo, mediana" / "Width of the interval, median";
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
    floor = "Carencia" / "Lack";
    all_floors = "todos" / "all of them";
    no_answer = "Sin respuesta" / "No answer";
    floors_title = "Qué les falta, una carencia por vez" / "What they lack, one lack at a time";
    floors_measure = "Parte de los talleres con la carencia, de aquellos a los que les toca; juntas explican la parte que se cuenta"
        / "Share of the workshops with the lack, of those to which it applies; together they make the share that is counted";
    from_floors = "Se cuenta desde" / "Counted from";
    cut_offs_title = "La parte que se cuenta depende del corte que se elija" / "The share that is counted depends on the cut-off chosen";
    cut_offs_measure = "Parte de los talleres a los que les falta al menos esa parte de los pisos; después, cuánto les falta y el producto; por clúster, solo la parte"
        / "Share of the workshops that miss at least that part of the floors; then how much they miss and the product; by cluster, the share alone";
    cut_offs_read = "con el corte más bajo basta un piso; con «todos» hay que no llegar a ninguno. La mesa elige el corte: no hay uno correcto."
        / "at the lowest cut-off one floor is enough; at “all of them” every floor is missed. The table chooses the cut-off: none is the right one.";
    lacks_of = "Carencias" / "Lacks";
    against_read = "el promedio puede tapar un piso: estos talleres no se ven en el puntaje solo."
        / "an average can hide a floor: these workshops are not seen in the score alone.";
    lacks_foot = "Se publica por clúster y nunca por taller; un grupo de menos de 5 queda con raya."
        / "Published by cluster and never by workshop; a group of fewer than 5 has a dash.";
}

phrases! {
    levels_title(share) = "El nivel se dice en {share} de los puntajes; en el resto, entre cuáles está"
        / "The level is stated for {share} of the scores; for the rest, between which it lies";
    levels_measure(least, runs, factors) = "Talleres por eje. Cada puntaje se hizo de nuevo {runs} veces, cambiando {factors}; el nivel se dice si al menos {least} de las veces sale el mismo"
        / "Workshops by axis. Every score was made again {runs} times, changing {factors}; the level is stated where at least {least} of the times it is the same";
    truth_measure(draws, least) = "Talleres por eje. De cada respuesta se sorteó {draws} veces qué puede ser verdad: la que falta o se contradice, como la de talleres parecidos; las otras, con su confiabilidad. El intervalo tiene 90 % de esos puntajes, y el nivel se dice si al menos {least} de las veces sale el mismo."
        / "Workshops by axis. For every answer it was drawn {draws} times what may be true: a missing or contradictory one as of similar workshops, the others by their reliability. The interval holds 90 % of those scores, and the level is stated where at least {least} of the times it is the same.";
    choices_measure(runs, factors) = "Aparte, los puntajes se hicieron {runs} veces cambiando {factors}."
        / "Apart from that, scores were made {runs} times changing {factors}.";
    lacks_title(share, cut_off) = "A {share} de los talleres les falta al menos {cut_off} de los pisos que les tocan"
        / "{share} of the workshops miss at least {cut_off} of the floors that apply to them";
    lacks_measure(confidence) = "Talleres que no llegan a varios pisos a la vez, y qué parte de los pisos les falta a ellos, con intervalo de {confidence}"
        / "Workshops that miss several floors at once, and what share of the floors those miss, with the {confidence} interval";
    chosen(cut_off) = "{cut_off} (el elegido)" / "{cut_off} (the one chosen)";
    score_from(from) = "Puntaje desde {from}" / "Score from {from}";
    score_under(from) = "Puntaje bajo {from}" / "Score under {from}";
    against_title(n, axis, from) = "Con {from} o más en {axis}, y aun así les faltan varios pisos: {n}"
        / "With {from} or more in {axis}, and still missing several floors: {n}";
    against_measure(unknown) = "Talleres por puntaje y por carencias; sin puntaje o sin contar: {unknown}"
        / "Workshops by score and by lacks; without a score or not counted: {unknown}";
}
