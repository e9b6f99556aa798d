//! Visits every legal bundle of one workshop.

use crate::bundles::allowed::Allowed;
use crate::bundles::appraisal::{Appraisal, GAIN_QUARTER, Targets};
use crate::bundles::order::start_order;
use crate::bundles::schedule::Schedule;
use crate::plan_input::PlanInput;
use nanduti_rules::ActiveLine;

/// One workshop's legal bundles: sets of interventions, prerequisites included, scheduled by the
/// rule of [`Schedule`], of at most `policy.max_actions` lines, with every pin, and where the
/// workshop is hazardous beginning with a safety action. A line that can change nothing by the
/// end of quarter 4 is in no bundle, unless another needs it or it is pinned.
#[derive(Debug)]
pub(crate) struct BundleSearch<'a> {
    input: &'a PlanInput<'a>,
    /// What the rules say of each intervention.
    pub(crate) allowed: Allowed,
    /// Appraises bundles.
    pub(crate) appraisal: Appraisal<'a>,
    /// Interventions to choose from, in start order.
    order: Vec<usize>,
    /// Interventions that make the place safer for this workshop.
    safety: Vec<bool>,
    /// Whether a safety action must come first.
    safety_first: bool,
    limit: f64,
}

/// A bundle as the search meets it.
pub(crate) struct Met<'b> {
    /// Its lines and what they use.
    pub(crate) schedule: &'b Schedule,
    /// Gain by axis.
    pub(crate) gain: &'b [f64],
    /// Policy-weighted gain.
    pub(crate) value: f64,
}

impl<'a> BundleSearch<'a> {
    /// For one workshop.
    pub(crate) fn new(input: &'a PlanInput<'a>, targets: &'a Targets, workshop: usize) -> Self {
        let allowed = Allowed::of(input, workshop, &start_order(input.catalogue, &[]));
        let appraisal = Appraisal::new(input, targets, workshop);
        let mut search = Self {
            input,
            allowed,
            appraisal,
            order: Vec::new(),
            safety: Vec::new(),
            safety_first: false,
            limit: input.owner_limit(workshop),
        };
        search.safety = search.safety_actions();
        let hazardous = search.is_hazardous(workshop);
        search.order = start_order(input.catalogue, if hazardous { &search.safety } else { &[] });
        let useful = search.useful();
        search.order.retain(|&i| useful[i]);
        search.safety_first = hazardous && search.safety_is_possible();
        search
    }

    /// Whether fewer safety items are there than the equity rule asks, on the observed or planning
    /// value; without a safety indicator or where it does not apply: no.
    fn is_hazardous(&self, workshop: usize) -> bool {
        let rule = &self.input.policy.equity;
        let value = self
            .safety_position()
            .and_then(|at| self.input.frame.values(workshop).get(at).copied().flatten());
        rule.hazards_first && value.is_some_and(|items| items < rule.hazard_below)
    }

    fn safety_position(&self) -> Option<usize> {
        let id = self.input.safety_indicator.as_ref()?;
        self.input.frame.indicators().iter().position(|indicator| indicator == id)
    }

    fn safety_actions(&self) -> Vec<bool> {
        let catalogue = self.input.catalogue;
        let Some(safety) = &self.input.safety_indicator else {
            return vec![false; catalogue.interventions.len()];
        };
        let helps = |i: usize| {
            catalogue.interventions[i].effects.iter().enumerate().any(|(e, effect)| {
                effect.indicator == *safety && self.appraisal.progress(i, e) > 0.0
            })
        };
        (0..catalogue.interventions.len()).map(|i| self.allowed.may[i] && helps(i)).collect()
    }

