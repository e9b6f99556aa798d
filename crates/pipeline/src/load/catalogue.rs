//! `interventions.toml` and `capacity.toml`: what help there is, what it needs, uses and moves,
//! and how much of it a cohort has.

use crate::load::toml_reader::{Document, Section};
use nanduti_diagnostic::{TRUST_THEME, territory_name};
use nanduti_matching::{GROUP_COMPLETE, prerequisite_cycle};
use nanduti_model::{
    AssumedFigure, Assumption, Catalogue, Cluster, Effect, EffectKind, EvidenceKind, Expression,
    Fault, FaultCode, Instrument, Intervention, InterventionId, Modality, NodeId, Provider,
    ProviderId, Requirement, Resource, ResourceId, ResourceKind, ResourceScope, Use,
};
use std::collections::BTreeSet;

/// Highest number a challenge may have.
const MOST_CHALLENGES: i64 = 99;
/// Longest intervention, in quarters.
const MOST_QUARTERS: i64 = 8;
/// Greatest amount of a resource.
const MOST: f64 = 9e15;

/// The resources that interventions may use.
#[derive(Clone, Copy, Debug)]
pub enum Capacity<'a> {
    /// These and no others.
    Given(&'a [Resource]),
    /// The case names none: interventions use nothing scarce.
    NotGiven,
    /// Their file could not be read: what interventions use is not checked.
    Unknown,
}

/// Reads a catalogue. Uses point into `capacity`, effects and conditions into `instrument`; a
/// name that is in neither is a fault, and so is a cycle of prerequisites.
pub fn load_catalogue(
    text: &str,
    file: &str,
    capacity: Capacity,
    instrument: &Instrument,
) -> (Option<Catalogue>, Vec<Fault>, Vec<Assumption>) {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => return (None, vec![fault], Vec::new()),
    };
    let root = document.root();
    let providers = read_providers(&root);
    let sections = root.sections("intervention");
    let ids: Vec<InterventionId> = sections
        .iter()
        .map(|s| InterventionId::from(s.optional_text("id").unwrap_or_default().as_str()))
        .collect();
    let context = Context { capacity, instrument, providers: &providers, ids: &ids };
    let interventions: Vec<Option<Intervention>> =
        sections.iter().map(|section| read_intervention(section, &context)).collect();
    duplicates(&sections, "intervention", ids.iter().map(InterventionId::as_str));
    let without_answer: Vec<u8> = root
        .numbers("without_answer", 1.0..=MOST_CHALLENGES as f64)
        .into_iter()
        .map(|number| number as u8)
        .collect();
    let complete: Option<Vec<Intervention>> = interventions.into_iter().collect();
    let catalogue = complete.map(|interventions| Catalogue {
        interventions,
        providers: providers.clone(),
        without_answer,
    });
    let names = root.sections("challenge_names");
    if let Some(catalogue) = &catalogue {
        challenges(&root, &names, catalogue);
        cycle(&sections, catalogue);
    }
    root.finish();
    finish(document, catalogue)
}

/// The value with its findings; an error leaves no value.
fn finish<T>(document: Document, value: Option<T>) -> (Option<T>, Vec<Fault>, Vec<Assumption>) {
    let (faults, assumptions) = document.into_findings();
    let broken = faults.iter().any(Fault::is_error);
    (value.filter(|_| !broken), faults, assumptions)
}

/// What names in an intervention may point to.
struct Context<'a> {
    capacity: Capacity<'a>,
    instrument: &'a Instrument,
    providers: &'a [Provider],
    ids: &'a [InterventionId],
}

fn read_providers(root: &Section) -> Vec<Provider> {
    let sections = root.sections("provider");
    let mut providers = Vec::new();
    for section in &sections {
        let (id, name) = (section.text("id"), section.label("name"));
        section.finish();
        if let (Some(id), Some(name)) = (id, name) {
            providers.push(Provider { id: ProviderId::from(id.as_str()), name });
        }
    }
    duplicates(&sections, "provider", providers.iter().map(|p| p.id.as_str()));
    providers
}

