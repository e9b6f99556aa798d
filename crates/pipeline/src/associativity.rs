//! The conditions for working in groups, territory by territory: a proposal to be confirmed.

use crate::case::Case;
use nanduti_diagnostic::associativity::{
    AssociativityInput, AssociativityRules, Criterion, CriterionAnswers, FieldNote, GARMENT_NAMES,
    RecordedTies, Stance, TerritoryAssessment, TieKind, assess, criterion_answers,
};
use nanduti_model::{
    AssociativitySpec, AssumedFigure, Assumption, Instrument, Label, Quarter, WorkshopTie,
};
use nanduti_stats::network::Direction;

/// A criterion with its stable word and where its proposed cut-offs come from.
#[derive(Clone, Copy, Debug)]
pub struct CriterionWords {
    /// The criterion.
    pub criterion: Criterion,
    /// Its word in files.
    pub word: &'static str,
    /// Why its cut-offs are what they are, in Spanish; the English text is the engine's.
    basis: &'static str,
}

/// Every criterion there is. Mistrust of buyers and of public bodies is none.
pub const CRITERIA: [CriterionWords; 7] = [
    words(
        Criterion::OpenDispute,
        "open_dispute",
        "no se funda una cooperativa sobre un conflicto abierto; las proporciones son nuestras",
    ),
    words(
        Criterion::MistrustOfPeers,
        "mistrust_of_peers",
        "armar un grupo pide desconfianza menor que 50; el 80 es nuestro",
    ),
    words(
        Criterion::MistrustOfLeaders,
        "mistrust_of_leaders",
        "armar un grupo pide dirigentes creíbles; el 50 y el 80 son nuestros",
    ),
    words(
        Criterion::PastGroupEndedBadly,
        "past_group_ended_badly",
        "no se funda un grupo sobre un fracaso; las proporciones son nuestras",
    ),
    words(
        Criterion::Willingness,
        "willingness",
        "medio paso a cada lado de la respuesta del medio",
    ),
    words(Criterion::JointActs, "joint_acts", "una acción conjunta por taller en dos años"),
    words(
        Criterion::Tied(TieKind::CoWork),
        "ties_of_work",
        "tres de cada diez se pasan trabajo con otro taller",
    ),
];

const fn words(criterion: Criterion, word: &'static str, basis: &'static str) -> CriterionWords {
    CriterionWords { criterion, word, basis }
}

/// The stable word of a criterion.
pub fn criterion_word(criterion: Criterion) -> &'static str {
    CRITERIA.iter().find(|known| known.criterion == criterion).map_or("ties", |known| known.word)
}

/// The proposed rules with what an instrument changes of them.
pub fn rules_of(spec: Option<&AssociativitySpec>) -> AssociativityRules {
    let mut rules = AssociativityRules::proposal();
    let Some(spec) = spec else { return rules };
    rules.min_answers = spec.min_answers.unwrap_or(rules.min_answers);
    rules.min_availability = spec.min_availability.unwrap_or(rules.min_availability);
    rules.confidence = spec.confidence.unwrap_or(rules.confidence);
    for cut in &mut rules.cuts {
        let word = criterion_word(cut.criterion);
        if let Some(changed) = spec.cuts.iter().find(|changed| changed.criterion == word) {
            (cut.met, cut.far) = (changed.met, changed.far);
            cut.margin = changed.margin.unwrap_or(cut.margin);
            cut.source.clone_from(&changed.source.text.en);
        }
    }
    rules
}

/// Whether rules can be used: cut-offs in order, shares inside their range.
pub(crate) fn sound(rules: &AssociativityRules) -> bool {
    assess(&input(0, &[], &[], &[], &[]), rules).is_ok()
}

fn input<'a>(
    n_territories: usize,
    territories: &'a [usize],
    answers: &'a [CriterionAnswers<'a>],
    ties: &'a [RecordedTies],
    notes: &'a [FieldNote],
) -> AssociativityInput<'a> {
    AssociativityInput { n_territories, territories, answers, ties, notes, quarter: Quarter(0) }
}

