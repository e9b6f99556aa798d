//! Published check values, independence of keys, and ranges of every draw.

use super::*;

#[test]
fn published_check_values_hold() {
    // Seed 1, stream 1: the values published with the benchmark generators.
    assert_eq!(Stream::numbered(1, 1).bits(), 0xef45_b514_e08d_e9b3);
    assert_eq!(rint(1, 1, 5, 0, 9999), [9346, 8046, 2544, 6796, 6140]);
}

#[test]
fn mix_is_the_splitmix_finaliser() {
    // SplitMix64 from state 0 starts with this published value (Vigna's splitmix64.c).
    assert_eq!(mix(GOLDEN), 0xE220_A839_7B1D_CDAF);
    assert_eq!(mix(GOLDEN.wrapping_mul(2)), 0x6E78_9E6A_A1B9_65F4);
}

#[test]
fn a_number_depends_on_its_key_alone() {
    let key = Key::new(1, "a").at(3);
    let before = key.uniform();
    let mut other = key.stream();
    for _ in 0..10 {
        other.bits();
    }
    assert_eq!(key.uniform(), before);
    assert_ne!(Key::new(2, "a").at(3), key);
    assert_ne!(Key::new(1, "b").at(3), key);
    assert_ne!(Key::new(1, "a").at(3).at(0), key);
    assert_ne!(Key::new(1, "a").at(1).at(2), Key::new(1, "a").at(2).at(1));
    assert_ne!(Key::new(1, "").at_id("x"), Key::new(1, "").at_id("y"));
}

#[test]
fn neighbouring_keys_are_uncorrelated() {
    let one: Vec<f64> = (0..20_000).map(|i| Key::new(1, "t").at(i).uniform()).collect();
    let two: Vec<f64> = (1..20_001).map(|i| Key::new(1, "t").at(i).uniform()).collect();
    let r = crate::pearson(&one, &two).unwrap();
    assert!(r.abs() < 0.03, "{r}");
}

#[test]
fn normal_draws_have_the_moments_of_the_normal() {
    let draws: Vec<f64> = (0..40_000).map(|i| Key::new(5, "n").at(i).normal()).collect();
    let mean = crate::mean(&draws).unwrap();
    let sd = crate::sample_sd(&draws).unwrap();
    let beyond = draws.iter().filter(|x| x.abs() > 1.959_964).count() as f64 / 40_000.0;
    assert!(mean.abs() < 0.02 && (sd - 1.0).abs() < 0.02 && (beyond - 0.05).abs() < 0.005);
}

#[test]
fn draws_stay_in_range_and_reach_the_ends() {
    let mut stream = Key::new(1, "range").stream();
    let mut seen = [0_u32; 4];
    for _ in 0..4_000 {
        let value = stream.integer(-1, 2);
        seen[(value + 1) as usize] += 1;
        let uniform = stream.uniform();
        assert!((0.0..1.0).contains(&uniform));
        let open = stream.open_uniform();
        assert!(open > 0.0 && open < 1.0);
    }
    assert!(seen.iter().all(|&n| (850..1150).contains(&n)), "{seen:?}");
    assert_eq!(stream.integer(5, 4), 5);
    assert_eq!(stream.index(0), 0);
    let _full_range_does_not_overflow = stream.integer(i64::MIN, i64::MAX);
    assert!(!stream.bernoulli(0.0));
    assert!(stream.bernoulli(1.0));
    assert!(!stream.bernoulli(f64::NAN));
}

#[test]
fn weights_are_followed() {
    let mut stream = Key::new(1, "weights").stream();
    let mut seen = [0_u32; 4];
    for _ in 0..8_000 {
        seen[stream.choose(&[1.0, 0.0, 3.0, f64::NAN]).unwrap()] += 1;
    }
    assert_eq!((seen[1], seen[3]), (0, 0));
    assert!((1850..2150).contains(&seen[0]), "{seen:?}");
    assert_eq!(stream.choose(&[0.0, -1.0]), None);
    assert_eq!(stream.choose(&[]), None);
}

#[test]
fn shuffles_are_permutations_and_all_orders_occur() {
    let mut seen = std::collections::BTreeMap::new();
    for draw in 0..6_000 {
        let mut items = [0, 1, 2];
        Key::new(1, "shuffle").at(draw).stream().shuffle(&mut items);
        *seen.entry(items).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 6);
    assert!(seen.values().all(|n| (880..1120).contains(n)), "{seen:?}");
    Key::new(1, "shuffle").stream().shuffle::<u8>(&mut []);
}
