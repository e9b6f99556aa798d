//! One composite index through the product's own functions, as one JSON line: so that anybody can
//! set it beside another tool.
//!
//! `index --data CSV --instrument TOML [--runs N] [--weights-only]`. Times leave the reading of
//! the files out. Without `--runs` the index is built once; with it, its declared alternatives
//! (weights ± 25 % and leave-one-out where it declares none) are run N times; `--weights-only`
//! varies weights alone.

use nanduti_benches::usage::{Usage, told};
use nanduti_diagnostic::Diagnosed;
use nanduti_diagnostic::robustness::{RobustnessInput, robustness};
use nanduti_model::{Alternatives, Factor, FactorKind, NodeKind};
use nanduti_pipeline::load::files::hash;
use nanduti_pipeline::scored_file::{NamedBytes, ScoredFile};
use std::error::Error;
use std::io::Write as _;

/// What was asked.
struct Asked {
    data: String,
    instrument: String,
    runs: usize,
    weights_only: bool,
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
    let usage = Usage::start();
    let done = scored.diagnose(None);
    let built = usage.so_far();
    let usage = Usage::start();
    let scores = if asked.runs == 0 { scores(&done) } else { varied(&done, &asked)? };
    let spent = if asked.runs == 0 { built } else { usage.so_far() };
    let line = format!(
        "{{\"benchmark\":\"index\",\"rows\":{},\"indicators\":{},\"runs\":{},\"cpu_s\":{},\
         \"wall_s\":{:.6},\"peak_rss_mb\":{},\"hash\":\"{}\"}}",
        done.diagnosis.workshops.len(),
        done.scoring.tree.leaves.len(),
        asked.runs,
        told(spent.cpu_s),
        spent.wall_s,
        told(spent.peak_rss_mb),
        hash(&scores),
    );
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
    let mut asked =
        Asked { data: String::new(), instrument: String::new(), runs: 0, weights_only: false };
    while let Some(word) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--data" => asked.data = value()?,
            "--instrument" => asked.instrument = value()?,
            "--runs" => asked.runs = value()?.parse()?,
            "--weights-only" => asked.weights_only = true,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    if asked.data.is_empty() || asked.instrument.is_empty() {
        return Err("--data and --instrument are needed".into());
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
    let mut factors = vec![weights];
    if !asked.weights_only {
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
    let found = robustness(&RobustnessInput {
        scoring: &done.scoring,
        stages: &done.stages,
        nodes: &axes,
        level_cuts: &done.scoring.instrument.level_cuts,
        alternatives: &Alternatives { runs: asked.runs, factors, select: None },
        donors: None,
        seed: 1,
    })
    .ok_or("nothing to vary")?;
    let medians = found.nodes.iter().flat_map(|node| node.score.iter());
    Ok(medians.flat_map(|score| score.map_or(f64::NAN, |s| s[1]).to_le_bytes()).collect())
}
