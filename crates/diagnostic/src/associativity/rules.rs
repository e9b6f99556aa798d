//! The cut-offs of an assessment as data, each with its source.

use super::{AssociativityError, Criterion, TieKind, Verdict};

/// On which side of a cut-off a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At or below it.
    AtMost,
    /// At or above it.
    AtLeast,
}

/// Whether a criterion decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It takes part in the verdict.
    Required,
    /// It is shown beside the others and moves nothing.
    Evidence,
}

/// A first step that cannot do harm where a criterion is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SafeStep {
    /// Regular talks in a neutral place, called by a convenor from outside the local groups, in
    /// which no money is handled.
    NeutralTalks,
    /// A mediator settles the open dispute before any group action.
    MediationFirst,
    /// A trial lot in a new group that chooses its own coordinator.
    TrialLotInNewGroup,
    /// A trial lot whose accounts every member sees and whose split is agreed in writing before.
    TrialLotWithOpenAccounts,
    /// Buying together at the same hour and price, each paying for itself.
    JointPurchaseWithoutPooledMoney,
    /// Services to each workshop on its own; ask what would make acting together worth it.
    ServicesOneByOne,
    /// A visit or a talk that fills in what is not known.
    AskWhatIsMissing,
    /// A meeting in which candidates for a group say yes or no one by one.
    MeetingOfCandidates,
}

/// A criterion with its cut-offs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// What is cut.
    pub criterion: Criterion,
    /// Whether it takes part in the verdict.
    pub role: Role,
    /// On which side it is met.
    pub side: Side,
    /// Where it is met, in the criterion's unit; the cut-off itself counts as met.
    pub met: f64,
    /// Beyond which it is far from met; the cut-off itself counts as not met. `None`: never.
    pub far: Option<f64>,
    /// How near to a cut-off, in the same unit, a value is read on both sides of it.
    pub margin: f64,
    /// Lowest and highest possible answer; others are not read.
    pub scale: (f64, f64),
    /// The step that answers it.
    pub step: SafeStep,
    /// Where the cut-offs come from; begins with `assumption` where they are ours.
    pub source: String,
}

/// Quarters until a proposal is looked at again, by verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewAfter {
    /// After [`Verdict::Ready`].
    pub ready: u8,
    /// After [`Verdict::ToDiscuss`].
    pub to_discuss: u8,
    /// After [`Verdict::PrepareFirst`].
    pub prepare_first: u8,
    /// After [`Verdict::NotYet`].
    pub not_yet: u8,
}

/// How an assessment is made.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociativityRules {
    /// Cut-offs; where several criteria fall equally short, the first gives the first step.
    pub cuts: Vec<Cut>,
    /// Fewest answers from which a mean, a share or a network is stated.
    pub min_answers: usize,
    /// Least share of those to whom a criterion applies who must have answered, 0–1.
    pub min_availability: f64,
    /// Confidence of the intervals, inside (0, 1).
    pub confidence: f64,
    /// When to look again.
    pub review: ReviewAfter,
    /// Where the last four come from; begins with `assumption` where they are ours.
    pub source: String,
}

impl Cut {
    /// Whether the cut-offs are ours and not from a source.
    pub fn is_assumption(&self) -> bool {
        self.source.starts_with("assumption")
    }

    /// Whether an answer can be read: inside the scale, and 0 or 1 for a share.
    pub(super) fn usable(&self, value: f64) -> bool {
        if self.criterion.is_share() {
            value == 0.0 || value == 1.0
        } else {
            (self.scale.0..=self.scale.1).contains(&value)
        }
    }

    fn check(&self) -> Result<(), AssociativityError> {
        if self.criterion == Criterion::Tied(TieKind::Trust) {
            return Err(AssociativityError::SealedKind);
        }
        let finite = [self.met, self.margin, self.scale.0, self.scale.1, self.far.unwrap_or(0.0)]
            .iter()
            .all(|x| x.is_finite());
        let ordered = self.far.is_none_or(|far| match self.side {
            Side::AtMost => far >= self.met,
            Side::AtLeast => far <= self.met,
        });
        if finite && ordered && self.margin >= 0.0 && self.scale.0 < self.scale.1 {
            Ok(())
        } else {
            Err(AssociativityError::BadCut(self.criterion))
        }
    }
}

