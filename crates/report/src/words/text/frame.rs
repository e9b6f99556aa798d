//! Words of the frame of every document.

labels! {
    period_unknown = "período sin indicar" / "period not stated";
    proposal_stamp = "PROPUESTA" / "PROPOSAL";
    synthetic_stamp = "SINTÉTICO" / "SYNTHETIC";
    nothing_decided = "Nada está decidido hasta el acta." / "Nothing is decided until the acta.";
    no_workshop_is_real = "Ningún taller es real." / "No workshop is real.";
    report_name = "Informe del programa" / "Programme report";
    proposal_word = "propuesta" / "proposal";
    synthetic_word = "datos sintéticos" / "synthetic data";
    programme_use = "uso del programa, no publicar" / "for the programme, not to be published";
    skip_link = "Ir al contenido" / "Skip to the content";
    state_of_document = "Estado del documento" / "State of the document";
    sheets_of_report = "Hojas del informe" / "Sheets of the report";
    sheet = "Hoja" / "Sheet";
    see_data = "Ver los datos" / "See the data";
    how_to_read = "Cómo leer:" / "How to read:";
    synthetic_lead = "Sintético" / "Synthetic";
    cluster = "Clúster" / "Cluster";
    no_record = "sin registro" / "no record";
    page_of = " de " / " of ";
    support_in = "apoyo en" / "support in";
    nobody = "nadie" / "nobody";
    total = "Total" / "Total";
    bar = "Barra" / "Bar";
    not_applicable = "no aplica" / "not applicable";
    how_proved = "Cómo se probó" / "How it was proved";
    workshop = "taller" / "workshop";
    workshops = "talleres" / "workshops";
    pilot = "piloto" / "pilot";
    pilots = "pilotos" / "pilots";
    reserve = "suplente" / "reserve";
    reserves = "suplentes" / "reserves";
}

phrases! {
    running_title(title) = "Ñandutí · Informe del programa · {title}" / "Ñandutí · Programme report · {title}";
    running_foot(run, start) = "Corrida {run} · cohorte desde el {start} · uso del programa, no publicar"
        / "Run {run} · cohort from {start} · for the programme, not to be published";
    sample_size(n) = "n\u{a0}=\u{a0}{n}" / "n\u{a0}=\u{a0}{n}";
    sheet_number(number, name) = "Hoja {number} · {name}" / "Sheet {number} · {name}";
    more_rows(n, file) = "y {n} más, en la tabla «{file}» de los resultados"
        / "and {n} more, in the table “{file}” of the results";
}
