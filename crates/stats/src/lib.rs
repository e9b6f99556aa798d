//! Mathematics that several engines need: keyed random numbers, distributions by quantile,
//! order statistics, correlation and intervals, each with the source of its formula.
//!
//! It knows nothing of workshops and reads no file. Every function is pure; what cannot be
//! computed (no values, no spread) is `None`, never zero.
//!
//! A random number depends on its key alone, so draws or parameters added elsewhere change
//! nothing:
//! ```
//! use nanduti_stats::Key;
//!
//! let key = Key::new(7, "effect").at(12).at(3);
//! assert_eq!(key.normal(), Key::new(7, "effect").at(12).at(3).normal());
//! assert_ne!(key.normal(), Key::new(7, "effect").at(3).at(12).normal());
//! ```

mod association;
mod correlation;
mod distribution;
mod interval;
mod matrix;
pub mod network;
mod normal;
mod random;
mod special;
mod summary;
mod tail;

pub use association::{complete_rows, pearson, ranks, spearman};
pub use correlation::{
    Correlation, CorrelationKind, CorrelationRefusal, CorrelationSettings, PartialCorrelation,
    correlate, correlate_complete, correlation_interval, correlation_p_value, kendall_tau_b,
    partial_correlations,
};
pub use distribution::{Distribution, DistributionError};
pub use interval::{OrderInterval, median_interval, wilson_interval};
pub use matrix::{Eigen, Inverse, NotPositiveDefinite, SymmetricMatrix};
pub use normal::{normal_cdf, normal_quantile};
pub use random::{Key, Stream, mix, rint};
pub use summary::{mean, median, quantile, quantile_sorted, sample_sd, sample_variance};
pub use tail::{chi_square_upper, f_lower, f_quantile, student_t_quantile, student_t_two_sided};
