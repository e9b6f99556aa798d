//! Words of the conditions for working in groups. They speak of a territory, never of a workshop.

use super::{Language, decimal, readable};
use nanduti_pipeline::associativity::CRITERIA;
use nanduti_pipeline::instrument_quality::read::{
    Criterion, Finding, Grade, SafeStep, Stance, TieKind, Verdict, WhyNotKnown,
};

/// The proposal in one of its four words.
pub(crate) fn verdict_name(language: Language, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => language.pick("lista", "ready"),
        Verdict::ToDiscuss => language.pick("a conversar", "to be talked over"),
        Verdict::PrepareFirst => language.pick("preparar antes", "prepare first"),
        Verdict::NotYet => language.pick("todavía no", "not yet"),
    }
}

/// The same by the word of the table.
pub(crate) fn verdict_of(language: Language, word: &str) -> String {
    let verdict = match word {
        "ready" => Verdict::Ready,
        "to_discuss" => Verdict::ToDiscuss,
        "prepare_first" => Verdict::PrepareFirst,
        "not_yet" => Verdict::NotYet,
        other => return readable(other),
    };
    verdict_name(language, verdict).to_owned()
}

/// What is asked of a territory.
pub(crate) fn criterion_name(language: Language, criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::MistrustOfPeers => {
            language.pick("desconfianza entre talleres", "mistrust between workshops")
        }
        Criterion::MistrustOfLeaders => {
            language.pick("desconfianza hacia dirigentes", "mistrust of leaders")
        }
        Criterion::OpenDispute => {
            language.pick("conflicto abierto en el grupo local", "open dispute in the local group")
        }
        Criterion::PastGroupEndedBadly => language
            .pick("el último proyecto conjunto terminó mal", "last joint project ended badly"),
        Criterion::Willingness => {
            language.pick("ganas de trabajar con otros", "willingness to work with others")
        }
        Criterion::JointActs => {
            language.pick("acciones conjuntas por taller", "joint acts per workshop")
        }
        Criterion::Tied(TieKind::CoWork) => {
            language.pick("talleres que se pasan trabajo", "workshops that pass each other work")
        }
        Criterion::Tied(TieKind::Advice) => language
            .pick("talleres que se piden consejo", "workshops that ask each other for advice"),
        Criterion::Tied(TieKind::Membership | TieKind::Trust) => {
            language.pick("talleres en un mismo grupo", "workshops in the same group")
        }
    }
}

/// The same by the word of tables and assumptions, which also name the rules and the ties.
pub(crate) fn criterion_word(language: Language, word: &str) -> String {
    let known = CRITERIA.iter().find(|known| known.word == word);
    match (known, word) {
        (Some(known), _) => criterion_name(language, known.criterion).to_owned(),
        (None, "rules") => language.pick("reglas", "rules").to_owned(),
        (None, "ties") => language.pick("lazos", "ties").to_owned(),
        (None, other) => readable(other),
    }
}

/// A figure of a criterion: shares of every 100, the rest in their own unit.
pub(crate) fn criterion_figure(language: Language, criterion: Criterion, value: f64) -> String {
    match criterion {
        Criterion::MistrustOfPeers | Criterion::MistrustOfLeaders => decimal(language, value, 0),
        Criterion::Willingness | Criterion::JointActs => decimal(language, value, 1),
        Criterion::OpenDispute | Criterion::PastGroupEndedBadly | Criterion::Tied(_) => {
            decimal(language, value * 100.0, 0)
        }
    }
}

/// The unit of that figure.
pub(crate) fn criterion_unit(language: Language, criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::MistrustOfPeers | Criterion::MistrustOfLeaders => {
            language.pick("de 0 a 100", "0 to 100")
        }
        Criterion::Willingness => language.pick("de 1 a 5", "1 to 5"),
        Criterion::JointActs => language.pick("por taller", "per workshop"),
        Criterion::OpenDispute | Criterion::PastGroupEndedBadly | Criterion::Tied(_) => {
            language.pick("de cada 100", "of every 100")
        }
    }
}

/// What is found of a criterion.
pub(crate) fn finding_name(language: Language, finding: Finding) -> &'static str {
    match finding {
        Finding::Graded(Grade::Met) => {
            language.pick("del lado bueno del corte", "on the good side of the cut-off")
        }
        Finding::Graded(Grade::NotMet) => {
            language.pick("del lado malo del corte", "on the bad side of the cut-off")
        }
        Finding::Graded(Grade::FarFromMet) => {
            language.pick("lejos, del lado malo del corte", "far on the bad side of the cut-off")
        }
        Finding::Between { .. } => language.pick("cerca del corte", "near the cut-off"),
        Finding::NotKnown(WhyNotKnown::NotAsked) => language.pick("no preguntado", "not asked"),
        Finding::NotKnown(WhyNotKnown::TooFewAnswers) => {
            language.pick("muy pocas respuestas", "too few answers")
        }
        Finding::NotKnown(WhyNotKnown::LowAvailability) => {
            language.pick("contestó menos de la mitad", "too small a share answered")
        }
        Finding::DoesNotApply => language.pick("no aplica", "does not apply"),
    }
}

