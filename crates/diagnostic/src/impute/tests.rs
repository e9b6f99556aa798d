//! Each way to fill a gap by hand, what stays a gap, and Rubin's rules by hand.

use super::*;
use nanduti_model::CodePoints;
use proptest::prelude::*;

const GAP: Answered<f64> = Err(Missing::Blank);
const NOT_APPLICABLE: Answered<f64> = Err(Missing::NotApplicable);

/// Columns with the normalisation 0–10 each, one parent, and a grouping column `zone`.
struct Case {
    columns: Vec<Vec<Answered<f64>>>,
    groups: BTreeMap<String, Vec<Option<u32>>>,
    parents: Vec<usize>,
    normalisations: Vec<Normalisation>,
    draw: u64,
}

impl Case {
    fn new(columns: &[&[Answered<f64>]], zone: &[u32]) -> Self {
        let zone = zone.iter().map(|group| (*group > 0).then_some(*group)).collect();
        Self {
            columns: columns.iter().map(|column| column.to_vec()).collect(),
            groups: BTreeMap::from([("zone".to_owned(), zone)]),
            parents: vec![0; columns.len()],
            normalisations: vec![
                Normalisation::Goalposts { worst: 0.0, best: 10.0 };
                columns.len()
            ],
            draw: 0,
        }
    }

    fn run(&mut self, plan: &[Imputation]) -> Vec<Imputed> {
        let context = ImputeContext {
            groups: &self.groups,
            parents: &self.parents,
            normalisations: &self.normalisations,
            seed: 7,
            draw: self.draw,
        };
        impute(&mut self.columns, plan, &context)
    }
}

fn values(list: &[Imputed]) -> Vec<Result<f64, NotImputed>> {
    list.iter().map(|cell| cell.value).collect()
}

/// 1, 3, 8: mean 4, median 3.
#[test]
fn mean_and_median_of_what_was_answered() {
    let column = [Ok(1.0), GAP, Ok(8.0), NOT_APPLICABLE, Ok(3.0), Ok(f64::NAN)];
    let mut case = Case::new(&[&column, &column, &column], &[]);
    let list = case.run(&[Imputation::Mean, Imputation::Median, Imputation::None]);
    assert_eq!(values(&list), [Ok(4.0), Ok(4.0), Ok(3.0), Ok(3.0)]);
    let cell = &list[0];
    assert_eq!((cell.column, cell.row, cell.missing), (0, 1, Missing::Blank));
    assert_eq!((cell.method.clone(), cell.sources, cell.donor), (Imputation::Mean, 3, None));
    assert_eq!(list[1].missing, Missing::Invalid, "not a number is a gap");
    let filled = [Ok(1.0), Ok(4.0), Ok(8.0), NOT_APPLICABLE, Ok(3.0), Ok(4.0)];
    assert_eq!(case.columns[0], filled);
    assert_eq!(case.columns[2][1], GAP, "no plan, no value");
}

/// Zone 1: 2, 4 → 3. Zone 2: nobody → median of 2, 4, 9 = 4; so has no zone.
#[test]
fn group_median_falls_back_on_all_and_says_so() {
    let column = [Ok(2.0), Ok(4.0), GAP, GAP, GAP, Ok(9.0)];
    let mut case = Case::new(&[&column], &[1, 1, 1, 2, 0, 3]);
    let list = case.run(&[Imputation::GroupMedian("zone".to_owned())]);
    assert_eq!(values(&list), [Ok(3.0), Ok(4.0), Ok(4.0)]);
    assert_eq!(
        list.iter().map(|cell| cell.pool).collect::<Vec<_>>(),
        [Pool::Group, Pool::All, Pool::All]
    );
    let list = case_with(&column, Imputation::GroupMedian("none".to_owned()));
    assert!(list.iter().all(|cell| cell.value == Err(NotImputed::UnknownGroup)));
}

fn case_with(column: &[Answered<f64>], plan: Imputation) -> Vec<Imputed> {
    Case::new(&[column], &[1, 1, 1, 2, 0, 3]).run(&[plan])
}

