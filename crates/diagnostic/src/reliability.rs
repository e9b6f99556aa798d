//! Reliability of the instrument itself, and how its axes move together.
//!
//! [`assess_reliability`] takes the items of one scale as columns and says how far they hang
//! together: alpha, omega and lambda-6, each item against the rest, whether the correlations
//! suit a factor at all, principal components, and items that look keyed the wrong way.
//! [`item_correlations`] sets every pair of items side by side, [`axis_association`] every
//! pair of axes, by group.
//!
//! Alpha and its kin use the rows where every item kept has a value: a matrix of pairwise
//! correlations need not be one that any data could give. Small samples are refused by name
//! ([`Refusal`]) or carry a caution ([`Caution`]); nothing here is zero for "unknown".

mod adequacy;
mod alpha;
mod axes;
mod components;
mod factor;
mod items;
mod screen;
#[cfg(test)]
mod tests;

pub use adequacy::{Adequacy, Sphericity};
pub use alpha::{Alpha, feldt_interval};
pub use axes::{
    AssociationCell, AssociationFault, AssociationSettings, AxisAssociation, AxisPair,
    GroupedAssociation, Grouping, axis_association,
};
pub use components::{Component, Components};
pub use factor::Omega;
pub use items::{ItemPair, ItemReliability, ItemStatus, ReverseKey, item_correlations};

use screen::Screened;

/// How much is asked of the data before a figure is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilitySettings {
    /// Confidence of every interval, inside (0, 1).
    pub confidence: f64,
    /// Complete rows under which nothing is given; never under 3, whatever is set.
    pub minimum_rows: usize,
    /// Complete rows under which every figure carries a caution.
    pub advised_rows: usize,
    /// Complete rows per item under which the figures that rest on the whole correlation
    /// matrix are refused: omega, lambda-6, adequacy, sphericity, components.
    pub minimum_rows_per_item: f64,
    /// Complete rows per item under which those figures carry a caution.
    pub advised_rows_per_item: f64,
}

impl Default for ReliabilitySettings {
    /// 95 %; 10 rows at least and 50 advised (assumptions); 3 rows per item at least (an
    /// assumption) and 5 advised (Gorsuch 1983, Factor Analysis, section 15.1).
    fn default() -> Self {
        Self {
            confidence: 0.95,
            minimum_rows: 10,
            advised_rows: 50,
            minimum_rows_per_item: 3.0,
            advised_rows_per_item: 5.0,
        }
    }
}

/// What a set of items says about itself. Items are named by their place in the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Rows given.
    pub rows: usize,
    /// Rows where every item kept has a value: what all figures rest on.
    pub complete_rows: usize,
    /// One for each item given, in the same order.
    pub items: Vec<ItemReliability>,
    /// Places of the items kept: those that vary. Vectors in the figures follow this order.
    pub kept: Vec<usize>,
    /// Cronbach's alpha of the items as they are keyed.
    pub alpha: Result<Alpha, Refusal>,
    /// Alpha with the items of [`ReverseKey::Likely`] turned round; `None` without such items
    /// or when it cannot be computed.
    pub alpha_after_turning: Option<f64>,
    /// Omega total from one factor.
    pub omega: Result<Omega, Refusal>,
    /// Guttman's lambda-6 of the standardised items, at most 1.
    pub lambda6: Result<f64, Refusal>,
    /// Kaiser's measure of sampling adequacy.
    pub adequacy: Result<Adequacy, Refusal>,
    /// Bartlett's test of sphericity.
    pub sphericity: Result<Sphericity, Refusal>,
    /// Principal components of the correlation matrix.
    pub components: Result<Components, Refusal>,
    /// What to keep in mind when reading the figures.
    pub cautions: Vec<Caution>,
}

/// Why a figure is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// As many names as columns are needed.
    NamesDoNotMatch {
        /// Names given.
        names: usize,
        /// Columns given.
        columns: usize,
    },
    /// A column has another number of rows than the first.
    UnequalLengths {
        /// The first such item.
        item: usize,
    },
    /// A value is infinite, not a number, or beyond ±1e150.
    NotFinite {
        /// The first such item.
        item: usize,
    },
    /// Too few items that vary.
    TooFewItems {
        /// Items that vary.
        items: usize,
        /// Items the figure needs.
        needed: usize,
    },
    /// Too few complete rows.
    TooFewRows {
        /// Complete rows.
        complete: usize,
        /// Rows the figure needs with this many items.
        needed: usize,
    },
    /// The items cancel out: their sum does not vary.
    TotalDoesNotVary,
    /// An item is explained wholly by the items before it.
    Singular {
        /// That item.
        item: usize,
    },
    /// The items share nothing that a factor or a correlation could show.
    NothingInCommon,
    /// One factor explains more than the whole of an item (a Heywood case): the model fails.
    ImproperSolution {
        /// That item.
        item: usize,
    },
    /// The iteration did not settle.
    NotConverged,
}

