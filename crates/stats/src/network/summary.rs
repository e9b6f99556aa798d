//! A network in aggregate: counts and shares, no node and no pair.

use super::{Direction, Network};

/// What can be said of a network without naming anybody.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkSummary {
    /// Whether ties have a direction.
    pub direction: Direction,
    /// Nodes, asked or not.
    pub n_nodes: usize,
    /// Nodes that were asked for their ties.
    pub n_observed: usize,
    /// Different recorded ties.
    pub n_ties: usize,
    /// See [`Network::density`].
    pub density: Option<f64>,
    /// See [`Network::reciprocity`].
    pub reciprocity: Option<f64>,
    /// How many asked nodes send (have, when undirected) 0, 1, 2, … ties.
    pub out_degrees: Vec<usize>,
    /// How many asked nodes receive 0, 1, 2, … ties.
    pub in_degrees: Vec<usize>,
    /// Asked nodes without any tie.
    pub n_isolated: usize,
    /// Nodes that were not asked and that nobody names: nothing is known of their ties.
    pub n_unknown: usize,
    /// Components with at least two nodes.
    pub n_components: usize,
    /// Nodes of the largest component; 0 without any known node.
    pub largest_component: usize,
    /// Ties whose loss would split a component.
    pub n_bridges: usize,
    /// Nodes whose leaving would split a component.
    pub n_articulation_points: usize,
    /// Greatest core number; 0 without ties.
    pub deepest_core: usize,
}

impl Network {
    /// The network in aggregate.
    #[must_use]
    pub fn summary(&self) -> NetworkSummary {
        let degrees = self.degrees();
        let components = self.components();
        let n_known = components.component.iter().flatten().count();
        NetworkSummary {
            direction: self.direction(),
            n_nodes: self.n_nodes(),
            n_observed: self.n_observed(),
            n_ties: self.n_ties(),
            density: self.density(),
            reciprocity: self.reciprocity(),
            out_degrees: self.degree_distribution(&degrees.out_degree),
            in_degrees: self.degree_distribution(&degrees.in_degree),
            n_isolated: self.isolated().len(),
            n_unknown: self.n_nodes() - n_known,
            n_components: components.sizes.iter().filter(|size| **size > 1).count(),
            largest_component: components.sizes.iter().max().copied().unwrap_or(0),
            n_bridges: self.bridges().len(),
            n_articulation_points: self.articulation_points().len(),
            deepest_core: self.core_numbers().into_iter().flatten().max().unwrap_or(0),
        }
    }
}
