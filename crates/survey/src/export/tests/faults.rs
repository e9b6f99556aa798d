//! Every fault of an export, each from the smallest file that has it.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[(&'static str, Option<u32>, Option<u32>)]) {
    assert_eq!(places(&read_csv(text)), expected, "{text}");
}

#[test]
fn a_file_without_rows_or_header() {
    check("", &[("S001", None, None)]);
    check("\n;;;\n \n", &[("S001", None, None)]);
    check("workshop_code;site\n", &[("S015", None, None)]);
    check("workshop_code;site\n;\n\n", &[("S015", None, None)]);
}

#[test]
fn a_title_above_the_header_is_one_fault() {
    let text = "Tambos 2026\nunit,sales,debt\nA,1,2\nB,3,4\n";
    let file = ExportFile { name: "plain.csv", bytes: text.as_bytes() };
    let reading = read_export(&file, None, &ReadOptions::default());
    assert_eq!(places(&reading), [("S001", None, None)]);
    assert_eq!(reading.faults[0].details["header_row"], "2");
}

#[test]
fn one_column_where_there_should_be_more() {
    check("workshop_code|site\nA|x\n", &[("S002", None, None)]);
    check("\"workshop_code;site\"\n\"A;x\"\n", &[("S002", None, None)]);
    check("workshop_code\nA\n", &[("S002", None, None)]);
}

#[test]
fn labels_in_headers_or_in_cells() {
    check("Código;Trabajo/Personas;Zona\nA;3;x\n", &[("S003", None, None)]);
    check("workshop_code;has_orders\nA;No lo hace\nB;No lo hace\nC;yes\n", &[("S003", None, None)]);
    // A label here and there among names is a wrong answer.
    check("workshop_code;has_orders\nA;No lo hace\nB;yes\nC;no\n", &[("S007", Some(2), Some(2))]);
}

#[test]
fn columns_the_form_lacks_and_questions_the_export_lacks() {
    let reading = read_csv("workshop_code;wrkers;site;\nA;3;x;\nB;3;x;y\n");
    // What stands right of the last header is a row too long.
    assert_eq!(places(&reading), [("S004", Some(1), Some(2)), ("S013", Some(3), None)]);
    let unknown = reading.faults.iter().find(|f| f.code.id() == "S004").unwrap();
    assert_eq!(unknown.details["nearest"], "workers");
    let place = &unknown.place;
    assert_eq!((place.column_number, &place.column), (Some(2), &None), "the header is not quoted");
    let lacking: Vec<&str> = reading
        .faults
        .iter()
        .filter(|f| f.code.id() == "S005")
        .map(|f| f.details["question"].as_str())
        .collect();
    let expected =
        ["day", "work/has_orders", "work/hours", "work/machines", "work/on_time", "work/workers"];
    assert_eq!(lacking, expected);
    check("workshop_code;;site\nA;x;y\n", &[("S004", Some(1), Some(2))]);
}

#[test]
fn cells_that_cannot_be_read() {
    check("workshop_code;workers\nA;tres\n", &[("S006", Some(2), Some(2))]);
    check(
        "workshop_code;workers\nA;1.5\nB;1.000\n",
        // With semicolons a thousand is a thousand: more workers than there can be.
        &[("S006", Some(2), Some(2)), ("S008", Some(3), Some(2))],
    );
    check("workshop_code,workers\nA,1.000\n", &[("S030", Some(2), Some(2))]);
    check("workshop_code,hours\nA,\"7,5\"\n", &[("S006", Some(2), Some(2))]);
    check("workshop_code;has_orders\nA;maybe\n", &[("S007", Some(2), Some(2))]);
    check("workshop_code;machines\nA;straight laser\n", &[("S007", Some(2), Some(2))]);
    check("workshop_code;machines/straight;site\nA;2;x\n", &[("S007", Some(2), Some(2))]);
    check("workshop_code;day\nA;01/05/2024\n", &[("S023", Some(2), Some(2))]);
    check("workshop_code;_submission_time\nA;yesterday\n", &[("S023", Some(2), Some(2))]);
}

#[test]
fn numbers_outside_constraint_or_range() {
    let reading = read_csv("workshop_code;workers\nA;-1\nB;61\nC;60\n");
    assert_eq!(places(&reading), [("S008", Some(2), Some(2)), ("S008", Some(3), Some(2))]);
    assert_eq!(
        numbers(&reading, "workers"),
        [Err(Missing::Invalid), Err(Missing::Invalid), Ok(60.0)]
    );
    let ranges = [(QuestionId::from("hours"), (0.0, 100.0))].into();
    let file = ExportFile { name: "t.csv", bytes: b"workshop_code;hours\nA;101\nB;-88\n" };
    let reading = read_export(&file, Some(&workshop_form()), &ReadOptions { ranges, ..options() });
    assert_eq!(places(&reading), [("S008", Some(2), Some(2))]);
    let fault = reading.faults.iter().find(|f| f.code.id() == "S008").unwrap();
    assert_eq!(fault.details["range"], "0–100");
    assert_eq!(kinds(&reading, "hours"), [Some(Missing::Invalid), Some(Missing::DontKnow)]);
}

