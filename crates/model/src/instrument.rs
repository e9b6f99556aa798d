//! The instrument: what is asked, and the tree that turns answers into scores. Structure is data.

use crate::{
    Adjustment, Aggregation, AllWeights, Alternatives, ConditionId, CountingSpec, Expression,
    Floor, Imputation, Measurement, NodeId, Normalisation, OutlierRule, PartialWeight, QuestionId,
    SupportId, SurveyDesign, Weighting,
};

/// A text in both languages of the product.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Label {
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The same text in both languages: names, codes and citations.
    pub fn same(text: &str) -> Self {
        Self { es: text.to_owned(), en: text.to_owned() }
    }
}

/// Where a configured number comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Title, code or reasoning, as the config states it; a plain text stands in both languages.
    pub text: Label,
    /// Whether it was found or assumed.
    pub basis: Basis,
}

/// Found somewhere, or ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// A publication or official figure.
    Cited,
    /// Our assumption: listed on the report's *Supuestos* page.
    Assumption,
}

/// What kind of answer a question takes.
#[derive(Clone, PartialEq, Debug)]
pub enum QuestionKind {
    /// A number within a closed range; outside it the cell is invalid.
    Number {
        /// Least valid value.
        min: f64,
        /// Greatest valid value.
        max: f64,
    },
    /// One option.
    Choice,
    /// Any number of options.
    Choices,
    /// Options in an order, first the first; its answers are texts with blanks between options.
    Ranking {
        /// The options that are put in order, at least two.
        options: Vec<String>,
    },
    /// Short text that is no contact.
    Text,
}

/// The number that an option with a name stands for.
#[derive(Clone, PartialEq, Debug)]
pub struct OptionCode {
    /// XML name of the option.
    pub option: String,
    /// Its number.
    pub code: f64,
}

/// What an answer left blank is taken for.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum BlankRule {
    /// A gap: it lowers availability.
    #[default]
    Missing,
    /// The question did not apply: it leaves the denominator.
    NotApplicable,
    /// This answer: a number, or the name of an option.
    Value(String),
}

/// How the answers to a question are read before anything is computed from them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// Numbers of named options; the others stand for themselves
    /// ([`option_number`](crate::option_number)).
    pub codes: Vec<OptionCode>,
    /// What a blank is taken for.
    pub blank: BlankRule,
    /// Skip gate over questions: where it is false the question does not apply, whatever the cell
    /// holds; where it is unknown the answer stands.
    pub applies: Option<Expression>,
}

/// A question the instrument reads.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// Its name in the form, without groups.
    pub id: QuestionId,
    /// Kind and valid range.
    pub kind: QuestionKind,
    /// Unit, as printed.
    pub unit: Label,
    /// Carried and never scored, ranked, exported or printed for one workshop (minors, accidents).
    pub carried_only: bool,
    /// Codes, blanks and skip gate.
    pub reading: Reading,
}

/// A value computed from answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Derived {
    /// Its name in expressions and indicators.
    pub id: String,
    /// The formula.
    pub expression: Expression,
    /// Unit, as printed.
    pub unit: Label,
    /// What it is.
    pub label: Label,
    /// Where the formula comes from.
    pub source: Source,
}

/// A leaf of the tree: one measured thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Indicator {
    /// Name of the question or derived value it reads.
    pub reads: String,
    /// From raw to 0–100.
    pub normalisation: Normalisation,
    /// What 0 and 100 become, for scales of their own (70 and 130, say).
    pub output_range: (f64, f64),
    /// Treatment of outlying values; `None` leaves them.
    pub outliers: Option<OutlierRule>,
    /// How gaps are filled; [`Imputation::None`] leaves them open.
    pub imputation: Imputation,
    /// Unit, as printed.
    pub unit: Label,
    /// Applies only where this is true; else not applicable. Unknown counts as applicable.
    pub applies: Option<Expression>,
    /// Where goalposts and weight come from.
    pub source: Source,
    /// How its shortfall reads: «{n} de 100 no calculan todo su costo»; the text after the number.
    pub shortfall: Label,
    /// Named in a plan or list about one workshop only as «apoyo en …» (formality, hours, pay).
    pub sensitive: bool,
    /// Whether the workshop itself can change it, so that `explain` may name it on the way to the
    /// next level.
    pub lever: bool,
    /// The number of which the value is a percentage: it moves by one of them at a time.
    pub share_of: Option<String>,
}

/// An inner node of the tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Aggregate {
    /// Least share of the weight that must be answered for a score to exist, 0–1.
    pub min_availability: f64,
    /// How the children become the score.
    pub aggregation: Aggregation,
    /// What a partly answered child weighs.
    pub partial_weight: PartialWeight,
    /// Bonus and cap rules, in order.
    pub adjustments: Vec<Adjustment>,
    /// Floors that cap its level.
    pub floors: Vec<Floor>,
    /// Cuts of its own; `None` takes the instrument's.
    pub level_cuts: Option<Vec<f64>>,
}

