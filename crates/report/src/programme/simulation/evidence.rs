//! On what the result rests: trials, before–after, programme data, assumptions (hatched).

use super::super::grid::{Grid, Kind, heading, said};
use super::super::page::{self, Page, plain};
use crate::svg::Chart;
use crate::words::{evidence_kind, text::simulation as text, upper_first};
use maud::{Markup, html};
use nanduti_model::{EvidenceKind, PortfolioResult};

/// Kinds in their fixed order with their fills.
const KINDS: [(EvidenceKind, &str); 4] = [
    (EvidenceKind::Trial, "ink"),
    (EvidenceKind::BeforeAfter, "gris4"),
    (EvidenceKind::Programme, "claro"),
    (EvidenceKind::Assumption, "raya"),
];

fn share(portfolio: &PortfolioResult, kind: EvidenceKind) -> f64 {
    portfolio.evidence.iter().filter(|e| e.kind == kind).map(|e| e.share).sum()
}

/// Share that rests on assumptions, 0–1; `None` where there is no gain to share out.
pub(super) fn assumed(portfolio: &PortfolioResult) -> Option<f64> {
    let total: f64 = portfolio.evidence.iter().map(|e| e.share).sum();
    (total > 0.0).then(|| share(portfolio, EvidenceKind::Assumption))
}

/// Whole numbers that sum to 100 (largest remainders; Hamilton's method).
fn hundredths(shares: [f64; 4]) -> [u32; 4] {
    let total: f64 = shares.iter().sum();
    if total <= 0.0 {
        return [0; 4];
    }
    let exact = shares.map(|s| s / total * 100.0);
    let mut whole = exact.map(|x| x.floor() as u32);
    let missing = 100_u32.saturating_sub(whole.iter().sum());
    let mut order = [0, 1, 2, 3];
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    for &i in order.iter().take(missing as usize) {
        whole[i] += 1;
    }
    whole
}

pub(super) fn figure(page: &Page<'_>, chosen: &PortfolioResult) -> Markup {
    let language = page.language;
    let Some(assumed) = assumed(chosen) else {
        return html! { p.nota { (text::no_gain(language)) } };
    };
    let shares = hundredths(KINDS.map(|(kind, _)| share(chosen, kind)));
    let said_share = format!("{} {}", page.round(assumed * 100.0), text::of_hundred(language));
    let title = upper_first(&text::evidence_title(language, said_share));
    let mut chart = Chart::new(106.0);
    let mut left = 0.0;
    for ((_, fill), n) in KINDS.iter().zip(shares) {
        chart.bar(fill, left, 2.0, f64::from(n), 20.0);
        left += f64::from(n);
    }
    chart.full_bar("tope", 2.0, 20.0);
    let mut description = Vec::new();
    let mut grid = Grid::new(vec![
        heading(text::rests_on(language), Kind::Head),
        heading(text::of_hundred(language), Kind::Number),
    ]);
    for (i, ((kind, fill), n)) in KINDS.iter().zip(shares).enumerate() {
        let top = 30.0 + 19.0 * i as f64;
        let name = evidence_kind(language, *kind);
        let share = format!("{n} {}", text::of_hundred(language));
        chart.key(fill, top);
        chart.text_px(20, top + 10.0, &share, &format!(" {name}"));
        description.push(text::evidence_text(language, &share, name));
        grid.row(vec![said(name), said(page.n(n))]);
    }
    let image = chart.image(page.id(), &title, &format!("{}.", description.join("; ")));
    page::figure(
        page,
        &plain(&title),
        &plain(text::evidence_measure(language)),
        &html! { (image) (page.foot("")) (page.data(&grid.render(page))) },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_and_sum_to_a_hundred() {
        assert_eq!(hundredths([0.333, 0.333, 0.334, 0.0]), [33, 33, 34, 0]);
        assert_eq!(hundredths([1.0, 1.0, 1.0, 0.0]).iter().sum::<u32>(), 100);
        assert_eq!(hundredths([0.0; 4]), [0; 4]);
    }
}
