//! Response noise: what a workshop tells is what is true of it, heard with an error.
//!
//! The interview draws what is told. The truth behind it is drawn given that, under a key of its
//! own, so that truth and answer have the joint distribution of «the truth first, then the error»
//! and no answer changes by asking for its truth. A tendency is heard as truth plus an independent
//! error; of what is counted some is forgotten and some put in, and of kinds some are mistaken, so
//! that truth and answer have one distribution.
//!
//! Reliability (squared correlation of truth and answer) is an assumption near what is published
//! of single survey items: facts 0.8–0.9, judgements on a scale 0.6–0.7 (Alwin, *Margins of
//! Error*, 2007; Alwin and Krosnick, 1991); steps of a practice are set between. Codes are coarse,
//! so the tendency behind an answer is more reliable than the answer: the constants are those of
//! tendencies, and a test holds the answers to the published figures.

use super::Model;
use crate::draw::Draws;

/// A judgement on a scale of 1 to 5: answers 0.65.
const JUDGEMENT: f64 = 0.80;
/// Steps of a practice or a condition, 0 to 2 or 0 to 3: answers 0.75.
const STEPS: f64 = 0.92;
/// Amounts, shares and counts that are recalled: answers 0.8.
const RECALLED: f64 = 0.80;
/// A yes or no: at a share of one half `(2/π·asin √0.973)² = 0.8`.
const YES_NO: f64 = 0.973;
/// Each option of a list: the count of options chosen 0.75–0.9, by their number.
const OPTION: f64 = 0.90;

/// Whose answer is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Hearing {
    /// What the interview is told.
    Told,
    /// What is true: nothing withheld, nothing contradictory, no response noise. The error
    /// variance of the items is taken times `noise` (1 as documented; 0 makes truth what is told).
    True {
        /// Factor on the error variance, at least 0.
        noise: f64,
    },
}

/// Hears one question of one workshop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ear<'q> {
    draws: Draws,
    name: &'q str,
    /// Share of the variance that is true, 0–1; `None` where what is told is drawn.
    reliability: Option<f64>,
}

impl<'q> Ear<'q> {
    pub(super) fn new(
        draws: Draws,
        name: &'q str,
        model: &Model,
        first: f64,
        hearing: Hearing,
    ) -> Self {
        let reliability = match hearing {
            Hearing::Told => None,
            Hearing::True { noise } => {
                Some((1.0 - (1.0 - reliability(model, name, first)) * noise).clamp(0.0, 1.0))
            }
        };
        Self { draws, name, reliability }
    }

    /// Draws of the truth that no answer uses.
    fn own(self) -> nanduti_stats::Stream {
        self.draws.key(self.name).at(7).stream()
    }

    /// Standard normal tendency with a loading on a factor.
    pub(super) fn liability(self, factor: f64, loading: f64) -> f64 {
        match self.reliability {
            None => self.draws.liability(self.name, factor, loading),
            Some(r) => {
                let told = self.draws.normal(self.name);
                truth(factor, loading, told, self.own().normal(), r)
            }
        }
    }

    /// Tendencies of the options of a list, each with its own noise over the factor.
    pub(super) fn liabilities(self, factor: f64, loading: f64) -> impl FnMut() -> f64 {
        let (mut told, mut own) = (self.draws.key(self.name).stream(), self.own());
        move || match self.reliability {
            None => loading * factor + (1.0 - loading * loading).sqrt() * told.normal(),
            Some(r) => truth(factor, loading, told.normal(), own.normal(), r),
        }
    }

    /// A Poisson count around a mean. Of a count told, each one is true with a chance ρ and the
    /// rest is Poisson with mean (1 − ρ)·mean: the same distribution, correlated at ρ = √r.
    pub(super) fn poisson(self, mean: f64) -> u32 {
        let told = self.draws.poisson(self.name, mean);
        let Some(r) = self.reliability else { return told };
        let (kept, mut stream) = (r.sqrt(), self.own());
        let true_ones = (0..told).filter(|_| stream.bernoulli(kept)).count() as u32;
        true_ones + self.draws.poisson(&format!("{} true", self.name), mean * (1.0 - kept))
    }

    /// How many of `of` succeed. Of those told, each changes sides so that the distribution stays
    /// and truth and answer correlate at ρ = √r.
    pub(super) fn binomial(self, of: u32, share: f64) -> u32 {
        let told = self.draws.binomial(self.name, of, share);
        let Some(r) = self.reliability else { return told };
        let (kept, mut stream) = (r.sqrt(), self.own());
        (0..of)
            .filter(|&at| stream.bernoulli((1.0 - kept) * share + f64::from(at < told) * kept))
            .count() as u32
    }

    /// One of several, by weight: the one told with a chance √r, else drawn anew.
    pub(super) fn pick(self, weights: &[f64]) -> usize {
        let told = self.draws.pick(self.name, weights);
        let Some(r) = self.reliability else { return told };
        let mut stream = self.own();
        if stream.bernoulli(r.sqrt()) { told } else { stream.choose(weights).unwrap_or(told) }
    }

