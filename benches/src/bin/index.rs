//! One composite index through the product's own functions, as one JSON line: so that anybody can
//! set it beside another tool.
//!
//! `index --data CSV --instrument TOML [--runs N [--weights-only] | --leave-out | --contributions |
//! --copeland] [--repeat N]`. Times leave the reading of the files out. Without `--runs` the index
//! is built once; with it, its declared alternatives (weights ± 25 % and leave-one-out where it
//! declares none) are run N times; `--weights-only` varies weights alone, `--leave-out` leaves out
//! each indicator in turn. `--contributions` scores run by run and takes every contribution without
//! keeping any: it needs an instrument of fixed normalisations. `--copeland` ranks the rows on the
//! points of all indicators. `--repeat` takes the quickest of N.

use nanduti_benches::usage::{Spent, Usage, told};
use nanduti_diagnostic::aggregation::copeland;
use nanduti_diagnostic::robustness::{RobustnessInput, robustness};
use nanduti_diagnostic::{Diagnosed, ScoredRun};
use nanduti_model::{Alternatives, Factor, FactorKind, Instrument, NodeContent, NodeKind};
use nanduti_pipeline::load::files::hash;
use nanduti_pipeline::scored_file::{NamedBytes, ScoredFile};
use std::error::Error;
use std::io::Write as _;

/// What was asked.
struct Asked {
    data: String,
    instrument: String,
    runs: usize,
    what: What,
    repeat: usize,
}

/// What is timed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Build,
    Alternatives { weights_only: bool },
    LeaveOut,
    Contributions,
    Copeland,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = asked(std::env::args().skip(1))?;
    let (data, instrument) = (std::fs::read(&asked.data)?, std::fs::read(&asked.instrument)?);
    let file = |name, bytes| NamedBytes { name, bytes };
    let (scored, faults) = ScoredFile::load(
        file(asked.data.as_str(), data.as_slice()),
        file(asked.instrument.as_str(), instrument.as_slice()),
        1,
    );
    let scored = scored.ok_or_else(|| format!("the input has faults: {faults:?}"))?;
    drop((data, instrument));
    let (mut spent, mut found) = (None::<Spent>, Vec::new());
    for _ in 0..asked.repeat.max(1) {
        let (once, bytes) = timed(&scored, &asked)?;
        found = bytes;
        spent = Some(spent.map_or(once, |best| best.quicker(once)));
    }
    let spent = spent.ok_or("nothing was timed")?;
    let indicators = scored.instrument.nodes.iter();
    let indicators =
        indicators.filter(|node| matches!(node.content, NodeContent::Indicator(_))).count();
    let line = format!(
        "{{\"benchmark\":\"index\",\"rows\":{},\"indicators\":{},\"runs\":{},\"cpu_s\":{},\
         \"wall_s\":{:.6},\"peak_rss_mb\":{},\"hash\":\"{}\"}}",
        scored.table.n_rows(),
        indicators,
        asked.runs,
        told(spent.cpu_s),
        spent.wall_s,
        told(spent.peak_rss_mb),
        hash(&found),
    );
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// One pass of what was asked: what it took, and its result as bytes.
fn timed(scored: &ScoredFile, asked: &Asked) -> Result<(Spent, Vec<u8>), Box<dyn Error>> {
    let usage = Usage::start();
    if asked.what == What::Contributions {
        let found = scored
            .score_by_runs(None, |run| checksum(&scored.instrument, run))
            .map_err(|why| format!("not by runs: {why:?}"))?;
        return Ok((usage.so_far(), found.into_iter().flat_map(u64::to_le_bytes).collect()));
    }
    let done = scored.diagnose(None);
    if asked.what == What::Build {
        return Ok((usage.so_far(), scores(&done)));
    }
    let usage = Usage::start();
    let bytes = if asked.what == What::Copeland { outranked(&done) } else { varied(&done, asked)? };
    Ok((usage.so_far(), bytes))
}

