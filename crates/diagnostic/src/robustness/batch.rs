//! Many runs at once that differ in weights alone: the points of a row against the weights of all
//! runs, level by level, every run in the order in which it would be added up alone.

use crate::tree::{PointColumn, Tree};

/// Runs of a batch: their weights and sums stay in the first cache.
const RUNS: usize = 32;

/// The weights of the nodes in a number of runs.
pub(super) struct WeightBatch<'t> {
    tree: &'t Tree,
    /// Position of each leaf among the leaves.
    leaf_of: Vec<Option<usize>>,
    n_runs: usize,
    /// Weight of each node in each run, by node.
    weights: Vec<f64>,
}

/// Sums of one row by node and run.
struct Sums {
    points: Vec<f64>,
    share: Vec<f64>,
    applies: Vec<f64>,
}

impl<'t> WeightBatch<'t> {
    /// Largest number of runs of one batch.
    pub(super) const MOST: usize = RUNS;

    /// A batch of runs from the weights of all nodes in each; at most [`WeightBatch::MOST`]. Every
    /// rule of the tree must be the arithmetic mean of what was answered.
    pub(super) fn new(tree: &'t Tree, runs: &[Vec<f64>]) -> Self {
        let mut leaf_of = vec![None; tree.nodes.len()];
        for (at, leaf) in tree.leaves.iter().enumerate() {
            leaf_of[*leaf] = Some(at);
        }
        let of_node = |node: usize| runs.iter().map(move |weights| weights[node]);
        let weights = (0..tree.nodes.len()).flat_map(of_node).collect();
        Self { tree, leaf_of, n_runs: runs.len(), weights }
    }

    /// Scores of the `followed` nodes by run, node and row; `NaN` where a row is not `stated` or
    /// has nothing answered.
    pub(super) fn scores(
        &self,
        points: &[PointColumn],
        followed: &[usize],
        stated: &[Vec<bool>],
    ) -> Vec<Vec<Vec<f64>>> {
        let n_rows = stated.first().map_or(0, Vec::len);
        let mut scores = vec![vec![vec![f64::NAN; n_rows]; followed.len()]; self.n_runs];
        let size = self.tree.nodes.len() * self.n_runs;
        let mut sums = Sums {
            points: vec![0.0; size],
            share: vec![0.0; size],
            applies: vec![0.0; self.n_runs],
        };
        for row in 0..n_rows {
            self.add_up(points, row, &mut sums);
            for (at, &node) in followed.iter().enumerate() {
                if !stated[at][row] {
                    continue;
                }
                let own = node * self.n_runs;
                for (run, scores) in scores.iter_mut().enumerate() {
                    if sums.share[own + run] > 0.0 {
                        scores[at][row] = sums.points[own + run];
                    }
                }
            }
        }
        scores
    }

    /// Points and shares of every inner node in one row, parents after children.
    fn add_up(&self, points: &[PointColumn], row: usize, sums: &mut Sums) {
        let n = self.n_runs;
        for at in (0..self.tree.nodes.len()).rev() {
            let children = &self.tree.nodes[at].children;
            if children.is_empty() {
                continue;
            }
            let (_, own_on) = sums.points.split_at_mut(at * n);
            let (own_points, below_points) = own_on.split_at_mut(n);
            let (_, own_on) = sums.share.split_at_mut(at * n);
            let (own_share, below_share) = own_on.split_at_mut(n);
            let applies = &mut sums.applies[..n];
            own_points.fill(0.0);
            own_share.fill(0.0);
            applies.fill(0.0);
            for &child in children {
                let weights = &self.weights[child * n..(child + 1) * n];
                if let Some(leaf) = self.leaf_of[child] {
                    let (x, share) = (points[leaf].points[row], points[leaf].share[row]);
                    add_leaf(weights, x, share, own_points, own_share, applies);
                } else {
                    let start = (child - at - 1) * n;
                    let x = &below_points[start..start + n];
                    let share = &below_share[start..start + n];
                    add_inner(weights, x, share, own_points, own_share, applies);
                }
            }
            for run in 0..n {
                let answered = own_share[run];
                own_points[run] = if answered > 0.0 { own_points[run] / answered } else { 0.0 };
                own_share[run] =
                    if applies[run] > 0.0 { answered / applies[run] } else { f64::NAN };
            }
        }
    }
}

/// Adds an indicator, whose share is the same in every run.
fn add_leaf(
    weights: &[f64],
    x: f64,
    share: f64,
    points: &mut [f64],
    shares: &mut [f64],
    applies: &mut [f64],
) {
    if share.is_nan() {
        return;
    }
    let n = weights.len();
    let (points, shares, applies) = (&mut points[..n], &mut shares[..n], &mut applies[..n]);
    for run in 0..n {
        let answered = weights[run] * share;
        applies[run] += weights[run];
        shares[run] += answered;
        points[run] += answered * x;
    }
}

/// Adds an inner node.
fn add_inner(
    weights: &[f64],
    x: &[f64],
    share: &[f64],
    points: &mut [f64],
    shares: &mut [f64],
    applies: &mut [f64],
) {
    let n = weights.len();
    let (x, share) = (&x[..n], &share[..n]);
    let (points, shares, applies) = (&mut points[..n], &mut shares[..n], &mut applies[..n]);
    for run in 0..n {
        let nothing = share[run].is_nan();
        let known = if nothing { 0.0 } else { weights[run] };
        let answered = known * if nothing { 0.0 } else { share[run] };
        applies[run] += known;
        shares[run] += answered;
        points[run] += answered * x[run];
    }
}
