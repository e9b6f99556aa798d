//! Facts about tables.

use super::*;

#[test]
fn spanish_excel_reads_like_plain_csv() {
    let latin1 = b"id;minutos;fecha\nl\xe1piz;1,5;2027-01-02\n";
    let table = CsvTable::read("x.csv", latin1, &["id", "minutos", "fecha"], &[]);
    let row = table.rows().next().unwrap();
    assert_eq!(row.text("id"), Some("lápiz"));
    assert_eq!(row.number("minutos", 0.0..=9.0), Some(1.5));
    assert_eq!(row.date("fecha"), Some("2027-01-02".parse().unwrap()));
    assert!(table.into_faults().is_empty());
}

#[test]
fn every_cell_fault_is_collected_with_its_place() {
    let text = b"id,n,extra\n,x,1\nb,11,2,3\n";
    let table = CsvTable::read("x.csv", text, &["id", "n", "due"], &[]);
    for row in table.rows() {
        row.text("id");
        row.integer("n", 0..=10);
    }
    let found: Vec<_> =
        table.into_faults().iter().map(|f| (f.code, f.place.row.unwrap())).collect();
    assert_eq!(
        found,
        vec![
            (FaultCode::MissingColumn, 1),
            (FaultCode::UnknownColumn, 1),
            (FaultCode::NotANumber, 2),
            (FaultCode::OutOfRange, 3),
            (FaultCode::EmptyCell, 2),
            (FaultCode::UnevenTableRow, 3),
        ]
    );
}

#[test]
fn an_empty_file_misses_its_columns() {
    let table = CsvTable::read("x.csv", b"", &["id"], &[]);
    assert_eq!(table.rows().count(), 0);
    assert_eq!(table.into_faults()[0].code, FaultCode::TableHeader);
}

#[track_caller]
fn only_fault(text: &[u8]) -> Fault {
    let table = CsvTable::read("x.csv", text, &["id", "pieces", "price"], &["note"]);
    assert!(!table.is_usable() && table.rows().next().is_none());
    let faults = table.into_faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.into_iter().next().unwrap()
}

#[test]
fn a_file_that_is_no_table_is_one_fault() {
    let title = only_fault(b"Lotes 2027\n\nid;pieces;price\nA;1;2\n");
    assert_eq!((title.code, &*title.details["header_row"]), (FaultCode::TableHeader, "3"));
    let pipes = only_fault(b"id|pieces|price\nA|1|2\nB|1|2\n");
    assert_eq!(pipes.details["separator"], "|");
    let headless = only_fault("Zenobia Quelonio,0981777321\nA,2\n".as_bytes());
    assert!(headless.details.values().all(|v| !v.contains("Zenobia")), "{headless:?}");
    assert_eq!(only_fault(b"PK\x00\x01id,pieces,price\n").code, FaultCode::NotText);
}

#[test]
fn unknown_headers_are_named_by_their_column() {
    let text = b"id,piecess,Zenobia Quelonio,\nA,1,2,\n";
    let table = CsvTable::read("x.csv", text, &["id", "pieces"], &[]);
    let faults = table.into_faults();
    assert!(!format!("{faults:?}").contains("Zenobia"), "{faults:?}");
    assert_eq!(faults[0].details["like"], "2");
    let columns: Vec<_> = faults[1..].iter().map(|f| f.place.column_number).collect();
    assert_eq!(columns, [Some(2), Some(3)]);
}

#[test]
fn thousands_are_never_read_as_units() {
    let text = "id;pieces;price\nA;22.000;9.000\nB;22.5;1,5\n".as_bytes();
    let table = CsvTable::read("x.csv", text, &["id", "pieces", "price"], &[]);
    let read: Vec<_> = table
        .rows()
        .map(|r| (r.integer("pieces", 1..=100_000), r.integer("price", 0..=100_000)))
        .collect();
    assert_eq!(read, [(Some(22_000), Some(9_000)), (None, None)]);
    assert_eq!(table.into_faults().len(), 2);
    let text = b"id,pieces,price\nA,22.000,\"9,000\"\n";
    let table = CsvTable::read("x.csv", text, &["id", "pieces", "price"], &[]);
    let row = table.rows().next().unwrap();
    assert_eq!((row.integer("pieces", 1..=99_999), row.integer("price", 1..=99_999)), (None, None));
    assert!(table.into_faults().iter().all(|f| f.code == FaultCode::AmbiguousNumber));
}
