//! The dependency arrows of `docs/architecture.md`, over `cargo metadata`.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};

/// What each crate may use of ours, in normal and build dependencies.
const ALLOWED: &[(&str, &[&str])] = &[
    ("stats", &[]),
    ("optim", &["stats"]),
    ("model", &[]),
    // Values for tests: only ever a development dependency.
    ("testkit", &["model"]),
    ("rules", &["model"]),
    ("survey", &["model", "rules"]),
    ("synth", &["model", "rules", "stats"]),
    ("diagnostic", &["model", "optim", "rules", "stats"]),
    ("matching", &["model", "rules", "stats", "optim"]),
    ("simulation", &["model", "rules", "stats"]),
    (
        "pipeline",
        &["model", "rules", "stats", "survey", "synth", "diagnostic", "matching", "simulation"],
    ),
    ("report", &["model", "rules", "stats", "pipeline"]),
    ("cli", &["model", "survey", "pipeline", "report"]),
    (
        "benches",
        &[
            "stats",
            "optim",
            "model",
            "rules",
            "survey",
            "synth",
            "diagnostic",
            "matching",
            "simulation",
            "pipeline",
            "report",
        ],
    ),
];

/// Third-party crates and the only rooms that may use them.
const AT_HOME: &[(&str, &[&str])] = &[
    ("good_lp", &["optim"]),
    ("petgraph", &["stats", "optim", "matching", "simulation", "pipeline"]),
    ("clap", &["cli"]),
    ("maud", &["report"]),
    ("toml_edit", &["pipeline"]),
    ("toml", &["pipeline", "synth"]),
    ("calamine", &["survey"]),
    ("rust_xlsxwriter", &["synth"]),
];

fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
        .no_deps()
        .exec()
        .expect("the workspace has metadata");
    let short = |name: &str| name.strip_prefix("nanduti-").unwrap_or(name).to_owned();
    metadata
        .packages
        .iter()
        .map(|package| {
            let uses = package
                .dependencies
                .iter()
                .filter(|d| d.kind != DependencyKind::Development)
                .map(|d| short(&d.name))
                .collect();
            (short(&package.name), uses)
        })
        .collect()
}

#[test]
fn our_arrows_point_one_way() {
    let edges = edges();
    let ours: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    assert_eq!(edges.keys().map(String::as_str).collect::<BTreeSet<_>>(), ours);
    for (name, allowed) in ALLOWED {
        for used in edges[*name].iter().filter(|u| ours.contains(u.as_str())) {
            assert!(allowed.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
}

#[test]
fn heavy_crates_stay_at_home() {
    let edges = edges();
    for (name, homes) in AT_HOME {
        for (room, uses) in &edges {
            let at_home = homes.contains(&room.as_str());
            assert!(at_home || !uses.contains(*name), "{room} must not use {name}");
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints_and_its_folder_name() {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    for entry in std::fs::read_dir(crates).unwrap().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path().join("Cargo.toml")) else { continue };
        let folder = entry.file_name().into_string().unwrap();
        assert!(text.contains("[lints]\nworkspace = true"), "{folder} lacks the lints");
        assert!(text.contains(&format!("name = \"nanduti-{folder}\"")), "{folder} is misnamed");
    }
}
