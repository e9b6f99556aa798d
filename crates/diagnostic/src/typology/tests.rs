//! A hand example, brute force over all sets of medoids, planted types, and noise.

use super::gower::{Distances, Table};
use super::medoids::{Clustering, build, swap};
use super::silhouette::mean_silhouette;
use super::stability::adjusted_rand;
use super::*;
use nanduti_stats::{Key, Stream};

fn number(name: &str, values: Vec<Option<f64>>) -> FeatureColumn {
    FeatureColumn { name: name.to_owned(), weight: 1.0, values: FeatureValues::Number(values) }
}

fn category(name: &str, values: Vec<Option<u32>>) -> FeatureColumn {
    FeatureColumn { name: name.to_owned(), weight: 1.0, values: FeatureValues::Category(values) }
}

fn presence(values: Vec<Option<bool>>) -> FeatureColumn {
    FeatureColumn {
        name: "presence".to_owned(),
        weight: 1.0,
        values: FeatureValues::Presence(values),
    }
}

#[test]
fn distances_are_worked_by_hand() {
    // Range 10; rows (0, a, yes), (5, a, no), (10, b, no), (gap, b, gap).
    let columns = [
        FeatureColumn { weight: 2.0, ..number("n", vec![Some(0.0), Some(5.0), Some(10.0), None]) },
        category("c", vec![Some(0), Some(0), Some(1), Some(1)]),
        presence(vec![Some(true), Some(false), Some(false), None]),
    ];
    let table = Table::new(&columns).unwrap();
    // (2 · 0.5 + 0 + 1) / 4.
    assert_eq!(table.distance(0, 1), Some(0.5));
    assert_eq!(table.distance(0, 2), Some(1.0));
    // Both lack the presence: (2 · 0.5 + 1) / 3.
    assert_eq!(table.distance(1, 2), Some(2.0 / 3.0));
    assert_eq!(table.distance(2, 3), Some(0.0));
    assert_eq!(table.distance(0, 3), Some(1.0));
    let (core, aside) = table.rows_with_answers(0.5);
    assert_eq!((core, aside), (vec![0, 1, 2], vec![3]));
}

#[test]
fn rows_without_a_common_answer_are_named_and_neutral() {
    let columns = [
        number("a", vec![Some(0.0), Some(1.0), None, Some(0.0)]),
        number("b", vec![None, Some(0.0), Some(1.0), Some(0.0)]),
    ];
    let table = Table::new(&columns).unwrap();
    assert_eq!(table.distance(0, 2), None);
    let distances = table.distances(&[0, 1, 2, 3]);
    assert_eq!(distances.not_comparable(), [(0, 2)]);
    // Known: 0-1 1, 0-3 0, 1-2 1, 1-3 0.5, 2-3 1; mean 0.7.
    assert!((distances.neutral() - 0.7).abs() < 1e-12);
    assert_eq!(distances.row(2)[0], distances.neutral());
    let named = not_comparable(distances.not_comparable(), &[7, 9, 3, 1]);
    assert_eq!(named, NotComparable { n_pairs: 1, first: vec![(3, 7)] });
}

/// Points on a line.
fn line(points: &[f64]) -> Distances {
    let column = number("x", points.iter().map(|x| Some(*x)).collect());
    let rows: Vec<usize> = (0..points.len()).collect();
    Table::new(&[column]).unwrap().distances(&rows)
}

#[test]
fn medoids_and_silhouette_of_five_points_are_worked_by_hand() {
    // 0, 1, 2 and 9, 10 on a range of 10. BUILD takes 2 (total 1.8 with 0.2+0.1+0+0.7+0.8), then
    // 9 (left 0.3 + 0.1); the swap of 2 for 1 leaves 0.1 + 0.1 + 0.1.
    let distances = line(&[0.0, 1.0, 2.0, 9.0, 10.0]);
    let weights = [1.0; 5];
    assert_eq!(build(&distances, &weights, 2), [2, 3]);
    let found = swap(&distances, &weights, &[2, 3]);
    assert_eq!(found.medoids, [1, 3]);
    assert_eq!(found.label, [0, 0, 0, 1, 1]);
    // a and b in tenths: (1.5, 9.5), (1, 8.5), (1.5, 7.5), (1, 8), (1, 9).
    let by_hand = (8.0 / 9.5 + 7.5 / 8.5 + 6.0 / 7.5 + 7.0 / 8.0 + 8.0 / 9.0) / 5.0;
    assert!((mean_silhouette(&distances, &found) - by_hand).abs() < 1e-12);
    // Four copies of the last point pull the second medoid to it.
    let heavy = swap(&distances, &[1.0, 1.0, 1.0, 1.0, 4.0], &[2, 3]);
    assert_eq!(heavy.medoids, [1, 4]);
}

