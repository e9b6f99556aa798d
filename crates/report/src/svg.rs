//! A small builder for charts: SVG without `viewBox`, horizontal in per cent, vertical in pixels,
//! text in the document's font, so that one chart serves phone, desk and A4.
//!
//! It draws; it knows nothing of results.

use maud::{Markup, PreEscaped};
use std::fmt::Write as _;

/// A chart being drawn.
pub(crate) struct Chart {
    height: f64,
    body: String,
}

/// A number with at most two decimals and no trailing zeros.
pub(crate) fn short(number: f64) -> String {
    let mut text = format!("{:.2}", if number.is_finite() { number } else { 0.0 });
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Text safe inside markup.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

impl Chart {
    /// An empty chart of so many pixels.
    pub(crate) fn new(height: f64) -> Self {
        Self { height, body: String::new() }
    }

    /// A bar: `x` and `width` in per cent, kept within 0–100.
    pub(crate) fn bar(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let left = x.clamp(0.0, 100.0);
        let right = (x + width).clamp(left, 100.0);
        // Writing to a string cannot fail.
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="{}%" y="{}" width="{}%" height="{}"/>"#,
            short(left),
            short(y),
            short(right - left),
            short(height)
        );
    }

    /// The empty bar over the full width, a hair inside so that its edge shows.
    pub(crate) fn full_bar(&mut self, class: &str, y: f64, height: f64) {
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x=".2%" y="{}" width="99.6%" height="{}"/>"#,
            short(y),
            short(height)
        );
    }

    /// An upright tick of 2.5 pixels at `x` per cent.
    pub(crate) fn tick(&mut self, x: f64, y: f64, height: f64) {
        let _ = write!(
            self.body,
            r#"<rect class="ink" x="{}%" y="{}" width="2.5" height="{}"/>"#,
            short(x.clamp(0.0, 99.3)),
            short(y),
            short(height)
        );
    }

    /// A small square key in pixels at the left edge.
    pub(crate) fn key(&mut self, class: &str, y: f64) {
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="0" y="{}" width="12" height="12" stroke="var(--tinta)" stroke-width=".8"/>"#,
            short(y)
        );
    }

    /// A line between two points, `x` in per cent.
    pub(crate) fn line(&mut self, class: &str, x: (f64, f64), y: (f64, f64)) {
        self.line_of_width(class, x, y, None);
    }

    /// The same with its own stroke width.
    pub(crate) fn line_of_width(
        &mut self,
        class: &str,
        x: (f64, f64),
        y: (f64, f64),
        width: Option<f64>,
    ) {
        let width = width.map_or_else(String::new, |w| format!(r#" stroke-width="{}""#, short(w)));
        let _ = write!(
            self.body,
            r#"<line class="{class}" x1="{}%" x2="{}%" y1="{}" y2="{}"{width}/>"#,
            short(x.0),
            short(x.1),
            short(y.0),
            short(y.1)
        );
    }

    /// A dot.
    pub(crate) fn dot(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let _ = write!(
            self.body,
            r#"<circle class="{class}" cx="{}%" cy="{}" r="{}"/>"#,
            short(x),
            short(y),
            short(radius)
        );
    }

    /// A text at `x` per cent; `class` sets weight and anchor (`b`, `medio`, `fin`).
    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{}%" y="{}">{}</text>"#,
            short(x),
            short(y),
            escape(text)
        );
    }

    /// A text `pixels` right of the left edge.
    pub(crate) fn text_px(&mut self, pixels: u32, y: f64, bold: &str, rest: &str) {
        let _ = write!(
            self.body,
            r#"<text x="{pixels}" y="{}"><tspan class="b">{}</tspan>{}</text>"#,
            short(y),
            escape(bold),
            escape(rest)
        );
    }

    /// A text that begins bold: a name, then its figures.
    pub(crate) fn label(&mut self, x: f64, y: f64, bold: &str, rest: &str) {
        let _ = write!(
            self.body,
            r#"<text x="{}%" y="{}"><tspan class="b">{}</tspan>{}</text>"#,
            short(x),
            short(y),
            escape(bold),
            escape(rest)
        );
    }

    /// A glyph (by symbol id) with a text beside it, at `x` per cent.
    pub(crate) fn glyph(&mut self, symbol: &str, x: f64, y: f64, text: &str) {
        let _ = write!(
            self.body,
            r##"<svg x="{}%" y="{}" overflow="visible"><use href="#{symbol}" width="9" height="9" y="2"/><text x="13" y="10">{}</text></svg>"##,
            short(x),
            short(y),
            escape(text)
        );
    }

    /// Paths on a stretched 100 × 100 field: the only place where lines may scale.
    pub(crate) fn field(&mut self, x: f64, y: f64, width: f64, height: f64, paths: &[Path]) {
        let _ = write!(
            self.body,
            r#"<svg x="{}%" y="{}" width="{}%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none">"#,
            short(x),
            short(y),
            short(width),
            short(height)
        );
        for path in paths {
            let _ = write!(self.body, r#"<path d="{}" {}/>"#, path.data, path.style);
        }
        self.body.push_str("</svg>");
    }

    /// The chart as an image with its text twin.
    pub(crate) fn image(self, id: u32, title: &str, description: &str) -> Markup {
        PreEscaped(format!(
            r#"<svg class="g" width="100%" height="{}" role="img" aria-labelledby="t{id} d{id}"><title id="t{id}">{}</title><desc id="d{id}">{}</desc>{}</svg>"#,
            short(self.height),
            escape(title),
            escape(description),
            self.body
        ))
    }
}

