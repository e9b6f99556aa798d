//! Graphs drawn by hand, a published network, and a brute-force oracle on small random graphs.

use super::*;
use crate::Key;

fn undirected(n: usize, ties: &[(usize, usize)]) -> Network {
    Network::new(&vec![true; n], Direction::Undirected, ties).unwrap()
}

/// Two triangles 0-1-2 and 3-4-5 joined by 2-3; 6 hangs on 5; 7 alone.
fn bow() -> Network {
    undirected(8, &[(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (3, 2), (5, 6)])
}

/// Friendships in a karate club (Zachary 1977, Journal of Anthropological Research 33(4)).
fn karate() -> Network {
    const TIES: [&[usize]; 34] = [
        &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        &[2, 3, 7, 13, 17, 19, 21, 30],
        &[3, 7, 8, 9, 13, 27, 28, 32],
        &[7, 12, 13],
        &[6, 10],
        &[6, 10, 16],
        &[16],
        &[],
        &[30, 32, 33],
        &[33],
        &[],
        &[],
        &[],
        &[33],
        &[32, 33],
        &[32, 33],
        &[],
        &[],
        &[32, 33],
        &[33],
        &[32, 33],
        &[],
        &[32, 33],
        &[25, 27, 29, 32, 33],
        &[25, 27, 31],
        &[31],
        &[29, 33],
        &[33],
        &[31, 33],
        &[32, 33],
        &[32, 33],
        &[32, 33],
        &[33],
        &[],
    ];
    let ties: Vec<(usize, usize)> =
        TIES.iter().enumerate().flat_map(|(a, list)| list.iter().map(move |&b| (a, b))).collect();
    undirected(34, &ties)
}

#[test]
fn the_bow_is_measured_as_drawn() {
    let network = bow();
    assert_eq!(network.density(), Some(8.0 / 28.0));
    assert_eq!(network.degrees().out_degree, [2, 2, 3, 3, 2, 3, 1, 0]);
    assert_eq!(network.degree_distribution(&network.degrees().out_degree), [1, 1, 3, 3]);
    assert_eq!(network.bridges(), [(2, 3), (5, 6)]);
    assert_eq!(network.articulation_points(), [2, 3, 5]);
    assert_eq!(network.isolated(), [7]);
    assert_eq!(network.components().sizes, [7, 1]);
    let cores: Vec<usize> = network.core_numbers().into_iter().flatten().collect();
    assert_eq!(cores, [2, 2, 2, 2, 2, 2, 1, 0]);
    assert_eq!(network.reciprocity(), None);
}

#[test]
fn the_karate_club_gives_the_published_figures() {
    // 34 members, 78 ties, degrees 16 and 17 for the two leaders; one member hangs on the first
    // leader alone; the deepest core is the 4-core of ten members.
    let summary = karate().summary();
    assert_eq!((summary.n_nodes, summary.n_ties), (34, 78));
    assert_eq!(summary.density, Some(78.0 / 561.0));
    assert_eq!(karate().degrees().out_degree[33], 17);
    assert_eq!(karate().bridges(), [(0, 11)]);
    assert_eq!(karate().articulation_points(), [0]);
    assert_eq!((summary.n_components, summary.largest_component), (1, 34));
    assert_eq!(summary.deepest_core, 4);
    let deepest: Vec<usize> =
        (0..34).filter(|&node| karate().core_numbers()[node] == Some(4)).collect();
    assert_eq!(deepest, [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]);
}

#[test]
fn direction_counts_for_degree_density_and_reciprocity() {
    // 0 ⇄ 1, 1 → 2: two of three ties are returned, three of six are there.
    let network =
        Network::new(&[true; 3], Direction::Directed, &[(0, 1), (1, 0), (1, 2), (1, 2)]).unwrap();
    assert_eq!(network.reciprocity(), Some(2.0 / 3.0));
    assert_eq!(network.density(), Some(0.5));
    assert_eq!(network.degrees().out_degree, [1, 2, 0]);
    assert_eq!(network.degrees().in_degree, [1, 1, 1]);
    assert_eq!(network.bridges(), [(0, 1), (1, 2)]);
    assert_eq!(network.articulation_points(), [1]);
}

#[test]
fn what_was_not_asked_is_unknown() {
    // 2 and 3 were not asked; 2 is named by 1, nothing is known of 3.
    let asked = [true, true, false, false];
    let network = Network::new(&asked, Direction::Directed, &[(1, 2)]).unwrap();
    assert_eq!(network.density(), Some(0.0));
    assert_eq!(network.n_known_dyads(), 2);
    assert_eq!(network.isolated(), [0]);
    assert_eq!(network.reciprocity(), None);
    assert_eq!(network.components().component, [Some(0), Some(1), Some(1), None]);
    assert_eq!(network.core_numbers(), [Some(0), Some(1), Some(1), None]);
    assert_eq!(network.summary().n_unknown, 1);
    assert_eq!(network.degree_distribution(&network.degrees().in_degree), [2]);
}

#[test]
fn nobody_asked_and_nobody_there_give_no_figure() {
    for network in [undirected(0, &[]), undirected(1, &[])] {
        assert_eq!(network.density(), None);
        assert_eq!(network.bridges(), []);
    }
    let unasked = Network::new(&[false; 3], Direction::Undirected, &[]).unwrap();
    assert_eq!(unasked.density(), None);
    assert_eq!(unasked.isolated(), []);
    let summary = unasked.summary();
    assert_eq!((summary.n_unknown, summary.largest_component, summary.deepest_core), (3, 0, 0));
    assert_eq!(summary.out_degrees, []);
}

#[test]
fn bad_ties_are_named() {
    let of = |ties: &[(usize, usize)]| Network::new(&[true; 2], Direction::Directed, ties);
    assert_eq!(of(&[(0, 1), (0, 2)]), Err(NetworkError::NodeOutOfRange { position: 1 }));
    assert_eq!(of(&[(1, 1)]), Err(NetworkError::SelfTie { position: 0 }));
}

#[test]
fn printing_a_network_shows_no_pair() {
    let text = format!("{:?}", undirected(50, &[(17, 42)]));
    assert!(!text.contains("17") && !text.contains("42"), "{text}");
}

#[test]
fn change_counts_nodes_of_both_rounds_only() {
    // Before: 0-1, 1-2, 2-3. After (numbers turned round, node 3 gone, one new node 3):
    // 0 is 2, 1 is 1, 2 is 0. Kept 0-1, lost 1-2, new 0-2; the ties of the two 3 have no match.
    let before = undirected(4, &[(0, 1), (1, 2), (2, 3)]);
    let after = undirected(4, &[(2, 1), (2, 0), (3, 0)]);
    let found = change(&before, &after, &[(0, 2), (1, 1), (2, 0)]).unwrap();
    assert_eq!((found.kept, found.lost, found.new, found.absent), (1, 1, 1, 0));
    assert_eq!(found.stability, Some(1.0 / 3.0));
    assert_eq!((found.not_comparable_before, found.not_comparable_after), (1, 1));
}

#[test]
fn a_tie_is_not_lost_because_nobody_asked_again() {
    let before = undirected(3, &[(0, 1), (1, 2)]);
    let after = Network::new(&[true, true, false], Direction::Undirected, &[(0, 1)]).unwrap();
    let found = change(&before, &after, &[(0, 0), (1, 1), (2, 2)]).unwrap();
    assert_eq!((found.kept, found.lost, found.not_comparable_before), (1, 0, 1));
    let none = change(&before, &after, &[]).unwrap();
    assert_eq!((none.n_nodes, none.absent, none.stability), (0, 0, None));
}

#[test]
fn bad_matches_are_named() {
    let network = undirected(2, &[]);
    let directed = Network::new(&[true; 2], Direction::Directed, &[]).unwrap();
    assert_eq!(change(&network, &directed, &[]), Err(NetworkError::DirectionDiffers));
    assert_eq!(
        change(&network, &network, &[(0, 1), (1, 1)]),
        Err(NetworkError::MatchedTwice { position: 1 })
    );
    assert_eq!(
        change(&network, &network, &[(0, 2)]),
        Err(NetworkError::NodeOutOfRange { position: 0 })
    );
}

/// A random graph of up to nine nodes, from sparse to dense.
fn random_graph(case: u64) -> (usize, Vec<(usize, usize)>) {
    let mut stream = Key::new(11, "small graph").at(case).stream();
    let n = stream.integer(1, 9) as usize;
    let density = stream.uniform();
    let mut ties = Vec::new();
    for a in 0..n {
        for b in a + 1..n {
            if stream.bernoulli(density) {
                ties.push((a, b));
            }
        }
    }
    (n, ties)
}

/// Number of components among the nodes of `present`, by spreading labels until they rest.
fn count_components(n: usize, ties: &[(usize, usize)], present: &[bool]) -> usize {
    let mut label: Vec<usize> = (0..n).collect();
    loop {
        let before = label.clone();
        for &(a, b) in ties.iter().filter(|(a, b)| present[*a] && present[*b]) {
            let least = label[a].min(label[b]);
            (label[a], label[b]) = (least, least);
        }
        if label == before {
            break;
        }
    }
    (0..n).filter(|&node| present[node] && label[node] == node).count()
}

/// The core number by taking away, for every k, whoever has fewer than k ties left.
fn core_number(n: usize, ties: &[(usize, usize)], node: usize) -> usize {
    let survives = |k: usize| {
        let mut present = vec![true; n];
        loop {
            let degree = |x: usize| {
                let has =
                    |t: &&(usize, usize)| (t.0 == x || t.1 == x) && present[t.0] && present[t.1];
                ties.iter().filter(has).count()
            };
            let Some(weak) = (0..n).find(|&x| present[x] && degree(x) < k) else { break };
            present[weak] = false;
        }
        present[node]
    };
    (0..n).rev().find(|&k| survives(k)).unwrap_or(0)
}

#[test]
fn removal_finds_the_same_bridges_articulation_points_and_cores() {
    for case in 0..400 {
        let (n, ties) = random_graph(case);
        let network = undirected(n, &ties);
        let all = vec![true; n];
        let whole = count_components(n, &ties, &all);
        assert_eq!(network.components().sizes.len(), whole, "case {case}");
        let bridges: Vec<(usize, usize)> = ties
            .iter()
            .filter(|tie| {
                let rest: Vec<_> = ties.iter().filter(|other| other != tie).copied().collect();
                count_components(n, &rest, &all) > whole
            })
            .copied()
            .collect();
        assert_eq!(network.bridges(), bridges, "case {case}");
        let points: Vec<usize> = (0..n)
            .filter(|&node| {
                let mut present = all.clone();
                present[node] = false;
                count_components(n, &ties, &present) > whole
            })
            .collect();
        assert_eq!(network.articulation_points(), points, "case {case}");
        let cores: Vec<Option<usize>> =
            (0..n).map(|node| Some(core_number(n, &ties, node))).collect();
        assert_eq!(network.core_numbers(), cores, "case {case}");
    }
}

#[test]
fn a_long_chain_and_a_hundred_thousand_nodes_are_no_trouble() {
    let n = 100_000;
    let mut stream = Key::new(3, "large graph").stream();
    let mut ties: Vec<(usize, usize)> = (1..n / 2).map(|node| (node - 1, node)).collect();
    ties.extend((0..n).filter_map(|_| {
        let (a, b) = (n / 2 + stream.index(n / 2), n / 2 + stream.index(n / 2));
        (a != b).then_some((a, b))
    }));
    let summary = undirected(n, &ties).summary();
    assert!(summary.n_bridges >= n / 2 - 1);
    assert!(summary.n_articulation_points >= n / 2 - 2);
    assert!(summary.deepest_core >= 2);
}
