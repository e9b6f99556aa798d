//! `instrument.toml`: what is read, how it is scored and where that comes from.
//!
//! Every number needs a source, every name must be defined, and an expression may read only what
//! stands above it; all faults come at once, with their lines.

mod all_weights;
mod associativity;
mod counting;
mod kinds;
mod measurement;
mod names;
mod questions;
mod roles;
mod survey_design;
mod tree;
mod weighting;

use crate::load::files::hash;
use crate::load::toml_reader::{Document, Section};
use names::{Names, Tables, Unique};
use nanduti_diagnostic::CASE_NAMES;
use nanduti_model::{
    AssumedFigure, Assumption, Basis, ConditionId, ConditionSpec, ConsistencyRule, Derived, Fault,
    FaultCode, Instrument, Label, Place, Question, QuestionId, Source, SupportId, SupportSpec,
};
use std::ops::RangeInclusive;

/// Any number an instrument may hold; far above money in guaraníes.
const ANY: RangeInclusive<f64> = -1e12..=1e12;

/// Rows of a table, so that it can be written out as one call.
const MOST_ROWS: usize = 499;

/// An instrument as it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct LoadedInstrument {
    /// The instrument; none where any fault is an error.
    pub instrument: Option<Instrument>,
    /// Everything found wrong.
    pub faults: Vec<Fault>,
    /// What it assumes.
    pub assumptions: Vec<Assumption>,
    /// SHA-256 of its text and of the files beside it that it read, in hexadecimal; of its text
    /// alone where it read none.
    pub hash: String,
}

/// Reads an instrument that needs no other file. `file` is the name that faults and assumptions
/// carry. There is no instrument when any fault is an error.
pub fn load_instrument(
    text: &str,
    file: &str,
) -> (Option<Instrument>, Vec<Fault>, Vec<Assumption>) {
    let not_there =
        |name: &str| Err(Fault::new(FaultCode::FileMissing, Place::file(name)).with("path", name));
    let loaded = load_instrument_beside(text, file, not_there);
    (loaded.instrument, loaded.faults, loaded.assumptions)
}

/// Reads an instrument; `beside` reads a file by the name that the instrument gives it.
pub fn load_instrument_beside(
    text: &str,
    file: &str,
    mut beside: impl FnMut(&str) -> Result<Vec<u8>, Fault>,
) -> LoadedInstrument {
    let mut prints = vec![hash(text.as_bytes())];
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            let (faults, hash) = (vec![fault], prints.remove(0));
            return LoadedInstrument { instrument: None, faults, assumptions: Vec::new(), hash };
        }
    };
    let instrument = read(&document.root(), &mut |name| {
        let bytes = beside(name)?;
        prints.push(hash(&bytes));
        Ok(bytes)
    });
    let (faults, assumptions) = document.into_findings();
    let sound = !faults.iter().any(Fault::is_error);
    let whole = if prints.len() == 1 { prints.remove(0) } else { hash(prints.concat().as_bytes()) };
    LoadedInstrument { instrument: instrument.filter(|_| sound), faults, assumptions, hash: whole }
}

/// What is fixed for the whole instrument before its tree is read.
#[derive(Debug)]
struct Fixed {
    /// Cuts between levels; nothing where they are broken.
    n_cuts: Option<usize>,
    /// Whether rules that move with the sample were chosen on purpose.
    sample_relative: bool,
}

