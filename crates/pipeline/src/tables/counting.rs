//! The counting view as tables, by group; units appear one by one only in a file scored alone.

mod estimates;

pub(super) use estimates::measure_word;

use crate::counting_view::{CountingView, GroupedView};
use crate::table::{Cell, Table};
use nanduti_diagnostic::counting::{Measures, Standing};
use nanduti_diagnostic::profile::{Estimate, IntervalKind, LEAST_ROWS, Part};
use nanduti_model::WorkshopId;

/// Confidence of the intervals.
pub const CONFIDENCE: f64 = 0.9;

/// The tables by group.
pub(super) fn all(view: &CountingView) -> Vec<Table> {
    let mut tables = vec![groups(view), indicators(view), sweep(view), by_cut_off(view)];
    tables.extend(reconciliation(view));
    if view.by_design {
        tables.push(estimates::estimates(view));
    }
    tables
}

/// The ends of the interval of a share, inside 0–1; absent where it has no standard error or the
/// share is 0 or 1, of which the sample cannot tell how far they are from it.
pub fn ends(estimate: Option<&Estimate>) -> Option<(f64, f64)> {
    let interval = estimate?.interval(IntervalKind::LogitStudent, CONFIDENCE)?;
    Some((interval.low, interval.high))
}

fn share(estimate: Option<&Estimate>) -> [Cell; 3] {
    let ends = ends(estimate);
    [
        Cell::maybe_real(estimate.map(|e| e.value), 3),
        Cell::maybe_real(ends.map(|e| e.0), 3),
        Cell::maybe_real(ends.map(|e| e.1), 3),
    ]
}

fn groups(view: &CountingView) -> Table {
    let mut table = Table::new(
        "counting",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("n", "Contados", "Counted"),
            ("dropped", "Sin contar", "Not counted"),
            ("headcount", "Quiénes (H)", "Headcount (H)"),
            ("headcount_low", "H, desde (90 %)", "H, from (90%)"),
            ("headcount_high", "H, hasta (90 %)", "H, to (90%)"),
            ("intensity", "Cuánto (A)", "Intensity (A)"),
            ("intensity_low", "A, desde (90 %)", "A, from (90%)"),
            ("intensity_high", "A, hasta (90 %)", "A, to (90%)"),
            ("adjusted_headcount", "M0 = H × A", "M0 = H × A"),
            ("adjusted_headcount_low", "M0, desde (90 %)", "M0, from (90%)"),
            ("adjusted_headcount_high", "M0, hasta (90 %)", "M0, to (90%)"),
            ("adjusted_gap", "M1", "M1"),
            ("adjusted_squared_gap", "M2", "M2"),
            ("contribution", "Parte de M0", "Share of M0"),
        ],
    );
    each_part(view, |grouped, part| {
        let shown = part.measures.shown();
        let of = |estimate: fn(&Measures) -> Option<&Estimate>| shown.and_then(estimate);
        let mut row: Vec<Cell> = who(grouped, part.part);
        // The size of a group too small to be shown is not told either.
        row.push(shown.map(|_| part.rows).into());
        row.push(shown.map(|_| part.dropped).into());
        row.extend(share(of(|m| m.headcount.as_ref())));
        row.extend(share(of(|m| m.intensity.as_ref())));
        row.extend(share(of(|m| m.adjusted_headcount.as_ref())));
        row.push(Cell::maybe_real(of(|m| m.adjusted_gap.as_ref()).map(|e| e.value), 3));
        row.push(Cell::maybe_real(of(|m| m.adjusted_squared_gap.as_ref()).map(|e| e.value), 3));
        row.push(Cell::maybe_real(part.contribution, 3));
        table.push(row);
    });
    table
}

