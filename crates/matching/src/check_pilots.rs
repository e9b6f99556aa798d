//! Re-derives a choice of pilots: gate, decisions, the equity rule, value and bound, by a search
//! over counts that shares nothing with the one that made the choice.

use crate::Violation;
use crate::pilots::PilotInput;
use nanduti_model::{
    Decision, DecisionKind, EquityClause, LedBy, PilotReason, PilotRole, PilotSelection, SizeClass,
    SolveStatus, Workshop,
};

/// Value and bound of a choice of pilots, recomputed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CheckedPilots {
    /// Sum of the pilots' gains, points.
    pub value: f64,
    /// No choice under the rule is worth more; `None` where the search would be too long.
    pub bound: Option<f64>,
}

/// Relative difference that rounding of sums explains.
const ROUNDING: f64 = 1e-9;
/// Most pilots of one cluster for which every count is tried.
const MOST_COUNTED: usize = 60;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs()).max(1.0)
}

/// Checks a choice of pilots against the case. All violations are collected.
pub fn check_pilots(
    input: &PilotInput,
    selection: &PilotSelection,
) -> Result<CheckedPilots, Vec<Violation>> {
    let facts = Facts::new(input);
    let mut violations = Vec::new();
    roles(&facts, selection, &mut violations);
    let pilots = facts.with_role(selection, PilotRole::Pilot);
    let value: f64 = pilots.iter().map(|&w| input.gains[w]).sum();
    if !close(value, selection.outcome.value) {
        let at = format!("stated {}, found {value}", selection.outcome.value);
        violations.push(Violation::new("value", at));
    }
    let clauses = clauses_in_force(input, selection);
    equity(&facts, &clauses, &pilots, &mut violations);
    gains(&facts, selection, &mut violations);
    funnel(&facts, selection, &mut violations);
    let bound = facts.bound(&clauses, pilots.len());
    if let (Some(bound), Some(stated)) = (bound, selection.outcome.bound)
        && bound > stated
        && !close(bound, stated)
    {
        let at = format!("stated {stated}, found {bound}");
        violations.push(Violation::new("bound", at));
    }
    if violations.is_empty() { Ok(CheckedPilots { value, bound }) } else { Err(violations) }
}

/// What the case says of each workshop, read anew.
struct Facts<'a> {
    input: &'a PilotInput<'a>,
    workshops: Vec<Workshop>,
    /// Takes part in the race.
    races: Vec<bool>,
    /// Willing as far as is known, whatever was decided.
    willing: Vec<bool>,
    /// Pinned, and in the race.
    pinned: Vec<bool>,
}

impl<'a> Facts<'a> {
    fn new(input: &'a PilotInput<'a>) -> Self {
        let mut workshops = input.plan.population.workshops.clone();
        let mut visits = input.visits.to_vec();
        visits.sort_by_key(|visit| visit.date);
        for visit in &visits {
            let Some(workshop) = workshops.get_mut(visit.workshop) else { continue };
            workshop.contactable = Some(true);
            workshop.consent.programme = visit.consent.or(workshop.consent.programme);
            if visit.willing.is_some() {
                workshop.willing.production = visit.willing;
                workshop.willing.decent_work = visit.willing;
                workshop.willing.associativity = visit.willing;
            }
        }
        let decided = |w: usize, kind: DecisionKind| {
            input.decisions.iter().any(|d: &Decision| d.workshop == w && d.kind == kind)
        };
        let n = workshops.len();
        let mut facts = Self {
            input,
            workshops,
            races: vec![false; n],
            willing: vec![false; n],
            pinned: vec![false; n],
        };
        for w in 0..n {
            let workshop = &facts.workshops[w];
            let pinned = decided(w, DecisionKind::Pin) && !decided(w, DecisionKind::Exclude);
            let said_no = workshop.willing.all() == Some(false)
                || workshop.consent.programme == Some(false)
                || workshop.consent.diagnosis == Some(false);
            let unreachable = workshop.contactable == Some(false) && !pinned;
            facts.willing[w] = !said_no && !unreachable;
            facts.races[w] = facts.willing[w] && !decided(w, DecisionKind::Exclude);
            facts.pinned[w] = facts.races[w] && pinned;
        }
        facts
    }

