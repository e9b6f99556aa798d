//! What is a contact: by the type of a question, by its name or label, by the look of a cell.
//!
//! The lists are ours (assumption): Spanish and English words by which survey forms of the
//! region ask for people, phones, addresses and documents, and for free narrative. A business
//! name alone is no contact.

use crate::times::parse_moment;
use crate::{Form, FormItem, ItemKind, ReadOptions};
use nanduti_model::QuestionId;
use std::collections::BTreeMap;

/// Words that name a person, a phone, an address or a document wherever they stand.
const IDENTITY: &[&str] = &[
    "address",
    "apellido",
    "apellidos",
    "apodo",
    "cedula",
    "cedulas",
    "celular",
    "celulares",
    "cellphone",
    "ci",
    "coordenadas",
    "coordinates",
    "correo",
    "direccion",
    "direcciones",
    "dni",
    "domicilio",
    "email",
    "emails",
    "facebook",
    "firstname",
    "fullname",
    "geolocation",
    "gps",
    "instagram",
    "lastname",
    "latitud",
    "latitude",
    "longitud",
    "longitude",
    "mail",
    "mobile",
    "movil",
    "nickname",
    "nombre",
    "nombres",
    "pasaporte",
    "passport",
    "phone",
    "phones",
    "surname",
    "telefono",
    "telefonos",
    "telephone",
    "whatsapp",
];

/// Words of free narrative, where anything may be written.
const NARRATIVE: &[&str] = &[
    "comentario",
    "comentarios",
    "comment",
    "comments",
    "narrativa",
    "notas",
    "notes",
    "observacion",
    "observaciones",
    "observations",
    "remark",
    "remarks",
];

/// Two words that stand together.
const PAIRS: &[(&str, &str)] = &[
    ("owner", "name"),
    ("contact", "name"),
    ("person", "name"),
    ("full", "name"),
    ("first", "name"),
    ("last", "name"),
    ("family", "name"),
    ("your", "name"),
    ("respondent", "name"),
    ("interviewer", "name"),
    ("enumerator", "name"),
    ("worker", "name"),
    ("ruc", "numero"),
    ("ruc", "number"),
    ("numero", "ruc"),
];

/// Most digits in a row that a cell may show without looking like a phone or a document.
const MAX_DIGITS: usize = 6;

/// What people write between the digits of a phone or a document.
const JOINTS: &str = " \u{a0}-.()";

/// Accents that stand behind their letter as characters of their own.
const COMBINING: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// The words of a text: lower case, without accents and without digits at their end.
/// `ownerName` is two words.
fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len() + 8);
    let mut after_lower = false;
    for c in text.chars().filter(|c| !COMBINING.contains(c)) {
        if after_lower && c.is_uppercase() {
            folded.push(' ');
        }
        after_lower = c.is_lowercase();
        folded.extend(c.to_lowercase().map(without_accent));
    }
    folded
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'ä' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ë' | 'ê' | 'ẽ' => 'e',
        'í' | 'ì' | 'ï' | 'î' | 'ĩ' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'ü' | 'û' | 'ũ' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// Whether a name or label speaks of a contact; `narrative` words count only for texts.
pub(crate) fn speaks_of_contact(text: &str, narrative: bool) -> bool {
    let words = words(text);
    let listed = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    words == ["name"]
        || listed(IDENTITY)
        || (narrative && listed(NARRATIVE))
        || words.windows(2).any(|w| PAIRS.contains(&(w[0].as_str(), w[1].as_str())))
}

/// Whether the list names the question, by name or by full path.
pub(crate) fn names(list: &[QuestionId], item: &FormItem) -> bool {
    list.iter().any(|q| q.as_str() == item.name || q.as_str() == item.path)
}

/// Whether an item is a contact by itself.
///
/// The options decide first; `not_contacts` cannot free coordinates, media and device codes.
/// Choices are never contacts by their words: the form wrote their answers. Numbers are by their
/// name, texts by their name or a label.
fn is_contact(item: &FormItem, options: &ReadOptions) -> bool {
    let by_type = matches!(item.kind, ItemKind::Location | ItemKind::Private);
    if by_type || names(&options.contacts, item) {
        return true;
    }
    let role = |question: &Option<QuestionId>| {
        question.as_ref().is_some_and(|q| names(std::slice::from_ref(q), item))
    };
    if names(&options.not_contacts, item) || role(&options.workshop) {
        return false;
    }
    match item.kind {
        ItemKind::Integer | ItemKind::Decimal => speaks_of_contact(&item.name, false),
        ItemKind::Text | ItemKind::Calculate => {
            speaks_of_contact(&item.name, true)
                || item.labels.values().any(|label| speaks_of_contact(label, true))
        }
        _ => false,
    }
}