/// All once, then the groups of each grouping.
fn each_part(
    view: &CountingView,
    mut row: impl FnMut(&GroupedView, &nanduti_diagnostic::counting::Subgroup),
) {
    for (at, grouped) in view.grouped.iter().enumerate() {
        for part in grouped.parts.iter().filter(|part| at == 0 || part.part != Part::All) {
            row(grouped, part);
        }
    }
}

fn who(grouped: &GroupedView, part: Part) -> Vec<Cell> {
    let by = if part == Part::All { "" } else { grouped.by.as_str() };
    vec![Some(by).filter(|by| !by.is_empty()).into(), grouped.word(part).into()]
}

fn indicators(view: &CountingView) -> Table {
    let mut table = Table::new(
        "counting_indicators",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("indicator", "Indicador", "Indicator"),
            ("at", "Línea", "Cut-off"),
            ("weight", "Peso (suman 1)", "Weight (they add up to 1)"),
            ("uncensored", "No llegan", "Deprived"),
            ("uncensored_low", "No llegan, desde (90 %)", "Deprived, from (90%)"),
            ("uncensored_high", "No llegan, hasta (90 %)", "Deprived, to (90%)"),
            ("censored", "No llegan y se cuentan", "Deprived and counted"),
            ("censored_low", "Se cuentan, desde (90 %)", "Counted, from (90%)"),
            ("censored_high", "Se cuentan, hasta (90 %)", "Counted, to (90%)"),
            ("contribution", "Parte de M0", "Share of M0"),
            ("missing", "Sin respuesta", "Missing"),
            ("lack_es", "Carencia", "Lack (Spanish)"),
            ("lack_en", "Carencia (inglés)", "Lack"),
        ],
    );
    each_part(view, |grouped, part| {
        let Some(measures) = part.measures.shown() else { return };
        for (at, lack) in view.spec.deprivations.iter().enumerate() {
            let own = &measures.indicators[at];
            let mut row = who(grouped, part.part);
            row.push(lack.indicator.as_str().into());
            row.push(Cell::real(lack.at, 2));
            row.push(Cell::real(view.counts.weights.share(at), 3));
            row.extend(share(own.uncensored_headcount.as_ref()));
            row.extend(share(own.censored_headcount.as_ref()));
            row.push(Cell::maybe_real(own.contribution, 3));
            let whole = part.part == Part::All;
            row.push(whole.then_some(view.counts.gaps[at].missing).into());
            let words = [&lack.label.es, &lack.label.en];
            row.extend(words.map(|text| Some(text.as_str()).filter(|t| !t.is_empty()).into()));
            table.push(row);
        }
    });
    table
}

/// Columns of the measures at one cut-off.
const MEASURES: [(&str, &str, &str); 7] = [
    ("headcount", "Quiénes (H)", "Headcount (H)"),
    ("headcount_low", "H, desde (90 %)", "H, from (90%)"),
    ("headcount_high", "H, hasta (90 %)", "H, to (90%)"),
    ("intensity", "Cuánto (A)", "Intensity (A)"),
    ("adjusted_headcount", "M0 = H × A", "M0 = H × A"),
    ("adjusted_headcount_low", "M0, desde (90 %)", "M0, from (90%)"),
    ("adjusted_headcount_high", "M0, hasta (90 %)", "M0, to (90%)"),
];

/// The cells of these columns.
fn measure_cells(measures: &Measures) -> impl Iterator<Item = Cell> + use<> {
    let intensity = measures.intensity.as_ref().map(|e| e.value);
    share(measures.headcount.as_ref())
        .into_iter()
        .chain([Cell::maybe_real(intensity, 3)])
        .chain(share(measures.adjusted_headcount.as_ref()))
}

fn sweep(view: &CountingView) -> Table {
    let mut table = Table::new(
        "counting_sweep",
        &[&[("poverty_cut_off", "Desde", "Cut-off")][..], &MEASURES].concat(),
    );
    for measures in &view.sweep {
        let mut row: Vec<Cell> = vec![measures.poverty_cut_off.to_string().into()];
        row.extend(measure_cells(measures));
        table.push(row);
    }
    table
}

