//! PF(W): bundles of 25 interventions for each workshop under 8 budgets.
//!
//! At most 5 interventions a workshop, at most one of each group of three, parents first.
//! The published problem also asks that each of five classes receives a least share of the
//! money; that lower limit is no part of a bundle problem here (see [`Portfolio::problem`]).

use nanduti_stats::rint;

use super::SEED;
use crate::bundle::{BundleColumn, BundleProblem};

/// Interventions.
const ITEMS: usize = 25;
/// Resources; the first is money.
const RESOURCES: usize = 8;
/// Most interventions of one workshop.
const MOST_ITEMS: usize = 5;

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// Parents of each intervention.
    pub parents: Vec<Vec<usize>>,
    /// Legal bundles as ascending intervention numbers, the empty one first.
    pub bundles: Vec<Vec<usize>>,
    /// Use of `[workshop][intervention][resource]`.
    pub uses: Vec<[[i64; RESOURCES]; ITEMS]>,
    /// Benefit of `[workshop][intervention]`.
    pub benefit: Vec<[i64; ITEMS]>,
    /// Budget of each resource.
    pub budget: [i64; RESOURCES],
}

/// The instance PF(W) of `workshops` workshops, W ≥ 1.
#[must_use]
pub fn portfolio(workshops: usize) -> Portfolio {
    let draw = |stream, count, low, high| rint(SEED, stream, count, low, high);
    let size = draw(105, workshops, 5, 20);
    let need = draw(106, workshops, 50, 150);
    let used = draw(107, ITEMS * RESOURCES, 0, 99);
    let base = draw(108, ITEMS * RESOURCES, 1, 10);
    let jitter = draw(109, workshops * ITEMS * RESOURCES, 80, 120);
    let bonus = draw(110, workshops * ITEMS, 0, 100);
    let class = draw(111, workshops, 0, 99);
    let mut uses = vec![[[0; RESOURCES]; ITEMS]; workshops];
    let mut benefit = vec![[0; ITEMS]; workshops];
    let mut total = [0; RESOURCES];
    for w in 0..workshops {
        for i in 0..ITEMS {
            for r in 0..RESOURCES {
                let place = i * RESOURCES + r;
                if used[place] < 50 || r == 0 {
                    let jitter = jitter[(w * ITEMS + i) * RESOURCES + r];
                    uses[w][i][r] = base[place] * size[w] * jitter / 100;
                    total[r] += uses[w][i][r];
                }
            }
            let sum: i64 = uses[w][i].iter().sum();
            let full = need[w] * (sum + bonus[w * ITEMS + i]) / 100;
            // Classes 2, 3 and 4 hold the draws from 65 on.
            benefit[w][i] = if class[w] < 65 { full } else { full * 8 / 10 };
        }
    }
    let parents = parents();
    let bundles = legal_bundles(&parents);
    let budget = total.map(|total| total * 18 / 100);
    Portfolio { parents, bundles, uses, benefit, budget }
}

/// Up to two parents of an intervention among those of earlier groups, of different groups.
fn parents() -> Vec<Vec<usize>> {
    let draw = |stream, high| rint(SEED, stream, ITEMS, 0, high);
    let (first, second) = (draw(101, 99), draw(102, 99));
    let (first_parent, second_parent) = (draw(103, 1 << 20), draw(104, 1 << 20));
    (0..ITEMS)
        .map(|i| {
            let earlier = 3 * (i / 3);
            let mut parents = Vec::new();
            if earlier == 0 {
                return parents;
            }
            if first[i] < 60 {
                parents.push(first_parent[i] as usize % earlier);
            }
            if second[i] < 30 {
                let parent = second_parent[i] as usize % earlier;
                if parents.iter().all(|other| other / 3 != parent / 3) {
                    parents.push(parent);
                }
            }
            parents
        })
        .collect()
}

/// Every set that keeps the rules, by depth-first search over ascending numbers.
fn legal_bundles(parents: &[Vec<usize>]) -> Vec<Vec<usize>> {
    fn extend(parents: &[Vec<usize>], bundle: &mut Vec<usize>, bundles: &mut Vec<Vec<usize>>) {
        bundles.push(bundle.clone());
        if bundle.len() == MOST_ITEMS {
            return;
        }
        let first = bundle.last().map_or(0, |last| 3 * (last / 3 + 1));
        for item in first..ITEMS {
            if parents[item].iter().all(|parent| bundle.contains(parent)) {
                bundle.push(item);
                extend(parents, bundle, bundles);
                bundle.pop();
            }
        }
    }
    let mut bundles = Vec::new();
    extend(parents, &mut Vec::new(), &mut bundles);
    bundles
}

impl Portfolio {
    /// The bundle problem of the budgets alone, without the least shares of classes: column k
    /// of every workshop is bundle k + 1. Its optimum is at least the published problem's.
    #[must_use]
    pub fn problem(&self) -> BundleProblem {
        let column = |w: usize, bundle: &Vec<usize>| BundleColumn {
            value: bundle.iter().map(|&item| self.benefit[w][item]).sum::<i64>() as f64,
            uses: (0..RESOURCES)
                .map(|r| {
                    let sum: i64 = bundle.iter().map(|&item| self.uses[w][item][r]).sum();
                    (r as u32, sum as f64)
                })
                .collect(),
        };
        let agents = (0..self.uses.len())
            .map(|w| self.bundles[1..].iter().map(|bundle| column(w, bundle)).collect())
            .collect();
        BundleProblem { capacities: self.budget.map(|budget| budget as f64).to_vec(), agents }
    }
}
