//! Pieces asked for by each lead firm: with a workshop, unmet.

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, mark};
use crate::svg::Chart;
use crate::words::{date_short, join_and, lower_first, text::frame, text::lots as text};
use maud::{Markup, html};
use nanduti_model::Matching;

/// Firms drawn one by one; the others share a last bar.
const FIRMS_DRAWN: usize = 12;
const STEP: f64 = 66.0;

struct Firm {
    name: String,
    products: Vec<String>,
    n_lots: usize,
    served: u64,
    unmet: u64,
}

impl Firm {
    fn asked(&self) -> u64 {
        self.served + self.unmet
    }
}

pub(super) fn figure(page: &Page<'_>, matching: &Matching) -> Markup {
    let language = page.language;
    let firms = firms(page, matching);
    let unmet: u64 = firms.iter().map(|f| f.unmet).sum();
    let widest = firms.iter().max_by(|a, b| a.unmet.cmp(&b.unmet).then(b.name.cmp(&a.name)));
    let title = match widest {
        Some(firm) if firm.unmet > 0 => {
            text::firms_title(language, &firm.name, page.n(firm.unmet), page.n(unmet))
        }
        _ => text::all_served(language).to_owned(),
    };
    let dates = page.results.lots.iter().map(|l| l.due);
    let measure = match (dates.clone().min(), dates.max()) {
        (Some(first), Some(last)) => text::firms_measure(
            language,
            date_short(language, first),
            date_short(language, last),
            page.count(matching.lots.len()),
        ),
        _ => String::new(),
    };
    page::figure(
        page,
        &page::plain(title),
        &html! {
            (measure) " · "
            span.nb { (mark("solo")) (text::assigned_key(language)) } " "
            span.nb { (mark("vacio")) (text::unmet_key(language)) }
        },
        &html! {
            (chart(page, &firms))
            (page.foot(""))
            (page.data(&table(page, &firms)))
        },
    )
}

/// Firms with a lot, in case order.
fn firms(page: &Page<'_>, matching: &Matching) -> Vec<Firm> {
    let results = page.results;
    let mut firms: Vec<Firm> = results
        .firms
        .iter()
        .map(|f| Firm {
            name: f.id.to_string(),
            products: Vec::new(),
            n_lots: 0,
            served: 0,
            unmet: 0,
        })
        .collect();
    for outcome in &matching.lots {
        let Some(lot) = results.lots.get(outcome.lot) else { continue };
        let Some(firm) = firms.get_mut(lot.firm) else { continue };
        firm.n_lots += 1;
        firm.served += u64::from(outcome.served);
        firm.unmet += u64::from(outcome.unmet);
        if let Some(product) = results.products.get(lot.product) {
            let name = lower_first(page.language.of(&product.name));
            if !firm.products.contains(&name) {
                firm.products.push(name);
            }
        }
    }
    firms.retain(|f| f.n_lots > 0);
    if firms.len() > FIRMS_DRAWN {
        let rest = firms.split_off(FIRMS_DRAWN);
        firms.push(Firm {
            name: text::other_firms(page.language, page.count(rest.len())),
            products: Vec::new(),
            n_lots: rest.iter().map(|f| f.n_lots).sum(),
            served: rest.iter().map(|f| f.served).sum(),
            unmet: rest.iter().map(|f| f.unmet).sum(),
        });
    }
    firms
}

fn chart(page: &Page<'_>, firms: &[Firm]) -> Markup {
    let language = page.language;
    let greatest = firms.iter().map(Firm::asked).max().unwrap_or(0).max(1) as f64;
    let mut chart = Chart::new(STEP * firms.len() as f64 - 8.0);
    let mut description = Vec::new();
    for (i, firm) in firms.iter().enumerate() {
        let top = STEP * i as f64;
        let width = |pieces: u64| pieces as f64 / greatest * 100.0;
        let products = if firm.products.len() > 2 {
            format!("{}…", firm.products[..2].join(", "))
        } else {
            join_and(language, &firm.products)
        };
        let lots =
            text::firm_line(language, products, page.count(firm.n_lots)).replace(" ·  · ", " · ");
        chart.label(0.0, top + 12.0, &firm.name, &lots);
        chart.bar("ink", 0.0, top + 19.0, width(firm.served), 16.0);
        chart.bar("tope", 0.0, top + 19.0, width(firm.asked()), 16.0);
        chart.glyph("solo", 0.0, top + 40.0, &page.n(firm.served));
        chart.glyph("vacio", 36.0, top + 40.0, &text::unmet_short(language, page.n(firm.unmet)));
        description.push(text::firm_text(
            language,
            &firm.name,
            page.n(firm.asked()),
            page.n(firm.served),
            page.n(firm.unmet),
        ));
    }
    let title = format!(
        "{}: {}, {}",
        text::pieces(language),
        text::assigned_key(language),
        text::unmet_key(language)
    );
    chart.image(page.id(), &title, &description.join(" "))
}

fn table(page: &Page<'_>, firms: &[Firm]) -> Markup {
    let language = page.language;
    let mut grid = Grid::new(vec![
        heading(text::firm(language), Kind::Code),
        heading(text::asked(language), Kind::Number),
        heading(text::served(language), Kind::Number),
        heading(text::unmet(language), Kind::Number),
    ]);
    for firm in firms {
        grid.row(vec![
            said(&firm.name),
            said(page.n(firm.asked())),
            said(page.n(firm.served)),
            said(page.n(firm.unmet)),
        ]);
    }
    let sum = |of: fn(&Firm) -> u64| page.n(firms.iter().map(of).sum::<u64>());
    grid.totals(vec![
        said(frame::total(language)),
        said(sum(Firm::asked)),
        said(sum(|f| f.served)),
        said(sum(|f| f.unmet)),
    ]);
    grid.render(page)
}
