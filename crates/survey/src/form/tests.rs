//! Reading of forms (XLSForm): header spellings, types, groups, and each fault.

use super::*;
use nanduti_model::Fault;
use rust_xlsxwriter::Workbook;

fn read(sheets: &[(&str, &[&[&str]])]) -> (Option<Form>, Vec<Fault>) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    read_form(&book.save_to_buffer().unwrap(), "form.xlsx")
}

#[track_caller]
fn codes(sheets: &[(&str, &[&[&str]])], expected: &[(&str, Option<u32>)]) {
    let (_, faults) = read(sheets);
    let found: Vec<_> = faults.iter().map(|f| (f.code.id(), f.place.row)).collect();
    assert_eq!(found, expected);
}

#[test]
fn headers_blank_rows_and_further_sheets_are_forgiven() {
    let (form, faults) = read(&[
        ("LÉAME", &[&["texto"]]),
        (
            " Survey ",
            &[
                &[
                    "TYPE",
                    "Name",
                    "Label :: Español (es)",
                    "label::English (en)",
                    "bind::relevant",
                    "Required",
                ],
                &[],
                &["# a remark", "x"],
                &["begin group", "work", "Trabajo", "Work", "", ""],
                &["Select One  yn", "orders", "¿Pedidos?", "Orders?", "", "yes"],
                &["select_multiple tools or_other", "tools", "", "", "${orders} = 'yes'", ""],
                &["end group"],
                &["note", "", "Gracias", ""],
            ],
        ),
        (
            "Choices",
            &[
                &["List Name", "name", "label:Español (es)"],
                &["yn", "yes", "Sí"],
                &["yn", "no", "No"],
                &["", "", ""],
                &["tools", "a", "A"],
                &["tools", "a", "A otra vez"],
            ],
        ),
        ("settings", &[&["form_title", "form_id"], &["Talleres", "x"]]),
    ]);
    assert_eq!(faults, []);
    let form = form.unwrap();
    assert_eq!(form.title.as_deref(), Some("Talleres"));
    assert_eq!(form.languages, ["Español (es)", "English (en)"]);
    let items: Vec<(&str, ItemKind)> =
        form.items.iter().map(|i| (i.path.as_str(), i.kind)).collect();
    let expected = [
        ("work", ItemKind::Group),
        ("work/orders", ItemKind::SelectOne),
        ("work/tools", ItemKind::SelectMultiple),
        ("work/tools_other", ItemKind::Text),
        ("", ItemKind::Note),
    ];
    assert_eq!(items, expected);
    let orders = form.question("orders").unwrap();
    assert!(orders.required && orders.row == 5);
    assert_eq!(orders.labels["English (en)"], "Orders?");
    let names: Vec<&str> = form.choices(orders).iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["yes", "no"]);
    let tools = form.question("tools").unwrap();
    let names: Vec<&str> = form.choices(tools).iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["a", "other"]);
    assert!(tools.relevant.as_ref().unwrap().expression.is_some());
    assert_eq!(form.items[2].parent, Some(0));
}

#[test]
fn types_of_form_tools_are_known() {
    let known = [
        ("integer", ItemKind::Integer),
        ("decimal", ItemKind::Decimal),
        ("dateTime", ItemKind::DateTime),
        ("start", ItemKind::DateTime),
        ("today", ItemKind::Date),
        ("time", ItemKind::Time),
        ("calculate", ItemKind::Calculate),
        ("geopoint", ItemKind::Location),
        ("phonenumber", ItemKind::Private),
        ("select_one_from_file towns.csv", ItemKind::Text),
        ("rank products", ItemKind::Text),
    ];
    for (text, kind) in known {
        let (form, faults) = read(&[("survey", &[&["type", "name"], &[text, "q"]])]);
        assert_eq!(faults, [], "{text}");
        assert_eq!(form.unwrap().items[0].kind, kind, "{text}");
    }
}

#[test]
fn unknown_types_are_kept_as_text() {
    let (form, faults) = read(&[("survey", &[&["type", "name"], &["hologram", "q"]])]);
    assert_eq!(form.unwrap().items[0].kind, ItemKind::Text);
    assert_eq!((faults[0].code.id(), &*faults[0].details["type"]), ("S019", "hologram"));
    assert_eq!(faults[0].place.sheet.as_deref(), Some("survey"));
}

#[test]
fn forms_that_cannot_be_used_say_why() {
    codes(&[("hoja1", &[&["type", "name"]])], &[("S018", None)]);
    codes(&[("survey", &[&["tipo", "nombre"]])], &[("S018", None)]);
    codes(
        &[("survey", &[&["type", "name"], &["begin group", "g"], &["text", "q"]])],
        &[("S018", Some(2))],
    );
    codes(&[("survey", &[&["type", "name"], &["end group", ""]])], &[("S018", Some(2))]);
    codes(&[("survey", &[&["type", "name"], &["text", ""]])], &[("S018", Some(2))]);
    let twice: &[&[&str]] = &[&["type", "name"], &["text", "q"], &["text", "q"]];
    codes(&[("survey", twice)], &[("C008", Some(3))]);
    codes(&[("survey", &[&["type", "name"], &["select_one towns", "q"]])], &[("C007", Some(2))]);
}

#[test]
fn rules_that_cannot_be_read_are_named_with_their_column() {
    let (form, faults) = read(&[(
        "survey",
        &[
            &["type", "name", "relevant", "constraint"],
            &["integer", "a", "${b} = 1", ". > 1 and"],
            &["integer", "b", "regex(., 'x')", ""],
            &["integer", "c", "${gone} = 1", ""],
        ],
    )]);
    let found: Vec<_> = faults
        .iter()
        .map(|f| (f.code.id(), f.place.row, f.place.column.as_deref().unwrap()))
        .collect();
    let expected = [
        ("S016", Some(2), "constraint"),
        ("S016", Some(3), "relevant"),
        ("S016", Some(4), "relevant"),
    ];
    assert_eq!(found, expected);
    let form = form.unwrap();
    let constraint = form.items[0].constraint.as_ref().unwrap();
    assert_eq!((constraint.text.as_str(), &constraint.expression), (". > 1 and", &None));
}
