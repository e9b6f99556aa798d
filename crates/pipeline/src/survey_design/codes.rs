//! Codes of strata and sampling units from their names, the same in all tables they are made from.

use nanduti_model::{AnswerTable, PopulationSizes, QuestionId, SurveyDesign, WorkshopId};
use std::collections::{BTreeMap, BTreeSet};

/// Codes by name, ascending with the names.
pub(super) struct Codes {
    pub(super) strata: BTreeMap<String, u32>,
    pub(super) psus: BTreeMap<String, u32>,
}

impl Codes {
    /// The codes of what the designs read in their tables. Units are sampling units where a design
    /// has no clusters.
    pub(super) fn of(rounds: &[(&SurveyDesign, &AnswerTable, &[WorkshopId])]) -> Self {
        let (mut strata, mut psus) = (BTreeSet::new(), BTreeSet::new());
        for (spec, table, units) in rounds {
            let all = |question: Option<&QuestionId>| {
                question.map(|question| names(table, question)).unwrap_or_default()
            };
            strata.extend(all(spec.strata.as_ref()).into_iter().flatten());
            psus.extend(all(spec.cluster.as_ref()).into_iter().flatten());
            if spec.cluster.is_none() {
                psus.extend(units.iter().map(ToString::to_string));
            }
        }
        let coded = |names: BTreeSet<String>| names.into_iter().zip(0_u32..).collect();
        Self { strata: coded(strata), psus: coded(psus) }
    }

    /// Name of a stratum; empty where there are none.
    pub(super) fn stratum_name(&self, code: u32) -> &str {
        self.strata.iter().find(|(_, own)| **own == code).map_or("", |(name, _)| name.as_str())
    }

    /// Sizes that the instrument states, by code; of strata that were sampled.
    pub(super) fn stated_sizes(&self, spec: &SurveyDesign) -> BTreeMap<u32, u64> {
        match &spec.population {
            Some(PopulationSizes::Whole(size)) => BTreeMap::from([(0, *size)]),
            Some(PopulationSizes::ByStratum(sizes)) => sizes
                .iter()
                .filter_map(|(name, size)| Some((*self.strata.get(name)?, *size)))
                .collect(),
            Some(PopulationSizes::Question(_)) | None => BTreeMap::new(),
        }
    }
}

/// The answers to a question as names; numbers are their own.
pub(super) fn names(table: &AnswerTable, question: &QuestionId) -> Vec<Option<String>> {
    let Some(column) = table.column(question) else { return vec![None; table.n_rows()] };
    let name = |row: usize| match column.text(row) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => column.number(row).ok().map(|number| number.to_string()),
    };
    (0..table.n_rows()).map(name).collect()
}
