//! What would move a workshop's scores, and where it stands among its cluster. Formality, hours
//! and pay read «apoyo en …»; trust is a reading of the territory and is not told of anybody.

use crate::privacy::{Privacy, TERRITORIAL_THEMES};
use crate::words::{Language, decimal, join_and, lower_first, text::explain as text};
use nanduti_model::NodeKind;
use nanduti_pipeline::levers::{Lever, NextLevel, Standing, workshop_levers};
use nanduti_pipeline::results::Results;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Parts told at most on each side.
const MOST_TOLD: usize = 3;

/// Writes next levels, strengths, shortfalls and what lags.
pub(super) fn levers(results: &Results, w: usize, language: Language, out: &mut String) {
    let found = workshop_levers(results, w);
    let view = View::new(results, language);
    let _ = writeln!(out, "{}", text::next_levels(language));
    for (axis, next) in &found.next {
        let _ = writeln!(out, "{}", view.next(*axis, next));
    }
    let told = |wanted: &dyn Fn(&Standing) -> bool| -> Vec<String> {
        let tellable = |s: &&Standing| view.tellable(s.node) && wanted(s);
        found.standings.iter().filter(tellable).take(MOST_TOLD).map(|s| view.standing(s)).collect()
    };
    let lags: Vec<String> = found
        .imbalances
        .iter()
        .filter(|lag| {
            results.diagnosis.nodes[lag.node].kind == NodeKind::Axis || view.tellable(lag.node)
        })
        .map(|lag| {
            let figure = |points| decimal(language, points, 0);
            text::lag(language, view.name(lag.node), figure(lag.score), figure(lag.siblings))
        })
        .collect();
    for (head, list) in [
        (text::strengths(language), told(&Standing::is_strength)),
        (text::shortfalls(language), told(&Standing::is_shortfall)),
        (text::lagging(language), lags),
    ] {
        if !list.is_empty() {
            let _ = writeln!(out, "{head} {}.", join_and(language, &list));
        }
    }
}

struct View<'a> {
    results: &'a Results,
    language: Language,
    privacy: Privacy<'a>,
    /// Names that the conditions on trust and disputes read.
    territorial: BTreeSet<&'a str>,
}

impl<'a> View<'a> {
    fn new(results: &'a Results, language: Language) -> Self {
        let instrument = &results.instrument;
        let mut territorial: BTreeSet<&str> = instrument
            .conditions
            .iter()
            .filter(|condition| TERRITORIAL_THEMES.contains(&condition.theme.as_str()))
            .flat_map(|condition| condition.expression.names())
            .collect();
        // Derived values are defined in order and read only what stands above them.
        for derived in instrument.derived.iter().rev() {
            if territorial.contains(derived.id.as_str()) {
                territorial.extend(derived.expression.names());
            }
        }
        let privacy = Privacy::new(instrument, &results.diagnosis, &results.catalogue);
        Self { results, language, privacy, territorial }
    }

    fn name(&self, node: usize) -> String {
        lower_first(self.language.of(&self.results.diagnosis.nodes[node].label))
    }

    /// Whether an indicator's value may not be told of one workshop.
    fn hides(&self, node: usize) -> bool {
        let reads = self.results.instrument.indicator(node).map(|indicator| &indicator.reads);
        self.privacy.hides(&self.results.diagnosis.nodes[node].id)
            || reads.is_some_and(|name| self.territorial.contains(name.as_str()))
    }

    /// Whether a dimension may be told of: nothing below it is hidden.
    fn tellable(&self, node: usize) -> bool {
        let nodes = &self.results.diagnosis.nodes;
        let below = |mut at: usize| {
            while let Some(parent) = nodes[at].parent {
                if parent == node {
                    return true;
                }
                at = parent;
            }
            false
        };
        nodes[node].kind == NodeKind::Dimension
            && !(0..nodes.len()).any(|other| below(other) && self.hides(other))
    }

    fn next(&self, axis: usize, next: &NextLevel) -> String {
        let language = self.language;
        let name = language.of(&self.results.diagnosis.nodes[axis].label);
        let points = |score: f64| decimal(language, score, 0);
        match next {
            NextLevel::Reached { score, cut, levers, .. } => {
                let mut list: Vec<String> = Vec::new();
                for said in levers.iter().map(|lever| self.lever(lever)) {
                    // Two hidden answers of one area are one support.
                    if !list.contains(&said) {
                        list.push(said);
                    }
                }
                text::next_level(language, name, points(*score), points(*cut), list.join(" + "))
            }
            NextLevel::OutOfReach { best, cut } => {
                // A score that misses the cut by less than a point is told with its decimal.
                let near = points(*best) == points(*cut);
                let best = decimal(language, *best, u8::from(near));
                text::out_of_reach(language, name, best, points(*cut))
            }
            NextLevel::AtTop => text::level_line(language, name, text::at_top(language)),
            NextLevel::NoScore => text::level_line(language, name, text::no_level(language)),
        }
    }

    fn lever(&self, lever: &Lever) -> String {
        let language = self.language;
        if self.hides(lever.node) {
            let parent = self.results.diagnosis.nodes[lever.node].parent;
            return text::support_in(language, self.name(parent.unwrap_or(lever.node)));
        }
        let indicator = self.results.instrument.indicator(lever.node);
        let reads = indicator.map_or("", |indicator| indicator.reads.as_str());
        let option = |value| self.results.form_words.option_of(reads, value);
        if let (Some(from), Some(to)) = (option(lever.from), option(lever.to)) {
            let (from, to) = (language.of(from), language.of(to));
            return text::lever_option(language, self.name(lever.node), from, to);
        }
        let places = decimals(lever.to);
        let figure = |value| decimal(language, value, places);
        let unit = indicator.map_or("", |indicator| language.of(&indicator.unit));
        let (name, from) = (self.name(lever.node), figure(lever.from));
        text::lever(language, name, from, figure(lever.to), unit).trim_end().to_owned()
    }

    fn standing(&self, standing: &Standing) -> String {
        let points = |score| decimal(self.language, score, 0);
        text::standing(
            self.language,
            self.name(standing.node),
            points(standing.score),
            points(standing.median),
            standing.n,
        )
    }
}

/// Decimals with which a value is printed whole, three at most.
fn decimals(value: f64) -> u8 {
    let whole = |places: &u8| {
        let scaled = value * 10_f64.powi(i32::from(*places));
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..3).find(whole).unwrap_or(3)
}
