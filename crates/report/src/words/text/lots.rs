//! Words of the lots sheet.

labels! {
    sheet_name = "Lotes" / "Lots";
    only_programme = "solo para el programa: no entregar a empresas"
        / "for the programme only: not to be handed to firms";
    assigned_key = "con taller" / "with a workshop";
    unmet_key = "sin cubrir" / "unmet";
    firm = "Empresa" / "Firm";
    asked = "Pedidas" / "Asked for";
    served = "Con taller" / "With a workshop";
    unmet = "Sin cubrir" / "Unmet";
    pieces = "Prendas" / "Pieces";
    lot = "Lote" / "Lot";
    product = "Producto" / "Product";
    due = "Entrega" / "Due";
    price = "Precio (Gs.)" / "Price (Gs)";
    fair = "Referencia (Gs.)" / "Reference (Gs)";
    what_lacks = "Qué falta" / "What is lacking";
    makers = "Talleres" / "Workshops";
    workshop = "Taller" / "Workshop";
    when = "Cuándo" / "When";
    value = "Valor" / "Value";
    note = "Nota" / "Note";
    assumed = "con supuesto" / "with an assumption";
    negotiate = "a negociar" / "to negotiate";
    title_empty = "No hay lotes en este caso" / "There are no lots in this case";
    empty = "No hay lotes. Es un resultado válido: hay planes sin empresa ancla. Lo cambiaría agregar pedidos en lots.csv."
        / "There are no lots. It is a valid result: there are plans without a lead firm. Adding orders to lots.csv would change it.";
    no_match_title = "Ningún lote tiene taller" / "No lot has a workshop";
    no_match = "Ningún par de taller y lote pasó todas las puertas con capacidad. Es un resultado válido, no un error; lo cambiaría lo que dice la columna «qué falta»."
        / "No pair of workshop and lot passed all gates with capacity. It is a valid result, not an error; what the column “what is lacking” says would change it.";
    causes_measure = "Prendas sin cubrir según lo primero que falta"
        / "Unmet pieces by what is lacking first";
    all_served = "Todas las prendas pedidas tienen taller" / "All pieces asked for have a workshop";
    lead = "«Sin empresa ancla» es un resultado válido. Lo asignado es una propuesta con capacidad declarada: se compromete solo con visita, muestra y lote de prueba."
        / "“No lead firm” is a valid result. What is assigned is a proposal on declared capacity: it is committed only with a visit, a sample and a trial lot.";
    fair_price_note = "Precio justo de referencia: minutos estándar × costo del minuto legal × gastos. Las empresas ven la referencia y si su precio la alcanza; nunca costos ni pisos de un taller."
        / "Fair reference price: standard minutes × cost of a legal minute × overhead. Firms see the reference and whether their price reaches it; never costs or floors of a workshop.";
    parts_read = "cada parte va de 0 a su peso; el valor es la suma. Es la razón de la propuesta, no una nota del taller. «A negociar»: precio bajo la referencia en un vínculo que ya existe. «Con supuesto»: eficiencia o lugar sin dato."
        / "each part runs from 0 to its weight; the value is their sum. It is the reason of the proposal, not a mark for the workshop. “To negotiate”: price below the reference on an existing tie. “With an assumption”: efficiency or place not known.";
    no_cluster_lots = "Es un resultado válido, no un error: sus planes no dependen de una empresa ancla."
        / "It is a valid result, not an error: their plans do not depend on a lead firm.";
    cluster_any = "Qué lo cambiaría: un lote nuevo que sus talleres puedan hacer." / "What would change it: a new lot that its workshops can make.";
    unknown_cause = "sin causa registrada" / "cause not recorded";
}

phrases! {
    sheet_line(lots, firms) = "Lotes y empresas ancla (n\u{a0}=\u{a0}{lots} lotes, {firms} empresas)"
        / "Lots and lead firms (n\u{a0}=\u{a0}{lots} lots, {firms} firms)";
    title(served, asked) = "{served} de las {asked} prendas pedidas tienen taller"
        / "{served} of the {asked} pieces asked for have a workshop";
    title_lacks(title, rest, cause) = "{title}; a las {rest} restantes les falta sobre todo: {cause}"
        / "{title}; the other {rest} lack mostly: {cause}";
    without_firm(n, all) = "{n} de {all} talleres quedan sin empresa ancla."
        / "{n} of {all} workshops are without a lead firm.";
    firms_title(firm, unmet, all) = "{firm} tiene {unmet} de las {all} prendas sin cubrir"
        / "{firm} has {unmet} of the {all} unmet pieces";
    firms_measure(from, to, n) = "Prendas, entregas de {from} a {to} · n\u{a0}=\u{a0}{n} lotes"
        / "Pieces, due from {from} to {to} · n\u{a0}=\u{a0}{n} lots";
    firm_line(products, n) = " · {products} · {n} lotes" / " · {products} · {n} lots";
    firm_text(firm, asked, served, unmet) = "{firm}: {asked} prendas, {served} con taller, {unmet} sin cubrir."
        / "{firm}: {asked} pieces, {served} with a workshop, {unmet} unmet.";
    other_firms(n) = "Otras {n} empresas" / "{n} other firms";
    unmet_short(n) = "{n} sin cubrir" / "{n} unmet";
    causes_title(cause, pieces, all) = "{cause}: {pieces} de las {all} prendas sin cubrir"
        / "{cause}: {pieces} of the {all} unmet pieces";
    lots_title(n, open) = "{n} lotes, {open} con una parte sin cubrir" / "{n} lots, {open} with an unmet part";
    lots_measure(n) = "Prendas · n\u{a0}=\u{a0}{n} lotes, en orden de código · talleres: pueden · falta verificar · no pueden" / "Pieces · n\u{a0}=\u{a0}{n} lots, in code order · workshops: can · to be verified · cannot";
    lot_bar(lot) = "Lote {lot}" / "Lot {lot}";
    lot_text(served, unmet, all) = "{served} con taller, {unmet} sin cubrir, de {all} prendas."
        / "{served} with a workshop, {unmet} unmet, of {all} pieces.";
    lots_foot(n) = "{n} lotes" / "{n} lots";
    matches_title(n, workshops) = "{n} asignaciones a {workshops} talleres, cada una con sus partes"
        / "{n} assignments to {workshops} workshops, each with its parts";
    matches_measure(weights) = "Prendas y partes del valor, de cada 100 puntos ({weights}) · en orden de taller y lote"
        / "Pieces and parts of the value, of every 100 points ({weights}) · in workshop and lot order";
    part_weight(part, weight) = "{part} {weight}" / "{part} {weight}";
    months(first, last) = "{first} a {last}" / "{first} to {last}";
    cluster_without(name) = "{name}: no hay lotes asignados" / "{name}: no lots assigned";
    cluster_unmet(cause) = "Lo que más frena aquí: {cause}. Qué lo cambiaría: que un lote o un taller deje de fallar en eso."
        / "What holds most here: {cause}. What would change it: a lot or a workshop that no longer fails in it.";
}
