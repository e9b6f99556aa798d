//! The owner's weekly hours by quarter, against the limit.

use super::super::page::Page;
use crate::svg::Chart;
use crate::words::{decimal, quarter_name, text::plans as text};
use maud::Markup;
use nanduti_model::{Quarter, WorkshopPlan};

const FLOOR: f64 = 92.0;
const TALLEST: f64 = 70.0;

pub(super) fn chart(page: &Page<'_>, plan: &WorkshopPlan) -> Markup {
    let language = page.language;
    let limit = plan.owner_limit_week;
    let greatest = plan.owner_hours_week.iter().copied().fold(limit, f64::max).max(0.5);
    let height = |hours: f64| (hours / greatest * (TALLEST - 16.0)).max(0.0);
    let mut chart = Chart::new(112.0);
    let limit_y = FLOOR - height(limit);
    chart.line("tope-linea", (0.0, 97.0), (limit_y, limit_y));
    let words = text::limit_line(language, decimal(language, limit, 1));
    chart.text("", 0.0, 12.0, &words);
    let mut parts = Vec::new();
    for (i, &hours) in plan.owner_hours_week.iter().enumerate() {
        let x = 26.0 * i as f64;
        let tall = height(hours);
        let said = decimal(language, hours, u8::from(hours != 0.0));
        let name = quarter_name(language, Quarter(i as u8));
        if hours > 0.0 {
            chart.bar("gris4", x, FLOOR - tall, 19.0, tall);
        }
        // The figure stands over its bar, and over the limit line where the two would touch.
        let over = FLOOR - tall - 5.0;
        let y = if (over - limit_y).abs() < 13.0 { limit_y - 4.0 } else { over };
        chart.text("medio b", x + 9.5, y.max(26.0), &format!("{said}\u{a0}h"));
        chart.text("medio", x + 9.5, FLOOR + 15.0, &name);
        parts.push(format!("{name} {said}"));
    }
    chart.line("lin", (0.0, 97.0), (FLOOR, FLOOR));
    chart.image(
        page.id(),
        &text::hours_chart(language, &plan.workshop_id),
        &text::hours_text(language, parts.join("; "), decimal(language, limit, 1)),
    )
}
