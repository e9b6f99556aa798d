//! Words of a cluster's sheet.

labels! {
    dots_read = "cada punto es 1 de cada 20 talleres del clúster. Abajo, la marca negra es la mediana y la franja cubre la mitad del medio de cada clúster. Los ejes no se suman ni se comparan entre sí."
        / "each dot is 1 of every 20 workshops of the cluster. Below, the black mark is the median and the band covers the middle half of each cluster. Axes are not added up and not compared with each other.";
    lower_quarter = "25 %" / "25%";
    median = "mediana" / "median";
    mean = "promedio" / "mean";
    upper_quarter = "75 %" / "75%";
    stage = "Etapa" / "Stage";
    workshops = "Talleres" / "Workshops";
    led_by_women = "Dirigen mujeres" / "Led by women";
    who_leaves = "Quiénes no siguen" / "Who goes no further";
    dimension = "Dimensión" / "Dimension";
    heat_measure = "Brecha por dimensión: puntos que faltan hasta 100; mediana, y entre paréntesis intervalo de 90 % que abre también las respuestas que faltan"
        / "Shortfall by dimension: points missing to 100; median, and in brackets a 90% interval that also opens the missing answers";
    heat_read = "Más oscuro, brecha más ancha: hasta 39 · 40–54 · 55–69 · 70–84 · 85 o más. Rayado con guion: sin dato suficiente. «No aplica»: la pregunta no corresponde, no cuenta como cero."
        / "Darker, wider shortfall: up to 39 · 40–54 · 55–69 · 70–84 · 85 or more. Hatched with a dash: not enough data. “Not applicable”: the question does not apply, it does not count as zero.";
    groups_talk = "Trabajar en grupo: a conversar" / "Working in groups: to be talked over";
    groups_open = "Trabajar en grupo: la desconfianza está bajo el corte"
        / "Working in groups: mistrust is below the cut-off";
    groups_wait = "Trabajar en grupo: la desconfianza está sobre el corte; primero, encuentros"
        / "Working in groups: mistrust is above the cut-off; meetings come first";
    groups_plain = "Desconfianza por destinatario" / "Mistrust by object";
    trust_scale_low = "0 nada" / "0 none";
    trust_scale_high = "100 total" / "100 full";
    trust_read = "Para grupos se miran solo los destinatarios con corte (línea de puntos); la desconfianza hacia compradores no frena ningún grupo. Un lazo no registrado es desconocido, no desconfianza. Se revisa en la próxima ronda; confirma: ____________."
        / "Groups look only at the objects with a cut-off (dotted line); mistrust of buyers holds no group back. A tie not recorded is unknown, not mistrust. Reviewed at the next round; confirmed by: ____________.";
    object = "Hacia" / "Towards";
    interval = "intervalo" / "interval";
    cut = "corte" / "cut-off";
    decides = "Decide en" / "Decides in";
    to_talk_over = "a conversar" / "to be talked over";
    below_cut = "bajo el corte" / "below the cut-off";
    above_cut = "sobre el corte" / "above the cut-off";
    lost_none = "Si se descartaran los talleres con pocos datos, no se perdería a nadie aquí"
        / "If workshops with few data were dropped, nobody would be lost here";
    group = "Grupo" / "Group";
    would_be_lost = "Se perderían" / "Would be lost";
    of_group = "Del grupo" / "Of the group";
    group_all = "todos" / "all";
    group_women = "dirigidos por mujeres" / "led by women";
    group_both = "deciden ambos" / "both decide";
    lead_alike = "En ningún eje se puede distinguir su mediana de la de los otros clústeres." / "On no axis can its median be told apart from that of the other clusters.";
    no_scores = "No hay puntajes: ningún taller tiene datos suficientes. Es un resultado válido; lo cambiaría completar la encuesta en las visitas."
        / "There are no scores: no workshop has enough data. It is a valid result; completing the survey in visits would change it.";
    no_workshops = "En este clúster no hay talleres encuestados. Es válido si no se encuestó aquí; lo cambiaría encuestar."
        / "No workshops were surveyed in this cluster. It is valid if there was no survey here; a survey would change it.";
}

