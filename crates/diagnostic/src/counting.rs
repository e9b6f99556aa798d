//! The counting view (Alkire and Foster, 2011) beside the index.
