//! The survey design as it was read: strata, sampling units, weights, and who is left out.

use crate::survey_design::{NamedStratum, Surveyed};
use crate::table::{Cell, Table};
use nanduti_diagnostic::profile::NoStandardError;

/// One row for the whole, one a stratum, and one for every reason to leave units out.
pub(super) fn table(survey: &Surveyed) -> Table {
    let mut table = Table::new(
        "survey_design",
        &[
            ("part", "Parte", "Part"),
            ("name", "Nombre", "Name"),
            ("units", "Unidades", "Units"),
            ("sampling_units", "Unidades de muestreo", "Sampling units"),
            ("population", "Unidades de muestreo que hay", "Sampling units there are"),
            ("sampled_share", "Parte de ellas en la muestra", "Share of them sampled"),
            ("weight", "Suma de los pesos", "Sum of the weights"),
            ("effective_units", "Unidades que valen por igual", "Units of equal worth"),
            ("single", "Una sola: no se ve cuánto varía", "Single: its spread is not seen"),
        ],
    );
    let sampling = &survey.sampling;
    let weights = sampling.weights();
    let (sum, squares) =
        weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    let effective = (squares > 0.0).then(|| sum * sum / squares);
    table.push(vec![
        "all".into(),
        Cell::Absent,
        sampling.used().into(),
        sampling.psus().into(),
        Cell::Absent,
        Cell::Absent,
        Cell::real(sum, 1),
        Cell::maybe_real(effective, 1),
        Cell::Absent,
    ]);
    for stratum in
        survey.strata.iter().filter(|stratum| !stratum.name.is_empty() || is_finite(stratum))
    {
        table.push(of_stratum(stratum));
    }
    for (why, n) in &survey.left_out {
        let mut row = vec!["left_out".into(), why.word().into(), (*n).into()];
        row.resize(9, Cell::Absent);
        table.push(row);
    }
    table
}

/// Whether the population of a stratum is stated.
fn is_finite(stratum: &NamedStratum) -> bool {
    stratum.figures.fraction > 0.0
}

fn of_stratum(stratum: &NamedStratum) -> Vec<Cell> {
    let figures = &stratum.figures;
    let share = is_finite(stratum).then_some(figures.fraction);
    let population = share.map(|share| (f64::from(figures.psus) / share).round() as i64);
    vec![
        "stratum".into(),
        Some(stratum.name.as_str()).filter(|name| !name.is_empty()).into(),
        figures.rows.into(),
        figures.psus.into(),
        population.into(),
        Cell::maybe_real(share, 3),
        Cell::real(figures.weight, 1),
        Cell::Absent,
        (figures.psus == 1 && figures.fraction < 1.0).into(),
    ]
}

/// Stable word of why an estimate has no standard error.
pub(super) const fn no_error_word(why: NoStandardError) -> &'static str {
    match why {
        NoStandardError::SinglePsuStrata { .. } => "single_sampling_unit",
        NoStandardError::NoDegreesOfFreedom => "no_degrees_of_freedom",
        NoStandardError::NoVariation => "no_variation",
        NoStandardError::NoDerivative => "no_derivative",
    }
}
