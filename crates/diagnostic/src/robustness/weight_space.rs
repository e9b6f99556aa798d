//! Robustness over all weights: for which weights one unit stays above another, and the best and
//! worst rank that any weights in the declared bounds allow.
//!
//! A node under an arithmetic mean is linear in the weights of its children, and weights within
//! bounds that add up to 1 form a continuous knapsack: its linear programme is solved exactly by
//! filling the children in order of their difference.

use crate::tree::ROUNDING;
use rayon::prelude::*;

/// Weights of the children of a node that are still reasonable.
#[derive(Clone, PartialEq, Debug)]
pub struct WeightSpace {
    /// Weights as given, adding up to 1.
    pub given: Vec<f64>,
    /// Least weight of each child, 0–1.
    pub least: Vec<f64>,
    /// Greatest weight of each child, 0–1.
    pub most: Vec<f64>,
}

/// One pair of units over all weights.
#[derive(Clone, PartialEq, Debug)]
pub struct PairWeights {
    /// Least and greatest lead of the first unit over the second, in points.
    pub lead: (f64, f64),
    /// Lead under the weights as given.
    pub given: f64,
    /// Least total weight that must move from some children to others for the order to turn;
    /// `None` where no weights in the bounds turn it.
    pub turns_at: Option<f64>,
}

/// Best and worst rank over all weights in the bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RankBounds {
    /// No weights give a better rank (1 is the highest score): one more than the units that are
    /// ahead under all weights.
    pub best: usize,
    /// No weights give a worse rank.
    pub worst: usize,
}

impl WeightSpace {
    /// All weights within a factor of the given ones: `given·(1 − noise)` to `given·(1 + noise)`,
    /// where the given ones are scaled to add up to 1. `None` without weight or outside 0–1.
    pub fn around(weights: &[f64], noise: f64) -> Option<Self> {
        let total: f64 = weights.iter().sum();
        let sound = total > 0.0 && (0.0..=1.0).contains(&noise);
        sound.then(|| {
            let given: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
            Self {
                least: given.iter().map(|weight| weight * (1.0 - noise)).collect(),
                most: given.iter().map(|weight| (weight * (1.0 + noise)).min(1.0)).collect(),
                given,
            }
        })
    }

    /// All weights within `bounds`, the least and greatest share of each child, around the given
    /// ones. `None` where these do not lie within them, or no weights do.
    pub fn within(weights: &[f64], bounds: &[(f64, f64)]) -> Option<Self> {
        let total: f64 = weights.iter().sum();
        let given: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        let holds = |(weight, &(least, most)): (&f64, &(f64, f64))| {
            (0.0..=1.0).contains(&least)
                && most <= 1.0
                && (least - ROUNDING..=most + ROUNDING).contains(weight)
        };
        let sound = bounds.len() == given.len() && given.iter().zip(bounds).all(holds);
        (total > 0.0 && sound).then(|| Self {
            given,
            least: bounds.iter().map(|bound| bound.0).collect(),
            most: bounds.iter().map(|bound| bound.1).collect(),
        })
    }

    /// Score of a unit under the given weights, and its least and greatest over all of the space;
    /// the values are the points of its children.
    pub fn score(&self, points: &[f64]) -> (f64, (f64, f64)) {
        let turned: Vec<f64> = points.iter().map(|x| -x).collect();
        let given = self.given.iter().zip(points).map(|(w, x)| w * x).sum();
        (given, (-self.most_of(&turned), self.most_of(points)))
    }

    /// Greatest value of `Σ w·d` over the weights of the space.
    fn most_of(&self, differences: &[f64]) -> f64 {
        let mut order: Vec<usize> = (0..differences.len()).collect();
        order.sort_by(|a, b| differences[*b].total_cmp(&differences[*a]));
        let mut left = 1.0 - self.least.iter().sum::<f64>();
        let mut value: f64 = self.least.iter().zip(differences).map(|(w, d)| w * d).sum();
        for child in order {
            let room = (self.most[child] - self.least[child]).min(left).max(0.0);
            value += room * differences[child];
            left -= room;
        }
        value
    }

    /// One pair over all weights; the values are the points of the children.
    pub fn compare(&self, first: &[f64], second: &[f64]) -> PairWeights {
        let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = differences.iter().map(|d| -d).collect();
        let given = self.given.iter().zip(&differences).map(|(w, d)| w * d).sum();
        let lead = (-self.most_of(&turned), self.most_of(&differences));
        PairWeights { lead, given, turns_at: self.turns_at(&differences, given) }
    }

    /// Moves weight from the child that speaks most for the leader to the one that speaks most
    /// against it, until the lead is gone.
    fn turns_at(&self, differences: &[f64], given: f64) -> Option<f64> {
        let sign = if given >= 0.0 { 1.0 } else { -1.0 };
        let lead = |child: usize| sign * differences[child];
        let mut order: Vec<usize> = (0..differences.len()).collect();
        order.sort_by(|a, b| lead(*a).total_cmp(&lead(*b)));
        let mut gain: Vec<f64> = self.most.iter().zip(&self.given).map(|(m, g)| m - g).collect();
        let mut give: Vec<f64> = self.given.iter().zip(&self.least).map(|(g, l)| g - l).collect();
        let (mut to, mut from) = (0, order.len().checked_sub(1)?);
        let (mut left, mut moved) = (given * sign, 0.0);
        while to < from {
            let (taker, giver) = (order[to], order[from]);
            let step = lead(giver) - lead(taker);
            let room = gain[taker].min(give[giver]);
            if step <= 0.0 {
                return None;
            }
            if room * step >= left {
                return Some(moved + left / step);
            }
            left -= room * step;
            moved += room;
            gain[taker] -= room;
            give[giver] -= room;
            if gain[taker] <= give[giver] {
                to += 1;
            } else {
                from -= 1;
            }
        }
        None
    }

    /// Best and worst rank of every unit; `units` has one row of child points a unit. Leads within
    /// 1e-9 points are ties.
    pub fn ranks(&self, units: &[Vec<f64>]) -> Vec<RankBounds> {
        (0..units.len()).into_par_iter().map(|at| self.rank(units, at)).collect()
    }

    /// Best and worst rank of one unit among all.
    pub fn rank(&self, units: &[Vec<f64>], at: usize) -> RankBounds {
        let (mut ahead, mut maybe) = (0, 0);
        for (_, points) in units.iter().enumerate().filter(|(other, _)| *other != at) {
            let differences: Vec<f64> = points.iter().zip(&units[at]).map(|(a, b)| a - b).collect();
            if self.most_of(&differences) > ROUNDING {
                maybe += 1;
                let turned: Vec<f64> = differences.iter().map(|d| -d).collect();
                ahead += usize::from(-self.most_of(&turned) > ROUNDING);
            }
        }
        RankBounds { best: ahead + 1, worst: maybe + 1 }
    }
}
