//! Words of the plans sheet.

labels! {
    sheet_name = "Planes" / "Plans";
    when = "Cuándo" / "When";
    what = "Qué" / "What";
    who_helps = "Quién ayuda" / "Who helps";
    hours = "Horas" / "Hours";
    money = "Gs." / "Gs";
    measured = "Qué se mide" / "What is measured";
    state = "Estado" / "State";
    state_proposal = "propuesta" / "proposal";
    lead = "Solo lo que cada taller acuerde cuenta como plan; quien dirige elige, saca, cambia el orden y agrega."
        / "Only what each workshop agrees to counts as plan; whoever leads picks, drops, reorders and adds.";
    states = "estados: propuesta → conversada → acordada → en curso → hecha o dejada (motivo)"
        / "states: proposal → talked over → agreed → under way → done or left (reason)";
    not_yet = "Lo que todavía no, y por qué" / "What not yet, and why";
    private_condition = "una condición que se conversa con quien dirige"
        / "a condition to be talked over with whoever leads";
    territorial_condition = "los grupos se conversan por territorio (ver la hoja del clúster)" / "groups are talked over by territory (see the cluster’s sheet)";
    nothing_legal = "«Nada por ahora» es un resultado válido"
        / "“Nothing for now” is a valid result";
    nothing_change = "Lo cambiaría que se cumpla una condición, se abra capacidad o lo pida quien dirige."
        / "It would change if a condition is met, capacity opens or whoever leads asks for it.";
    no_plans_title = "No hay planes en esta propuesta" / "There are no plans in this proposal";
    no_plans = "No hay líneas de plan. Es válido si ningún taller está en la cohorte o nada pasa sus condiciones; lo cambiarían más capacidad o condiciones cumplidas."
        / "There are no plan lines. It is valid if no workshop is in the cohort or nothing passes its conditions; more capacity or met conditions would change it.";
    weekly_hours = "Horas por semana de quien dirige, por trimestre"
        / "Hours a week of whoever leads, by quarter";
    today_assumed = "hoy supuesto" / "today assumed";
    agreement = "Acuerdo: ____________________ (quien dirige) · ____________________ (programa)"
        / "Agreement: ____________________ (whoever leads) · ____________________ (programme)";
    gain = "Cambio esperado a fin del año, en puntos por eje:" / "Expected change at the end of the year, in points by axis:";
    interventions_title = "Qué se hace y en cuántos talleres" / "What is done and in how many workshops";
    intervention = "Intervención" / "Intervention";
    kind = "Modalidad" / "Kind";
    reason = "Por qué" / "Why";
    scores_today = "Hoy:" / "Today:";
    private_measure = "se conversa con quien dirige" / "talked over with whoever leads";
    fewer_than_five = "menos de 5" / "fewer than 5";
    why_fewer_than_five = "«Menos de 5»: lo que toca formalidad, horas o pagos de un taller no se cuenta de a pocos, para que nadie sepa de quién se trata."
        / "“Fewer than 5”: what touches a workshop’s formality, hours or pay is not counted in small numbers, so that nobody can tell whose it is.";
    none_measured = "—" / "—";
}

phrases! {
    sheet_line(n, pilots, reserves) = "Planes de mejora (n\u{a0}=\u{a0}{n} planes; se proponen {pilots} y {reserves})"
        / "Improvement plans (n\u{a0}=\u{a0}{n} plans; {pilots} and {reserves} are proposed)";
    sheet_line_n(n) = "Planes de mejora (n\u{a0}=\u{a0}{n} talleres)" / "Improvement plans (n\u{a0}=\u{a0}{n} workshops)";
    title_fits(n) = "{n} planes entran en la capacidad" / "{n} plans fit the capacity";
    title_tight(title, list) = "{title}; sin margen: {list}" / "{title}; no margin: {list}";
    title_loose(title) = "{title}, con margen en todo" / "{title}, with margin everywhere";
    lead_sums(hours, money) = "{hours} horas de quienes dirigen y {money} en la propuesta."
        / "{hours} hours of those who lead and {money} in the proposal.";
    lead_sums_supports(hours, lines, supports, all) = "{hours} horas de quienes dirigen. Las acciones cuestan {lines}; los apoyos necesarios suman {supports}, sin línea de presupuesto todavía: {all} en total."
        / "{hours} hours of those who lead. Actions cost {lines}; supports needed add {supports}, with no budget line yet: {all} in all.";
    starts_with(code, first) = "{code} empieza por: {first}" / "{code} starts with: {first}";
    measure(cluster, role, product) = "{cluster} · {role} · {product}" / "{cluster} · {role} · {product}";
    never_more(hours, limit) = "Nunca pide más de {hours} h por semana (límite {limit} h)"
        / "Never asks more than {hours} h a week (limit {limit} h)";
    limit_line(limit) = "límite: {limit} h por semana" / "limit: {limit} h a week";
    hours_chart(code) = "Horas por semana que pide el plan de {code}, por trimestre"
        / "Hours a week the plan of {code} asks for, by quarter";
    hours_text(list, limit) = "{list}; límite {limit} horas." / "{list}; limit {limit} hours.";
    target(name, from, to, low, high, unit) = "{name}: de {from} a {to} ({low}–{high}){unit}"
        / "{name}: from {from} to {to} ({low}–{high}){unit}";
    more_targets(n) = "y {n} más" / "and {n} more";
    support_cost(amount) = "Apoyos necesarios: {amount}." / "Supports needed: {amount}.";
    gain_axis(axis, value, range) = "{axis} {value} ({range})" / "{axis} {value} ({range})";
    failed(name, list) = "{name}: {list}." / "{name}: {list}.";
    unknown_condition(text) = "falta verificar: {text}" / "to be verified: {text}";
    rest_of_plans(n) = "Los otros {n} planes están en la tabla «plans» de los resultados"
        / "The other {n} plans are in the table “plans” of the results";
    not_in_cohort(n) = "{n} talleres no están en esta cohorte: conservan la tarjeta y los cursos abiertos."
        / "{n} workshops are not in this cohort: they keep the card and the open courses.";
    interventions_measure(n) = "Talleres con la línea en su plan, por clúster · n\u{a0}=\u{a0}{n} planes"
        / "Workshops with the line in their plan, by cluster · n\u{a0}=\u{a0}{n} plans";
    more_not_yet(n) = "y {n} más" / "and {n} more";
    level_between(first, last) = "entre {first} y {last}" / "between {first} and {last}";
    nothing_title(n) = "{n} talleres con «nada por ahora»" / "{n} workshops with “nothing for now”";
}
