//! Typology of workshops: k-medoids on mixed data with a stability figure.
