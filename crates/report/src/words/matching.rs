//! Words of lots, gates and what stays unmet.

use super::{Language, decimal, machine_name, whole};
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
        text.push_str(&names(language, failure));
    }
    if let (Some(has), Some(needs)) = (failure.has, failure.needs) {
        let (has, needs) =
            (number(language, failure.gate, has), number(language, failure.gate, needs));
        text.push_str(&language.pick(
            format!(" (hay {has}; hace falta {needs})"),
            format!(" (there is {has}; {needs} is needed)"),
        ));
    }
    text
}

/// What a failed gate names, in words: machines by their trade names.
fn names(language: Language, failure: &GateFailure) -> String {
    let name = |name: &String| match failure.gate {
        Gate::Machines => machine_name(language, name),
        _ => name.clone(),
    };
    failure.names.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A whole number and a price plainly, another number with one decimal.
fn number(language: Language, gate: Gate, x: f64) -> String {
    let is_price = matches!(gate, Gate::Margin | Gate::FairPrice);
    let x = if is_price { x.ceil() } else { x };
    if x.fract() == 0.0 { whole(language, x as i64) } else { decimal(language, x, 1) }
}

/// The change that would open a gate, by the workshop or by the firm.
pub fn gate_change(language: Language, failure: &GateFailure) -> String {
    let told =
        |x: Option<f64>| x.map_or_else(|| "…".to_owned(), |x| number(language, failure.gate, x));
    let (has, needs) = (told(failure.has), told(failure.needs));
    match failure.gate {
        Gate::Path => language
            .pick(
                "que quien dirige quiera también proveer a empresas",
                "that whoever leads also wants to supply firms",
            )
            .to_owned(),
        Gate::Product => language
            .pick(
                "un lote de lo que ya hace, o una muestra aprobada de este producto",
                "a lot of what it already makes, or an approved sample of this product",
            )
            .to_owned(),
        Gate::Machines => {
            let machines = names(language, failure);
            language.pick(
                format!("contar con: {machines} (propia, prestada o en grupo)"),
                format!("having: {machines} (its own, lent or in a group)"),
            )
        }
        Gate::Rework => language.pick(
            format!("bajar los arreglos a {needs} de cada 100, o que la empresa acepte {has}"),
            format!("rework down to {needs} per 100, or a firm that accepts {has}"),
        ),
        Gate::OnTime => language.pick(
            format!("entregar en fecha {needs} de cada 10, o que la empresa acepte {has}"),
            format!("{needs} of 10 deliveries on time, or a firm that accepts {has}"),
        ),
        Gate::Invoice => language
            .pick(
                "que facture por todos un integrante con RUC o una asociación",
                "that a member with a RUC or an association invoices for all",
            )
            .to_owned(),
        Gate::Distance => language
            .pick(
                "un lote más cerca, o que la empresa acepte esta distancia",
                "a lot nearer by, or a firm that accepts this distance",
            )
            .to_owned(),
        Gate::MinimumBatch => language.pick(
            format!("una tanda mínima de {has} prendas, un plazo más largo, o coser en grupo"),
            format!("a minimum batch of {has} pieces, a longer window, or sewing in a group"),
        ),
        Gate::Margin | Gate::FairPrice => language.pick(
            format!("un precio de al menos {needs} por prenda, o un producto más simple"),
            format!("a price of at least {needs} a piece, or a simpler product"),
        ),
        Gate::Consent => language
            .pick("que dé su consentimiento en la visita", "its consent, given in the visit")
            .to_owned(),
        Gate::Forbidden => language
            .pick(
                "cambiar esa decisión por acta, en decisions.csv",
                "changing that decision by acta, in decisions.csv",
            )
            .to_owned(),
    }
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