/// One proposal for each cluster of a case; none where its answers hold no criterion.
pub(crate) fn assess_case(case: &Case) -> Vec<TerritoryAssessment> {
    let answers = criterion_answers(&case.diagnosis, &GARMENT_NAMES);
    if answers.is_empty() {
        return Vec::new();
    }
    let ties = ties(case, &answers);
    let notes = notes(case);
    let n_clusters = case.population.clusters.len();
    let input = input(n_clusters, &case.clusters_of, &answers, &ties, &notes);
    // Rules were checked when the instrument was read, ties when their file was.
    assess(&input, &rules_of(case.instrument.associativity.as_ref())).unwrap_or_default()
}

/// The notes that count, as the engine reads them.
fn notes(case: &Case) -> Vec<FieldNote> {
    let criterion = |word: &str| CRITERIA.iter().find(|known| known.word == word);
    let counted = case.notes.iter().filter(|note| note.counts);
    counted
        .filter_map(|note| {
            Some(FieldNote {
                territory: note.cluster,
                criterion: criterion(&note.criterion)?.criterion,
                stance: if note.speaks_for { Stance::For } else { Stance::Against },
            })
        })
        .collect()
}

/// Recorded ties by kind. Whoever answered a criterion was asked for ties; a kind that nobody
/// recorded was not asked.
fn ties(case: &Case, answers: &[CriterionAnswers]) -> Vec<RecordedTies> {
    let asked: Vec<bool> = (0..case.clusters_of.len())
        .map(|workshop| answers.iter().any(|column| column.values[workshop].is_ok()))
        .collect();
    let pairs = |wanted: fn(&str) -> bool| -> Vec<(usize, usize)> {
        let kept = |tie: &&WorkshopTie| wanted(&tie.kind) && tie.a != tie.b;
        case.workshop_ties.iter().filter(kept).map(|tie| (tie.a, tie.b)).collect()
    };
    let work =
        |kind: &str| matches!(kind, "orders" | "shared_order" | "lent_machine" | "joint_purchase");
    let kinds = [
        (TieKind::CoWork, Direction::Undirected, pairs(work)),
        (TieKind::Advice, Direction::Directed, pairs(|kind| kind == "advice")),
        (TieKind::Trust, Direction::Undirected, case.sealed.trusts.clone()),
    ];
    kinds
        .into_iter()
        .filter(|(_, _, pairs)| !pairs.is_empty())
        .map(|(kind, direction, pairs)| RecordedTies {
            kind,
            direction,
            observed: asked.clone(),
            pairs,
        })
        .collect()
}

/// What the proposed rules assume, without what an instrument replaced.
pub(crate) fn assumptions(instrument: &Instrument) -> Vec<Assumption> {
    let spec = instrument.associativity.as_ref();
    let rules = AssociativityRules::proposal();
    let replaced = |word: &str| spec.is_some_and(|s| s.cuts.iter().any(|c| c.criterion == word));
    let mut found: Vec<Assumption> = CRITERIA
        .iter()
        .filter(|known| !replaced(known.word))
        .filter_map(|known| {
            let cut = rules.cuts.iter().find(|cut| cut.criterion == known.criterion)?;
            Some(assumption(known.word, known.basis, &cut.source))
        })
        .collect();
    found.push(assumption(
        "rules",
        "diez respuestas de al menos la mitad de quienes debían contestar, intervalos de 90 %, \
         revisión una vez al año y antes donde se está trabajando",
        &rules.source,
    ));
    found.push(assumption(
        "ties",
        "a quien contestó sobre trabajar con otros se le preguntó por sus lazos",
        "assumption: whoever answered on working with others was asked for ties",
    ));
    found
}

fn assumption(word: &str, es: &str, en: &str) -> Assumption {
    Assumption {
        place: format!("builtin:associativity · {word}"),
        figure: AssumedFigure::Associativity(word.to_owned()),
        text: Label { es: format!("supuesto: {es}"), en: en.to_owned() },
    }
}
