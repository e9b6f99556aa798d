//! SM(W): workshops with capacity, lots with demand, sparse candidate pairs with a value.

use nanduti_stats::{Stream, rint};

use super::SEED;
use crate::network::{Network, NetworkError};
use crate::transport::{BatchRules, Transport, TransportError};

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyInstance {
    /// Units each workshop can give.
    pub capacity: Vec<i64>,
    /// Units each lot asks for.
    pub demand: Vec<i64>,
    /// Candidates per workshop: pair k of workshop w is `lot[w * per_workshop + k]`.
    pub per_workshop: usize,
    /// Lot of each pair.
    pub lot: Vec<u32>,
    /// Value of each pair per unit.
    pub value: Vec<i64>,
}

/// The instance SM(W) of `workshops` workshops, W ≥ 1.
#[must_use]
pub fn supply(workshops: usize) -> SupplyInstance {
    let firms = (workshops / 100).max(3);
    let lots = 8 * firms;
    let per_workshop = lots.min(20);
    let pairs = workshops * per_workshop;
    let draw = |stream, count, low, high| rint(SEED, stream, count, low, high);
    let (x, y) = (draw(1, workshops, 0, 9999), draw(2, workshops, 0, 9999));
    let (firm_x, firm_y) = (draw(3, firms, 0, 9999), draw(4, firms, 0, 9999));
    let capacity = draw(5, workshops, 20, 120);
    let quality = draw(6, workshops, 0, 100);
    let skill = draw(7, workshops * 8, 0, 100);
    let first = draw(8, workshops, 0, lots as i64 - 1);
    let step = draw(9, workshops, 0, (lots as i64 / per_workshop as i64 - 1).max(0));
    let premium = draw(10, lots, 0, 200);
    let noise = draw(11, pairs, 0, 50);
    let mut tie = Stream::numbered(SEED, 12);
    let raw = draw(13, lots, 50, 150);
    let (sum_capacity, sum_raw) = (capacity.iter().sum::<i64>(), raw.iter().sum::<i64>());
    let demand = raw.iter().map(|raw| (raw * (9 * sum_capacity / 10) / sum_raw).max(1)).collect();
    let (mut lot, mut value) = (Vec::with_capacity(pairs), Vec::with_capacity(pairs));
    for w in 0..workshops {
        for k in 0..per_workshop {
            let l = (first[w] as usize + k * (1 + step[w] as usize)) % lots;
            let (dx, dy) = (x[w] - firm_x[l / 8], y[w] - firm_y[l / 8]);
            let distance = (dx * dx + dy * dy).isqrt();
            let known = if tie.bits().is_multiple_of(16) { 80 } else { 0 };
            let sum = 100 + 2 * skill[w * 8 + l % 8] + quality[w] + premium[l];
            value.push((sum + noise[w * per_workshop + k] + known - distance / 50).max(1));
            lot.push(l as u32);
        }
    }
    SupplyInstance { capacity, demand, per_workshop, lot, value }
}

impl SupplyInstance {
    /// The instance as a transportation problem; pair i is pair i.
    pub fn transport(&self) -> Result<Transport, TransportError> {
        let starts = (0..=self.capacity.len()).map(|w| (w * self.per_workshop) as u32).collect();
        let (capacity, demand) = (self.capacity.clone(), self.demand.clone());
        Transport::new(capacity, demand, starts, self.lot.clone(), self.value.clone())
    }

    /// SM-MIN(W): a minimum order of 10–40 units per lot (stream 14), cut per pair to what the
    /// pair could carry, and at most two lots per workshop.
    #[must_use]
    pub fn batch_rules(&self) -> BatchRules {
        let orders = rint(SEED, 14, self.demand.len(), 10, 40);
        let least = self.lot.iter().enumerate().map(|(pair, &lot)| {
            let most = self.capacity[pair / self.per_workshop].min(self.demand[lot as usize]);
            orders[lot as usize].min(most)
        });
        BatchRules { least: least.collect(), most_sinks: vec![2; self.capacity.len()] }
    }

    /// The network whose cheapest flow, negated, is the greatest total value: workshops first,
    /// then lots, last the node that takes idle capacity and stands in for unfilled demand.
    /// Arc i is pair i.
    pub fn network(&self) -> Result<Network, NetworkError> {
        let workshops = self.capacity.len();
        let hub = (workshops + self.demand.len()) as u32;
        let mut network = Network::new(hub + 1);
        for (pair, (&lot, &value)) in self.lot.iter().zip(&self.value).enumerate() {
            let workshop = pair / self.per_workshop;
            let most = self.capacity[workshop].min(self.demand[lot as usize]);
            network.add_arc(workshop as u32, workshops as u32 + lot, 0, most, -value)?;
        }
        for (workshop, &capacity) in self.capacity.iter().enumerate() {
            network.add_supply(workshop as u32, capacity)?;
            network.add_supply(hub, -capacity)?;
            network.add_arc(workshop as u32, hub, 0, capacity + 1, 0)?;
        }
        for (lot, &demand) in self.demand.iter().enumerate() {
            let node = (workshops + lot) as u32;
            network.add_supply(node, -demand)?;
            network.add_supply(hub, demand)?;
            network.add_arc(hub, node, 0, demand, 0)?;
        }
        Ok(network)
    }
}
