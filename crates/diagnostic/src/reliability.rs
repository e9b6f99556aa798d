//! Reliability of the instrument itself, and how its axes move together.
