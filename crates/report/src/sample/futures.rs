//! The sample's simulated futures.

use nanduti_model::{
    Band, Difference, EvidenceKind, EvidenceShare, PortfolioBands, PortfolioKind, PortfolioResult,
    SimulationResult, SimulationSettings,
};

fn band(median: f64, half: f64) -> Band {
    Band { p05: median - half, median, p95: median + half }
}

fn difference(cluster: Option<usize>, axis: Option<usize>, median: f64, half: f64) -> Difference {
    let dots: Vec<f64> = (0..20).map(|i| median + half * (f64::from(i) - 9.5) / 9.0).collect();
    Difference {
        cluster,
        axis,
        band: band(median, half),
        share_positive: dots.iter().filter(|d| **d > 0.0).count() as f64 / 20.0,
        dots,
    }
}

fn bands(cluster: Option<usize>, gain: f64) -> Vec<PortfolioBands> {
    (0..4)
        .map(|axis| PortfolioBands {
            cluster,
            axis,
            n: 18,
            quarters: (0..=8)
                .map(|q| {
                    let grown = gain * f64::from(q) / 8.0;
                    band(40.0 + grown * (1.0 + axis as f64 / 4.0), f64::from(q).sqrt() * 1.8)
                })
                .collect(),
        })
        .collect()
}

fn portfolio(kind: PortfolioKind, gain: f64, against: Option<(f64, f64)>) -> PortfolioResult {
    PortfolioResult {
        id: format!("{kind:?}").to_lowercase().as_str().into(),
        kind,
        recorded: true,
        n_plans: 18,
        cost: 453_200_000.0,
        bands: bands(None, gain),
        versus_nothing: vec![],
        chosen_minus_this: against.map(|(m, h)| difference(None, None, m, h)),
        drop_out: Some(Band { p05: 0.1, median: 0.17, p95: 0.25 }),
        evidence: vec![],
    }
}

pub(super) fn simulation(n_clusters: usize) -> SimulationResult {
    let mut chosen = portfolio(PortfolioKind::Chosen, 6.0, None);
    let halves = [4.4, 5.0, 7.2, 6.0];
    let medians = [5.2, 6.8, 3.0, 7.4];
    for cluster in std::iter::once(None).chain((0..n_clusters).map(Some)) {
        for axis in 0..4 {
            chosen.versus_nothing.push(difference(
                cluster,
                Some(axis),
                medians[axis],
                halves[axis],
            ));
        }
        chosen.versus_nothing.push(difference(cluster, None, 5.6, 4.0));
    }
    let share = |kind, share| EvidenceShare { kind, share };
    chosen.evidence = vec![
        share(EvidenceKind::Trial, 0.31),
        share(EvidenceKind::BeforeAfter, 0.24),
        share(EvidenceKind::Programme, 0.12),
        share(EvidenceKind::Assumption, 0.33),
    ];
    let unrecorded = PortfolioResult {
        recorded: false,
        n_plans: 0,
        cost: 0.0,
        bands: vec![],
        chosen_minus_this: None,
        drop_out: None,
        ..portfolio(PortfolioKind::LastCohort, 0.0, None)
    };
    SimulationResult {
        settings: SimulationSettings {
            n_draws: 2000,
            n_quarters: 8,
            seed: 1,
            take_up: (0.7, 0.95),
            drop_out_year: (0.1, 0.25),
            decay_year: (0.1, 0.5),
            spillover: (0.0, 0.2),
            shock_sd: 2.0,
            shock_memory: 0.5,
            noise_off: false,
        },
        portfolios: vec![
            chosen,
            portfolio(PortfolioKind::Nothing, 0.5, Some((5.6, 4.0))),
            portfolio(PortfolioKind::EqualSplit, 4.0, Some((2.0, 2.6))),
            portfolio(PortfolioKind::SimpleRule, 5.0, Some((0.5, 2.1))),
            unrecorded,
        ],
        warnings: vec![],
    }
}