phrases! {
    sheet_line(name, n) = "Clúster {name} (n\u{a0}=\u{a0}{n})" / "Cluster {name} (n\u{a0}=\u{a0}{n})";
    title_widest(name, first, second) = "{name}: lo que más falta es {first} y {second}"
        / "{name}: what is missing most is {first} and {second}";
    title_one(name, first) = "{name}: lo que más falta es {first}" / "{name}: what is missing most is {first}";
    title_plain(name) = "{name}: todavía no se puede decir qué falta más"
        / "{name}: what is missing most cannot be said yet";
    lead_differs(list) = "Se distingue de otros clústeres en: {list}. En lo demás no se puede distinguir."
        / "It differs from other clusters in: {list}. In the rest it cannot be told apart.";
    differs_from(axis, others) = "{axis} (de {others})" / "{axis} (from {others})";
    axes_low(k, n) = "En {k} de {n} ejes, más de la mitad de los talleres está por debajo de 50 puntos"
        / "On {k} of {n} axes, more than half of the workshops are below 50 points";
    axes_none(n) = "En ninguno de los {n} ejes está más de la mitad de los talleres por debajo de 50 puntos"
        / "On none of the {n} axes are more than half of the workshops below 50 points";
    axes_measure(period) = "Puntaje 0–100 por eje, sin puntaje total · encuesta: {period}"
        / "Score 0–100 by axis, no overall score · survey: {period}";
    panel_title(axis, median, low, high) = "{axis}: mediana {median} ({low}–{high})"
        / "{axis}: median {median} ({low}–{high})";
    panel_sub(n, all) = "Puntaje 0–100 · {n} de {all} talleres con dato suficiente"
        / "Score 0–100 · {n} of {all} workshops with enough data";
    chart_title(axis, cluster) = "{axis} en {cluster}, de 0 a 100, y los otros clústeres"
        / "{axis} in {cluster}, from 0 to 100, and the other clusters";
    chart_line(cluster, median, low, high, n) =
        "{cluster}: mediana {median}, la mitad de los talleres entre {low} y {high}, n = {n}."
        / "{cluster}: median {median}, half of the workshops between {low} and {high}, n = {n}.";
    funnel_title(n, pilots, reserves) = "De {n} talleres a {pilots} y {reserves}"
        / "From {n} workshops to {pilots} and {reserves}";
    funnel_measure(name, n, both) = "Talleres por etapa y quiénes los dirigen · {name}, n\u{a0}=\u{a0}{n} · «deciden ambos» se cuenta aparte ({both})"
        / "Workshops by stage and who leads them · {name}, n\u{a0}=\u{a0}{n} · “both decide” is counted apart ({both})";
    micro_head(limit) = "De 1–{limit} personas" / "Of 1–{limit} people";
    stage_bar(n, all) = "{n} de {all} talleres." / "{n} of {all} workshops.";
    leaves(n, list) = "−{n}: {list}" / "−{n}: {list}";
    leave_item(n, word) = "{word} ({n})" / "{word} ({n})";
    heat_title(dimension, value) = "La brecha más ancha es {dimension}: {value}" / "The widest shortfall is {dimension}: {value}";
    cell_too_few(part, all) = "sin dato suficiente: {part} de {all} respuestas" / "not enough data: {part} of {all} answers";
    trust_measure(unit, n) = "Desconfianza, {unit}; promedio e intervalo de 90 % · n\u{a0}=\u{a0}{n} · propuesta por territorio, nunca por taller"
        / "Mistrust, {unit}; mean and 90% interval · n\u{a0}=\u{a0}{n} · a proposal by territory, never by workshop";
    trust_chart(name) = "Desconfianza por destinatario en {name}" / "Mistrust by object in {name}";
    trust_line(name, value, low, high) = "{name}: {value} ({low} a {high})." / "{name}: {value} ({low} to {high}).";
    lost_title(lost, n) = "Si se descartaran los talleres con pocos datos se perderían {lost} de {n}: por eso no se descarta a ninguno"
        / "If workshops with few data were dropped, {lost} of {n} would be lost: that is why none is dropped";
    lost_measure(name) = "Talleres con algún eje sin dato suficiente, por grupo · {name}"
        / "Workshops with some axis without enough data, by group · {name}";
    group_micro(limit) = "de 1–{limit} personas" / "of 1–{limit} people";
}