    fn women_led(&self, w: usize) -> bool {
        self.workshops[w].led_by == Some(LedBy::Woman)
    }

    fn micro(&self, w: usize) -> bool {
        let limit = self.input.plan.policy.equity.micro_limit;
        self.workshops[w].size(limit) == SizeClass::Micro
    }

    fn with_role(&self, selection: &PilotSelection, role: PilotRole) -> Vec<usize> {
        let n = self.workshops.len();
        selection.with_role(role).map(|choice| choice.workshop).filter(|w| *w < n).collect()
    }

    fn members(&self, cluster: usize, of: &[bool]) -> Vec<usize> {
        (0..of.len()).filter(|&w| of[w] && self.workshops[w].cluster == cluster).collect()
    }

    /// The shares of a cluster that the clauses ask to keep.
    fn shares(&self, cluster: usize, clauses: &[EquityClause]) -> Shares {
        let willing = self.members(cluster, &self.willing);
        let part = |clause, test: &dyn Fn(usize) -> bool| {
            let on = clauses.contains(&clause);
            if on { willing.iter().filter(|&&w| test(w)).count() } else { 0 }
        };
        Shares {
            willing: willing.len(),
            women: part(EquityClause::WomenLed, &|w| self.women_led(w)),
            micro: part(EquityClause::Micro, &|w| self.micro(w)),
        }
    }

    /// Greatest value of `places` under the clauses: every count of the four kinds.
    fn bound(&self, clauses: &[EquityClause], places: usize) -> Option<f64> {
        let rule = &self.input.plan.policy.equity;
        let clusters = self.input.plan.population.clusters.len();
        if places > MOST_COUNTED {
            return None;
        }
        let mut best = vec![f64::NEG_INFINITY; places + 1];
        best[0] = 0.0;
        for cluster in 0..clusters {
            let runners = self.members(cluster, &self.races);
            let least = if clauses.contains(&EquityClause::MinimumPerCluster) {
                (rule.min_per_cluster as usize).min(runners.len())
            } else {
                0
            };
            let own = self.best_by_number(cluster, clauses, &runners, places);
            let mut joined = vec![f64::NEG_INFINITY; places + 1];
            for n in least..=places.min(runners.len()) {
                let floor = rule.gain_floor * n as f64;
                if clauses.contains(&EquityClause::GainFloor) && own[n] < floor - 1e-9 {
                    continue;
                }
                for (taken, value) in best.iter().enumerate().take(places - n + 1) {
                    joined[taken + n] = joined[taken + n].max(value + own[n]);
                }
            }
            best = joined;
        }
        Some(best[places])
    }

    /// Greatest value of each number of a cluster.
    fn best_by_number(
        &self,
        cluster: usize,
        clauses: &[EquityClause],
        runners: &[usize],
        places: usize,
    ) -> Vec<f64> {
        let kind = |women: bool, micro: bool| -> (Vec<f64>, usize) {
            let of_kind = |w: &&usize| self.women_led(**w) == women && self.micro(**w) == micro;
            let gains = |pinned: bool| {
                let chosen = runners.iter().filter(of_kind).filter(|w| self.pinned[**w] == pinned);
                let mut gains: Vec<f64> = chosen.map(|&w| self.input.gains[w]).collect();
                gains.sort_by(|a, b| b.total_cmp(a));
                gains
            };
            let (first, rest) = (gains(true), gains(false));
            let pinned = first.len();
            (first.into_iter().chain(rest).collect(), pinned)
        };
        let kinds = [kind(true, true), kind(true, false), kind(false, true), kind(false, false)];
        let sum = |k: usize, n: usize| kinds[k].0[..n].iter().sum::<f64>();
        let span = |k: usize, left: usize| kinds[k].1..=kinds[k].0.len().min(left);
        let shares = self.shares(cluster, clauses);
        let mut best = vec![f64::NEG_INFINITY; places + 1];
        for a in span(0, places) {
            for b in span(1, places - a) {
                for c in span(2, places - a - b) {
                    for d in span(3, places - a - b - c) {
                        let n = a + b + c + d;
                        if shares.hold(n, a + b, a + c) {
                            let value = sum(0, a) + sum(1, b) + sum(2, c) + sum(3, d);
                            best[n] = best[n].max(value);
                        }
                    }
                }
            }
        }
        best
    }
}

