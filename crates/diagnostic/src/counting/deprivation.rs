//! From answers to deprivations: cut-offs with a stated boundary, depth, and rules for gaps.

use super::CountingFault;
use super::fraction::Fraction;
use super::weights::Weights;
use nanduti_model::{Answered, Missing};

/// On which side of its cut-off a value is a deprivation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deprived {
    /// Strictly below; the cut-off itself is enough (Alkire and Foster, 2011).
    Below,
    /// At the cut-off or below.
    AtOrBelow,
    /// Strictly above.
    Above,
    /// At the cut-off or above.
    AtOrAbove,
}

/// How deep a deprivation is, for M1 and M2.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Depth {
    /// Not to be read from the answer (ordinal): M1 and M2 are then not computed.
    NotStated,
    /// |cut-off − value| / |cut-off − worst|, at most 1: `worst` is the value of full depth, 0
    /// in Alkire and Foster (2011).
    From {
        /// The value at which depth is 1, on the deprived side of the cut-off.
        worst: f64,
    },
    /// Every deprivation is whole (yes or no).
    Whole,
}

/// The deprivation cut-off of an indicator.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CutOff {
    /// The cut-off, in the indicator's unit.
    pub at: f64,
    /// Which side of it is deprived.
    pub deprived: Deprived,
    /// How depth is read.
    pub depth: Depth,
}

impl CutOff {
    /// Whether a value is a deprivation.
    pub fn deprives(&self, value: f64) -> bool {
        match self.deprived {
            Deprived::Below => value < self.at,
            Deprived::AtOrBelow => value <= self.at,
            Deprived::Above => value > self.at,
            Deprived::AtOrAbove => value >= self.at,
        }
    }

    /// Depth of a deprived value, 0–1; a value at its cut-off has depth 0. `None` where depth is
    /// not stated.
    pub fn depth(&self, value: f64) -> Option<f64> {
        match self.depth {
            Depth::NotStated => None,
            Depth::From { worst } => Some(((self.at - value) / (self.at - worst)).clamp(0.0, 1.0)),
            Depth::Whole => Some(1.0),
        }
    }

    /// Finite, and the worst value on the deprived side.
    fn is_sound(&self) -> bool {
        let below = matches!(self.deprived, Deprived::Below | Deprived::AtOrBelow);
        let sound = match self.depth {
            Depth::From { worst } if below => worst < self.at,
            Depth::From { worst } => worst > self.at,
            Depth::NotStated | Depth::Whole => true,
        };
        let worst = if let Depth::From { worst } = self.depth { worst } else { 0.0 };
        sound && self.at.is_finite() && (self.at - worst).is_finite()
    }
}

/// What a cell without an answer does to its row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GapRule {
    /// The row is not counted.
    DropRow,
    /// The indicator counts as not deprived.
    NotDeprived,
    /// The indicator leaves the row and the others' weights are rescaled to add up to 1.
    LeaveOut,
}

/// Everything that a counting view fixes before it sees an answer.
#[derive(Clone, PartialEq, Debug)]
pub struct CountingPlan {
    /// Cut-off of every indicator.
    pub cut_offs: Vec<CutOff>,
    /// Weight of every indicator.
    pub weights: Weights,
    /// The poverty cut-off k in (0, 1]: a unit is poor whose deprived share of the weight is at
    /// least k.
    pub poverty_cut_off: Fraction,
    /// Rule for answers that are missing. The default drops the row, and counts it.
    pub missing: GapRule,
    /// Rule for what does not apply to a unit. The default leaves the indicator out.
    pub not_applicable: GapRule,
}

impl CountingPlan {
    /// A plan with the default rules for gaps.
    pub fn new(cut_offs: Vec<CutOff>, weights: Weights, poverty_cut_off: Fraction) -> Self {
        let (missing, not_applicable) = (GapRule::DropRow, GapRule::LeaveOut);
        Self { cut_offs, weights, poverty_cut_off, missing, not_applicable }
    }

    /// The plan's own faults.
    fn check(&self) -> Result<(), CountingFault> {
        let (indicators, found) = (self.cut_offs.len(), self.weights.len());
        if found != indicators {
            return Err(CountingFault::IndicatorsDiffer { indicators, found });
        }
        if let Some(indicator) = self.cut_offs.iter().position(|cut_off| !cut_off.is_sound()) {
            return Err(CountingFault::CutOff { indicator });
        }
        check_poverty_cut_off(self.poverty_cut_off)
    }
}

/// k must lie in (0, 1].
pub(crate) fn check_poverty_cut_off(k: Fraction) -> Result<(), CountingFault> {
    let inside = k.numerator() > 0 && k.numerator() <= k.denominator();
    if inside { Ok(()) } else { Err(CountingFault::PovertyCutOff) }
}

/// One indicator of one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Enough.
    NotDeprived,
    /// Deprived.
    Deprived,
    /// Not part of this unit's count.
    LeftOut,
}

/// One unit's count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Its deprivation score is `deprived / counted`, exactly.
    Counted {
        /// Weight integers of the deprived indicators.
        deprived: u64,
        /// Weight integers of the indicators counted: the common denominator unless some were
        /// left out.
        counted: u64,
    },
    /// Dropped because of the first gap whose rule says so.
    Dropped {
        /// The indicator.
        indicator: usize,
        /// What kind of gap.
        missing: Missing,
    },
    /// Every indicator was left out.
    NothingCounted,
}

