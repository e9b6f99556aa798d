//! What is read from sound files: shapes, encodings, headers, kinds of missing.

use super::*;

const HEADER: &str = "workshop_code;work/workers;work/hours;work/has_orders;work/machines;day;site";

#[test]
fn numbers_choices_dates_and_texts_are_typed() {
    let reading =
        read_csv(&format!("{HEADER}\nT-1;3;7,5;yes;overlock straight;2024-05-01;norte\n"));
    assert_eq!(places(&reading), []);
    assert_eq!(numbers(&reading, "workers"), [Ok(3.0)]);
    assert_eq!(numbers(&reading, "hours"), [Ok(7.5)]);
    assert_eq!(texts(&reading, "has_orders"), [Ok("yes")]);
    assert_eq!(chosen(&reading, "machines"), [Ok(vec!["straight", "overlock"])]);
    assert_eq!(texts(&reading, "day"), [Ok("2024-05-01")]);
    assert_eq!(texts(&reading, "site"), [Ok("norte")]);
    assert_eq!(reading.table.workshops, ["T-1".into()]);
    assert_eq!(reading.table.columns[1].path, "work/workers");
    assert!(!reading.types_inferred);
}

#[test]
fn kinds_of_missing_are_kept_apart() {
    let reading =
        read_csv(&format!("{HEADER}\nT-1;;-88;dont_know;;;\nT-2;-99;;;refused;;not_observed\n"));
    assert_eq!(places(&reading), []);
    assert_eq!(kinds(&reading, "workers"), [Some(Missing::Blank), Some(Missing::Refused)]);
    assert_eq!(kinds(&reading, "hours"), [Some(Missing::DontKnow), Some(Missing::Blank)]);
    assert_eq!(kinds(&reading, "has_orders"), [Some(Missing::DontKnow), Some(Missing::Blank)]);
    assert_eq!(kinds(&reading, "machines"), [Some(Missing::Blank), Some(Missing::Refused)]);
    assert_eq!(kinds(&reading, "site"), [Some(Missing::Blank), Some(Missing::NotObserved)]);
    assert_eq!(reading.table.column(&"on_time".into()), None, "not in this export");
}

#[test]
fn separators_encodings_and_line_ends_do_not_matter() {
    let text =
        "workshop_code;day;site\nT-1;2024-05-01;\"Ñu \"\"guasu\"\"; sur\nlínea 2\"\nT-2;;x\n";
    let expected = read_csv(text);
    assert_eq!(texts(&expected, "site"), [Ok("Ñu \"guasu\"; sur\nlínea 2"), Ok("x")]);
    assert_eq!(expected.table.keys[1].row, 3, "a quoted line break is no row");
    let commas = text.replace("; sur", "§ sur").replace(';', ",").replace('§', ";");
    let tabs = commas.replace(',', "\t");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        latin.into_owned(),
        utf16,
        commas.into_bytes(),
        tabs.into_bytes(),
    ] {
        let file = ExportFile { name: "survey.csv", bytes: &bytes };
        assert_eq!(read_export(&file, Some(&workshop_form()), &options()), expected);
    }
    let returns = read_csv(&text.replace('\n', "\r\n"));
    assert_eq!(returns.table.keys, expected.table.keys);
    assert_eq!(texts(&returns, "site")[1], Ok("x"));
}

#[test]
fn blank_rows_and_a_separator_line_keep_the_row_numbers_of_a_spreadsheet() {
    for end in ["\n", "\r\n"] {
        let text = "sep=;\nworkshop_code;site\n\n;\nT-1;a\n\n\n;;;\nT-2;b\n".replace('\n', end);
        let reading = read_csv(&text);
        let rows: Vec<u32> = reading.table.keys.iter().map(|k| k.row).collect();
        assert_eq!(rows, [5, 9]);
        assert_eq!(places(&reading), []);
    }
}

#[test]
fn headers_match_by_path_or_by_a_name_that_only_one_question_has() {
    let reading = read_csv("workshop_code;old_group/workers;hours\nT-1;3;4\n");
    assert_eq!(
        (numbers(&reading, "workers"), numbers(&reading, "hours")),
        (vec![Ok(3.0)], vec![Ok(4.0)])
    );
    let twice = form(
        "type\tname\n\
         begin_group\ta\ninteger\tx\nend_group\n\
         begin_group\tb\ninteger\tx\nend_group\n",
        "list_name\tname\n",
    );
    let bytes = b"a/x;x;b/x\n1;2;3\n";
    let file = ExportFile { name: "t.csv", bytes };
    let reading = read_export(&file, Some(&twice), &ReadOptions::default());
    assert_eq!(places(&reading), [("S004", Some(1), Some(2))]);
    let paths: Vec<&str> = reading.table.columns.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(paths, ["a/x", "b/x"]);
}

#[test]
fn multiple_choices_are_rebuilt_from_split_columns_in_list_order() {
    let reading = read_csv(
        "workshop_code;work/machines/cutter;work/machines/straight;work/machines/overlock\n\
         T-1;1;1;0\nT-2;0;0;0\nT-3;;;\nT-4;1;;\n",
    );
    assert_eq!(places(&reading), []);
    let expected =
        [Ok(vec!["straight", "cutter"]), Ok(vec![]), Err(Missing::Blank), Ok(vec!["cutter"])];
    assert_eq!(chosen(&reading, "machines"), expected);
}