fn duplicates<'n>(sections: &[Section], kind: &str, ids: impl Iterator<Item = &'n str>) {
    let mut seen = BTreeSet::new();
    for (section, id) in sections.iter().zip(ids) {
        if !id.is_empty() && !seen.insert(id) {
            section.push(
                section.fault(FaultCode::DuplicateId, "id").with("kind", kind).with("id", id),
            );
        }
    }
}

fn read_intervention(section: &Section, context: &Context) -> Option<Intervention> {
    let id = section.text("id");
    let label = section.label("label");
    let words: Vec<(Modality, &str)> = Modality::ALL.to_vec();
    let modality = section.choice("modality", &words);
    let provider = section.text("provider");
    if let Some(name) = &provider
        && !context.providers.iter().any(|p| p.id.as_str() == name.as_str())
    {
        let known = context.providers.iter().map(|p| p.id.as_str());
        section.unknown_reference("provider", "provider", name, known);
    }
    let quarters = section.integer("quarters", 1..=MOST_QUARTERS);
    let owner_hours = section.number("owner_hours", 0.0..=2000.0);
    let uses = read_uses(section, context);
    let prerequisites = read_prerequisites(section, context);
    let requires = read_all(section, "requires", |s| requirement(s, context));
    let of = id.as_deref().unwrap_or_default();
    let effects = read_all(section, "effect", |s| read_effects(s, of, context));
    let min_participants = section.optional_integer("min_participants", 1..=1000).unwrap_or(1);
    let exclusive_group = section.optional_text("exclusive_group");
    let needs_lead_firm = section.flag("needs_lead_firm", false);
    let challenges = section.numbers("challenges", 1.0..=MOST_CHALLENGES as f64);
    let source = section.source(AssumedFigure::Intervention(id.clone().unwrap_or_default()));
    section.finish();
    Some(Intervention {
        id: InterventionId::from(id?.as_str()),
        label: label?,
        modality: modality?,
        provider: ProviderId::from(provider?.as_str()),
        quarters: quarters? as u8,
        owner_hours: owner_hours?,
        uses,
        prerequisites,
        requires: requires?,
        exclusive_group,
        min_participants: min_participants as u32,
        needs_lead_firm,
        challenges: challenges.into_iter().map(|number| number as u8).collect(),
        effects: effects?.into_iter().flatten().collect(),
        source,
    })
}

/// Reads every table of a list, so that all faults are found; `None` if one is broken.
fn read_all<T>(
    section: &Section,
    key: &str,
    read: impl Fn(&Section) -> Option<T>,
) -> Option<Vec<T>> {
    let values: Vec<Option<T>> = section.sections(key).iter().map(read).collect();
    values.into_iter().collect()
}

fn read_uses(section: &Section, context: &Context) -> Vec<Use> {
    let Some(uses) = section.optional_section("uses") else { return Vec::new() };
    let mut read = Vec::new();
    for key in uses.keys() {
        let amount = uses.number(&key, 0.0..=MOST);
        let Capacity::Given(resources) = context.capacity else { continue };
        let known = || resources.iter().map(|r| r.id.as_str());
        if let Some(resource) = known().position(|id| id == key) {
            read.extend(amount.map(|amount| Use { resource, amount }));
        } else {
            uses.unknown_reference(&key, "resource", &key, known());
        }
    }
    read
}

fn read_prerequisites(section: &Section, context: &Context) -> Vec<usize> {
    let mut positions = Vec::new();
    for name in section.texts("prerequisites") {
        let known = || context.ids.iter().map(InterventionId::as_str);
        if let Some(at) = known().position(|id| id == name) {
            positions.push(at);
        } else {
            section.unknown_reference("prerequisites", "intervention", &name, known());
        }
    }
    positions
}

fn requirement(section: &Section, context: &Context) -> Option<Requirement> {
    let expression = section.expression("expression");
    let because = section.label("because");
    let allow_unknown = section.flag("allow_unknown", false);
    section.finish();
    if let Some(expression) = &expression {
        known_names(section, "expression", expression, context.instrument);
    }
    Some(Requirement { expression: expression?, because: because?, allow_unknown })
}

