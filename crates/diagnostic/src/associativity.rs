//! Conditions for associativity by territory: a proposal with interval, reasons and a first safe step.
//!
//! Before anything is planned that asks workshops to act together, the conditions for it are
//! read as an assessment of their own. It is said of a territory (a cluster), never of a
//! workshop, and it is a proposal: a named person confirms it.
//!
//! ```text
//! answers by criterion ─► mean or share, with interval ─► grade at its best and at its worst
//! field notes ───────────────────────────────────────────────┤
//!                                                            ▼
//!                               verdict, if best and worst agree; else: to discuss
//! ```
//!
//! Each criterion has a cut-off for "met" and may have a second one beyond which it is far from
//! met. Its grade is read at both ends of its interval, widened by the margin of the cut-off. The
//! territory is as far as its worst required criterion. When the most and the least favourable
//! reading give the same verdict, that is the verdict; otherwise it is [`Verdict::ToDiscuss`].
//!
//! There is no criterion for mistrust of buyers or of public bodies, so neither can hold a group
//! back. What does not apply (no group, hence no leaders) leaves the reading; what nobody
//! answered keeps it open and is never read as mistrust. Ties enter in aggregate only; of trust
//! ties only density and reciprocity leave this module.

mod interval;
mod judge;
mod rules;
mod ties;

pub use judge::{Estimate, Finding, Grade, Reason, WhyNotKnown};
pub use rules::{AssociativityRules, Cut, ReviewAfter, Role, SafeStep, Side};
pub use ties::{RecordedTies, SealedTies, TieEvidence, TieFigures, TieKind};

use nanduti_model::{Answered, Diagnosis, Quarter};
use nanduti_stats::network::NetworkError;

#[cfg(test)]
mod tests;

/// What is asked of a territory before workshops act together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// Mean mistrust of other workshops, 0–100.
    MistrustOfPeers,
    /// Mean mistrust of those who lead groups, 0–100.
    MistrustOfLeaders,
    /// Share that knows of an open dispute in the local group, 0–1.
    OpenDispute,
    /// Share whose last joint project ended badly, 0–1.
    PastGroupEndedBadly,
    /// Mean willingness to associate, in the unit of its question.
    Willingness,
    /// Mean number of joint acts with other workshops.
    JointActs,
    /// Share of the asked workshops with at least one tie of a kind, 0–1. Not for trust ties.
    Tied(TieKind),
}

impl Criterion {
    /// Whether it is a share of yes over yes and no, rather than a mean.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::OpenDispute | Self::PastGroupEndedBadly | Self::Tied(_))
    }
}

/// The names under which a diagnosis by the garment instrument keeps the criteria.
pub const GARMENT_NAMES: [(Criterion, &str); 6] = [
    (Criterion::MistrustOfPeers, "mistrust_peers"),
    (Criterion::MistrustOfLeaders, "mistrust_leaders"),
    (Criterion::OpenDispute, "dispute"),
    (Criterion::PastGroupEndedBadly, "as10_past_badly"),
    (Criterion::Willingness, "rd01c_willing_associativity"),
    (Criterion::JointActs, "AS03"),
];

/// The answers to one criterion, one per workshop; shares as 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriterionAnswers<'a> {
    /// What they answer.
    pub criterion: Criterion,
    /// Answer of each workshop or why there is none.
    pub values: &'a [Answered<f64>],
}

/// The columns of a diagnosis by their names: conditions, indicators and named values. A name
/// the diagnosis does not have is left out, and its criterion stays not known.
pub fn criterion_answers<'a>(
    diagnosis: &'a Diagnosis,
    names: &[(Criterion, &str)],
) -> Vec<CriterionAnswers<'a>> {
    let column = |name: &str| -> Option<&'a [Answered<f64>]> {
        if let Some(condition) = diagnosis.condition(name) {
            return Some(&condition.value);
        }
        if let Some(node) = diagnosis.node(name) {
            return Some(&diagnosis.columns[node].value);
        }
        diagnosis.named.iter().find(|(known, _)| known == name).map(|(_, values)| &values[..])
    };
    names
        .iter()
        .filter_map(|&(criterion, name)| {
            Some(CriterionAnswers { criterion, values: column(name)? })
        })
        .collect()
}

/// Which way a field note points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// It speaks for acting together.
    For,
    /// It speaks against.
    Against,
}

/// A note from the field on one criterion of a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldNote {
    /// Position of the territory.
    pub territory: usize,
    /// What it is about.
    pub criterion: Criterion,
    /// Which way it points.
    pub stance: Stance,
}

