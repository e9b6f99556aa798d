//! A case as a whole: same seed, same bytes; any size; nothing that looks real.

use super::FIXTURE;
use crate::case::{SynthSettings, generate};
use crate::files::{case_file_names, case_files, truth_csv, write_case_file};
use crate::ties::TiePartner;
use crate::truth::WorkshopTruth;
use std::collections::BTreeSet;

fn files_on(threads: usize, settings: SynthSettings) -> Vec<(String, Vec<u8>)> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| case_files(&generate(settings)).unwrap())
}

#[test]
fn same_seed_gives_same_bytes_on_one_thread_and_on_two() {
    let settings = SynthSettings { workshops: 1_100, seed: 3 };
    let (one, two) = (files_on(1, settings), files_on(2, settings));
    for ((name, a), (_, b)) in one.iter().zip(&two) {
        assert!(a == b, "{name} differs");
    }
    let other = files_on(2, SynthSettings { seed: 4, ..settings });
    assert_ne!(one[1].1, other[1].1);
}

#[test]
fn the_shipped_fixture_is_what_the_default_settings_write() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/local");
    for name in case_file_names(&FIXTURE) {
        let mut bytes = Vec::new();
        write_case_file(&FIXTURE, name, &mut bytes).unwrap();
        assert!(std::fs::read(folder.join(name)).unwrap() == bytes, "{name} is out of date");
    }
}

#[test]
fn every_size_has_every_file_and_its_workshops() {
    for workshops in [1, 2, 7, 40, 371, 373, 800] {
        let case = generate(SynthSettings { workshops, seed: 1 });
        assert_eq!(case.settings.cluster_sizes().iter().sum::<usize>(), workshops);
        assert_eq!(case.workshops.len(), workshops);
        let codes: BTreeSet<String> = case.codes().into_iter().collect();
        assert_eq!(codes.len(), workshops);
        assert!(case.lots.len() >= 5 && case.firms.len() >= 5);
    }
    assert_eq!(generate(SynthSettings { workshops: 0, seed: 1 }).workshops.len(), 1);
}

#[test]
fn firms_and_lots_grow_with_workshops() {
    let case = generate(SynthSettings { workshops: 3_720, seed: 1 });
    assert_eq!((case.firms.len(), case.lots.len()), (50, 300));
    assert_eq!((FIXTURE.firms.len(), FIXTURE.lots.len()), (5, 30));
    let ids: BTreeSet<&str> = case.lots.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(ids.len(), 300);
    assert_eq!(case.firms[26].id, "LF-AA");
}

#[test]
fn codes_sort_as_they_are_written() {
    let case = generate(SynthSettings { workshops: 5_000, seed: 1 });
    let codes = case.codes();
    assert_eq!(codes[0], "PIL-0001");
    for cluster in ["PIL", "YAG", "MRA"] {
        let own: Vec<&String> = codes.iter().filter(|c| c.starts_with(cluster)).collect();
        assert!(own.is_sorted());
    }
}

#[test]
fn the_anchored_block_is_stable_with_its_old_lead_firm() {
    let stable = |a: usize| {
        FIXTURE
            .ties
            .iter()
            .any(|tie| tie.a == a && tie.b == TiePartner::Firm(2) && tie.strength == "stable")
    };
    let anchored = |w: &WorkshopTruth| w.anchored;
    let block: Vec<usize> = (0..372).filter(|&at| anchored(&FIXTURE.workshops[at])).collect();
    assert_eq!(block.len(), 25);
    assert!(block.into_iter().all(stable));
}

#[test]
fn ties_stay_inside_clusters_and_sealed_pairs_exclude_each_other() {
    for tie in &FIXTURE.ties {
        if let TiePartner::Workshop(b) = tie.b {
            assert!(tie.a < b && tie.strength.is_empty());
            assert_eq!(FIXTURE.workshops[tie.a].cluster, FIXTURE.workshops[b].cluster);
        }
    }
    let trust: BTreeSet<_> = FIXTURE.trust.iter().collect();
    assert!(!FIXTURE.disputes.is_empty() && !trust.is_empty());
    for pair in &FIXTURE.disputes {
        assert!(!trust.contains(pair));
        assert!(FIXTURE.workshops[pair.a].neighbours.dispute);
        assert!(FIXTURE.workshops[pair.b].neighbours.dispute);
    }
}

#[test]
fn every_contact_says_it_is_synthetic() {
    let form = &FIXTURE.form;
    for interview in super::INTERVIEWS.iter() {
        for (name, mark) in
            [("owner_name", "SINTÉTICO"), ("address", "SINTÉTICO"), ("phone", "0000 ")]
        {
            let crate::answers::Answer::Text(text) =
                &interview.answers[form.position(name).unwrap()]
            else {
                panic!("{name} is blank");
            };
            assert!(text.contains(mark), "{text}");
        }
    }
}

#[test]
fn the_truth_has_one_row_per_workshop() {
    let text = truth_csv(&FIXTURE);
    let mut lines = text.lines();
    let columns = lines.next().unwrap().split(',').count();
    assert_eq!(lines.clone().count(), 372);
    assert!(lines.all(|line| line.split(',').count() == columns));
}

#[test]
fn an_unknown_file_is_an_error() {
    let error = write_case_file(&FIXTURE, "x.csv", &mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "a synthetic case has no file x.csv");
}
