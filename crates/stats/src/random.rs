//! Keyed random numbers: a number is a pure function of (seed, purpose, indices, counter).
//!
//! There is no global generator and no hidden state. A [`Key`] names one quantity, for
//! example (seed, "effect", draw 5, workshop 12); a [`Stream`] counts through the numbers
//! of one key. Both are built on the finaliser of `SplitMix64` (Steele, Lea and Flood 2014,
//! "Fast splittable pseudorandom number generators"; constants of Stafford's variant 13),
//! so thread count and evaluation order cannot change a result. Not for cryptography.

use crate::normal::normal_quantile;

#[cfg(test)]
mod tests;

/// Weyl increment of `SplitMix64`: 2^64 divided by the golden ratio, made odd.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// Odd multiplier that makes the order of a key's indices matter (Steele and Vigna 2022).
const ORDER: u64 = 0xD134_2543_DE82_EF95;

/// The `SplitMix64` finaliser: a bijection on 64-bit words that scatters nearby inputs.
#[must_use]
pub const fn mix(mut z: u64) -> u64 {
    z ^= z >> 30;
    z = z.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z ^= z >> 27;
    z = z.wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The name of one random quantity: a seed, a purpose and any number of indices.
///
/// Equal keys give equal numbers; keys that differ in seed, purpose, an index or the order
/// of the indices give unrelated numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// A key for `purpose` under `seed`. The text is hashed with FNV-1a (Fowler, Noll, Vo).
    #[must_use]
    pub fn new(seed: u64, purpose: &str) -> Self {
        let hash = purpose.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self::numbered(seed, hash)
    }

    /// A key whose purpose is a number of the caller's own list.
    #[must_use]
    pub const fn numbered(seed: u64, purpose: u64) -> Self {
        Self(mix(seed.wrapping_add(GOLDEN))).at(purpose)
    }

    /// The key one index further down: `key.at(draw).at(workshop)`.
    #[must_use]
    pub const fn at(self, index: u64) -> Self {
        Self(mix(self.0.wrapping_mul(ORDER).wrapping_add(mix(index.wrapping_add(GOLDEN)))))
    }

    /// [`Key::at`] for a text id, hashed like a purpose: stable when rows are reordered.
    #[must_use]
    pub fn at_id(self, id: &str) -> Self {
        self.at(Self::new(0, id).0)
    }

    /// The stream of numbers of this key, from its first.
    #[must_use]
    pub const fn stream(self) -> Stream {
        Stream { base: self.0, counter: 0 }
    }

    /// First uniform number of the key, in [0, 1).
    #[must_use]
    pub fn uniform(self) -> f64 {
        self.stream().uniform()
    }

    /// First standard normal number of the key.
    #[must_use]
    pub fn normal(self) -> f64 {
        self.stream().normal()
    }

    /// First Bernoulli draw of the key: true with probability `probability`.
    #[must_use]
    pub fn bernoulli(self, probability: f64) -> bool {
        self.stream().bernoulli(probability)
    }

    /// First integer of the key in `low..=high`.
    #[must_use]
    pub fn integer(self, low: i64, high: i64) -> i64 {
        self.stream().integer(low, high)
    }
}

/// The numbers of one key in order. Each draw takes exactly one value of the stream, except
/// [`Stream::shuffle`], which takes one less than the number of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    base: u64,
    counter: u64,
}

impl Stream {
    /// Stream `stream` of `seed` as numbered in published benchmark generators:
    /// base = mix(seed · 1000003 + stream), value k = mix(base + k · golden), k from 1.
    #[must_use]
    pub const fn numbered(seed: u64, stream: u64) -> Self {
        Self { base: mix(seed.wrapping_mul(1_000_003).wrapping_add(stream)), counter: 0 }
    }

    /// The next 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(1);
        mix(self.base.wrapping_add(self.counter.wrapping_mul(GOLDEN)))
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (0.5_f64).powi(53)
    }

    /// Uniform in the open interval (0, 1): the midpoint of its 2^-52 cell.
    pub fn open_uniform(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) * (0.5_f64).powi(52)
    }

    /// Standard normal by inversion, so it is monotone in the uniform number under it and
    /// common random numbers stay common.
    pub fn normal(&mut self) -> f64 {
        // An open uniform number is inside (0, 1), where the quantile exists.
        normal_quantile(self.open_uniform()).unwrap_or(0.0)
    }

    /// Integer in `low..=high`, by multiplication (Lemire 2019) without rejection: the bias
    /// is below range / 2^64. With `high < low` the answer is `low`.
    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        let bits = self.bits();
        if high <= low {
            return low;
        }
        let range = (i128::from(high) - i128::from(low) + 1).unsigned_abs();
        let offset = (u128::from(bits) * range) >> 64;
        (i128::from(low) + offset as i128) as i64
    }

    /// Integer in `0..count`, for choosing a place in a list; 0 when `count` is 0 or 1.
    pub fn index(&mut self, count: usize) -> usize {
        self.integer(0, count.saturating_sub(1) as i64) as usize
    }

    /// True with probability `probability`: never at or below 0, always at or above 1.
    pub fn bernoulli(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A place chosen in proportion to its weight. Weights that are negative or not finite
    /// count as zero; `None` when no weight is positive.
    pub fn choose(&mut self, weights: &[f64]) -> Option<usize> {
        let usable = |weight: f64| if weight.is_finite() { weight.max(0.0) } else { 0.0 };
        let total: f64 = weights.iter().map(|&weight| usable(weight)).sum();
        let mut rest = self.uniform() * total;
        let mut chosen = None;
        for (place, &weight) in weights.iter().enumerate() {
            let weight = usable(weight);
            if weight > 0.0 {
                chosen = Some(place);
                if rest < weight {
                    break;
                }
                rest -= weight;
            }
        }
        chosen
    }

    /// A uniformly random order in place (Fisher and Yates 1938; Durstenfeld 1964).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.index(last + 1);
            items.swap(last, other);
        }
    }
}

/// `count` integers in `low..=high` of the published benchmark generators, which take the
/// upper 32 bits: low + ((value >> 32) · (high − low + 1)) >> 32.
#[must_use]
pub fn rint(seed: u64, stream: u64, count: usize, low: i64, high: i64) -> Vec<i64> {
    let mut values = Stream::numbered(seed, stream);
    let range = high.saturating_sub(low).saturating_add(1).max(1).unsigned_abs();
    (0..count)
        .map(|_| {
            let upper = u128::from(values.bits() >> 32);
            low.saturating_add(((upper * u128::from(range)) >> 32) as i64)
        })
        .collect()
}
