//! The survey design of a table: the declared questions read row by row, checked, and made ready
//! for every figure that has a sampling error.
//!
//! A unit without a usable weight, stratum or cluster is no part of the sample: it is scored and
//! counted in nothing that speaks of the population. Codes of strata and clusters come from their
//! names, so that two rounds that share them can be set against each other.

mod codes;
#[cfg(test)]
mod tests;

use codes::{Codes, names};
use nanduti_diagnostic::profile::{Design, DesignFault, Sampling, SinglePsu, StratumFigures};
use nanduti_model::{
    AnswerTable, Fault, FaultCode, Instrument, Place, PopulationSizes, QuestionId, SingleUnitRule,
    SurveyDesign, WorkshopId,
};
use std::collections::BTreeMap;

/// A prepared design with the names of what it reads.
#[derive(Clone, PartialEq, Debug)]
pub struct Surveyed {
    /// The design, ready for estimates.
    pub sampling: Sampling,
    /// The strata, in the order of their names; one without a name where none are declared.
    pub strata: Vec<NamedStratum>,
    /// Units that are no part of the sample, by reason.
    pub left_out: Vec<(OutOfSample, usize)>,
}

/// A stratum with its name.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedStratum {
    /// Its name; empty where the design has no strata.
    pub name: String,
    /// Its figures.
    pub figures: StratumFigures,
}

/// Why a unit is no part of the sample.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OutOfSample {
    /// No weight was given.
    NoWeight,
    /// Its weight is 0 or less.
    WeightNotPositive,
    /// Its stratum is not known.
    NoStratum,
    /// Its cluster is not known.
    NoCluster,
}

impl OutOfSample {
    /// Stable word of result tables and faults.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoWeight => "no_weight",
            Self::WeightNotPositive => "weight_not_positive",
            Self::NoStratum => "no_stratum",
            Self::NoCluster => "no_cluster",
        }
    }
}

/// A design that does not fit the data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsound {
    /// Stable word of the reason.
    pub reason: &'static str,
    /// The question that it is about.
    pub question: Option<QuestionId>,
    /// Name of the stratum that it is about.
    pub stratum: Option<String>,
    /// Sampling units drawn and those of the population, where one is larger.
    pub sizes: Option<(u32, u64)>,
}

/// The design of a table, where the instrument declares one.
pub fn surveyed(
    instrument: &Instrument,
    table: &AnswerTable,
) -> Option<Result<Surveyed, Vec<Unsound>>> {
    let spec = instrument.survey_design.as_ref()?;
    let codes = Codes::of(&[(spec, table, &[][..])]);
    Some(prepared(spec, table, &codes))
}

/// The designs of two rounds, whose strata and sampling units carry the same codes where they
/// have the same names. Without declared clusters every unit is a sampling unit and goes by its
/// code. `None` where a declared design does not fit its data.
pub(crate) fn rounds(
    instruments: [&Instrument; 2],
    tables: [&AnswerTable; 2],
    units: [&[WorkshopId]; 2],
) -> Option<[Sampling; 2]> {
    let none = SurveyDesign::default();
    let specs = instruments.map(|own| own.survey_design.as_ref().unwrap_or(&none));
    // A cluster of one round is never the unit of another.
    let alike = specs[0].cluster.is_some() == specs[1].cluster.is_some();
    let units = if alike { units } else { [&[][..]; 2] };
    let codes = Codes::of(&[(specs[0], tables[0], units[0]), (specs[1], tables[1], units[1])]);
    let one = |at: usize| -> Option<Sampling> {
        let read = Read::new(specs[at], tables[at], &codes, units[at]);
        read.design(specs[at], tables[at], &codes).ok()?.prepare(tables[at].n_rows()).ok()
    };
    Some([one(0)?, one(1)?])
}

fn prepared(
    spec: &SurveyDesign,
    table: &AnswerTable,
    codes: &Codes,
) -> Result<Surveyed, Vec<Unsound>> {
    let read = Read::new(spec, table, codes, &[]);
    let design = read.design(spec, table, codes)?;
    let sampling =
        design.prepare(table.n_rows()).map_err(|why| vec![unsound(spec, codes, &design, &why)])?;
    let figures = sampling.strata_figures();
    let named = |figures: StratumFigures| NamedStratum {
        name: codes.stratum_name(figures.code).to_owned(),
        figures,
    };
    Ok(Surveyed {
        strata: figures.into_iter().map(named).collect(),
        left_out: read.tally(),
        sampling,
    })
}

