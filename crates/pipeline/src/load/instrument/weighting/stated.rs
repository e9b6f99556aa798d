//! What experts stated of the children of a node: in the instrument itself, one expert or several,
//! or in a CSV beside it.

use super::Beside;
use crate::load::csv_reader::{CsvRow, CsvTable};
use crate::load::instrument::bad;
use crate::load::toml_reader::Section;
use nanduti_model::{Fault, FaultCode};

/// Greatest multiple in a comparison and its reciprocal (Saaty's scale ends at 9).
const MOST_TIMES: f64 = 99.0;
/// Relative slack within which points must add up to their budget.
const BUDGET_SLACK: f64 = 1e-6;
/// Name of the one who stated weights without a name.
const NAMELESS: &str = "1";

/// A node, its children and their ids.
pub(in crate::load::instrument) struct Family {
    /// Position of the node.
    pub(in crate::load::instrument) node: usize,
    /// Positions of its children.
    pub(in crate::load::instrument) children: Vec<usize>,
    /// Their ids.
    pub(in crate::load::instrument) ids: Vec<String>,
}

impl Family {
    /// Place of a child by its id; another name is a fault.
    pub(in crate::load::instrument) fn position(
        &self,
        section: &Section,
        key: &str,
        name: &str,
    ) -> Option<usize> {
        let at = self.ids.iter().position(|id| id == name);
        if at.is_none() {
            section.unknown_reference(key, "child", name, self.ids.iter().map(String::as_str));
        }
        at
    }

    fn ids(&self) -> Vec<&str> {
        self.ids.iter().map(String::as_str).collect()
    }
}

/// What one expert stated.
pub(super) struct Stated<T> {
    /// Name or code.
    pub(super) name: String,
    /// What.
    pub(super) value: T,
}

/// Points of each expert over the children, each adding up to the budget.
pub(super) fn points(
    section: &Section,
    family: &Family,
    beside: &mut Beside,
    budget: f64,
) -> Option<Vec<Stated<Vec<f64>>>> {
    let missed = |points: &[f64]| {
        let sum: f64 = points.iter().sum();
        ((sum - budget).abs() > BUDGET_SLACK * budget)
            .then(|| format!("{budget} points in all, not {sum}"))
    };
    let one = |section: &Section| {
        let mut points = vec![None; family.ids.len()];
        for (name, number) in section.pairs("points", 0.0..=1e9) {
            let at = family.position(section, "points", &name)?;
            if points[at].replace(number).is_some() {
                bad(section, "points", &format!("each child once, {name} too"));
                return None;
            }
        }
        let points: Option<Vec<f64>> = points.into_iter().collect();
        let wrong = match &points {
            Some(points) => missed(points),
            None => Some(format!("points for each of {}", family.ids.join(", "))),
        };
        match wrong {
            Some(expected) => {
                bad(section, "points", &expected);
                None
            }
            None => points,
        }
    };
    let row = |row: &CsvRow| {
        let points: Vec<Option<f64>> =
            family.ids.iter().map(|id| row.number(id, 0.0..=1e9)).collect();
        let points: Vec<f64> = points.into_iter().collect::<Option<_>>()?;
        if let Some(expected) = missed(&points) {
            let place = row.place(&family.ids[0]);
            row.push(Fault::new(FaultCode::OutOfRange, place).with("expected", expected));
            return None;
        }
        Some(points)
    };
    by_expert(section, "points", beside, &family.ids(), &one, &row)
}

