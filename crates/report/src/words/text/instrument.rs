//! Words of the conditions for working in groups and of what the answers say of the instrument.

labels! {
    for_it = "A favor" / "In favour";
    against_it = "En contra" / "Against";
    open = "Por verse" / "Open";
    readings_agree = "Las lecturas más y menos favorable coinciden."
        / "The most and the least favourable reading agree.";
    nothing = "nada por ahora" / "nothing so far";
    notes_asked = "Qué deben contestar las notas de campo" / "What the field notes should answer";
    notes_written = "Notas de campo" / "Field notes";
    note_for = "a favor" / "in favour";
    note_against = "en contra" / "against";
    first_step = "Primer paso seguro" / "First safe step";
    confirm = "Confirma (nombre y fecha): ____________________  ☐ sí  ☐ no, porque ____________________"
        / "Confirmed by (name and date): ____________________  ☐ yes  ☐ no, because ____________________";
    conditions_read = "es una propuesta sobre el territorio, no sobre ningún taller. Cerca de un corte dice «a conversar». La desconfianza hacia compradores y organismos no cuenta aquí. Los cortes son supuestos."
        / "it is a proposal about the territory and about no workshop. Near a cut-off it says “to be talked over”. Mistrust of buyers and public bodies does not count here. The cut-offs are assumptions.";
    criterion = "Criterio" / "Criterion";
    value = "Valor" / "Value";
    cut = "Corte" / "Cut-off";
    finding = "Hallazgo" / "Finding";
    evidence_only = "solo acompaña" / "shown beside";
    tie = "Lazos" / "Ties";
    asked = "Preguntados" / "Asked";
    density = "Densidad (%)" / "Density (%)";
    reciprocity = "Devueltos (%)" / "Returned (%)";
    isolated = "Sin lazo" / "Without a tie";
    components = "Componentes" / "Components";
    bridges = "Puentes" / "Bridges";
    too_few_asked = "muy pocos para decirlo" / "too few to say";
    types_hidden = "no se detalla en este clúster: algún tipo tiene aquí menos de 5 talleres"
        / "not detailed in this cluster: some type has fewer than 5 workshops here";
    reliability_title = "Qué tan fiable es el instrumento" / "How reliable the instrument is";
    reliability_measure = "Alfa y omega de cada eje con sus dimensiones como ítems; intervalo de 95 %"
        / "Alpha and omega of each axis with its dimensions as items; 95% interval";
    reliability_read = "alfa y omega dicen si los ítems se mueven como una sola cosa. Bajo no es malo si el eje junta cosas distintas a propósito: se suman igual, y la nota se lee por dimensión."
        / "alpha and omega say whether items move as one thing. Low is not bad where an axis gathers different things on purpose: they still add up, and the score is read by dimension.";
    axis = "Eje" / "Axis";
    items = "Ítems" / "Items";
    complete_rows = "Filas completas" / "Complete rows";
    alpha = "Alfa" / "Alpha";
    omega = "Omega" / "Omega";
    care = "Qué cuidar" / "What to mind";
    all_given = "Las cifras se pueden dar en todos los ejes y dimensiones." / "Figures can be given for every axis and dimension.";
    association_title = "Cómo se mueven los ejes juntos" / "How the axes move together";
    association_measure = "Asociación entre ejes, −1 a 1, con intervalo de 95 %; a la derecha, con los otros ejes fijos"
        / "Association between axes, −1 to 1, with a 95% interval; at the right, with the other axes held fixed";
    association_read = "asociación, no efecto: una encuesta de un solo momento no dice si un eje mueve a otro. De veinte pares sin relación, uno deja fuera el cero por azar."
        / "association, not effect: a survey at one point in time does not say whether one axis moves another. Of twenty unrelated pairs, one leaves out zero by chance.";
    pair = "Ejes" / "Axes";
    all = "Todos" / "All";
    within_clusters = "Dentro de los clústeres" / "Within clusters";
    given_others = "Con los otros fijos" / "Given the others";
    no_types = "No se afirma que haya tipos de taller: no vuelven a aparecer al sortear de nuevo las filas, o no se pueden buscar."
        / "No types of workshop are stated: they do not come back when rows are drawn anew, or cannot be sought.";
    refused_too_few = "muy pocas filas completas" / "too few complete rows";
    refused_items = "muy pocos ítems" / "too few items";
    refused_constant = "no varía" / "does not vary";
    refused_singular = "un ítem repite a otros" / "one item repeats others";
    refused_nothing = "los ítems no comparten nada" / "the items share nothing";
    refused_model = "un solo factor no lo describe" / "one factor does not describe it";
    refused_input = "los datos no se pueden leer" / "the data cannot be read";
    caution_few = "pocas filas" / "few rows";
    caution_incomplete = "más de la mitad de las filas tiene huecos" / "over half of the rows have gaps";
    caution_left_out = "ítems sin variación, dejados fuera" / "items without variation, left out";
    caution_two = "con dos ítems el alfa es bajo de por sí" / "with two items alpha is low by itself";
    caution_negative = "alfa bajo cero: los ítems se contradicen" / "alpha below zero: the items contradict each other";
    caution_reverse = "algún ítem parece preguntar al revés" / "some item looks keyed the other way";
    caution_fit = "mide más de una cosa" / "it measures more than one thing";
}

