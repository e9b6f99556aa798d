//! The rule that an existing stable tie is kept (users' point 13; what a programme owes those
//! who already work together).
//!
//! A workshop with a stable tie to a firm, able to make one of its lots, gets at least the
//! minimum batch of one of them. It may go without only if, for each such lot, the lot is
//! already in the hands of workshops tied as firmly, or taking it in would leave pieces
//! unmade that the lot's supplier limit allows to be made, or its own minutes are with another
//! firm it is tied to as firmly.

#[cfg(test)]
mod tests;

/// A lot as the rule sees it. All quantities in pieces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LotRoom<'a> {
    /// Pieces asked for.
    pub pieces: i64,
    /// Fewest pieces one workshop may take.
    pub least: i64,
    /// Most workshops that can share it.
    pub suppliers: usize,
    /// What each workshop that may make it could make at most, greatest first.
    pub most: &'a [i64],
}

impl LotRoom<'_> {
    /// Most pieces a lot can get from its feasible workshops, limits considered.
    fn reach(&self) -> i64 {
        self.most.iter().take(self.suppliers).sum::<i64>().min(self.pieces)
    }

    /// Whether the lot has room for one more firmly tied workshop beside those it holds, each
    /// given by what it could make at most.
    pub(crate) fn has_room(&self, tied: &[i64], one_more: i64) -> bool {
        let n = tied.len() + 1;
        if n > self.suppliers || n as i64 * self.least > self.pieces {
            return false;
        }
        // The best companions for the places left: the greatest that are not among the tied.
        let mut inside: Vec<i64> = tied.iter().copied().chain([one_more]).collect();
        inside.sort_unstable_by(|a, b| b.cmp(a));
        let total: i64 = inside.iter().sum();
        let mut waiting = inside.into_iter().peekable();
        let mut companions = 0;
        let mut places = self.suppliers - n;
        for &most in self.most {
            if places == 0 {
                break;
            }
            if waiting.peek() == Some(&most) {
                waiting.next();
                continue;
            }
            companions += most;
            places -= 1;
        }
        total + companions >= self.reach()
    }
}
