//! What a workshop would answer if it answered everything: one model per question.

use crate::calibration::ByCluster;
use crate::draw::{Draws, stepped};
use crate::form::{FormSpec, QuestionSpec, QuestionType};
use crate::truth::{Factors, WorkshopTruth};
use nanduti_stats::normal_cdf;
use noise::Ear;

mod noise;

pub use noise::Hearing;

/// A cell of a submission.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Answer {
    /// Hidden by the form's skip logic.
    Hidden,
    /// Shown and left empty.
    Blank,
    /// A number, a code for a missing one included.
    Number(f64),
    /// Position of the chosen option in its list.
    Option(usize),
    /// Chosen options as bits in list order.
    Options(u32),
    /// Text or date.
    Text(String),
}

/// A factor that drives an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Axis {
    Productivity,
    Formality,
    Digital,
    Associativity,
    DecentWork,
    Willingness,
}

impl Axis {
    fn of(self, factors: &Factors) -> f64 {
        match self {
            Self::Productivity => factors.productivity,
            Self::Formality => factors.formality,
            Self::Digital => factors.digital,
            Self::Associativity => factors.associativity,
            Self::DecentWork => factors.decent_work,
            Self::Willingness => factors.willingness,
        }
    }
}

/// How an item is drawn. Centres are per cluster; loadings are on the item's factor.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Model {
    /// Read from the truth.
    Known(fn(&WorkshopTruth) -> Known),
    /// Rounded normal on the numbered options of its list.
    Ordinal(ByCluster, f64, Axis, f64),
    /// Yes with a share.
    YesNo(ByCluster, Axis, f64),
    /// Options of a multiple choice, with the mean number chosen.
    Several(ByCluster, Axis, f64),
    /// One of the list's own options by weight, per cluster; missing weights are zero.
    OneOf([&'static [f64]; 3]),
    /// Normal with mean, spread and step.
    Normal(ByCluster, f64, f64, Axis, f64),
    /// Log-normal with mean, log spread and step.
    LogNormal(ByCluster, f64, f64, Axis, f64),
    /// Zero with a share, else log-normal with mean, log spread and step.
    ZeroOrLogNormal(ByCluster, f64, f64, f64, Axis, f64),
    /// Poisson count, its mean moved by the factor.
    Count(ByCluster, Axis, f64),
    /// How many of the people, each with a share.
    OfPeople(ByCluster, Axis, f64),
    /// Free text by cluster and number; contacts and notes.
    Text(fn(&WorkshopTruth, Draws) -> String),
}

/// A value read from the truth.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Known {
    Number(f64),
    Name(&'static str),
    Bits(u32),
}

/// Yes or no, as the form names them.
pub(crate) fn yes_no(yes: bool) -> Known {
    Known::Name(if yes { "yes" } else { "no" })
}

/// The full answer to a question, as it is told or as it is true.
pub(crate) fn full_answer(
    form: &FormSpec,
    question: &QuestionSpec,
    model: &Model,
    truth: &WorkshopTruth,
    draws: Draws,
    hearing: Hearing,
) -> Answer {
    let list = form.list_of(question);
    let named =
        |name: &str| list.and_then(|l| l.position(name)).map_or(Answer::Blank, Answer::Option);
    let range = question.range.map_or((0.0, 0.0), |(low, high)| (low as f64, high as f64));
    let number = |value: f64, step: f64| Answer::Number(stepped(value, step, range.0, range.1));
    let name = question.name.as_str();
    let cluster = truth.cluster;
    let first: f64 = list.and_then(|l| l.choices[0].name.parse().ok()).unwrap_or(0.0);
    let ear = Ear::new(draws, name, model, first, hearing);
    let liability = |axis: Axis, loading: f64| ear.liability(axis.of(&truth.factors), loading);
    match *model {
        Model::Known(read) => match read(truth) {
            Known::Number(x) => Answer::Number(x),
            Known::Name(option) => named(option),
            Known::Bits(bits) => Answer::Options(bits),
        },
        Model::Ordinal(centres, spread, axis, loading) => {
            let own = list.map_or(1, |l| l.own);
            let value = cluster.of(&centres) + spread * liability(axis, loading) - first;
            Answer::Option(value.round().clamp(0.0, own as f64 - 1.0) as usize)
        }
        Model::YesNo(shares, axis, loading) => {
            let yes = normal_cdf(liability(axis, loading)) > 1.0 - cluster.of(&shares);
            named(if yes { "yes" } else { "no" })
        }
        Model::Several(means, axis, loading) => {
            let own = list.map_or(0, |l| l.own);
            let tendencies = ear.liabilities(axis.of(&truth.factors), loading);
            Answer::Options(several(tendencies, own, cluster.of(&means)))
        }
        Model::OneOf(weights) => Answer::Option(ear.pick(weights[cluster.position()])),
        Model::Normal(centres, spread, step, axis, loading) => {
            number(cluster.of(&centres) + spread * liability(axis, loading), step)
        }
        Model::LogNormal(means, spread, step, axis, loading) => {
            let log = spread * liability(axis, loading) - spread * spread / 2.0;
            number(cluster.of(&means) * log.exp(), step)
        }
        Model::ZeroOrLogNormal(zero, mean, spread, step, axis, loading) => {
            let gate = ear.gate(cluster.of(&zero));
            let log = spread * liability(axis, loading) - spread * spread / 2.0;
            number(if gate { 0.0 } else { (mean * log.exp()).max(step) }, step)
        }
        Model::Count(means, axis, loading) => {
            let moved = (0.6 * loading * axis.of(&truth.factors) - 0.18 * loading * loading).exp();
            number(f64::from(ear.poisson(cluster.of(&means) * moved)), 1.0)
        }
        Model::OfPeople(shares, axis, loading) => {
            let moved = (0.6 * loading * axis.of(&truth.factors)).exp();
            let share = (cluster.of(&shares) * moved).min(0.95);
            number(f64::from(ear.binomial(truth.people, share)), 1.0)
        }
        Model::Text(write) => {
            let text = write(truth, draws);
            if text.is_empty() { Answer::Blank } else { Answer::Text(text) }
        }
    }
}

/// Chosen options: the first of a list are chosen more often than the last (1.3 to 0.7 times the
/// mean share), each by its own tendency.
fn several(mut tendency: impl FnMut() -> f64, own: usize, mean: f64) -> u32 {
    (0..own).fold(0, |bits, option| {
        let tilt = 1.3 - 0.6 * option as f64 / (own.max(2) - 1) as f64;
        let share = (mean / own as f64 * tilt).clamp(0.01, 0.97);
        if normal_cdf(tendency()) > 1.0 - share { bits | 1 << option } else { bits }
    })
}

/// The option a multiple choice takes when none of its own is chosen.
pub(crate) fn settle_options(form: &FormSpec, question: &QuestionSpec, answer: Answer) -> Answer {
    match answer {
        Answer::Options(0) if question.kind == QuestionType::SelectMultiple => form
            .list_of(question)
            .and_then(|list| list.position("none"))
            .map_or(Answer::Blank, |none| Answer::Options(1 << none)),
        other => other,
    }
}
