//! Axes, dimensions and indicators, as a list in which parents come before their children. Axes are
//! the roots; a dimension stands under an axis or another dimension, at any depth.

mod aggregate;
mod alternatives;
mod normalisation;
mod range;
mod treatment;

use super::names::{Names, Unique};
use super::{Fixed, bad};
use crate::load::toml_reader::Section;
use aggregate::aggregate;
pub(super) use alternatives::alternatives;
use nanduti_model::{
    Aggregation, AssumedFigure, ConditionSpec, Derived, FaultCode, Indicator, Label, LevelNames,
    Node, NodeContent, NodeId, Question, QuestionKind,
};
use normalisation::normalisation;
use std::collections::{BTreeMap, BTreeSet};
pub(super) use treatment::Treatment;

/// Units of what an indicator may read, and the names that have no score in them.
#[derive(Debug)]
pub(super) struct Units {
    units: BTreeMap<String, Label>,
    unscorable: BTreeSet<String>,
}

impl Units {
    /// Units of questions and derived values; texts and conditions cannot be scored.
    pub(super) fn new(
        questions: &[Question],
        derived: &[Derived],
        conditions: &[ConditionSpec],
    ) -> Self {
        let of_questions = questions.iter().map(|q| (q.id.to_string(), q.unit.clone()));
        let of_derived = derived.iter().map(|d| (d.id.clone(), d.unit.clone()));
        let texts = questions
            .iter()
            .filter(|q| matches!(q.kind, QuestionKind::Text | QuestionKind::Ranking { .. }));
        Self {
            units: of_questions.chain(of_derived).collect(),
            unscorable: texts
                .map(|q| q.id.to_string())
                .chain(conditions.iter().map(|c| c.id.to_string()))
                .collect(),
        }
    }
}

/// What every node is read with.
#[derive(Debug)]
pub(super) struct Surroundings<'s> {
    /// Names that expressions may read.
    pub(super) names: &'s Names,
    /// Units of what may be scored.
    pub(super) units: &'s Units,
    /// What is fixed for the whole instrument.
    pub(super) fixed: &'s Fixed,
    /// How gaps and outliers are treated where an indicator does not say.
    pub(super) treatment: &'s Treatment,
    /// The questions, for what a raw value can be.
    pub(super) questions: &'s [Question],
}

/// A node read from the file, with the id of its parent. What is broken in it is absent and has
/// its fault; it stands in the list so that its family is not called broken too.
struct Read<'a, 't> {
    section: Section<'a, 't>,
    parent: Option<String>,
    id: String,
    label: Option<Label>,
    weight: f64,
    content: Option<NodeContent>,
    levels: Option<LevelNames>,
}

/// The tree, each parent followed by its children, in file order.
pub(super) fn nodes(root: &Section, with: &Surroundings, ids: &mut Unique) -> Option<Vec<Node>> {
    let mut read = |key: &str| -> Vec<Read> {
        let kind = |section| match key {
            "axis" => aggregate(section, false, with, ids),
            "dimension" => aggregate(section, true, with, ids),
            _ => indicator(section, with, ids),
        };
        root.sections(key).into_iter().filter_map(kind).collect()
    };
    let axes = read("axis");
    if axes.is_empty() && !root.has("axis") {
        root.push(root.fault(FaultCode::MissingKey, "axis").with("key", "axis"));
    }
    let n_axes = axes.len();
    let mut reads: Vec<Read> = axes.into_iter().chain(read("dimension")).collect();
    let n_inner = reads.len();
    reads.extend(read("indicator"));
    check_families(&reads, n_axes, n_inner);
    check_floors(&reads);
    let order = order(&reads, n_axes, n_inner)?;
    let (nodes, sections) = assemble(reads, &order)?;
    range::check(&nodes, &sections, with.questions);
    check_places(&nodes, &sections);
    Some(nodes)
}

/// Positions of the nodes, each parent followed by its children; `None` where some stand in a
/// cycle, which is a fault naming it.
fn order(reads: &[Read], n_axes: usize, n_inner: usize) -> Option<Vec<usize>> {
    let mut children: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, read) in reads.iter().enumerate().skip(n_axes) {
        children.entry(read.parent.as_deref().unwrap_or_default()).or_default().push(i);
    }
    let mut order = Vec::with_capacity(reads.len());
    let mut open: Vec<usize> = (0..n_axes).rev().collect();
    while let Some(at) = open.pop() {
        order.push(at);
        if at < n_inner
            && let Some(own) = children.remove(reads[at].id.as_str())
        {
            open.extend(own.into_iter().rev());
        }
    }
    if order.len() < reads.len() {
        name_cycle(reads, n_axes, n_inner);
        return None;
    }
    Some(order)
}

/// Follows parents upwards from each dimension; one that comes back to itself is in a cycle.
fn name_cycle(reads: &[Read], n_axes: usize, n_inner: usize) {
    for (start, read) in reads.iter().enumerate().take(n_inner).skip(n_axes) {
        let mut way = vec![read.id.as_str()];
        let mut at = start;
        while let Some(above) = reads[..n_inner]
            .iter()
            .position(|candidate| Some(&candidate.id) == reads[at].parent.as_ref())
            .filter(|_| way.len() <= n_inner)
        {
            way.push(reads[above].id.as_str());
            if above == start {
                let cycle = way.join(" → ");
                read.section.push(
                    read.section
                        .fault(FaultCode::BadValue, "parent")
                        .with("key", "parent")
                        .with("expected", "a way up to an axis, not a cycle")
                        .with("cycle", cycle),
                );
                return;
            }
            at = above;
        }
    }
}

