//! Exact choice of so many workshops under counts and shares by cluster.
//!
//! Within a cluster candidates are of four kinds: led by women or not, micro or not (both
//! deciding, and not known, count as "not": the shares hold for what is known to be so). For a
//! given number `n` of the cluster, shares ask for at least `⌈W·n/N⌉` led by women and
//! `⌈M·n/N⌉` micro, where `W` and `M` of the `N` willing are such. Every valid choice has some
//! number `a` of women-led micro workshops, so the best one is found by trying each `a`: take the
//! best `a` of that kind, fill the two shares from the best of the others, then fill up with the
//! best of what is left. That last step is exact because sums of the best `k` of a kind are
//! concave in `k`. Clusters are then joined by dynamic programming over their numbers.

/// One who may be chosen.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Candidate {
    /// Position of the workshop.
    pub(crate) workshop: usize,
    /// What choosing it is worth, points.
    pub(crate) gain: f64,
    /// Known to be led by women.
    pub(crate) women_led: bool,
    /// Known to be micro.
    pub(crate) micro: bool,
    /// Must be chosen.
    pub(crate) pinned: bool,
}

/// Candidates of one cluster, and the shares among its willing.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Race {
    /// Candidates.
    pub(crate) candidates: Vec<Candidate>,
    /// Willing workshops.
    pub(crate) willing: u32,
    /// Led by women among them.
    pub(crate) women_led: u32,
    /// Micro among them.
    pub(crate) micro: u32,
}

/// What a choice must respect.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Quotas {
    /// Least number per cluster; a cluster with fewer candidates gives all it has.
    pub(crate) minimum: Vec<u32>,
    /// Whether the share led by women holds.
    pub(crate) women_led: bool,
    /// Whether the share of micro workshops holds.
    pub(crate) micro: bool,
    /// Least mean gain of a cluster's chosen, points; 0 switches it off.
    pub(crate) gain_floor: f64,
}

/// A choice.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Chosen {
    /// Positions of the workshops, ascending.
    pub(crate) workshops: Vec<usize>,
    /// Sum of their gains.
    pub(crate) value: f64,
}

/// Counts of the four kinds and their value.
type Counted = ([usize; 4], f64);

/// Kinds of candidates, each in the order in which they are taken.
struct Kinds<'a> {
    lists: [Vec<&'a Candidate>; 4],
    sums: [Vec<f64>; 4],
    pinned: [usize; 4],
}

/// Position of the women-led micro kind; the others follow.
const WOMEN_MICRO: usize = 0;
const WOMEN_LARGER: usize = 1;
const OTHER_MICRO: usize = 2;

impl<'a> Kinds<'a> {
    fn of(race: &'a Race) -> Self {
        let mut lists: [Vec<&Candidate>; 4] = Default::default();
        for candidate in &race.candidates {
            lists[2 * usize::from(!candidate.women_led) + usize::from(!candidate.micro)]
                .push(candidate);
        }
        for list in &mut lists {
            // Pinned ones first; ties by code, which is the order of positions.
            list.sort_by(|a, b| {
                b.pinned
                    .cmp(&a.pinned)
                    .then(b.gain.total_cmp(&a.gain))
                    .then(a.workshop.cmp(&b.workshop))
            });
        }
        let sums = std::array::from_fn(|k| {
            let mut sums = vec![0.0];
            for candidate in &lists[k] {
                sums.push(sums[sums.len() - 1] + candidate.gain);
            }
            sums
        });
        let pinned = std::array::from_fn(|k| lists[k].iter().take_while(|c| c.pinned).count());
        Self { lists, sums, pinned }
    }

    fn value(&self, counts: [usize; 4]) -> f64 {
        (0..4).map(|k| self.sums[k][counts[k]]).sum()
    }

    /// Raises `counts` to a total of `n` with the best of what is left; `None` if too few are.
    fn fill(&self, mut counts: [usize; 4], n: usize) -> Option<[usize; 4]> {
        let mut total: usize = counts.iter().sum();
        while total < n {
            let best = (0..4).filter(|&k| counts[k] < self.lists[k].len()).max_by(|&x, &y| {
                let next = |k: usize| self.lists[k][counts[k]];
                next(x).gain.total_cmp(&next(y).gain).then(next(y).workshop.cmp(&next(x).workshop))
            })?;
            counts[best] += 1;
            total += 1;
        }
        Some(counts)
    }