#[test]
fn workshop_codes_that_are_missing_or_doubled() {
    let reading = read_csv(
        "workshop_code;site;_submission_time\n\
         A-1;x;2024-03-02 10:00:00\n;x;\nA-1;y;2024-03-01 10:00:00\nB;z;\n",
    );
    assert_eq!(places(&reading), [("S009", Some(4), Some(1)), ("S010", Some(3), Some(1))]);
    let doubled = reading.faults.iter().find(|f| f.code.id() == "S009").unwrap();
    let details = ["code", "rows", "latest"].map(|name| doubled.details[name].as_str());
    assert_eq!(details, ["A-1", "2, 4", "2"]);
    assert_eq!(reading.table.workshops, ["A-1".into(), "".into(), "A-1".into(), "B".into()]);
}

#[test]
fn rows_that_are_not_as_long_as_the_header_are_left_out() {
    let reading = read_csv("workshop_code;workers;site\nA;3\nB;3;x;y\nC;3;z\n");
    assert_eq!(places(&reading), [("S013", Some(2), None), ("S013", Some(3), None)]);
    assert_eq!(reading.table.workshops, ["C".into()]);
    let uneven = reading.faults.iter().find(|f| f.code.id() == "S013").unwrap();
    assert_eq!((&*uneven.details["expected"], &*uneven.details["found"]), ("3", "2"));
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_rows_unseen() {
    check("workshop_code;site\nA;x\nB;\"open\nC;y\nD;z\n", &[("S013", Some(3), None)]);
}

#[test]
fn bytes_that_are_no_text() {
    for bytes in [&b"workshop_code;site\nA;\0\n"[..], b"\x81\x8d\x01;\xff\n1;2\n"] {
        let file = ExportFile { name: "t.csv", bytes };
        let reading = read_export(&file, Some(&workshop_form()), &options());
        assert_eq!(places(&reading), [("S014", None, None)]);
    }
}

#[test]
fn repeats_are_named_and_not_read() {
    let form = form(
        "type\tname\ntext\tcode\nbegin_repeat\troster\ninteger\tage\nend_repeat\n",
        "list_name\tname\n",
    );
    for text in ["code\tother\nA\tx\n", "code\troster/age\nA\t3\n", "code\troster[1]/age\nA\t3\n"] {
        let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
        let reading = read_export(&file, Some(&form), &ReadOptions::default());
        let repeats: Vec<_> = reading.faults.iter().filter(|f| f.code.id() == "S017").collect();
        assert_eq!(repeats.len(), 1);
        assert_eq!(repeats[0].details["group"], "roster");
        assert_eq!(reading.table.columns.len(), 1);
    }
    let bytes =
        workbook(&[("main", "code\tx\nA\t1\n"), ("machines", "kind\t_parent_index\na\t1\n")]);
    let reading =
        read_export(&ExportFile { name: "t.xlsx", bytes: &bytes }, None, &ReadOptions::default());
    assert_eq!(reading.faults.len(), 1);
    assert_eq!(reading.faults[0].details["group"], "machines");
}

#[test]
fn headers_that_stand_twice() {
    check("workshop_code;site;site\nA;x;y\n", &[("S022", Some(1), Some(3))]);
    check("workshop_code;work/hours;hours\nA;1;2\n", &[("S022", Some(1), Some(3))]);
}

#[test]
fn does_not_know_cannot_stand_beside_an_answer() {
    let form = form(
        "type\tname\nselect_multiple tools\ttools\ntext\tx\n",
        "list_name\tname\ntools\ta\ntools\tdont_know\n",
    );
    let file = ExportFile { name: "t.csv", bytes: b"tools;x\na dont_know;\ndont_know;\na;\n" };
    let reading = read_export(&file, Some(&form), &options());
    assert_eq!(places(&reading), [("S012", Some(2), Some(1))]);
    let expected = [Some(Missing::Invalid), Some(Missing::DontKnow), None];
    assert_eq!(kinds(&reading, "tools"), expected);
}

#[test]
fn all_faults_are_collected_and_sorted() {
    let reading =
        read_csv("workshop_code;workers;day;site\nA;x;x;x\n;99;2024-01-01;a@b\nA;1;2024-01-01\n");
    let codes: Vec<&str> = reading.faults.iter().map(|f| f.code.id()).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    assert_eq!(codes, sorted);
    let found: std::collections::BTreeSet<&str> = codes.into_iter().collect();
    let expected = ["S005", "S006", "S008", "S010", "S013", "S021", "S023"];
    assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
}
