//! Grids from text: what is trimmed, counted and cut.

use super::*;

#[test]
fn cells_are_trimmed_and_blank_rows_dropped() {
    let grid = read_text("a, b ,\u{a0}c\n 1 ,,3\n,,\n4,5\u{a0},\n".as_bytes()).unwrap();
    assert_eq!(grid.headers, ["a", "b", "c"]);
    assert_eq!(grid.n_rows(), 2);
    let cells: Vec<&str> =
        (0..2).flat_map(|r| (0..3).map(move |c| (r, c))).map(|(r, c)| grid.cell(r, c)).collect();
    assert_eq!(cells, ["1", "", "3", "4", "5", ""]);
    assert_eq!((grid.sheet_row(0), grid.sheet_row(1)), (2, 4));
    assert!(!grid.decimal_comma);
}

#[test]
fn the_separator_is_the_most_frequent_outside_quotes() {
    for (text, n_columns) in [
        ("\"a,b,c\";d\n1;2\n", 2),
        ("a\tb;c\td\n", 3),
        ("a,b;c\n", 2),
        ("a\n", 1),
        ("\"a\nb;\",c\n", 2),
    ] {
        assert_eq!(read_text(text.as_bytes()).unwrap().headers.len(), n_columns, "{text}");
    }
}

#[test]
fn what_lies_right_of_the_header_is_cut_or_listed() {
    let mut cut = GridBuilder::new(Overlong::Cut, false);
    let mut list = GridBuilder::new(Overlong::List, false);
    for builder in [&mut cut, &mut list] {
        for (row, cells) in [&["a", "b"][..], &["1", "", "far"], &["2", "3"]].iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                builder.cell(column, text);
            }
            builder.end_row(row as u32 + 1, None).unwrap();
        }
    }
    let (cut, list) = (cut.finish().unwrap(), list.finish().unwrap());
    assert_eq!((cut.n_rows(), cut.uneven.len()), (2, 0));
    assert_eq!(
        [cut.cell(0, 0), cut.cell(0, 1), cut.cell(1, 0), cut.cell(1, 1)],
        ["1", "", "2", "3"]
    );
    assert_eq!((list.n_rows(), list.uneven.as_slice()), (1, &[(2, 3)][..]));
}
