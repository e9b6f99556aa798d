//! Conditions for associativity by territory: a proposal with interval, reasons and a first safe step.
