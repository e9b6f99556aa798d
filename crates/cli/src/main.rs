//! The `nanduti` binary.
fn main() {}
