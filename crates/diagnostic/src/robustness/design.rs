//! Which settings are run, for the spread of scores and for how much each factor moves them.

use super::evaluate::Setting;
use super::indices::Factorial;
use nanduti_model::Alternatives;
use nanduti_stats::Key;

/// Least draws of the one continuous factor with which all combinations of the others are crossed.
const LEAST_DRAWS: usize = 16;

/// How the indices are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Plan {
    /// All combinations, each once: exact.
    Exhaustive,
    /// All combinations of the finite factors, for each draw of the one that is continuous.
    Crossed {
        /// The continuous factor.
        drawn: usize,
        /// Its draws.
        draws: usize,
    },
    /// Two independent samples, mixed factor by factor.
    Sampled,
}

/// Which settings are run.
#[derive(Debug)]
pub(crate) struct Design {
    /// How the indices are found.
    pub(crate) plan: Plan,
    /// The runs quantiles rest on: all combinations, or the two independent samples A and B.
    pub(crate) base: Vec<Vec<Setting>>,
    /// Number of choices of each factor; `None` where drawn.
    pub(crate) choices: Vec<Option<usize>>,
    /// What the indices need besides: crossed, by draw and then by combination; sampled, for each
    /// factor sample A with that factor taken from B (Saltelli et al. 2010), by factor and run.
    pub(crate) extra: Vec<Vec<Setting>>,
}

impl Design {
    /// All combinations where they are no more than a sample would need; else draws.
    pub(super) fn new(alternatives: &Alternatives, key: Key) -> Self {
        let choices: Vec<Option<usize>> =
            alternatives.factors.iter().map(|factor| factor.kind.choices()).collect();
        let half = alternatives.runs.div_ceil(2);
        let sampled = half.saturating_mul(2 + choices.len()).max(alternatives.runs);
        let combinations = choices
            .iter()
            .try_fold(1_usize, |product, choices| product.checked_mul(choices.unwrap_or(1).max(1)));
        let mut drawn = (0..choices.len()).filter(|&factor| choices[factor].is_none());
        match (combinations, drawn.next(), drawn.next()) {
            (Some(all), None, _) if all <= sampled => Self {
                plan: Plan::Exhaustive,
                base: (0..all).map(|at| combination(at, &choices)).collect(),
                choices,
                extra: Vec::new(),
            },
            (Some(all), Some(drawn), None)
                if all.saturating_mul(LEAST_DRAWS) <= sampled.saturating_mul(2) =>
            {
                let draws = (half * choices.len() / all).max(LEAST_DRAWS);
                Self::crossed(half, choices, key, (all, drawn, draws))
            }
            _ => Self::sampled(half, choices, key),
        }
    }

    fn base(half: usize, choices: &[Option<usize>], key: Key) -> Vec<Vec<Setting>> {
        let draw = |run: usize| -> Vec<Setting> {
            let setting = |(factor, choices): (usize, &Option<usize>)| {
                let own = key.at(factor as u64).at(run as u64);
                match choices {
                    Some(n) => Setting::Choice(
                        (own.uniform() * *n as f64).floor().min(*n as f64 - 1.0) as usize,
                    ),
                    None => Setting::Draw(own),
                }
            };
            choices.iter().enumerate().map(setting).collect()
        };
        (0..2 * half).map(draw).collect()
    }

    fn crossed(
        half: usize,
        choices: Vec<Option<usize>>,
        key: Key,
        (all, drawn, draws): (usize, usize, usize),
    ) -> Self {
        let own = key.at_id("crossed").at(drawn as u64);
        let extra = (0..draws)
            .flat_map(|draw| (0..all).map(move |at| (draw, at)))
            .map(|(draw, at)| {
                let mut setting = combination(at, &choices);
                setting[drawn] = Setting::Draw(own.at(draw as u64));
                setting
            })
            .collect();
        let base = Self::base(half, &choices, key);
        Self { plan: Plan::Crossed { drawn, draws }, base, choices, extra }
    }

    fn sampled(half: usize, choices: Vec<Option<usize>>, key: Key) -> Self {
        let base = Self::base(half, &choices, key);
        let extra = (0..choices.len())
            .flat_map(|factor| (0..half).map(move |run| (factor, run)))
            .map(|(factor, run)| {
                let mut mixed = base[run].clone();
                mixed[factor] = base[half + run][factor].clone();
                mixed
            })
            .collect();
        Self { plan: Plan::Sampled, base, choices, extra }
    }

    /// All settings that will be run.
    pub(super) fn settings(&self) -> Vec<&[Setting]> {
        self.base.iter().chain(&self.extra).map(Vec::as_slice).collect()
    }

    /// The full factorial of the finite factors.
    pub(super) fn factorial(&self) -> Factorial {
        Factorial::new(&self.choices)
    }
}

/// The combination at a position of the full factorial, the last factor fastest.
fn combination(mut at: usize, choices: &[Option<usize>]) -> Vec<Setting> {
    let mut setting = vec![Setting::Own; choices.len()];
    for factor in (0..choices.len()).rev() {
        let n = choices[factor].unwrap_or(1).max(1);
        setting[factor] = Setting::Choice(at % n);
        at /= n;
    }
    setting
}
