//! Pilots and plans of a case, matching given.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{case, multiples};
use nanduti_diagnostic::FrozenFrame;
use nanduti_matching::{PilotInput, best_gains, match_lots, plan_cohort, select_pilots};
use nanduti_model::PilotRole;
use nanduti_pipeline::run::{match_input, plan_input};
use std::hint::black_box;

fn planning(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("planning");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for multiple in multiples() {
        let case = case(multiple);
        let reserve = vec![case.policy.training_reserve; case.population.workshops.len()];
        let matched = match_lots(&match_input(&case, &reserve)).matched;
        let frame = FrozenFrame::new(&case.instrument, &case.diagnosis, &case.clusters_of);
        let input = plan_input(&case, &frame, &matched);
        group.bench_with_input(BenchmarkId::from_parameter(multiple), &multiple, |b, _| {
            b.iter(|| {
                let gains = best_gains(&input);
                let pilots = select_pilots(&PilotInput {
                    plan: &input,
                    gains: &gains,
                    decisions: &[],
                    visits: &[],
                });
                let mut cohort: Vec<usize> = pilots
                    .choices
                    .iter()
                    .filter(|c| matches!(c.role, PilotRole::Pilot | PilotRole::Reserve))
                    .map(|c| c.workshop)
                    .collect();
                cohort.sort_unstable();
                black_box(plan_cohort(&input, &cohort))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, planning);
criterion_main!(benches);
