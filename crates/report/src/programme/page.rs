//! What every sheet needs at hand: results, language, fresh ids, names and marks.

use crate::privacy::Privacy;
use crate::words::{self, Language, text::frame};
use maud::{Markup, PreEscaped, html};
use nanduti_model::{Outcome, PilotChoice, PilotRole, ProductId, SupportId, Workshop};
use nanduti_pipeline::results::Results;
use std::cell::Cell;

/// How an axis is drawn: hue and shape, always in this order.
#[derive(Clone, Copy)]
pub(super) struct AxisStyle {
    /// Symbol id of its shape.
    pub(super) symbol: &'static str,
    /// Class of its full fill.
    pub(super) fill: &'static str,
    /// Class of its soft fill.
    pub(super) soft: &'static str,
    /// Class of its stroke.
    pub(super) stroke: &'static str,
}

const AXIS_STYLES: [AxisStyle; 4] = [
    AxisStyle { symbol: "eje-p", fill: "p", soft: "ps", stroke: "pl" },
    AxisStyle { symbol: "eje-d", fill: "d", soft: "ds", stroke: "dl" },
    AxisStyle { symbol: "eje-a", fill: "a", soft: "as", stroke: "al" },
    AxisStyle { symbol: "eje-m", fill: "mm", soft: "ms", stroke: "ml" },
];

/// A fifth axis and beyond: ink.
const OTHER_AXIS: AxisStyle =
    AxisStyle { symbol: "solo", fill: "ink", soft: "claro", stroke: "lin" };

/// Results under rendering.
pub(super) struct Page<'a> {
    pub(super) results: &'a Results,
    pub(super) language: Language,
    pub(super) privacy: Privacy<'a>,
    /// Positions of the workshops of each cluster.
    pub(super) members: Vec<Vec<usize>>,
    /// Node positions of the axes.
    pub(super) axes: Vec<usize>,
    next_id: Cell<u32>,
}

impl<'a> Page<'a> {
    pub(super) fn new(results: &'a Results, language: Language) -> Self {
        Self {
            results,
            language,
            privacy: Privacy::new(&results.instrument, &results.diagnosis, &results.catalogue),
            members: (0..results.clusters().len()).map(|c| results.population.members(c)).collect(),
            axes: results.diagnosis.axes(),
            next_id: Cell::new(1),
        }
    }

    /// When people were asked; said where the case does not say it.
    pub(super) fn survey_period(&self) -> &str {
        let period = self.language.of(&self.results.meta.survey_period);
        if period.is_empty() { frame::period_unknown(self.language) } else { period }
    }

    /// A number no other element of the document has.
    pub(super) fn id(&self) -> u32 {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        id
    }

    /// A count with its thousands marked.
    pub(super) fn count(&self, number: usize) -> String {
        words::whole(self.language, number as i64)
    }

    /// The same of an unsigned number.
    pub(super) fn n(&self, number: impl Into<u64>) -> String {
        words::whole(self.language, number.into() as i64)
    }

    /// A score or other number without decimals.
    pub(super) fn round(&self, number: f64) -> String {
        words::decimal(self.language, number, 0)
    }

    /// A share in a table: «42 %», under twenty cases «3 de 5».
    pub(super) fn table_share(&self, part: u32, all: u32) -> String {
        if all == 0 {
            "—".to_owned()
        } else if all < 20 {
            words::out_of(self.language, part, all)
        } else {
            words::per_cent(self.language, f64::from(part) / f64::from(all))
        }
    }

