//! When the lines of a bundle run: each as early as its prerequisites and the owner's hours allow.

use crate::plan_input::PlanInput;
use nanduti_model::Quarter;
use nanduti_rules::ActiveLine;

/// Quarters of a cohort.
pub(crate) const QUARTERS: usize = Quarter::PER_COHORT as usize;

/// Rounding allowed when hours or amounts are compared with a limit.
pub(crate) const TOLERANCE: f64 = 1e-9;

/// A bundle being put together, line by line in start order.
///
/// The rule that makes a bundle a schedule: lines are placed one after the other, prerequisites
/// first, each in the earliest quarter that begins after all its prerequisites ended, leaves the
/// owner's hours a week within the limit in every quarter it runs, and lets it end within the
/// four quarters of the cohort. An intervention's hours spread evenly over its quarters.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    /// Lines in the order they were placed.
    pub(crate) lines: Vec<ActiveLine>,
    /// Owner's hours a week by quarter.
    pub(crate) hours_week: [f64; QUARTERS],
    /// Resources used.
    pub(crate) uses: Vec<f64>,
    limit: f64,
}

impl Schedule {
    /// Nothing yet, for an owner with so many hours a week.
    pub(crate) fn new(n_resources: usize, limit: f64) -> Self {
        Self { lines: Vec::new(), hours_week: [0.0; QUARTERS], uses: vec![0.0; n_resources], limit }
    }

    /// Whether an intervention is in it.
    pub(crate) fn holds(&self, intervention: usize) -> bool {
        self.lines.iter().any(|line| line.intervention == intervention)
    }

    /// The line an intervention would have, or `None` where it does not fit: a prerequisite or a
    /// quarter is missing, another of its exclusive group is there, or the owner has no hours.
    pub(crate) fn place(&self, input: &PlanInput, intervention: usize) -> Option<ActiveLine> {
        let what = &input.catalogue.interventions[intervention];
        let mut earliest = 0;
        for parent in &what.prerequisites {
            let line = self.lines.iter().find(|line| line.intervention == *parent)?;
            earliest = earliest.max(line.end.0 + 1);
        }
        if let Some(group) = &what.exclusive_group {
            let taken = self.lines.iter().any(|line| {
                input.catalogue.interventions[line.intervention].exclusive_group.as_ref()
                    == Some(group)
            });
            if taken {
                return None;
            }
        }
        let quarters = what.quarters.max(1);
        let weekly = hours_week(what.owner_hours, quarters);
        let last = Quarter::PER_COHORT.checked_sub(quarters)?;
        (earliest..=last)
            .find(|&start| {
                (start..start + quarters)
                    .all(|q| self.hours_week[usize::from(q)] + weekly <= self.limit + TOLERANCE)
            })
            .map(|start| ActiveLine {
                start: Quarter(start),
                end: Quarter(start + quarters - 1),
                intervention,
            })
    }

    /// Adds a line and what it uses.
    pub(crate) fn push(&mut self, input: &PlanInput, line: ActiveLine) {
        self.change(input, line, 1.0);
        self.lines.push(line);
    }

    /// Takes the last line back.
    pub(crate) fn pop(&mut self, input: &PlanInput) {
        if let Some(line) = self.lines.pop() {
            self.change(input, line, -1.0);
        }
    }

    fn change(&mut self, input: &PlanInput, line: ActiveLine, sign: f64) {
        let what = &input.catalogue.interventions[line.intervention];
        let weekly = hours_week(what.owner_hours, what.quarters.max(1));
        for quarter in line.start.0..=line.end.0 {
            self.hours_week[usize::from(quarter)] += sign * weekly;
        }
        for used in &what.uses {
            if let Some(sum) = self.uses.get_mut(used.resource) {
                *sum += sign * used.amount;
            }
        }
    }

    /// Whether all it uses stays within these amounts.
    pub(crate) fn within(&self, caps: &[f64]) -> bool {
        self.uses.iter().zip(caps).all(|(used, cap)| *used <= cap + TOLERANCE)
    }
}

/// Owner's hours a week of an intervention that takes `hours` in all over `quarters`.
pub(crate) fn hours_week(hours: f64, quarters: u8) -> f64 {
    hours / (f64::from(quarters) * Quarter::WEEKS)
}
