//! How much was answered: one definition for every page, table and terminal.

use nanduti_model::Missing;
use nanduti_pipeline::results::Results;

/// Answered share, 0–1, of the cells that apply: questions of the instrument that count, of one
/// cluster or of all; «not applicable» is outside. `None` where no cell applies.
pub(crate) fn present(results: &Results, cluster: Option<usize>) -> Option<f64> {
    let (mut answered, mut applicable) = (0_u64, 0_u64);
    let carried = |id: &nanduti_model::QuestionId| {
        results.instrument.questions.iter().any(|q| q.carried_only && q.id == *id)
    };
    for question in results.quality.questions.iter().filter(|q| !carried(&q.question)) {
        for (at, (&known, missing)) in question.answered.iter().zip(&question.missing).enumerate() {
            if cluster.is_some_and(|c| c != at) {
                continue;
            }
            let counted = Missing::ALL.iter().zip(missing).filter(|(kind, _)| kind.counts());
            answered += u64::from(known);
            applicable += u64::from(known) + counted.map(|(_, &n)| u64::from(n)).sum::<u64>();
        }
    }
    (applicable > 0).then(|| answered as f64 / applicable as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_share_of_all_lies_between_those_of_the_clusters() {
        let results = sample::usual();
        let by_cluster: Vec<f64> =
            (0..results.clusters().len()).filter_map(|c| present(&results, Some(c))).collect();
        let all = present(&results, None).unwrap();
        let least = by_cluster.iter().copied().fold(1.0, f64::min);
        let most = by_cluster.iter().copied().fold(0.0, f64::max);
        assert!(least <= all && all <= most, "{by_cluster:?} {all}");
    }

    #[test]
    fn cells_that_do_not_apply_are_outside() {
        let mut results = sample::diagnosis_only(&[4]);
        let mut question = results.quality.questions[0].clone();
        question.answered = vec![3];
        question.missing = vec![[0; Missing::ALL.len()]];
        let at = |kind| Missing::ALL.iter().position(|k| *k == kind).unwrap();
        question.missing[0][at(Missing::NotApplicable)] = 90;
        question.missing[0][at(Missing::Blank)] = 1;
        results.quality.questions = vec![question];
        results.instrument.questions.iter_mut().for_each(|q| q.carried_only = false);
        assert_eq!(present(&results, None), Some(0.75));
    }
}
