//! Turns the export into the answer table of a case: names mapped, consent respected, clusters
//! known, rows in code order, codes issued where the form has none.

mod form_words;

use crate::case::cluster_position;
use crate::declared_options::hold_to_options;
use crate::load::people::Mapping;
use crate::load::toml_reader::nearest;
use crate::results::DataQuality;
use nanduti_model::{
    AnswerTable, Cluster, Fault, FaultCode, FormWords, Instrument, Place, QuestionId, QuestionKind,
    Roles, RowKey, WorkshopId,
};
use nanduti_survey::{ExportFile, ReadOptions, read_export, read_form};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether answers stand under the instrument's names, so that they can be scored.
    pub(crate) is_named: bool,
    /// Codes of all submissions, those left out included; absent where they are not known.
    pub(crate) surveyed: Option<BTreeSet<WorkshopId>>,
    /// Whether the survey has no codes, so that they are issued here.
    pub(crate) codes_issued: bool,
    /// Whether a cluster of the case has no submission.
    pub(crate) has_empty_cluster: bool,
    /// Where each question stands in the export.
    pub(crate) places: Places,
    /// What the form calls its questions and options.
    pub(crate) words: FormWords,
}

/// Sheet and column of each question of an export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Places {
    pub(crate) sheet: Option<String>,
    pub(crate) columns: BTreeMap<String, u32>,
}

impl Places {
    /// Adds sheet and column number to a place that names its column.
    pub(crate) fn complete(&self, place: &mut Place) {
        if let Some(number) = place.column.as_ref().and_then(|name| self.columns.get(name)) {
            place.column_number = Some(*number);
            place.sheet.clone_from(&self.sheet);
        }
    }
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
    let form_given = form.is_some();
    let form = form.and_then(|(name, bytes)| {
        let (form, mut found) = read_form(bytes, name);
        faults.append(&mut found);
        form
    });
    if form_given && form.is_none() {
        // Without its form an export would be read under inferred kinds: other faults than its own.
        return None;
    }
    let options = configs.map(|(i, m)| options(i, m)).unwrap_or_default();
    let file = ExportFile { name: export.0, bytes: export.1 };
    let reading = read_export(&file, form.as_ref(), &options);
    let broken = reading.faults.iter().any(Fault::is_error);
    let cut_off = reading.faults.iter().any(|fault| fault.code == FaultCode::UnevenRow);
    faults.extend(reading.faults);
    let (mut table, rejected) = (reading.table, reading.rejected);
    if table.n_rows() == 0 || table.columns.is_empty() {
        return None;
    }
    let mut input = SurveyInput {
        quality: DataQuality {
            n_submissions: table.n_rows() as u32,
            contact_columns: reading.contacts.columns,
            contact_cells: reading.contacts.cells,
            ..DataQuality::default()
        },
        places: Places { sheet: reading.sheet, columns: reading.columns },
        clusters_of: vec![0; table.n_rows()],
        cells: reading.cells,
        table: AnswerTable::default(),
        issued_codes: None,
        is_named: false,
        surveyed: None,
        codes_issued: false,
        has_empty_cluster: false,
        words: FormWords::default(),
    };
    let Some((instrument, mapping)) = configs else {
        input.table = table;
        return Some(input);
    };
    input.words =
        form.as_ref().map(|f| form_words::read(f, instrument, mapping)).unwrap_or_default();
    input.codes_issued = table.workshops.is_empty();
    if input.codes_issued && !broken {
        input.issued_codes = issue_codes(&mut table, codes, faults);
    }
    // Of a file that is cut off nobody knows which codes it had.
    input.surveyed = (!table.workshops.is_empty() && !cut_off)
        .then(|| table.workshops.iter().cloned().chain(rejected).collect());
    names_as_codes(&table, instrument, export.0, &input.places, faults);
    if broken {
        input.table = table;
        return Some(input);
    }
    input.is_named = apply_names(&mut table, instrument, mapping, export.0, faults);
    faults.extend(hold_to_options(instrument, &mut table, export.0, &input.places));
    let consenting = consenting_rows(&table, instrument, export.0, faults);
    input.quality.n_without_consent = (table.n_rows() - consenting.len()) as u32;
    let in_order = code_order(&table, consenting);
    input.cells = in_order.iter().map(|&r| input.cells.get(r).copied().flatten()).collect();
    input.table = table.select(&in_order);
    let known = ClusterNames { clusters, mapping, places: &input.places, file: export.0 };
    let (clusters_of, has_empty) = clusters_of(&input.table, instrument, &known, faults);
    input.clusters_of = clusters_of;
    input.has_empty_cluster = has_empty;
    Some(input)
}

