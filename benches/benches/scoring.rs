//! Scoring all workshops of a case.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{case, multiples};
use nanduti_diagnostic::aggregation::copeland;
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

/// Outranking of 500 units on 20 criteria.
fn outranking(criterion: &mut Criterion) {
    let point = |unit: usize, criterion: usize| ((unit * 7919 + criterion * 104_729) % 1009) as f64;
    let columns: Vec<Vec<Option<f64>>> = (0..20)
        .map(|criterion| (0..500).map(|unit| Some(point(unit, criterion))).collect())
        .collect();
    let criteria: Vec<(f64, &[Option<f64>])> =
        columns.iter().map(|column| (1.0, column.as_slice())).collect();
    criterion.bench_function("copeland 500 x 20", |b| b.iter(|| black_box(copeland(&criteria))));
}

criterion_group!(benches, scoring, outranking);
criterion_main!(benches);
