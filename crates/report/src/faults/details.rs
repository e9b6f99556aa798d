//! The details of a fault in words. What a reader found comes as a word (`damaged_workbook`); its
//! wording in both languages is here.

mod expected;
mod said;

use super::column_letters;
use crate::words::Language;
use nanduti_model::{Fault, FaultCode};

/// What the details of a fault say, in a line; `None` when it has none.
pub fn fault_details(fault: &Fault, language: Language) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (&name, value) in &fault.details {
        if let Some(part) = detail(fault.code, name, value, language) {
            parts.push(part);
        }
    }
    // The nearest name is a question and comes last.
    if let Some(nearest) = fault.details.get("nearest").filter(|n| !n.is_empty()) {
        parts.push(
            language
                .pick(format!("¿quiso decir «{nearest}»?"), format!("did you mean “{nearest}”?")),
        );
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn detail(code: FaultCode, name: &str, value: &str, language: Language) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    // A word that has wording is said in it; everything else is a name or a number.
    let value = &said::value(code, name, value, language);
    let said = |es: &str, en: &str| Some(format!("{}: {value}", language.pick(es, en)));
    match name {
        "nearest" => None,
        "path" => said("archivo", "file"),
        "reason" | "message" | "because" => said("motivo", "reason"),
        "character" | "position" => said("en el carácter", "at character"),
        "header_row" => said("parece estar en la fila", "seems to be in row"),
        "like" => {
            let letters = value.parse().map(column_letters).unwrap_or_default();
            Some(
                language
                    .pick(format!("¿es la columna {letters}?"), format!("is it column {letters}?")),
            )
        }
        "at" => said("dónde", "where"),
        "gate" => said("puerta", "gate"),
        "used" => said("usa", "uses"),
        "missing" => said("falta antes", "must come first"),
        "cluster" => said("clúster", "cluster"),
        "start" => said("la cohorte empieza", "the cohort begins"),
        "until" => said("y termina antes de", "and ends before"),
        "key" => said("clave", "key"),
        "node" => said("nodo", "node"),
        "expert" => said("experto", "expert"),
        "ratio" => said("razón de consistencia", "consistency ratio"),
        "gap" => said("diferencia de influencia", "gap of influence"),
        "expected" if code == FaultCode::TableHeader => said("columnas", "columns"),
        "expected" => said("se espera", "expected"),
        "found" => said("hay", "found"),
        "kind" => said("qué es", "what it is"),
        "name" => said("nombre", "name"),
        "id" => said("identificador", "id"),
        "cycle" => said("ciclo", "cycle"),
        "expression" => said("expresión", "expression"),
        "resource" => said("recurso", "resource"),
        "limit" => said("hay", "there is"),
        "column" => said("columna", "column"),
        "allowed" => said("se admite", "allowed"),
        "separator" => said("separador", "separator"),
        "n_labels" => said("celdas con etiquetas", "cells with labels"),
        "question" => said("pregunta", "question"),
        "range" => said("rango", "range"),
        "code" => said("código", "code"),
        "rows" => said("filas", "rows"),
        "latest" => said("la más reciente", "the latest"),
        "relevant" => said("condición del formulario", "condition of the form"),
        "rule" => said("regla", "rule"),
        "group" => said("grupo", "group"),
        "type" => said("tipo", "type"),
        "instrument" => said("instrumento", "instrument"),
        "role" if code == FaultCode::EngineQuestionNotAsked => said("se pierde", "what is lost"),
        "role" => said("papel", "role"),
        "n" if code == FaultCode::CodesIssued => said("códigos dados", "codes issued"),
        "n" => said("cuántos", "how many"),
        other => Some(format!("{}: {value}", crate::words::readable(other))),
    }
}