#[test]
fn both_shapes_of_a_multiple_choice_must_agree() {
    let reading = read_csv(
        "workshop_code;machines;machines/straight;machines/overlock\n\
         A;straight;1;0\nB;straight;0;1\nC;;0;0\nD;;1;0\nE;overlock;;\nF;cutter;0;0\nG;;;\n",
    );
    assert_eq!(places(&reading), [("S029", Some(3), Some(2)), ("S029", Some(5), Some(2))]);
    let expected = [
        Ok(vec!["straight"]),
        Err(Missing::Invalid),
        Ok(vec![]),
        Err(Missing::Invalid),
        Ok(vec!["overlock"]),
        // The list has no split column for it, which says nothing.
        Ok(vec!["cutter"]),
        Err(Missing::Blank),
    ];
    assert_eq!(chosen(&reading, "machines"), expected);
}

#[test]
fn keys_are_typed_and_rejected_submissions_left_out() {
    let reading = read_csv(
        "workshop_code;_id;_uuid;_submission_time;_validation_status;_status;__version__;_index;meta/rootUuid\n\
         A;11;00000000-0000-4000-8000-000000000001;2024-03-01 12:00:00;Approved;submitted_via_web;v1;1;x\n\
         B;12;;;validation_status_not_approved;;;2;\n\
         C;13;;;Not approved;;;3;\n",
    );
    assert_eq!(places(&reading), [("S026", None, None)]);
    assert_eq!(reading.faults[reading.faults.len() - 1].details["n"], "2");
    let key = RowKey {
        row: 2,
        index: Some(1),
        id: Some(11),
        uuid: Some("00000000-0000-4000-8000-000000000001".into()),
        submission_time: Some("2024-03-01T12:00:00".into()),
        validation_status: Some("Approved".into()),
        status: Some("submitted_via_web".into()),
        version: Some("v1".into()),
    };
    assert_eq!(reading.table.keys, [key]);
}

#[test]
fn a_workbook_reads_as_its_csv_does() {
    let header = HEADER.replace(';', "\t");
    let row = "T-1\t3\t7.5\tyes\toverlock straight\t2024-05-01\tnorte";
    let bytes = workbook(&[("datos", &format!("{header}\n{row}\n")), ("LÉAME", "x\n")]);
    let file = ExportFile { name: "survey.csv", bytes: &bytes };
    let mut reading = read_export(&file, Some(&workshop_form()), &options());
    let mut from_csv = read_csv(&format!("{header}\n{row}\n"));
    assert_eq!((places(&reading), reading.sheet.take()), (vec![], Some("datos".to_owned())));
    for reading in [&mut reading, &mut from_csv] {
        reading.faults.clear();
    }
    assert_eq!(reading, from_csv);
}

#[test]
fn without_a_form_kinds_are_inferred_column_by_column() {
    let text = "code;workers;path;day;products;products/shirt;products/jeans;remark_x;later\n\
                A;3;own;2024-01-01;shirt;1;0;algo largo;\n\
                B;4,5;supply;2024-01-02;jeans shirt;1;1;otra cosa;\n\
                C;;own;;;0;0;;\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let options = ReadOptions { workshop: Some("code".into()), ..ReadOptions::default() };
    let reading = read_export(&file, None, &options);
    assert!(reading.types_inferred);
    assert_eq!(reading.faults, []);
    assert_eq!(numbers(&reading, "workers"), [Ok(3.0), Ok(4.5), Err(Missing::Blank)]);
    assert_eq!(texts(&reading, "path"), [Ok("own"), Ok("supply"), Ok("own")]);
    assert_eq!(
        chosen(&reading, "products"),
        [Ok(vec!["shirt"]), Ok(vec!["shirt", "jeans"]), Ok(vec![])]
    );
    assert_eq!(kinds(&reading, "later"), [Some(Missing::Blank); 3]);
    assert_eq!(reading.table.workshops.len(), 3);
}

#[test]
fn times_keep_the_offset_they_have() {
    let form = form("type\tname\nstart\tstart\ntime\topen\ntoday\ttoday\n", "list_name\tname\n");
    let bytes = b"start;open;today\n2017-12-28 10:01:27-05:00;08:30;2024-01-01\n";
    let reading =
        read_export(&ExportFile { name: "t.csv", bytes }, Some(&form), &ReadOptions::default());
    assert_eq!(reading.faults, []);
    assert_eq!(texts(&reading, "start"), [Ok("2017-12-28T10:01:27.000-05:00")]);
    assert_eq!(texts(&reading, "open"), [Ok("08:30:00.000")]);
    assert_eq!(texts(&reading, "today"), [Ok("2024-01-01")]);
}

#[test]
fn columns_may_stand_in_any_order() {
    let forward = read_csv("workshop_code;workers;site\nT-1;3;a\n");
    let backward = read_csv("site;workers;workshop_code\na;3;T-1\n");
    assert_eq!(forward.table, backward.table);
}

#[test]
fn days_and_times_of_a_workbook_are_read_from_their_cells() {
    let form = form("type\tname\ntime\topen\ndateTime\tat\ndate\tday\n", "list_name\tname\n");
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["open", "at", "day"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    // 45352 is 2024-03-01; a part of a day is a time; 0.5 of it is noon.
    let rows = [[0.0, 45_352.0, 45_352.0], [0.5, 45_352.5, 45_352.5]];
    for (row, cells) in rows.iter().enumerate() {
        for (column, serial) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            sheet.write_number_with_format(row, column, *serial, &format).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let file = ExportFile { name: "t.xlsx", bytes: &bytes };
    let reading = read_export(&file, Some(&form), &ReadOptions::default());
    assert_eq!(reading.faults, []);
    assert_eq!(texts(&reading, "open"), [Ok("00:00:00.000"), Ok("12:00:00.000")]);
    let moments = [Ok("2024-03-01T00:00:00.000"), Ok("2024-03-01T12:00:00.000")];
    assert_eq!(texts(&reading, "at"), moments);
    assert_eq!(texts(&reading, "day"), [Ok("2024-03-01"); 2]);
}
