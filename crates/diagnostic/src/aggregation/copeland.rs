//! Copeland's outranking over the columns of one node.

/// Relative slack under which weights of wins and losses are even, so that decimal weights
/// that tie on paper tie here.
const EVEN: f64 = 1e-12;

/// Outranking scores of all units.
#[derive(Clone, PartialEq, Debug)]
pub struct Copeland {
    /// 0–100: 100 × (1 + (won − lost) / compared) / 2, by unit. Absent where a unit was
    /// compared with nobody.
    pub score: Vec<Option<f64>>,
    /// Units that each unit wins against.
    pub won: Vec<u32>,
    /// Units that each unit loses against.
    pub lost: Vec<u32>,
    /// Units with which each unit shares a criterion of some weight.
    pub compared: Vec<u32>,
    /// Mean over the units compared of the weight of wins less losses, as a share of the
    /// criteria both have: −1 to 1. It tells apart who wins narrowly and who clearly.
    pub margin: Vec<Option<f64>>,
}

/// Copeland (1951) scores from (weight, values by unit) columns, more being better.
///
/// Two units are compared on the criteria both have: the one with the greater weight of wins
/// wins the pair, even weights are a draw. A gap compares with nobody on its criterion, on
/// either side, so reordering the units changes nothing. Columns whose weight is not above 0
/// or whose length differs from the first one's are left out, as are values that are not
/// finite. The score of a unit depends on all others; [`copeland_row`] is what explains it.
/// Work grows with the square of the units.
pub fn copeland(columns: &[(f64, &[Option<f64>])]) -> Copeland {
    let (weights, values, n) = plain(columns);
    let gaps: Vec<bool> = values.iter().map(|v| v.iter().any(|x| x.is_nan())).collect();
    let mut totals = vec![Total::default(); n];
    let (mut net, mut shared) = (vec![0.0; n], vec![0.0; n]);
    for unit in 0..n {
        let (net, shared) = (&mut net[unit + 1..], &mut shared[unit + 1..]);
        net.fill(0.0);
        shared.fill(0.0);
        for ((weight, column), gaps) in weights.iter().zip(&values).zip(&gaps) {
            let own = column[unit];
            if own.is_nan() {
                continue;
            }
            let others = &column[unit + 1..];
            for (net, other) in net.iter_mut().zip(others) {
                *net += sign(own, *other) * weight;
            }
            for (shared, other) in shared.iter_mut().zip(others) {
                *shared += if *gaps && other.is_nan() { 0.0 } else { *weight };
            }
        }
        let (own, rest) = totals[unit..].split_at_mut(1);
        for ((other, net), shared) in rest.iter_mut().zip(&*net).zip(&*shared) {
            if *shared > 0.0 {
                let share = even(*net / *shared);
                own[0].add(share);
                other.add(-share);
            }
        }
    }
    summed(&totals)
}

/// One unit against every other: weight of wins less losses over the weight of the criteria
/// both have, −1 to 1; absent where they share none, and for the unit itself. Empty for a unit
/// that is not there.
pub fn copeland_row(columns: &[(f64, &[Option<f64>])], unit: usize) -> Vec<Option<f64>> {
    let (weights, values, n) = plain(columns);
    if unit >= n {
        return Vec::new();
    }
    let against = |other: usize| {
        let (net, shared) = weights.iter().zip(&values).fold((0.0, 0.0), |sums, (weight, x)| {
            let both = !x[unit].is_nan() && !x[other].is_nan();
            let shared = if both { *weight } else { 0.0 };
            (sums.0 + sign(x[unit], x[other]) * weight, sums.1 + shared)
        });
        (other != unit && shared > 0.0).then(|| even(net / shared))
    };
    (0..n).map(against).collect()
}

/// What one unit gathers over its pairs.
#[derive(Clone, Default)]
struct Total {
    won: u32,
    lost: u32,
    compared: u32,
    net: f64,
}

impl Total {
    fn add(&mut self, share: f64) {
        self.won += u32::from(share > 0.0);
        self.lost += u32::from(share < 0.0);
        self.compared += 1;
        self.net += share;
    }
}

/// Weights, values with gaps as not-a-number, and the number of units.
fn plain(columns: &[(f64, &[Option<f64>])]) -> (Vec<f64>, Vec<Vec<f64>>, usize) {
    let n = columns.first().map_or(0, |column| column.1.len());
    let used = || columns.iter().filter(|(w, x)| *w > 0.0 && w.is_finite() && x.len() == n);
    let number = |x: &Option<f64>| x.filter(|x| x.is_finite()).unwrap_or(f64::NAN);
    let values = used().map(|(_, column)| column.iter().map(number).collect()).collect();
    (used().map(|column| column.0).collect(), values, n)
}

/// 1 for a win, −1 for a loss, 0 for a draw or a gap.
fn sign(own: f64, other: f64) -> f64 {
    f64::from(u8::from(own > other)) - f64::from(u8::from(own < other))
}

/// 0 for a difference that is only rounding.
fn even(share: f64) -> f64 {
    if share.abs() <= EVEN { 0.0 } else { share }
}

fn summed(totals: &[Total]) -> Copeland {
    let over = |total: &Total, x: f64| (total.compared > 0).then(|| x / f64::from(total.compared));
    let score = |total: &Total| {
        let net = f64::from(total.won) - f64::from(total.lost);
        over(total, net).map(|share| 50.0 * (1.0 + share))
    };
    Copeland {
        score: totals.iter().map(score).collect(),
        won: totals.iter().map(|total| total.won).collect(),
        lost: totals.iter().map(|total| total.lost).collect(),
        compared: totals.iter().map(|total| total.compared).collect(),
        margin: totals.iter().map(|total| over(total, total.net)).collect(),
    }
}
