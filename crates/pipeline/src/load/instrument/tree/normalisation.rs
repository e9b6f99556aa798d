//! From a raw value to points: exactly one of the normalising keys of an indicator.

use super::Surroundings;
use crate::load::instrument::{ANY, bad};
use crate::load::toml_reader::Section;
use nanduti_model::{
    CodePoints, FaultCode, Normalisation, Question, SampleKind, box_cox, option_number,
};
use std::ops::RangeInclusive;

/// The keys; those from `min_max` on move with the sample.
const KEYS: [&str; 15] = [
    "goalposts",
    "log_goalposts",
    "band",
    "points",
    "cutoff",
    "bands",
    "box_cox",
    "min_max",
    "z_score",
    "rank",
    "percent_rank",
    "distance_to_target",
    "distance_to_reference",
    "fraction_of_max",
    "quantile_bands",
];

/// What a logarithm takes.
const POSITIVE: RangeInclusive<f64> = 1e-12..=1e12;

/// The normalisation of an indicator; nothing where none, several or a broken one is there.
pub(super) fn normalisation(
    section: &Section,
    with: &Surroundings,
    question: Option<&Question>,
) -> Option<Normalisation> {
    let given: Vec<&str> = KEYS.into_iter().filter(|key| section.has(key)).collect();
    // Every key counts as known, so that a mistyped one is named after the nearest.
    for key in KEYS {
        section.expect_key(key);
    }
    let key = match given[..] {
        [key] => key,
        [] => {
            let fault = section.fault(FaultCode::MissingKey, "goalposts");
            section.push(fault.with("key", "goalposts"));
            return None;
        }
        [_, second, ..] => {
            bad(section, second, "one way to points: goalposts, band, points or another, not two");
            return None;
        }
    };
    if key == "points" {
        return points(section, question);
    }
    let table = section.section(key)?;
    let read = fixed(key, section, &table).or_else(|| sample(key, &table, with));
    table.finish();
    let read = read?;
    if matches!(read, Normalisation::Sample { .. }) && !with.fixed.sample_relative {
        bad(
            section,
            key,
            "`sample_relative = true` in [instrument]: this kind moves with the sample",
        );
    }
    Some(read)
}

/// Kinds that one more workshop does not move.
fn fixed(key: &str, section: &Section, table: &Section) -> Option<Normalisation> {
    match key {
        "goalposts" => {
            let capped = table.flag("capped", true);
            let (worst, best) = ends(table, ANY)?;
            Some(if capped {
                Normalisation::Goalposts { worst, best }
            } else {
                Normalisation::OpenGoalposts { worst, best }
            })
        }
        "log_goalposts" => {
            let (worst, best) = ends(table, POSITIVE)?;
            Some(Normalisation::LogGoalposts { worst, best })
        }
        "band" => band(section, table),
        "cutoff" => {
            let (at, higher) = (table.number("at", ANY), higher_is_better(table));
            Some(Normalisation::Cutoff { at: at?, higher_is_better: higher? })
        }
        "bands" => {
            let (cuts, higher) = (ascending(table, "cuts", ANY), higher_is_better(table));
            Some(Normalisation::Bands { cuts: cuts?, higher_is_better: higher? })
        }
        "box_cox" if table.has("worst") || table.has("best") => {
            let lambda = table.number("lambda", -5.0..=5.0);
            let (worst, best) = ends(table, POSITIVE)?;
            let lambda = lambda?;
            let (worst, best) = (box_cox(worst, lambda), box_cox(best, lambda));
            Some(Normalisation::BoxCox { lambda, worst, best })
        }
        _ => None,
    }
}

/// Kinds that need a sample, with the way that is better and the groups that are fitted apart.
fn sample(key: &str, table: &Section, with: &Surroundings) -> Option<Normalisation> {
    let kind = match key {
        "min_max" => Some(SampleKind::MinMax),
        "z_score" => Some(SampleKind::ZScore {
            mean: table.optional_number("mean", ANY).unwrap_or(0.0),
            sd: table.optional_number("sd", POSITIVE).unwrap_or(1.0),
        }),
        "rank" => Some(SampleKind::Rank),
        "percent_rank" => Some(SampleKind::PercentRank),
        "distance_to_target" => {
            table.number("target", ANY).map(|target| SampleKind::DistanceToTarget { target })
        }
        "distance_to_reference" => {
            table.text("unit").map(|unit| SampleKind::DistanceToReference { unit })
        }
        "fraction_of_max" => Some(SampleKind::FractionOfMax),
        "box_cox" if !table.has("worst") && !table.has("best") => {
            Some(SampleKind::BoxCox { lambda: table.optional_number("lambda", -5.0..=5.0) })
        }
        "quantile_bands" => ascending(table, "probabilities", 1e-6..=1.0 - 1e-6)
            .map(|probabilities| SampleKind::QuantileBands { probabilities }),
        _ => return None,
    };
    let higher = higher_is_better(table);
    let within = table.optional_text("within");
    if let Some(name) = &within {
        with.names.check(table, "within", name);
    }
    Some(Normalisation::Sample { kind: kind?, higher_is_better: higher?, within })
}

fn ends(table: &Section, range: RangeInclusive<f64>) -> Option<(f64, f64)> {
    let (worst, best) = (table.number("worst", range.clone()), table.number("best", range));
    let (worst, best) = (worst?, best?);
    if worst == best {
        bad(table, "best", "different from worst");
    }
    Some((worst, best))
}

fn higher_is_better(table: &Section) -> Option<bool> {
    table.choice("direction", &[(true, "higher"), (false, "lower")])
}

fn ascending(table: &Section, key: &str, range: RangeInclusive<f64>) -> Option<Vec<f64>> {
    let numbers = table.numbers(key, range);
    if !table.has(key) || numbers.windows(2).any(|pair| pair[0] >= pair[1]) {
        bad(table, key, "ascending numbers");
    }
    (!numbers.is_empty()).then_some(numbers)
}

fn band(section: &Section, band: &Section) -> Option<Normalisation> {
    let limits =
        ["low_zero", "low_full", "high_full", "high_zero"].map(|key| band.number(key, ANY));
    let [low_zero, low_full, high_full, high_zero] = limits;
    let (low_zero, low_full) = (low_zero?, low_full?);
    let (high_full, high_zero) = (high_full?, high_zero?);
    if !(low_zero < low_full && low_full <= high_full && high_full < high_zero) {
        bad(section, "band", "low_zero < low_full ≤ high_full < high_zero");
    }
    Some(Normalisation::Band { low_zero, low_full, high_full, high_zero })
}

/// A table of codes, each with its points, read in one pass: no row overwrites another.
fn points(section: &Section, question: Option<&Question>) -> Option<Normalisation> {
    let codes = question.map(|q| q.reading.codes.as_slice()).unwrap_or_default();
    let rows = section.pairs("points", 0.0..=100.0);
    let mut points: Vec<CodePoints> = Vec::with_capacity(rows.len());
    for (name, given) in rows {
        let known = codes.iter().find(|c| c.option == name).map(|c| c.code);
        let Some(code) = known.or_else(|| option_number(&name)) else {
            let known = codes.iter().map(|c| c.option.as_str());
            section.unknown_reference("points", "code", &name, known);
            return None;
        };
        if points.iter().any(|row| row.code == code) {
            bad(section, "points", &format!("each code once, and {name} comes twice"));
        }
        points.push(CodePoints { code, points: given });
    }
    points.sort_by(|a, b| a.code.total_cmp(&b.code));
    if points.is_empty() {
        bad(section, "points", "at least one code with its points");
        return None;
    }
    Some(Normalisation::Points(points))
}
