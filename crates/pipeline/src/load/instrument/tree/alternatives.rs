//! `[robustness]`: the alternatives under which scores are made again.

use super::aggregate::aggregation;
use super::normalisation::normalisation;
use super::treatment::{Stated, imputation, outliers};
use super::{ONE_WEIGHT_A_CHILD, Surroundings, fits};
use crate::load::instrument::bad;
use crate::load::instrument::names::Unique;
use crate::load::toml_reader::Section;
use nanduti_model::{Alternatives, AssumedFigure, Factor, FactorKind, Node, NodeId, OutlierChoice};

/// The words of `kind`.
const KINDS: [(Kind, &str); 8] = [
    (Kind::Weights, "weights"),
    (Kind::OpenAnswers, "open_answers"),
    (Kind::Measurement, "measurement"),
    (Kind::Aggregation, "aggregation"),
    (Kind::Normalisation, "normalisation"),
    (Kind::Imputation, "imputation"),
    (Kind::Outliers, "outliers"),
    (Kind::LeaveOut, "leave_out"),
];

#[derive(Clone, Copy)]
enum Kind {
    Weights,
    OpenAnswers,
    Measurement,
    Aggregation,
    Normalisation,
    Imputation,
    Outliers,
    LeaveOut,
}

/// The alternatives, where any are declared. The instrument's own choice always comes first.
pub(crate) fn alternatives(
    root: &Section,
    with: &Surroundings,
    nodes: &[Node],
) -> Option<Alternatives> {
    let section = root.optional_section("robustness")?;
    let select = section.optional_integer("select", 1..=1_000_000);
    let select = select.map(|n| n as usize);
    // All admissible weights are judged without a run.
    if section.has("all_weights") && !section.has("runs") && !section.has("factor") {
        section.finish();
        return select.map(|_| Alternatives { runs: 0, factors: Vec::new(), select });
    }
    let runs = section.integer("runs", 2..=100_000);
    let mut ids = Unique::default();
    let factors: Vec<Factor> = section
        .sections("factor")
        .iter()
        .filter_map(|one| factor(one, with, nodes, &mut ids))
        .collect();
    if !section.has("factor") {
        bad(&section, "factor", "at least one [[robustness.factor]]");
    }
    section.finish();
    Some(Alternatives { runs: runs? as usize, factors, select })
}

fn factor(
    section: &Section,
    with: &Surroundings,
    nodes: &[Node],
    ids: &mut Unique,
) -> Option<Factor> {
    let id = ids.id(section, "factor");
    let kind = section.choice("kind", &KINDS).and_then(|kind| read(kind, section, with, nodes));
    section.source(AssumedFigure::Alternative(id.clone().unwrap_or_default()));
    section.finish();
    Some(Factor { id: id?, kind: kind? })
}

fn read(kind: Kind, section: &Section, with: &Surroundings, nodes: &[Node]) -> Option<FactorKind> {
    Some(match kind {
        Kind::Weights => FactorKind::Weights { noise: section.number("noise", 0.0..=1.0)? },
        Kind::OpenAnswers => {
            FactorKind::OpenAnswers { draws: section.integer("draws", 1..=1_000)? as usize }
        }
        Kind::Measurement => {
            FactorKind::Measurement { reliability: section.number("reliability", 0.0..=1.0)? }
        }
        Kind::Aggregation => {
            let node = section.optional_text("node");
            if let Some(id) = &node {
                known(section, "node", id, nodes, |node| !is_indicator(node));
            }
            let choices = choices(section, |one| aggregation(one, with).map(Some));
            let node = node.map(|id| NodeId::from(id.as_str()));
            let inner = (0..nodes.len()).filter(|&at| !is_indicator(&nodes[at]));
            for at in inner.filter(|&at| node.as_ref().is_none_or(|id| nodes[at].id == *id)) {
                if choices.iter().flatten().any(|rule| !fits(rule, nodes, at)) {
                    bad(section, "choices", ONE_WEIGHT_A_CHILD);
                    break;
                }
            }
            FactorKind::Aggregation { node, choices: after(None, choices) }
        }
        Kind::Normalisation => FactorKind::Normalisation(after(
            None,
            choices(section, |one| normalisation(one, with, None).map(Some)),
        )),
        Kind::Imputation => FactorKind::Imputation(after(
            None,
            choices(section, |one| imputation(one, with.names).map(Some)),
        )),
        Kind::Outliers => FactorKind::Outliers(after(
            OutlierChoice::AsGiven,
            choices(section, |one| match outliers(one) {
                Stated::Rule(rule) => Some(OutlierChoice::Rule(rule)),
                Stated::Off => Some(OutlierChoice::Untreated),
                Stated::Silent => None,
            }),
        )),
        Kind::LeaveOut => {
            let names = section.texts("nodes");
            if names.is_empty() {
                bad(section, "nodes", "at least one node of the tree");
            }
            for name in &names {
                known(section, "nodes", name, nodes, |_| true);
            }
            let left_out = names.iter().map(|name| Some(NodeId::from(name.as_str()))).collect();
            FactorKind::LeaveOut(after(None, left_out))
        }
    })
}

/// The choices of a factor: one table each, with the key that an indicator or axis would have.
fn choices<T>(section: &Section, read: impl Fn(&Section) -> Option<T>) -> Vec<T> {
    let tables = section.sections("choices");
    if tables.is_empty() {
        bad(section, "choices", "a list of tables, each with the key of another way");
    }
    let choice = |one: &Section| {
        let found = read(one);
        one.finish();
        found
    };
    tables.iter().filter_map(choice).collect()
}

fn after<T>(own: T, mut others: Vec<T>) -> Vec<T> {
    others.insert(0, own);
    others
}

fn is_indicator(node: &Node) -> bool {
    matches!(node.content, nanduti_model::NodeContent::Indicator(_))
}

/// A name of a node of this tree; without a sound tree nothing is judged.
fn known(section: &Section, key: &str, name: &str, nodes: &[Node], fits: impl Fn(&Node) -> bool) {
    let fitting = || nodes.iter().filter(|node| fits(node)).map(|node| node.id.as_str());
    if !nodes.is_empty() && fitting().all(|id| id != name) {
        section.unknown_reference(key, "node", name, fitting());
    }
}