/// The same by the word of the table.
pub(crate) fn finding_word(language: Language, word: &str) -> String {
    let finding = match word {
        "met" => Finding::Graded(Grade::Met),
        "not_met" => Finding::Graded(Grade::NotMet),
        "far_from_met" => Finding::Graded(Grade::FarFromMet),
        "near_cut" => Finding::Between { best: Grade::Met, worst: Grade::NotMet },
        "not_asked" => Finding::NotKnown(WhyNotKnown::NotAsked),
        "too_few_answers" => Finding::NotKnown(WhyNotKnown::TooFewAnswers),
        "low_availability" => Finding::NotKnown(WhyNotKnown::LowAvailability),
        "does_not_apply" => Finding::DoesNotApply,
        other => return readable(other),
    };
    finding_name(language, finding).to_owned()
}

/// The first step that can do no harm.
pub(crate) fn step_name(language: Language, step: SafeStep) -> &'static str {
    match step {
        SafeStep::NeutralTalks => language.pick(
            "encuentros regulares en un lugar neutral, convocados desde fuera de los grupos locales y sin manejar dinero",
            "regular talks in a neutral place, called from outside the local groups and with no money handled",
        ),
        SafeStep::MediationFirst => language.pick(
            "una mediación resuelve el conflicto abierto antes de cualquier acción en grupo",
            "a mediator settles the open dispute before any group action",
        ),
        SafeStep::TrialLotInNewGroup => language.pick(
            "un lote de prueba en un grupo nuevo que elige su propia coordinación",
            "a trial lot in a new group that chooses its own coordinator",
        ),
        SafeStep::TrialLotWithOpenAccounts => language.pick(
            "un lote de prueba con cuentas a la vista de todos y reparto escrito antes de empezar",
            "a trial lot with accounts every member sees and the split written down before it begins",
        ),
        SafeStep::JointPurchaseWithoutPooledMoney => language.pick(
            "comprar juntos a la misma hora y precio, cada quien paga lo suyo",
            "buying together at the same hour and price, each paying for itself",
        ),
        SafeStep::ServicesOneByOne => language.pick(
            "servicios a cada taller por separado, y preguntar qué haría valer la pena trabajar con otros",
            "services to each workshop on its own, asking what would make working with others worth it",
        ),
        SafeStep::AskWhatIsMissing => language.pick(
            "una visita o charla que complete lo que no se sabe",
            "a visit or a talk that fills in what is not known",
        ),
        SafeStep::MeetingOfCandidates => language.pick(
            "una reunión en la que cada candidata o candidato dice sí o no por su cuenta",
            "a meeting in which candidates say yes or no one by one",
        ),
    }
}

/// The same by the word of the table.
pub(crate) fn step_word(language: Language, word: &str) -> String {
    let step = match word {
        "neutral_talks" => SafeStep::NeutralTalks,
        "mediation_first" => SafeStep::MediationFirst,
        "trial_lot_in_new_group" => SafeStep::TrialLotInNewGroup,
        "trial_lot_with_open_accounts" => SafeStep::TrialLotWithOpenAccounts,
        "joint_purchase_without_pooled_money" => SafeStep::JointPurchaseWithoutPooledMoney,
        "services_one_by_one" => SafeStep::ServicesOneByOne,
        "ask_what_is_missing" => SafeStep::AskWhatIsMissing,
        "meeting_of_candidates" => SafeStep::MeetingOfCandidates,
        other => return readable(other),
    };
    step_name(language, step).to_owned()
}

/// What the field notes should look for.
pub(crate) fn stance_question(language: Language, stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Against) => {
            language.pick("¿Qué se vio que lo contradiga?", "What was seen that speaks against it?")
        }
        Some(Stance::For) => language.pick(
            "¿Qué se vio a favor, aunque las respuestas digan otra cosa?",
            "What was seen in its favour, whatever the answers say?",
        ),
        None => {
            language.pick("¿Qué se vio, a favor o en contra?", "What was seen, for or against?")
        }
    }
}

/// A kind of tie.
pub(crate) fn tie_name(language: Language, kind: TieKind) -> &'static str {
    match kind {
        TieKind::CoWork => language.pick("trabajo", "work"),
        TieKind::Advice => language.pick("consejo", "advice"),
        TieKind::Trust => language.pick("confianza (solo el total)", "trust (in total only)"),
        TieKind::Membership => language.pick("mismo grupo", "same group"),
    }
}
