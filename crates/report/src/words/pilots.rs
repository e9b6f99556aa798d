//! Words of the way from the survey to the proposal.

use super::{Language, decimal, readable};
use nanduti_model::{EquityClause, EquityRule, PilotReason, PilotRole};

/// A clause of the equity rule, with its numbers.
pub fn clause_name(language: Language, clause: EquityClause, rule: &EquityRule) -> String {
    match clause {
        EquityClause::MinimumPerCluster => {
            let n = rule.min_per_cluster;
            language.pick(
                format!("Al menos {n} pilotos por clúster"),
                format!("At least {n} pilots per cluster"),
            )
        }
        EquityClause::WomenLed => language
            .pick("Dirigidos por mujeres: al menos su parte", "Led by women: at least their share")
            .to_owned(),
        EquityClause::Micro => {
            let n = rule.micro_limit;
            language.pick(
                format!("De 1–{n} personas: al menos su parte"),
                format!("Of 1–{n} people: at least their share"),
            )
        }
        EquityClause::GainFloor => {
            let floor = decimal(language, rule.gain_floor, 1);
            language.pick(
                format!("Piso de ganancia por clúster: {floor} puntos por taller"),
                format!("Floor of gain per cluster: {floor} points per workshop"),
            )
        }
        EquityClause::HazardsFirst => {
            language.pick("Peligros primero en cada plan", "Hazards first in every plan").to_owned()
        }
    }
}

/// A clause in few words, for a reason; `micro` is the rule's limit of people.
pub fn clause_short(language: Language, clause: EquityClause, micro: Option<u32>) -> String {
    match clause {
        EquityClause::MinimumPerCluster => {
            language.pick("mínimo por clúster", "minimum per cluster").to_owned()
        }
        EquityClause::WomenLed => language.pick("dirigidos por mujeres", "led by women").to_owned(),
        EquityClause::Micro => micro.map_or_else(
            || language.pick("talleres chicos", "small workshops").to_owned(),
            |n| language.pick(format!("1–{n} personas"), format!("1–{n} people")),
        ),
        EquityClause::GainFloor => language.pick("piso de ganancia", "floor of gain").to_owned(),
        EquityClause::HazardsFirst => language.pick("peligros primero", "hazards first").to_owned(),
    }
}

/// What a workshop is proposed as.
pub fn pilot_role(language: Language, role: PilotRole) -> &'static str {
    match role {
        PilotRole::Pilot => language.pick("propuesto", "proposed"),
        PilotRole::Reserve => language.pick("suplente", "reserve"),
        PilotRole::Preselected => language.pick("por visitar", "to be visited"),
        PilotRole::JustOutside => language.pick("justo afuera", "just outside"),
    }
}

/// Why a workshop is where it is.
pub fn pilot_reason(language: Language, reason: &PilotReason, rule: &EquityRule) -> String {
    let short = |clause| clause_short(language, clause, Some(rule.micro_limit));
    match reason {
        PilotReason::Gain => language
            .pick(
                "su plan posible es de los que más cambian en su clúster",
                "its possible plan is among those that change most in its cluster",
            )
            .to_owned(),
        PilotReason::Clause(clause) => language.pick(
            format!("entra por la cláusula «{}»", short(*clause)),
            format!("enters by the clause “{}”", short(*clause)),
        ),
        PilotReason::Pinned(reason) => {
            language.pick(format!("por decisión: {reason}"), format!("by decision: {reason}"))
        }
        PilotReason::OutByClause(clause) => language.pick(
            format!("afuera por la cláusula «{}»", short(*clause)),
            format!("outside by the clause “{}”", short(*clause)),
        ),
        PilotReason::OutByRule => language
            .pick("afuera por la regla en conjunto", "outside by the rule as a whole")
            .to_owned(),
        PilotReason::LessGain(points) => {
            let points = decimal(language, *points, 1);
            language.pick(
                format!("su plan posible cambia {points} puntos menos que el último adentro"),
                format!("its possible plan changes {points} points less than the last one inside"),
            )
        }
    }
}

/// A stage of the funnel.
pub fn funnel_stage(language: Language, stage: &str) -> String {
    match stage {
        "surveyed" => language.pick("Encuestados", "Surveyed"),
        "reachable" => language.pick("Con consentimiento y contacto", "With consent and contact"),
        "willing" => language.pick(
            "Dicen sí a los tres temas, o falta verificarlo",
            "Say yes to the three topics, or it is to be verified",
        ),
        "preselected" => language.pick("Preselección, por visitar", "Preselection, to be visited"),
        "proposed" => language.pick("Propuestos, con suplentes", "Proposed, with reserves"),
        other => return super::upper_first(&readable(other)),
    }
    .to_owned()
}

/// Why somebody leaves the funnel at a stage.
pub fn leave_word(language: Language, word: &str) -> String {
    match word {
        "no_consent" | "consent" => language.pick("sin consentimiento", "no consent"),
        "no_contact" | "contact" | "contactable" => language.pick("sin contacto", "no contact"),
        "production" | "unwilling_production" => {
            language.pick("un no a producción", "a no to production")
        }
        "decent_work" | "unwilling_decent_work" => {
            language.pick("un no a trabajo decente", "a no to decent work")
        }
        "associativity" | "unwilling_associativity" => {
            language.pick("un no a asociatividad", "a no to associativity")
        }
        "unwilling" | "willing" | "willingness" => {
            language.pick("un no a alguno de los tres temas", "a no to one of the three topics")
        }
        "less_gain" | "gain" => language
            .pick("menor ganancia esperada bajo la regla", "less expected gain under the rule"),
        "excluded" => language.pick("excluidos por decisión", "excluded by decision"),
        "stay_on_visit_list" | "visit_list" | "preselected" => {
            language.pick("siguen en la lista de visitas", "stay on the list of visits")
        }
        "unknown" | "verify" => language.pick("falta verificar", "to be verified"),
        other => return readable(other),
    }
    .to_owned()
}

/// What a visit must verify.
pub fn verify_word(language: Language, word: &str) -> String {
    match word {
        "willingness" => language.pick("voluntad sin respuesta", "willingness not answered"),
        "capacity" => language.pick("capacidad declarada", "declared capacity"),
        "consent" => language.pick("consentimiento", "consent"),
        "contact" | "contactable" => language.pick("contacto vigente", "a contact that works"),
        "product" => language.pick("producto", "product"),
        "machines" => language.pick("máquinas que funcionan", "machines that work"),
        "efficiency" => language.pick("prendas por semana", "pieces a week"),
        "owner_hours" | "hours" => language.pick("horas que puede dar", "hours it can give"),
        "internet" => language.pick("internet", "internet"),
        "people" => language.pick("cuántas personas trabajan", "how many people work"),
        "led_by" => language.pick("quién dirige", "who decides"),
        other => return readable(other),
    }
    .to_owned()
}
