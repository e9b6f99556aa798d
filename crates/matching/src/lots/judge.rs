//! The verdict on a pair: facts gathered from the case, gates examined, value in parts.

use super::capacity::{Offer, offers};
use super::window::{WindowMonth, window_months};
use crate::MatchInput;
use crate::gates::{
    Bands, Examination, OF_CLASS, OF_LOT, OF_PRODUCT, PairFacts, Standing, examine, failing,
    makes_product, standing, standing_at,
};
use crate::value::{pair_value, value_parts};
use nanduti_model::{
    Gate, LeadFirmId, PairOutcome, PairVerdict, TieStrength, ValuePart, VisitRecord,
};
use std::collections::BTreeSet;

/// A case with what every pair needs looked up once.
pub(super) struct Case<'a> {
    pub input: &'a MatchInput<'a>,
    /// What each workshop offers.
    pub offers: Vec<Offer>,
    /// Months of each lot's window.
    pub windows: Vec<Vec<WindowMonth>>,
    /// By workshop: firms it is tied to, ascending, each once.
    ties: Vec<Vec<(usize, TieStrength)>>,
    bands: Bands,
    visits: Vec<Option<&'a VisitRecord>>,
    forbidden: BTreeSet<(usize, usize)>,
}

/// A pair's verdict without its details: what large cases keep.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Screened {
    /// May be assigned.
    Feasible {
        /// Points per standard minute.
        value: f64,
        /// Whole pieces the workshop could make in the window if it took nothing else.
        most: i64,
    },
    /// Rests on an unknown answer.
    Verify,
    /// Fails a gate.
    Blocked,
}

