//! Where each workshop stands before the race: gate, visits and decisions.

use crate::pilots::PilotInput;
use nanduti_model::{DecisionKind, LedBy, SizeClass, Workshop};

/// What is known of one workshop once visits and decisions are read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Standing {
    /// The workshop with what the visits confirmed.
    pub(crate) confirmed: Workshop,
    /// Visited already.
    pub(crate) visited: bool,
    /// Pieces a week were counted in a visit.
    pub(crate) counted: bool,
    /// The product was confirmed in a visit.
    pub(crate) product: bool,
    /// The stage it leaves from and why, if it leaves before the race.
    pub(crate) out: Option<Leave>,
    /// Reason of the decision that pins it, if one does.
    pub(crate) pinned: Option<String>,
}

/// Why a workshop leaves before the race.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Leave {
    /// Refused consent.
    NoConsent,
    /// Cannot be reached.
    NoContact,
    /// A no to one of the three topics.
    Unwilling(&'static str),
    /// A decision leaves it out.
    Excluded,
}

impl Leave {
    /// The word the funnel counts it under.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::NoConsent => "no_consent",
            Self::NoContact => "no_contact",
            Self::Unwilling(topic) => topic,
            Self::Excluded => "excluded",
        }
    }

    /// Whether it leaves before being asked for willingness.
    pub(crate) fn is_unreachable(self) -> bool {
        matches!(self, Self::NoConsent | Self::NoContact)
    }
}

impl Standing {
    /// Whether it takes part in the race. Answers that are missing never keep it out.
    pub(crate) fn races(&self) -> bool {
        self.out.is_none()
    }

    /// Whether it is willing as far as is known, whatever was decided about it.
    pub(crate) fn is_willing(&self) -> bool {
        matches!(self.out, None | Some(Leave::Excluded))
    }

    /// Known to be led by women; where both decide it is not.
    pub(crate) fn women_led(&self) -> bool {
        self.confirmed.led_by == Some(LedBy::Woman)
    }

    /// Known to be micro.
    pub(crate) fn micro(&self, limit: u32) -> bool {
        self.confirmed.size(limit) == SizeClass::Micro
    }
}

/// The standing of every workshop, in order.
pub(crate) fn standings(input: &PilotInput) -> Vec<Standing> {
    let workshops = &input.plan.population.workshops;
    let mut standings: Vec<Standing> = workshops
        .iter()
        .map(|workshop| Standing {
            confirmed: workshop.clone(),
            visited: false,
            counted: false,
            product: false,
            out: None,
            pinned: None,
        })
        .collect();
    let mut visits: Vec<_> = input.visits.iter().filter(|v| v.workshop < workshops.len()).collect();
    visits.sort_by_key(|visit| (visit.workshop, visit.date));
    for visit in visits {
        let standing = &mut standings[visit.workshop];
        let workshop = &mut standing.confirmed;
        standing.visited = true;
        standing.counted |= visit.pieces_week.is_some();
        standing.product |= visit.product_confirmed == Some(true);
        // Who was visited can be reached.
        workshop.contactable = Some(true);
        if let Some(consent) = visit.consent {
            workshop.consent.programme = Some(consent);
        }
        if let Some(willing) = visit.willing {
            let topics = &mut workshop.willing;
            topics.production = Some(willing);
            topics.decent_work = Some(willing);
            topics.associativity = Some(willing);
        }
    }
    for standing in &mut standings {
        standing.out = gate_leave(&standing.confirmed);
    }
    decide(input, &mut standings);
    standings
}

/// A pin stands above a missing contact, never above a no of the workshop itself; an exclusion
/// stands above a pin.
fn decide(input: &PilotInput, standings: &mut [Standing]) {
    for decision in input.decisions {
        let Some(standing) = standings.get_mut(decision.workshop) else { continue };
        match decision.kind {
            DecisionKind::Exclude => {
                standing.out = standing.out.or(Some(Leave::Excluded));
                standing.pinned = None;
            }
            DecisionKind::Pin if standing.out != Some(Leave::Excluded) => {
                if standing.out == Some(Leave::NoContact) {
                    let mut reached = standing.confirmed.clone();
                    reached.contactable = None;
                    standing.out = gate_leave(&reached);
                }
                standing.pinned = Some(decision.reason.clone());
            }
            DecisionKind::Pin => {}
        }
    }
}

/// Why the gate of [`Workshop::gate`] closes, or `None` where it is open or not known.
fn gate_leave(workshop: &Workshop) -> Option<Leave> {
    let refused = Some(false);
    if workshop.consent.programme == refused || workshop.consent.diagnosis == refused {
        return Some(Leave::NoConsent);
    }
    if workshop.contactable == refused {
        return Some(Leave::NoContact);
    }
    let topics = workshop.willing;
    [
        (topics.production, "unwilling_production"),
        (topics.decent_work, "unwilling_decent_work"),
        (topics.associativity, "unwilling_associativity"),
    ]
    .into_iter()
    .find(|(answer, _)| *answer == refused)
    .map(|(_, topic)| Leave::Unwilling(topic))
}
