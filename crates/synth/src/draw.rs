//! Draws of one workshop: each quantity has its own key, so that a quantity added elsewhere
//! changes no other.

use nanduti_stats::{Key, normal_cdf};

/// Draws of one workshop (or lot, or pair) under a seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draws {
    seed: u64,
    index: u64,
}

impl Draws {
    /// Draws of item `index` under `seed`.
    pub(crate) fn new(seed: u64, index: usize) -> Self {
        Self { seed, index: index as u64 }
    }

    /// The key of a purpose.
    pub(crate) fn key(self, purpose: &str) -> Key {
        Key::new(self.seed, purpose).at(self.index)
    }

    /// Standard normal.
    pub(crate) fn normal(self, purpose: &str) -> f64 {
        self.key(purpose).normal()
    }

    /// Uniform in [0, 1).
    pub(crate) fn uniform(self, purpose: &str) -> f64 {
        self.key(purpose).uniform()
    }

    /// True with a probability.
    pub(crate) fn chance(self, purpose: &str, probability: f64) -> bool {
        self.key(purpose).bernoulli(probability)
    }

    /// A place in proportion to its weight; 0 where no weight is positive.
    pub(crate) fn pick(self, purpose: &str, weights: &[f64]) -> usize {
        self.key(purpose).stream().choose(weights).unwrap_or(0)
    }

    /// A standard normal liability with the given loading (−1 to 1) on a standard normal factor:
    /// `loading × factor + √(1 − loading²) × noise`.
    pub(crate) fn liability(self, purpose: &str, factor: f64, loading: f64) -> f64 {
        loading * factor + (1.0 - loading * loading).sqrt() * self.normal(purpose)
    }

    /// True with a marginal probability, more often where the factor is high: the liability falls
    /// in the upper `probability` of its distribution.
    pub(crate) fn tends(self, purpose: &str, probability: f64, factor: f64, loading: f64) -> bool {
        normal_cdf(self.liability(purpose, factor, loading)) > 1.0 - probability
    }

    /// How many of `of` succeed, each with a probability.
    pub(crate) fn binomial(self, purpose: &str, of: u32, probability: f64) -> u32 {
        let mut stream = self.key(purpose).stream();
        (0..of).filter(|_| stream.bernoulli(probability)).count() as u32
    }

    /// Poisson count by multiplication of uniforms (Knuth 1969), for small means.
    pub(crate) fn poisson(self, purpose: &str, mean: f64) -> u32 {
        let mut stream = self.key(purpose).stream();
        let (limit, mut product, mut count) = ((-mean.clamp(0.0, 50.0)).exp(), 1.0, 0);
        loop {
            product *= stream.open_uniform();
            if product <= limit {
                return count;
            }
            count += 1;
        }
    }
}

/// A number in `low..=high`, rounded to a step.
pub(crate) fn stepped(value: f64, step: f64, low: f64, high: f64) -> f64 {
    ((value / step).round() * step).clamp(low, high)
}
