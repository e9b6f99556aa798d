//! The written tables, cell by cell.

use super::*;
use nanduti_model::Missing;

#[test]
fn values_kinds_of_missing_and_columns_are_written() {
    let mut table = AnswerTable {
        keys: vec![
            RowKey { row: 2, index: Some(1), id: Some(9), ..RowKey::default() },
            RowKey {
                row: 3,
                submission_time: Some("2024-03-01T12:00:00".into()),
                ..RowKey::default()
            },
        ],
        workshops: vec!["A".into(), "B".into()],
        ..AnswerTable::default()
    };
    let options = || vec!["x".to_owned(), "y".to_owned()];
    for (path, values) in [
        ("g/n", ColumnValues::Number(vec![Ok(7.0), Ok(2.5)])),
        (
            "g/c",
            ColumnValues::Choice { options: options(), values: vec![Ok(1), Err(Missing::Refused)] },
        ),
        (
            "g/m",
            ColumnValues::Choices { options: options(), values: vec![Ok(vec![0, 1]), Ok(vec![])] },
        ),
        ("t", ColumnValues::Text(vec![Ok("a, \"b\"\nc".into()), Err(Missing::Blank)])),
    ] {
        let question = path.rsplit('/').next().unwrap().into();
        table.push(Column { path: path.into(), question, values });
    }
    let [main, missing, columns] = write_tables(&table).try_into().unwrap();
    let header =
        "_index,_id,_uuid,_submission_time,_status,__version__,workshop_code,g/n,g/c,g/m,t\n";
    let rows = "1,9,,,,,A,7,y,x y,\"a, \"\"b\"\"\nc\"\n,,,2024-03-01T12:00:00,,,B,2.5,,,\n";
    assert_eq!(main, ("main.csv".into(), format!("{header}{rows}")));
    let rows = "1,9,,,,,A,,,,\n,,,2024-03-01T12:00:00,,,B,,refused,,blank\n";
    assert_eq!(missing, ("main_missing.csv".into(), format!("{header}{rows}")));
    let rows = "g/n,n,number,\ng/c,c,choice,x y\ng/m,m,choices,x y\nt,t,text,\n";
    assert_eq!(columns, ("columns.csv".into(), format!("path,question,type,options\n{rows}")));
}
