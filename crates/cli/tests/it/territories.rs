//! What the answers of a territory change, and that it is the answers and not the name.

use crate::folder::Folder;
use std::collections::{BTreeMap, BTreeSet};

/// Group actions that need trust between workshops and in their leaders.
const GROUP_ACTIONS: [&str; 3] = ["I07", "I14", "I15"];
/// Safe first steps that work at any level of trust.
const FIRST_STEPS: [&str; 2] = ["I10", "I13"];

struct Seen {
    /// Share of plans in which a group action waits for trust, by cluster.
    waits: BTreeMap<String, f64>,
    /// Share of plans that begin with a safe first step, by cluster.
    first_step: BTreeMap<String, f64>,
    /// Plans with at least one line, by cluster.
    with_lines: BTreeMap<String, usize>,
    /// Workshops with a lot, by cluster.
    matched: BTreeMap<String, usize>,
    /// Stable ties with a firm that has a lot of the workshop's product and were kept, and all.
    kept: (usize, usize),
}

fn look(folder: &Folder) -> Seen {
    let ran = folder.nanduti(&["run", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let pilots = folder.table("pilots");
    let planned: BTreeMap<String, String> = pilots
        .iter()
        .filter(|r| r["role"] == "pilot" || r["role"] == "reserve")
        .map(|r| (r["workshop"].clone(), r["cluster"].clone()))
        .collect();
    let mut waiting = BTreeSet::new();
    for row in folder.table("not_yet") {
        let for_trust = row["because_en"].contains("trust");
        if GROUP_ACTIONS.contains(&row["intervention"].as_str()) && for_trust {
            waiting.insert(row["workshop"].clone());
        }
    }
    let mut lines: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    for row in folder.table("plans") {
        let start = row["start_quarter"].parse().unwrap();
        lines
            .entry(row["workshop"].clone())
            .or_default()
            .push((start, row["intervention"].clone()));
    }
    let starts_safe = |workshop: &String| {
        let lines = lines.get(workshop)?;
        let first = lines.iter().map(|l| l.0).min()?;
        Some(lines.iter().any(|l| l.0 == first && FIRST_STEPS.contains(&l.1.as_str())))
    };
    let share = |test: &dyn Fn(&String) -> bool| {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (workshop, cluster) in &planned {
            let count = counts.entry(cluster.clone()).or_default();
            count.0 += usize::from(test(workshop));
            count.1 += 1;
        }
        counts.into_iter().map(|(c, (a, b))| (c, a as f64 / b as f64)).collect()
    };
    let count_by = |rows: &mut dyn Iterator<Item = (String, String)>| {
        let mut sets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (cluster, workshop) in rows {
            sets.entry(cluster).or_default().insert(workshop);
        }
        sets.into_iter().map(|(c, s)| (c, s.len())).collect()
    };
    let assignments = folder.table("assignments");
    let stable: Vec<(String, String)> = crate::folder::rows(&folder.read("ties.csv"), b',')
        .into_iter()
        .filter(|r| r["strength"] == "stable")
        .map(|r| (r["a"].clone(), r["b"].clone()))
        .collect();
    let possible: BTreeSet<(String, String)> = folder
        .table("pairs")
        .iter()
        .filter(|r| r["verdict"] == "feasible")
        .map(|r| (r["workshop"].clone(), r["lot"][..4].to_owned()))
        .collect();
    let tied: Vec<&(String, String)> = stable.iter().filter(|t| possible.contains(*t)).collect();
    let kept = tied
        .iter()
        .filter(|(w, f)| assignments.iter().any(|a| a["workshop"] == *w && a["lead_firm"] == *f))
        .count();
    Seen {
        waits: share(&|w| waiting.contains(w)),
        first_step: share(&|w| starts_safe(w) == Some(true)),
        with_lines: count_by(
            &mut planned
                .iter()
                .filter(|(w, _)| lines.contains_key(*w))
                .map(|(w, c)| (c.clone(), w.clone())),
        ),
        matched: count_by(
            &mut assignments.iter().map(|a| (a["cluster"].clone(), a["workshop"].clone())),
        ),
        kept: (kept, tied.len()),
    }
}

/// The three findings of the programme, under the names the answers travel with.
#[track_caller]
fn expect(seen: &Seen, anchored: &str, mistrustful: &str, unlinked: &str) {
    // Mistrust decides the sequence: group actions wait, safe first steps come, nobody is left out.
    assert!(seen.waits[mistrustful] >= 0.6, "{:?}", seen.waits);
    assert!(seen.waits[anchored] + 0.2 <= seen.waits[mistrustful], "{:?}", seen.waits);
    assert!(seen.first_step[mistrustful] >= 0.5, "{:?}", seen.first_step);
    for cluster in [anchored, mistrustful, unlinked] {
        assert!(seen.with_lines.get(cluster).copied().unwrap_or(0) >= 4, "{:?}", seen.with_lines);
    }
    // Plans without lead firms.
    let linked = |cluster: &str| seen.matched.get(cluster).copied().unwrap_or(0);
    assert!(linked(unlinked) * 5 <= linked(anchored), "{:?}", seen.matched);
    // Anchored workshops keep their tie.
    assert!(seen.kept.1 >= 8, "{:?}", seen.kept);
    assert!(seen.kept.0 * 10 >= seen.kept.1 * 9, "{:?}", seen.kept);
}

#[test]
fn territories_differ_by_their_answers_and_not_by_their_names() {
    let folder = Folder::local();
    expect(&look(&folder), "pilar", "yaguaron", "mra");

    // Exchange the labels: answers, ties and places travel with the workshops.
    let exchanged = Folder::local();
    let turn = |name: &str| match name {
        "pilar" => Some("yaguaron"),
        "yaguaron" => Some("mra"),
        "mra" => Some("pilar"),
        _ => None,
    };
    exchanged.edit_survey(|question, _, cell| {
        if question == "cluster"
            && let Some(other) = turn(cell)
        {
            other.clone_into(cell);
        }
    });
    expect(&look(&exchanged), "yaguaron", "mra", "pilar");
}

#[test]
fn field_notes_open_a_proposal_and_never_close_one() {
    let folder = Folder::local();
    let out = folder.path("out");
    let run = |folder: &Folder| {
        let ran = folder.nanduti(&["diagnose", "--quiet", "--out", out.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let rows = folder.table("associativity");
        rows.into_iter().filter(|row| row["cluster"] == "yaguaron").collect::<Vec<_>>()
    };
    let before = run(&folder);
    assert_eq!(before[0]["verdict"], "prepare_first");
    let missed =
        |row: &&BTreeMap<String, String>| row["role"] == "required" && row["finding"] == "not_met";
    let notes: Vec<String> = before
        .iter()
        .filter(missed)
        .map(|row| format!("yaguaron,{},for,2026-09-02,A. B.,seen at the fair", row["criterion"]))
        .collect();
    assert!(notes.len() > 1, "{before:#?}");
    std::fs::create_dir_all(folder.path("evidence")).unwrap();
    let head = "cluster,criterion,stance,date,author,reason\n";
    folder.write("evidence/notes.csv", format!("{head}{}\n", notes.join("\n")));
    folder.edit("nanduti.toml", "# notes = ", "notes = ");
    let after = run(&folder);
    // What the answers say against is contradicted, so it is talked over: no more than that.
    assert_eq!(after[0]["verdict"], "to_discuss");
    for (was, is) in before.iter().zip(&after) {
        let told = if missed(&was) { ("near_cut", "1") } else { (was["finding"].as_str(), "0") };
        assert_eq!((is["finding"].as_str(), is["notes_for"].as_str()), told);
        assert_eq!(is["notes_against"], "0");
    }
    let listed = folder.table("field_notes");
    assert_eq!(listed.len(), notes.len());
    assert!(listed.iter().all(|row| row["stance"] == "for" && row["counts"] == "true"));
    // A note that names a workshop is refused, and never quoted.
    let code = folder.table("scores")[0]["workshop"].clone();
    folder.write(
        "evidence/notes.csv",
        format!("{head}yaguaron,willingness,for,2026-09-02,A. B.,quarrel with {code}\n"),
    );
    let ran = folder.nanduti(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("T017") || ran.err.contains("T017"), "{} {}", ran.out, ran.err);
    assert!(!ran.out.contains("quarrel") && !ran.err.contains("quarrel"));
}