phrases! {
    reliability_found(n, all, least) = "En {n} de {all} ejes las dimensiones se mueven juntas tanto como se suele pedir (alfa desde {least})"
        / "In {n} of {all} axes the dimensions move together as much as is usually asked (alpha from {least})";
    association_found(n, all) = "De {all} pares de ejes, {n} se mueven juntos; en los demás no se puede distinguir"
        / "Of {all} pairs of axes {n} move together; the others cannot be told apart from none";
    association_inside(n, inside, all) = "De {all} pares de ejes, {n} se mueven juntos con todos mezclados y {inside} también dentro de los clústeres"
        / "Of {all} pairs of axes {n} move together with all pooled and {inside} within clusters too";
    cut_up_to(cut) = "está bien hasta {cut}" / "fine up to {cut}";
    cut_from(cut) = "está bien desde {cut}" / "fine from {cut}";
    conditions_title(verdict) = "Trabajar en grupo, propuesta: {verdict}" / "Working in groups, proposal: {verdict}";
    conditions_measure(answered, all) = "Contestaron {answered} de {all} talleres"
        / "{answered} of {all} workshops answered";
    readings(best, worst) = "Según la lectura más favorable: {best}; según la menos favorable: {worst}."
        / "By the most favourable reading: {best}; by the least favourable: {worst}.";
    reason(name, figure, unit, cut, finding, n) = "{name}: {figure} {unit}; {cut}; {finding} (n\u{a0}=\u{a0}{n})"
        / "{name}: {figure} {unit}; {cut}; {finding} (n\u{a0}=\u{a0}{n})";
    reason_unknown(name, finding) = "{name}: {finding}" / "{name}: {finding}";
    note(criterion, stance, reason, author, date) = "{criterion}, {stance}: «{reason}» ({author}, {date})"
        / "{criterion}, {stance}: “{reason}” ({author}, {date})";
    review(date, quarter) = "Se vuelve a mirar el {date} ({quarter})." / "To be looked at again on {date} ({quarter}).";
    types_here(list) = "Tipos de taller que vuelven a aparecer al sortear de nuevo las filas (perfiles, no etiquetas): {list}."
        / "Types of workshop that come back when rows are drawn anew (profiles, not labels): {list}.";
    one_type(kind, column, share) = "tipo {kind}, se distingue en {column}: {share} de cada 100"
        / "type {kind}, stands out in {column}: {share} of every 100";
    refused_in(n, all) = "En {n} de {all} ejes y dimensiones no se da el alfa: no alcanza."
        / "In {n} of {all} axes and dimensions alpha is not given: there is not enough.";
    reverse_items(list) = "Parecen preguntar al revés: {list}." / "They look keyed the other way: {list}.";
    weights_differ(list) = "Pesan en la práctica distinto de lo dado (dado → efectivo, de cada 100): {list}."
        / "They weigh in practice other than given (given → effective, of every 100): {list}.";
    weight(name, given, effective) = "{name} {given} → {effective}" / "{name} {given} → {effective}";
}
