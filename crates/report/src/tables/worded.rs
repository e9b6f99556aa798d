//! A result table for people: words of the language in place of codes, and the language's own
//! column where a text stands in both.

mod quality;

use crate::words::{self, Language, readable};
use nanduti_model::{AssumedFigure, Instrument, Label, Resource, SolveStatus};
use nanduti_pipeline::results::Results;
use nanduti_pipeline::table::{Cell, Table};

/// What gives the ids of a table their names.
#[derive(Clone, Copy, Debug, Default)]
pub enum Named<'a> {
    /// Nothing: only the program's own codes are worded.
    #[default]
    Nothing,
    /// A case: clusters, products, resources, and what the form calls questions and options.
    Case(&'a Results),
    /// A scored file: the nodes of its instrument.
    File(&'a Instrument),
}

/// The table with its codes in words, in the names that are known.
pub fn in_words(table: &Table, named: Named, language: Language) -> Table {
    let (results, instrument) = match named {
        Named::Nothing => (None, None),
        Named::Case(results) => (Some(results), Some(&results.instrument)),
        Named::File(instrument) => (None, Some(instrument)),
    };
    let words = Words { results, instrument, language };
    let kept: Vec<usize> = (0..table.columns.len()).filter(|&i| words.keeps(table, i)).collect();
    let mut worded = Table {
        name: table.name.clone(),
        columns: kept.iter().map(|&i| table.columns[i].clone()).collect(),
        rows: Vec::with_capacity(table.rows.len()),
    };
    for row in &table.rows {
        let cells = kept.iter().map(|&i| match &row[i] {
            Cell::Text(text) => {
                let place = Spot { table, row, column: &table.columns[i].name };
                Cell::Text(words.of(place, text))
            }
            other => other.clone(),
        });
        worded.rows.push(cells.collect());
    }
    worded
}

/// Where a cell stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    table: &'a Table,
    row: &'a [Cell],
    column: &'a str,
}

impl Spot<'_> {
    /// The text beside it in another column of its row.
    fn beside(&self, column: &str) -> &str {
        match self.table.position(column).map(|at| &self.row[at]) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }
}

struct Words<'a> {
    results: Option<&'a Results>,
    instrument: Option<&'a Instrument>,
    language: Language,
}

