//! Standard minutes each workshop offers in a month.
//!
//! Minutes present (people × weekly hours × 60 × 52/12) less the owner's time, × efficiency,
//! less the reserve for training. A visit's count of pieces a week replaces people, hours and
//! efficiency. What was not answered takes the lower quartile of the cluster, else of all
//! workshops, and is marked as assumed (design, section 8).

#[cfg(test)]
mod tests;

use crate::MatchInput;
use nanduti_model::{Minutes, Policy, Product, VisitRecord, Workshop};
use nanduti_rules::{WEEKS_PER_MONTH, month_minutes, offered_minutes};
use nanduti_stats::quantile;

/// Most standard minutes a month that are believed, in hundredths: 2^40, so that no sum of a
/// programme's minutes leaves 64 bits.
const MOST_HUNDREDTHS: i64 = 1 << 40;

/// What a workshop offers in any one month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Offer {
    /// Standard minutes a month; `None` when nobody's answers allow even an assumption.
    pub monthly: Option<Minutes>,
    /// Rests on people, hours or efficiency that were assumed.
    pub assumed: bool,
}

/// Offers of all workshops, in their order.
pub(super) fn offers(input: &MatchInput, visits: &[Option<&VisitRecord>]) -> Vec<Offer> {
    let workshops = &input.population.workshops;
    let n_clusters = input.population.clusters.len();
    let people = lower_quartiles(workshops, n_clusters, |w| w.people.map(f64::from));
    let hours = lower_quartiles(workshops, n_clusters, |w| w.hours_week);
    let offer = |(index, workshop): (usize, &Workshop)| {
        let assume = |known: Option<f64>, quartiles: &Quartiles| {
            known.or_else(|| quartiles.of(workshop.cluster))
        };
        let owner = owner_minutes(workshop, input.policy);
        let reserve = input.reserve_of(index);
        let people = assume(workshop.people.map(f64::from), &people);
        let hours = assume(workshop.hours_week, &hours);
        let present = people.zip(hours).map(|(p, h)| month_minutes(p, h)).filter(|p| p.is_finite());
        let counted = counted_minutes(workshop, input.products, visits[index]);
        let (offered, assumed) = if let Some(output) = counted {
            (Some(counted_offer(output, present, owner, reserve)), false)
        } else {
            let efficiency = workshop.planning_efficiency.filter(|e| e.is_finite());
            let offered =
                present.zip(efficiency).map(|(p, e)| offered_minutes(p, owner, e, reserve));
            let answered = workshop.people.is_some()
                && workshop.hours_week.is_some()
                && workshop.efficiency.is_some();
            (offered, !answered)
        };
        let monthly = offered.and_then(Minutes::rounded);
        Offer { monthly: monthly.map(|m| Minutes(m.0.clamp(0, MOST_HUNDREDTHS))), assumed }
    };
    workshops.iter().enumerate().map(offer).collect()
}

/// Minutes a month the owner gives to the programme: what was answered, at most the policy's
/// limit, or the policy's figure where nothing was answered.
fn owner_minutes(workshop: &Workshop, policy: &Policy) -> f64 {
    let hours = workshop.owner_hours.unwrap_or(policy.unknown_owner_hours_week);
    hours.clamp(0.0, policy.max_owner_hours_week.max(0.0)) * 60.0 * WEEKS_PER_MONTH
}

/// Standard minutes a month of a visit's count: pieces a week of the main product × its
/// standard minutes × 52/12. `None` without a count or when the product is not listed.
fn counted_minutes(
    workshop: &Workshop,
    products: &[Product],
    visit: Option<&VisitRecord>,
) -> Option<f64> {
    let pieces = visit?.pieces_week.filter(|pieces| *pieces >= 0.0)?;
    let main = workshop.main_product.as_ref()?;
    let product = products.iter().find(|product| product.id == *main)?;
    Some(pieces * product.standard_minutes.as_f64() * WEEKS_PER_MONTH)
}

/// A counted output already is standard minutes; the owner's time takes its share of those
/// present, where they are known.
fn counted_offer(output: f64, present: Option<f64>, owner: f64, reserve: f64) -> f64 {
    let busy = present.filter(|p| *p > 0.0).map_or(0.0, |p| (owner / p).min(1.0));
    (output * (1.0 - busy) * (1.0 - reserve)).max(0.0)
}

/// Lower quartiles of an answer by cluster and over all.
struct Quartiles {
    by_cluster: Vec<Option<f64>>,
    overall: Option<f64>,
}

impl Quartiles {
    fn of(&self, cluster: usize) -> Option<f64> {
        self.by_cluster.get(cluster).copied().flatten().or(self.overall)
    }
}

fn lower_quartiles(
    workshops: &[Workshop],
    n_clusters: usize,
    answer: impl Fn(&Workshop) -> Option<f64>,
) -> Quartiles {
    let mut answers: Vec<Vec<f64>> = vec![Vec::new(); n_clusters];
    let mut all = Vec::new();
    for workshop in workshops {
        if let Some(value) = answer(workshop).filter(|v| v.is_finite()) {
            all.push(value);
            if let Some(cluster) = answers.get_mut(workshop.cluster) {
                cluster.push(value);
            }
        }
    }
    Quartiles {
        by_cluster: answers.iter().map(|values| quantile(values, 0.25)).collect(),
        overall: quantile(&all, 0.25),
    }
}