impl ReviewAfter {
    pub(super) const fn quarters(self, verdict: Verdict) -> u8 {
        match verdict {
            Verdict::Ready => self.ready,
            Verdict::ToDiscuss => self.to_discuss,
            Verdict::PrepareFirst => self.prepare_first,
            Verdict::NotYet => self.not_yet,
        }
    }
}

impl AssociativityRules {
    /// A first proposal for garment clusters, to be argued over in a meeting. Every figure in it
    /// is an assumption.
    pub fn proposal() -> Self {
        let cut = |criterion, side, (met, far, margin), scale, step, source: &str| Cut {
            criterion,
            role: Role::Required,
            side,
            met,
            far,
            margin,
            scale,
            step,
            source: format!("assumption: {source}"),
        };
        let cuts = vec![
            cut(
                Criterion::OpenDispute,
                Side::AtMost,
                (0.15, Some(0.4), 0.03),
                (0.0, 1.0),
                SafeStep::MediationFirst,
                "a cooperative is not set up over an open dispute; the shares are ours",
            ),
            cut(
                Criterion::MistrustOfPeers,
                Side::AtMost,
                (50.0, Some(80.0), 3.0),
                (0.0, 100.0),
                SafeStep::NeutralTalks,
                "setting up a group asks for mistrust below 50; 80 is ours",
            ),
            cut(
                Criterion::MistrustOfLeaders,
                Side::AtMost,
                (50.0, Some(80.0), 3.0),
                (0.0, 100.0),
                SafeStep::TrialLotInNewGroup,
                "setting up a group asks for a credible leader; 50 and 80 are ours",
            ),
            cut(
                Criterion::PastGroupEndedBadly,
                Side::AtMost,
                (0.25, Some(0.6), 0.03),
                (0.0, 1.0),
                SafeStep::TrialLotWithOpenAccounts,
                "a group is not founded on a failure; the shares are ours",
            ),
            cut(
                Criterion::Willingness,
                Side::AtLeast,
                (3.5, Some(2.5), 0.2),
                (1.0, 5.0),
                SafeStep::ServicesOneByOne,
                "half a step to either side of the middle answer",
            ),
            cut(
                Criterion::JointActs,
                Side::AtLeast,
                (1.0, None, 0.2),
                (0.0, 6.0),
                SafeStep::JointPurchaseWithoutPooledMoney,
                "one joint act for each workshop in two years",
            ),
            Cut {
                role: Role::Evidence,
                ..cut(
                    Criterion::Tied(TieKind::CoWork),
                    Side::AtLeast,
                    (0.3, None, 0.05),
                    (0.0, 1.0),
                    SafeStep::JointPurchaseWithoutPooledMoney,
                    "three in ten pass work to another workshop",
                )
            },
        ];
        Self {
            cuts,
            min_answers: 10,
            min_availability: 0.5,
            confidence: 0.9,
            review: ReviewAfter { ready: 4, to_discuss: 1, prepare_first: 2, not_yet: 4 },
            source: "assumption: ten answers of at least half of those asked, nine in ten \
                     intervals, a look once a year and sooner where work goes on"
                .to_owned(),
        }
    }

    pub(super) fn check(&self) -> Result<(), AssociativityError> {
        for (place, cut) in self.cuts.iter().enumerate() {
            cut.check()?;
            if self.cuts[..place].iter().any(|other| other.criterion == cut.criterion) {
                return Err(AssociativityError::CriterionTwice(cut.criterion));
            }
        }
        let confident = self.confidence > 0.0 && self.confidence < 1.0;
        if confident && (0.0..=1.0).contains(&self.min_availability) {
            Ok(())
        } else {
            Err(AssociativityError::BadLevel)
        }
    }
}