/// What an assessment reads.
#[derive(Debug, Clone, Copy)]
pub struct AssociativityInput<'a> {
    /// Number of territories.
    pub n_territories: usize,
    /// Territory of each workshop, a position below `n_territories`.
    pub territories: &'a [usize],
    /// Answers by criterion, each at most once.
    pub answers: &'a [CriterionAnswers<'a>],
    /// Recorded ties between workshops by kind, each at most once.
    pub ties: &'a [RecordedTies],
    /// Notes from the field.
    pub notes: &'a [FieldNote],
    /// Quarter of the assessment, from which reviews are counted.
    pub quarter: Quarter,
}

/// How far a territory is: a proposal until a named person confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All required criteria are met, also at the unfavourable end of their intervals.
    Ready,
    /// The readings disagree, or too little is known: people talk about it first.
    ToDiscuss,
    /// A required criterion is not met: prepare, then act together.
    PrepareFirst,
    /// A required criterion is far from met: not now.
    NotYet,
}

/// Why a verdict is left to discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenReason {
    /// Fewer workshops answered than the rules ask for.
    TooFew,
    /// No required criterion applies.
    NothingApplies,
    /// The criterion's interval or margin reaches over a cut-off.
    NearCut(Criterion),
    /// The criterion is not known.
    NotKnown(Criterion),
    /// Field notes point the other way than the answers.
    Contested(Criterion),
}

/// What notes to bring from the field on a criterion: above all those that could refute it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteRequest {
    /// What to look into.
    pub criterion: Criterion,
    /// The stance that is looked for; `None`: either.
    pub stance: Option<Stance>,
}

/// The step to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstStep {
    /// The step.
    pub step: SafeStep,
    /// The criterion it answers; `None` where all are met.
    pub because: Option<Criterion>,
}

/// The proposal for one territory. It holds no workshop and no pair.
#[derive(Debug, Clone, PartialEq)]
pub struct TerritoryAssessment {
    /// Position of the territory.
    pub territory: usize,
    /// The proposed verdict.
    pub verdict: Verdict,
    /// The verdict by the most favourable reading.
    pub at_best: Verdict,
    /// The verdict by the least favourable reading.
    pub at_worst: Verdict,
    /// Why it is left to discussion; empty for other verdicts.
    pub open: Vec<OpenReason>,
    /// Workshops of the territory.
    pub n_workshops: usize,
    /// Workshops with an answer to at least one required criterion.
    pub n_answered: usize,
    /// Every criterion of the rules, in their order.
    pub reasons: Vec<Reason>,
    /// Ties by kind, in aggregate.
    pub ties: Vec<TieEvidence>,
    /// The first safe step.
    pub first_step: FirstStep,
    /// Notes to bring from the field.
    pub notes_asked: Vec<NoteRequest>,
    /// Quarter in which the proposal is looked at again; the last one that exists at most.
    pub review: Quarter,
}

/// Why an input or its rules cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociativityError {
    /// A workshop's or a note's territory does not exist; its position.
    NoSuchTerritory {
        /// Position of the workshop or note.
        position: usize,
    },
    /// Answers or asked workshops are not as many as the workshops.
    LengthDiffers,
    /// A criterion is answered or cut twice.
    CriterionTwice(Criterion),
    /// A kind of tie is given twice.
    TieKindTwice(TieKind),
    /// Trust ties are sealed: they are no criterion.
    SealedKind,
    /// Recorded ties are not a network.
    Ties(NetworkError),
    /// A cut-off, margin or scale is not finite or not in order.
    BadCut(Criterion),
    /// The confidence is not inside (0, 1), or the availability not inside [0, 1].
    BadLevel,
}

impl std::fmt::Display for AssociativityError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchTerritory { position } => {
                write!(formatter, "the territory of entry {position} does not exist")
            }
            Self::LengthDiffers => formatter.write_str("a column is not as long as the workshops"),
            Self::CriterionTwice(criterion) => write!(formatter, "{criterion:?} is given twice"),
            Self::TieKindTwice(kind) => write!(formatter, "ties of kind {kind:?} are given twice"),
            Self::SealedKind => formatter.write_str("trust ties are sealed and no criterion"),
            Self::Ties(error) => write!(formatter, "recorded ties: {error}"),
            Self::BadCut(criterion) => {
                write!(formatter, "the cut-offs of {criterion:?} are not finite or not in order")
            }
            Self::BadLevel => formatter.write_str("confidence or availability is out of range"),
        }
    }
}

impl std::error::Error for AssociativityError {}

/// One proposal per territory, in their order. A territory without workshops is to discuss.
pub fn assess(
    input: &AssociativityInput,
    rules: &AssociativityRules,
) -> Result<Vec<TerritoryAssessment>, AssociativityError> {
    rules.check()?;
    check(input)?;
    let networks = ties::networks(input)?;
    Ok((0..input.n_territories)
        .map(|territory| assess_territory(input, rules, &networks[territory], territory))
        .collect())
}

