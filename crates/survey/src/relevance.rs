//! Skip logic: which blanks were never asked, and which answers should not be there.
//!
//! A question is shown where its own `relevant` and those of all its groups hold. Hidden and
//! blank is *not applicable*; hidden and answered is a fault (S011) and *not applicable* too.
//!
//! To the form, an unanswered question is the empty text, so what depends on it is hidden. We
//! follow that only where the unanswered question was itself hidden: what hangs on it does not
//! apply either. Where a question was shown and left blank, or answered with "does not know",
//! whether the next one applies is *not known*: it stays *blank* and in the denominator of
//! availability, so that a skipped gate never makes a workshop look better answered than it is,
//! and an answer behind it is kept. A rule that asks for emptiness itself (`${x} != ''`) is
//! decided as the form decides it.

use crate::Form;
use crate::answers::ReadColumn;
use crate::grid::Grid;
use crate::report::Reporter;
use crate::scope::{BoundRule, NameIndex};
use nanduti_model::{FaultCode, Missing};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a question was shown, from surely to surely not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Shown {
    Yes,
    Unknown,
    /// Undecided, but all it depends on is hidden.
    HiddenIfBlank,
    No,
}

/// Settles every blank and every answer under a condition, gates before what they open.
pub(crate) fn apply_relevance(
    columns: &mut [ReadColumn],
    index: &NameIndex,
    form: &Form,
    (grid, rows): (&Grid, &[usize]),
    reporter: &mut Reporter,
) {
    let rules = bind_rules(columns, index, form);
    // State of each row under each rule, computed when its gates are settled.
    let mut states: BTreeMap<usize, Vec<Shown>> = BTreeMap::new();
    for at in gates_first(columns, form, &rules) {
        let chain = chain(form, &rules, columns[at].item);
        for &rule in &chain {
            states.entry(rule).or_insert_with(|| decide(&rules[&rule], columns, rows.len()));
        }
        let over: Vec<(usize, &[Shown])> =
            chain.iter().map(|rule| (*rule, states[rule].as_slice())).collect();
        for row in 0..rows.len() {
            let worst = over.iter().map(|(rule, states)| (states[row], *rule)).max();
            let Some((shown, rule)) = worst else { break };
            let blank = columns[at].column.missing(row) == Some(Missing::Blank);
            match shown {
                Shown::Yes | Shown::Unknown => {}
                Shown::HiddenIfBlank if !blank => {}
                Shown::No if !blank => {
                    let header = (grid.headers[columns[at].at].as_str(), columns[at].at);
                    let relevant = form.items[rule].relevant.as_ref().map_or("", |r| &r.text);
                    let details = [("relevant", relevant)];
                    let sheet_row = grid.sheet_row(rows[row]);
                    reporter.cell(FaultCode::AnsweredThoughHidden, sheet_row, header, &details);
                    columns[at].column.set_missing(row, Missing::NotApplicable);
                }
                Shown::HiddenIfBlank | Shown::No => {
                    columns[at].column.set_missing(row, Missing::NotApplicable);
                }
            }
        }
    }
}

/// The rules that stand over the columns, by the item that carries them.
fn bind_rules<'f>(
    columns: &[ReadColumn],
    index: &NameIndex,
    form: &'f Form,
) -> BTreeMap<usize, BoundRule<'f>> {
    let mut rules = BTreeMap::new();
    for read in columns {
        for item in std::iter::once(read.item).chain(form.ancestors(read.item)) {
            let relevant = form.items[item].relevant.as_ref();
            if let Some(expression) = relevant.and_then(|r| r.expression.as_ref()) {
                rules.entry(item).or_insert_with(|| BoundRule::new(expression, index, None));
            }
        }
    }
    rules
}

/// The rules over an item: its own and those of its groups.
fn chain(form: &Form, rules: &BTreeMap<usize, BoundRule>, item: usize) -> Vec<usize> {
    let items = std::iter::once(item).chain(form.ancestors(item));
    items.filter(|i| rules.contains_key(i)).collect()
}

fn decide(rule: &BoundRule, columns: &[ReadColumn], n_rows: usize) -> Vec<Shown> {
    (0..n_rows)
        .map(|row| match rule.holds(columns, row) {
            Some(true) => Shown::Yes,
            Some(false) => Shown::No,
            None if rule.reads_only_hidden(columns, row) => Shown::HiddenIfBlank,
            None => Shown::Unknown,
        })
        .collect()
}

/// Positions of the columns so that each comes after those its conditions read (Kahn, 1962);
/// columns that depend on each other in a circle come last, in form order.
fn gates_first(
    columns: &[ReadColumn],
    form: &Form,
    rules: &BTreeMap<usize, BoundRule>,
) -> Vec<usize> {
    let mut opens: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let mut waits = vec![0_usize; columns.len()];
    for (at, read) in columns.iter().enumerate() {
        let gates: BTreeSet<usize> = chain(form, rules, read.item)
            .iter()
            .flat_map(|rule| rules[rule].columns())
            .filter(|gate| *gate != at)
            .collect();
        waits[at] = gates.len();
        for gate in gates {
            opens[gate].push(at);
        }
    }
    let mut ready: BTreeSet<usize> = (0..columns.len()).filter(|&at| waits[at] == 0).collect();
    let mut order = Vec::with_capacity(columns.len());
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for &next in &opens[at] {
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.insert(next);
            }
        }
    }
    order.extend((0..columns.len()).filter(|&at| waits[at] > 0));
    order
}
