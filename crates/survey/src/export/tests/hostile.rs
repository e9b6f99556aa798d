//! Broken and hostile bytes: a fault, never a panic, never an endless wait.

use super::*;
use proptest::prelude::*;

fn read_bytes(bytes: &[u8], form: Option<&Form>) -> Reading {
    read_export(&ExportFile { name: "x", bytes }, form, &options())
}

#[test]
fn damaged_workbooks_are_a_fault() {
    let whole = workbook(&[("survey", "workshop_code\tsite\nA\tx\n")]);
    for cut in [5, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
        let reading = read_bytes(&whole[..cut], None);
        assert_eq!(reading.faults[0].code.id(), "C002");
        let (form, faults) = read_form(&whole[..cut], "f.xlsx");
        assert!(form.is_none());
        assert_eq!(faults[0].code.id(), "S018");
    }
    let old = read_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", None);
    assert_eq!(old.faults[0].details["reason"], "old_or_locked_workbook");
    assert_eq!(read_form(b"type,name\n", "f.csv").1[0].code.id(), "S018");
}

#[test]
fn a_workbook_that_claims_to_unpack_to_gigabytes_is_refused_unread() {
    let mut bomb = workbook(&[("s", "a\tb\n1\t2\n")]);
    let entries: Vec<usize> =
        (0..bomb.len() - 4).filter(|&i| bomb[i..].starts_with(b"PK\x01\x02")).collect();
    bomb[entries[0] + 24..entries[0] + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(read_bytes(&bomb, None).faults[0].code.id(), "C014");
}

#[test]
fn a_sheet_with_its_cells_far_apart_costs_no_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "workshop_code").unwrap();
    sheet.write_string(0, 1, "site").unwrap();
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    sheet.write_string(1_048_575, 0, "A").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read_bytes(&bytes, Some(&workshop_form()));
    assert_eq!(places(&reading), [("S013", Some(1_048_576), None)]);
}

#[test]
fn a_million_blank_rows_and_a_million_letters_are_read() {
    let mut text = String::from("workshop_code;site\nA;x\n");
    text.push_str(&";\n".repeat(1_000_000));
    text.push_str("B;");
    text.push_str(&"a".repeat(1_000_000));
    let reading = read_csv(&text);
    assert_eq!(places(&reading), []);
    assert_eq!(reading.table.keys[1].row, 1_000_003);
    let long_header = format!("workshop_code;{}\nA;x\n", "h".repeat(1_000_000));
    assert_eq!(places(&read_csv(&long_header)), [("S004", Some(1), Some(2))]);
}

#[test]
fn forms_nested_without_end_are_read() {
    let level = |i: usize| format!("begin_group\tg\t${{q{i}}} = 1\ninteger\tq{i}\n");
    let levels: Vec<String> = (0..2000).map(level).collect();
    let survey = format!("type\tname\trelevant\n{}", levels.concat());
    let bytes = workbook(&[("survey", &survey)]);
    let (form, faults) = read_form(&bytes, "f.xlsx");
    assert_eq!(faults.len(), 1, "the groups are not closed");
    let reading = read_bytes(b"q0;q1999;q1000\n1;1;1\n", form.as_ref());
    assert_eq!(reading.table.n_rows(), 1);
}

/// Text that often looks like an export.
fn export_like() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "workshop_code",
        "work/workers",
        "machines",
        "machines/straight",
        "has_orders",
        "day",
        "gps",
        "_id",
        "_submission_time",
        "A",
        "3",
        "-88",
        "7,5",
        "yes",
        "straight",
        "2024-01-01",
        "0981123456",
        "\"",
        "\"\"",
        ";",
        ";",
        ";",
        ",",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "é",
        "\u{feff}",
        "sep=;\n",
        "1e999",
        "[1]/",
        "/",
        "_gps_latitude",
        "#ERROR!",
        " ",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_makes_the_reader_panic(text in export_like()) {
        let form = WORKSHOP_FORM.with(Clone::clone);
        for form in [Some(&form), None] {
            let reading = read_bytes(text.as_bytes(), form);
            prop_assert_eq!(reading.cells.len(), reading.table.n_rows());
            for column in &reading.table.columns {
                prop_assert_eq!(column.len(), reading.table.n_rows());
            }
            crate::write_tables(&reading.table);
            prop_assert_eq!(&reading, &read_bytes(text.as_bytes(), form));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_bytes(&bytes, None);
        read_form(&bytes, "f.xlsx");
        let zip = [b"PK\x03\x04", bytes.as_slice()].concat();
        read_bytes(&zip, None);
        read_form(&zip, "f.xlsx");
    }

    #[test]
    fn no_flipped_byte_of_a_workbook_makes_the_reader_panic(
        at in any::<prop::sample::Index>(),
        value in any::<u8>(),
    ) {
        let mut bytes = SMALL_BOOK.with(Clone::clone);
        let at = at.index(bytes.len());
        bytes[at] = value;
        read_bytes(&bytes, None);
        read_form(&bytes, "f.xlsx");
    }
}

thread_local! {
    static WORKSHOP_FORM: Form = workshop_form();
    static SMALL_BOOK: Vec<u8> =
        workbook(&[("survey", "type\tname\ninteger\tx\n"), ("choices", "list_name\tname\na\tb\n")]);
}
