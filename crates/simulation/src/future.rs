//! One future: everything that chance decides for all workshops and portfolios alike, and the
//! keys of what it decides for one workshop.

use nanduti_model::{Catalogue, Cluster, Effect, EffectKind, Quarter, SimulationSettings};
use nanduti_rules::Draws;
use nanduti_stats::{Distribution, Key};

/// Standard deviation of the logarithm of a workshop's response to all effects: an assumption.
/// One workshop in six then responds with more than 1.24 times, one in six with less than 0.75
/// times the size of the future.
const RESPONSE_LOG_SD: f64 = 0.25;

/// Quarters of a year, over which yearly chances and shares are spread.
const YEAR: f64 = Quarter::PER_COHORT as f64;

/// An effect as chance sees it.
struct EffectChance {
    kind: EffectKind,
    expected: f64,
    /// `None` where the range is not in order: the expected size stands.
    distribution: Option<Distribution>,
    /// Own share lost per year, where one is stated.
    fade: Option<f64>,
    /// Ends instead of fading.
    temporary: bool,
    key: Key,
}

/// The chances of a case, from which futures are drawn one by one.
pub(crate) struct Chances<'a> {
    settings: &'a SimulationSettings,
    n_quarters: usize,
    /// First effect of each intervention in `effects`.
    offsets: Vec<usize>,
    effects: Vec<EffectChance>,
    take_up_keys: Vec<Key>,
    shock_keys: Vec<Key>,
}

/// Keys of what chance decides for one workshop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkshopKeys {
    /// When it leaves.
    pub(crate) leave: Key,
    /// How it responds.
    pub(crate) response: Key,
}

impl WorkshopKeys {
    /// The keys of a workshop.
    pub(crate) fn new(seed: u64, workshop: &str) -> Self {
        Self {
            leave: Key::new(seed, "leave").at_id(workshop),
            response: Key::new(seed, "response").at_id(workshop),
        }
    }
}

/// The key of whether a workshop takes up an intervention.
pub(crate) fn take_up_key(seed: u64, workshop: &str, intervention: &str) -> Key {
    Key::new(seed, "take_up").at_id(workshop).at_id(intervention)
}

impl<'a> Chances<'a> {
    /// The chances of a catalogue, in clusters, over so many quarters.
    pub(crate) fn new(
        catalogue: &Catalogue,
        clusters: &[Cluster],
        settings: &'a SimulationSettings,
        n_quarters: usize,
    ) -> Self {
        let seed = settings.seed;
        let (mut offsets, mut effects) = (Vec::new(), Vec::new());
        for intervention in &catalogue.interventions {
            offsets.push(effects.len());
            let key = Key::new(seed, "effect").at_id(intervention.id.as_str());
            let all = &intervention.effects;
            effects.extend(all.iter().map(|effect| EffectChance {
                kind: effect.kind,
                expected: effect.expected,
                distribution:
                    Distribution::three_point(effect.low, effect.expected, effect.high).ok(),
                fade: (effect.fade_per_year > 0.0).then_some(effect.fade_per_year),
                temporary: effect.lasts_quarters.is_some(),
                key: key.at(first_like(all, effect) as u64),
            }));
        }
        let take_up = Key::new(seed, "take_up_chance");
        let shock = Key::new(seed, "shock");
        let ids = catalogue.interventions.iter().map(|i| i.id.as_str());
        Self {
            settings,
            n_quarters,
            offsets,
            effects,
            take_up_keys: ids.map(|id| take_up.at_id(id)).collect(),
            shock_keys: clusters.iter().map(|c| shock.at_id(c.id.as_str())).collect(),
        }
    }

    /// A future. With noise off every future is the expected one.
    pub(crate) fn future(&self, draw: u32) -> Future<'_> {
        let settings = self.settings;
        let on = !settings.noise_off;
        let draw = u64::from(draw);
        let within =
            |(low, high): (f64, f64), key: Key| low + (high - low) * key.at(draw).uniform();
        let one = |range: (f64, f64), purpose: &str| {
            if on { within(range, Key::new(settings.seed, purpose)) } else { 0.0 }
        };
        let size = |effect: &EffectChance| match effect.distribution {
            Some(distribution) if on => distribution.draw(effect.key.at(draw)),
            _ => effect.expected,
        };
        let decay = one(settings.decay_year, "decay");
        let take_up = |key: &Key| if on { within(settings.take_up, *key) } else { 1.0 };
        Future {
            chances: self,
            draw,
            sizes: self.effects.iter().map(size).collect(),
            strengths: self.strengths(decay),
            take_up: self.take_up_keys.iter().map(take_up).collect(),
            drop_out_year: one(settings.drop_out_year, "drop_out_chance"),
            spillover: one(settings.spillover, "spillover"),
            shocks: self.shocks(draw),
        }
    }

    /// Share left of each effect by quarters since it was reached.
    fn strengths(&self, decay: f64) -> Vec<f64> {
        let mut strengths = Vec::with_capacity(self.effects.len() * self.n_quarters);
        for effect in &self.effects {
            let fade = if self.settings.noise_off || effect.temporary {
                0.0
            } else {
                effect.fade.unwrap_or(decay)
            };
            let kept = (1.0 - fade).clamp(0.0, 1.0);
            strengths.extend((0..self.n_quarters).map(|since| kept.powf(since as f64 / YEAR)));
        }
        strengths
    }

    /// Shock of each cluster and quarter, points.
    fn shocks(&self, draw: u64) -> Vec<f64> {
        let sd = if self.settings.noise_off { 0.0 } else { self.settings.shock_sd };
        let mut shocks = Vec::with_capacity(self.shock_keys.len() * self.n_quarters);
        for key in &self.shock_keys {
            let mut z = 0.0;
            for quarter in 0..self.n_quarters as u64 {
                let fresh = if sd > 0.0 { sd * key.at(draw).at(quarter).normal() } else { 0.0 };
                z = self.settings.shock_memory * z + fresh;
                shocks.push(z);
            }
        }
        shocks
    }
}

