//! From what a user calls a run to its path: a path, `latest`, or a name under `artifacts/runs`.

use std::path::{Path, PathBuf};

use burn_mnist_run::layout::RUNS;
use burn_mnist_run::{RunError, runs};

use crate::failure::Failure;

/// The path that `typed` means; one that exists means itself.
pub fn find(typed: &Path) -> Result<PathBuf, Failure> {
    let found = runs::store(RUNS).resolve(typed);
    Ok(found.map_err(RunError::from)?)
}
