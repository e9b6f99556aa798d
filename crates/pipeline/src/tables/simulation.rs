//! What may come of each portfolio: bands, comparisons, and what it rests on.

use super::cluster_word;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_model::{Difference, EvidenceKind, PortfolioKind, PortfolioResult, SimulationResult};

fn kind(kind: PortfolioKind) -> &'static str {
    match kind {
        PortfolioKind::Chosen => "chosen",
        PortfolioKind::Nothing => "nothing",
        PortfolioKind::EqualSplit => "equal_split",
        PortfolioKind::SimpleRule => "simple_rule",
        PortfolioKind::LastCohort => "last_cohort",
        PortfolioKind::Given => "given",
    }
}

fn axis_word(results: &Results, axis: Option<usize>) -> String {
    let axes = results.diagnosis.axes();
    axis.and_then(|a| axes.get(a))
        .map_or_else(|| "weighted".to_owned(), |&i| results.diagnosis.nodes[i].id.to_string())
}

/// Median and 5–95 % band per portfolio, cluster, axis and quarter.
pub(super) fn bands(results: &Results, simulation: &SimulationResult) -> Table {
    let mut table = Table::new(
        "simulation_bands",
        &[
            ("portfolio", "Conjunto", "Portfolio"),
            ("cluster", "Clúster", "Cluster"),
            ("axis", "Eje", "Axis"),
            ("n", "n", "n"),
            ("quarter", "Trimestre", "Quarter"),
            ("p05", "5 %", "5 %"),
            ("median", "Mediana", "Median"),
            ("p95", "95 %", "95 %"),
        ],
    );
    for portfolio in &simulation.portfolios {
        for series in &portfolio.bands {
            for (quarter, band) in series.quarters.iter().enumerate() {
                table.push(vec![
                    portfolio.id.as_str().into(),
                    cluster_word(results, series.cluster).into(),
                    axis_word(results, Some(series.axis)).into(),
                    series.n.into(),
                    quarter.into(),
                    Cell::real(band.p05, 1),
                    Cell::real(band.median, 1),
                    Cell::real(band.p95, 1),
                ]);
            }
        }
    }
    table
}

/// Paired differences: each portfolio against nothing, and the proposed one against each.
pub(super) fn comparisons(results: &Results, simulation: &SimulationResult) -> Table {
    let mut table = Table::new(
        "comparisons",
        &[
            ("portfolio", "Conjunto", "Portfolio"),
            ("kind", "Clase", "Kind"),
            ("n_plans", "Planes", "Plans"),
            ("cost", "Gs.", "Gs."),
            ("against", "Contra", "Against"),
            ("cluster", "Clúster", "Cluster"),
            ("axis", "Eje", "Axis"),
            ("p05", "5 %", "5 %"),
            ("median", "Mediana", "Median"),
            ("p95", "95 %", "95 %"),
            ("futures_above_zero", "Futuros sobre cero", "Futures above zero"),
        ],
    );
    for portfolio in &simulation.portfolios {
        if !portfolio.recorded {
            table.push(row(results, portfolio, "sin_registro", None));
            continue;
        }
        for difference in &portfolio.versus_nothing {
            table.push(row(results, portfolio, "nothing", Some(difference)));
        }
        if let Some(difference) = &portfolio.chosen_minus_this {
            table.push(row(results, portfolio, "chosen_minus_this", Some(difference)));
        }
    }
    table
}

fn row(
    results: &Results,
    portfolio: &PortfolioResult,
    against: &str,
    difference: Option<&Difference>,
) -> Vec<Cell> {
    let band = difference.map(|d| d.band);
    vec![
        portfolio.id.as_str().into(),
        kind(portfolio.kind).into(),
        portfolio.recorded.then_some(portfolio.n_plans).into(),
        if portfolio.recorded { Cell::real(portfolio.cost, 0) } else { Cell::Absent },
        against.into(),
        difference.map(|d| cluster_word(results, d.cluster)).into(),
        difference.map(|d| axis_word(results, d.axis)).into(),
        Cell::maybe_real(band.map(|b| b.p05), 2),
        Cell::maybe_real(band.map(|b| b.median), 2),
        Cell::maybe_real(band.map(|b| b.p95), 2),
        Cell::maybe_real(difference.map(|d| d.share_positive), 2),
    ]
}

/// What each portfolio's expected gain rests on.
pub(super) fn evidence(simulation: &SimulationResult) -> Table {
    let mut table = Table::new(
        "evidence",
        &[
            ("portfolio", "Conjunto", "Portfolio"),
            ("evidence", "Prueba", "Evidence"),
            ("share", "Parte", "Share"),
        ],
    );
    for portfolio in &simulation.portfolios {
        for part in &portfolio.evidence {
            let word = match part.kind {
                EvidenceKind::Trial => "trial",
                EvidenceKind::BeforeAfter => "before_after",
                EvidenceKind::Programme => "programme",
                EvidenceKind::Assumption => "assumption",
            };
            table.push(vec![portfolio.id.as_str().into(), word.into(), Cell::real(part.share, 2)]);
        }
    }
    table
}