impl Unit {
    /// Whether the unit is poor at `k`; `None` where it is not counted.
    pub fn is_poor(&self, k: Fraction) -> Option<bool> {
        match *self {
            Self::Counted { deprived, counted } => Some(k.reached_by(deprived, counted)),
            Self::Dropped { .. } | Self::NothingCounted => None,
        }
    }

    /// The deprivation score; `None` where the unit is not counted.
    pub fn score(&self) -> Option<Fraction> {
        match *self {
            Self::Counted { deprived, counted } => Fraction::new(deprived, counted),
            Self::Dropped { .. } | Self::NothingCounted => None,
        }
    }
}

/// Gaps of one indicator, whatever their rule did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gaps {
    /// Answers missing.
    pub missing: usize,
    /// Units to which it does not apply.
    pub not_applicable: usize,
}

/// The deprivations of all units: what every measure of the view is read from.
#[derive(Clone, PartialEq, Debug)]
pub struct Counts {
    /// Every unit, in row order.
    pub units: Vec<Unit>,
    /// Cells, row by row.
    pub cells: Vec<Cell>,
    /// Depth of the deprived cells, row by row and 0 elsewhere; `None` where some indicator does
    /// not state depth.
    pub depths: Option<Vec<f64>>,
    /// Weights of the indicators.
    pub weights: Weights,
    /// The poverty cut-off.
    pub poverty_cut_off: Fraction,
    /// Gaps by indicator.
    pub gaps: Vec<Gaps>,
}

impl Counts {
    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[Cell] {
        let indicators = self.weights.len();
        &self.cells[row * indicators..(row + 1) * indicators]
    }

    /// Number of rows not counted.
    pub fn dropped(&self) -> usize {
        self.units.iter().filter(|unit| !matches!(unit, Unit::Counted { .. })).count()
    }
}

/// Reads the deprivations off the answers, one column per indicator of the plan.
pub fn count_deprivations(
    columns: &[Vec<Answered<f64>>],
    plan: &CountingPlan,
) -> Result<Counts, CountingFault> {
    plan.check()?;
    let indicators = plan.cut_offs.len();
    if columns.len() != indicators {
        return Err(CountingFault::IndicatorsDiffer { indicators, found: columns.len() });
    }
    let rows = columns.first().map_or(0, Vec::len);
    check_columns(columns, rows)?;
    let with_depth = plan.cut_offs.iter().all(|cut_off| cut_off.depth != Depth::NotStated);
    let mut counts = Counts {
        units: Vec::with_capacity(rows),
        cells: Vec::with_capacity(rows * indicators),
        depths: with_depth.then(|| Vec::with_capacity(rows * indicators)),
        weights: plan.weights.clone(),
        poverty_cut_off: plan.poverty_cut_off,
        gaps: vec![Gaps::default(); indicators],
    };
    for row in 0..rows {
        count_row(row, columns, plan, &mut counts);
    }
    Ok(counts)
}

/// Columns of one length with finite values.
fn check_columns(columns: &[Vec<Answered<f64>>], rows: usize) -> Result<(), CountingFault> {
    for (indicator, column) in columns.iter().enumerate() {
        if column.len() != rows {
            return Err(CountingFault::RowsDiffer { rows, found: column.len() });
        }
        if let Some(row) = column.iter().position(|cell| cell.is_ok_and(|x| !x.is_finite())) {
            return Err(CountingFault::NotFinite { indicator, row });
        }
    }
    Ok(())
}

/// Appends one unit.
fn count_row(row: usize, columns: &[Vec<Answered<f64>>], plan: &CountingPlan, to: &mut Counts) {
    let (mut deprived, mut counted, mut dropped) = (0, 0, None);
    for (indicator, (column, cut_off)) in columns.iter().zip(&plan.cut_offs).enumerate() {
        let weight = plan.weights.numerators()[indicator];
        let (mut cell, mut depth) = (Cell::NotDeprived, 0.0);
        match column[row] {
            Ok(value) if cut_off.deprives(value) => {
                deprived += weight;
                cell = Cell::Deprived;
                depth = cut_off.depth(value).unwrap_or_default();
            }
            Ok(_) => {}
            Err(missing) => {
                let (tally, rule) = if missing == Missing::NotApplicable {
                    (&mut to.gaps[indicator].not_applicable, plan.not_applicable)
                } else {
                    (&mut to.gaps[indicator].missing, plan.missing)
                };
                *tally += 1;
                if rule == GapRule::DropRow {
                    dropped = dropped.or(Some(Unit::Dropped { indicator, missing }));
                }
                if rule != GapRule::NotDeprived {
                    cell = Cell::LeftOut;
                }
            }
        }
        counted += if cell == Cell::LeftOut { 0 } else { weight };
        to.cells.push(cell);
        if let Some(depths) = &mut to.depths {
            depths.push(depth);
        }
    }
    let unit = if counted > 0 { Unit::Counted { deprived, counted } } else { Unit::NothingCounted };
    to.units.push(dropped.unwrap_or(unit));
}
