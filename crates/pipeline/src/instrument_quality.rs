//! What the answers say of the instrument itself: what weights do, how far items hang together,
//! how axes move together, how groups differ, and whether there are types.

use crate::results::Results;
use crate::survey_design::{Surveyed, surveyed};
use nanduti_diagnostic::profile::{Design, GroupProfile, ProfileOptions, Sampling, profile_groups};
use nanduti_diagnostic::reliability::{
    AssociationSettings, AxisAssociation, Grouping, ItemPair, Refusal, Reliability,
    ReliabilitySettings, assess_reliability, axis_association, item_correlations,
};
use nanduti_diagnostic::typology::{
    FeatureColumn, FeatureValues, Typology, TypologyRefusal, TypologySettings, typology,
};
use nanduti_diagnostic::weighting::{
    ComparisonWeights, FirstComponent, Influence, WeightingError, critic, entropy, first_component,
    given as proportions, influence,
};
use nanduti_model::{
    AnswerTable, Diagnosis, Instrument, LedBy, NodeKind, QuestionId, SizeClass, Weighting,
};
use nanduti_stats::CorrelationSettings;
use std::collections::BTreeSet;

/// What `report` reads of the engines' results.
pub mod read {
    pub use nanduti_diagnostic::associativity::{
        Criterion, Estimate, Finding, FirstStep, Grade, NoteRequest, OpenReason, Reason, Role,
        SafeStep, SealedTies, Side, Stance, TerritoryAssessment, TieEvidence, TieFigures, TieKind,
        Verdict, WhyNotKnown,
    };
    pub use nanduti_diagnostic::reliability::{
        AssociationCell, AxisPair, Caution, Refusal, Reliability, ReverseKey,
    };
    pub use nanduti_diagnostic::typology::{ColumnFigure, StabilityVerdict, TypeOfRows};
}

/// Most groups of a column by which is profiled: a column with more is no grouping.
const MOST_GROUPS: usize = 50;

/// Weights of the children of one node: as given, as they work, and what data would suggest.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeWeights {
    /// The parent.
    pub node: usize,
    /// Its children.
    pub children: Vec<usize>,
    /// Weights of the children as they are used, proportions; nothing where all are 0.
    pub given: Vec<f64>,
    /// How they came about; `None` where they are as stated.
    pub weighting: Option<Weighting>,
    /// What the given weights do.
    pub influence: Result<Vec<Influence>, WeightingError>,
    /// For comparison only.
    pub entropy: Result<ComparisonWeights, WeightingError>,
    /// For comparison only.
    pub critic: Result<ComparisonWeights, WeightingError>,
    /// For comparison only.
    pub first_component: Result<FirstComponent, WeightingError>,
}

/// Reliability of the children of one node as a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReliability {
    /// The parent.
    pub node: usize,
    /// Its children: the items.
    pub children: Vec<usize>,
    /// The figures.
    pub reliability: Result<Reliability, Refusal>,
}

/// Correlations of every two children of one node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeCorrelations {
    /// The parent.
    pub node: usize,
    /// Its children; pairs name them by their place.
    pub children: Vec<usize>,
    /// The pairs.
    pub pairs: Vec<ItemPair>,
}

/// Largest number of units for which children are correlated two by two: three kinds of every
/// pair take their time.
const MOST_CORRELATED: usize = 20_000;

/// Profile of one node over the groups of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeProfile {
    /// The node.
    pub node: usize,
    /// Name of the column.
    pub column: String,
    /// Names of the groups, by code.
    pub groups: Vec<String>,
    /// All rows, each group, and the rows whose group is not known.
    pub parts: Vec<GroupProfile>,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct InstrumentQuality {
    /// Weights by parent.
    pub weights: Vec<NodeWeights>,
    /// Reliability by parent.
    pub reliability: Vec<NodeReliability>,
    /// Correlations by parent; none with more than 20,000 units.
    pub correlations: Vec<NodeCorrelations>,
    /// How the axes move together; `None` with fewer than two axes.
    pub association: Option<AxisAssociation>,
    /// Profiles by node and column.
    pub profiles: Vec<NodeProfile>,
    /// Whether profiles are weighted and have the errors of a declared survey design.
    pub by_design: bool,
    /// Nodes that shape types, by their column in the typology.
    pub type_nodes: Vec<usize>,
    /// The types, or why there are none.
    pub typology: Result<Typology, TypologyRefusal>,
}

