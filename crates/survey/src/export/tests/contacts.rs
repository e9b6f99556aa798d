//! The door: nothing that names or reaches a person may leave.

use super::*;

#[test]
fn contacts_are_counted_and_only_the_coarse_cell_leaves() {
    let reading = read_csv(
        "workshop_code;owner_name;gps;_gps_latitude;_gps_longitude;_gps_altitude;_gps_precision;_submitted_by;site\n\
         A;Ana Paredes;-25.6012 -57.1509 0 0;-25.6012;-57.1509;0;0;encuestador1;norte\n\
         B;;;-25.6012;-57.1509;;;;\n\
         C;;;;;;;;x\n",
    );
    assert_eq!(places(&reading), []);
    assert_eq!(reading.contacts, ContactSummary { columns: 7, cells: 9 });
    // floor(-25.6012 / 0.05) = floor(-512.024), floor(-57.1509 / 0.05) = floor(-1143.018).
    assert_eq!(reading.cells, [Some((-513, -1144)), Some((-513, -1144)), None]);
    let left: Vec<&str> = reading.table.columns.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(left, ["workshop_code", "site"]);
}

#[test]
fn options_name_further_contacts_and_free_others() {
    let text = "workshop_code;site;owner_name;gps\nA;norte;apodo;1 2\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let options = ReadOptions {
        contacts: vec!["site".into()],
        not_contacts: vec!["owner_name".into(), "gps".into()],
        ..options()
    };
    let reading = read_export(&file, Some(&workshop_form()), &options);
    let left: Vec<&str> = reading.table.columns.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(left, ["workshop_code", "owner_name"], "coordinates cannot be freed");
}

#[test]
fn what_is_calculated_from_a_contact_or_photographed_is_one() {
    let bytes = workbook(&[
        (
            "survey",
            "type\tname\tcalculation\n\
             text\tcontact_name\n\
             calculate\tgreeting\tconcat('Hola ', ${contact_name})\n\
             calculate\ttwice\tconcat(${greeting}, ${greeting})\n\
             calculate\tsum\t1 + 1\n\
             image\tphoto\n\
             deviceid\tdeviceid\n",
        ),
        ("choices", "list_name\tname\n"),
    ]);
    let form = read_form(&bytes, "f.xlsx").0.unwrap();
    let text = "contact_name;greeting;twice;sum;photo;photo_URL;deviceid\n\
                Ana;Hola Ana;Hola Ana;2;1.jpg;https://x/1.jpg;ab12\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let reading = read_export(&file, Some(&form), &ReadOptions::default());
    assert_eq!(reading.faults, []);
    assert_eq!(reading.contacts, ContactSummary { columns: 6, cells: 6 });
    assert_eq!(numbers(&reading, "sum"), [Ok(2.0)]);
}

#[test]
fn cells_that_look_like_contacts_are_withheld_wherever_they_stand() {
    let reading = read_csv(
        "workshop_code;workers;hours;has_orders;machines;day;site\n\
         A;0981 123 456;0981123456;0981-123456;straight 0981123456;0981 123456;llamar 0981 123 456\n\
         B;3;8;yes;straight;2024-01-01;ana@example.org\n",
    );
    let mut expected: Vec<_> = (2..=7).map(|column| ("S021", Some(2), Some(column))).collect();
    expected.push(("S021", Some(3), Some(7)));
    let mut found = places(&reading);
    found.sort_unstable();
    assert_eq!(found, expected);
    for question in ["workers", "hours", "has_orders", "machines", "day", "site"] {
        assert_eq!(kinds(&reading, question)[0], Some(Missing::Invalid), "{question}");
    }
}