/// What to keep in mind when reading the figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Caution {
    /// Fewer complete rows than advised.
    FewRows {
        /// Complete rows.
        complete: usize,
        /// Rows advised.
        advised: usize,
    },
    /// Fewer complete rows per item than advised: factor and components may not return in
    /// another sample.
    FewRowsPerItem {
        /// Complete rows over items kept.
        ratio: f64,
        /// Ratio advised.
        advised: f64,
    },
    /// Over half the rows have a gap and are left out: the rest may differ from them.
    MostRowsIncomplete {
        /// Complete rows.
        complete: usize,
        /// Rows given.
        rows: usize,
    },
    /// Items without an answer or without variation are left out.
    ItemsLeftOut {
        /// How many.
        items: usize,
    },
    /// Alpha of two items is low by construction (Eisinga, te Grotenhuis and Pelzer 2013).
    TwoItems,
    /// Alpha is below zero: items contradict each other, most often by their keying.
    NegativeAlpha,
    /// Items look keyed against the rest.
    ReverseKeySuspected {
        /// How many, of [`ReverseKey::Possible`] or [`ReverseKey::Likely`].
        items: usize,
    },
    /// One factor leaves a root mean square residual over 0.08 (Hu and Bentler 1999): omega
    /// describes a scale that measures more than one thing.
    OneFactorFitsPoorly {
        /// That residual.
        residual: f64,
    },
}

/// Root mean square residual over which one factor fits poorly (Hu and Bentler 1999).
const POOR_FIT: f64 = 0.08;

/// Assesses the items of one scale: `columns` hold an item each, row by row, `None` for every
/// kind of gap; `names` name them.
///
/// Items without an answer or without variation are left out and marked. Refused only when the
/// input itself is at fault; every figure carries its own refusal.
pub fn assess_reliability(
    names: &[String],
    columns: &[Vec<Option<f64>>],
    settings: &ReliabilitySettings,
) -> Result<Reliability, Refusal> {
    let screened = Screened::new(names, columns)?;
    let covariance = screened.covariance();
    let correlation = screen::correlation(&covariance);
    let whole = screened.check(3, true, settings).map(|()| &correlation);
    let inverse = whole.and_then(|matrix| {
        matrix.inverse().map_err(|fault| Refusal::Singular { item: screened.kept[fault.row] })
    });
    let alpha = screened
        .check(2, false, settings)
        .and_then(|()| alpha::alpha(&covariance, &correlation, screened.complete, settings));
    let omega = whole.and_then(|matrix| factor::omega(matrix, &screened.kept));
    let (items, turned) = items::items(names, columns, &screened, settings);
    let mut result = Reliability {
        rows: screened.rows,
        complete_rows: screened.complete,
        items,
        kept: screened.kept.clone(),
        alpha,
        alpha_after_turning: turned.and_then(|signs| alpha::signed(&covariance, &signs)),
        omega,
        lambda6: inverse.as_ref().map_err(|refusal| *refusal).and_then(|inverse| {
            factor::lambda6(&correlation, inverse).ok_or(Refusal::TotalDoesNotVary)
        }),
        adequacy: inverse.as_ref().map_err(|refusal| *refusal).and_then(|inverse| {
            adequacy::adequacy(&correlation, inverse).ok_or(Refusal::NothingInCommon)
        }),
        sphericity: inverse
            .as_ref()
            .map_err(|refusal| *refusal)
            .and_then(|inverse| adequacy::sphericity(inverse, screened.complete)),
        components: whole.and_then(components::components),
        cautions: Vec::new(),
    };
    result.cautions = cautions(&result, settings);
    Ok(result)
}

/// Cautions in the order of [`Caution`]. Those on sample size only where a figure is given.
fn cautions(result: &Reliability, settings: &ReliabilitySettings) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let (complete, kept) = (result.complete_rows, result.kept.len());
    if result.alpha.is_ok() && complete < settings.advised_rows {
        cautions.push(Caution::FewRows { complete, advised: settings.advised_rows });
    }
    let ratio = if kept == 0 { f64::INFINITY } else { complete as f64 / kept as f64 };
    if result.components.is_ok() && ratio < settings.advised_rows_per_item {
        let advised = settings.advised_rows_per_item;
        cautions.push(Caution::FewRowsPerItem { ratio, advised });
    }
    if complete < result.rows - complete {
        cautions.push(Caution::MostRowsIncomplete { complete, rows: result.rows });
    }
    if kept < result.items.len() {
        cautions.push(Caution::ItemsLeftOut { items: result.items.len() - kept });
    }
    if let Ok(alpha) = &result.alpha {
        if alpha.items == 2 {
            cautions.push(Caution::TwoItems);
        }
        if alpha.value < 0.0 {
            cautions.push(Caution::NegativeAlpha);
        }
    }
    let suspected = |item: &&ItemReliability| {
        matches!(item.reverse_key, ReverseKey::Possible | ReverseKey::Likely)
    };
    match result.items.iter().filter(suspected).count() {
        0 => {}
        items => cautions.push(Caution::ReverseKeySuspected { items }),
    }
    if let Some(residual) =
        result.omega.as_ref().ok().map(|omega| omega.residual).filter(|left| *left > POOR_FIT)
    {
        cautions.push(Caution::OneFactorFitsPoorly { residual });
    }
    cautions
}
