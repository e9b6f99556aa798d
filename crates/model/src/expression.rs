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
    /// `sum_known(x, …)`: over the known arguments, so a gap counts as nothing.
    SumKnown,
    /// `count_missing(x, …)`: how many of the arguments are gaps; those that do not apply are none.
    CountMissing,
    /// `lookup('table', key)`: the number beside a key in a `[[table]]` of the instrument. The
    /// loader writes it out as [`Function::Map`].
    Lookup,
    /// `map(key, k1, v1, k2, v2, …, otherwise)`: the value beside the first key that is equal.
    /// Without `otherwise` a key that is not there gives an invalid value.
    Map,
    /// `place_in(q, 'option')`: place of an option in a ranking, 1 the first.
    PlaceIn,
    /// `log(x)`: natural logarithm; invalid for 0 and less.
    Log,
    /// `exp(x)`.
    Exp,
    /// `sqrt(x)`: invalid below 0.
    Sqrt,
    /// `abs(x)`.
    Abs,
    /// `power(x, exponent)`.
    Power,
    /// `position(x)`, `position(x, group)`: share of the others below in the sample or in the
    /// row's group, ties counting half, 0–100; invalid where nobody else is known.
    Position,
    /// `quartile(x)`, `quartile(x, group)`: 1 the lowest to 4, by quantiles of type 7 (Hyndman and
    /// Fan, 1996); a value on a quartile belongs to the quarter above; invalid below four values.
    Quartile,
    /// `group_mean(x, group)`.
    GroupMean,
    /// `group_median(x, group)`, by quantile type 7.
    GroupMedian,
    /// `group_max(x, group)`, also written `best_of`: the greatest value in the row's group.
    GroupMax,
    /// `group_min(x, group)`.
    GroupMin,
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
        (Self::SumKnown, "sum_known", 1, 64),
        (Self::CountMissing, "count_missing", 1, 64),
        (Self::Lookup, "lookup", 2, 2),
        (Self::Map, "map", 3, 1001),
        (Self::PlaceIn, "place_in", 2, 2),
        (Self::Log, "log", 1, 1),
        (Self::Exp, "exp", 1, 1),
        (Self::Sqrt, "sqrt", 1, 1),
        (Self::Abs, "abs", 1, 1),
        (Self::Power, "power", 2, 2),
        (Self::Position, "position", 1, 2),
        (Self::Quartile, "quartile", 1, 2),
        (Self::GroupMean, "group_mean", 2, 2),
        (Self::GroupMedian, "group_median", 2, 2),
        (Self::GroupMax, "group_max", 2, 2),
        (Self::GroupMax, "best_of", 2, 2),
        (Self::GroupMin, "group_min", 2, 2),
    ];

    /// The name as written.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(f, ..)| *f == self).map_or("", |(_, name, ..)| name)
    }

    /// Whether it needs the whole column and not only a row.
    pub const fn needs_sample(self) -> bool {
        matches!(
            self,
            Self::Position
                | Self::Quartile
                | Self::GroupMean
                | Self::GroupMedian
                | Self::GroupMax
                | Self::GroupMin
        )
    }
}

impl Expression {
    /// Every name the expression reads, in order of appearance, with repetitions.
    pub fn names(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    /// Every function the expression calls, with repetitions.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(expression) = open.pop() {
            match expression {
                Self::Number(_) | Self::Text(_) | Self::Name(_) => {}
                Self::Unary(_, x) => open.push(x),
                Self::Binary(_, x, y) => open.extend([&**y, &**x]),
                Self::Call(function, arguments) => {
                    found.push(*function);
                    open.extend(arguments.iter().rev());
                }
            }
        }
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
