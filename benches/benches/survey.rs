//! Reading a case: export, form, tables, and the diagnosis that finds contradictions.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{folder, multiples};
use nanduti_pipeline::case::load_case;
use std::hint::black_box;

fn survey(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("survey");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for multiple in multiples() {
        let place = folder(multiple);
        group.bench_with_input(BenchmarkId::from_parameter(multiple), &multiple, |b, _| {
            b.iter(|| black_box(load_case(place.path(), None)));
        });
    }
    group.finish();
}

criterion_group!(benches, survey);
criterion_main!(benches);
