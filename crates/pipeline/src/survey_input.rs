//! Turns the export into the answer table of a case: names mapped, consent respected, clusters
//! known, rows in code order, codes issued where the form has none.

use crate::case::cluster_position;
use crate::load::people::Mapping;
use crate::load::toml_reader::nearest;
use crate::results::DataQuality;
use nanduti_model::{
    AnswerTable, Cluster, Fault, FaultCode, Instrument, Place, QuestionId, QuestionKind, RowKey,
    WorkshopId,
};
use nanduti_survey::{ExportFile, ReadOptions, read_export, read_form};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The survey of a case, ready to be scored.
#[derive(Debug)]
pub(crate) struct SurveyInput {
    /// Answers, in code order.
    pub(crate) table: AnswerTable,
    /// Cluster of each row.
    pub(crate) clusters_of: Vec<usize>,
    /// Coarse cell of each row.
    pub(crate) cells: Vec<Option<(i32, i32)>>,
    /// What is known of quality so far.
    pub(crate) quality: DataQuality,
    /// Content of `codes.csv` where codes were issued just now.
    pub(crate) issued_codes: Option<String>,
}

/// Reads an export with its form. Faults are added; `None` when nothing can be scored.
pub(crate) fn read_survey(
    export: (&str, &[u8]),
    form: Option<(&str, &[u8])>,
    codes: Option<&[u8]>,
    clusters: &[Cluster],
    configs: Option<(&Instrument, &Mapping)>,
    faults: &mut Vec<Fault>,
) -> Option<SurveyInput> {
    let form = form.and_then(|(name, bytes)| {
        let (form, mut found) = read_form(bytes, name);
        faults.append(&mut found);
        form
    });
    let options = configs.map(|(i, m)| options(i, m)).unwrap_or_default();
    let file = ExportFile { name: export.0, bytes: export.1 };
    let reading = read_export(&file, form.as_ref(), &options);
    let broken = reading.faults.iter().any(Fault::is_error);
    faults.extend(reading.faults);
    let mut quality = DataQuality {
        n_submissions: reading.table.n_rows() as u32,
        contact_columns: reading.contacts.columns,
        contact_cells: reading.contacts.cells,
        ..DataQuality::default()
    };
    let mut table = reading.table;
    if table.n_rows() == 0 || table.columns.is_empty() {
        return None;
    }
    let issued_codes =
        if table.workshops.is_empty() { issue_codes(&mut table, codes, faults) } else { None };
    let Some((instrument, mapping)) = configs.filter(|_| !broken) else {
        let n = table.n_rows();
        return Some(SurveyInput {
            table,
            clusters_of: vec![0; n],
            cells: reading.cells,
            quality,
            issued_codes,
        });
    };
    apply_names(&mut table, instrument, mapping, export.0, faults);
    let consenting = consenting_rows(&table, instrument);
    quality.n_without_consent = (table.n_rows() - consenting.len()) as u32;
    let in_order = code_order(&table, consenting);
    let cells = in_order.iter().map(|&r| reading.cells.get(r).copied().flatten()).collect();
    let table = table.select(&in_order);
    let clusters_of = clusters_of(&table, instrument, mapping, clusters, export.0, faults);
    Some(SurveyInput { table, clusters_of, cells, quality, issued_codes })
}

/// The question a column header ends in.
fn leaf_name(header: &str) -> QuestionId {
    QuestionId::from(header.rsplit('/').next().unwrap_or(header))
}

fn leaf_names(headers: &[String]) -> Vec<QuestionId> {
    headers.iter().map(|h| leaf_name(h)).collect()
}

pub(crate) fn options(instrument: &Instrument, mapping: &Mapping) -> ReadOptions {
    let column = |question: &QuestionId| {
        mapping.questions.get(question).map_or_else(|| question.clone(), |name| leaf_name(name))
    };
    let join = |a: &[String], b: &[String]| a.iter().chain(b).cloned().collect();
    ReadOptions {
        workshop: instrument.roles.workshop.as_ref().map(&column),
        place: instrument.roles.place.as_ref().map(&column),
        contacts: leaf_names(&mapping.contacts),
        not_contacts: leaf_names(&mapping.not_contacts),
        dont_know: join(&instrument.dont_know, &mapping.dont_know),
        refused: join(&instrument.refused, &mapping.refused),
        not_observed: join(&instrument.not_observed, &mapping.not_observed),
        ranges: instrument
            .questions
            .iter()
            .filter_map(|q| match q.kind {
                QuestionKind::Number { min, max } => Some((column(&q.id), (min, max))),
                _ => None,
            })
            .collect(),
    }
}