/// Of a case, by cluster, size and who leads.
pub(crate) fn of_case(results: &Results) -> InstrumentQuality {
    let micro_limit = results.policy.equity.micro_limit;
    let workshops = &results.population.workshops;
    let grouping =
        |name: &str, labels: Vec<Option<String>>| Grouping { name: name.to_owned(), labels };
    let size = |class| match class {
        SizeClass::Micro => Some("micro".to_owned()),
        SizeClass::Larger => Some("larger".to_owned()),
        SizeClass::Unknown => None,
    };
    let leads = |by: LedBy| match by {
        LedBy::Woman => "woman".to_owned(),
        LedBy::Man => "man".to_owned(),
        LedBy::Both => "both".to_owned(),
    };
    let cluster = |of: usize| Some(results.population.clusters[of].id.to_string());
    let groupings = [
        grouping("cluster", workshops.iter().map(|w| cluster(w.cluster)).collect()),
        grouping("size_class", workshops.iter().map(|w| size(w.size(micro_limit))).collect()),
        grouping("led_by", workshops.iter().map(|w| w.led_by.map(leads)).collect()),
    ];
    let survey = results.survey.as_ref();
    of_scores(&results.instrument, &results.diagnosis, &groupings, survey, results.meta.seed)
}

/// Of a scored file, by the columns that its instrument names.
pub fn of_file(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    table: &AnswerTable,
    seed: u64,
) -> InstrumentQuality {
    let groupings: Vec<Grouping> = instrument
        .profile_by
        .iter()
        .filter_map(|question| column_groups(table, question))
        .collect();
    let survey = surveyed(instrument, table).and_then(Result::ok);
    of_scores(instrument, diagnosis, &groupings, survey.as_ref(), seed)
}

/// The groups of a column; `None` where it was not asked or says something else of every row.
fn column_groups(table: &AnswerTable, question: &QuestionId) -> Option<Grouping> {
    let column = table.column(question)?;
    let label = |row: usize| match column.text(row) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => column.number(row).ok().map(|number| number.to_string()),
    };
    let labels: Vec<Option<String>> = (0..table.n_rows()).map(label).collect();
    let distinct: BTreeSet<&String> = labels.iter().flatten().collect();
    (distinct.len() <= MOST_GROUPS).then(|| Grouping { name: question.to_string(), labels })
}

fn of_scores(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    groupings: &[Grouping],
    survey: Option<&Surveyed>,
    seed: u64,
) -> InstrumentQuality {
    let n_rows = diagnosis.workshops.len();
    let sampling = match survey {
        Some(survey) => Some(survey.sampling.clone()),
        None => Design::default().prepare(n_rows).ok(),
    };
    let sampling = sampling.filter(|sampling| sampling.rows() == n_rows);
    let profiled = |sampling: &Sampling| -> Vec<NodeProfile> {
        groupings.iter().flat_map(|grouping| profiles(diagnosis, grouping, sampling)).collect()
    };
    let parents: Vec<(usize, Vec<usize>)> = (0..instrument.nodes.len())
        .map(|node| (node, instrument.children(node)))
        .filter(|(_, children)| children.len() >= 2)
        .collect();
    let axes = instrument.axes();
    let names = |nodes: &[usize]| nodes.iter().map(|&n| name(diagnosis, n)).collect::<Vec<_>>();
    // An imputed cell is no answer: it says nothing of how items hang together.
    let scores = |nodes: &[usize]| {
        nodes.iter().map(|&n| diagnosis.columns[n].answered()).collect::<Vec<_>>()
    };
    let settings = AssociationSettings::default();
    let type_nodes = type_nodes(diagnosis);
    InstrumentQuality {
        weights: parents
            .iter()
            .map(|(node, under)| weights(instrument, diagnosis, *node, under))
            .collect(),
        reliability: parents
            .iter()
            .map(|(node, children)| NodeReliability {
                node: *node,
                children: children.clone(),
                reliability: assess_reliability(
                    &names(children),
                    &scores(children),
                    &ReliabilitySettings::default(),
                ),
            })
            .collect(),
        correlations: if diagnosis.workshops.len() > MOST_CORRELATED {
            Vec::new()
        } else {
            parents
                .iter()
                .map(|(node, children)| NodeCorrelations {
                    node: *node,
                    children: children.clone(),
                    pairs: item_correlations(&scores(children), &CorrelationSettings::default()),
                })
                .collect()
        },
        association: (axes.len() >= 2)
            .then(|| axis_association(&names(&axes), &scores(&axes), groupings, &settings).ok())
            .flatten(),
        profiles: sampling.as_ref().map(profiled).unwrap_or_default(),
        by_design: survey.is_some(),
        typology: types(diagnosis, &type_nodes, seed),
        type_nodes,
    }
}

