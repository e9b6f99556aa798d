//! Each gate alone, with figures worked out by hand.

use super::*;
use crate::test_case::{TestCase, firm, product};
use nanduti_model::{Guaranies, MachineId, ProductId};

/// Gates that fail and gates that are unknown for the only pair, which could make 100 pieces.
fn verdict(case: &TestCase, tie: TieStrength) -> Examination {
    let facts = PairFacts {
        workshop: &case.population.workshops[0],
        lot: &case.lots[0],
        product: case.products.get(case.lots[0].product),
        band: case.population.workshops[0]
            .cell
            .zip(case.firms[0].cell)
            .map(|(workshop, firm)| nanduti_model::DistanceBand::between(workshop, firm)),
        tie,
        visit: case.visits.first(),
        most_pieces: Some(100),
        forbidden: !case.forbidden.is_empty(),
    };
    examine(&facts, &case.policy)
}

#[track_caller]
fn expect(change: impl FnOnce(&mut TestCase), failed: &[Gate], unknown: &[Gate]) -> Examination {
    let mut case = TestCase::one_pair();
    change(&mut case);
    let found = verdict(&case, TieStrength::None);
    assert_eq!(found.failed.iter().map(|f| f.gate).collect::<Vec<_>>(), failed);
    assert_eq!(found.unknown, unknown);
    found
}

#[test]
fn the_plain_pair_passes_everything() {
    assert_eq!(expect(|_| {}, &[], &[]), Examination::default());
}

#[test]
fn consent_refused_blocks_and_consent_unasked_waits() {
    expect(|c| c.population.workshops[0].consent.firm = Some(false), &[Gate::Consent], &[]);
    expect(|c| c.population.workshops[0].consent.diagnosis = Some(false), &[Gate::Consent], &[]);
    expect(|c| c.population.workshops[0].consent.firm = None, &[], &[Gate::Consent]);
}

#[test]
fn a_refusal_at_a_visit_overrules_the_form() {
    let visit = VisitRecord {
        workshop: 0,
        date: crate::test_case::START,
        willing: None,
        consent: Some(false),
        pieces_week: None,
        product_confirmed: Some(false),
    };
    expect(|c| c.visits = vec![visit], &[Gate::Consent, Gate::Product], &[]);
}

#[test]
fn a_workshop_for_its_own_brand_is_offered_no_lot() {
    expect(|c| c.population.workshops[0].path = Some(Path::OwnBrand), &[Gate::Path], &[]);
    expect(|c| c.population.workshops[0].path = Some(Path::Both), &[], &[]);
    expect(|c| c.population.workshops[0].path = None, &[], &[Gate::Path]);
}

#[test]
fn a_product_it_does_not_make_blocks() {
    let jeans = || Some(ProductId::from("jeans"));
    expect(
        |c| {
            c.population.workshops[0].main_product = jeans();
            c.population.workshops[0].products = Some([ProductId::from("jeans")].into());
        },
        &[Gate::Product],
        &[],
    );
    expect(
        |c| {
            c.population.workshops[0].main_product = jeans();
            c.population.workshops[0].products = None;
        },
        &[],
        &[Gate::Product],
    );
    expect(|c| c.lots[0].product = 7, &[Gate::Product], &[]);
}

#[test]
fn missing_machines_are_named() {
    let needs = |c: &mut TestCase| {
        c.products[0] = product("shirt", 10, &["straight", "overlock", "buttonhole"]);
    };
    let found = expect(needs, &[Gate::Machines], &[]);
    assert_eq!(found.failed[0].names, ["buttonhole", "overlock"]);
    expect(|c| c.population.workshops[0].machines = None, &[], &[Gate::Machines]);
    expect(
        |c| {
            c.population.workshops[0].machines =
                Some(["straight", "cutter"].map(MachineId::from).into());
        },
        &[],
        &[],
    );
}

/// Three cells of 0.05 degrees of latitude are 16.7 km, six are 33.4 km.
#[test]
fn distance_counts_only_where_the_lot_asks() {
    expect(|c| c.firms[0] = firm("F1", Some((6, 0))), &[], &[]);
    let near = |c: &mut TestCase| c.lots[0].gates.max_distance = Some(DistanceBand::To20);
    expect(|c| (near(c), c.firms[0] = firm("F1", Some((3, 0)))).0, &[], &[]);
    let far = |c: &mut TestCase| (near(c), c.firms[0] = firm("F1", Some((6, 0)))).0;
    let found = expect(far, &[Gate::Distance], &[]);
    assert_eq!((found.failed[0].has, found.failed[0].needs), (Some(50.0), Some(20.0)));
    expect(|c| (near(c), c.population.workshops[0].cell = None).0, &[], &[Gate::Distance]);
    expect(|c| c.population.workshops[0].cell = None, &[], &[]);
}

#[test]
fn an_invoice_is_needed_only_where_asked() {
    expect(|c| c.population.workshops[0].invoices = Some(false), &[], &[]);
    let ask = |c: &mut TestCase, answer| {
        c.lots[0].gates.invoice = true;
        c.population.workshops[0].invoices = answer;
    };
    expect(|c| ask(c, Some(false)), &[Gate::Invoice], &[]);
    expect(|c| ask(c, None), &[], &[Gate::Invoice]);
    expect(|c| ask(c, Some(true)), &[], &[]);
}

