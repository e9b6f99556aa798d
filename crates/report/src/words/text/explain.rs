//! Words of the plain-text explanations.

labels! {
    no_matching = "La corrida no incluye la asignación de lotes." / "The run does not include the matching of lots.";
    feasible = "Puede tomarlo. Partes del valor:" / "It may take it. Parts of its value:";
    verify = "Falta verificar en la visita:" / "To be verified in the visit:";
    blocked = "Hoy no puede tomarlo:" / "It may not take it today:";
    negotiate = "A negociar:" / "To be negotiated:";
    not_kept = "Este par no se guardó: el caso es grande y solo se guardan los pares posibles. No pasa alguna puerta."
        / "This pair was not kept: the case is large and only feasible pairs are kept. It fails some gate.";
    nothing_assigned = "Asignado: nada." / "Assigned: nothing.";
    not_in_proposal = "No está en la propuesta." / "It is not in the proposal.";
    scores = "Puntajes (0–100, intervalo con las respuestas que faltan):" / "Scores (0–100, interval with the missing answers):";
    lots = "Lotes:" / "Lots:";
    no_lots = "sin empresa ancla en esta corrida: es un resultado válido" / "no lead firm in this run: a valid result";
    supports = "Apoyos necesarios:" / "Supports needed:";
    conditions = "Condiciones:" / "Conditions:";
    to_verify = "La visita debe verificar:" / "The visit must verify:";
    plan = "Plan:" / "Plan:";
    nothing_planned = "Nada por ahora:" / "Nothing for now:";
    not_yet = "Todavía no:" / "Not yet:";
    no_score = "sin dato suficiente" / "not enough data";
    is_proposal = "Propuesta: nada está decidido hasta el acta." / "Proposal: nothing is decided until the acta.";
    unknown_workshop = "No hay un taller con ese código." / "There is no workshop with that code.";
    unknown_lot = "No hay un lote con ese código." / "There is no lot with that code.";
    next_levels = "Hasta el próximo nivel (aritmética del puntaje, no una promesa):"
        / "To the next level (arithmetic of the score, not a promise):";
    at_top = "ya está en el nivel más alto" / "it is at the highest level";
    no_level = "sin puntaje de donde partir" / "no score to start from";
    strengths = "Sobre las tres cuartas partes de su clúster en:" / "Above three quarters of its cluster in:";
    shortfalls = "Bajo las tres cuartas partes de su clúster en:" / "Below three quarters of its cluster in:";
    lagging = "Atrás de las otras partes del mismo eje, o de los otros ejes:"
        / "Behind the other parts of the same axis, or the other axes:";
    not_planned = "Este taller no tiene plan en esta corrida." / "This workshop has no plan in this run.";
}

phrases! {
    opens(change) = "Lo abriría: {change}." / "What would open it: {change}.";
    makes(has, needs) = "Hace: {has}. El lote es de: {needs}." / "It makes: {has}. The lot is of: {needs}.";
    machines(has, needs) = "Tiene: {has}. Hacen falta: {needs}." / "It has: {has}. Needed: {needs}.";
    pair_head(workshop, lot, product, pieces) = "{workshop} y {lot} ({product}, {pieces} prendas)"
        / "{workshop} and {lot} ({product}, {pieces} pieces)";
    assigned(pieces, months) = "Asignado: {pieces} prendas, {months}." / "Assigned: {pieces} pieces, {months}.";
    part(name, points, weight) = "  {name}: {points} de {weight}" / "  {name}: {points} of {weight}";
    total(points) = "  suma: {points} de 100" / "  sum: {points} of 100";
    price(price, fair) = "Precio del lote: {price}; precio justo de referencia: {fair}."
        / "Price of the lot: {price}; fair reference price: {fair}.";
    offered_hours(hours) = ": ofrece {hours}, lo demás con apoyo"
        / ": offers {hours}, the rest with support";
    hours(list, limit) = "Horas por semana de quien dirige: {list} (límite {limit})."
        / "Hours a week of whoever leads: {list} (limit {limit}).";
    gain(list) = "Cambio esperado a fin del año: {list}." / "Expected change at the end of the year: {list}.";
    line(when, what, who, hours, money) = "  {when}  {what} · {who} · {hours} h · {money}"
        / "  {when}  {what} · {who} · {hours} h · {money}";
    next_level(name, score, cut, list) = "  {name}, de {score} a {cut}: alcanza con {list}"
        / "  {name}, from {score} to {cut}: enough with {list}";
    out_of_reach(name, best, cut) = "  {name}: con lo que puede cambiar de lo contestado llega a {best}; el próximo nivel empieza en {cut}"
        / "  {name}: what it can change of its answers takes it to {best}; the next level begins at {cut}";
    level_line(name, words) = "  {name}: {words}" / "  {name}: {words}";
    lever(name, from, to, unit) = "{name}: {from} → {to} {unit}" / "{name}: {from} → {to} {unit}";
    lever_option(name, from, to) = "{name}: «{from}» → «{to}»" / "{name}: “{from}” → “{to}”";
    support_in(area) = "apoyo en {area}" / "support in {area}";
    standing(name, score, median, n) = "{name} {score} (mediana {median}, n\u{a0}=\u{a0}{n})"
        / "{name} {score} (median {median}, n\u{a0}=\u{a0}{n})";
    lag(name, score, siblings) = "{name} {score} (las demás {siblings})" / "{name} {score} (the others {siblings})";
    level(name) = "nivel: {name}" / "level: {name}";
    role(role, reason) = "En la propuesta: {role}; {reason}." / "In the proposal: {role}; {reason}.";
}
