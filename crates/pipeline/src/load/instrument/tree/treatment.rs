//! How outlying values and gaps are treated, for the whole instrument and by indicator, and the
//! scale on which an indicator's points are stated.

use super::Surroundings;
use crate::load::instrument::bad;
use crate::load::instrument::names::Names;
use crate::load::toml_reader::{Section, Tagged};
use nanduti_model::{
    AssumedFigure, Imputation, Normalisation, OutlierRule, Question, QuestionKind,
};

const OUTLIERS: &str =
    "\"none\" | { rule = \"skew_kurtosis\", most = 5 } | { rule = \"fences\", at = 1.5 }";
const IMPUTATIONS: &str = "none | mean | median | group_median | own_axis | hot_deck | \
                           nearest_neighbours | multiple";

/// Treatment of one indicator, or of all that say nothing.
#[derive(Clone, Debug)]
pub(crate) struct Treatment {
    /// Outlying values.
    pub(super) outliers: Option<OutlierRule>,
    /// Gaps.
    pub(super) imputation: Imputation,
}

impl Treatment {
    /// `[treatment]`: what holds where an indicator says nothing.
    pub(crate) fn of_instrument(root: &Section, names: &Names) -> Self {
        let mut treatment = Self { outliers: None, imputation: Imputation::None };
        if let Some(section) = root.optional_section("treatment") {
            if let Stated::Rule(rule) = outliers(&section) {
                treatment.outliers = Some(rule);
            }
            treatment.imputation = imputation(&section, names).unwrap_or(Imputation::None);
            section.source(AssumedFigure::Treatment);
            section.finish();
        }
        treatment
    }

    /// Of one indicator. Ordinal items have no outliers: asking for a rule there is a fault, and
    /// the instrument's own rule passes them by.
    pub(super) fn of(
        &self,
        section: &Section,
        with: &Surroundings,
        question: Option<&Question>,
        normalisation: Option<&Normalisation>,
    ) -> Self {
        let ordinal = matches!(normalisation, Some(Normalisation::Points(_)))
            || question
                .is_some_and(|q| matches!(q.kind, QuestionKind::Choice | QuestionKind::Choices));
        let outliers = match outliers(section) {
            Stated::Rule(_) if ordinal => {
                bad(
                    section,
                    "outliers",
                    "no rule here: the codes of an ordinal item have no outliers",
                );
                None
            }
            Stated::Rule(own) => Some(own),
            Stated::Silent if !ordinal => self.outliers,
            Stated::Silent | Stated::Off => None,
        };
        let imputation = imputation(section, with.names).unwrap_or_else(|| self.imputation.clone());
        Self { outliers, imputation }
    }
}

/// What a section says about outliers.
pub(super) enum Stated {
    /// Nothing.
    Silent,
    /// That there is no rule.
    Off,
    /// A rule.
    Rule(OutlierRule),
}

pub(super) fn outliers(section: &Section) -> Stated {
    let Some(Tagged { word, section: table }) = section.tagged("outliers", "rule", OUTLIERS) else {
        return Stated::Silent;
    };
    let rule = match (word.as_str(), &table) {
        ("none", None) => Stated::Off,
        ("skew_kurtosis", _) => {
            let most = table.as_ref().and_then(|t| t.optional_integer("most", 0..=1_000));
            Stated::Rule(OutlierRule::SkewKurtosis { most: most.unwrap_or(5) as usize })
        }
        ("fences", _) => {
            let at = table.as_ref().and_then(|t| t.optional_number("at", 0.0..=100.0));
            Stated::Rule(OutlierRule::Fences(at.unwrap_or(1.5)))
        }
        _ => {
            bad(section, "outliers", OUTLIERS);
            Stated::Off
        }
    };
    if let Some(table) = table {
        table.finish();
    }
    rule
}

pub(super) fn imputation(section: &Section, names: &Names) -> Option<Imputation> {
    let Tagged { word, section: table } = section.tagged("imputation", "rule", IMPUTATIONS)?;
    let table = table.as_ref();
    let group = || {
        let group = table?.optional_text("group")?;
        names.check(table?, "group", &group).then_some(group)
    };
    let count = |key: &str, otherwise: usize| {
        let given = table.and_then(|t| t.optional_integer(key, 1..=1_000));
        given.map_or(otherwise, |n| n as usize)
    };
    let rule = match word.as_str() {
        "none" => Some(Imputation::None),
        "mean" => Some(Imputation::Mean),
        "median" => Some(Imputation::Median),
        "group_median" => {
            let group = group();
            if group.is_none() {
                bad(section, "imputation", "{ rule = \"group_median\", group = \"…\" }");
            }
            group.map(Imputation::GroupMedian)
        }
        "own_axis" => Some(Imputation::OwnAxis),
        "hot_deck" => Some(Imputation::HotDeck(group())),
        "nearest_neighbours" => Some(Imputation::NearestNeighbours(count("k", 5))),
        "multiple" => Some(Imputation::Multiple(count("times", 20))),
        _ => {
            bad(section, "imputation", IMPUTATIONS);
            None
        }
    };
    if let Some(table) = table {
        table.finish();
    }
    rule
}

/// What 0 and 100 points become.
pub(super) fn output_range(section: &Section) -> (f64, f64) {
    match section.numbers("output_range", -1e6..=1e6)[..] {
        [low, high] if low < high => (low, high),
        _ => {
            if section.has("output_range") {
                bad(section, "output_range", "[least, greatest]");
            }
            (0.0, 100.0)
        }
    }
}