/// The whole document. What is broken is left out and has its fault; the rest is read on, so that
/// all faults show at once.
fn read(root: &Section, beside: &mut weighting::Beside) -> Option<Instrument> {
    let mut ids = Unique::default();
    let heading = root.section("instrument").map(|section| heading(&section));
    let [dont_know, refused, not_observed] = missing_codes(root);
    let (level_cuts, level_source) = levels(root);
    if let Some(section) = root.section("structure") {
        section.source(AssumedFigure::InstrumentWeights);
        section.finish();
    }
    let (questions, places) = questions::questions(root, &mut ids);
    let mut names = Names::new(&questions, &CASE_NAMES).with_tables(tables(root));
    let sample_relative = heading.as_ref().is_some_and(|heading| heading.sample_relative);
    let derived = derived(root, &mut names, &mut ids, places, sample_relative);
    let conditions = conditions(root, &mut names, &mut ids);
    let with = tree::Surroundings {
        names: &names,
        units: &tree::Units::new(&questions, &derived, &conditions),
        fixed: &Fixed {
            n_cuts: (!level_cuts.is_empty() || !root.has("levels")).then_some(level_cuts.len()),
            sample_relative,
        },
        treatment: &tree::Treatment::of_instrument(root, &names),
        questions: &questions,
    };
    let mut nodes = tree::nodes(root, &with, &mut ids);
    let weightings = weighting::weightings(
        root,
        nodes.as_deref_mut().unwrap_or_default(),
        beside,
        sample_relative,
    );
    let tree = nodes.as_deref().unwrap_or_default();
    let alternatives = tree::alternatives(root, &with, tree);
    let ranks = heading.as_ref().is_some_and(|heading| heading.ranks);
    let all_weights = all_weights::all_weights(root, tree, &weightings, ranks);
    let measurement = measurement::measurement(root, tree);
    let counting = counting::counting(root, &with, tree);
    let survey_design = survey_design::survey_design(root, &questions);
    let supports = supports(root, &names);
    let consistency = contradictions(root, &names, &questions);
    let roles = roles::roles(root, &questions, &derived);
    let profile_by = profile_by(root, &questions);
    let associativity = associativity::associativity(root);
    root.finish();
    let heading = heading?;
    Some(Instrument {
        id: heading.id?,
        version: heading.version?,
        title: heading.title?,
        questions,
        derived,
        nodes: nodes?,
        conditions,
        supports,
        consistency,
        roles: roles?,
        level_cuts,
        level_source: level_source?,
        ranks: heading.ranks,
        alternatives,
        weightings,
        all_weights,
        measurement,
        counting,
        survey_design,
        profile_by,
        associativity,
        dont_know,
        refused,
        not_observed,
    })
}

/// `[instrument]`.
struct Heading {
    id: Option<String>,
    version: Option<String>,
    title: Option<Label>,
    ranks: bool,
    sample_relative: bool,
}

fn heading(section: &Section) -> Heading {
    let heading = Heading {
        id: section.text("id"),
        version: section.text("version"),
        title: section.label("title"),
        ranks: section.flag("ranks", false),
        sample_relative: section.flag("sample_relative", false),
    };
    section.expect_key("profile_by");
    section.finish();
    heading
}

/// Questions by whose answers a foreign file is profiled: `profile_by` of `[instrument]`.
fn profile_by(root: &Section, questions: &[Question]) -> Vec<QuestionId> {
    let Some(section) = root.optional_section("instrument") else { return Vec::new() };
    let names = section.texts("profile_by");
    for name in &names {
        // What is only carried (minors, accidents) sorts nobody.
        let known = questions.iter().filter(|q| !q.carried_only).map(|q| q.id.as_str());
        if known.clone().all(|id| id != name) {
            section.unknown_reference("profile_by", "question", name, known);
        }
    }
    names.iter().map(|name| QuestionId::from(name.as_str())).collect()
}

fn missing_codes(root: &Section) -> [Vec<String>; 3] {
    let Some(section) = root.optional_section("missing") else { return Default::default() };
    let codes = ["dont_know", "refused", "not_observed"].map(|key| section.texts(key));
    section.finish();
    codes
}

/// An instrument without `[levels]` states none.
fn levels(root: &Section) -> (Vec<f64>, Option<Source>) {
    let Some(section) = root.optional_section("levels") else {
        let none = Source { text: Label::default(), basis: Basis::Cited };
        return (Vec::new(), (!root.has("levels")).then_some(none));
    };
    let cuts = section.numbers("cuts", 0.0..=100.0);
    if !section.has("cuts") {
        section.push(section.fault(FaultCode::MissingKey, "cuts").with("key", "levels.cuts"));
    } else if !cuts.windows(2).all(|pair| pair[0] < pair[1]) {
        bad(&section, "cuts", "ascending numbers, 0 – 100");
    }
    let source = section.source(AssumedFigure::LevelCuts);
    section.finish();
    (cuts, Some(source))
}

/// A value out of its range or of the wrong kind, at a key.
fn bad(section: &Section, key: &str, expected: &str) {
    section
        .push(section.fault(FaultCode::BadValue, key).with("key", key).with("expected", expected));
}