    /// The best counts for `n` chosen.
    fn best(&self, race: &Race, quotas: &Quotas, n: usize) -> Option<[usize; 4]> {
        let needed = |on: bool, part: u32| if on { share_of(part, race.willing, n) } else { 0 };
        let women = needed(quotas.women_led, race.women_led);
        let micro = needed(quotas.micro, race.micro);
        let most = self.lists[WOMEN_MICRO].len().min(n);
        let mut best: Option<Counted> = None;
        for both in self.pinned[WOMEN_MICRO]..=most {
            let mut counts = self.pinned;
            counts[WOMEN_MICRO] = both;
            counts[WOMEN_LARGER] = counts[WOMEN_LARGER].max(women.saturating_sub(both));
            counts[OTHER_MICRO] = counts[OTHER_MICRO].max(micro.saturating_sub(both));
            let fits = (0..4).all(|k| counts[k] <= self.lists[k].len())
                && counts.iter().sum::<usize>() <= n;
            let Some(counts) = fits.then(|| self.fill(counts, n)).flatten() else { continue };
            let value = self.value(counts);
            if best.is_none_or(|(_, v)| value > v) {
                best = Some((counts, value));
            }
        }
        best.map(|(counts, _)| counts)
    }
}

/// Least whole number that is no lower a share of `n` than `part` is of `whole`.
pub(crate) fn share_of(part: u32, whole: u32, n: usize) -> usize {
    if whole == 0 {
        return 0;
    }
    (u64::from(part) * n as u64).div_ceil(u64::from(whole)) as usize
}

/// The best choice of `places` workshops, or of all where there are fewer; `None` where the
/// quotas leave none.
pub(crate) fn choose(races: &[Race], places: usize, quotas: &Quotas) -> Option<Chosen> {
    let all: usize = races.iter().map(|r| r.candidates.len()).sum();
    let places = places.min(all);
    let kinds: Vec<Kinds> = races.iter().map(Kinds::of).collect();
    let least = |c: usize| (quotas.minimum[c] as usize).min(races[c].candidates.len());
    let all_least: usize = (0..races.len()).map(least).sum();
    let option = |c: usize, n: usize| {
        let counts = (n >= least(c)).then(|| kinds[c].best(&races[c], quotas, n)).flatten()?;
        let value = kinds[c].value(counts);
        let floor = quotas.gain_floor * n as f64;
        (quotas.gain_floor <= 0.0 || value >= floor - 1e-9).then_some((counts, value))
    };
    // Counts and value of each cluster for each number it may have.
    let options: Vec<Vec<Option<Counted>>> = (0..races.len())
        .map(|c| {
            let others = all_least - least(c);
            let most = places.saturating_sub(others).min(races[c].candidates.len());
            (0..=most).map(|n| option(c, n)).collect()
        })
        .collect();
    let numbers = join_clusters(&options, places)?;
    let mut chosen = Chosen::default();
    for (c, &n) in numbers.iter().enumerate() {
        let (counts, value) = options[c][n]?;
        chosen.value += value;
        for (list, &count) in kinds[c].lists.iter().zip(&counts) {
            chosen.workshops.extend(list[..count].iter().map(|candidate| candidate.workshop));
        }
    }
    chosen.workshops.sort_unstable();
    Some(chosen)
}

/// Numbers per cluster that sum to `places` with the greatest value; of equal ones the one that
/// gives the first clusters fewest.
fn join_clusters(options: &[Vec<Option<Counted>>], places: usize) -> Option<Vec<usize>> {
    // best[k]: value and numbers of the clusters so far that take k places.
    let mut best: Vec<Option<(f64, Vec<usize>)>> = vec![None; places + 1];
    best[0] = Some((0.0, Vec::new()));
    for cluster in options {
        let mut next: Vec<Option<(f64, Vec<usize>)>> = vec![None; places + 1];
        for (taken, state) in best.iter().enumerate() {
            let Some((value, numbers)) = state else { continue };
            for (n, option) in cluster.iter().enumerate().take(places - taken + 1) {
                let Some((_, more)) = option else { continue };
                let sum = value + more;
                if next[taken + n].as_ref().is_none_or(|(v, _)| sum > *v) {
                    let mut numbers = numbers.clone();
                    numbers.push(n);
                    next[taken + n] = Some((sum, numbers));
                }
            }
        }
        best = next;
    }
    best.pop().flatten().map(|(_, numbers)| numbers)
}
