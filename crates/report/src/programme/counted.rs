//! Counts with their noun: «1 suplente», «3 suplentes».

use super::page::Page;
use crate::words::text::frame;

/// «15 pilotos».
pub(super) fn pilots(page: &Page<'_>, n: usize) -> String {
    let noun = if n == 1 { frame::pilot(page.language) } else { frame::pilots(page.language) };
    format!("{}\u{a0}{noun}", page.count(n))
}

/// «1 taller», «83 talleres».
pub(super) fn workshops(page: &Page<'_>, n: usize) -> String {
    let noun =
        if n == 1 { frame::workshop(page.language) } else { frame::workshops(page.language) };
    format!("{}\u{a0}{noun}", page.count(n))
}

/// «3 suplentes».
pub(super) fn reserves(page: &Page<'_>, n: usize) -> String {
    let noun = if n == 1 { frame::reserve(page.language) } else { frame::reserves(page.language) };
    format!("{}\u{a0}{noun}", page.count(n))
}