    /// A yes that is told with a probability, apart from the amount behind it.
    pub(super) fn gate(self, probability: f64) -> bool {
        let told = self.draws.key(self.name).at(1).uniform() < probability;
        let Some(r) = self.reliability else { return told };
        let mut stream = self.draws.key(self.name).at(8).stream();
        if stream.bernoulli(r.sqrt()) { told } else { stream.bernoulli(probability) }
    }
}

/// The true tendency T behind the one told, `L = λF + √(1 − λ²)·told = T + E` with E of variance
/// 1 − r and independent of T (Lord and Novick, 1968): `T = λF + S`, where of the own part
/// `S + E` the part S, of variance r − λ², is drawn given their sum. A factor never carries more
/// than the truth does.
fn truth(factor: f64, loading: f64, told: f64, own: f64, reliability: f64) -> f64 {
    let common = loading * loading;
    let unique = 1.0 - common;
    let r = reliability.max(common + 0.05 * unique);
    let specific = (r - common) / unique * unique.sqrt() * told
        + ((r - common) * (1.0 - r) / unique).max(0.0).sqrt() * own;
    loading * factor + specific
}

/// Share of the variance of what is told that the truth carries. What is counted, seen or read
/// from papers is known as it is, and so is a decision.
fn reliability(model: &Model, name: &str, first: f64) -> f64 {
    match model {
        Model::Known(_) | Model::Text(_) => 1.0,
        _ if name.starts_with("consent") => 1.0,
        Model::Ordinal(..) if first >= 1.0 => JUDGEMENT,
        Model::Ordinal(..) => STEPS,
        Model::YesNo(..) => YES_NO,
        Model::Several(..) => OPTION,
        Model::OneOf(..)
        | Model::Normal(..)
        | Model::LogNormal(..)
        | Model::ZeroOrLogNormal(..)
        | Model::Count(..)
        | Model::OfPeople(..) => RECALLED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanduti_stats::{mean, pearson, sample_sd};

    fn pairs(draw: impl Fn(Ear) -> f64, model: &Model) -> (Vec<f64>, Vec<f64>) {
        (0..20_000)
            .map(|at| {
                let draws = Draws::new(5, at);
                let hear = |hearing| draw(Ear::new(draws, "x", model, 1.0, hearing));
                (hear(Hearing::Told), hear(Hearing::True { noise: 1.0 }))
            })
            .unzip()
    }

    /// What is told and what is true have one distribution and correlate at √r; with 20,000 pairs
    /// a correlation is known to ± 0.01.
    fn agree(draw: impl Fn(Ear) -> f64, model: &Model, r: f64) {
        let (told, truth) = pairs(draw, model);
        let near = |a: f64, b: f64, by: f64| assert!((a - b).abs() <= by, "{a} {b}");
        let spread = sample_sd(&told).unwrap();
        near(mean(&told).unwrap(), mean(&truth).unwrap(), 0.03 * spread);
        near(sample_sd(&truth).unwrap() / spread, 1.0, 0.03);
        near(pearson(&told, &truth).unwrap(), r.sqrt(), 0.015);
    }

    #[test]
    fn counts_and_kinds_share_a_distribution_with_their_truth() {
        use super::super::Axis::Digital;
        let all = [0.0; 3];
        agree(|ear| f64::from(ear.poisson(3.0)), &Model::Count(all, Digital, 0.0), RECALLED);
        agree(|ear| f64::from(ear.binomial(6, 0.3)), &Model::OfPeople(all, Digital, 0.0), RECALLED);
        let one = |ear: Ear| f64::from(ear.pick(&[0.6, 0.4]) == 1);
        agree(one, &Model::OneOf([&[]; 3]), RECALLED);
        agree(|ear| f64::from(ear.gate(0.4)), &Model::OneOf([&[]; 3]), RECALLED);
    }

    /// Truth has variance r, the error is independent of it, and with loading λ the truth correlates
    /// with its factor at λ/√r, above the answer's λ.
    #[test]
    fn the_truth_holds_more_of_the_factor_than_the_answer() {
        let model = Model::Ordinal([0.0; 3], 1.0, super::super::Axis::Digital, 0.6);
        let factors: Vec<f64> = (0..20_000).map(|at| Draws::new(9, at).normal("factor")).collect();
        let of = |hearing| -> Vec<f64> {
            let ear = |at| Ear::new(Draws::new(9, at), "x", &model, 1.0, hearing);
            (0..20_000).map(|at| ear(at).liability(factors[at], 0.6)).collect()
        };
        let with = |values: &[f64]| pearson(&factors, values).unwrap();
        let told = of(Hearing::Told);
        assert!((with(&told) - 0.6).abs() < 0.015);
        let truth = of(Hearing::True { noise: 1.0 });
        assert!((with(&truth) - 0.6 / JUDGEMENT.sqrt()).abs() < 0.015);
        assert!((pearson(&told, &truth).unwrap() - JUDGEMENT.sqrt()).abs() < 0.015);
        assert!((sample_sd(&truth).unwrap() - JUDGEMENT.sqrt()).abs() < 0.015);
        let error: Vec<f64> = told.iter().zip(&truth).map(|(told, truth)| told - truth).collect();
        assert!(pearson(&error, &truth).unwrap().abs() < 0.025);
        let same = of(Hearing::True { noise: 0.0 });
        assert!(told.iter().zip(&same).all(|(a, b)| (a - b).abs() < 1e-9));
    }
}