/// `[[table]]`: numbers by key, for `lookup`.
fn tables(root: &Section) -> Tables {
    let mut ids = Unique::default();
    let mut tables = Tables::new();
    for section in root.sections("table") {
        let id = ids.id(&section, "table");
        let rows = section.pairs("rows", ANY);
        let otherwise = section.optional_number("otherwise", ANY);
        section.source(AssumedFigure::Derived(id.clone().unwrap_or_default()));
        section.finish();
        if rows.is_empty() || rows.len() > MOST_ROWS {
            bad(&section, "rows", "1 to 499 rows [key, number]");
        }
        if let Some(id) = id {
            tables.insert(id, (rows, otherwise));
        }
    }
    tables
}

/// Derived values, those of rankings first.
fn derived(
    root: &Section,
    names: &mut Names,
    ids: &mut Unique,
    places: Vec<Derived>,
    sample_relative: bool,
) -> Vec<Derived> {
    for place in &places {
        names.define(&place.id);
    }
    let mut derived = places;
    let sections = root.sections("derived");
    names.announce(sections.iter().filter_map(|section| section.optional_text("id")));
    for section in sections {
        let id = ids.id(&section, "derived");
        let expression = section.required("expression", names.of_derived(&section, "expression"));
        if !sample_relative && let Some(expression) = &expression {
            let place = "only with `sample_relative = true` in [instrument]";
            section.allow("expression", expression, |f| !f.needs_sample(), place);
        }
        let (unit, label) = (section.label("unit"), section.label("label"));
        let source = section.source(AssumedFigure::Derived(id.clone().unwrap_or_default()));
        section.finish();
        let Some(id) = id else { continue };
        names.define(&id);
        if let (Some(expression), Some(unit), Some(label)) = (expression, unit, label) {
            derived.push(Derived { id, expression, unit, label, source });
        }
    }
    derived
}

fn conditions(root: &Section, names: &mut Names, ids: &mut Unique) -> Vec<ConditionSpec> {
    let sections = root.sections("condition");
    names.announce(sections.iter().filter_map(|section| section.optional_text("id")));
    let mut conditions = Vec::new();
    for section in sections {
        let id = ids.id(&section, "condition");
        let (label, unit) = (section.label("label"), section.label("unit"));
        let expression = names.expression(&section, "expression");
        let theme = section.text("theme");
        let source = section.source(AssumedFigure::Condition(id.clone().unwrap_or_default()));
        section.finish();
        let Some(id) = id else { continue };
        names.define(&id);
        if let (Some(label), Some(unit), Some(expression), Some(theme)) =
            (label, unit, expression, theme)
        {
            let id = ConditionId::from(id.as_str());
            conditions.push(ConditionSpec { id, label, expression, unit, theme, source });
        }
    }
    conditions
}

fn supports(root: &Section, names: &Names) -> Vec<SupportSpec> {
    // Supports are never read by name, so their ids stand apart from the others.
    let mut ids = Unique::default();
    let mut supports = Vec::new();
    for section in root.sections("support") {
        let id = ids.id(&section, "support");
        let label = section.label("label");
        let when = names.expression(&section, "when");
        let cost = section.money("cost");
        let source = section.source(AssumedFigure::SupportCost(id.clone().unwrap_or_default()));
        section.finish();
        if let (Some(id), Some(label), Some(when), Some(cost)) = (id, label, when, cost) {
            supports.push(SupportSpec {
                id: SupportId::from(id.as_str()),
                label,
                when,
                cost,
                source,
            });
        }
    }
    supports
}

/// Contradictions may read carried-only questions: they judge answers, not workshops.
fn contradictions(root: &Section, names: &Names, questions: &[Question]) -> Vec<ConsistencyRule> {
    let names = names.with_carried();
    let mut ids = Unique::default();
    let mut rules = Vec::new();
    for section in root.sections("contradiction") {
        let id = ids.id(&section, "contradiction");
        let when = names.expression(&section, "when");
        let invalidates: Vec<QuestionId> =
            section.texts("invalidates").iter().map(|q| QuestionId::from(q.as_str())).collect();
        if !section.has("invalidates") {
            section.push(
                section
                    .fault(FaultCode::MissingKey, "invalidates")
                    .with("key", "contradiction.invalidates"),
            );
        }
        for question in &invalidates {
            if questions.iter().all(|q| q.id != *question) {
                let known = questions.iter().map(|q| q.id.as_str());
                section.unknown_reference("invalidates", "question", question.as_str(), known);
            }
        }
        let label = section.label("label");
        section.finish();
        if let (Some(id), Some(when), Some(label)) = (id, when, label) {
            rules.push(ConsistencyRule { id, when, invalidates, label });
        }
    }
    rules
}

#[cfg(test)]
mod tests;
