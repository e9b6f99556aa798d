//! Turns the case into problems of `optim` and the answers back into reasons: lots, pilots and
//! improvement plans, and a checker that re-derives each of them.

mod bundles;
mod check_lots;
mod check_pilots;
mod check_plans;
mod gates;
mod input;
mod keeping;
mod lots;
mod pilots;
#[cfg(test)]
mod plan_case;
mod plan_input;
mod plans;
#[cfg(test)]
mod test_case;
mod value;
mod violation;

pub use bundles::{Bundle, best_bundles, best_gains, fair_share, prerequisite_cycle};
pub use check_lots::{CheckedMatching, Quantity, check_matching, check_quantities};
pub use check_pilots::{CheckedPilots, check_pilots};
pub use check_plans::{CheckedPlans, check_plans};
pub use input::MatchInput;
pub use lots::{judge_pair, match_lots};
pub use pilots::{PilotInput, select_pilots};
pub use plan_input::{LineWish, PlanInput, WishKind};
pub use plans::{GROUP_COMPLETE, plan_cohort};
pub use violation::Violation;