#[test]
fn long_numbers_pass_only_where_a_range_allows_them() {
    let text = "workshop_code;hours\nA;2550307\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let reading = read_export(&file, Some(&workshop_form()), &options());
    assert_eq!(places(&reading), [("S021", Some(2), Some(2))]);
    let ranges = [(QuestionId::from("hours"), (0.0, 1e7))].into();
    let reading = read_export(&file, Some(&workshop_form()), &ReadOptions { ranges, ..options() });
    assert_eq!(places(&reading), []);
    assert_eq!(numbers(&reading, "hours"), [Ok(2_550_307.0)]);
}

/// Columns where a planted name or phone must not pass: all but the text that asks for one, and
/// the numbers and words that only the server writes.
const GUARDED: &str = "owner_name;gps;workers;hours;has_orders;on_time;machines;\
    machines/straight;day;_uuid;_submission_time;_validation_status;_submitted_by;_notes;_tags;\
    unknown_column;meta/x;_gps_latitude";

#[test]
fn planted_contacts_appear_nowhere_in_a_reading() {
    let width = GUARDED.split(';').count();
    for canary in ["Zoraida-Canaria", "0971999888", "zoraida@canaria.py", "0971 999 888"] {
        let row = |n: usize| vec![canary; n].join(";");
        let text = format!(
            "workshop_code;{GUARDED}\nA;{}\nB;{}\n{}\n{canary}\n",
            vec![""; width].join(";"),
            row(width),
            row(width + 3),
        );
        let reading = read_csv(&text);
        assert_eq!(reading.table.n_rows(), 2);
        assert_not_printed(&reading, canary);
    }
}

#[test]
fn planted_phones_appear_nowhere_even_without_a_form_or_in_texts() {
    for canary in ["0971999888", "zoraida@canaria.py", "0971 999 888"] {
        let header = format!("workshop_code;site;{GUARDED};_status;__version__");
        let row = vec![canary; header.split(';').count()].join(";");
        let sound = vec!["1"; header.split(';').count()].join(";");
        let text = format!("{header}\n{row}\n{sound}\n{row}\n");
        for form in [Some(&workshop_form()), None] {
            let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
            assert_not_printed(&read_export(&file, form, &options()), canary);
        }
    }
}

#[track_caller]
fn assert_not_printed(reading: &Reading, canary: &str) {
    let mut printed = format!("{reading:?}");
    for (_, content) in crate::write_tables(&reading.table) {
        printed.push_str(&content);
    }
    assert!(!reading.faults.is_empty());
    for part in [canary, canary.trim_start_matches('0')] {
        assert!(!printed.contains(part), "{canary} in {printed}");
    }
}

#[test]
fn a_file_without_header_never_prints_its_first_row() {
    for form in [Some(&workshop_form()), None] {
        let text = "Zoraida Canaria;0971 999 888;3\nEva;0971 999 887;4\n";
        let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
        let reading = read_export(&file, form, &options());
        assert_eq!(reading.faults.len(), 1);
        assert_eq!(reading.faults[0].code.id(), "S001");
        assert!(!format!("{reading:?}").contains("Zoraida"));
    }
}

#[test]
fn without_a_form_repeated_names_and_phones_are_no_options() {
    let text = "code;owner_name;who;telefono\n\
                A;Zoraida;0971-999888;971999\nB;Zoraida;0971-999888;971999\nC;Eva;x;1\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let reading = read_export(&file, None, &ReadOptions::default());
    assert_eq!(reading.contacts, ContactSummary { columns: 2, cells: 6 });
    for canary in ["Zoraida", "999888", "971999"] {
        assert_not_printed(&reading, canary);
    }
}

#[test]
fn the_workshop_code_is_kept_whatever_its_label_says() {
    let form = form(
        "type\tname\tlabel\ntext\tcode\tCódigo (ver notas con el nombre)\ninteger\tx\tX\n",
        "list_name\tname\n",
    );
    let file = ExportFile { name: "t.csv", bytes: b"code;x\nA;1\n" };
    let options = ReadOptions { workshop: Some("code".into()), ..ReadOptions::default() };
    assert_eq!(read_export(&file, Some(&form), &options).table.workshops, ["A".into()]);
}
