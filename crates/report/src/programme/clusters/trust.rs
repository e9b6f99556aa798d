//! Mistrust by object: peers, leaders, buyers, public bodies, never added up. The cut-offs are
//! those that the catalogue's own conditions use; near one it reads *a conversar*.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::privacy::TERRITORY_PREFIX;
use crate::summary::{Ranged, mean_ranged, sorted_answers};
use crate::svg::Chart;
use crate::words::{interval, lower_first, text::cluster as text};
use maud::{Markup, html};
use nanduti_model::{BinaryOperator, ConditionColumn, Expression, Function, InterventionId};
use nanduti_pipeline::instrument_quality::read::{TerritoryAssessment, Verdict as Proposal};

/// Theme of the conditions shown here.
const THEME: &str = "trust";
const STEP: f64 = 40.0;
/// Fewest answers whose mean is shown: of fewer it would be somebody's answer in disguise.
const FEWEST: usize = 5;

/// How a territory stands at the cut-offs of group actions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Verdict {
    /// An interval holds the cut-off, or the objects disagree.
    TalkOver,
    /// All below.
    Below,
    /// All above.
    Above,
}

/// A cut-off of a condition in the catalogue, with the interventions that use it.
struct Cut<'a> {
    value: f64,
    used_by: Vec<&'a InterventionId>,
}

pub(super) fn figure(page: &Page<'_>, cluster: usize) -> Markup {
    let language = page.language;
    let lines = lines(page, cluster);
    if lines.is_empty() {
        return html! {};
    }
    // Where the conditions for working in groups are assessed, their own figure says the word.
    let own = if assessed(page, cluster).is_some() { None } else { verdict(page, cluster) };
    let title = match own {
        Some(Verdict::TalkOver) => text::groups_talk(language),
        Some(Verdict::Below) => text::groups_open(language),
        Some(Verdict::Above) => text::groups_wait(language),
        None => text::groups_plain(language),
    };
    let unit = lines[0].0.unit.clone();
    let n = lines.iter().map(|l| l.2).max().unwrap_or(0);
    page::figure(
        page,
        &plain(title),
        &plain(text::trust_measure(language, language.of(&unit), page.count(n))),
        &html! {
            (chart(page, cluster, &lines))
            (page.read(text::trust_read(language)))
            (page.foot(""))
            (page.data(&table(page, &lines)))
        },
    )
}

/// Conditions of the theme with enough answers, with their mean (what conditions on a territory read), its interval and
/// the number of answers.
fn lines<'a>(page: &Page<'a>, cluster: usize) -> Vec<(&'a ConditionColumn, Ranged, usize)> {
    page.results
        .diagnosis
        .conditions
        .iter()
        .filter(|c| c.theme == THEME)
        .filter_map(|column| {
            let values = sorted_answers(&column.value, &page.members[cluster]);
            let enough = values.len() >= FEWEST;
            enough.then_some((column, mean_ranged(&values)?, values.len()))
        })
        .collect()
}

/// The territory's own assessment, where there is one.
fn assessed<'a>(page: &Page<'a>, cluster: usize) -> Option<&'a TerritoryAssessment> {
    page.results.associativity.iter().find(|found| found.territory == cluster)
}

/// How the territory stands; `None` where no group action has a cut-off.
pub(in super::super) fn verdict(page: &Page<'_>, cluster: usize) -> Option<Verdict> {
    if let Some(found) = assessed(page, cluster) {
        return Some(match found.verdict {
            Proposal::ToDiscuss => Verdict::TalkOver,
            Proposal::Ready => Verdict::Below,
            Proposal::PrepareFirst | Proposal::NotYet => Verdict::Above,
        });
    }
    let sides: Vec<Verdict> = lines(page, cluster)
        .iter()
        .flat_map(|(column, range, _)| {
            group_cuts(page, column.id.as_str()).into_iter().map(|cut| side(*range, cut.value))
        })
        .collect();
    let first = *sides.first()?;
    Some(if sides.iter().all(|s| *s == first) { first } else { Verdict::TalkOver })
}

fn side(range: Ranged, cut: f64) -> Verdict {
    if range.high < cut {
        Verdict::Below
    } else if range.low > cut {
        Verdict::Above
    } else {
        Verdict::TalkOver
    }
}

fn side_word(page: &Page<'_>, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TalkOver => text::to_talk_over(page.language),
        Verdict::Below => text::below_cut(page.language),
        Verdict::Above => text::above_cut(page.language),
    }
}

/// Cut-offs used by actions that several workshops take together.
fn group_cuts<'a>(page: &Page<'a>, condition: &str) -> Vec<Cut<'a>> {
    cuts(page, condition, |participants| participants > 1)
}

/// Cut-offs of a condition, ascending, each with the interventions that use it.
fn cuts<'a>(page: &Page<'a>, condition: &str, wanted: impl Fn(u32) -> bool) -> Vec<Cut<'a>> {
    let mut found: Vec<Cut<'a>> = Vec::new();
    for intervention in &page.results.catalogue.interventions {
        if !wanted(intervention.min_participants) {
            continue;
        }
        let mut values = Vec::new();
        for requirement in &intervention.requires {
            compared_with(&requirement.expression, condition, &mut values);
        }
        for value in values {
            match found.iter_mut().find(|cut| cut.value == value) {
                Some(cut) if cut.used_by.contains(&&intervention.id) => {}
                Some(cut) => cut.used_by.push(&intervention.id),
                None => found.push(Cut { value, used_by: vec![&intervention.id] }),
            }
        }
    }
    found.sort_by(|a, b| a.value.total_cmp(&b.value));
    found
}

