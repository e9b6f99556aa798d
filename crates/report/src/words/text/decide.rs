//! Words of sheet 1: what the table has to decide.

labels! {
    sheet_name = "Para decidir" / "To decide";
    sheet_line = "Lo que la mesa tiene que decidir" / "What the table has to decide";
    lead = "Nada está decidido hasta la visita y el acta. Orden de clúster y código, sin orden de mérito."
        / "Nothing is decided until the visit and the acta. In cluster and code order, no order of merit.";
    fall_short = "no llegan a la meta:" / "do not reach the goal:";
    from_survey_to_proposal = "De la encuesta a la propuesta" / "From the survey to the proposal";
    stage_surveyed = "talleres encuestados" / "workshops surveyed";
    stage_willing = "quieren, consienten y se los ubica, o falta verificarlo" / "are willing, consent and can be reached, or this is to be verified";
    stage_preselected = "en la preselección, por visitar" / "in the preselection, to be visited";
    stage_proposed = "propuestos, con suplentes" / "proposed, with reserves";
    asked = "Qué se le pide a la mesa, por acta" / "What the table is asked, by acta";
    by_cluster = "Por clúster" / "By cluster";
    widest = "Tres brechas más anchas" / "Three widest shortfalls";
    no_shortfall = "No hay respuestas suficientes para decir una brecha. Es un resultado válido; lo cambiaría completar la encuesta."
        / "There are not enough answers to name a shortfall. It is a valid result; completing the survey would change it.";
    proposed_key = "propuesto" / "proposed";
    reserve_key = "suplente" / "reserve";
    outside_key = "justo afuera" / "just outside";
    just_outside = "Quedaron justo afuera" / "Just outside";
    nobody_outside = "Nadie: todos los talleres que pasan la puerta están adentro o por visitar."
        / "Nobody: all workshops that pass the gate are inside or to be visited.";
    nobody_proposed = "No hay talleres propuestos. Es válido si nadie pasa la puerta (voluntad, consentimiento, contacto); lo cambiaría una visita que la confirme."
        / "No workshops are proposed. It is valid if nobody passes the gate (willingness, consent, contact); a visit that confirms it would change it.";
    support = "Apoyo:" / "Support:";
    same_gain = "misma ganancia que el último adentro" / "the same gain as the last one inside";
    without_reason = "Sin otra razón: de los que más pueden cambiar." / "Without another reason: among those that can change most.";
    shortfall_key = "Brecha: talleres que no llegan a la meta, en los tres indicadores con más puntos por ganar." / "Shortfall: workshops that do not reach the goal, on the three indicators with most points to win.";
    supports_key = "Apoyos:" / "Supports:";
    points_below = "puntos menos que el último adentro" / "points less than the last one inside";
    whom_it_reaches = "A quiénes llega" / "Whom it reaches";
    lead_firm = "Empresa ancla y demanda" / "Lead firm and demand";
    capacity_used = "Capacidad que usa" / "Capacity used";
    no_margin = "sin margen" / "no margin";
    enters_by = "entra por" / "enters by";
    outside_by = "afuera por" / "outside by";
    first_days = "Primeros 90 días" / "First 90 days";
    visits_verify = "Las visitas deben verificar" / "Visits must verify";
    nothing_to_verify = "Nada más que voluntad y consentimiento, como en toda visita."
        / "Nothing beyond willingness and consent, as in every visit.";
    rule_title = "Regla de equidad y lo que cuesta." / "Equity rule and what it costs.";
    clause = "Cláusula" / "Clause";
    how_it_stands = "Cómo queda" / "How it stands";
    cost = "Costo" / "Cost";
    who_enters = "Quién entra y quién sale" / "Who enters and who leaves";
    whole_rule = "Toda la regla (las cláusulas se pisan, no suman)"
        / "The whole rule (clauses overlap, they do not add up)";
    no_cost = "0, no obliga" / "0, does not bind";
    both_apart = "«Deciden ambos» se cuenta aparte" / "“Both decide” is counted apart";
    only_counted = "no aplica: solo cuenta" / "not applicable: only counted";
    data = "Datos." / "Data.";
    referral = "Derivación." / "Referral.";
    origin = "Origen." / "Origin.";
    nobody_dropped = "Nadie quedó afuera por datos que faltan."
        / "Nobody was left out for missing data.";
    lots_word = "pedidos" / "lots";
    pilots_word = "pilotos" / "pilots";
    plans_word = "planes" / "plans";
    path_supply = "proveer" / "supply";
    path_own_brand = "marca propia" / "own brand";
    may_take = "lote" / "lot";
    path_both = "proveer y marca propia" / "supply and own brand";
    price_now = "(hoy)" / "(now)";
    or_word = "o" / "or";
    fair_gate = "puerta" / "gate";
    fair_band = "banda" / "band";
    fair_warning = "aviso" / "warning";
    visited = "visitado" / "visited";
    enters_one = "entra" / "enters";
    enters_many = "entran" / "enter";
    leaves_one = "sale" / "leaves";
    leaves_many = "salen" / "leave";
    changes_order = "nadie; cambia el orden de los pasos" / "nobody; it changes the order of steps";
    cannot_be_met = "No se puede cumplir" / "What cannot be met";
    synthetic_origin = "SINTÉTICO: ningún taller es real." / "SYNTHETIC: no workshop is real.";
}