impl Words<'_> {
    /// Whether a column is not the other language's twin of one that stands beside it.
    fn keeps(&self, table: &Table, column: usize) -> bool {
        let name = table.columns[column].name.as_str();
        match (self.language, table.name.as_str()) {
            (Language::Es, "assumptions") => name != "assumption",
            (Language::En, "assumptions") => name != "assumption_es",
            (Language::Es, _) => name
                .strip_suffix("_en")
                .is_none_or(|n| table.position(&format!("{n}_es")).is_none()),
            (Language::En, _) => name
                .strip_suffix("_es")
                .is_none_or(|n| table.position(&format!("{n}_en")).is_none()),
        }
    }

    fn of(&self, spot: Spot, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        if let Some(word) = self.of_quality(spot, text) {
            return word;
        }
        let column = spot.column;
        match spot.table.name.as_str() {
            "pilots" | "funnel" | "equity" => self.of_pilots(column, text),
            "comparison" => self.of_comparison(column, text),
            "outcomes" => self.of_outcomes(column, text),
            "weights" | "all_weights" | "all_weights_pairs" | "change" => {
                words::weights::word(self.language, column, text)
                    .unwrap_or_else(|| self.of_any(column, text))
            }
            "associativity" | "tie_networks" | "field_notes" => self.of_associativity(column, text),
            _ => self.of_any(column, text),
        }
    }

    fn of_pilots(&self, column: &str, text: &str) -> String {
        let language = self.language;
        match column {
            "role" => words::role_word(language, text),
            "reason" => words::reason_word(language, text, self.micro()),
            "supports" => each(text, |id| self.support(id)),
            "verify" => each(text, |word| words::verify_word(language, word)),
            "stage" => words::stage_word(language, text),
            "clause" => words::clause_word(language, text, self.micro()),
            // The column of who leaves a stage holds counts; that of a clause holds codes.
            "leaves" if text.contains(':') => words::leaves_words(language, text),
            "enters" | "leaves" => each(text, str::to_owned),
            _ => self.of_any(column, text),
        }
    }

    fn of_any(&self, column: &str, text: &str) -> String {
        let language = self.language;
        match column {
            "cluster" => self.cluster(text),
            "axis" | "indicator" => self.node(text),
            "product" => self.product(text),
            "resource" => self.resource(text),
            "provider" => self.provider(text),
            "institution" => self.owner(text, |r| &r.institution),
            "line" => self.owner(text, |r| &r.line),
            "first_cause" => words::cause_word(language, text),
            "to_negotiate" | "gates" => each(text, |word| words::gate_word(language, word)),
            "verdict" => words::verdict_word(language, text),
            "modality" => words::modality_word(language, text),
            "portfolio" | "kind" => words::portfolio_word(language, text),
            "against" => words::against_word(language, text),
            "evidence" => words::evidence_word(language, text),
            "missing" => words::missing_word(language, text),
            "group" if self.results.is_some() || text == "all" => words::group_word(language, text),
            "figure" => figure(language, text),
            "severity" => words::severity_of(language, text),
            "state" => words::state_word(language, text),
            _ => text.to_owned(),
        }
    }

    fn of_associativity(&self, column: &str, text: &str) -> String {
        let language = self.language;
        match column {
            "verdict" | "at_best" | "at_worst" => words::associativity::verdict_of(language, text),
            "criterion" => words::associativity::criterion_word(language, text),
            "finding" => words::associativity::finding_word(language, text),
            "first_step" => words::associativity::step_word(language, text),
            _ => self.of_any(column, text),
        }
    }

    fn of_outcomes(&self, column: &str, text: &str) -> String {
        match column {
            "solve" => words::solve_word(self.language, text),
            "method" => words::method_name(self.language, text),
            "status" => words::solve_status(self.language, &status(text)),
            _ => text.to_owned(),
        }
    }

    fn of_comparison(&self, column: &str, text: &str) -> String {
        let language = self.language;
        match column {
            "what" => words::compared_word(language, text),
            "change" => words::change_word(language, text),
            // «pilot (clause:micro)»
            "before" | "after" => match text.strip_suffix(')').and_then(|t| t.split_once(" (")) {
                Some((role, reason)) => format!(
                    "{} ({})",
                    words::role_word(language, role),
                    words::reason_word(language, reason, self.micro())
                ),
                None => text.to_owned(),
            },
            // «chosen / nothing / all / weighted»
            "id" if text.contains(" / ") => text
                .split(" / ")
                .enumerate()
                .map(|(i, part)| match i {
                    0 => words::portfolio_word(language, part),
                    1 => words::against_word(language, part),
                    2 => self.cluster(part),
                    _ => self.node(part),
                })
                .collect::<Vec<_>>()
                .join(", "),
            _ => text.to_owned(),
        }
    }

    fn micro(&self) -> Option<u32> {
        self.results.map(|r| r.policy.equity.micro_limit)
    }

    /// The name of what an id stands for, else the id, readable.
    fn named(&self, id: &str, label: Option<&Label>) -> String {
        label.map_or_else(|| readable(id), |l| self.language.of(l).to_owned())
    }

    fn cluster(&self, id: &str) -> String {
        if id == "all" {
            return self.language.pick("todos los clústeres", "all clusters").to_owned();
        }
        let clusters = self.results.map_or(&[][..], Results::clusters);
        self.named(id, clusters.iter().find(|c| c.id.as_str() == id).map(|c| &c.name))
    }

    fn node(&self, id: &str) -> String {
        if id == "weighted" {
            return words::text::simulation::all_axes(self.language).to_owned();
        }
        let nodes = self.instrument.map_or(&[][..], |i| &i.nodes);
        let derived = self.instrument.map_or(&[][..], |i| &i.derived);
        let conditions = self.instrument.map_or(&[][..], |i| &i.conditions);
        let known = nodes
            .iter()
            .find(|n| n.id.as_str() == id)
            .map(|n| &n.label)
            .or_else(|| derived.iter().find(|d| d.id == id).map(|d| &d.label))
            .or_else(|| conditions.iter().find(|c| c.id.as_str() == id).map(|c| &c.label))
            .or_else(|| self.question_label(id));
        if known.is_none() && self.instrument.is_none() {
            // Two saved results name their axes by id alone.
            let told = words::compared_word(self.language, &format!("scores.{id}"));
            return told.rsplit(": ").next().unwrap_or(&told).to_owned();
        }
        self.named(id, known)
    }

    fn product(&self, id: &str) -> String {
        let products = self.results.map_or(&[][..], |r| &r.products);
        self.named(id, products.iter().find(|p| p.id.as_str() == id).map(|p| &p.name))
    }

    fn resource(&self, id: &str) -> String {
        let resources = self.results.map_or(&[][..], |r| &r.resources);
        self.named(id, resources.iter().find(|r| r.id.as_str() == id).map(|r| &r.label))
    }

    fn provider(&self, id: &str) -> String {
        let providers = self.results.map_or(&[][..], |r| &r.catalogue.providers);
        self.named(id, providers.iter().find(|p| p.id.as_str() == id).map(|p| &p.name))
    }

    /// An institution or budget line, which the tables hold in Spanish.
    fn owner(&self, text: &str, of: impl Fn(&Resource) -> &Label) -> String {
        let resources = self.results.map_or(&[][..], |r| &r.resources);
        let known = resources.iter().map(of).find(|label| label.es == text);
        known.map_or_else(|| text.to_owned(), |label| self.language.of(label).to_owned())
    }

    fn support(&self, id: &str) -> String {
        let supports = self.results.map_or(&[][..], |r| &r.instrument.supports);
        let label = supports.iter().find(|s| s.id.as_str() == id).map(|s| &s.label);
        words::lower_first(&self.named(id, label))
    }
}

