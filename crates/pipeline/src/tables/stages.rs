//! Every stage of a scored file as a table, so that any step can be checked against another tool.

mod logs;

use crate::table::{Cell, Column, Table, TableRuns};
use logs::{imputations, treatments};
use nanduti_diagnostic::aggregation::copeland_row;
use nanduti_diagnostic::{Contributor, Diagnosed, contribution_means};
use nanduti_model::{Aggregation, Answered, Label, NodeColumn, Normalisation};
use nanduti_stats::{mean, quantile_sorted, sample_sd};

/// The stages in order: cleaned, imputed, treated, normalised, scores of every level with
/// interval and availability, mean contributions, statistics, what was fitted and the logs; ranks
/// only where the instrument allows them, contributions of every unit where there are few.
///
/// Tables with one row a unit make their rows when they are written.
pub fn stage_tables<'d>(done: &'d Diagnosed) -> Vec<TableRuns<'d>> {
    let stages = &done.stages;
    let mut tables = vec![
        values(done, "cleaned", |at| &stages.cleaned[at]),
        values(done, "imputed", |at| stages.completed(at)),
        values(done, "treated", |at| stages.ready(at)),
        by_node(done, "normalised", stages.nodes.clone(), |node, row| {
            done.diagnosis.columns[node].score[row]
        }),
    ];
    let inner: Vec<usize> =
        (0..done.diagnosis.nodes.len()).filter(|node| !stages.nodes.contains(node)).collect();
    let column = |node: usize| &done.diagnosis.columns[node];
    let of_inner = |name, of: fn(&NodeColumn) -> &[Option<f64>]| {
        by_node(done, name, inner.clone(), move |node, row| of(column(node))[row])
    };
    tables.push(of_inner("scores", |column| &column.score));
    tables.push(of_inner("scores_low", |column| &column.low));
    tables.push(of_inner("scores_high", |column| &column.high));
    tables.push(of_inner("availability", |column| &column.availability));
    tables.push(levels(done, &inner));
    if done.scoring.instrument.ranks {
        let ranks: Vec<Vec<Option<f64>>> =
            inner.iter().map(|&node| ranks(&column(node).score)).collect();
        let nodes = inner.clone();
        let place = move |node: usize| nodes.binary_search(&node).unwrap_or(0);
        let units = &done.diagnosis.workshops;
        let columns = node_columns(done, &inner);
        tables.push(TableRuns::new("ranks", columns, units.len(), move |row| {
            let rank = |&node: &usize| Cell::maybe_real(ranks[place(node)][row], 0);
            std::iter::once(Cell::from(units[row].as_str())).chain(inner.iter().map(rank)).collect()
        }));
    }
    tables.push(statistics(done).into());
    tables.push(frame(done).into());
    tables.push(imputations(done).into());
    tables.push(treatments(done).into());
    tables.push(means(done).into());
    if done.diagnosis.workshops.len() <= super::MOST_CONTRIBUTIONS {
        tables.push(parts(done).into());
        tables.extend(outranking(done).into_iter().map(TableRuns::from));
    }
    tables
}

fn unit_column() -> Column {
    Column { name: "unit".to_owned(), header: Label { es: "Unidad".into(), en: "Unit".into() } }
}

fn node_columns(done: &Diagnosed, nodes: &[usize]) -> Vec<Column> {
    let node = |&node: &usize| {
        let info = &done.diagnosis.nodes[node];
        Column { name: info.id.to_string(), header: info.label.clone() }
    };
    std::iter::once(unit_column()).chain(nodes.iter().map(node)).collect()
}

/// One row a unit, one column an indicator; a gap is empty.
fn values<'d>(
    done: &'d Diagnosed,
    name: &str,
    of: impl Fn(usize) -> &'d [Answered<f64>],
) -> TableRuns<'d> {
    let nodes = &done.stages.nodes;
    let columns: Vec<(&[Answered<f64>], u8)> =
        (0..nodes.len()).map(of).map(|column| (column, decimals(column))).collect();
    let units = &done.diagnosis.workshops;
    TableRuns::new(name, node_columns(done, nodes), units.len(), move |row| {
        let cells = columns.iter().map(|(cells, at)| Cell::maybe_real(cells[row].ok(), *at));
        std::iter::once(Cell::from(units[row].as_str())).chain(cells).collect()
    })
}

/// Decimals that a column of values is read with: none where all are whole (counts and codes).
fn decimals(column: &[Answered<f64>]) -> u8 {
    if column.iter().flatten().all(|value| value.fract() == 0.0) { 0 } else { 3 }
}

fn by_node<'d>(
    done: &'d Diagnosed,
    name: &str,
    nodes: Vec<usize>,
    of: impl Fn(usize, usize) -> Option<f64> + Sync + 'd,
) -> TableRuns<'d> {
    let units = &done.diagnosis.workshops;
    TableRuns::new(name, node_columns(done, &nodes), units.len(), move |row| {
        let cells = nodes.iter().map(|&node| Cell::maybe_real(of(node, row), 2));
        std::iter::once(Cell::from(units[row].as_str())).chain(cells).collect()
    })
}