#[test]
fn an_average_of_codes_is_brought_to_a_code() {
    let table = [1.0, 2.0, 4.0].map(|code| CodePoints { code, points: code * 25.0 });
    let mut case =
        Case::new(&[&[Ok(1.0), Ok(4.0), Ok(4.0), GAP], &[Ok(2.0), GAP, Ok(4.0), GAP]], &[]);
    case.normalisations = vec![Normalisation::Points(table.to_vec()); 2];
    // The mean of 1, 4, 4 is 3, as near 2 as 4: the lower. So is the median of 2 and 4.
    let list = case.run(&[Imputation::Mean, Imputation::Median]);
    assert_eq!(values(&list), [Ok(2.0), Ok(2.0), Ok(2.0)]);
}

/// Siblings at 20 of 0–40 (50 points) and at 3 of 10–0 (70 points): 60 points, which is 14 between
/// 20 and 10. The fourth column has another parent.
#[test]
fn own_axis_goes_back_through_the_normalisation() {
    let column = [GAP, GAP];
    let mut case =
        Case::new(&[&column, &[Ok(20.0), GAP], &[Ok(3.0), GAP], &[Ok(10.0), Ok(10.0)]], &[]);
    case.parents = vec![5, 5, 5, 6];
    case.normalisations[0] = Normalisation::Goalposts { worst: 20.0, best: 10.0 };
    case.normalisations[1] = Normalisation::Goalposts { worst: 0.0, best: 40.0 };
    case.normalisations[2] = Normalisation::Goalposts { worst: 10.0, best: 0.0 };
    let list = case.run(&[Imputation::OwnAxis]);
    assert_eq!(values(&list), [Ok(14.0), Err(NotImputed::NoSiblings)]);
    assert_eq!((list[0].pool, list[0].sources), (Pool::Own, 2));
    assert_eq!(case.columns[0], [Ok(14.0), GAP], "what cannot be imputed stays missing");

    let mut case = Case::new(&[&[GAP], &[Ok(3.0)]], &[]);
    case.normalisations[0] = Normalisation::Cutoff { at: 1.0, higher_is_better: true };
    assert_eq!(values(&case.run(&[Imputation::OwnAxis])), [Err(NotImputed::NotInvertible)]);
}

#[test]
fn one_complete_donor_of_the_group_serves_all_gaps_of_a_row() {
    let first = [GAP, Ok(1.0), Ok(2.0), Ok(3.0), GAP, Ok(5.0)];
    let second = [GAP, Ok(10.0), Ok(20.0), GAP, Ok(40.0), Ok(50.0)];
    let zone = [1, 1, 1, 1, 2, 2];
    let plan = vec![Imputation::HotDeck(Some("zone".to_owned())); 2];
    for draw in 0..40 {
        let mut case = Case::new(&[&first, &second], &zone);
        case.draw = draw;
        let list = case.run(&plan);
        let of = |column, row| {
            list.iter().find(|cell| cell.column == column && cell.row == row).unwrap()
        };
        assert_eq!(of(0, 0).donor, of(1, 0).donor);
        assert!([Some(1), Some(2)].contains(&of(0, 0).donor), "row 3 is not complete");
        assert_eq!(of(0, 0).value.unwrap() * 10.0, of(1, 0).value.unwrap());
        assert_eq!((of(0, 4).donor, of(0, 4).value), (Some(5), Ok(5.0)), "its zone has one");
        assert_eq!((of(0, 0).pool, of(0, 0).sources), (Pool::Group, 2));
    }
}

#[test]
fn without_complete_rows_those_that_answered_give() {
    let first = [GAP, Ok(1.0), GAP];
    let second = [GAP, GAP, Ok(20.0)];
    let mut case = Case::new(&[&first, &second], &[]);
    let list = case.run(&[Imputation::HotDeck(None), Imputation::HotDeck(None)]);
    assert_eq!(values(&list), [Ok(1.0), Ok(1.0), Ok(20.0), Ok(20.0)]);
    let list = case_with(&[GAP, NOT_APPLICABLE], Imputation::HotDeck(None));
    assert_eq!(values(&list), [Err(NotImputed::NobodyAnswered)]);
}

