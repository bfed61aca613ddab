//! What could be measured, and how its worker is started. The command line knows backends; this crate
//! does not.

use std::ffi::OsString;
use std::path::PathBuf;

/// Something to compare, not yet running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// How the user named it, and so how tables name it.
    pub name: String,
    /// Threads it may use.
    pub threads: usize,
    /// Whether it is one of ours, and so can train what all are compared on.
    pub origin: Origin,
    /// The worker's program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// What is added to its environment.
    pub environment: Vec<(String, String)>,
}

/// Where a worker comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// This program on one of its backends.
    Ours,
    /// Another framework.
    Peer,
}

/// The variables that set the number of threads of libraries for parallel work.
const THREAD_VARIABLES: [&str; 5] = [
    "RAYON_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MATMUL_NUM_THREADS",
];

impl Candidate {
    /// Limits the worker's libraries to [`Self::threads`].
    pub fn limit_threads(mut self) -> Self {
        let threads = self.threads.to_string();
        let variables = THREAD_VARIABLES.map(|variable| (variable.to_owned(), threads.clone()));
        self.environment.extend(variables);
        self
    }
}
