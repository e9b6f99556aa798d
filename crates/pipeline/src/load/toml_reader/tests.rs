//! Every fault of a document is found, with its line and what would be right.

use super::*;

fn codes(text: &str, read: impl Fn(&Section)) -> Vec<(FaultCode, u32)> {
    let document = Document::parse("x.toml", text).unwrap();
    read(&document.root());
    document.into_findings().0.iter().map(|f| (f.code, f.place.row.unwrap())).collect()
}

#[test]
fn all_faults_come_at_once_with_their_lines() {
    let text = "title = 3\n[inner]\nwieght = 1\nlow = 200\n";
    let found = codes(text, |root| {
        root.text("title");
        let inner = root.section("inner").unwrap();
        inner.optional_number("weight", 0.0..=1.0);
        inner.number("low", 0.0..=100.0);
        inner.text("absent");
        inner.finish();
        root.finish();
    });
    assert_eq!(
        found,
        vec![
            (FaultCode::UnknownKey, 3),
            (FaultCode::MissingKey, 2),
            (FaultCode::BadValue, 1),
            (FaultCode::BadValue, 4),
        ]
    );
}

#[test]
fn unknown_keys_name_the_nearest() {
    let document = Document::parse("x.toml", "wieght = 1").unwrap();
    let root = document.root();
    root.optional_number("weight", 0.0..=1.0);
    root.finish();
    assert_eq!(document.into_findings().0[0].details["nearest"], "weight");
}

#[test]
fn broken_grammar_names_its_line() {
    let fault = Document::parse("x.toml", "a = 1\nb = = 2\n").unwrap_err();
    assert_eq!((fault.code, fault.place.row), (FaultCode::TomlSyntax, Some(2)));
}

#[test]
fn assumptions_are_listed() {
    let read = |text: &str| {
        let document = Document::parse("x.toml", text).unwrap();
        let source = document.root().source(AssumedFigure::AxisWeights);
        let (faults, listed) = document.into_findings();
        assert!(faults.is_empty(), "{text}: {faults:?}");
        assert_eq!(listed.len(), usize::from(source.basis == Basis::Assumption), "{text}");
        assert!(listed.iter().all(|a| a.text == source.text));
        (source.basis, source.text.es, source.text.en)
    };
    let ours = |es: &str, en: &str| (Basis::Assumption, es.to_owned(), en.to_owned());
    let one = "source = \"assumption: ours\"";
    assert_eq!(read(one), ours("assumption: ours", "assumption: ours"));
    let spanish = "source = \"Supuesto: la mesa\"";
    assert_eq!(read(spanish), ours("Supuesto: la mesa", "Supuesto: la mesa"));
    let both = ours("supuesto: propio", "assumption: ours");
    assert_eq!(read("source = { es = \"supuesto: propio\", en = \"assumption: ours\" }"), both);
    assert_eq!(read("source.es = \"supuesto: propio\"\nsource.en = \"assumption: ours\""), both);
    assert_eq!(read("source = \"S24, S26\"").0, Basis::Cited);
    assert_eq!(read("source = { es = \"S24: ley\", en = \"S24: law\" }").0, Basis::Cited);
}

#[test]
fn a_source_is_a_text_or_one_in_each_language() {
    let found = |source: &str| {
        codes(&format!("[a]\nx = 1\n{source}\n"), |root| {
            let a = root.section("a").unwrap();
            a.optional_number("x", 0.0..=1.0);
            a.source(AssumedFigure::AxisWeights);
            a.finish();
        })
    };
    let (bad, none) = (FaultCode::BadValue, FaultCode::NoSource);
    assert_eq!(found(""), [(none, 1)]);
    assert_eq!(found("source = \" \""), [(none, 3)]);
    assert_eq!(found("source = { es = \"supuesto\", en = \"\" }"), [(none, 3)]);
    for wrong in ["3", "{ es = \"supuesto\" }", "{ es = \"a\", eng = \"b\" }"] {
        assert_eq!(found(&format!("source = {wrong}")), [(bad, 3), (none, 3)], "{wrong}");
    }
    let third = "source.es = \"a\"\nsource.en = \"b\"\nsource.pt = \"c\"";
    assert_eq!(found(third), [(bad, 3), (none, 3)]);
    assert_eq!(found("sorce = \"S24\""), [(FaultCode::UnknownKey, 3), (none, 1)]);
}
