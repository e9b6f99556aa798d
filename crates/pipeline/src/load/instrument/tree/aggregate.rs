//! An axis or a dimension: how its children become its score, what moves the score afterwards, and
//! where its levels begin.

use super::{Read, Surroundings, range, weight};
use crate::load::instrument::names::Unique;
use crate::load::instrument::{ANY, bad};
use crate::load::toml_reader::{Section, Tagged};
use nanduti_model::{
    Adjustment, AdjustmentKind, Aggregate, Aggregation, AssumedFigure, Floor, LevelNames,
    NodeContent, NodeId, PartialWeight, Penalty, ZeroRule,
};

/// The words of `aggregation`.
const RULES: &str = "arithmetic | geometric | harmonic | power | mazziotta_pareto | \
                     ordered_weighted | minimum | maximum | copeland | benefit_of_the_doubt";
/// The words of `zero`.
const ZERO_RULES: &str = "\"zero\" | \"not_stated\" | { floor = 1 }";

/// An axis, or a dimension, which has a parent.
pub(super) fn aggregate<'a, 't>(
    section: Section<'a, 't>,
    has_parent: bool,
    with: &Surroundings,
    ids: &mut Unique,
) -> Option<Read<'a, 't>> {
    let id = ids.id(&section, if has_parent { "dimension" } else { "axis" });
    let label = section.label("label");
    let weight = weight(&section);
    let parent = has_parent.then(|| section.text("parent"));
    let min_availability = section.optional_number("min_availability", 0.0..=1.0);
    let aggregation = aggregation(&section, with);
    let partial_weight = partial_weight(&section);
    let (level_cuts, levels) = levels(&section, has_parent, with);
    let n_cuts = level_cuts.as_ref().map(Vec::len).or(with.fixed.n_cuts);
    let adjustments = adjustments(&section, with);
    let floors = floors(&section, n_cuts);
    range::declare(&section);
    section.finish();
    let parent = match parent {
        Some(parent) => Some(parent?),
        None => None,
    };
    let content = aggregation.map(|aggregation| {
        NodeContent::Aggregate(Box::new(Aggregate {
            min_availability: min_availability.unwrap_or(0.0),
            aggregation,
            partial_weight,
            adjustments,
            floors,
            level_cuts,
        }))
    });
    Some(Read { parent, id: id?, label, weight, content, levels, section })
}

/// The rule; the arithmetic mean where none is named. Nothing is what is broken.
pub(super) fn aggregation(section: &Section, with: &Surroundings) -> Option<Aggregation> {
    let key = "aggregation";
    if !section.has(key) {
        return Some(Aggregation::Arithmetic);
    }
    let Tagged { word, section: table } = section.tagged(key, "rule", RULES)?;
    let table = table.as_ref();
    let rule = match word.as_str() {
        "arithmetic" => Some(Aggregation::Arithmetic),
        "minimum" => Some(Aggregation::Minimum),
        "maximum" => Some(Aggregation::Maximum),
        "copeland" => Some(Aggregation::Copeland),
        "geometric" => zero_rule(section, table).map(Aggregation::Geometric),
        "harmonic" => zero_rule(section, table).map(Aggregation::Harmonic),
        "power" => power(section, table),
        "mazziotta_pareto" => penalty(table).map(Aggregation::MazziottaPareto),
        "ordered_weighted" => ordered_weights(section, table).map(Aggregation::OrderedWeighted),
        "benefit_of_the_doubt" => shares(section, table),
        _ => {
            bad(section, key, RULES);
            None
        }
    };
    if let Some(table) = table {
        table.finish();
    }
    let rule = rule?;
    if rule.depends_on_sample() && !with.fixed.sample_relative {
        bad(
            section,
            key,
            "`sample_relative = true` in [instrument]: this rule moves with the sample",
        );
    }
    Some(rule)
}

/// Rules of products and reciprocals say what a zero does: there is no silent answer to that.
fn zero_rule(section: &Section, table: Option<&Section>) -> Option<ZeroRule> {
    let Some(table) = table.filter(|table| table.has("zero")) else {
        bad(section, "aggregation", &format!("{{ rule = \"…\", zero = {ZERO_RULES} }}"));
        return None;
    };
    if table.is_table("zero") {
        let floor = table.optional_section("zero")?;
        let lifted = floor.number("floor", f64::MIN_POSITIVE..=100.0);
        floor.finish();
        return lifted.map(ZeroRule::Floor);
    }
    table.choice("zero", &[(ZeroRule::Zero, "zero"), (ZeroRule::NotStated, "not_stated")])
}

