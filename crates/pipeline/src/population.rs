//! Builds workshops from answers: each part is played by the question the instrument names.

use nanduti_model::{
    AnswerTable, Answered, Cluster, Column, Consent, Diagnosis, Instrument, LedBy, MachineId,
    Missing, Path, Population, ProductId, QuestionId, TieStrength, Willingness, Workshop,
    WorkshopId,
};
use nanduti_stats::quantile;
use std::collections::BTreeSet;

/// Answers from this value on (of 1–5) count as willing (an assumption: the middle and above).
const WILLING_FROM: f64 = 3.0;

/// The workshops of a table, in its row order, which must be code order.
///
/// `clusters_of` is the cluster of each row, `cells` its coarse cell.
pub fn build(
    instrument: &Instrument,
    table: &AnswerTable,
    diagnosis: &Diagnosis,
    clusters: &[Cluster],
    clusters_of: &[usize],
    cells: &[Option<(i32, i32)>],
) -> Population {
    let roles = &instrument.roles;
    let reader = Reader { table };
    let mut workshops: Vec<Workshop> = (0..table.n_rows())
        .map(|row| Workshop {
            id: table.workshops.get(row).cloned().unwrap_or_else(|| WorkshopId::from("")),
            cluster: clusters_of[row],
            people: reader.number(roles.people.as_ref(), row).map(|x| x as u32),
            women: reader.number(roles.women.as_ref(), row).map(|x| x as u32),
            led_by: reader.text(roles.led_by.as_ref(), row).and_then(led_by),
            machines: reader.chosen(roles.machines.as_ref(), row).map(ids::<MachineId>),
            main_product: reader.text(roles.main_product.as_ref(), row).map(ProductId::from),
            products: products(&reader, instrument, row),
            hours_week: reader.number(roles.hours_week.as_ref(), row),
            efficiency: efficiency(instrument, diagnosis, row),
            planning_efficiency: None,
            rework: reader.applicable(roles.rework.as_ref(), row),
            on_time: reader.applicable(roles.on_time.as_ref(), row),
            invoices: reader.yes(roles.invoices.as_ref(), row),
            path: reader.text(roles.path.as_ref(), row).and_then(path),
            owner_hours: reader.number(roles.owner_hours.as_ref(), row),
            willing: Willingness {
                production: reader.willing(roles.willing_production.as_ref(), row),
                decent_work: reader.willing(roles.willing_decent_work.as_ref(), row),
                associativity: reader.willing(roles.willing_associativity.as_ref(), row),
            },
            consent: Consent {
                diagnosis: reader.yes(roles.consent_diagnosis.as_ref(), row),
                programme: reader.yes(roles.consent_programme.as_ref(), row),
                firm: reader.yes(roles.consent_firm.as_ref(), row),
            },
            contactable: reader.yes(roles.contactable.as_ref(), row),
            lead_tie: reader.number(roles.lead_tie.as_ref(), row).and_then(tie),
            cell: cells.get(row).copied().flatten(),
        })
        .collect();
    set_planning_efficiency(&mut workshops, clusters.len());
    Population { clusters: clusters.to_vec(), workshops }
}

/// An unknown efficiency takes the lower quartile of its cluster, else of all (design, section 8).
fn set_planning_efficiency(workshops: &mut [Workshop], n_clusters: usize) {
    let known = |cluster: Option<usize>| -> Vec<f64> {
        workshops
            .iter()
            .filter(|w| cluster.is_none_or(|c| w.cluster == c))
            .filter_map(|w| w.efficiency)
            .collect()
    };
    let overall = quantile(&known(None), 0.25);
    let lower: Vec<Option<f64>> =
        (0..n_clusters).map(|c| quantile(&known(Some(c)), 0.25).or(overall)).collect();
    for workshop in workshops {
        workshop.planning_efficiency =
            workshop.efficiency.or_else(|| lower.get(workshop.cluster).copied().flatten());
    }
}

/// Efficiency above 100 % is a misread output or product: not known rather than believed.
fn efficiency(instrument: &Instrument, diagnosis: &Diagnosis, row: usize) -> Option<f64> {
    let name = instrument.roles.efficiency.as_ref()?;
    diagnosis.value(name, row)?.ok().filter(|e| *e > 0.0 && *e <= 100.0)
}

fn products(reader: &Reader, instrument: &Instrument, row: usize) -> Option<BTreeSet<ProductId>> {
    let roles = &instrument.roles;
    let main = reader.text(roles.main_product.as_ref(), row).map(ProductId::from);
    let possible = reader.chosen(roles.possible_products.as_ref(), row).map(ids::<ProductId>);
    match (main, possible) {
        (None, None) => None,
        (main, possible) => Some(main.into_iter().chain(possible.into_iter().flatten()).collect()),
    }
}

fn ids<T: for<'a> From<&'a str> + Ord>(words: Vec<&str>) -> BTreeSet<T> {
    words.into_iter().map(T::from).collect()
}

fn led_by(word: &str) -> Option<LedBy> {
    match word {
        "woman" | "mujer" => Some(LedBy::Woman),
        "man" | "hombre" | "varon" => Some(LedBy::Man),
        "both" | "ambos" => Some(LedBy::Both),
        _ => None,
    }
}

fn path(word: &str) -> Option<Path> {
    match word {
        "supply" | "proveer" => Some(Path::Supply),
        "own_brand" | "marca_propia" => Some(Path::OwnBrand),
        "both" | "ambos" => Some(Path::Both),
        _ => None,
    }
}

fn tie(value: f64) -> Option<TieStrength> {
    match value as i64 {
        0 => Some(TieStrength::None),
        1 => Some(TieStrength::Occasional),
        2 => Some(TieStrength::Stable),
        _ => None,
    }
}

struct Reader<'a> {
    table: &'a AnswerTable,
}

impl<'a> Reader<'a> {
    fn column(&self, question: Option<&QuestionId>) -> Option<&'a Column> {
        self.table.column(question?)
    }

    fn answer(&self, question: Option<&QuestionId>, row: usize) -> Answered<f64> {
        self.column(question).map_or(Err(Missing::NotAsked), |c| c.number(row))
    }

    fn number(&self, question: Option<&QuestionId>, row: usize) -> Option<f64> {
        self.answer(question, row).ok()
    }

    /// `Some(None)` where the question does not apply, `None` where the answer is not known.
    #[expect(clippy::option_option, reason = "not applicable and not known are two things")]
    fn applicable(&self, question: Option<&QuestionId>, row: usize) -> Option<Option<f64>> {
        match self.answer(question, row) {
            Ok(x) => Some(Some(x)),
            Err(Missing::NotApplicable) => Some(None),
            Err(_) => None,
        }
    }

    fn yes(&self, question: Option<&QuestionId>, row: usize) -> Option<bool> {
        self.number(question, row).map(|x| x != 0.0)
    }

    fn willing(&self, question: Option<&QuestionId>, row: usize) -> Option<bool> {
        self.number(question, row).map(|x| x >= WILLING_FROM)
    }

    fn text(&self, question: Option<&QuestionId>, row: usize) -> Option<&'a str> {
        self.column(question)?.text(row).ok()
    }

    fn chosen(&self, question: Option<&QuestionId>, row: usize) -> Option<Vec<&'a str>> {
        self.column(question)?.chosen(row).ok()
    }
}