fn check(input: &AssociativityInput) -> Result<(), AssociativityError> {
    let beyond = |territory: &usize| *territory >= input.n_territories;
    let workshop = input.territories.iter().position(beyond);
    let note = input.notes.iter().position(|note| beyond(&note.territory));
    if let Some(position) = workshop.or(note) {
        return Err(AssociativityError::NoSuchTerritory { position });
    }
    for (place, answers) in input.answers.iter().enumerate() {
        if answers.values.len() != input.territories.len() {
            return Err(AssociativityError::LengthDiffers);
        }
        if input.answers[..place].iter().any(|other| other.criterion == answers.criterion) {
            return Err(AssociativityError::CriterionTwice(answers.criterion));
        }
    }
    Ok(())
}

fn assess_territory(
    input: &AssociativityInput,
    rules: &AssociativityRules,
    networks: &[ties::Local],
    territory: usize,
) -> TerritoryAssessment {
    let members: Vec<usize> =
        (0..input.territories.len()).filter(|&w| input.territories[w] == territory).collect();
    let reasons: Vec<Reason> = rules
        .cuts
        .iter()
        .map(|cut| {
            let answers = answers_of(input, networks, &members, cut.criterion);
            let count = |stance| {
                let about =
                    |n: &&FieldNote| n.territory == territory && n.criterion == cut.criterion;
                input.notes.iter().filter(about).filter(|note| note.stance == stance).count()
            };
            judge::judge(rules, cut, &answers, (count(Stance::For), count(Stance::Against)))
        })
        .collect();
    let n_answered = n_answered(input, rules, networks, &members);
    let (at_best, at_worst) = judge::readings(&reasons);
    let open = open_reasons(&reasons, n_answered < rules.min_answers, at_best == at_worst);
    let verdict = if open.is_empty() { at_best } else { Verdict::ToDiscuss };
    TerritoryAssessment {
        territory,
        verdict,
        at_best,
        at_worst,
        n_workshops: members.len(),
        n_answered,
        first_step: judge::first_step(&reasons),
        notes_asked: reasons.iter().filter_map(judge::note_request).collect(),
        review: Quarter(input.quarter.0.saturating_add(rules.review.quarters(verdict))),
        ties: networks.iter().map(|local| local.evidence(rules.min_answers)).collect(),
        open,
        reasons,
    }
}

/// The answers of a territory's members to a criterion; empty where it was not asked.
fn answers_of(
    input: &AssociativityInput,
    networks: &[ties::Local],
    members: &[usize],
    criterion: Criterion,
) -> Vec<Answered<f64>> {
    if let Criterion::Tied(kind) = criterion {
        let local = networks.iter().find(|local| local.kind() == kind);
        return local.map_or_else(Vec::new, ties::Local::tied_answers);
    }
    let column = input.answers.iter().find(|answers| answers.criterion == criterion);
    column.map_or_else(Vec::new, |c| members.iter().map(|&workshop| c.values[workshop]).collect())
}

/// Members with a usable answer to at least one required criterion.
fn n_answered(
    input: &AssociativityInput,
    rules: &AssociativityRules,
    networks: &[ties::Local],
    members: &[usize],
) -> usize {
    let required = rules.cuts.iter().filter(|cut| cut.role == Role::Required);
    let mut answered = vec![false; members.len()];
    for cut in required {
        let answers = answers_of(input, networks, members, cut.criterion);
        for (place, answer) in answers.iter().enumerate() {
            answered[place] |= answer.is_ok_and(|value| cut.usable(value));
        }
    }
    answered.into_iter().filter(|answered| *answered).count()
}

/// Why the verdict stays open; empty when the readings agree and enough is known.
fn open_reasons(reasons: &[Reason], too_few: bool, agree: bool) -> Vec<OpenReason> {
    let required = || reasons.iter().filter(|reason| reason.role == Role::Required);
    let mut open = Vec::new();
    if too_few {
        open.push(OpenReason::TooFew);
    }
    if required().all(|reason| reason.finding == Finding::DoesNotApply) {
        open.push(OpenReason::NothingApplies);
    }
    if !agree {
        open.extend(required().filter_map(|reason| match reason.finding {
            Finding::Between { .. } if reason.contested => {
                Some(OpenReason::Contested(reason.criterion))
            }
            Finding::Between { .. } => Some(OpenReason::NearCut(reason.criterion)),
            Finding::NotKnown(_) => Some(OpenReason::NotKnown(reason.criterion)),
            Finding::Graded(_) | Finding::DoesNotApply => None,
        }));
    }
    open
}
