//! Change of the counting view between two rounds of a plain table: every measure before and after
//! with the error of its change, and what indicators and groups bring of the change of M0.
//!
//! Rounds that share sampling units (units of one code, or clusters where the design names them)
//! are combined unit by unit; rounds that share none are independent samples.

mod parts;
#[cfg(test)]
mod tests;

pub use parts::{ChangePart, WhatChanged};

use crate::counting_view::{Part, Subgroup, counts_of, hide_what_is_left};
use crate::survey_design::rounds;
use nanduti_diagnostic::counting::{
    Change, Counts, Measure, Round, RoundLink, compare_rounds, decompose,
};
use nanduti_diagnostic::profile::{LEAST_ROWS, Sampling};
use nanduti_diagnostic::{Diagnosed, Groups};
use nanduti_model::{AnswerTable, CountingSpec, Instrument};
use std::collections::BTreeSet;

/// A round: its answers, scored.
#[derive(Clone, Copy, Debug)]
pub struct ScoredRound<'a> {
    /// The answers.
    pub table: &'a AnswerTable,
    /// The scores.
    pub done: &'a Diagnosed<'a>,
}

/// Why two rounds are not compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCompared {
    /// The earlier instrument counts nothing.
    NotCountedBefore,
    /// Cut-offs, weights, the poverty cut-off or the rule for gaps are not the same: change would
    /// mix the measure's with the world's.
    PlansDiffer,
    /// A survey design does not fit its round, or there is nobody in one.
    NoSample,
}

impl NotCompared {
    /// Stable word of result tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotCountedBefore => "not_counted_before",
            Self::PlansDiffer => "plans_differ",
            Self::NoSample => "no_sample",
        }
    }
}

/// The change.
#[derive(Clone, Debug)]
pub struct CountingChange {
    /// What was counted.
    pub spec: CountingSpec,
    /// Whether rounds have sampling units in common and are combined by them.
    pub matched: bool,
    /// All units once, then the groups of each grouping.
    pub grouped: Vec<GroupedChange>,
}

/// The change of one grouping.
#[derive(Clone, Debug)]
pub struct GroupedChange {
    /// Question or derived value that groups; empty where nothing does.
    pub by: String,
    /// Names of the groups of either round, by code.
    pub names: Vec<String>,
    /// All, then each group, then those whose group is not known.
    pub parts: Vec<PartOfChange>,
    /// What groups bring of the change of M0 over all: none where a group is not shown.
    pub of_groups: Vec<ChangePart>,
}

/// The change of one part of the sample.
#[derive(Clone, Debug)]
pub struct PartOfChange {
    /// The part.
    pub part: Part,
    /// Units counted in each round.
    pub rows: [usize; 2],
    /// The measures; nothing where a round has too few units to be shown.
    pub changes: Vec<(Measure, Change)>,
    /// What indicators bring of the change of M0; empty where nothing is shown.
    pub of_indicators: Vec<ChangePart>,
}

/// The change since an earlier round; `None` where the later instrument counts nothing.
pub fn counting_change(
    before: ScoredRound,
    after: ScoredRound,
) -> Option<Result<CountingChange, NotCompared>> {
    let spec = instrument(&after).counting.as_ref()?;
    let Some(earlier) = instrument(&before).counting.as_ref() else {
        return Some(Err(NotCompared::NotCountedBefore));
    };
    if !same_plan(earlier, spec) {
        return Some(Err(NotCompared::PlansDiffer));
    }
    Some(compared(spec, [before, after]).ok_or(NotCompared::NoSample))
}

fn instrument<'a>(round: &ScoredRound<'a>) -> &'a Instrument {
    round.done.scoring.instrument
}

/// Whether two views measure the same: labels and sources may differ.
fn same_plan(first: &CountingSpec, second: &CountingSpec) -> bool {
    let plan = |spec: &CountingSpec| {
        let lacks: Vec<_> = spec
            .deprivations
            .iter()
            .map(|lack| (lack.indicator.clone(), lack.at, lack.deprived, lack.worst, lack.weight))
            .collect();
        (lacks, spec.poverty_cut_off, spec.missing)
    };
    plan(first) == plan(second)
}

