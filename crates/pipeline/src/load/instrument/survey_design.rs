//! `[survey_design]`: which questions tell how the units were drawn, and how many there are.

use super::bad;
use crate::load::toml_reader::Section;
use nanduti_model::{
    AssumedFigure, PopulationSizes, Question, QuestionId, QuestionKind, SingleUnitRule,
    SurveyDesign,
};

/// Largest population; beyond it a number is no count of units.
const MOST: f64 = 1e12;

/// The design, where one is declared.
pub(super) fn survey_design(root: &Section, questions: &[Question]) -> Option<SurveyDesign> {
    let section = root.optional_section("survey_design")?;
    let rules = [
        (SingleUnitRule::Refuse, "refuse"),
        (SingleUnitRule::Certainty, "certainty"),
        (SingleUnitRule::Centre, "centre"),
    ];
    let stated_rule = section.has("single_unit");
    let single_unit = if stated_rule { section.choice("single_unit", &rules) } else { None };
    let design = SurveyDesign {
        weight: number_question(&section, questions, "weight"),
        strata: group_question(&section, questions, "strata"),
        cluster: group_question(&section, questions, "cluster"),
        population: population(&section, questions),
        single_unit: single_unit.unwrap_or_default(),
    };
    let stated_sizes = section.is_number("population") || section.is_table("population");
    if stated_sizes || stated_rule || section.has("source") {
        section.source(AssumedFigure::SurveyDesign);
    }
    let keys = ["weight", "strata", "cluster", "population"];
    if keys.iter().all(|key| !section.has(key)) {
        bad(&section, "weight", "at least one of `weight`, `strata`, `cluster`, `population`");
    }
    section.finish();
    Some(design)
}

/// A question by its id; never one that is only carried.
fn question<'q>(section: &Section, questions: &'q [Question], key: &str) -> Option<&'q Question> {
    let name = section.optional_text(key)?;
    let readable = || questions.iter().filter(|question| !question.carried_only);
    let found = readable().find(|question| question.id.as_str() == name);
    if found.is_none() {
        section.unknown_reference(key, "question", &name, readable().map(|q| q.id.as_str()));
    }
    found
}

/// A question answered by a number.
fn number_question(section: &Section, questions: &[Question], key: &str) -> Option<QuestionId> {
    let question = question(section, questions, key)?;
    if !matches!(question.kind, QuestionKind::Number { .. }) {
        bad(section, key, "a question of kind number");
    }
    Some(question.id.clone())
}

/// A question whose answers are groups.
fn group_question(section: &Section, questions: &[Question], key: &str) -> Option<QuestionId> {
    let question = question(section, questions, key)?;
    if matches!(question.kind, QuestionKind::Choices) {
        bad(section, key, "a question with one answer");
    }
    Some(question.id.clone())
}

/// A question, a number, or numbers by stratum.
fn population(section: &Section, questions: &[Question]) -> Option<PopulationSizes> {
    let key = "population";
    let (stratified, whole) = (section.has("strata"), "whole numbers from 1");
    let size = |number: f64| (number.fract() == 0.0).then_some(number as u64);
    if section.is_table(key) {
        let stated = section.pairs(key, 1.0..=MOST);
        let sizes: Option<Vec<(String, u64)>> = stated
            .iter()
            .map(|(stratum, number)| Some((stratum.clone(), size(*number)?)))
            .collect();
        match sizes.filter(|sizes| !sizes.is_empty()) {
            None => bad(section, key, whole),
            Some(_) if !stratified => bad(section, key, "`strata` with a number for each stratum"),
            Some(sizes) => return Some(PopulationSizes::ByStratum(sizes)),
        }
        return None;
    }
    if section.is_number(key) {
        let number = section.optional_number(key, 1.0..=MOST)?;
        match size(number) {
            None => bad(section, key, whole),
            Some(_) if stratified => bad(section, key, "a table with a number for each stratum"),
            Some(number) => return Some(PopulationSizes::Whole(number)),
        }
        return None;
    }
    number_question(section, questions, key).map(PopulationSizes::Question)
}
