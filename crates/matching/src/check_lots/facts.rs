//! The facts of pairs, derived from the case on the checker's own way: windows by counting
//! days, capacities and ties by looking at every record.

use crate::MatchInput;
use crate::gates::{
    Bands, Examination, OF_CLASS, OF_LOT, OF_PRODUCT, PairFacts, Standing, classes, examine,
    least_pieces, standing, standing_at,
};
use crate::value::pair_value;
use nanduti_model::{Gate, Minutes, TieStrength, VisitRecord, Workshop};
use nanduti_rules::{WEEKS_PER_MONTH, month_minutes, offered_minutes};
use nanduti_stats::quantile;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Months from the case's start that matching plans for.
const HORIZON: usize = 120;

/// Most hundredths of minutes a month that are believed.
const BELIEVED: i64 = 1 << 40;

/// The case, looked up.
pub(super) struct Facts<'a> {
    pub input: &'a MatchInput<'a>,
    /// Hundredths of standard minutes a month; `None` is not known.
    pub monthly: Vec<Option<i64>>,
    /// By lot: month → (days of the window in it, days it has).
    pub windows: Vec<BTreeMap<usize, (i64, i64)>>,
    /// By firm, then workshop.
    ties: BTreeMap<usize, BTreeMap<usize, TieStrength>>,
    bands: Bands,
    visits: BTreeMap<usize, &'a VisitRecord>,
    forbidden: BTreeSet<(usize, usize)>,
}

/// The pairs of one lot by verdict.
pub(super) struct Sorted {
    /// Feasible workshops with their value, ascending.
    pub feasible: Vec<(usize, f64)>,
    /// Workshops to verify.
    pub n_verify: usize,
}

/// Workshops that no gate of a lot's product and class excludes.
pub(super) struct Makers {
    /// Class of each lot.
    class: Vec<usize>,
    /// Ascending, by class.
    of_class: Vec<Vec<(usize, Standing)>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(input: &'a MatchInput<'a>) -> Self {
        let mut ties: BTreeMap<usize, BTreeMap<usize, TieStrength>> = BTreeMap::new();
        for tie in input.firm_ties {
            ties.entry(tie.firm)
                .or_default()
                .entry(tie.workshop)
                .and_modify(|known| *known = tie.strength.max(*known))
                .or_insert(tie.strength);
        }
        let mut visits: BTreeMap<usize, &VisitRecord> = BTreeMap::new();
        for visit in input.visits {
            let known = visits.entry(visit.workshop).or_insert(visit);
            if visit.date >= known.date {
                *known = visit;
            }
        }
        let mut facts = Self {
            input,
            monthly: Vec::new(),
            windows: input.lots.iter().map(|lot| days_by_month(input, lot)).collect(),
            ties,
            bands: Bands::new(input),
            visits,
            forbidden: input.forbidden.iter().copied().collect(),
        };
        facts.monthly = facts.capacities();
        facts
    }

    pub(super) fn n_workshops(&self) -> usize {
        self.input.population.workshops.len()
    }

    /// Hundredths of standard minutes of one piece; 0 when the product is not listed.
    pub(super) fn unit(&self, lot: usize) -> i64 {
        let product = self.input.products.get(self.input.lots[lot].product);
        product.map_or(0, |p| p.standard_minutes.0.max(0))
    }

    /// Hundredths a workshop can give to a lot in a month; 0 outside its window.
    pub(super) fn window_minutes(&self, workshop: usize, lot: usize, month: usize) -> i64 {
        let days = self.windows[lot].get(&month);
        days.map_or(0, |days| self.part(workshop, *days))
    }

    /// Hundredths in so many days of a month. At most 2^40 a month, so that no product of them
    /// with days leaves 64 bits.
    fn part(&self, workshop: usize, (days, of): (i64, i64)) -> i64 {
        self.monthly[workshop].unwrap_or(0) * days / of
    }

    /// Whole pieces a workshop could make of a lot alone.
    pub(super) fn most(&self, workshop: usize, lot: usize) -> i64 {
        let months = self.windows[lot].values();
        let minutes: i64 = months.map(|&days| self.part(workshop, days)).sum();
        minutes.checked_div(self.unit(lot)).unwrap_or(0)
    }

