//! The truth beside a synthetic case, and whether intervals and levels hold against it.

use super::{Yardstick, write_truth};
use nanduti_synth::{Hearing, SynthSettings, generate};

mod calibration;

fn truth(settings: SynthSettings) -> String {
    let mut bytes = Vec::new();
    write_truth(&generate(settings), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_truth_on_any_number_of_threads() {
    let settings = SynthSettings { workshops: 60, seed: 11 };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| truth(settings))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_ne!(one, truth(SynthSettings { seed: 12, ..settings }));
    let columns = one.lines().next().unwrap().split(',').count();
    assert!(one.lines().all(|line| line.split(',').count() == columns));
}

/// Nothing is missing in the truth: every axis that applies is whole and its level known.
#[test]
fn the_truth_is_whole() {
    let case = generate(SynthSettings { workshops: 60, seed: 11 });
    let yardstick = Yardstick::new(&case).unwrap();
    let table = yardstick.answers(&case, 0..60, Hearing::True { noise: 1.0 }).unwrap();
    let done = yardstick.diagnose(&table);
    for axis in done.diagnosis.axes() {
        let column = &done.diagnosis.columns[axis];
        for row in 0..done.diagnosis.workshops.len() {
            assert_eq!(column.availability[row], Some(1.0));
            assert!(column.level[row].is_some());
            assert_eq!(column.low[row], column.score[row]);
        }
    }
}

/// Without noise, what is answered is what is true: only open and set-aside answers differ.
#[test]
fn without_noise_truth_is_what_is_told() {
    let case = generate(SynthSettings { workshops: 60, seed: 11 });
    let yardstick = Yardstick::new(&case).unwrap();
    let told = yardstick.answers(&case, 0..60, Hearing::Told).unwrap();
    let whole = yardstick.answers(&case, 0..60, Hearing::True { noise: 0.0 }).unwrap();
    let (told, whole) = (yardstick.diagnose(&told), yardstick.diagnose(&whole));
    let mut compared = 0;
    for (told, whole) in told.scoring.cleaned.iter().zip(whole.scoring.cleaned.iter()) {
        for (told, whole) in told.iter().zip(whole) {
            if let (Ok(told), Ok(whole)) = (told, whole) {
                assert!((told - whole).abs() < 1e-9, "{told} {whole}");
                compared += 1;
            }
        }
    }
    assert!(compared > 2_000, "{compared}");
}
