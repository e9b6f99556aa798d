//! Small linear and mixed-integer models through `good_lp`: side models and, in tests, an
//! oracle for the solvers of this crate.
//!
//! The default solver is microlp, pure Rust and meant for small models; the feature `highs`
//! takes HiGHS instead. Neither hands back a proof, so an optimum here is *claimed by* the
//! solver (see [`MilpSolution::claimed_by`]) and only the constraints are checked.

use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, constraint, variable,
};

// Both may be compiled in, and good_lp's own default is then microlp: name the one meant.
#[cfg(feature = "highs")]
use good_lp::highs as solver;
#[cfg(not(feature = "highs"))]
use good_lp::microlp as solver;

#[cfg(test)]
mod tests;

/// Most variables × rows of a model: beyond, microlp may take minutes.
const MOST_CELLS: usize = 4_000_000;
/// Largest bound of an integer variable, so that it fits the solver's 32-bit integers.
const MOST_INTEGER: f64 = 2_147_483_647.0;
/// Relative room for rounding when the answer is checked against the model.
const ROOM: f64 = 1e-6;
/// Name of the solver that is used.
const SOLVER: &str = if cfg!(feature = "highs") { "HiGHS" } else { "microlp" };

/// How a row's sum is set against its right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// At most.
    AtMost,
    /// At least.
    AtLeast,
    /// Exactly.
    Equal,
}

/// A variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MilpVariable {
    /// Least value; may be minus infinity.
    pub lower: f64,
    /// Greatest value; may be infinity.
    pub upper: f64,
    /// What a unit adds to the objective.
    pub objective: f64,
    /// True when it takes whole numbers only; then bounds must be finite, within 32 bits.
    pub integer: bool,
}

/// A row: Σ coefficient · variable against the right-hand side.
#[derive(Debug, Clone, PartialEq)]
pub struct MilpRow {
    /// (variable, coefficient).
    pub terms: Vec<(usize, f64)>,
    /// How the two sides compare.
    pub sense: Sense,
    /// Right-hand side.
    pub right: f64,
}

/// A model, to be maximised.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MilpModel {
    /// The variables.
    pub variables: Vec<MilpVariable>,
    /// The rows.
    pub rows: Vec<MilpRow>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct MilpSolution {
    /// Value of the objective, summed afresh.
    pub value: f64,
    /// Value of each variable; whole numbers exactly where the model asks for them.
    pub values: Vec<f64>,
    /// The solver that claims this is the best.
    pub claimed_by: &'static str,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilpError {
    /// A number is not finite where it must be, bounds cross, or a row names no variable.
    BadModel,
    /// The model is too large for the default solver.
    TooLarge,
    /// The solver says that no answer exists.
    Infeasible,
    /// The solver says that the objective has no limit.
    Unbounded,
    /// The solver failed, or its answer breaks the model.
    SolverFailed,
}

impl std::fmt::Display for MilpError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::BadModel => "the model holds a bound, number or index that is not valid",
            Self::TooLarge => "the model is too large for the solver",
            Self::Infeasible => "no answer exists",
            Self::Unbounded => "the objective has no limit",
            Self::SolverFailed => "the solver failed",
        })
    }
}

impl std::error::Error for MilpError {}

/// Maximises a model.
///
/// ```
/// use nanduti_optim::{MilpModel, MilpRow, MilpVariable, Sense, solve_milp};
///
/// // Greatest 3x + 2y with x + y ≤ 4, x ≤ 2, both whole.
/// let whole = |upper, objective| MilpVariable { lower: 0.0, upper, objective, integer: true };
/// let model = MilpModel {
///     variables: vec![whole(2.0, 3.0), whole(9.0, 2.0)],
///     rows: vec![MilpRow { terms: vec![(0, 1.0), (1, 1.0)], sense: Sense::AtMost, right: 4.0 }],
/// };
/// assert_eq!(solve_milp(&model)?.values, [2.0, 2.0]);
/// # Ok::<(), nanduti_optim::MilpError>(())
/// ```
pub fn solve_milp(model: &MilpModel) -> Result<MilpSolution, MilpError> {
    check(model)?;
    // A solver that loses its footing may panic; that must not end the caller's run.
    let solved = std::panic::catch_unwind(|| run(model)).map_err(|_| MilpError::SolverFailed)?;
    let mut values = solved.map_err(|error| match error {
        ResolutionError::Infeasible => MilpError::Infeasible,
        ResolutionError::Unbounded => MilpError::Unbounded,
        ResolutionError::Other(_) | ResolutionError::Str(_) => MilpError::SolverFailed,
    })?;
    for (value, variable) in values.iter_mut().zip(&model.variables) {
        if variable.integer {
            let whole = value.round();
            if (*value - whole).abs() > ROOM {
                return Err(MilpError::SolverFailed);
            }
            *value = whole;
        }
    }
    if !holds(model, &values) {
        return Err(MilpError::SolverFailed);
    }
    let value = model.variables.iter().zip(&values).map(|(v, x)| v.objective * x).sum();
    Ok(MilpSolution { value, values, claimed_by: SOLVER })
}

