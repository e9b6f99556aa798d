//! Numbers as people write them: «Gs. 2.550.307», «1.234,5», «42 %», «43 (32–54)».
//!
//! Non-breaking blanks stand inside number and unit; the minus is the true one (U+2212);
//! intervals take an en dash, signed ones the word between.

use super::Language;
use nanduti_model::Guaranies;

/// Non-breaking blank.
pub(crate) const NBSP: char = '\u{a0}';
/// The true minus.
const MINUS: char = '\u{2212}';
/// Below this many cases a share is said as a count: «3 de 5».
const FEW: u32 = 20;

/// A whole number with its thousands marked.
pub fn whole(language: Language, number: i64) -> String {
    let mark = language.pick('.', ',');
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push(MINUS);
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals; a dash when it is not finite. Zero never carries a sign.
pub fn decimal(language: Language, number: f64, decimals: u8) -> String {
    if !number.is_finite() {
        return "—".to_owned();
    }
    let plain = format!("{:.*}", usize::from(decimals), number.abs());
    let (integer, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if number < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        text.push(MINUS);
    }
    match integer.parse::<i64>() {
        Ok(integer) => text.push_str(&whole(language, integer)),
        Err(_) => text.push_str(integer),
    }
    if !fraction.is_empty() {
        text.push(language.pick(',', '.'));
        text.push_str(fraction);
    }
    text
}

/// A change: always with its sign, except zero.
pub fn signed(language: Language, number: f64, decimals: u8) -> String {
    let text = decimal(language, number, decimals);
    let is_zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if is_zero || text.starts_with(MINUS) { text } else { format!("+{text}") }
}

/// «32–54».
pub fn interval(language: Language, low: f64, high: f64, decimals: u8) -> String {
    format!("{}–{}", decimal(language, low, decimals), decimal(language, high, decimals))
}

/// «−4 a +5».
pub fn signed_interval(language: Language, low: f64, high: f64, decimals: u8) -> String {
    let to = language.pick("a", "to");
    format!(
        "{}{NBSP}{to}{NBSP}{}",
        signed(language, low, decimals),
        signed(language, high, decimals)
    )
}

/// «Gs. 2.550.307».
pub fn guaranies(language: Language, amount: Guaranies) -> String {
    format!("{}{NBSP}{}", language.pick("Gs.", "Gs"), whole(language, amount.0))
}

/// Millions with one decimal, without the unit: «148,2».
pub fn millions(language: Language, amount: f64) -> String {
    decimal(language, amount / 1e6, 1)
}

/// «42 %» of a share of 0–1.
pub fn per_cent(language: Language, share: f64) -> String {
    let number = decimal(language, share * 100.0, 0);
    match language {
        Language::Es => format!("{number}{NBSP}%"),
        Language::En => format!("{number}%"),
    }
}

/// Nouns that stand after a count, many and one.
const NOUNS: [(&str, &str); 25] = [
    ("talleres", "taller"),
    ("lotes", "lote"),
    ("planes", "plan"),
    ("prendas", "prenda"),
    ("acciones", "acción"),
    ("futuros", "futuro"),
    ("asignaciones", "asignación"),
    ("empresas", "empresa"),
    ("envíos", "envío"),
    ("lead firms", "lead firm"),
    ("submissions", "submission"),
    ("recursos", "recurso"),
    ("preguntas", "pregunta"),
    ("avisos", "aviso"),
    ("clases", "clase"),
    ("workshops", "workshop"),
    ("lots", "lot"),
    ("plans", "plan"),
    ("pieces", "piece"),
    ("actions", "action"),
    ("futures", "future"),
    ("assignments", "assignment"),
    ("firms", "firm"),
    ("warnings", "warning"),
    ("kinds", "kind"),
];

/// The text with «1 talleres» as «1 taller», for every noun that the documents count.
pub fn singulars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(at) = rest.find('1') {
        let (head, tail) = rest.split_at(at);
        out.push_str(head);
        before = head.chars().next_back().unwrap_or(before);
        let tail = &tail[1..];
        out.push('1');
        rest = tail;
        let is_alone = !before.is_alphanumeric() && !matches!(before, '.' | ',' | '-' | '_');
        let blank = tail.chars().next().filter(|c| *c == ' ' || *c == NBSP);
        if let (true, Some(blank)) = (is_alone, blank) {
            let word = &tail[blank.len_utf8()..];
            let noun = NOUNS.iter().find(|(many, _)| {
                word.strip_prefix(many)
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            });
            if let Some((many, one)) = noun {
                out.push(blank);
                out.push_str(one);
                rest = &word[many.len()..];
            }
        }
        before = '1';
    }
    out.push_str(rest);
    out
}

/// «3 de 5».
pub fn out_of(language: Language, part: u32, all: u32) -> String {
    format!(
        "{}{NBSP}{}{NBSP}{}",
        whole(language, i64::from(part)),
        language.pick("de", "of"),
        whole(language, i64::from(all))
    )
}

/// «78 de 100» from twenty cases on, below that the count itself: «3 de 5».
pub fn share_of_hundred(language: Language, part: u32, all: u32) -> String {
    if all < FEW {
        out_of(language, part, all)
    } else {
        let hundredth = (f64::from(part) / f64::from(all) * 100.0).round() as u32;
        out_of(language, hundredth, 100)
    }
}
