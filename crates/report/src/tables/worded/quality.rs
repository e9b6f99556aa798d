//! Words of the tables about the instrument, its groups and the counting view.

use super::{Spot, Words, each};
use crate::words::{self, codes, readable};
use nanduti_model::{Label, QuestionId};

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
            | ("contributions" | "contribution_means" | "trace", "root" | "node")
            | ("lint", "other")
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
            ("lint", "node") => match text {
                "counting" => {
                    language.pick("vista de carencias", "the view of what is lacking").to_owned()
                }
                id => self.lack(id),
            },
            ("faults", "details") if spot.beside("code") == "S012" => self.with_rule(text),
            ("profiles", "no_error") => codes::counting_word(language, text),
            ("survey_design", "part") => codes::counting_word(language, text),
            ("survey_design", "name") if spot.beside("part") == "left_out" => {
                codes::counting_word(language, text)
            }
            ("survey_design", "name") => {
                let design = self.instrument.and_then(|own| own.survey_design.as_ref());
                let strata = design.and_then(|own| own.strata.as_ref());
                self.member(strata.map_or("", QuestionId::as_str), text)
            }
            ("axis_association" | "item_correlations", "refused") | ("typology", "outcome") => {
                codes::outcome_word(language, text)
            }
            ("lint", "finding") => codes::lint_word(language, text),
            ("sensitivity" | "reach", "factor") => self.factor(text),
            ("sensitivity", "status") => codes::sensitivity_word(language, text),
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
            "indicator" => self.lack(text),
            "standing" if text == "counted" => {
                let missed = spot.beside("deprived_in").split_whitespace().count();
                codes::counted_word(language, missed)
            }
            "score" | "standing" => codes::standing_word(language, text),
            "deprived_in" | "left_out" => listed(text, |id| self.lack(id)),
            "poverty_cut_off" | "deprivation" => share_of(language, text),
            "measure" | "kind" | "samples" | "no_error" | "not_compared" => {
                codes::counting_word(language, text)
            }
            _ => return None,
        })
    }

    /// The details of a contradiction with the rule in its words.
    fn with_rule(&self, text: &str) -> String {
        let rules = self.instrument.map_or(&[][..], |own| &own.consistency);
        let parts = text.split("; ").map(|part| {
            let named = part.split_once(": ").and_then(|(head, id)| {
                let rule = rules.iter().find(|rule| rule.id == id)?;
                Some(format!("{head}: {}", self.language.of(&rule.label)))
            });
            named.unwrap_or_else(|| part.to_owned())
        });
        parts.collect::<Vec<_>>().join("; ")
    }

    /// What may be lacking, by what it reads: its name, else the lack in words.
    fn lack(&self, id: &str) -> String {
        let instrument = self.instrument;
        let in_tree = instrument.is_some_and(|own| {
            own.nodes.iter().any(|node| node.id.as_str() == id)
                || own.derived.iter().any(|derived| derived.id == id)
        });
        if in_tree {
            return self.node(id);
        }
        let lacks = instrument.and_then(|own| own.counting.as_ref());
        let label = lacks
            .and_then(|own| own.deprivations.iter().find(|lack| lack.indicator == id))
            .map(|lack| &lack.label)
            .filter(|label| **label != Label::default());
        label.map_or_else(|| self.question(id), |label| self.language.of(label).to_owned())
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
        let leads = self.instrument.and_then(|own| own.roles.led_by.as_ref());
        // Of a case; in other instruments and columns the same words are somebody else's.
        let ours = self.results.is_some()
            && (["size_class", "led_by"].contains(&grouping)
                || leads.is_some_and(|question| question.as_str() == grouping));
        let word =
            codes::member_word(self.language, name).filter(|_| ours || codes::any_member(name));
        if let Some(word) = word {
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
            // «n 11» of a sample and «lambda 0.5» are one figure; the others are lists.
            words::Language::Es => match text.split_once(' ') {
                Some((name @ ("n" | "lambda"), figure)) => {
                    format!("{name} = {}", figure.replace('.', ","))
                }
                _ => each(text, |part| part.replace('.', ",")).replace(", ", "; "),
            },
            words::Language::En => text.to_owned(),
        }
    }
}

/// Words of a list that stands in one cell, parted by blanks; the words may hold commas.
fn listed(text: &str, word: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(word).collect::<Vec<_>>().join("; ")
}

/// «1 de 3» of `1/3`: a spreadsheet takes the fraction for a date.
fn share_of(language: words::Language, text: &str) -> String {
    match text.split_once('/') {
        Some((part, whole)) => format!("{part} {} {whole}", language.pick("de", "of")),
        None => text.to_owned(),
    }
}