/// A path of a stretched field, in its 0–100 coordinates.
pub(crate) struct Path {
    data: String,
    style: String,
}

/// Stroke that keeps its width on a stretched field.
const STILL: &str = r#"vector-effect="non-scaling-stroke""#;

impl Path {
    /// A filled band between two lines over the same abscissae.
    pub(crate) fn band(class: &str, upper: &[(f64, f64)], lower: &[(f64, f64)]) -> Self {
        let mut data = polyline(upper.iter());
        for (x, y) in lower.iter().rev() {
            let _ = write!(data, " L{} {}", short(*x), short(*y));
        }
        data.push('Z');
        Self { data, style: format!(r#"class="{class}""#) }
    }

    /// A line in a class's stroke.
    pub(crate) fn line(class: &str, width: f64, points: &[(f64, f64)]) -> Self {
        let style =
            format!(r#"class="{class}" fill="none" stroke-width="{}" {STILL}"#, short(width));
        Self { data: polyline(points.iter()), style }
    }

    /// A dashed line in ink.
    pub(crate) fn dashed(points: &[(f64, f64)]) -> Self {
        let style = format!(r#"fill="none" stroke="var(--tinta)" stroke-dasharray="3 3" {STILL}"#);
        Self { data: polyline(points.iter()), style }
    }

    /// A plain line in ink.
    pub(crate) fn ink(width: f64, points: &[(f64, f64)]) -> Self {
        let style =
            format!(r#"fill="none" stroke="var(--tinta)" stroke-width="{}" {STILL}"#, short(width));
        Self { data: polyline(points.iter()), style }
    }
}

fn polyline<'a>(points: impl Iterator<Item = &'a (f64, f64)>) -> String {
    let mut data = String::new();
    for (i, (x, y)) in points.enumerate() {
        let letter = if i == 0 { "M" } else { " L" };
        let _ = write!(data, "{letter}{} {}", short(*x), short(*y));
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(12.5), "12.5");
        assert_eq!(short(12.0), "12");
        assert_eq!(short(-0.001), "0");
        assert_eq!(short(f64::NAN), "0");
    }

    #[test]
    fn bars_stay_inside_the_chart_and_text_is_escaped() {
        let mut chart = Chart::new(10.0);
        chart.bar("p", 90.0, 0.0, 30.0, 5.0);
        chart.text("b", 0.0, 9.0, "<b>&");
        let image = chart.image(7, "a\"b", "d").into_string();
        assert!(image.contains(r#"x="90%" y="0" width="10%""#), "{image}");
        assert!(
            image.contains("&lt;b&gt;&amp;") && image.contains(r#"id="t7">a&quot;b"#),
            "{image}"
        );
    }
}