/// Ranks of each expert over the children, the lowest for the most important.
pub(super) fn orders(
    section: &Section,
    family: &Family,
    beside: &mut Beside,
) -> Option<Vec<Stated<Vec<u32>>>> {
    let n = family.ids.len();
    let one = |section: &Section| {
        let mut ranks = vec![None; n];
        for (place, tied) in section.ordered_names("order").into_iter().enumerate() {
            for name in tied {
                let at = family.position(section, "order", &name)?;
                if ranks[at].replace(place as u32 + 1).is_some() {
                    bad(section, "order", &format!("each child once, {name} too"));
                    return None;
                }
            }
        }
        let ranks: Option<Vec<u32>> = ranks.into_iter().collect();
        if ranks.is_none() {
            bad(section, "order", &format!("an order of {}", family.ids.join(", ")));
        }
        ranks
    };
    let row = |row: &CsvRow| {
        let ranks: Vec<Option<i64>> =
            family.ids.iter().map(|id| row.integer(id, 1..=n as i64)).collect();
        ranks.into_iter().map(|rank| rank.and_then(|rank| u32::try_from(rank).ok())).collect()
    };
    by_expert(section, "order", beside, &family.ids(), &one, &row)
}

/// A matrix of comparisons of each expert: entry (i, j) says how many times as important as j the
/// child i is.
pub(super) fn judgements(
    section: &Section,
    family: &Family,
    beside: &mut Beside,
) -> Option<Vec<Stated<Vec<Vec<f64>>>>> {
    let one = |section: &Section| {
        let mut matrix = Matrix::new(family.ids.len());
        for (more, less, times) in section.comparisons("judgements", 1.0 / MOST_TIMES..=MOST_TIMES)
        {
            let more = family.position(section, "judgements", &more)?;
            let less = family.position(section, "judgements", &less)?;
            if !matrix.set(more, less, times) {
                bad(section, "judgements", &matrix.twice(family, more, less));
                return None;
            }
        }
        let missing = matrix.missing(family);
        if let Some(expected) = &missing {
            bad(section, "judgements", expected);
        }
        missing.is_none().then_some(matrix.0)
    };
    if section.has("file") {
        return comparisons_of_file(section, family, beside);
    }
    let never = |_: &CsvRow| None;
    by_expert(section, "judgements", beside, &[], &one, &never)
}

/// A comparison matrix under construction; 0 is not judged.
struct Matrix(Vec<Vec<f64>>);

impl Matrix {
    fn new(n: usize) -> Self {
        let entry = |row: usize, column: usize| f64::from(u8::from(row == column));
        Self((0..n).map(|row| (0..n).map(|column| entry(row, column)).collect()).collect())
    }

    /// Sets a comparison; false where that pair is judged already or is one child twice.
    fn set(&mut self, more: usize, less: usize, times: f64) -> bool {
        let free = self.0[more][less] == 0.0;
        if free {
            (self.0[more][less], self.0[less][more]) = (times, 1.0 / times);
        }
        free
    }

    fn twice(&self, family: &Family, more: usize, less: usize) -> String {
        let n = self.0.len();
        let (a, b) = (&family.ids[more], &family.ids[less]);
        format!("each of the {} pairs once, not «{a}, {b}» again", n * (n - 1) / 2)
    }

    /// The first pair that is not judged, as what is expected.
    fn missing(&self, family: &Family) -> Option<String> {
        let n = self.0.len();
        let pairs = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
        let (row, column) = pairs.into_iter().find(|&(row, column)| self.0[row][column] == 0.0)?;
        let (a, b) = (&family.ids[row], &family.ids[column]);
        Some(format!("each of the {} pairs once, «{a}, {b}» too", n * (n - 1) / 2))
    }
}

