//! Who lends an answer: the units of the same group that are nearest on the rest of the axis.

use super::{DONORS, FEWEST};
use crate::Diagnosed;
use crate::tree::PointColumn;
use rayon::prelude::*;

/// The donors of one indicator in one group.
#[derive(Debug, Default)]
struct Deck {
    /// Points of those who answered, in order of their score on the rest of the axis.
    points: Vec<f64>,
}

/// The donors of every indicator.
#[derive(Debug)]
pub(super) struct Decks {
    /// Donors by indicator and group; the last group is all rows together.
    decks: Vec<Vec<Deck>>,
    /// By indicator and row: the deck it draws from, where it stands in it, and whether it is one
    /// of its donors itself.
    places: Vec<Vec<Place>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    deck: u32,
    /// First donor of the row's window.
    start: u32,
    /// Donors of the window, the row itself left out.
    donors: u32,
    /// Position of the row itself in the deck; beyond it where it did not answer.
    own: u32,
}

impl Decks {
    pub(super) fn new(done: &Diagnosed, points: &[PointColumn], groups: Option<&str>) -> Self {
        let tree = &done.scoring.tree;
        let root_of = |mut node: usize| {
            while let Some(parent) = tree.nodes[node].parent {
                node = parent;
            }
            node
        };
        let grouping = groups.and_then(|name| done.scoring.groups.get(name));
        let n_groups = grouping.map_or(0, |groups| groups.names.len());
        let group = |row: usize| {
            let known = grouping.and_then(|groups| groups.of_row.get(row).copied().flatten());
            known.map_or(n_groups, |group| group as usize)
        };
        let (decks, places) = (0..points.len())
            .into_par_iter()
            .map(|at| {
                let answered = |row: usize| {
                    done.stages.cleaned[at][row].is_ok() && points[at].share[row] > 0.0
                };
                // The axis without the indicator itself, which would draw donors towards it.
                let (leaf, mut rest) = (tree.leaves[at], tree.clone());
                rest.nodes[leaf].weight = 0.0;
                let scored = rest.score(points, &done.scoring.rules);
                let placed = &scored[root_of(leaf)];
                deal(&points[at], placed, n_groups, group, answered)
            })
            .unzip();
        Self { decks, places }
    }

    /// Points of a donor of a row, at a place of 0–1 among them; `None` where nobody else
    /// answered.
    pub(super) fn donor(&self, at: usize, row: usize, place: f64) -> Option<f64> {
        let Place { deck, start, donors, own } = self.places[at][row];
        if donors == 0 {
            return None;
        }
        let chosen = start + ((place * f64::from(donors)) as u32).min(donors - 1);
        // Places count the others: the row itself is stepped over.
        let beside = chosen + u32::from(chosen >= own);
        self.decks[at][deck as usize].points.get(beside as usize).copied()
    }
}

/// Rows by their score, ties by position; rows without one stand in the middle.
fn order(column: &PointColumn) -> Vec<usize> {
    let known = |row: &usize| column.get(*row).is_some();
    let (mut rows, others): (Vec<usize>, Vec<usize>) = (0..column.points.len()).partition(known);
    rows.sort_by(|a, b| column.points[*a].total_cmp(&column.points[*b]));
    let middle = rows.len() / 2;
    rows.splice(middle..middle, others);
    rows
}

/// The decks of one indicator and the place of every row in its own.
fn deal(
    column: &PointColumn,
    placed: &PointColumn,
    n_groups: usize,
    group: impl Fn(usize) -> usize,
    answered: impl Fn(usize) -> bool,
) -> (Vec<Deck>, Vec<Place>) {
    let order = order(placed);
    let mut decks: Vec<Deck> = (0..=n_groups).map(|_| Deck::default()).collect();
    let mut before: Vec<[(u32, bool); 2]> = vec![[(0, false); 2]; order.len()];
    for &row in &order {
        let is_donor = answered(row);
        for (which, deck) in [group(row), n_groups].into_iter().enumerate() {
            before[row][which] = (decks[deck].points.len() as u32, is_donor);
            // A row whose group is not known stands in the deck of all once.
            if is_donor && (which == 1 || deck != n_groups) {
                decks[deck].points.push(column.points[row]);
            }
        }
    }
    let places = before
        .iter()
        .enumerate()
        .map(|(row, before)| {
            let own = group(row);
            let few = own == n_groups || decks[own].points.len() < FEWEST + 1;
            let (deck, (at, is_donor)) = if few { (n_groups, before[1]) } else { (own, before[0]) };
            let most = if placed.get(row).is_some() { DONORS } else { usize::MAX };
            window(deck, at, is_donor, decks[deck].points.len(), most)
        })
        .collect();
    (decks, places)
}

/// The nearest on both sides of a position, at most so many; a row without a score on the rest of
/// the axis has all of them.
fn window(deck: usize, at: u32, is_donor: bool, size: usize, most: usize) -> Place {
    let others = size - usize::from(is_donor);
    let donors = others.min(most) as u32;
    let last = (others as u32) - donors;
    let start = at.saturating_sub(donors / 2).min(last);
    let own = if is_donor { at } else { u32::MAX };
    Place { deck: deck as u32, start, donors, own }
}