/// Faults for codes of several words without a figure: a person's name would stand in every
/// result.
fn names_as_codes(
    table: &AnswerTable,
    instrument: &Instrument,
    file: &str,
    places: &Places,
    faults: &mut Vec<Fault>,
) {
    let question = instrument.roles.workshop.as_ref().map_or("", QuestionId::as_str);
    for (key, code) in table.keys.iter().zip(&table.workshops) {
        let code = code.as_str();
        let is_name = code.contains(char::is_whitespace) && !code.contains(char::is_numeric);
        if is_name {
            let mut place = Place::file(file).at_row(key.row).in_column(question, None);
            places.complete(&mut place);
            faults.push(Fault::new(FaultCode::NameAsCode, place));
        }
    }
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
/// `false` where none of the instrument's questions was.
pub(crate) fn apply_names(
    table: &mut AnswerTable,
    instrument: &Instrument,
    mapping: &Mapping,
    file: &str,
    faults: &mut Vec<Fault>,
) -> bool {
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
        return false;
    }
    // A column that plays another question's part is no misspelling of this one.
    let spare: Vec<&str> = table
        .columns
        .iter()
        .map(|c| c.question.as_str())
        .filter(|name| !instrument.questions.iter().any(|q| q.id.as_str() == *name))
        .collect();
    let roles = engine_roles(&instrument.roles);
    for question in &instrument.questions {
        // The workshop code leaves the table as its key.
        if asked(&question.id) || instrument.roles.workshop.as_ref() == Some(&question.id) {
            continue;
        }
        let near = nearest(question.id.as_str(), spare.iter().copied()).unwrap_or_default();
        let role = roles.iter().find(|(id, _)| *id == Some(&question.id)).map(|(_, role)| *role);
        let code = match role {
            Some(_) => FaultCode::EngineQuestionNotAsked,
            None => FaultCode::QuestionNotAsked,
        };
        faults.push(
            Fault::new(code, Place::file(file))
                .with("question", &question.id)
                .with("role", role.unwrap_or_default())
                .with("nearest", near),
        );
    }
    true
}

/// Parts without which an engine cannot speak, with the word of what is lost.
fn engine_roles(roles: &Roles) -> [(Option<&QuestionId>, &'static str); 11] {
    [
        (roles.people.as_ref(), "people"),
        (roles.hours_week.as_ref(), "hours_week"),
        (roles.machines.as_ref(), "machines"),
        (roles.main_product.as_ref(), "main_product"),
        (roles.consent_diagnosis.as_ref(), "consent_diagnosis"),
        (roles.consent_programme.as_ref(), "consent_programme"),
        (roles.consent_firm.as_ref(), "consent_firm"),
        (roles.willing_production.as_ref(), "willing"),
        (roles.willing_decent_work.as_ref(), "willing"),
        (roles.willing_associativity.as_ref(), "willing"),
        (roles.led_by.as_ref(), "led_by"),
    ]
}

/// Rows whose people consented to the diagnosis; all of them where the form did not ask. Nobody
/// is an error: there is nothing to compute on.
fn consenting_rows(
    table: &AnswerTable,
    instrument: &Instrument,
    file: &str,
    faults: &mut Vec<Fault>,
) -> Vec<usize> {
    let question = instrument.roles.consent_diagnosis.as_ref();
    let column = question.and_then(|q| table.column(q));
    let rows: Vec<usize> = (0..table.n_rows())
        .filter(|&row| column.is_none_or(|c| c.number(row) == Ok(1.0)))
        .collect();
    if rows.is_empty() {
        faults.push(
            Fault::new(FaultCode::NobodyConsents, Place::file(file))
                .with("n", table.n_rows())
                .with("question", question.map_or("", QuestionId::as_str)),
        );
    }
    rows
}

fn code_order(table: &AnswerTable, mut rows: Vec<usize>) -> Vec<usize> {
    if !table.workshops.is_empty() {
        rows.sort_by(|&a, &b| table.workshops[a].cmp(&table.workshops[b]));
    }
    rows
}

/// How the case and the export name clusters.
struct ClusterNames<'a> {
    clusters: &'a [Cluster],
    mapping: &'a Mapping,
    places: &'a Places,
    file: &'a str,
}

/// Cluster of each row, the first where it is not known, and whether a cluster has no row.
fn clusters_of(
    table: &AnswerTable,
    instrument: &Instrument,
    known: &ClusterNames,
    faults: &mut Vec<Fault>,
) -> (Vec<usize>, bool) {
    let n = table.n_rows();
    let column = instrument.roles.cluster.as_ref().and_then(|q| table.column(q));
    let Some(column) = column else {
        // With one cluster there is nothing to ask.
        if known.clusters.len() > 1 {
            let question = instrument.roles.cluster.as_ref().map_or("cluster", QuestionId::as_str);
            faults.push(
                Fault::new(FaultCode::RoleNotAsked, Place::file(known.file))
                    .with("question", question)
                    .with("role", "cluster"),
            );
        }
        return (vec![0; n], false);
    };
    // Where the case names no cluster, that is the fault, and not the answers.
    if known.clusters.is_empty() {
        return (vec![0; n], false);
    }
    let found: Vec<Option<usize>> = (0..n)
        .map(|row| {
            let value = column.text(row).unwrap_or("");
            cluster_position(known.clusters, known.mapping, value).or_else(|| {
                let near = nearest(value, known.clusters.iter().map(|c| c.id.as_str()));
                let mut place = Place::file(known.file)
                    .at_row(table.keys[row].row)
                    .in_column(column.path.as_str(), None);
                known.places.complete(&mut place);
                faults.push(
                    Fault::new(FaultCode::UnknownCluster, place)
                        .with("nearest", near.unwrap_or_default()),
                );
                None
            })
        })
        .collect();
    let is_empty = |c: usize| found.iter().all(|of| *of != Some(c));
    let has_empty = (0..known.clusters.len()).any(is_empty);
    (found.into_iter().map(Option::unwrap_or_default).collect(), has_empty)
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