/// Position of the first effect that states the same change, condition and source. The catalogue
/// lists one effect on several indicators as several: they have one size, or chance would average
/// their uncertainty away.
fn first_like(effects: &[Effect], effect: &Effect) -> usize {
    let stated = |e: &Effect| (e.kind, e.low, e.expected, e.high);
    let alike = |other: &Effect| {
        stated(other) == stated(effect)
            && other.when == effect.when
            && other.source == effect.source
    };
    effects.iter().position(alike).unwrap_or(0)
}

/// What one future holds for everybody.
pub(crate) struct Future<'a> {
    chances: &'a Chances<'a>,
    draw: u64,
    /// Size of each effect.
    sizes: Vec<f64>,
    /// Share left, effect by quarters since.
    strengths: Vec<f64>,
    /// Chance that a line of each intervention happens.
    take_up: Vec<f64>,
    /// Chance that a workshop leaves within a year.
    drop_out_year: f64,
    /// Share of associative gains that reaches a tied workshop.
    pub(crate) spillover: f64,
    /// Cluster by quarter.
    shocks: Vec<f64>,
}

impl Future<'_> {
    /// Shock on a cluster at the end of a quarter (0 is the first), points.
    pub(crate) fn shock(&self, cluster: usize, quarter: usize) -> f64 {
        self.shocks[cluster * self.chances.n_quarters + quarter]
    }

    /// Whether a line of an intervention happens.
    pub(crate) fn takes_up(&self, intervention: usize, key: Key) -> bool {
        key.at(self.draw).bernoulli(self.take_up[intervention])
    }

    /// Quarter in which a workshop leaves; `None` is never.
    pub(crate) fn leaves(&self, key: Key) -> Option<u8> {
        leave_quarter(key.at(self.draw).uniform(), self.drop_out_year)
    }

    /// The effects as one workshop meets them.
    pub(crate) fn draws_for(&self, key: Key) -> WorkshopDraws<'_> {
        let response = if self.chances.settings.noise_off {
            1.0
        } else {
            // exp(s z − s² / 2) has mean 1.
            (RESPONSE_LOG_SD * key.at(self.draw).normal() - RESPONSE_LOG_SD.powi(2) / 2.0).exp()
        };
        WorkshopDraws { future: self, response }
    }
}

/// Quarter in which a workshop leaves: the first `q` with `u < 1 − (1 − p)^((q + 1) / 4)`, so that
/// a share `p` leaves within four quarters at an even hazard. `u` in [0, 1).
fn leave_quarter(u: f64, drop_out_year: f64) -> Option<u8> {
    if drop_out_year <= 0.0 {
        return None;
    }
    let quarters = YEAR * (-u).ln_1p() / (-drop_out_year.min(1.0)).ln_1p();
    // A certain departure divides by minus infinity: quarter 0.
    (quarters < f64::from(u8::MAX)).then(|| quarters.max(0.0) as u8)
}

/// Effects of a future as one workshop meets them.
pub(crate) struct WorkshopDraws<'a> {
    future: &'a Future<'a>,
    response: f64,
}

impl Draws for WorkshopDraws<'_> {
    fn size(&self, intervention: usize, effect: usize) -> f64 {
        let at = self.future.chances.offsets[intervention] + effect;
        respond(self.future.chances.effects[at].kind, self.future.sizes[at], self.response)
    }

    fn strength(&self, intervention: usize, effect: usize, quarters_since: u8) -> f64 {
        let chances = self.future.chances;
        let at = chances.offsets[intervention] + effect;
        self.future.strengths[at * chances.n_quarters + usize::from(quarters_since)]
    }
}

/// Size of an effect for a workshop that responds with `response` times the change. A factor
/// never turns a value's sign, and what is set is the same for all.
fn respond(kind: EffectKind, size: f64, response: f64) -> f64 {
    match kind {
        EffectKind::Add | EffectKind::StandardDeviations => size * response,
        EffectKind::Times => (1.0 + (size - 1.0) * response).max(0.0),
        EffectKind::Set => size,
    }
}

#[cfg(test)]
mod tests;
