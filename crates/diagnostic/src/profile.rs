//! Profiles of groups with survey design: n, mean, spread, errors.