#[test]
fn a_point_alone_has_no_silhouette() {
    let distances = line(&[0.0, 1.0, 10.0]);
    let found = Clustering { medoids: vec![0, 2], label: vec![0, 0, 1] };
    // (1 − 0.1) / 1, (0.9 − 0.1) / 0.9 and 0.
    let by_hand = (0.9 + 0.8 / 0.9) / 3.0;
    assert!((mean_silhouette(&distances, &found) - by_hand).abs() < 1e-12);
}

#[test]
fn adjusted_rand_is_that_of_hubert_and_arabie() {
    // Contingency table [[1, 1, 0], [1, 2, 1], [0, 0, 4]] of Yeung and Ruzzo 2001, supplement:
    // 0.313. By hand, in pairs: cells with 2 and 4 give 1 + 6 = 7, rows 2, 4, 4 give 1 + 6 + 6 = 13,
    // columns 2, 3, 5 give 1 + 3 + 10 = 14, all ten 45; expected 13*14/45 = 4.0444, so
    // (7 - 4.0444)/(13.5 - 4.0444) = 0.312573.
    let table = [vec![1, 1, 0], vec![1, 2, 1], vec![0, 0, 4]];
    let expected = 13.0 * 14.0 / 45.0;
    assert!((adjusted_rand(&table) - (7.0 - expected) / (13.5 - expected)).abs() < 1e-12);
    assert_eq!(adjusted_rand(&[vec![3, 0], vec![0, 2]]), 1.0);
}

fn total(distances: &Distances, weights: &[f64], medoids: &[usize]) -> f64 {
    (0..distances.len())
        .map(|point| {
            let d = medoids.iter().map(|&m| distances.row(m)[point]);
            weights[point] * d.fold(f64::INFINITY, f64::min)
        })
        .sum()
}

/// All sets of `k` of `n` numbers.
fn sets(n: usize, k: usize) -> Vec<Vec<usize>> {
    let bits = (0_u32..1 << n).filter(|set| set.count_ones() as usize == k);
    bits.map(|set| (0..n).filter(|i| set & (1 << i) != 0).collect()).collect()
}

#[test]
fn no_swap_improves_and_most_small_cases_reach_the_best_of_all_sets() {
    let (mut best_reached, cases) = (0, 300);
    for case in 0..cases {
        let mut stream = Key::new(5, "tiny").at(case).stream();
        let n = stream.integer(5, 10) as usize;
        let k = stream.integer(2, 3) as usize;
        let mut column =
            |name: &str| number(name, (0..n).map(|_| Some(stream.uniform())).collect());
        let columns = [column("a"), column("b"), column("c")];
        let rows: Vec<usize> = (0..n).collect();
        let distances = Table::new(&columns).unwrap().distances(&rows);
        let weights: Vec<f64> = (0..n).map(|_| stream.integer(1, 3) as f64).collect();
        let found = swap(&distances, &weights, &build(&distances, &weights, k));
        let loss = total(&distances, &weights, &found.medoids);
        for slot in 0..k {
            for point in 0..n {
                let mut other = found.medoids.clone();
                other[slot] = point;
                assert!(total(&distances, &weights, &other) >= loss - 1e-9, "case {case}");
            }
        }
        let best = sets(n, k)
            .iter()
            .map(|set| total(&distances, &weights, set))
            .fold(f64::INFINITY, f64::min);
        assert!(loss >= best - 1e-9 && loss <= 1.25 * best, "case {case}: {loss} {best}");
        best_reached += u64::from(loss <= best + 1e-9);
    }
    assert!(best_reached * 10 >= cases * 9, "{best_reached} of {cases}");
}