/// The plain workshop repairs 5 of 100 and delivers 8 of 10 on time.
#[test]
fn scores_at_the_limit_pass_and_fall_away_where_they_do_not_apply() {
    expect(|c| c.lots[0].gates.max_rework = Some(5.0), &[], &[]);
    let found = expect(|c| c.lots[0].gates.max_rework = Some(4.0), &[Gate::Rework], &[]);
    assert_eq!((found.failed[0].has, found.failed[0].needs), (Some(5.0), Some(4.0)));
    expect(|c| c.lots[0].gates.min_on_time = Some(8.0), &[], &[]);
    expect(|c| c.lots[0].gates.min_on_time = Some(9.0), &[Gate::OnTime], &[]);
    let unknown = |c: &mut TestCase| {
        c.lots[0].gates.min_on_time = Some(9.0);
        c.population.workshops[0].on_time = None;
    };
    expect(unknown, &[], &[Gate::OnTime]);
    let not_applicable = |c: &mut TestCase| {
        c.lots[0].gates.min_on_time = Some(9.0);
        c.population.workshops[0].on_time = Some(None);
    };
    expect(not_applicable, &[], &[]);
}

#[test]
fn a_minimum_batch_beyond_the_capacity_blocks_and_one_beyond_the_lot_means_all_of_it() {
    let found = expect(
        |c| (c.lots[0].pieces, c.lots[0].min_batch) = (500, 101),
        &[Gate::MinimumBatch],
        &[],
    );
    assert_eq!((found.failed[0].has, found.failed[0].needs), (Some(100.0), Some(101.0)));
    expect(|c| (c.lots[0].pieces, c.lots[0].min_batch) = (80, 300), &[], &[]);
}

/// Fair at 60 %: 10 / 0.6 × 268 × 1.25 = 5,583.3. At 50 %: 6,700.
#[test]
fn prices_below_fair_block_new_lots_under_the_gate_only() {
    let price = |amount: i64| move |c: &mut TestCase| c.lots[0].price = Guaranies(amount);
    expect(price(5_584), &[], &[]);
    let both = [Gate::FairPrice, Gate::Margin];
    expect(price(5_583), &both, &[]);
    let banded = |c: &mut TestCase| {
        c.lots[0].price = Guaranies(5_100);
        c.policy.fair_price = "band".to_owned();
        c.policy.margin = "warning".to_owned();
    };
    let found = expect(banded, &[], &[]);
    assert_eq!(found.negotiate.iter().map(|f| f.gate).collect::<Vec<_>>(), both);
    expect(|c| (banded(c), c.lots[0].price = Guaranies(5_000)).0, &both[..1], &[]);
}

#[test]
fn the_buyer_test_never_counts_a_workshop_s_own_slowness() {
    let slow = |c: &mut TestCase| c.population.workshops[0].planning_efficiency = Some(50.0);
    let found = expect(slow, &[Gate::Margin], &[]);
    assert_eq!(found.failed[0].has, Some(5_584.0));
    assert!((found.failed[0].needs.unwrap() - 6_700.0).abs() < 1e-9);
    expect(|c| c.population.workshops[0].planning_efficiency = None, &[], &[Gate::Margin]);
}

#[test]
fn an_existing_tie_is_never_severed_by_the_price() {
    let mut case = TestCase::one_pair();
    case.lots[0].price = Guaranies(1_000);
    for tie in [TieStrength::Occasional, TieStrength::Stable] {
        let found = verdict(&case, tie);
        assert!(found.failed.is_empty());
        assert_eq!(found.negotiate.len(), 2);
        assert!((found.negotiate[0].needs.unwrap() - 5_583.333_333).abs() < 1e-3);
    }
}

#[test]
fn all_failures_are_listed_together_in_reporting_order() {
    let many = |c: &mut TestCase| {
        c.forbidden.push((0, 0));
        c.lots[0].price = Guaranies(1);
        c.population.workshops[0].machines = Some([].into());
        c.population.workshops[0].path = None;
    };
    let failed = [Gate::Forbidden, Gate::Machines, Gate::FairPrice, Gate::Margin];
    expect(many, &failed, &[Gate::Path]);
}

/// The groups hold every gate once, and what they say together is the verdict with reasons.
#[test]
fn gates_in_groups_say_what_all_gates_say() {
    let grouped = OF_PRODUCT.iter().chain(&OF_CLASS).chain(&OF_LOT).chain(&[Gate::MinimumBatch]);
    let mut grouped: Vec<Gate> = grouped.copied().collect();
    let mut all: Vec<Gate> = Gate::ALL.iter().map(|(gate, _)| *gate).collect();
    grouped.sort_unstable();
    all.sort_unstable();
    assert_eq!(grouped, all);
    let case = crate::test_case::synthetic(60, 12, 1);
    let mut seen = [0; 3];
    for (workshop, lot) in
        case.population.workshops.iter().flat_map(|w| case.lots.iter().map(move |l| (w, l)))
    {
        let facts = PairFacts {
            workshop,
            lot,
            product: case.products.get(lot.product),
            band: None,
            tie: TieStrength::None,
            visit: None,
            most_pieces: Some(100),
            forbidden: false,
        };
        let found = examine(&facts, &case.policy);
        let expected = if !found.failed.is_empty() {
            Standing::Fails
        } else if !found.unknown.is_empty() {
            Standing::Unknown
        } else {
            Standing::Passes
        };
        assert_eq!(standing(&facts, &case.policy, &all), expected);
        let mut failed = Vec::new();
        let unknown = failing(&facts, &case.policy, &all, |gate| failed.push(gate));
        failed.sort_unstable();
        let mut reasons: Vec<Gate> = found.failed.iter().map(|failure| failure.gate).collect();
        reasons.sort_unstable();
        assert_eq!((failed, unknown), (reasons, !found.unknown.is_empty()));
        seen[expected as usize] += 1;
    }
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}