impl Aggregate {
    /// The weighted arithmetic mean of what was answered, from this availability on.
    pub fn arithmetic(min_availability: f64) -> Self {
        Self {
            min_availability,
            aggregation: Aggregation::Arithmetic,
            partial_weight: PartialWeight::Answered,
            adjustments: Vec::new(),
            floors: Vec::new(),
            level_cuts: None,
        }
    }
}

/// What a node is.
#[derive(Clone, PartialEq, Debug)]
pub enum NodeContent {
    /// Axis or dimension: its children under its rule.
    Aggregate(Box<Aggregate>),
    /// Indicator.
    Indicator(Box<Indicator>),
}

/// A node of the instrument's tree. Parents come before children.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// Its id: `productivity`, `quality`, `PR07`.
    pub id: NodeId,
    /// Position of its parent in the node list; `None` for an axis.
    pub parent: Option<usize>,
    /// Its name.
    pub label: Label,
    /// Weight among its siblings, ≥ 0; only proportions count.
    pub weight: f64,
    /// Aggregate or indicator.
    pub content: NodeContent,
    /// Names of the four levels, for axes.
    pub levels: Option<LevelNames>,
}

/// Names of the levels of an axis, lowest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LevelNames(pub Vec<Label>);

/// A condition: something around the workshop that helps or blocks.
#[derive(Clone, PartialEq, Debug)]
pub struct ConditionSpec {
    /// Its id, usable in expressions.
    pub id: ConditionId,
    /// Its name.
    pub label: Label,
    /// Its formula.
    pub expression: Expression,
    /// Unit, as printed; `0–100` for scales.
    pub unit: Label,
    /// What it is about: `trust`, `dispute`, `credit`, `price`, `safety`.
    pub theme: String,
    /// Where the formula comes from.
    pub source: Source,
}

/// A support (apoyo necesario): adds cost, never excludes.
#[derive(Clone, PartialEq, Debug)]
pub struct SupportSpec {
    /// Its id.
    pub id: SupportId,
    /// Its name.
    pub label: Label,
    /// True where the workshop needs it.
    pub when: Expression,
    /// What it costs for one cohort, whole guaraníes.
    pub cost: crate::Guaranies,
    /// Where the cost comes from.
    pub source: Source,
}

/// Answers that cannot both be right.
#[derive(Clone, PartialEq, Debug)]
pub struct ConsistencyRule {
    /// Its id, named in the fault.
    pub id: String,
    /// True where the answers contradict each other.
    pub when: Expression,
    /// Questions that become invalid then.
    pub invalidates: Vec<QuestionId>,
    /// What contradicts what.
    pub label: Label,
}

/// Which question plays which part outside the scores.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Roles {
    /// Workshop code.
    pub workshop: Option<QuestionId>,
    /// Cluster of the workshop: required.
    pub cluster: Option<QuestionId>,
    /// People working, owner and family included.
    pub people: Option<QuestionId>,
    /// Women among them.
    pub women: Option<QuestionId>,
    /// Who decides: `woman`, `man`, `both`.
    pub led_by: Option<QuestionId>,
    /// Machine types present (multiple choice of machine ids).
    pub machines: Option<QuestionId>,
    /// Main product (choice of product ids).
    pub main_product: Option<QuestionId>,
    /// Products it can make (multiple choice of product ids).
    pub possible_products: Option<QuestionId>,
    /// Hours a week per worker.
    pub hours_week: Option<QuestionId>,
    /// Name of the derived value that holds efficiency, 0–100.
    pub efficiency: Option<String>,
    /// Pieces of 100 that needed repair.
    pub rework: Option<QuestionId>,
    /// Orders of 10 that met the date.
    pub on_time: Option<QuestionId>,
    /// Registered taxpayer (RUC), yes or no: may invoice.
    pub invoices: Option<QuestionId>,
    /// Path wanted: `supply`, `own_brand`, `both`.
    pub path: Option<QuestionId>,
    /// Owner's free hours a week.
    pub owner_hours: Option<QuestionId>,
    /// Willing to change production (1–5).
    pub willing_production: Option<QuestionId>,
    /// Willing to change decent work (1–5).
    pub willing_decent_work: Option<QuestionId>,
    /// Willing to work with others (1–5).
    pub willing_associativity: Option<QuestionId>,
    /// Consent to the diagnosis.
    pub consent_diagnosis: Option<QuestionId>,
    /// Consent to be invited to the programme.
    pub consent_programme: Option<QuestionId>,
    /// Consent to be named to a firm.
    pub consent_firm: Option<QuestionId>,
    /// Can be reached.
    pub contactable: Option<QuestionId>,
    /// Regular buyer: 0 none, 1 at times, 2 stable.
    pub lead_tie: Option<QuestionId>,
    /// Coordinates (a contact: only the coarse cell leaves the door).
    pub place: Option<QuestionId>,
    /// Safety items present, for «hazards first».
    pub safety: Option<QuestionId>,
}