/// Hands the model to the solver.
fn run(model: &MilpModel) -> Result<Vec<f64>, ResolutionError> {
    let mut problem = ProblemVariables::new();
    let handles: Vec<_> = model
        .variables
        .iter()
        .map(|variable_| {
            let definition = variable().min(variable_.lower).max(variable_.upper);
            problem.add(if variable_.integer { definition.integer() } else { definition })
        })
        .collect();
    let mut objective = Expression::with_capacity(handles.len());
    for (&handle, variable) in handles.iter().zip(&model.variables) {
        objective.add_mul(variable.objective, handle);
    }
    let mut started = problem.maximise(objective).using(solver);
    for row in &model.rows {
        let mut sum = Expression::with_capacity(row.terms.len());
        for &(variable, coefficient) in &row.terms {
            sum.add_mul(coefficient, handles[variable]);
        }
        started.add_constraint(match row.sense {
            Sense::AtMost => constraint!(sum <= row.right),
            Sense::AtLeast => constraint!(sum >= row.right),
            Sense::Equal => constraint!(sum == row.right),
        });
    }
    let solution = started.solve()?;
    Ok(handles.iter().map(|&handle| solution.value(handle)).collect())
}

/// Faults what is no model, or too large.
fn check(model: &MilpModel) -> Result<(), MilpError> {
    let bad_variable = |variable: &MilpVariable| {
        !variable.objective.is_finite()
            || variable.lower.is_nan()
            || variable.upper.is_nan()
            || variable.lower > variable.upper
            || variable.lower == f64::INFINITY
            || variable.upper == f64::NEG_INFINITY
            || (variable.integer
                && (variable.lower.abs() > MOST_INTEGER || variable.upper.abs() > MOST_INTEGER))
    };
    let bad_row = |row: &MilpRow| {
        !row.right.is_finite()
            || row.terms.iter().any(|term| term.0 >= model.variables.len() || !term.1.is_finite())
    };
    if model.variables.iter().any(bad_variable) || model.rows.iter().any(bad_row) {
        return Err(MilpError::BadModel);
    }
    let cells = model.variables.len().saturating_mul(model.rows.len());
    if cells > MOST_CELLS && !cfg!(feature = "highs") {
        return Err(MilpError::TooLarge);
    }
    Ok(())
}

/// True when the values keep every bound and row, up to rounding.
fn holds(model: &MilpModel, values: &[f64]) -> bool {
    let within = |value: f64, lower: f64, upper: f64, size: f64| {
        let room = ROOM * size.max(1.0);
        value >= lower - room && value <= upper + room
    };
    let bounds = model.variables.iter().zip(values);
    bounds.into_iter().all(|(v, &x)| within(x, v.lower, v.upper, x.abs()))
        && model.rows.iter().all(|row| {
            let sum: f64 = row.terms.iter().map(|&(variable, c)| c * values[variable]).sum();
            let size: f64 =
                row.terms.iter().map(|&(variable, c)| (c * values[variable]).abs()).sum();
            let (lower, upper) = match row.sense {
                Sense::AtMost => (f64::NEG_INFINITY, row.right),
                Sense::AtLeast => (row.right, f64::INFINITY),
                Sense::Equal => (row.right, row.right),
            };
            within(sum, lower, upper, size.max(row.right.abs()))
        })
}
