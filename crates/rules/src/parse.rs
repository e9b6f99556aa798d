//! Reads expressions of instruments and catalogues, and the `relevant` and `constraint` of forms.
//!
//! Grammar: `or` < `and` < comparison < `+ -` < `* / div mod` < `- not`; names are letters,
//! digits, `_`, `.` and `-` inside forms; texts stand in single or double quotes.

use nanduti_model::{BinaryOperator, Expression, Function, UnaryOperator};
use thiserror::Error;

/// An expression that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message} at character {position}")]
pub struct ExpressionError {
    /// What is wrong, in plain English.
    pub message: String,
    /// Character where it was noticed, from 1.
    pub position: usize,
}

impl ExpressionError {
    /// What is wrong, as a word that has wording in every language of the product.
    pub fn word(&self) -> &'static str {
        const WORDS: [(&str, &str); 6] = [
            ("quote is not closed", "quotes"),
            ("brace is not closed", "braces"),
            ("not a number", "number"),
            ("no function", "function"),
            ("takes", "arguments"),
            ("no meaning", "sign"),
        ];
        let found = WORDS.iter().find(|(part, _)| self.message.contains(part));
        found.map_or("expression", |(_, word)| word)
    }
}

/// Deepest nesting accepted, so that hostile input cannot exhaust the stack.
const MAX_DEPTH: usize = 100;

/// Reads an expression of an instrument or catalogue.
pub fn parse_expression(text: &str) -> Result<Expression, ExpressionError> {
    Parser::new(text, None)?.whole()
}

/// Reads a `relevant` or `constraint` of an XLSForm: `${name}` is a question, `.` the question
/// itself (`own`), `not(x)`, `selected(x, 'y')`, `div` and `mod` as in `XPath`.
pub fn parse_form_rule(text: &str, own: Option<&str>) -> Result<Expression, ExpressionError> {
    Parser::new(text, own)?.whole()
}

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Number(f64),
    Text(String),
    Name(String),
    Symbol(&'static str),
    End,
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
}

const SYMBOLS: &[&str] =
    &["<=", ">=", "!=", "==", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

fn error(message: impl Into<String>, position: usize) -> ExpressionError {
    ExpressionError { message: message.into(), position: position + 1 }
}

fn tokens(text: &str, own: Option<&str>) -> Result<Vec<(Token, usize)>, ExpressionError> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    let name_char = |c: char| c.is_alphanumeric() || c == '_';
    while i < chars.len() {
        let (start, c) = (i, chars[i]);
        if c.is_whitespace() {
            i += 1;
        } else if c == '\'' || c == '"' {
            let end = (i + 1..chars.len())
                .find(|&j| chars[j] == c)
                .ok_or_else(|| error("a quote is not closed", start))?;
            out.push((Token::Text(chars[i + 1..end].iter().collect()), start));
            i = end + 1;
        } else if c == '$' && chars.get(i + 1) == Some(&'{') {
            let end = (i..chars.len())
                .find(|&j| chars[j] == '}')
                .ok_or_else(|| error("a brace is not closed", start))?;
            let name: String = chars[i + 2..end].iter().collect();
            out.push((Token::Name(name.trim().to_owned()), start));
            i = end + 1;
        } else if c.is_ascii_digit()
            || (c == '.' && chars.get(i + 1).is_some_and(char::is_ascii_digit))
        {
            while i < chars.len() && (chars[i].is_ascii_digit() || chars[i] == '.') {
                i += 1;
            }
            let digits: String = chars[start..i].iter().collect();
            let number = digits.parse().map_err(|_| error("not a number", start))?;
            out.push((Token::Number(number), start));
        } else if c == '.' {
            let name = own.ok_or_else(|| error("`.` has no question here", start))?;
            out.push((Token::Name(name.to_owned()), start));
            i += 1;
        } else if name_char(c) {
            while i < chars.len() && (name_char(chars[i]) || "-.".contains(chars[i])) {
                // `-` joins form functions such as `count-selected`, never `a-b`.
                if chars[i] == '-' && !joins(&chars[start..i], &chars[i + 1..]) {
                    break;
                }
                i += 1;
            }
            out.push((Token::Name(chars[start..i].iter().collect()), start));
        } else {
            let rest: String = chars[i..chars.len().min(i + 2)].iter().collect();
            let symbol = SYMBOLS
                .iter()
                .find(|s| rest.starts_with(**s))
                .ok_or_else(|| error(format!("`{c}` has no meaning here"), start))?;
            out.push((Token::Symbol(symbol), start));
            i += symbol.len();
        }
    }
    out.push((Token::End, chars.len()));
    Ok(out)
}

fn joins(before: &[char], after: &[char]) -> bool {
    let word: String = before.iter().collect();
    let next: String = after.iter().take_while(|c| c.is_alphabetic()).collect();
    matches!((word.as_str(), next.as_str()), ("count", "selected"))
}

