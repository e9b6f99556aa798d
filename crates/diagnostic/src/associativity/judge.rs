//! One criterion of one territory: its estimate, its grade at best and at worst, its notes.

use super::interval::mean_interval;
use super::{
    AssociativityRules, Criterion, Cut, FirstStep, NoteRequest, Role, SafeStep, Side, Stance,
    Verdict,
};
use nanduti_model::{Answered, Missing};
use nanduti_stats::wilson_interval;

/// How far a value is from its cut-offs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// At the cut-off or on its good side.
    Met,
    /// Beyond it.
    NotMet,
    /// Beyond the second cut-off.
    FarFromMet,
}

/// Why a criterion is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotKnown {
    /// It was not asked in the territory.
    NotAsked,
    /// Fewer answers than the rules ask for.
    TooFewAnswers,
    /// Too small a share of those to whom it applies has answered.
    LowAvailability,
}

/// What is found of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The same grade over its whole interval.
    Graded(Grade),
    /// The interval, the margin or field notes reach over a cut-off.
    Between {
        /// Grade by the most favourable reading.
        best: Grade,
        /// Grade by the least favourable reading.
        worst: Grade,
    },
    /// Too little is known.
    NotKnown(WhyNotKnown),
    /// It applies to nobody there.
    DoesNotApply,
}

/// A mean or a share of a territory with its interval, in the criterion's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Mean or share.
    pub value: f64,
    /// Lower end: Student's t for a mean, Wilson 1927 for a share; never below the scale. The
    /// answers are taken as a sample of what could have been answered, so that a full census
    /// keeps an interval too.
    pub low: f64,
    /// Upper end, never above the scale.
    pub high: f64,
}

/// One criterion of a territory against its cut-offs.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What was asked.
    pub criterion: Criterion,
    /// Whether it takes part in the verdict.
    pub role: Role,
    /// Number of usable answers.
    pub n: usize,
    /// Number of workshops to which it applies.
    pub n_applicable: usize,
    /// `n / n_applicable`, 0–1; `None` where it applies to nobody or was not asked.
    pub availability: Option<f64>,
    /// The estimate; `None` with fewer answers than the rules ask for.
    pub estimate: Option<Estimate>,
    /// On which side of the cut-offs it is met.
    pub side: Side,
    /// See [`Cut::met`].
    pub met: f64,
    /// See [`Cut::far`].
    pub far: Option<f64>,
    /// See [`Cut::margin`].
    pub margin: f64,
    /// Whether the cut-offs are an assumption.
    pub assumption: bool,
    /// What is found.
    pub finding: Finding,
    /// Field notes that speak for acting together.
    pub notes_for: usize,
    /// Field notes that speak against it.
    pub notes_against: usize,
    /// Whether most field notes point the other way than the answers.
    pub contested: bool,
    /// The step that answers the criterion; `None` where it is met or does not apply.
    pub step: Option<SafeStep>,
}

/// Judges the answers of a territory to one criterion; `notes` are those for and against.
pub(super) fn judge(
    rules: &AssociativityRules,
    cut: &Cut,
    answers: &[Answered<f64>],
    notes: (usize, usize),
) -> Reason {
    let applicable = || answers.iter().filter(|answer| **answer != Err(Missing::NotApplicable));
    let usable: Vec<f64> =
        applicable().filter_map(|answer| answer.ok()).filter(|&x| cut.usable(x)).collect();
    let n_applicable = applicable().count();
    let availability = (n_applicable > 0).then(|| usable.len() as f64 / n_applicable as f64);
    let estimate = if usable.len() < rules.min_answers.max(1) {
        None
    } else {
        estimate(cut, &usable, rules.confidence)
    };
    let asked = applicable().any(|answer| *answer != Err(Missing::NotAsked));
    let (finding, contested) = match (availability, estimate) {
        (None, _) if !answers.is_empty() => (Finding::DoesNotApply, false),
        _ if !asked => (Finding::NotKnown(WhyNotKnown::NotAsked), false),
        (Some(share), Some(estimate)) if share >= rules.min_availability => {
            graded(cut, estimate, notes)
        }
        (_, Some(_)) => (Finding::NotKnown(WhyNotKnown::LowAvailability), false),
        (_, None) => (Finding::NotKnown(WhyNotKnown::TooFewAnswers), false),
    };
    Reason {
        criterion: cut.criterion,
        role: cut.role,
        n: usable.len(),
        n_applicable,
        availability,
        estimate,
        side: cut.side,
        met: cut.met,
        far: cut.far,
        margin: cut.margin,
        assumption: cut.is_assumption(),
        finding,
        notes_for: notes.0,
        notes_against: notes.1,
        contested,
        step: step(finding, cut.step),
    }
}