/// Which items of the form are contacts: those that are by themselves, and those calculated from
/// one that is.
pub(crate) fn contact_items(form: &Form, options: &ReadOptions) -> Vec<bool> {
    let mut contact: Vec<bool> = form.items.iter().map(|i| is_contact(i, options)).collect();
    let mut readers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, item) in form.items.iter().enumerate() {
        let calculation = item.calculation.as_deref().unwrap_or_default();
        for name in calculation.split("${").skip(1).filter_map(|rest| rest.split('}').next()) {
            readers.entry(name.trim()).or_default().push(i);
        }
    }
    let mut open: Vec<usize> = (0..contact.len()).filter(|&i| contact[i]).collect();
    while let Some(source) = open.pop() {
        for &i in readers.get(form.items[source].name.as_str()).into_iter().flatten() {
            if !contact[i] && !names(&options.not_contacts, &form.items[i]) {
                contact[i] = true;
                open.push(i);
            }
        }
    }
    contact
}

/// Whether a cell looks like an e-mail, a phone or a document: an `@`, or seven digits in a row
/// when blanks, dashes, points and brackets between them are passed over. Dates do not.
pub(crate) fn looks_like_contact(text: &str) -> bool {
    text.contains('@') || (digits_in_row(text, JOINTS) && parse_moment(text).is_none())
}

/// Whether a free text holds an e-mail, a phone or a document; dates in it are passed over.
pub fn holds_contact(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| !is_date(word));
    looks_like_contact(&words.collect::<Vec<_>>().join(" "))
}

/// A day, month and year in either order: `12-05-2026`, `2026/5/12.`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> =
        word.trim_matches([',', '.', ';', ':', '(', ')']).split(['-', '/', '.']).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    digits && matches!(lengths[..], [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

/// The same for a workshop's code, which may well hold a year and a number: `PY-2024-0001`,
/// `2024-0001`. Only without letters are blanks and dashes passed over.
pub(crate) fn looks_like_contact_code(text: &str) -> bool {
    let lettered = text.chars().any(char::is_alphabetic);
    let year_first =
        text.get(..5).is_some_and(|head| head.starts_with("20") && head.ends_with('-'));
    let passed_over = if lettered || year_first { "" } else { JOINTS };
    text.contains('@') || digits_in_row(text, passed_over)
}

fn digits_in_row(text: &str, passed_over: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        if c.is_ascii_digit() {
            run += 1;
        } else if !passed_over.contains(c) {
            run = 0;
        }
        run > MAX_DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_texts_hold_contacts_and_dates() {
        for text in ["llamar a Ramona 0988 770 994", "ana@correo.com", "CI 3.456.789-1"] {
            assert!(holds_contact(text), "{text}");
        }
        for text in ["acta 3 del 12-05-2026", "reunión (2026/5/12).", "12 de 45 talleres", ""] {
            assert!(!holds_contact(text), "{text}");
        }
    }

    #[test]
    fn names_of_people_are_contacts_and_names_of_firms_are_not() {
        for name in [
            "owner_name",
            "nombre_duena",
            "APELLIDO",
            "full-name",
            "Teléfono2",
            "name",
            "ownerName",
            "tele\u{301}fono",
        ] {
            assert!(speaks_of_contact(name, false), "{name}");
        }
        for name in ["restaurant_name", "pr01_workers", "fo01_ruc", "contactable", "cine", "cita"] {
            assert!(!speaks_of_contact(name, true), "{name}");
        }
        assert!(speaks_of_contact("Observaciones del día", true));
        assert!(!speaks_of_contact("observaciones", false));
        assert!(speaks_of_contact("¿Cuál es su número de RUC? ruc_numero", false));
    }

    #[test]
    fn phones_documents_and_mails_are_recognised_in_cells() {
        for text in ["0981 123 456", "+595-981-123456", "1.234.567", "(021)123.4567", "a@b"] {
            assert!(looks_like_contact(text), "{text}");
        }
        for text in ["2024-03-01", "2024-03-01T12:00:00", "123456", "12 / 3456 / 78", "T-001"] {
            assert!(!looks_like_contact(text), "{text}");
        }
        for code in ["PY-2024-0001", "2024-0001", "T-001"] {
            assert!(!looks_like_contact_code(code), "{code}");
        }
        for code in ["4123456", "4.123.456", "0981 123 456", "CI4123456", "a@b"] {
            assert!(looks_like_contact_code(code), "{code}");
        }
    }
}