/// A workshop that makes a product, or may.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Maker {
    pub workshop: usize,
    /// Gates it fails whatever the lot.
    pub failed: Vec<Gate>,
    /// One of those gates rests on an unknown answer.
    pub unknown: bool,
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
        let mut ties: Vec<Vec<(usize, TieStrength)>> = vec![Vec::new(); visits.len()];
        for tie in input.firm_ties {
            if let Some(own) = ties.get_mut(tie.workshop) {
                match own.binary_search_by_key(&tie.firm, |known| known.0) {
                    Ok(at) => own[at].1 = own[at].1.max(tie.strength),
                    Err(at) => own.insert(at, (tie.firm, tie.strength)),
                }
            }
        }
        Self {
            input,
            offers: offers(input, &visits),
            windows: input.lots.iter().map(|lot| window_months(input.start, lot)).collect(),
            ties,
            bands: Bands::new(input),
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
        let (own, firm) = (&self.ties[workshop], self.input.lots[lot].firm);
        let at = own.binary_search_by_key(&firm, |known| known.0);
        at.map_or(TieStrength::None, |at| own[at].1)
    }

    /// Position of the lot's firm where the workshop has a stable tie with it.
    pub(super) fn stable_with(&self, workshop: usize, lot: usize) -> Option<u32> {
        let is_stable = self.tie(workshop, lot) == TieStrength::Stable;
        is_stable.then(|| self.input.lots[lot].firm as u32)
    }

    /// Whole pieces a workshop could sew in a lot's window if it took nothing else.
    pub(super) fn most_pieces(&self, workshop: usize, lot: usize) -> Option<i64> {
        let monthly = self.offers[workshop].monthly?.0;
        let minutes: i64 = self.windows[lot].iter().map(|month| month.share(monthly)).sum();
        minutes.checked_div(self.piece_minutes(lot))
    }

    pub(super) fn facts(&self, workshop: usize, lot: usize) -> PairFacts<'_> {
        let most_pieces = self.most_pieces(workshop, lot);
        PairFacts { most_pieces, ..self.facts_but_capacity(workshop, lot) }
    }

    /// The facts with the capacity left unknown, which costs most to look up.
    fn facts_but_capacity(&self, workshop: usize, lot: usize) -> PairFacts<'_> {
        let the_lot = &self.input.lots[lot];
        PairFacts {
            workshop: &self.input.population.workshops[workshop],
            lot: the_lot,
            product: self.input.products.get(the_lot.product),
            band: self.bands.between(workshop, the_lot.firm),
            tie: self.tie(workshop, lot),
            visit: self.visits[workshop],
            most_pieces: None,
            forbidden: !self.forbidden.is_empty() && self.forbidden.contains(&(workshop, lot)),
        }
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

    /// What the gates say that read the workshop and the product alone, the same for every lot
    /// of the product.
    pub(super) fn standing_of_product(&self, workshop: usize, lot: usize) -> Standing {
        standing(&self.facts_but_capacity(workshop, lot), self.input.policy, &OF_PRODUCT)
    }

    /// What the gates say that read the workshop and the class of the lot.
    pub(super) fn standing_of_class(&self, workshop: usize, lot: usize) -> Standing {
        standing(&self.facts_but_capacity(workshop, lot), self.input.policy, &OF_CLASS)
    }

    /// The verdict in short, with the pair's value and most pieces when it is feasible. `before`
    /// is what the gates of its product and its class say.
    pub(super) fn screen(&self, workshop: usize, lot: usize, before: Standing) -> Screened {
        let (mut facts, policy) = (self.facts_but_capacity(workshop, lot), self.input.policy);
        let mut worst = before.max(standing(&facts, policy, &OF_LOT));
        if worst != Standing::Fails {
            facts.most_pieces = self.most_pieces(workshop, lot);
            worst = worst.max(standing_at(&facts, policy, Gate::MinimumBatch));
        }
        match worst {
            Standing::Passes => {
                let most = facts.most_pieces.unwrap_or(0);
                Screened::Feasible { value: pair_value(&facts, policy), most }
            }
            Standing::Unknown => Screened::Verify,
            Standing::Fails => Screened::Blocked,
        }
    }

    /// A workshop as a possible maker of a lot's product, with the gates of the product that it
    /// fails; `None` when it does not make the product.
    pub(super) fn maker(&self, workshop: usize, lot: usize) -> Option<Maker> {
        let facts = self.facts_but_capacity(workshop, lot);
        if makes_product(&facts) == Some(false) {
            return None;
        }
        let mut failed = Vec::new();
        let unknown = failing(&facts, self.input.policy, &OF_PRODUCT, |gate| failed.push(gate));
        Some(Maker { workshop, failed, unknown })
    }

    /// A maker with the gates of a lot's class that it fails beside those of the product.
    pub(super) fn maker_of_class(&self, maker: &Maker, lot: usize) -> Maker {
        let mut maker = maker.clone();
        let facts = self.facts_but_capacity(maker.workshop, lot);
        let failed = |gate| maker.failed.push(gate);
        maker.unknown |= failing(&facts, self.input.policy, &OF_CLASS, failed);
        maker
    }

    /// Tells the other gates of a lot that a maker of its class fails; whether the pair is
    /// feasible.
    pub(super) fn gates_of(&self, maker: &Maker, lot: usize, mut fails: impl FnMut(Gate)) -> bool {
        let mut feasible = maker.failed.is_empty() && !maker.unknown;
        let (facts, policy) = (self.facts(maker.workshop, lot), self.input.policy);
        for gates in [&OF_LOT[..], &[Gate::MinimumBatch]] {
            let failed = |gate| {
                feasible = false;
                fails(gate);
            };
            let unknown = failing(&facts, policy, gates, failed);
            feasible &= !unknown;
        }
        feasible
    }

    pub(super) fn parts(&self, workshop: usize, lot: usize) -> Vec<ValuePart> {
        value_parts(&self.facts(workshop, lot), self.input.policy)
    }

    /// Whether an assignment would rest on a capacity or a place that was assumed.
    pub(super) fn assumed(&self, workshop: usize, lot: usize) -> bool {
        let facts = self.facts(workshop, lot);
        self.offers[workshop].assumed || facts.band.is_none()
    }
}
