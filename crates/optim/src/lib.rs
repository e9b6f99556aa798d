//! Optimisation over plain numbers: minimum-cost flow, bundles under shared capacities, and
//! small mixed-integer models.
//!
//! Nothing here knows of workshops, files or wording. Limits count work, never time, so the
//! same input gives the same answer everywhere. Flows and bundles carry a bound and what proves
//! it; the functions that check answers and proofs share no code with the solvers. Linear
//! models come from other people's solvers and say so.

mod bundle;
mod milp;
mod network;
pub mod published;
mod status;
mod transport;

pub use bundle::{
    BoundKind, BundleCertificate, BundleColumn, BundleError, BundleOptions, BundleProblem,
    BundleSolution, BundleViolation, CertificateFault, ProofNode, ProofSplit, SearchProof,
    check_bundle_certificate, check_bundle_choice, solve_bundles,
};
pub use milp::{MilpError, MilpModel, MilpRow, MilpSolution, MilpVariable, Sense, solve_milp};
pub use network::{
    Arc, FlowSolution, FlowViolation, MAX_COST, Network, NetworkError, UNBOUNDED, check_flow,
    dual_bound, shortage_bound,
};
pub use status::{Limit, Status, relative_gap};
pub use transport::{
    BatchOptions, BatchRules, BatchSolution, BatchViolation, Transport, TransportError,
    TransportSolution, TransportViolation, check_batches, check_transport, transport_bound,
};
