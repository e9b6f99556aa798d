//! Words of the tables about the instrument, its groups and the counting view.

use super::{Spot, Words, each};
use crate::words::{self, codes, readable};
use nanduti_model::Label;

impl Words<'_> {
    /// The word of a cell of such a table; `None` for other tables and columns.
    pub(super) fn of_quality(&self, spot: Spot, text: &str) -> Option<String> {
        let language = self.language;
        let table = spot.table.name.as_str();
        if table.starts_with("counting") || table.starts_with("reconciliation") {
            return self.of_counting(spot, text);
        }
        Some(match (table, spot.column) {
            ("weights", "node" | "parent")
            | ("items", "node" | "item")
            | ("axis_association", "left" | "right")
            | ("item_correlations", "parent" | "left" | "right")
            | ("contributions" | "contribution_means", "root" | "node")
            | ("lint", "node" | "other")
            | ("reliability" | "profiles" | "typology" | "reach" | "recipes", "node") => {
                self.node(text)
            }
            ("reliability", "refused") => {
                listed(text, |code| codes::refused_figure(language, code))
            }
            ("reliability", "cautions") => listed(text, |code| codes::caution_word(language, code)),
            ("items", "status" | "reverse_key") => codes::item_word(language, text),
            ("axis_association" | "profiles", "grouping") => self.grouping(text),
            ("axis_association" | "profiles", "member") => {
                self.member(spot.beside("grouping"), text)
            }
            ("frame", "group") => self.member("", text),
            ("axis_association" | "item_correlations", "refused") | ("typology", "outcome") => {
                codes::outcome_word(language, text)
            }
            ("lint", "finding") => codes::lint_word(language, text),
            ("sensitivity" | "reach", "factor") => self.factor(text),
            ("associativity", "role") => codes::role_word(language, text),
            ("field_notes", "stance") => codes::stance_word(language, text),
            ("tie_networks", "tie_kind") => codes::tie_word(language, text),
            ("imputations", "not_imputed") => codes::not_imputed_word(language, text),
            ("treatments", "outcome") => codes::treatment_word(language, text),
            ("frame", "normalisation") => codes::normalisation_word(language, text),
            ("frame", "detail") => self.detail(text),
            ("assumptions", "id") => match spot.beside("figure") {
                "associativity" => words::associativity::criterion_word(language, text),
                "engine" => words::assumptions::engine_figures(language, text),
                "alternative" => self.factor(text),
                "resource" => self.resource(text),
                "support_cost" => self.support(text),
                "standard_minutes" => self.product(text),
                "condition" | "derived" | "goalposts" | "counting" => self.node(text),
                _ => return None,
            },
            ("quality", "question") => self.question(text),
            _ => return None,
        })
    }

    fn of_counting(&self, spot: Spot, text: &str) -> Option<String> {
        let language = self.language;
        Some(match spot.column {
            "group_by" => self.grouping(text),
            "group" => self.member(spot.beside("group_by"), text),
            "indicator" => self.node(text),
            "score" | "standing" => codes::standing_word(language, text),
            "deprived_in" | "left_out" => listed(text, |id| self.node(id)),
            _ => return None,
        })
    }

    /// The column that groups: one of ours, the role that a question plays, or the question.
    fn grouping(&self, name: &str) -> String {
        let roles = self.instrument.map(|instrument| &instrument.roles);
        let plays = |role: fn(&nanduti_model::Roles) -> Option<&nanduti_model::QuestionId>| {
            roles.and_then(role).is_some_and(|question| question.as_str() == name)
        };
        let known = if plays(|roles| roles.cluster.as_ref()) {
            "cluster"
        } else if plays(|roles| roles.led_by.as_ref()) {
            "led_by"
        } else {
            name
        };
        codes::grouping_word(self.language, known).unwrap_or_else(|| self.question(name))
    }

    /// A group: a cluster, an option of the question that groups, or one of ours.
    fn member(&self, grouping: &str, name: &str) -> String {
        let clusters = self.results.map_or(&[][..], |results| results.clusters());
        let cluster = clusters.iter().find(|cluster| cluster.id.as_str() == name);
        if let Some(cluster) = cluster {
            return self.language.of(&cluster.name).to_owned();
        }
        if let Some(word) = codes::member_word(self.language, name) {
            return word;
        }
        let option = self.results.and_then(|results| results.form_words.option(grouping, name));
        option.map_or_else(|| readable(name), |label| self.language.of(label).to_owned())
    }

    fn factor(&self, id: &str) -> String {
        let alternatives = self.instrument.and_then(|i| i.alternatives.as_ref());
        let known = alternatives.and_then(|a| a.factors.iter().find(|factor| factor.id == id));
        known.map_or_else(
            || readable(id),
            |factor| codes::factor_name(self.language, &factor.kind).to_owned(),
        )
    }

    pub(super) fn question_label(&self, id: &str) -> Option<&Label> {
        let known = self.results.and_then(|results| results.form_words.question(id));
        known.map(|question| &question.label).filter(|label| **label != Label::default())
    }

    /// A question as the form asks it, else what is measured by it.
    fn question(&self, id: &str) -> String {
        if let Some(label) = self.question_label(id) {
            return self.language.of(label).to_owned();
        }
        let nodes = self.instrument.map_or(&[][..], |instrument| &instrument.nodes);
        let reads = |node: usize| {
            self.instrument.and_then(|i| i.indicator(node)).is_some_and(|i| i.reads == id)
        };
        let measured = (0..nodes.len()).find(|&node| reads(node)).map(|node| &nodes[node].label);
        self.named(id, measured)
    }

    /// Numbers of a detail with the decimal mark of the language.
    fn detail(&self, text: &str) -> String {
        match self.language {
            words::Language::Es => each(text, |part| part.replace('.', ",")).replace(", ", "; "),
            words::Language::En => text.to_owned(),
        }
    }
}

/// Words of a list that stands in one cell, parted by blanks; the words may hold commas.
fn listed(text: &str, word: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(word).collect::<Vec<_>>().join("; ")
}
