//! The details of a fault in words.

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
    let said = |es: &str, en: &str| Some(format!("{}: {value}", language.pick(es, en)));
    match name {
        "nearest" => None,
        "path" => said("archivo", "file"),
        "reason" | "message" => said("motivo", "reason"),
        "key" => said("clave", "key"),
        "expected" => said("se espera", "expected"),
        "found" => said("hay", "found"),
        "kind" => said("qué es", "what it is"),
        "name" => said("nombre", "name"),
        "id" => said("identificador", "id"),
        "cycle" => said("ciclo", "cycle"),
        "expression" => said("expresión", "expression"),
        "resource" => said("recurso", "resource"),
        "limit" => said("límite", "limit"),
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
        "role" => said("papel", "role"),
        "n" if code == FaultCode::CodesIssued => said("códigos dados", "codes issued"),
        "n" => said("cuántos", "how many"),
        other => Some(format!("{}: {value}", crate::words::readable(other))),
    }
}
