//! Published indices of test functions, hand arithmetic, and how often intervals hold.

use super::{Crossed, Factorial, Indices, sampled};
use crate::tests::build::close;
use nanduti_stats::Key;
use std::f64::consts::PI;

/// Ishigami and Homma (1990) with a = 7, b = 0.1, inputs uniform on −π…π, from 0…1.
fn ishigami(x: &[f64]) -> f64 {
    let [x1, x2, x3] = [0, 1, 2].map(|at| PI * (2.0 * x[at] - 1.0));
    x1.sin() + 7.0 * x2.sin().powi(2) + 0.1 * x3.powi(4) * x1.sin()
}

/// Its indices as published (Saltelli et al., *Global Sensitivity Analysis: The Primer*, 2008;
/// from V1 = ½(1 + bπ⁴/5)², V2 = a²/8, V13 = b²π⁸(1/18 − 1/50), V = 13.8446).
const ISHIGAMI: [(f64, f64); 3] = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];

/// Sobol's g-function with a = 0, 1, 4.5, 9, 99 (Saltelli et al. 2008, with three inputs of 99).
fn g_function(x: &[f64]) -> f64 {
    G.iter().zip(x).map(|(a, x)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

const G: [f64; 5] = [0.0, 1.0, 4.5, 9.0, 99.0];

/// Analytic indices: `V_i = 1/(3(1 + a_i)²)`, `V = Π(1 + V_i) − 1`,
/// `T_i = V_i·Π_{j≠i}(1 + V_j)/V`.
fn g_indices() -> Vec<(f64, f64)> {
    let own: Vec<f64> = G.iter().map(|a| 1.0 / (3.0 * (1.0 + a).powi(2))).collect();
    let product: f64 = own.iter().map(|v| 1.0 + v).product();
    own.iter().map(|v| (v / (product - 1.0), v * product / (1.0 + v) / (product - 1.0))).collect()
}

/// Estimates of every factor from `n` runs of each sample.
fn estimates(model: fn(&[f64]) -> f64, factors: usize, n: usize, seed: u64) -> Vec<Indices> {
    let sample = |which: &str| -> Vec<Vec<f64>> {
        let key = Key::new(seed, which);
        let row = |row: usize| {
            (0..factors).map(|at| key.at(at as u64).at(row as u64).uniform()).collect()
        };
        (0..n).map(row).collect()
    };
    let (a, b) = (sample("a"), sample("b"));
    let outputs = |rows: &[Vec<f64>]| rows.iter().map(|row| model(row)).collect::<Vec<f64>>();
    let mixed = |factor: usize| -> Vec<Vec<f64>> {
        let mut rows = a.clone();
        rows.iter_mut().zip(&b).for_each(|(row, other)| row[factor] = other[factor]);
        rows
    };
    let of = |factor: usize| sampled(&outputs(&a), &outputs(&b), &outputs(&mixed(factor))).unwrap();
    (0..factors).map(of).collect()
}

#[test]
fn published_indices_are_met() {
    for (found, known) in estimates(ishigami, 3, 40_000, 1).iter().zip(ISHIGAMI) {
        assert!((found.first - known.0).abs() < 0.02, "{found:?} {known:?}");
        assert!((found.total - known.1).abs() < 0.02, "{found:?} {known:?}");
    }
    let published = [(0.716, 0.788), (0.179, 0.242), (0.0237, 0.0343), (0.0072, 0.0105)];
    let analytic = g_indices();
    for (analytic, published) in analytic.iter().zip(published) {
        assert!((analytic.0 - published.0).abs() < 0.001, "{analytic:?}");
        assert!((analytic.1 - published.1).abs() < 0.001, "{analytic:?}");
    }
    for (found, known) in estimates(g_function, 5, 40_000, 2).iter().zip(analytic) {
        assert!((found.first - known.0).abs() < 0.02, "{found:?} {known:?}");
        assert!((found.total - known.1).abs() < 0.02, "{found:?} {known:?}");
    }
}

/// 90 % intervals of 250 runs hold the known index about that often, and no first-order index of
/// a factor that brings little is far above its total one.
#[test]
fn intervals_hold_as_often_as_they_say() {
    let mut held = [0_usize; 2];
    let (mut of, mut above) = (0, 0);
    for seed in 0..150 {
        let both = [
            (estimates(ishigami, 3, 250, seed), ISHIGAMI.to_vec()),
            (estimates(g_function, 5, 250, seed), g_indices()),
        ];
        for (found, known) in both.iter().flat_map(|(found, known)| found.iter().zip(known)) {
            let [first, total] = found.interval.unwrap();
            held[0] += usize::from(first.0 <= known.0 && known.0 <= first.1);
            held[1] += usize::from(total.0 <= known.1 && known.1 <= total.1);
            above += usize::from(first.0 > total.1);
            of += 1;
        }
    }
    for held in held {
        let share = held as f64 / of as f64;
        assert!((0.85..=0.96).contains(&share), "{share}");
    }
    assert!(above * 50 <= of, "first above total beyond error {above} times of {of}");
}

/// The spurious correlation of two samples is taken off: a factor that reaches nothing has 0, one
/// that is all there is has 1, at any size.
#[test]
fn nothing_and_everything_are_exact() {
    let (a, b) = (
        [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0],
        [2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0, 8.0, 2.0, 8.0],
    );
    let none = sampled(&a, &b, &a).unwrap();
    assert_eq!((none.first, none.total, none.interval), (0.0, 0.0, Some([(0.0, 0.0); 2])));
    let all = sampled(&a, &b, &b).unwrap();
    assert_eq!((all.first, all.total), (1.0, 1.0));
    assert_eq!(sampled(&[1.0; 10], &[1.0; 10], &[1.0; 10]), None);
    assert_eq!(sampled(&a[..9], &b[..9], &a[..9]), None);
}

/// By hand: two factors of two choices, outputs 0 0 / 0 1 (rows the first factor). Mean ¼,
/// variance 3/16; means by choice 0 and ½, variance 1/16; within: variances 0 and ¼ at the two
/// choices of the other, mean 1/8.
#[test]
fn a_factorial_by_hand() {
    let factorial = Factorial::new(&[Some(2), Some(2)]);
    let crossed = Crossed::new(&factorial, None, vec![vec![0.0, 0.0, 0.0, 1.0]]);
    for found in crossed.indices().unwrap() {
        close(Some(found.first), 1.0 / 3.0);
        close(Some(found.total), 2.0 / 3.0);
        assert_eq!(found.interval, None);
    }
    let constant = Crossed::new(&factorial, None, vec![vec![2.0; 4]]);
    assert_eq!(constant.indices(), None);
}

/// `y = a_c + b_c·w` with w uniform on 0…1 and c one of three choices: with α = a + b/2,
/// `V_c = Var α`, `V_w = b̄²/12`, `T_w = mean(b²)/12`, `T_c = Var α + Var(b)/12`, `V = V_c + T_w`.
const A: [f64; 3] = [0.0, 0.2, 1.0];
const B: [f64; 3] = [1.0, 2.0, 0.5];

fn line_indices() -> [(f64, f64); 2] {
    let mean = |x: [f64; 3]| x.iter().sum::<f64>() / 3.0;
    let var = |x: [f64; 3]| mean(x.map(|v| (v - mean(x)).powi(2)));
    let alpha = [0, 1, 2].map(|at| A[at] + B[at] / 2.0);
    let total_w = mean(B.map(|b| b * b)) / 12.0;
    let all = var(alpha) + total_w;
    [
        (var(alpha) / all, (var(alpha) + var(B) / 12.0) / all),
        (mean(B).powi(2) / 12.0 / all, total_w / all),
    ]
}

fn line(draws: usize, seed: u64) -> Vec<Indices> {
    let factorial = Factorial::new(&[Some(3), None]);
    let key = Key::new(seed, "line");
    let draw = |at: usize| {
        let w = key.at(at as u64).uniform();
        (0..3).map(|c| A[c] + B[c] * w).collect()
    };
    Crossed::new(&factorial, Some(1), (0..draws).map(draw).collect()).indices().unwrap()
}

#[test]
fn crossed_draws_meet_the_formula_and_their_intervals_hold() {
    let known = line_indices();
    for (found, known) in line(20_000, 1).iter().zip(known) {
        assert!((found.first - known.0).abs() < 0.01, "{found:?} {known:?}");
        assert!((found.total - known.1).abs() < 0.01, "{found:?} {known:?}");
    }
    let (mut held, mut of) = (0_usize, 0);
    for seed in 0..400 {
        for (found, known) in line(25, seed).iter().zip(known) {
            let [first, total] = found.interval.unwrap();
            assert!(found.first <= found.total + 1e-12, "never above by construction: {found:?}");
            held += usize::from(first.0 <= known.0 && known.0 <= first.1);
            held += usize::from(total.0 <= known.1 && known.1 <= total.1);
            of += 2;
        }
    }
    let share = held as f64 / f64::from(of);
    assert!((0.85..=0.96).contains(&share), "{share}");
}
