//! Scores over all admissible weights: how far each can go, the places that follow, and for which
//! weights one unit is before another.

use nanduti_diagnostic::robustness::{PairWeights, RankBounds, WeightSpace};
use nanduti_model::{AdmissibleWeights, AllWeights, Diagnosis, Instrument};
use std::collections::BTreeMap;

/// Largest number of units for which all are set against each other; above it only those that
/// are asked for.
pub const MOST_COMPARED: usize = 1_000;

/// What came of one node.
#[derive(Clone, Debug, PartialEq)]
pub struct OverAllWeights {
    /// The node.
    pub node: usize,
    /// The units that are told, in their order.
    pub units: Vec<UnitOverWeights>,
    /// The pairs that are told; none where places may not be.
    pub pairs: Vec<PairOverWeights>,
}

/// One unit over all weights.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitOverWeights {
    /// Its code.
    pub unit: String,
    /// What is known of it, or why nothing is.
    pub found: Result<UnitFigures, NotJudged>,
}

/// Why a unit or pair is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJudged {
    /// A part that has weight has no score.
    Incomplete,
    /// No unit of the data has this code.
    NotInData,
}

/// How far the score of a unit can go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitFigures {
    /// Score under the weights as given, every part counting with its whole weight.
    pub given: f64,
    /// Least and greatest score.
    pub ends: (f64, f64),
    /// Place as given, best and worst place; `None` where places may not be told or there are too
    /// many units to set against each other.
    pub rank: Option<(usize, RankBounds)>,
    /// Whether it is among the chosen, the lowest scores: under all weights, some or none;
    /// `None` without a number to choose or without places.
    pub chosen: Option<Chosen>,
}

/// Under which weights a unit is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Under all.
    Always,
    /// Under some.
    Sometimes,
    /// Under none.
    Never,
}

/// One pair over all weights.
#[derive(Clone, Debug, PartialEq)]
pub struct PairOverWeights {
    /// Codes of both.
    pub units: (String, String),
    /// The figures, or why there are none.
    pub found: Result<PairWeights, NotJudged>,
}

/// Every node that an instrument asks for. `ranks` says whether places may be told.
pub fn over_all_weights(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    ranks: bool,
) -> Vec<OverAllWeights> {
    let one = |asked| Some(Judge::new(instrument, diagnosis, asked, ranks)?.judged());
    instrument.all_weights.iter().filter_map(one).collect()
}

/// One node with what it takes to judge its units.
struct Judge<'a> {
    diagnosis: &'a Diagnosis,
    asked: &'a AllWeights,
    node: usize,
    space: WeightSpace,
    /// Rows of the units that are complete, the points of their parts, and their scores under the
    /// given weights.
    rows: Vec<usize>,
    points: Vec<Vec<f64>>,
    given: Vec<f64>,
    /// Row of each code.
    row_of: BTreeMap<&'a str, usize>,
    ranks: bool,
    choose: Option<usize>,
}

impl<'a> Judge<'a> {
    /// `None` where the node is not there or its weights are not among the admissible ones.
    fn new(
        instrument: &Instrument,
        diagnosis: &'a Diagnosis,
        asked: &'a AllWeights,
        ranks: bool,
    ) -> Option<Self> {
        let node = instrument.node(&asked.node)?;
        let children = instrument.children(node);
        let weights: Vec<f64> =
            children.iter().map(|&child| instrument.nodes[child].weight).collect();
        let space = match &asked.space {
            AdmissibleWeights::Noise(noise) => WeightSpace::around(&weights, *noise)?,
            AdmissibleWeights::Bounds(bounds) => WeightSpace::within(&weights, bounds)?,
        };
        let of_row = |row: usize| -> Option<Vec<f64>> {
            let known = children.iter().zip(&space.most).map(|(&child, most)| {
                let score = diagnosis.columns[child].score[row];
                // What never has weight need not be known.
                if *most > 0.0 { score } else { Some(score.unwrap_or(0.0)) }
            });
            known.collect()
        };
        let (rows, points): (Vec<usize>, Vec<Vec<f64>>) =
            (0..diagnosis.workshops.len()).filter_map(|row| Some((row, of_row(row)?))).unzip();
        let given = points.iter().map(|points| space.score(points).0).collect();
        let row_of = diagnosis.workshops.iter().enumerate().map(|(row, id)| (id.as_str(), row));
        let choose = instrument.alternatives.as_ref().and_then(|a| a.select);
        let row_of = row_of.collect();
        Some(Self { diagnosis, asked, node, space, rows, points, given, row_of, ranks, choose })
    }