    pub(super) fn cluster(&self, cluster: usize) -> &'a str {
        self.results.clusters().get(cluster).map_or("", |c| self.language.of(&c.name))
    }

    pub(super) fn axis_name(&self, axis: usize) -> &'a str {
        self.axes
            .get(axis)
            .map_or("", |&node| self.language.of(&self.results.diagnosis.nodes[node].label))
    }

    pub(super) fn node_name(&self, node: usize) -> &'a str {
        self.language.of(&self.results.diagnosis.nodes[node].label)
    }

    pub(super) fn axis_style(axis: usize) -> AxisStyle {
        AXIS_STYLES.get(axis).copied().unwrap_or(OTHER_AXIS)
    }

    /// Position among the axes of the axis a node belongs to.
    pub(super) fn axis_of(&self, mut node: usize) -> usize {
        let nodes = &self.results.diagnosis.nodes;
        while let Some(parent) = nodes[node].parent {
            node = parent;
        }
        self.axes.iter().position(|&a| a == node).unwrap_or(AXIS_STYLES.len())
    }

    pub(super) fn workshop(&self, workshop: usize) -> &'a Workshop {
        &self.results.population.workshops[workshop]
    }

    pub(super) fn product_name(&self, product: &ProductId) -> String {
        self.results.products.iter().find(|p| p.id == *product).map_or_else(
            || words::readable(product.as_str()),
            |p| words::lower_first(self.language.of(&p.name)),
        )
    }

    pub(super) fn support_name(&self, support: &SupportId) -> String {
        let specs = self.results.instrument.supports.iter().map(|s| (&s.id, &s.label));
        let columns = self.results.diagnosis.supports.iter().map(|s| (&s.id, &s.label));
        specs.chain(columns).find(|(id, _)| *id == support).map_or_else(
            || words::readable(support.as_str()),
            |(_, label)| words::lower_first(self.language.of(label)),
        )
    }

    /// «Apoyo en …» for an intervention that may not be named for one workshop.
    pub(super) fn support_name_of(&self, intervention: usize) -> String {
        let area = self
            .results
            .catalogue
            .interventions
            .get(intervention)
            .and_then(|i| i.effects.first())
            .and_then(|effect| self.privacy.area_of(&effect.indicator))
            .map_or("…", |label| self.language.of(label));
        words::upper_first(&format!(
            "{} {}",
            frame::support_in(self.language),
            words::lower_first(area)
        ))
    }

    /// Choices of a cluster with a role, in code order.
    pub(super) fn choices(&self, cluster: usize, role: PilotRole) -> Vec<&'a PilotChoice> {
        let Some(pilots) = &self.results.pilots else { return Vec::new() };
        let mut found: Vec<&PilotChoice> =
            pilots.with_role(role).filter(|c| c.cluster == cluster).collect();
        found.sort_by(|a, b| a.workshop_id.cmp(&b.workshop_id));
        found
    }

    /// The role of a workshop in the proposal, if it has one.
    pub(super) fn role(&self, workshop: usize) -> Option<PilotRole> {
        self.results
            .pilots
            .as_ref()?
            .choices
            .iter()
            .find(|c| c.workshop == workshop)
            .map(|c| c.role)
    }

    /// Last line of a figure: says that data are synthetic while they are, then its note.
    pub(super) fn foot(&self, note: &str) -> Markup {
        let synthetic = frame::synthetic_lead(self.language);
        let text = match (self.results.meta.synthetic, note.is_empty()) {
            (true, true) => format!("{synthetic}."),
            (true, false) => format!("{synthetic} · {note}"),
            (false, _) => note.to_owned(),
        };
        html! { @if !text.is_empty() { p.pie { (text) } } }
    }

    /// «Cómo leer: …».
    pub(super) fn read(&self, note: &str) -> Markup {
        html! { p.leer { (frame::how_to_read(self.language)) " " (note) } }
    }

    /// How solves ended, and folded under it the method of each.
    pub(super) fn proof(&self, outcomes: &[(&str, &Outcome)]) -> Markup {
        let sentence = |(what, outcome): &(&str, &Outcome)| {
            words::upper_first(&format!(
                "{what}: {}.",
                words::outcome_short(self.language, outcome)
            ))
        };
        html! {
            p.nota { (outcomes.iter().map(sentence).collect::<Vec<_>>().join(" ")) }
            @if outcomes.iter().any(|(_, outcome)| !outcome.method.is_empty()) {
                details.datos {
                    summary { (frame::how_proved(self.language)) }
                    @for (what, outcome) in outcomes {
                        p.leer { (words::upper_first(what)) ": " (words::method_name(self.language, &outcome.method)) "." }
                    }
                }
            }
        }
    }

    /// A fold-out with the table behind a chart.
    pub(super) fn data(&self, table: &Markup) -> Markup {
        html! {
            details.datos { summary { (frame::see_data(self.language)) } (table) }
        }
    }
}

/// A mark from the symbols; decorative, its meaning stands beside it in words.
pub(super) fn mark(symbol: &str) -> Markup {
    PreEscaped(format!(r##"<svg class="m" aria-hidden="true"><use href="#{symbol}"/></svg>"##))
}

/// A figure: finding, measure line, body.
pub(super) fn figure(page: &Page<'_>, title: &Markup, measure: &Markup, body: &Markup) -> Markup {
    let id = page.id();
    html! {
        section.fig aria-labelledby=(format!("f{id}")) {
            h3.hallazgo id=(format!("f{id}")) { (title) }
            p.medida { (measure) }
            (body)
        }
    }
}

/// A plain text as markup.
pub(super) fn plain(text: impl AsRef<str>) -> Markup {
    let text = text.as_ref();
    html! { (text) }
}

/// A code that never breaks.
pub(super) fn code(text: impl AsRef<str>) -> Markup {
    let text = text.as_ref();
    html! { b.nb { (text) } }
}

/// An empty state: what is not there, whether that is valid and why, what would change it.
pub(super) fn empty_state(page: &Page<'_>, title: &str, text: &str) -> Markup {
    let id = page.id();
    html! {
        section.aviso aria-labelledby=(format!("f{id}")) {
            h3.rotulo id=(format!("f{id}")) { (title) }
            p { (text) }
        }
    }
}