/// The reason of the engine in the names of the table.
fn unsound(spec: &SurveyDesign, codes: &Codes, design: &Design, why: &DesignFault) -> Unsound {
    let of_stratum = |reason, stratum: u32, sizes| Unsound {
        reason,
        question: spec.strata.clone(),
        stratum: Some(codes.stratum_name(stratum).to_owned()).filter(|name| !name.is_empty()),
        sizes,
    };
    match *why {
        DesignFault::PopulationMissing { stratum } => {
            of_stratum("population_missing", stratum, None)
        }
        DesignFault::PopulationTooSmall { stratum, sampled } => {
            let sizes = design.population_sizes.as_ref();
            let size = sizes.and_then(|sizes| sizes.get(&stratum)).copied().unwrap_or_default();
            of_stratum("population_too_small", stratum, Some((sampled, size)))
        }
        // Lengths and weights are made here from one table.
        DesignFault::RowsDiffer { .. } | DesignFault::TooManyRows | DesignFault::Weight { .. } => {
            Unsound { reason: "too_many_units", question: None, stratum: None, sizes: None }
        }
    }
}

/// The columns of the design, row by row.
struct Read {
    weights: Option<Vec<f64>>,
    strata: Option<Vec<u32>>,
    clusters: Option<Vec<u32>>,
    out: Vec<Option<OutOfSample>>,
}

impl Read {
    fn new(spec: &SurveyDesign, table: &AnswerTable, codes: &Codes, units: &[WorkshopId]) -> Self {
        let n_rows = table.n_rows();
        let mut out: Vec<Option<OutOfSample>> = vec![None; n_rows];
        let weights = spec.weight.as_ref().map(|question| {
            let column = table.column(question);
            let weight = |row: usize| column.and_then(|column| column.number(row).ok());
            let read = |row: usize| {
                let why = match weight(row) {
                    Some(weight) if weight > 0.0 && weight.is_finite() => return weight,
                    Some(_) => OutOfSample::WeightNotPositive,
                    None => OutOfSample::NoWeight,
                };
                out[row] = Some(why);
                0.0
            };
            (0..n_rows).map(read).collect()
        });
        let mut coded = |question: Option<&QuestionId>, of: &BTreeMap<String, u32>, why| {
            let names = names(table, question?);
            let code = |(row, name): (usize, Option<String>)| {
                let known = name.and_then(|name| of.get(&name).copied());
                if known.is_none() {
                    out[row] = out[row].or(Some(why));
                }
                known.unwrap_or_default()
            };
            Some(names.into_iter().enumerate().map(code).collect::<Vec<u32>>())
        };
        let strata = coded(spec.strata.as_ref(), &codes.strata, OutOfSample::NoStratum);
        let mut clusters = coded(spec.cluster.as_ref(), &codes.psus, OutOfSample::NoCluster);
        if clusters.is_none() && units.len() == n_rows && n_rows > 0 {
            let code = |unit: &WorkshopId| codes.psus.get(unit.as_str()).copied();
            clusters = units.iter().map(code).collect();
        }
        Self { weights, strata, clusters, out }
    }

    /// Units left out, by reason.
    fn tally(&self) -> Vec<(OutOfSample, usize)> {
        let mut tally: BTreeMap<OutOfSample, usize> = BTreeMap::new();
        for why in self.out.iter().flatten() {
            *tally.entry(*why).or_default() += 1;
        }
        tally.into_iter().collect()
    }

    fn design(
        &self,
        spec: &SurveyDesign,
        table: &AnswerTable,
        codes: &Codes,
    ) -> Result<Design, Vec<Unsound>> {
        let asked = [&spec.weight, &spec.strata, &spec.cluster, &size_question(spec)];
        let not_asked: Vec<Unsound> = asked
            .into_iter()
            .flatten()
            .filter(|question| table.column(question).is_none())
            .map(|question| about("no_question", question))
            .collect();
        if !not_asked.is_empty() {
            return Err(not_asked);
        }
        if self.out.iter().all(Option::is_some) {
            let question = asked.into_iter().flatten().next();
            return Err(question.map(|question| about("no_units", question)).into_iter().collect());
        }
        let any_out = self.out.iter().any(Option::is_some);
        Ok(Design {
            weights: self.weights.clone(),
            strata: self.strata.clone(),
            clusters: self.clusters.clone(),
            population_sizes: self.sizes(spec, table, codes)?,
            single_psu: match spec.single_unit {
                SingleUnitRule::Refuse => SinglePsu::Refuse,
                SingleUnitRule::Certainty => SinglePsu::Certainty,
                SingleUnitRule::Centre => SinglePsu::Centre,
            },
            left_out: any_out.then(|| self.out.iter().map(Option::is_some).collect()),
        })
    }