    /// Interventions that may be planned and can change something by the end of quarter 4, are
    /// pinned, or are needed by such a one.
    fn useful(&self) -> Vec<bool> {
        let catalogue = self.input.catalogue;
        let changes = |i: usize| {
            let what = &catalogue.interventions[i];
            let last = what.quarters.max(1) - 1;
            what.effects.iter().enumerate().any(|(e, effect)| {
                let in_time = effect.lasts_quarters.is_some()
                    || last.saturating_add(effect.lag_quarters) <= GAIN_QUARTER.0;
                in_time && self.appraisal.scales[i][e] > 0.0 && self.appraisal.moves(i, e)
            })
        };
        let mut useful = vec![false; catalogue.interventions.len()];
        for &i in self.order.iter().rev() {
            if !self.allowed.may[i] {
                continue;
            }
            if useful[i] || changes(i) || self.allowed.pinned.contains(&i) {
                useful[i] = true;
                for &parent in &catalogue.interventions[i].prerequisites {
                    useful[parent] = true;
                }
            }
        }
        useful
    }

    /// Whether some safety action, with its prerequisites alone, begins with safety.
    fn safety_is_possible(&self) -> bool {
        let needed = |root: usize| {
            let mut needed = vec![false; self.safety.len()];
            needed[root] = true;
            for &i in self.order.iter().rev() {
                if needed[i] {
                    for &parent in &self.input.catalogue.interventions[i].prerequisites {
                        needed[parent] = true;
                    }
                }
            }
            needed
        };
        self.order.iter().filter(|&&i| self.safety[i]).any(|&root| {
            let needed = needed(root);
            let mut schedule = self.empty();
            for &i in self.order.iter().filter(|&&i| needed[i]) {
                match schedule.place(self.input, i) {
                    Some(line) => schedule.push(self.input, line),
                    None => return false,
                }
            }
            self.begins_with_safety(&schedule.lines)
        })
    }

    fn begins_with_safety(&self, lines: &[ActiveLine]) -> bool {
        let first = lines.iter().map(|line| line.start).min();
        lines.iter().any(|line| self.safety[line.intervention] && Some(line.start) == first)
    }

    fn empty(&self) -> Schedule {
        Schedule::new(self.input.resources.len(), self.limit)
    }

    /// Whether every bundle of this workshop must begin with a safety action.
    pub(crate) fn safety_comes_first(&self) -> bool {
        self.safety_first
    }

    /// Whether the rules leave anything to choose from.
    pub(crate) fn has_choice(&self) -> bool {
        !self.order.is_empty()
    }

    /// Calls `visit` for every legal, non-empty bundle whose uses stay within `caps`, prefixes
    /// before what extends them. Looks at no more than `most` schedules; `false` when that cut
    /// the search short.
    pub(crate) fn visit(&mut self, caps: &[f64], most: usize, visit: &mut dyn FnMut(&Met)) -> bool {
        let mut schedule = self.empty();
        let mut left = most;
        self.descend(0, caps, &mut schedule, &mut left, visit)
    }

    fn descend(
        &mut self,
        from: usize,
        caps: &[f64],
        schedule: &mut Schedule,
        left: &mut usize,
        visit: &mut dyn FnMut(&Met),
    ) -> bool {
        if schedule.lines.len() >= self.input.policy.max_actions as usize {
            return true;
        }
        for at in from..self.order.len() {
            let Some(line) = schedule.place(self.input, self.order[at]) else { continue };
            if *left == 0 {
                return false;
            }
            *left -= 1;
            schedule.push(self.input, line);
            if schedule.within(caps) {
                self.meet(schedule, visit);
                if !self.descend(at + 1, caps, schedule, left, visit) {
                    return false;
                }
            }
            schedule.pop(self.input);
        }
        true
    }

    fn meet(&mut self, schedule: &Schedule, visit: &mut dyn FnMut(&Met)) {
        let legal = (!self.safety_first || self.begins_with_safety(&schedule.lines))
            && self.allowed.pinned.iter().all(|&i| schedule.holds(i));
        if legal {
            let input = self.input;
            let gain = self.appraisal.gain(&schedule.lines);
            visit(&Met { schedule, gain, value: input.weighted(gain) });
        }
    }
}