/// Faults for names of an expression that no workshop has a value for.
fn known_names(section: &Section, key: &str, expression: &Expression, instrument: &Instrument) {
    let territory: Vec<String> = instrument
        .conditions
        .iter()
        .filter(|c| c.theme == TRUST_THEME)
        .map(|c| territory_name(c.id.as_str()))
        .collect();
    let known: BTreeSet<&str> = ["matched", GROUP_COMPLETE]
        .into_iter()
        .chain(territory.iter().map(String::as_str))
        .chain(instrument.nodes.iter().map(|n| n.id.as_str()))
        .chain(instrument.conditions.iter().map(|c| c.id.as_str()))
        .chain(instrument.derived.iter().map(|d| d.id.as_str()))
        .chain(instrument.questions.iter().map(|q| q.id.as_str()))
        .collect();
    for name in expression.names() {
        if !known.contains(name) {
            section.unknown_reference(key, "name", name, known.iter().copied());
        }
    }
}

/// One effect for each indicator listed.
fn read_effects(section: &Section, of: &str, context: &Context) -> Option<Vec<Effect>> {
    let indicators = read_indicators(section, context.instrument);
    let kind = section.choice(
        "kind",
        &[
            (EffectKind::Add, "add"),
            (EffectKind::Times, "times"),
            (EffectKind::Set, "set"),
            (EffectKind::StandardDeviations, "standard_deviations"),
        ],
    );
    // A multiple below zero would turn a value round: no effect does that.
    let least = if kind == Some(EffectKind::Times) { 0.0 } else { -1e9 };
    let low = section.number("low", least..=1e9);
    let expected = section.number("expected", least..=1e9);
    let high = section.number("high", least..=1e9);
    let evidence = section.choice(
        "evidence",
        &[
            (EvidenceKind::Trial, "trial"),
            (EvidenceKind::BeforeAfter, "before_after"),
            (EvidenceKind::Programme, "programme"),
            (EvidenceKind::Assumption, "assumption"),
        ],
    );
    let when = section.optional_expression("when");
    if let Some(when) = &when {
        known_names(section, "when", when, context.instrument);
    }
    let needs_orders = section.flag("needs_orders", false);
    let lag = section.optional_integer("lag_quarters", 0..=40).unwrap_or(0);
    let lasts = section.optional_integer("lasts_quarters", 1..=40);
    let fade_per_year = section.optional_number("fade_per_year", 0.0..=1.0).unwrap_or(0.0);
    let source = section.source(AssumedFigure::Effect(of.to_owned()));
    section.finish();
    let (low, expected, high) = (low?, expected?, high?);
    if !(low <= expected && expected <= high) {
        section.push(
            section
                .fault(FaultCode::BadValue, "expected")
                .with("key", "expected")
                .with("expected", "low ≤ expected ≤ high"),
        );
    }
    let (kind, evidence) = (kind?, evidence?);
    let effect = |indicator: NodeId| Effect {
        indicator,
        kind,
        low,
        expected,
        high,
        when: when.clone(),
        needs_orders,
        lag_quarters: lag as u8,
        lasts_quarters: lasts.map(|quarters| quarters as u8),
        fade_per_year,
        evidence,
        source: source.clone(),
    };
    Some(indicators.into_iter().map(effect).collect())
}

fn read_indicators(section: &Section, instrument: &Instrument) -> Vec<NodeId> {
    let known = || {
        (0..instrument.nodes.len())
            .filter(|&node| instrument.indicator(node).is_some())
            .map(|node| &instrument.nodes[node].id)
    };
    let names = section.texts("indicators");
    if names.is_empty() {
        section.push(section.fault(FaultCode::MissingKey, "indicators").with("key", "indicators"));
    }
    let mut indicators = Vec::new();
    for name in names {
        match known().find(|id| id.as_str() == name) {
            Some(id) => indicators.push(id.clone()),
            None => section.unknown_reference(
                "indicators",
                "indicator",
                &name,
                known().map(NodeId::as_str),
            ),
        }
    }
    indicators
}

