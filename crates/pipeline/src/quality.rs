//! How good the data are, counted by cluster; and who would be lost if gaps excluded.

use crate::results::{DataQuality, QuestionQuality, WouldBeLost};
use nanduti_model::{
    AnswerTable, Diagnosis, Instrument, LedBy, Missing, Population, SizeClass, Workshop,
};

/// Fills the parts of `quality` that answers and scores tell.
pub(crate) fn measure(
    instrument: &Instrument,
    table: &AnswerTable,
    diagnosis: &Diagnosis,
    population: &Population,
    micro_limit: u32,
    quality: &mut DataQuality,
) {
    quality.questions = questions(instrument, table, population);
    quality.availability = availability(diagnosis, population);
    quality.would_be_lost = would_be_lost(diagnosis, population, micro_limit);
}

fn questions(
    instrument: &Instrument,
    table: &AnswerTable,
    population: &Population,
) -> Vec<QuestionQuality> {
    let n = population.clusters.len();
    instrument
        .questions
        .iter()
        .map(|question| {
            let mut answered = vec![0; n];
            let mut missing = vec![[0; Missing::ALL.len()]; n];
            for (row, workshop) in population.workshops.iter().enumerate() {
                let kind =
                    table.column(&question.id).map_or(Some(Missing::NotAsked), |c| c.missing(row));
                match kind.and_then(|k| Missing::ALL.iter().position(|m| *m == k)) {
                    None => answered[workshop.cluster] += 1,
                    Some(k) => missing[workshop.cluster][k] += 1,
                }
            }
            QuestionQuality { question: question.id.clone(), answered, missing }
        })
        .collect()
}

/// Mean availability of the axes over the workshops of each cluster.
fn availability(diagnosis: &Diagnosis, population: &Population) -> Vec<Option<f64>> {
    let axes = diagnosis.axes();
    (0..population.clusters.len())
        .map(|cluster| {
            let known: Vec<f64> = population
                .members(cluster)
                .into_iter()
                .flat_map(|w| {
                    axes.iter().filter_map(move |&a| diagnosis.columns[a].availability[w])
                })
                .collect();
            nanduti_stats::mean(&known)
        })
        .collect()
}

fn would_be_lost(
    diagnosis: &Diagnosis,
    population: &Population,
    micro_limit: u32,
) -> Vec<WouldBeLost> {
    type Belongs<'a> = Box<dyn Fn(&Workshop) -> bool + 'a>;
    let groups: [(&str, Belongs); 4] = [
        ("all", Box::new(|_| true)),
        ("women_led", Box::new(|w| w.led_by == Some(LedBy::Woman))),
        ("both", Box::new(|w| w.led_by == Some(LedBy::Both))),
        ("micro", Box::new(move |w| w.size(micro_limit) == SizeClass::Micro)),
    ];
    let axes = diagnosis.axes();
    let lost = |w: usize| {
        axes.iter().any(|&a| {
            let column = &diagnosis.columns[a];
            column.score[w].is_none() && column.low[w].is_some()
        })
    };
    let mut rows = Vec::new();
    for (group, belongs) in &groups {
        for cluster in 0..population.clusters.len() {
            let members: Vec<usize> = population
                .members(cluster)
                .into_iter()
                .filter(|&w| belongs(&population.workshops[w]))
                .collect();
            rows.push(WouldBeLost {
                group: (*group).to_owned(),
                cluster,
                n: members.len() as u32,
                n_lost: members.iter().filter(|&&w| lost(w)).count() as u32,
            });
        }
    }
    rows
}
