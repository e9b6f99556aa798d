//! `evidence/notes.csv`: what was seen in the field on the conditions for working in groups.

use crate::associativity::CRITERIA;
use crate::load::csv_reader::{CsvRow, CsvTable};
use crate::load::workshops::Workshops;
use nanduti_model::{Cluster, Fault, FaultCode, FieldNoteRecord, WorkshopId};

const COLUMNS: [&str; 6] = ["cluster", "criterion", "stance", "date", "author", "reason"];

/// Reads the notes, by cluster, criterion and date. Of several notes of one author on one
/// criterion of a cluster the latest counts (in the file the last one of a day), so that nobody
/// is heard twice. A reason that names a workshop is a fault: notes speak of territories.
pub fn load_notes(
    bytes: &[u8],
    file: &str,
    clusters: &[Cluster],
    workshops: Workshops,
    faults: &mut Vec<Fault>,
) -> Vec<FieldNoteRecord> {
    let table = CsvTable::read(file, bytes, &COLUMNS, &[]);
    let mut notes: Vec<FieldNoteRecord> =
        table.rows().filter_map(|row| note(row, clusters, workshops)).collect();
    faults.extend(table.into_faults());
    notes.sort_by(|a, b| (a.cluster, &a.criterion, a.date).cmp(&(b.cluster, &b.criterion, b.date)));
    for at in 0..notes.len() {
        let later = |other: &FieldNoteRecord| {
            (other.cluster, &other.criterion) == (notes[at].cluster, &notes[at].criterion)
                && other.author.to_lowercase() == notes[at].author.to_lowercase()
        };
        let is_last = !notes[at + 1..].iter().any(later);
        notes[at].counts = is_last;
    }
    notes
}

fn note(row: CsvRow, clusters: &[Cluster], workshops: Workshops) -> Option<FieldNoteRecord> {
    let words = CRITERIA.map(|criterion| (criterion.word, criterion.word));
    let criterion = row.choice("criterion", &words);
    let stance = row.choice("stance", &[(true, "for"), (false, "against")]);
    let date = row.date("date");
    let (author, reason) = (row.printed_text("author"), row.printed_text("reason"));
    let cluster = row.text("cluster").and_then(|id| {
        let at = clusters.iter().position(|cluster| cluster.id.as_str() == id);
        if at.is_none() {
            let known = clusters.iter().map(|cluster| cluster.id.as_str());
            row.unknown_reference("cluster", "cluster", id, known);
        }
        at
    });
    if reason.is_some_and(|reason| names_a_workshop(reason, workshops)) {
        row.push(Fault::new(FaultCode::NoteNamesWorkshop, row.place("reason")));
        return None;
    }
    Some(FieldNoteRecord {
        cluster: cluster?,
        criterion: criterion?.to_owned(),
        speaks_for: stance?,
        date: date?,
        author: author?.trim().to_owned(),
        reason: reason?.trim().to_owned(),
        counts: true,
    })
}

/// Whether a word of the text is the code of a workshop.
fn names_a_workshop(reason: &str, workshops: Workshops) -> bool {
    let words = reason.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    let known = |word: &str| {
        let id = WorkshopId::from(word);
        workshops.surveyed.is_some_and(|codes| codes.contains(&id))
            || workshops.population.is_some_and(|people| people.position(&id).is_some())
    };
    words.into_iter().any(|word| !word.is_empty() && known(word))
}

#[cfg(test)]
mod tests;
