//! Words of the data quality and assumptions sheets.

labels! {
    sheet_name = "Datos" / "Data";
    sheet_line = "Calidad de los datos" / "Data quality";
    lead = "Lo que falta abre intervalos y va a la lista de visitas; no deja afuera a nadie."
        / "What is missing widens intervals and goes to the list of visits; it leaves nobody out.";
    kinds_title = "Qué falta y por qué, por clúster" / "What is missing and why, by cluster";
    kinds_measure = "Celdas de las preguntas del instrumento, de cada 100 que corresponden; «no aplica» queda fuera del denominador"
        / "Cells of the instrument’s questions, of every 100 that apply; “not applicable” is outside the denominator";
    present = "presentes" / "present";
    by_dimension_title = "Qué falta, por dimensión" / "What is missing, by dimension";
    by_dimension_measure = "Respuestas que faltan, de cada 100 que corresponden, por dimensión y clúster"
        / "Missing answers, of every 100 that apply, by dimension and cluster";
    faults_title_none = "La lectura no encontró fallas" / "Reading found no faults";
    faults_measure = "Avisos de la lectura, agrupados por código y columna" / "Warnings of the reading, grouped by code and column";
    code = "Código" / "Code";
    what = "Qué pasa" / "What is the matter";
    where_ = "Dónde" / "Where";
    times = "Veces" / "Times";
    action = "Qué hacer" / "What to do";
    reserved = "una pregunta reservada (derivación)" / "a reserved question (referral)";
    assumptions_name = "Supuestos" / "Assumptions";
    assumption = "Supuesto" / "Assumption";
    place = "Dónde está" / "Where it stands";
    assumptions_lead = "Un supuesto es válido y está a la vista. Se cambia en el archivo y la clave que se indican."
        / "An assumption is legal and visible. It is changed in the file and key named.";
    assumptions_none = "No se registró ningún supuesto. Es raro: revise que los archivos declaren sus fuentes."
        / "No assumption was recorded. That is unusual: check that the files state their sources.";
    assumptions_measure = "Todo número sin publicación detrás, en orden de archivo y clave"
        / "Every number without a publication behind it, in file and key order";
    assumptions_builtin = "Los archivos «builtin:…» vienen con el programa. Para cambiar uno, copie el suyo de configs/ junto a nanduti.toml y ponga su nombre en [files], por ejemplo interventions = \"interventions.toml\"."
        / "Files “builtin:…” come with the program. To change one, copy its file from configs/ next to nanduti.toml and put its name in [files], for example interventions = \"interventions.toml\".";
    other_questions = "otras preguntas" / "other questions";
}

phrases! {
    title(present) = "{present} de cada 100 respuestas están presentes" / "{present} of every 100 answers are present";
    title_n(n) = "{n} envíos leídos" / "{n} submissions read";
    facts(submissions, without, contradictions) = "{submissions} envíos leídos; {without} sin consentimiento al diagnóstico, fuera de todo número; {contradictions} talleres con alguna contradicción."
        / "{submissions} submissions read; {without} without consent to the diagnosis, outside every figure; {contradictions} workshops with some contradiction.";
    contacts(columns, cells) = "Contactos: {cells} celdas en {columns} columnas se contaron y se descartaron al leer; ninguna entra en los resultados."
        / "Contacts: {cells} cells in {columns} columns were counted and discarded on reading; none enters the results.";
    faults_title(n, kinds) = "{n} avisos de {kinds} clases; ninguno detiene la corrida"
        / "{n} warnings of {kinds} kinds; none stops the run";
    more_groups(n) = "y {n} grupos más: `nanduti check` los lista todos" / "and {n} more groups: `nanduti check` lists all";
    assumptions_title(n) = "{n} supuestos sostienen este informe" / "{n} assumptions carry this report";
    assumptions_line(n) = "Supuestos (n\u{a0}=\u{a0}{n})" / "Assumptions (n\u{a0}=\u{a0}{n})";
    kinds_foot(n) = "n\u{a0}=\u{a0}{n} preguntas" / "n\u{a0}=\u{a0}{n} questions";
}