/// Three types of rows that differ in two numbers, a category and a presence, with gaps; the
/// planted type of each row stands beside.
fn planted(n: usize, seed: u64) -> (Vec<FeatureColumn>, Vec<usize>) {
    let mut stream = Key::new(seed, "planted").stream();
    let kinds: Vec<usize> = (0..n).map(|row| [0, 0, 0, 1, 1, 2][row % 6]).collect();
    let mut column = |centres: [f64; 3], sd: f64| -> Vec<Option<f64>> {
        kinds
            .iter()
            .map(|&kind| {
                let x = centres[kind] + sd * stream.normal();
                (stream.uniform() > 0.1).then_some(x)
            })
            .collect()
    };
    let mut columns = vec![
        number("workers", column([2.0, 8.0, 14.0], 1.0)),
        number("hours", column([40.0, 55.0, 40.0], 2.0)),
        number("orders", column([0.0, 0.5, 1.0], 0.1)),
    ];
    let product =
        kinds.iter().map(|&kind| (stream.uniform() > 0.1).then_some(kind as u32)).collect();
    columns.push(category("product", product));
    let invoice = kinds.iter().map(|&k| (stream.uniform() > 0.1).then_some(k == 2)).collect();
    columns.push(presence(invoice));
    columns.push(number("always", vec![Some(1.0); n]));
    (columns, kinds)
}

/// Whether two labellings part the rows alike.
fn same_partition(a: &[Option<usize>], b: &[Option<usize>]) -> bool {
    let pairs = |x: &[Option<usize>], i: usize, j: usize| x[i] == x[j];
    (0..a.len()).all(|i| (0..i).all(|j| pairs(a, i, j) == pairs(b, i, j)))
}

#[test]
fn planted_types_come_back_with_their_profile() {
    let (columns, kinds) = planted(120, 1);
    let found = typology(&columns, &TypologySettings::new(9)).unwrap();
    assert_eq!(found.method, Method::AllRows);
    assert_eq!(found.n_types, 3);
    assert_eq!(found.stability.verdict, StabilityVerdict::Stable);
    assert_eq!(found.constant, [5]);
    assert!(found.stability.adjusted_rand.unwrap() > 0.9);
    let planted: Vec<Option<usize>> = kinds.iter().map(|&kind| Some(kind)).collect();
    assert!(same_partition(&found.type_of, &planted));
    assert_eq!(found.types.iter().map(|of| of.n).collect::<Vec<_>>(), [60, 40, 20]);
    for (kind, of) in found.types.iter().enumerate() {
        assert_eq!(found.type_of[of.medoid], Some(kind));
        assert!(of.jaccard > 0.9 && of.profile.len() == 5);
        assert!(of.profile.windows(2).all(|w| w[0].difference >= w[1].difference));
    }
    // What marks the last type most: it alone invoices.
    let invoice = found.types[2].profile.iter().find(|column| column.column == 4).unwrap();
    assert_eq!(invoice.difference, 1.0);
    assert_eq!(invoice.figure, ColumnFigure::Share { category: 1, inside: 1.0, outside: 0.0 });
}

fn reordered(columns: &[FeatureColumn], order: &[usize]) -> Vec<FeatureColumn> {
    columns
        .iter()
        .map(|column| FeatureColumn {
            values: match &column.values {
                FeatureValues::Number(v) => {
                    FeatureValues::Number(order.iter().map(|&i| v[i]).collect())
                }
                FeatureValues::Category(v) => {
                    FeatureValues::Category(order.iter().map(|&i| v[i]).collect())
                }
                FeatureValues::Presence(v) => {
                    FeatureValues::Presence(order.iter().map(|&i| v[i]).collect())
                }
            },
            ..column.clone()
        })
        .collect()
}

#[test]
fn the_order_of_rows_changes_neither_types_nor_figures() {
    let (columns, _) = planted(90, 2);
    let mut order: Vec<usize> = (0..90).collect();
    Key::new(1, "order").stream().shuffle(&mut order);
    for exact_rows in [3_000, 40] {
        let settings = TypologySettings { exact_rows, sample_rows: 40, ..TypologySettings::new(4) };
        let first = typology(&columns, &settings).unwrap();
        let second = typology(&reordered(&columns, &order), &settings).unwrap();
        assert_eq!(first.candidates, second.candidates);
        assert_eq!(first.stability, second.stability);
        let back: Vec<Option<usize>> = order.iter().map(|&row| first.type_of[row]).collect();
        assert_eq!(back, second.type_of);
    }
}

