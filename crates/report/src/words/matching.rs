//! Words of lots, gates and what stays unmet.

use super::{Language, decimal, whole};
use nanduti_model::{DistanceBand, Gate, GateFailure, UnmetCause, ValuePartKind};

/// What a gate is about, as a noun.
pub fn gate_name(language: Language, gate: Gate) -> &'static str {
    match gate {
        Gate::Path => language.pick("solo marca propia", "own brand only"),
        Gate::Product => language.pick("producto", "product"),
        Gate::Machines => language.pick("máquinas", "machines"),
        Gate::Rework => language.pick("arreglos", "rework"),
        Gate::OnTime => language.pick("entrega en fecha", "delivery on time"),
        Gate::Invoice => language.pick("factura que pide la empresa", "invoice the firm asks for"),
        Gate::Distance => language.pick("distancia", "distance"),
        Gate::MinimumBatch => language.pick("tanda mínima", "minimum batch"),
        Gate::Margin => {
            language.pick("precio bajo el costo legal", "price below the cost at a legal wage")
        }
        Gate::FairPrice => language.pick("precio bajo la referencia", "price below the reference"),
        Gate::Consent => language.pick("consentimiento", "consent"),
        Gate::Forbidden => language.pick("excluido por decisión", "excluded by decision"),
    }
}

/// A failed gate as a sentence with what there is and what would pass.
pub fn gate_sentence(language: Language, failure: &GateFailure) -> String {
    let mut text = match failure.gate {
        Gate::Path => language.pick("Quiere solo marca propia", "It wants only its own brand"),
        Gate::Product => language.pick("No hace este producto", "It does not make this product"),
        Gate::Machines => language.pick("Le falta una máquina", "It lacks a machine"),
        Gate::Rework => language.pick(
            "Más arreglos de cada 100 que los que acepta el lote",
            "More rework per 100 than the lot accepts",
        ),
        Gate::OnTime => language.pick(
            "Menos entregas en fecha de cada 10 que las que pide el lote",
            "Fewer deliveries on time of 10 than the lot asks for",
        ),
        Gate::Invoice => language.pick(
            "El lote pide factura; un integrante con RUC o una asociación puede facturar por todos",
            "The lot asks for an invoice; one member with a RUC or an association may invoice for all",
        ),
        Gate::Distance => language.pick(
            "Más lejos que lo que acepta el lote",
            "Farther than the lot accepts",
        ),
        Gate::MinimumBatch => language.pick(
            "En ese plazo no llega a la tanda mínima",
            "In this window it does not reach the minimum batch",
        ),
        Gate::Margin => language.pick(
            "El precio no cubre su costo con un salario legal",
            "The price does not cover its cost at a legal wage",
        ),
        Gate::FairPrice => language.pick(
            "El precio está bajo el precio justo de referencia",
            "The price is below the fair reference price",
        ),
        Gate::Consent => language.pick(
            "No dio consentimiento para ser propuesto a una empresa",
            "It gave no consent to be proposed to a firm",
        ),
        Gate::Forbidden => language.pick(
            "Excluido por una decisión o una regla local",
            "Excluded by a decision or a local rule",
        ),
    }
    .to_owned();
    if !failure.names.is_empty() {
        text.push_str(": ");
        text.push_str(&failure.names.join(", "));
    }
    if let (Some(has), Some(needs)) = (failure.has, failure.needs) {
        let number = |x: f64| {
            if x.fract() == 0.0 { whole(language, x as i64) } else { decimal(language, x, 1) }
        };
        let (has, needs) = (number(has), number(needs));
        text.push_str(&language.pick(
            format!(" (hay {has}; hace falta {needs})"),
            format!(" (there is {has}; {needs} is needed)"),
        ));
    }
    text
}

/// Why pieces stay unmet.
pub fn unmet_cause(language: Language, cause: UnmetCause) -> &'static str {
    match cause {
        UnmetCause::Gate(gate) => gate_name(language, gate),
        UnmetCause::Capacity => language.pick("capacidad en el plazo", "capacity in the window"),
        UnmetCause::BatchRules => {
            language.pick("tanda mínima o tope de talleres", "minimum batch or supplier limit")
        }
        UnmetCause::Verify => language.pick("verificar en la visita", "verifying in the visit"),
        UnmetCause::Outcompeted => {
            language.pick("más valor en otro lote", "more value in another lot")
        }
    }
}

/// Part of a pair's value.
pub fn value_part(language: Language, kind: ValuePartKind) -> &'static str {
    match kind {
        ValuePartKind::Fit => language.pick("producto", "product"),
        ValuePartKind::Continuity => language.pick("vínculo", "tie"),
        ValuePartKind::Nearness => language.pick("cercanía", "nearness"),
        ValuePartKind::Price => language.pick("precio", "price"),
        ValuePartKind::Quality => language.pick("calidad", "quality"),
    }
}

/// How far, in words.
pub fn distance_band(language: Language, band: DistanceBand) -> &'static str {
    match band {
        DistanceBand::To5 => language.pick("hasta 5 km", "up to 5 km"),
        DistanceBand::To20 => language.pick("hasta 20 km", "up to 20 km"),
        DistanceBand::To50 => language.pick("hasta 50 km", "up to 50 km"),
        DistanceBand::Beyond => language.pick("más de 50 km", "beyond 50 km"),
    }
}