    /// Fewest pieces a workshop may take, and most workshops that can share the lot.
    pub(super) fn limits(&self, lot: usize) -> (i64, usize) {
        let the_lot = &self.input.lots[lot];
        let least = i64::from(least_pieces(the_lot));
        let whole = (i64::from(the_lot.pieces) / least) as usize;
        (least, the_lot.max_suppliers.map_or(whole, |most| whole.min(most as usize)))
    }

    pub(super) fn tie(&self, workshop: usize, firm: usize) -> TieStrength {
        let tied = self.ties.get(&firm).and_then(|tied| tied.get(&workshop));
        tied.copied().unwrap_or(TieStrength::None)
    }

    /// Workshops with a stable tie to a firm, ascending.
    pub(super) fn stably_tied(&self, firm: usize) -> impl Iterator<Item = usize> + '_ {
        let tied = self.ties.get(&firm).into_iter().flatten();
        let stable = tied.filter(|(_, strength)| **strength == TieStrength::Stable);
        stable.map(|(workshop, _)| *workshop).filter(|w| *w < self.n_workshops())
    }

    pub(super) fn pair(&self, workshop: usize, lot: usize) -> PairFacts<'_> {
        let known = self.monthly[workshop].is_some() && self.unit(lot) > 0;
        let most_pieces = known.then(|| self.most(workshop, lot));
        PairFacts { most_pieces, ..self.pair_but_capacity(workshop, lot) }
    }

    fn pair_but_capacity(&self, workshop: usize, lot: usize) -> PairFacts<'_> {
        let the_lot = &self.input.lots[lot];
        PairFacts {
            workshop: &self.input.population.workshops[workshop],
            lot: the_lot,
            product: self.input.products.get(the_lot.product),
            band: self.bands.between(workshop, the_lot.firm),
            tie: self.tie(workshop, the_lot.firm),
            visit: self.visits.get(&workshop).copied(),
            most_pieces: None,
            forbidden: !self.forbidden.is_empty() && self.forbidden.contains(&(workshop, lot)),
        }
    }

    pub(super) fn examine(&self, workshop: usize, lot: usize) -> Examination {
        examine(&self.pair(workshop, lot), self.input.policy)
    }

    /// Who may make the lots of each class.
    pub(super) fn makers(&self) -> Makers {
        let policy = self.input.policy;
        let classes = classes(self.input);
        let mut class = vec![0; self.input.lots.len()];
        let mut of_product: BTreeMap<usize, Vec<(usize, Standing)>> = BTreeMap::new();
        for (number, lots) in classes.iter().enumerate() {
            for &lot in lots {
                class[lot] = number;
            }
            of_product.entry(self.input.lots[lots[0]].product).or_insert_with(|| {
                let say =
                    |w| (w, standing(&self.pair_but_capacity(w, lots[0]), policy, &OF_PRODUCT));
                let all = (0..self.n_workshops()).into_par_iter().map(say);
                all.filter(|(_, standing)| *standing != Standing::Fails).collect()
            });
        }
        let may = |lots: &Vec<usize>| -> Vec<(usize, Standing)> {
            let makers = of_product[&self.input.lots[lots[0]].product].iter();
            let say = |&(w, before): &(usize, Standing)| {
                let pair = self.pair_but_capacity(w, lots[0]);
                (w, before.max(standing(&pair, policy, &OF_CLASS)))
            };
            makers.map(say).filter(|(_, standing)| *standing != Standing::Fails).collect()
        };
        Makers { class, of_class: classes.par_iter().map(may).collect() }
    }

    /// Goes through the pairs of a lot.
    pub(super) fn sort_lot(&self, makers: &Makers, lot: usize) -> Sorted {
        let mut sorted = Sorted { feasible: Vec::new(), n_verify: 0 };
        let policy = self.input.policy;
        for &(workshop, before) in &makers.of_class[makers.class[lot]] {
            let pair = self.pair_but_capacity(workshop, lot);
            let mut worst = before.max(standing(&pair, policy, &OF_LOT));
            if worst == Standing::Fails {
                continue;
            }
            worst = worst.max(standing_at(&self.pair(workshop, lot), policy, Gate::MinimumBatch));
            match worst {
                Standing::Passes => sorted.feasible.push((workshop, pair_value(&pair, policy))),
                Standing::Unknown => sorted.n_verify += 1,
                Standing::Fails => {}
            }
        }
        sorted
    }

    fn capacities(&self) -> Vec<Option<i64>> {
        let workshops = &self.input.population.workshops;
        let mut cautious: BTreeMap<usize, (Option<f64>, Option<f64>)> = BTreeMap::new();
        let quarter = |cluster: Option<usize>, answer: &dyn Fn(&Workshop) -> Option<f64>| {
            let members = workshops.iter().filter(|w| cluster.is_none_or(|c| w.cluster == c));
            let known: Vec<f64> = members.filter_map(answer).filter(|x| x.is_finite()).collect();
            quantile(&known, 0.25)
        };
        let people = |w: &Workshop| w.people.map(f64::from);
        let hours = |w: &Workshop| w.hours_week;
        let overall = (quarter(None, &people), quarter(None, &hours));
        for workshop in workshops {
            let n_clusters = self.input.population.clusters.len();
            let cluster = Some(workshop.cluster).filter(|c| *c < n_clusters);
            cautious.entry(workshop.cluster).or_insert_with(|| {
                let of = |answer| cluster.and_then(|c| quarter(Some(c), answer));
                (of(&people).or(overall.0), of(&hours).or(overall.1))
            });
        }
        let capacity = |(index, workshop): (usize, &Workshop)| {
            let (usual_people, usual_hours) = cautious[&workshop.cluster];
            let people = workshop.people.map(f64::from).or(usual_people);
            let hours = workshop.hours_week.or(usual_hours);
            let offered = self.offered(index, people.zip(hours))?;
            Minutes::rounded(offered).map(|minutes| minutes.0.clamp(0, BELIEVED))
        };
        workshops.iter().enumerate().map(capacity).collect()
    }

    /// Standard minutes a month of people × hours, or of a visit's count.
    fn offered(&self, index: usize, presence: Option<(f64, f64)>) -> Option<f64> {
        let workshop = &self.input.population.workshops[index];
        let policy = self.input.policy;
        let hours = workshop.owner_hours.unwrap_or(policy.unknown_owner_hours_week);
        let owner = hours.clamp(0.0, policy.max_owner_hours_week.max(0.0)) * 60.0 * WEEKS_PER_MONTH;
        let reserve = self.input.reserve_of(index);
        let present = presence.map(|(people, hours)| month_minutes(people, hours));
        let present = present.filter(|minutes| minutes.is_finite());
        let counted = self.visits.get(&index).and_then(|visit| {
            let main = workshop.main_product.as_ref()?;
            let product = self.input.products.iter().find(|p| p.id == *main)?;
            let pieces = visit.pieces_week.filter(|pieces| *pieces >= 0.0)?;
            Some(pieces * product.standard_minutes.as_f64() * WEEKS_PER_MONTH)
        });
        let Some(output) = counted else {
            let efficiency = workshop.planning_efficiency.filter(|e| e.is_finite())?;
            return Some(offered_minutes(present?, owner, efficiency, reserve));
        };
        let busy = present.filter(|p| *p > 0.0).map_or(0.0, |p| (owner / p).min(1.0));
        Some((output * (1.0 - busy) * (1.0 - reserve)).max(0.0))
    }
}

/// Days of a lot's window from the case's start on, counted one by one into their months.
fn days_by_month(input: &MatchInput, lot: &nanduti_model::Lot) -> BTreeMap<usize, (i64, i64)> {
    let number = |date: jiff::civil::Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let mut months = BTreeMap::new();
    let mut day = lot.start.max(input.start);
    while day <= lot.due {
        let month = (number(day) - number(input.start)) as usize;
        if month >= HORIZON {
            break;
        }
        months.entry(month).or_insert((0, i64::from(day.days_in_month()))).0 += 1;
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    months
}
