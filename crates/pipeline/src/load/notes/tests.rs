//! Notes from the field: what is read, what is refused, and which of one author count.

use super::*;
use nanduti_model::{ClusterId, Label};
use std::collections::BTreeSet;

const HEAD: &str = "cluster,criterion,stance,date,author,reason\n";

fn read(rows: &str) -> (Vec<FieldNoteRecord>, Vec<FaultCode>) {
    let clusters =
        ["north", "south"].map(|id| Cluster { id: ClusterId::from(id), name: Label::same(id) });
    let codes: BTreeSet<WorkshopId> = [WorkshopId::from("PIL-017")].into();
    let workshops = Workshops { surveyed: Some(&codes), ..Workshops::default() };
    let mut faults = Vec::new();
    let text = format!("{HEAD}{rows}");
    let notes =
        load_notes(text.as_bytes(), "evidence/notes.csv", &clusters, workshops, &mut faults);
    (notes, faults.iter().map(|fault| fault.code).collect())
}

#[test]
fn every_column_is_read() {
    let (notes, faults) = read(
        "south,open_dispute,against,2026-09-02,A. B.,\"two groups do not greet, since the fair\"\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    let note = &notes[0];
    assert_eq!(
        (note.cluster, note.criterion.as_str(), note.speaks_for),
        (1, "open_dispute", false)
    );
    assert_eq!((note.author.as_str(), note.date.to_string()), ("A. B.", "2026-09-02".to_owned()));
    assert_eq!(note.reason, "two groups do not greet, since the fair");
    assert!(note.counts);
}

#[test]
fn what_cannot_be_used_is_refused() {
    for (row, code) in [
        ("west,willingness,for,2026-09-02,AB,x", FaultCode::UnknownReference),
        // There is no criterion for mistrust of buyers.
        ("north,mistrust_of_buyers,for,2026-09-02,AB,x", FaultCode::BadChoice),
        ("north,willingness,maybe,2026-09-02,AB,x", FaultCode::BadChoice),
        ("north,willingness,for,2026-13-02,AB,x", FaultCode::BadDate),
        ("north,willingness,for,2026-09-02,,x", FaultCode::EmptyCell),
        ("north,willingness,for,2026-09-02,AB,", FaultCode::EmptyCell),
        (
            "north,willingness,for,2026-09-02,AB,\"seen with PIL-017, at noon\"",
            FaultCode::NoteNamesWorkshop,
        ),
    ] {
        let (notes, faults) = read(&format!("{row}\n"));
        assert_eq!((notes.len(), faults), (0, vec![code]), "{row}");
    }
}

#[test]
fn nobody_is_heard_twice_on_one_criterion() {
    let (notes, faults) = read(
        "north,willingness,for,2026-09-09,AB,later\n\
         north,willingness,against,2026-09-02,ab,earlier\n\
         north,joint_acts,against,2026-09-02,AB,another criterion\n\
         north,willingness,against,2026-09-01,CD,another author\n\
         south,willingness,against,2026-09-02,AB,another cluster\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    let counted: Vec<&str> =
        notes.iter().filter(|note| note.counts).map(|note| note.reason.as_str()).collect();
    assert_eq!(counted, ["another criterion", "another author", "later", "another cluster"]);
}
