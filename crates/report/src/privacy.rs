//! What the programme report may not print about one workshop: formality, hours, pay, minors and
//! accidents. It prints «apoyo en …» instead.

use nanduti_model::{Catalogue, Diagnosis, Instrument, Label, NodeId, PlanLine, QuestionId};
use nanduti_pipeline::results::Results;
use std::collections::BTreeSet;

/// What stands before a condition's id where its mean over the cluster is read.
pub(crate) const TERRITORY_PREFIX: &str = "cluster_";

/// Themes of conditions that are read by territory, never by workshop.
pub(crate) const TERRITORIAL_THEMES: [&str; 2] = ["trust", "dispute"];

/// Names that stay between the owner and the programme.
pub(crate) struct Privacy<'a> {
    diagnosis: &'a Diagnosis,
    catalogue: &'a Catalogue,
    names: BTreeSet<&'a str>,
    carried: BTreeSet<&'a str>,
}

/// Whether the value of an indicator may not be printed for one workshop of a case.
pub fn withheld(results: &Results, indicator: &NodeId) -> bool {
    Privacy::new(&results.instrument, &results.diagnosis, &results.catalogue).hides(indicator)
}

impl<'a> Privacy<'a> {
    /// Sensitive indicators and what they read, questions that are only carried, and the answer
    /// about invoices.
    pub(crate) fn new(
        instrument: &'a Instrument,
        diagnosis: &'a Diagnosis,
        catalogue: &'a Catalogue,
    ) -> Self {
        let carried: BTreeSet<&str> =
            instrument.questions.iter().filter(|q| q.carried_only).map(|q| q.id.as_str()).collect();
        let mut names = carried.clone();
        for (position, node) in instrument.nodes.iter().enumerate() {
            if let Some(indicator) = instrument.indicator(position).filter(|i| i.sensitive) {
                names.insert(node.id.as_str());
                names.insert(&indicator.reads);
            }
        }
        names.extend(instrument.roles.invoices.as_ref().map(QuestionId::as_str));
        Self { diagnosis, catalogue, names, carried }
    }

    /// Whether a question may not even be named (minors, accidents).
    pub(crate) fn is_carried(&self, question: &str) -> bool {
        // A column of an export carries its groups before the name.
        let name = question.rsplit('/').next().unwrap_or(question);
        self.carried.contains(name)
    }

    /// Whether an indicator's value may not be printed for one workshop.
    pub(crate) fn hides(&self, indicator: &NodeId) -> bool {
        self.names.contains(indicator.as_str())
            || self
                .diagnosis
                .node(indicator.as_str())
                .is_some_and(|n| self.diagnosis.nodes[n].sensitive)
    }

    /// Whether a plan line says by its very name what may not be printed: everything it should
    /// change is sensitive.
    pub(crate) fn hides_line(&self, line: &PlanLine) -> bool {
        let effects = self
            .catalogue
            .interventions
            .get(line.intervention)
            .map(|i| i.effects.iter().map(|e| &e.indicator).collect::<Vec<_>>())
            .unwrap_or_default();
        let all_hidden = |mut list: Vec<&NodeId>| {
            list.dedup();
            !list.is_empty() && list.iter().all(|indicator| self.hides(indicator))
        };
        all_hidden(effects) || all_hidden(line.targets.iter().map(|t| &t.indicator).collect())
    }

    /// Whether an intervention acts only on what may not be printed.
    pub(crate) fn hides_intervention(&self, intervention: usize) -> bool {
        self.catalogue.interventions.get(intervention).is_some_and(|i| {
            !i.effects.is_empty() && i.effects.iter().all(|e| self.hides(&e.indicator))
        })
    }

    /// Whether a condition of an intervention, given by its words, reads something private.
    pub(crate) fn hides_condition(&self, intervention: usize, because: &Label) -> bool {
        self.requirement_names(intervention, because)
            .iter()
            .any(|name| self.names.contains(name) || self.hides(&NodeId::from(*name)))
    }

    /// Whether a condition of an intervention, given by its words, reads trust or a dispute: these
    /// are readings of a territory, and no workshop is ever labelled by them.
    pub(crate) fn is_territorial(&self, intervention: usize, because: &Label) -> bool {
        self.requirement_names(intervention, because).iter().any(|name| {
            self.diagnosis
                .condition(name.strip_prefix(TERRITORY_PREFIX).unwrap_or(name))
                .is_some_and(|c| TERRITORIAL_THEMES.contains(&c.theme.as_str()))
        })
    }

    /// Names that the conditions with these words read.
    fn requirement_names(&self, intervention: usize, because: &Label) -> Vec<&'a str> {
        let requirements =
            self.catalogue.interventions.get(intervention).map_or(&[][..], |i| &i.requires);
        requirements
            .iter()
            .filter(|r| r.because == *because)
            .flat_map(|r| r.expression.names())
            .collect()
    }

    /// The dimension (or axis) an indicator belongs to: what «apoyo en …» names.
    pub(crate) fn area_of(&self, indicator: &NodeId) -> Option<&'a Label> {
        let node = self.diagnosis.node(indicator.as_str())?;
        let parent = self.diagnosis.nodes[node].parent.unwrap_or(node);
        Some(&self.diagnosis.nodes[parent].label)
    }
}
