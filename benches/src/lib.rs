//! What the benches share: synthetic cases of ×1, ×10 and ×100 the local size, loaded once.
//!
//! Workshops, firms, lots, seats and budget all grow together.

pub mod usage;

use nanduti_pipeline::case::{Case, load_case};
use nanduti_pipeline::new_case::{LOCAL_WORKSHOPS, default_seed, synthetic_case};
use tempfile::TempDir;

/// Multiples of the local case that are measured; `NANDUTI_BENCH_MOST` lowers the largest.
pub fn multiples() -> Vec<u32> {
    let most = std::env::var("NANDUTI_BENCH_MOST").ok().and_then(|m| m.parse().ok()).unwrap_or(100);
    [1, 10, 100].into_iter().filter(|m| *m <= most).collect()
}

/// A synthetic case folder of a multiple of the local size.
pub fn folder(multiple: u32) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    synthetic_case(LOCAL_WORKSHOPS * multiple, default_seed(), false, &mut |name, fill| {
        let path = place.path().join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        fill(&mut file)?;
        Ok(std::io::Write::flush(&mut file)?)
    })
    .expect("a temporary folder can be written to");
    place
}

/// The loaded case of a multiple of the local size.
pub fn case(multiple: u32) -> Case {
    let place = folder(multiple);
    let loaded = load_case(place.path(), None);
    loaded.case.expect("a synthetic case has no errors")
}
