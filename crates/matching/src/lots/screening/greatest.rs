//! The few greatest of many, kept while they pass by.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// An item with its score; among equal scores the one that came first is greater.
#[derive(Clone, Debug)]
struct Ranked<T> {
    score: f64,
    arrival: usize,
    item: T,
}

impl<T> PartialEq for Ranked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<T> Eq for Ranked<T> {}
impl<T> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ranked<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.arrival.cmp(&self.arrival))
    }
}

/// At most `n` items of the greatest scores.
#[derive(Clone, Debug)]
pub(super) struct Greatest<T> {
    n: usize,
    arrivals: usize,
    heap: BinaryHeap<Reverse<Ranked<T>>>,
}

impl<T> Greatest<T> {
    /// None yet.
    pub(super) fn new(n: usize) -> Self {
        Self { n, arrivals: 0, heap: BinaryHeap::new() }
    }

    /// Takes an item in if its score is among the greatest; the item is made only then.
    pub(super) fn offer(&mut self, score: f64, item: impl FnOnce() -> T) {
        let arrival = self.arrivals;
        self.arrivals += 1;
        if self.heap.len() < self.n {
            self.heap.push(Reverse(Ranked { score, arrival, item: item() }));
        } else if let Some(mut least) = self.heap.peek_mut()
            && score.total_cmp(&least.0.score).is_gt()
        {
            *least = Reverse(Ranked { score, arrival, item: item() });
        }
    }

    /// Scores and items, greatest first.
    pub(super) fn into_sorted(self) -> Vec<(f64, T)> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        sorted.map(|Reverse(ranked)| (ranked.score, ranked.item)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_stay_and_the_first_of_equals() {
        let mut greatest = Greatest::new(3);
        for (at, score) in [2.0, 5.0, 1.0, 5.0, 2.0, 4.0].into_iter().enumerate() {
            greatest.offer(score, || at);
        }
        assert_eq!(greatest.into_sorted(), [(5.0, 1), (5.0, 3), (4.0, 5)]);
        let mut none = Greatest::new(0);
        none.offer(1.0, || ());
        assert!(none.into_sorted().is_empty());
    }
}
