//! Words of plans, interventions and what they use.

use super::{Language, join_and, lower_first, readable};
use nanduti_model::{Modality, NothingReason, Resource, ResourceKind};

/// Kind of help.
pub fn modality(language: Language, modality: Modality) -> &'static str {
    match modality {
        Modality::Training => language.pick("capacitación", "training"),
        Modality::Mentoring => language.pick("mentoría técnica", "technical mentoring"),
        Modality::Articulation => language
            .pick("articulación institucional y gremial", "institutional and trade articulation"),
        Modality::Finance => language.pick("financiamiento", "finance"),
        Modality::Equipment => language.pick("equipamiento", "equipment"),
    }
}

/// What a resource counts.
pub fn resource_kind(language: Language, kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Hours => language.pick("horas", "hours"),
        ResourceKind::Seats => language.pick("lugares", "seats"),
        ResourceKind::Money => language.pick("guaraníes", "guaraníes"),
        ResourceKind::Cases => language.pick("casos", "cases"),
    }
}

/// Unit printed after a number of the kind; empty where the head says it.
pub fn resource_unit(language: Language, kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Hours => "h",
        ResourceKind::Seats => "",
        ResourceKind::Money => language.pick("Gs. millones", "Gs millions"),
        ResourceKind::Cases => "",
    }
}

/// Why a plan has no lines; resources are said by their names.
pub fn nothing_reason(
    language: Language,
    reason: &NothingReason,
    resources: &[Resource],
) -> String {
    match reason {
        NothingReason::NotInCohort => language
            .pick(
                "no está entre los talleres de esta cohorte",
                "it is not among the workshops of this cohort",
            )
            .to_owned(),
        NothingReason::NoneAllowed => language
            .pick(
                "ninguna intervención pasa hoy sus condiciones",
                "no intervention passes its conditions today",
            )
            .to_owned(),
        NothingReason::NoGain => language
            .pick(
                "ninguna intervención permitida tiene ganancia esperada",
                "no allowed intervention has an expected gain",
            )
            .to_owned(),
        NothingReason::NoCapacity(lacking) => {
            let name = |id: &String| match resources.iter().find(|r| r.id.as_str() == id) {
                Some(resource) => lower_first(language.of(&resource.label)),
                None => readable(id),
            };
            let list = join_and(language, &lacking.iter().map(name).collect::<Vec<_>>());
            language.pick(
                format!("lo que ayudaría no entra en la capacidad que queda: {list}"),
                format!("what would help does not fit the capacity left: {list}"),
            )
        }
    }
}
