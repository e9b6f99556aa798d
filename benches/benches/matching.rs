//! Matching lots with workshops, the checker included.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{case, multiples};
use nanduti_matching::{check_matching, match_lots};
use nanduti_pipeline::run::match_input;
use std::hint::black_box;

fn matching(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("matching");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for multiple in multiples() {
        let case = case(multiple);
        let reserve = vec![case.policy.training_reserve; case.population.workshops.len()];
        let input = match_input(&case, &reserve);
        group.bench_with_input(BenchmarkId::from_parameter(multiple), &multiple, |b, _| {
            b.iter(|| {
                let found = match_lots(&input);
                black_box(check_matching(&input, &found).is_ok());
                found
            });
        });
    }
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