/// Kinds among the willing of a cluster; 0 where no clause asks for a share.
struct Shares {
    willing: usize,
    women: usize,
    micro: usize,
}

impl Shares {
    /// Whether so many of each kind among `n` keep the shares: parts of two wholes, compared by
    /// cross products.
    fn hold(&self, n: usize, women: usize, micro: usize) -> bool {
        women * self.willing >= self.women * n && micro * self.willing >= self.micro * n
    }
}

/// The clauses the policy switches on, less those named as clashing.
fn clauses_in_force(input: &PilotInput, selection: &PilotSelection) -> Vec<EquityClause> {
    let rule = &input.plan.policy.equity;
    let dropped = match &selection.outcome.status {
        SolveStatus::Infeasible(words) => words.as_slice(),
        _ => &[],
    };
    EquityClause::ALL
        .into_iter()
        .filter(|(_, word)| !dropped.iter().any(|d| d == word))
        .map(|(clause, _)| clause)
        .filter(|clause| match clause {
            EquityClause::MinimumPerCluster => rule.min_per_cluster > 0,
            EquityClause::WomenLed => rule.women_led,
            EquityClause::Micro => rule.micro,
            EquityClause::GainFloor => rule.gain_floor > 0.0,
            EquityClause::HazardsFirst => rule.hazards_first,
        })
        .collect()
}

/// Numbers of each role, who may have one, and who must.
fn roles(facts: &Facts, selection: &PilotSelection, violations: &mut Vec<Violation>) {
    let rule = &facts.input.plan.policy.equity;
    let runners = facts.races.iter().filter(|r| **r).count();
    let pins = facts.pinned.iter().filter(|p| **p).count();
    let mut broken = |rule: &'static str, at: String| violations.push(Violation::new(rule, at));
    let order: Vec<(usize, usize)> =
        selection.choices.iter().map(|choice| (choice.cluster, choice.workshop)).collect();
    if !order.is_sorted() || order.windows(2).any(|pair| pair[0] == pair[1]) {
        broken("order", "choices are not in cluster then code order, or one stands twice".into());
    }
    let n = |role| selection.with_role(role).count();
    let pilots = (rule.n_pilots as usize).max(pins).min(runners);
    let reserves = (rule.n_reserves as usize).min(runners - pilots);
    let visits = (rule.n_preselection as usize).max(pilots + reserves).min(runners);
    for (role, word, wanted) in [
        (PilotRole::Pilot, "pilots", pilots),
        (PilotRole::Reserve, "reserves", reserves),
        (PilotRole::Preselected, "preselected", visits - pilots - reserves),
    ] {
        if n(role) != wanted {
            broken(word, format!("{} instead of {wanted}", n(role)));
        }
    }
    for choice in &selection.choices {
        let Some(workshop) = facts.workshops.get(choice.workshop) else {
            broken("workshop", format!("{} is not in the case", choice.workshop_id));
            continue;
        };
        let inside = choice.role != PilotRole::JustOutside;
        if inside && !facts.races[choice.workshop] {
            broken("gate", format!("{} said no or was excluded", choice.workshop_id));
        }
        if workshop.id != choice.workshop_id || workshop.cluster != choice.cluster {
            broken("workshop", format!("{} has another code or cluster", choice.workshop_id));
        }
        if matches!(choice.reason, PilotReason::LessGain(points) if points < 0.0) {
            broken("reason", format!("{} has not less gain", choice.workshop_id));
        }
        let open = choice.verify.iter().any(|word| word == "willingness");
        if open != (workshop.willing.all() != Some(true)) {
            broken("verify", format!("willingness of {}", choice.workshop_id));
        }
    }
    for w in (0..facts.workshops.len()).filter(|&w| facts.pinned[w]) {
        let pilot = selection.with_role(PilotRole::Pilot).any(|choice| choice.workshop == w);
        if !pilot {
            broken("pin", facts.workshops[w].id.to_string());
        }
    }
}

