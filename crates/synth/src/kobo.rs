//! Writes interviews as KoboToolbox exports them with XML values and headers, groups in headers,
//! `select_multiple` both joined and split.
//!
//! Checked against its exporter: a blank multiple choice leaves its split columns blank, not 0; a
//! geopoint's joined column stands without its groups (`gps`), its parts with them
//! (`contact/_gps_latitude`); a time carries its zone in CSV and loses it in XLSX;
//! `_submission_time` is UTC.

use crate::answers::Answer;
use crate::case::SyntheticCase;
use crate::form::{FormSpec, QuestionType};
use crate::response::Interview;
use jiff::civil::DateTime;
use nanduti_stats::Key;

mod csv;
mod xlsx;

pub use csv::{kobo_csv, kobo_csv_of, write_kobo_csv};
pub use xlsx::{MAX_XLSX_WORKSHOPS, write_kobo_xlsx};

/// Parts of a geopoint, in the exporter's order.
const GEOPOINT_PARTS: [&str; 4] = ["latitude", "longitude", "altitude", "precision"];

/// Columns that the exporter puts behind the form's own.
const SYSTEM: [&str; 11] = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "meta/rootUuid",
    "_index",
];

/// First `_id` of a synthetic project.
const FIRST_ID: usize = 900_000_001;

/// Hours from UTC in Paraguay since October 2024.
const UTC_OFFSET: i64 = -3;

/// One value of an export row.
#[derive(Clone, PartialEq, Debug)]
enum Cell<'a> {
    Empty,
    Text(&'a str),
    Owned(String),
    Number(f64),
    /// A calendar date, `YYYY-MM-DD`.
    Date(&'a str),
    /// A local time with its zone.
    Local(DateTime),
    /// A time in UTC.
    Utc(DateTime),
}

/// Header of an export.
fn header(form: &FormSpec) -> Vec<String> {
    let mut names = vec!["start".to_owned(), "end".to_owned()];
    for question in &form.questions {
        let path = form.path(question);
        if question.kind == QuestionType::Geopoint {
            names.push(question.name.clone());
            let group = &form.groups[question.group].name;
            names.extend(GEOPOINT_PARTS.map(|part| format!("{group}/_{}_{part}", question.name)));
            continue;
        }
        names.push(path.clone());
        if question.kind == QuestionType::SelectMultiple
            && let Some(list) = form.list_of(question)
        {
            names.extend(list.choices.iter().map(|choice| format!("{path}/{}", choice.name)));
        }
    }
    names.extend(SYSTEM.map(str::to_owned));
    names
}

/// Hands every cell of a row to `visit`, in header order.
fn visit_row<'a>(
    case: &'a SyntheticCase,
    interview: &'a Interview,
    visit: &mut dyn FnMut(Cell<'a>),
) {
    let end = after_minutes(interview.start, interview.minutes);
    visit(Cell::Local(interview.start));
    visit(Cell::Local(end));
    for (question, answer) in case.form.questions.iter().zip(&interview.answers) {
        match question.kind {
            QuestionType::Geopoint => visit_geopoint(answer, visit),
            QuestionType::SelectMultiple => {
                let list = case.form.list_of(question);
                visit_choices(list.map_or(&[], |l| &l.choices), answer, visit);
            }
            QuestionType::SelectOne => {
                let list = case.form.list_of(question);
                visit(match (answer, list) {
                    (Answer::Option(at), Some(list)) => Cell::Text(&list.choices[*at].name),
                    _ => Cell::Empty,
                });
            }
            QuestionType::Date => visit(match answer {
                Answer::Text(text) => Cell::Date(text),
                _ => Cell::Empty,
            }),
            QuestionType::Text | QuestionType::Integer | QuestionType::Decimal => {
                visit(match answer {
                    Answer::Text(text) => Cell::Text(text),
                    Answer::Number(x) => Cell::Number(*x),
                    _ => Cell::Empty,
                });
            }
        }
    }
    visit_system(case, interview, end, visit);
}

fn after_minutes(time: DateTime, minutes: i64) -> DateTime {
    time.saturating_add(jiff::Span::new().minutes(minutes))
}

fn visit_geopoint<'a>(answer: &'a Answer, visit: &mut dyn FnMut(Cell<'a>)) {
    let Answer::Text(point) = answer else {
        (0..=GEOPOINT_PARTS.len()).for_each(|_| visit(Cell::Empty));
        return;
    };
    visit(Cell::Text(point));
    let mut parts = point.split(' ');
    for _ in GEOPOINT_PARTS {
        let number = parts.next().and_then(|part| part.parse().ok());
        visit(number.map_or(Cell::Empty, Cell::Number));
    }
}

fn visit_choices<'a>(
    choices: &'a [crate::form::ChoiceSpec],
    answer: &Answer,
    visit: &mut dyn FnMut(Cell<'a>),
) {
    let Answer::Options(bits) = *answer else {
        (0..=choices.len()).for_each(|_| visit(Cell::Empty));
        return;
    };
    let chosen = |at: usize| bits >> at & 1 == 1;
    let names: Vec<&str> = choices
        .iter()
        .enumerate()
        .filter(|(at, _)| chosen(*at))
        .map(|(_, choice)| choice.name.as_str())
        .collect();
    visit(Cell::Owned(names.join(" ")));
    for at in 0..choices.len() {
        visit(Cell::Number(if chosen(at) { 1.0 } else { 0.0 }));
    }
}

fn visit_system<'a>(
    case: &'a SyntheticCase,
    interview: &Interview,
    end: DateTime,
    visit: &mut dyn FnMut(Cell<'a>),
) {
    let index = interview.index;
    let key = Key::new(case.settings.seed, "submission").at(index as u64);
    // Sent a few minutes after the interview, when there was a signal.
    let sent = after_minutes(end, key.integer(1, 240) - UTC_OFFSET * 60);
    let approved = key.at(1).bernoulli(0.8);
    visit(Cell::Number((FIRST_ID + index) as f64));
    visit(Cell::Owned(uuid(key)));
    visit(Cell::Utc(sent));
    visit(if approved { Cell::Text("validation_status_approved") } else { Cell::Empty });
    visit(Cell::Empty);
    visit(Cell::Text("submitted_via_web"));
    visit(Cell::Empty);
    visit(Cell::Text(&case.form.version));
    visit(Cell::Empty);
    visit(Cell::Empty);
    visit(Cell::Number((index + 1) as f64));
}

/// A version-4 shaped UUID of a submission.
fn uuid(key: Key) -> String {
    let mut stream = key.at(2).stream();
    let (a, b) = (stream.bits(), stream.bits());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        a >> 32,
        a >> 16 & 0xFFFF,
        a & 0xFFF,
        0x8000 | (b >> 48 & 0x3FFF),
        b & 0xFFFF_FFFF_FFFF,
    )
}

#[cfg(test)]
mod tests;
