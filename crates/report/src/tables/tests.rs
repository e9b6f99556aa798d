//! Facts about tables in each format.

use super::*;
use jiff::civil::date;

fn sample() -> Table {
    let mut table = Table::new(
        "lots",
        &[
            ("lot", "Lote", "Lot"),
            ("pieces", "Prendas", "Pieces"),
            ("share", "Parte", "Share"),
            ("due", "Entrega", "Due"),
            ("open", "Abierto", "Open"),
        ],
    );
    table.push(vec![
        "A;01 \"x\"".into(),
        1_234_567_u32.into(),
        Cell::real(-1234.5, 1),
        date(2027, 2, 20).into(),
        true.into(),
    ]);
    table.push(vec![
        "=1+1".into(),
        Cell::Absent,
        Cell::real(f64::NAN, 1),
        Cell::Absent,
        false.into(),
    ]);
    table
}

#[test]
fn plain_csv_has_stable_names_points_and_empty_cells() {
    assert_eq!(
        render_table(&sample(), TableFormat::Csv, Language::Es),
        "lot,pieces,share,due,open\n\"A;01 \"\"x\"\"\",1234567,-1234.5,2027-02-20,true\n=1+1,,,,false\n"
    );
}

#[test]
fn excel_in_spanish_gets_mark_semicolons_commas_and_no_formula() {
    assert_eq!(
        render_table(&sample(), TableFormat::ExcelEs, Language::Es),
        "\u{feff}Lote;Prendas;Parte;Entrega;Abierto\r\n\"A;01 \"\"x\"\"\";1234567;-1234,5;20/02/2027;sí\r\n'=1+1;;;;no\r\n"
    );
}

#[test]
fn json_says_null_for_what_is_not_known() {
    let text = render_table(&sample(), TableFormat::Json, Language::En);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["schema"], "nanduti.table/1");
    assert_eq!(value["columns"][1]["label"], "Pieces");
    assert_eq!(value["rows"][0]["share"], -1234.5);
    assert!(value["rows"][1]["pieces"].is_null() && value["rows"][1]["share"].is_null());
}

#[test]
fn text_aligns_numbers_to_the_right_and_prints_a_dash_for_unknown() {
    let text = render_table(&sample(), TableFormat::Text, Language::Es);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[2].contains("1.234.567  \u{2212}1.234,5"), "{text}");
    assert!(lines[3].contains("        —         —"), "{text}");
}

#[test]
fn an_empty_table_still_has_its_head() {
    let table = Table::new("none", &[("a", "A", "A")]);
    assert_eq!(render_table(&table, TableFormat::Csv, Language::Es), "a\n");
    assert_eq!(render_table(&table, TableFormat::Text, Language::Es), "A\n─\n");
}
