//! Scoring all workshops of a case.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{case, multiples};
use nanduti_diagnostic::diagnose;
use std::hint::black_box;

fn scoring(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scoring");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for multiple in multiples() {
        let case = case(multiple);
        let context = case.context();
        group.bench_with_input(BenchmarkId::from_parameter(multiple), &multiple, |b, _| {
            b.iter(|| black_box(diagnose(&case.instrument, &case.table, &context)));
        });
    }
    group.finish();
}

criterion_group!(benches, scoring);
criterion_main!(benches);
