//! One portfolio in one future.

use crate::future::Future;
use crate::prepare::{Prepared, PreparedPlan};
use crate::world::World;
use nanduti_model::Quarter;
use nanduti_rules::{ActiveLine, Draws, values_after};

/// What is kept of a portfolio in a future.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct PortfolioDraw {
    /// Mean scores: group of the panel, then axis, then quarter (the start included).
    pub(crate) means: Vec<f64>,
    /// Points per place above doing nothing at the last quarter: row of the places, then axis,
    /// the policy-weighted sum last.
    pub(crate) differences: Vec<f64>,
    /// Share of the planned workshops that leave within the year.
    pub(crate) left: f64,
    /// Values of the tracked indicators at the end of the year: plan, then tracked indicator.
    pub(crate) tracked: Vec<f64>,
    /// Axis points that each plan adds at the end of the year: plan, then axis; watched
    /// portfolios only, like `tracked`.
    pub(crate) gains: Vec<f64>,
}

/// Buffers of one thread.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Change in axis points: affected workshop, then quarter, then axis.
    change: Vec<f64>,
    /// Associative points of each plan by quarter, before spillover.
    own: Vec<f64>,
    happened: Vec<bool>,
    active: Vec<ActiveLine>,
    values: Vec<Option<f64>>,
    axes: Vec<f64>,
}

/// Runs a portfolio through a future.
pub(crate) fn run(
    world: &World,
    portfolio: &Prepared,
    future: &Future,
    scratch: &mut Scratch,
) -> PortfolioDraw {
    if !portfolio.recorded {
        return PortfolioDraw::default();
    }
    let (n_axes, n_quarters) = (world.n_axes, world.n_quarters);
    scratch.change.clear();
    scratch.change.resize(portfolio.affected.len() * n_quarters * n_axes, 0.0);
    scratch.axes.resize(n_axes, 0.0);
    let mut draw = PortfolioDraw::default();
    let mut n_left = 0_u32;
    for plan in &portfolio.plans {
        let leaves = future.leaves(plan.keys.leave);
        n_left += u32::from(leaves.is_some_and(|q| q < Quarter::PER_COHORT));
        run_plan(world, portfolio, plan, leaves, future, scratch, &mut draw);
    }
    if !portfolio.plans.is_empty() {
        draw.left = f64::from(n_left) / portfolio.plans.len() as f64;
    }
    spill(world, portfolio, future, scratch);
    draw.means = means(world, portfolio, future, &scratch.change);
    draw.differences = differences(world, portfolio, future, &scratch.change);
    draw
}

/// The plan of one workshop, quarter by quarter.
fn run_plan(
    world: &World,
    portfolio: &Prepared,
    plan: &PreparedPlan,
    leaves: Option<u8>,
    future: &Future,
    scratch: &mut Scratch,
    draw: &mut PortfolioDraw,
) {
    let (n_axes, n_quarters) = (world.n_axes, world.n_quarters);
    let draws = future.draws_for(plan.keys.response);
    happen(plan, future, &mut scratch.happened);
    let first = if plan.every_quarter { 0 } else { n_quarters - 1 };
    for quarter in first..n_quarters {
        let at = Quarter(quarter as u8);
        active_lines(plan, leaves, at, &scratch.happened, &mut scratch.active);
        let change = &mut scratch.change[(plan.slot * n_quarters + quarter) * n_axes..][..n_axes];
        change_by(
            world,
            plan,
            &scratch.active,
            at,
            &draws,
            &mut scratch.values,
            &mut scratch.axes,
            change,
        );
        if Some(quarter) == world.year_end() && portfolio.watched {
            let kept = portfolio.tracked.iter().map(|&i| scratch.values[i].unwrap_or(f64::NAN));
            draw.tracked.extend(kept);
            draw.gains.extend_from_slice(change);
        }
    }
}

/// Which lines of a plan are taken up, prerequisites included.
fn happen(plan: &PreparedPlan, future: &Future, happened: &mut Vec<bool>) {
    happened.clear();
    for ((line, needs), key) in plan.lines.iter().zip(&plan.needs).zip(&plan.take_up) {
        let ready = needs.iter().all(|&before| happened[before]);
        happened.push(ready && future.takes_up(line.intervention, *key));
    }
}

/// Lines that act at the end of a quarter. A workshop that leaves keeps what ended before; the
/// line in progress acts (its temporary effects) until then.
fn active_lines(
    plan: &PreparedPlan,
    leaves: Option<u8>,
    quarter: Quarter,
    happened: &[bool],
    active: &mut Vec<ActiveLine>,
) {
    let kept = |line: &ActiveLine| leaves.is_none_or(|q| line.end.0 < q || quarter.0 < q);
    active.clear();
    active.extend(plan.lines.iter().zip(happened).filter(|(l, h)| **h && kept(l)).map(|(l, _)| *l));
}