/// Comparisons of a CSV: a row says how many times as important as `less` the child `more` is.
fn comparisons_of_file(
    section: &Section,
    family: &Family,
    beside: &mut Beside,
) -> Option<Vec<Stated<Vec<Vec<f64>>>>> {
    only_one_way(section, "judgements")?;
    let name = section.text("file")?;
    let table = read(section, &name, beside, &["expert", "more", "less", "times"])?;
    let mut experts: Vec<Stated<Matrix>> = Vec::new();
    let mut sound = true;
    for row in table.rows() {
        let child = |column: &str| {
            let name = row.text(column)?;
            let at = family.ids.iter().position(|id| id == name);
            if at.is_none() {
                row.unknown_reference(column, "child", name, family.ids.iter().map(String::as_str));
            }
            at
        };
        let (expert, more, less) = (row.text("expert"), child("more"), child("less"));
        let times = row.number("times", 1.0 / MOST_TIMES..=MOST_TIMES);
        let (Some(expert), Some(more), Some(less), Some(times)) = (expert, more, less, times)
        else {
            sound = false;
            continue;
        };
        let at = experts.iter().position(|known| known.name == expert).unwrap_or_else(|| {
            let value = Matrix::new(family.ids.len());
            experts.push(Stated { name: expert.to_owned(), value });
            experts.len() - 1
        });
        let matrix = &mut experts[at].value;
        if !matrix.set(more, less, times) {
            let expected = matrix.twice(family, more, less);
            row.push(
                Fault::new(FaultCode::OutOfRange, row.place("less")).with("expected", expected),
            );
            sound = false;
        }
    }
    finish(section, table);
    let missing = experts.iter().find_map(|expert| expert.value.missing(family));
    if let Some(expected) = missing.filter(|_| sound) {
        bad(section, "file", &expected);
        return None;
    }
    let done = |Stated { name, value }: Stated<Matrix>| Stated { name, value: value.0 };
    (sound && !experts.is_empty()).then(|| experts.into_iter().map(done).collect())
}

/// What each expert stated: at `key` of the section itself, in its `[[weighting.expert]]`, or in
/// the rows of a file with a column `expert` and those of `columns`. Exactly one of the three.
fn by_expert<T>(
    section: &Section,
    key: &str,
    beside: &mut Beside,
    columns: &[&str],
    one: &dyn Fn(&Section) -> Option<T>,
    row: &dyn Fn(&CsvRow) -> Option<T>,
) -> Option<Vec<Stated<T>>> {
    only_one_way(section, key)?;
    if section.has("file") {
        let name = section.text("file")?;
        let required: Vec<&str> =
            std::iter::once("expert").chain(columns.iter().copied()).collect();
        let table = read(section, &name, beside, &required)?;
        let stated: Vec<Option<Stated<T>>> = table
            .rows()
            .map(|cells| {
                let (name, value) = (cells.text("expert"), row(&cells));
                Some(Stated { name: name?.to_owned(), value: value? })
            })
            .collect();
        finish(section, table);
        let stated: Vec<Stated<T>> = stated.into_iter().collect::<Option<_>>()?;
        return (!stated.is_empty()).then_some(stated);
    }
    if section.has("expert") {
        let stated = section.sections("expert").into_iter().map(|expert| {
            let (name, value) = (expert.text("name"), one(&expert));
            expert.finish();
            Some(Stated { name: name?, value: value? })
        });
        // No short circuit: every expert's faults show at once.
        let stated: Vec<Option<Stated<T>>> = stated.collect();
        return stated.into_iter().collect();
    }
    one(section).map(|value| vec![Stated { name: NAMELESS.to_owned(), value }])
}

/// Faults a weighting that states its weights in no way, or in more than one.
fn only_one_way(section: &Section, key: &str) -> Option<()> {
    let ways = [key, "expert", "file"].into_iter().filter(|way| section.has(way)).count();
    if ways != 1 {
        bad(section, "method", &format!("one of `{key}`, [[weighting.expert]] and `file`"));
    }
    (ways == 1).then_some(())
}

/// The table of a file beside the instrument; `None` where it cannot be read.
fn read(section: &Section, name: &str, beside: &mut Beside, columns: &[&str]) -> Option<CsvTable> {
    match beside(name) {
        Ok(bytes) => {
            let table = CsvTable::read(name, &bytes, columns, &[]);
            let empty = table.is_usable() && table.rows().next().is_none();
            if empty {
                section.push(Fault::new(FaultCode::NoRows, nanduti_model::Place::file(name)));
            }
            Some(table)
        }
        Err(fault) => {
            section.push(fault);
            None
        }
    }
}

fn finish(section: &Section, table: CsvTable) {
    table.into_faults().into_iter().for_each(|fault| section.push(fault));
}