/// The numbers a name is compared with in an expression.
fn compared_with(expression: &Expression, name: &str, found: &mut Vec<f64>) {
    match expression {
        Expression::Binary(operator, x, y) => {
            use BinaryOperator::{Greater, GreaterOrEqual, Less, LessOrEqual};
            if matches!(operator, Less | LessOrEqual | Greater | GreaterOrEqual) {
                match (x.as_ref(), y.as_ref()) {
                    (named, Expression::Number(k)) | (Expression::Number(k), named)
                        if stands_for(named, name) =>
                    {
                        found.push(*k);
                    }
                    _ => {}
                }
            }
            compared_with(x, name, found);
            compared_with(y, name, found);
        }
        Expression::Unary(_, x) => compared_with(x, name, found),
        Expression::Call(_, arguments) => {
            for argument in arguments {
                compared_with(argument, name, found);
            }
        }
        Expression::Number(_) | Expression::Text(_) | Expression::Name(_) => {}
    }
}

/// Whether an expression is a name, or that name with a value for when it is missing.
fn stands_for(expression: &Expression, name: &str) -> bool {
    match expression {
        // A condition is read of the workshop or of its territory.
        Expression::Name(n) => n.strip_prefix(TERRITORY_PREFIX).unwrap_or(n) == name,
        Expression::Call(Function::Coalesce, arguments) => {
            arguments.first().is_some_and(|first| stands_for(first, name))
        }
        _ => false,
    }
}

fn chart(page: &Page<'_>, cluster: usize, lines: &[(&ConditionColumn, Ranged, usize)]) -> Markup {
    let language = page.language;
    // Associativity is the third axis; trust wears its hue.
    let style = Page::axis_style(2);
    let mut chart = Chart::new(STEP * lines.len() as f64 + 18.0);
    let mut description = Vec::new();
    for (i, (column, range, _)) in lines.iter().enumerate() {
        let top = STEP * i as f64;
        let name = language.of(&column.label);
        let figures = format!(
            " · {} ({})",
            page.round(range.value),
            interval(language, range.low, range.high, 0)
        );
        chart.label(0.0, top + 12.0, name, &figures);
        chart.full_bar("via", top + 20.0, 6.0);
        chart.bar(style.fill, range.low, top + 20.0, range.high - range.low, 6.0);
        chart.tick(range.value, top + 17.0, 12.0);
        for cut in group_cuts(page, column.id.as_str()) {
            chart.line("corte", (cut.value, cut.value), (top + 15.0, top + 32.0));
        }
        description.push(text::trust_line(
            language,
            name,
            page.round(range.value),
            page.round(range.low),
            page.round(range.high),
        ));
    }
    let floor = STEP * lines.len() as f64 + 12.0;
    chart.text("", 0.0, floor, text::trust_scale_low(language));
    chart.text("fin", 100.0, floor, text::trust_scale_high(language));
    let title = text::trust_chart(language, page.cluster(cluster));
    chart.image(page.id(), &title, &description.join(" "))
}

fn table(page: &Page<'_>, lines: &[(&ConditionColumn, Ranged, usize)]) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::object(language), Kind::Head),
        heading("n", Kind::Number),
        heading(text::mean(language), Kind::Number),
        heading(text::interval(language), Kind::Number),
        heading(text::cut(language), Kind::Number),
        heading(text::decides(language), Kind::Long),
    ]);
    for (column, range, n) in lines {
        let cuts = cuts(page, column.id.as_str(), |_| true);
        let values: Vec<String> = cuts.iter().map(|c| page.round(c.value)).collect();
        let uses: Vec<String> = cuts
            .iter()
            .map(|cut| {
                let names: Vec<String> = cut
                    .used_by
                    .iter()
                    .filter_map(|id| page.results.catalogue.position(id))
                    .map(|i| {
                        lower_first(language.of(&page.results.catalogue.interventions[i].label))
                    })
                    .collect();
                format!("{}: {}", side_word(page, side(*range, cut.value)), names.join(", "))
            })
            .collect();
        grid.row(vec![
            said(language.of(&column.label)),
            said(page.count(*n)),
            said(page.round(range.value)),
            said(interval(language, range.low, range.high, 0)),
            said(if values.is_empty() { "—".to_owned() } else { values.join(", ") }),
            said(uses.join("; ")),
        ]);
    }
    grid.render(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_offs_are_read_from_the_conditions_themselves() {
        let name = || Box::new(Expression::Name("mistrust_leaders".into()));
        let number = |k: f64| Box::new(Expression::Number(k));
        let less = |x, y| Expression::Binary(BinaryOperator::Less, x, y);
        let known = Expression::Call(Function::Coalesce, vec![*name(), Expression::Number(0.0)]);
        let both = Expression::Binary(
            BinaryOperator::And,
            Box::new(less(Box::new(known), number(60.0))),
            Box::new(less(number(40.0), name())),
        );
        let mut found = Vec::new();
        compared_with(&both, "mistrust_leaders", &mut found);
        assert_eq!(found, [60.0, 40.0]);
        found.clear();
        compared_with(&both, "mistrust_buyers", &mut found);
        assert!(found.is_empty());
    }
}