    /// Population by code of the stratum.
    fn sizes(
        &self,
        spec: &SurveyDesign,
        table: &AnswerTable,
        codes: &Codes,
    ) -> Result<Option<BTreeMap<u32, u64>>, Vec<Unsound>> {
        let question = match &spec.population {
            None => return Ok(None),
            Some(PopulationSizes::Question(question)) => question,
            Some(_) => return Ok(Some(codes.stated_sizes(spec))),
        };
        let (mut sizes, mut wrong) = (BTreeMap::new(), Vec::new());
        let Some(column) = table.column(question) else { return Ok(Some(sizes)) };
        for row in (0..table.n_rows()).filter(|&row| self.out[row].is_none()) {
            let stratum = self.strata.as_ref().map_or(0, |strata| strata[row]);
            let Ok(number) = column.number(row) else { continue };
            let mut fault = |reason| {
                let name = Some(codes.stratum_name(stratum).to_owned());
                let stratum = name.filter(|name| !name.is_empty());
                wrong.push(Unsound { stratum, ..about(reason, question) });
            };
            if !(number >= 1.0 && number.fract() == 0.0) {
                fault("population_not_whole");
            } else if *sizes.entry(stratum).or_insert(number as u64) != number as u64 {
                fault("population_differs");
            }
        }
        wrong.dedup();
        if wrong.is_empty() { Ok(Some(sizes)) } else { Err(wrong) }
    }
}

fn about(reason: &'static str, question: &QuestionId) -> Unsound {
    Unsound { reason, question: Some(question.clone()), stratum: None, sizes: None }
}

fn size_question(spec: &SurveyDesign) -> Option<QuestionId> {
    match &spec.population {
        Some(PopulationSizes::Question(question)) => Some(question.clone()),
        _ => None,
    }
}

/// What is wrong with the design of a table and what it leaves out, as faults of the file.
pub(crate) fn faults(instrument: &Instrument, table: &AnswerTable, file: &str) -> Vec<Fault> {
    let fault = |code| Fault::new(code, Place::file(file));
    let Some(spec) = instrument.survey_design.as_ref() else { return Vec::new() };
    let surveyed = match surveyed(instrument, table) {
        None => return Vec::new(),
        Some(Err(wrong)) => {
            let told = |why: &Unsound| {
                let mut fault = fault(FaultCode::DesignUnsound).with("reason", why.reason);
                if let Some(question) = &why.question {
                    fault = fault.with("question", question);
                }
                if let Some(stratum) = &why.stratum {
                    fault = fault.with_code("group", stratum);
                }
                match why.sizes {
                    Some((drawn, size)) => fault.with("n", drawn).with("limit", size),
                    None => fault,
                }
            };
            return wrong.iter().map(told).collect();
        }
        Some(Ok(surveyed)) => surveyed,
    };
    let mut faults = Vec::new();
    for (why, n) in &surveyed.left_out {
        let question = match why {
            OutOfSample::NoWeight | OutOfSample::WeightNotPositive => &spec.weight,
            OutOfSample::NoStratum => &spec.strata,
            OutOfSample::NoCluster => &spec.cluster,
        };
        let mut fault = fault(FaultCode::UnitsOutOfDesign).with("reason", why.word()).with("n", n);
        if let Some(question) = question {
            fault = fault.with("question", question);
        }
        faults.push(fault);
    }
    if let Some(PopulationSizes::ByStratum(sizes)) = &spec.population {
        let drawn = |name: &str| surveyed.strata.iter().any(|stratum| stratum.name == name);
        for (name, size) in sizes.iter().filter(|(name, _)| !drawn(name)) {
            let fault = fault(FaultCode::UnitsOutOfDesign).with("reason", "stratum_not_sampled");
            faults.push(fault.with("group", name).with("n", size));
        }
    }
    let single = surveyed.sampling.single_psu_strata();
    if single > 0 && spec.single_unit == SingleUnitRule::Refuse {
        faults.push(fault(FaultCode::SingleUnitStrata).with("n", single));
    }
    faults
}
