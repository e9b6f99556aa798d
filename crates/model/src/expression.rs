//! Expressions as data. `rules` parses and evaluates them.

/// A formula over question, derived and condition names.
#[derive(Clone, PartialEq, Debug)]
pub enum Expression {
    /// A number.
    Number(f64),
    /// A quoted text, compared with the XML name of a choice.
    Text(String),
    /// The value of a question, derived value or condition.
    Name(String),
    /// `-x`, `not x`.
    Unary(UnaryOperator, Box<Expression>),
    /// `x + y`, `x and y`, `x < y`, …
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// A call.
    Call(Function, Vec<Expression>),
}

/// Operators of one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOperator {
    /// Arithmetic minus.
    Minus,
    /// Logical not; unknown stays unknown.
    Not,
}

/// Operators of two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/` (`div` in forms); a zero divisor gives an invalid value.
    Divide,
    /// `mod` of forms.
    Modulo,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `and`: false wins over unknown.
    And,
    /// `or`: true wins over unknown.
    Or,
}

/// Functions an expression may call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    /// `min(x, …)` over the known arguments.
    Min,
    /// `max(x, …)` over the known arguments.
    Max,
    /// `clamp(x, low, high)`.
    Clamp,
    /// `if(condition, then, else)`.
    If,
    /// `is_missing(x)`: true for every kind of missing.
    IsMissing,
    /// `sum(x, …)`: unknown if any argument is.
    Sum,
    /// `mean(x, …)` over the known arguments; not applicable when none applies.
    Mean,
    /// `count_yes(x, …)`: how many of the known arguments are 1.
    CountYes,
    /// `count_selected(q)` of a multiple choice.
    CountSelected,
    /// `selected(q, 'option')`.
    Selected,
    /// `scale(x, worst, best)`: 0 at worst, 100 at best, not capped.
    Scale,
    /// `coalesce(x, y)`: the first known one.
    Coalesce,
    /// `standard_minutes(product)`: of the product table of the case.
    StandardMinutes,
    /// `efficiency(pieces, standard_minutes, minutes_present)` from `rules`.
    Efficiency,
    /// `fair_price(standard_minutes, efficiency)` from `rules`.
    FairPrice,
    /// `round(x)` half away from zero.
    Round,
}

impl Function {
    /// The name as written, and the least and greatest number of arguments.
    pub const ALL: &'static [(Self, &'static str, usize, usize)] = &[
        (Self::Min, "min", 1, 64),
        (Self::Max, "max", 1, 64),
        (Self::Clamp, "clamp", 3, 3),
        (Self::If, "if", 3, 3),
        (Self::IsMissing, "is_missing", 1, 1),
        (Self::Sum, "sum", 1, 64),
        (Self::Mean, "mean", 1, 64),
        (Self::CountYes, "count_yes", 1, 64),
        (Self::CountSelected, "count_selected", 1, 1),
        (Self::Selected, "selected", 2, 2),
        (Self::Scale, "scale", 3, 3),
        (Self::Coalesce, "coalesce", 1, 64),
        (Self::StandardMinutes, "standard_minutes", 1, 1),
        (Self::Efficiency, "efficiency", 3, 3),
        (Self::FairPrice, "fair_price", 2, 2),
        (Self::Round, "round", 1, 1),
    ];
}

impl Expression {
    /// Every name the expression reads, in order of appearance, with repetitions.
    pub fn names(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Name(name) => found.push(name),
            Self::Unary(_, x) => x.collect(found),
            Self::Binary(_, x, y) => {
                x.collect(found);
                y.collect(found);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|x| x.collect(found)),
        }
    }
}
