//! Axes, dimensions and indicators, as a list in which parents come before their children.

use super::names::{Names, Unique};
use super::{ANY, bad};
use crate::load::toml_reader::Section;
use nanduti_model::{
    Aggregate, AssumedFigure, ConditionSpec, Derived, FaultCode, Imputation, Indicator, Label,
    LevelNames, Node, NodeContent, NodeId, Normalisation, Question, QuestionKind,
};
use std::collections::{BTreeMap, BTreeSet};

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
        let texts = questions.iter().filter(|q| q.kind == QuestionKind::Text);
        Self {
            units: of_questions.chain(of_derived).collect(),
            unscorable: texts
                .map(|q| q.id.to_string())
                .chain(conditions.iter().map(|c| c.id.to_string()))
                .collect(),
        }
    }
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
pub(super) fn nodes(
    root: &Section,
    names: &Names,
    units: &Units,
    n_levels: Option<usize>,
    ids: &mut Unique,
) -> Option<Vec<Node>> {
    let axes: Vec<Read> = root
        .sections("axis")
        .into_iter()
        .filter_map(|section| aggregate(section, None, n_levels, ids))
        .collect();
    let dimensions: Vec<Read> = root
        .sections("dimension")
        .into_iter()
        .filter_map(|section| aggregate(section, Some("axis"), n_levels, ids))
        .collect();
    let indicators: Vec<Read> = root
        .sections("indicator")
        .into_iter()
        .filter_map(|section| indicator(section, names, units, ids))
        .collect();
    check_family(root, "axis", &axes, None);
    check_family(root, "dimension", &dimensions, Some(("axis", &axes)));
    check_family(root, "indicator", &indicators, Some(("dimension", &dimensions)));
    assemble(axes, dimensions, indicators)
}

fn assemble(axes: Vec<Read>, dimensions: Vec<Read>, indicators: Vec<Read>) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    let (mut dimensions, mut indicators) = (by_parent(dimensions), by_parent(indicators));
    for axis in axes {
        let at = nodes.len();
        let own = dimensions.remove(&axis.id).unwrap_or_default();
        nodes.push(axis.node(None)?);
        for dimension in own {
            let below = nodes.len();
            let leaves = indicators.remove(&dimension.id).unwrap_or_default();
            nodes.push(dimension.node(Some(at))?);
            for leaf in leaves {
                nodes.push(leaf.node(Some(below))?);
            }
        }
    }
    Some(nodes)
}

fn by_parent<'a, 't>(reads: Vec<Read<'a, 't>>) -> BTreeMap<String, Vec<Read<'a, 't>>> {
    let mut families: BTreeMap<String, Vec<Read>> = BTreeMap::new();
    for read in reads {
        families.entry(read.parent.clone().unwrap_or_default()).or_default().push(read);
    }
    families
}

impl Read<'_, '_> {
    fn node(self, parent: Option<usize>) -> Option<Node> {
        Some(Node {
            id: NodeId::from(self.id.as_str()),
            parent,
            label: self.label?,
            weight: self.weight,
            content: self.content?,
            levels: self.levels,
        })
    }
}

/// Parents must exist, have children, and not weigh all of them nothing.
fn check_family(root: &Section, kind: &str, children: &[Read], parents: Option<(&str, &[Read])>) {
    let Some((parent_kind, parents)) = parents else {
        if children.is_empty() && !root.has(kind) {
            root.push(root.fault(FaultCode::MissingKey, kind).with("key", kind));
        }
        return;
    };
    let mut astray = false;
    for child in children {
        let name = child.parent.as_deref().unwrap_or_default();
        if parents.iter().all(|parent| parent.id != name) {
            let known = parents.iter().map(|parent| parent.id.as_str());
            child.section.unknown_reference(parent_kind, parent_kind, name, known);
            astray = true;
        }
    }
    for parent in parents {
        let mut own = children.iter().filter(|c| c.parent.as_ref() == Some(&parent.id)).peekable();
        if own.peek().is_none() && !astray {
            bad(&parent.section, "id", &format!("{parent_kind} with at least one {kind}"));
        } else if let Some(first) = own.peek().map(|first| &first.section)
            && own.all(|child| child.weight == 0.0)
        {
            bad(first, "weight", "at least one weight above 0 among its siblings");
        }
    }
}

fn weight(section: &Section) -> f64 {
    section.optional_number("weight", 0.0..=1e6).unwrap_or(1.0)
}

