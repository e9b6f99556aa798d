//! Uncertainty and sensitivity of scores over declared alternatives.
