//! What the field knows, as pure functions with sources: the evaluator of expressions, the fair
//! price and the legal cost of a minute, efficiency and capacity minutes, effects of
//! interventions and their conditions.
//!
//! Planner, simulator, checker and report call these, so that no formula is written twice.
//!
//! ```
//! use nanduti_rules::{PriceBasis, efficiency, fair_price};
//! // A T-shirt of 7 standard minutes at 45 % efficiency: Gs 5,200 (rounded) in 2023.
//! let basis = PriceBasis { cost_minute: 268.0, overhead: 1.25 };
//! let price = fair_price(7.0, 45.0, &basis).expect("positive efficiency");
//! assert_eq!((price / 100.0).round() * 100.0, 5200.0);
//! assert_eq!(efficiency(450.0, 15.0, 15_000.0), Some(45.0));
//! ```

mod capacity;
mod columns;
mod effects;
mod evaluate;
mod parse;
mod price;

pub use capacity::{WEEKS_PER_MONTH, efficiency, month_minutes, offered_minutes};
pub use columns::{Cells, Columns, Program, compile};
pub use effects::{
    ActiveLine, Draws, ExpectedDraws, RequirementCheck, apply_effect, check_requirements,
    effect_scales, effect_targets, is_active, order_regularity, values_after,
};
pub use evaluate::{DiagnosisScope, Scope, Value, evaluate, holds};
pub use parse::{ExpressionError, parse_expression, parse_form_rule};
pub use price::{PriceBasis, fair_price, legal_cost_minute};