/// Words of a list that stands in one cell, parted by blanks.
fn each(text: &str, word: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(word).collect::<Vec<_>>().join(", ")
}

/// A status as the table `outcomes` writes it.
fn status(text: &str) -> SolveStatus {
    if let Some(because) = text.strip_prefix("infeasible: ") {
        return SolveStatus::Infeasible(because.split("; ").map(str::to_owned).collect());
    }
    match text.strip_prefix("limit: ") {
        Some(which) => SolveStatus::Limit(which.to_owned()),
        None if text == "optimal" => SolveStatus::Optimal,
        None => SolveStatus::Feasible,
    }
}

/// What an assumption is about, without the id that stands in its own column.
fn figure(language: Language, word: &str) -> String {
    let none = String::new;
    let all = [
        AssumedFigure::InstrumentWeights,
        AssumedFigure::LevelCuts,
        AssumedFigure::Adjustments(none()),
        AssumedFigure::Floors(none()),
        AssumedFigure::Treatment,
        AssumedFigure::Alternative(none()),
        AssumedFigure::Counting(none()),
        AssumedFigure::SurveyDesign,
        AssumedFigure::Derived(none()),
        AssumedFigure::Goalposts(none()),
        AssumedFigure::Condition(none()),
        AssumedFigure::SupportCost(none()),
        AssumedFigure::Intervention(none()),
        AssumedFigure::Effect(none()),
        AssumedFigure::Resource(none()),
        AssumedFigure::StandardMinutes(none()),
        AssumedFigure::AxisWeights,
        AssumedFigure::EquityRule,
        AssumedFigure::PlanLimits,
        AssumedFigure::MatchWeights,
        AssumedFigure::FairPrice,
        AssumedFigure::Uncertainty,
        AssumedFigure::Associativity(none()),
    ];
    all.iter().find(|f| f.word_and_id().0 == word).map_or_else(
        || readable(word),
        |f| words::assumed_figure(language, f).trim_end().to_owned(),
    )
}
