//! Optimisation over plain numbers: minimum-cost flow, bundles under shared capacities, and
//! small mixed-integer models.
//!
//! Nothing here knows of workshops, files or wording. Limits count work, never time, so the
//! same input gives the same answer everywhere. Every answer carries a bound and what proves
//! it; the functions that check answers and proofs share no code with the solvers.

mod bundle;
mod network;
pub mod published;
mod status;

pub use bundle::{
    BoundKind, BundleCertificate, BundleColumn, BundleError, BundleOptions, BundleProblem,
    BundleSolution, BundleViolation, CertificateFault, ProofNode, ProofSplit, SearchProof,
    check_bundle_certificate, check_bundle_choice, solve_bundles,
};
pub use network::{
    Arc, FlowSolution, FlowViolation, MAX_COST, Network, NetworkError, UNBOUNDED, check_flow,
    dual_bound, shortage_bound,
};
pub use status::{Limit, Status, relative_gap};