/// Change in axis points of a workshop under lines, by the one effect rule and the frozen frame.
/// `values` holds the indicator values afterwards.
#[expect(clippy::too_many_arguments, reason = "buffers are reused between quarters")]
pub(crate) fn change_by(
    world: &World,
    plan: &PreparedPlan,
    lines: &[ActiveLine],
    quarter: Quarter,
    draws: &dyn Draws,
    values: &mut Vec<Option<f64>>,
    axes: &mut [f64],
    change: &mut [f64],
) {
    let input = world.input;
    values_after(
        input.frame,
        plan.workshop,
        input.catalogue,
        &world.targets,
        &plan.scales,
        lines,
        quarter,
        draws,
        values,
    );
    change.fill(0.0);
    if lines.is_empty() {
        return;
    }
    input.frame.rescore(plan.workshop, values, axes);
    for ((change, after), before) in
        change.iter_mut().zip(axes.iter()).zip(world.base(plan.workshop))
    {
        let difference = after - before;
        if difference.is_finite() {
            *change = difference;
        }
    }
}

/// Passes a share of each plan's associative points on to the workshops tied to its workshop.
fn spill(world: &World, portfolio: &Prepared, future: &Future, scratch: &mut Scratch) {
    let Some(axis) = world.spillover_axis else { return };
    if future.spillover == 0.0 {
        return;
    }
    let (n_axes, n_quarters) = (world.n_axes, world.n_quarters);
    let change = &mut scratch.change;
    let at = |slot: usize, quarter: usize| (slot * n_quarters + quarter) * n_axes + axis;
    scratch.own.clear();
    for plan in &portfolio.plans {
        scratch.own.extend((0..n_quarters).map(|quarter| change[at(plan.slot, quarter)]));
    }
    for (plan, own) in portfolio.plans.iter().zip(scratch.own.chunks(n_quarters)) {
        for &slot in &plan.tied_slots {
            for (quarter, points) in own.iter().enumerate() {
                change[at(slot, quarter)] += future.spillover * points;
            }
        }
    }
}

/// Score of a workshop after its change and its cluster's shock, within 0–100.
fn score(world: &World, base: f64, change: f64, axis: usize, shock: f64) -> f64 {
    let shock = if Some(axis) == world.shock_axis { shock } else { 0.0 };
    (base + change + shock).clamp(0.0, 100.0)
}

/// Mean scores of the panel.
fn means(world: &World, portfolio: &Prepared, future: &Future, change: &[f64]) -> Vec<f64> {
    let (n_axes, n_quarters) = (world.n_axes, world.n_quarters);
    let panel = &world.panel;
    let n_times = n_quarters + 1;
    let mut sums = vec![0.0; panel.groups.len() * n_axes * n_times];
    for ((&w, &group), slot) in
        panel.workshops.iter().zip(&panel.group_of).zip(&portfolio.panel_slots)
    {
        let cluster = world.cluster(w);
        for (axis, &base) in world.base(w).iter().enumerate().filter(|(_, b)| b.is_finite()) {
            for time in 0..n_times {
                let value = match time.checked_sub(1) {
                    None => base,
                    Some(quarter) => {
                        let at = |s: usize| change[(s * n_quarters + quarter) * n_axes + axis];
                        let shock = future.shock(cluster, quarter);
                        score(world, base, slot.map_or(0.0, at), axis, shock)
                    }
                };
                sums[axis * n_times + time] += value;
                sums[(group * n_axes + axis) * n_times + time] += value;
            }
        }
    }
    for (sum, count) in sums.chunks_mut(n_times).zip(&panel.counts) {
        for value in sum {
            *value /= f64::from((*count).max(1));
        }
    }
    sums
}

/// Points per place above doing nothing at the last quarter.
fn differences(world: &World, portfolio: &Prepared, future: &Future, change: &[f64]) -> Vec<f64> {
    let (n_axes, n_quarters) = (world.n_axes, world.n_quarters);
    let last = n_quarters - 1;
    let places = &world.places;
    let width = n_axes + 1;
    let mut sums = vec![0.0; places.rows.len() * width];
    if sums.is_empty() {
        return sums;
    }
    for (slot, &w) in portfolio.affected.iter().enumerate() {
        let cluster = world.cluster(w);
        let shock = future.shock(cluster, last);
        let row = places.row_of[cluster];
        for (axis, &base) in world.base(w).iter().enumerate().filter(|(_, b)| b.is_finite()) {
            let change = change[(slot * n_quarters + last) * n_axes + axis];
            let difference =
                score(world, base, change, axis, shock) - score(world, base, 0.0, axis, shock);
            sums[axis] += difference;
            if let Some(row) = row {
                sums[row * width + axis] += difference;
            }
        }
    }
    for (sum, (_, n_places)) in sums.chunks_mut(width).zip(&places.rows) {
        let (axes, weighted) = sum.split_at_mut(n_axes);
        for value in axes.iter_mut() {
            *value /= n_places;
        }
        let weights = &world.input.policy.axis_weights;
        weighted[0] = axes.iter().zip(weights).map(|(points, weight)| points * weight).sum();
    }
    sums
}
