//! Nearest level and the cheapest answers that reach it; strengths and shortfalls; imbalance.
