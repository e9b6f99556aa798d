//! Every estimate of the counting view with its error by the declared survey design.

use super::{CONFIDENCE, each_part, who};
use crate::counting_view::CountingView;
use crate::table::{Cell, Table};
use crate::tables::survey_design::no_error_word;
use nanduti_diagnostic::counting::{Measure, Measures};
use nanduti_diagnostic::profile::{Estimate, IntervalKind};

/// One row a group and measure: the estimate, its standard error and interval, or why it has none.
pub(super) fn estimates(view: &CountingView) -> Table {
    let mut table = Table::new(
        "counting_estimates",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("measure", "Medida", "Measure"),
            ("indicator", "Indicador", "Indicator"),
            ("n", "Contados", "Counted"),
            ("population", "Unidades de la población", "Units of the population"),
            ("estimate", "Estimación", "Estimate"),
            ("standard_error", "Error estándar", "Standard error"),
            ("low", "Desde (90 %)", "From (90%)"),
            ("high", "Hasta (90 %)", "To (90%)"),
            ("degrees_of_freedom", "Grados de libertad", "Degrees of freedom"),
            ("no_error", "Por qué no hay error", "Why there is no error"),
        ],
    );
    each_part(view, |grouped, part| {
        let Some(measures) = part.measures.shown() else { return };
        for measure in Measure::all(&view.counts) {
            let Some(estimate) = of_measure(measures, measure) else { continue };
            let mut row = who(grouped, part.part);
            row.push(measure_word(measure).into());
            row.push(indicator_cell(view, measure));
            row.push(part.rows.into());
            row.push(Cell::real(measures.population, 1));
            row.extend(cells(estimate));
            table.push(row);
        }
    });
    table
}

/// Estimate, standard error, interval on the logit of the share, degrees of freedom, and why there
/// is no error.
fn cells(estimate: &Estimate) -> [Cell; 6] {
    let interval = estimate.interval(IntervalKind::LogitStudent, CONFIDENCE);
    [
        Cell::real(estimate.value, 3),
        Cell::maybe_real(estimate.standard_error.ok(), 4),
        Cell::maybe_real(interval.map(|ends| ends.low), 3),
        Cell::maybe_real(interval.map(|ends| ends.high), 3),
        estimate.degrees_of_freedom.into(),
        estimate.standard_error.err().map(no_error_word).into(),
    ]
}

/// The estimate of a measure, where it has a base.
fn of_measure(measures: &Measures, measure: Measure) -> Option<&Estimate> {
    match measure {
        Measure::Headcount => measures.headcount.as_ref(),
        Measure::Intensity => measures.intensity.as_ref(),
        Measure::AdjustedHeadcount => measures.adjusted_headcount.as_ref(),
        Measure::AdjustedGap => measures.adjusted_gap.as_ref(),
        Measure::AdjustedSquaredGap => measures.adjusted_squared_gap.as_ref(),
        Measure::Uncensored(at) => measures.indicators[at].uncensored_headcount.as_ref(),
        Measure::Censored(at) => measures.indicators[at].censored_headcount.as_ref(),
    }
}

/// Stable word of a measure.
pub(in crate::tables) const fn measure_word(measure: Measure) -> &'static str {
    match measure {
        Measure::Headcount => "headcount",
        Measure::Intensity => "intensity",
        Measure::AdjustedHeadcount => "adjusted_headcount",
        Measure::AdjustedGap => "adjusted_gap",
        Measure::AdjustedSquaredGap => "adjusted_squared_gap",
        Measure::Uncensored(_) => "uncensored",
        Measure::Censored(_) => "censored",
    }
}

fn indicator_cell(view: &CountingView, measure: Measure) -> Cell {
    match measure {
        Measure::Uncensored(at) | Measure::Censored(at) => {
            view.spec.deprivations[at].indicator.as_str().into()
        }
        _ => Cell::Absent,
    }
}
