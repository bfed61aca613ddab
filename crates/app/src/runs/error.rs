//! Why no run, or more than one, is meant by a name: facts, for a front end to put into words.

use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

/// Why a name does not say which run is meant.
#[derive(Debug, thiserror::Error)]
pub enum RunLookupError {
    /// Nothing has this path or name.
    #[error("no run named {} in {}, and no file or directory of this name", name.display(), home.display())]
    NotFound {
        /// The name.
        name: PathBuf,
        /// The directory of runs that was searched, as an absolute path.
        home: PathBuf,
    },
    /// Several runs have this name.
    #[error("{} runs are named {name}: {}", runs.len(), paths(runs))]
    Ambiguous {
        /// The name.
        name: String,
        /// The directories of these runs.
        runs: Vec<PathBuf>,
    },
}

fn paths(runs: &[PathBuf]) -> String {
    let paths: Vec<String> = runs.iter().map(|run| run.display().to_string()).collect();
    paths.join(", ")
}

impl Diagnostic for RunLookupError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. } => Kind::Checkpoint,
            Self::Ambiguous { .. } => Kind::Usage,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::NotFound { name, .. } => Some(name),
            Self::Ambiguous { .. } => None,
        }
    }
}
