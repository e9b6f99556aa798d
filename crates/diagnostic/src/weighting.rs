//! Weights: elicited, statistical and optimised, with what they effectively do.