/// Four donors over 2 000 completions: each about a quarter of the time, alone or by bootstrap
/// (standard error 0.01).
#[test]
fn donors_are_drawn_evenly_and_by_draw_number() {
    let column = [GAP, Ok(0.0), Ok(1.0), Ok(2.0), Ok(3.0)];
    for plan in [Imputation::HotDeck(None), Imputation::Multiple(2000)] {
        let mut counts = [0.0; 4];
        for draw in 0..2000 {
            let mut case = Case::new(&[&column], &[]);
            case.draw = draw;
            let list = case.run(std::slice::from_ref(&plan));
            counts[list[0].value.unwrap() as usize] += 1.0 / 2000.0;
        }
        assert!(counts.iter().all(|share| (share - 0.25_f64).abs() < 0.04), "{counts:?}");
    }
}

/// With many rows to fill, hot-deck means scatter by the draw alone; the bootstrap adds the
/// uncertainty about the donors, variance σ²/n = 0.25 · σ² of four donors.
#[test]
fn multiple_completions_scatter_more_than_one_deck() {
    let mut column = vec![GAP; 400];
    column.extend([Ok(0.0), Ok(1.0), Ok(2.0), Ok(3.0)]);
    let spread = |plan: Imputation| {
        let means: Vec<f64> = (0..60)
            .map(|draw| {
                let mut case = Case::new(&[&column], &[]);
                case.draw = draw;
                case.run(std::slice::from_ref(&plan));
                case.columns[0][..400].iter().map(|cell| cell.unwrap()).sum::<f64>() / 400.0
            })
            .collect();
        nanduti_stats::sample_variance(&means).unwrap()
    };
    let (single, multiple) = (spread(Imputation::HotDeck(None)), spread(Imputation::Multiple(60)));
    assert!(single < 0.01, "{single}");
    assert!((0.15..0.55).contains(&multiple), "{multiple}");
}

/// Both ranges are 10. From row 0 (0, 50): row 1 (2, 40) is at (0.2 + 1)/2 = 0.6, row 2 (10, 50)
/// at 0.5, row 3 (0, –) at 0 over the one column it shares; row 4 shares none.
#[test]
fn nearest_neighbours_by_gower() {
    let target = [GAP, Ok(1.0), Ok(5.0), Ok(3.0), Ok(100.0)];
    let first = [Ok(0.0), Ok(2.0), Ok(10.0), Ok(0.0), GAP];
    let second = [Ok(50.0), Ok(40.0), Ok(50.0), GAP, GAP];
    let third = [GAP, Ok(0.0), Ok(100.0), GAP, Ok(0.0)];
    let found = |k| {
        let mut case = Case::new(&[&target, &first, &second, &third], &[]);
        case.run(&[Imputation::NearestNeighbours(k)])[0].clone()
    };
    assert_eq!((found(1).value, found(1).sources), (Ok(3.0), 1));
    assert_eq!(found(2).value, Ok(4.0));
    // Three rows could give: three or more neighbours would be all of them.
    assert_eq!((found(3).value, found(3).sources), (Err(NotImputed::TooFewToChoose), 0));
    assert_eq!(found(9).value, Err(NotImputed::TooFewToChoose));
    assert_eq!(found(0).value, Err(NotImputed::NoNeighbours));
}

#[test]
fn nobody_answered_is_named_for_every_method() {
    for plan in [
        Imputation::Mean,
        Imputation::Median,
        Imputation::GroupMedian("zone".to_owned()),
        Imputation::HotDeck(None),
        Imputation::HotDeck(Some("zone".to_owned())),
        Imputation::NearestNeighbours(2),
        Imputation::Multiple(3),
    ] {
        let list = case_with(&[GAP, GAP], plan);
        assert_eq!(values(&list), [Err(NotImputed::NobodyAnswered); 2]);
    }
}

