//! Aggregation rules on plain numbers, and exact contributions of their parts.