impl Parser {
    fn new(text: &str, own: Option<&str>) -> Result<Self, ExpressionError> {
        Ok(Self { tokens: tokens(text, own)?, at: 0, depth: 0 })
    }

    fn whole(mut self) -> Result<Expression, ExpressionError> {
        let expression = self.either()?;
        match self.peek() {
            Token::End => Ok(expression),
            _ => Err(self.fail("something is left over")),
        }
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn fail(&self, message: &str) -> ExpressionError {
        error(message, self.tokens[self.at].1)
    }

    fn next(&mut self) -> Token {
        let token = self.tokens[self.at].0.clone();
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        token
    }

    fn take(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Token::Symbol(s) if *s == symbol);
        if found {
            self.next();
        }
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(n) if n == word);
        if found {
            self.next();
        }
        found
    }

    fn either(&mut self) -> Result<Expression, ExpressionError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fail("too deeply nested"));
        }
        let mut left = self.both()?;
        while self.take_word("or") {
            left = join(BinaryOperator::Or, left, self.both()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn both(&mut self) -> Result<Expression, ExpressionError> {
        let mut left = self.comparison()?;
        while self.take_word("and") {
            left = join(BinaryOperator::And, left, self.comparison()?);
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Expression, ExpressionError> {
        let left = self.sum()?;
        let operator = match self.peek() {
            Token::Symbol("=" | "==") => BinaryOperator::Equal,
            Token::Symbol("!=") => BinaryOperator::NotEqual,
            Token::Symbol("<=") => BinaryOperator::LessOrEqual,
            Token::Symbol(">=") => BinaryOperator::GreaterOrEqual,
            Token::Symbol("<") => BinaryOperator::Less,
            Token::Symbol(">") => BinaryOperator::Greater,
            _ => return Ok(left),
        };
        self.next();
        Ok(join(operator, left, self.sum()?))
    }

    fn sum(&mut self) -> Result<Expression, ExpressionError> {
        let mut left = self.product()?;
        loop {
            if self.take("+") {
                left = join(BinaryOperator::Add, left, self.product()?);
            } else if self.take("-") {
                left = join(BinaryOperator::Subtract, left, self.product()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self) -> Result<Expression, ExpressionError> {
        let mut left = self.unary()?;
        loop {
            if self.take("*") {
                left = join(BinaryOperator::Multiply, left, self.unary()?);
            } else if self.take("/") || self.take_word("div") {
                left = join(BinaryOperator::Divide, left, self.unary()?);
            } else if self.take_word("mod") {
                left = join(BinaryOperator::Modulo, left, self.unary()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn unary(&mut self) -> Result<Expression, ExpressionError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fail("too deeply nested"));
        }
        let expression = if self.take("-") {
            Expression::Unary(UnaryOperator::Minus, Box::new(self.unary()?))
        } else if self.take_word("not") {
            Expression::Unary(UnaryOperator::Not, Box::new(self.comparison()?))
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn primary(&mut self) -> Result<Expression, ExpressionError> {
        let at = self.at;
        match self.next() {
            Token::Number(x) => Ok(Expression::Number(x)),
            Token::Text(text) => Ok(Expression::Text(text)),
            Token::Name(name) if self.take("(") => self.call(&name, at),
            Token::Name(name) => Ok(Expression::Name(name)),
            Token::Symbol("(") => {
                let inside = self.either()?;
                if self.take(")") { Ok(inside) } else { Err(self.fail("`)` is missing")) }
            }
            _ => {
                self.at = at;
                Err(self.fail("a value is missing"))
            }
        }
    }

    fn call(&mut self, name: &str, at: usize) -> Result<Expression, ExpressionError> {
        let mut arguments = Vec::new();
        if !self.take(")") {
            loop {
                arguments.push(self.either()?);
                if self.take(")") {
                    break;
                }
                if !self.take(",") {
                    return Err(self.fail("`,` or `)` is missing"));
                }
            }
        }
        // Form functions with their XPath names.
        let plain = match name {
            "count-selected" => "count_selected",
            other => other,
        };
        let position = self.tokens[at].1;
        match (plain, arguments.len()) {
            ("true", 0) => return Ok(Expression::Number(1.0)),
            ("false", 0) => return Ok(Expression::Number(0.0)),
            _ => {}
        }
        let (function, _, least, most) = Function::ALL
            .iter()
            .find(|(_, n, _, _)| *n == plain)
            .ok_or_else(|| error(format!("there is no function `{name}`"), position))?;
        if (*least..=*most).contains(&arguments.len()) {
            Ok(Expression::Call(*function, arguments))
        } else {
            Err(error(format!("`{name}` takes {least} to {most} values"), position))
        }
    }
}

fn join(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    Expression::Binary(operator, Box::new(left), Box::new(right))
}
