//! Words of the simulation sheet.

labels! {
    sheet_name = "Simulación" / "Simulation";
    lead = "Cada futuro combina efectos, abandonos y choques dentro de los rangos del catálogo. La franja dice entre qué valores cae la mayoría, no lo que va a pasar."
        / "Each future combines effects, drop-out and shocks within the ranges of the catalogue. The band says between which values most fall, not what will happen.";
    title_better_all = "Los planes superan a no hacer nada en el conjunto de los ejes"
        / "The plans do better than doing nothing over the axes together";
    title_cannot = "De no hacer nada no se puede distinguir" / "It cannot be told apart from doing nothing";
    title_worse = "Los planes quedan por debajo de no hacer nada" / "The plans do worse than doing nothing";
    title_plain = "Lo que puede venir con los planes propuestos" / "What may come with the proposed plans";
    bands_measure = "Cambio en puntos desde hoy: mediana y franja de 5 a 95 % de los futuros; línea cortada, la misma franja sin hacer nada"
        / "Change in points from today: median and band from 5 to 95% of the futures; broken line, the same band doing nothing";
    with_plans = "con los planes" / "with the plans";
    doing_nothing = "sin hacer nada" / "doing nothing";
    today = "hoy" / "today";
    one_year = "1 año" / "1 year";
    two_years = "2 años" / "2 years";
    difference_dots = "Diferencia contra no hacer nada, 20 futuros:" / "Difference from doing nothing, 20 futures:";
    bands_read = "cada punto es 1 de 20 futuros igual de probables. Los puntos vacíos, en cero o a su izquierda, son futuros en que los planes no ayudaron. Una franja que se abre quiere decir que sabemos menos, no que pase más."
        / "each dot is 1 of 20 equally likely futures. Empty dots, at zero or left of it, are futures in which the plans did not help. A widening band means that we know less, not that more happens.";
    evidence_measure = "De cada 100 puntos de ganancia simulada del conjunto propuesto" / "Of every 100 points of simulated gain of the proposed set";
    same_draws = "mismos números al azar para todas las opciones" / "the same random numbers for all options";
    axis = "Eje" / "Axis";
    better_in = "Mejor en" / "Better in";
    difference = "Diferencia" / "Difference";
    by_cluster_title = "Por clúster, la diferencia contra no hacer nada"
        / "By cluster, the difference from doing nothing";
    by_cluster_measure = "Puntos por lugar de piloto o suplente; mediana, banda de 5 a 95 % y en cuántos de 20 futuros es mayor que cero"
        / "Points per place of pilot or reserve; median, 5 to 95% band and in how many of 20 futures it is above zero";
    versus = "Contra" / "Versus";
    advantage = "Ventaja" / "Advantage";
    band = "Banda 5–95 %" / "5–95% band";
    how_often = "Cuántas veces" / "How often";
    compare_read = "si la línea gruesa cruza el 0, no se puede distinguir. Cada comparación usa los mismos futuros."
        / "if the thick line crosses 0, they cannot be told apart. Each comparison uses the same futures.";
    compare_title_all = "El conjunto propuesto se distingue de las alternativas con registro"
        / "The proposed set can be told apart from the recorded alternatives";
    rests_on = "Se apoya en" / "Rests on";
    of_hundred = "de 100" / "of 100";
    no_gain = "Sin ganancia que repartir entre evidencias." / "No gain to share out among evidence.";
    loud = "Para decir en voz alta" / "To say aloud";
    loud_profit = "Con este número de pilotos no se va a poder ver un efecto en las ganancias de los talleres."
        / "With this number of pilots an effect on the workshops’ profits will not be visible.";
    set_of_plans = "Conjunto de planes" / "Set of plans";
    n_plans = "Planes" / "Plans";
    cost = "Gs. millones" / "Gs millions";
    drop_out = "Dejan, de cada 100" / "Leave, of 100";
    reach_title = "Lo que usa cada conjunto" / "What each set uses";
    reach_measure = "Planes, costo de sus acciones (sin los apoyos necesarios) y abandono simulado · sin orden de mérito" / "Plans, cost of their actions (without supports needed) and simulated drop-out · no order of merit";
    warnings = "Cifras fuera de lo que el campo considera razonable:"
        / "Figures outside what the field considers reasonable:";
    noise_off = "Corrida sin azar (prueba): las bandas no muestran incertidumbre."
        / "A run without chance (a test): bands show no uncertainty.";
    empty = "No hay futuros simulados para los planes propuestos. Es válido si no hay planes; lo cambiaría tener líneas de plan."
        / "There are no simulated futures for the proposed plans. It is valid if there are no plans; plan lines would change it.";
    all_axes = "Todos, con los pesos" / "All, weighted";
}

