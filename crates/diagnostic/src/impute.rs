//! Imputation of gaps, with the list of what was imputed.