/// Mean or share with its interval, kept inside the scale.
fn estimate(cut: &Cut, values: &[f64], confidence: f64) -> Option<Estimate> {
    if cut.criterion.is_share() {
        let yes = values.iter().filter(|value| **value == 1.0).count() as u64;
        let (low, high) = wilson_interval(yes, values.len() as u64, confidence)?;
        return Some(Estimate { value: yes as f64 / values.len() as f64, low, high });
    }
    let (bottom, top) = cut.scale;
    Some(mean_interval(values, confidence).map_or_else(
        || Estimate { value: values[0], low: bottom, high: top },
        |(value, low, high)| Estimate { value, low: low.max(bottom), high: high.min(top) },
    ))
}

/// The grade over interval and margin, and whether field notes contradict it.
fn graded(cut: &Cut, estimate: Estimate, (pro, against): (usize, usize)) -> (Finding, bool) {
    let low = estimate.low.min(estimate.value - cut.margin);
    let high = estimate.high.max(estimate.value + cut.margin);
    let ends = (grade(cut, low), grade(cut, high));
    let (mut best, mut worst) = (ends.0.min(ends.1), ends.0.max(ends.1));
    let contested = (worst == Grade::Met && against > pro) || (best > Grade::Met && pro > against);
    if contested {
        (best, worst) = (Grade::Met, worst.max(Grade::NotMet));
    }
    let finding =
        if best == worst { Finding::Graded(best) } else { Finding::Between { best, worst } };
    (finding, contested)
}

fn grade(cut: &Cut, value: f64) -> Grade {
    let within = |limit: f64| match cut.side {
        Side::AtMost => value <= limit,
        Side::AtLeast => value >= limit,
    };
    if within(cut.met) {
        Grade::Met
    } else if cut.far.is_none_or(within) {
        Grade::NotMet
    } else {
        Grade::FarFromMet
    }
}

const fn step(finding: Finding, of_cut: SafeStep) -> Option<SafeStep> {
    match finding {
        Finding::Graded(Grade::Met) | Finding::DoesNotApply => None,
        Finding::NotKnown(_) => Some(SafeStep::AskWhatIsMissing),
        Finding::Graded(_) | Finding::Between { .. } => Some(of_cut),
    }
}

/// The verdicts by the most and by the least favourable reading of the required criteria.
pub(super) fn readings(reasons: &[Reason]) -> (Verdict, Verdict) {
    let (mut best, mut worst) = (Grade::Met, Grade::Met);
    for reason in reasons.iter().filter(|reason| reason.role == Role::Required) {
        let (from, to) = span(reason);
        best = best.max(from);
        worst = worst.max(to);
    }
    (verdict(best), verdict(worst))
}

const fn verdict(grade: Grade) -> Verdict {
    match grade {
        Grade::Met => Verdict::Ready,
        Grade::NotMet => Verdict::PrepareFirst,
        Grade::FarFromMet => Verdict::NotYet,
    }
}

/// Grades that the criterion can still have.
const fn span(reason: &Reason) -> (Grade, Grade) {
    match reason.finding {
        Finding::Graded(grade) => (grade, grade),
        Finding::Between { best, worst } => (best, worst),
        Finding::DoesNotApply => (Grade::Met, Grade::Met),
        Finding::NotKnown(_) if reason.far.is_some() => (Grade::Met, Grade::FarFromMet),
        Finding::NotKnown(_) => (Grade::Met, Grade::NotMet),
    }
}

/// The step of the required criterion that falls shortest; among equals of the first in the
/// rules. What is known to fall short goes before what is not known.
pub(super) fn first_step(reasons: &[Reason]) -> FirstStep {
    let shortfall = |reason: &Reason| match reason.finding {
        Finding::Graded(Grade::FarFromMet) => 4,
        Finding::Graded(Grade::NotMet) => 3,
        Finding::Between { .. } => 2,
        Finding::NotKnown(_) => 1,
        Finding::Graded(Grade::Met) | Finding::DoesNotApply => 0,
    };
    let required = || reasons.iter().filter(|reason| reason.role == Role::Required);
    let mut first = FirstStep { step: SafeStep::MeetingOfCandidates, because: None };
    let mut most = 0;
    for reason in required() {
        if let (Some(step), true) = (reason.step, shortfall(reason) > most) {
            most = shortfall(reason);
            first = FirstStep { step, because: Some(reason.criterion) };
        }
    }
    if required().all(|reason| reason.finding == Finding::DoesNotApply) {
        first.step = SafeStep::AskWhatIsMissing;
    }
    first
}

/// The notes that could refute a finding, or both kinds where it is open.
pub(super) fn note_request(reason: &Reason) -> Option<NoteRequest> {
    let stance = match reason.finding {
        Finding::DoesNotApply => return None,
        Finding::Graded(Grade::Met) => Some(Stance::Against),
        Finding::Graded(_) => Some(Stance::For),
        Finding::Between { .. } | Finding::NotKnown(_) => None,
    };
    Some(NoteRequest { criterion: reason.criterion, stance })
}
