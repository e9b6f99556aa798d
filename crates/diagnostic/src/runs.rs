//! A table scored run by run under a frame that stands, so that no column of scores is held whole.

use crate::Context;
use crate::adjust::NodeRules;
use crate::block::{BLOCK, Block, LeafValues};
use crate::contribution::{ContributionColumns, ContributionMean, ContributionSums, LeafColumns};
use crate::diagnose::groups_by_name;
use crate::tree::Tree;
use crate::values::Values;
use nanduti_model::{
    AnswerTable, Answered, Expression, Fitted, Imputation, Indicator, Instrument, Missing,
    Normalisation,
};
use nanduti_rules::{Program, compile};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Why a table cannot be scored run by run: a step looks at more than the row it scores.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotByRuns {
    /// Gaps of this indicator are filled from other rows; its position.
    Imputation(usize),
    /// The rule of this node compares rows; its position.
    ComparesRows(usize),
    /// Without a frame: the normalisation or the treatment of this indicator must be fitted on
    /// the sample first; its position.
    NotFrozen(usize),
    /// The frame is of another instrument.
    OtherFrame,
}

/// The scores of a run of rows.
pub struct ScoredRun<'r> {
    rows: Range<usize>,
    block: Block,
    instrument: &'r Instrument,
    tree: &'r Tree,
    rules: &'r NodeRules,
}

impl ScoredRun<'_> {
    /// The rows of the table.
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// Scores of a node, as a diagnosis states them.
    pub fn score(&self, node: usize) -> impl Iterator<Item = Option<f64>> {
        let (columns, least) = (self.block.columns(node), self.tree.nodes[node].min_availability);
        (0..self.rows.len()).map(move |row| columns.score(row, least))
    }

    /// Lower and upper end of a node's interval; `None` where they are not known.
    pub fn ends(&self, node: usize) -> impl Iterator<Item = Option<(f64, f64)>> {
        let ends = self.block.columns(node).ends;
        let pairs = ends.low.iter().zip(&ends.high);
        pairs.map(|(low, high)| (!low.is_nan()).then_some((*low, *high)))
    }

    /// Answered share of a node, 0–1; `None` where nothing applies.
    pub fn availability(&self, node: usize) -> impl Iterator<Item = Option<f64>> {
        self.block.columns(node).answered.iter().map(|share| (!share.is_nan()).then_some(*share))
    }

    /// The contributions to the score of every axis.
    pub fn contributions(&self) -> ContributionColumns {
        let parts = (self.instrument, self.tree, self.rules);
        // No rule depends on the sample, so nobody asks for the score of an inner node.
        LeafColumns::of_block(parts, &self.block, self.rows.start, self.rows.len())
            .contributions(&|_, _| (None, None))
    }
}

/// Scores a table run by run, on as many threads as there are, and hands every run to `each`;
/// what it gives comes back in the order of the rows. The scores, ends, shares and contributions
/// of a row are those of [`crate::diagnose_stages`] under the same frame, to the last bit.
///
/// With `frozen`, its normalisations hold; without, all must be fixed by the instrument.
pub fn score_by_runs<T: Send>(
    instrument: &Instrument,
    table: &AnswerTable,
    context: &Context,
    frozen: Option<&[Fitted]>,
    each: impl Fn(&ScoredRun) -> T + Sync,
) -> Result<Vec<T>, NotByRuns> {
    let tree = Tree::new(instrument);
    check(instrument, &tree, frozen)?;
    let values = Values::new(instrument, table, context);
    let rules = NodeRules::new(instrument, |when| values.truths(when));
    let indicators: Vec<&Indicator> =
        tree.leaves.iter().filter_map(|&leaf| instrument.indicator(leaf)).collect();
    let frame: Vec<Fitted> = (0..indicators.len())
        .map(|at| match frozen {
            Some(frozen) => seated(&frozen[at], indicators[at], table, &values),
            None => as_given(tree.leaves[at], indicators[at]),
        })
        .collect();
    let names: Vec<Expression> =
        indicators.iter().map(|indicator| Expression::Name(indicator.reads.clone())).collect();
    let leaves: Vec<Leaf> = indicators
        .iter()
        .zip(&names)
        .map(|(indicator, name)| Leaf::new(indicator, name, &values))
        .collect();
    let n_rows = table.n_rows();
    Ok((0..n_rows.div_ceil(BLOCK))
        .into_par_iter()
        .map(|run| {
            let rows = run * BLOCK..n_rows.min((run + 1) * BLOCK);
            let values: Vec<LeafValues> = leaves
                .iter()
                .zip(&frame)
                .map(|(leaf, fitted)| LeafValues {
                    fitted,
                    cleaned: leaf.values(rows.clone()),
                    completed: None,
                })
                .collect();
            let block = Block::of(instrument, &tree, &rules, &values, rows.start);
            each(&ScoredRun { rows, block, instrument, tree: &tree, rules: &rules })
        })
        .collect())
}

