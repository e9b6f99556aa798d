//! Network measures on plain ties between numbered nodes.