/// Cut-offs of one criterion of the conditions for associativity, in place of the proposed ones.
#[derive(Clone, PartialEq, Debug)]
pub struct AssociativityCut {
    /// Word of the criterion: `open_dispute`, `mistrust_of_peers`, …
    pub criterion: String,
    /// Where it is met, in the criterion's unit.
    pub met: f64,
    /// Beyond which it is far from met; `None`: never.
    pub far: Option<f64>,
    /// How near to a cut-off a value is read on both sides of it; `None` keeps the proposed one.
    pub margin: Option<f64>,
    /// Where they come from.
    pub source: Source,
}

/// What an instrument changes of the proposed rules for associativity by territory.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AssociativitySpec {
    /// Fewest answers from which something is stated; `None` keeps the proposed figure, also below.
    pub min_answers: Option<usize>,
    /// Least share of those asked who must have answered, 0–1.
    pub min_availability: Option<f64>,
    /// Confidence of the intervals, inside (0, 1).
    pub confidence: Option<f64>,
    /// Cut-offs by criterion, each at most once.
    pub cuts: Vec<AssociativityCut>,
}

/// A whole instrument.
#[derive(Clone, PartialEq, Debug)]
pub struct Instrument {
    /// Its id: `garment`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub title: Label,
    /// Questions it reads.
    pub questions: Vec<Question>,
    /// Values computed from answers, in order of evaluation.
    pub derived: Vec<Derived>,
    /// The tree, parents first. Roots are the axes.
    pub nodes: Vec<Node>,
    /// Conditions.
    pub conditions: Vec<ConditionSpec>,
    /// Supports.
    pub supports: Vec<SupportSpec>,
    /// Contradictions.
    pub consistency: Vec<ConsistencyRule>,
    /// Parts played outside the scores.
    pub roles: Roles,
    /// Scores where a new level begins, ascending; their count is the levels' count less one.
    pub level_cuts: Vec<f64>,
    /// Where the cuts come from.
    pub level_source: Source,
    /// Whether ranks may be printed; the garment instrument forbids them.
    pub ranks: bool,
    /// Alternatives under which scores are made again; `None` where none are declared.
    pub alternatives: Option<Alternatives>,
    /// How weights came about, by node; where a node has no entry its children's are as stated.
    pub weightings: Vec<Weighting>,
    /// Nodes whose scores are judged over all admissible weights.
    pub all_weights: Vec<AllWeights>,
    /// How far answers stand for what is true; `None` where nothing is declared.
    pub measurement: Option<Measurement>,
    /// The counting view beside the scores; `None` where none is declared.
    pub counting: Option<CountingSpec>,
    /// How the units were drawn; `None` where nothing is declared.
    pub survey_design: Option<SurveyDesign>,
    /// Questions by whose answers a foreign file is profiled; a case has groups of its own.
    pub profile_by: Vec<QuestionId>,
    /// Changes to the proposed rules for associativity; `None` takes them as they are.
    pub associativity: Option<AssociativitySpec>,
    /// Choice names and numeric codes that mean "does not know".
    pub dont_know: Vec<String>,
    /// Choice names and numeric codes that mean "preferred not to answer".
    pub refused: Vec<String>,
    /// Choice names and numeric codes that mean "not observed".
    pub not_observed: Vec<String>,
}

impl Instrument {
    /// Positions of the axes in `nodes`.
    pub fn axes(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|&i| self.nodes[i].parent.is_none()).collect()
    }

    /// Positions of the children of a node.
    pub fn children(&self, node: usize) -> Vec<usize> {
        (0..self.nodes.len()).filter(|&i| self.nodes[i].parent == Some(node)).collect()
    }

    /// Position of a node by id.
    pub fn node(&self, id: &NodeId) -> Option<usize> {
        self.nodes.iter().position(|n| n.id == *id)
    }

    /// How the weights of the children of a node came about, where they are not as stated.
    pub fn weighting_of(&self, node: usize) -> Option<&Weighting> {
        self.weightings.iter().find(|weighting| weighting.node == self.nodes[node].id)
    }

    /// Position of the axis a node belongs to.
    pub fn axis_of(&self, mut node: usize) -> usize {
        while let Some(parent) = self.nodes[node].parent {
            node = parent;
        }
        node
    }

    /// The indicator at a node, if it is one.
    pub fn indicator(&self, node: usize) -> Option<&Indicator> {
        match &self.nodes[node].content {
            NodeContent::Indicator(indicator) => Some(indicator),
            NodeContent::Aggregate(_) => None,
        }
    }
}