/// An axis, or a dimension where the key of its parent is given.
fn aggregate<'a, 't>(
    section: Section<'a, 't>,
    parent_key: Option<&str>,
    n_levels: Option<usize>,
    ids: &mut Unique,
) -> Option<Read<'a, 't>> {
    let kind = if parent_key.is_some() { "dimension" } else { "axis" };
    let id = ids.id(&section, kind);
    let label = section.label("label");
    let weight = weight(&section);
    let parent = parent_key.map(|key| section.text(key));
    let min_availability = section.number("min_availability", 0.0..=1.0);
    let levels = if parent_key.is_some() { None } else { Some(level_names(&section, n_levels)) };
    section.finish();
    let parent = match parent {
        Some(parent) => Some(parent?),
        None => None,
    };
    let content = min_availability.map(|min_availability| {
        NodeContent::Aggregate(Box::new(Aggregate::arithmetic(min_availability)))
    });
    Some(Read { parent, id: id?, label, weight, content, levels, section })
}

fn level_names(section: &Section, n_levels: Option<usize>) -> LevelNames {
    let names: Vec<Label> = section
        .sections("levels")
        .iter()
        .filter_map(|name| {
            let (es, en) = (name.text("es"), name.text("en"));
            name.finish();
            Some(Label { es: es?, en: en? })
        })
        .collect();
    if n_levels.is_some_and(|n| names.len() != n) {
        bad(section, "levels", "one name more than there are cuts");
    }
    LevelNames(names)
}

fn indicator<'a, 't>(
    section: Section<'a, 't>,
    names: &Names,
    units: &Units,
    ids: &mut Unique,
) -> Option<Read<'a, 't>> {
    let id = ids.id(&section, "indicator");
    let label = section.label("label");
    let weight = weight(&section);
    let parent = section.text("dimension");
    let reads = section.text("reads").filter(|reads| readable(&section, names, units, reads));
    let normalisation = normalisation(&section);
    let unit = section
        .optional_label("unit")
        .or_else(|| reads.as_ref().and_then(|reads| units.units.get(reads).cloned()));
    let applies = names.optional_expression(&section, "applies");
    let source = section.source(AssumedFigure::Goalposts(id.clone().unwrap_or_default()));
    let shortfall = section.label("shortfall");
    let sensitive = section.flag("sensitive", false);
    section.finish();
    let parent = Some(parent?);
    let content =
        reads.zip(normalisation).zip(shortfall).map(|((reads, normalisation), shortfall)| {
            NodeContent::Indicator(Box::new(Indicator {
                reads,
                normalisation,
                output_range: (0.0, 100.0),
                outliers: None,
                imputation: Imputation::None,
                unit: unit.unwrap_or_default(),
                applies,
                source,
                shortfall,
                sensitive,
            }))
        });
    Some(Read { parent, id: id?, label, weight, content, levels: None, section })
}

fn readable(section: &Section, names: &Names, units: &Units, reads: &str) -> bool {
    if !names.check(section, "reads", reads) {
        return false;
    }
    let good = !units.unscorable.contains(reads);
    if !good {
        bad(section, "reads", "a question or derived value that is a number, a choice or a count");
    }
    good
}

fn normalisation(section: &Section) -> Option<Normalisation> {
    let goalposts = section.optional_section("goalposts");
    let band = section.optional_section("band");
    match (goalposts, band) {
        (Some(goalposts), None) => {
            let (worst, best) = (goalposts.number("worst", ANY), goalposts.number("best", ANY));
            goalposts.finish();
            let (worst, best) = (worst?, best?);
            if worst == best {
                bad(&goalposts, "best", "different from worst");
            }
            Some(Normalisation::Goalposts { worst, best })
        }
        (None, Some(band)) => {
            let limits =
                ["low_zero", "low_full", "high_full", "high_zero"].map(|key| band.number(key, ANY));
            band.finish();
            let [low_zero, low_full, high_full, high_zero] = limits;
            let (low_zero, low_full) = (low_zero?, low_full?);
            let (high_full, high_zero) = (high_full?, high_zero?);
            if !(low_zero < low_full && low_full <= high_full && high_full < high_zero) {
                bad(section, "band", "low_zero < low_full ≤ high_full < high_zero");
            }
            Some(Normalisation::Band { low_zero, low_full, high_full, high_zero })
        }
        (Some(_), Some(_)) => {
            bad(section, "band", "goalposts or band, not both");
            None
        }
        (None, None) => {
            if !section.has("goalposts") && !section.has("band") {
                section.push(
                    section.fault(FaultCode::MissingKey, "goalposts").with("key", "goalposts"),
                );
            }
            None
        }
    }
}
