//! Rescoring after a change, in the frozen frame.

/// Turns changed indicator values into axis points. `diagnostic` implements it; planner and
/// simulator call it, so that a change is worth the same everywhere.
///
/// Missing indicators have a planning value, so that a workshop with fewer answers is not
/// planned for less: the median of its cluster, else of all, else the middle of the goalposts.
pub trait Rescore: Sync {
    /// Number of workshops.
    fn n_workshops(&self) -> usize;

    /// Number of axes.
    fn n_axes(&self) -> usize;

    /// Ids of the indicators, in the order `values` uses.
    fn indicators(&self) -> &[crate::NodeId];

    /// Observed or planning value of every indicator of a workshop, in the indicator's unit;
    /// `None` where the indicator does not apply to it.
    fn values(&self, workshop: usize) -> &[Option<f64>];

    /// Whether the value at this indicator was observed (else it is a planning value).
    fn observed(&self, workshop: usize, indicator: usize) -> bool;

    /// Axis points (0–100) of a workshop with these indicator values, written to `axes`;
    /// `values` has the length of [`Rescore::indicators`], `axes` that of [`Rescore::n_axes`].
    fn rescore(&self, workshop: usize, values: &[Option<f64>], axes: &mut [f64]);

    /// The value at which an indicator scores 100, nearest to `value`.
    fn best(&self, indicator: usize, value: f64) -> f64;

    /// Standard deviation of the observed values of an indicator over all workshops; 0 when
    /// fewer than two were observed.
    fn spread(&self, indicator: usize) -> f64;

    /// Axis points of many workshops at once, one row of `n_axes` each.
    fn rescore_batch(&self, changes: &[(usize, Vec<Option<f64>>)]) -> Vec<Vec<f64>> {
        changes
            .iter()
            .map(|(workshop, values)| {
                let mut axes = vec![0.0; self.n_axes()];
                self.rescore(*workshop, values, &mut axes);
                axes
            })
            .collect()
    }
}
