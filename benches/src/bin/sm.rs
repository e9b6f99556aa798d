//! SM(N), the published benchmark of workshops and lots, through the product's own functions, as
//! one JSON line.
//!
//! `sm --size N [--min-batch] [--gap G] [--solution FILE]`. Without `--min-batch` the exact
//! optimum of the transportation problem; with it minimum orders and at most two lots per
//! workshop, to the gap asked for (a fraction). `--solution` writes `workshop,lot,quantity` for
//! every quantity above zero, counted from 0. Every answer is checked before it is told.

use nanduti_benches::usage::{Spent, Usage, told};
use nanduti_optim::published::{SupplyInstance, supply};
use nanduti_optim::{BatchOptions, Status, check_batches, check_transport};
use std::error::Error;
use std::io::{BufWriter, Write as _};

/// What was asked.
struct Asked {
    size: usize,
    min_batch: bool,
    gap: f64,
    solution: Option<String>,
}

/// What was found.
struct Found {
    status: Status,
    flow: Vec<i64>,
    value: i128,
    bound: i128,
    spent: Spent,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = asked(std::env::args().skip(1))?;
    let instance = supply(asked.size);
    let found = if asked.min_batch { batches(&instance, asked.gap)? } else { exact(&instance)? };
    if let Some(file) = &asked.solution {
        let mut out = BufWriter::new(std::fs::File::create(file)?);
        writeln!(out, "workshop,lot,quantity")?;
        for (pair, quantity) in found.flow.iter().enumerate().filter(|(_, quantity)| **quantity > 0)
        {
            let workshop = pair / instance.per_workshop;
            writeln!(out, "{workshop},{},{quantity}", instance.lot[pair])?;
        }
        out.flush()?;
    }
    let line = format!(
        "{{\"benchmark\":\"{}\",\"size\":{},\"status\":\"{}\",\"objective\":{},\"bound\":{},\
         \"gap\":{:.9},\"cpu_s\":{},\"wall_s\":{:.6},\"peak_rss_mb\":{}}}",
        if asked.min_batch { "sm-min" } else { "sm" },
        asked.size,
        status(found.status),
        found.value,
        found.bound,
        (found.bound - found.value) as f64 / (found.value.max(1)) as f64,
        told(found.spent.cpu_s),
        found.spent.wall_s,
        told(found.spent.peak_rss_mb),
    );
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

fn exact(instance: &SupplyInstance) -> Result<Found, Box<dyn Error>> {
    let problem = instance.transport()?;
    let usage = Usage::start();
    let answer = problem.solve(u64::MAX);
    let spent = usage.so_far();
    let broken = check_transport(&problem, &answer);
    if !broken.is_empty() {
        return Err(format!("the answer is wrong: {broken:?}").into());
    }
    let (status, value, bound) = (answer.status, answer.value, answer.bound);
    Ok(Found { status, flow: answer.flow, value, bound, spent })
}

fn batches(instance: &SupplyInstance, gap: f64) -> Result<Found, Box<dyn Error>> {
    let (problem, rules) = (instance.transport()?, instance.batch_rules());
    let options = BatchOptions { gap, max_nodes: 10_000_000, max_passes: 12, seed: 1 };
    let usage = Usage::start();
    let answer = problem.solve_batches(&rules, &options);
    let spent = usage.so_far();
    let broken = check_batches(&problem, &rules, &answer);
    if !broken.is_empty() {
        return Err(format!("the answer is wrong: {broken:?}").into());
    }
    let (status, value, bound) = (answer.status, answer.value, answer.bound);
    Ok(Found { status, flow: answer.flow, value, bound, spent })
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Optimal => "optimal",
        Status::Feasible => "feasible",
        Status::Limit(_) => "limit",
        Status::Infeasible => "infeasible",
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
    let mut asked = Asked { size: 0, min_batch: false, gap: 0.000_2, solution: None };
    while let Some(word) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--size" => asked.size = value()?.parse()?,
            "--gap" => asked.gap = value()?.parse()?,
            "--solution" => asked.solution = Some(value()?),
            "--min-batch" => asked.min_batch = true,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    if asked.size == 0 {
        return Err("--size N is needed, one or more".into());
    }
    Ok(asked)
}