fn name(diagnosis: &Diagnosis, node: usize) -> String {
    diagnosis.nodes[node].id.to_string()
}

fn weights(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    node: usize,
    children: &[usize],
) -> NodeWeights {
    let answered: Vec<Vec<Option<f64>>> =
        children.iter().map(|&child| diagnosis.columns[child].answered()).collect();
    let columns: Vec<&[Option<f64>]> = answered.iter().map(Vec::as_slice).collect();
    let given: Vec<f64> = children.iter().map(|&child| instrument.nodes[child].weight).collect();
    NodeWeights {
        node,
        children: children.to_vec(),
        weighting: instrument.weighting_of(node).cloned(),
        influence: influence(&columns, &given, &diagnosis.columns[node].score),
        given: proportions(&given).unwrap_or_default(),
        entropy: entropy(&columns),
        critic: critic(&columns),
        first_component: first_component(&columns),
    }
}

/// Profiles of every node over one grouping; indicators only where the table stays readable.
fn profiles(diagnosis: &Diagnosis, grouping: &Grouping, sampling: &Sampling) -> Vec<NodeProfile> {
    let n = grouping.labels.len();
    let distinct: BTreeSet<&String> = grouping.labels.iter().flatten().collect();
    let groups: Vec<String> = distinct.into_iter().cloned().collect();
    let code =
        |label: &String| groups.binary_search(label).ok().and_then(|at| u32::try_from(at).ok());
    let codes: Vec<Option<u32>> =
        grouping.labels.iter().map(|label| label.as_ref().and_then(code)).collect();
    let large = n > crate::tables::MOST_CONTRIBUTIONS;
    (0..diagnosis.nodes.len())
        .filter(|&node| !large || diagnosis.nodes[node].kind != NodeKind::Indicator)
        .filter_map(|node| {
            let score = &diagnosis.columns[node].score;
            let parts = profile_groups(score, &codes, sampling, ProfileOptions::default()).ok()?;
            Some(NodeProfile { node, column: grouping.name.clone(), groups: groups.clone(), parts })
        })
        .collect()
}

/// Dimensions shape types, each axis weighing the same; without any, the indicators. Answers on
/// minors and accidents are in no score, so they sort nobody.
fn type_nodes(diagnosis: &Diagnosis) -> Vec<usize> {
    let of = |kind| -> Vec<usize> {
        (0..diagnosis.nodes.len()).filter(|&node| diagnosis.nodes[node].kind == kind).collect()
    };
    let dimensions = of(NodeKind::Dimension);
    if dimensions.is_empty() { of(NodeKind::Indicator) } else { dimensions }
}

fn types(diagnosis: &Diagnosis, nodes: &[usize], seed: u64) -> Result<Typology, TypologyRefusal> {
    let axis = |mut node: usize| {
        while let Some(parent) = diagnosis.nodes[node].parent {
            node = parent;
        }
        node
    };
    let columns: Vec<FeatureColumn> = nodes
        .iter()
        .map(|&node| {
            let siblings = nodes.iter().filter(|&&other| axis(other) == axis(node)).count();
            FeatureColumn {
                name: name(diagnosis, node),
                weight: 1.0 / siblings.max(1) as f64,
                values: FeatureValues::Number(diagnosis.columns[node].score.clone()),
            }
        })
        .collect();
    if columns.is_empty() {
        return Err(TypologyRefusal::NothingVaries);
    }
    typology(&columns, &TypologySettings::new(seed))
}