    fn judged(&self) -> OverAllWeights {
        let n = self.diagnosis.workshops.len();
        let code = |row: usize| self.diagnosis.workshops[row].to_string();
        let units: Vec<String> = if self.asked.units.is_empty() {
            (0..n).map(code).collect()
        } else {
            self.asked.units.clone()
        };
        let compared =
            self.ranks && (self.rows.len() <= MOST_COMPARED || !self.asked.units.is_empty());
        let everyone = compared && self.asked.units.is_empty();
        let bounds = if everyone { self.space.ranks(&self.points) } else { Vec::new() };
        let unit = |unit: String| {
            let found = self.place(&unit).map(|at| {
                let bounds = compared.then(|| {
                    bounds.get(at).copied().unwrap_or_else(|| self.space.rank(&self.points, at))
                });
                self.figures(at, bounds)
            });
            UnitOverWeights { unit, found }
        };
        OverAllWeights {
            node: self.node,
            units: units.into_iter().map(unit).collect(),
            pairs: self.pairs(),
        }
    }

    /// Place of a unit among the complete ones.
    fn place(&self, unit: &str) -> Result<usize, NotJudged> {
        let row = self.row_of.get(unit).ok_or(NotJudged::NotInData)?;
        self.rows.binary_search(row).map_err(|_| NotJudged::Incomplete)
    }

    fn figures(&self, at: usize, bounds: Option<RankBounds>) -> UnitFigures {
        let (given, ends) = self.space.score(&self.points[at]);
        let above = |other: &&f64| **other > given + SAME;
        let n = self.points.len();
        // The lowest scores are chosen: the last places.
        let chosen = bounds.zip(self.choose).map(|(bounds, choose)| {
            let first = n.saturating_sub(choose) + 1;
            match (bounds.best >= first, bounds.worst >= first) {
                (true, _) => Chosen::Always,
                (false, true) => Chosen::Sometimes,
                (false, false) => Chosen::Never,
            }
        });
        let rank = bounds.map(|bounds| (self.given.iter().filter(above).count() + 1, bounds));
        UnitFigures { given, ends, rank, chosen }
    }

    /// The pairs asked for, else each unit with the next by its score as given.
    fn pairs(&self) -> Vec<PairOverWeights> {
        if !self.ranks {
            return Vec::new();
        }
        let code = |at: usize| self.diagnosis.workshops[self.rows[at]].to_string();
        let pairs: Vec<(String, String)> = if !self.asked.pairs.is_empty() {
            self.asked.pairs.clone()
        } else if self.points.len() <= MOST_COMPARED {
            let mut order: Vec<usize> = (0..self.given.len()).collect();
            order.sort_by(|&a, &b| self.given[b].total_cmp(&self.given[a]).then(a.cmp(&b)));
            order.windows(2).map(|pair| (code(pair[0]), code(pair[1]))).collect()
        } else {
            Vec::new()
        };
        let one = |units: (String, String)| {
            let found = self.place(&units.0).and_then(|first| {
                let second = self.place(&units.1)?;
                Ok(self.space.compare(&self.points[first], &self.points[second]))
            });
            PairOverWeights { units, found }
        };
        pairs.into_iter().map(one).collect()
    }
}

/// Difference up to which scores are the same.
const SAME: f64 = 1e-9;
