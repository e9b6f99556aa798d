//! A whole run to the end of the simulation, with 100 futures.

use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use nanduti_benches::{case, multiples};
use nanduti_pipeline::given_plans::GivenPlans;
use nanduti_pipeline::run::{Stage, run};
use std::hint::black_box;

fn simulation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole_run_100_futures");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for multiple in multiples() {
        let mut case = case(multiple);
        case.simulation.n_draws = 100;
        group.bench_with_input(BenchmarkId::from_parameter(multiple), &multiple, |b, _| {
            b.iter(|| black_box(run(&case, Stage::Simulate, &GivenPlans::default(), &mut |_| {})));
        });
    }
    group.finish();
}

criterion_group!(benches, simulation);
criterion_main!(benches);