/// All scores, ends and contributions of a run, each looked at once: a sum that any other number
/// would change.
fn checksum(instrument: &Instrument, run: &ScoredRun) -> u64 {
    let mut sum = 0_u64;
    let mut take = |x: f64| {
        sum = (sum.rotate_left(5) ^ x.to_bits()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    };
    let inner = |node: &usize| instrument.indicator(*node).is_none();
    for node in (0..instrument.nodes.len()).filter(inner) {
        run.score(node).for_each(|score| take(score.unwrap_or(f64::NAN)));
        run.ends(node).for_each(|ends| take(ends.map_or(f64::NAN, |(low, high)| low + high)));
    }
    let found = run.contributions();
    for part in &found.parts {
        for (points, weight) in part.points.iter().zip(&part.weight) {
            take(points + weight);
        }
    }
    for (_, points) in &found.by_node {
        for points in points {
            take(*points);
        }
    }
    sum
}

/// Scores of the rows by outranking on the points of all indicators, as bytes.
fn outranked(done: &Diagnosed) -> Vec<u8> {
    let columns: Vec<(f64, &[Option<f64>])> = done
        .scoring
        .tree
        .leaves
        .iter()
        .map(|&leaf| (1.0, done.diagnosis.columns[leaf].score.as_slice()))
        .collect();
    let scores = copeland(&columns).score.into_iter();
    scores.flat_map(|score| score.unwrap_or(f64::NAN).to_le_bytes()).collect()
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
    let mut asked = Asked {
        data: String::new(),
        instrument: String::new(),
        runs: 0,
        what: What::Build,
        repeat: 1,
    };
    let mut weights_only = false;
    while let Some(word) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--data" => asked.data = value()?,
            "--instrument" => asked.instrument = value()?,
            "--runs" => asked.runs = value()?.parse()?,
            "--weights-only" => weights_only = true,
            "--leave-out" => asked.what = What::LeaveOut,
            "--contributions" => asked.what = What::Contributions,
            "--copeland" => asked.what = What::Copeland,
            "--repeat" => asked.repeat = value()?.parse()?,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    if asked.data.is_empty() || asked.instrument.is_empty() {
        return Err("--data and --instrument are needed".into());
    }
    if asked.runs > 0 {
        asked.what = What::Alternatives { weights_only };
    }
    Ok(asked)
}

/// All scores of inner nodes, as bytes.
fn scores(done: &Diagnosed) -> Vec<u8> {
    let inner = |node: &usize| done.diagnosis.nodes[*node].kind != NodeKind::Indicator;
    (0..done.diagnosis.nodes.len())
        .filter(inner)
        .flat_map(|node| &done.diagnosis.columns[node].score)
        .flat_map(|score| score.unwrap_or(f64::NAN).to_le_bytes())
        .collect()
}

/// Medians of the scores over the runs, as bytes.
fn varied(done: &Diagnosed, asked: &Asked) -> Result<Vec<u8>, Box<dyn Error>> {
    let weights = Factor { id: "weights".to_owned(), kind: FactorKind::Weights { noise: 0.25 } };
    let mut factors = if asked.what == What::LeaveOut { Vec::new() } else { vec![weights] };
    if asked.what != (What::Alternatives { weights_only: true }) {
        let nodes = &done.diagnosis.nodes;
        let leave = std::iter::once(None).chain(
            nodes
                .iter()
                .filter(|node| node.kind == NodeKind::Indicator)
                .map(|node| Some(node.id.clone())),
        );
        factors.push(Factor {
            id: "leave_out".to_owned(),
            kind: FactorKind::LeaveOut(leave.collect()),
        });
    }
    let axes = done.diagnosis.axes();
    // Every indicator left out once is an exhaustive plan: as many runs as there are choices.
    let choices = factors.iter().filter_map(|factor| factor.kind.choices()).sum();
    let runs = if asked.what == What::LeaveOut { choices } else { asked.runs };
    let found = robustness(&RobustnessInput {
        scoring: &done.scoring,
        stages: &done.stages,
        nodes: &axes,
        level_cuts: &done.scoring.instrument.level_cuts,
        alternatives: &Alternatives { runs, factors, select: None },
        donors: None,
        seed: 1,
    })
    .ok_or("nothing to vary")?;
    let medians = found.nodes.iter().flat_map(|node| node.score.iter());
    Ok(medians.flat_map(|score| score.map_or(f64::NAN, |s| s[1]).to_le_bytes()).collect())
}
