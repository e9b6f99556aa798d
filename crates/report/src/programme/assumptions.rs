//! The *Supuestos* sheet: every assumption that was used, with its place.

use super::frame::Sheet;
use super::grid::{Grid, Kind, heading, said};
use super::page::{self, Page, empty_state, plain};
use crate::words::text::{frame, quality as text};
use crate::words::{assumed_figure, lower_first};
use maud::html;
use nanduti_model::{AssumedFigure, Assumption, Label};

/// Assumptions printed one by one; a case has some hundred.
const PRINTED: usize = 1000;

/// The figure with the printed name of what holds it in place of its id, where it has one.
fn named(page: &Page<'_>, figure: &AssumedFigure) -> AssumedFigure {
    use AssumedFigure as Figure;
    let results = page.results;
    let diagnosis = &results.diagnosis;
    let or_id = |id: &str, label: Option<&Label>| {
        label.map_or_else(|| id.to_owned(), |l| lower_first(page.language.of(l)))
    };
    let intervention = |id: &str| {
        let known = results.catalogue.interventions.iter().find(|i| i.id.as_str() == id);
        or_id(id, known.map(|i| &i.label))
    };
    match figure {
        Figure::Derived(id) => {
            let known = results.instrument.derived.iter().find(|d| d.id == *id);
            Figure::Derived(or_id(id, known.map(|d| &d.label)))
        }
        Figure::Goalposts(id) => {
            Figure::Goalposts(or_id(id, diagnosis.node(id).map(|n| &diagnosis.nodes[n].label)))
        }
        Figure::Counting(id) => {
            let node = diagnosis.node(id).map(|n| &diagnosis.nodes[n].label);
            let derived = results.instrument.derived.iter().find(|d| d.id == *id).map(|d| &d.label);
            Figure::Counting(or_id(id, node.or(derived)))
        }
        Figure::Condition(id) => {
            let known = diagnosis.conditions.iter().find(|c| c.id.as_str() == id);
            Figure::Condition(or_id(id, known.map(|c| &c.label)))
        }
        Figure::SupportCost(id) => {
            let known = results.instrument.supports.iter().find(|s| s.id.as_str() == id);
            Figure::SupportCost(or_id(id, known.map(|s| &s.label)))
        }
        Figure::Intervention(id) => Figure::Intervention(intervention(id)),
        Figure::Effect(id) => Figure::Effect(intervention(id)),
        Figure::Resource(id) => {
            let known = results.resources.iter().find(|r| r.id.as_str() == id);
            Figure::Resource(or_id(id, known.map(|r| &r.label)))
        }
        Figure::StandardMinutes(id) => {
            let known = results.products.iter().find(|p| p.id.as_str() == id);
            Figure::StandardMinutes(or_id(id, known.map(|p| &p.name)))
        }
        other => other.clone(),
    }
}

/// What stands before the name of a file that comes with the program.
const BUILTIN: &str = "builtin:";

/// The file, and the id of what holds the figure; its key where it has none.
fn place(assumption: &Assumption) -> String {
    let (file, key) = assumption.place.split_once(" · ").unwrap_or((&assumption.place, ""));
    match assumption.figure.word_and_id().1.filter(|id| !id.is_empty()) {
        Some(id) => format!("{file} · {id}"),
        None if key.is_empty() => file.to_owned(),
        None => format!("{file} · {key}"),
    }
}

pub(super) fn sheet(page: &Page<'_>) -> Sheet {
    let language = page.language;
    let mut list: Vec<&Assumption> = page.results.assumptions.iter().collect();
    list.sort_by(|a, b| natural(&a.place).cmp(&natural(&b.place)).then_with(|| a.cmp(b)));
    list.dedup();
    let name = text::assumptions_name(language);
    let builtin = list.iter().any(|a| a.place.starts_with(BUILTIN));
    let title = text::assumptions_title(language, page.count(list.len()));
    let body = if list.is_empty() {
        empty_state(page, name, text::assumptions_none(language))
    } else {
        let mut grid = Grid::new(vec![
            heading(text::place(language), Kind::Head),
            heading(text::assumption(language), Kind::Long),
        ]);
        for assumption in list.iter().take(PRINTED) {
            let figure = assumed_figure(language, &named(page, &assumption.figure));
            let text = format!("{figure}: {}", language.of(&assumption.text));
            grid.row(vec![said(place(assumption)), said(&text)]);
        }
        let n_more = list.len().saturating_sub(PRINTED);
        page::figure(
            page,
            &plain(name),
            &plain(text::assumptions_measure(language)),
            &html! {
                @if builtin { p.leer { (text::assumptions_builtin(language)) } }
                (grid.framed(page, name))
                @if n_more > 0 {
                    p.nota { (frame::more_rows(language, page.count(n_more), "assumptions")) }
                }
                (page.foot(""))
            },
        )
    };
    Sheet {
        name: name.to_owned(),
        line: text::assumptions_line(language, page.count(list.len())),
        title: plain(title),
        lead: text::assumptions_lead(language).to_owned(),
        body,
    }
}

/// A place cut into texts and numbers, so that the ninth entry stands before the tenth.
fn natural(place: &str) -> Vec<(String, u64)> {
    let mut parts = Vec::new();
    let mut rest = place;
    while !rest.is_empty() {
        let text_end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(text_end);
        let digits_end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, after) = after.split_at(digits_end);
        parts.push((text.to_owned(), digits.parse().unwrap_or(u64::MAX)));
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn the_ninth_stands_before_the_tenth() {
        assert!(natural("a.toml · condition[9]") < natural("a.toml · condition[12]"));
        assert!(natural("a") < natural("b1"));
        assert_eq!(natural(""), vec![]);
    }
}
