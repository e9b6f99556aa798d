//! Principal components of the correlation matrix.

use super::Refusal;
use nanduti_stats::SymmetricMatrix;

/// Sum of loadings that counts as none when a component's sign is set.
const BALANCED: f64 = 1e-9;

/// Principal components, the one that explains most first (Hotelling 1933).
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// As many as items kept.
    pub components: Vec<Component>,
}

/// One principal component of the standardised items.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Variance it explains, in items: not negative; all add up to the number of items.
    pub eigenvalue: f64,
    /// That variance over the number of items, in [0, 1].
    pub share: f64,
    /// Share of this component and those before it.
    pub cumulative: f64,
    /// Correlation of each item kept with the component, in [−1, 1]. Their sum is positive; of
    /// a balanced component the first loading that is not zero is. Of components with equal
    /// eigenvalues only the common space has a meaning, not the single loadings.
    pub loadings: Vec<f64>,
}

/// Components from correlations.
pub(super) fn components(correlation: &SymmetricMatrix) -> Result<Components, Refusal> {
    let eigen = correlation.eigen().ok_or(Refusal::NotConverged)?;
    let items = correlation.size() as f64;
    let mut cumulative = 0.0;
    let components = eigen
        .values
        .iter()
        .zip(&eigen.vectors)
        .map(|(value, vector)| {
            let eigenvalue = value.max(0.0);
            let share = eigenvalue / items;
            cumulative += share;
            let size = sign(vector) * eigenvalue.sqrt();
            let loadings = vector.iter().map(|entry| (entry * size).clamp(-1.0, 1.0)).collect();
            Component { eigenvalue, share, cumulative, loadings }
        })
        .collect();
    Ok(Components { components })
}

/// The sign that makes the sum positive, or else the first entry that is not zero.
fn sign(vector: &[f64]) -> f64 {
    let sum: f64 = vector.iter().sum();
    let leading = if sum.abs() > BALANCED {
        Some(sum)
    } else {
        vector.iter().copied().find(|entry| entry.abs() > BALANCED)
    };
    leading.map_or(1.0, f64::signum)
}
