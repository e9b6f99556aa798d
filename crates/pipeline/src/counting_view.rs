//! The counting view over the answers: who lacks how many things at once, by group.

use crate::survey_design::Surveyed;
use nanduti_diagnostic::counting::{
    Cell as LackCell, CountingFault, CountingPlan, Counts, CutOff, Deprived, Depth, Fraction,
    GapRule, Reconciliation, Unit as CountedUnit, Weights, count_deprivations, decompose,
    observed_scores, reconcile, sweep_cut_off,
};
pub use nanduti_diagnostic::counting::{Measures, Standing, Subgroup};
use nanduti_diagnostic::profile::{Design, LEAST_ROWS, Reported, Sampling};
pub use nanduti_diagnostic::profile::{Estimate, Part};
use nanduti_diagnostic::{Groups, Scoring};
use nanduti_model::{
    Answered, CountingSpec, DeprivedSide, Diagnosis, ExactShare, GapTreatment, Missing,
};

/// Most poverty cut-offs that are swept one by one; beyond it every twentieth is.
const MOST_CUT_OFFS: usize = 60;

/// Most floors whose every number is a cut-off of its own; of more, this many equal steps.
const MOST_FLOORS: usize = 20;

/// The view of one grouping.
#[derive(Clone, Debug)]
pub struct GroupedView {
    /// Question or derived value that groups.
    pub by: String,
    /// The groups that occur.
    pub groups: Groups,
    /// All, then each group, then those whose group is not known. Where the groups that are too
    /// small could be told from the others, the next smallest is hidden with them.
    pub parts: Vec<Subgroup>,
}

/// The view as a whole.
#[derive(Clone, Debug)]
pub struct CountingView {
    /// What was counted.
    pub spec: CountingSpec,
    /// The lacks of every unit. Never printed by unit for a programme: some are sensitive.
    pub counts: Counts,
    /// All units, and the units of every grouping.
    pub grouped: Vec<GroupedView>,
    /// The whole at other poverty cut-offs.
    pub sweep: Vec<Measures>,
    /// The parts of the first grouping at every whole number of floors, from one to all.
    pub by_cut_off: Vec<AtCutOff>,
    /// Against the score the instrument names.
    pub reconciliation: Option<Reconciliation>,
    /// Whether estimates and errors are by a declared survey design.
    pub by_design: bool,
}

/// The parts of the first grouping at one poverty cut-off.
#[derive(Clone, Debug)]
pub struct AtCutOff {
    /// The cut-off.
    pub cut_off: Fraction,
    /// Whether it is the one the instrument chose.
    pub chosen: bool,
    /// As in [`GroupedView::parts`].
    pub parts: Vec<Subgroup>,
}

/// Counts the lacks that the instrument declares. `survey` is the declared survey design; without
/// one the clusters of a case are sampled strata, and the units of a file one simple random
/// sample. `None` where nothing is declared, there is no unit, or the plan does not fit (which
/// loading refuses).
pub fn counting_view(
    scoring: &Scoring,
    diagnosis: &Diagnosis,
    clusters: Option<(&str, &Groups)>,
    survey: Option<&Surveyed>,
) -> Option<CountingView> {
    let spec = scoring.instrument.counting.as_ref()?;
    view(spec, scoring, diagnosis, clusters, survey).ok().flatten()
}

/// The lacks of every unit; `None` where the plan does not fit.
pub(crate) fn counts_of(spec: &CountingSpec, diagnosis: &Diagnosis) -> Option<Counts> {
    let n_rows = diagnosis.workshops.len();
    let columns: Vec<Vec<Answered<f64>>> = spec
        .deprivations
        .iter()
        .map(|lack| {
            let value = |row| diagnosis.value(&lack.indicator, row);
            (0..n_rows).map(|row| value(row).unwrap_or(Err(Missing::NotAsked))).collect()
        })
        .collect();
    count_deprivations(&columns, &plan(spec)?).ok()
}

fn view(
    spec: &CountingSpec,
    scoring: &Scoring,
    diagnosis: &Diagnosis,
    clusters: Option<(&str, &Groups)>,
    survey: Option<&Surveyed>,
) -> Result<Option<CountingView>, CountingFault> {
    let n_rows = diagnosis.workshops.len();
    if n_rows == 0 {
        return Ok(None);
    }
    let Some(counts) = counts_of(spec, diagnosis) else { return Ok(None) };
    let Some(sampling) = sampling(n_rows, clusters, survey) else { return Ok(None) };
    let mut grouped = Vec::new();
    for by in &spec.groups {
        let groups = match clusters {
            Some((name, groups)) if name == by => groups.clone(),
            _ => scoring.groups.get(by).cloned().unwrap_or_default(),
        };
        if groups.of_row.len() == n_rows {
            let mut parts = decompose(&counts, Some(&groups.of_row), &sampling, LEAST_ROWS)?;
            hide_what_is_left(&mut parts);
            grouped.push(GroupedView { by: by.clone(), groups, parts });
        }
    }
    if grouped.is_empty() {
        let parts = decompose(&counts, None, &sampling, LEAST_ROWS)?;
        grouped.push(GroupedView { by: String::new(), groups: Groups::default(), parts });
    }
    let counted = |row: &usize| {
        sampling.uses(*row) && matches!(counts.units[*row], CountedUnit::Counted { .. })
    };
    let enough = (0..n_rows).filter(counted).count() >= LEAST_ROWS;
    let sweep = if enough {
        let swept = sweep_cut_off(&counts, &cut_offs(&counts), &sampling)?;
        swept.iter().filter_map(Reported::shown).cloned().collect()
    } else {
        Vec::new()
    };
    let reconciliation = reconciled(spec, diagnosis, &counts)?;
    let by_cut_off = by_cut_off(&counts, &grouped[0], &sampling)?;
    let spec = spec.clone();
    let by_design = survey.is_some();
    Ok(Some(CountingView { spec, counts, grouped, sweep, by_cut_off, reconciliation, by_design }))
}

