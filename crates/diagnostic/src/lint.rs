//! Checks of an instrument against its data before it runs.