/// Levels of the nodes that have some, 1 the lowest, and beside each its name in both languages
/// where the instrument gives one; empty where no level is stated.
fn levels<'d>(done: &'d Diagnosed, inner: &[usize]) -> TableRuns<'d> {
    let column = |node: usize| &done.diagnosis.columns[node].level;
    let with: Vec<usize> =
        inner.iter().copied().filter(|&node| column(node).iter().any(Option::is_some)).collect();
    let mut columns = vec![unit_column()];
    for &node in &with {
        let info = &done.diagnosis.nodes[node];
        columns.push(Column { name: info.id.to_string(), header: info.label.clone() });
        if !info.levels.is_empty() {
            let header = Label {
                es: format!("{} · nivel", info.label.es),
                en: format!("{} · level", info.label.en),
            };
            for language in ["es", "en"] {
                let name = format!("{}_{language}", info.id);
                columns.push(Column { name, header: header.clone() });
            }
        }
    }
    let cells = move |node: usize, row: usize| {
        let names = &done.diagnosis.nodes[node].levels;
        let level = column(node)[row];
        let name = level.and_then(|level| names.get(usize::from(level)));
        let mut cells = vec![Cell::from(level.map(|level| u32::from(level) + 1))];
        if !names.is_empty() {
            cells.push(name.map(|name| name.es.clone()).into());
            cells.push(name.map(|name| name.en.clone()).into());
        }
        cells
    };
    let units = &done.diagnosis.workshops;
    TableRuns::new("levels", columns, units.len(), move |row| {
        let unit = Cell::from(units[row].as_str());
        std::iter::once(unit).chain(with.iter().flat_map(|&node| cells(node, row))).collect()
    })
}

/// Ranks from the highest score, 1 first; ties share the best rank they take.
fn ranks(scores: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut falling: Vec<f64> = scores.iter().flatten().copied().collect();
    falling.sort_unstable_by(|a, b| b.total_cmp(a));
    let above = |score: f64| falling.partition_point(|other| *other > score);
    scores.iter().map(|score| score.map(|score| above(score) as f64 + 1.0)).collect()
}

/// What was answered, indicator by indicator.
fn statistics(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "statistics",
        &[
            ("indicator", "Indicador", "Indicator"),
            ("n", "Respuestas", "Answered"),
            ("missing", "Faltan", "Missing"),
            ("not_applicable", "No aplica", "Not applicable"),
            ("minimum", "Mínimo", "Minimum"),
            ("lower_quartile", "Cuartil inferior", "Lower quartile"),
            ("median", "Mediana", "Median"),
            ("upper_quartile", "Cuartil superior", "Upper quartile"),
            ("maximum", "Máximo", "Maximum"),
            ("mean", "Media", "Mean"),
            ("sd", "Desviación estándar", "Standard deviation"),
            ("distinct", "Valores distintos", "Distinct values"),
        ],
    );
    for (at, &node) in done.stages.nodes.iter().enumerate() {
        let cells = &done.stages.cleaned[at];
        let mut known: Vec<f64> = cells.iter().filter_map(|cell| cell.ok()).collect();
        known.sort_by(f64::total_cmp);
        let hidden = cells.iter().filter(|cell| cell.is_err_and(|kind| !kind.counts())).count();
        let mut distinct = known.clone();
        distinct.dedup();
        let at = |p| {
            let value = quantile_sorted(&known, p);
            let whole = value.is_some_and(|value| value.fract() == 0.0);
            Cell::maybe_real(value, if whole { 0 } else { 2 })
        };
        table.push(vec![
            done.diagnosis.nodes[node].id.as_str().into(),
            known.len().into(),
            (cells.len() - known.len() - hidden).into(),
            hidden.into(),
            at(0.0),
            at(0.25),
            at(0.5),
            at(0.75),
            at(1.0),
            Cell::maybe_real(mean(&known), 2),
            Cell::maybe_real(sample_sd(&known), 2),
            distinct.len().into(),
        ]);
    }
    table
}

/// The fixed way from value to points: what another round scores by.
fn frame(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "frame",
        &[
            ("indicator", "Indicador", "Indicator"),
            ("group", "Grupo", "Group"),
            ("normalisation", "Normalización", "Normalisation"),
            ("worst", "Peor", "Worst"),
            ("best", "Mejor", "Best"),
            ("detail", "Detalle", "Detail"),
            ("limit_low", "Tope inferior", "Lower limit"),
            ("limit_high", "Tope superior", "Upper limit"),
        ],
    );
    for fitted in &done.diagnosis.frame.fitted {
        let id = done.diagnosis.nodes[fitted.node].id.as_str();
        for (group, normalisation) in fitted.by_group.iter().enumerate() {
            let (word, worst, best, detail) = described(normalisation.as_ref());
            table.push(vec![
                id.into(),
                fitted.groups.get(group).cloned().into(),
                word.into(),
                Cell::maybe_real(worst, 4),
                Cell::maybe_real(best, 4),
                detail.into(),
                Cell::maybe_real(fitted.low, 4),
                Cell::maybe_real(fitted.high, 4),
            ]);
        }
    }
    table
}

