//! Fitting of sample-relative normalisations, which freezes them.
