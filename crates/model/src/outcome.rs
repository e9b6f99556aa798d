//! Outcomes of a solve as values.

/// How a solve ended.
#[derive(Clone, PartialEq, Debug)]
pub enum SolveStatus {
    /// Proved best.
    Optimal,
    /// Valid, with a proved bound: see [`Outcome::gap`].
    Feasible,
    /// A limit was reached; the best answer so far is given. Names the limit.
    Limit(String),
    /// No answer exists; names the constraints that clash.
    Infeasible(Vec<String>),
}

/// A solve: its value, its bound and how both were proved.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: SolveStatus,
    /// Value of the answer, recomputed by the checker; higher is better.
    pub value: f64,
    /// Upper bound on any answer's value, recomputed by the checker from the certificate.
    pub bound: Option<f64>,
    /// Method, as a word: `minute_prices`, `exact_counts`, `priced_bundles`; `report` has the words.
    pub method: String,
}

impl Outcome {
    /// `(bound − value) / |bound|` (margen del óptimo), ≥ 0; 0 when both are 0; `None` without bound.
    pub fn gap(&self) -> Option<f64> {
        let bound = self.bound?;
        if bound == self.value {
            return Some(0.0);
        }
        (bound != 0.0).then(|| ((bound - self.value) / bound.abs()).max(0.0))
    }
}