type Described = (&'static str, Option<f64>, Option<f64>, Option<String>);

fn described(normalisation: Option<&Normalisation>) -> Described {
    use Normalisation as N;
    let list =
        |values: &[f64]| Some(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    match normalisation {
        None => ("not_fitted", None, None, None),
        Some(N::Goalposts { worst, best }) => ("goalposts", Some(*worst), Some(*best), None),
        Some(N::OpenGoalposts { worst, best }) => {
            ("open_goalposts", Some(*worst), Some(*best), None)
        }
        Some(N::LogGoalposts { worst, best }) => ("log_goalposts", Some(*worst), Some(*best), None),
        Some(N::BoxCox { lambda, worst, best }) => {
            ("box_cox", Some(*worst), Some(*best), Some(format!("lambda {lambda}")))
        }
        Some(N::Band { low_zero, low_full, high_full, high_zero }) => {
            ("band", None, None, list(&[*low_zero, *low_full, *high_full, *high_zero]))
        }
        Some(N::Points(points)) => {
            let pairs: Vec<String> =
                points.iter().map(|p| format!("{}={}", p.code, p.points)).collect();
            ("points", None, None, Some(pairs.join(" ")))
        }
        Some(N::Cutoff { at, .. }) => ("cutoff", None, None, list(&[*at])),
        Some(N::Bands { cuts, .. }) => ("bands", None, None, list(cuts)),
        Some(N::Ranked { sample, as_rank, .. }) => {
            let word = if *as_rank { "rank" } else { "percent_rank" };
            (
                word,
                sample.first().copied(),
                sample.last().copied(),
                Some(format!("n {}", sample.len())),
            )
        }
        Some(N::Sample { .. }) => ("not_fitted", None, None, None),
    }
}

/// What each part brings to its root on average, over the units in which it carries weight.
fn means(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "contribution_means",
        &[
            ("root", "Raíz", "Root"),
            ("node", "Parte", "Part"),
            ("n", "Unidades", "Units"),
            ("weight", "Peso medio", "Mean weight"),
            ("points", "Puntos que aporta", "Points it brings"),
            ("shortfall", "Puntos por ganar", "Points left to win"),
        ],
    );
    for mean in contribution_means(done.scoring.instrument, &done.diagnosis) {
        table.push(vec![
            done.diagnosis.nodes[mean.axis].id.as_str().into(),
            done.diagnosis.nodes[mean.node].id.as_str().into(),
            mean.n.into(),
            Cell::real(mean.weight, 4),
            Cell::real(mean.points, 3),
            Cell::real(mean.shortfall, 3),
        ]);
    }
    table
}

/// Contributions to every root: points of a unit add up to its score.
fn parts(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "contributions",
        &[
            ("unit", "Unidad", "Unit"),
            ("root", "Raíz", "Root"),
            ("node", "Parte", "Part"),
            ("weight", "Peso", "Weight"),
            ("normalised", "Normalizado", "Normalised"),
            ("points", "Puntos", "Points"),
        ],
    );
    let contributor = Contributor::new(done.scoring.instrument, &done.diagnosis);
    for row in 0..done.diagnosis.workshops.len() {
        for axis in done.diagnosis.axes() {
            for part in contributor.parts(row, axis) {
                table.push(vec![
                    done.diagnosis.workshops[row].as_str().into(),
                    done.diagnosis.nodes[axis].id.as_str().into(),
                    done.diagnosis.nodes[part.node].id.as_str().into(),
                    Cell::real(part.weight, 4),
                    Cell::maybe_real(part.normalised, 2),
                    Cell::real(part.points, 3),
                ]);
            }
        }
    }
    table
}

/// Units for which a pairwise table is still written: it has their square of cells.
const MOST_PAIRWISE: usize = 500;

/// The pairwise table of each node under outranking: net weight of wins of the row over the
/// column, −1 to 1.
fn outranking(done: &Diagnosed) -> Vec<Table> {
    let tree = &done.scoring.tree;
    let units = &done.diagnosis.workshops;
    let outranked =
        (0..tree.nodes.len()).filter(|&node| tree.nodes[node].rule == Aggregation::Copeland);
    outranked
        .filter(|_| units.len() <= MOST_PAIRWISE)
        .map(|node| {
            let children: Vec<(f64, &[Option<f64>])> = tree.nodes[node]
                .children
                .iter()
                .map(|&child| {
                    (tree.nodes[child].weight, done.diagnosis.columns[child].score.as_slice())
                })
                .collect();
            let named = |unit: &nanduti_model::WorkshopId| Column {
                name: unit.to_string(),
                header: Label::same(unit.as_str()),
            };
            let rows = (0..units.len())
                .map(|row| {
                    let against = copeland_row(&children, row);
                    let cells = against.iter().map(|net| Cell::maybe_real(*net, 3));
                    std::iter::once(Cell::from(units[row].as_str())).chain(cells).collect()
                })
                .collect();
            Table {
                name: format!("outranking_{}", done.diagnosis.nodes[node].id),
                columns: std::iter::once(unit_column()).chain(units.iter().map(named)).collect(),
                rows,
            }
        })
        .collect()
}
