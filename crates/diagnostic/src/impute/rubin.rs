//! Pooling of estimates over several completions of the same data.

/// One estimate out of several completions (Rubin, 1987, Multiple Imputation for Nonresponse in
/// Surveys, section 3.1). Variances in squared units of the estimate.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pooled {
    /// Mean of the estimates.
    pub estimate: f64,
    /// Mean of their variances: what would remain if nothing had been missing.
    pub within: f64,
    /// Variance of the estimates between completions, divisor m − 1.
    pub between: f64,
    /// Total variance, `within + (1 + 1/m)·between`.
    pub total: f64,
    /// Share of the total that the gaps cause, 0–1; 0 where there is no variance at all.
    pub from_gaps: f64,
    /// Degrees of freedom, `(m − 1)·(1 + 1/r)²` with r the increase of the variance by the gaps
    /// relative to `within`; `None` for infinitely many (no variance between completions).
    pub degrees_of_freedom: Option<f64>,
}

/// Why estimates cannot be pooled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotPooled {
    /// Fewer than two completions say nothing about the spread between them.
    TooFew,
    /// Not as many variances as estimates.
    LengthsDiffer,
    /// A number that is not finite, or a negative variance.
    BadNumber,
}

/// Pools one estimate and its variance from each of m ≥ 2 completions. Variances of 0 are legal
/// (a whole population was asked): then all variance comes from the gaps.
pub fn pool_rubin(estimates: &[f64], variances: &[f64]) -> Result<Pooled, NotPooled> {
    if estimates.len() != variances.len() {
        return Err(NotPooled::LengthsDiffer);
    }
    if estimates.len() < 2 {
        return Err(NotPooled::TooFew);
    }
    let m = estimates.len() as f64;
    let estimate = nanduti_stats::mean(estimates).ok_or(NotPooled::BadNumber)?;
    let within = nanduti_stats::mean(variances).ok_or(NotPooled::BadNumber)?;
    let between = nanduti_stats::sample_variance(estimates).ok_or(NotPooled::BadNumber)?;
    let extra = (1.0 + 1.0 / m) * between;
    let total = within + extra;
    if variances.iter().any(|variance| *variance < 0.0) || !(estimate + total).is_finite() {
        return Err(NotPooled::BadNumber);
    }
    // (1 + 1/r) is total / extra, which needs no variance within.
    let degrees_of_freedom = (extra > 0.0).then(|| (m - 1.0) * (total / extra).powi(2));
    let from_gaps = if total > 0.0 { extra / total } else { 0.0 };
    Ok(Pooled { estimate, within, between, total, from_gaps, degrees_of_freedom })
}
