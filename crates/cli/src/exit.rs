//! Exit codes: one documented list.

use std::process;

/// How the program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ExitCode {
    /// Done.
    Done = 0,
    /// Faults in the input; all of them were listed.
    Faults = 1,
    /// Wrong usage.
    Usage = 2,
    /// The problem is infeasible; the reasons were listed.
    Infeasible = 3,
    /// A limit was reached; the best result was written with its gap.
    Limit = 4,
    /// Something could not be stored.
    Storage = 7,
    /// A bug in Ñandutí.
    Bug = 70,
}

impl From<ExitCode> for process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code as u8)
    }
}