fn compared(spec: &CountingSpec, both: [ScoredRound; 2]) -> Option<CountingChange> {
    let units = both.map(|round| &round.done.diagnosis.workshops[..]);
    let samplings = rounds(both.map(|r| instrument(&r)), both.map(|r| r.table), units)?;
    let counts =
        [counts_of(spec, &both[0].done.diagnosis)?, counts_of(spec, &both[1].done.diagnosis)?];
    let fits =
        |at: usize| samplings[at].rows() == counts[at].units.len() && samplings[at].used() > 0;
    if !(fits(0) && fits(1)) {
        return None;
    }
    let matched = samplings[0].shares_psus_with(&samplings[1]);
    let link = if matched { RoundLink::PairedByPsu } else { RoundLink::Independent };
    let by: Vec<&str> = match &spec.groups[..] {
        [] => vec![""],
        groups => groups.iter().map(String::as_str).collect(),
    };
    let sample = Samples { counts: &counts, samplings: &samplings, link };
    let grouped = by.into_iter().filter_map(|by| sample.of_grouping(by, both)).collect();
    Some(CountingChange { spec: spec.clone(), matched, grouped })
}

/// Both rounds, counted and sampled.
struct Samples<'a> {
    counts: &'a [Counts; 2],
    samplings: &'a [Sampling; 2],
    link: RoundLink,
}

impl Samples<'_> {
    /// The change by one grouping; `None` where a round does not have it.
    fn of_grouping(&self, by: &str, both: [ScoredRound; 2]) -> Option<GroupedChange> {
        let (names, codes) = if by.is_empty() {
            (Vec::new(), [None, None])
        } else {
            let groups = both.map(|round| round.done.scoring.groups.get(by));
            let (names, codes) = joined([groups[0]?, groups[1]?]);
            (names, codes.map(Some))
        };
        let round = |at: usize| Round {
            counts: &self.counts[at],
            sampling: &self.samplings[at],
            groups: codes[at].as_deref(),
        };
        let changes = compare_rounds([round(0), round(1)], 1.0, self.link, LEAST_ROWS).ok()?;
        let levels = |at: usize| -> Option<Vec<Subgroup>> {
            let groups = codes[at].as_deref();
            let mut parts =
                decompose(&self.counts[at], groups, &self.samplings[at], LEAST_ROWS).ok()?;
            hide_what_is_left(&mut parts);
            Some(parts)
        };
        let levels = [levels(0)?, levels(1)?];
        let parts = changes.into_iter().map(|change| {
            let found = |at: usize| levels[at].iter().find(|level| level.part == change.part);
            let shown = |at: usize| found(at).and_then(|level| level.measures.shown());
            let pair = shown(0).zip(shown(1));
            PartOfChange {
                part: change.part,
                rows: change.rows,
                changes: pair.and(change.changes.shown()).cloned().unwrap_or_default(),
                of_indicators: pair.map(parts::of_indicators).unwrap_or_default(),
            }
        });
        let parts: Vec<PartOfChange> = parts.collect();
        let of_groups = parts::of_groups([&levels[0], &levels[1]]);
        Some(GroupedChange { by: by.to_owned(), names, parts, of_groups })
    }
}

/// The names of two groupings together, and the rows of each by them.
fn joined(groups: [&Groups; 2]) -> (Vec<String>, [Vec<Option<u32>>; 2]) {
    let names: BTreeSet<&String> = groups.iter().flat_map(|own| &own.names).collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    let codes = groups.map(|own| {
        let code = |name: &String| names.binary_search(name).ok().map(|at| at as u32);
        let codes: Vec<Option<u32>> = own.names.iter().map(code).collect();
        own.of_row.iter().map(|group| group.and_then(|group| codes[group as usize])).collect()
    });
    (names, codes)
}

impl GroupedChange {
    /// The word of a part in result tables, as in the view of one round.
    pub fn word(&self, part: Part) -> &str {
        match part {
            Part::All => "all",
            Part::Group(group) => self.names.get(group as usize).map_or("unknown", String::as_str),
            Part::Ungrouped => "unknown",
        }
    }
}
