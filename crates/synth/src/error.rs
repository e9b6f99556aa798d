//! What can go wrong while writing.

use thiserror::Error;

/// A synthetic file that could not be written.
#[derive(Debug, Error)]
pub enum SynthError {
    /// The spreadsheet could not be built.
    #[error("spreadsheet {file} could not be written")]
    Spreadsheet {
        /// File in the case folder.
        file: String,
        /// The writer's own message.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The output refused bytes.
    #[error("{file} could not be written")]
    Write {
        /// File in the case folder.
        file: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// There is no such file in a synthetic case.
    #[error("a synthetic case has no file {file}")]
    NoSuchFile {
        /// What was asked for.
        file: String,
    },
}
