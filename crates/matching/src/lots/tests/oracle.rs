//! Tiny cases against every possible assignment.

use super::*;
use jiff::civil::date;
use nanduti_model::Minutes;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A tiny workshop: people at 48 hours and 60 %, and which of two products it makes mainly.
type TinyWorkshop = (u32, bool);

/// A tiny lot: pieces, minimum batch, supplier limit, product, window (first month, second, or
/// both), price in steps.
type TinyLot = (u32, u32, Option<u32>, bool, u8, i64);

/// Two products of 3,744 minutes: one person makes 2 pieces a month, and nothing is lost to
/// pieces of different length.
fn tiny_case(workshops: &[TinyWorkshop], lots: &[TinyLot]) -> TestCase {
    let mut case = TestCase::empty();
    case.products = vec![
        crate::test_case::product("shirt", 3_744, &[]),
        crate::test_case::product("jeans", 3_744, &[]),
    ];
    case.policy.fair_price = "warning".to_owned();
    case.policy.margin = "warning".to_owned();
    let name = |jeans: bool| nanduti_model::ProductId::from(if jeans { "jeans" } else { "shirt" });
    for (w, &(people, jeans)) in workshops.iter().enumerate() {
        let mut workshop = workshop(&format!("W{w}"), 0);
        workshop.people = Some(people);
        workshop.main_product = Some(name(jeans));
        workshop.products = Some([name(true), name(false)].into());
        workshop.rework = Some(Some(5.0 + w as f64));
        case.population.workshops.push(workshop);
    }
    for (l, &(pieces, least, limit, jeans, window, price)) in lots.iter().enumerate() {
        let mut lot = lot(&format!("L{l}"), pieces);
        lot.product = usize::from(jeans);
        lot.min_batch = least;
        lot.max_suppliers = limit;
        lot.price.0 = 1_000_000 + 300_000 * price;
        // February 2024 has 29 days: windows of whole months keep the pieces whole.
        (lot.start, lot.due) = match window {
            0 => (date(2024, 1, 1), date(2024, 1, 31)),
            1 => (date(2024, 2, 1), date(2024, 2, 29)),
            _ => (date(2024, 1, 1), date(2024, 2, 29)),
        };
        case.lots.push(lot);
    }
    case
}

/// The best value over all whole quantities, by trying them pair by pair.
fn best_value(case: &TestCase) -> f64 {
    let input = case.input();
    let facts = Case::new(&input);
    let Screening { problem, .. } = screen(&facts, KEEP);
    let mut trial = Trial { plan: vec![0; problem.pairs.len()], best: 0.0, problem: &problem };
    trial.from(0, 0.0);
    trial.best
}

struct Trial<'a> {
    problem: &'a Problem,
    plan: Vec<i64>,
    best: f64,
}

impl Trial<'_> {
    fn from(&mut self, pair: usize, value: f64) {
        if pair == self.plan.len() {
            if self.fits() {
                self.best = self.best.max(value);
            }
            return;
        }
        let lot = self.problem.lot_of(pair);
        let (least, per_piece) = (lot.least, lot.per_piece(self.problem.pairs[pair].value));
        for pieces in (0..=self.problem.pairs[pair].most.min(lot.pieces))
            .filter(|&pieces| pieces == 0 || pieces >= least)
        {
            self.plan[pair] = pieces;
            self.from(pair + 1, value + pieces as f64 * per_piece);
        }
        self.plan[pair] = 0;
    }

    fn fits(&self) -> bool {
        let problem = self.problem;
        let lots_fit = (0..problem.lots.len()).all(|lot| {
            let held = || problem.by_lot[lot].iter().map(|&p| self.plan[p]).filter(|n| *n > 0);
            held().sum::<i64>() <= problem.lots[lot].pieces
                && held().count() <= problem.lots[lot].suppliers
        });
        lots_fit && (0..problem.monthly.len()).all(|w| self.workshop_fits(w))
    }

    /// Two whole months: each alone, and both together (Hall's condition for two months).
    fn workshop_fits(&self, workshop: usize) -> bool {
        let monthly = self.problem.monthly[workshop];
        let minutes = |within: &[u16]| -> i64 {
            let pairs = self.problem.pairs_of(workshop);
            let inside = pairs.filter(|&pair| {
                self.problem.lot_of(pair).months.iter().all(|m| within.contains(&m.month))
            });
            inside.map(|pair| self.plan[pair] * self.problem.lot_of(pair).unit).sum()
        };
        minutes(&[0]) <= monthly && minutes(&[1]) <= monthly && minutes(&[0, 1]) <= 2 * monthly
    }
}

fn tiny_lot() -> impl Strategy<Value = TinyLot> {
    let limit = prop::option::of(1..3u32);
    (1..5u32, 1..4u32, limit, any::<bool>(), 0..3u8, 0..4i64)
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(150) })]

    #[test]
    fn the_value_is_near_the_best_and_the_bound_never_below_it(
        workshops in prop::collection::vec((0..3u32, any::<bool>()), 1..4),
        lots in prop::collection::vec(tiny_lot(), 1..4),
    ) {
        let case = tiny_case(&workshops, &lots);
        let matching = solved(&case);
        let best = best_value(&case);
        prop_assert!(matching.outcome.value <= best * (1.0 + 1e-9));
        prop_assert!(matching.outcome.bound.unwrap() >= best * (1.0 - 1e-9));
        prop_assert!(matching.outcome.value >= 0.9 * best, "{} of {best}", matching.outcome.value);
    }
}

#[test]
fn the_tiny_units_are_what_they_claim() {
    let case = tiny_case(&[(1, false)], &[(4, 1, None, false, 2, 0)]);
    let matching = solved(&case);
    assert_eq!(matching.capacity[0], [Minutes(748_800), Minutes(748_800)]);
    assert_eq!(matching.assigned[0].pieces, 4);
}