phrases! {
    sheet_line(draws, quarters) = "Simulación (n\u{a0}=\u{a0}{draws} futuros, {quarters} trimestres)"
        / "Simulation (n\u{a0}=\u{a0}{draws} futures, {quarters} quarters)";
    title_and_cannot(title, names) = "{title}; no se puede distinguir de: {names}"
        / "{title}; it cannot be told apart from: {names}";
    bands_title(n, all) = "{n} de {all} ejes mejoran en al menos 19 de cada 20 futuros"
        / "{n} of {all} axes improve in at least 19 of every 20 futures";
    improves(axis, n) = "{axis}: mejora en {n} de cada 20 futuros" / "{axis}: improves in {n} of every 20 futures";
    cannot(axis, n) = "{axis}: no se puede distinguir de no hacer nada ({n} de 20)"
        / "{axis}: cannot be told apart from doing nothing ({n} of 20)";
    panel_sub(n, draws) = "Cambio en puntos (0–100) desde hoy · n\u{a0}=\u{a0}{n} talleres × {draws} futuros"
        / "Change in points (0–100) from today · n\u{a0}=\u{a0}{n} workshops × {draws} futures";
    chart_title(axis) = "{axis}: cambio con los planes y sin hacer nada" / "{axis}: change with the plans and doing nothing";
    chart_text(plans, nothing, n) = "Con los planes {plans}; sin hacer nada {nothing}. De 20 futuros, en {n} los planes quedan por encima."
        / "With the plans {plans}; doing nothing {nothing}. Of 20 futures, in {n} the plans come out above.";
    in_twenty(n) = "{n} de 20" / "{n} of 20";
    better_in_twenty(n) = "mejor en {n} de 20" / "better in {n} of 20";
    cannot_in_twenty(n) = "{n} de 20, no se distingue" / "{n} of 20, cannot be told apart";
    worse_in_twenty(n) = "mejor solo en {n} de 20" / "better in {n} of 20 only";
    compare_title(names) = "Contra {names} la diferencia incluye el cero" / "Against {names} the difference includes zero";
    compare_measure(n) = "Ventaja del conjunto propuesto, en puntos de ganancia por lugar (pesos de la política), banda de 5 a 95 % · n\u{a0}=\u{a0}{n} futuros"
        / "Advantage of the proposed set, in points of gain per place (weights of the policy), 5 to 95% band · n\u{a0}=\u{a0}{n} futures";
    evidence_title(share) = "{share} del resultado descansa en supuestos" / "{share} of the result rests on assumptions";
    evidence_text(share, kind) = "{share} puntos en {kind}" / "{share} points on {kind}";
    loud_nothing(n) = "Con estos planes, en {n} de cada 20 futuros los talleres quedan mejor que si no se hace nada."
        / "With these plans, in {n} of every 20 futures the workshops end better than if nothing is done.";
    loud_cannot(names) = "No podemos decir que esta propuesta sea mejor que: {names}."
        / "We cannot say that this proposal is better than: {names}.";
    loud_evidence(share) = "{share} del resultado se apoya en supuestos, no en mediciones."
        / "{share} of the result rests on assumptions, not on measurements.";
    quarters_n(n) = "{n} trimestres" / "{n} quarters";
}