/// Every challenge that has a name has an intervention, or is declared to have no answer today.
fn challenges(root: &Section, names: &[Section], catalogue: &Catalogue) {
    let answered: BTreeSet<u8> =
        catalogue.interventions.iter().flat_map(|i| i.challenges.iter().copied()).collect();
    let mut named = BTreeSet::new();
    for section in names {
        let number = section.integer("number", 1..=MOST_CHALLENGES);
        section.label("label");
        section.finish();
        let Some(number) = number.map(|n| n as u8) else { continue };
        named.insert(number);
        if !answered.contains(&number) && !catalogue.without_answer.contains(&number) {
            section.push(
                section
                    .fault(FaultCode::BadValue, "number")
                    .with("key", format!("challenge {number}"))
                    .with("expected", "an intervention that answers it, or without_answer"),
            );
        }
    }
    for number in answered.iter().chain(&catalogue.without_answer) {
        if !named.is_empty() && !named.contains(number) {
            root.unknown_reference(
                "challenge_names",
                "challenge",
                &number.to_string(),
                std::iter::empty(),
            );
        }
    }
}

/// Names the cycle, if prerequisites form one: `I01 → I02 → I01`.
fn cycle(sections: &[Section], catalogue: &Catalogue) {
    let Some(cycle) = prerequisite_cycle(catalogue) else { return };
    let name = |at: &usize| catalogue.interventions[*at].id.as_str().to_owned();
    let mut names: Vec<String> = cycle.iter().map(name).collect();
    names.push(names[0].clone());
    let section = &sections[cycle[0]];
    section.push(
        section
            .fault(FaultCode::PrerequisiteCycle, "prerequisites")
            .with("cycle", names.join(" → ")),
    );
}

/// Reads the capacity of a cohort. A resource of each cluster names all of them; zero for a
/// cluster is a warning, since plans then do without it. With no `clusters` (they could not be
/// read), amounts by cluster are not checked.
pub fn load_capacity(
    text: &str,
    file: &str,
    clusters: &[Cluster],
) -> (Option<Vec<Resource>>, Vec<Fault>, Vec<Assumption>) {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => return (None, vec![fault], Vec::new()),
    };
    let root = document.root();
    let sections = root.sections("resource");
    let resources: Vec<Option<Resource>> =
        sections.iter().map(|section| read_resource(section, clusters)).collect();
    let ids: Vec<String> =
        sections.iter().map(|s| s.optional_text("id").unwrap_or_default()).collect();
    duplicates(&sections, "resource", ids.iter().map(String::as_str));
    root.finish();
    finish(document, resources.into_iter().collect())
}

fn read_resource(section: &Section, clusters: &[Cluster]) -> Option<Resource> {
    let id = section.text("id");
    let label = section.label("label");
    let kind = section.choice(
        "kind",
        &[
            (ResourceKind::Hours, "hours"),
            (ResourceKind::Seats, "seats"),
            (ResourceKind::Money, "money"),
            (ResourceKind::Cases, "cases"),
        ],
    );
    let scope = section
        .choice("scope", &[(ResourceScope::PerCluster, "cluster"), (ResourceScope::All, "all")]);
    let institution = section.text_or_label("institution");
    let line = section.optional_text_or_label("line").unwrap_or_default();
    let amounts = match scope {
        Some(ResourceScope::All) => section.number("amount", 0.0..=MOST).map(|one| vec![one]),
        Some(ResourceScope::PerCluster) => amounts_by_cluster(section, clusters),
        None => {
            section.expect_key("amount");
            section.expect_key("amounts");
            None
        }
    };
    let source = section.source(AssumedFigure::Resource(id.clone().unwrap_or_default()));
    section.finish();
    let id = id?;
    if amounts.as_ref().is_some_and(|amounts| amounts.contains(&0.0)) {
        section.push(section.fault(FaultCode::ZeroCapacity, "id").with("resource", &id));
    }
    Some(Resource {
        id: ResourceId::from(id.as_str()),
        label: label?,
        kind: kind?,
        scope: scope?,
        institution: institution?,
        line,
        amounts: amounts?,
        source,
    })
}

fn amounts_by_cluster(section: &Section, clusters: &[Cluster]) -> Option<Vec<f64>> {
    let table = section.section("amounts")?;
    if clusters.is_empty() {
        table.keys();
        return None;
    }
    let amounts: Vec<Option<f64>> =
        clusters.iter().map(|c| table.number(c.id.as_str(), 0.0..=MOST)).collect();
    table.finish();
    amounts.into_iter().collect()
}

#[cfg(test)]
mod tests;
