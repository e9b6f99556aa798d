//! Treatment of outlying values, with the log of what moved.
