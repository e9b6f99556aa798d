//! When a lot has room for one more stable tie.

use super::*;

fn room(pieces: i64, least: i64, suppliers: usize, most: &[i64]) -> LotRoom<'_> {
    LotRoom { pieces, least, suppliers, most }
}

#[test]
fn a_place_and_a_minimum_batch_must_be_left() {
    let most = [100, 80, 60];
    assert!(room(300, 50, 3, &most).has_room(&[100, 80], 60));
    assert!(!room(300, 50, 2, &most).has_room(&[100, 80], 60));
    assert!(!room(140, 50, 3, &most).has_room(&[100, 80], 60));
}

/// Two places, 150 asked for, of 100 + 80 possible: a small one of 20 would leave 150 − 120
/// unmade, one of 60 not.
#[test]
fn nobody_is_kept_at_the_price_of_work_left_undone() {
    let most = [100, 80, 60, 20];
    assert!(!room(150, 10, 2, &most).has_room(&[], 20));
    assert!(room(150, 10, 2, &most).has_room(&[], 60));
    assert!(room(110, 10, 2, &most).has_room(&[], 20));
    assert!(room(150, 10, 3, &most).has_room(&[20], 60));
}

#[test]
fn more_held_never_makes_room() {
    let most = [100, 80, 60, 40, 20];
    for suppliers in 1..5 {
        for pieces in (20..320).step_by(10) {
            let lot = room(pieces, 10, suppliers, &most);
            if !lot.has_room(&[40], 20) {
                assert!(!lot.has_room(&[40, 60], 20), "{pieces} {suppliers}");
            }
        }
    }
}

#[test]
fn equal_capacities_are_counted_once_each() {
    assert!(room(150, 1, 3, &[50, 50, 50]).has_room(&[50, 50], 50));
    assert!(!room(150, 1, 2, &[50, 50, 50]).has_room(&[50, 50], 50));
}