/// Every group at every number of floors: whether what is said depends on the cut-off chosen.
fn by_cut_off(view: &CountingView) -> Table {
    let mut table = Table::new(
        "counting_by_cut_off",
        &[
            &[
                ("group_by", "Agrupado por", "Grouped by"),
                ("group", "Grupo", "Group"),
                ("poverty_cut_off", "Desde", "Cut-off"),
                ("chosen", "Elegido", "Chosen"),
            ][..],
            &MEASURES,
        ]
        .concat(),
    );
    let Some(grouped) = view.grouped.first() else { return table };
    for place in 0..grouped.parts.len() {
        for at in &view.by_cut_off {
            let Some(part) = at.parts.get(place) else { continue };
            let Some(measures) = part.measures.shown() else { continue };
            let mut row = who(grouped, part.part);
            row.push(at.cut_off.to_string().into());
            row.push(at.chosen.into());
            row.extend(measure_cells(measures));
            table.push(row);
        }
    }
    table
}

/// The word of a standing in result tables.
fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Poor => "counted",
        Standing::WatchedDeprivation => "watched",
        Standing::OtherDeprivation => "other",
        Standing::NoDeprivation => "none",
    }
}

fn high_word(high: bool) -> &'static str {
    if high { "high" } else { "low" }
}

/// Score against lacks, as counts by group; groups that are too small are left out.
fn reconciliation(view: &CountingView) -> Option<Table> {
    let reconciled = view.reconciliation.as_ref()?;
    let mut table = Table::new(
        "reconciliation",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("score", "Puntaje", "Score"),
            ("standing", "Carencias", "Lacks"),
            ("n", "Talleres", "Workshops"),
        ],
    );
    each_part(view, |grouped, part| {
        let belongs = |row: usize| match part.part {
            Part::All => true,
            Part::Group(group) => grouped.groups.of_row[row] == Some(group),
            Part::Ungrouped => grouped.groups.of_row[row].is_none(),
        };
        let members: Vec<_> = reconciled.units.iter().filter(|unit| belongs(unit.row)).collect();
        if part.measures.shown().is_none() || members.len() < LEAST_ROWS {
            return;
        }
        for high in [true, false] {
            for standing in Standing::ALL {
                let n = members
                    .iter()
                    .filter(|unit| unit.high == high && unit.standing == standing)
                    .count();
                let mut row = who(grouped, part.part);
                row.extend([high_word(high).into(), standing_word(standing).into(), n.into()]);
                table.push(row);
            }
        }
    });
    Some(table)
}

/// Score against lacks, unit by unit: for a file scored alone, never for a programme.
pub(super) fn units(view: &CountingView, ids: &[WorkshopId]) -> Option<Table> {
    let reconciled = view.reconciliation.as_ref()?;
    let mut table = Table::new(
        "reconciliation_units",
        &[
            ("unit", "Unidad", "Unit"),
            ("score", "Puntaje", "Score"),
            ("high", "Alto", "High"),
            ("deprivation", "Carencias, parte del peso", "Lacks, share of the weight"),
            ("standing", "Lectura", "Standing"),
            ("deprived_in", "No llega en", "Deprived in"),
            ("left_out", "Sin dato", "Left out"),
        ],
    );
    let names = |which: &[usize]| {
        let names = which.iter().map(|&at| view.spec.deprivations[at].indicator.as_str());
        names.collect::<Vec<_>>().join(" ")
    };
    for unit in &reconciled.units {
        table.push(vec![
            ids[unit.row].as_str().into(),
            Cell::real(unit.score, 2),
            unit.high.into(),
            unit.deprivation.to_string().into(),
            standing_word(unit.standing).into(),
            names(&unit.deprived_in).into(),
            names(&unit.left_out).into(),
        ]);
    }
    Some(table)
}