fn assemble<'a, 't>(
    reads: Vec<Read<'a, 't>>,
    order: &[usize],
) -> Option<(Vec<Node>, Vec<Section<'a, 't>>)> {
    let mut reads: Vec<Option<Read>> = reads.into_iter().map(Some).collect();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut nodes: Vec<Node> = Vec::with_capacity(order.len());
    let mut sections = Vec::with_capacity(order.len());
    for &at in order {
        let read = reads[at].take()?;
        let parent = match &read.parent {
            Some(parent) => Some(*positions.get(parent)?),
            None => None,
        };
        positions.insert(read.id.clone(), nodes.len());
        nodes.push(Node {
            id: NodeId::from(read.id.as_str()),
            parent,
            label: read.label?,
            weight: read.weight,
            content: read.content?,
            levels: read.levels,
        });
        sections.push(read.section);
    }
    Some((nodes, sections))
}

/// Parents must exist, have children, and not weigh all of them nothing.
fn check_families(reads: &[Read], n_axes: usize, n_inner: usize) {
    let parents = &reads[..n_inner];
    let mut astray = false;
    for child in &reads[n_axes..] {
        let name = child.parent.as_deref().unwrap_or_default();
        if parents.iter().all(|parent| parent.id != name) {
            let known = parents.iter().map(|parent| parent.id.as_str());
            child.section.unknown_reference("parent", "axis or dimension", name, known);
            astray = true;
        }
    }
    for parent in parents {
        let mut own =
            reads[n_axes..].iter().filter(|c| c.parent.as_ref() == Some(&parent.id)).peekable();
        if own.peek().is_none() && !astray {
            bad(&parent.section, "id", "a node with at least one dimension or indicator");
        } else if let Some(first) = own.peek().map(|first| &first.section)
            && own.all(|child| child.weight == 0.0)
        {
            bad(first, "weight", "at least one weight above 0 among its siblings");
        }
    }
}

/// Ordered weights are as many as there are children.
fn check_places(nodes: &[Node], sections: &[Section]) {
    for (at, (node, section)) in nodes.iter().zip(sections).enumerate() {
        let NodeContent::Aggregate(aggregate) = &node.content else { continue };
        if !fits(&aggregate.aggregation, nodes, at) {
            bad(section, "aggregation", ONE_WEIGHT_A_CHILD);
        }
    }
}

/// What is expected of ordered weights.
const ONE_WEIGHT_A_CHILD: &str = "ordered_weighted with as many weights as there are children";

/// Whether a rule that names places has as many as a node has children.
fn fits(rule: &Aggregation, nodes: &[Node], at: usize) -> bool {
    match rule {
        Aggregation::OrderedWeighted(weights) => {
            weights.len() == nodes.iter().filter(|node| node.parent == Some(at)).count()
        }
        _ => true,
    }
}

/// A floor watches a node of this tree.
fn check_floors(reads: &[Read]) {
    for read in reads {
        let Some(NodeContent::Aggregate(aggregate)) = &read.content else { continue };
        for (floor, section) in aggregate.floors.iter().zip(read.section.sections("floors")) {
            if reads.iter().all(|other| other.id != floor.watches.as_str()) {
                let known = reads.iter().map(|other| other.id.as_str());
                section.unknown_reference("watches", "node", floor.watches.as_str(), known);
            }
        }
    }
}

fn weight(section: &Section) -> f64 {
    section.optional_number("weight", 0.0..=1e6).unwrap_or(1.0)
}

fn indicator<'a, 't>(
    section: Section<'a, 't>,
    with: &Surroundings,
    ids: &mut Unique,
) -> Option<Read<'a, 't>> {
    let id = ids.id(&section, "indicator");
    let label = section.label("label");
    let weight = weight(&section);
    let parent = section.text("parent");
    let reads = section.text("reads").filter(|reads| readable(&section, with, reads));
    let question = reads.as_deref().and_then(|name| with.question(name));
    let normalisation = normalisation(&section, with, question);
    let unit = section
        .optional_label("unit")
        .or_else(|| reads.as_ref().and_then(|reads| with.units.units.get(reads).cloned()));
    let applies = with.names.optional_expression(&section, "applies");
    let source = section.source(AssumedFigure::Goalposts(id.clone().unwrap_or_default()));
    let shortfall = section.optional_label("shortfall").or_else(|| label.clone());
    let sensitive = section.flag("sensitive", false);
    let lever = section.flag("lever", true);
    let share_of = section
        .optional_text("share_of")
        .filter(|name| with.names.check(&section, "share_of", name));
    let output_range = treatment::output_range(&section);
    let treated = with.treatment.of(&section, with, question, normalisation.as_ref());
    range::declare(&section);
    section.finish();
    let parent = Some(parent?);
    let content = reads.zip(normalisation).map(|(reads, normalisation)| {
        NodeContent::Indicator(Box::new(Indicator {
            reads,
            normalisation,
            output_range,
            outliers: treated.outliers,
            imputation: treated.imputation,
            unit: unit.unwrap_or_default(),
            applies,
            source,
            shortfall: shortfall.unwrap_or_default(),
            sensitive,
            lever,
            share_of,
        }))
    });
    Some(Read { parent, id: id?, label, weight, content, levels: None, section })
}

impl Surroundings<'_> {
    fn question(&self, name: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id.as_str() == name)
    }
}

fn readable(section: &Section, with: &Surroundings, reads: &str) -> bool {
    if !with.names.check(section, "reads", reads) {
        return false;
    }
    let good = !with.units.unscorable.contains(reads);
    if !good {
        bad(section, "reads", "a question or derived value that is a number, a choice or a count");
    }
    good
}
