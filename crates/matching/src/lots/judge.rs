//! The verdict on a pair: facts gathered from the case, gates examined, value in parts.

use super::capacity::{Offer, offers};
use super::window::{WindowMonth, window_months};
use crate::MatchInput;
use crate::gates::{Examination, PairFacts, examine, makes_product};
use crate::value::{pair_value, value_parts};
use nanduti_model::{LeadFirmId, PairOutcome, PairVerdict, TieStrength, ValuePart, VisitRecord};
use std::collections::{BTreeMap, BTreeSet};

/// A case with what every pair needs looked up once.
pub(super) struct Case<'a> {
    pub input: &'a MatchInput<'a>,
    /// What each workshop offers.
    pub offers: Vec<Offer>,
    /// Months of each lot's window.
    pub windows: Vec<Vec<WindowMonth>>,
    ties: BTreeMap<(usize, usize), TieStrength>,
    visits: Vec<Option<&'a VisitRecord>>,
    forbidden: BTreeSet<(usize, usize)>,
}

/// A pair's verdict without its details: what large cases keep.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Screened {
    /// May be assigned, at this value in points per standard minute.
    Feasible(f64),
    /// Rests on an unknown answer.
    Verify,
    /// Fails a gate.
    Blocked,
}

impl<'a> Case<'a> {
    pub(super) fn new(input: &'a MatchInput<'a>) -> Self {
        let mut visits: Vec<Option<&VisitRecord>> = vec![None; input.population.workshops.len()];
        for visit in input.visits {
            if let Some(latest) = visits.get_mut(visit.workshop)
                && latest.is_none_or(|known| known.date <= visit.date)
            {
                *latest = Some(visit);
            }
        }
        let mut ties = BTreeMap::new();
        for tie in input.firm_ties {
            let strength = ties.entry((tie.workshop, tie.firm)).or_insert(TieStrength::None);
            *strength = tie.strength.max(*strength);
        }
        Self {
            input,
            offers: offers(input, &visits),
            windows: input.lots.iter().map(|lot| window_months(input.start, lot)).collect(),
            ties,
            visits,
            forbidden: input.forbidden.iter().copied().collect(),
        }
    }

    /// Id of a lot's firm; empty when the lot points nowhere.
    pub(super) fn firm_id(&self, lot: usize) -> LeadFirmId {
        let firm = self.input.firms.get(self.input.lots[lot].firm);
        firm.map_or_else(|| LeadFirmId::from(""), |firm| firm.id.clone())
    }

    pub(super) fn n_workshops(&self) -> usize {
        self.input.population.workshops.len()
    }

    /// Standard minutes of one piece of a lot, in hundredths; 0 when its product is not listed.
    pub(super) fn piece_minutes(&self, lot: usize) -> i64 {
        let product = self.input.products.get(self.input.lots[lot].product);
        product.map_or(0, |product| product.standard_minutes.0.max(0))
    }

    /// Tie of a workshop with the firm of a lot.
    pub(super) fn tie(&self, workshop: usize, lot: usize) -> TieStrength {
        let key = (workshop, self.input.lots[lot].firm);
        self.ties.get(&key).copied().unwrap_or(TieStrength::None)
    }

    /// Whole pieces a workshop could sew in a lot's window if it took nothing else.
    pub(super) fn most_pieces(&self, workshop: usize, lot: usize) -> Option<i64> {
        let monthly = self.offers[workshop].monthly?.0;
        let minutes: i64 = self.windows[lot].iter().map(|month| month.share(monthly)).sum();
        minutes.checked_div(self.piece_minutes(lot))
    }

    pub(super) fn facts(&self, workshop: usize, lot: usize) -> PairFacts<'_> {
        let the_lot = &self.input.lots[lot];
        PairFacts {
            workshop: &self.input.population.workshops[workshop],
            lot: the_lot,
            product: self.input.products.get(the_lot.product),
            firm_cell: self.input.firms.get(the_lot.firm).and_then(|firm| firm.cell),
            tie: self.tie(workshop, lot),
            visit: self.visits[workshop],
            most_pieces: self.most_pieces(workshop, lot),
            forbidden: self.forbidden.contains(&(workshop, lot)),
        }
    }

    /// Whether the workshop makes the lot's product.
    pub(super) fn makes(&self, workshop: usize, lot: usize) -> Option<bool> {
        makes_product(&self.facts(workshop, lot))
    }

    pub(super) fn examine(&self, workshop: usize, lot: usize) -> Examination {
        examine(&self.facts(workshop, lot), self.input.policy)
    }

    /// The verdict with all its reasons.
    pub(super) fn judge(&self, workshop: usize, lot: usize) -> PairOutcome {
        let facts = self.facts(workshop, lot);
        let Examination { failed, unknown, negotiate } = examine(&facts, self.input.policy);
        let verdict = if !failed.is_empty() {
            PairVerdict::Blocked(failed)
        } else if !unknown.is_empty() {
            PairVerdict::Verify(unknown)
        } else {
            PairVerdict::Feasible(value_parts(&facts, self.input.policy))
        };
        PairOutcome { workshop, lot, verdict, negotiate }
    }

    /// The verdict in short, with the pair's value when it is feasible.
    pub(super) fn screen(&self, workshop: usize, lot: usize) -> Screened {
        let facts = self.facts(workshop, lot);
        let examination = examine(&facts, self.input.policy);
        if !examination.failed.is_empty() {
            Screened::Blocked
        } else if !examination.unknown.is_empty() {
            Screened::Verify
        } else {
            Screened::Feasible(pair_value(&facts, self.input.policy))
        }
    }

    pub(super) fn parts(&self, workshop: usize, lot: usize) -> Vec<ValuePart> {
        value_parts(&self.facts(workshop, lot), self.input.policy)
    }

    /// Whether an assignment would rest on a capacity or a place that was assumed.
    pub(super) fn assumed(&self, workshop: usize, lot: usize) -> bool {
        let facts = self.facts(workshop, lot);
        self.offers[workshop].assumed || facts.workshop.cell.is_none() || facts.firm_cell.is_none()
    }
}