#[test]
fn samples_find_the_same_planted_types() {
    let (columns, kinds) = planted(600, 3);
    let settings = TypologySettings {
        exact_rows: 200,
        sample_rows: 120,
        replicates: 40,
        ..TypologySettings::new(2)
    };
    let found = typology(&columns, &settings).unwrap();
    assert_eq!(found.method, Method::Samples { samples: 5, rows: 120 });
    assert_eq!(found.n_types, 3);
    let planted: Vec<Option<usize>> = kinds.iter().map(|&kind| Some(kind)).collect();
    let wrong = |a: &[Option<usize>]| {
        (0..a.len())
            .filter(|&i| {
                let same = |j: &usize| (a[i] == a[*j]) == (planted[i] == planted[*j]);
                (0..a.len()).filter(|j| !same(j)).count() > a.len() / 10
            })
            .count()
    };
    assert!(wrong(&found.type_of) <= 6, "{}", wrong(&found.type_of));
}

fn noise(n: usize, columns: usize, stream: &mut Stream) -> Vec<FeatureColumn> {
    (0..columns)
        .map(|c| number(&format!("x{c}"), (0..n).map(|_| Some(stream.uniform())).collect()))
        .collect()
}

#[test]
fn noise_is_not_stable_and_no_types_are_stated() {
    for seed in 0..8 {
        let columns = noise(100, 10, &mut Key::new(seed, "noise").stream());
        let found = typology(&columns, &TypologySettings::new(seed)).unwrap();
        assert_eq!(found.stability.verdict, StabilityVerdict::NotStable, "seed {seed}");
        let reference = found.stability.reference;
        assert!(reference.distance().unwrap() < 3.0);
        assert_eq!(found.types, []);
        assert!(found.type_of.iter().all(Option::is_none));
    }
}

#[test]
fn rows_with_few_answers_are_set_aside_but_still_get_a_type() {
    let (mut columns, _) = planted(120, 1);
    for (place, column) in columns.iter_mut().enumerate() {
        match &mut column.values {
            FeatureValues::Number(v) if place > 0 => v[0] = None,
            FeatureValues::Number(v) => v[0] = Some(2.0),
            FeatureValues::Category(v) => v[0] = None,
            FeatureValues::Presence(v) => v[0] = None,
        }
    }
    let found = typology(&columns, &TypologySettings::new(9)).unwrap();
    assert!(found.set_aside.contains(&0));
    assert_eq!(found.type_of[0], found.type_of[6]);
    assert_eq!(found.types.iter().map(|of| of.n).sum::<usize>(), 120);
}

#[test]
fn what_cannot_be_typed_is_refused_by_name() {
    let settings = TypologySettings::new(0);
    let of = |columns: &[FeatureColumn]| typology(columns, &settings).unwrap_err();
    assert_eq!(of(&[]), TypologyRefusal::NothingVaries);
    assert_eq!(of(&[number("a", vec![Some(1.0); 50])]), TypologyRefusal::NothingVaries);
    let varied: Vec<Option<f64>> = (0..20).map(|x| Some(f64::from(x))).collect();
    assert_eq!(of(&[number("a", varied.clone())]), TypologyRefusal::TooFewRows { rows: 20 });
    let two = (0..40).map(|x| Some(f64::from(x % 2))).collect();
    assert_eq!(of(&[number("a", two)]), TypologyRefusal::TooFewDifferentRows { rows: 2 });
    let ragged = [number("a", varied.clone()), number("b", vec![None; 3])];
    assert_eq!(of(&ragged), TypologyRefusal::LengthDiffers { column: 1 });
    let mut infinite = varied.clone();
    infinite[3] = Some(f64::INFINITY);
    assert_eq!(of(&[number("a", infinite)]), TypologyRefusal::NotFinite { column: 0, row: 3 });
    let weightless = FeatureColumn { weight: 0.0, ..number("a", varied) };
    assert_eq!(of(&[weightless]), TypologyRefusal::BadWeight { column: 0 });
    let bad = TypologySettings { min_types: 1, ..settings.clone() };
    assert_eq!(typology(&[], &bad).unwrap_err(), TypologyRefusal::BadSettings);
}
