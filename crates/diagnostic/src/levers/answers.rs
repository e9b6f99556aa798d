//! Which values an answer can take, and the way from one to a better one.

/// Values between an answer and the best one that are looked at most.
const MOST_VALUES: f64 = 100.0;

/// Which values the answers to an indicator can take.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Answers {
    /// Any number; it moves to round figures, at most a hundred on the way.
    #[default]
    Measured,
    /// Whole multiples of a step: 1 for a count, 100 / n for a percentage of n.
    Steps(f64),
    /// The numbers of these options.
    Listed(Vec<f64>),
    /// Nothing that the workshop can change.
    Fixed,
}

impl Answers {
    /// The values from one answer to the best one, the nearest first and the best last; empty
    /// where it is reached or nothing can be changed. A count goes up to the first number that is
    /// at the best or beyond it.
    pub(super) fn way(&self, from: f64, best: f64) -> Vec<f64> {
        let span = best - from;
        if !span.is_finite() || span.abs() < 1e-9 {
            return Vec::new();
        }
        match self {
            Self::Fixed => Vec::new(),
            Self::Listed(values) => listed(values, from, span),
            Self::Steps(step) if *step > 0.0 && span.abs() / step <= MOST_VALUES => {
                multiples(*step, from, best)
            }
            Self::Steps(_) | Self::Measured => {
                let step = 10_f64.powf((span.abs() / MOST_VALUES).log10().ceil());
                let mut way = multiples(step, from, best);
                if let Some(last) = way.last_mut() {
                    *last = best;
                }
                way
            }
        }
    }
}

fn listed(values: &[f64], from: f64, span: f64) -> Vec<f64> {
    let ahead = |value: &f64| (value - from) * span.signum() > 1e-9;
    let mut way: Vec<f64> = values.iter().copied().filter(ahead).collect();
    way.sort_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs()));
    way.dedup();
    let enough = way.iter().position(|value| (value - from).abs() >= span.abs() - 1e-9);
    way.truncate(enough.map_or(way.len(), |at| at + 1));
    way
}

/// Multiples of a step after `from`, up to the first at `best` or beyond it.
fn multiples(step: f64, from: f64, best: f64) -> Vec<f64> {
    let (here, end) = (from / step, best / step);
    let up = best > from;
    let first = if up { (here + 1e-9).floor() + 1.0 } else { (here - 1e-9).ceil() - 1.0 };
    let last = if up { (end - 1e-9).ceil() } else { (end + 1e-9).floor() };
    let n = (last - first).abs() as usize;
    let sign = if up { 1.0 } else { -1.0 };
    // Dividing by a round number keeps 0.3 at 0.3.
    let whole = (1.0 / step).round();
    let value = |times: f64| {
        if step < 1.0 && (whole * step - 1.0).abs() < 1e-12 { times / whole } else { times * step }
    };
    (0..=n).map(|i| value(first + sign * i as f64)).collect()
}