/// The declared design, else the clusters of a case as strata, else one simple random sample.
fn sampling(
    n_rows: usize,
    clusters: Option<(&str, &Groups)>,
    survey: Option<&Surveyed>,
) -> Option<Sampling> {
    if let Some(survey) = survey {
        return (survey.sampling.rows() == n_rows).then(|| survey.sampling.clone());
    }
    let strata = clusters.map(|(_, groups)| {
        groups.of_row.iter().map(|group| group.map_or(0, |group| group + 1)).collect()
    });
    Design { strata, ..Design::default() }.prepare(n_rows).ok()
}

/// The parts at every whole number of floors and at the cut-off that was chosen, ascending.
fn by_cut_off(
    counts: &Counts,
    grouped: &GroupedView,
    sampling: &Sampling,
) -> Result<Vec<AtCutOff>, CountingFault> {
    let applying = |row| counts.row(row).iter().filter(|cell| **cell != LackCell::LeftOut).count();
    let floors = (0..counts.units.len()).map(applying).max().unwrap_or(0).min(MOST_FLOORS) as u64;
    let mut cut_offs: Vec<Fraction> =
        (1..=floors).filter_map(|at| Fraction::new(at, floors)).collect();
    cut_offs.push(counts.poverty_cut_off);
    cut_offs.sort_unstable();
    cut_offs.dedup();
    let groups = (!grouped.groups.of_row.is_empty()).then_some(&grouped.groups.of_row[..]);
    let mut other = counts.clone();
    let mut found = Vec::with_capacity(cut_offs.len());
    for cut_off in cut_offs {
        other.poverty_cut_off = cut_off;
        let mut parts = decompose(&other, groups, sampling, LEAST_ROWS)?;
        hide_what_is_left(&mut parts);
        found.push(AtCutOff { cut_off, chosen: cut_off == counts.poverty_cut_off, parts });
    }
    Ok(found)
}

fn reconciled(
    spec: &CountingSpec,
    diagnosis: &Diagnosis,
    counts: &Counts,
) -> Result<Option<Reconciliation>, CountingFault> {
    let against = spec.against.as_ref();
    let Some((at, high_from)) =
        against.and_then(|(id, high_from)| Some((diagnosis.node(id.as_str())?, *high_from)))
    else {
        return Ok(None);
    };
    let watched: Vec<usize> =
        (0..spec.deprivations.len()).filter(|&i| spec.deprivations[i].watched).collect();
    reconcile(&diagnosis.columns[at].score, counts, high_from, &watched).map(Some)
}

fn plan(spec: &CountingSpec) -> Option<CountingPlan> {
    let cut_offs = spec
        .deprivations
        .iter()
        .map(|lack| CutOff {
            at: lack.at,
            deprived: match lack.deprived {
                DeprivedSide::Below => Deprived::Below,
                DeprivedSide::AtOrBelow => Deprived::AtOrBelow,
                DeprivedSide::Above => Deprived::Above,
                DeprivedSide::AtOrAbove => Deprived::AtOrAbove,
            },
            depth: lack.worst.map_or(Depth::NotStated, |worst| Depth::From { worst }),
        })
        .collect();
    let weights: Option<Vec<Fraction>> =
        spec.deprivations.iter().map(|lack| fraction(lack.weight)).collect();
    let weights = Weights::from_fractions(&weights?).ok()?;
    let mut plan = CountingPlan::new(cut_offs, weights, fraction(spec.poverty_cut_off)?);
    plan.missing = match spec.missing {
        GapTreatment::DropUnit => GapRule::DropRow,
        GapTreatment::NotDeprived => GapRule::NotDeprived,
        GapTreatment::LeaveOut => GapRule::LeaveOut,
    };
    Some(plan)
}

fn fraction(share: ExactShare) -> Option<Fraction> {
    Fraction::new(share.numerator, share.denominator)
}

/// The cut-offs that change anything, or every twentieth where those are many.
fn cut_offs(counts: &Counts) -> Vec<Fraction> {
    let observed = observed_scores(counts);
    if observed.len() <= MOST_CUT_OFFS {
        return observed;
    }
    (1..=20).filter_map(|part| Fraction::new(part, 20)).collect()
}

/// Hides the smallest group that is shown where those too small to be shown have fewer units
/// together than may be shown: the whole less the others would tell them.
pub(crate) fn hide_what_is_left(parts: &mut [Subgroup]) {
    let groups = || 1..parts.len();
    let hidden: usize =
        groups().filter(|&i| parts[i].measures.shown().is_none()).map(|i| parts[i].rows).sum();
    if hidden == 0 || hidden >= LEAST_ROWS {
        return;
    }
    let shown = groups().filter(|&i| parts[i].measures.shown().is_some());
    if let Some(smallest) = shown.min_by_key(|&i| parts[i].rows) {
        let part = &mut parts[smallest];
        part.measures = Reported::TooFew { rows: part.rows, least: LEAST_ROWS };
        part.population_share = None;
        part.contribution = None;
    }
}

impl GroupedView {
    /// The word of a part in result tables: `all`, the group, `unknown`.
    pub fn word(&self, part: Part) -> &str {
        match part {
            Part::All => "all",
            Part::Group(group) => {
                self.groups.names.get(group as usize).map_or("unknown", String::as_str)
            }
            Part::Ungrouped => "unknown",
        }
    }
}