/// Makes every mapped column known under the instrument's name, and says what was not asked.
pub(crate) fn apply_names(
    table: &mut AnswerTable,
    instrument: &Instrument,
    mapping: &Mapping,
    file: &str,
    faults: &mut Vec<Fault>,
) {
    for (question, column) in &mapping.questions {
        let at =
            table.columns.iter().position(|c| c.path == *column).or_else(|| {
                table.columns.iter().position(|c| c.question.as_str() == column.as_str())
            });
        match at {
            Some(at) => {
                table.positions.insert(question.clone(), at);
            }
            None => faults.push(
                Fault::new(FaultCode::UnknownReference, Place::file("mapping.toml"))
                    .with("kind", "column of the export")
                    .with("name", column)
                    .with(
                        "nearest",
                        nearest(column, table.columns.iter().map(|c| c.path.as_str()))
                            .unwrap_or_default(),
                    ),
            ),
        }
    }
    let asked = |q: &QuestionId| table.positions.contains_key(q);
    if !instrument.questions.iter().any(|q| asked(&q.id)) {
        faults.push(
            Fault::new(FaultCode::InstrumentNotAsked, Place::file(file))
                .with("instrument", &instrument.id),
        );
        return;
    }
    let known: Vec<String> = table.columns.iter().map(|c| c.question.to_string()).collect();
    for question in &instrument.questions {
        // The workshop code leaves the table as its key.
        if !asked(&question.id) && instrument.roles.workshop.as_ref() != Some(&question.id) {
            let near = nearest(question.id.as_str(), known.iter().map(String::as_str));
            faults.push(
                Fault::new(FaultCode::QuestionNotAsked, Place::file(file))
                    .with("question", &question.id)
                    .with(
                        "nearest",
                        near.filter(|n| *n != *question.id.as_str()).unwrap_or_default(),
                    ),
            );
        }
    }
}

/// Rows whose people consented to the diagnosis; all of them where the form did not ask.
fn consenting_rows(table: &AnswerTable, instrument: &Instrument) -> Vec<usize> {
    let column = instrument.roles.consent_diagnosis.as_ref().and_then(|q| table.column(q));
    (0..table.n_rows()).filter(|&row| column.is_none_or(|c| c.number(row) == Ok(1.0))).collect()
}

fn code_order(table: &AnswerTable, mut rows: Vec<usize>) -> Vec<usize> {
    if !table.workshops.is_empty() {
        rows.sort_by(|&a, &b| table.workshops[a].cmp(&table.workshops[b]));
    }
    rows
}

fn clusters_of(
    table: &AnswerTable,
    instrument: &Instrument,
    mapping: &Mapping,
    clusters: &[Cluster],
    file: &str,
    faults: &mut Vec<Fault>,
) -> Vec<usize> {
    let n = table.n_rows();
    let column = instrument.roles.cluster.as_ref().and_then(|q| table.column(q));
    let Some(column) = column else {
        // With one cluster there is nothing to ask.
        if clusters.len() != 1 {
            let question = instrument.roles.cluster.as_ref().map_or("cluster", QuestionId::as_str);
            faults.push(
                Fault::new(FaultCode::RoleNotAsked, Place::file(file))
                    .with("question", question)
                    .with("role", "cluster"),
            );
        }
        return vec![0; n];
    };
    (0..n)
        .map(|row| {
            let value = column.text(row).unwrap_or("");
            cluster_position(clusters, mapping, value).unwrap_or_else(|| {
                let near = nearest(value, clusters.iter().map(|c| c.id.as_str()));
                let place = Place::file(file)
                    .at_row(table.keys[row].row)
                    .in_column(column.question.as_str(), None);
                faults.push(
                    Fault::new(FaultCode::UnknownCluster, place)
                        .with("nearest", near.unwrap_or_default()),
                );
                0
            })
        })
        .collect()
}

/// Gives every submission a code: the one it already has in `codes.csv`, or the next number.
/// Returns the new content of `codes.csv`.
fn issue_codes(
    table: &mut AnswerTable,
    codes: Option<&[u8]>,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut next = 1;
    if let Some(bytes) = codes {
        let csv =
            crate::load::csv_reader::CsvTable::read("codes.csv", bytes, &["key", "code"], &[]);
        for row in csv.rows() {
            if let (Some(key), Some(code)) = (row.text("key"), row.text("code")) {
                known.insert(key.to_owned(), code.to_owned());
                let number = code.rsplit('-').next().and_then(|n| n.parse::<u64>().ok());
                next = next.max(number.unwrap_or(0) + 1);
            }
        }
        faults.extend(csv.into_faults());
    }
    let mut issued = 0;
    let mut workshops = Vec::with_capacity(table.n_rows());
    for key in &table.keys {
        let code = known.entry(submission_key(key)).or_insert_with(|| {
            let code = format!("T-{next:05}");
            next += 1;
            issued += 1;
            code
        });
        workshops.push(WorkshopId::from(code.as_str()));
    }
    table.workshops = workshops;
    if issued == 0 {
        return None;
    }
    faults.push(
        Fault::new(FaultCode::CodesIssued, Place::file("codes.csv"))
            .with("n", issued)
            .with("path", "codes.csv"),
    );
    let mut text = String::from("key,code\n");
    for (key, code) in known {
        let _ = writeln!(text, "{key},{code}");
    }
    Some(text)
}

fn submission_key(key: &RowKey) -> String {
    key.uuid
        .clone()
        .or_else(|| key.id.map(|id| format!("id-{id}")))
        .or_else(|| key.index.map(|i| format!("index-{i}")))
        .unwrap_or_else(|| format!("row-{}", key.row))
}
