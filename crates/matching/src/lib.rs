//! Turns the case into problems of `optim` and the answers back into reasons: lots, pilots and
//! improvement plans, and a checker that re-derives each of them.

mod bundles;
mod check_pilots;
mod check_plans;
mod pilots;
#[cfg(test)]
mod plan_case;
mod plan_input;
mod plans;
mod violation;

pub use bundles::{Bundle, best_bundles, best_gains, fair_share, prerequisite_cycle};
pub use check_pilots::{CheckedPilots, check_pilots};
pub use check_plans::{CheckedPlans, check_plans};
pub use pilots::{PilotInput, select_pilots};
pub use plan_input::{LineWish, PlanInput, WishKind};
pub use plans::{GROUP_COMPLETE, plan_cohort};
pub use violation::Violation;
