//! Words of the capacity sheet.

labels! {
    sheet_name = "Capacidad" / "Capacity";
    shared = "Todos los clústeres" / "All clusters";
    used = "Usado" / "Used";
    per_million = " por millón" / " per million";
    no_margin = "sin margen" / "no margin";
    with_margin = "con margen" / "with margin";
    not_available = "sin capacidad" / "no capacity";
    bars_read = "el contorno es la capacidad, la barra lo que usan los planes propuestos. «Sin margen» desde 97 % de uso."
        / "the outline is the capacity, the bar what the proposed plans use. “No margin” from 97% of use.";
    money_title = "Cada guaraní tiene institución: lo que sobra en una línea no paga otra"
        / "Every guaraní has an institution: what is left in one line does not pay another";
    institution = "Institución" / "Institution";
    line = "Línea" / "Line";
    available_gs = "Disponible (Gs.)" / "Available (Gs)";
    proposed_gs = "En la propuesta (Gs.)" / "In the proposal (Gs)";
    left_gs = "Queda (Gs.)" / "Left (Gs)";
    empty = "El caso no declara recursos. Es válido para un diagnóstico; para planificar, complete capacity.toml."
        / "The case declares no resources. It is valid for a diagnosis; to plan, complete capacity.toml.";
}

phrases! {
    sheet_line(n) = "Capacidad y dinero (n\u{a0}=\u{a0}{n} recursos)" / "Capacity and money (n\u{a0}=\u{a0}{n} resources)";
    title_tight(n, all) = "{n} de {all} capacidades quedan sin margen" / "{n} of {all} capacities are left without margin";
    title_none(n) = "No hay capacidad: los {n} recursos por clúster o compartidos están en 0" / "There is no capacity: the {n} resources, by cluster or shared, are 0";
    title_some_none(none, all, tight) = "{none} de {all} capacidades están en 0 y {tight} quedan sin margen" / "{none} of {all} capacities are 0 and {tight} are left without margin";
    money_alike(lines) = "Es lo que cuestan las acciones de los planes, {lines}, el mismo total de las hojas de planes y simulación."
        / "It is what the actions of the plans cost, {lines}, the same total as on the sheets of plans and simulation.";
    money_adds(lines, supports, all) = "Las acciones de los planes cuestan {lines}: es lo que pagan estas líneas y lo que muestran la simulación y la tabla «plans». Los apoyos necesarios suman {supports} y todavía no tienen línea de presupuesto: con ellos, {all}."
        / "The actions of the plans cost {lines}: it is what these lines pay and what the simulation and the table “plans” show. Supports needed add {supports} and have no budget line yet: with them, {all}.";
    title_loose(n) = "Las {n} capacidades alcanzan con margen" / "The {n} capacities are enough, with margin";
    bars_measure(n) = "Uso por recurso y clúster · n\u{a0}=\u{a0}{n} planes" / "Use by resource and cluster · n\u{a0}=\u{a0}{n} plans";
    panel_sub(kind, state) = "{kind} · {state}" / "{kind} · {state}";
    money_measure(n) = "Guaraníes de la cohorte · n\u{a0}=\u{a0}{n} líneas · no transferibles salvo que se declare"
        / "Guaraníes of the cohort · n\u{a0}=\u{a0}{n} lines · not transferable unless declared";
    chart_title(name) = "{name}: usado y disponible" / "{name}: used and available";
    price_line(list) = "Una unidad más cambiaría la ganancia en puntos: {list}."
        / "One more unit would change the gain in points: {list}.";
}