/// What every indicator brings to the score of its axis on average: [`crate::contribution_means`]
/// of a table that is scored run by run.
pub fn contribution_means_by_runs(
    instrument: &Instrument,
    table: &AnswerTable,
    context: &Context,
    frozen: Option<&[Fitted]>,
) -> Result<Vec<ContributionMean>, NotByRuns> {
    let n_nodes = instrument.nodes.len();
    let sums = score_by_runs(instrument, table, context, frozen, |run| {
        ContributionSums::of(&run.contributions(), n_nodes)
    })?;
    let mut all = ContributionSums::default();
    for run in &sums {
        all.add(run);
    }
    Ok(all.means(instrument))
}

fn check(instrument: &Instrument, tree: &Tree, frozen: Option<&[Fitted]>) -> Result<(), NotByRuns> {
    if let Some(node) = tree.nodes.iter().position(|node| node.rule.depends_on_sample()) {
        return Err(NotByRuns::ComparesRows(node));
    }
    if let Some(frozen) = frozen
        && !frozen.iter().map(|fitted| fitted.node).eq(tree.leaves.iter().copied())
    {
        return Err(NotByRuns::OtherFrame);
    }
    for &leaf in &tree.leaves {
        let Some(indicator) = instrument.indicator(leaf) else { continue };
        if indicator.imputation != Imputation::None {
            return Err(NotByRuns::Imputation(leaf));
        }
        let relative = matches!(indicator.normalisation, Normalisation::Sample { .. });
        if frozen.is_none() && (relative || indicator.outliers.is_some()) {
            return Err(NotByRuns::NotFrozen(leaf));
        }
    }
    Ok(())
}

fn as_given(node: usize, indicator: &Indicator) -> Fitted {
    Fitted { node, by_group: vec![Some(indicator.normalisation.clone())], ..Fitted::default() }
}

/// A normalisation of an earlier frame with the groups of these rows.
fn seated(fitted: &Fitted, indicator: &Indicator, table: &AnswerTable, values: &Values) -> Fitted {
    let mut fitted = fitted.clone();
    fitted.group_of = match &indicator.normalisation {
        Normalisation::Sample { within: Some(name), .. } => {
            groups_by_name(table, values, name).among(&fitted.groups)
        }
        _ => Vec::new(),
    };
    fitted
}

/// Where the values of an indicator come from.
struct Leaf<'v> {
    source: Source<'v>,
    applies: Option<Program<'v>>,
}

enum Source<'v> {
    Numbers(&'v [Answered<f64>]),
    Program(Program<'v>),
}

impl<'v> Leaf<'v> {
    fn new(indicator: &'v Indicator, name: &'v Expression, values: &'v Values) -> Self {
        let numbers = values.as_numbers(&indicator.reads);
        Self {
            source: match numbers {
                Some(numbers) => Source::Numbers(numbers),
                None => Source::Program(compile(name, values)),
            },
            applies: indicator.applies.as_ref().map(|when| compile(when, values)),
        }
    }

    /// The values as answered; where the indicator does not apply, that is what stands.
    fn values(&self, rows: Range<usize>) -> Cow<'v, [Answered<f64>]> {
        let mut values = match &self.source {
            Source::Numbers(numbers) => Cow::Borrowed(&numbers[rows.clone()]),
            Source::Program(program) => Cow::Owned(program.numbers(rows.clone())),
        };
        if let Some(applies) = &self.applies {
            for (value, truth) in values.to_mut().iter_mut().zip(applies.numbers(rows)) {
                if truth == Ok(0.0) {
                    *value = Err(Missing::NotApplicable);
                }
            }
        }
        values
    }
}