phrases! {
    title_cannot(list, pilots, reserves) = "No se puede cumplir: {list}. La propuesta de {pilots} y {reserves} queda sin eso"
        / "Cannot be met: {list}. The proposal of {pilots} and {reserves} goes without it";
    would_change(relax) = "Lo cambiaría: {relax}." / "What would change it: {relax}.";
    title_pilots(pilots, reserves) = "Se proponen {pilots} y {reserves}"
        / "{pilots} and {reserves} are proposed";
    title_served(title, served, asked) = "{title}; {served} de {asked} prendas tienen taller"
        / "{title}; {served} of {asked} pieces have a workshop";
    lead_unmet(lead, pieces) = "{lead} Sin cubrir: {pieces} prendas." / "{lead} Unmet: {pieces} pieces.";
    title_diagnosis(n, clusters) = "Así están {n} talleres en {clusters} clústeres"
        / "How {n} workshops in {clusters} clusters are";
    ask_weights(weights) = "Pesos de los ejes: ¿{weights}?" / "Weights of the axes: {weights}?";
    ask_rule(cost) = "Regla de equidad: ¿se acepta su costo, {cost} puntos?"
        / "Equity rule: is its cost, {cost} points, accepted?";
    ask_proposal(pilots, reserves) = "Visitas a los propuestos: ¿van {pilots} y {reserves}?"
        / "Visits to those proposed: do {pilots} and {reserves} go ahead?";
    ask_groups(clusters) = "Grupos en {clusters}: ¿quién confirma?"
        / "Groups in {clusters}: who confirms?";
    ask_price(options) = "Precio justo en lotes nuevos: ¿{options}?" / "Fair price on new lots: {options}?";
    ask_referral(person) = "Referente de derivación: ¿sigue {person}?"
        / "Referral focal point: still {person}?";
    cluster_n(n, per_cent) = "n\u{a0}=\u{a0}{n} · {per_cent} respondido"
        / "n\u{a0}=\u{a0}{n} · {per_cent} answered";
    cluster_n_only(n) = "n\u{a0}=\u{a0}{n} talleres" / "n\u{a0}=\u{a0}{n} workshops";
    shortfall_title(share) = "Brecha: {share}" / "Shortfall: {share}";
    shortfall_description(part, all, low, high) =
        "{part} de {all} talleres que respondieron, intervalo de {low} a {high} de cada 100."
        / "{part} of {all} workshops that answered, interval from {low} to {high} of every 100.";
    proposed_count(pilots, reserves) = "Propuestos: {pilots} + {reserves}" / "Proposed: {pilots} + {reserves}";
    to_visit(n) = "{n} más por visitar" / "{n} more to be visited";
    more_like_these(n) = "y {n} más en la misma situación" / "and {n} more in the same situation";
    led_women(n) = "{n} mujeres" / "{n} women";
    led_woman(n) = "{n} mujer" / "{n} woman";
    led_men(n) = "{n} hombres" / "{n} men";
    led_man(n) = "{n} hombre" / "{n} man";
    led_both(n) = "{n} ambos" / "{n} both";
    led_unknown(n) = "{n} sin dato" / "{n} not known";
    led_by(list) = "Quienes dirigen: {list}." / "Led by: {list}.";
    people_reached(people) = "Personas: {people}." / "People: {people}.";
    women_reached(women, among) = "Mujeres: {women} de {among} donde se sabe."
        / "Women: {women} of {among} where it is known.";
    women_of_all(people, women) = "Personas: {people}, mujeres {women}."
        / "People: {people}, women {women}.";
    people_unknown(n) = "Sin dato: {n}." / "Not known: {n}.";
    micro_reached(limit, part, share) = "De 1–{limit}: {part} (clúster: {share})."
        / "Of 1–{limit}: {part} (cluster: {share}).";
    with_firm(with, without) = "{with} con empresa, {without} sin." / "{with} with a firm, {without} without.";
    proposed_with_firm(with, without) = "De los propuestos, {with} con empresa y {without} sin."
        / "Of those proposed, {with} with a firm and {without} without.";
    none_with_firm(n) = "Sin empresa: {n} de {n}, resultado válido, hay plan igual."
        / "Without a firm: {n} of {n}, a valid result, there is a plan all the same.";
    pieces_here(pieces) = "Todo el clúster cose {pieces} prendas."
        / "The whole cluster sews {pieces} pieces.";
    holds(cause) = "Lo demás lo frena: {cause}" / "The rest is held by: {cause}";
    used_of(used, available) = "{used} de {available}" / "{used} of {available}";
    use_title(name) = "{name}: uso y capacidad" / "{name}: use and capacity";
    visits(n) = "Visitas: {n} y acta." / "Visits: {n}, and acta.";
    starts(list) = "Empiezan: {list}." / "Starting: {list}.";
    less_gain(points) = "a {points} puntos del último adentro" / "{points} points from the last one inside";
    verify_item(word, n) = "{word} ({n})" / "{word} ({n})";
    verify_of(list, n) = "{list}; de {n} por visitar." / "{list}; of {n} to be visited.";
    rule_caption(clusters) = "{clusters}. «Su parte»: entre quienes quieren. Costo: puntos de ganancia cedidos."
        / "{clusters}. “Their share”: among the willing. Cost: points of gain given up.";
    reserve_by(clause) = "suplente por «{clause}»" / "a reserve by “{clause}”";
    not_kept(n) = "no se cumple: faltan {n}" / "not kept: {n} missing";
    too_few_willing(clusters) = "no hay más talleres que quieran en {clusters}"
        / "no more willing workshops in {clusters}";
    clause_with_share(clause, shares) = "{clause} ({shares})" / "{clause} ({shares})";
    foot_data(n, present, contradictions) = "n\u{a0}=\u{a0}{n}. {present} de cada 100 respuestas presentes; {contradictions} talleres con contradicciones."
        / "n\u{a0}=\u{a0}{n}. {present} of every 100 answers present; {contradictions} workshops with answers that contradict each other, marked.";
    foot_no_consent(n) = "{n} sin consentimiento, fuera de todo número."
        / "{n} without consent to the diagnosis enter no figure.";
    foot_referral(person) = "Menores de 18 y accidentes nunca aparecen en este informe ni puntúan: van a {person}, referente del protocolo. No apto para fiscalización."
        / "Under-18s and accidents never appear in this report and never score: they go to {person}, focal point of the protocol. Not fit for inspection.";
    foot_origin(period, start, run, instrument, version, seed) =
        "Encuesta: {period}. Cohorte desde el {start} · corrida {run} · instrumento {instrument} · versión {version} · semilla {seed}."
        / "Survey: {period}. Cohort from {start} · run {run} · instrument {instrument} · version {version} · seed {seed}.";
}