fn power(section: &Section, table: Option<&Section>) -> Option<Aggregation> {
    let Some(table) = table else {
        bad(section, "aggregation", "{ rule = \"power\", exponent = 0.5 }");
        return None;
    };
    let exponent = table.number("exponent", -100.0..=100.0)?;
    // Above 0 a zero is a number like any other, and a rule for it would do nothing.
    let zero = match (exponent > 0.0, table.has("zero")) {
        (true, true) => {
            let message = "no `zero` with an exponent above 0, under which 0 counts as a number";
            bad(section, "aggregation", message);
            return None;
        }
        (true, false) => ZeroRule::Zero,
        (false, _) => zero_rule(section, Some(table))?,
    };
    Some(Aggregation::Power { exponent, zero })
}

fn penalty(table: Option<&Section>) -> Option<Penalty> {
    match table.filter(|table| table.has("penalty")) {
        Some(table) => {
            table.choice("penalty", &[(Penalty::Downward, "downward"), (Penalty::Upward, "upward")])
        }
        None => Some(Penalty::Downward),
    }
}

fn ordered_weights(section: &Section, table: Option<&Section>) -> Option<Vec<f64>> {
    let weights = table.map(|table| table.numbers("weights", 0.0..=1e6)).unwrap_or_default();
    if weights.iter().sum::<f64>() > 0.0 {
        return Some(weights);
    }
    bad(section, "aggregation", "{ rule = \"ordered_weighted\", weights = [1, 2, …] }, best first");
    None
}

fn shares(section: &Section, table: Option<&Section>) -> Option<Aggregation> {
    let share = |key: &str, otherwise: f64| match table.filter(|table| table.has(key)) {
        Some(table) => table.number(key, 0.0..=1.0),
        None => Some(otherwise),
    };
    let (least_share, most_share) = (share("least_share", 0.0)?, share("most_share", 1.0)?);
    if least_share > most_share {
        bad(section, "aggregation", "least_share ≤ most_share");
    }
    Some(Aggregation::BenefitOfTheDoubt { least_share, most_share })
}

fn partial_weight(section: &Section) -> PartialWeight {
    if !section.has("partial_weight") {
        return PartialWeight::default();
    }
    let words = [(PartialWeight::Answered, "answered"), (PartialWeight::Full, "full")];
    section.choice("partial_weight", &words).unwrap_or_default()
}

/// Cuts of its own and the names of its levels. An axis names its levels where there are any.
fn levels(
    section: &Section,
    has_parent: bool,
    with: &Surroundings,
) -> (Option<Vec<f64>>, Option<LevelNames>) {
    let cuts = section.has("level_cuts").then(|| section.numbers("level_cuts", ANY));
    if cuts.as_ref().is_some_and(|cuts| !cuts.windows(2).all(|pair| pair[0] < pair[1])) {
        bad(section, "level_cuts", "ascending numbers");
    }
    let names = section.labels("levels");
    let n_cuts = cuts.as_ref().map(Vec::len).or(with.fixed.n_cuts);
    let needed = match n_cuts {
        // Without sound cuts the count of names cannot be judged.
        None => names.len(),
        Some(0) => 0,
        Some(_) if has_parent && names.is_empty() => 0,
        Some(n) => n + 1,
    };
    if names.len() != needed {
        bad(section, "levels", "one name more than there are cuts");
    }
    (cuts, (!has_parent || !names.is_empty()).then_some(LevelNames(names)))
}

fn adjustments(section: &Section, with: &Surroundings) -> Vec<Adjustment> {
    let mut adjustments = Vec::new();
    for one in section.sections("adjustment") {
        let when = with.names.expression(&one, "when");
        let bonus = one.optional_number("bonus", -1e6..=1e6).map(AdjustmentKind::Bonus);
        let cap = one.optional_number("at_most", ANY).map(AdjustmentKind::AtMost);
        let id = section.optional_text("id").unwrap_or_default();
        let source = one.source(AssumedFigure::Adjustments(id));
        one.finish();
        if one.has("bonus") == one.has("at_most") {
            bad(&one, "when", "a rule with `bonus` or `at_most`, one of them");
        }
        if let (Some(when), Some(kind)) = (when, bonus.or(cap)) {
            adjustments.push(Adjustment { when, kind, source });
        }
    }
    adjustments
}

fn floors(section: &Section, n_cuts: Option<usize>) -> Vec<Floor> {
    let highest = n_cuts.unwrap_or(u8::MAX.into()) as i64;
    let mut floors = Vec::new();
    for one in section.sections("floors") {
        let watches = one.text("watches");
        let below = one.number("below", ANY);
        let level = one.integer("at_most_level", 0..=highest);
        let id = section.optional_text("id").unwrap_or_default();
        let source = one.source(AssumedFigure::Floors(id));
        one.finish();
        // What is broken keeps its place in the list, since floors are checked by position later.
        let own = || section.optional_text("id").unwrap_or_default();
        floors.push(Floor {
            watches: NodeId::from(watches.unwrap_or_else(own).as_str()),
            below: below.unwrap_or_default(),
            at_most_level: level.and_then(|level| u8::try_from(level).ok()).unwrap_or_default(),
            source,
        });
    }
    floors
}