fn equity(
    facts: &Facts,
    clauses: &[EquityClause],
    pilots: &[usize],
    violations: &mut Vec<Violation>,
) {
    let rule = &facts.input.plan.policy.equity;
    for (c, cluster) in facts.input.plan.population.clusters.iter().enumerate() {
        let own: Vec<usize> =
            pilots.iter().copied().filter(|&w| facts.workshops[w].cluster == c).collect();
        let women = own.iter().filter(|&&w| facts.women_led(w)).count();
        let micro = own.iter().filter(|&&w| facts.micro(w)).count();
        let least = (rule.min_per_cluster as usize).min(facts.members(c, &facts.races).len());
        let mean = own.iter().map(|&w| facts.input.gains[w]).sum::<f64>() / own.len().max(1) as f64;
        let has = |clause| clauses.contains(&clause);
        if has(EquityClause::MinimumPerCluster) && own.len() < least {
            violations.push(Violation::new("minimum_per_cluster", cluster.id.to_string()));
        }
        if !facts.shares(c, clauses).hold(own.len(), women, micro) {
            violations.push(Violation::new("shares", cluster.id.to_string()));
        }
        let low = mean < rule.gain_floor - 1e-9 && !own.is_empty();
        if has(EquityClause::GainFloor) && low {
            violations.push(Violation::new("gain_floor", cluster.id.to_string()));
        }
    }
}

fn gains(facts: &Facts, selection: &PilotSelection, violations: &mut Vec<Violation>) {
    let expected = |w: usize| facts.races[w].then(|| facts.input.gains[w]);
    let all = (0..facts.workshops.len()).map(expected);
    if selection.best_gain.iter().copied().ne(all) {
        violations.push(Violation::new("best_gain", "not the gains of those in the race"));
    }
    for choice in &selection.choices {
        if facts.input.gains.get(choice.workshop) != Some(&choice.gain) {
            violations.push(Violation::new("gain", choice.workshop_id.to_string()));
        }
    }
    if selection.clauses.iter().any(|cost| cost.cost < 0.0 || !cost.cost.is_finite()) {
        violations.push(Violation::new("clause_cost", "below zero"));
    }
}

/// Stages shrink, and each stage's leaves are what the next one lacks.
fn funnel(facts: &Facts, selection: &PilotSelection, violations: &mut Vec<Violation>) {
    let clusters = facts.input.plan.population.clusters.len();
    for cluster in std::iter::once(None).chain((0..clusters).map(Some)) {
        let stages: Vec<_> = selection.funnel.iter().filter(|s| s.cluster == cluster).collect();
        let members = |w: &usize| cluster.is_none_or(|c| facts.workshops[*w].cluster == c);
        let all = (0..facts.workshops.len()).filter(members).count() as u32;
        let whole = stages.first().is_some_and(|first| first.n == all);
        let steps = stages.windows(2).all(|pair| {
            let left: u32 = pair[0].leaves.iter().map(|(_, n)| n).sum();
            pair[0].n == pair[1].n + left
        });
        if !whole || !steps {
            let at = cluster.map_or("all clusters".to_owned(), |c| format!("cluster {c}"));
            violations.push(Violation::new("funnel", at));
        }
    }
}

#[cfg(test)]
mod tests;