/// Estimates 10, 12, 14 with variances of 3, 4, 5: mean 12, within 4, between (4 + 0 + 4)/2 = 4,
/// total 4 + 4/3·4 = 28/3, from gaps (16/3)/(28/3) = 4/7; r = (16/3)/4 = 4/3, so
/// 2·(1 + 3/4)² = 6.125 degrees of freedom.
#[test]
fn rubin_by_hand() {
    let pooled = pool_rubin(&[10.0, 12.0, 14.0], &[3.0, 4.0, 5.0]).unwrap();
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12);
    close(pooled.estimate, 12.0);
    close(pooled.within, 4.0);
    close(pooled.between, 4.0);
    close(pooled.total, 28.0 / 3.0);
    close(pooled.from_gaps, 4.0 / 7.0);
    close(pooled.degrees_of_freedom.unwrap(), 6.125);
    let same = pool_rubin(&[5.0, 5.0], &[1.0, 1.0]).unwrap();
    assert_eq!((same.total, same.from_gaps, same.degrees_of_freedom), (1.0, 0.0, None));
    let whole = pool_rubin(&[1.0, 3.0], &[0.0, 0.0]).unwrap();
    assert_eq!((whole.total, whole.degrees_of_freedom), (3.0, Some(1.0)));
    assert_eq!(pool_rubin(&[1.0], &[1.0]), Err(NotPooled::TooFew));
    assert_eq!(pool_rubin(&[1.0, 2.0], &[1.0]), Err(NotPooled::LengthsDiffer));
    assert_eq!(pool_rubin(&[1.0, 2.0], &[1.0, -1.0]), Err(NotPooled::BadNumber));
    assert_eq!(pool_rubin(&[1.0, f64::NAN], &[1.0, 1.0]), Err(NotPooled::BadNumber));
}

fn cell() -> impl Strategy<Value = Answered<f64>> {
    prop_oneof![
        4 => (0i32..10).prop_map(|x| Ok(f64::from(x))),
        2 => Just(GAP),
        1 => Just(NOT_APPLICABLE),
        1 => Just(Ok(f64::INFINITY)),
    ]
}

fn plans() -> impl Strategy<Value = Imputation> {
    prop_oneof![
        Just(Imputation::Mean),
        Just(Imputation::Median),
        Just(Imputation::GroupMedian("zone".to_owned())),
        Just(Imputation::OwnAxis),
        Just(Imputation::HotDeck(Some("zone".to_owned()))),
        Just(Imputation::NearestNeighbours(3)),
        Just(Imputation::Multiple(5)),
    ]
}

proptest! {
    /// Every gap is listed once; observed and inapplicable cells stay; a filled cell holds what
    /// the list says, inside the range of the column for all kinds that borrow.
    #[test]
    fn every_gap_is_listed_and_nothing_else_moves(
        table in prop::collection::vec(prop::collection::vec(cell(), 8), 3),
        plan in prop::collection::vec(plans(), 3),
    ) {
        let columns: Vec<&[Answered<f64>]> = table.iter().map(Vec::as_slice).collect();
        let mut case = Case::new(&columns, &[1, 1, 1, 2, 2, 2, 0, 0]);
        let list = case.run(&plan);
        for (column, before) in table.iter().enumerate() {
            for (row, cell) in before.iter().enumerate() {
                let listed: Vec<_> =
                    list.iter().filter(|i| i.column == column && i.row == row).collect();
                let after = case.columns[column][row];
                if matches!(cell, Ok(x) if x.is_finite()) || *cell == NOT_APPLICABLE {
                    prop_assert!(listed.is_empty());
                    prop_assert_eq!(after, *cell);
                } else {
                    prop_assert_eq!(listed.len(), 1);
                    prop_assert_eq!(after, listed[0].value.map_err(|_| listed[0].missing));
                    prop_assert!(after.is_err() || (0.0..=10.0).contains(&after.unwrap()));
                }
            }
        }
    }
}
