//! One lot against all sets of suppliers.

use super::*;
use proptest::prelude::*;

/// Best value over every subset: each its least, then the greatest margins.
fn brute_force(problem: &SingleLot) -> f64 {
    let n = problem.candidates.len();
    let mut best = 0.0_f64;
    for set in 0u32..1 << n {
        if set.count_ones() as usize > problem.suppliers {
            continue;
        }
        let members = (0..n).filter(|c| set >> c & 1 == 1).map(|c| &problem.candidates[c]);
        let (mut left, mut value, mut rest) = (problem.pieces, 0.0, Vec::new());
        for candidate in members {
            let mut missing = candidate.least;
            left -= missing;
            for &(margin, pieces) in &candidate.segments {
                let taken = pieces.min(missing);
                missing -= taken;
                value += margin * taken;
                rest.push((margin, pieces - taken));
            }
        }
        rest.sort_by(|a, b| b.0.total_cmp(&a.0));
        if left < 0.0 {
            continue;
        }
        for (margin, pieces) in rest.into_iter().filter(|(margin, _)| *margin > 0.0) {
            let taken = pieces.min(left);
            left -= taken;
            value += margin * taken;
        }
        best = best.max(value);
    }
    best
}

fn candidate(points: &[i32], pieces: &[u8], least: u8) -> Candidate {
    let mut segments: Vec<(f64, f64)> = points
        .iter()
        .zip(pieces)
        .map(|(&p, &n)| (f64::from(p), f64::from(n)))
        .filter(|s| s.1 > 0.0)
        .collect();
    segments.sort_by(|a, b| b.0.total_cmp(&a.0));
    let most: f64 = segments.iter().map(|s| s.1).sum();
    Candidate { segments, least: f64::from(least).min(most) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn branch_and_bound_equals_brute_force(
        list in prop::collection::vec(
            (prop::collection::vec(-5..20i32, 2), prop::collection::vec(1..9u8, 2), 1..8u8), 0..7),
        pieces in 0..40u8,
        suppliers in 0..5usize,
    ) {
        let candidates: Vec<Candidate> =
            list.iter().map(|(points, pieces, least)| candidate(points, pieces, *least)).collect();
        let problem =
            SingleLot { candidates: &candidates, pieces: f64::from(pieces), suppliers };
        let best = brute_force(&problem);
        let answer = solve(&problem, &[], 10_000);
        prop_assert!((answer.value - best).abs() < 1e-6, "{} against {best}", answer.value);
        prop_assert!(answer.bound >= best - 1e-9);
        prop_assert!(answer.bound <= best + 1e-4, "bound {} of {best}", answer.bound);
        prop_assert!(root(&problem).bound >= best - 1e-9);
        for limit in [1, 3, 5] {
            let stopped = solve(&problem, &[], limit);
            prop_assert!(stopped.bound >= best - 1e-9);
            prop_assert!(stopped.value <= best + 1e-9);
        }
    }
}

#[test]
fn a_kept_supplier_takes_part_even_where_it_costs() {
    let candidates = [candidate(&[10], &[50], 10), candidate(&[2], &[50], 10)];
    let problem = SingleLot { candidates: &candidates, pieces: 50.0, suppliers: 2 };
    assert_eq!(solve(&problem, &[], 100).quantities, [(0, 50.0)]);
    let kept = solve(&problem, &[1], 100);
    assert_eq!(kept.quantities, [(0, 40.0), (1, 10.0)]);
    assert_eq!(kept.value, 420.0);
}

/// The gap of the relaxation that branching closes: 3 places, 3,000 pieces; 500 at 90 points
/// (many) and 3,000 at 60: relaxed 216,000, in whole suppliers 210,000.
#[test]
fn branching_closes_what_a_price_leaves_open() {
    let mut candidates = vec![Candidate { segments: vec![(90.0, 500.0)], least: 1.0 }; 5];
    candidates.push(Candidate { segments: vec![(60.0, 3_000.0)], least: 1.0 });
    let problem = SingleLot { candidates: &candidates, pieces: 3_000.0, suppliers: 3 };
    assert!((root(&problem).bound - 216_000.0).abs() < 1e-6);
    let answer = solve(&problem, &[], 1_000);
    assert!((answer.value - 210_000.0).abs() < 1e-6);
    assert!((answer.bound - 210_000.0).abs() < 1.0);
}
