//! Each item against the rest of its scale, and every pair of items.

use super::screen::{Screened, complete_over, correlation};
use super::{Refusal, ReliabilitySettings, alpha, components};
use nanduti_stats::{
    Correlation, CorrelationKind, CorrelationRefusal, CorrelationSettings, correlate,
    correlate_complete, mean, sample_sd,
};

/// Whether an item takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStatus {
    /// It varies and is counted.
    Kept,
    /// Nobody answered it: left out.
    Empty,
    /// It does not vary, over its own answers or over the rows complete in the other items:
    /// left out.
    Constant,
}

/// Whether an item looks keyed against the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReverseKey {
    /// Too few items or rows to say.
    NotJudged,
    /// No sign of it.
    No,
    /// It runs against the rest of the items, or against the first component: one of the two,
    /// or both without the interval being clear.
    Possible,
    /// Both, and the interval of its correlation with the rest lies wholly below zero.
    Likely,
}

/// One item of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemReliability {
    /// Its name as given.
    pub name: String,
    /// Rows in which it has a value.
    pub answered: usize,
    /// Whether it takes part.
    pub status: ItemStatus,
    /// Rows that would be complete without it: what its gaps cost.
    pub complete_without: usize,
    /// Mean over the complete rows, in the item's unit; `None` when left out or without rows.
    pub mean: Option<f64>,
    /// Standard deviation over the complete rows.
    pub sd: Option<f64>,
    /// Correlation with the sum of the other items kept (Nunnally and Bernstein 1994, section
    /// 8); `None` when left out or refused.
    pub item_rest: Option<Correlation>,
    /// Alpha of the scale without it; `None` when left out or under two others are left.
    pub alpha_without: Option<f64>,
    /// True when its loading on the first component is negative, the component's loadings
    /// adding up to a positive number; `None` with under three items or too few rows.
    pub against_first_component: Option<bool>,
    /// What the last three say of its keying. With two items there is no telling which.
    pub reverse_key: ReverseKey,
}

/// A pair of items and how they move together over the rows where both have a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemPair {
    /// Place of the first item.
    pub left: usize,
    /// Place of the second item, after the first.
    pub right: usize,
    /// Straight-line correlation.
    pub pearson: Result<Correlation, CorrelationRefusal>,
    /// Rank correlation.
    pub spearman: Result<Correlation, CorrelationRefusal>,
    /// Kendall's τ-b.
    pub kendall: Result<Correlation, CorrelationRefusal>,
}

/// Correlations of three kinds of every pair of items, gaps left out pair by pair.
///
/// The pairs are for reading one by one: a matrix of them need not be one that any data could
/// give. Their p-values stand alone too: of twenty unrelated pairs one falls under 0.05.
#[must_use]
pub fn item_correlations(
    columns: &[Vec<Option<f64>>],
    settings: &CorrelationSettings,
) -> Vec<ItemPair> {
    let mut pairs = Vec::new();
    for (left, first) in columns.iter().enumerate() {
        for (right, second) in columns.iter().enumerate().skip(left + 1) {
            pairs.push(ItemPair {
                left,
                right,
                pearson: correlate(first, second, CorrelationKind::Pearson, settings),
                spearman: correlate(first, second, CorrelationKind::Spearman, settings),
                kendall: correlate(first, second, CorrelationKind::Kendall, settings),
            });
        }
    }
    pairs
}

/// Every item given, and the sign of each item kept (−1 for those likely keyed the other way)
/// when any is.
pub(super) fn items(
    names: &[String],
    columns: &[Vec<Option<f64>>],
    screened: &Screened,
    settings: &ReliabilitySettings,
) -> (Vec<ItemReliability>, Option<Vec<f64>>) {
    let mut items: Vec<ItemReliability> =
        (0..names.len()).map(|item| described(&names[item], item, columns, screened)).collect();
    if screened.check(2, false, settings).is_ok() {
        judge(&mut items, screened, settings);
    }
    let turned = |&item: &usize| items[item].reverse_key == ReverseKey::Likely;
    let any = screened.kept.iter().any(turned);
    let signs = screened.kept.iter().map(|item| if turned(item) { -1.0 } else { 1.0 }).collect();
    (items, any.then_some(signs))
}

/// What an item says without the others, bar the rows its gaps cost.
fn described(
    name: &str,
    item: usize,
    columns: &[Vec<Option<f64>>],
    screened: &Screened,
) -> ItemReliability {
    let answered = columns[item].iter().flatten().count();
    let place = screened.kept.iter().position(|&kept| kept == item);
    let others: Vec<usize> = screened.kept.iter().copied().filter(|&kept| kept != item).collect();
    ItemReliability {
        name: name.to_owned(),
        answered,
        status: match place {
            Some(_) => ItemStatus::Kept,
            None if answered == 0 => ItemStatus::Empty,
            None => ItemStatus::Constant,
        },
        complete_without: complete_over(columns, &others).len(),
        mean: place.and_then(|at| mean(&screened.columns[at])),
        sd: place.and_then(|at| sample_sd(&screened.columns[at])),
        item_rest: None,
        alpha_without: None,
        against_first_component: None,
        reverse_key: ReverseKey::NotJudged,
    }
}

/// Sets each item kept against the rest.
fn judge(items: &mut [ItemReliability], screened: &Screened, settings: &ReliabilitySettings) {
    let covariance = screened.covariance();
    let first = first_component(screened);
    let asked = CorrelationSettings {
        confidence: settings.confidence,
        minimum_pairs: settings.minimum_rows,
    };
    for (at, &place) in screened.kept.iter().enumerate() {
        let rest = rest(&screened.columns, at);
        let item = &mut items[place];
        item.item_rest =
            correlate_complete(&screened.columns[at], &rest, CorrelationKind::Pearson, &asked)
                .ok()
                .filter(|_| alpha::rest_varies(&covariance, at));
        item.alpha_without = alpha::without(&covariance, at);
        item.against_first_component = first.as_ref().ok().map(|loadings| loadings[at] < 0.0);
        if let (Some(correlation), Some(against)) = (item.item_rest, item.against_first_component) {
            item.reverse_key = keying(&correlation, against);
        }
    }
}

/// What correlation with the rest and side of the first component say together.
fn keying(item_rest: &Correlation, against: bool) -> ReverseKey {
    // A correlation of -1 has no interval and needs none.
    let clear = item_rest.interval.map_or(item_rest.value <= -1.0, |(_, high)| high < 0.0);
    match (item_rest.value < 0.0, against) {
        (true, true) if clear => ReverseKey::Likely,
        (false, false) => ReverseKey::No,
        _ => ReverseKey::Possible,
    }
}

/// Row by row, the sum of all columns but one.
fn rest(columns: &[Vec<f64>], item: usize) -> Vec<f64> {
    let mut sums = vec![0.0; columns[item].len()];
    for (_, column) in columns.iter().enumerate().filter(|(at, _)| *at != item) {
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += value;
        }
    }
    sums
}

/// Loadings on the first component, for their signs only.
fn first_component(screened: &Screened) -> Result<Vec<f64>, Refusal> {
    let items = screened.kept.len();
    if items < 3 {
        return Err(Refusal::TooFewItems { items, needed: 3 });
    }
    let mut found = components::components(&correlation(&screened.covariance()))?;
    Ok(found.components.swap_remove(0).loadings)
}
